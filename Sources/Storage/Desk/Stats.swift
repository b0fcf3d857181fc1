import Tables

extension Archive {
  /// Writes what `stats` counts by outlet, month and language as one table, by what in the first
  /// column.
  package func writeStats(to writer: any RowWriter, oneOfFamily: Bool = false) throws {
    for (i, grouping) in Grouping.allCases.enumerated() {
      let rows = try stats(by: grouping, oneOfFamily: oneOfFamily)
      if i == 0 { try writer.header(["by", "value"] + rows.columns.dropFirst()) }
      while try rows.next() {
        writer.text(grouping.rawValue)
        for column in rows.columns.indices { rows.write(column, to: writer) }
        try writer.endRow()
      }
    }
    try writer.finish()
  }

  /// How many sources make a statement, merged ones once.
  package func speakingSources() throws -> Int {
    let rows = try rows(
      """
      SELECT count(DISTINCT coalesce(p.merged_into, p.id))
      FROM (SELECT DISTINCT source_id FROM statements) s JOIN sources p ON p.id = s.source_id
      """, [])
    return try rows.next() ? Int(rows.integer(0)) : 0
  }
}
