import SQLite
import Tables

/// The rows of one answer, read one at a time.
package final class Rows {
  /// The names of the columns.
  package let columns: [String]
  /// At most so many rows are given.
  package var limit = Int.max
  /// What of the question was not taken as it was typed, for the person.
  package let notes: [QuestionNote]
  /// True for each column of ours that is JSON in the archive.
  private let isJSON: [Bool]
  private let query: Query
  private let path: String
  /// What a person wrote of the query: «SQL», «--where»; nil when nothing.
  private let author: String?
  /// True after the last row: another step would begin with the first again.
  private var isOver = false

  init(
    _ query: consuming Query, at path: String, of author: String? = nil, notes: [QuestionNote] = []
  ) {
    columns = (0..<query.columnCount).map { query.columnName($0) }
    isJSON = columns.map { author != "SQL" && ["metadata", "dumps"].contains($0) }
    self.query = query
    self.path = path
    self.author = author
    self.notes = notes
  }

  /// Goes to the next row; false when there is none left.
  ///
  /// - Throws: `QuestionError` when what a person wrote cannot be answered, else `ArchiveError`.
  package func next() throws -> Bool {
    if isOver { return false }
    do {
      isOver = try !query.step()
      return !isOver
    } catch {
      if let author, error.isOfStatement {
        throw QuestionError.unreadable(author, error)
      }
      throw ArchiveError.from(error, path)
    }
  }

  /// Passes over so many rows; fewer when there are not as many.
  package func skip(_ count: Int) throws {
    for _ in 0..<count where try !next() { return }
  }

  /// What kind of value a column (from 0) of this row contains.
  package func kind(_ column: Int) -> ValueKind { query.kind(column) }
  /// A column of this row as a whole number; 0 when it is null.
  package func integer(_ column: Int) -> Int64 { query.integer(column) }
  /// A column of this row as a number; 0 when it is null.
  package func real(_ column: Int) -> Double { query.real(column) }
  /// A column of this row as text; nil when it is null.
  package func text(_ column: Int) -> String? { query.text(column) }
  /// The span whose start and end are a column of this row and the next one, in Unicode scalars; empty
  /// when they are no span, as in a damaged archive.
  func span(_ column: Int) -> Range<Int> { Range(start: integer(column), end: integer(column + 1)) }
  /// The first `most` bytes of a column of this row as text, and `…` when there are more; nil when it
  /// is null.
  package func beginning(_ column: Int, most: Int) -> String? {
    switch kind(column) {
    case .null: return nil
    case .blob:
      let bytes = query.blob(column)
      let text = Self.hexadecimal(UnsafeRawBufferPointer(rebasing: bytes.prefix(most)))
      return bytes.count > most ? text + "…" : text
    default:
      return withText(column) { bytes in
        if bytes.count <= most { return String(decoding: bytes, as: UTF8.self) }
        var end = most
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self) + "…"
      }
    }
  }
  /// Lends the bytes of a column of this row until the next one.
  package func withText<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result { try query.withText(column, body) }

  /// The place of a column, by name.
  package func index(of name: String) -> Int? { columns.firstIndex(of: name) }

  /// Writes every row, header first.
  ///
  /// - Returns: how many rows there were.
  @discardableResult
  package func write(to writer: any RowWriter) throws -> Int {
    try writer.header(columns)
    var count = 0
    while count < limit, try next() {
      for column in columns.indices { write(column, to: writer) }
      try writer.endRow()
      count += 1
    }
    try writer.finish()
    return count
  }

  /// Writes this row as one JSON object; `metadata`, which is JSON in the archive, as it is.
  package func writeObject(to json: JSONText) {
    json.object {
      for (i, name) in columns.enumerated() {
        json.key(name)
        switch query.kind(i) {
        case .null: json.null()
        case .integer: json.integer(query.integer(i))
        case .real: json.real(query.real(i))
        case .text where isJSON[i] && query.withText(i, JSONText.isValid):
          json.number(query.text(i) ?? "null")
        case .text: query.withText(i) { json.string($0) }
        case .blob: json.string(Self.hexadecimal(query.blob(i)))
        }
      }
    }
  }

  /// Writes one cell of this row.
  package func write(_ column: Int, to writer: any RowWriter) {
    switch query.kind(column) {
    case .null: writer.null()
    case .integer: writer.integer(query.integer(column))
    case .real: writer.real(query.real(column))
    case .text where isJSON[column]: query.withText(column) { writer.json($0) }
    case .text: query.withText(column) { writer.text($0) }
    case .blob: writer.text(Self.hexadecimal(query.blob(column)))
    }
  }

  /// Bytes that are no text, as SQL writes them: `X'0AFF'`.
  private static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var text = "X'"
    for byte in bytes {
      text.unicodeScalars.append(digits[Int(byte >> 4)])
      text.unicodeScalars.append(digits[Int(byte & 15)])
    }
    return text + "'"
  }
}

extension Range<Int> {
  /// The span that a row has as two numbers; empty when they are none.
  init(start: Int64, end: Int64) {
    let isSpan = 0 <= start && start <= end
    self = isSpan ? Int(start)..<Int(end) : 0..<0
  }
}
