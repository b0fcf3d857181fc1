import SQLite

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

  /// SQL over all that answers a question, in no order: `expressions` of the articles `a`, and of the
  /// statements `s` or the relations `r`; `join` brings in more tables.
  ///
  /// Of an article, only what the index `articles_by_facet` contains is quick to read. Rows of one
  /// article come one after the other.
  func all(
    _ question: Question, of subject: Subject, _ expressions: [String], join: String = ""
  ) throws -> Rows {
    try attempt {
      var all = question
      all.limit = nil
      all.offset = 0
      let sql = try questionSQL(all, subject.listing, .all(expressions, join: join)).sql
      return try run(sql.text, sql.values, of: question)
    }
  }

  /// See `Connection.articlesByFacet`.
  func articlesByFacet() throws -> String { try connection.articlesByFacet() }

  /// How many rows answer a question.
  package func count(_ question: Question, of subject: Subject) throws -> Int {
    try count(subject.listing, question)
  }
}
