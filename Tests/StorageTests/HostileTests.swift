import Press
import SQLite
import Testing

@testable import Storage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct `An archive that somebody sent` {
  private func altered(_ sql: String, in folder: TemporaryFolder) throws -> String {
    let path = folder["a.dossier"]
    try Small.importAll(path)
    let connection = try Connection(path: path, mode: .readWrite)
    try connection.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    try connection.execute(sql)
    return path
  }

  @Test(arguments: [
    "DROP VIEW statement_details; CREATE VIEW statement_details AS SELECT 1 AS id",
    "DROP TABLE articles_fts; CREATE TABLE articles_fts (title, body, facets)",
    "DROP VIEW articles_text; CREATE VIEW articles_text AS SELECT 1 AS id",
    "ALTER TABLE outlets ADD COLUMN more TEXT",
    "DROP TABLE decisions",
    "DROP INDEX articles_by_hash; CREATE INDEX articles_by_hash ON articles (length(body))",
  ])
  func `with other tables or views is refused by name`(sql: String) throws {
    let folder = try TemporaryFolder()
    let path = try altered(sql, in: folder)
    for open in [
      { _ = try Archive(reading: path) },
      { _ = try Decisions(path) },
      { _ = try ImportSession(path, version: "test", rules: "test") },
    ] {
      #expect {
        try open()
      } throws: { error in
        if case ArchiveError.altered = error { true } else { false }
      }
    }
    let problems = try Archive.verify(path)
    #expect(!problems.isEmpty && problems.allSatisfy { $0.place == "schema" }, "\(problems)")
  }

  @Test(arguments: [
    ("TRIGGER evil AFTER INSERT ON runs BEGIN DELETE FROM articles; END", "evil"),
    ("VIEW v AS SELECT 1 AS x", "v"), ("TABLE extra (x)", "extra"),
    ("INDEX more ON articles (title)", "more"),
  ])
  func `with something of its own is told by verify, and a trigger by every writer`(
    made: String, name: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try altered("CREATE \(made)", in: folder)
    #expect(try Archive.verify(path).contains { $0.detail.contains(name) })
    let count = try Archive(reading: path).sql("SELECT count(*) FROM articles")
    #expect(try count.next() && count.integer(0) == 6)
    #expect(try !count.next())
    if made.hasPrefix("TRIGGER") {
      #expect(throws: ArchiveError.self) { _ = try Decisions(path) }
    } else {
      _ = try Decisions(path)
    }
  }

  @Test func `runs no trigger when it is verified`() throws {
    let folder = try TemporaryFolder()
    let path = try altered(
      """
      CREATE VIEW trap AS SELECT 1 AS x;
      CREATE TRIGGER t INSTEAD OF INSERT ON trap BEGIN DELETE FROM articles; END
      """, in: folder)
    _ = try Archive.verify(path)
    let connection = try Connection(path: path, mode: .readWrite)
    try? connection.execute("INSERT INTO trap VALUES (1)")
    #expect(try connection.integer("SELECT count(*) FROM articles") == 6)
  }

  @Test(arguments: [
    "PRAGMA user_version = -1", "PRAGMA user_version = 2147483647", "PRAGMA user_version = 0",
    "UPDATE articles SET id = 9223372036854775807 WHERE id = 6",
    "UPDATE articles SET id = -9223372036854775808 WHERE id = 6",
    "UPDATE articles SET id = 4294967296 WHERE id = 6", "UPDATE articles SET id = 0 WHERE id = 6",
    "UPDATE statements SET id = 9223372036854775807 WHERE id = 6",
    "UPDATE sources SET id = 9223372036854775807",
    "UPDATE tallied SET article_id = 9223372036854775807",
    "UPDATE source_tallies SET articles = 9223372036854775807, statements = -1",
    "UPDATE dumps SET found = 9223372036854775807, stored = 9223372036854775807, finished_at = NULL",
    "UPDATE dumps SET found = -9223372036854775808, finished_at = NULL",
    "UPDATE dumps SET rejected = -1",
    "UPDATE statements SET start = -9223372036854775808, \"end\" = 9223372036854775807",
    "UPDATE statements SET start = 9223372036854775807", "UPDATE mentions SET \"end\" = -1",
    "UPDATE statements SET \"end\" = start - 1",
    "UPDATE mentions SET role = 'maire', role_start = 9223372036854775807, role_end = -1",
    "UPDATE relations SET trigger_end = trigger_start - 2, sentence_end = sentence_start - 2",
    "UPDATE articles SET text_hash = 1, identity = 1 WHERE id = 2",
    "UPDATE articles SET record = -9223372036854775808",
    "UPDATE decisions SET id = 9223372036854775807",
    "UPDATE runs SET id = 9223372036854775807",
  ])
  func `with numbers at the limits is told or refused, and never ends the program`(
    sql: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try altered(sql, in: folder)
    let problems = try? Archive.verify(path)
    let isSound = [
      "decisions", "runs SET", "record", "statements SET id", "sources SET id", "relations",
    ]
    if !isSound.contains(where: sql.contains) {
      #expect(problems != [], "verify finds it")
    }
    let works: [(String) throws -> Void] = [
      { try Small.importAll($0) },
      { path in
        _ = try Reextraction(path, version: "test", rules: "test").run {
          $0.map { Account(of: $0) }
        }
      },
      { _ = try Removal($0, version: "test").forget([1]) },
      { _ = try Removal($0, version: "test").undo(run: 1) },
      { _ = try Decisions($0).mark(.tag, "x", [.statement(1)]) },
      { path in
        let archive = try Archive(reading: path)
        for rows in [
          try archive.statements(Question()), try archive.articles(Question()),
          try archive.statements(ofArticle: 1), try archive.runs(withFiles: true),
        ] {
          while try rows.next() { _ = rows.columns.indices.map { rows.text($0) } }
        }
        _ = try archive.difference({ $0.map { Account(of: $0) } }) { _ in }
      },
      { path in
        let archive = try Archive(reading: path)
        for id in 1...6 as ClosedRange<Int64> { _ = try archive.file(ofArticle: id) }
        _ = try archive.statementHits(Question(), offset: 0, limit: 10)
        _ = try archive.relationHits(Question(), offset: 0, limit: 10)
        for id in 1...4 {
          if let source = try? archive.sources(named: "#\(id)").first {
            _ = try archive.file(of: source)
          }
        }
        var words = Question()
        words.words = "le OR la OR pont"
        _ = try archive.concordance(words, width: 10, order: .date)
        _ = try archive.overview()
        _ = try archive.receipts(offset: 0, limit: 10)
      },
    ]
    for work in works { try? work(folder.copy(path)) }
  }

  @Test func `opened for questions is read-only from the start`() throws {
    let folder = try TemporaryFolder()
    try Small.importAll(folder["a.dossier"])
    let archive = try Archive(reading: folder["a.dossier"])
    for sql in ["DELETE FROM articles", "PRAGMA query_only = OFF", "CREATE TEMP TABLE x (a)"] {
      #expect(throws: SQLiteError.self) { try archive.connection.execute(sql) }
    }
  }
}

