import SQLite

/// A question as SQL with its bound values. Nothing typed is pasted, but for `--where`, which is
/// parsed by SQLite as one expression behind the read-only authorizer.
struct QuestionSQL {
  /// What is listed.
  enum Listing { case articles, statements, relations }

  private let question: Question
  private let listing: Listing
  private let match: String?
  private let outlets: [Int64]?
  private var conditions: [String] = []
  private(set) var values: [Value] = []
  private(set) var text = ""

  /// The SQL of a question: `match` is the FTS5 expression of its words, `outlets` the rows of its
  /// outlet, `columns` those wanted of the view (nil for those of a listing).
  init(
    _ question: Question, _ listing: Listing, match: String?, outlets: [Int64]?,
    columns: [String]? = nil
  ) {
    self.question = question
    self.listing = listing
    self.match = match
    self.outlets = outlets
    switch listing {
    case .articles: articles(columns)
    case .statements: statements(columns)
    case .relations: relations(columns)
    }
  }

  private mutating func value(_ value: Value) -> String {
    values.append(value)
    return "?\(values.count)"
  }

  private mutating func list(_ ids: [Int64]) -> String {
    "(" + ids.map { value(.integer($0)) }.joined(separator: ", ") + ")"
  }

  /// Rows of `column` that are one of the sources, or merged into one.
  private mutating func sources(_ column: String, _ matches: [SourceMatch]) -> String {
    let ids = list(matches.map(\.id))
    return "\(column) IN (SELECT id FROM sources WHERE id IN \(ids) OR merged_into IN \(ids))"
  }

  // MARK: Shared filters

  private mutating func articleFilters(facets: Bool) {
    // The plus sign keeps the planner from starting at the index of an outlet or a date and running
    // the MATCH once for each of its articles.
    let plus = match == nil ? "" : "+"
    if let outlets {
      conditions.append("\(plus)a.outlet_id IN \(list(outlets))")
    }
    if let language = question.language {
      conditions.append("\(plus)a.language = \(value(.text(language)))")
    }
    if let from = question.from {
      conditions.append("\(plus)a.published >= \(value(.text(from)))")
    }
    if let to = question.to {
      // «2022-12» holds «2022-12-31T23:59»: everything that starts with it.
      conditions.append("\(plus)a.published < \(value(.text(to + "~")))")
    }
    if question.oneOfFamily {
      conditions.append("(a.family_id IS NULL OR a.family_id = a.id)")
    }
  }

  /// The MATCH expression with what the facets of the index can decide.
  private mutating func matchWithFacets(_ expression: String) -> String {
    var parts = ["{title body} : (\(expression))"]
    if let outlets {
      parts.append("facets : (" + outlets.map { "o\($0)" }.joined(separator: " OR ") + ")")
    }
    if let language = question.language, language.allSatisfy(\.isLetter) {
      parts.append("facets : \"l\(language.lowercased())\"")
    }
    if let months = Self.facets(from: question.from, to: question.to) {
      parts.append("facets : (" + months.joined(separator: " OR ") + ")")
    }
    return parts.joined(separator: " AND ")
  }

  /// Years and months that cover a range of dates; nil when one end is open or it is longer than
  /// forty of them.
  static func facets(from: String?, to: String?) -> [String]? {
    guard let from, let to, let first = Int(from.prefix(4)), let last = Int(to.prefix(4)),
      first <= last, last - first <= 40
    else { return nil }
    let firstMonth = Int(from.dropFirst(5).prefix(2)) ?? 1
    let lastMonth = Int(to.dropFirst(5).prefix(2)) ?? 12
    var facets: [String] = []
    for year in first...last {
      let low = year == first ? firstMonth : 1
      let high = year == last ? lastMonth : 12
      if low <= 1, high >= 12 {
        facets.append("y\(year)")
      } else if low <= high {
        facets += (low...high).map { "ym\(year)" + ($0 < 10 ? "0\($0)" : "\($0)") }
        // Articles of which only the year is known have no month; the row decides.
        facets.append("y\(year)")
      }
    }
    return facets.isEmpty ? nil : facets
  }

  private mutating func finish(order: String) {
    addCondition()
    if !conditions.isEmpty { text += "\nWHERE " + conditions.joined(separator: "\n  AND ") }
    text += "\nORDER BY \(order)"
    if let limit = question.limit { text += "\nLIMIT \(value(.integer(Int64(limit))))" }
  }

