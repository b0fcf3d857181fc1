import Press
import Testing

@testable import Storage

@Suite struct `Decisions of people` {
  private func imported() throws -> TemporaryArchive {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for name in ["Ana Vélez", "A. Vélez", "Velez junior"] {
      try session.add(
        account(
          "« ‹Rien ne change› », dit [\(name)].", title: name, outlet: "Sud Info",
          published: "2021"))
    }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
    return file
  }

  private func statements(_ path: String, of name: String) throws -> Int {
    let archive = try Archive(reading: path)
    var question = Question()
    question.by = [try archive.sources(named: name)[0]]
    let rows = try archive.statements(question)
    var count = 0
    while try rows.next() { count += 1 }
    return count
  }

  @Test func `merged sources count as one, under any of their names, until undone`() throws {
    let file = try imported()
    do {
      let decisions = try Decisions(file.path)
      let (a, b) = (
        try decisions.sources(named: "a. velez")[0], try decisions.sources(named: "ana velez")[0]
      )
      let c = try decisions.sources(named: "velez junior")[0]
      try decisions.merge(c, into: a)
      try decisions.merge(a, into: b)
    }
    #expect(try statements(file.path, of: "Ana Vélez") == 3)
    #expect(try statements(file.path, of: "Velez Junior") == 3)
    #expect(try Archive.verify(file.path) == [])
    #expect(try Decisions(file.path).undo().kind == "merge")
    #expect(try statements(file.path, of: "Ana Vélez") == 1)
    #expect(try statements(file.path, of: "A. Vélez") == 2)
    #expect(try Decisions(file.path).undo().subject == "per:velez junior")
    #expect(try statements(file.path, of: "A. Vélez") == 1)
    #expect(throws: DecisionError.self) { try Decisions(file.path).undo() }
  }

  @Test func `a split takes one out again and can be undone`() throws {
    let file = try imported()
    let decisions = try Decisions(file.path)
    let (a, b) = (
      try decisions.sources(named: "a. velez")[0], try decisions.sources(named: "ana velez")[0]
    )
    try decisions.merge(a, into: b)
    try decisions.split(key: a.key)
    #expect(try statements(file.path, of: "Ana Vélez") == 1)
    try decisions.undo()
    #expect(try statements(file.path, of: "Ana Vélez") == 2)
    #expect(try decisions.list().map(\.kind) == ["split", "merge"])
  }

  @Test func `a merge that was split again is split in another archive too`() throws {
    let (first, second) = (try imported(), try imported())
    do {
      let decisions = try Decisions(first.path)
      let a = try decisions.source(named: "a. velez")
      try decisions.merge(a, into: try decisions.source(named: "ana velez"))
      try decisions.split(key: a.key)
    }
    let rows = try Archive(reading: first.path).sql(
      """
      SELECT json_object('kind', kind, 'target', target, 'subject', subject, 'made_at', made_at,
        'detail', json(detail)) FROM decisions WHERE undone_at IS NULL ORDER BY id
      """)
    var lines: [String] = []
    while try rows.next() { lines.append(rows.text(0) ?? "") }
    #expect(lines.count == 2)
    #expect(try Decisions(second.path).take(lines) == Decisions.Taken(new: 2))
    #expect(try statements(second.path, of: "Ana Vélez") == 1)
    #expect(try Decisions(second.path).take(lines) == Decisions.Taken(known: 2))
    #expect(try Archive.verify(second.path) == [])
  }

  @Test func `a renamed source is found under both names`() throws {
    let file = try imported()
    let decisions = try Decisions(file.path)
    try decisions.rename(try decisions.sources(named: "Ana Vélez")[0], to: "Ana María \"Vélez\"")
    #expect(try decisions.sources(named: "ana velez")[0].name == "Ana María \"Vélez\"")
    #expect(try decisions.sources(named: "ana maria \"velez\"")[0].key == "per:ana velez")
    try decisions.undo()
    #expect(try decisions.sources(named: "ana velez")[0].name == "Ana Vélez")
  }

  @Test func `what makes no sense is refused and changes nothing`() throws {
    let file = try imported()
    let decisions = try Decisions(file.path)
    let a = try decisions.sources(named: "ana velez")[0]
    #expect(throws: DecisionError.self) { try decisions.merge(a, into: a) }
    #expect(throws: DecisionError.self) { try decisions.split(key: a.key) }
    #expect(throws: DecisionError.self) { try decisions.rename(a, to: " ") }
    #expect(try decisions.list().isEmpty)
  }

  @Test func `a merge holds for articles that come later`() throws {
    let file = try imported()
    do {
      let decisions = try Decisions(file.path)
      let a = try decisions.sources(named: "a. velez")[0]
      try decisions.merge(a, into: try decisions.sources(named: "ana velez")[0])
    }
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "later.jsonl", entry: nil, format: "jsonl")
    try session.add(
      account(
        "« ‹Tout a changé› », dit [A. Vélez].", title: "Plus tard", outlet: "Sud Info",
        published: "2022"))
    try session.finish(
      sha256: String(repeating: "1", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
    #expect(try statements(file.path, of: "Ana Vélez") == 3)
  }

  @Test func `families are set and one of each is shown`() throws {
    let file = try imported()
    try Decisions(file.path).setFamilies([(article: 1, first: 1), (article: 2, first: 1)])
    let archive = try Archive(reading: file.path)
    var question = Question()
    question.oneOfFamily = true
    let rows = try archive.articles(question)
    var count = 0
    while try rows.next() { count += 1 }
    #expect(count == 2)
  }
}
