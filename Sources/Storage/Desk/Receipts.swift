import SQLite

/// What became of one file, or of one entry of an archive.
package struct DumpReceipt: Sendable, Hashable {
  package var id: Int64
  package var path: String
  package var entry: String?
  package var format: String
  package var charset: String?
  /// Nil while it is open, or when its import was stopped.
  package var finishedAt: String?
  package var counts: Overview.Receipt
}

/// A record that could not be imported.
package struct RejectRow: Sendable, Hashable {
  package var path: String
  package var entry: String?
  /// The record, from 1.
  package var record: Int
  package var line: Int?
  package var reason: String
  package var excerpt: String
}

extension Archive {
  /// The receipts of the files that were imported: the last one first, from `offset` on, at most
  /// `limit`; those in which something was lost before all others.
  package func receipts(offset: Int, limit: Int) throws -> [DumpReceipt] {
    let rows = try rows(
      """
      SELECT id, path, entry, format, charset, finished_at, found, stored, duplicates, rejected,
        forgotten
      FROM dumps
      ORDER BY (rejected > 0 OR found <> stored + duplicates + rejected + forgotten OR finished_at IS NULL) DESC,
        id DESC LIMIT ?1 OFFSET ?2
      """, [Value(limit), Value(offset)])
    var receipts: [DumpReceipt] = []
    while try rows.next() {
      receipts.append(
        DumpReceipt(
          id: rows.integer(0), path: rows.text(1) ?? "", entry: rows.text(2),
          format: rows.text(3) ?? "", charset: rows.text(4), finishedAt: rows.text(5),
          counts: Overview.Receipt(
            dumps: 1, found: Int(rows.integer(6)), stored: Int(rows.integer(7)),
            duplicates: Int(rows.integer(8)), rejected: Int(rows.integer(9)),
            forgotten: Int(rows.integer(10)))))
    }
    return receipts
  }

  /// The first records that could not be imported, in their order.
  package func rejects(limit: Int) throws -> [RejectRow] {
    let rows = try rows(
      """
      SELECT d.path, d.entry, r.record, r.line, r.reason, r.excerpt
      FROM rejects r JOIN dumps d ON d.id = r.dump_id ORDER BY r.id LIMIT ?1
      """, [Value(limit)])
    var rejects: [RejectRow] = []
    while try rows.next() {
      rejects.append(
        RejectRow(
          path: rows.text(0) ?? "", entry: rows.text(1), record: Int(rows.integer(2)),
          line: rows.kind(3) == .null ? nil : Int(rows.integer(3)), reason: rows.text(4) ?? "",
          excerpt: rows.text(5) ?? ""))
    }
    return rejects
  }

  /// How many rows a table of the archive has.
  package func size(of table: StaticString) throws -> Int {
    try attempt { Int(try connection.integer("SELECT count(*) FROM \(table)") ?? 0) }
  }

  /// The articles stored before and after one; nil at either end.
  package func neighbours(ofArticle id: Int64) throws -> (previous: Int64?, next: Int64?) {
    let rows = try rows(
      """
      SELECT (SELECT max(id) FROM articles WHERE id < ?1), (SELECT min(id) FROM articles WHERE id > ?1)
      """, [.integer(id)])
    guard try rows.next() else { return (nil, nil) }
    return (
      rows.kind(0) == .null ? nil : rows.integer(0), rows.kind(1) == .null ? nil : rows.integer(1)
    )
  }
}
