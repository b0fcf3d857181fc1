import Press
import Testing

@testable import Storage

@Suite struct `A new reading` {
  /// The rows as id, article and place.
  private func rows(_ path: String) throws -> [String] {
    let rows = try Archive(reading: path).sql(
      """
      SELECT 's', id, article_id, start FROM statements
      UNION ALL SELECT 'r', id, article_id, trigger_start FROM relations ORDER BY 1, 3, 4, 2
      """)
    var list: [String] = []
    while try rows.next() {
      list.append("\(rows.text(0) ?? "")\(rows.integer(1)) \(rows.integer(2)):\(rows.integer(3))")
    }
    return list
  }

  /// The account with a relation of its source to itself, whose verb starts at each of `triggers`.
  private func account(_ account: Account, triggers: [Int]) -> Account {
    var account = account
    let place = account.mentions[0].passage
    account.relations = triggers.map {
      Relation(
        subject: .init(source: 0, passage: place), class: .criticise,
        object: .init(source: 0, passage: place), trigger: Passage($0, $0 + 2),
        sentence: Passage(0, account.article.body.utf8.count), rule: "test", confidence: 1)
    }
    return account
  }

  @Test func `keeps the ids of what it finds again, and gives those of nothing else`() throws {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for made in Small.accounts.prefix(3) { try session.add(account(made, triggers: [3, 10])) }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try session.close()
    #expect(
      try rows(file.path) == [
        "r1 1:2", "r2 1:9", "r3 2:2", "r4 2:9", "r5 3:2", "r6 3:9", "s1 1:2", "s2 2:2", "s3 3:2",
      ])
    // The first article loses its relations and gets a second statement; the second one starts
    // elsewhere; the third gets a relation before the ones that it has.
    var accounts = Small.accounts.prefix(3).map { account($0, triggers: [3, 10]) }
    accounts[0].relations = []
    accounts[0].statements.insert(accounts[0].statements[0], at: 0)
    accounts[0].statements[0].content = Passage(0, 2)
    accounts[1].statements[0].content.start += 3
    accounts[2] = account(accounts[2], triggers: [0, 3, 10])
    accounts[2].relations[1].statement = 0
    _ = try Reextraction(file.path, version: "test", rules: "test").run { articles in
      articles.map { article in accounts.first { $0.article.body == article.body }! }
    }
    #expect(
      try rows(file.path) == [
        "r3 2:2", "r4 2:9", "r7 3:0", "r5 3:2", "r6 3:9", "s4 1:0", "s1 1:2", "s5 2:5", "s3 3:2",
      ])
    let archive = try Archive(reading: file.path)
    let proof = try archive.sql("SELECT statement_id FROM relations WHERE id = 5")
    #expect(try proof.next() && proof.integer(0) == 3)
    // The words of statements are found under the ids that they have now.
    let found = try archive.sql("SELECT rowid FROM statements_fts('numéro') ORDER BY rowid")
    var ids: [Int64] = []
    while try found.next() { ids.append(found.integer(0)) }
    #expect(ids == [1, 3, 5])
    #expect(try Archive.verify(file.path).allSatisfy { !$0.description.contains("full") })
  }
}
