import ArgumentParser
import Storage

extension Question.Order: ExpressibleByArgument {}

/// Which articles, or what they report: the filters that all listings share.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Said by this source, under any of its names.", valueName: "source"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "About this source: named in what is said, or part of a relation.", valueName: "source"))
  var about: String?

  @Option(help: "How it is said: direct, indirect or mixed. May be repeated.")
  var kind: [String] = []

  @Option(help: "Only this outlet, as printed; case and accents do not matter.")
  var outlet: String?

  @Option(help: "Only this language (fr, en …).")
  var language: String?

  @Option(
    name: [.customLong("from"), .customLong("since")],
    help: ArgumentHelp(
      "Published on or after: 2022, 2022-12 or 2022-12-09.", valueName: "date"))
  var from: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "A condition in SQL on the columns of the listing, e.g. \"confidence > 0.8\".",
      valueName: "SQL"))
  var condition: String?

  @Option(
    help: ArgumentHelp(
      "Only what a rule found of at least this measured precision (0 … 1).",
      valueName: "precision"))
  var minConfidence: Double?

  @Flag(name: .customLong("families"), help: "One article of each family of near-duplicates.")
  var oneOfFamily = false

  @Flag(help: "Find the words as they are typed, not their other forms.")
  var exact = false

  @Flag(help: "Take the words as raw FTS5 syntax.")
  var fts = false

  @Option(help: "The order of the rows: relevance, newest, oldest, or stored (as imported).")
  var order: Question.Order?

  func validate() throws {
    for kind in kind where !["direct", "indirect", "mixed"].contains(kind) {
      throw ValidationError("--kind takes direct, indirect or mixed, not «\(kind)».")
    }
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence takes a number from 0 to 1.")
    }
    try PressDateArgument.check(from, "--from")
  }

  /// True when one of them is given, `--where` aside.
  var isGiven: Bool {
    by != nil || about != nil || !kind.isEmpty || outlet != nil || language != nil || from != nil
      || minConfidence != nil || oneOfFamily || order != nil
  }

  /// The question that the options ask of an archive; sources are looked up by name.
  func question(words: [String], until: String?, in archive: Archive) throws -> Question {
    var question = Question()
    let words = words.joined(separator: " ")
    if !words.isEmpty { question.words = words }
    question.isRaw = fts
    question.isExact = exact
    question.by = try by.map { try archive.sources(named: $0) }
    question.about = try about.map { try archive.sources(named: $0) }
    question.kinds = kind
    question.outlet = outlet
    question.language = language
    question.from = from
    question.to = until
    question.minimumConfidence = minConfidence
    question.condition = condition
    question.oneOfFamily = oneOfFamily
    question.order = order
    return question
  }
}
