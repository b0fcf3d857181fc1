import Foundation
import Testing

/// The tables of an archive as text, without times of day and runs.
func rows(of archive: String, in scratch: Scratch) throws -> [String] {
  let queries = [
    """
    SELECT id, path, entry, format, sha256, bytes, charset, charset_rule, found, stored, duplicates,
      rejected FROM dumps ORDER BY id
    """,
    "SELECT * FROM rejects ORDER BY id", "SELECT * FROM outlets ORDER BY id",
    "SELECT * FROM articles ORDER BY id", "SELECT * FROM sources ORDER BY id",
    "SELECT * FROM source_names ORDER BY id", "SELECT * FROM mentions ORDER BY id",
    "SELECT * FROM statements ORDER BY id", "SELECT * FROM relations ORDER BY id",
    "SELECT rowid, rank FROM articles_fts WHERE articles_fts MATCH 'accord' ORDER BY rowid",
  ]
  return try queries.map { query in
    try Tool.run("sql", query, "--archive", archive, "--format", "jsonl", in: scratch).output
  }
}

/// Invented articles as JSON lines, each different.
func dump(of count: Int, from first: Int = 0) -> String {
  let places = ["Valbourg", "Port-Anselme", "Mirecourt-sur-Loue", "Sainte-Aldegonde"]
  var text = ""
  for i in first..<first + count {
    let place = places[i % places.count]
    text += """
      {"id":"a\(i)","title":"Le maire de \(place) et le pont numéro \(i)",\
      "date_publish":"2023-0\(1 + i % 9)-1\(i % 10)","source_domain":"gazette\(i % 3).example",\
      "maintext":"« Le pont numéro \(i) sera ouvert », a déclaré Marc Tessier, le maire de \(place). \
      Selon la préfète, Élodie Vasseur, l'accord a coûté \(i) euros. L'Allemagne a accusé la \
      Pologne d'avoir bloqué les travaux.\\nUn second paragraphe numéro \(i) ferme l'article."}

      """
  }
  return text
}

@Suite struct `dossier import` {
  @Test func `the receipt adds up, and a second import stores nothing`() throws {
    let scratch = try Scratch()
    let first = try Tool.run("import", examples, "--archive", "a.dossier", in: scratch)
    #expect(first.status == 0, "\(first.talk)")
    #expect(first.output == "", "data only goes to standard output")
    let before = try rows(of: "a.dossier", in: scratch)
    let numbers = try #require(first.talk.firstMatch(of: /found +(\d+) = (\d+) stored \+ (\d+)/))
    let (found, stored, duplicates) = (
      try #require(Int(numbers.1)), try #require(Int(numbers.2)), try #require(Int(numbers.3))
    )
    #expect(found == stored + duplicates)
    #expect(stored > 30 && duplicates >= 1)
    #expect(first.talk.contains("1 in languages that are not read"))

    let second = try Tool.run("import", examples, "--archive", "a.dossier", in: scratch)
    #expect(second.status == 0)
    #expect(second.talk.contains("= 0 stored + \(found) duplicates + 0 rejected"))
    #expect(try rows(of: "a.dossier", in: scratch) == before)
  }

