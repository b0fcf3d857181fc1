import SQLite

extension Archive {
  // MARK: Listings

  /// Rows of a listing that answer a question, with a snippet of articles when words were asked for.
  ///
  /// `columns` are those of the listing's view, `snippet` of articles and `relation` of relations; nil for the usual ones.
  ///
  /// - Throws: `QuestionError`, `ArchiveError`.
  package func rows(_ listing: Listing, _ question: Question, columns: [String]? = nil) throws
    -> Rows
  {
    let known = try self.columns(of: listing.view) + listing.furtherColumns
    for name in columns ?? [] where !known.contains(name) {
      throw QuestionError.unknownColumn(name: name, known: known)
    }
    return try rows(listing, question, .columns(columns ?? listing.usualColumns))
  }

  /// Articles that answer a question; see `rows`.
  package func articles(_ question: Question, columns: [String]? = nil) throws -> Rows {
    try rows(.articles, question, columns: columns)
  }

  /// Statements that answer a question; see `rows`.
  package func statements(_ question: Question, columns: [String]? = nil) throws -> Rows {
    try rows(.statements, question, columns: columns)
  }

  /// Relations that answer a question; see `rows`.
  package func relations(_ question: Question, columns: [String]? = nil) throws -> Rows {
    try rows(.relations, question, columns: columns)
  }

  /// How many rows of a listing answer a question, whatever its limit.
  package func count(_ listing: Listing, _ question: Question) throws -> Int {
    if let kept = try attempt({ try keptCount(listing, question) }) { return kept }
    let rows = try rows(listing, question, .count)
    return try rows.next() ? Int(rows.integer(0)) : 0
  }

  /// The same from the counts that are kept, for a question with few filters; nil for another one.
  private func keptCount(_ listing: Listing, _ question: Question) throws -> Int? {
    var plain = Question()
    plain.confidence = question.confidence
    if listing == .relations, question.assertedBy == [] { plain.assertedBy = [] }
    plain.showsHidden = try question.showsHidden || !hidesRows
    var asked = question
    asked.showsHidden = plain.showsHidden
    (asked.order, asked.limit, asked.offset) = (nil, nil, 0)
    guard asked == plain, plain.showsHidden, try Tallies.areWhole(connection) else { return nil }
    func number(_ sql: String) throws -> Int { Int(try connection.integer(sql) ?? 0) }
    let all = try number("SELECT sum(\(listing.table)) FROM tallies WHERE dimension = 'archive'")
    if listing == .articles {
      if case .atLeast = question.confidence { return nil }
      return all
    }
    let isOwnVoice = plain.assertedBy != nil
    let ofOthers =
      isOwnVoice ? try number("SELECT count(*) FROM relations WHERE asserted_by IS NOT NULL") : 0
    func unsure() throws -> Int {
      try number(
        """
        SELECT count(*) FROM \(listing.table) WHERE confidence < \(Question.Confidence.usualLeast)
        \(isOwnVoice ? "AND asserted_by IS NULL" : "")
        """)
    }
    switch question.confidence {
    case .any: return all - ofOthers
    case .usual: return all - ofOthers - (try unsure())
    case .below(Question.Confidence.usualLeast): return try unsure()
    case .below, .atLeast: return nil
    }
  }

  /// How many rows of a listing the confidence that is asked for leaves out of an answer.
  package func countBelow(_ listing: Listing, _ question: Question) throws -> Int {
    guard let least = question.confidence.least, listing != .articles else { return 0 }
    var question = question
    question.confidence = .below(least)
    return try count(listing, question)
  }

  /// True when something was hidden from listings.
  package var hidesRows: Bool {
    get throws {
      try attempt {
        try connection.integer(
          "SELECT 1 FROM decisions WHERE kind = 'hide' AND undone_at IS NULL LIMIT 1") != nil
      }
    }
  }

  func rows(_ listing: Listing, _ question: Question, _ selected: QuestionSQL.Selected) throws
    -> Rows
  {
    try attempt {
      let (sql, notes) = try questionSQL(question, listing, selected)
      return try run(sql.text, sql.values, of: question, notes: notes)
    }
  }

  /// What of a question is not taken as it was typed, for the person.
  package func notes(on question: Question, of subject: Subject) throws -> [QuestionNote] {
    try attempt { try questionSQL(question, subject.listing, .count).notes }
  }

