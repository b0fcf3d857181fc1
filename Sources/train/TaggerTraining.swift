import Languages
import Syntax
import Treebanks

/// Words that have one tag, and words that are a class by themselves.
struct Wordlist {
  /// The hash of each word with its only tag and whether it is a class by itself, by hash.
  let words: [(word: UInt32, tag: Tag?, isOwnClass: Bool)]

  /// Takes words seen 20 times of which 99.7 % have one tag, and words seen 30 times.
  init(of sentences: [GoldSentence]) {
    var counts: [UInt32: [Int]] = [:]
    let workspace = Workspace()
    let nothing = Vocabulary([])
    for sentence in sentences {
      workspace.load(0..<sentence.words.count, of: sentence.words, nothing)
      for i in 0..<workspace.count {
        let tag = Int(sentence.nodes[i].tag.rawValue)
        counts[
          workspace.items[i].word, default: Array(repeating: 0, count: Tag.allCases.count)][tag] +=
          1
      }
    }
    words = counts.sorted { $0.key < $1.key }.compactMap { word, tags in
      let total = tags.reduce(0, +)
      guard total >= 20, let most = tags.max(), let tag = tags.firstIndex(of: most) else {
        return nil
      }
      let isSure = Double(most) >= 0.997 * Double(total)
      return isSure || total >= 30
        ? (word, isSure ? Tag(rawValue: UInt8(tag)) : nil, total >= 30) : nil
    }
  }
}

/// Trains taggers.
struct TaggerTraining {
  let sentences: [GoldSentence]
  let vocabulary: Vocabulary
  let epochs: Int

  /// The features that matter most, found by a training in which all have room.
  func rows(bits: Int) -> RowIndex {
    var counts: [UInt32: Int32] = [:]
    let model = perceptron(RowIndex(bits: 20), counts: &counts)
    return RowIndex(bits: bits, best: counts, of: model)
  }

  /// A tagger trained on the sentences that `isUsed` picks.
  func perceptron(
    _ rows: RowIndex, seed: UInt64 = 1, where isUsed: (Int) -> Bool = { _ in true }
  ) -> Perceptron {
    var counts: [UInt32: Int32]?
    return perceptron(rows, seed, counts: &counts, where: isUsed)
  }

  private func perceptron(_ rows: RowIndex, counts: inout [UInt32: Int32]) -> Perceptron {
    var some: [UInt32: Int32]? = [:]
    defer { counts = some ?? [:] }
    return perceptron(rows, 1, counts: &some) { _ in true }
  }

  /// The same; counts the features of the last epoch when `counts` is not nil.
  private func perceptron(
    _ rows: RowIndex, _ seed: UInt64, counts: inout [UInt32: Int32]?, where isUsed: (Int) -> Bool
  ) -> Perceptron {
    var model = Perceptron(rows, columns: Tag.allCases.count)
    var dice = Dice(seed)
    let workspace = Workspace()
    let keys = workspace.keys
    for epoch in 0..<epochs {
      for number in dice.order(sentences.count) where isUsed(number) {
        let sentence = sentences[number]
        workspace.load(0..<sentence.words.count, of: sentence.words, vocabulary)
        for i in 0..<workspace.count where workspace.items[i].isSure == 0 {
          let right = Int(sentence.nodes[i].tag.rawValue)
          let written = TagFeatures.write(i, in: workspace, to: keys)
          if epoch == epochs - 1 { for k in 0..<written { counts?[keys[k], default: 0] += 1 } }
          let count = rows.resolve(keys, written)
          let guess = model.best(keys, count, allowed: (1 << UInt64(model.columns)) - 1)
          if guess != right { model.correct(keys, count, right: right, wrong: guess) }
          model.advance()
          // Later words see what the tagger thinks, as they will when it works.
          workspace.items[i].tag = UInt8(guess)
        }
      }
    }
    return model
  }

  /// The tags that taggers trained on four fifths of the sentences give the other fifth: a parser that
  /// learns from them knows the errors it will meet.
  func jackknifed(_ rows: RowIndex, folds: Int = 5) -> [[UInt8]] {
    var tags = Array(repeating: [UInt8](), count: sentences.count)
    let workspace = Workspace()
    let keys = workspace.keys
    for fold in 0..<folds {
      let model = Quantised(
        [perceptron(rows) { $0 % folds != fold }], columns: 0..<Tag.allCases.count)
      for number in stride(from: fold, to: sentences.count, by: folds) {
        let sentence = sentences[number]
        workspace.load(0..<sentence.words.count, of: sentence.words, vocabulary)
        for i in 0..<workspace.count {
          if workspace.items[i].isSure == 0 {
            let count = rows.resolve(keys, TagFeatures.write(i, in: workspace, to: keys))
            workspace.items[i].tag = UInt8(model.best(keys, count))
          }
          tags[number].append(workspace.items[i].tag)
        }
      }
    }
    return tags
  }
}

/// Weights as they are written: whole numbers within the limit.
struct Quantised {
  let columns: Int
  let rows: [Int8]
  private let checks: [UInt8]?

  /// Scales the averages of some columns so that 99.95 % of those that are not 0 fit; the weight of
  /// `base` is taken from the others of its row.
  ///
  /// Of several models, trained in different orders, the mean counts: scores are sums, so it decides
  /// as all of them together would.
  init(_ models: [Perceptron], columns: Range<Int>, less base: Int? = nil) {
    let model = models[0]
    var averages = model.averages()
    for other in models.dropFirst() {
      for (i, weight) in other.averages().enumerated() { averages[i] += weight }
    }
    var kept: [Double] = []
    kept.reserveCapacity(columns.count << model.rows.bits)
    for row in 0..<1 << model.rows.bits {
      let start = row * model.columns
      let less = base.map { averages[start + $0] } ?? 0
      for c in columns { kept.append(averages[start + c] - less) }
    }
    let sizes = kept.map(abs).filter { $0 > 0 }.sorted()
    let top = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, sizes.count * 9995 / 10000)]
    let limit = Double(Weights.limit)
    let scale = limit / top
    self.columns = columns.count
    checks = model.rows.checks
    rows = kept.map { Int8(max(-limit, min(limit, ($0 * scale).rounded()))) }
  }

  /// The answer with the highest score.
  func best(_ slots: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    var scores = Array(repeating: 0, count: columns)
    for i in 0..<count {
      for c in 0..<columns { scores[c] += Int(rows[Int(slots[i]) * columns + c]) }
    }
    return scores.indices.max { scores[$0] < scores[$1] } ?? 0
  }

  /// The rows as lines of `perLine` rows; of one row when each has a check.
  func lines(perLine: Int) -> [UInt8] {
    var text: [UInt8] = []
    let width = columns * perLine
    for (i, weight) in rows.enumerated() {
      if let checks, i % width == 0 { text.append(checks[i / width]) }
      text.append(UInt8(Int(weight) + Weights.bias))
      if i % width == width - 1 { text.append(UInt8(ascii: "\n")) }
    }
    return text
  }
}
