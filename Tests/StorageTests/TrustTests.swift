import CFaults
import Migrations
import Platform
import Press
import SQLite
import Testing

@testable import Storage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Six accounts of which two print the same text, and what stands beside them in a dump.
enum Small {
  static let accounts: [Account] = (0..<6).map { n in
    var account = account(
      "« ‹Le pont numéro \(n == 5 ? 4 : n) rouvrira lundi matin après trois mois de travaux› », a dit "
        + "[Annika Lindqvist].",
      title: "Le pont \(n)", outlet: n.isMultiple(of: 2) ? "Gazette d’Oslo" : "Courrier de Lima",
      published: "2023-0\(n + 1)-09")
    account.article.origin.record = n + 1
    return account
  }

  static let reject = Origin(record: 7, line: 9)

  /// Imports the dump, or what an earlier run has left of it.
  static func importAll(_ path: String, batch: Int = 2, didCommit: @escaping () throws -> Void = {})
    throws
  {
    let session = try ImportSession(path, version: "test", rules: "test")
    session.articlesPerBatch = batch
    session.didCommit = didCommit
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    for account in accounts {
      if try session.countDuplicate(account.article) == nil { try session.add(account) }
    }
    try session.reject(reject, reason: "no text", excerpt: "{\"pont\": 7")
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
  }

  /// Everything that an archive holds, but for times and runs.
  static func rows(_ path: String) throws -> [String] {
    let archive = try Archive(reading: path)
    return try [
      "dumps": "id, path, found, stored, duplicates, rejected, forgotten, finished_at IS NULL",
      "rejects": "*", "duplicates": "*", "outlets": "*", "articles": "*", "sources": "*",
      "source_names": "*", "mentions": "*", "statements": "*", "relations": "*",
      "forgotten": "identity, sha256",
      "decisions": "kind, target, subject, value, undone_at IS NULL",
    ].sorted { $0.key < $1.key }.flatMap { table, columns in
      let rows = try archive.sql("SELECT \(columns) FROM \(table) ORDER BY 1, 2")
      var lines: [String] = []
      while try rows.next() {
        lines.append(
          table + ": " + rows.columns.indices.map { rows.text($0) ?? "–" }.joined(separator: "|"))
      }
      return lines
    }
  }
}

/// A folder of its own, gone at the end.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "test-\(UUID().uuidString)").path
  private var copies = 0

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  subscript(name: String) -> String { path + "/" + name }

  /// A copy of an archive with all that stands beside it.
  func copy(_ archive: String, as name: String? = nil) throws -> String {
    copies += 1
    let target = self[name ?? "copy-\(copies).dossier"]
    for ending in ["", "-wal", "-shm", "-journal"]
    where FileManager.default.fileExists(atPath: archive + ending) {
      try FileManager.default.copyItem(atPath: archive + ending, toPath: target + ending)
    }
    return target
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self[name]) }
}

@Suite struct `The lock of a writer` {
  @Test func `a refused writer leaves the lock of the one at work`() throws {
    let folder = try TemporaryFolder()
    let path = folder["a.dossier"]
    let session = try ImportSession(path, version: "test", rules: "test")
    for _ in 0..<3 {
      #expect(throws: ArchiveError.self) { _ = try Decisions(path) }
      #expect(folder.exists("a.dossier-lock"))
    }
    try session.close()
  }

  @Test(arguments: ["link.dossier", "./sub/../a.dossier", "sub/up/a.dossier"])
  func `every name of an archive has the same lock`(name: String) throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(atPath: folder["sub"], withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: folder["link.dossier"], withDestinationPath: "a.dossier")
    try files.createSymbolicLink(atPath: folder["sub/up"], withDestinationPath: "..")
    let lock = try WriteLock.take(archive: folder["a.dossier"])
    #expect(throws: ArchiveError.self) { _ = try WriteLock.take(archive: folder[name]) }
    withExtendedLifetime(lock) {}
  }

  @Test func `a link in the place of the lock destroys nothing`() throws {
    let folder = try TemporaryFolder()
    try Data("keep me".utf8).write(to: URL(filePath: folder["victim"]))
    try FileManager.default.createSymbolicLink(
      atPath: folder["a.dossier-lock"], withDestinationPath: "victim")
    #expect {
      _ = try ImportSession(folder["a.dossier"], version: "test", rules: "test")
    } throws: { "\($0)".contains("symbolic link") }
    #expect(try Data(contentsOf: URL(filePath: folder["victim"])) == Data("keep me".utf8))
  }

  @Test func `an archive that goes away while it is written is told`() throws {
    let folder = try TemporaryFolder()
    let path = folder["a.dossier"]
    #expect {
      try Small.importAll(path) {
        if folder.exists("a.dossier") {
          try FileManager.default.moveItem(atPath: path, toPath: folder["b.dossier"])
        }
      }
    } throws: { error in
      if case ArchiveError.replaced = error { true } else { false }
    }
  }
}

