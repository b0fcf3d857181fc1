import Press
import SQLite
import Testing

@testable import Storage

@Suite struct `Counts that are kept` {
  private let names = ["Ana Vélez", "Marc Tilliez", "A. Vélez"]
  private let outlets = ["Sud Info", "L’Écho du Nord"]
  private let dates = ["2022-12-09", "2022-12", "2023", "2023-01-09T10:00:00Z"]

  /// Articles of every outlet, date and speaker, from one number on.
  private func accounts(_ numbers: Range<Int>) -> [Account] {
    numbers.map { n in
      var made = account(
        "« ‹Rien ne change, \(n)› », dit [\(names[n % 3])].", title: "Numéro \(n)",
        outlet: outlets[n % 2], published: dates[n % 4])
      made.article.origin.record = n + 1
      if n % 5 == 0 { made.article.published = nil }
      if n % 7 == 0 { made.article.language = "en" }
      if n % 11 == 0 { made.article.outlet = nil }
      return made
    }
  }

  private func add(
    _ numbers: Range<Int>, to path: String, _ setUp: (ImportSession) throws -> Void = { _ in }
  ) throws {
    let session = try ImportSession(path, version: "test", rules: "test")
    try setUp(session)
    try session.begin(path: "dump-\(numbers.lowerBound).jsonl", entry: nil, format: "jsonl")
    for account in accounts(numbers) { try session.add(account) }
    try session.finish(
      sha256: String(repeating: "0", count: 60) + "\(1000 + numbers.lowerBound)", bytes: 1,
      charset: nil, charsetRule: nil)
    try session.close()
  }

  /// What the views and commands say, which is counted on the spot as soon as no counts are kept.
  private func answers(_ path: String) throws -> [String] {
    let archive = try Archive(reading: path)
    var lines: [String] = []
    func add(_ rows: Rows) throws {
      while try rows.next() {
        lines.append(rows.columns.indices.map { rows.text($0) ?? "–" }.joined(separator: "|"))
      }
    }
    for view in ["source_counts", "outlet_counts"] {
      try add(archive.sql("SELECT * FROM \(view) ORDER BY 1"))
    }
    try add(archive.sources())
    for grouping in Archive.Grouping.allCases { try add(archive.stats(by: grouping)) }
    try add(archive.totals())
    let overview = try archive.overview()
    lines.append("\(overview.speakers) \(overview.statements) \(overview.months)")
    lines.append("\(overview.outlets) \(overview.languages) \(overview.loudest)")
    return lines
  }

  private func expectTrue(_ path: String) throws {
    #expect(try Archive.verify(path) == [])
    let kept = try answers(path)
    do {
      let connection = try Connection(path: path, mode: .readWrite)
      #expect(try Tallies.areWhole(connection))
      try connection.execute("UPDATE tallied SET article_id = 0")
    }
    #expect(try answers(path) == kept)
    let connection = try Connection(path: path, mode: .readWrite)
    try connection.execute("UPDATE tallied SET article_id = (SELECT max(id) FROM articles)")
  }

  @Test func `hold after imports, decisions, removals and a new reading`() throws {
    let file = TemporaryArchive()
    try add(0..<30, to: file.path)
    try expectTrue(file.path)
    try add(30..<41, to: file.path)
    try expectTrue(file.path)
    do {
      let decisions = try Decisions(file.path)
      let first = try decisions.sources(named: names[0])[0]
      try decisions.merge(try decisions.sources(named: names[2])[0], into: first)
    }
    try expectTrue(file.path)
    try add(41..<50, to: file.path)
    try expectTrue(file.path)
    try Decisions(file.path).undo()
    try expectTrue(file.path)
    _ = try Removal(file.path, version: "test").forget([2, 50])
    try expectTrue(file.path)
    _ = try Removal(file.path, version: "test").undo(run: 2)
    try expectTrue(file.path)
    _ = try Reextraction(file.path, version: "test", rules: "test").run {
      $0.map { Account(of: $0) }
    }
    #expect(try Archive.verify(file.path) == [])
    #expect(try Archive(reading: file.path).speakingSources() == 0)
  }

