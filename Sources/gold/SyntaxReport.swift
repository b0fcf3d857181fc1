import Languages
import Syntax
import Treebanks

/// The figures of one treebank that the weights were not trained on.
struct SyntaxReport {
  var name: String
  private let score: ParseScore
  private let wordsPerSecond: Double

  /// Parses a treebank below `folder`; nil when it is not there or its language has no weights.
  ///
  /// - Throws: `Treebank.Fault` when the file is no CoNLL-U.
  init?(_ test: (code: String, name: String), in folder: String) throws {
    let path = "\(folder)/\(test.code)/\(test.name).conllu.gz"
    guard let language = Language.with(code: test.code), let parser = Parser(of: language),
      Treebank.exists(path)
    else { return nil }
    let sentences = try Treebank.sentences(of: path)
      .compactMap { GoldSentence($0, in: language) }
    name = "\(test.code)-\(test.name.prefix { $0 != "-" })"
    let start = ContinuousClock.now
    score = ParseScore(of: parser, on: sentences)
    let time = ContinuousClock.now - start
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    wordsPerSecond = Double(score.words) / seconds
  }

  static let head =
    "syntax".filled(14)
    + ["words", "UPOS", "UAS", "LAS", "nsubj", "clauses", "words/s"]
    .map { $0.filled(8, right: true) }.joined()

  var row: String {
    let figures = score.figures.map { $0.value.rounded(1) }
    return name.filled(14)
      + (["\(score.words)"] + figures + ["\(Int(wordsPerSecond / 1000))k"])
      .map { $0.filled(8, right: true) }.joined()
  }

  /// The figures by their names in the floors.
  var figures: [String: Double] {
    Dictionary(
      uniqueKeysWithValues: score.figures.map { ("syntax \(name) \($0.name)", $0.value) })
  }
}
