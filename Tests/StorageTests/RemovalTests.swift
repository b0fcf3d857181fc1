import Press
import SQLite
import Tables
import Testing

@testable import Storage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct `What is forgotten` {
  /// A secret article among the others, with copies of its words in every table that could keep some.
  private func archive(_ folder: TemporaryFolder) throws -> String {
    let path = folder["a.dossier"]
    try Small.importAll(path)
    let session = try ImportSession(path, version: "test", rules: "test")
    try session.begin(path: "more.jsonl", entry: nil, format: "jsonl")
    try session.add(secret)
    try session.reject(
      Origin(record: 2), reason: "broken",
      excerpt: "{\"text\": \"« Xanthophylle wird zur Geheimsache der Quagmire AG erklärt")
    try session.reject(Origin(record: 3), reason: "broken", excerpt: "{\"text\": \"Le pont")
    try session.add(Small.accounts[0])
    try session.finish(
      sha256: String(repeating: "2", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
    let decisions = try Decisions(path)
    try decisions.mark(.note, "Zitronenfalter", [.article(7)])
    try decisions.mark(.tag, "checked", [.article(1), .statement(1)])
    return path
  }

  private var secret: Account {
    account(
      "« ‹Xanthophylle wird zur Geheimsache der Quagmire AG erklärt› », sagte [Wolfram Quintessenz].",
      title: "Kaleidoskop", outlet: "Zwielicht-Bote", published: "2023-04")
  }

  private let words = [
    "anthophylle", "uagmire", "uintessenz", "aleidoskop", "wielicht", "itronenfalter",
    "xanthophylle",
    "quintessenz", "kaleidoskop",
  ]

  private func found(in path: String) throws -> [String] {
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    return words.filter { bytes.contains(Array($0.utf8)) }
  }

  @Test func `leaves no word in the file, and does not come back`() throws {
    let folder = try TemporaryFolder()
    let path = try archive(folder)
    #expect(try found(in: path).count > 6, "the test looks for what is there")
    let report = try Removal(path, version: "test").forget([7])
    #expect(report.articles == 1 && report.statements == 1 && report.excerpts == 1)
    #expect(try found(in: path) == [])
    #expect(try Archive.verify(path) == [])

    let session = try ImportSession(path, version: "test", rules: "test")
    #expect(session.mightContain(secret.article))
    try session.begin(path: "again.jsonl", entry: nil, format: "jsonl")
    #expect(try session.add(secret) == .forgotten)
    var elsewhere = secret
    elsewhere.article.outlet = "Courrier de Lima"
    #expect(try session.add(elsewhere) == .stored(7))
    let broken = Origin(path: "again.jsonl", record: 3)
    try session.reject(broken, reason: "no JSON", excerpt: "xanthophylle")
    let counts = try session.finish(
      sha256: String(repeating: "3", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try session.close()
    #expect(counts.found == 3 && counts.forgotten == 1 && counts.stored == 1)
    #expect(try Archive.verify(path) == [])
    let connection = try Connection(path: path, mode: .readWrite)
    #expect(
      try connection.integer("SELECT count(*) FROM rejects WHERE record = 3 AND excerpt = ''") == 1)
  }

  @Test func `gives families another first article and keeps receipts whole`() throws {
    let folder = try TemporaryFolder()
    let path = try archive(folder)
    // Articles 5 and 6 are copies; the second dump has article 1 as a duplicate.
    _ = try Removal(path, version: "test").forget([1, 5])
    let rows = try Archive(reading: path).sql(
      """
      SELECT (SELECT family_id FROM articles WHERE id = 6),
        (SELECT group_concat(stored || ' ' || duplicates || ' ' || forgotten, ', ') FROM dumps)
      """)
    #expect(try rows.next())
    #expect(rows.integer(0) == 6)
    #expect(rows.text(1) == "4 0 2, 1 0 1")
    #expect(try Archive.verify(path) == [])
  }

  @Test func `is found by outlet, source, number and condition`() throws {
    let folder = try TemporaryFolder()
    let path = try archive(folder)
    let archive = try Archive(reading: path)
    #expect(try archive.articles([2], outlets: [], sources: [], condition: nil) == [2])
    #expect(
      try archive.articles([], outlets: ["zwielicht-bote"], sources: [], condition: nil) == [7])
    #expect(
      try archive.articles(
        [], outlets: [], sources: archive.sources(named: "Wolfram Quintessenz"), condition: nil)
        == [7])
    #expect(
      try archive.articles([], outlets: [], sources: [], condition: "outlet LIKE 'Gazette%'")
        == [1, 3, 5])
    #expect(throws: RemovalError.self) {
      try archive.articles([99], outlets: [], sources: [], condition: nil)
    }
    #expect(throws: RemovalError.self) {
      try archive.articles([], outlets: ["Gazette"], sources: [], condition: nil)
    }
  }

  @Test func `an import is taken back whole, and what another one has stays`() throws {
    let folder = try TemporaryFolder()
    let path = try archive(folder)
    let report = try Removal(path, version: "test").undo(run: 1)
    #expect(report.articles == 5 && report.kept == 1 && report.files == 1)
    #expect(try Archive.verify(path) == [])
    let rows = try Archive(reading: path).sql("SELECT id, dump_id, record FROM articles ORDER BY 1")
    var left: [[Int64]] = []
    while try rows.next() { left.append((0...2).map { rows.integer($0) }) }
    #expect(left == [[1, 2, 1], [7, 2, 1]])
    for run in [Int64(1), 3, 99] {
      #expect(throws: RemovalError.self) { try Removal(path, version: "test").undo(run: run) }
    }
    try Small.importAll(path)
    #expect(try Archive.verify(path) == [])
  }

  @Test func `a backup is one whole state, made while an import runs`() throws {
    let folder = try TemporaryFolder()
    let path = try archive(folder)
    let session = try ImportSession(path, version: "test", rules: "test")
    try session.begin(path: "next.jsonl", entry: nil, format: "jsonl")
    var other = Small.accounts[2]
    other.article.body += " Suite."
    try session.add(other)
    #expect(try Archive.backUp(path, to: folder["b.dossier"]) == [])
    try session.commit()
    #expect(try Archive.backUp(path, to: folder["c.dossier"]) == [])
    try session.close(isWhole: false)
    for (name, count) in [("b.dossier", 7), ("c.dossier", 8)] {
      let rows = try Archive(reading: folder[name]).sql("SELECT count(*) FROM articles")
      #expect(try rows.next() && rows.int(0) == count)
      #expect(!folder.exists(name + "-wal") && !folder.exists(name + "-shm"))
    }
  }
}

