import SQLite

extension Archive {
  /// What is true of a source `p` that nobody has hidden.
  static let isSourceShown =
    "p.id NOT IN (SELECT row_id FROM marks WHERE target = 'source' AND kind = 'hide')"

  /// The tags of a source `p`, with commas between them; null when it has none.
  private static let tagsOfSource = """
    (SELECT group_concat(d.value, ', ') FROM decisions d
     WHERE d.target = 'source' AND d.subject = p.key AND d.kind = 'tag' AND d.undone_at IS NULL
    ) AS tags
    """

  /// Who speaks most: sources with their counts and their tags, if tags are given only those with one of
  /// them; hidden ones only if `showsHidden`.
  package func sources(kind: String? = nil, tags wanted: [String] = [], showsHidden: Bool = false)
    throws -> Rows
  {
    let tags = Self.tagsOfSource
    var shown = showsHidden ? "1" : Self.isSourceShown
    if !wanted.isEmpty {
      let marks = (2..<2 + wanted.count).map { "?\($0)" }.joined(separator: ", ")
      shown +=
        " AND EXISTS (SELECT 1 FROM decisions d WHERE d.target = 'source' "
        + "AND d.subject = p.key AND d.kind = 'tag' AND d.undone_at IS NULL "
        + "AND d.value IN (\(marks)))"
    }
    return try rows(
      try attempt { try Tallies.areWhole(connection) }
        ? """
        SELECT p.id, p.key, p.kind, p.name, p.country, t.articles, t.statements, t.direct,
          t.indirect, t.mixed, t.first_published, t.last_published, \(tags)
        FROM source_tallies t CROSS JOIN sources p ON p.id = t.source_id
        WHERE (?1 IS NULL OR p.kind = ?1) AND \(shown)
        ORDER BY t.statements DESC, p.name, p.id
        """
        : """
        SELECT p.id, p.key, p.kind, p.name, p.country, t.articles, t.statements, t.direct,
          t.indirect, t.mixed, t.first_published, t.last_published, \(tags)
        FROM source_counts t CROSS JOIN sources p ON p.id = t.source_id
        WHERE t.statements > 0 AND (?1 IS NULL OR p.kind = ?1) AND \(shown)
        ORDER BY t.statements DESC, p.name, p.id
        """, [Value(kind)] + wanted.map { .text($0) })
  }

  /// One source: counts, dates, and what people noted of it, in one row.
  package func summary(of source: SourceMatch) throws -> Rows {
    try rows(
      """
      WITH m AS (SELECT id FROM sources WHERE id = ?1 OR merged_into = ?1)
      SELECT p.id, p.key, p.kind, p.name, p.country,
        count(DISTINCT s.article_id) AS articles,
        (SELECT count(DISTINCT article_id) FROM mentions WHERE source_id IN m) AS named_in,
        (SELECT count(*) FROM mentions WHERE source_id IN m) AS mentions,
        count(s.id) AS statements,
        count(*) FILTER (WHERE s.kind = 'direct') AS direct,
        count(*) FILTER (WHERE s.kind = 'indirect') AS indirect,
        count(*) FILTER (WHERE s.kind = 'mixed') AS mixed,
        min(a.published) AS first_published, max(a.published) AS last_published,
        \(Self.tagsOfSource),
        (SELECT group_concat(d.value, ' / ') FROM decisions d
         WHERE d.target = 'source' AND d.subject = p.key AND d.kind = 'note'
           AND d.undone_at IS NULL) AS notes
      FROM sources p
      LEFT JOIN statements s ON s.source_id IN m
      LEFT JOIN articles a ON a.id = s.article_id
      WHERE p.id = ?1 GROUP BY p.id
      """, [.integer(source.id)])
  }

  /// How a source is called: names with their kind.
  package func names(of source: SourceMatch) throws -> Rows {
    try rows(
      """
      SELECT DISTINCT n.name, n.name_kind FROM source_names n
      JOIN sources p ON p.id = n.source_id WHERE p.id = ?1 OR p.merged_into = ?1
      ORDER BY n.name_kind <> 'name', n.name
      """, [.integer(source.id)])
  }

  /// The offices in which articles name a source, the most frequent first.
  package func roles(of source: SourceMatch, limit: Int = 10) throws -> Rows {
    try rows(
      """
      SELECT m.role, count(*) AS mentions, min(a.published) AS first_published,
        max(a.published) AS last_published
      FROM mentions m JOIN articles a ON a.id = m.article_id
      WHERE m.role IS NOT NULL
        AND m.source_id IN (SELECT id FROM sources WHERE id = ?1 OR merged_into = ?1)
      GROUP BY m.role ORDER BY mentions DESC, m.role LIMIT ?2
      """, [.integer(source.id), .integer(Int64(limit))])
  }

