import Press
import SQLite

/// Reads the articles of an archive again, with newer rules, and replaces what the old ones found.
///
/// What people decided stays: a source keeps its row and its key, so merges and names hold. All in
/// one transaction: a killed run changes nothing. While it runs, readers see the old rows.
package final class Rereading {
  private let path: String
  private let archive: Archive
  private let lock: WriteLock?
  private let version: String
  private let rules: String
  private var connection: Connection { archive.connection }

  /// How many statements and relations there were, and are now.
  package struct Change: Sendable {
    package var articles = 0
    package var statements = (before: 0, after: 0)
    package var relations = (before: 0, after: 0)
  }

  /// Opens the archive at `path` for writing, and takes its write lock.
  ///
  /// - Throws: `ArchiveError`.
  package init(_ path: String, version: String, rules: String) throws {
    self.path = path
    self.version = version
    self.rules = rules
    guard FileSystem.exists(path) else { throw ArchiveError.missing(path: path) }
    lock = try WriteLock(archive: path)
    archive = try Archive(writing: path, creating: false)
  }

  /// Reads every article again; `read` makes accounts of a few hundred articles at a time.
  ///
  /// - Throws: `ArchiveError`, and what `read` throws; then nothing has changed.
  package func run(_ read: ([Article]) throws -> [Account]) throws -> Change {
    try Archive.attempt(path) {
      try connection.transaction {
        var change = Change()
        change.statements.before = try count("statements")
        change.relations.before = try count("relations")
        try connection.run(
          "INSERT INTO runs (started_at, dossier_version, rules_version) VALUES (?1, ?2, ?3)",
          .text(Clock.now()), .text(version), .text(rules))
        let run = connection.lastInsertedRow
        try connection.execute(
          """
          DELETE FROM relations;
          DELETE FROM statements;
          DELETE FROM mentions;
          INSERT INTO statements_fts (statements_fts) VALUES ('delete-all');
          """)
        change.articles = try readAll(read)
        try forgetUnused()
        change.statements.after = try count("statements")
        change.relations.after = try count("relations")
        try connection.run(
          "UPDATE runs SET finished_at = ?2, articles = ?3 WHERE id = ?1", .integer(run),
          .text(Clock.now()), .integer(Int64(change.articles)))
        return change
      }
    }
  }

  private func readAll(_ read: ([Article]) throws -> [Account]) throws -> Int {
    let writer = try AccountWriter(connection, sources: SourceDirectory(connection))
    let next = try connection.query(
      """
      SELECT id, body, title, language_declared, published, published_raw FROM articles
      WHERE id > ?1 ORDER BY id LIMIT 512
      """)
    var last: Int64 = 0
    var total = 0
    while true {
      var ids: [Int64] = []
      var articles: [Article] = []
      next.reset()
      try next.bind(1, last)
      while try next.step() {
        ids.append(next.integer(0))
        var article = Article(body: next.text(1) ?? "")
        article.title = next.text(2)
        article.declaredLanguage = next.text(3)
        article.published = next.text(4).map { PressDate(iso: $0, printed: next.text(5)) }
        articles.append(article)
      }
      guard let end = ids.last else { return total }
      last = end
      total += ids.count
      for (id, account) in zip(ids, try read(articles)) {
        try writer.storeReport(account, article: id)
      }
    }
  }

  /// Takes away sources that no row names any more, but for those that a person has decided about.
  private func forgetUnused() throws {
    try connection.execute(
      """
      CREATE TEMP TABLE used AS
        SELECT source_id AS id FROM mentions
        UNION SELECT source_id FROM statements WHERE source_id IS NOT NULL
        UNION SELECT subject_id FROM relations
        UNION SELECT object_id FROM relations
        UNION SELECT asserted_by FROM relations WHERE asserted_by IS NOT NULL
        UNION SELECT merged_into FROM sources WHERE merged_into IS NOT NULL
        UNION SELECT id FROM sources WHERE merged_into IS NOT NULL
        UNION SELECT s.id FROM sources s JOIN decisions d ON d.subject = s.key;
      DELETE FROM source_names WHERE source_id NOT IN (SELECT id FROM used);
      DELETE FROM sources WHERE id NOT IN (SELECT id FROM used);
      DROP TABLE used;
      """)
  }

  private func count(_ table: String) throws -> Int {
    Int(try connection.integer("SELECT count(*) FROM \(table)") ?? 0)
  }
}
