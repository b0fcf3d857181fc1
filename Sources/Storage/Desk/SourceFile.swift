import SQLite

/// What an archive knows of one source.
package struct SourceFile: Sendable {
  /// A way in which it is called: the name and its kind.
  package struct Name: Sendable, Hashable {
    package var name: String
    package var kind: String
  }

  /// An office in which articles name it.
  package struct Office: Sendable, Hashable {
    package var role: String
    package var mentions: Int
    package var first: String?
    package var last: String?
    /// An article that says so, and where: the office and the name.
    package var article: Int64
    package var span: Range<Int>
  }

  /// With whom it is related, in one class and direction.
  package struct Tie: Sendable, Hashable {
    package var `class`: String
    package var labelFrench: String
    package var labelEnglish: String
    /// True when the source is the one who acts.
    package var isSubject: Bool
    package var other: String
    package var otherKey: String
    package var affirmed: Int
    package var denied: Int
    package var first: String?
    package var last: String?
  }

  package var source: SourceMatch
  package var names: [Name]
  package var offices: [Office]
  /// Statements by kind.
  package var kinds: [Facet.Value]
  /// Its statements by month.
  package var months: [Facet.Value]
  /// Its statements by outlet.
  package var outlets: [Facet.Value]
  /// In how many articles it is named.
  package var articles: Int
  /// How many statements of others name it.
  package var statementsAbout: Int
  package var ties: [Tie]
}

extension Archive {
  /// What is known of a source.
  package func file(of source: SourceMatch, most: Int = 20) throws -> SourceFile {
    let bound = [Value.integer(source.id)]
    let its = "WITH m AS MATERIALIZED (SELECT id FROM sources WHERE id = ?1 OR merged_into = ?1)"
    let counts = try rows(
      "\(its) SELECT count(DISTINCT article_id) FROM mentions WHERE source_id IN m", bound)
    let articles = try counts.next() ? Int(counts.integer(0)) : 0
    return SourceFile(
      source: source, names: try sourceNames(its, bound), offices: try offices(its, bound, most),
      kinds: try kinds(its, bound),
      months: try values(
        """
        \(its) SELECT substr(a.published, 1, 7) AS month, substr(a.published, 1, 7), count(*)
        FROM statements s CROSS JOIN \(articlesByFacet()) ON a.id = s.article_id
        WHERE s.source_id IN m GROUP BY month ORDER BY month IS NULL, month
        """, bound),
      outlets: try values(
        """
        \(its), n AS (SELECT a.outlet_id, count(*) AS n
          FROM statements s CROSS JOIN \(articlesByFacet()) ON a.id = s.article_id
          WHERE s.source_id IN m GROUP BY a.outlet_id)
        SELECT o.name, o.name, n FROM n LEFT JOIN outlets o ON o.id = n.outlet_id
        ORDER BY n DESC, o.name LIMIT \(most)
        """, bound),
      articles: articles, statementsAbout: try statementsAbout(source, its),
      ties: try ties(its, bound, most))
  }

  /// Statements by kind: as they are kept, else counted.
  private func kinds(_ its: String, _ bound: [Value]) throws -> [Facet.Value] {
    guard try attempt({ try Tallies.areWhole(connection) }) else {
      return try values(
        "\(its) SELECT kind, kind, count(*) FROM statements WHERE source_id IN m GROUP BY kind",
        bound)
    }
    return try values(
      ["direct", "indirect", "mixed"].map { kind in
        "SELECT '\(kind)', '\(kind)', \(kind) FROM source_tallies WHERE source_id = ?1 AND \(kind) > 0"
      }.joined(separator: " UNION ALL "), bound)
  }

  /// How many statements of anybody name a source. From its mentions where nothing is hidden: along the
  /// articles, a frequent one takes three times as long.
  private func statementsAbout(_ source: SourceMatch, _ its: String) throws -> Int {
    guard try !hidesRows else {
      var question = Question()
      question.about = [source]
      return try count(question, of: .statements)
    }
    let rows = try rows(
      """
      \(its) SELECT count(*) FROM (
        SELECT DISTINCT s.id FROM m CROSS JOIN mentions x ON x.source_id = m.id
        CROSS JOIN statements s
          ON s.article_id = x.article_id AND s.start <= x.start AND s."end" >= x."end")
      """, [.integer(source.id)])
    return try rows.next() ? Int(rows.integer(0)) : 0
  }

