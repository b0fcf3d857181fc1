import ArgumentParser
import Dumps
import Ingestion
import Press

/// A command that reads dumps.
protocol ReadsDumps {
  var dump: DumpArguments { get }
}

/// What `import` and `extract` ask about a dump.
struct DumpArguments: ParsableArguments {
  @Argument(
    help: "Files, folders (with all subfolders), or - for standard input.",
    completion: .file())
  var paths: [String]

  @Option(
    name: .customLong("input-format"),
    help: "The format of the files (see 'dossier formats'); auto recognises each by its bytes.")
  var inputFormat = "auto"

  @Option(help: "The outlet of articles that name none.")
  var outlet: String?

  @Option(help: "The declared language of articles that declare none (fr, en …).")
  var language: String?

  @Option(
    name: .customLong("map"), parsing: .singleValue,
    help: ArgumentHelp(
      "Take a field from a column or key, e.g. --map title=Überschrift. May be repeated.",
      discussion: "Fields: title, body (or text), outlet, url, authors, section, language, "
        + "published (or date), id.",
      valueName: "field=column"))
  var maps: [String] = []

  @Option(
    help: ArgumentHelp(
      "The XML element that is an article, or the level of headings (h1 …) that splits a document; "
        + "none keeps texts and documents whole.",
      discussion: "--dry-run shows which element is taken.", valueName: "element"))
  var record: String?

  @Option(help: "The charset of files that are not UTF-8 and declare none (e.g. windows-1252).")
  var charset: String?

  @Flag(help: "Keep records without a text as articles with an empty body.")
  var allowEmptyBody = false

  @Option(
    help: ArgumentHelp(
      "Maximum size of a text, a record, or a file that is read whole, e.g. 512M; by default 8M for "
        + "a text, 64M for a record, 512M for a file.",
      valueName: "bytes"))
  var maxSize: ByteCount?

  @Option(
    help: ArgumentHelp(
      "Maximum size that one compressed file may unpack to, e.g. 200G; by default 256G, and 1T for "
        + "an archive.", valueName: "bytes"))
  var maxUnpacked: ByteCount?

  @Option(help: "Maximum number of entries in one zip, 7z or tar; by default 10 million.")
  var maxEntries: Int?

  @Option(
    help: "Maximum expansion ratio of a compressed file (1 … 100000); by default 250.")
  var maxRatio: Int?

  @Option(help: "Maximum nesting depth of archives; by default 4.")
  var maxDepth: Int?

  @Option(
    name: [.short, .customLong("jobs")],
    help: "Number of reading threads; default: number of cores.")
  var jobs: Int?

  @OptionGroup var time: TimeOption

  /// SQLite's own limit is a thousand million bytes for a row.
  private static let largestText = 900 << 20

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Name at least one file or folder, or - .") }
    if let jobs, jobs < 1 || jobs > 256 { throw ValidationError("--jobs takes 1 to 256.") }
    for (name, value) in [
      ("--max-entries", maxEntries), ("--max-ratio", maxRatio), ("--max-depth", maxDepth),
    ] {
      if let value, value < 1 { throw ValidationError("\(name) takes a number from 1 on.") }
    }
    if let maxSize, maxSize.bytes > Self.largestText {
      throw ValidationError("--max-size takes at most 900M: SQLite stores no larger text.")
    }
    if let maxRatio, maxRatio > 100_000 {
      throw ValidationError("--max-ratio takes a number from 1 to 100000.")
    }
    if let charset, Charset(label: charset) == nil {
      throw ValidationError(
        "--charset takes a name such as utf-8, windows-1252, iso-8859-15, macintosh or utf-16le, "
          + "not «\(charset)».")
    }
    if let language, !Self.isCode(LanguageName.code(language)) {
      throw ValidationError("--language takes a code such as fr, en or pt-BR, not «\(language)».")
    }
    for map in maps {
      let parts = map.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count != 2 || parts[0].isEmpty || parts[1].isEmpty {
        throw ValidationError("--map takes field=column, not «\(map)».")
      }
      if !Self.fields.contains(String(parts[0])) {
        throw ValidationError(
          "unknown field «\(parts[0])»" + suggestion(for: String(parts[0]), among: Self.fields)
            + " Fields: \(Self.fields.joined(separator: ", ")).")
      }
    }
  }

  private static func isCode(_ language: String) -> Bool {
    (2...3).contains(language.utf8.count) && language.allSatisfy { $0.isASCII && $0.isLetter }
  }

  private static let fields = [
    "title", "body", "text", "outlet", "url", "authors", "section", "language", "published",
    "date", "id",
  ]

  /// The same as the reading of dumps takes it.
  func options(bare: Bool = false) -> DumpOptions {
    var options = DumpOptions()
    options.format = inputFormat == "auto" ? nil : inputFormat
    options.outlet = outlet
    options.record = record
    // A name becomes its code; a tag keeps its region.
    options.language = language.map {
      Self.isCode(String($0.prefix { $0 != "-" })) ? $0 : LanguageName.code($0)
    }
    options.charset = charset
    options.allowEmptyBody = allowEmptyBody
    options.bare = bare
    for map in maps {
      let parts = map.split(separator: "=", maxSplits: 1)
      options.fieldMap[String(parts[0])] = String(parts[1])
    }
    if let maxSize {
      options.limits.whole = maxSize.bytes
      options.limits.record = maxSize.bytes
      options.limits.text = maxSize.bytes
    }
    if let maxUnpacked {
      options.limits.total = maxUnpacked.bytes
      options.limits.entry = maxUnpacked.bytes
    }
    if let maxEntries { options.limits.entries = maxEntries }
    if let maxRatio { options.limits.ratio = maxRatio }
    if let maxDepth { options.limits.depth = maxDepth }
    return options
  }
}

/// How long one article may be read.
struct TimeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Maximum processor time (on macOS, elapsed time) for one article, in seconds, 10 by default; "
        + "beyond it, only its text is kept.",
      valueName: "seconds"))
  var maxSeconds = Ingestion.usualSecondsPerArticle

  func validate() throws {
    if !(maxSeconds > 0) { throw ValidationError("--max-seconds takes a number above 0.") }
  }
}

/// A number of bytes as people write it: `200000`, `64K`, `512M`, `2G`, `1T`.
struct ByteCount: ExpressibleByArgument {
  var bytes: Int

  init?(argument: String) {
    var digits = Substring(argument.lowercased())
    if digits.hasSuffix("b") { digits.removeLast() }
    let shift =
      switch digits.last {
      case "k": 10
      case "m": 20
      case "g": 30
      case "t": 40
      default: 0
      }
    if shift > 0 { digits.removeLast() }
    guard let number = Int(digits), number > 0, number < 1 << (shift == 40 ? 20 : 32) else {
      return nil
    }
    bytes = number << shift
  }
}
