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
    let book = try ZipDocument(bytes, limits: file.options.limits) {
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
        MergedCells.fill(&rows, of: part)
        // A shared string may be in any number of cells.
        given += rows.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.text.utf8.count } }
        let limits = file.options.limits
        if given > limits.ratioFloor, given / bytes.count > limits.ratio {
          throw file.error(
            .limit,
            "its cells contain more than \(limits.ratio) times its size in text, as zip bombs do "
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
    let filled = rows.filter { !$0.cells.isEmpty }
    let width = filled.map(\.width).max() ?? 0
    let start = filled.prefix(100).map { $0.texts(width) }
    guard let shape = TableShape(of: start, map: file.options.fieldMap), shape.header == .known
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
    let bodies = shape.roles.indices.filter { shape.roles[$0]?.role == .body }
    for row in filled.dropFirst(shape.headerRows) {
      func field(_ column: Int, _ text: String) -> RecordField {
        let role = shape.roles[column]
        return RecordField(
          shape.names[column], role: role?.role, rank: role?.rank ?? 0, value: .text(text))
      }
      var fields = row.cells.map { field($0.column, $0.text) }
      // A reject says which column is empty.
      let filled = Set(row.cells.lazy.map(\.column))
      fields += bodies.filter { !filled.contains($0) }.map { field($0, "") }
      if let sheet { fields.append(RecordField("sheet", role: nil, rank: 0, value: .text(sheet))) }
      try builder.add(fields, at: file.nextOrigin(line: row.number))
    }
  }

  // MARK: Parts

  /// A row of a sheet, with its number from 1.
  ///
  /// A cell may stand in any of 16,384 columns, so that empty ones are not kept.
  struct Row {
    var number: Int
    /// Those with a text, from left to right.
    private(set) var cells: [(column: Int, text: String)]

    /// Columns that Excel has.
    static let columnsAtMost = 16_384

    /// A row of `cells` in any order; of two in one column, the last counts.
    init(number: Int, cells: [(column: Int, text: String)]) {
      self.number = number
      let isSorted = zip(cells, cells.dropFirst()).allSatisfy { $0.column < $1.column }
      if isSorted {
        self.cells = cells
      } else {
        let texts = Dictionary(cells.map { ($0.column, $0.text) }) { _, last in last }
        self.cells = texts.sorted { $0.key < $1.key }.map { (column: $0.key, text: $0.value) }
      }
      self.cells.removeAll(where: \.text.isEmpty)
    }

    /// The column after the last text.
    var width: Int { cells.last.map { $0.column + 1 } ?? 0 }

    /// The texts of the first `width` columns, empty ones too.
    func texts(_ width: Int) -> [String] {
      var texts = Array(repeating: "", count: width)
      for cell in cells where cell.column < width { texts[cell.column] = cell.text }
      return texts
    }

    /// Puts a text into an empty cell.
    mutating func fill(_ column: Int, with text: String) {
      guard !cells.contains(where: { $0.column == column }) else { return }
      self = Row(number: number, cells: cells + [(column: column, text: text)])
    }

    /// Adds `days` to the numbers in `columns` that count days.
    mutating func shift(_ columns: Set<Int>, by days: Double) {
      for i in cells.indices where columns.contains(cells[i].column) {
        guard let day = Double(cells[i].text), day >= 18_000, day < 70_000 else { continue }
        cells[i].text = String(day + days)
      }
    }
  }

  /// True when days are counted from 1904, as Excel did on the Macintosh.
  private static func countsFrom1904(_ book: ZipDocument) -> Bool {
    let properties = book["xl/workbook.xml"].flatMap { Markup($0, as: .xml).first("workbookPr") }
    return ["1", "true"].contains(properties?[attribute: "date1904"] ?? "")
  }

  /// Makes days that are counted from 1904 days counted from 1900, in columns of dates.
  private static func shiftDays(_ rows: inout [Row]) {
    let start = rows.prefix(100)
    let width = start.map(\.width).max() ?? 0
    guard let shape = TableShape(of: start.map { $0.texts(width) }, map: [:]) else { return }
    let dates = Set(shape.roles.indices.filter { shape.roles[$0]?.role == .published })
    for i in rows.indices { rows[i].shift(dates, by: 1462) }
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
      var cells: [(column: Int, text: String)] = []
      var next = 0
      for cell in row.children("c") {
        let column = column(cell[attribute: "r"]) ?? next
        next = column + 1
        guard column < Row.columnsAtMost else { continue }
        cells.append((column, value(of: cell, strings)))
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
  static func column(_ reference: String?) -> Int? {
    guard let reference else { return nil }
    var column = 0
    for byte in reference.utf8.prefix(4) {
      guard (0x41...0x5A).contains(byte) else { break }
      column = column * 26 + Int(byte) - 0x40
    }
    return column > 0 ? column - 1 : nil
  }
}