  /// The SQL of a question, and what of it was not taken as it was typed.
  ///
  /// - Throws: `QuestionError` for words, a condition or names that cannot be read or are not there.
  func questionSQL(
    _ question: Question, _ listing: Listing, _ selected: QuestionSQL.Selected
  ) throws -> (sql: QuestionSQL, notes: [QuestionNote]) {
    let others = question.filters(notOf: listing)
    if !others.isEmpty { throw QuestionError.filterOfOthers(options: others, rows: listing) }
    if let condition = question.condition { try checkExpression(condition) }
    let match = try expression(of: question, listing)
    var notes = match?.notes ?? []
    let outlets = try outlets(of: question, &notes)
    for language in question.languages { try check(language: language) }
    for tag in question.tags where try !isUsed(tag: tag) {
      notes.append(.unusedTag(tag))
    }
    var question = question
    if !question.showsHidden { question.showsHidden = try !hidesRows }
    let offices = try offices(of: question)
    let isWhole = try Tallies.areWhole(connection)
    let findsNothing = try isWhole && Self.findsNothing(question, listing, connection)
    let articles = try connection.articlesByFacet()
    func sql(_ question: Question, _ selected: QuestionSQL.Selected) -> QuestionSQL {
      QuestionSQL(
        question, listing, match: match, outlets: outlets, offices: offices,
        findsNothing: findsNothing, selected: selected, articlesByFacet: articles)
    }
    if isWhole, match != nil, listing == .articles, question.order == .newest {
      question = try withNewestOnly(question) { newest in
        let counting = sql(newest, .count)
        let rows = try run(counting.text, counting.values, of: newest)
        return try rows.next() ? Int(rows.integer(0)) : 0
      }
    }
    return (sql(question, selected), notes)
  }

  /// True when the counts that are kept tell that no rule is as sure as a question wants.
  private static func findsNothing(
    _ question: Question, _ listing: Listing, _ connection: Connection
  ) throws(SQLiteError) -> Bool {
    guard case .atLeast(let least) = question.confidence else { return false }
    let table = listing == .relations ? "relations" : "statements"
    return try connection.integer(
      """
      SELECT ifnull(sum(\(table)), 0) FROM tallies
      WHERE dimension = 'confidence' AND value >= \(Tallies.digits("?1"))
      """, .real(least)) == 0
  }

  /// Up to so many of the newest articles the months are looked for in which they were published.
  private static let mostNarrowed = 5_000

  /// A question for the newest articles with the months in which enough of them were published, so
  /// that not all that answer it have to be sorted; `count` tells how many answer one.
  private func withNewestOnly(
    _ question: Question, _ count: (Question) throws -> Int
  ) throws -> Question {
    guard let limit = question.limit, limit + question.offset <= Self.mostNarrowed else {
      return question
    }
    let query = try connection.query(
      "SELECT value FROM tallies WHERE dimension = 'month' AND value <> '' ORDER BY value DESC")
    var months: [String] = []
    while try query.step() { months.append(query.text(0) ?? "") }
    var tried = 1
    while tried < months.count {
      var newest = question
      newest.from = months[tried - 1]
      newest.to = question.to ?? String(months[0].prefix(4))
      if let from = question.from, from >= months[tried - 1] { break }
      if try count(newest) >= limit + question.offset { return newest }
      tried *= 4
    }
    return question
  }

  package func isUsed(tag: String) throws -> Bool {
    let query = try connection.query(
      "SELECT 1 FROM decisions WHERE kind = 'tag' AND value = ?1 AND undone_at IS NULL LIMIT 1")
    try query.bind(1, tag)
    return try query.step()
  }

  /// Prepares a statement that contains a question's condition, which may be wrong.
  func run(_ sql: String, _ values: [Value], of question: Question, notes: [QuestionNote] = [])
    throws
    -> Rows
  {
    let author = question.condition == nil ? nil : "--where"
    do throws(SQLiteError) {
      let query = try connection.query(sql)
      try query.bind(values)
      return Rows(query, at: path, of: author, notes: notes)
    } catch {
      guard let author, error.isOfStatement else { throw error }
      throw QuestionError.unreadable(author, error)
    }
  }

  // MARK: Words

  /// The FTS5 expression of a question's words; nil when it has none.
  func expression(of question: Question, _ listing: Listing) throws
    -> QuestionParser.Expression?
  {
    guard let words = question.words else { return nil }
    if question.isRaw {
      do throws(SQLiteError) {
        // FTS5 reads its syntax when the first row is asked for.
        let index = listing == .statements ? "statements_fts" : "articles_fts"
        let probe = try connection.query("SELECT 1 FROM \(index) WHERE \(index) MATCH ?1")
        try probe.bind(1, words)
        _ = try probe.step()
      } catch {
        throw QuestionError.unreadable(what: "--fts «\(words)»", .sqlite(error.message))
      }
      return QuestionParser.Expression(text: words, groups: [], pairs: [], notes: [])
    }
    let isStatements = listing == .statements
    let vocabulary = try Vocabulary(
      connection, of: isStatements ? "statements" : "articles", hasStems: !question.isExact)
    var parser = QuestionParser(vocabulary, hasPairs: !isStatements)
    guard let expression = try parser.expression(words) else {
      throw QuestionError.nothingToLookFor(typed: words)
    }
    return expression
  }

  /// The words and phrases of a question that no article, or no statement, of the archive has: why
  /// nothing is found.
  package func absentWords(of question: Question, _ listing: Listing) throws -> [String] {
    guard !question.isRaw else { return [] }
    return try attempt {
      let index = listing == .statements ? "statements_fts" : "articles_fts"
      let columns = listing == .statements ? "" : "{title body title_pairs body_pairs} : "
      let query = try connection.query("SELECT 1 FROM \(index) WHERE \(index) MATCH ?1")
      return try expression(of: question, listing)?.leaves.filter { leaf in
        query.reset()
        try query.bind(1, "\(columns)(\(leaf.text))")
        return try !query.step()
      }.map(\.typed) ?? []
    }
  }

