import SQLite

/// What answers a question, as the table `hit (id, article_id)` with which a statement begins.
struct Selection {
  /// `hit (…) AS MATERIALIZED (…)`, to come after `WITH`.
  let table: String
  /// True when every row of the table answers, so that `hit` need not be made.
  let isWhole: Bool
  /// What is bound to the parameters, the first one at ?1.
  private(set) var values: [Value]

  init(_ sql: QuestionSQL) {
    table = "hit (id, article_id) AS MATERIALIZED (\n\(sql.text))"
    isWhole = sql.conditions.isEmpty
    values = sql.values
  }

  /// A parameter that stands for a value.
  mutating func value(_ value: Value) -> String {
    values.append(value)
    return "?\(values.count)"
  }
}

extension Archive {
  /// Articles, statements or relations: what a question is asked about.
  package enum Subject: String, Sendable, CaseIterable {
    case articles, statements, relations

    /// The listing of their rows.
    package var listing: Listing {
      switch self {
      case .articles: .articles
      case .statements: .statements
      case .relations: .relations
      }
    }
  }

  /// Runs a statement over all that answers a question; `body` writes it after the table `hit`.
  func selecting(
    _ question: Question, _ subject: Subject, _ body: (inout Selection) throws -> String
  ) throws -> Rows {
    try attempt {
      var all = question
      all.limit = nil
      all.order = .stored
      let columns =
        switch subject {
        case .articles: ["a.id", "a.id"]
        case .statements: ["s.id", "s.article_id"]
        case .relations: ["r.id", "r.article_id"]
        }
      var selection = Selection(
        try questionSQL(all, subject.listing, .expressions(columns)).sql)
      let text = try body(&selection)
      return try run("WITH " + selection.table + text, selection.values, of: question)
    }
  }

  /// See `Connection.articlesByFacet`.
  func articlesByFacet() throws -> String { try connection.articlesByFacet() }

  /// How many rows answer a question.
  package func count(_ question: Question, of subject: Subject) throws -> Int {
    try count(subject.listing, question)
  }
}
