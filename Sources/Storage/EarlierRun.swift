import Press
import SQLite

/// A dump that a stopped import left open, and with which the one that is read now is compared.
///
/// A name says nothing about bytes: under the same one another file may come, or another pipe. So
/// every record is compared with what the archive has noted of the record with its number, and only
/// as long as all agree is the dump the same.
struct EarlierRun {
  /// Row of `dumps`.
  var id: Int64
  /// What the earlier run had committed.
  var counts: ImportSession.Counts
  /// How many records have agreed.
  var agreed = 0
  /// The ordinal of the last record that agreed.
  var last = 0

  /// Path and entry of a dump as one key.
  static func key(_ path: String, _ entry: String?) -> String {
    path + "\u{0}" + (entry ?? "")
  }

  /// The dumps that are open, the latest of each name.
  static func all(_ connection: Connection, _ path: String) throws -> [String: EarlierRun] {
    var open: [String: EarlierRun] = [:]
    let query = try connection.query(
      """
      SELECT path, entry, id, found, stored, duplicates, rejected, forgotten FROM dumps
      WHERE finished_at IS NULL ORDER BY id
      """)
    while try query.step() {
      var counts = ImportSession.Counts()
      counts.stored = query.int(4)
      counts.duplicates = query.int(5)
      counts.rejected = query.int(6)
      counts.forgotten = query.int(7)
      let parts = [counts.stored, counts.duplicates, counts.rejected, counts.forgotten]
      guard parts.allSatisfy({ (0..<1 << 53).contains($0) }), query.int(3) == parts.reduce(0, +)
      else {
        throw ArchiveError.damaged(
          path: path, problem: "the counts of dump \(query.integer(2)) do not add up")
      }
      counts.found = query.int(3)
      open[key(query.text(0) ?? "", query.text(1))] = EarlierRun(
        id: query.integer(2), counts: counts)
    }
    return open
  }

  /// True when the earlier run stored this record as the article in row `same`, or found it to be a
  /// duplicate of that.
  func has(
    _ record: Int, _ same: Int64?, _ isForgotten: Bool, _ connection: Connection
  ) throws -> Bool {
    guard let same else { return isForgotten }
    return try connection.integer(
      """
      SELECT 1 FROM articles WHERE dump_id = ?1 AND record = ?2 AND id = ?3
      UNION ALL SELECT 1 FROM duplicates WHERE dump_id = ?1 AND record = ?2 AND article_id = ?3
      """, .integer(id), .integer(Int64(record)), .integer(same)) != nil
  }

  /// True when the earlier run rejected this record for the same reason.
  func rejected(
    _ record: Int, _ reason: String, _ excerpt: String, _ connection: Connection
  ) throws -> Bool {
    try connection.integer(
      "SELECT 1 FROM rejects WHERE dump_id = ?1 AND record = ?2 AND reason = ?3 AND excerpt = ?4",
      .integer(id), .integer(Int64(record)), .text(reason), .text(excerpt)) != nil
  }
}

extension ImportSession {
  /// A record is in already; after the last one of the earlier run the dump goes on where that stopped.
  func goOn(behind record: Int) {
    earlier?.agreed += 1
    earlier?.last = record
    if let earlier, earlier.agreed == earlier.counts.found { adopt() }
  }

  /// Goes on with the dump of the earlier run.
  func adopt() {
    guard let known = earlier else { return }
    earlier = nil
    dump = (known.id, known.counts)
    dump?.counts.resumed = known.counts.found
  }

  /// Another dump has come under the name of one that is open: it starts again, and the records
  /// that agreed so far are duplicates in it. The open one stays as it is.
  func leaveEarlierRun() throws {
    guard let known = earlier else { return }
    earlier = nil
    let id = try insertDump()
    var counts = Counts()
    func copy(_ sql: String) throws -> Int {
      try connection.run(sql, .integer(known.id), .integer(Int64(known.last)), .integer(id))
      return connection.changes
    }
    if known.agreed > 0 {
      counts.duplicates = try copy(
        """
        INSERT INTO duplicates (dump_id, record, article_id)
        SELECT ?3, record, id FROM articles WHERE dump_id = ?1 AND record <= ?2
        UNION ALL SELECT ?3, record, article_id FROM duplicates WHERE dump_id = ?1 AND record <= ?2
        ORDER BY 2
        """)
      counts.rejected = try copy(
        """
        INSERT INTO rejects (dump_id, record, line, byte_start, byte_end, reason, excerpt)
        SELECT ?3, record, line, byte_start, byte_end, reason, excerpt FROM rejects
        WHERE dump_id = ?1 AND record <= ?2 ORDER BY record
        """)
    }
    counts.found = known.agreed
    counts.forgotten = known.agreed - counts.duplicates - counts.rejected
    dump = (id, counts)
    add(counts)
  }
}
