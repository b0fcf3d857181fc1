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
    "SELECT * FROM source_names ORDER BY id",
    "SELECT * FROM mentions ORDER BY article_id, source_id, start",
    "SELECT * FROM statements ORDER BY id", "SELECT * FROM relations ORDER BY id",
    "SELECT rowid, rank FROM articles_fts WHERE articles_fts MATCH 'accord' ORDER BY rowid",
  ]
  return try queries.map { query in
    let run = try Tool.run(
      "sql", query, "--archive", archive, "--format", "jsonl", "--limit", "0", in: scratch)
    #expect(run.status <= 1, "\(query): \(run.talk)")
    return run.output
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
    #expect(first.talk.contains("1 by language"))

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

  @Test func `an import that is killed goes on and ends like one that is not`() throws {
    let scratch = try Scratch()
    Feed.make("pipe", in: scratch)
    let whole = dump(of: 600) + "{\"broken\": \n"
    func start(_ archive: String) throws -> (Process, Feed, Scratch) {
      let files = try Scratch()
      let process = try Tool.start(
        ["import", "pipe", "--batch", "40", "--archive", archive], in: scratch, [:], files)
      return (process, try Feed("pipe", in: scratch), files)
    }
    let (process, feed, _) = try start("whole.dossier")
    feed.write(whole)
    feed.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 3, "a broken line is a reject")
    for part in [100, 400, 550] {
      let (process, feed, _) = try start("killed.dossier")
      feed.write(dump(of: part))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      feed.close()
      let check = try Tool.run("verify", "--archive", "killed.dossier", in: scratch)
      #expect(check.status == 0 || check.status == 2, "sound, or not begun: \(check.talk)")
    }
    let (last, rest, files) = try start("killed.dossier")
    rest.write(whole)
    rest.close()
    last.waitUntilExit()
    let talk = try files.read("err")
    #expect(last.terminationStatus == 3, "\(talk)")
    #expect(try rows(of: "killed.dossier", in: scratch) == rows(of: "whole.dossier", in: scratch))
    #expect(try Tool.run("verify", "--archive", "killed.dossier", in: scratch).status == 0)
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
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 1))
    // Below a file nobody may write, the administrator included.
    let run = try Tool.run("import", "a.jsonl", "--archive", "a.jsonl/press.dossier", in: scratch)
    #expect(run.status == 2)
    #expect(run.talk.contains("cannot be written"), "\(run.talk)")
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

  @Test(arguments: [
    (["--charset", "nosuch"], "--charset takes"), (["--language", "klingon"], "--language takes"),
    (["--jobs", "0"], "--jobs takes"),
  ])
  func `an option that cannot mean anything is refused`(options: [String], expected: String) throws
  {
    let scratch = try Scratch()
    try scratch.write("a.csv", "title,text\nOslo,Le maire a dit que tout irait bien.\n")
    let run = try Tool.run(["import", "a.csv"] + options, in: scratch)
    #expect(run.status == 2 && run.talk.contains(expected), "\(run.talk)")
    #expect(!FileManager.default.fileExists(atPath: scratch["press.dossier"]))
  }

  @Test(arguments: [
    ("a.csv", "title,text\nOslo,Le maire a dit que tout irait bien.\n"),
    ("a.jsonl", "{\"title\":\"Oslo\",\"text\":\"Le maire a dit que tout irait bien.\"}\n"),
    ("a.txt", "Le maire a dit que tout irait bien.\n"),
  ])
  func `a column that --map names and no record has is an error`(name: String, text: String) throws
  {
    let scratch = try Scratch()
    try scratch.write(name, text)
    let run = try Tool.run("import", name, "--map", "outlet=nosuch", in: scratch)
    #expect(run.talk.contains("has a column or key «nosuch»"), "\(run.talk)")
    #expect(run.status != 0 && run.talk.contains("0 stored"), "\(run.status) \(run.talk)")
    let known = try Tool.run("import", name, "--map", "title=title", in: scratch)
    #expect(name == "a.txt" || !known.talk.contains("no record has"), "\(known.talk)")
  }

  @Test func `a date that is no day stays as it was printed`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      ["2022-06-31", "soon", "32/13/2022"].enumerated().map { n, date in
        "{\"text\":\"Le maire a dit le jour \(n) que tout irait bien.\",\"date\":\"\(date)\"}"
      }.joined(separator: "\n"))
    let run = try Tool.run("import", "a.jsonl", in: scratch)
    #expect(run.talk.contains("3 dates not understood"), "\(run.talk)")
    let dates = try Tool.run("sql", "SELECT published, published_raw FROM articles", in: scratch)
    #expect(dates.output == "published\tpublished_raw\n\t2022-06-31\n\tsoon\n\t32/13/2022\n")
  }

  @Test(arguments: [["-j1"], ["-qj2"], ["-j", "1"], ["-ax.dossier"]])
  func `a short option takes a value that is joined to it`(options: [String]) throws {
    let scratch = try Scratch()
    try scratch.write("a.txt", "Le maire a dit que tout irait bien.\n")
    let run = try Tool.run(["import", "a.txt"] + options, in: scratch)
    #expect(run.status == 0, "\(run.talk)")
    let archive = options[0].hasPrefix("-a") ? "x.dossier" : "press.dossier"
    #expect(FileManager.default.fileExists(atPath: scratch[archive]))
  }

  @Test func `figures are grouped as the language of the terminal does`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      (1...1_200).map { "{\"text\":\"Le maire a parlé \($0) fois de la ville d'Oslo.\"}" }
        .joined(separator: "\n"))
    let french = try Tool.run(
      "import", "a.jsonl", in: scratch, environment: ["LC_ALL": "fr_FR.UTF-8"])
    #expect(french.talk.contains("1\u{202F}200 stored"), "\(french.talk)")
    let other = try Tool.run("import", "a.jsonl", in: scratch, environment: ["LC_ALL": "C"])
    #expect(other.talk.contains("1,200 duplicates"), "\(other.talk)")
  }
}
