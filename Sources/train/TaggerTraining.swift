import Languages
import Syntax
import Treebanks

/// Words that have one tag, and words that are a class of their own.
struct Wordlist {
  /// The hash of each word with its only tag and whether it is a class of its own, by hash.
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
  let bits: Int
  let epochs: Int

  /// A tagger trained on the sentences that `isUsed` picks.
  func perceptron(where isUsed: (Int) -> Bool = { _ in true }) -> Perceptron {
    var model = Perceptron(bits: bits, columns: Tag.allCases.count)
    var dice = Dice(1)
    let workspace = Workspace()
    for _ in 0..<epochs {
      for number in dice.order(sentences.count) where isUsed(number) {
        let sentence = sentences[number]
        workspace.load(0..<sentence.words.count, of: sentence.words, vocabulary)
        for i in 0..<workspace.count where workspace.items[i].isSure == 0 {
          let right = Int(sentence.nodes[i].tag.rawValue)
          let count = TagFeatures.write(i, in: workspace, bits: bits, to: workspace.slots)
          let told = model.best(workspace.slots, count, allowed: (1 << 22) - 1)
          if told != right { model.correct(workspace.slots, count, right: right, wrong: told) }
          model.advance()
          // Later words see what the tagger thinks, as they will when it works.
          workspace.items[i].tag = UInt8(told)
        }
      }
    }
    return model
  }

  /// The tags that taggers trained on four fifths of the sentences give the other fifth: a parser that
  /// learns from them knows the errors it will meet.
  func jackknifed(folds: Int = 5) -> [[UInt8]] {
    var tags = Array(repeating: [UInt8](), count: sentences.count)
    let workspace = Workspace()
    for fold in 0..<folds {
      let rows = Quantised(perceptron { $0 % folds != fold }, columns: 0..<Tag.allCases.count)
      for number in stride(from: fold, to: sentences.count, by: folds) {
        let sentence = sentences[number]
        workspace.load(0..<sentence.words.count, of: sentence.words, vocabulary)
        for i in 0..<workspace.count {
          if workspace.items[i].isSure == 0 {
            let count = TagFeatures.write(i, in: workspace, bits: bits, to: workspace.slots)
            workspace.items[i].tag = UInt8(rows.best(workspace.slots, count))
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

  /// Scales the averages of some columns so that 99.95 % of those that are not 0 fit; the weight of
  /// `base` is taken from the others of its row.
  init(_ model: Perceptron, columns: Range<Int>, less base: Int? = nil) {
    let averages = model.averages()
    var kept: [Double] = []
    kept.reserveCapacity(columns.count << model.bits)
    for row in 0..<1 << model.bits {
      let start = row * model.columns
      let less = base.map { averages[start + $0] } ?? 0
      for c in columns { kept.append(averages[start + c] - less) }
    }
    let sizes = kept.map(abs).filter { $0 > 0 }.sorted()
    let top = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, sizes.count * 9995 / 10000)]
    let limit = Double(Weights.limit)
    let scale = limit / top
    self.columns = columns.count
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

  /// The rows as lines of `perLine` rows.
  func lines(perLine: Int) -> [UInt8] {
    var text: [UInt8] = []
    let width = columns * perLine
    for (i, weight) in rows.enumerated() {
      text.append(UInt8(Int(weight) + Weights.bias))
      if i % width == width - 1 { text.append(UInt8(ascii: "\n")) }
    }
    return text
  }
}
