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
    help: "Do not put ' before cells that a spreadsheet would take for a formula (CSV and TSV).")
  var raw = false

  @Option(help: "At most this many rows; 0 for all.")
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit takes a number from 0 on.") }
  }

  /// How many rows are wanted; nil for all.
  func limit(usually: Int?) -> Int? {
    guard let limit else { return usually }
    return limit == 0 ? nil : limit
  }

  /// True when a person reads the rows as a table.
  var isForReading: Bool { form == .table || form == nil && Terminal.output.isTerminal }

  /// Writes the rows of an answer; nothing found is told by the exit status.
  func write(_ rows: Rows) throws {
    if try rows.write(to: writer(to: Output())) == 0 { throw Failure(.nothing) }
  }

  /// A table on a terminal, TSV elsewhere.
  static func standard(_ output: Output) -> any RowWriter {
    let terminal = Terminal.output
    return terminal.isTerminal
      ? AlignedWriter(output, width: terminal.width, colour: terminal.hasColour)
      : DelimitedWriter(output, dialect: .tsv)
  }

  /// A writer in the form that was asked for, or that suits where the rows go.
  func writer(to output: Output) -> any RowWriter {
    let terminal = Terminal.output
    switch form ?? (terminal.isTerminal ? .table : .tsv) {
    case .table: return AlignedWriter(output, width: terminal.width, colour: terminal.hasColour)
    case .csv: return delimited(output, .csv)
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
