import Migrations
import SQLite

/// One archive file, open for questions: many may read while one writes.
package final class Archive {
  /// The file.
  package let path: String
  package let connection: Connection

  /// Opens an archive for reading.
  ///
  /// - Throws: `ArchiveError` when the file is missing, something else, newer, or damaged.
  package init(reading path: String) throws {
    self.path = path
    guard path == ":memory:" || FileSystem.exists(path) else {
      throw ArchiveError.missing(path: path)
    }
    connection = try Self.attempt(path) {
      do {
        let connection = try Connection(path: path, mode: .readOnly)
        _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
        return connection
      } catch let error as SQLiteError where error.isReadOnly || error.isUnreachable {
        // A WAL database in a folder that may not be written: nobody writes, so nothing can change.
        let connection = try Connection(unchanging: path)
        _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
        return connection
      }
    }
    try Self.attempt(path) {
      connection.waitWhenBusy(milliseconds: 5_000)
      try connection.execute("PRAGMA cache_size = -32768; PRAGMA mmap_size = 1073741824")
      // Weights of title and body, as in the configuration of the index.
      try connection.addBestRank(weights: [5, 1])
      let step = try Migrator.step(of: connection, at: path)
      if step < Migrator.known {
        throw ArchiveError.outdated(path: path, step: step, known: Migrator.known)
      }
    }
  }

  /// Opens an archive for writing, brought up to date; the caller holds the write lock.
  init(writing path: String, creating: Bool) throws {
    self.path = path
    if !creating, !FileSystem.exists(path) { throw ArchiveError.missing(path: path) }
    connection = try Self.attempt(path) {
      try Connection(path: path, mode: creating ? .create : .readWrite)
    }
    try Self.attempt(path) {
      connection.waitWhenBusy(milliseconds: 30_000)
      try Migrator.migrate(connection, at: path)
      // The checks hold by the types that rows are made of, and `verify` asks for them; on each row
      // `kind IN ('direct', …)` would fill a temporary B-tree of SQLite's.
      try connection.execute(
        """
        PRAGMA ignore_check_constraints = ON;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA secure_delete = OFF;
        PRAGMA cache_size = -65536;
        PRAGMA temp_store = FILE;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """)
    }
  }

  /// Runs `body` and turns SQLite's errors into what they mean for the archive.
  static func attempt<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as SQLiteError {
      throw ArchiveError.from(error, path)
    }
  }

  /// Stops the question that is running; safe from any thread and from a signal handler.
  package func interrupt() { connection.interrupter.interrupt() }
}
