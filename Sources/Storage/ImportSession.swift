import Migrations
import Press
import SQLite

/// One import: dumps, their articles and rejects go in, in order and in whole batches.
///
/// `begin` a dump, `add` its accounts and `reject` its rejects in the order of its records, `finish`
/// it; then the next one; `close` at the end. What is committed stays whatever happens: a killed
/// import runs again, and records that are what the archive has noted of them are in already.
package final class ImportSession {
  /// What is known of a dump when it begins.
  package struct OpenDump: Sendable, Hashable {
    /// Row of `dumps`.
    package var id: Int64
    /// How many records an earlier, unfinished run has committed of a dump of this name. They are
    /// added again all the same: only those that are the same count as in.
    package var known: Int
  }

  /// What became of an account.
  package enum Outcome: Sendable, Hashable {
    /// It is stored under this row of `articles`.
    case stored(Int64)
    /// The article in this row is the same.
    case duplicate(of: Int64)
    /// It was forgotten for good.
    case forgotten
    /// An earlier, unfinished run of this import has taken it in.
    case resumed
  }

  /// What adds up in the receipt of a dump.
  package struct Counts: Sendable, Hashable {
    package var found = 0
    package var stored = 0
    package var duplicates = 0
    package var rejected = 0
    package var forgotten = 0
    /// How many of the found ones an earlier, unfinished run had taken in.
    package var resumed = 0
    package init() {}
  }

  /// Articles in one transaction, at most.
  package var articlesPerBatch = 5_000
  /// Bytes of text in one transaction, about.
  private static let bytesPerBatch = 32 << 20
  /// A run that has brought so many articles, and an eighth of those that were there, goes on
  /// without indexes and makes them again at its end.
  var articlesWithIndexes = 20_000
  /// Called after every commit.
  var didCommit: () throws -> Void = {}

  package let path: String
  let archive: Archive
  var connection: Connection { archive.connection }
  private let sources: SourceDirectory
  private let writer: AccountWriter
  private let insertReject: Query
  private let insertDuplicate: Query
  private let updateDump: Query
  private let agreeing: Query
  private let texts: RowsByHash
  /// How many articles there were before this run.
  private let articlesBefore: Int
  private let tombstones: Tombstones
  private let version: String
  let run: Int64
  /// The dump that is open, with what it counts so far.
  var dump: (id: Int64, counts: Counts)?
  /// What the open dump is compared with, as long as all its records are those of an earlier run.
  var earlier: EarlierRun?
  /// Path, entry and format of the open dump.
  var open: (path: String, file: String, entry: String?, format: String)?
  private var batchArticles = 0
  private var batchBytes = 0
  private var totals = Counts()
  /// Finished dumps, as hashes of path, entry and SHA-256.
  private var finished: Set<Int>
  /// Dumps that an earlier run left open: path and entry, and what it had committed.
  private let unfinished: [String: EarlierRun]

  /// Opens the archive at `path`, made when it is missing, and takes its write lock.
  ///
  /// The versions of the program and of its extraction rules go into the receipts.
  ///
  /// - Throws: `ArchiveError`.
  package init(_ path: String, version: String, rules: String) throws {
    self.path = path
    self.version = version
    archive = try Archive(writing: path, creating: true)
    let connection = archive.connection
    do {
      texts = try Self.knownTexts(connection, path)
      articlesBefore = Int(try connection.integer("SELECT count(*) FROM articles") ?? 0)
      tombstones = try Tombstones(connection)
      unfinished = try EarlierRun.all(connection, path)
      finished = try Self.finished(connection)
      insertReject = try connection.query(
        """
        INSERT INTO rejects (dump_id, record, line, byte_start, byte_end, reason, excerpt)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """, persistent: true)
      insertDuplicate = try connection.query(
        "INSERT INTO duplicates (dump_id, record, article_id) VALUES (?1, ?2, ?3)", persistent: true
      )
      updateDump = try connection.query(
        """
        UPDATE dumps SET run_id = ?2, found = ?3, stored = ?4, duplicates = ?5, rejected = ?6,
          forgotten = ?7 WHERE id = ?1
        """, persistent: true)
      agreeing = try connection.query(
        """
        SELECT a.body, o.key, a.title, a.published, a.url
        FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id WHERE a.id = ?1
        """, persistent: true)
      sources = try SourceDirectory(connection, at: path)
      writer = try AccountWriter(connection, sources: sources, at: path)
      try connection.execute("BEGIN IMMEDIATE")
      try connection.run(
        "INSERT INTO runs (kind, started_at, dossier_version, rules_version) "
          + "VALUES ('import', ?1, ?2, ?3)",
        .text(Clock.now()), .text(version), .text(rules))
      run = connection.lastInsertedRow
      // In the file itself before anything else: a copy that is made meanwhile, without the log, tells
      // that it is none of a whole import.
      try connection.execute("COMMIT; PRAGMA wal_checkpoint; BEGIN IMMEDIATE")
    } catch let error as SQLiteError {
      throw ArchiveError.from(error, path)
    }
  }

  private static func knownTexts(_ connection: Connection, _ path: String) throws -> RowsByHash {
    // Also makes sure that every row fits into the table.
    _ = try connection.nextRow(of: "articles", most: RowsByHash.mostRows, at: path)
    let count = Int(try connection.integer("SELECT count(*) FROM articles") ?? 0)
    let known = RowsByHash(capacity: count)
    let query = try connection.query("SELECT identity, id FROM articles")
    while try query.step() { known.insert(query.integer(0), row: query.integer(1)) }
    return known
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

  /// Whether an article is most likely stored, or forgotten: any thread may ask, before it spends
  /// time on reading one. `countDuplicate` makes sure.
  package var mightContain: @Sendable (Article) -> Bool {
    let texts = texts
    let tombstones = tombstones
    return { article in
      let identity = Fingerprint(of: article).identity
      return texts.contains(identity) || tombstones.mayHold(identity)
    }
  }

  /// Begins a dump, or goes on with one that an earlier run left open.
  ///
  /// - Parameters:
  ///   - path: the file as it was given.
  ///   - file: the same as views and exports show it; nil when that is no different.
  ///   - entry: the entry of a zip, 7z or tar.
  ///   - format: the name of the format.
  /// - Returns: its row, and how many records an earlier run has committed under its name.
  /// - Throws: `ArchiveError`.
  @discardableResult
  package func begin(
    path: String, file: String? = nil, entry: String?, format: String
  ) throws -> OpenDump {
    precondition(open == nil, "one dump is finished before the next one begins")
    open = (path, file ?? path, entry, format)
    if let known = unfinished[EarlierRun.key(path, entry)] {
      earlier = known
      // A dump that was opened and gave nothing yet is gone on with at once.
      if known.counts.found == 0 { adopt() }
      return OpenDump(id: known.id, known: known.counts.found)
    }
    dump = (try insertDump(), Counts())
    return OpenDump(id: dump?.id ?? 0, known: 0)
  }

  func insertDump() throws -> Int64 {
    guard let open else { preconditionFailure("a dump is open") }
    try attempt {
      try connection.run(
        """
        INSERT INTO dumps (run_id, path, file, entry, format, started_at, dossier_version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """, .integer(run), .text(open.path), .text(open.file), Value(open.entry),
        .text(open.format), .text(Clock.now()), .text(version))
    }
    return connection.lastInsertedRow
  }

  /// Stores an account of the open dump, unless it is there already.
  @discardableResult
  package func add(_ account: Account) throws -> Outcome {
    let print = Fingerprint(of: account.article)
    if let outcome = try known(account.article, print) { return outcome }
    return try attempt {
      guard let id = dump?.id else { preconditionFailure("an account belongs to an open dump") }
      let row = try writer.store(account, dump: id, print)
      texts.insert(print.identity, row: row)
      count(\.found)
      count(\.stored)
      batchArticles += 1
      batchBytes += account.article.body.utf8.count
      if batchArticles >= articlesPerBatch || batchBytes >= Self.bytesPerBatch {
        try commit()
      }
      return .stored(row)
    }
  }

  /// Counts an article of the open dump as a duplicate, or as forgotten.
  ///
  /// - Returns: nil when no stored article is the same after all.
  package func countDuplicate(_ article: Article) throws -> Outcome? {
    try known(article, Fingerprint(of: article))
  }

  private func known(_ article: Article, _ print: Fingerprint) throws -> Outcome? {
    try attempt {
      let same = try texts.rows(print.identity).first { try agrees($0, article) }
      let isForgotten = same == nil && tombstones.holds(print.identity, article)
      if let earlier, try earlier.has(article.origin.record, same, isForgotten, connection) {
        goOn(behind: article.origin.record)
        return .resumed
      }
      try leaveEarlierRun()
      guard let id = dump?.id else { preconditionFailure("an article belongs to an open dump") }
      if isForgotten {
        count(\.found)
        count(\.forgotten)
        return .forgotten
      }
      guard let same else { return nil }
      try insertDuplicate.bind(1, id)
      try insertDuplicate.bind(2, article.origin.record)
      try insertDuplicate.bind(3, same)
      try insertDuplicate.run()
      count(\.found)
      count(\.duplicates)
      return .duplicate(of: same)
    }
  }

  private func count(_ what: WritableKeyPath<Counts, Int>) {
    dump?.counts[keyPath: what] += 1
    totals[keyPath: what] += 1
  }

  /// Adds records that were counted at once.
  func add(_ counts: Counts) {
    totals.found += counts.found
    totals.duplicates += counts.duplicates
    totals.rejected += counts.rejected
    totals.forgotten += counts.forgotten
  }

  /// True when the stored article agrees in text, outlet, title, date and address.
  private func agrees(_ row: Int64, _ article: Article) throws -> Bool {
    try agreeing.bind(1, row)
    defer { agreeing.reset() }
    guard try agreeing.step() else { return false }
    for (i, part) in Fingerprint.parts(of: article).enumerated() where agreeing.text(i + 1) != part
    {
      return false
    }
    var body = article.body
    return body.withUTF8 { bytes in
      agreeing.withText(0) { $0.count == bytes.count && $0.elementsEqual(bytes) }
    }
  }

  /// Keeps a record of the open dump aside.
  ///
  /// Of a forgotten article only digests are left, which a damaged copy of it does not have: an archive
  /// that has forgotten something keeps no excerpts any more, only places and reasons.
  package func reject(
    _ origin: Origin, reason: String, excerpt: String
  ) throws {
    let excerpt = tombstones.isEmpty ? excerpt : ""
    try attempt {
      if let earlier, try earlier.rejected(origin.record, reason, excerpt, connection) {
        return goOn(behind: origin.record)
      }
      try leaveEarlierRun()
      guard let id = dump?.id else { preconditionFailure("a reject belongs to an open dump") }
      try insertReject.bind(1, id)
      try insertReject.bind(2, origin.record)
      try insertReject.bind(3, origin.line)
      try insertReject.bind(4, origin.bytes?.lowerBound)
      try insertReject.bind(5, origin.bytes?.upperBound)
      try insertReject.bind(6, reason)
      try insertReject.bind(7, excerpt)
      try insertReject.run()
      count(\.found)
      count(\.rejected)
    }
  }

  /// Finishes the open dump.
  ///
  /// - Returns: what adds up in its receipt, the records of an earlier run included.
  @discardableResult
  package func finish(
    sha256: String?, bytes: Int?, charset: String?, charsetRule: String?
  ) throws -> Counts {
    try attempt { try leaveEarlierRun() }
    guard let (id, counts) = dump, let open else { preconditionFailure("an open dump is finished") }
    defer {
      dump = nil
      self.open = nil
    }
    if let sha256 {
      let mark = Self.mark(open.path, open.entry, sha256)
      if !finished.insert(mark).inserted, counts.stored == 0 {
        try drop(id)
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
    return counts
  }

  /// Drops the row of a file that was imported before and gave nothing new, so that a second import
  /// stores nothing, and a killed one ends with the rows of one that was not.
  private func drop(_ id: Int64) throws {
    try attempt {
      try connection.run("DELETE FROM rejects WHERE dump_id = ?1", .integer(id))
      try connection.run("DELETE FROM duplicates WHERE dump_id = ?1", .integer(id))
      try connection.run("DELETE FROM dumps WHERE id = ?1", .integer(id))
    }
  }

  private func noteCounts() throws {
    guard let (id, counts) = dump else { return }
    try updateDump.bind(1, id)
    try updateDump.bind(2, run)
    try updateDump.bind(3, counts.found)
    try updateDump.bind(4, counts.stored)
    try updateDump.bind(5, counts.duplicates)
    try updateDump.bind(6, counts.rejected)
    try updateDump.bind(7, counts.forgotten)
    try updateDump.run()
  }

  /// Notes that articles of this run were read by other rules than those of this program.
  package func note(rules: String) throws {
    try attempt {
      try connection.run(
        "UPDATE runs SET rules_version = ?2 WHERE id = ?1", .integer(run), .text(rules))
    }
  }

  private func noteRun(isFinished: Bool) throws {
    try connection.run(
      """
      UPDATE runs SET found = ?2, articles = ?3, duplicates = ?4, rejected = ?5, forgotten = ?6,
        finished_at = ?7 WHERE id = ?1
      """, .integer(run), Value(totals.found), Value(totals.stored), Value(totals.duplicates),
      Value(totals.rejected), Value(totals.forgotten),
      isFinished ? .text(Clock.now()) : .null)
  }

  /// Commits what has been added so far and begins the next batch.
  package func commit() throws {
    try attempt {
      try noteCounts()
      try noteRun(isFinished: false)
      try archive.checkPlace()
      try connection.execute("COMMIT")
      try didCommit()
      batchArticles = 0
      batchBytes = 0
      if sources.hasIndex, totals.stored >= max(articlesWithIndexes, articlesBefore / 8) {
        try archive.change { try LateIndexes.drop(connection) }
        try didCommit()
        try sources.leaveIndex()
      }
      try connection.execute("BEGIN IMMEDIATE")
    }
  }

  /// Commits, brings exact copies into families, makes the indexes that are missing, adds up what is
  /// new, merges the full-text indexes, and gives the archive back.
  ///
  /// When the import was stopped, `isWhole` is false and dumps that are open stay open.
  package func close(isWhole: Bool = true) throws {
    try attempt {
      try noteCounts()
      try noteRun(isFinished: isWhole)
      try archive.checkPlace()
      try connection.execute("COMMIT")
      try didCommit()
      // Of few articles that is done before anybody who stopped it looks up.
      let isQuick = articlesBefore + totals.stored <= articlesWithIndexes / 2
      if isWhole || isQuick { try completeIndexes() }
      // Everything is committed: nobody has to wait long for those who read.
      connection.waitWhenBusy(milliseconds: 1_000)
      let isBusy = try connection.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 1
      if isBusy { WaitNotice.announceLog(path) }
      try archive.checkPlace()
    }
    archive.close()
  }

  // Each step in a transaction of its own: a log that contains all of them would be as large as they are.
  private func completeIndexes() throws {
    for sql in LateIndexes.all {
      try archive.change { try connection.execute(sql) }
      try didCommit()
    }
    try archive.change {
      try Copies.join(connection)
      try Tallies(connection).addNew()
    }
    try didCommit()
    try FullText.merge(archive, didCommit)
    try connection.execute("PRAGMA optimize")
  }

  /// How many sources the archive contains now.
  package func countSources() throws -> Int {
    try Archive.attempt(path) {
      Int(try connection.integer("SELECT count(*) FROM sources") ?? 0)
    }
  }

  func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try Archive.attempt(path, body)
    } catch {
      // The batch is lost, not the archive: what was committed stays.
      if connection.isInTransaction { try? connection.execute("ROLLBACK") }
      throw error
    }
  }
}
