import SQLite
import Tables

/// A question as SQL with its bound values.
///
/// Nothing typed is pasted, but for two things: `--where`, which SQLite parses as one expression after
/// the read-only authorizer, and the names of columns, which are those of the view.
struct QuestionSQL {
  /// What is wanted of each row.
  enum Selected {
    /// Columns of the listing's view, and `snippet` of articles.
    case columns([String])
    /// SQL of ours over the tables `a`, and `s` or `r`, and the view as `d`.
    case expressions([String])
    /// SQL of ours over the tables `a`, and `s` or `r`, and those that `join` brings in, of all rows in
    /// no order.
    case all([String], join: String)
    /// Only how many rows there are.
    case count
  }

  let question: Question
  let listing: Listing
  let match: QuestionParser.Expression?
  private let outlets: [Int64]?
  /// The offices that are meant by the words that were given.
  private let offices: [String]?
  /// True when it is known that no row answers.
  private let findsNothing: Bool
  private let selected: Selected
  /// See `Connection.articlesByFacet`.
  private let articlesByFacet: String
  var conditions: [String] = []
  private(set) var values: [Value] = []
  var text = ""

  /// The SQL of a question: `match` is the FTS5 expression of its words, `outlets` are the rows of its
  /// outlets, `offices` those that its words for offices mean, `selected` is what is wanted of each row,
  /// `findsNothing` when it is known that no row answers.
  init(
    _ question: Question, _ listing: Listing, match: QuestionParser.Expression?,
    outlets: [Int64]?, offices: [String]?, findsNothing: Bool = false, selected: Selected,
    articlesByFacet: String
  ) {
    self.question = question
    self.listing = listing
    self.match = match
    self.outlets = outlets
    self.offices = offices
    self.findsNothing = findsNothing
    self.selected = selected
    self.articlesByFacet = articlesByFacet
    switch listing {
    case .articles: articles()
    case .statements: statements()
    case .relations: relations()
    }
  }

  // MARK: Pieces of SQL

  mutating func value(_ value: Value) -> String {
    values.append(value)
    return "?\(values.count)"
  }

  mutating func list(_ ids: [Int64]) -> String {
    "(" + ids.map { value(.integer($0)) }.joined(separator: ", ") + ")"
  }

  mutating func list(_ texts: [String]) -> String {
    "(" + texts.map { value(.text($0)) }.joined(separator: ", ") + ")"
  }

  /// Rows of `column` that are one of the sources, or merged into one.
  mutating func sources(_ column: String, _ matches: [SourceMatch]) -> String {
    let ids = list(matches.map(\.id))
    return "\(column) IN (SELECT id FROM sources WHERE id IN \(ids) OR merged_into IN \(ids))"
  }

  /// What is selected: the wanted columns of the view, which is joined as `d`.
  mutating func wanted() -> String {
    switch selected {
    case .count: return "count(*)"
    case .expressions(let expressions), .all(let expressions, _):
      return expressions.joined(separator: ", ")
    case .columns(let names):
      return names.map { name in
        switch (name, listing) {
        case (Listing.snippet, .articles): snippet()
        case (Listing.relation, .relations): Self.relation
        default: "d.\"\(name)\""
        }
      }.joined(separator: ", ")
    }
  }

  /// True when only the number of rows is wanted.
  var counts: Bool { if case .count = selected { true } else { false } }

  /// True when all rows are gone through, in no order.
  var isOfAll: Bool {
    switch selected {
    case .all, .count: true
    default: false
    }
  }

  /// The table of articles; `isInner` when its rows are looked up for those of another one.
  ///
  /// The index that contains what is counted by is small, but one of dates or outlets may begin.
  func articles(isInner: Bool) -> String {
    switch selected {
    case .all: articlesByFacet
    case .count where isInner: articlesByFacet
    default: "articles a"
    }
  }

  /// What is joined to the rows: the view where one of its columns is wanted.
  var details: String {
    switch selected {
    case .count: return ""
    case .all(_, let join): return join
    case .expressions(let list) where !list.contains(where: { $0.contains("d.") }): return ""
    default: return "\nCROSS JOIN \(listing.view) d ON d.id = \(listing.row)"
    }
  }

  /// The class of a relation with all that makes it another one than it looks.
  private static let relation = """
    iif(d.polarity < 0, 'not ', '') || d.class || iif(d.modality = 'actual', '', ' (' || d.modality || ')')
    || iif(d.former = 1, ' (former)', '') AS relation
    """

  private mutating func snippet() -> String {
    guard let match else { return "substr(a.body, 1, 160) AS snippet" }
    guard let typed = match.pairs.first else {
      return "snippet(articles_fts, 1, '[', ']', '…', 24) AS snippet"
    }
    // Pairs of letters have no place in the text of their own.
    let word = value(.text(typed))
    return """
      CASE WHEN instr(a.body, \(word)) > 0 THEN
        CASE WHEN instr(a.body, \(word)) > 21 THEN '…' ELSE '' END
        || substr(a.body, max(1, instr(a.body, \(word)) - 20),
          min(20, instr(a.body, \(word)) - 1)) || '[' || \(word) || ']'
        || substr(a.body, instr(a.body, \(word)) + length(\(word)), 40) || '…'
      ELSE substr(a.body, 1, 80) END AS snippet
      """
  }

