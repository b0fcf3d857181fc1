import SQLite
import Storage

/// An archive in a schema of a PostgreSQL database: makes it, and brings it up to the archive.
///
/// Tables that are small beside the texts are taken whole and compared there; articles come in batches, each
/// with all that was read from it, in one transaction. What a batch contains is recognised by comparing the rows that
/// are there with those of the archive, so that one that was killed goes on, and one without anything new
/// writes nothing.
package final class Publication {
  /// How an archive is published.
  package struct Options: Sendable {
    /// The schema of the database.
    package var schema = "dossier"
    /// Roles that may read.
    package var readers: [String] = []
    /// True drops a schema that was published before, with all that is in it.
    package var replaces = false
    /// Articles in one transaction, at most.
    package var articlesPerBatch = 5_000

    package init() {}
  }

  /// What was done.
  package struct Report: Sendable {
    /// Rows by table, in the order of the archive.
    package var tables: [(name: String, written: Int, removed: Int)] = []
    /// Texts with a NUL in them, which became U+FFFD.
    package var mended = 0
    /// Articles of which only the first characters are found by their words.
    package var long = 0
    /// Where it was published, without a password.
    package var address = ""

    /// True when nothing was new.
    package var isEmpty: Bool { tables.allSatisfy { $0.written == 0 && $0.removed == 0 } }
  }

  let postgres: PostgresConnection
  let source: Connection
  let schema: PublishedSchema
  let options: Options
  let isStopped: () -> Bool
  private(set) var report = Report()
  private let version: String
  private let path: String

  /// Connects.
  ///
  /// `address` is a URI of PostgreSQL; `version`, that of the program, is for those who look at the
  /// database; `isStopped` is asked between batches whether to give up. The archive stays as it is.
  ///
  /// - Throws: `PublishError`.
  package init(
    of archive: Archive, at address: String, options: Options, version: String,
    isStopped: @escaping () -> Bool
  ) throws {
    postgres = try PostgresConnection(address, library: PostgresLibrary())
    source = archive.connection
    path = archive.path
    schema = try PublishedSchema.ofThisVersion()
    self.options = options
    self.version = version
    self.isStopped = isStopped
    report.address = postgres.address
    report.tables = schema.tables.map { ($0.name, 0, 0) }
  }

  /// Publishes; `progress` is called with how many articles have been compared and how many there are.
  ///
  /// - Throws: `PublishError`, `ArchiveError`.
  package func run(progress: (Int, Int) -> Void) throws -> Report {
    try Archive.attempt(path) {
      // As long as one query is open, all see the same state of the archive, whatever is imported.
      let held = try source.query("SELECT name FROM sqlite_schema")
      _ = try held.step()
      defer { held.reset() }
      try prepare()
      let whole = schema.tables.filter { !$0.isOfArticle && $0.name != "articles" }
      try postgres.transaction { for table in whole { try stage(table) } }
      try copyArticles(progress)
      try postgres.transaction {
        for table in whole.reversed() { try removeMissing(table) }
        try updateFamilies()
      }
      try finish()
    }
    return report
  }

  // MARK: Before

  private var name: String { PostgresConnection.quoted(options.schema) }

  private func prepare() throws {
    let lock = "hashtext(\(PostgresConnection.literal("dossier " + options.schema)))"
    guard try postgres.text("SELECT pg_try_advisory_lock(\(lock))") == "t" else {
      throw PublishError.busy(address: postgres.address, name: options.schema)
    }
    let held = PostgresConnection.literal(options.schema)
    let tables = try postgres.rows(
      "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = \(held)"
    ).map { $0[0] }
    let isOurs = tables.contains("publication")
    if options.replaces, isOurs { try postgres.execute("DROP SCHEMA \(name) CASCADE") }
    if !isOurs, !tables.isEmpty {
      throw PublishError.schema(
        address: postgres.address, name: options.schema, made: "somebody else")
    }
    if !isOurs || options.replaces { try create() }
    try postgres.execute("SET search_path = \(name), pg_catalog")
    try compare()
    for role in options.readers {
      let role = PostgresConnection.quoted(role)
      try postgres.execute(
        "GRANT USAGE ON SCHEMA \(name) TO \(role); GRANT SELECT ON ALL TABLES IN SCHEMA \(name) TO \(role)"
      )
    }
  }

  private func create() throws {
    try postgres.transaction {
      try postgres.execute("CREATE SCHEMA IF NOT EXISTS \(name)")
      try postgres.execute("SET LOCAL search_path = \(name), pg_catalog")
      for statement in schema.statements { try postgres.execute(statement) }
      let reread = PostgresConnection.literal(try rereading())
      try postgres.execute(
        """
        INSERT INTO publication VALUES (\(PostgresConnection.literal(schema.digest)),
          \(PostgresConnection.literal("dossier " + version)), NULL, \(reread), '', 0)
        """)
    }
  }

  /// Makes sure that the schema has our tables and contains this archive.
  private func compare() throws {
    let made = try postgres.rows("SELECT schema_digest, dossier_version FROM publication").first
    if made?[0] != schema.digest {
      throw PublishError.schema(
        address: postgres.address, name: options.schema, made: made?[1] ?? "somebody else")
    }
    var started: [String: String] = [:]
    let runs = try source.query("SELECT id, started_at FROM runs")
    while try runs.step() { started["\(runs.integer(0))"] = runs.text(1) ?? "" }
    for run in try postgres.rows("SELECT id, started_at FROM runs")
    where started[run[0] ?? ""] != run[1] {
      throw PublishError.otherArchive(address: postgres.address, name: options.schema)
    }
  }

  // MARK: After

  private func finish() throws {
    if isStopped() { throw PublishError.stopped }
    for statement in schema.finish { try postgres.execute(statement) }
    let reread = PostgresConnection.literal(try rereading())
    try postgres.execute(
      """
      UPDATE publication SET published_at = \(PostgresConnection.literal(Clock.now())),
        dossier_version = \(PostgresConnection.literal("dossier " + version)), reread = \(reread),
        rereading = '', reread_upto = 0
      """)
    if report.isEmpty { return }
    // What is taken out stays in the files of the server until they are cleaned.
    let removes = report.tables.contains { $0.removed > 0 }
    let touched = report.tables.filter { $0.written + $0.removed > 0 }.map(\.name)
    try postgres.execute(
      "\(removes ? "VACUUM (ANALYZE)" : "ANALYZE") \(touched.joined(separator: ", "))")
  }

  /// Names the latest run that read articles again: those articles have other rows since.
  func rereading() throws -> String {
    try source.text(
      """
      SELECT id || ' ' || coalesce(finished_at, '-') FROM runs WHERE kind = 'reextract'
      ORDER BY id DESC LIMIT 1
      """) ?? ""
  }

  func note(_ table: String, written: Int = 0, removed: Int = 0, mended: Int = 0) {
    guard let i = report.tables.firstIndex(where: { $0.name == table }) else { return }
    report.tables[i].written += written
    report.tables[i].removed += removed
    report.mended += mended
  }

  func noteLong() { report.long += 1 }
}
