internal import CSQLite

/// One prepared statement: bind values, step through rows, read columns.
///
/// Parameters are counted from 1 as SQLite counts them, columns from 0. The connection stays open as
/// long as one of its queries is there.
public struct Query: ~Copyable {
  private let statement: OpaquePointer
  // The connection, not its handle: some statements prepare others while they run, which a closed
  // connection refuses.
  private let owner: Connection
  private var connection: OpaquePointer { owner.handle }
  /// What follows the statement in the text that was given, from the next statement on; empty when
  /// that is nothing but blanks and comments.
  public let rest: String

  init(_ sql: String, on owner: Connection, persistent: Bool) throws(SQLiteError) {
    self.owner = owner
    let connection = owner.handle
    var prepared: OpaquePointer?
    var code = SQLITE_OK
    var rest = ""
    var text = sql
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        var tail: UnsafePointer<CChar>?
        code = sqlite3_prepare_v3(
          connection, characters.baseAddress, Int32(characters.count),
          persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0, &prepared, &tail)
        guard code == SQLITE_OK, let tail, let base = characters.baseAddress else { return }
        let left = bytes.count - (tail - base)
        var next: OpaquePointer?
        defer { sqlite3_finalize(next) }
        if left > 0,
          sqlite3_prepare_v3(connection, tail, Int32(left), 0, &next, nil) != SQLITE_OK
            || next != nil
        {
          rest = String(decoding: bytes[(tail - base)...], as: UTF8.self)
        }
      }
    }
    self.rest = rest
    guard code == SQLITE_OK else { throw SQLiteError(code, connection, sql: sql) }
    guard let prepared else { throw SQLiteError(message: "there is no statement in it") }
    statement = prepared
  }

  deinit { sqlite3_finalize(statement) }

  /// The statement, without the values that were bound to it.
  public var sql: String { sqlite3_sql(statement).map { String(cString: $0) } ?? "" }

  /// True when it changes nothing.
  public var isReadOnly: Bool { sqlite3_stmt_readonly(statement) != 0 }

  private func check(_ code: Int32) throws(SQLiteError) {
    if code != SQLITE_OK { throw SQLiteError(code, connection, sql: sql) }
  }

  // MARK: Values in

  /// Binds no value.
  public func bindNull(_ parameter: Int) throws(SQLiteError) {
    try check(sqlite3_bind_null(statement, Int32(parameter)))
  }

  /// Binds a number, or no value.
  public func bind(_ parameter: Int, _ value: Int64?) throws(SQLiteError) {
    guard let value else { return try bindNull(parameter) }
    try check(sqlite3_bind_int64(statement, Int32(parameter), value))
  }

  /// Binds a number, or no value.
  public func bind(_ parameter: Int, _ value: Int?) throws(SQLiteError) {
    try bind(parameter, value.map(Int64.init))
  }

  /// Binds a number.
  public func bind(_ parameter: Int, _ value: Double) throws(SQLiteError) {
    try check(sqlite3_bind_double(statement, Int32(parameter), value))
  }

  /// Binds a text, which is copied, or no value.
  public func bind(_ parameter: Int, _ value: String?) throws(SQLiteError) {
    guard var value else { return try bindNull(parameter) }
    let code = value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        csqlite_bind_text_transient(
          statement, Int32(parameter), $0.baseAddress ?? Self.empty, Int32(clamping: $0.count))
      }
    }
    try check(code)
  }

  /// Binds bytes of a text without copying them: they must stay where they are until `reset`.
  public func bind(_ parameter: Int, keeping bytes: UnsafeBufferPointer<UInt8>)
    throws(SQLiteError)
  {
    let code = bytes.withMemoryRebound(to: CChar.self) {
      csqlite_bind_text_static(
        statement, Int32(parameter), $0.baseAddress ?? Self.empty, Int32(clamping: $0.count))
    }
    try check(code)
  }

  /// A null pointer would bind NULL, not an empty text. Safe across threads: nothing is read there or
  /// written.
  nonisolated(unsafe) private static let empty = UnsafePointer(
    UnsafeMutablePointer<CChar>.allocate(capacity: 1))

  // MARK: Rows out

  /// Goes to the next row; false after the last.
  public func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw SQLiteError(code, connection, sql: sql)
    }
  }

  /// Runs it to its end, then makes it ready to run again; for statements without rows.
  public func run() throws(SQLiteError) {
    let code = sqlite3_step(statement)
    if code != SQLITE_DONE && code != SQLITE_ROW {
      let error = SQLiteError(code, connection, sql: sql)
      sqlite3_reset(statement)
      throw error
    }
    sqlite3_reset(statement)
  }

  /// Makes it ready to run again; what was bound stays bound.
  public func reset() { sqlite3_reset(statement) }

  /// How many columns its rows have.
  public var columnCount: Int { Int(sqlite3_column_count(statement)) }

  /// The name of a column.
  public func columnName(_ column: Int) -> String {
    sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) } ?? ""
  }

  /// What kind of value a column of this row contains.
  public func kind(_ column: Int) -> ValueKind {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  /// True when a column of this row contains no value.
  public func isNull(_ column: Int) -> Bool { kind(column) == .null }

  /// A column of this row as a number; 0 for no value.
  public func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  /// A column of this row as a number; 0 for no value.
  public func int(_ column: Int) -> Int { Int(integer(column)) }

  /// A column of this row as a number; 0 for no value.
  public func real(_ column: Int) -> Double { sqlite3_column_double(statement, Int32(column)) }

  /// A column of this row as a text; nil for no value.
  public func text(_ column: Int) -> String? {
    isNull(column) ? nil : withText(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a column of this row as UTF-8; they stay until the next step or reset.
  public func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(statement, Int32(column))
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
  }

  /// The bytes of a column of this row as a blob; they stay until the next step or reset.
  public func blob(_ column: Int) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(statement, Int32(column))
    return UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
  }

  /// The bytes of a column of this row as UTF-8, valid inside `body` only; empty for no value.
  @inline(__always)
  public func withText<T, E: Error>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> T
  ) throws(E) -> T {
    let start = sqlite3_column_text(statement, Int32(column))
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return try body(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}

/// What a column of a row can contain.
public enum ValueKind: Sendable {
  /// No value.
  case null
  /// A whole number.
  case integer
  /// A number.
  case real
  /// A text.
  case text
  /// Bytes.
  case blob
}
