import SQLite

/// How the rows of one answer are spread over one property.
package struct Facet: Sendable, Hashable {
  /// The properties by which an answer is told apart.
  package enum Name: String, Sendable, CaseIterable { case outlet, month, language, speaker, kind }

  /// One value of the property.
  package struct Value: Sendable, Hashable {
    /// What a filter takes: a source's key, else the value itself; nil where no filter finds just
    /// these rows, as with what is not known or a date that is only a year.
    package var key: String?
    /// What a person reads; nil where it is not known.
    package var label: String?
    /// In how many rows of the answer it is found.
    package var count: Int

    package init(key: String?, label: String?, count: Int) {
      self.key = key
      self.label = label
      self.count = count
    }
  }

  package var name: Name
  /// The most frequent first; months in order of time.
  package var values: [Value]
  /// How many more values there are than those given.
  package var others: Int

  package init(name: Name, values: [Value], others: Int) {
    self.name = name
    self.values = values
    self.others = others
  }
}

extension Archive {
  /// How the rows that answer a question are spread over outlets, months, languages, speakers and
  /// kinds, and how many there are in all.
  ///
  /// Of articles, the facets «speaker» and «kind» count those with such a statement. The kind of a
  /// relation is its class, its speaker who asserts it: `article`, without a label, for the article's
  /// own voice. At most `most` values of a facet are given, but all months.
  package func facets(_ question: Question, of subject: Subject, most: Int = 20) throws
    -> (total: Int, facets: [Facet])
  {
    let isOfArticles = subject == .articles
    let articles = try articlesByFacet()
    let rows = try selecting(question, subject) { _ in
      let (source, own) =
        switch subject {
        case .articles: ("hit", "")
        case .statements:
          ("hit CROSS JOIN statements s ON s.id = hit.id", ", s.kind, s.source_id")
        case .relations:
          (
            "hit CROSS JOIN relations r ON r.id = hit.id",
            ", r.class AS kind, r.asserted_by AS source_id"
          )
        }
      let ownVoice =
        subject == .relations
        ? """
        UNION ALL
        SELECT 'speaker', 'article', NULL, count(*) FROM f WHERE source_id IS NULL HAVING count(*) > 0
        """ : ""
      let spoken =
        isOfArticles
        ? "SELECT DISTINCT s.article_id, s.%, f.id FROM f CROSS JOIN statements s ON s.article_id = f.id"
        : "SELECT f.article_id, f.%, f.id FROM f"
      func said(_ column: String) -> String {
        "(" + String(spoken.split(separator: "%").joined(separator: column)) + ")"
      }
      return """
        , f AS MATERIALIZED (
          SELECT hit.id, hit.article_id, a.outlet_id, substr(a.published, 1, 7) AS month,
            a.language\(own)
          FROM \(source) CROSS JOIN \(articles) ON a.id = hit.article_id),
        speaking (article_id, source_id, id) AS MATERIALIZED \(said("source_id")),
        sounding (article_id, kind, id) AS MATERIALIZED \(said("kind"))
        SELECT 'total', NULL, NULL, count(*) FROM f
        UNION ALL
        SELECT 'outlet', o.name, o.name, n FROM
          (SELECT outlet_id, count(*) AS n FROM f GROUP BY outlet_id) x
          LEFT JOIN outlets o ON o.id = x.outlet_id
        UNION ALL
        SELECT 'month', iif(length(month) = 7, month, NULL), month, count(*) FROM f GROUP BY month
        UNION ALL
        SELECT 'language', language, language, count(*) FROM f GROUP BY language
        UNION ALL
        SELECT 'speaker', t.key, t.name, n FROM
          (SELECT coalesce(p.merged_into, p.id) AS source, count(DISTINCT x.id) AS n
           FROM speaking x CROSS JOIN sources p ON p.id = x.source_id GROUP BY source) y
          CROSS JOIN sources t ON t.id = y.source
        UNION ALL
        SELECT 'kind', kind, kind, count(*) FROM sounding WHERE kind IS NOT NULL GROUP BY kind
        \(ownVoice)
        """
    }
    var total = 0
    var found: [Facet.Name: [Facet.Value]] = [:]
    while try rows.next() {
      guard let name = rows.text(0).flatMap({ Facet.Name(rawValue: $0) }) else {
        total = Int(rows.integer(3))
        continue
      }
      found[name, default: []].append(
        Facet.Value(key: rows.text(1), label: rows.text(2), count: Int(rows.integer(3))))
    }
    return (total, Facet.Name.allCases.map { Self.facet($0, found[$0] ?? [], most: most) })
  }

  private static func facet(_ name: Facet.Name, _ values: [Facet.Value], most: Int) -> Facet {
    if name == .month {
      return Facet(
        name: name, values: values.sorted { ($0.label ?? "~") < ($1.label ?? "~") }, others: 0)
    }
    let sorted = values.sorted { ($1.count, $0.label ?? "") < ($0.count, $1.label ?? "") }
    return Facet(
      name: name, values: Array(sorted.prefix(most)), others: max(0, sorted.count - most))
  }
}