  // MARK: Conditions

  /// Makes sure that a condition is one expression: nothing in it may end the clause in which it
  /// stands. Signs in quotation marks and comments count for nothing.
  package func checkExpression(_ condition: String) throws {
    var depth = 0
    var rest = condition.unicodeScalars[...]
    func skip(to end: String, after start: String) throws {
      guard let end = rest.firstRange(of: end.unicodeScalars) else {
        throw QuestionError.unreadable(what: "--where", .open(start))
      }
      rest = rest[end.upperBound...]
    }
    while let c = rest.popFirst() {
      switch c {
      case "'", "\"", "`": try skip(to: String(c), after: String(c))
      case "[": try skip(to: "]", after: "[")
      case "/" where rest.first == "*":
        rest.removeFirst()
        try skip(to: "*/", after: "/*")
      case "-" where rest.first == "-":
        rest = rest[(rest.firstIndex(of: "\n") ?? rest.endIndex)...]
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth < 0 { throw QuestionError.unreadable(what: "--where", .strayBracket) }
      case "?", "@", "$", ":":
        throw QuestionError.unreadable(what: "--where", .parameter(Character(c)))
      case ";": throw QuestionError.unreadable(what: "--where", .severalExpressions)
      default: break
      }
    }
    if depth > 0 { throw QuestionError.unreadable(what: "--where", .open("(")) }
  }

  // MARK: Whole tables

  /// All rows of a table or view, in the order of its primary key, else of its first column, which is
  /// unique; `confidence` is for tables that have such a column.
  package func all(
    _ table: String, columns: [String]?, condition: String?, limit: Int?, offset: Int = 0,
    confidence: Question.Confidence = .any
  ) throws -> Rows {
    let known = try self.columns(of: table)
    for name in columns ?? [] where !known.contains(name) {
      throw QuestionError.unknownColumn(name: name, known: known)
    }
    if let condition { try checkExpression(condition) }
    let wanted = (columns ?? known).map { "\"\($0)\"" }.joined(separator: ", ")
    var sql = "SELECT \(wanted) FROM \(table)"
    let conditions =
      [condition.map { "(\($0)\n)" }, confidence.condition(on: "confidence")].compactMap { $0 }
    if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
    let key = try rows(
      "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk", [.text(table)])
    var order: [String] = []
    while try key.next() { order.append(key.text(0) ?? "") }
    if order.isEmpty { order = [known.first ?? "rowid"] }
    sql += " ORDER BY " + order.map { "\"\($0)\"" }.joined(separator: ", ")
    sql += " LIMIT ?1 OFFSET ?2"
    return try reading(sql, [Value(limit ?? -1), Value(offset)], what: "--where")
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

  /// From here on a question whose answer has a text or a blob of more than so many bytes is refused:
  /// making one cannot be interrupted.
  package func limitValues(toBytes most: Int32) { connection.limitValues(toBytes: most) }

  /// The rows of one statement that a person wrote; it cannot change anything.
  ///
  /// - Throws: `QuestionError` when it does not compile or would write.
  package func sql(_ text: String) throws -> Rows { try reading(text, [], what: "SQL") }

  private func reading(_ sql: String, _ values: [Value], what: String) throws -> Rows {
    try attempt {
      do {
        let query = try connection.query(sql)
        guard query.rest.isEmpty else {
          throw QuestionError.unreadable(what: what, .severalStatements(rest: query.rest))
        }
        guard query.isReadOnly else {
          throw QuestionError.notReading(problem: "the statement would change the archive")
        }
        try query.bind(values)
        return Rows(query, at: path, of: what)
      } catch let error as SQLiteError where error.isForbidden {
        throw QuestionError.notReading(problem: error.message)
      } catch let error as SQLiteError where error.isOfStatement {
        throw QuestionError.unreadable(what, error)
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
  ///
  /// The hash of the text comes last: two articles with the same one have the same text.
  package func eachBody(_ handle: (Int64, String, String?, Int64) throws -> Void) throws {
    let query = try Self.attempt(path) {
      Rows(
        try connection.query(
          """
          SELECT id, body, outlet_id || ' ' || external_id,
            iif(json_valid(metadata), json_extract(metadata, '$.version'), NULL), text_hash
          FROM articles ORDER BY id
          """), at: path)
    }
    while try query.next() {
      let story = Self.story(query.text(2), version: query.text(3))
      try handle(query.integer(0), query.text(1) ?? "", story, query.integer(4))
    }
  }

  // Agencies number the versions of a story: the number of NewsML is at the end of its identifier
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
      try connection.text("SELECT body FROM articles WHERE id = ?1", .integer(article))
    }
  }

  /// The further fields of an article as JSON; nil when it has none.
  package func metadata(of article: Int64) throws -> String? {
    try Self.attempt(path) {
      try connection.text("SELECT metadata FROM articles WHERE id = ?1", .integer(article))
    }
  }
}
