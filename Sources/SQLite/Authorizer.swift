internal import CSQLite

extension Connection {
  /// From now on this connection can only read: no statement that writes, attaches a
  /// file, loads an extension or changes a setting can be prepared. Cannot be taken back.
  ///
  /// Meant for SQL that people type; the connection may be one that is opened for writing.
  public func allowReadingOnly() throws(SQLiteError) {
    try execute("PRAGMA query_only = ON")
    _ = csqlite_config_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    sqlite3_set_authorizer(
      handle,
      { _, action, first, _, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE, SQLITE_FUNCTION: return SQLITE_OK
        case SQLITE_PRAGMA:
          // Those that report and change nothing; FTS5 itself asks for data_version.
          let name = first.map { String(cString: $0).lowercased() } ?? ""
          return Connection.readOnlyPragmas.contains(name) ? SQLITE_OK : SQLITE_DENY
        case SQLITE_UPDATE:
          // Opening a virtual table asks for this and writes nothing. A person's own UPDATE of the
          // schema fails all the same: the table may not be modified.
          return first.map { String(cString: $0) } == "sqlite_master" ? SQLITE_OK : SQLITE_DENY
        default: return SQLITE_DENY
        }
      }, nil)
  }

  /// From now on this connection writes nothing but temporary tables and views, and attaches no file.
  /// Cannot be taken back.
  ///
  /// For checks that SQLite makes only in tables that may be written.
  public func allowWritingTemporaryOnly() {
    sqlite3_set_authorizer(
      handle,
      { _, action, first, _, database, _ in
        switch action {
        case SQLITE_ATTACH, SQLITE_DETACH: return SQLITE_DENY
        case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE, SQLITE_CREATE_TABLE, SQLITE_CREATE_VIEW,
          SQLITE_CREATE_INDEX, SQLITE_CREATE_TRIGGER, SQLITE_CREATE_VTABLE, SQLITE_DROP_TABLE,
          SQLITE_DROP_VIEW, SQLITE_DROP_INDEX, SQLITE_DROP_TRIGGER, SQLITE_DROP_VTABLE,
          SQLITE_ALTER_TABLE, SQLITE_REINDEX, SQLITE_ANALYZE:
          // Opening a virtual table asks for an update of the schema and writes nothing.
          let isOpening =
            action == SQLITE_UPDATE && first.map { String(cString: $0) } == "sqlite_master"
          let isTemporary = database.map { String(cString: $0) } == "temp"
          return isTemporary || isOpening ? SQLITE_OK : SQLITE_DENY
        default: return SQLITE_OK
        }
      }, nil)
  }

  private static let readOnlyPragmas: Set = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
    "foreign_key_list", "database_list", "collation_list", "function_list", "compile_options",
    "data_version", "foreign_key_check", "integrity_check", "quick_check",
  ]
}
