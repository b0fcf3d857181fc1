import SQLite

extension QuestionSQL {
  // What is gone through where a full-text index decides.
  private static let foundArticles =
    "articles_fts CROSS JOIN articles a ON a.id = articles_fts.rowid"
  private static let foundStatements = """
    statements_fts CROSS JOIN statements s ON s.id = statements_fts.rowid
    CROSS JOIN articles a ON a.id = s.article_id
    """

  // MARK: Articles

  mutating func articles() {
    if let match {
      // First of all values, so that it is ?1.
      conditions.append("articles_fts MATCH \(value(.text(matchWithFacets(match.text))))")
    }
    addArticleFilters()
    let plus = match == nil ? "" : "+"
    let best = question.limit.map { $0 + question.offset } ?? .max
    let isRanked =
      match != nil && best <= 1_000 && !isOfAll && (question.order ?? .relevance) == .relevance
    // What most articles report is looked for in the best ones first.
    var usual: String?
    if let reported = statementFilter() {
      if match != nil, question.by == nil, !hasOffices {
        usual = "EXISTS (SELECT 1 FROM statements s WHERE s.article_id = #.id AND \(reported))"
      } else {
        conditions.append(
          "\(plus)a.id IN (SELECT s.article_id FROM statements s WHERE \(reported))")
      }
    }
    if let about = question.about {
      conditions.append(
        "\(plus)a.id IN (SELECT article_id FROM mentions WHERE \(sources("source_id", about)))")
    }
    if let match, isRanked { return finishRanked(match, best: best, usual: usual) }
    if let usual { conditions.append(usual.replacing("#", with: "a")) }
    closeConditions(from: match == nil ? "articles a" : Self.foundArticles)
    let wanted = wanted()
    let isJoined = !counts || conditions.count > (match == nil ? 0 : 1)
    switch (match == nil, isJoined) {
    case (true, _): text = "SELECT \(wanted)\nFROM \(articles(isInner: false))\(details)"
    case (false, false): text = "SELECT \(wanted)\nFROM articles_fts"
    case (false, true):
      text = """
        SELECT \(wanted)
        FROM articles_fts
        CROSS JOIN \(articles(isInner: true)) ON a.id = articles_fts.rowid\(details)
        """
    }
    finish()
  }

  /// What must be true of a statement of an article; nil when nothing must.
  private mutating func statementFilter() -> String? {
    var inner: [String] = []
    if let by = question.by { inner.append(sources("s.source_id", by)) }
    if !question.kinds.isEmpty { inner.append("s.kind IN \(list(question.kinds))") }
    if case .atLeast(let least) = question.confidence {
      inner.append("s.confidence >= \(value(.real(least)))")
    }
    if let office = officeFilter() { inner.append(office) }
    return inner.isEmpty ? nil : inner.joined(separator: " AND ")
  }

  /// Finds the best rows first, and only then what is shown of them.
  ///
  /// FTS5's own `rank` looks up the length of every hit and keeps them all: at 100,000 articles that
  /// is a tenth of a second for a frequent word.
  private mutating func finishRanked(
    _ match: QuestionParser.Expression, best: Int, usual: String?
  ) {
    let wanted = wanted()
    closeConditions(
      from: Self.foundArticles, and: usual.map { [$0.replacing("#", with: "a")] } ?? [])
    let join =
      conditions.count > 1 || usual != nil
      ? "\n  CROSS JOIN articles a ON a.id = articles_fts.rowid" : ""
    func first(_ count: Int, _ more: [String] = []) -> String {
      ranked("articles_fts", "best_rank", match, join: join, conditions + more, count)
    }
    // A row is looked up in the index again for its snippet. That gathers all words of a prefix each
    // time, so then one more walk over all hits is cheaper.
    let tables =
      match.text.contains("*")
      ? "articles_fts\nCROSS JOIN hit ON hit.id = +articles_fts.rowid"
      : "hit\nCROSS JOIN articles_fts ON articles_fts.rowid = hit.id"
    let hits =
      usual == nil
      ? "hit AS MATERIALIZED (\(first(best)))" : Self.bestOf(best, usual ?? "1", first)
    text = """
      WITH \(hits)
      SELECT \(wanted)
      FROM \(tables)
      CROSS JOIN articles a ON a.id = hit.id\(details)
      WHERE articles_fts MATCH ?1
      ORDER BY hit.score, hit.id\(limit())
      """
  }

