import ArgumentParser
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