  private func sourceNames(_ its: String, _ bound: [Value]) throws -> [SourceFile.Name] {
    let rows = try rows(
      """
      \(its) SELECT DISTINCT name, name_kind FROM source_names WHERE source_id IN m
      ORDER BY name_kind <> 'name', name_kind, name
      """, bound)
    var names: [SourceFile.Name] = []
    while try rows.next() {
      names.append(SourceFile.Name(name: rows.text(0) ?? "", kind: rows.text(1) ?? ""))
    }
    return names
  }

  private func offices(_ its: String, _ bound: [Value], _ most: Int) throws
    -> [SourceFile.Office]
  {
    let rows = try rows(
      """
      \(its), x AS MATERIALIZED (
        SELECT m1.role, count(*) AS mentions, min(a.published) AS first, max(a.published) AS last,
          min(m1.article_id) AS proof
        FROM mentions m1 CROSS JOIN \(articlesByFacet()) ON a.id = m1.article_id
        WHERE m1.source_id IN m AND m1.role IS NOT NULL
        GROUP BY m1.role ORDER BY mentions DESC, m1.role LIMIT \(most))
      SELECT x.role, x.mentions, x.first, x.last, p.article_id,
        min(p.start, ifnull(p.role_start, p.start)), max(p."end", ifnull(p.role_end, p."end")),
        min(p.start)
      FROM x CROSS JOIN m CROSS JOIN mentions p
        ON p.article_id = x.proof AND p.source_id = m.id AND p.role = x.role
      GROUP BY x.role ORDER BY x.mentions DESC, x.role
      """, bound)
    var offices: [SourceFile.Office] = []
    while try rows.next() {
      offices.append(
        SourceFile.Office(
          role: rows.text(0) ?? "", mentions: Int(rows.integer(1)), first: rows.text(2),
          last: rows.text(3), article: rows.integer(4),
          span: rows.span(5)))
    }
    return offices
  }

  private func ties(_ its: String, _ bound: [Value], _ most: Int) throws -> [SourceFile.Tie] {
    let rows = try rows(
      """
      \(its), x AS MATERIALIZED (
        SELECT 1 AS acts, r.class, r.object_id AS other, r.polarity, r.article_id
        FROM relations r WHERE r.subject_id IN m
        UNION ALL
        SELECT 0, r.class, r.subject_id, r.polarity, r.article_id
        FROM relations r WHERE r.object_id IN m),
      y AS MATERIALIZED (
        SELECT acts, class, other, sum(polarity > 0) AS affirmed, sum(polarity < 0) AS denied,
          min(a.published) AS first, max(a.published) AS last
        FROM x CROSS JOIN \(articlesByFacet()) ON a.id = x.article_id
        GROUP BY acts, class, other)
      SELECT y.class, c.label_fr, c.label_en, y.acts, t.name, t.key,
        sum(affirmed), sum(denied), min(first), max(last)
      FROM y
      CROSS JOIN relation_classes c ON c.class = y.class
      CROSS JOIN sources o ON o.id = y.other
      CROSS JOIN sources t ON t.id = coalesce(o.merged_into, o.id)
      GROUP BY y.acts, y.class, t.id
      ORDER BY y.class <> 'accuse', sum(affirmed + denied) DESC, t.name, t.key
      LIMIT \(2 * most)
      """, bound)
    var ties: [SourceFile.Tie] = []
    while try rows.next() {
      ties.append(
        SourceFile.Tie(
          class: rows.text(0) ?? "", labelFrench: rows.text(1) ?? "",
          labelEnglish: rows.text(2) ?? "", isSubject: rows.integer(3) != 0,
          other: rows.text(4) ?? "", otherKey: rows.text(5) ?? "", affirmed: Int(rows.integer(6)),
          denied: Int(rows.integer(7)), first: rows.text(8), last: rows.text(9)))
    }
    return ties
  }
}