  /// The first rows of a full-text index as `id` and `score`.
  private mutating func ranked(
    _ index: String, _ function: String, _ match: QuestionParser.Expression, join: String,
    _ conditions: [String], _ first: Int
  ) -> String {
    let groups = value(.text(match.groups.map(String.init).joined(separator: ",")))
    let most = value(.integer(Int64(first)))
    return """

      SELECT \(index).rowid AS id, \(function)(\(index), \(groups), \(most)) AS score
      FROM \(index)\(join)
      WHERE \(conditions.joined(separator: "\n    AND "))
      ORDER BY score, \(index).rowid LIMIT \(most)
      """
  }

  /// The best rows of which something is true that is true of most: looked for among the best of all,
  /// and among all only when there are too few.
  private static func bestOf(
    _ best: Int, _ usual: String, _ ranked: (Int, [String]) -> String
  ) -> String {
    let tried = 8 * best + 200
    let areTooFew =
      "(SELECT count(*) FROM good) < \(best) AND (SELECT count(*) FROM near) >= \(tried)"
    return """
      near AS MATERIALIZED (\(ranked(tried, []))),
      good AS MATERIALIZED (
        SELECT id, score FROM near WHERE \(usual.replacing("#", with: "near"))
        ORDER BY score, id LIMIT \(best)),
      hit AS MATERIALIZED (
        SELECT id, score FROM good WHERE NOT (\(areTooFew))
        UNION ALL
        SELECT id, score FROM (\(ranked(best, [areTooFew, usual.replacing("#", with: "a")]))))
      """
  }

  // MARK: What articles report

  /// What articles report, joined to them: from what is reported when few rows of it are wanted, else
  /// along the articles, whose index by date gives the newest without reading them all.
  private func reports(_ table: String, areFew: Bool, needsArticles: Bool) -> String {
    let condition = "a.id = \(table.suffix(1)).article_id"
    if !needsArticles { return table }
    return areFew || question.order == .stored && !isOfAll
      ? "\(table)\nCROSS JOIN \(articles(isInner: true)) ON \(condition)"
      : "\(articles(isInner: false))\nCROSS JOIN \(table) ON \(condition)"
  }

  /// The condition of the confidence that is asked for on `row`, of `table`.
  ///
  /// Few rows are unsure, and they have an index: where all rows are gone through, none is read for
  /// its confidence.
  private func confidence(of row: String, in table: String, areFew: Bool) -> String? {
    isOfAll && question.confidence == .usual && match == nil && !areFew
      ? "\(row).id NOT IN (SELECT id FROM \(table) WHERE confidence < \(Question.Confidence.usualLeast))"
      : question.confidence.condition(on: "\(row).confidence")
  }

