import Migrations
import SQLite

/// What the tables and views of an archive are made of, as the file itself tells it, and what they mean.
package struct Codebook: Sendable {
  /// One table or view.
  package struct Table: Sendable, Hashable {
    package var name: String
    package var isView: Bool
    /// What a row is.
    package var meaning: String
    package var columns: [Column]
  }

  /// One column.
  package struct Column: Sendable, Hashable {
    package var name: String
    /// The type that was declared; empty where a view computes it.
    package var type: String
    package var isOptional: Bool
    /// What it may contain, where the table says so.
    package var values: [String]
    /// The table to which it points.
    package var references: String?
    /// The unit or format; empty when there is none.
    package var unit: String
    /// What it means, and what it means when it is null.
    package var meaning: String
  }

  package var tables: [Table]
}

extension Codebook {
  /// The codebook of the archives that this program makes.
  package static func ofThisVersion() throws -> Codebook {
    let connection = try Connection(path: ":memory:", mode: .create)
    for step in Migration.all { try connection.execute(step.sql) }
    return try Codebook(of: connection, at: ":memory:")
  }

  fileprivate init(of connection: Connection, at path: String) throws {
    let query = try connection.query(
      """
      SELECT m.name, m.type = 'view', m.sql, c.name, c.type, c."notnull" OR c.pk,
        (SELECT f."table" FROM pragma_foreign_key_list(m.name) f WHERE f."from" = c.name)
      FROM sqlite_schema m JOIN pragma_table_info(m.name) c
      WHERE m.type IN ('table', 'view') AND m.sql NOT LIKE 'CREATE VIRTUAL%'
        AND m.name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND m.name NOT LIKE '%\\_text' ESCAPE '\\'
      ORDER BY m.rowid, c.cid
      """)
    let rows = Rows(query, at: path)
    var tables: [Codebook.Table] = []
    while try rows.next() {
      let name = rows.text(0) ?? ""
      if tables.last?.name != name {
        tables.append(
          Codebook.Table(
            name: name, isView: rows.integer(1) != 0,
            meaning: CodebookText.meaning(ofTable: name) ?? "", columns: []))
      }
      let column = rows.text(3) ?? ""
      let entry = CodebookText.entry(name, column)
      let checked = Self.values(of: column, in: rows.text(2) ?? "")
      tables[tables.count - 1].columns.append(
        Codebook.Column(
          name: column, type: rows.text(4) ?? "", isOptional: rows.integer(5) == 0,
          values: checked.isEmpty ? entry?.values ?? [] : checked, references: rows.text(6),
          unit: entry?.unit ?? "", meaning: entry?.meaning ?? ""))
    }
    self.init(tables: tables)
  }

  /// The values in `CHECK (column = 'a' OR column = 'b')`; none where there is no such check.
  static func values(of column: String, in sql: String) -> [String] {
    guard let check = sql.firstRange(of: "CHECK (\(column) = ") else { return [] }
    let list = sql[check.upperBound...].prefix { $0 != ")" }
    return list.split(separator: " OR ").map { part in
      String((part.split(separator: "=").last ?? part).filter { !$0.isWhitespace && $0 != "'" })
    }
  }
}

extension Archive {
  /// The tables and views of the archive with their columns, internal tables of the index aside.
  package func codebook() throws -> Codebook {
    try attempt { try Codebook(of: connection, at: path) }
  }
}
