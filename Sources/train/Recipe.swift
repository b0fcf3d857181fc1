import Languages
import Syntax
import Treebanks

/// What the weights of a language are trained on and how.
struct Recipe {
  var code: String
  var folder: String
  /// The treebanks to learn from, below the folder of the language.
  var training: [String]
  /// Whom to thank, under which licence.
  var credits: [String]
  var tagBits = 15
  var labelBits = 14
  var moveBits = 19
  var tagEpochs = 5
  var epochs = 8
  /// How many models are trained in different orders and joined into one.
  var models = 4

  static let all = [
    Recipe(
      code: "fr", folder: "French",
      training: [
        "sequoia-train", "sequoia-dev", "gsd-dev", "rhapsodie-train", "rhapsodie-dev",
        "rhapsodie-test",
      ],
      credits: [
        "UD_French-Sequoia (train, dev), Candito and Seddah 2012, LGPL-LR",
        "UD_French-GSD (dev), Guillaume, de Marneffe and Perrier 2019, CC BY-SA 4.0",
        "UD_French-Rhapsodie (train, dev, test), Lacheret et al. 2014, CC BY-SA 4.0",
      ]),
    Recipe(
      code: "en", folder: "English", training: ["ewt-train"],
      credits: ["UD_English-EWT (train), Silveira et al. 2014, CC BY-SA 4.0"]),
  ]

  /// The text of the weights file.
  func weights(in treebanks: String) throws -> [UInt8] {
    guard let language = Language.with(code: code) else {
      preconditionFailure("a recipe is for a language that is read")
    }
    func load(_ name: String) throws -> [GoldSentence] {
      try Treebank.sentences(of: "\(treebanks)/\(code)/\(name).conllu.gz")
        .compactMap { GoldSentence($0, in: language) }
    }
    let sentences = try training.flatMap(load)
    let list = Wordlist(of: sentences)
    let vocabulary = Vocabulary(list.words)
    let tagger = TaggerTraining(
      sentences: sentences, vocabulary: vocabulary, epochs: tagEpochs)
    let tagRows = tagger.rows(bits: tagBits)
    let parser = ParserTraining(
      sentences: sentences, tags: tagger.jackknifed(tagRows), vocabulary: vocabulary,
      lexicon: language.lexicon, epochs: epochs)
    let moveRows = RowIndex(bits: moveBits)
    let labelRows = parser.labelRows(bits: labelBits, moves: moveRows)
    let seeds = 1...UInt64(models)
    let taggers = seeds.map { tagger.perceptron(tagRows, seed: $0) }
    let parsers = seeds.map { parser.perceptrons(moveRows, labelRows, seed: $0) }
    let body =
      section("tags", Quantised(taggers, columns: 0..<Tag.allCases.count), tagBits)
      + section(
        "labels", Quantised(parsers.map(\.labels), columns: 0..<Label.allCases.count), labelBits)
      + section(
        "moves", Quantised(parsers.map(\.moves), columns: 1..<3, less: 0), moveBits,
        perLine: Weights.rowsInLine)
      + words(list)
    let figures = try Treebank.tests.filter { $0.code == code }.map { test in
      (test.name, Self.score(body, language, try load(test.name)))
    }
    let words = sentences.reduce(0) { $0 + $1.nodes.count }
    return head(figures, words: words) + body
  }

  private func section(
    _ name: String, _ rows: Quantised, _ bits: Int, perLine: Int = 1
  ) -> [UInt8] {
    Array("\(name) \(bits) \(rows.columns)\n".utf8) + rows.lines(perLine: perLine)
  }

  private func words(_ list: Wordlist) -> [UInt8] {
    var text = "words \(list.words.count)\n"
    for (word, tag, isOwnClass) in list.words {
      text += String(word, radix: 16) + " " + (tag.map { "\($0.rawValue)" } ?? "-")
      text += isOwnClass ? " *\n" : "\n"
    }
    return Array(text.utf8)
  }

  private func head(_ figures: [(String, ParseScore)], words: Int) -> [UInt8] {
    var lines = [
      "Weights of the tagger and the parser; written by `make train`, not to be edited.",
      "Trained on \(words) words of:",
    ]
    lines += credits.map { "  \($0)" }
    lines.append(
      "This file is derived from them and is under the licences of all of them: CC BY-SA 4.0"
        + (credits.contains { $0.contains("LGPL-LR") } ? " and LGPL-LR." : "."))
    for (name, score) in figures {
      let text = score.figures.map { "\($0.name) \(Self.tenths($0.value))" }
      lines.append("\(name): " + text.joined(separator: ", "))
    }
    for line in lines.dropFirst(2 + credits.count) { print(line) }
    return Array(lines.map { "# \($0)\n" }.joined().utf8)
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// What the weights reach on sentences that they were not trained on.
  private static func score(
    _ text: [UInt8], _ language: Language, _ sentences: [GoldSentence]
  ) -> ParseScore {
    text.withUnsafeBufferPointer {
      ParseScore(of: Parser(weights: Weights($0), lexicon: language.lexicon), on: sentences)
    }
  }
}
