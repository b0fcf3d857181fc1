import Press
import Tables

/// Turns the rows of a table into articles.
final class TableRows {
  private let file: DumpFile
  private let shape: TableShape
  private let builder: RecordBuilder
  private var rowsSeen = 0
  private var isFirst = true

  init(_ file: DumpFile, _ shape: TableShape, yield: @escaping (Record) throws -> Void) {
    self.file = file
    self.shape = shape
    builder = RecordBuilder(file, yield: yield)
  }

  /// Reads the whole file.
  func read() throws {
    var reader = CSVReader(delimiter: shape.delimiter, limit: file.options.limits.record)
    while let chunk = try file.nextChunk() { try reader.read(chunk, row: take) }
    try reader.finish(row: take)
    try builder.finish()
  }

  private func take(_ row: CSVReader.Row) throws {
    if rowsSeen < shape.headerRows {
      rowsSeen += 1
      return
    }
    if row.isBlank { return }
    let origin = file.nextOrigin(line: row.line, bytes: row.range)
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
    if row.count != shape.names.count, !isHarmless(row) {
      let what = row.count < shape.names.count ? "too few" : "too many"
      return try builder.reject(
        origin,
        "\(what) fields: \(row.count) where the table has \(shape.names.count) columns; is a "
          + "quotation mark or a delimiter missing?", excerpt: row.bytes)
    }
    try builder.add(fields(of: row), at: origin)
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
      let text: String
      if let declared {
        text = TextBytes.clean(declared.decode(row[i]))
      } else {
        text = DecodedText(row[i]).text
      }
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
