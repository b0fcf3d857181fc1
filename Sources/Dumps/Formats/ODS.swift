import Press

/// Tables of LibreOffice and others: every sheet that is a table of articles is read.
struct ODS: DumpFormat {
  let name = "ods"
  let summary = "OpenDocument spreadsheets (ODS, FODS): as xlsx"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    let isZip = bytes.starts(with: [0x50, 0x4B, 3, 4])
    guard isZip || bytes.first == UInt8(ascii: "<"),
      bytes.containsMarker("vnd.oasis.opendocument.spreadsheet", within: isZip ? 512 : 8192)
    else { return nil }
    return Recognition(.magic, because: "an OpenDocument spreadsheet")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes()
    var content = bytes
    if bytes.first != UInt8(ascii: "<") {
      let parts = try ZipDocument(bytes, limits: file.options.limits) { $0 == "content.xml" }
      guard let part = parts["content.xml"] else {
        throw file.error(.damaged, "has no part content.xml; save it again from LibreOffice")
      }
      content = part
    }
    let sheets = Markup(content, as: .xml).all("table:table")
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      for sheet in sheets {
        let rows = Self.rows(of: sheet)
        let name = sheets.count > 1 ? sheet[attribute: "table:name"] : nil
        try XLSX.add(rows, sheet: name, file, builder, yield)
      }
      try builder.finish()
    }
  }

  /// How often a cell with a text is repeated to the right at most: more is a format of empty ones.
  private static let repeatsAtMost = 16

  // Equal rows that follow each other are one row that is repeated: one article.
  private static func rows(of sheet: Element) -> [XLSX.Row] {
    var rows: [XLSX.Row] = []
    var number = 1
    for row in sheet.all("table:table-row") {
      let cells = cells(of: row)
      if !cells.isEmpty { rows.append(XLSX.Row(number: number, cells: cells)) }
      number += repeats(row, "table:number-rows-repeated")
    }
    return rows
  }

  /// The cells of a row that contain something.
  private static func cells(of row: Element) -> [(column: Int, text: String)] {
    var cells: [(column: Int, text: String)] = []
    var next = 0
    for cell in row.children
    where cell.name == "table:table-cell" || cell.name == "table:covered-table-cell" {
      let count = repeats(cell, "table:number-columns-repeated")
      let text = value(of: cell)
      if !text.isEmpty {
        for column in next..<next + min(count, repeatsAtMost) { cells.append((column, text)) }
      }
      next += count
      if next >= XLSX.Row.columnsAtMost { break }
    }
    return cells
  }

  private static func repeats(_ element: Element, _ attribute: String) -> Int {
    min(max(element[attribute: attribute].flatMap { Int($0) } ?? 1, 1), 1 << 24)
  }

  /// A day or a time as it is meant, anything else as it is shown, with its paragraphs as lines.
  private static func value(of cell: Element) -> String {
    if let day = cell[attribute: "office:date-value"] {
      return day.hasSuffix("T00:00:00") ? String(day.dropLast(9)) : day
    }
    return TextBytes.clean(cell.children("text:p").map(ODT.text).joined(separator: "\n"))
  }
}