  mutating func statements() {
    let wanted = wanted()
    let best = question.limit.map { $0 + question.offset } ?? .max
    let isRanked = best <= 1_000 && !isOfAll && (question.order ?? .relevance) == .relevance
    let areFew = question.by != nil || hasOffices || question.confidence.isUnsure
    if let match {
      conditions.append("statements_fts MATCH \(value(.text("content : (\(match.text))")))")
    }
    let isFiltered = addArticleFilters()
    let from =
      match == nil
      ? reports(
        "statements s", areFew: areFew,
        needsArticles: !counts || isFiltered || question.about != nil || question.oneOfFamily)
      : """
      statements_fts
      CROSS JOIN statements s ON s.id = statements_fts.rowid
      CROSS JOIN \(articles(isInner: true)) ON a.id = s.article_id
      """
    text = "SELECT \(wanted)\nFROM \(from)\(details)"
    if let by = question.by { conditions.append(sources("s.source_id", by)) }
    if let about = question.about {
      let plus = match == nil ? "" : "+"
      conditions.append(
        "\(plus)a.id IN (SELECT article_id FROM mentions WHERE \(sources("source_id", about)))")
      // Mentioned inside the words of the statement.
      conditions.append(
        """
        EXISTS (SELECT 1 FROM mentions m WHERE m.article_id = s.article_id
          AND m.start >= s.start AND m."end" <= s."end" AND \(sources("m.source_id", about)))
        """)
    }
    if !question.kinds.isEmpty { conditions.append("s.kind IN \(list(question.kinds))") }
    if let office = officeFilter() { conditions.append(office) }
    if let condition = confidence(of: "s", in: "statements", areFew: areFew) {
      conditions.append(condition)
    }
    closeConditions(
      from: match == nil
        ? "statements s CROSS JOIN articles a ON a.id = s.article_id" : Self.foundStatements)
    if let match, isRanked { return finishRankedStatements(match, wanted, best: best) }
    finish()
  }

  private mutating func finishRankedStatements(
    _ match: QuestionParser.Expression, _ wanted: String, best: Int
  ) {
    let join =
      conditions.count > 1
      ? """

        CROSS JOIN statements s ON s.id = statements_fts.rowid
        CROSS JOIN articles a ON a.id = s.article_id
      """ : ""
    let ranked = ranked(
      "statements_fts", "best_statement_rank", match, join: join, conditions, best)
    text = """
      WITH hit AS MATERIALIZED (\(ranked))
      SELECT \(wanted)
      FROM hit
      CROSS JOIN statements s ON s.id = hit.id
      CROSS JOIN articles a ON a.id = s.article_id\(details)
      ORDER BY hit.score, hit.id\(limit())
      """
  }

  mutating func relations() {
    // What the article itself asserts is most of what there is.
    let named = [
      question.subject, question.object, question.about, question.assertedBy, question.by,
    ].map { $0 == [] ? nil : $0 }
    let areFew = named.contains { $0 != nil } || question.confidence.isUnsure
    let isFiltered = addArticleFilters()
    let from = reports(
      "relations r", areFew: areFew,
      needsArticles: !counts || isFiltered || question.oneOfFamily)
    text = "SELECT \(wanted())\nFROM \(from)\(details)"
    if let match {
      let words = value(.text("{title body title_pairs body_pairs} : (\(match.text))"))
      conditions.append(
        "r.article_id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH \(words))")
    }
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
    if !question.classes.isEmpty { conditions.append("r.class IN \(list(question.classes))") }
    if let condition = confidence(of: "r", in: "relations", areFew: areFew) {
      conditions.append(condition)
    }
    closeConditions(from: "relations r CROSS JOIN articles a ON a.id = r.article_id")
    finish()
  }
}

extension Question.Confidence {
  /// True when only the few rows are wanted that are below the usual precision.
  var isUnsure: Bool { self == .below(Self.usualLeast) }

  /// True for a precision, nil when none is known, that is wanted.
  package func admits(_ precision: Double?) -> Bool {
    switch self {
    case .any: true
    case .usual: (precision ?? 1) >= Self.usualLeast
    case .below(let least): (precision ?? 1) < least
    case .atLeast(let least): (precision ?? 0) >= least
    }
  }

  /// What must be true of a column of statements or relations; nil when nothing must.
  func condition(on column: String) -> String? {
    switch self {
    case .any: nil
    case .usual: "ifnull(\(column), 1) >= \(Self.usualLeast)"
    case .below(let least): "\(column) < \(least)"
    case .atLeast(let least): "\(column) >= \(least)"
    }
  }
}
