import Migrations
import SQLite

/// Brings the schema of an archive up to date.
enum Migrator {
  /// `PRAGMA application_id` of an archive: «DOSS» in ASCII.
  static let applicationID: Int64 = 0x444F_5353

  /// The number of the last step that this program knows.
  static var known: Int { Migration.all.count }

  /// The step at which the file is.
  ///
  /// - Throws: `ArchiveError` when the file is no archive, or newer than this program.
  static func step(of connection: Connection, at path: String) throws -> Int {
    let application = try connection.integer("PRAGMA application_id") ?? 0
    let step = Int(try connection.integer("PRAGMA user_version") ?? 0)
    if application != applicationID {
      let tables = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
      if application == 0, step == 0, tables == 0 { return 0 }
      throw ArchiveError.foreign(path: path)
    }
    if step < 0 { throw ArchiveError.damaged(path: path, problem: "its schema step is \(step)") }
    if step > known { throw ArchiveError.newer(path: path, step: step, known: known) }
    return step
  }

  /// Runs the missing steps, each in its own transaction.
  static func migrate(_ connection: Connection, at path: String) throws {
    let start = try step(of: connection, at: path)
    if start == 0 {
      // Large pages cost less on a bulk load and give a smaller file; set before anything is written.
      try connection.execute("PRAGMA page_size = 16384")
      try connection.execute("PRAGMA application_id = \(applicationID)")
    }
    for number in start..<known {
      try connection.transaction {
        // Somebody else may have run it while this one waited for the lock.
        guard try step(of: connection, at: path) == number else { return }
        try connection.execute(Migration.all[number].sql)
        try connection.execute("PRAGMA user_version = \(number + 1)")
      }
    }
  }
}
