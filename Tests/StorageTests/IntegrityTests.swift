import Press
import SQLite
import Synchronization
import Testing

@testable import Storage

@Suite struct `Verify` {
  private func imported() throws -> TemporaryArchive {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "dump.csv", entry: "a", format: "csv")
    for account in `An archive`.accounts { try session.add(account) }
    let soft = account(
      "Le pré\u{AD}sident « ‹a re\u{AD}noncé 𝒳› », dit [Ana Vél\u{AD}ez].", title: "Soft\u{AD}ly",
      outlet: "Sud Info", published: "2021")
    try session.add(soft)
    try session.reject(Origin(record: 4, line: 9), reason: "no text", excerpt: ";;")
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
    return file
  }

  @Test func `finds nothing wrong in a sound archive, soft hyphens and all`() throws {
    let file = try imported()
    #expect(try Archive.verify(file.path) == [])
  }

  @Test(arguments: [
    ("UPDATE dumps SET found = found + 1", "dumps"),
    ("UPDATE runs SET found = found + 1", "runs"),
    ("UPDATE dumps SET sha256 = '00'", "dumps"),
    ("DELETE FROM rejects", "dumps"),
    ("UPDATE source_names SET key = key || 'x'", "source_names"),
    ("UPDATE mentions SET start = start + 1, \"end\" = \"end\" + 1", "mentions"),
    ("UPDATE statements SET speaker_start = speaker_start + 1", "statements"),
    ("UPDATE runs SET found = found + 1", "runs"),
    ("UPDATE statements SET \"end\" = 9999 WHERE id = 1", "statements"),
    ("UPDATE statements SET start = start + 1 WHERE id = 2", "statements_fts"),
    ("UPDATE statements SET speaker_start = -1 WHERE id = 3", "statements"),
    ("UPDATE mentions SET start = -\"end\" WHERE article_id = 1", "mentions"),
    ("UPDATE mentions SET role = 'reine', role_start = 0, role_end = 2", "mentions"),
    ("UPDATE source_tallies SET statements = statements + 1", "source_tallies"),
    ("UPDATE tallies SET sources = 9 WHERE dimension = 'month'", "tallies"),
    ("DELETE FROM tallies WHERE dimension = 'language'", "tallies"),
    ("UPDATE articles SET body = 'x' || body WHERE id = 1", "articles_fts"),
    ("DELETE FROM articles WHERE id = 2", "mentions"),
    ("UPDATE articles SET outlet_id = 77 WHERE id = 1", "articles"),
    ("INSERT INTO articles_fts (rowid, title, body) VALUES (70, 'x', 'y')", "articles_fts"),
  ])
  func `tells what was broken`(sql: String, place: String) throws {
    let file = try imported()
    do {
      let connection = try Connection(path: file.path, mode: .readWrite)
      try connection.execute("PRAGMA foreign_keys = OFF")
      try connection.execute(sql)
    }
    let problems = try Archive.verify(file.path)
    #expect(problems.contains { $0.place == place }, "\(problems)")
  }

  @Test func `a file with flipped bytes is damaged, not a crash`() throws {
    let file = try imported()
    var bytes = try Data(contentsOf: URL(filePath: file.path))
    for i in stride(from: 20_000, to: bytes.count, by: 1_999) { bytes[i] ^= 0x5A }
    try bytes.write(to: URL(filePath: file.path))
    do {
      #expect(try !Archive.verify(file.path).isEmpty)
    } catch is ArchiveError {
      // Too broken even to be opened, and said so.
    }
  }

  @Test func `a full disk loses the batch, not the archive`() throws {
    let file = try imported()
    // The limit on pages stands for the disk: SQLite reports both alike.
    for pages in stride(from: 1, through: 40, by: 3) {
      let connection = try Connection(path: file.path, mode: .readWrite)
      let now = try connection.integer("PRAGMA page_count") ?? 0
      try connection.execute("PRAGMA max_page_count = \(now + Int64(pages))")
      let writer = try AccountWriter(
        connection, sources: SourceDirectory(connection, at: file.path), at: file.path)
      do {
        try connection.transaction {
          for n in 0..<400 {
            var long = `An archive`.accounts[0]
            long.article.title = "Copie \(pages) \(n)"
            long.article.body += String(repeating: " remplissage\(n)", count: 200)
            _ = try writer.store(long, dump: 1, Fingerprint(of: long.article))
          }
        }
        Issue.record("nothing was full")
      } catch let error as SQLiteError {
        #expect(error.isFull)
      }
    }
    #expect(try Archive.verify(file.path) == [])
  }

  @Test func `who goes on reading keeps no writer waiting at its end`() throws {
    let file = TemporaryArchive()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "a.jsonl", entry: nil, format: "jsonl")
    for n in 0..<3 {
      try session.add(
        account(
          "« ‹Non, \(n)› », dit [Ana Vélez].", title: "\(n)", outlet: "Sud Info",
          published: "2022-12-09"))
    }
    try session.finish(
      sha256: String(repeating: "a", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    let reader = try Connection(path: file.path, mode: .readOnly)
    try reader.execute("BEGIN")
    #expect(try reader.integer("SELECT count(*) FROM articles") == 0)
    let clock = ContinuousClock()
    let took = try clock.measure { try session.close() }
    #expect(took < .seconds(20))
    try reader.execute("COMMIT")
    #expect(try reader.integer("SELECT count(*) FROM articles") == 3)
  }

  @Test func `readers see whole batches while one writes`() throws {
    let file = try imported()
    let session = try ImportSession(file.path, version: "test", rules: "test")
    try session.begin(path: "next.csv", entry: nil, format: "csv")
    var more = `An archive`.accounts[0]
    more.article.body += " Suite."
    try session.add(more)
    let reader = try Archive(reading: file.path)
    #expect(try reader.connection.integer("SELECT count(*) FROM articles") == 3)
    try session.commit()
    #expect(try reader.connection.integer("SELECT count(*) FROM articles") == 4)
    #expect(try Archive.verify(file.path) == [])
    try session.close(isWhole: false)
  }

  @Test(arguments: [
    "DELETE FROM articles", "UPDATE sources SET name = 'x'", "CREATE TABLE extra (a)",
    "DROP VIEW statement_details", "INSERT INTO articles_fts (articles_fts) VALUES ('optimize')",
    "ATTACH ':memory:' AS other",
  ])
  func `the connection that checks an archive writes temporary tables only`(sql: String) throws {
    let file = try imported()
    let connection = try Connection(path: file.path, mode: .readWrite)
    connection.allowWritingTemporaryOnly()
    #expect(throws: SQLiteError.self) { try connection.execute(sql) }
    try connection.execute("CREATE TEMP TABLE own (a); INSERT INTO own VALUES (1); DROP TABLE own")
  }

  /// A reader in the middle of a question, which another thread may end.
  private final class Reader: @unchecked Sendable {
    let connection: Connection
    init(_ path: String) throws {
      connection = try Connection(path: path, mode: .readOnly)
      try connection.execute("BEGIN; SELECT count(*) FROM articles")
    }
  }

  @Test func `who has to wait for a reader is told so, and goes on when that ends`() throws {
    let file = try imported()
    let path = file.path
    let reader = try Reader(path)
    let told = Mutex<[String]>([])
    WaitNotice.handle { line in
      guard line.hasPrefix(path) else { return }
      told.withLock { $0.append(line) }
      try? reader.connection.execute("COMMIT")
    }
    _ = try Decisions(path)
    #expect(told.withLock { $0.count } == 1)
    #expect(told.withLock { $0.first?.contains("is being read") } == true)
  }

  @Test func `a folder that may not be written is read all the same`() throws {
    let file = try imported()
    // What is opened when SQLite cannot make its log, whoever runs the test.
    let connection = try Connection(immutable: file.path)
    #expect(try connection.integer("SELECT count(*) FROM articles") == 3)
    let odd = TemporaryArchive()
    let path = odd.path + " 50% #1?é"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.copyItem(atPath: file.path, toPath: path)
    #expect(
      try Connection(immutable: path).integer("SELECT count(*) FROM articles") == 3)
  }
}

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
