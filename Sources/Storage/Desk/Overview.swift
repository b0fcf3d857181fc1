import SQLite

/// What an archive contains, and whether it adds up.
package struct Overview: Sendable {
  /// What became of the records that were found.
  package struct Receipt: Sendable, Hashable {
    package var dumps = 0
    package var found = 0
    package var stored = 0
    package var duplicates = 0
    package var rejected = 0
    /// Records of articles that were taken away for good before.
    package var forgotten = 0

    /// True when every record that was found is accounted for.
    package var addsUp: Bool { found == stored + duplicates + rejected + forgotten }
  }

  /// One reading of articles.
  package struct Run: Sendable, Hashable {
    package var startedAt: String
    /// Nil when it was stopped.
    package var finishedAt: String?
    package var version: String
    package var articles: Int
  }

  package var receipt = Receipt()
  package var articles = 0
  package var relations = 0
  /// Sources that make a statement.
  package var speakers = 0
  /// Statements by kind: direct, indirect, mixed.
  package var statements: [Facet.Value] = []
  /// Articles by month; one whose date is only a year counts under the year, without a date under nil.
  package var months: [Facet.Value] = []
  package var outlets: [Facet.Value] = []
  package var languages: [Facet.Value] = []
  /// Who speaks most, with the number of statements.
  package var loudest: [Facet.Value] = []
  /// Families of near-duplicates with two members or more.
  package var families = 0
  package var lastRun: Run?
}

extension Archive {
  /// What the archive contains in all, with the `most` speakers and outlets that are found most.
  package func overview(most: Int = 12) throws -> Overview {
    var overview = Overview()
    let receipt = try numbers(
      """
      SELECT count(*), ifnull(sum(found), 0), ifnull(sum(stored), 0), ifnull(sum(duplicates), 0),
        ifnull(sum(rejected), 0), ifnull(sum(forgotten), 0) FROM dumps
      """)
    overview.receipt = Overview.Receipt(
      dumps: receipt[0], found: receipt[1], stored: receipt[2], duplicates: receipt[3],
      rejected: receipt[4], forgotten: receipt[5])
    let totals = try numbers(
      """
      SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM relations),
        (SELECT count(*) FROM (SELECT 1 FROM articles WHERE family_id IS NOT NULL
         GROUP BY family_id HAVING count(*) > 1))
      """)
    (overview.articles, overview.relations) = (totals[0], totals[1])
    overview.families = totals[2]
    overview.speakers = try speakingSources()
    overview.lastRun = try lastRun()
    if try Tallies.areWhole(connection) {
      try fillFromTallies(&overview, most: most)
    } else {
      try fillByCounting(&overview, most: most)
    }
    return overview
  }

  private func fillFromTallies(_ overview: inout Overview, most: Int) throws {
    let kinds = try numbers(
      "SELECT sum(direct), sum(indirect), sum(mixed) FROM tallies WHERE dimension = 'archive'")
    overview.statements = zip(["direct", "indirect", "mixed"], kinds).filter { $1 > 0 }.map {
      Facet.Value(key: $0, label: $0, count: $1)
    }
    func values(_ dimension: String, _ order: String) throws -> [Facet.Value] {
      try self.values(
        """
        SELECT nullif(value, ''), nullif(value, ''), articles FROM tallies
        WHERE dimension = '\(dimension)' ORDER BY \(order)
        """)
    }
    overview.months = try values("month", "value = '', value")
    overview.outlets = try values("outlet", "articles DESC, value LIMIT \(most)")
    overview.languages = try values("language", "articles DESC, value")
    overview.loudest = try self.values(
      """
      SELECT p.key, p.name, t.statements FROM source_tallies t CROSS JOIN sources p ON p.id = t.source_id
      WHERE \(Self.isSourceShown) ORDER BY t.statements DESC, p.name LIMIT \(most)
      """)
  }

  private func fillByCounting(_ overview: inout Overview, most: Int) throws {
    overview.statements = try values("SELECT kind, kind, count(*) FROM statements GROUP BY kind")
    overview.months = try values(
      """
      SELECT substr(published, 1, 7) AS month, substr(published, 1, 7), count(*)
      FROM articles GROUP BY month ORDER BY month IS NULL, month
      """)
    overview.outlets = try values(
      """
      SELECT o.name, o.name, n FROM
        (SELECT outlet_id, count(*) AS n FROM articles GROUP BY outlet_id) x
      LEFT JOIN outlets o ON o.id = x.outlet_id ORDER BY n DESC, o.name LIMIT \(most)
      """)
    overview.languages = try values(
      """
      SELECT language, language, count(*) AS n FROM \(articlesByFacet())
      GROUP BY language ORDER BY n DESC, language
      """)
    overview.loudest = try values(
      """
      SELECT p.key, p.name, n FROM
        (SELECT coalesce(p.merged_into, p.id) AS source, sum(x.n) AS n FROM
          (SELECT source_id, count(*) AS n FROM statements GROUP BY source_id) x
         JOIN sources p ON p.id = x.source_id GROUP BY source) y
      JOIN sources p ON p.id = y.source WHERE \(Self.isSourceShown)
      ORDER BY n DESC, p.name LIMIT \(most)
      """)
  }

  private func lastRun() throws -> Overview.Run? {
    let rows = try rows(
      """
      SELECT started_at, finished_at, dossier_version, articles FROM runs ORDER BY id DESC LIMIT 1
      """, [])
    guard try rows.next() else { return nil }
    return Overview.Run(
      startedAt: rows.text(0) ?? "", finishedAt: rows.text(1), version: rows.text(2) ?? "",
      articles: Int(rows.integer(3)))
  }

  /// The columns of the one row that a statement gives, as numbers.
  private func numbers(_ sql: String) throws -> [Int] {
    let rows = try rows(sql, [])
    guard try rows.next() else { return rows.columns.map { _ in 0 } }
    return rows.columns.indices.map { Int(rows.integer($0)) }
  }

  /// The rows of a statement that gives a key, a label and a count.
  func values(_ sql: String, _ bound: [Value] = []) throws -> [Facet.Value] {
    let rows = try rows(sql, bound)
    var values: [Facet.Value] = []
    while try rows.next() {
      values.append(
        Facet.Value(key: rows.text(0), label: rows.text(1), count: Int(rows.integer(2))))
    }
    return values
  }
}
