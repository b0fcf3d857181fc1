import Press
import Testing

@testable import Storage

@Suite struct `Sources that are bound to a place` {
  /// An archive of articles that all quote one source: outlet and date of each.
  private func keys(
    _ source: Source, _ articles: [(outlet: String?, published: String)]
  ) throws -> (file: TemporaryArchive, keys: [String]) {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for (n, article) in articles.enumerated() {
      var made = account(
        "« ‹Rien ne change, \(n)› », dit [\(source.name)].", title: "Numéro \(n)",
        outlet: article.outlet ?? "", published: article.published)
      if article.outlet == nil { made.article.outlet = nil }
      made.article.origin.record = n + 1
      made.sources = [source]
      try session.add(made)
    }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try session.close()
    #expect(try Archive.verify(file.path) == [])
    let rows = try Archive(reading: file.path).sql("SELECT key FROM sources ORDER BY id")
    var keys: [String] = []
    while try rows.next() { keys.append(rows.text(0) ?? "") }
    return (file, keys)
  }

  @Test func `a full name means the same in every article`() throws {
    let source = Source(key: "per:ana velez", kind: .person, name: "Ana Vélez")
    let found = try keys(source, [("Sud Info", "2023-05-02"), ("Le Phare", "2023-06-02")])
    #expect(found.keys == ["per:ana velez"])
  }

