import ArgumentParser
import Storage
import Tables

extension TableForm: ExpressibleByArgument {}

/// How a listing is written.
struct ListingOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: "How the rows are written; by default a table on a terminal and TSV in a pipe.")
  var form: TableForm?

  @Flag(
    help: "Print one column per line and one record per block: for wide rows on a narrow terminal.")
  var vertical = false

  @Flag(help: "CSV for a French Excel: byte order mark, semicolons, decimal commas.")
  var excel = false

  @Flag(
    help: "Do not put ' before cells that a spreadsheet would take for a formula (CSV and TSV).")
  var raw = false

  @Option(help: "At most this many rows; 0 for all. Pipes and files get all by default.")
  var limit: Int?

  @Option(help: "Skip this many rows.")
  var offset = 0

  @Flag(help: "Print only the number of rows.")
  var count = false

  /// More rows than any archive has, and small enough to be added up.
  private static let most = 1 << 53

  func validate() throws {
    try Self.check(limit: limit, offset: offset)
    if excel, form != nil, form != .csv { throw ValidationError("--excel goes with CSV only.") }
    if vertical, excel || form != nil && form != .table {
      throw ValidationError("--vertical goes with --format table only.")
    }
  }

  /// Refuses numbers of rows that there cannot be.
  static func check(limit: Int?, offset: Int) throws {
    for (option, number) in [("--limit", limit ?? 0), ("--offset", offset)]
    where !(0...most).contains(number) {
      throw ValidationError("\(option) takes a number from 0 to \(most).")
    }
  }

  /// True when any of these options was given.
  var isGiven: Bool { limit != nil || isOfRows }

  /// True when an option was given that says which rows are written, and how, `--limit` aside.
  var isOfRows: Bool { form != nil || offset > 0 || count || vertical || excel || raw }

  /// How many rows are wanted, `usually` on a terminal; nil for all.
  func limit(usually: Int?) -> Int? {
    guard let limit else { return Terminal.output.isTerminal ? usually : nil }
    return limit == 0 ? nil : limit
  }

  /// The rows that are wanted of those that are in memory, `usually` so many on a terminal; says how
  /// many there are in all when some are not shown.
  func part<Row>(of rows: [Row], usually: Int?, all: Int) -> ArraySlice<Row> {
    let part = rows.dropFirst(offset).prefix(limit(usually: usually) ?? .max)
    if !part.isEmpty, part.count < all { printError("\(part.count.grouped) of \(all.grouped)") }
    return part
  }

  /// True when a person reads the rows as a table.
  var isForReading: Bool { chosen == .table }

  private var chosen: TableForm {
    form ?? (excel ? .csv : vertical || Terminal.output.isTerminal ? .table : .tsv)
  }

  // MARK: Writing

  /// Writes a listing that answers a question; nothing found is reported by the exit status. A
  /// terminal gets `usually` rows; `columns` are those wanted, with commas between them, nil for
  /// the usual ones.
  func write(
    _ listing: Listing, _ question: Question, in archive: Archive, usually: Int,
    columns: String? = nil
  ) throws {
    if count {
      for note in try archive.rows(listing, question).notes { printError("dossier: \(note)") }
      let count = try archive.count(listing, question)
      if count == 0 { try FilterOptions.tellNothing(listing, question, in: archive) }
      try FilterOptions.reportUnsure(listing, question, in: archive)
      return try write(count: count)
    }
    var question = question
    question.limit = limit(usually: usually)
    question.offset = offset
    let usual = isForReading && !vertical ? listing.columnsForReading : nil
    let rows = try archive.rows(
      listing, question, columns: try ColumnList.names(in: columns) ?? usual)
    let written = try write(rows, givingWay: columns == nil ? listing.givingWay : [])
    if written == 0 { try FilterOptions.tellNothing(listing, question, in: archive) }
    try FilterOptions.reportUnsure(listing, question, in: archive)
    try tell(written) { try archive.count(listing, question) }
  }

  /// Writes the rows of an answer that has no limit of its own; nothing found is reported by the
  /// exit status. `all` tells how many there are where that is known without going through them.
  /// The columns `givingWay` are left out of a narrow terminal, the first one first.
  func write(
    _ rows: Rows, usually: Int? = nil, givingWay: [String] = [], all: (() throws -> Int)? = nil
  ) throws {
    func rest() throws -> Int {
      var count = 0
      while try rows.next() { count += 1 }
      return count
    }
    if count { return try write(count: all?() ?? rest()) }
    try rows.skip(offset)
    if let limit = limit(usually: usually) { rows.limit = limit }
    let written = try write(rows, givingWay: givingWay)
    try tell(written) { try all?() ?? offset + written + rest() }
  }

  /// Writes the rows; how many there were.
  private func write(_ rows: Rows, givingWay: [String]) throws -> Int {
    for note in rows.notes { printError("dossier: \(note)") }
    let writer = writer(to: Output(), givingWay: givingWay)
    let written = try rows.write(to: writer)
    if let note = writer.note { printError("dossier: \(note)") }
    return written
  }

  /// Tells how many rows a terminal was not shown; none written is reported by the exit status.
  private func tell(_ written: Int, of all: () throws -> Int) throws {
    if written == 0 { throw Failure(.nothing) }
    guard limit == nil, Terminal.output.isTerminal else { return }
    let all = try all()
    if all > offset + written {
      printError("\(written.grouped) of \(all.grouped); --limit 0 for all")
    }
  }

  /// Writes how many rows there are; none is reported by the exit status.
  func write(count: Int) throws {
    let output = Output()
    output.text("\(count)\n")
    try output.flush()
    if count == 0 { throw Failure(.nothing) }
  }

  /// A table on a terminal, TSV elsewhere.
  static func standard(_ output: Output) -> any RowWriter {
    let terminal = Terminal.output
    return terminal.isTerminal
      ? AlignedWriter(output, width: terminal.width, colour: terminal.hasColour)
      : DelimitedWriter(output, dialect: .tsv)
  }

  /// A writer in the form that was asked for, or that suits where the rows go; the columns that give
  /// way when a terminal is narrow, the first one first.
  func writer(to output: Output, givingWay: [String] = []) -> any RowWriter {
    let terminal = Terminal.output
    switch chosen {
    case .table where vertical:
      return VerticalWriter(output, width: terminal.width, colour: terminal.hasColour)
    case .table:
      return AlignedWriter(
        output, width: terminal.width, colour: terminal.hasColour, givingWay: givingWay)
    case .csv: return delimited(output, excel ? .excel : .csv)
    case .tsv: return delimited(output, .tsv)
    case .json: return JSONWriter(output, lines: false)
    case .jsonl: return JSONWriter(output, lines: true)
    }
  }

  private func delimited(_ output: Output, _ dialect: Dialect) -> DelimitedWriter {
    var dialect = dialect
    dialect.guardsFormulas = !raw
    return DelimitedWriter(output, dialect: dialect)
  }
}

/// Columns as a person lists them: `--columns speaker,content`.
enum ColumnList {
  /// The names of a list; nil without one.
  ///
  /// - Throws: `Failure` when the list names none.
  static func names(in list: String?) throws -> [String]? {
    guard let list else { return nil }
    let names = list.split(separator: ",").map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
    if names.isEmpty { throw Failure(.misuse, "--columns names no column") }
    return names
  }
}

extension Listing {
  /// The usual columns that give way on a narrow terminal, the one of least worth first.
  fileprivate var givingWay: [String] {
    switch self {
    case .articles: ["language", "outlet", "published"]
    case .statements:
      ["start", "end", "confidence", "article_id", "cue", "speaker", "kind", "outlet", "published"]
    case .relations:
      [
        "confidence", "article_id", "outlet", "published", "asserted_by", "sentence",
      ]
    }
  }
}
