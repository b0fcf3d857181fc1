import Press
import Testing

@testable import Storage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file name of its own for each test, taken away at its end.
final class TemporaryArchive {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "test-\(UUID().uuidString).dossier").path

  deinit {
    for suffix in ["", "-wal", "-shm", "-lock"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}

/// An article in which the bracketed speaker says the words between ‹ and ›, without the marks.
func account(_ marked: String, title: String, outlet: String, published: String) -> Account {
  var text = ""
  var speaker = Passage(0, 0)
  var content = Passage(0, 0)
  for c in marked {
    switch c {
    case "[": speaker.start = text.utf8.count
    case "]": speaker.end = text.utf8.count
    case "‹": content.start = text.utf8.count
    case "›": content.end = text.utf8.count
    default: text.append(c)
    }
    speaker.end = max(speaker.end, speaker.start)
    content.end = max(content.end, content.start)
  }
  var article = Article(body: text)
  article.title = title
  article.outlet = outlet
  article.published = PressDate(iso: published)
  article.language = "fr"
  var account = Account(of: article)
  let name = String(decoding: Array(text.utf8)[speaker.start..<speaker.end], as: UTF8.self)
  account.sources = [
    Source(
      key: "per:\(NameKey.fold(name))", kind: .person, name: name, names: [.init(name, .name)])
  ]
  account.mentions = [Mention(source: 0, passage: speaker)]
  account.statements = [
    Statement(
      kind: .direct, content: content, speaker: speaker, source: 0, rule: "test", confidence: 1)
  ]
  return account
}

@Suite struct `An archive` {
  static let accounts = [
    account(
      "« ‹Les négociations reprendront à l’été› », a dit [Élodie Pérac].", title: "Œuvre sociale",
      outlet: "L’Écho du Nord", published: "2022-12"),
    account(
      "« ‹Nous avons négocié sans relâche› », assure [Marc Tilliez].", title: "Le port bloqué",
      outlet: "Sud Info", published: "2023-01-09"),
  ]

  func imported() throws -> TemporaryArchive {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for account in Self.accounts { try session.add(account) }
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
    return file
  }

  @Test func `knows an article before it is read`() throws {
    let file = try imported()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    let known = Self.accounts[1].article
    let new = Article(body: "Le port a rouvert lundi matin.")
    #expect(session.mightContain(known))
    #expect(!session.mightContain(new))
    try session.begin(path: "next.jsonl", entry: nil, format: "jsonl")
    #expect(try session.countDuplicate(known) == .duplicate(of: 2))
    #expect(try session.countDuplicate(new) == nil)
    try session.add(Account(of: new))
    let counts = try session.finish(
      sha256: String(repeating: "1", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    #expect(counts.found == 2 && counts.duplicates == 1 && counts.stored == 1)
    try session.close()
    let rows = try Archive(reading: file.path).sql(
      "SELECT record, article_id FROM duplicates")
    #expect(try rows.next() && rows.integer(0) == 1 && rows.integer(1) == 2)
  }

  @Test(arguments: ["outlet", "title", "published", "url"])
  func `the same text with another outlet, title, date or address is stored, in one family`(
    field: String
  ) throws {
    let file = try imported()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    var copy = Self.accounts[1]
    switch field {
    case "outlet": copy.article.outlet = "Gazette de Lima"
    case "title": copy.article.title = nil
    case "published": copy.article.published = PressDate(iso: "2023-01-10")
    default: copy.article.url = "https://gazette.example/port"
    }
    try session.begin(path: "next.jsonl", entry: nil, format: "jsonl")
    #expect(try session.add(copy) == .stored(3))
    copy.article.outlet = copy.article.outlet?.uppercased()
    #expect(try session.add(copy) == .duplicate(of: 3), "an outlet is known in any case")
    try session.finish(sha256: nil, bytes: nil, charset: nil, charsetRule: nil)
    try session.close()
    let rows = try Archive(reading: file.path).sql("SELECT family_id FROM articles ORDER BY id")
    var families: [Int64] = []
    while try rows.next() { families.append(rows.integer(0)) }
    #expect(families == [0, 2, 2])
    #expect(try Archive.verify(file.path) == [])
  }

  @Test(arguments: [
    ("négociation", 2), ("negociations -relâche", 1), ("\"à l'été\"", 1), ("oeuvre", 1),
    ("titre:port", 1), ("NEAR(sans relache, 3)", 1), ("(((\"", 0), ("l’été OR relâche", 2),
    ("négo*", 2), ("* - \" NEAR( OR", 0), ("absent", 0),
  ])
  func `answers what a person types`(words: String, count: Int) throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    var question = Question()
    question.words = words
    var found = 0
    do {
      let rows = try archive.articles(question)
      while try rows.next() { found += 1 }
    } catch is QuestionError {
      found = 0
    }
    #expect(found == count)
  }

  @Test func `finds statements by any name of who says them`() throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    var question = Question()
    question.by = try archive.sources(named: "ELODIE PERAC")
    let rows = try archive.statements(question)
    #expect(try rows.next())
    #expect(rows.text(rows.index(of: "content")!) == "Les négociations reprendront à l’été")
    #expect(try !rows.next())
  }

  @Test func `a second import of the same dump stores nothing`() throws {
    let file = try imported()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for account in Self.accounts { try session.add(account) }
    let counts = try session.finish(sha256: nil, bytes: nil, charset: nil, charsetRule: nil)
    try session.close()
    #expect(counts.found == 2 && counts.duplicates == 2 && counts.stored == 0)
  }

  @Test func `an import that stops goes on behind its last committed record`() throws {
    let file = TemporaryArchive()
    var session: ImportSession? = try ImportSession(file.path, version: "test", rules: "test")
    try session?.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    try session?.add(Self.accounts[0])
    try session?.commit()
    try session?.add(Self.accounts[1])
    session = nil
    let next = try ImportSession(file.path, version: "test", rules: "test")
    #expect(try next.begin(path: "dump.jsonl", entry: nil, format: "jsonl").known == 1)
    #expect(try next.countDuplicate(Self.accounts[0].article) == .resumed)
    try next.add(Self.accounts[1])
    #expect(
      try next.finish(sha256: nil, bytes: nil, charset: nil, charsetRule: nil).stored == 2)
    try next.close()
  }

  @Test func `one writer at a time, told by name`() throws {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    #expect {
      _ = try ImportSession(file.path, version: "test", rules: "test")
    } throws: { "\($0)".contains("process") }
    try session.close()
  }

  @Test(arguments: [
    "DELETE FROM articles", "ATTACH 'x' AS y", "PRAGMA journal_mode = DELETE", "CREATE TABLE x (a)",
    "SELECT json('x')", "", "-- nothing", "SELECT 1; DELETE FROM articles",
    "SELECT load_extension('x')", "VACUUM", "SELECT nonsense",
  ])
  func `SQL of people only reads`(sql: String) throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    #expect(throws: (any Error).self) { try archive.sql(sql).next() }
  }

  @Test(arguments: ["1) OR (1", "1; DELETE FROM articles", "a.nothing = 1", "'"])
  func `a condition is one expression`(condition: String) throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    var question = Question()
    question.condition = condition
    #expect(throws: QuestionError.self) { try archive.articles(question).next() }
  }

  @Test func `every SQLite tool can search it`() throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    let rows = try archive.sql(
      "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'relache'")
    #expect(try rows.next())
    #expect(rows.integer(0) == 1)
  }

  @Test(arguments: [
    "SELECT name FROM pragma_table_info('statement_details')",
    "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'relache'",
    "SELECT * FROM articles_terms LIMIT 1",
  ])
  func `a query keeps its connection open`(sql: String) throws {
    let file = try imported()
    let rows = try Archive(reading: file.path).sql(sql)
    #expect(try rows.next())
  }

  @Test(arguments: [Listing.articles, .statements, .relations])
  func `the columns of a listing are those of its view`(listing: Listing) throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    let known = try archive.columns(of: listing.view) + listing.furtherColumns
    #expect(known.count > 20)
    #expect(listing.usualColumns.allSatisfy { known.contains($0) })
    #expect(try archive.rows(listing, Question(), columns: known).columns == known)
    #expect(throws: QuestionError.self) {
      try archive.rows(listing, Question(), columns: ["title\" FROM x --"])
    }
  }

  @Test func `a listing has one order whatever is asked for`() throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    for listing in [Listing.articles, .statements] {
      var all: [Int64] = []
      let rows = try archive.rows(listing, Question(), columns: ["id"])
      while try rows.next() { all.append(rows.integer(0)) }
      #expect(try archive.count(listing, Question()) == all.count)
      for offset in all.indices {
        var question = Question()
        question.limit = 1
        question.offset = offset
        let one = try archive.rows(listing, question, columns: ["title", "id", "day"])
        #expect(try one.next())
        #expect(one.integer(1) == all[offset])
        #expect(try !one.next())
      }
    }
  }

  @Test func `says by whom and how often`() throws {
    let file = try imported()
    let archive = try Archive(reading: file.path)
    let all = try archive.sql(
      "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM statements)")
    #expect(try all.next())
    for grouping in Archive.Grouping.allCases {
      let rows = try archive.stats(by: grouping)
      var articles: Int64 = 0
      var statements: Int64 = 0
      while try rows.next() {
        articles += rows.integer(1)
        statements += rows.integer(2)
        #expect((rows.integer(4) > 0) == (rows.integer(2) > 0))
      }
      #expect(articles == all.integer(0))
      #expect(statements == all.integer(1))
      #expect(statements > 0)
    }
    let source = try archive.sources(named: "Marc Tilliez")[0]
    #expect(try archive.summary(of: source).next())
    #expect(try archive.names(of: source).next())
    #expect(try archive.sources().next())
    #expect(try !archive.related(to: source).next())
  }
}
