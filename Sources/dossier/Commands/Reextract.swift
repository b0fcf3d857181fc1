import ArgumentParser
import Ingestion
import Press
import Storage
import Tables

/// Reads the archive's articles again with the rules of this program.
struct Reextract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read the articles again with this program's rules.",
    discussion: """
      Replaces statements, relations and mentions; what is found again at the same place keeps its \
      id. Articles stay as they are, and so does what you decided (merges, names, tags, notes). All \
      or nothing: a run that is stopped changes nothing. \
      'dossier imports' lists the run with its version of the rules.

      --diff writes nothing and lists what the new rules add, remove and change, with the passages.

      EXAMPLES:
        dossier reextract --diff --sample 20
        dossier reextract --diff --format csv > changes.csv
        dossier reextract
        dossier reextract --archive gilets.dossier --jobs 4
      """)

  @Flag(help: "List what would change, and write nothing.")
  var diff = false

  @Option(
    help: "With --diff: print a sample of this many changes, evenly spaced and reproducible.")
  var sample: Int?

  @Option(
    name: [.short, .customLong("jobs")],
    help: "Number of reading threads; default: number of cores.")
  var jobs: Int?

  @OptionGroup var time: TimeOption
  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if let jobs, jobs < 1 || jobs > 256 { throw ValidationError("--jobs takes 1 to 256.") }
    if let sample, sample < 1 { throw ValidationError("--sample takes a number from 1 on.") }
    if listing.count || listing.offset > 0 {
      throw ValidationError("--count and --offset are for listings.")
    }
    if !diff, sample != nil || listing.form != nil || listing.limit != nil {
      throw ValidationError("--sample, --format and --limit go with --diff.")
    }
  }

  func run() throws {
    if diff { return try compare() }
    let watch = Stopwatch()
    // What is no archive yet is not made one here.
    _ = try archive.open()
    let rereading = try Reextraction(
      archive.path, version: Dossier.version, rules: Reader.rulesVersion)
    let change = try rereading.run(read)
    printError(
      """
      \(archive.path)
        articles    \(change.articles.grouped) read again
        statements  \(change.statements.after.grouped), before \(change.statements.before.grouped)
        relations   \(change.relations.after.grouped), before \(change.relations.before.grouped)
        seconds     \(oneDecimal(watch.seconds))
      """)
  }

  private func read(_ articles: [Article]) throws -> [Account] {
    if Interruption.isAsked { throw Failure(.interrupted, "stopped; nothing was changed") }
    return try Reader().accounts(
      of: articles, jobs: jobs ?? Cores.count, secondsPerArticle: time.maxSeconds
    ) { printError($0.message) }
  }

  private func compare() throws {
    let watch = Stopwatch()
    let archive = try archive.open()
    let writer = listing.writer(to: Output())
    try writer.header([
      "change", "what", "article_id", "was", "becomes", "passage", "new_passage", "start", "rule",
    ])
    var choice = Sample(of: sample)
    var left = listing.limit(usually: nil) ?? .max
    let totals = try archive.difference(read) { row in
      if sample != nil { return choice.add(row) }
      if left > 0 { try write(row, to: writer) }
      left -= 1
    }
    for row in choice.rows.prefix(max(0, left)) { try write(row, to: writer) }
    try writer.finish()
    printError(
      """
      \(archive.path)
        articles    \(totals.articles.grouped) read, nothing written
        added       \(totals.added.grouped)
        removed     \(totals.removed.grouped)
        changed     \(totals.changed.grouped)
        the same    \(totals.same.grouped)
        rules       \(Reader.rulesVersion)
        seconds     \(oneDecimal(watch.seconds))
      """)
  }

  private func write(_ row: RulesDiff.Row, to writer: any RowWriter) throws {
    writer.text(row.change.rawValue)
    writer.text(row.what)
    writer.integer(row.article)
    writer.text(row.was)
    writer.text(row.becomes)
    writer.text(row.passage)
    writer.text(row.newPassage)
    writer.integer(row.start)
    writer.text(row.rule)
    try writer.endRow()
  }
}

/// So many of a stream of rows, spread over all of it, the same at each run.
private struct Sample {
  private let size: Int
  private var chosen: [(order: UInt64, place: Int, row: RulesDiff.Row)] = []
  private var seen = 0

  init(of size: Int?) { self.size = size ?? 0 }

  /// The chosen ones in the order in which they came.
  var rows: [RulesDiff.Row] { chosen.sorted { $0.place < $1.place }.map(\.row) }

  mutating func add(_ row: RulesDiff.Row) {
    seen += 1
    // SplitMix64 of the ordinal: a fixed shuffle.
    var z = UInt64(seen) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    let order = z ^ (z >> 31)
    if chosen.count == size, let last = chosen.last, order > last.order { return }
    let place = chosen.firstIndex { $0.order > order } ?? chosen.count
    chosen.insert((order, seen, row), at: place)
    if chosen.count > size { chosen.removeLast() }
  }
}
