import ArgumentParser
import Publish
import Storage
import Tables

/// Writes the archive into a PostgreSQL database.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write the archive into a PostgreSQL database, for teams and other programs.",
    discussion: """
      The same tables and views, in a schema of their own; start and end are start_offset and \
      end_offset. articles and statements have two indexed columns for PostgreSQL's text search: \
      words (as printed, without accents) and stems (French, English, else as printed); the \
      functions words('…') and stems('…', 'fr') make what they are asked with.

      The same command brings a published schema up to the archive: only what is new or changed is \
      written, what was forgotten is removed, and one that was killed goes on where it stopped. \
      PostgreSQL 14 or later, a database in UTF-8, and libpq on this machine (apt-get install \
      libpq5). The password comes from ~/.pgpass or $PGPASSWORD; it is never printed.

      EXAMPLES:
        dossier publish postgresql://editor@db.example.org/press
        dossier publish postgresql:///press --grant readers --grant grafana
        psql press -c "SELECT source, content FROM dossier.statement_details LIMIT 5"
        psql press -c "SELECT title FROM dossier.articles WHERE stems @@ 'accord'"
      """)

  @Argument(
    help: ArgumentHelp(
      "The database: postgresql://[user@][host][:port]/database[?options].",
      valueName: "address"))
  var address: String

  @OptionGroup var archive: ArchiveOption

  @Option(help: "The schema that the tables are in; made when it is missing.")
  var schema = "dossier"

  @Option(
    name: .customLong("grant"), parsing: .singleValue,
    help: ArgumentHelp("A role that may read all of it. May be repeated.", valueName: "role"))
  var readers: [String] = []

  @Flag(help: "Drop the published schema first, with whatever else was put into it.")
  var replace = false

  @Option(help: "How many articles are written in one transaction.")
  var batch = 5_000

  @Option(
    help: ArgumentHelp(
      "How the receipt is printed: text, on standard error; json, on standard output.",
      valueName: "text|json"))
  var format = ReceiptForm.text

  func validate() throws {
    if batch < 1 { throw ValidationError("--batch takes a number from 1 on.") }
    if schema.isEmpty || schema.hasPrefix("pg_") || schema == "information_schema" {
      throw ValidationError("--schema takes a name that is none of PostgreSQL's own.")
    }
  }

  func run() throws {
    let watch = Stopwatch()
    Interruption.watch(patience: 30)
    var options = Publication.Options()
    options.schema = schema
    options.readers = readers
    options.replaces = replace
    options.articlesPerBatch = batch
    let line = StatusLine()
    let publication = try Publication(
      of: Archive(reading: archive.path), at: address, options: options, version: Dossier.version,
      isStopped: { Interruption.isAsked })
    let report = try publication.run { seen, all in
      line.show("\(seen.grouped) of \(all.grouped) articles")
    }
    line.show("")
    switch format {
    case .text: printError(text(report, watch.seconds))
    case .json: try write(report, watch.seconds)
    }
  }

  private func text(_ report: Publication.Report, _ seconds: Double) -> String {
    var lines = ["\(report.address), schema \(schema)"]
    for table in report.tables where table.written + table.removed > 0 {
      let name = table.name + String(repeating: " ", count: max(1, 18 - table.name.count))
      let removed = table.removed > 0 ? ", \(table.removed.grouped) removed" : ""
      lines.append("  \(name)\(table.written.grouped) written\(removed)")
    }
    if report.isEmpty { lines.append("  nothing new") }
    if report.mended > 0 {
      lines.append(
        "  \(counted(report.mended, "text")) with a NUL, which PostgreSQL does not store: U+FFFD there"
      )
    }
    if report.long > 0 {
      lines.append(
        "  \(counted(report.long, "article")) of which only the first 350,000 characters are found by "
          + "their words")
    }
    let rows = report.tables.reduce(0) { $0 + $1.written }
    let speed = seconds > 0 ? Int(Double(rows) / seconds) : 0
    lines.append("  seconds           \(oneDecimal(seconds)) (\(speed.grouped) rows a second)")
    return lines.joined(separator: "\n")
  }

  private func write(_ report: Publication.Report, _ seconds: Double) throws {
    let output = Output()
    let json = JSONText(output)
    json.object {
      json.key("schema")
      json.integer(1)
      json.key("address")
      json.string(report.address)
      json.key("into")
      json.string(schema)
      json.key("tables")
      json.object {
        for table in report.tables {
          json.key(table.name)
          json.object {
            json.key("written")
            json.integer(table.written)
            json.key("removed")
            json.integer(table.removed)
          }
        }
      }
      json.key("mended")
      json.integer(report.mended)
      json.key("long")
      json.integer(report.long)
      json.key("seconds")
      json.real((seconds * 1000).rounded() / 1000)
    }
    json.newline()
    try output.flush()
  }
}
