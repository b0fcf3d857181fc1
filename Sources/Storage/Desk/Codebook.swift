import SQLite

/// What the tables and views of an archive are made of, as the file itself tells it.
package struct Codebook: Sendable {
  /// One table or view.
  package struct Table: Sendable, Hashable {
    package var name: String
    package var isView: Bool
    package var columns: [Column]
  }

  /// One column.
  package struct Column: Sendable, Hashable {
    package var name: String
    /// The type that was declared; empty where a view computes it.
    package var type: String
    package var isOptional: Bool
    /// What it may hold, where the table says so.
    package var values: [String]
    /// The table to which it points.
    package var references: String?
  }

  package var tables: [Table]
}

extension Archive {
  /// The tables and views of the archive with their columns, internal tables of the index aside.
  package func codebook() throws -> Codebook {
    let rows = try rows(
      """
      SELECT m.name, m.type = 'view', m.sql, c.name, c.type, c."notnull" OR c.pk,
        (SELECT f."table" FROM pragma_foreign_key_list(m.name) f WHERE f."from" = c.name)
      FROM sqlite_schema m JOIN pragma_table_info(m.name) c
      WHERE m.type IN ('table', 'view') AND m.sql NOT LIKE 'CREATE VIRTUAL%'
        AND m.name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY m.rowid, c.cid
      """, [])
    var tables: [Codebook.Table] = []
    while try rows.next() {
      let name = rows.text(0) ?? ""
      if tables.last?.name != name {
        tables.append(Codebook.Table(name: name, isView: rows.integer(1) != 0, columns: []))
      }
      let column = rows.text(3) ?? ""
      tables[tables.count - 1].columns.append(
        Codebook.Column(
          name: column, type: rows.text(4) ?? "", isOptional: rows.integer(5) == 0,
          values: Self.values(of: column, in: rows.text(2) ?? ""), references: rows.text(6)))
    }
    return Codebook(tables: tables)
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