  // MARK: Shared filters

  /// Adds the conditions on articles; true when there are any.
  @discardableResult
  mutating func addArticleFilters() -> Bool {
    let before = conditions.count
    // The plus sign keeps the planner from starting at the index of an outlet or a date and running
    // the MATCH once for each of its articles.
    let plus = match == nil ? "" : "+"
    if let outlets { conditions.append("\(plus)a.outlet_id IN \(list(outlets))") }
    if !question.languages.isEmpty {
      conditions.append("\(plus)a.language IN \(list(question.languages))")
    }
    let dates = question.dates
    if let from = dates.from {
      conditions.append("\(plus)a.published >= \(value(.text(from)))")
    }
    if let to = dates.to {
      // «2022-12» contains «2022-12-31T23:59»: everything that starts with it.
      conditions.append("\(plus)a.published < \(value(.text(to + "~")))")
      let around = DateRange.around(to)
      if !around.isEmpty { conditions.append("a.published NOT IN \(list(around))") }
    }
    if findsNothing { conditions.append("0") }
    markFilters()
    return conditions.count > before
  }

  /// True when offices are asked for.
  var hasOffices: Bool { offices != nil }

  /// Statements `s` whose source is named with one of the offices in their article.
  mutating func officeFilter() -> String? {
    guard let offices else { return nil }
    // One value: thousands of offices may have a word in common.
    let memory = Output(descriptor: -1, fill: 1 << 12)
    let json = JSONText(memory)
    json.array { for office in offices { json.string(office) } }
    let list = String(decoding: memory.takeBytes(), as: UTF8.self)
    return """
      (s.article_id, s.source_id) IN (
        SELECT m.article_id, m.source_id FROM mentions m
        WHERE m.role IN (SELECT value FROM json_each(\(value(.text(list))))))
      """
  }

  /// The MATCH expression with what the facets of the index can decide.
  mutating func matchWithFacets(_ expression: String) -> String {
    var parts = ["{title body title_pairs body_pairs} : (\(expression))"]
    if let outlets {
      parts.append("facets : (" + outlets.map { "o\($0)" }.joined(separator: " OR ") + ")")
    }
    let languages = question.languages
    if !languages.isEmpty, languages.allSatisfy({ $0.allSatisfy(\.isLetter) }) {
      parts.append(
        "facets : (" + languages.map { "\"l\($0.lowercased())\"" }.joined(separator: " OR ") + ")")
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

  /// Adds the last conditions: the one that was written by hand, and, of each family of near-duplicates,
  /// the first article that answers all of them. `from` is what is gone through, with the articles `a`;
  /// `more` must be true as well.
  mutating func closeConditions(from: String, and more: [String] = []) {
    if let condition = question.condition {
      // In a scope of its own, so that a name means the listing's column and is never ambiguous.
      conditions.append(
        "EXISTS (SELECT 1 FROM \(listing.view) w WHERE w.id = \(listing.row) AND (\(condition)\n))")
    }
    guard question.oneOfFamily else { return }
    let all = conditions + more
    let found = all.isEmpty ? "" : " WHERE " + all.joined(separator: " AND ")
    conditions.append(
      "a.id IN (SELECT min(a.id) FROM \(from)\(found) GROUP BY coalesce(a.family_id, a.id))")
  }

  // MARK: The end

  mutating func finish() {
    if !conditions.isEmpty { text += "\nWHERE " + conditions.joined(separator: "\n  AND ") }
    if isOfAll { return }
    text += "\nORDER BY \(order())"
    text += limit()
  }

  /// `LIMIT` and `OFFSET`, where they are wanted.
  mutating func limit() -> String {
    guard question.limit != nil || question.offset > 0 else { return "" }
    let limit = value(.integer(Int64(question.limit ?? -1)))
    return "\nLIMIT \(limit) OFFSET \(value(.integer(Int64(question.offset))))"
  }

  /// The order of the rows: total, so that it is the same whatever columns and limit are asked for.
  private func order() -> String {
    let id = listing.row
    // Relations are found by the words of their articles, which do not rank them.
    let isRanked = match != nil && listing != .relations
    switch question.order ?? (isRanked ? .relevance : .newest) {
    case .relevance where isRanked:
      // The same ranking as that of the best rows, whatever the limit.
      let groups = (match?.groups ?? []).map(String.init).joined(separator: ",")
      let rank =
        listing == .articles
        ? "best_rank(articles_fts" : "best_statement_rank(statements_fts"
      return "\(rank), '\(groups)', 0), \(id)"
    case .relevance, .newest: return "a.published DESC, \(id)"
    case .oldest: return "a.published, \(id)"
    case .stored: return id
    }
  }
}
