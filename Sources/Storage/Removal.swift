import Press
import SQLite

/// Takes articles out of an archive, with everything that was read from them.
///
/// Two commands do: «forget», for good, and «imports undo», which takes one import back. Receipts add
/// up afterwards, families get another first article, and sources that nobody names any more go too.
package final class Removal {
  /// What was taken out, or would be.
  package struct Report: Sendable, Hashable {
    /// Articles that are gone.
    package var articles = 0
    /// Statements that are gone.
    package var statements = 0
    /// Relations that are gone.
    package var relations = 0
    /// Files that are gone (undo), with their receipts.
    package var files = 0
    /// Articles that stay because another import has them too (undo).
    package var kept = 0
    /// Rejects whose excerpts are gone (forget).
    package var excerpts = 0
  }

  private let archive: Archive
  private let path: String
  private let version: String
  private var connection: Connection { archive.connection }

  /// Opens the archive at `path` for writing, and takes its write lock.
  ///
  /// - Throws: `ArchiveError`.
  package init(_ path: String, version: String) throws {
    self.path = path
    self.version = version
    archive = try Archive(writing: path, creating: false)
    archive.connection.stopsWhenAsked()
  }

  // MARK: For good

  /// Forgets articles for good: no word of them stays in the file, and digests keep a later import
  /// from bringing them back.
  ///
  /// The archive is rewritten at the end, so the disk needs room for a second one for a while.
  ///
  /// - Throws: `ArchiveError`. When that happens after the removal, `finish` does the rest.
  package func forget(_ articles: [Int64]) throws -> Report {
    let report = try archive.change {
      try begin(articles)
      var report = try count()
      report.excerpts = try blankExcerpts()
      try leaveTombstones()
      try moveReceipts()
      try connection.execute(
        """
        DELETE FROM decisions WHERE text_hash IS NOT NULL AND EXISTS (
          SELECT 1 FROM articles a JOIN gone g ON g.id = a.id
          LEFT JOIN outlets o ON o.id = a.outlet_id
          WHERE a.text_hash = decisions.text_hash AND o.key IS decisions.outlet);
        """)
      try deleteRows(forGood: true)
      try noteRun("forget", articles: report.articles, isFinished: false)
      return report
    }
    try finish()
    return report
  }

  /// Takes every trace of forgotten articles out of the file.
  package func finish() throws {
    try Archive.attempt(path) {
      try connection.execute(
        """
        PRAGMA secure_delete = ON;
        INSERT INTO articles_fts (articles_fts) VALUES ('optimize');
        INSERT INTO statements_fts (statements_fts) VALUES ('optimize');
        """)
      if try connection.integer("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'") != nil {
        // Samples of names lie in the planner's statistics.
        try connection.execute("ANALYZE")
      }
      archive.settle()
      // What was deleted stays in free pages until the file is rewritten.
      try connection.execute("VACUUM")
      try archive.checkPlace()
      try connection.run(
        "UPDATE runs SET finished_at = ?1 WHERE kind = 'forget' AND finished_at IS NULL",
        .text(Clock.now()))
    }
  }

  /// True when articles are removed and traces of them may be left.
  package var isUnfinished: Bool {
    connection.stopsWhenAsked(false)
    let runs = "SELECT count(*) FROM runs WHERE kind = 'forget' AND finished_at IS NULL"
    // Who cannot tell says that words may be left.
    guard let count = try? connection.integer(runs) else { return true }
    return count > 0
  }

  private func leaveTombstones() throws {
    let rows = try connection.query(
      """
      SELECT a.identity, a.body, o.key, a.title, a.published, a.url
      FROM gone g JOIN articles a ON a.id = g.id LEFT JOIN outlets o ON o.id = a.outlet_id
      """)
    let insert = try connection.query(
      "INSERT OR IGNORE INTO forgotten (identity, sha256, forgotten_at) VALUES (?1, ?2, ?3)")
    let now = Clock.now()
    while try rows.step() {
      try insert.bind(1, rows.integer(0))
      try insert.bind(
        2, Fingerprint.digest(body: rows.text(1) ?? "", parts: (2...5).map { rows.text($0) }))
      try insert.bind(3, now)
      try insert.run()
    }
  }

  // Stored records, and the duplicates of them, count as forgotten from now on.
  private func moveReceipts() throws {
    try connection.execute(
      """
      UPDATE dumps SET stored = stored - m.n, forgotten = forgotten + m.n
      FROM (SELECT a.dump_id, count(*) AS n FROM gone g JOIN articles a ON a.id = g.id GROUP BY 1) m
      WHERE m.dump_id = dumps.id;
      UPDATE dumps SET duplicates = duplicates - m.n, forgotten = forgotten + m.n
      FROM (SELECT d.dump_id, count(*) AS n FROM gone g JOIN duplicates d ON d.article_id = g.id
        GROUP BY 1) m
      WHERE m.dump_id = dumps.id;
      DELETE FROM duplicates WHERE article_id IN (SELECT id FROM gone);
      """)
  }

  // A record that could not be read may be a broken copy of one that could. So many excerpts are in memory
  // at a time, and no more of the texts than one.
  private func blankExcerpts() throws -> Int {
    let excerpts = try connection.query(
      "SELECT id, excerpt FROM rejects WHERE excerpt <> '' AND id > ?1 ORDER BY id LIMIT 20000")
    let texts = try connection.query(
      "SELECT a.title, a.body FROM gone g JOIN articles a ON a.id = g.id")
    var count = 0
    var last: Int64 = .min
    while true {
      var runs = WordRuns()
      excerpts.reset()
      try excerpts.bind(1, last)
      while try excerpts.step() {
        last = excerpts.integer(0)
        runs.add(excerpts.text(1) ?? "", of: last)
      }
      if runs.isEmpty { return count }
      var found: Set<Int64> = []
      texts.reset()
      while try texts.step() {
        for column in 0...1 { runs.find(texts.text(column) ?? "", &found) }
      }
      for id in found {
        try connection.run("UPDATE rejects SET excerpt = '' WHERE id = ?1", .integer(id))
      }
      count += found.count
    }
  }

  // MARK: One import

  /// Takes an import back: its files, their articles, rejects and receipts.
  ///
  /// An article that a later file brought again stays and belongs to that file.
  ///
  /// - Throws: `RemovalError` when there is no such import to take back; `ArchiveError`.
  package func undo(run: Int64) throws -> Report {
    try archive.change {
      try check(run)
      try connection.execute("CREATE TEMP TABLE undone (id INTEGER PRIMARY KEY)")
      defer { try? connection.execute("DROP TABLE temp.undone") }
      try connection.run("INSERT INTO undone SELECT id FROM dumps WHERE run_id = ?1", .integer(run))
      let files = connection.changes
      let kept = try handOver()
      let rows = try connection.query(
        "SELECT a.id FROM undone u JOIN articles a ON a.dump_id = u.id")
      var articles: [Int64] = []
      while try rows.step() { articles.append(rows.integer(0)) }
      try begin(articles)
      var report = try count()
      report.files = files
      report.kept = kept
      try connection.execute(
        """
        DELETE FROM duplicates WHERE dump_id IN (SELECT id FROM undone);
        DELETE FROM rejects WHERE dump_id IN (SELECT id FROM undone);
        """)
      try deleteRows()
      try connection.execute("DELETE FROM dumps WHERE id IN (SELECT id FROM undone)")
      try connection.run(
        "UPDATE runs SET undone_at = ?2 WHERE id = ?1", .integer(run), .text(Clock.now()))
      try noteRun("undo", articles: report.articles, isFinished: true)
      return report
    }
  }

  private func check(_ run: Int64) throws {
    let query = try connection.query("SELECT kind, undone_at FROM runs WHERE id = ?1")
    try query.bind(1, run)
    guard try query.step() else { throw RemovalError.noRun(run) }
    let kind = query.text(0) ?? ""
    if kind != "import" { throw RemovalError.noImport(run, kind: kind) }
    if let at = query.text(1) { throw RemovalError.isUndone(run, at: at) }
  }

  // The first record of another file that agrees with an article takes it over.
  private func handOver() throws -> Int {
    try connection.execute(
      """
      CREATE TEMP TABLE heir AS
        SELECT min(d.id) AS id, d.article_id FROM duplicates d
        JOIN articles a ON a.id = d.article_id JOIN undone u ON u.id = a.dump_id
        WHERE d.dump_id NOT IN (SELECT id FROM undone) GROUP BY d.article_id;
      UPDATE articles SET dump_id = d.dump_id, record = d.record
        FROM temp.heir h JOIN duplicates d ON d.id = h.id WHERE h.article_id = articles.id;
      UPDATE dumps SET stored = stored + m.n, duplicates = duplicates - m.n
        FROM (SELECT d.dump_id, count(*) AS n FROM temp.heir h JOIN duplicates d ON d.id = h.id
          GROUP BY 1) m WHERE m.dump_id = dumps.id;
      DELETE FROM duplicates WHERE id IN (SELECT id FROM temp.heir);
      """)
    defer { try? connection.execute("DROP TABLE temp.heir") }
    return Int(try connection.integer("SELECT count(*) FROM temp.heir") ?? 0)
  }

  // MARK: Both

  private func begin(_ articles: [Int64]) throws {
    // Without its indexes, which an import makes at its end, each deletion would read whole tables.
    try LateIndexes.make(connection)
    try connection.execute(
      """
      CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY);
      DELETE FROM temp.gone;
      """)
    let insert = try connection.query(
      "INSERT OR IGNORE INTO gone SELECT id FROM articles WHERE id = ?1")
    for article in articles {
      try insert.bind(1, article)
      try insert.run()
    }
  }

  private func count() throws -> Report {
    func count(_ table: String) throws -> Int {
      Int(
        try connection.integer(
          "SELECT count(*) FROM gone g JOIN \(table) x ON x.article_id = g.id") ?? 0)
    }
    var report = Report()
    report.articles = Int(try connection.integer("SELECT count(*) FROM gone") ?? 0)
    report.statements = try count("statements")
    report.relations = try count("relations")
    return report
  }

  private func deleteRows(forGood: Bool = false) throws {
    try deleteFromIndex("articles", "SELECT id FROM gone")
    try deleteFromIndex(
      "statements", "SELECT s.id FROM gone g JOIN statements s ON s.article_id = g.id")
    try connection.execute(
      """
      DELETE FROM relations WHERE article_id IN (SELECT id FROM gone);
      DELETE FROM statements WHERE article_id IN (SELECT id FROM gone);
      DELETE FROM mentions WHERE article_id IN (SELECT id FROM gone);
      CREATE TEMP TABLE leader AS
        SELECT family_id AS was, min(id) AS id FROM articles
        WHERE family_id IN (SELECT id FROM gone) AND id NOT IN (SELECT id FROM gone) GROUP BY 1;
      UPDATE articles SET family_id = l.id FROM temp.leader l
        WHERE l.was = articles.family_id AND articles.id NOT IN (SELECT id FROM gone);
      DROP TABLE temp.leader;
      DELETE FROM articles WHERE id IN (SELECT id FROM gone);
      """)
    if forGood { try forgetDecisions() }
    try connection.execute("DELETE FROM source_tallies")
    try UnusedRows.delete(connection)
    try Tallies(connection).countAgain()
  }

  /// What was decided about a source that only forgotten articles named goes with them: it calls the
  /// source by its name.
  private func forgetDecisions() throws {
    try connection.execute(
      """
      CREATE TEMP TABLE unnamed AS SELECT id, key FROM sources s
        WHERE NOT EXISTS (SELECT 1 FROM mentions WHERE source_id = s.id)
          AND NOT EXISTS (SELECT 1 FROM statements WHERE source_id = s.id)
          AND NOT EXISTS (SELECT 1 FROM relations
            WHERE subject_id = s.id OR object_id = s.id OR asserted_by = s.id)
          AND NOT EXISTS (SELECT 1 FROM sources WHERE merged_into = s.id);
      UPDATE sources SET merged_into = NULL WHERE id IN (SELECT id FROM temp.unnamed);
      DELETE FROM decisions WHERE target = 'source' AND subject IN (SELECT key FROM temp.unnamed);
      DROP TABLE temp.unnamed;
      """)
  }

  // An index without a content of its own has to be told what it had indexed.
  private func deleteFromIndex(_ table: String, _ rows: String) throws {
    let names = try connection.query(
      "SELECT name FROM pragma_table_info('\(table)_text') WHERE name <> 'id'")
    var columns: [String] = []
    while try names.step() { columns.append(names.text(0) ?? "") }
    let list = columns.joined(separator: ", ")
    try connection.execute(
      """
      INSERT INTO \(table)_fts (\(table)_fts, rowid, \(list))
        SELECT 'delete', id, \(list) FROM \(table)_text WHERE id IN (\(rows))
      """)
  }

  private func noteRun(_ kind: String, articles: Int, isFinished: Bool) throws {
    try connection.run(
      """
      INSERT INTO runs (kind, started_at, finished_at, dossier_version, rules_version, articles)
      VALUES (?1, ?2, ?3, ?4, '', ?5)
      """, .text(kind), .text(Clock.now()), isFinished ? .text(Clock.now()) : .null,
      .text(version), Value(articles))
  }
}