extension Rows {
  fileprivate func int(_ column: Int) -> Int { Int(integer(column)) }
}

@Suite struct `Tags, notes and hidings` {
  private func archive(_ folder: TemporaryFolder, _ name: String = "a.dossier") throws -> String {
    try Small.importAll(folder[name])
    return folder[name]
  }

  private func ids(_ path: String, _ change: (inout Question) -> Void) throws -> [Int64] {
    var question = Question()
    question.order = .stored
    change(&question)
    let rows = try Archive(reading: path).statements(question, columns: ["id"])
    var ids: [Int64] = []
    while try rows.next() { ids.append(rows.integer(0)) }
    return ids
  }

  @Test(arguments: [
    ("statement:2", [2]), ("article:3", [3]), ("4", [4]), ("outlet:Gazette d'Oslo", [1, 3, 5]),
    ("source:annika lindqvist", [1, 2, 3, 4, 5, 6]),
  ])
  func `find and hide what they are about, also after a new reading`(
    target: String, expected: [Int64]
  ) throws {
    let folder = try TemporaryFolder()
    let path = try archive(folder)
    let meant = try #require(MarkTarget(target))
    #expect(try Decisions(path).mark(.tag, "checked", [meant]) == 1)
    #expect(try Decisions(path).mark(.tag, "checked", [meant]) == 0)
    #expect(try ids(path) { $0.tags = ["checked", "other"] } == expected)
    #expect(try ids(path) { $0.tags = ["other"] } == [])
    // In another order, so that rows get other numbers.
    _ = try Reextraction(path, version: "test", rules: "test").run { articles in
      articles.map { article in Small.accounts.first { $0.article.body == article.body }! }
    }
    #expect(try ids(path) { $0.tags = ["checked"] } == expected)
    try Decisions(path).mark(.hide, nil, [meant])
    #expect(try ids(path) { _ in } == (1...6).filter { !expected.contains($0) })
    #expect(try ids(path) { $0.showsHidden = true }.count == 6)
    try Decisions(path).unmark(.hide, nil, [meant])
    #expect(try ids(path) { _ in }.count == 6)
    #expect(throws: MarkError.self) { try Decisions(path).unmark(.note, nil, [meant]) }
    #expect(try Archive.verify(path) == [])
  }

