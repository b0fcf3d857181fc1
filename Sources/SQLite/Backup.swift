internal import CSQLite

extension Connection {
  /// Copies the whole database into `target`, replacing what is there, while others read and write.
  ///
  /// - Parameters:
  ///   - target: another database, open for writing.
  ///   - progress: called with the number of pages left and of all pages; an error it throws ends the copy.
  /// - Throws: `SQLiteError`, and what `progress` throws. The target is of no use then.
  public func copy(
    to target: Connection, progress: (_ left: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws {
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw SQLiteError(sqlite3_extended_errcode(target.handle), target.handle)
    }
    var code = SQLITE_OK
    do {
      // One step would be one read transaction; the source is held open by one around the whole copy,
      // so that a writer does not make it begin again.
      repeat {
        code = sqlite3_backup_step(backup, 1_024)
        try progress(
          Int(sqlite3_backup_remaining(backup)), Int(sqlite3_backup_pagecount(backup)))
      } while code == SQLITE_OK
    } catch {
      sqlite3_backup_finish(backup)
      throw error
    }
    let end = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, end == SQLITE_OK else {
      throw SQLiteError(end == SQLITE_OK ? code : end, target.handle)
    }
  }
}
