/// An Excel workbook (Office Open XML) that is written row by row, one sheet a table.
///
/// - Source: ECMA-376, part 1, 18.2 and 18.3.
package final class XLSXBook {
  private let file: PackedFile
  private var sheets = 0

  /// Begins a workbook with sheets of these names, which must be written in this order.
  package init(_ file: PackedFile, sheets names: [String]) throws(OutputError) {
    self.file = file
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006"
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let numbers = names.indices.map { $0 + 1 }
    try part(
      "[Content_Types].xml",
      "<Types xmlns=\"\(package)/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\""
        + "application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(types).sheet.main+xml\"/>"
        + numbers.map {
          "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" "
            + "ContentType=\"\(types).worksheet+xml\"/>"
        }.joined() + "</Types>")
    try part(
      "_rels/.rels",
      "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"rId1\" "
        + "Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
    try part(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
        + zip(numbers, names).map {
          "<sheet name=\"\($1.prefix(31))\" sheetId=\"\($0)\" r:id=\"rId\($0)\"/>"
        }.joined() + "</sheets></workbook>")
    try part(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(package)/relationships\">"
        + numbers.map {
          "<Relationship Id=\"rId\($0)\" Type=\"\(office)/worksheet\" "
            + "Target=\"worksheets/sheet\($0).xml\"/>"
        }.joined() + "</Relationships>")
  }

  private func part(_ name: String, _ xml: String) throws(OutputError) {
    try file.begin(name)
    let output = file.output()
    output.text("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml)
    try output.flush()
  }

  /// The writer of the next sheet.
  package func nextSheet() throws(OutputError) -> XLSXWriter {
    sheets += 1
    try file.begin("xl/worksheets/sheet\(sheets).xml")
    return XLSXWriter(file.output())
  }

  /// Finishes the workbook.
  package func close() throws(OutputError) { try file.close() }
}

/// Writes the rows of one sheet of a workbook. Texts stay texts, even where they look like numbers.
package final class XLSXWriter: RowWriter {
  /// The most rows of a sheet, its header included.
  package static let mostRows = 1_048_576
  /// The most UTF-16 units of a cell.
  static let longestCell = 32_767

  /// More rows than a sheet has.
  package struct Full: Error, CustomStringConvertible {
    package var description: String {
      "a sheet of Excel has room for \(XLSXWriter.mostRows) rows; write .csv or .csv.gz, or give "
        + "--limit"
    }
  }

  private let output: Output
  private var rows = 0
  private var isInRow = false
  private var longCells = 0

  init(_ output: Output) { self.output = output }

  package var note: String? {
    guard longCells > 0 else { return nil }
    return "\(longCells) cell\(longCells == 1 ? " was" : "s were") cut at \(Self.longestCell) "
      + "characters, the most that Excel keeps; CSV and JSON have them whole"
  }

  package func header(_ names: [String]) throws {
    output.text("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    output.text(
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        + "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
        + "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>\n")
    for name in names { text(name) }
    try endRow()
  }

  private func begin() {
    if isInRow { return }
    isInRow = true
    output.text("<row>")
  }

  package func null() {
    begin()
    output.text("<c/>")
  }

  package func integer(_ value: Int64) {
    begin()
    // Excel has 15 digits of a number.
    if value.magnitude >= 1_000_000_000_000_000 { return text("\(value)") }
    output.text("<c><v>")
    output.integer(value)
    output.text("</v></c>")
  }

  package func real(_ value: Double) {
    begin()
    output.text(value.isFinite ? "<c><v>\(value)</v></c>" : "<c/>")
  }

  package func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    begin()
    var text = String(decoding: bytes, as: UTF8.self)
    if bytes.count > Self.longestCell, text.utf16.count > Self.longestCell {
      longCells += 1
      let end = text.utf16.index(text.utf16.startIndex, offsetBy: Self.longestCell)
      text = String(text[..<(end.samePosition(in: text) ?? text.index(before: end))])
    }
    output.text("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">")
    output.text(XML.escaped(text))
    output.text("</t></is></c>")
  }

  package func endRow() throws {
    begin()
    rows += 1
    if rows > Self.mostRows { throw Full() }
    output.text("</row>\n")
    isInRow = false
    try output.flushIfFull()
  }

  package func finish() throws {
    output.text("</sheetData></worksheet>\n")
    try output.flush()
  }
}
