/// Writes a table with aligned columns, for reading.
///
/// The first rows decide how wide the columns are; the others are fitted in, so that memory does not
/// grow with the table. What is too long for its column is cut, with `…` at the cut.
package final class AlignedWriter: RowWriter {
  /// How many rows are looked at before the first is written.
  static let sample = 500
  /// No column is made narrower than this when the terminal is small, if it needs as much.
  static let narrowest = 8

  private struct Cell {
    var text: String
    var isNumber: Bool
  }

  private let output: Output
  private let width: Int
  private let colour: Bool
  private var names: [String] = []
  private var widths: [Int] = []
  private var isNumeric: [Bool] = []
  private var row: [Cell] = []
  private var waiting: [[Cell]]? = []

  /// Writes to `output`, at most `width` columns wide (nil: as the cells are), with a bold header
  /// if `colour`.
  package init(_ output: Output, width: Int?, colour: Bool = false) {
    self.output = output
    self.width = width ?? .max
    self.colour = colour
  }

  package func header(_ names: [String]) throws { self.names = names.map(DisplayWidth.oneLine) }

  package func null() { row.append(Cell(text: "", isNumber: false)) }

  package func integer(_ value: Int64) { row.append(Cell(text: "\(value)", isNumber: true)) }

  package func real(_ value: Double) { row.append(Cell(text: "\(value)", isNumber: true)) }

  package func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    // No terminal shows more of a cell than this, so a body of megabytes is not looked at whole.
    let start = UnsafeBufferPointer(rebasing: bytes.prefix(4 * min(width, 4096)))
    row.append(
      Cell(text: DisplayWidth.oneLine(String(decoding: start, as: UTF8.self)), isNumber: false))
  }

  package func endRow() throws {
    if waiting == nil {
      write(row)
      try output.flushIfFull()
    } else {
      waiting?.append(row)
      if let count = waiting?.count, count >= Self.sample { try start() }
    }
    row.removeAll(keepingCapacity: true)
  }

  package func finish() throws {
    if waiting != nil { try start() }
    try output.flush()
  }

  private func start() throws {
    let rows = waiting ?? []
    waiting = nil
    widths = names.indices.map { column in
      rows.reduce(DisplayWidth.of(names[column])) { max($0, DisplayWidth.of($1[column].text)) }
    }
    isNumeric = names.indices.map { column in
      rows.contains { $0[column].isNumber }
        && rows.allSatisfy { $0[column].isNumber || $0[column].text.isEmpty }
    }
    shrink()
    if colour { output.text("\u{1B}[1m") }
    write(names.indices.map { Cell(text: names[$0], isNumber: isNumeric[$0]) })
    if colour { output.text("\u{1B}[0m") }
    write(widths.map { Cell(text: String(repeating: "─", count: $0), isNumber: false) })
    for row in rows { write(row) }
    try output.flush()
  }

  /// Takes columns from the widest until the table fits.
  private func shrink() {
    let gaps = 2 * max(0, widths.count - 1)
    while widths.reduce(gaps, +) > width, let widest = widths.max(), widest > Self.narrowest {
      // As far down as the next widest at once: one step a column, not one a character.
      let next = max(widths.filter { $0 < widest }.max() ?? 0, Self.narrowest)
      let atWidest = widths.count { $0 == widest }
      let over = widths.reduce(gaps, +) - width
      let step = min(widest - next, (over + atWidest - 1) / atWidest)
      for i in widths.indices where widths[i] == widest { widths[i] -= max(step, 1) }
    }
  }

  private func write(_ cells: [Cell]) {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let text = DisplayWidth.cut(cell.text, to: widths[column])
      let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(text))
      if column > 0 { line += "  " }
      line += isNumeric[column] ? padding + text : text + padding
    }
    while line.last == " " { line.removeLast() }
    output.text(line + "\n")
  }
}