  /// With whom a source is related: class, direction, the other one, how often, when.
  package func related(to source: SourceMatch, kind: String? = nil) throws -> Rows {
    try rows(
      """
      WITH m AS (SELECT id FROM sources WHERE id = ?1 OR merged_into = ?1)
      SELECT direction, class, t.name AS other, t.kind, t.country, count(*) AS relations,
        count(*) FILTER (WHERE asserted_by IS NOT NULL) AS asserted,
        min(published) AS first_published, max(published) AS last_published
      FROM (
        SELECT '→' AS direction, r.class, r.object_id AS other, r.asserted_by, a.published
        FROM relations r JOIN articles a ON a.id = r.article_id WHERE r.subject_id IN m
        UNION ALL
        SELECT '←', r.class, r.subject_id, r.asserted_by, a.published
        FROM relations r JOIN articles a ON a.id = r.article_id WHERE r.object_id IN m) x
      JOIN sources o ON o.id = x.other
      JOIN sources t ON t.id = coalesce(o.merged_into, o.id)
      WHERE ?2 IS NULL OR t.kind = ?2
      GROUP BY direction, class, t.id ORDER BY relations DESC, other, t.id, class, direction
      """, [.integer(source.id), Value(kind)])
  }

  /// One article: one row with its columns, the outlet's name and the dump's path; none when there
  /// is no such article.
  package func article(_ id: Int64) throws -> Rows {
    try rows(
      """
      SELECT id, title, outlet, published, day, month, year, date_precision, published_raw, authors,
        section, language, language_declared, url, external_id, family_id, metadata, file AS path,
        entry, record, tags, notes, body
      FROM article_details WHERE id = ?1
      """, [.integer(id)])
  }

  /// The statements of one article in the order of its text.
  package func statements(ofArticle id: Int64) throws -> Rows {
    try rows(
      "SELECT * FROM statement_details WHERE article_id = ?1 ORDER BY start, \"end\" DESC",
      [.integer(id)])
  }

  /// The relations of one article in the order of its text.
  package func relations(ofArticle id: Int64) throws -> Rows {
    try rows(
      "SELECT * FROM relation_details WHERE article_id = ?1 ORDER BY trigger_start, id",
      [.integer(id)])
  }

  /// What is true of the first article `a` of each family of near-duplicates.
  static let isFirstOfFamily =
    "a.id IN (SELECT min(id) FROM articles GROUP BY coalesce(family_id, id))"

  /// By what `stats` counts.
  package enum Grouping: String, Sendable, CaseIterable { case outlet, month, language }

  /// Articles, statements, sources and relations by outlet, month or language.
  package func stats(by grouping: Grouping, oneOfFamily: Bool = false) throws -> Rows {
    if !oneOfFamily, try attempt({ try Tallies.areWhole(connection) }) {
      return try rows(
        """
        SELECT nullif(value, '') AS \(grouping.rawValue), articles, statements, relations, sources
        FROM tallies WHERE dimension = ?1
        ORDER BY \(grouping == .month ? "1" : "articles DESC, 1")
        """, [.text(grouping.rawValue)])
    }
    let group =
      switch grouping {
      case .outlet: "o.name"
      case .month: "substr(a.published, 1, 7)"
      case .language: "a.language"
      }
    let family = oneOfFamily ? "WHERE " + Self.isFirstOfFamily : ""
    return try rows(
      """
      WITH
        article AS MATERIALIZED (
          SELECT a.id, \(group) AS value,
            (SELECT count(*) FROM statements s WHERE s.article_id = a.id) AS statements,
            (SELECT count(*) FROM relations r WHERE r.article_id = a.id) AS relations
          FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id \(family)),
        speaking AS MATERIALIZED (
          SELECT value, count(DISTINCT s.source_id) AS sources
          FROM article JOIN statements s ON s.article_id = article.id GROUP BY value)
      SELECT article.value AS \(grouping.rawValue), count(*) AS articles,
        sum(statements) AS statements, sum(relations) AS relations,
        ifnull(max(sources), 0) AS sources
      FROM article LEFT JOIN speaking ON speaking.value IS article.value
      GROUP BY article.value ORDER BY \(grouping == .month ? "1" : "articles DESC, 1")
      """, [])
  }
}
