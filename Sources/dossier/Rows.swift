import SQLite
import Tables

/// Hands the rows of queries to writers.
enum Rows {
  /// Writes every row of `query`, from its first to the last.
  ///
  /// - Parameters:
  ///   - limit: most rows that are written.
  ///   - names: what the columns are called; nil: as the query calls them.
  /// - Returns: how many rows were written.
  @discardableResult
  static func write(
    _ query: borrowing Query, to writer: any RowWriter, limit: Int = .max, names: [String]? = nil
  ) throws -> Int {
    let columns = query.columnCount
    try writer.header(names ?? (0..<columns).map { query.columnName($0) })
    var rows = 0
    while rows < limit, try query.step() {
      for column in 0..<columns { write(query, column, to: writer) }
      try writer.endRow()
      rows += 1
      if rows & 0xFF == 0, Interruption.isAsked {
        try writer.finish()
        throw Failure(.interrupted, "stopped after \(rows.grouped) rows")
      }
    }
    try writer.finish()
    return rows
  }

  @inline(__always)
  private static func write(_ query: borrowing Query, _ column: Int, to writer: any RowWriter) {
    switch query.kind(column) {
    case .null: writer.null()
    case .integer: writer.integer(query.integer(column))
    case .real: writer.real(query.real(column))
    case .text, .blob: query.withText(column) { writer.text($0) }
    }
  }
}
