import SQLite

/// A question that cannot be answered as it was put.
package enum QuestionError: Error, CustomStringConvertible {
  /// Nothing is left to look for.
  case nothingToLookFor(typed: String)
  /// SQLite cannot read the FTS5 syntax or the condition that a person gave.
  case unreadable(what: String, problem: String)
  /// A column that the listing does not have.
  case unknownColumn(name: String, known: [String])
  /// A source by that name is not in the archive; what comes near.
  case unknownSource(name: String, near: [String])
  /// The statement would change the archive.
  case notReading(problem: String)

  package var description: String {
    switch self {
    case .nothingToLookFor(let typed):
      "«\(typed)» holds no word to look for; give at least one word that is wanted"
    case .unreadable(let what, let problem): "\(what): \(problem)"
    case .unknownColumn(let name, let known):
      "unknown column «\(name)»; known are \(known.joined(separator: ", "))"
    case .unknownSource(let name, let near):
      "no source is called «\(name)»"
        + (near.isEmpty
          ? "; see «dossier sources»" : "; did you mean \(near.joined(separator: ", "))?")
    case .notReading(let problem):
      "only reading is allowed here: \(problem)"
    }
  }
}

extension Archive {
  // MARK: Sources by name

  /// The sources that answer to a name: a key (`RUS`), a row's number (`#12`), or any of its names in
  /// any case, with or without accents; those who speak most come first. A name that nobody has whole
  /// is taken for the last one of persons: «Lindqvist».
  ///
  /// - Throws: `QuestionError.unknownSource` with the nearest names when there is none.
  package func sources(named name: String) throws -> [SourceMatch] {
    try attempt {
      let key = NameKey.fold(name)
      let number = name.hasPrefix("#") ? Int64(name.dropFirst()) : nil
      let query = try connection.query(
        """
        SELECT p.id, p.key, p.kind, p.name, p.country,
          (SELECT count(*) FROM statements s WHERE s.source_id = p.id) AS statements
        FROM sources p
        WHERE p.id IN (
          SELECT coalesce(q.merged_into, q.id) FROM sources q
          WHERE q.id = ?1 OR q.key = ?2
            OR q.id IN (SELECT n.source_id FROM source_names n WHERE n.key = ?3)
            OR ?4 AND q.kind = 'person' AND q.id IN (
              SELECT n.source_id FROM source_names n
              WHERE substr(n.key, -length(?3) - 1) = ' ' || ?3))
        ORDER BY p.kind <> 'state', statements DESC, p.id LIMIT 50
        """)
      var matches: [SourceMatch] = []
      for isLastName in [false, true] where matches.isEmpty {
        query.reset()
        try query.bind([
          number.map { .integer($0) } ?? .null, .text(name), .text(key),
          .integer(isLastName && !key.isEmpty ? 1 : 0),
        ])
        while try query.step() {
          matches.append(
            SourceMatch(
              id: query.integer(0), key: query.text(1) ?? "", kind: query.text(2) ?? "",
              name: query.text(3) ?? "", country: query.text(4), statements: query.int(5)))
        }
      }
      // A state's key is a sure thing: «IRN» is no acronym of something else.
      if let exact = matches.first(where: { $0.key == name }) { return [exact] }
      if matches.isEmpty { throw QuestionError.unknownSource(name: name, near: try near(key)) }
      return matches
    }
  }

  /// Names that hold the last word of `key`, else a word that begins with its first four letters.
  private func near(_ key: String) throws -> [String] {
    guard let last = key.split(separator: " ").last, last.count >= 3 else { return [] }
    let query = try connection.query(
      """
      SELECT DISTINCT p.name FROM source_names n
      JOIN sources q ON q.id = n.source_id
      JOIN sources p ON p.id = coalesce(q.merged_into, q.id)
      WHERE ' ' || n.key LIKE ?1 ORDER BY abs(length(n.key) - ?2), n.key LIMIT 5
      """)
    var names: [String] = []
    for pattern in ["%\(last)%", "% \(last.prefix(4))%"] where names.isEmpty {
      query.reset()
      try query.bind([.text(pattern), .integer(Int64(key.count))])
      while try query.step() { names.append(query.text(0) ?? "") }
    }
    return names
  }

  /// The rows of an outlet's name, in any case, with or without accents.
  package func outlets(named name: String) throws -> [Int64] {
    let query = try connection.query(
      "SELECT id, key = ?1 FROM outlets WHERE key = ?1 OR key LIKE '%' || ?1 || '%' ORDER BY key <> ?1"
    )
    try query.bind(1, NameKey.fold(name))
    var ids: [Int64] = []
    while try query.step() {
      // An outlet of exactly that name is the one that was meant.
      if query.int(1) == 1 { return [query.integer(0)] }
      ids.append(query.integer(0))
    }
    return ids
  }

  // MARK: Listings

