import SQLite

/// The counts that an archive keeps of itself, in `source_tallies` and `tallies`.
///
/// They are true of the articles up to `tallied.article_id`. New articles are added to them at the end
/// of an import; whatever takes articles away or reads them again has all counted again, in the
/// same transaction. `verify` counts a second time, into temporary tables, and compares.
struct Tallies {
  private let connection: Connection
  /// Where the counts go: main, or temp.
  private let schema: String
  /// `articles a` with what is counted by; see `Archive.articlesByFacet`.
  private let articles: String

  /// True when the counts are those of every article.
  static func areWhole(_ connection: Connection) throws(SQLiteError) -> Bool {
    try connection.integer(
      "SELECT (SELECT max(article_id) FROM tallied) = (SELECT ifnull(max(id), 0) FROM articles)")
      == 1
  }

  /// Counts in the archive of `connection`.
  init(_ connection: Connection) throws(SQLiteError) { try self.init(connection, schema: "main") }

  private init(_ connection: Connection, schema: String) throws(SQLiteError) {
    self.connection = connection
    self.schema = schema
    articles = try connection.articlesByFacet()
  }

  /// The last article that is counted.
  private func last() throws(SQLiteError) -> Int64 {
    try connection.integer("SELECT max(article_id) FROM main.tallied") ?? 0
  }

  /// Adds the articles that are not counted yet.
  func addNew() throws(SQLiteError) {
    let newest = max(0, try connection.integer("SELECT max(id) FROM articles") ?? 0)
    let last = try last()
    // Nothing that takes articles away leaves their counts.
    if newest < last { return try countAgain() }
    if newest > last { try add(after: last, through: newest) }
    try connection.run("UPDATE tallied SET article_id = ?1", .integer(newest))
  }

  /// Counts every article again.
  func countAgain() throws(SQLiteError) {
    try connection.execute(
      "DELETE FROM source_tallies; DELETE FROM tallies; UPDATE tallied SET article_id = 0")
    try addNew()
  }

  /// Counts again what some sources say, each with those that are merged into it: after a decision.
  func countAgain(sources: [Int64]) throws(SQLiteError) {
    let last = try last()
    for source in Set(sources).sorted() {
      try connection.run("DELETE FROM source_tallies WHERE source_id = ?1", .integer(source))
      try connection.run(
        bySource(
          """
          (SELECT id, ?1 AS counted FROM sources
           WHERE id = ?1 AND merged_into IS NULL OR merged_into = ?1) p
          CROSS JOIN statements s ON s.source_id = p.id
          """, range: "s.article_id <= ?2"), .integer(source), .integer(last))
    }
  }

  // MARK: Counting

  private func add(after: Int64, through: Int64) throws(SQLiteError) {
    func run(_ sql: String) throws(SQLiteError) {
      try connection.run(sql, .integer(after), .integer(through))
    }
    try run(
      bySource(
        """
        statements s
        CROSS JOIN (SELECT id, coalesce(merged_into, id) AS counted FROM sources) p
          ON p.id = s.source_id
        """, range: Self.range))
    try connection.execute(Self.makeCells)
    try run(cells)
    for dimension in Dimension.allCases {
      try connection.execute("DELETE FROM temp.newcomers")
      try run(newcomers(dimension))
      try connection.execute(byValue(dimension))
    }
    for sql in byConfidence + [byClass] { try run(sql) }
    try connection.execute("DROP TABLE temp.cells; DROP TABLE temp.newcomers")
  }

  private static let range = "s.article_id > ?1 AND s.article_id <= ?2"
  private static let kinds =
    "sum(s.kind = 'direct'), sum(s.kind = 'indirect'), sum(s.kind = 'mixed')"
  private static let adding = ["articles", "statements", "direct", "indirect", "mixed"]
    .map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")
  private static let addingMore =
    "relations = relations + excluded.relations, "
    + "sources = sources + excluded.sources"

