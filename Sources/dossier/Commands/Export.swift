import ArgumentParser
import Desk
import Press
import Storage
import Tables

/// Writes whole tables for analysts.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write articles, statements, relations and more as CSV, TSV or JSON.",
    discussion: """
      The ending of the file decides how it is written: .csv, .tsv, .json, .jsonl, each also with \
      .gz, or .xlsx, which takes several tables as sheets. CSV is RFC 4180 in UTF-8. A cell that \
      begins with = + - @ gets a ' in front, because a spreadsheet would run it as a formula; --raw \
      leaves it as it is. Rows are streamed in the order of import, so there is no limit to \
      their number.

      --package makes a data package (Frictionless): CSV files, a description of every column, the \
      command, digests of all files and dumps, a README. With filters it has the articles that answer, \
      and of these the statements and relations that do. --as writes for other programs: \
      \(ExchangeForm.allCases.map(\.rawValue).joined(separator: ", ")).

      EXAMPLES:
        dossier export statements --to statements.csv
        dossier export statements --by Lindqvist --columns day,content --to said.xlsx
        dossier export relations --class accuse --excel --to accusations.csv
        dossier export articles statements relations sources --to folder/
        dossier export articles --from 2023-01 --until 2023-06 --to half.jsonl.gz
        dossier export statements --format jsonl | jq .content
        dossier export --site pipeline/ --words gazoduc    pages that open from a disk
        dossier export --package study/ --from 2023 --no-text
        dossier export --as iramuteq --outlet 'Le Messager de Paris' --to corpus.txt
        dossier export --as ris --words gazoduc --to references.ris
      """)

  @Argument(
    help: ArgumentHelp(
      "What is exported: \(ExportTable.names). Several go into a folder.", valueName: "table"))
  var tables: [ExportTable] = []

  @Option(
    help: ArgumentHelp(
      "The file, or a folder that gets one file a table; by default standard output.",
      valueName: "file|folder"),
    completion: .file())
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Instead of tables, the pages of 'dossier serve' for a question, as files in a new folder.",
      valueName: "folder"),
    completion: .directory)
  var site: String?

  @Option(
    help: ArgumentHelp("Make a data package of all tables in this folder.", valueName: "folder"),
    completion: .directory)
  var package: String?

  @Flag(
    help: """
      Leave the texts out of the package; digests and offsets stay, for 'dossier restore-text'.
      """)
  var noText = false

  @Option(name: .customLong("as"), help: "Write for another program, in its own form.")
  var exchange: ExchangeForm?

  @Option(help: "Words that must be found: in statements, else in articles.")
  var words: String?

  @OptionGroup var relation: RelationOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: ExportUntilOption

  @Option(help: "Columns to print, separated by commas: any of the header.")
  var columns: String?

  @Option(
    name: .customLong("format"),
    help: "csv, tsv, json or jsonl; by default what the ending of the file says, else csv.")
  var form: TableForm?

  @Flag(help: "CSV for a French Excel: byte order mark, semicolons, decimal commas.")
  var excel = false

  @Flag(help: "Do not put ' before cells that a spreadsheet would take for a formula.")
  var raw = false

  @Option(help: "At most this many rows; 0 for all.")
  var limit: Int?

  @Option(help: "Pass over this many rows first.")
  var offset = 0

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    try ListingOptions.check(limit: limit, offset: offset)
    if package != nil || exchange != nil { return try validateWhole() }
    if noText { throw ValidationError("--no-text goes with --package.") }
    if tables.isEmpty == (site == nil) {
      throw ValidationError(
        tables.isEmpty
          ? "Name a table to export, --package, --as or --site: \(ExportTable.names)."
          : "--site chooses its tables.")
    }
    if site != nil, to != nil || columns != nil || limit != nil || offset > 0 || excel || raw {
      throw ValidationError("--site can only be combined with filters.")
    }
    if form == .table { throw ValidationError("--format takes csv, tsv, json or jsonl.") }
    let file = try FileForm.meant(by: form, to)
    if excel && file.rows != .csv && file != .workbook {
      throw ValidationError("--excel goes with CSV only.")
    }
    let isFolder = to.map { OutputFile.isFolder($0) } ?? false
    if tables.count > 1 && !isFolder && file != .workbook {
      throw ValidationError("Several tables need a folder, --to FOLDER/, or a workbook, .xlsx.")
    }
    let plain = tables.filter { !$0.takesFilters }
    if let first = plain.first, isFiltered {
      throw ValidationError(
        "\(first.rawValue) takes no filter but --where; articles, statements and relations do.")
    }
    if relation.isGiven, tables.contains(where: { $0 != .relations }) || site != nil {
      throw ValidationError("--subject, --object, --class and --asserted-by are for relations.")
    }
  }

  private func validateWhole() throws {
    if [package != nil, exchange != nil, site != nil].count(where: { $0 }) > 1 {
      throw ValidationError("Use only one of --package, --as and --site.")
    }
    if !tables.isEmpty { throw ValidationError("--package and --as take no table names.") }
    if form != nil || excel || columns != nil || raw {
      throw ValidationError("--format, --excel, --raw and --columns are for tables.")
    }
    if package != nil, to != nil { throw ValidationError("--package FOLDER takes no --to.") }
    if noText, package == nil { throw ValidationError("--no-text goes with --package.") }
    if let exchange, let to, !exchange.canBe(in: to) {
      throw ValidationError(
        "--as \(exchange.rawValue) writes "
          + (exchange.ending.map { "a file that ends with .\($0)" } ?? "a folder")
          + ", not «\(to)».")
    }
    if relation.isGiven, exchange != .followTheMoney {
      throw ValidationError("--subject, --object, --class and --asserted-by are for relations.")
    }
    if let to, Question.isDate(to) {
      throw ValidationError("--to takes a file; the last date is --until \(to).")
    }
  }

  func run() throws {
    let archive = try archive.open()
    if let site { return try SiteExport(folder: site).write(address, archive) }
    if let package { return try writePackage(archive, package) }
    if let exchange {
      var question = try question(in: archive)
      question.order = question.order ?? .stored
      let count = try exchange.write(question, of: archive, to: to)
      try FilterOptions.reportUnsure(exchange.listing, question, in: archive)
      if let to { printError("\(to): \(counted(count, "entry", many: "entries"))") }
      if count == 0 { throw Failure(.nothing) }
      return
    }
    let file = try FileForm.meant(by: form, to)
    let columns = try ColumnList.names(in: columns)
    // All names are looked at before the first file is made.
    let question = try question(in: archive)
    if file == .workbook { return try writeBook(archive, columns, question) }
    // All tables are asked for before the first file is made, and no file is kept before all are whole.
    let asked = try tables.map { ($0, try rows(of: $0, in: archive, columns, question)) }
    var targets: [OutputFile] = []
    do {
      for (table, rows) in asked {
        let target = try OutputFile(to, table: table.rawValue, form: file, from: archive)
        targets.append(target)
        let writer = writer(target.output, file.rows ?? .csv)
        let count = try rows.write(to: writer)
        try tell(table, rows, writer, count, target.path, archive, question)
      }
    } catch {
      for target in targets { target.drop() }
      throw error
    }
    for target in targets { try target.keep() }
  }

  /// One sheet a table.
  private func writeBook(
    _ archive: Archive, _ columns: [String]?, _ question: Question
  ) throws {
    let target = try OutputFile(to, table: "archive", form: .workbook, from: archive)
    do {
      let book = try target.book(sheets: tables.map(\.rawValue))
      for table in tables {
        let rows = try rows(of: table, in: archive, columns, question)
        let writer = try book.nextSheet()
        let count = try rows.write(to: writer)
        try tell(
          table, rows, writer, count, "\(target.path), \(table.rawValue)", archive, question)
      }
      try book.close()
      try target.keep()
    } catch {
      target.drop()
      throw error
    }
  }

  private func writePackage(_ archive: Archive, _ folder: String) throws {
    let isFiltered = isFiltered || filter.condition != nil || limit != nil || offset > 0
    let question = try question(in: archive)
    // All tables are asked for before the folder is made.
    let asked = try DataPackage.tables.map { table in
      guard let listing = table.listing else {
        return (table, try archive.all(table.table, columns: nil, condition: nil, limit: nil))
      }
      return (table, try rows(of: table, in: archive, nil, Self.question(question, of: listing)))
    }
    var package = try DataPackage(
      folder: folder, of: archive,
      origin: DataPackage.Origin(
        command: Array(CommandLine.arguments.dropFirst()), isFiltered: isFiltered,
        hasText: !noText, confidence: filter.confidence))
    do {
      for (table, rows) in asked { try package.add(table, rows) }
      if let least = question.confidence.least {
        for listing in [Listing.statements, .relations] {
          var unsure = Self.question(question, of: listing)
          unsure.confidence = .below(least)
          try package.countLeftOut(archive.rows(listing, unsure, columns: ["article_id"]))
        }
      }
      try package.finish()
    } catch {
      package.drop()
      throw error
    }
    printError("\(folder): \(DataPackage.tables.count) tables with their description")
  }

  /// What a package asks of a table: `--limit` is about articles, and relations have no kind and no
  /// office of a speaker.
  private static func question(_ question: Question, of listing: Listing) -> Question {
    var question = question
    if listing != .articles { (question.limit, question.offset) = (nil, 0) }
    if listing == .relations { (question.kinds, question.roles) = ([], []) }
    return question
  }

  private func tell(
    _ table: ExportTable, _ rows: Rows, _ writer: any RowWriter, _ count: Int, _ place: String,
    _ archive: Archive, _ question: Question
  ) throws {
    if let listing = table.listing {
      try FilterOptions.reportUnsure(listing, question, in: archive)
    }
    for note in rows.notes.map(\.description) + (writer.note.map { [$0] } ?? []) {
      printError("dossier: \(note)")
    }
    if to != nil { printError("\(place): \(counted(count, "row"))") }
  }

  private func rows(
    of table: ExportTable, in archive: Archive, _ columns: [String]?, _ question: Question
  ) throws -> Rows {
    try table.rows(
      in: archive, columns: columns, condition: filter.condition,
      isFiltered: try isFiltered || !filter.hidden && archive.hidesRows, question: question)
  }

  /// The question as an address of the desk.
  private var address: Address {
    var address = Address("search")
    func add(_ name: String, _ value: String?) {
      if let value { address = address.adding(name, value) }
    }
    add("words", words)
    for name in filter.by { add("by", name) }
    for name in filter.about { add("about", name) }
    for kind in filter.kind { add("kind", kind) }
    for outlet in filter.outlet { add("outlet", outlet) }
    for language in filter.language { add("language", LanguageName.code(language)) }
    for role in filter.role { add("role", role) }
    for tag in filter.tag { add("tag", tag) }
    add("from", filter.from)
    add("to", until.date)
    add("where", filter.condition)
    add("min-confidence", filter.minConfidence.map { "\($0)" })
    add("order", filter.order?.rawValue)
    for (name, isSet) in [
      ("families", filter.oneOfFamily), ("exact", filter.exact), ("fts", filter.fts),
      ("hidden", filter.hidden),
    ] where isSet { add(name, "1") }
    return address
  }

  private var isFiltered: Bool {
    relation.isGiven || filter.isGiven || until.date != nil || words != nil
  }

  private func question(in archive: Archive) throws -> Question {
    var question = try filter.question(
      words: words.map { [$0] } ?? [], until: until.date, in: archive)
    try relation.add(to: &question, in: archive)
    question.limit = limit == 0 ? nil : limit
    question.offset = offset
    return question
  }

  private func writer(_ output: Output, _ form: TableForm) -> any RowWriter {
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