  @Test func `a surname means one person in an outlet and month`() throws {
    let source = Source(key: "per:velez", kind: .person, name: "Vélez", reach: .month)
    let found = try keys(
      source,
      [
        ("Sud Info", "2023-05-02"), ("Sud Info", "2023-05-30"), ("Sud Info", "2023-06-01"),
        ("Le Phare", "2023-05-02"), (nil, "2023-05-02"), ("Sud Info", "2023"),
      ])
    #expect(
      found.keys.prefix(3) == [
        "per:velez@sud info/2023-05", "per:velez@sud info/2023-06", "per:velez@le phare/2023-05",
      ])
    // Without an outlet or a month the article alone bounds it.
    #expect(found.keys.count == 5)
    let archive = try Archive(reading: found.file.path)
    #expect(try archive.sources(named: "per:velez").count == 5)
    #expect(try archive.sources(named: "per:velez@sud info/2023-05").count == 1)
  }

  /// An archive of articles in which a person is named: name, outlet, date of each.
  private func archive(
    _ articles: [(name: String, outlet: String, published: String)],
    into given: TemporaryArchive? = nil
  ) throws -> TemporaryArchive {
    let file = given ?? TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "\(articles[0]).jsonl", entry: nil, format: "jsonl")
    for (n, article) in articles.enumerated() {
      var made = account(
        "« ‹Rien ne change, \(n)› », dit [\(article.name)].", title: "\(article) \(n)",
        outlet: article.outlet, published: article.published)
      made.article.origin.record = n + 1
      let key = NameKey.name(article.name).split(separator: " ")
      // As readers give it: without a middle initial.
      made.sources = [
        Source(
          key: "per:" + key.filter { $0.count > 1 }.joined(separator: " "), kind: .person,
          name: article.name, reach: key.count == 1 ? .month : .everywhere)
      ]
      try session.add(made)
    }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try session.close()
    #expect(try Archive.verify(file.path) == [])
    return file
  }

  @Test(arguments: [
    ["ANA VELEZ", "Ana Velez", "Ana K. Vélez", "Ana Vélez"],
    ["Ana Vélez", "Ana K. Vélez", "Ana VELEZ", "Ana Velez"],
  ])
  func `the shown name of a person does not depend on the order of articles`(
    names: [String]
  ) throws {
    let file = try archive(names.map { ($0, "Sud Info", "2023-05-02") })
    let found = try Archive(reading: file.path).sources(named: "per:ana velez")
    #expect(found.map(\.name) == ["Ana Vélez"])
  }

  @Test func `a name that was decided stays when better ones come`() throws {
    let file = try archive([("ANA VELEZ", "Sud Info", "2023-05-02")])
    do {
      let decisions = try Decisions(file.path)
      try decisions.rename(try decisions.sources(named: "per:ana velez")[0], to: "La Vélez")
    }
    _ = try archive([("Ana Vélez", "Le Phare", "2023-05-02")], into: file)
    #expect(
      try Archive(reading: file.path).sources(named: "per:ana velez").map(\.name) == ["La Vélez"])
  }

  @Test(arguments: [
    // Alone with the surname in outlet and month, whatever came first.
    ([("Ana Vélez", "Sud Info", "2023-05-02"), ("Vélez", "Sud Info", "2023-05-30")], 1),
    ([("Vélez", "Sud Info", "2023-05-30"), ("Ana Vélez", "Sud Info", "2023-05-02")], 1),
    // In another month or outlet nobody tells who it is.
    ([("Ana Vélez", "Sud Info", "2023-05-02"), ("Vélez", "Sud Info", "2023-06-01")], 0),
    ([("Ana Vélez", "Sud Info", "2023-05-02"), ("Vélez", "Le Phare", "2023-05-02")], 0),
    // Two bear it, or none.
    (
      [
        ("Ana Vélez", "Sud Info", "2023-05-02"), ("Vélez", "Sud Info", "2023-05-30"),
        ("Luc Vélez", "Sud Info", "2023-05-31"),
      ], 0
    ),
    ([("Ana Vélez", "Sud Info", "2023-05-02"), ("Ana", "Sud Info", "2023-05-30")], 0),
  ])
  func `a surname alone stands for its only bearer in outlet and month`(
    articles: [(String, String, String)], joined: Int
  ) throws {
    let file = try archive(articles.map { (name: $0.0, outlet: $0.1, published: $0.2) })
    let archive = try Archive(reading: file.path)
    let ana = try archive.sources(named: "per:ana velez")
    #expect(ana.count == 1)
    #expect(try archive.surnames(of: ana).map(\.name) == Array(repeating: "Vélez", count: joined))
  }

  @Test func `a surname that was merged into somebody stays with them`() throws {
    let file = try archive([
      ("Ana Vélez", "Sud Info", "2023-05-02"), ("Vélez", "Sud Info", "2023-05-30"),
      ("Luc Brun", "Sud Info", "2023-05-30"),
    ])
    do {
      let decisions = try Decisions(file.path)
      let luc = try decisions.sources(named: "per:luc brun")[0]
      try decisions.merge(try decisions.sources(named: "per:velez")[0], into: luc)
    }
    let archive = try Archive(reading: file.path)
    #expect(try archive.surnames(of: archive.sources(named: "per:ana velez")).isEmpty)
  }

  @Test func `of speakers without a name all are found, however many`() throws {
    let source = Source(key: "grp:experts", kind: .group, name: "experts", reach: .article)
    let found = try keys(source, Array(repeating: ("Sud Info", "2023-05-02"), count: 70))
    #expect(Set(found.keys).count == 70)
    let archive = try Archive(reading: found.file.path)
    for name in ["experts", "les experts", "grp:experts"] {
      let matches = try archive.sources(named: name)
      #expect(matches.count == 70)
      var question = Question()
      question.by = matches
      #expect(try archive.count(question, of: .statements) == 70)
    }
  }

  @Test func `who has no name and says nothing is one row for all articles`() throws {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for n in 1...3 {
      var made = account(
        "« ‹Rien ne change, \(n)› », disent [experts].", title: "Numéro \(n)", outlet: "Sud Info",
        published: "2023-05-02")
      made.article.origin.record = n
      made.sources = [
        Source(key: "grp:experts", kind: .group, name: "experts", reach: .article)
      ]
      if n > 1 { made.statements = [] }
      try session.add(made)
    }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try session.close()
    let rows = try Archive(reading: file.path).sql(
      "SELECT key, (SELECT count(*) FROM mentions m WHERE m.source_id = s.id) FROM sources s ORDER BY id"
    )
    var found: [String] = []
    while try rows.next() {
      found.append("\(rows.text(0)?.split(separator: "@").count ?? 0) \(rows.integer(1))")
    }
    #expect(found == ["2 1", "1 2"])
    #expect(try Archive.verify(file.path) == [])
  }

  @Test func `a new reading binds sources to the same places`() throws {
    let file = TemporaryArchive()
    let accounts = ["2023-05-02", "2023-06-01", "2023"].enumerated().map { n, published in
      var made = account(
        "« ‹Rien ne change, \(n)› », dit [Vélez].", title: "Numéro \(n)", outlet: "Sud Info",
        published: published)
      made.article.origin.record = n + 1
      made.sources = [Source(key: "per:velez", kind: .person, name: "Vélez", reach: .month)]
      return made
    }
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for made in accounts { try session.add(made) }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try session.close()
    func keys() throws -> [String] {
      let rows = try Archive(reading: file.path).sql("SELECT key FROM sources ORDER BY key")
      var keys: [String] = []
      while try rows.next() { keys.append(rows.text(0) ?? "") }
      return keys
    }
    let before = try keys()
    #expect(before.count == 3)
    _ = try Reextraction(file.path, version: "test", rules: "test").run { articles in
      articles.map { article in
        var made = accounts.first { $0.article.body == article.body } ?? Account(of: article)
        made.article = article
        return made
      }
    }
    #expect(try keys() == before)
  }
}
