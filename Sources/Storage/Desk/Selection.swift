import SQLite

/// What answers a question, as the table `hit (id, article_id)` with which a statement begins.
struct Selection {
  /// `hit (…) AS MATERIALIZED (…)`, to stand after `WITH`.
  let table: String
  /// What is bound to the parameters, the first one at ?1.
  private(set) var values: [Value]

  init(_ sql: QuestionSQL) {
    table = "hit (id, article_id) AS MATERIALIZED (\n\(sql.text))"
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

    var listing: QuestionSQL.Listing {
      switch self {
      case .articles: .articles
      case .statements: .statements
      case .relations: .relations
      }
    }

    /// The full-text index in which its words are looked up.
    fileprivate var terms: String { self == .statements ? "statements_terms" : "articles_terms" }
  }

  /// The statement of a question as SQL, `columns` as expressions over its tables; words or a
  /// condition that cannot be read throw `QuestionError`.
  func questionSQL(_ question: Question, _ subject: Subject, columns: [String]) throws
    -> QuestionSQL
  {
    if let condition = question.condition {
      try checkExpression(condition)
      try connection.allowReadingOnly()
    }
    return QuestionSQL(
      question, subject.listing, match: try expression(of: question, terms: subject.terms),
      outlets: try question.outlet.map { try outlets(named: $0) }, columns: columns)
  }

  /// Runs a statement over all that answers a question; `body` writes it behind the table `hit`.
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
      var selection = Selection(try questionSQL(all, subject, columns: columns))
      let text = try body(&selection)
      return try run("WITH " + selection.table + text, selection.values, of: question)
    }
  }

  /// Prepares a statement that holds a question's condition, which may be wrong.
  func run(_ sql: String, _ values: [Value], of question: Question) throws -> Rows {
    do throws(SQLiteError) {
      let query = try connection.query(sql)
      try query.bind(values)
      return Rows(query, at: path)
    } catch {
      guard question.condition != nil, error.code == 1 else { throw error }
      throw QuestionError.unreadable(what: "--where", problem: error.message)
    }
  }

  /// `articles a`, read from the index that holds what is counted by, where there is one: an
  /// article's row holds its text before its date.
  func articlesByFacet() throws -> String {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'articles_by_facet'"
    return try connection.integer(sql) == nil
      ? "articles a" : "articles a INDEXED BY articles_by_facet"
  }

  /// How many rows answer a question.
  package func count(_ question: Question, of subject: Subject) throws -> Int {
    let rows = try selecting(question, subject) { _ in "\nSELECT count(*) FROM hit" }
    return try rows.next() ? Int(rows.integer(0)) : 0
  }
}
