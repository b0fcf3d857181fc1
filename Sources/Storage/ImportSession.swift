import Migrations
import Press
import SQLite

/// One import: dumps, their articles and rejects go in, in order and in whole batches.
///
/// `begin` a dump, `add` its accounts and `reject` its rejects in the order of its records, `finish`
/// it; then the next one; `close` at the end. What is committed stays whatever happens: a killed
/// import runs again and goes on behind the last committed record of each open dump.
package final class ImportSession {
  /// What is known of a dump when it begins.
  package struct OpenDump: Sendable, Hashable {
    /// Row of `dumps`.
    package var id: Int64
    /// How many of its records an earlier, unfinished run has committed.
    package var known: Int
  }

  /// What became of an account.
  package enum Outcome: Sendable, Hashable {
    /// It is stored under this row of `articles`.
    case stored(Int64)
    /// The article in this row has the same text.
    case duplicate(of: Int64)
  }

  /// What adds up in the receipt of a dump.
  package struct Counts: Sendable, Hashable {
    package var found = 0
    package var stored = 0
    package var duplicates = 0
    package var rejected = 0
    package init() {}
  }

  /// Articles in one transaction, at most.
  package var articlesPerBatch = 5_000
  /// Bytes of text in one transaction, about.
  private static let bytesPerBatch = 32 << 20

  package let path: String
  private let archive: Archive
  private var connection: Connection { archive.connection }
  private let lock: WriteLock?
  private let writer: AccountWriter
  private let insertReject: Query
  private let updateDump: Query
  private let bodyOf: Query
  private let texts: KnownTexts
  private let version: String
  private let run: Int64
  private var dump: (id: Int64, counts: Counts)?
  /// Path and entry of the open dump.
  private var open: (path: String, entry: String?)?
  private var batchArticles = 0
  private var batchBytes = 0
  private var stored = 0
  /// Finished dumps, as hashes of path, entry and SHA-256.
  private var finished: Set<Int>
  /// Dumps that an earlier run left open: path and entry, and what it had committed.
  private let unfinished: [String: (id: Int64, counts: Counts)]

  /// Opens the archive at `path`, made when it is missing, and takes its write lock.
  ///
  /// The versions of the program and of its extraction rules go into the receipts.
  ///
  /// - Throws: `ArchiveError`.
  package init(_ path: String, version: String, rules: String) throws {
    self.path = path
    self.version = version
    lock = path == ":memory:" ? nil : try WriteLock(archive: path)
    archive = try Archive(writing: path, creating: true)
    let connection = archive.connection
    do {
      texts = try Self.knownTexts(connection)
      unfinished = try Self.unfinished(connection)
      finished = try Self.finished(connection)
      try connection.execute(
        "INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 16777216)")
      try connection.execute(
        "INSERT INTO statements_fts (statements_fts, rank) VALUES ('hashsize', 8388608)")
      insertReject = try connection.query(
        """
        INSERT INTO rejects (dump_id, record, line, byte_start, byte_end, reason, excerpt)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """, isKept: true)
      updateDump = try connection.query(
        "UPDATE dumps SET found = ?2, stored = ?3, duplicates = ?4, rejected = ?5 WHERE id = ?1",
        isKept: true)
      bodyOf = try connection.query("SELECT body FROM articles WHERE id = ?1", isKept: true)
      writer = try AccountWriter(connection, sources: SourceDirectory(connection))
      try connection.execute("BEGIN IMMEDIATE")
      try connection.run(
        "INSERT INTO runs (started_at, dossier_version, rules_version) VALUES (?1, ?2, ?3)",
        .text(Clock.now()), .text(version), .text(rules))
      run = connection.lastInsertedRow
    } catch let error as SQLiteError {
      throw ArchiveError.from(error, path)
    }
  }

  private static func knownTexts(_ connection: Connection) throws -> KnownTexts {
    let count = Int(try connection.integer("SELECT count(*) FROM articles") ?? 0)
    let known = KnownTexts(capacity: count)
    let query = try connection.query("SELECT text_hash, id FROM articles")
    while try query.step() { known.insert(query.integer(0), article: Int32(query.integer(1))) }
    return known
  }

  private static func unfinished(
    _ connection: Connection
  ) throws -> [String: (id: Int64, counts: Counts)] {
    var open: [String: (id: Int64, counts: Counts)] = [:]
    let query = try connection.query(
      """
      SELECT path, entry, id, found, stored, duplicates, rejected FROM dumps
      WHERE finished_at IS NULL ORDER BY id
      """)
    while try query.step() {
      var counts = Counts()
      counts.found = Int(query.integer(3))
      counts.stored = Int(query.integer(4))
      counts.duplicates = Int(query.integer(5))
      counts.rejected = Int(query.integer(6))
      open[key(query.text(0) ?? "", query.text(1))] = (query.integer(2), counts)
    }
    return open
  }

  private static func finished(_ connection: Connection) throws -> Set<Int> {
    var finished: Set<Int> = []
    let query = try connection.query(
      "SELECT path, entry, sha256 FROM dumps WHERE finished_at IS NOT NULL AND sha256 IS NOT NULL")
    while try query.step() {
      finished.insert(mark(query.text(0) ?? "", query.text(1), query.text(2)))
    }
    return finished
  }

  private static func mark(_ path: String, _ entry: String?, _ sha256: String?) -> Int {
    var hasher = Hasher()
    hasher.combine(path)
    hasher.combine(entry)
    hasher.combine(sha256)
    return hasher.finalize()
  }

  private static func key(_ path: String, _ entry: String?) -> String {
    path + "\u{0}" + (entry ?? "")
  }

  /// How many records of a dump an earlier, unfinished run has committed, for all such dumps.
  ///
  /// The answer is made before anything is added, so that another thread can ask it.
  package var knownRecords: @Sendable (_ path: String, _ entry: String?) -> Int {
    let known = unfinished.mapValues(\.counts.found)
    return { path, entry in known[Self.key(path, entry)] ?? 0 }
  }

  /// Whether an article with the same text is most likely stored: any thread may ask, before it spends
  /// time on reading one. `addKnown` makes sure.
  package var mayKnow: @Sendable (Article) -> Bool {
    let texts = texts
    return { texts.contains(TextHash.of($0)) }
  }

  /// Begins a dump, or goes on with one that an earlier run left open.
  ///
  /// - Returns: its row, and how many of its records are in already and must not be added again.
  @discardableResult
  package func begin(path: String, entry: String?, format: String) throws -> OpenDump {
    precondition(dump == nil, "one dump is finished before the next one begins")
    open = (path, entry)
    if let open = unfinished[Self.key(path, entry)] {
      dump = (open.id, open.counts)
      return OpenDump(id: open.id, known: open.counts.found)
    }
    try attempt {
      try connection.run(
        """
        INSERT INTO dumps (path, entry, format, started_at, dossier_version)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """, .text(path), Value(entry), .text(format), .text(Clock.now()), .text(version))
    }
    dump = (connection.lastInsertedRow, Counts())
    return OpenDump(id: connection.lastInsertedRow, known: 0)
  }

  /// Stores an account of the open dump, unless its text is there already.
  @discardableResult
  package func add(_ account: Account) throws -> Outcome {
    guard let (id, _) = dump else { preconditionFailure("an account belongs to an open dump") }
    return try attempt {
      let hash = TextHash.of(account.article)
      dump?.counts.found += 1
      if let same = try texts.article(hash, where: { try isSame($0, account.article) }) {
        dump?.counts.duplicates += 1
        return .duplicate(of: Int64(same))
      }
      let row = try writer.store(account, dump: id, hash: hash)
      texts.insert(hash, article: Int32(row))
      dump?.counts.stored += 1
      stored += 1
      batchArticles += 1
      batchBytes += account.article.body.utf8.count
      if batchArticles >= articlesPerBatch || batchBytes >= Self.bytesPerBatch {
        try commit()
      }
      return .stored(row)
    }
  }

  /// Counts an article of the open dump as a duplicate.
  ///
  /// - Returns: nil when no stored article has its text after all.
  package func addKnown(_ article: Article) throws -> Outcome? {
    precondition(dump != nil, "an article belongs to an open dump")
    return try attempt {
      let hash = TextHash.of(article)
      guard let same = try texts.article(hash, where: { try isSame($0, article) }) else {
        return nil
      }
      dump?.counts.found += 1
      dump?.counts.duplicates += 1
      return .duplicate(of: Int64(same))
    }
  }

  /// True when the stored article has the same text; for an empty one, the same identifiers.
  private func isSame(_ row: Int32, _ article: Article) throws -> Bool {
    try bodyOf.bind(1, Int64(row))
    defer { bodyOf.reset() }
    guard try bodyOf.step() else { return false }
    var body = article.body
    return body.withUTF8 { bytes in
      bodyOf.withText(0) { $0.count == bytes.count && $0.elementsEqual(bytes) }
    }
  }

  /// Keeps a record of the open dump aside.
  package func reject(
    _ origin: Origin, reason: String, excerpt: String
  ) throws {
    guard let (id, _) = dump else { preconditionFailure("a reject belongs to an open dump") }
    try attempt {
      try insertReject.bind(1, id)
      try insertReject.bind(2, origin.record)
      try insertReject.bind(3, origin.line)
      try insertReject.bind(4, origin.bytes?.lowerBound)
      try insertReject.bind(5, origin.bytes?.upperBound)
      try insertReject.bind(6, reason)
      try insertReject.bind(7, excerpt)
      try insertReject.run()
    }
    dump?.counts.found += 1
    dump?.counts.rejected += 1
  }

  /// Finishes the open dump.
  ///
  /// - Returns: what adds up in its receipt, the records of an earlier run included.
  @discardableResult
  package func finish(
    sha256: String?, bytes: Int?, charset: String?, charsetRule: String?
  ) throws -> Counts {
    guard let (id, counts) = dump else { preconditionFailure("an open dump is finished") }
    if let sha256, let (path, entry) = open {
      let isNew = finished.insert(Self.mark(path, entry, sha256)).inserted
      if !isNew, counts.stored == 0 {
        try forget(id)
        return counts
      }
    }
    try attempt {
      try noteCounts()
      try connection.run(
        """
        UPDATE dumps SET sha256 = ?2, bytes = ?3, charset = ?4, charset_rule = ?5,
          finished_at = ?6 WHERE id = ?1
        """, .integer(id), Value(sha256), Value(bytes), Value(charset), Value(charsetRule),
        .text(Clock.now()))
    }
    dump = nil
    return counts
  }

  /// Drops the row of a file that was imported before and gave nothing new, so that a second import
  /// stores nothing, and a killed one ends with the rows of one that was not.
  private func forget(_ id: Int64) throws {
    try attempt {
      try connection.run("DELETE FROM rejects WHERE dump_id = ?1", .integer(id))
      try connection.run("DELETE FROM dumps WHERE id = ?1", .integer(id))
    }
    dump = nil
  }

  private func noteCounts() throws {
    guard let (id, counts) = dump else { return }
    try updateDump.bind(1, id)
    try updateDump.bind(2, counts.found)
    try updateDump.bind(3, counts.stored)
    try updateDump.bind(4, counts.duplicates)
    try updateDump.bind(5, counts.rejected)
    try updateDump.run()
  }

  /// Commits what has been added so far and begins the next batch.
  package func commit() throws {
    try attempt {
      try noteCounts()
      try connection.run(
        "UPDATE runs SET articles = ?2 WHERE id = ?1", .integer(run), .integer(Int64(stored)))
      try connection.execute("COMMIT")
      batchArticles = 0
      batchBytes = 0
      try connection.execute("BEGIN IMMEDIATE")
    }
  }

  /// Commits, makes the indexes that are missing, and gives the archive back.
  ///
  /// When the import was stopped, `isWhole` is false and dumps that are open stay open.
  package func close(isWhole: Bool = true) throws {
    try attempt {
      try noteCounts()
      try connection.run(
        "UPDATE runs SET articles = ?2, finished_at = ?3 WHERE id = ?1", .integer(run),
        .integer(Int64(stored)), isWhole ? .text(Clock.now()) : .null)
      try connection.execute("COMMIT")
      if isWhole {
        try connection.transaction { try connection.execute(Migration.indexes) }
        try connection.execute("PRAGMA optimize")
      }
      try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  private func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try Archive.attempt(path, body)
    } catch {
      // The batch is lost, not the archive: what was committed stays.
      if connection.isInTransaction { try? connection.execute("ROLLBACK") }
      throw error
    }
  }
}