@Suite struct `An import that is killed` {
  @Test func `at any commit goes on from there`() throws {
    let folder = try TemporaryFolder()
    let whole = folder["whole.dossier"]
    var killed: [String] = []
    // What lies on the disk after a commit is what a killed process leaves.
    try Small.importAll(whole) { killed.append(try folder.copy(whole)) }
    let expected = try Small.rows(whole)
    #expect(killed.count >= 4)
    for path in killed {
      #expect(try Archive.verify(path) == [])
      try Small.importAll(path)
      #expect(try Small.rows(path) == expected)
      #expect(try Archive.verify(path) == [])
    }
  }

  @Test(arguments: [0, 1, 3])
  func `does not take another dump of the same name for the rest`(agreeing: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder["a.dossier"]
    var session: ImportSession? = try ImportSession(path, version: "test", rules: "test")
    try session?.begin(path: "-", entry: nil, format: "jsonl")
    for account in Small.accounts.prefix(4) { try session?.add(account) }
    try session?.close(isWhole: false)
    session = nil

    let next = try ImportSession(path, version: "test", rules: "test")
    try next.begin(path: "-", entry: nil, format: "jsonl")
    var outcomes: [ImportSession.Outcome] = []
    for n in 0..<5 {
      var other = Small.accounts[n]
      if n >= agreeing { other.article.body += " Autre texte." }
      outcomes.append(try next.countDuplicate(other.article) ?? next.add(other))
    }
    #expect(
      outcomes == Array(repeating: .resumed, count: agreeing)
        + (5..<10 - agreeing).map { .stored(Int64($0)) })
    let counts = try next.finish(
      sha256: String(repeating: "1", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try next.close()
    #expect(counts.found == 5 && counts.stored == 5 - agreeing && counts.duplicates == agreeing)
    #expect(counts.resumed == 0)
    #expect(try Archive.verify(path) == [])
  }

  @Test func `is not gone on with by a dump that ends before`() throws {
    let folder = try TemporaryFolder()
    let path = folder["a.dossier"]
    var session: ImportSession? = try ImportSession(path, version: "test", rules: "test")
    try session?.begin(path: "-", entry: nil, format: "jsonl")
    for account in Small.accounts.prefix(4) { try session?.add(account) }
    try session?.close(isWhole: false)
    session = nil
    let next = try ImportSession(path, version: "test", rules: "test")
    try next.begin(path: "-", entry: nil, format: "jsonl")
    for account in Small.accounts.prefix(2) { _ = try next.countDuplicate(account.article) }
    let counts = try next.finish(
      sha256: String(repeating: "1", count: 64), bytes: 1, charset: nil, charsetRule: nil)
    try next.close()
    #expect(counts.found == 2 && counts.duplicates == 2)
    #expect(try Archive.verify(path) == [])
  }
}

@Suite struct `A file that fails` {
  /// One thing that writes, and how it is done again after it failed.
  enum Work: String, CaseIterable {
    case `import`, families, reextract, forget, backup

    func run(_ path: String) throws {
      switch self {
      case .import: try Small.importAll(path)
      case .families:
        try Decisions(path).setFamilies(
          [(1, 1), (2, 1), (3, 3)].map { (article: $0.0, first: $0.1) })
      case .reextract:
        _ = try Reextraction(path, version: "test", rules: "test").run { articles in
          articles.map { article in
            Small.accounts.first { $0.article.body == article.body } ?? Account(of: article)
          }
        }
      case .forget:
        let isGone =
          try Archive(reading: path).connection.integer(
            "SELECT count(*) FROM articles WHERE id = 2") == 0
        let removal = try Removal(path, version: "test")
        if isGone { try removal.finish() } else { _ = try removal.forget([2]) }
      case .backup:
        let copy = path + ".copy"
        try? FileManager.default.removeItem(atPath: copy)
        if let first = try Archive.backUp(path, to: copy).first {
          throw ArchiveError.damaged(path: copy, problem: first.description)
        }
      }
    }
  }