  private mutating func addCondition() {
    if let condition = question.condition {
      // In a scope of its own, so that a name means the listing's column and is never ambiguous.
      let (scope, row) =
        switch listing {
        case .articles:
          (
            "(SELECT x.*, y.name AS outlet FROM articles x LEFT JOIN outlets y ON y.id = x.outlet_id)",
            "a.id"
          )
        case .statements: ("statement_details", "s.id")
        case .relations: ("relation_details", "r.id")
        }
      conditions.append(
        "EXISTS (SELECT 1 FROM \(scope) w WHERE w.id = \(row) AND (\(condition)\n))")
    }
  }

  private func order(date: String, id: String) -> String {
    switch question.order ?? (match == nil ? .newest : .relevance) {
    case .relevance: match == nil ? "\(date) DESC, \(id)" : "rank"
    case .newest: "\(date) DESC, \(id) DESC"
    case .oldest: "\(date), \(id)"
    case .stored: id
    }
  }

  // MARK: Listings

  private mutating func articles(_ columns: [String]?) {
    let snippet =
      match == nil
      ? "substr(a.body, 1, 160)" : "snippet(articles_fts, 1, '[', ']', '…', 24)"
    let wanted =
      columns?.joined(separator: ", ")
      ?? "a.id, a.published, o.name AS outlet, a.language, a.title, \(snippet) AS snippet"
    if let match {
      text = """
        SELECT \(wanted)
        FROM articles_fts
        CROSS JOIN articles a ON a.id = articles_fts.rowid
        LEFT JOIN outlets o ON o.id = a.outlet_id
        """
      conditions.append("articles_fts MATCH \(value(.text(matchWithFacets(match))))")
    } else {
      text = "SELECT \(wanted)\nFROM articles a\nLEFT JOIN outlets o ON o.id = a.outlet_id"
    }
    articleFilters(facets: true)
    let plus = match == nil ? "" : "+"
    if question.by != nil || !question.kinds.isEmpty || question.minimumConfidence != nil {
      var inner: [String] = []
      if let by = question.by { inner.append(sources("source_id", by)) }
      if !question.kinds.isEmpty { inner.append(kinds("kind")) }
      if let least = question.minimumConfidence {
        inner.append("confidence >= \(value(.real(least)))")
      }
      conditions.append(
        "\(plus)a.id IN (SELECT article_id FROM statements WHERE "
          + inner.joined(separator: " AND ") + ")")
    }
    if let about = question.about {
      conditions.append(
        "\(plus)a.id IN (SELECT article_id FROM mentions WHERE \(sources("source_id", about)))")
    }
    if let match, let limit = question.limit, limit <= 1_000,
      (question.order ?? .relevance) == .relevance
    {
      finishRanked(match, wanted, limit: limit)
    } else {
      finish(order: order(date: "a.published", id: "a.id"))
    }
  }

  /// Finds the best rows first, and only then what is shown of them.
  ///
  /// FTS5's own `rank` looks up the length of every hit and keeps them all: at 100,000 articles that
  /// is a tenth of a second for a frequent word.
  private mutating func finishRanked(_ match: String, _ wanted: String, limit: Int) {
    addCondition()
    let groups = value(.text(Self.groups(of: match).map(String.init).joined(separator: ",")))
    let most = value(.integer(Int64(limit)))
    let join =
      conditions.count > 1 ? "\n  CROSS JOIN articles a ON a.id = articles_fts.rowid" : ""
    // A row is looked up in the index again for its snippet. That gathers all words of a prefix each
    // time, so then one more walk over all hits is cheaper.
    let plus = match.contains("*") ? "+" : ""
    let tables =
      plus.isEmpty
      ? "hit\nCROSS JOIN articles_fts ON articles_fts.rowid = hit.id"
      : "articles_fts\nCROSS JOIN hit ON hit.id = +articles_fts.rowid"
    text = """
      WITH hit AS MATERIALIZED (
        SELECT articles_fts.rowid AS id, best_rank(articles_fts, \(groups), \(most)) AS score
        FROM articles_fts\(join)
        WHERE \(conditions.joined(separator: "\n    AND "))
        ORDER BY score LIMIT \(most))
      SELECT \(wanted)
      FROM \(tables)
      CROSS JOIN articles a ON a.id = hit.id
      LEFT JOIN outlets o ON o.id = a.outlet_id
      WHERE articles_fts MATCH ?1
      ORDER BY hit.score, hit.id
      """
  }

