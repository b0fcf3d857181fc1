/// How cells are set apart, and what is done for the program that opens them.
package struct Dialect: Sendable {
  /// What is between two cells.
  package var delimiter: UInt8
  /// True for quoted cells (CSV); false for `\t`, `\n` and `\\` written out (TSV).
  package var quotes: Bool
  /// What ends a row.
  package var lineEnd: String
  /// True to start with a UTF-8 byte order mark.
  package var mark = false
  /// True to write 0,5 instead of 0.5.
  package var decimalComma = false
  /// True to put `'` before a text that a spreadsheet would take for a formula.
  package var guardsFormulas = true
  /// The most UTF-16 units of a cell that the program keeps; nil when there is no such limit.
  package var longestCell: Int?

  /// Comma-separated values as RFC 4180 has them.
  package static let csv = Dialect(delimiter: UInt8(ascii: ","), quotes: true, lineEnd: "\r\n")
  /// Tab-separated: one row is one line, so tabs and line ends in cells are written `\t` and `\n`.
  package static let tsv = Dialect(delimiter: UInt8(ascii: "\t"), quotes: false, lineEnd: "\n")
  /// CSV as a French Excel opens it on a double click.
  package static let excel = {
    var dialect = csv
    dialect.delimiter = UInt8(ascii: ";")
    dialect.mark = true
    dialect.decimalComma = true
    dialect.longestCell = 32_767
    return dialect
  }()
}

/// Writes CSV and TSV over bytes.
package final class DelimitedWriter: RowWriter {
  private let output: Output
  private let dialect: Dialect
  /// For every byte, whether a cell that contains it must be quoted or escaped.
  private let isSpecial: [Bool]
  private var cells = 0
  /// True after a cell without a character.
  private var isEmpty = false
  private var longCells = 0

  /// Cells that the program for which this is written would cut.
  package var note: String? {
    guard longCells > 0, let most = dialect.longestCell else { return nil }
    return
      "\(longCells) cell\(longCells == 1 ? " is" : "s are") longer than the \(most) characters "
      + "that Excel keeps in a cell; it will cut them"
  }

  /// Writes to `output` as `dialect` says.
  package init(_ output: Output, dialect: Dialect) {
    self.output = output
    self.dialect = dialect
    var special = [Bool](repeating: false, count: 256)
    special[Int(dialect.delimiter)] = true
    special[0x0A] = true
    special[0x0D] = true
    special[dialect.quotes ? 0x22 : 0x5C] = true
    if dialect.quotes {
      // A spreadsheet of another country would cut the cell there, and begin a formula after it.
      special[Int(UInt8(ascii: ";"))] = true
    }
    isSpecial = special
  }

  package func header(_ names: [String]) throws {
    if dialect.mark { output.text("\u{FEFF}") }
    // Not `text`: a column is named by us or by the SQL of the person, and must keep its name.
    for var name in names {
      separate()
      name.withUTF8 { cell($0) }
    }
    try endRow()
  }

  @inline(__always)
  private func separate() {
    if cells > 0 { output.byte(dialect.delimiter) }
    cells += 1
    isEmpty = false
  }

  package func null() {
    separate()
    isEmpty = true
  }

  package func integer(_ value: Int64) {
    separate()
    output.integer(value)
  }

  package func real(_ value: Double) {
    separate()
    guard dialect.decimalComma else { return output.text("\(value)") }
    output.text(String("\(value)".map { $0 == "." ? "," : $0 }))
  }

  package func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    separate()
    if let most = dialect.longestCell, bytes.count > most,
      String(decoding: bytes, as: UTF8.self).utf16.count > most
    {
      longCells += 1
    }
    guard dialect.guardsFormulas, Self.startsFormula(bytes) else { return cell(bytes) }
    var guarded = [UInt8(ascii: "'")]
    guarded.append(contentsOf: bytes)
    guarded.withUnsafeBufferPointer { cell($0) }
  }

  /// True for a text that a spreadsheet reads as a formula: it begins with one of = + - @, a tab or a
  /// line end, with the full-width forms of these signs, or with a semicolon, at which Excel in many
  /// countries cuts a row.
  private static func startsFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
    case UInt8(ascii: ";"), 0x09, 0x0A, 0x0D: true
    case 0xEF: fullWidthSigns.contains { bytes.starts(with: $0) }
    default: false
    }
  }

  private static let fullWidthSigns = ["＝", "＋", "－", "＠", "；"].map { Array($0.utf8) }

  private func cell(_ bytes: UnsafeBufferPointer<UInt8>) {
    isEmpty = bytes.isEmpty
    let plain = isSpecial.withUnsafeBufferPointer { special in
      bytes.firstIndex { special[Int($0)] }
    }
    guard let plain else { return output.bytes(bytes) }
    if dialect.quotes { quote(bytes) } else { escape(bytes, from: plain) }
  }

  private func quote(_ bytes: UnsafeBufferPointer<UInt8>) {
    output.write(upTo: 2 * bytes.count + 2) { target in
      var n = 1
      target[0] = 0x22
      for byte in bytes {
        target[n] = byte
        n += 1
        if byte == 0x22 {
          target[n] = 0x22
          n += 1
        }
      }
      target[n] = 0x22
      return n + 1
    }
  }

  private func escape(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    output.bytes(UnsafeBufferPointer(rebasing: bytes[..<start]))
    for byte in bytes[start...] {
      let letter: Character? =
        switch byte {
        case 0x09: "t"
        case 0x0A: "n"
        case 0x0D: "r"
        case 0x5C: "\\"
        default: nil
        }
      if let letter, let ascii = letter.asciiValue {
        output.byte(0x5C)
        output.byte(ascii)
      } else {
        output.byte(byte)
      }
    }
  }

  package func endRow() throws {
    // A line with nothing in it is no row to those who read CSV.
    if dialect.quotes, cells == 1, isEmpty { output.text("\"\"") }
    output.text(dialect.lineEnd)
    cells = 0
    try output.flushIfFull()
  }

  package func finish() throws { try output.flush() }
}