@Suite struct `A place where nothing may be written` {
  // Files with a log but without its index, as they come from a copy made during an import.
  private func copied(_ folder: TemporaryFolder) throws -> String {
    let path = folder["a.dossier"]
    let session = try ImportSession(path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for account in Small.accounts { try session.add(account) }
    try session.commit()
    let copy = try folder.copy(path, as: "copy/a.dossier".replacing("copy/", with: "copy-"))
    try FileManager.default.removeItem(atPath: copy + "-shm")
    try session.close(isWhole: false)
    return copy
  }

  @Test func `shows what lies in the log`() throws {
    let folder = try TemporaryFolder()
    let path = try copied(folder)
    // What is done for somebody who may not write, whoever runs the test.
    let connection = try Connection(withoutLocks: path)
    #expect(try connection.integer("SELECT count(*) FROM articles") == 6)
    #expect(!folder.exists("copy-a.dossier-shm"))
    let archive = try Archive(reading: path)
    let rows = try archive.sql("SELECT count(*) FROM articles")
    #expect(try rows.next() && rows.integer(0) == 6)
  }

  @Test func `a finished command and a reader leave one file`() throws {
    let folder = try TemporaryFolder()
    let path = folder["a.dossier"]
    try Small.importAll(path)
    try Decisions(path).mark(.tag, "x", [.article(1)])
    _ = try Archive(reading: path).sql("SELECT 1").next()
    #expect(try Archive.verify(path) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.dossier"])
  }

  @Test func `verify needs no right to write`() throws {
    let folder = try TemporaryFolder()
    let path = folder["a.dossier"]
    try Small.importAll(path)
    let before = try Data(contentsOf: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    #expect(try Archive.verify(path) == [])
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func `a path that begins with «file:» is a path`() throws {
    let folder = try TemporaryFolder()
    let here = FileManager.default.currentDirectoryPath
    let name = "file:\(UUID().uuidString)?mode=memory"
    defer { try? FileManager.default.removeItem(atPath: here + "/" + name) }
    try Small.importAll(folder["a.dossier"])
    try FileManager.default.copyItem(atPath: folder["a.dossier"], toPath: here + "/" + name)
    #expect(try Archive.verify(name) == [])
    try Decisions(name).mark(.tag, "x", [.article(1)])
    #expect(FileManager.default.fileExists(atPath: here + "/" + name))
  }
}
