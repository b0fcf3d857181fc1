import Migrations
import SQLite

/// What a file's schema contains, to be compared with the one that this program makes.
///
/// A schema is a program: views, triggers, checks and expressions of a file that somebody sent run
/// when it is read. So nothing of a file is asked before its schema has been compared.
struct Schema {
  /// One table, index, view or trigger.
  private struct Entry: Equatable {
    var type: String
    var sql: String
  }

  private var entries: [String: Entry] = [:]

  /// What differs from the schema of this program.
  struct Difference {
    /// Tables, views and indexes of ours that are missing or made otherwise.
    var broken: [String] = []
    /// Triggers, none of which is ours.
    var triggers: [String] = []
    /// Tables, views and indexes that this program does not make.
    var foreign: [String] = []
  }

  /// The schema of the file that `connection` has open.
  init(of connection: Connection) throws(SQLiteError) {
    let query = try connection.query("SELECT type, name, sql FROM main.sqlite_schema")
    while try query.step() {
      let name = query.text(1) ?? ""
      // The planner's statistics, and the indexes that come with UNIQUE.
      if name.hasPrefix("sqlite_stat") || name.hasPrefix("sqlite_autoindex_") { continue }
      let type = query.text(0) ?? ""
      // The tables in which FTS5 keeps an index belong to SQLite, and to its version.
      let sql = Self.isShadow(name) ? "" : query.text(2) ?? ""
      entries[name] = Entry(type: type, sql: sql)
    }
  }

  private static func isShadow(_ name: String) -> Bool {
    for table in ["articles_fts_", "statements_fts_"] where name.hasPrefix(table) {
      return ["data", "idx", "content", "docsize", "config"].contains(
        String(name.dropFirst(table.count)))
    }
    return false
  }

  /// The schema that this program makes, with all indexes.
  private static let ours: Result<Schema, any Error> = Result {
    let connection = try Connection(path: ":memory:", mode: .create)
    for step in Migration.all { try connection.execute(step.sql) }
    try connection.execute(Migration.indexes)
    return try Schema(of: connection)
  }

  /// How this schema differs from that of this program.
  func difference() throws -> Difference {
    let ours = try Self.ours.get()
    var difference = Difference()
    for (name, entry) in ours.entries.sorted(by: { $0.key < $1.key }) {
      if let own = entries[name] {
        if own != entry {
          difference.broken.append("\(entry.type) \(name) is not the one it makes")
        }
      } else if entry.type != "index" {
        // Indexes are made at the end of an import.
        difference.broken.append("\(entry.type) \(name) is missing")
      }
    }
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) where ours.entries[name] == nil {
      if entry.type == "trigger" {
        difference.triggers.append(name)
      } else {
        difference.foreign.append("\(entry.type) \(name)")
      }
    }
    return difference
  }
}

extension Connection {
  /// The row that follows the last one of a table.
  ///
  /// - Throws: `ArchiveError.damaged` when the last one cannot have been given by this program.
  func nextRow(of table: String, most: Int64 = 1 << 53, at path: String) throws -> Int64 {
    let query = try query("SELECT min(id), max(id) FROM \(table)")
    guard try query.step(), !query.isNull(0) else { return 1 }
    guard query.integer(0) > 0, query.integer(1) < most else {
      throw ArchiveError.damaged(
        path: path, problem: "\(table) has a row \(query.integer(query.integer(0) > 0 ? 1 : 0))")
    }
    return query.integer(1) + 1
  }
}