  @Test func `the number of threads changes no row`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 700))
    for jobs in ["1", "3"] {
      let run = try Tool.run(
        "import", "a.jsonl", "--jobs", jobs, "--archive", "\(jobs).dossier", in: scratch)
      #expect(run.status == 0)
    }
    #expect(try rows(of: "1.dossier", in: scratch) == rows(of: "3.dossier", in: scratch))
  }

  @Test func `an import that is killed again and again ends like one that is not`() throws {
    let scratch = try Scratch()
    // Several files, so that kills fall into files and between them.
    for i in 0..<6 { try scratch.write("dump/\(i).jsonl", dump(of: 250, from: i * 250)) }
    try scratch.write("dump/6.jsonl", dump(of: 30, from: 1_490) + "{\"broken\": \n")
    let start = Date()
    let whole = try Tool.run(
      "import", "dump", "--batch", "40", "--archive", "whole.dossier", in: scratch)
    let seconds = Date().timeIntervalSince(start)
    #expect(whole.status == 3, "a broken line is a reject")

    var kills = 0
    for step in 1...12 {
      let files = try Scratch()
      let process = try Tool.start(
        ["import", "dump", "--batch", "40", "--archive", "killed.dossier"], in: scratch, [:], files)
      Thread.sleep(forTimeInterval: seconds * Double(step) / 14)
      if process.isRunning { kills += 1 }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      guard FileManager.default.fileExists(atPath: scratch["killed.dossier"]) else { continue }
      let check = try Tool.run(
        "sql", "SELECT integrity_check FROM pragma_integrity_check", "--archive",
        "killed.dossier", in: scratch)
      // Killed before the schema stood, there is nothing to check yet.
      if check.status == 0 { #expect(check.output.contains("ok")) }
    }
    #expect(kills > 0, "the walk has to hit the import while it runs")
    let last = try Tool.run(
      "import", "dump", "--batch", "40", "--archive", "killed.dossier", in: scratch)
    #expect(last.status == 3)
    #expect(try rows(of: "killed.dossier", in: scratch) == rows(of: "whole.dossier", in: scratch))
    let verified = try Tool.run("verify", "--archive", "killed.dossier", in: scratch)
    #expect(verified.status == 0, "\(verified.talk)")
  }

  @Test func `Ctrl-C commits what is there, says so, and the same import goes on`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 3_000))
    let files = try Scratch()
    let process = try Tool.start(["import", "a.jsonl", "--batch", "100"], in: scratch, [:], files)
    while process.isRunning,
      !FileManager.default.fileExists(atPath: scratch["press.dossier-wal"])
    {
      Thread.sleep(forTimeInterval: 0.02)
    }
    Thread.sleep(forTimeInterval: 0.3)
    process.interrupt()
    process.waitUntilExit()
    let talk = try files.read("err")
    if process.terminationStatus == 130 {
      #expect(talk.contains("the same import goes on from there"))
    } else {
      #expect(process.terminationStatus == 0, "it was done before: \(talk)")
    }
    let again = try Tool.run("import", "a.jsonl", in: scratch)
    #expect(again.status == 0)
    let count = try Tool.run("sql", "SELECT count(*) FROM articles", in: scratch)
    #expect(count.output == "count(*)\n3000\n")
    let dumps = try Tool.run("sql", "SELECT found, stored, duplicates FROM dumps", in: scratch)
    #expect(dumps.output == "found\tstored\tduplicates\n3000\t3000\t0\n")
  }

  @Test func `a second writer is told who holds the lock, and readers go on`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 6_000))
    try scratch.write("b.jsonl", dump(of: 10))
    #expect(try Tool.run("import", "b.jsonl", in: scratch).status == 0)
    let files = try Scratch()
    let process = try Tool.start(["import", "a.jsonl"], in: scratch, [:], files)
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    while process.isRunning,
      !FileManager.default.fileExists(atPath: scratch["press.dossier-lock"])
    {
      Thread.sleep(forTimeInterval: 0.02)
    }
    Thread.sleep(forTimeInterval: 0.2)
    try #require(process.isRunning, "the import has to last longer than the test")
    let second = try Tool.run("import", "b.jsonl", in: scratch)
    #expect(second.status == 4)
    #expect(second.talk.contains("process \(process.processIdentifier)"), "\(second.talk)")
    let search = try Tool.run("search", "pont", in: scratch)
    #expect(search.status == 0, "\(search.talk)")
  }

  @Test func `everything good is stored, everything bad is a reject with its place`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "dump/a.jsonl", dump(of: 2) + "{\"title\": \"sans fin\n" + dump(of: 1, from: 2))
    try scratch.write("dump/empty.txt", "")
    try scratch.write("dump/nul.txt", Data("Un texte\u{0} avec un octet nul dedans.".utf8))
    let run = try Tool.run("import", "dump", in: scratch)
    #expect(run.status == 3)
    #expect(run.talk.contains("a.jsonl, record 3 (line 3"), "\(run.talk)")
    let rejects = try Tool.run(
      "sql", "SELECT record, line FROM rejects WHERE line = 3", in: scratch)
    #expect(rejects.output == "record\tline\n3\t3\n")
    let articles = try Tool.run(
      "sql", "SELECT count(*) FROM articles WHERE external_id IN ('a0', 'a1', 'a2')", in: scratch)
    #expect(articles.output.hasSuffix("\n3\n"))
  }

  @Test func `a rehearsal says what each file is and makes no archive`() throws {
    let scratch = try Scratch()
    let run = try Tool.run("import", "--dry-run", examples, in: scratch)
    #expect(run.status == 0)
    #expect(run.output.contains("corpus-iramuteq.txt\t\tiramuteq"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }

  @Test func `a folder that may not be written gives a clear error`() throws {
    guard getuid() != 0 else { return }
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 1))
    chmod(scratch.path, 0o500)
    let run = try Tool.run("import", "a.jsonl", in: scratch)
    #expect(run.status == 2)
    #expect(run.talk.contains("cannot be written"))
  }

  @Test func `a file that is something else is refused and left alone`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 1))
    try scratch.write("notes.txt", "Mes notes, qui ne sont pas une archive.")
    for arguments in [["import", "a.jsonl"], ["search", "notes"], ["sql", "SELECT 1"]] {
      let run = try Tool.run(arguments + ["--archive", "notes.txt"], in: scratch)
      #expect(run.status == 4 || run.status == 2, "\(arguments): \(run.status)")
      #expect(run.talk.contains("notes.txt"))
    }
    #expect(try scratch.read("notes.txt") == "Mes notes, qui ne sont pas une archive.")
  }
}
