import ArgumentParser
import Press
import Storage

extension Question.Order: ExpressibleByArgument {}

/// Which articles, or what they report: the filters that all listings share. What is given several times
/// means one or the other.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Said by this source, under any of its names, or '#12' for the source in row 12. May be repeated.",
      valueName: "source"), completion: ArchiveCompletion.sources)
  var by: [String] = []

  @Option(
    help: ArgumentHelp(
      "About this source: named in what is said, or part of a relation. May be repeated.",
      valueName: "source"), completion: ArchiveCompletion.sources)
  var about: [String] = []

  @Option(
    help: ArgumentHelp(
      "Said by somebody named with this office in the article: ministre, spokesman. May be repeated.",
      valueName: "office"))
  var role: [String] = []

  @Option(help: "How it is said: direct, indirect or mixed. May be repeated.")
  var kind: [String] = []

  @Option(
    help: "Only this outlet; case, accents and hyphens do not matter. May be repeated.",
    completion: ArchiveCompletion.outlets)
  var outlet: [String] = []

  @Option(help: "Only this language (fr, en …). May be repeated.")
  var language: [String] = []

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
      "Only statements and relations of at least this confidence (0 … 1); 0.5 by default, 0 for all.",
      valueName: "confidence"))
  var minConfidence: Double?

  @Option(
    help: "Only rows with this tag, or whose article, source or outlet has it. May be repeated.")
  var tag: [String] = []

  @Flag(help: "Include hidden rows.")
  var hidden = false

  @Flag(
    name: .customLong("families"),
    help: "Only the first matching article of each family of near-duplicates.")
  var oneOfFamily = false

  @Flag(help: "Find the words as they are typed, not their other forms.")
  var exact = false

  @Flag(help: "Take the words as raw FTS5 syntax.")
  var fts = false

  @Option(help: "The order of the rows: relevance, newest, oldest, or stored (as imported).")
  var order: Question.Order?

  func validate() throws {
    let kinds = Statement.Kind.allCases.map(\.rawValue)
    for kind in kind where !kinds.contains(kind) {
      throw ValidationError(
        "--kind takes \(kinds.joined(separator: ", ")), not «\(kind)»"
          + "\(suggestion(for: kind, among: kinds))")
    }
    for (option, values) in [
      ("--by", by), ("--about", about), ("--role", role), ("--outlet", outlet),
      ("--language", language), ("--tag", tag), ("--where", condition.map { [$0] } ?? []),
    ] where values.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw ValidationError("\(option) is empty; leave it out for all.")
    }
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence takes a number from 0 to 1.")
    }
    try PressDateArgument.check(from, "--from")
  }

  /// True when one of them is given, `--where` aside.
  var isGiven: Bool {
    !by.isEmpty || !about.isEmpty || !role.isEmpty || !kind.isEmpty || !outlet.isEmpty
      || !language.isEmpty || from != nil || minConfidence != nil || !tag.isEmpty
      || oneOfFamily || order != nil
  }

  /// How sure statements and relations must be.
  var confidence: Question.Confidence {
    switch minConfidence {
    case nil: .usual
    case 0: .any
    case .some(let least): .atLeast(least)
    }
  }

  /// Says how many rows of an answer were left out as unsure, if any were.
  static func reportUnsure(_ listing: Listing, _ question: Question, in archive: Archive) throws {
    if question.confidence == .usual {
      reportUnsure(try archive.countBelow(listing, question), listing)
    }
  }

  /// Says that so many rows were left out as unsure.
  static func reportUnsure(_ count: Int, _ listing: Listing) {
    if count == 0 { return }
    let what = counted(count, listing == .relations ? "relation" : "statement")
    printError(
      "dossier: \(what) with a confidence below \(Question.Confidence.usualLeast) left out; "
        + "--min-confidence 0 shows all")
  }

  /// Says that nothing answers a question and what may be the reason: words that are nowhere in the
  /// archive, a name without quotes. `what` is what is listed, if not the rows of the listing.
  static func tellNothing(
    _ listing: Listing, _ question: Question, in archive: Archive, of what: String? = nil
  ) throws {
    if try !tellAbsent(listing, question, in: archive) {
      printError("dossier: no \(what ?? String(listing.table.dropLast())) found")
    }
    if let (option, first, whole) = unquoted(CommandLine.arguments) {
      printError(
        "dossier: \(option) took «\(first)» only, the words after it were looked for; in quotes it "
          + "takes them all: \(option) '\(whole)'")
    }
  }

  /// Says which of the words that were looked for are nowhere in the archive; false when there are none.
  @discardableResult
  static func tellAbsent(
    _ listing: Listing, _ question: Question, in archive: Archive
  ) throws -> Bool {
    let absent = try archive.absentWords(of: question, listing)
    if absent.isEmpty { return false }
    printError(
      "dossier: no \(listing == .statements ? "statement" : "article") has "
        + absent.map { "«\($0)»" }.joined(separator: ", "))
    return true
  }

  /// A name of which the words after the first one stand beside its option, because it is not in quotes.
  private static func unquoted(_ arguments: [String]) -> (
    option: String, first: String, whole: String
  )? {
    let options: Set<String> = [
      "--by", "--about", "--role", "--outlet", "--subject", "--object", "--asserted-by",
    ]
    for at in arguments.indices.dropLast(2)
    where options.contains(arguments[at]) && !arguments[at + 1].contains(" ") {
      let words = arguments[(at + 1)...].prefix { !$0.hasPrefix("-") }
      if words.count > 1 { return (arguments[at], words[at + 1], words.joined(separator: " ")) }
    }
    return nil
  }

  /// Says how many articles a range of dates leaves out because it is not known whether they are in it.
  private static func tellLeftOut(of dates: DateRange, in archive: Archive) throws {
    let (undated, cut) = try archive.leftOut(of: dates)
    if undated > 0 {
      printError(
        "dossier: \(counted(undated, "article")) of the archive without a date, left out of a range "
          + "of dates")
    }
    if cut > 0 {
      printError(
        "dossier: \(counted(cut, "article")) of the archive dated by a month or year that lies only "
          + "partly in the range, left out")
    }
  }

  /// The question that the options ask of an archive; sources are looked up by name.
  ///
  /// - Throws: `Failure` when the range of dates is empty; what the archive throws.
  func question(words: [String], until: String?, in archive: Archive) throws -> Question {
    var question = Question()
    let words = words.joined(separator: " ")
    if !words.isEmpty { question.words = words }
    question.isRaw = fts
    question.isExact = exact
    question.by = try SourceNames.sources(by, of: "--by", in: archive)
    question.about = try SourceNames.sources(about, of: "--about", in: archive)
    question.roles = role
    question.kinds = kind
    question.outlets = outlet
    question.languages = language.map(LanguageName.code)
    question.from = from
    question.to = until
    if let from, let until, until + "~" < from {
      throw Failure(.misuse, "--from \(from) is after --until \(until): no article can match")
    }
    if from != nil || until != nil { try Self.tellLeftOut(of: question.dates, in: archive) }
    question.confidence = confidence
    question.condition = condition
    question.tags = tag
    question.showsHidden = hidden
    question.oneOfFamily = oneOfFamily
    question.order = order
    return question
  }
}