  @Test func `are not asked while an import runs or after one that was stopped`() throws {
    let file = TemporaryArchive()
    try add(0..<12, to: file.path)
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump-12.jsonl", entry: nil, format: "jsonl")
    for account in accounts(12..<20) { try session.add(account) }
    try session.commit()
    do {
      let rows = try Archive(reading: file.path).sql("SELECT sum(articles) FROM source_counts")
      #expect(try rows.next() && rows.integer(0) == 20)
    }
    try session.close(isWhole: false)
    // Few articles are indexed and counted all the same.
    let connection = try Connection(path: file.path, mode: .readOnly)
    #expect(try LateIndexes.have("sources_by_key", connection) && Tallies.areWhole(connection))
    #expect(try Archive.verify(file.path) == [])
    try add(12..<20, to: file.path)
    try expectTrue(file.path)
  }

  @Test func `a large import goes on without indexes, knows its sources, and makes them again`()
    throws
  {
    let (small, large) = (TemporaryArchive(), TemporaryArchive())
    for (file, isLarge) in [(small, false), (large, true)] {
      try add(0..<8, to: file.path)
      var hadNone = false
      try add(8..<60, to: file.path) { session in
        if isLarge { session.articlesWithIndexes = 10 }
        session.articlesPerBatch = 7
        session.didCommit = {
          hadNone = try hadNone || !LateIndexes.have("sources_by_key", session.connection)
        }
      }
      #expect(hadNone == isLarge)
      try expectTrue(file.path)
      let connection = try Connection(path: file.path, mode: .readOnly)
      for sql in LateIndexes.all {
        let words = sql.split(whereSeparator: \.isWhitespace).map(String.init)
        let name = words[(words.firstIndex(of: "ON") ?? 1) - 1]
        #expect(try LateIndexes.have(name, connection), "\(name)")
      }
    }
    #expect(try answers(small.path) == answers(large.path))
  }

  @Test func `a confidence that no rule has finds nothing, any other what it found`() throws {
    let file = TemporaryArchive()
    try add(0..<12, to: file.path)
    let connection = try Connection(path: file.path, mode: .readWrite)
    try connection.execute("UPDATE statements SET confidence = 0.29 WHERE id <= 4")
    try connection.execute("UPDATE statements SET confidence = 0.985 WHERE id > 4")
    try Tallies(connection).countAgain()
    for (least, count) in [
      (0.0, 12), (0.29, 12), (0.3, 8), (0.98, 8), (0.985, 8), (0.986, 0), (1, 0),
    ] {
      var question = Question()
      question.confidence = .atLeast(least)
      #expect(try Archive(reading: file.path).count(.statements, question) == count, "\(least)")
    }
  }

  @Test func `what is unsure is counted alike from kept counts and from rows`() throws {
    let file = TemporaryArchive()
    try add(0..<12, to: file.path)
    let connection = try Connection(path: file.path, mode: .readWrite)
    try connection.execute("UPDATE statements SET confidence = 0.49 WHERE id <= 5")
    try connection.execute("UPDATE statements SET confidence = 0.5 WHERE id > 5")
    try Tallies(connection).countAgain()
    for areKept in [true, false] {
      if !areKept { try connection.execute("UPDATE tallied SET article_id = 0") }
      for (confidence, count) in [
        (Question.Confidence.any, 12), (.usual, 7), (.below(0.5), 5), (.below(0.495), 5),
      ] {
        var question = Question()
        question.confidence = confidence
        let archive = try Archive(reading: file.path)
        #expect(try archive.count(.statements, question) == count, "\(confidence) \(areKept)")
        let table = try archive.counts(question, of: .statements, by: [.kind])
        #expect(table.total == count && table.rows.map(\.count) == [count])
        #expect(try archive.facets(question, of: .statements).total == count)
        #expect(
          try archive.matrix(question, .speakers, .rows).rows.map(\.count).reduce(0, +) == count)
      }
    }
  }
}
