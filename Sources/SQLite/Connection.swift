internal import CSQLite

/// A connection to one SQLite file. Used by one thread at a time.
public final class Connection {
  /// What may be done with the file.
  public enum Mode: Sendable {
    /// Read an existing file.
    case readOnly
    /// Read and write an existing file.
    case readWrite
    /// Read and write, making the file when there is none.
    case create
  }

  let handle: OpaquePointer
  /// The file, as it was named.
  public let path: String

  /// Opens the file at `path`; `:memory:` is a database of its own.
  ///
  /// - Throws: `SQLiteError`. A file that is no database shows at the first query only.
  public convenience init(path: String, mode: Mode) throws(SQLiteError) {
    let access =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    try self.init(path: path, name: path, access: access)
  }

  /// Opens the file at `path` for reading, promising that nobody changes it meanwhile, so that not
  /// even a lock is taken: for folders in which SQLite cannot make the files of its log.
  public convenience init(unchanging path: String) throws(SQLiteError) {
    var name = "file:"
    for byte in path.utf8 {
      switch byte {
      case 0x2D...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x7E:
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        name += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    try self.init(
      path: path, name: name + "?immutable=1", access: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
  }

  private init(path: String, name: String, access: Int32) throws(SQLiteError) {
    self.path = path
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      name, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let opened else {
      let error = SQLiteError(code, opened)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    // A double-quoted word that is no column is a mistake, not a text.
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_DQS_DML, 0)
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Waits so long for another writer before a query fails as busy.
  public func waitWhenBusy(milliseconds: Int) {
    sqlite3_busy_timeout(handle, Int32(clamping: milliseconds))
  }

  /// Runs statements that give no rows.
  public func execute(_ sql: String) throws(SQLiteError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw SQLiteError(code, handle, sql: sql) }
  }

  /// Prepares one statement; `isKept` for one that will run many times.
  public func query(_ sql: String, isKept: Bool = false) throws(SQLiteError) -> Query {
    try Query(sql, on: handle, isKept: isKept)
  }

  /// Runs `body` as one transaction that takes the write lock at once; rolls back when it throws.
  public func transaction<T>(_ body: () throws -> T) throws -> T {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // Some errors roll back on their own; then there is nothing left to do.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// True between `BEGIN` and `COMMIT`.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }
  /// The rowid of the last row inserted here.
  public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }
  /// How many rows the last statement changed.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The first column of the first row as a number; nil when there is none.
  public func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let query = try query(sql)
    return try query.step() ? query.integer(0) : nil
  }

  /// The first column of the first row as a text; nil when there is none.
  public func text(_ sql: String) throws(SQLiteError) -> String? {
    let query = try query(sql)
    return try query.step() ? query.text(0) : nil
  }

  /// A handle by which another thread, or a signal handler, may stop a query.
  public var interrupter: Interrupter { Interrupter(handle: handle) }

  /// The version of the library, e.g. `3.40.1`.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}

/// Stops what a connection is doing. Valid as long as the connection is.
public struct Interrupter: @unchecked Sendable {
  // Safe across threads: SQLite documents `sqlite3_interrupt` as callable from any of them.
  let handle: OpaquePointer

  /// The running query throws an error whose `isInterrupt` is true.
  public func interrupt() { sqlite3_interrupt(handle) }
}