  /// What sources say: `tables` give statements `s` and, as `p.counted`, the source that counts.
  private func bySource(_ tables: String, range: String) -> String {
    let day = "iif(length(a.published) >= 10, substr(a.published, 1, 10), NULL)"
    let bounds = [
      ("min", "first_published"), ("max", "last_published"), ("min", "first_day"),
      ("max", "last_day"),
    ].map { function, column in
      // min and max of two values are null when one of them is.
      "\(column) = \(function)(ifnull(\(column), excluded.\(column)), "
        + "ifnull(excluded.\(column), \(column)))"
    }
    return """
      INSERT INTO \(schema).source_tallies
      SELECT p.counted, count(DISTINCT s.article_id), count(*), \(Self.kinds),
        min(a.published), max(a.published), min(\(day)), max(\(day))
      FROM \(tables)
      CROSS JOIN \(articles) ON a.id = s.article_id
      WHERE \(range) GROUP BY p.counted
      ON CONFLICT DO UPDATE SET \(Self.adding), \(bounds.joined(separator: ", "))
      """
  }

  /// Articles and what they report by outlet, month and language; and by how many sources that were
  /// not there before each value has grown.
  private static let makeCells = """
    CREATE TEMP TABLE cells (
      outlet, month, language, articles, statements, direct, indirect, mixed, relations);
    CREATE TEMP TABLE newcomers (value, sources);
    """

  private var cells: String {
    """
    WITH spoken (article_id, n, direct, indirect, mixed) AS MATERIALIZED (
      SELECT s.article_id, count(*), \(Self.kinds) FROM statements s
      WHERE \(Self.range) GROUP BY s.article_id)
    INSERT INTO temp.cells
    SELECT a.outlet_id, substr(a.published, 1, 7), a.language, count(*), ifnull(sum(n), 0),
      ifnull(sum(direct), 0), ifnull(sum(indirect), 0), ifnull(sum(mixed), 0),
      sum((SELECT count(*) FROM relations r WHERE r.article_id = a.id))
    FROM \(articles) LEFT JOIN spoken ON spoken.article_id = a.id
    WHERE a.id > ?1 AND a.id <= ?2 GROUP BY 1, 2, 3
    """
  }

  /// By what articles are counted.
  private enum Dimension: String, CaseIterable {
    case archive, outlet, month, language

    /// Its value of an article `a`.
    var ofArticle: String {
      switch self {
      case .archive: "''"
      case .outlet: "a.outlet_id"
      case .month: "substr(a.published, 1, 7)"
      case .language: "a.language"
      }
    }

    /// Its value in a row of cells.
    var ofCell: String { self == .archive ? "''" : rawValue }

    /// What a person reads for a value.
    var label: String {
      self == .outlet ? "(SELECT name FROM outlets WHERE id = x.value)" : "x.value"
    }
  }

  private func byValue(_ dimension: Dimension) -> String {
    """
    INSERT INTO \(schema).tallies
    SELECT '\(dimension.rawValue)', ifnull(\(dimension.label), ''), x.articles, x.statements,
      x.direct, x.indirect, x.mixed, x.relations,
      ifnull((SELECT n.sources FROM temp.newcomers n WHERE n.value IS x.value), 0)
    FROM (
      SELECT \(dimension.ofCell) AS value, sum(articles) AS articles,
        sum(statements) AS statements, sum(direct) AS direct, sum(indirect) AS indirect,
        sum(mixed) AS mixed, sum(relations) AS relations
      FROM temp.cells GROUP BY 1) x
    WHERE 1
    ON CONFLICT DO UPDATE SET \(Self.adding), \(Self.addingMore)
    """
  }

  /// Sources that say something under a value, as none of the articles before did.
  private func newcomers(_ dimension: Dimension) -> String {
    let old =
      switch dimension {
      // A frequent source has many statements before a new month, a new month few articles.
      case .month:
        """
        EXCEPT SELECT \(dimension.ofArticle), s.source_id
        FROM (SELECT DISTINCT value FROM pairs) t
        CROSS JOIN articles a ON a.published >= t.value AND a.published < t.value || '~'
        CROSS JOIN statements s ON s.article_id = a.id WHERE a.id <= ?1
        EXCEPT SELECT NULL, s.source_id
        FROM articles a CROSS JOIN statements s ON s.article_id = a.id
        WHERE a.published IS NULL AND a.id <= ?1
          AND EXISTS (SELECT 1 FROM pairs WHERE value IS NULL)
        """
      default:
        """
        WHERE NOT EXISTS (
          SELECT 1 FROM statements s CROSS JOIN \(articles) ON a.id = s.article_id
          WHERE s.source_id = pairs.source_id AND s.article_id <= ?1
            AND \(dimension.ofArticle) IS pairs.value)
        """
      }
    return """
      WITH pairs (value, source_id) AS MATERIALIZED (
        SELECT \(dimension.ofArticle), s.source_id
        FROM statements s CROSS JOIN \(articles) ON a.id = s.article_id
        WHERE \(Self.range) AND s.source_id IS NOT NULL GROUP BY 1, 2)
      INSERT INTO temp.newcomers
      SELECT value, count(*) FROM (SELECT value, source_id FROM pairs \(old)) GROUP BY value
      """
  }

