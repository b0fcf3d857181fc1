import ArgumentParser
import Storage
import Tables

/// Writes whole tables for analysts.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write articles, statements, relations and more as CSV, TSV or JSON.",
    discussion: """
      CSV is RFC 4180 in UTF-8. A cell that begins with = + - @ gets a ' in front, because a \
      spreadsheet would run it as a formula; --raw leaves it as it is. Rows stream: any number of \
      them fits.

      EXAMPLES:
        dossier export statements --to statements.csv
        dossier export statements --by Macron --columns published,speaker,content --to macron.csv
        dossier export relations --class accuse --excel --to accusations.csv
        dossier export articles statements relations sources --to folder/
        dossier export statements --format jsonl | jq .content
      """)

  @Argument(
    help: ArgumentHelp(
      "What is exported: \(ExportTable.names). Several go into a folder.", valueName: "table"))
  var tables: [ExportTable]

  @Option(
    help: ArgumentHelp(
      "The file, or a folder that gets one file a table; by default standard output.",
      valueName: "file|folder"),
    completion: .file())
  var to: String?

  @Option(help: "Words that must be found: in statements, else in articles.")
  var words: String?

  @OptionGroup var relation: RelationOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: ExportUntilOption

  @Option(help: "The columns wanted, with commas between them.")
  var columns: String?

  @Option(name: .customLong("format"), help: "csv, tsv, json or jsonl; by default csv.")
  var form = TableForm.csv

  @Flag(help: "CSV for a French Excel: byte order mark, semicolons, decimal commas.")
  var excel = false

  @Flag(help: "Do not put ' before cells that a spreadsheet would take for a formula.")
  var raw = false

  @Option(help: "At most this many rows.")
  var limit: Int?

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if form == .table { throw ValidationError("--format takes csv, tsv, json or jsonl.") }
    if excel && form != .csv { throw ValidationError("--excel goes with CSV only.") }
    if let limit, limit < 0 { throw ValidationError("--limit takes a number from 0 on.") }
    let isFolder = to.map { Target.isFolder($0) } ?? false
    if tables.count > 1 && !isFolder {
      throw ValidationError("Several tables need a folder: --to FOLDER/")
    }
    let plain = tables.filter { !$0.takesFilters }
    if let first = plain.first, isFiltered {
      throw ValidationError(
        "\(first.rawValue) takes no filter but --where; articles, statements and relations do.")
    }
    if relation.isGiven, tables.contains(where: { $0 != .relations }) {
      throw ValidationError("--subject, --object, --class and --asserted-by are for relations.")
    }
  }

  func run() throws {
    let archive = try archive.open()
    for table in tables {
      let target = try Target(to, table: table.rawValue, ending: form.rawValue)
      do {
        let rows = try table.rows(
          in: archive, columns: columns, condition: filter.condition, limit: limit,
          isFiltered: isFiltered
        ) { try question(in: archive) }
        let count = try rows.write(to: writer(target.output))
        try target.keep()
        if to != nil { say("\(target.path): \(count.grouped) rows") }
      } catch {
        target.drop()
        throw error
      }
    }
  }

  private var isFiltered: Bool {
    relation.isGiven || filter.isGiven || until.date != nil || words != nil
  }

  private func question(in archive: Archive) throws -> Question {
    var question = try filter.question(
      words: words.map { [$0] } ?? [], until: until.date, in: archive)
    try relation.add(to: &question, in: archive)
    question.limit = limit
    return question
  }

  private func writer(_ output: Output) -> any RowWriter {
    var dialect: Dialect
    switch form {
    case .jsonl: return JSONWriter(output, lines: true)
    case .json: return JSONWriter(output, lines: false)
    case .tsv: dialect = .tsv
    case .csv, .table: dialect = excel ? .excel : .csv
    }
    dialect.guardsFormulas = !raw
    return DelimitedWriter(output, dialect: dialect)
  }
}
