/// Writes a table with aligned columns, for reading.
///
/// The first rows decide how wide the columns are; the others are fitted in, so that memory does not
/// grow with the table. When they are too wide together, the columns that may give way do so, and long
/// cells go on in the next line; what takes more than a few lines is cut, with `…` at the cut. Where not
/// even the narrowest columns fit, each record is a block of lines.
package final class AlignedWriter: RowWriter {
  /// How many rows are looked at before the first is written.
  static let sample = 500
  /// No column is made narrower than this when the terminal is small, if it needs as much.
  static let narrowest = 8
  /// What a column of texts and the widest of them need at least before others give way to them.
  static let legible = (some: 12, widest: 30)
  /// The most lines of a cell.
  static let tallest = 10

  private struct Cell {
    var text: String
    var isNumber: Bool
  }

  private let output: Output
  private let width: Int
  private let colour: Bool
  private let givingWay: [String]
  private var names: [String] = []
  /// The columns that are shown.
  private var shown: [Int] = []
  private var widths: [Int] = []
  private var isNumeric: [Bool] = []
  private var row: [Cell] = []
  private var waiting: [[Cell]]? = []
  /// Writes the records where columns do not fit.
  private var blocks: VerticalWriter?

  /// Writes to `output`, at most `width` columns wide (nil: as the cells are), with a bold header
  /// if `colour`. The columns `givingWay` are left out when there is no room, the first one first.
  package init(_ output: Output, width: Int?, colour: Bool = false, givingWay: [String] = []) {
    self.output = output
    self.width = width ?? .max
    self.colour = colour
    self.givingWay = givingWay
  }

  /// The columns that were left out.
  package var note: String? {
    let left = names.indices.filter { !shown.contains($0) }.map { names[$0] }
    return left.isEmpty || names.isEmpty
      ? nil : "no room for \(left.joined(separator: ", ")); --vertical shows all columns"
  }

  package func header(_ names: [String]) throws { self.names = names.map(DisplayWidth.oneLine) }

  package func null() { row.append(Cell(text: "", isNumber: false)) }

  package func integer(_ value: Int64) { row.append(Cell(text: "\(value)", isNumber: true)) }

  package func real(_ value: Double) { row.append(Cell(text: "\(value)", isNumber: true)) }

  package func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    // No terminal shows more of a cell than this, so a body of megabytes is not looked at whole.
    let most = width == .max ? 16_384 : 4 * Self.tallest * width
    let start = UnsafeBufferPointer(rebasing: bytes.prefix(most))
    let end = bytes.count > most ? "…" : ""
    row.append(
      Cell(
        text: DisplayWidth.oneLine(String(decoding: start, as: UTF8.self)) + end, isNumber: false))
  }

  package func endRow() throws {
    if waiting == nil {
      try write(row: row)
      try output.flushIfFull()
    } else {
      waiting?.append(row)
      if let count = waiting?.count, count >= Self.sample { try start() }
    }
    row.removeAll(keepingCapacity: true)
  }

  package func finish() throws {
    if waiting != nil { try start() }
    try blocks?.finish()
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
    giveWay()
    shrink()
    if all() > width {
      shown = Array(names.indices)
      blocks = VerticalWriter(output, width: width, colour: colour)
      try blocks?.header(names)
      for row in rows { try write(row: row) }
      return try output.flush()
    }
    if colour { output.order("\u{1B}[1m") }
    write(names.indices.map { Cell(text: names[$0], isNumber: isNumeric[$0]) })
    if colour { output.order("\u{1B}[0m") }
    write(widths.map { Cell(text: String(repeating: "─", count: $0), isNumber: false) })
    for row in rows { write(row) }
    try output.flush()
  }

  private func write(row: [Cell]) throws {
    guard let blocks else { return write(row) }
    for cell in row {
      var text = cell.text
      text.withUTF8(blocks.text)
    }
    try blocks.endRow()
  }

  /// Leaves columns out until the others can be read.
  private func giveWay() {
    shown = Array(names.indices)
    func needed() -> Int {
      let widest = shown.max { widths[$0] < widths[$1] }
      return shown.reduce(2 * max(0, shown.count - 1)) { sum, column in
        let least = column == widest ? Self.legible.widest : Self.legible.some
        return sum + (isNumeric[column] ? widths[column] : min(widths[column], least))
      }
    }
    for name in givingWay where needed() > width && shown.count > 1 {
      shown.removeAll { names[$0] == name }
    }
  }

  /// How wide the table is.
  private func all() -> Int { shown.reduce(2 * max(0, shown.count - 1)) { $0 + widths[$1] } }

  /// Takes columns from the widest until the table fits.
  private func shrink() {
    while all() > width, let widest = shown.map({ widths[$0] }).max(), widest > Self.narrowest {
      // As far down as the next widest at once: one step a column, not one a character.
      let next = max(shown.map { widths[$0] }.filter { $0 < widest }.max() ?? 0, Self.narrowest)
      let atWidest = shown.count { widths[$0] == widest }
      let step = min(widest - next, (all() - width + atWidest - 1) / atWidest)
      for i in shown where widths[i] == widest { widths[i] -= max(step, 1) }
    }
  }

  private func write(_ cells: [Cell]) {
    let lines = shown.map { column in
      DisplayWidth.wrapped(
        cells[column].text, to: widths[column],
        most: widths[column] < Self.narrowest ? 1 : Self.tallest)
    }
    for i in 0..<(lines.map(\.count).max() ?? 1) {
      var line = ""
      for (place, column) in shown.enumerated() {
        let text = i < lines[place].count ? lines[place][i] : ""
        let padding = String(
          repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
        if place > 0 { line += "  " }
        line += isNumeric[column] ? padding + text : text + padding
      }
      while line.last == " " { line.removeLast() }
      output.text(line + "\n")
    }
  }
}