  /// The first two digits of a confidence, as SQL: 0.98 stands for 0.98 and what is below 0.99.
  static func digits(_ confidence: String) -> String {
    "printf('%.2f', CAST(\(confidence) * 100 AS INTEGER) / 100.0)"
  }

  private var byConfidence: [String] {
    let confidence = Self.digits("s.confidence")
    return ["statements", "relations"].map { table in
      let counts =
        table == "statements" ? "count(*), \(Self.kinds), 0" : "0, 0, 0, 0, count(*)"
      return """
        INSERT INTO \(schema).tallies
        SELECT 'confidence', \(confidence) AS value, 0, \(counts), 0
        FROM \(table) s WHERE \(Self.range) GROUP BY value
        ON CONFLICT DO UPDATE SET \(Self.adding), \(Self.addingMore)
        """
    }
  }

  private var byClass: String {
    """
    INSERT INTO \(schema).tallies
    SELECT 'class', s.class, 0, 0, 0, 0, 0, count(*), 0
    FROM relations s WHERE \(Self.range) GROUP BY s.class
    ON CONFLICT DO UPDATE SET \(Self.adding), \(Self.addingMore)
    """
  }

  // MARK: Proof

  /// What of the counts is not so: the table, and the row as it is kept and as it is counted.
  static func differences(_ connection: Connection) throws(SQLiteError) -> [(
    table: String, detail: String
  )] {
    let own = try Tallies(connection, schema: "temp")
    var differences: [(table: String, detail: String)] = []
    let newest = max(0, try connection.integer("SELECT max(id) FROM articles") ?? 0)
    if try own.last() > newest {
      differences.append(
        ("tallied", "counted up to article \(try own.last()), the last one is \(newest)"))
    }
    for table in ["source_tallies", "tallies"] {
      let sql = try connection.text("SELECT sql FROM main.sqlite_schema WHERE name = '\(table)'")
      let made = "CREATE TABLE "
      guard let sql, sql.hasPrefix(made) else { return [] }
      // A table in temp refers to nothing in main.
      let plain = sql.dropFirst(made.count).replacing(" REFERENCES sources (id)", with: "")
      try connection.execute("CREATE TABLE temp.\(plain)")
    }
    try own.add(after: 0, through: own.last())
    for (table, key) in [("source_tallies", "source_id"), ("tallies", "dimension, value")] {
      let query = try connection.query(
        """
        SELECT 'kept' AS side, * FROM (SELECT * FROM main.\(table) EXCEPT SELECT * FROM temp.\(table))
        UNION ALL
        SELECT 'counted', * FROM (SELECT * FROM temp.\(table) EXCEPT SELECT * FROM main.\(table))
        ORDER BY \(key), side DESC
        """)
      while try query.step() {
        let values = (1..<query.columnCount).map { column in
          "\(query.columnName(column)) \(query.text(column) ?? "null")"
        }
        differences.append(
          (table, "\(query.text(0) ?? ""): " + values.joined(separator: ", ")))
      }
      try connection.execute("DROP TABLE temp.\(table)")
    }
    return differences
  }
}

extension Connection {
  /// `articles a`, read from the index that contains what is counted by, where there is one: an
  /// article's row contains its text before its date.
  func articlesByFacet() throws(SQLiteError) -> String {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'articles_by_facet'"
    return try integer(sql) == nil ? "articles a" : "articles a INDEXED BY articles_by_facet"
  }
}
