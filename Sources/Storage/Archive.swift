import Migrations
import SQLite

/// One archive file, open for questions or for writing: many may read while one writes.
///
/// Whatever a file contains, it is untrusted: its schema is compared with ours before
/// anything of it is asked, none of its triggers runs, and one that is open for questions cannot be
/// changed through this object by anything.
package final class Archive {
  /// The file.
  package let path: String
  package let connection: Connection
  /// Held while the archive is open for writing; given back once the connection is closed.
  private var lock: WriteLock?
  private let isWriting: Bool

  /// Opens an archive for reading.
  ///
  /// - Throws: `ArchiveError` when the file is missing, something else, newer, altered or damaged.
  package init(reading path: String) throws {
    self.path = path
    lock = nil
    isWriting = false
    connection = try Self.reading(path)
    try Self.attempt(path) {
      connection.waitWhenBusy(milliseconds: 5_000)
      // Not mapped into memory: a file that is cut short meanwhile would end the program.
      try connection.execute("PRAGMA cache_size = -24576")
      // Weights of title and body, as in the configuration of the index.
      try connection.addBestRank("best_rank", weights: [5, 1, 0, 5, 1])
      try connection.addBestRank("best_statement_rank", weights: [1])
      let step = try Migrator.step(of: connection, at: path)
      if step == 0 { throw ArchiveError.empty(path: path) }
      if step < Migrator.known {
        throw ArchiveError.outdated(path: path, step: step, known: Migrator.known)
      }
      let difference = try Schema(of: connection).difference()
      if let first = difference.broken.first {
        throw ArchiveError.altered(path: path, problem: first)
      }
      connection.stopsWhenAsked()
      try connection.execute(Self.vocabularies)
      try connection.allowReadingOnly()
    }
  }

  /// A connection that leaves nothing behind in the folder and locks nobody out.
  ///
  /// An archive that nobody writes needs no file beside it. One that is being written, or whose writer
  /// was killed, has a log (-wal) and the index of that log (-shm). The index is rebuilt where that
  /// is missing: beside the file by who may write it, in memory by everybody else.
  static func reading(_ path: String) throws -> Connection {
    guard path == ":memory:" || FileSystem.exists(path) else {
      throw ArchiveError.missing(path: path)
    }
    let own = path == ":memory:" ? path : FileSystem.resolved(path)
    try checkFile(own, of: path)
    return try attempt(path) {
      func probed(_ connection: Connection) throws(SQLiteError) -> Connection {
        _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
        return connection
      }
      let hasLog = (FileSystem.size(own + "-wal") ?? 0) > 0
      // The 19th byte of the file is 2 when changes go into a log.
      let head = FileSystem.head(own, 20)
      if head.count == 20, head[18] == 2, !FileSystem.exists(own + "-wal"),
        FileSystem.names(own) > 1
      {
        throw ArchiveError.linked(path: path)
      }
      let mayWrite =
        FileSystem.isWritable(own) && FileSystem.isWritable(FileSystem.folder(of: own))
      if head.count < 20 || head[18] != 2 || FileSystem.exists(own + "-shm") {
        do {
          return try probed(Connection(path: path, mode: .readOnly))
        } catch let error as SQLiteError {
          // A writer that was killed left a change half made; who may write takes it back.
          if error.isReadOnly, FileSystem.exists(own + "-journal"), mayWrite {
            return try probed(Connection(path: path, mode: .readWrite))
          }
          guard head.count == 20, head[18] == 2, error.isReadOnly || error.isUnreachable else {
            throw error
          }
        }
      } else if mayWrite {
        // Opened for writing so that SQLite takes its files away at the end; nothing is written.
        let connection = try Connection(path: path, mode: .readWrite)
        if hasLog { connection.keepLog() }
        return try probed(connection)
      }
      return try probed(
        hasLog ? Connection(withoutLocks: path) : Connection(immutable: path))
    }
  }

  /// The words of the indexes: one row a word with its counts, and one row an instance, which is
  /// quick where only the word is asked for. Not in the file, where other tools trip over them.
  private static let vocabularies = ["articles", "statements"].map { table in
    """
    CREATE VIRTUAL TABLE temp.\(table)_terms USING fts5vocab('main', '\(table)_fts', 'row');
    CREATE VIRTUAL TABLE temp.\(table)_words USING fts5vocab('main', '\(table)_fts', 'instance');
    """
  }.joined()

  /// Opens an archive for writing, brought up to date, and takes its write lock.
  ///
  /// - Throws: `ArchiveError`; `locked` when somebody else writes.
  init(writing path: String, creating: Bool) throws {
    self.path = path
    isWriting = true
    if !creating, !FileSystem.exists(path) { throw ArchiveError.missing(path: path) }
    if path != ":memory:" {
      let own = FileSystem.resolved(path)
      try Self.checkFile(own, of: path)
      // The log and the lock are beside one of its names; under another nobody would see them.
      if FileSystem.names(own) > 1 { throw ArchiveError.linked(path: path) }
      lock = try WriteLock.take(archive: path)
    }
    connection = try Self.attempt(path) {
      try Connection(path: path, mode: creating ? .create : .readWrite)
    }
    try Self.attempt(path) {
      connection.waitWhenBusy(milliseconds: Self.longestWait)
      if !creating, try Migrator.step(of: connection, at: path) == 0 {
        throw ArchiveError.empty(path: path)
      }
      try Migrator.migrate(connection, at: path)
      let difference = try Schema(of: connection).difference()
      if let first = difference.broken.first {
        throw ArchiveError.altered(path: path, problem: first)
      }
      if let first = difference.triggers.first {
        throw ArchiveError.altered(path: path, problem: "it has a trigger, \(first)")
      }
      try beginLog()
      try connection.execute(
        """
        PRAGMA foreign_keys = ON;
        PRAGMA synchronous = NORMAL;
        PRAGMA secure_delete = OFF;
        PRAGMA cache_size = -65536;
        PRAGMA temp_store = FILE;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """)
    }
  }

  /// Has changes go into a log, for which nobody may be reading in this moment.
  ///
  /// Who reads is waited for; `WaitNotice` says so soon.
  private func beginLog() throws {
    for wait in [Self.silentWait, Self.longestWait] {
      connection.waitWhenBusy(milliseconds: wait)
      do throws(SQLiteError) {
        _ = try connection.text("PRAGMA journal_mode = WAL")
        break
      } catch {
        guard error.isBusy else { throw error }
        if wait == Self.longestWait { throw ArchiveError.beingRead(path: path) }
        WaitNotice.announceWait(path, seconds: Self.longestWait / 1_000)
      }
    }
    connection.waitWhenBusy(milliseconds: Self.longestWait)
  }

  private static let silentWait = 500
  private static let longestWait = 30_000

  deinit { if isWriting { close() } }

  /// Ends writing: the next writer may begin. What is asked afterwards is still answered.
  func close() {
    if lock != nil || path == ":memory:" { settle() }
    lock = nil
  }

  /// Takes the log into the file, so that one file is one file again, unless somebody reads it.
  func settle() {
    connection.stopsWhenAsked(false)
    if connection.isInTransaction { try? connection.execute("ROLLBACK") }
    connection.waitWhenBusy(milliseconds: 0)
    _ = try? connection.text("PRAGMA journal_mode = DELETE")
  }

  /// Makes sure that what stands under the archive's name, if anything, is a file.
  private static func checkFile(_ file: String, of path: String) throws(ArchiveError) {
    if FileSystem.exists(file), !FileSystem.isRegular(file) { throw .noFile(path: path) }
  }

  /// Makes sure that what is written goes into the file that people see under the archive's name.
  ///
  /// - Throws: `ArchiveError.replaced`.
  func checkPlace() throws {
    if path != ":memory:", connection.hasMoved { throw ArchiveError.replaced(path: path) }
  }

  /// Runs `body` as one transaction, in a file that still stands under its name.
  func change<Result>(_ body: () throws -> Result) throws -> Result {
    try Self.attempt(path) {
      let result = try connection.transaction(body)
      try checkPlace()
      return result
    }
  }

  /// Runs `body` and turns SQLite's errors into what they mean for the archive.
  package static func attempt<Result>(_ path: String, _ body: () throws -> Result) throws -> Result
  {
    do {
      return try body()
    } catch let error as SQLiteError {
      throw ArchiveError.from(error, path)
    }
  }
}
