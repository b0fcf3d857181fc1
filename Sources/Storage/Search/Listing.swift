/// What is listed: rows of a view, one a row of its table.
package enum Listing: Sendable {
  case articles, statements, relations

  /// The view whose columns may be wanted.
  package var view: String {
    switch self {
    case .articles: "article_details"
    case .statements: "statement_details"
    case .relations: "relation_details"
    }
  }

  /// The table of which a row is listed, and the column in which `tallies` count it.
  package var table: String {
    switch self {
    case .articles: "articles"
    case .statements: "statements"
    case .relations: "relations"
    }
  }

  /// The columns of a listing when none are named.
  package var usualColumns: [String] {
    switch self {
    case .articles: ["id", "published", "outlet", "language", "title", Self.snippet]
    case .statements:
      [
        "id", "article_id", "published", "outlet", "source", "speaker", "cue", "kind", "content",
        "start", "end", "confidence",
      ]
    case .relations:
      [
        "id", "article_id", "published", "outlet", "subject", "class", "object", "polarity",
        "modality", "asserted_by", "sentence", "confidence",
      ]
    }
  }

  /// The usual columns where a person reads them in as little room as a terminal has: whether a relation
  /// is denied or only possible stands with its class, which no width leaves out.
  package var columnsForReading: [String] {
    self == .relations
      ? [
        "id", "article_id", "published", "outlet", "subject", Self.relation, "object",
        "asserted_by", "sentence", "confidence",
      ] : usualColumns
  }

  /// The column of relations that is no column of the view: `not supply_arms (possible)`.
  static let relation = "relation"
  /// The column of articles that is no column of the view: the place that was found.
  static let snippet = "snippet"
  /// Further columns, beside those of the view.
  var furtherColumns: [String] {
    switch self {
    case .articles: [Self.snippet]
    case .statements: []
    case .relations: [Self.relation]
    }
  }

  /// The row of the view's table, in the SQL of a question.
  var row: String {
    switch self {
    case .articles: "a.id"
    case .statements: "s.id"
    case .relations: "r.id"
    }
  }
}