/// Runs of five words of some rows, to find those that have one in common with a text.
private struct WordRuns {
  private static let length = 5
  /// The rows with a run; a hash is one of its words together.
  private var rows: [Int: [Int64]] = [:]
  private(set) var isEmpty = true

  mutating func add(_ text: String, of row: Int64) {
    isEmpty = false
    Self.each(text) { run in
      if rows[run]?.last != row { rows[run, default: []].append(row) }
    }
  }

  /// Adds the rows that have five words in a row, or all their words, in common with a text.
  func find(_ text: String, _ found: inout Set<Int64>) {
    Self.each(text) { run in
      if let those = rows[run] { found.formUnion(those) }
    }
  }

  private static func each(_ text: String, _ body: (Int) -> Void) {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard words.count > length else {
      if !words.isEmpty { body(words.hashValue) }
      return
    }
    for start in 0...words.count - length { body(Array(words[start..<start + length]).hashValue) }
  }
}

extension Archive {
  /// The articles with these rows, of these outlets, in which these sources are named, and for which
  /// this condition in SQL holds: each of them that is given adds some.
  ///
  /// - Throws: `RemovalError` and `QuestionError` for what does not exist.
  package func articles(
    _ ids: [Int64], outlets: [String], sources: [SourceMatch], condition: String?
  ) throws -> [Int64] {
    var found: Set<Int64> = []
    func add(_ sql: String, _ value: Value) throws -> Int {
      let query = try connection.query(sql)
      try query.bind([value])
      var count = 0
      while try query.step() {
        found.insert(query.integer(0))
        count += 1
      }
      return count
    }
    return try Self.attempt(path) {
      for id in ids where try add("SELECT id FROM articles WHERE id = ?1", .integer(id)) == 0 {
        throw RemovalError.noArticle(id)
      }
      for name in outlets {
        // Exactly this name: «Le Phare» must not take «Le Phare du Nord» with it.
        let count = try add(
          "SELECT a.id FROM outlets o JOIN articles a ON a.outlet_id = o.id WHERE o.key = ?1",
          .text(NameKey.fold(name)))
        if count == 0 { throw RemovalError.noOutlet(name) }
      }
      for source in sources {
        _ = try add(
          """
          SELECT article_id FROM mentions
          WHERE source_id IN (SELECT id FROM sources WHERE id = ?1 OR merged_into = ?1)
          """, .integer(source.id))
      }
      if let condition {
        var question = Question()
        question.condition = condition
        question.order = .stored
        let rows = try articles(question, columns: ["id"])
        while try rows.next() { found.insert(rows.integer(0)) }
      }
      return found.sorted()
    }
  }
}
