import Press
import Tables

/// Turns the rows of a table into articles.
final class TableRows {
  private let file: DumpFile
  private let shape: TableShape
  private let builder: RecordBuilder
  private var rowsSeen = 0
  /// A row without its last fields, which waits for the next: only between whole rows is it sound.
  private var short: (fields: [RecordField], origin: Origin, reason: String, excerpt: [UInt8])?
  private var isBehindShort = false
  /// Rows without their last fields, and rows that repeat the header.
  private var (shortRows, headers) = (0, 0)

  init(_ file: DumpFile, _ shape: TableShape, yield: @escaping (Record) throws -> Void) {
    self.file = file
    self.shape = shape
    builder = RecordBuilder(file, yield: yield)
  }

  /// Reads the whole file.
  func read() throws {
    var reader = CSVReader(
      delimiter: shape.delimiter, limit: file.options.limits.record, skipsBlanks: shape.hasBlanks)
    while let chunk = try file.nextChunk() { try reader.read(chunk, row: take) }
    try reader.finish(row: take)
    try settle(isNextWhole: true)
    if shortRows > 0 {
      try builder.warn(
        Warning(
          .columns, origin: file.origin(),
          message:
            "rows with fewer fields than the table has columns: \(shortRows); the missing last "
            + "fields are empty", count: shortRows))
    }
    if headers > 0 {
      try builder.warn(
        Warning(
          .passedOver, origin: file.origin(),
          message: "rows that repeat the names of the columns were passed over: \(headers)",
          count: headers))
    }
    try builder.finish()
  }

  private func take(_ row: CSVReader.Row) throws {
    if rowsSeen < shape.headerRows {
      rowsSeen += 1
      return
    }
    if row.isBlank || isRule(row) { return }
    if row.fault == nil, repeatsHeader(row) {
      headers += 1
      return
    }
    let origin = file.nextOrigin(line: row.line, bytes: row.range)
    if row.fault != nil { try settle(isNextWhole: false) }
    switch row.fault {
    case .unclosed:
      let reason =
        file.damage == nil
        ? "a quotation mark opens a field and is never closed; the lines after it are read on "
          + "their own" : "the file breaks off inside this row"
      return try builder.reject(origin, reason, excerpt: row.bytes)
    case .tooLong:
      return try builder.reject(
        origin, "the row has more than \(file.options.limits.record) bytes (--max-size)",
        excerpt: row.bytes)
    case nil: break
    }
    if row.count == shape.names.count || isHarmless(row) {
      try settle(isNextWhole: true)
      isBehindShort = false
      return try builder.add(fields(of: row), at: origin)
    }
    let isShort = row.count < shape.names.count
    let reason =
      "\(isShort ? "too few" : "too many") fields: \(row.count) where the table has "
      + "\(shape.names.count) columns; is a quotation mark or a delimiter missing?"
    let wasBehindShort = isBehindShort || short != nil
    try settle(isNextWhole: false)
    isBehindShort = true
    guard isShort, !wasBehindShort, hasText(row) else {
      return try builder.reject(origin, reason, excerpt: row.bytes)
    }
    short = (fields(of: row), origin, reason, Array(row.bytes.prefix(600)))
  }

  // A line end without quotation marks cuts a row in two, both of which are short. One alone has lost
  // nothing but its last fields.
  private func settle(isNextWhole: Bool) throws {
    guard let row = short else { return }
    short = nil
    if isNextWhole {
      shortRows += 1
      return try builder.add(row.fields, at: row.origin)
    }
    try row.excerpt.withUnsafeBytes { try builder.reject(row.origin, row.reason, excerpt: $0) }
  }

  private func hasText(_ row: CSVReader.Row) -> Bool {
    (0..<row.count).contains { shape.roles[$0]?.role == .body && !row[$0].isEmpty }
  }

  /// `|---|:--:|` below the names, as Markdown has it.
  private func isRule(_ row: CSVReader.Row) -> Bool {
    shape.delimiter == UInt8(ascii: "|") && row.count > 1
      && row.bytes.allSatisfy { $0 <= 0x20 || $0 == 0x2D || $0 == 0x3A || $0 == 0x7C }
      && row.bytes.contains(0x2D)
  }

  // Files that were joined bring their headers along.
  private func repeatsHeader(_ row: CSVReader.Row) -> Bool {
    guard shape.header != .none, row.count == shape.names.count, row.count > 1 else { return false }
    guard (0..<row.count).allSatisfy({ row[$0].count < 200 }) else { return false }
    let cells = (0..<row.count).map { FieldText.trimmed(DecodedText(row[$0]).text) }
    if cells == shape.names { return true }
    // «title,text» below «titre,texte»
    return shape.header == .known
      && cells.indices.allSatisfy { i in
        shape.roles[i].map { FieldRole.guessed(cells[i])?.role == $0.role } ?? false
      }
  }

  // Empty fields at the end come from spreadsheets, and say nothing.
  private func isHarmless(_ row: CSVReader.Row) -> Bool {
    guard row.count > shape.names.count else { return false }
    for i in shape.names.count..<row.count where !row[i].isEmpty { return false }
    return true
  }

  private func fields(of row: CSVReader.Row) -> [RecordField] {
    // One charset for the row, so that a field without accents does not speak for the others.
    var fields: [RecordField] = []
    fields.reserveCapacity(row.count)
    let isUTF8 = file.charsetRule != nil && String(validating: row.bytes, as: UTF8.self) != nil
    let declared = isUTF8 ? nil : charset(of: row.bytes)
    for i in 0..<min(row.count, shape.names.count) {
      if row[i].isEmpty && shape.roles[i]?.role != .body { continue }
      var text: String
      if let declared {
        text = TextBytes.clean(declared.decode(row[i]))
      } else {
        text = DecodedText(row[i]).text
      }
      // Bars stand apart from the words.
      if shape.delimiter == UInt8(ascii: "|") { text = FieldText.trimmed(text) }
      let role = shape.roles[i]
      fields.append(
        RecordField(
          shape.names[i], role: role?.role, rank: role?.rank ?? 0, value: .text(text)))
    }
    if shape.header != .known, shape.hasBody || shape.header == .none {
      fields.append(RecordField("columns_rule", role: nil, rank: 0, value: .text("content")))
    }
    openObject(&fields)
    SwissdoxText.open(&fields)
    return fields
  }

  // One column contains the whole record as JSON: {"title": …, "text": …}.
  private func openObject(_ fields: inout [RecordField]) {
    for i in fields.indices {
      guard case .text(let text) = fields[i].value, text.hasPrefix("{\""),
        let object = JSONText.read(text)
      else { continue }
      let inner = object.fields.map {
        RecordField($0.name, $0.value, map: file.options.fieldMap)
      }
      guard inner.contains(where: { $0.role == .body && BodyText.read($0.value) != nil }) else {
        continue
      }
      fields.remove(at: i)
      fields.removeAll { $0.name == "columns_rule" || $0.role == .body }
      fields += inner
      return
    }
  }

  private func charset(of bytes: UnsafeRawBufferPointer) -> Charset? {
    let decoded = DecodedText(bytes, declared: file.options.charset.flatMap(Charset.init(label:)))
    file.note(decoded)
    return decoded.charset == .utf8 ? nil : decoded.charset
  }
}
