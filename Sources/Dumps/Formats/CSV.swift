import Press

/// Tables of articles with a comma, a semicolon or a bar between the fields.
struct CSV: DumpFormat {
  let name = "csv"
  let summary = "a table with , ; or | and columns such as title, text, date (French or English)"
  static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"),
  ]
  /// Delimiters that prose has too: only below a row of known names are they some.
  static let rare: [UInt8] = [UInt8(ascii: "^"), UInt8(ascii: "~")]

  func recognise(_ head: Head) -> Recognition? {
    Self.recognise(head) { $0 != 9 }
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    try Self.read(file, Self.delimiters + [9] + Self.rare, yield: yield)
  }

  /// Evidence of a table, whose delimiter among all that there are has to be `wanted`.
  static func recognise(_ head: Head, wanted: (UInt8) -> Bool) -> Recognition? {
    guard !UnsupportedFile.isBinary(head.bytes), let first = head.bytes.first(where: { $0 > 32 }),
      first != UInt8(ascii: "<"), first != UInt8(ascii: "{"), first != UInt8(ascii: "[")
    else { return nil }
    if let name = Self.onlyColumn(head) {
      return wanted(UInt8(ascii: ","))
        ? Recognition(.shape, because: "a table with one column, \(name)") : nil
    }
    guard let shape = TableShape(of: head, delimiters: delimiters + [9] + rare),
      wanted(shape.delimiter), shape.header == .known || !rare.contains(shape.delimiter)
    else { return nil }
    let sign = shape.delimiter == 9 ? "tabs" : "«\(Character(Unicode.Scalar(shape.delimiter)))»"
    switch shape.header {
    case .known:
      guard shape.regularity > 0.3 else { return nil }
      let known = shape.names.enumerated().compactMap { i, name in
        shape.roles[i] == nil ? nil : name
      }
      return Recognition(
        .shape,
        because: "a table with \(sign) and the columns \(known.prefix(6).joined(separator: ", "))")
    case .foreign:
      return Recognition(
        .shape,
        because:
          "a table with \(sign) and the columns \(shape.names.prefix(6).joined(separator: ", "))")
    case .none:
      // Without names, only a table that is regular through and through is one.
      guard shape.regularity > 0.95, shape.names.count >= 3, shape.hasBody,
        shape.roles.compactMap({ $0 }).count >= 2
      else { return nil }
      return Recognition(
        .shape,
        because: "a table with \(sign) and no header: \(shape.names.count) columns in every row")
    }
  }

  /// The name of the only column: a first line that names a text, above lines in quotation marks, or in
  /// a file that is called a table.
  private static func onlyColumn(_ head: Head) -> String? {
    var lines = head.bytes.prefix(4096).split(separator: 10, maxSplits: 2)[...]
    guard let first = lines.popFirst(), first.count <= 40, let next = lines.first else {
      return nil
    }
    let name = FieldText.trimmed(String(decoding: first, as: UTF8.self).replacing("\"", with: ""))
    guard FieldRole.role(of: name, map: head.fieldMap)?.role == .body,
      next.first == UInt8(ascii: "\"") || head.isNamedTable
    else { return nil }
    return name
  }

  static func read(
    _ file: DumpFile, _ delimiters: [UInt8], yield: (Record) throws -> Void
  ) throws {
    guard
      let shape = onlyColumn(file.head).map({ TableShape(only: $0, map: file.options.fieldMap) })
        ?? TableShape(of: file.head, delimiters: delimiters)
        ?? TableShape(of: file.head, delimiters: CSV.delimiters + [9] + CSV.rare)
    else { throw file.error(.unrecognised, "is no table: no row has two fields") }
    if shape.names.starts(with: ["level", "page_num", "block_num"]) {
      throw file.error(
        .refused,
        "is a table of Tesseract with a word a row; make hOCR instead: tesseract IMAGE OUT hocr")
    }
    if Set(shape.names) == ["start", "end", "text"] {
      throw file.error(
        .refused,
        "is a transcript with a stretch of time a row; import the text, SRT, VTT or JSON that Whisper "
          + "writes beside it")
    }
    if shape.header != .known, shape.hasBody || shape.header == .none {
      let roles = zip(shape.names, shape.roles).compactMap { name, role in
        role.map { "\(name) = \($0.role.rawValue)" }
      }
      let said = roles.isEmpty ? "none is known" : roles.joined(separator: ", ")
      let why =
        shape.header == .none ? "no row of column names" : "the names of the columns are not known"
      try yield(
        .warning(
          Warning(
            .columns, origin: file.origin(),
            message: "\(why); columns were assigned by their content (\(said)); say it with "
              + "--map title=\"\(shape.header == .none ? "column 2" : shape.names[0])\"")))
    }
    if shape.header == .known, shape.headerRows > 2 {
      let message = "\(shape.headerRows - 1) lines above the row of column names were passed over"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
    try withoutActuallyEscaping(yield) { yield in
      try TableRows(file, shape, yield: yield).read()
    }
  }
}
