import Press

/// Tables of articles in workbooks: every sheet that is a table of articles is read.
struct XLSX: DumpFormat {
  let name = "xlsx"
  let summary = "an Excel workbook with columns such as title, text, date (French or English)"

  func recognise(_ head: Head) -> Recognition? {
    guard head.bytes.starts(with: [0x50, 0x4B, 3, 4]), head.bytes.containsMarker("xl/") else {
      return nil
    }
    return Recognition(.magic, because: "zip with the parts of an Excel workbook")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes()
    let book = try ZipDocument(bytes, limit: file.options.limits.whole) {
      $0.hasPrefix("xl/") && $0.hasSuffix(".xml") || $0.hasSuffix("workbook.xml.rels")
    }
    let strings = book["xl/sharedStrings.xml"].map(Self.sharedStrings) ?? []
    let sheets = Self.sheets(of: book)
    guard !sheets.isEmpty else {
      throw file.error(.damaged, "has no sheet; save it again from Excel, or as CSV")
    }
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      var given = 0
      for (name, part) in sheets {
        var rows = Self.rows(part, strings)
        // A shared string may be in any number of cells.
        given += rows.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.utf8.count } }
        let limits = file.options.limits
        if given > limits.ratioFloor, given / bytes.count > limits.ratio {
          throw file.error(
            .limit,
            "its cells hold more than \(limits.ratio) times its size in text, as zip bombs do "
              + "(--max-ratio)")
        }
        if Self.countsFrom1904(book) { Self.shiftDays(&rows) }
        try Self.add(rows, sheet: sheets.count > 1 ? name : nil, file, builder, yield)
      }
      try builder.finish()
    }
  }

  /// Gives the articles of one sheet, whose first rows name the columns.
  static func add(
    _ rows: [Row], sheet: String?, _ file: DumpFile, _ builder: RecordBuilder,
    _ yield: (Record) throws -> Void
  ) throws {
    let filled = rows.filter { row in row.cells.contains { !$0.isEmpty } }
    let width = filled.map(\.cells.count).max() ?? 0
    let padded = filled.map { $0.cells + Array(repeating: "", count: width - $0.cells.count) }
    guard let shape = TableShape(of: Array(padded.prefix(100)), map: file.options.fieldMap),
      shape.header == .known
    else {
      if filled.isEmpty { return }
      return try yield(
        .warning(
          Warning(
            .passedOver, origin: file.origin(),
            message: "\(sheet.map { "the sheet «\($0)»" } ?? "the sheet") has no row of known "
              + "column names and is not read (\(filled.count) rows); name the columns with --map"))
      )
    }
    for (row, cells) in zip(filled, padded).dropFirst(shape.headerRows) {
      var fields = zip(shape.names, cells).enumerated().map { i, pair in
        RecordField(
          pair.0, role: shape.roles[i]?.role, rank: shape.roles[i]?.rank ?? 0,
          value: .text(pair.1))
      }
      if let sheet { fields.append(RecordField("sheet", role: nil, rank: 0, value: .text(sheet))) }
      try builder.add(fields, at: file.nextOrigin(line: row.number))
    }
  }

  // MARK: Parts

  /// A row of a sheet, with its number from 1.
  struct Row {
    var number: Int
    var cells: [String]
  }

  /// True when days are counted from 1904, as Excel did on the Macintosh.
  private static func countsFrom1904(_ book: ZipDocument) -> Bool {
    let properties = book["xl/workbook.xml"].flatMap { Markup($0, as: .xml).first("workbookPr") }
    return ["1", "true"].contains(properties?[attribute: "date1904"] ?? "")
  }

  /// Makes days that are counted from 1904 days counted from 1900, in columns of dates.
  private static func shiftDays(_ rows: inout [Row]) {
    guard let shape = TableShape(of: rows.prefix(100).map(\.cells), map: [:]) else { return }
    for i in rows.indices {
      for (column, role) in shape.roles.enumerated()
      where role?.role == .published && column < rows[i].cells.count {
        guard let day = Double(rows[i].cells[column]), day >= 18_000, day < 70_000 else { continue }
        rows[i].cells[column] = String(day + 1462)
      }
    }
  }

  /// Names of the sheets and their parts, in the order of the workbook.
  private static func sheets(of book: ZipDocument) -> [(name: String, part: [UInt8])] {
    var targets: [String: String] = [:]
    if let relations = book["xl/_rels/workbook.xml.rels"] {
      for relation in Markup(relations, as: .xml).all("Relationship") {
        guard let id = relation[attribute: "Id"], let target = relation[attribute: "Target"] else {
          continue
        }
        targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      }
    }
    var sheets: [(name: String, part: [UInt8])] = []
    if let workbook = book["xl/workbook.xml"] {
      for sheet in Markup(workbook, as: .xml).all("sheet") {
        let id = sheet.attributes.first { $0.name == "id" || $0.name.hasSuffix(":id") }?.value
        guard let path = id.flatMap({ targets[$0] }), let part = book[path] else { continue }
        sheets.append((sheet[attribute: "name"] ?? path, part))
      }
    }
    if !sheets.isEmpty { return sheets }
    return book.parts.filter { $0.name.hasPrefix("xl/worksheets/") }.map { ($0.name, $0.bytes) }
  }

  private static func sharedStrings(_ part: [UInt8]) -> [String] {
    var strings: [String] = []
    Markup.read(part, as: .xml, records: ["si"], nested: false) { strings.append(text($0)) }
    return strings
  }

  // The runs of a string; what only says how it is pronounced is not part of it.
  private static func text(_ element: Element) -> String {
    var text = ""
    for run in element.all("t") where run.parent?.name != "rPh" { text += run.rawText }
    return unescaped(text)
  }

  // `_x000D_` stands for a character that XML cannot contain.
  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else {
      return TextBytes.clean(text)
    }
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var i = 0
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "_"), i + 6 < bytes.count, bytes[i + 1] == UInt8(ascii: "x"),
        bytes[i + 6] == UInt8(ascii: "_"),
        let value = UInt32(String(decoding: bytes[(i + 2)..<(i + 6)], as: UTF8.self), radix: 16)
      {
        result += Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
        i += 7
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return TextBytes.clean(String(decoding: result, as: UTF8.self))
  }

  private static func rows(_ part: [UInt8], _ strings: [String]) -> [Row] {
    var rows: [Row] = []
    Markup.read(part, as: .xml, records: ["row"], nested: false) { row in
      var cells: [String] = []
      for cell in row.children("c") {
        let column = column(cell[attribute: "r"]) ?? cells.count
        guard column < 16_384 else { continue }
        while cells.count < column { cells.append("") }
        let value = value(of: cell, strings)
        if column < cells.count { cells[column] = value } else { cells.append(value) }
      }
      let number = row[attribute: "r"].flatMap { Int($0) } ?? (rows.last?.number ?? 0) + 1
      rows.append(Row(number: number, cells: cells))
    }
    return rows
  }

  private static func value(of cell: Element, _ strings: [String]) -> String {
    switch cell[attribute: "t"] {
    case "s":
      let index = cell.child("v").flatMap { Int(FieldText.trimmed($0.rawText)) } ?? -1
      return strings.indices.contains(index) ? strings[index] : ""
    case "inlineStr": return cell.child("is").map(text) ?? ""
    // An error such as #N/A is no value.
    case "e": return ""
    case "b": return cell.child("v")?.rawText == "1" ? "true" : "false"
    default: return cell.child("v").map { unescaped($0.rawText) } ?? ""
    }
  }

  // «C12» is column 2.
  private static func column(_ reference: String?) -> Int? {
    guard let reference else { return nil }
    var column = 0
    for byte in reference.utf8.prefix(4) {
      guard (0x41...0x5A).contains(byte) else { break }
      column = column * 26 + Int(byte) - 0x40
    }
    return column > 0 ? column - 1 : nil
  }
}
