import Migrations
import SQLite

/// The indexes that are made once rows are in; see `Migrations/indexes.sql`.
enum LateIndexes {
  /// A statement each that makes an index unless it is there.
  static let all: [String] = Migration.indexes.split(separator: ";").map(String.init).filter {
    $0.contains("CREATE ")
  }

  /// True when the index of that name is there.
  static func have(_ name: String, _ connection: Connection) throws(SQLiteError) -> Bool {
    try connection.integer(
      "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1", .text(name)) != nil
  }

  /// Makes those that are missing.
  static func make(_ connection: Connection) throws(SQLiteError) {
    try connection.execute(Migration.indexes)
  }

  /// Drops all that are there.
  static func drop(_ connection: Connection) throws(SQLiteError) {
    for sql in all {
      // CREATE INDEX IF NOT EXISTS name ON …
      let words = sql.split(whereSeparator: \.isWhitespace)
      guard let on = words.firstIndex(of: "ON") else { continue }
      try connection.execute("DROP INDEX IF EXISTS \(words[on - 1])")
    }
  }
}

/// The full-text indexes as SQLite keeps them.
enum FullText {
  /// How many pages of an index, of 4 kB, are merged in one transaction.
  private static let pages = 4_000

  /// Merges the segments that have gathered, four or more of about the same size into one.
  static func merge(_ archive: Archive, _ didCommit: () throws -> Void = {}) throws {
    for table in ["articles_fts", "statements_fts"] {
      var isMerging = true
      while isMerging {
        let before = archive.connection.totalChanges
        try archive.change {
          try archive.connection.execute(
            "INSERT INTO \(table) (\(table), rank) VALUES ('merge', \(pages))")
        }
        try didCommit()
        // The statement itself counts as one change; more mean that there was something to merge.
        isMerging = archive.connection.totalChanges - before >= 2
      }
    }
  }
}