  private static let kinds = [
    FAULTS_WRITE, FAULTS_SYNC, FAULTS_READ, FAULTS_TRUNCATE, FAULTS_DELETE,
  ]

  @Test(arguments: Work.allCases)
  func `at any call leaves a sound archive, and the work can be done again`(work: Work) throws {
    #expect(faults_install() == 0)
    let folder = try TemporaryFolder()
    let start = folder["start.dossier"]
    if work != .import { try Small.importAll(start) }
    let whole =
      try work == .import ? folder["whole.dossier"] : folder.copy(start, as: "whole.dossier")
    try work.run(whole)
    let expected = try Small.rows(whole)
    var failures = 0
    for kind in Self.kinds {
      var n = 0
      while true {
        n += 1
        let path = try work == .import ? folder["\(kind.rawValue)-\(n)"] : folder.copy(start)
        faults_arm(Int32(kind.rawValue), n, Int32(n & 1))
        var failed = false
        do { try work.run(path) } catch { failed = true }
        let calls = faults_disarm()
        failures += failed ? 1 : 0
        // Files of ours are made by the way; what counts is what can be read afterwards.
        if failed {
          try? FileManager.default.removeItem(atPath: path + ".copy")
          if (FileManager.default.contents(atPath: path)?.count ?? 0) > 0 {
            let problems = (try? Archive.verify(path)) ?? []
            #expect(
              problems.filter { $0.place != "runs" } == [],
              "\(work), kind \(kind.rawValue), call \(n)")
          }
          try work.run(path)
        }
        #expect(try Small.rows(path) == expected, "\(work), kind \(kind.rawValue), call \(n)")
        try? FileManager.default.removeItem(atPath: path)
        if calls < n { break }
      }
    }
    #expect(failures > 3, "\(failures)")
  }
}

@Suite struct `What stands in the code and in the schema` {
  @Test(arguments: [
    ("statements", "kind", Statement.Kind.allCases.map(\.rawValue)),
    ("relations", "modality", Relation.Modality.allCases.map(\.rawValue)),
    ("sources", "kind", Source.Kind.allCases.map(\.rawValue)),
    ("source_names", "name_kind", Source.NameKind.allCases.map(\.rawValue)),
    ("decisions", "kind", Decisions.Mark.allCases.map(\.rawValue) + ["merge", "split", "rename"]),
  ])
  func `is the same list`(table: String, column: String, values: [String]) throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    for step in Migration.all { try connection.execute(step.sql) }
    let sql = try #require(
      try connection.text("SELECT sql FROM sqlite_schema WHERE name = '\(table)'"))
    let allowed = sql.matches(of: try Regex("\\b\(column) = '([a-z_]+)'")).compactMap {
      $0.output[1].substring.map(String.init)
    }
    #expect(Set(allowed) == Set(values))
  }

  @Test func `classes of relations`() throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    for step in Migration.all { try connection.execute(step.sql) }
    let query = try connection.query("SELECT class, family, symmetric FROM relation_classes")
    var rows: [String] = []
    while try query.step() {
      rows.append("\(query.text(0) ?? "") \(query.text(1) ?? "") \(query.integer(2))")
    }
    let code = RelationClass.allCases.map {
      "\($0.rawValue) \($0.isTie ? "tie" : "event") \($0.isSymmetric ? 1 : 0)"
    }
    #expect(rows.sorted() == code.sorted())
  }

  @Test(arguments: [
    "INSERT INTO rejects (dump_id, record, reason, excerpt) VALUES (99, 1, '', '')",
    "UPDATE statements SET kind = 'shouted'", "UPDATE relations SET modality = 'maybe'",
    "DELETE FROM sources", "UPDATE articles SET outlet_id = 99",
  ])
  func `references and checks hold while an archive is written`(sql: String) throws {
    let folder = try TemporaryFolder()
    try Small.importAll(folder["a.dossier"])
    let archive = try Archive(writing: folder["a.dossier"], creating: false)
    if sql.contains("relations") {
      try archive.connection.execute(
        """
        INSERT INTO relations (article_id, subject_id, class, object_id, polarity, modality, former,
          subject_start, subject_end, object_start, object_end, trigger_start, trigger_end,
          sentence_start, sentence_end, rule, confidence)
        VALUES (1, 1, 'accuse', 1, 1, 'actual', 0, 0, 1, 0, 1, 0, 1, 0, 1, 'test', 1)
        """)
    }
    #expect(throws: SQLiteError.self) { try archive.connection.execute(sql) }
  }
}
