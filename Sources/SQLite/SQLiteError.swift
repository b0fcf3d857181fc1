internal import CSQLite

/// What SQLite refused to do, and for which statement.
public struct SQLiteError: Error, Sendable, CustomStringConvertible {
  /// The primary result code (`SQLITE_BUSY` is 5).
  public var code: Int32
  /// The extended result code.
  public var extendedCode: Int32
  /// SQLite's message.
  public var message: String
  /// The statement, without the values that were bound to it.
  public var sql: String?

  /// What happened, and in which statement.
  public var description: String {
    guard let sql else { return message }
    let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\(message), in: \(line.prefix(400))"
  }

  init(_ code: Int32, _ connection: OpaquePointer?, sql: String? = nil) {
    self.code = code & 0xFF
    extendedCode = connection.map { sqlite3_extended_errcode($0) } ?? code
    // The connection's last message belongs to another call when the code is not its last.
    if let connection, sqlite3_errcode(connection) & 0xFF == code & 0xFF {
      message = String(cString: sqlite3_errmsg(connection))
    } else {
      message = String(cString: sqlite3_errstr(code))
    }
    self.sql = sql
  }

  /// A text that is no statement; the code is that of a statement that does not compile.
  init(message: String) {
    code = SQLITE_ERROR
    extendedCode = SQLITE_ERROR
    self.message = message
  }

  /// Somebody else is writing.
  public var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }
  /// The file is damaged, or no SQLite file.
  public var isDamage: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }
  /// The disk is full.
  public var isFull: Bool { code == SQLITE_FULL }
  /// Nothing may be written here.
  public var isReadOnly: Bool { code == SQLITE_READONLY }
  /// The file cannot be opened or made.
  public var isUnreachable: Bool { code == SQLITE_CANTOPEN || code == SQLITE_PERM }
  /// The work was stopped by `Interrupter.interrupt`.
  public var isInterrupt: Bool { code == SQLITE_INTERRUPT }
  /// Neither the file, nor the machine, nor another program is to blame, but what was asked.
  public var isOfStatement: Bool {
    switch code {
    case SQLITE_ERROR, SQLITE_TOOBIG, SQLITE_MISMATCH, SQLITE_RANGE, SQLITE_CONSTRAINT: true
    default: isForbidden
    }
  }
  /// The authorizer said no.
  public var isForbidden: Bool { code == SQLITE_AUTH }
}