  @Test func `stay with the copy that was meant`() throws {
    let folder = try TemporaryFolder()
    let path = try archive(folder)
    // Articles 5 and 6 have the same text in two outlets.
    try Decisions(path).mark(.tag, "printed", [.article(6)])
    #expect(try ids(path) { $0.tags = ["printed"] } == [6])
    let rows = try Archive(reading: path).sql("SELECT row_id FROM marks")
    #expect(try rows.next() && rows.integer(0) == 6)
    #expect(try !rows.next())
  }

  @Test func `go into another archive, with merges and names`() throws {
    let folder = try TemporaryFolder()
    let path = try archive(folder)
    let other = try archive(folder, "b.dossier")
    do {
      let decisions = try Decisions(path)
      try decisions.mark(.tag, "checked", [.statement(2), .article(1)])
      try decisions.mark(.note, "Zweimal «gehört»", [.outlet("Gazette d’Oslo")])
      let source = try decisions.sources(named: "Annika Lindqvist")[0]
      try decisions.rename(source, to: "A. Lindqvist")
    }
    let rows = try Archive(reading: path).sql(Decisions.exported)
    let output = Output(descriptor: -1, name: "lines")
    try rows.write(to: JSONWriter(output, lines: true))
    let lines = String(decoding: output.takeBytes(), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    let taken = try Decisions(other).take(
      lines + ["", "{\"kind\":\"rename\",\"subject\":\"XYZ\"}"])
    #expect(taken == Decisions.Taken(new: 4, known: 0, missing: ["XYZ"]))
    #expect(try Decisions(other).take(lines).known == 4)
    #expect(try Decisions(other).sources(named: "Annika Lindqvist")[0].name == "A. Lindqvist")
    #expect(try ids(other) { $0.tags = ["checked"] } == [1, 2])
    #expect(throws: MarkError.self) { try Decisions(other).take(["no JSON"]) }
    #expect(try Archive.verify(other) == [])
  }
}

@Suite struct `What new rules would change` {
  @Test func `is told with its passages, and nothing is written`() throws {
    let folder = try TemporaryFolder()
    let path = folder["a.dossier"]
    try Small.importAll(path)
    let before = try Data(contentsOf: URL(filePath: path))
    var rows: [RulesDiff.Row] = []
    let totals = try Archive(reading: path).difference({ articles in
      articles.enumerated().map { n, article in
        var account = Small.accounts.first { $0.article.body == article.body }!
        switch n {
        case 0: account.statements = []
        case 1: account.statements[0].kind = .mixed
        case 2: account.statements[0].content.end -= 3
        case 3: account.statements.append(account.statements[0])
        default: break
        }
        return account
      }
    }) { rows.append($0) }
    #expect(rows.map(\.change) == [.removed, .changed, .changed, .added])
    #expect(rows.map(\.article) == [1, 2, 3, 4])
    #expect(rows[1].was == "Annika Lindqvist, direct")
    #expect(rows[1].becomes == "Annika Lindqvist, mixed" && rows[1].newPassage == nil)
    #expect(rows[2].newPassage.map { rows[2].passage?.hasPrefix($0) ?? false } == true)
    #expect(totals.same == 3 && totals.articles == 6)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }
}
