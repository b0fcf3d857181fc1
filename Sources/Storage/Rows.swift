import SQLite
import Tables

/// The rows of one answer, read one at a time.
package final class Rows {
  /// The names of the columns.
  package let columns: [String]
  /// At most so many rows are given.
  package var limit = Int.max
  private let query: Query
  private let path: String

  init(_ query: consuming Query, at path: String) {
    columns = (0..<query.columnCount).map { query.columnName($0) }
    self.query = query
    self.path = path
  }

  /// Goes to the next row; false when there is none left.
  package func next() throws -> Bool {
    do { return try query.step() } catch { throw ArchiveError.from(error, path) }
  }

  /// What kind of value a column (from 0) of this row holds.
  package func kind(_ column: Int) -> ValueKind { query.kind(column) }
  /// A column of this row as a whole number; 0 when it is null.
  package func integer(_ column: Int) -> Int64 { query.integer(column) }
  /// A column of this row as a number; 0 when it is null.
  package func real(_ column: Int) -> Double { query.real(column) }
  /// A column of this row as text; nil when it is null.
  package func text(_ column: Int) -> String? { query.text(column) }
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

  /// Writes one cell of this row.
  package func write(_ column: Int, to writer: any RowWriter) {
    switch query.kind(column) {
    case .null: writer.null()
    case .integer: writer.integer(query.integer(column))
    case .real: writer.real(query.real(column))
    case .text, .blob: query.withText(column) { writer.text($0) }
    }
  }
}
