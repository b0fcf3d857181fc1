import Press

/// Workbooks that Excel 2003 and other programs write as one file of XML.
struct SpreadsheetXML: DumpFormat {
  let name = "excel-xml"
  let hasTags = true
  let summary = "an Excel 2003 workbook in XML with columns such as title, text, date"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"),
      bytes.containsMarker("workbook", within: 4096),
      bytes.containsMarker("schemas-microsoft-com:office:spreadsheet", within: 4096)
    else { return nil }
    return Recognition(.namespace, because: "XML of the namespace of Excel 2003")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let document = Markup(source.bytes, as: .xml)
    let sheets = document.all("Worksheet") + document.all("ss:Worksheet")
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      for sheet in sheets {
        let name = sheets.count > 1 ? sheet[attribute: "ss:Name"] : nil
        try XLSX.add(Self.rows(of: sheet), sheet: name, file, builder, yield)
      }
      try builder.finish()
    }
    try file.tell(document.problem, of: source, to: yield)
  }

  private static func rows(of sheet: Element) -> [XLSX.Row] {
    var rows: [XLSX.Row] = []
    for row in sheet.all("Row") + sheet.all("ss:Row") {
      var cells: [(column: Int, text: String)] = []
      var next = 0
      for cell in row.children where cell.name == "Cell" || cell.name == "ss:Cell" {
        // A cell says its column when empty ones are left out before it.
        let column = cell[attribute: "ss:Index"].flatMap { Int($0) }.map { $0 - 1 } ?? next
        guard column >= next, column < XLSX.Row.columnsAtMost else { continue }
        next = column + 1
        let data = cell.child("Data") ?? cell.child("ss:Data")
        cells.append((column, data.map(value) ?? ""))
      }
      let number = row[attribute: "ss:Index"].flatMap { Int($0) } ?? (rows.last?.number ?? 0) + 1
      rows.append(XLSX.Row(number: number, cells: cells))
    }
    return rows
  }

  private static func value(of data: Element) -> String {
    let text = TextBytes.clean(data.rawText)
    // A day is midnight.
    guard data[attribute: "ss:Type"] == "DateTime", let time = text.range(of: "T00:00:00") else {
      return text
    }
    return String(text[..<time.lowerBound])
  }
}