  /// Articles that answer a question, with a snippet when words were asked for.
  package func articles(_ question: Question, columns: [String]? = nil) throws -> Rows {
    try rows(question, .articles, terms: "articles_terms", columns: columns)
  }

  /// Statements that answer a question; `columns` are those of `statement_details`.
  package func statements(_ question: Question, columns: [String]? = nil) throws -> Rows {
    try rows(question, .statements, terms: "statements_terms", columns: columns)
  }

  /// Relations that answer a question; `columns` are those of `relation_details`.
  package func relations(_ question: Question, columns: [String]? = nil) throws -> Rows {
    try rows(question, .relations, terms: "articles_terms", columns: columns)
  }

  private func rows(
    _ question: Question, _ listing: QuestionSQL.Listing, terms: String, columns: [String]?
  ) throws -> Rows {
    try attempt {
      if let condition = question.condition { try checkExpression(condition) }
      let match = try expression(of: question, terms: terms)
      let outlets = try question.outlet.map { try self.outlets(named: $0) }
      let sql = QuestionSQL(question, listing, match: match, outlets: outlets, columns: columns)
      do {
        let query = try connection.query(sql.text)
        try query.bind(sql.values)
        return Rows(query, at: path)
      } catch let error as SQLiteError where question.condition != nil {
        throw QuestionError.unreadable(what: "--where", problem: error.message)
      }
    }
  }

  /// The FTS5 expression of a question's words; nil when it has none.
  func expression(of question: Question, terms: String) throws -> String? {
    guard let words = question.words else { return nil }
    if question.isRaw {
      do throws(SQLiteError) {
        // FTS5 reads its syntax when the first row is asked for.
        let probe = try connection.query("SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?1")
        try probe.bind(1, words)
        _ = try probe.step()
      } catch {
        throw QuestionError.unreadable(what: "--fts «\(words)»", problem: error.message)
      }
      return words
    }
    let stems = question.isExact ? nil : Stems(connection, terms: terms)
    let parser = QuestionParser { try stems?.forms(of: $0) ?? [$0] }
    guard let expression = try parser.expression(words) else {
      throw QuestionError.nothingToLookFor(typed: words)
    }
    return expression
  }

  /// Makes sure that a condition is one expression: nothing in it may end the clause it stands in.
  func checkExpression(_ condition: String) throws {
    var depth = 0
    var rest = condition.unicodeScalars[...]
    while let c = rest.popFirst() {
      switch c {
      case "'", "\"", "`":
        guard let end = rest.firstIndex(of: c) else {
          throw QuestionError.unreadable(
            what: "--where", problem: "an opening \(c) is never closed")
        }
        rest = rest[end...].dropFirst()
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth < 0 {
          throw QuestionError.unreadable(what: "--where", problem: "a ) closes nothing")
        }
      case ";":
        throw QuestionError.unreadable(
          what: "--where", problem: "expected one expression, found «;»")
      default: break
      }
    }
    if depth > 0 { throw QuestionError.unreadable(what: "--where", problem: "a ( is never closed") }
  }

  /// Who speaks most: sources with their counts.
  package func sources(limit: Int?, kind: String? = nil) throws -> Rows {
    try rows(
      """
      SELECT t.key, t.kind, t.name, t.country,
        count(DISTINCT s.article_id) AS articles, count(*) AS statements,
        count(*) FILTER (WHERE s.kind = 'direct') AS direct,
        count(*) FILTER (WHERE s.kind = 'indirect') AS indirect,
        count(*) FILTER (WHERE s.kind = 'mixed') AS mixed,
        min(a.published) AS first_published, max(a.published) AS last_published
      FROM statements s
      JOIN sources p ON p.id = s.source_id
      JOIN sources t ON t.id = coalesce(p.merged_into, p.id)
      JOIN articles a ON a.id = s.article_id
      WHERE ?1 IS NULL OR t.kind = ?1
      GROUP BY t.id ORDER BY statements DESC, t.name LIMIT ?2
      """, [Value(kind), Value(limit ?? -1)])
  }

  /// One source: counts and dates, in one row.
  package func summary(of source: SourceMatch) throws -> Rows {
    try rows(
      """
      WITH m AS (SELECT id FROM sources WHERE id = ?1 OR merged_into = ?1)
      SELECT p.key, p.kind, p.name, p.country,
        (SELECT count(DISTINCT article_id) FROM mentions WHERE source_id IN m) AS articles,
        (SELECT count(*) FROM mentions WHERE source_id IN m) AS mentions,
        count(s.id) AS statements,
        count(*) FILTER (WHERE s.kind = 'direct') AS direct,
        count(*) FILTER (WHERE s.kind = 'indirect') AS indirect,
        count(*) FILTER (WHERE s.kind = 'mixed') AS mixed,
        min(a.published) AS first_published, max(a.published) AS last_published
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
  package func related(to source: SourceMatch, limit: Int = 20) throws -> Rows {
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
      GROUP BY direction, class, t.id ORDER BY relations DESC, other LIMIT ?2
      """, [.integer(source.id), .integer(Int64(limit))])
  }

