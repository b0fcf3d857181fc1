import Press
import SQLite

/// Reads a whole archive again and reports every inconsistency: of the file, the references between
/// rows, the full-text index, every span, every receipt.
///
/// Nothing is changed. Memory does not grow with the archive; time is about that of reading it twice.
package struct Integrity {
  /// An inconsistency.
  package struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// What was looked at: a table or «file».
    package var place: String
    /// What is wrong there.
    package var detail: String

    package var description: String { "\(place): \(detail)" }
  }

  /// At most so many problems of one kind are reported one by one.
  static let reportedAtMost = 20

  let connection: Connection
  var problems: [Problem] = []

  private init(_ connection: Connection) { self.connection = connection }

  fileprivate static func problems(of connection: Connection) throws -> [Problem] {
    var integrity = Integrity(connection)
    try integrity.checkSchema()
    // A file that is made otherwise, or broken, answers nothing else soundly.
    guard integrity.problems.isEmpty else { return integrity.problems }
    try integrity.checkFile()
    guard integrity.problems.isEmpty else { return integrity.problems }
    try integrity.checkForeign()
    try integrity.checkReferences()
    try integrity.checkReceipts()
    try integrity.checkHashes()
    try integrity.checkIndex("articles_fts", of: "articles")
    try integrity.checkIndex("statements_fts", of: "statements")
    try integrity.checkSpans()
    try integrity.checkNames()
    try integrity.checkMerges()
    try integrity.checkTallies()
    return integrity.problems
  }

  private mutating func checkSchema() throws {
    for problem in try Schema(of: connection).difference().broken {
      problems.append(Problem(place: "schema", detail: problem))
    }
  }

  private mutating func checkForeign() throws {
    let difference = try Schema(of: connection).difference()
    for name in difference.triggers {
      problems.append(
        Problem(
          place: "schema",
          detail: "trigger \(name) is not part of dossier's schema; it did not run here, but would "
            + "in other programs"))
    }
    for name in difference.foreign {
      problems.append(
        Problem(place: "schema", detail: "\(name) is not part of dossier's schema"))
    }
  }

  private mutating func checkFile() throws {
    let query = try connection.query("PRAGMA integrity_check(20)")
    while try query.step() {
      let line = query.text(0) ?? ""
      if line != "ok" { problems.append(Problem(place: "file", detail: line)) }
    }
  }

  private mutating func checkReferences() throws {
    let query = try connection.query(
      """
      SELECT "table", rowid, parent, count(*) FROM pragma_foreign_key_check
      GROUP BY "table", parent
      """)
    while try query.step() {
      problems.append(
        Problem(
          place: query.text(0) ?? "",
          detail: "\(query.int(3)) row(s) refer to missing rows of \(query.text(2) ?? ""), first "
            + "row \(query.int(1))"))
    }
  }

  private mutating func checkReceipts() throws {
    try tell(
      "dumps",
      """
      SELECT id, path || ': found ' || found || ', but stored ' || stored || ', duplicates '
        || duplicates || ', rejected ' || rejected || ' and forgotten ' || forgotten
      FROM dumps WHERE found IS NOT stored + duplicates + rejected + forgotten
        OR min(stored, duplicates, rejected, forgotten) < 0
      """)
    try tell(
      "runs",
      """
      SELECT id, 'found ' || found || ', but articles ' || articles || ', duplicates ' || duplicates
        || ', rejected ' || rejected || ' and forgotten ' || forgotten
      FROM runs WHERE kind = 'import' AND finished_at IS NOT NULL
        AND found IS NOT articles + duplicates + rejected + forgotten
      """)
    for (count, table) in [
      ("stored", "articles"), ("rejected", "rejects"), ("duplicates", "duplicates"),
    ] {
      try tell(
        "dumps",
        """
        SELECT d.id, d.path || ': \(count) ' || d.\(count) || ', but there are ' || count(x.id)
          || ' rows of \(table)'
        FROM dumps d LEFT JOIN \(table) x ON x.dump_id = d.id
        GROUP BY d.id HAVING d.\(count) <> count(x.id)
        """)
    }
    try tell(
      "dumps",
      """
      SELECT id, path || ': sha256 is not 64 hexadecimal digits' FROM dumps
      WHERE length(sha256) <> 64 OR sha256 GLOB '*[^0-9a-f]*'
      """)
  }

  /// The hashes by which articles are known again are those of their texts.
  private mutating func checkHashes() throws {
    let rows = try connection.query(
      """
      SELECT a.id, a.text_hash, a.identity, a.body, a.title, a.published, a.url, o.name,
        a.external_id
      FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id
      """)
    var wrong = 0
    while try rows.step() {
      var article = Article(body: rows.text(3) ?? "")
      article.title = rows.text(4)
      article.published = rows.text(5).map { PressDate(iso: $0) }
      article.url = rows.text(6)
      article.outlet = rows.text(7)
      article.externalID = rows.text(8)
      let print = Fingerprint(of: article)
      // The hash of an empty text is that of its identifiers as they were printed then.
      let isSame =
        article.body.isEmpty
        || print == Fingerprint(text: rows.integer(1), identity: rows.integer(2))
      if !isSame { note("articles", rows.integer(0), "its hashes are not of its text", &wrong) }
      if rows.integer(0) < 1 { note("articles", rows.integer(0), "rows count from 1", &wrong) }
    }
    tellMore("articles", wrong)
  }

  // FTS5 has a check that reads all content again, but it is written as an insert. So that nothing is
  // written and nobody is locked out, the index is copied into a temporary table over the same content,
  // and that is checked.
  private mutating func checkIndex(_ index: String, of table: String) throws {
    let sql = try connection.text(
      "SELECT sql FROM main.sqlite_schema WHERE name = '\(index)' AND type = 'table'")
    let made = "CREATE VIRTUAL TABLE "
    guard let sql, sql.hasPrefix(made) else { return }
    do {
      try connection.withShadowTables {
        try connection.execute(
          """
          CREATE TEMP VIEW \(table)_text AS SELECT * FROM main.\(table)_text;
          \(made)temp.\(sql.dropFirst(made.count));
          """)
        for part in ["data", "idx", "docsize", "config"] {
          try connection.execute(
            """
            DELETE FROM temp.\(index)_\(part);
            INSERT INTO temp.\(index)_\(part) SELECT * FROM main.\(index)_\(part);
            """)
        }
        try connection.execute(
          """
          INSERT INTO temp.\(index) (\(index), rank) VALUES ('integrity-check', 1);
          DROP TABLE temp.\(index);
          DROP VIEW temp.\(table)_text;
          """)
      }
    } catch let error as SQLiteError where error.isDamage {
      problems.append(Problem(place: index, detail: "the index does not agree with \(table)"))
    }
  }

  /// The key of every name is made of it.
  private mutating func checkNames() throws {
    let names = try connection.query("SELECT id, name, key FROM source_names")
    var wrong = 0
    while try names.step() {
      guard NameKey.name(names.text(1) ?? "") != names.text(2) else { continue }
      note("source_names", names.integer(0), "its key is not that of its name", &wrong)
    }
    tellMore("source_names", wrong)
  }

  private mutating func checkMerges() throws {
    try tell(
      "runs",
      """
      SELECT id, 'words of articles that were forgotten may still be in the file: run '
        || 'dossier forget --finish'
      FROM runs WHERE kind = 'forget' AND finished_at IS NULL
      """)
    try tell(
      "sources",
      """
      SELECT s.id, s.key || ' is merged into ' || t.key || ', which is merged itself'
      FROM sources s JOIN sources t ON t.id = s.merged_into WHERE t.merged_into IS NOT NULL
      """)
  }

  private mutating func checkTallies() throws {
    let differences = try Tallies.differences(connection)
    for difference in differences.prefix(Self.reportedAtMost) {
      problems.append(Problem(place: difference.table, detail: difference.detail))
    }
    tellMore("tallies", differences.count)
  }

  private mutating func tell(_ place: String, _ sql: String) throws {
    let query = try connection.query(sql)
    var count = 0
    while try query.step() {
      count += 1
      if count <= Self.reportedAtMost {
        problems.append(
          Problem(place: place, detail: "row \(query.int(0)): \(query.text(1) ?? "")"))
      }
    }
    tellMore(place, count)
  }

  /// How many problems of a kind there are beside those that are reported one by one.
  mutating func tellMore(_ place: String, _ wrong: Int) {
    guard wrong > Self.reportedAtMost else { return }
    problems.append(Problem(place: place, detail: "\(wrong - Self.reportedAtMost) more like these"))
  }

  mutating func note(
    _ place: String, _ row: Int64, _ detail: String, _ wrong: inout Int
  ) {
    wrong += 1
    if wrong <= Self.reportedAtMost {
      problems.append(Problem(place: place, detail: "row \(row): \(detail)"))
    }
  }
}

extension Archive {
  /// What is wrong in the archive at `path`; empty when all is well.
  ///
  /// - Throws: `ArchiveError` when the archive cannot even be read.
  package static func verify(_ path: String) throws -> [Integrity.Problem] {
    try attempt(path) {
      do {
        let connection = try reading(path)
        let step = try Migrator.step(of: connection, at: path)
        if step == 0 { throw ArchiveError.empty(path: path) }
        if step < Migrator.known {
          throw ArchiveError.outdated(path: path, step: step, known: Migrator.known)
        }
        connection.stopsWhenAsked()
        connection.waitWhenBusy(milliseconds: 5_000)
        connection.allowWritingTemporaryOnly()
        // One transaction: everything is of one moment, though others write meanwhile.
        try connection.execute("BEGIN")
        return try Integrity.problems(of: connection)
      } catch let error as SQLiteError where error.isDamage {
        return [Integrity.Problem(place: "file", detail: error.message)]
      }
    }
  }
}
