import Press
import SQLite

/// Reads the articles of an archive again, with newer rules, and replaces what the old ones found.
///
/// A statement or relation that is found again at the same place keeps its id; others get new ones.
/// What people decided stays: a source keeps its row and its key, so merges and names remain. All in
/// one transaction: a killed run changes nothing. While it runs, readers see the old rows.
package final class Reextraction {
  private let path: String
  private let archive: Archive
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
    archive = try Archive(writing: path, creating: false)
    archive.connection.stopsWhenAsked()
  }

  /// Reads every article again; `read` makes accounts of a few hundred articles at a time.
  ///
  /// - Throws: `ArchiveError`, and what `read` throws; then nothing has changed.
  package func run(_ read: ([Article]) throws -> [Account]) throws -> Change {
    let change = try archive.change {
      try LateIndexes.make(connection)
      var change = Change()
      change.statements.before = try count("statements")
      change.relations.before = try count("relations")
      try connection.run(
        "INSERT INTO runs (kind, started_at, dossier_version, rules_version) "
          + "VALUES ('reextract', ?1, ?2, ?3)",
        .text(Clock.now()), .text(version), .text(rules))
      let run = connection.lastInsertedRow
      // Before the rows go, so that no id of theirs is given to another one.
      let writer = try AccountWriter(
        connection, sources: SourceDirectory(connection, at: path), at: path,
        earlier: EarlierIDs(ofArchive: path))
      try connection.execute(
        """
        DELETE FROM relations;
        DELETE FROM statements;
        DELETE FROM mentions;
        DELETE FROM source_tallies;
        INSERT INTO statements_fts (statements_fts) VALUES ('delete-all');
        """)
      change.articles = try readAll(into: writer, read)
      try connection.execute(
        """
        INSERT INTO statements_fts (rowid, content)
          SELECT id, content FROM statements_text ORDER BY id
        """)
      try UnusedRows.delete(connection)
      try Tallies(connection).countAgain()
      change.statements.after = try count("statements")
      change.relations.after = try count("relations")
      try connection.run(
        "UPDATE runs SET finished_at = ?2, articles = ?3 WHERE id = ?1", .integer(run),
        .text(Clock.now()), .integer(Int64(change.articles)))
      return change
    }
    try FullText.merge(archive)
    return change
  }

  private func readAll(
    into writer: AccountWriter, _ read: ([Article]) throws -> [Account]
  ) throws -> Int {
    var batches = StoredArticles(connection)
    var total = 0
    while let (ids, articles) = try batches.next() {
      total += ids.count
      for (id, account) in zip(ids, try read(articles)) {
        try writer.storeReport(account, article: id)
      }
    }
    return total
  }

  private func count(_ table: String) throws -> Int {
    Int(try connection.integer("SELECT count(*) FROM \(table)") ?? 0)
  }
}
