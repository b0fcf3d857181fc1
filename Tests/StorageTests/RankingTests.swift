import Press
import Testing

@testable import Storage

@Suite struct `Best first` {
  /// Articles of many lengths, in which words stand more and less often.
  private func imported() throws -> TemporaryArchive {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    var state: UInt64 = 7
    func next(_ below: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % below)
    }
    let words = ["barrage", "digue", "crue", "vallée", "pluie", "maire", "route", "pont", "rive"]
    for n in 0..<300 {
      var article = Article(origin: Origin(record: n + 1), body: "Article \(n).")
      for _ in 0..<(5 + next(120)) { article.body += " " + words[min(next(9), next(9))] }
      if next(5) == 0 { article.title = "La \(words[next(9)])" }
      try session.add(Account(of: article))
    }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
    return file
  }

  @Test(arguments: ["barrage", "crue", "rive", "vallee", "\"digue crue\""])
  func `the first ten are those of a full BM25`(words: String) throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    var question = Question()
    question.words = words
    question.isExact = true
    question.limit = 10
    let fast = try archive.articles(question)
    // A listing without a limit is ordered by FTS5 itself.
    question.limit = nil
    let full = try archive.articles(question)
    for _ in 0..<10 {
      #expect(try fast.next() && full.next())
      #expect(fast.integer(0) == full.integer(0))
    }
    #expect(try !fast.next())
  }

  @Test(arguments: ["9223372036854775807,9223372036854775807", "-1,3", "", "x", "4000000000"])
  func `any numbers that SQL gives to the ranking are harmless`(groups: String) throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    let rows = try archive.sql(
      """
      SELECT best_rank(articles_fts, '\(groups)', 1) FROM articles_fts WHERE articles_fts MATCH 'crue digue'
      """)
    #expect(try rows.next())
  }

  @Test(arguments: [30, 2_000], ["(", "title:", "-(", "NEAR("])
  func `brackets and fields inside one another end somewhere`(times: Int, opening: String) throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    var question = Question()
    question.words = String(repeating: opening, count: times) + "digue"
    do { _ = try archive.articles(question).next() } catch is QuestionError {}
  }

  @Test(arguments: [Question.Order.newest, .relevance], ["direct", "mixed", nil])
  func `the first of a long list are those of the whole list`(
    order: Question.Order, kind: String?
  ) throws {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for n in 0..<400 {
      let date = ["2021-0\(n % 9 + 1)-1\(n % 8)", "2021", "2020-1\(n % 3)"][n % 3]
      var made = account(
        "« ‹La digue \(n) tient› », dit [Ana Vélez]." + String(repeating: " Digue.", count: n % 13),
        title: "Digue", outlet: "Sud Info", published: date)
      if n % 40 == 0 { made.statements[0].kind = .mixed }
      if n % 50 == 0 { made.article.published = nil }
      try session.add(made)
    }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try session.close()
    let archive = try Archive(reading: file.path)
    var question = Question()
    question.words = "digue"
    question.isExact = true
    question.order = order
    question.kinds = kind.map { [$0] } ?? []
    func found(_ limit: Int?, _ offset: Int) throws -> [Int64] {
      question.limit = limit
      question.offset = offset
      let rows = try archive.articles(question, columns: ["id"])
      var ids: [Int64] = []
      while try rows.next() { ids.append(rows.integer(0)) }
      return ids
    }
    // Without a limit, FTS5 itself ranks.
    let whole = try found(order == .newest ? nil : 1_000, 0)
    #expect(whole.count == (kind == "mixed" ? 10 : kind == "direct" ? 390 : 400))
    for (limit, offset) in [(5, 0), (10, 3), (40, 300), (200, 0)] {
      #expect(try found(limit, offset) == Array(whole.dropFirst(offset).prefix(limit)))
    }
  }

  @Test(arguments: [
    ("gaz", "\"gaz\"", [1]),
    ("gaz pipeline", "(\"gaz\" AND \"pipeline\")", [1, 1]),
    ("\"le gaz\" -port", "((\"le gaz\") NOT (\"port\"))", [1, 1]),
    ("gaz OU port fermé", "((\"gaz\" OR \"port\") AND \"ferme\")", [1, 1, 1]),
    (
      "(gaz | port) & (pont || lac)", "((\"gaz\" OR \"port\") AND (\"pont\" OR \"lac\"))",
      [1, 1, 1, 1]
    ),
    (
      "(gaz OR port) NEAR/4 lac", "(NEAR(\"gaz\" \"lac\", 4) OR NEAR(\"port\" \"lac\", 4))",
      [1, 1, 1, 1]
    ),
    ("gaz w/3 port w/3 lac", "NEAR(\"gaz\" \"port\" \"lac\", 3)", [1, 1, 1]),
    (
      "titre:(gaz -port) lac", "({title title_pairs} : (((\"gaz\") NOT (\"port\"))) AND \"lac\")",
      [1, 1, 1]
    ),
    ("l'accord", "\"accord\"", [1]), ("R&D", "\"r d\"", [1]), ("co*", "\"co\" *", [1]),
    ("東京 gaz", "(\"東京\" AND \"gaz\")", [1, 1]), ("東京都", "\"東京 京都\"", [1]),
  ])
  func `what is typed becomes one expression, with the forms of a word counted as one`(
    typed: String, text: String, groups: [Int]
  ) throws {
    let file = TemporaryArchive()
    try ImportSession(file.path, version: "test", rules: "test").close()
    let archive = try Archive(reading: file.path)
    var parser = QuestionParser(
      try Vocabulary(archive.connection, of: "articles", hasStems: true), hasPairs: true)
    let expression = try #require(try parser.expression(typed))
    let bare = { (text: String) in text.filter { $0 != "(" && $0 != ")" } }
    #expect(bare(expression.text) == bare(text))
    #expect(expression.groups == groups)
  }
}
