import Tables

extension Archive {
  /// Writes what `stats` counts by outlet, month and language as one table, by what in the first
  /// column.
  package func writeStats(to writer: any RowWriter, oneOfFamily: Bool = false) throws {
    for (i, grouping) in Grouping.allCases.enumerated() {
      let rows = try stats(by: grouping, oneOfFamily: oneOfFamily)
      if i == 0 {
        try writer.header(["by", "value"] + rows.columns.dropFirst())
        let total = try totals(oneOfFamily: oneOfFamily)
        if try total.next() {
          writer.text("total")
          writer.null()
          for column in total.columns.indices { total.write(column, to: writer) }
          try writer.endRow()
        }
      }
      while try rows.next() {
        writer.text(grouping.rawValue)
        for column in rows.columns.indices { rows.write(column, to: writer) }
        try writer.endRow()
      }
    }
    try writer.finish()
  }

  /// Articles, statements, relations and speaking sources of the whole archive, in one row.
  package func totals(oneOfFamily: Bool = false) throws -> Rows {
    if !oneOfFamily, try attempt({ try Tallies.areWhole(connection) }) {
      let columns = ["articles", "statements", "relations", "sources"]
        .map { "ifnull(sum(\($0)), 0) AS \($0)" }.joined(separator: ", ")
      return try rows("SELECT \(columns) FROM tallies WHERE dimension = 'archive'", [])
    }
    let family = oneOfFamily ? "WHERE " + Self.isFirstOfFamily : ""
    return try rows(
      """
      WITH article AS MATERIALIZED (SELECT id FROM articles a \(family))
      SELECT (SELECT count(*) FROM article) AS articles,
        (SELECT count(*) FROM article JOIN statements s ON s.article_id = article.id) AS statements,
        (SELECT count(*) FROM article JOIN relations r ON r.article_id = article.id) AS relations,
        (SELECT count(DISTINCT s.source_id) FROM article
          JOIN statements s ON s.article_id = article.id) AS sources
      """, [])
  }

  /// How many sources make a statement, merged ones once; hidden ones only if `showsHidden`.
  package func speakingSources(showsHidden: Bool = false) throws -> Int {
    let shown = showsHidden ? "1" : Self.isSourceShown
    if try attempt({ try Tallies.areWhole(connection) }) {
      let rows = try rows(
        "SELECT count(*) FROM (SELECT source_id AS id FROM source_tallies) p WHERE \(shown)", [])
      return try rows.next() ? Int(rows.integer(0)) : 0
    }
    let rows = try rows(
      """
      SELECT count(*) FROM (
        SELECT DISTINCT coalesce(p.merged_into, p.id) AS id
        FROM (SELECT DISTINCT source_id FROM statements) s JOIN sources p ON p.id = s.source_id) p
      WHERE \(shown)
      """, [])
    return try rows.next() ? Int(rows.integer(0)) : 0
  }
}
