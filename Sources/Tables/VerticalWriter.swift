/// Writes one column a line and one record a block, for reading wide rows.
package final class VerticalWriter: RowWriter {
  private let output: Output
  private let width: Int
  private let colour: Bool
  private var names: [String] = []
  private var column = 0
  private var rows = 0

  /// Writes to `output`, at most `width` columns wide (nil: as the cells are), with dim names if
  /// `colour`.
  package init(_ output: Output, width: Int?, colour: Bool = false) {
    self.output = output
    self.width = width ?? .max
    self.colour = colour
  }

  package func header(_ names: [String]) throws {
    let names = names.map(DisplayWidth.oneLine)
    let widest = names.map(DisplayWidth.of).max() ?? 0
    self.names = names.map {
      $0 + String(repeating: " ", count: widest - DisplayWidth.of($0)) + "  "
    }
  }

  package func null() { line("") }
  package func integer(_ value: Int64) { line("\(value)") }
  package func real(_ value: Double) { line("\(value)") }
  package func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    line(DisplayWidth.oneLine(String(decoding: bytes, as: UTF8.self)))
  }

  private func line(_ text: String) {
    if column == 0 {
      rows += 1
      let rule = "── \(rows) " + String(repeating: "─", count: max(2, min(width, 40) - 5))
      if rows > 1 { output.text("\n") }
      output.styled(rule, 2, colour: colour)
      output.text("\n")
    }
    let name = names[column]
    let indent = DisplayWidth.of(name)
    let lines = DisplayWidth.wrapped(text, to: max(20, width == .max ? .max : width - indent))
    for (i, line) in lines.enumerated() {
      if i == 0 {
        output.styled(line.isEmpty ? String(name.prefix { $0 != " " }) : name, 2, colour: colour)
      } else {
        output.text(String(repeating: " ", count: indent))
      }
      output.text(line + "\n")
    }
    column += 1
  }

  package func endRow() throws {
    column = 0
    try output.flushIfFull()
  }

  package func finish() throws { try output.flush() }
}