  /// One article: one row with its columns, the outlet's name and the dump's path; none when there
  /// is no such article.
  package func article(_ id: Int64) throws -> Rows {
    try rows(
      """
      SELECT a.id, a.title, o.name AS outlet, a.published, a.published_raw, a.authors, a.section,
        a.language, a.language_declared, a.url, a.external_id, a.family_id, a.metadata,
        d.path, d.entry, a.record, a.body
      FROM articles a JOIN dumps d ON d.id = a.dump_id LEFT JOIN outlets o ON o.id = a.outlet_id
      WHERE a.id = ?1
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

  /// By what `stats` counts.
  package enum Grouping: String, Sendable, CaseIterable { case outlet, month, language }

  /// Articles, statements, sources and relations by outlet, month or language.
  package func stats(by grouping: Grouping, oneOfFamily: Bool = false) throws -> Rows {
    let group =
      switch grouping {
      case .outlet: "o.name"
      case .month: "substr(a.published, 1, 7)"
      case .language: "a.language"
      }
    let family = oneOfFamily ? "WHERE a.family_id IS NULL OR a.family_id = a.id" : ""
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

  /// All rows of a table or view, for exports.
  package func all(_ table: String, columns: [String]?, condition: String?, limit: Int?) throws
    -> Rows
  {
    let known = try self.columns(of: table)
    for name in columns ?? [] where !known.contains(name) {
      throw QuestionError.unknownColumn(name: name, known: known)
    }
    if let condition { try checkExpression(condition) }
    let wanted = (columns ?? known).map { "\"\($0)\"" }.joined(separator: ", ")
    var sql = "SELECT \(wanted) FROM \(table)"
    if let condition { sql += " WHERE (\(condition)\n)" }
    sql += " LIMIT ?1"
    return try reading(sql, [Value(limit ?? -1)], what: "--where")
  }

  /// The columns of a table or view of the archive.
  package func columns(of table: String) throws -> [String] {
    try attempt {
      let query = try connection.query("SELECT name FROM pragma_table_info(?1)")
      try query.bind(1, table)
      var names: [String] = []
      while try query.step() { names.append(query.text(0) ?? "") }
      return names
    }
  }

  // MARK: SQL of people

  /// The rows of one statement that a person wrote; it cannot change anything.
  ///
  /// - Throws: `QuestionError` when it does not compile or would write.
  package func sql(_ text: String) throws -> Rows { try reading(text, [], what: "SQL") }

  private func reading(_ sql: String, _ values: [Value], what: String) throws -> Rows {
    try attempt {
      do {
        let query = try connection.query(sql)
        guard query.rest.isEmpty else {
          throw QuestionError.unreadable(
            what: what, problem: "expected one statement, found another behind it: \(query.rest)")
        }
        guard query.isReadOnly else {
          throw QuestionError.notReading(problem: "the statement would change the archive")
        }
        try query.bind(values)
        return Rows(query, at: path)
      } catch let error as SQLiteError where error.isForbidden {
        throw QuestionError.notReading(problem: error.message)
      } catch let error as SQLiteError where error.code == 1 {
        throw QuestionError.unreadable(what: what, problem: error.message)
      }
    }
  }

  func rows(_ sql: String, _ values: [Value]) throws -> Rows {
    try attempt {
      let query = try connection.query(sql)
      try query.bind(values)
      return Rows(query, at: path)
    }
  }

  func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    try Self.attempt(path, body)
  }
}

extension Archive {
  /// Hands over every article's row, its body, and the story of which it is a version if its agency
  /// numbers versions, in the order of the rows.
  package func eachBody(_ handle: (Int64, String, String?) throws -> Void) throws {
    let query = try Self.attempt(path) {
      Rows(
        try connection.query(
          """
          SELECT id, body, outlet_id || ' ' || external_id, json_extract(metadata, '$.version')
          FROM articles ORDER BY id
          """), at: path)
    }
    while try query.next() {
      let story = Self.story(query.text(2), version: query.text(3))
      try handle(query.integer(0), query.text(1) ?? "", story)
    }
  }

  // Agencies number the versions of a story: the number of NewsML stands at the end of its identifier
  // («…:TX-PAR-1:2», «…:2U»), NewsML-G2 and ninjs keep it apart. A version in words numbers nothing.
  private static func story(_ id: String?, version: String?) -> String? {
    guard let id, let version, Int(version) != nil else { return nil }
    for ending in [":" + version, ":" + version + "U", ":" + version + "N"]
    where id.hasSuffix(ending) {
      return String(id.dropLast(ending.count))
    }
    return id
  }

  /// The body of an article; nil when there is none in that row.
  package func body(of article: Int64) throws -> String? {
    try Self.attempt(path) {
      let query = try connection.query("SELECT body FROM articles WHERE id = ?1")
      try query.bind(1, article)
      return try query.step() ? query.text(0) : nil
    }
  }
}
