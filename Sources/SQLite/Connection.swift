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

  /// Opens the file at `path`; `:memory:` is a private database in memory.
  ///
  /// - Throws: `SQLiteError`. A file that is no database shows at the first query only.
  public convenience init(path: String, mode: Mode) throws(SQLiteError) {
    let access =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    try self.init(path: path, name: Self.plain(path), access: access)
  }

  // SQLite may have been built to read a name that begins with «file:» as a URI.
  private static func plain(_ path: String) -> String {
    path.hasPrefix("file:") ? "./" + path : path
  }

  /// Opens the file at `path` for reading, promising that nobody changes it meanwhile, so that not
  /// even a lock is taken: for folders in which SQLite cannot make the files of its log.
  ///
  /// The log beside the file is not read: there must be none, or an empty one.
  public convenience init(immutable path: String) throws(SQLiteError) {
    var name = path.hasPrefix("/") ? "file:" : "file:./"
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

  /// Opens the file at `path` for reading together with the log beside it, without making any file:
  /// the index of the log is kept in memory, and no lock is taken. Nobody may be writing.
  public convenience init(withoutLocks path: String) throws(SQLiteError) {
    try self.init(
      path: path, name: Self.plain(path), access: SQLITE_OPEN_READONLY, system: "unix-none")
    try execute("PRAGMA locking_mode = EXCLUSIVE")
  }

  private init(
    path: String, name: String, access: Int32, system: String? = nil
  ) throws(SQLiteError) {
    self.path = path
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      name, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, system)
    guard code == SQLITE_OK, let opened else {
      let error = SQLiteError(code, opened)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    // A file may come from anywhere: its schema may call nothing but what is harmless, no trigger of
    // it runs, and its pages are checked before they are believed.
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    _ = sqlite3_exec(handle, "PRAGMA cell_size_check = ON", nil, nil, nil)
    // A double-quoted word that is no column is a mistake, not a text.
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_DQS_DML, 0)
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
  }

  deinit { sqlite3_close_v2(handle) }

  /// How long a query waits for another writer before it fails as busy.
  public func waitWhenBusy(milliseconds: Int) {
    sqlite3_busy_timeout(handle, Int32(clamping: milliseconds))
  }

  /// Runs statements that give no rows.
  public func execute(_ sql: String) throws(SQLiteError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw SQLiteError(code, handle, sql: sql) }
  }

  /// Prepares one statement; `persistent` for one that will run many times.
  public func query(_ sql: String, persistent: Bool = false) throws(SQLiteError) -> Query {
    try Query(sql, on: self, persistent: persistent)
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
  /// How many rows all statements have changed since the connection was opened.
  public var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

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

  /// From here on a query that is running when `Stop.ask` is called throws an error whose
  /// `isInterrupt` is true; with `false`, none does.
  public func stopsWhenAsked(_ stops: Bool = true) {
    sqlite3_progress_handler(
      handle, stops ? 4_000 : 0, stops ? { _ in Stop.isAsked ? 1 : 0 } : nil, nil)
  }

  /// From here on a text, a blob or a row of more than so many bytes is an error.
  public func limitValues(toBytes most: Int32) {
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, most)
  }

  /// Keeps the log beside the file as it is when the connection closes.
  public func keepLog() {
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
  }

  /// Lets `body` write into the tables of virtual tables, which is refused otherwise.
  public func withShadowTables<T>(_ body: () throws -> T) rethrows -> T {
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 0)
    defer { _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1) }
    return try body()
  }

  /// True when the path no longer names the file that was opened.
  public var hasMoved: Bool {
    var moved: Int32 = 0
    let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
    return code == SQLITE_OK && moved != 0
  }

  /// The version of the library, e.g. `3.40.1`.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}