  /// How many phrases of an expression stand for one word: those with nothing but OR between them.
  ///
  /// Empty when the expression has words outside of quotation marks, as people may write it.
  static func groups(of match: String) -> [Int] {
    var groups: [Int] = []
    for (i, part) in match.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if i % 2 == 0 { continue }
      let before = match[..<part.startIndex].dropLast()
      if before.hasSuffix("\" OR "), !groups.isEmpty {
        groups[groups.count - 1] += 1
      } else {
        groups.append(1)
      }
    }
    return groups
  }

  /// What articles report, joined to them: from what is reported when its sources are known, else
  /// along the articles, whose index by date gives the newest without reading them all.
  private func reports(_ table: String, areNamed: Bool) -> String {
    let condition = "a.id = \(table.suffix(1)).article_id"
    return areNamed || question.order == .stored
      ? "\(table)\nCROSS JOIN articles a ON \(condition)"
      : "articles a\nCROSS JOIN \(table) ON \(condition)"
  }

  /// The view of a listing, joined where one of its columns is wanted.
  private static func details(_ join: String, for columns: [String]?) -> String {
    columns?.contains { $0.hasPrefix("d.") } ?? true ? "\nCROSS JOIN \(join)" : ""
  }

  private mutating func kinds(_ column: String) -> String {
    "\(column) IN (" + question.kinds.map { value(.text($0)) }.joined(separator: ", ") + ")"
  }

  private mutating func statements(_ columns: [String]?) {
    let details = Self.details("statement_details d ON d.id = s.id", for: columns)
    let wanted =
      columns?.joined(separator: ", ")
        ?? """
        d.id, d.article_id, d.published, d.outlet, d.source, d.speaker, d.cue, d.kind,
          d.content, d.start, d."end", d.confidence
        """
    if let match {
      text = """
        SELECT \(wanted)
        FROM statements_fts
        CROSS JOIN statements s ON s.id = statements_fts.rowid
        CROSS JOIN articles a ON a.id = s.article_id\(details)
        """
      conditions.append("statements_fts MATCH \(value(.text("content : (\(match))")))")
    } else {
      text = """
        SELECT \(wanted)
        FROM \(reports("statements s", areNamed: question.by != nil))\(details)
        """
    }
    articleFilters(facets: false)
    if let by = question.by { conditions.append(sources("s.source_id", by)) }
    if let about = question.about {
      conditions.append(
        "+a.id IN (SELECT article_id FROM mentions WHERE \(sources("source_id", about)))")
      // Mentioned inside the words of the statement.
      conditions.append(
        """
        EXISTS (SELECT 1 FROM mentions m WHERE m.article_id = s.article_id
          AND m.start >= s.start AND m."end" <= s."end" AND \(sources("m.source_id", about)))
        """)
    }
    if !question.kinds.isEmpty { conditions.append(kinds("s.kind")) }
    if let least = question.minimumConfidence {
      conditions.append("s.confidence >= \(value(.real(least)))")
    }
    finish(order: order(date: "a.published", id: "s.id"))
  }

  private mutating func relations(_ columns: [String]?) {
    let details = Self.details("relation_details d ON d.id = r.id", for: columns)
    let wanted =
      columns?.joined(separator: ", ")
        ?? """
        d.id, d.article_id, d.published, d.outlet, d.subject, d.class, d.object,
          d.polarity, d.modality, d.asserted_by, d.sentence, d.confidence
        """
    let named = [
      question.subject, question.object, question.about, question.assertedBy, question.by,
    ]
    text = """
      SELECT \(wanted)
      FROM \(reports("relations r", areNamed: named.contains { $0 != nil }))\(details)
      """
    if let match {
      conditions.append(
        "r.article_id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH "
          + "\(value(.text("{title body} : (\(match))"))))")
    }
    articleFilters(facets: false)
    if let subject = question.subject { conditions.append(sources("r.subject_id", subject)) }
    if let object = question.object { conditions.append(sources("r.object_id", object)) }
    if let about = question.about {
      conditions.append(
        "(\(sources("r.subject_id", about)) OR \(sources("r.object_id", about)))")
    }
    for asserter in [question.assertedBy, question.by] {
      guard let asserter else { continue }
      conditions.append(
        asserter.isEmpty ? "r.asserted_by IS NULL" : sources("r.asserted_by", asserter))
    }
    if !question.classes.isEmpty {
      let list = question.classes.map { value(.text($0)) }.joined(separator: ", ")
      conditions.append("r.class IN (\(list))")
    }
    if let least = question.minimumConfidence {
      conditions.append("r.confidence >= \(value(.real(least)))")
    }
    let order: String =
      switch question.order ?? .newest {
      case .oldest: "a.published, r.id"
      case .stored: "r.id"
      default: "a.published DESC, r.id"
      }
    finish(order: order)
  }
}
