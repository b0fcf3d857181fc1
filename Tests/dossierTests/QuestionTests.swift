import Foundation
import Testing

/// One archive of the bundled articles for all tests that only read.
enum Library {
  static let scratch: Scratch = {
    guard let scratch = try? Scratch() else { fatalError("no temporary folder") }
    let run = try? Tool.run("import", "--quiet", examples, in: scratch)
    precondition(run?.status == 0, "the bundled articles can be imported: \(run?.talk ?? "")")
    return scratch
  }()
}

@Suite struct `Asking the archive` {
  @Test(arguments: [
    (["search", "gazoduc"], "gazoduc"),
    (["search", "gazoducs", "--limit", "1"], "gazoduc"),
    (["search", "titre:gazoduc", "--where", "year = 2023"], "2023-0"),
    (["statements", "--limit", "2"], "speaker"),
    (
      ["statements", "--columns", "speaker,end,content", "--limit", "1"], "speaker\tend\tcontent\n"
    ),
    (["relations", "--subject", "Téhéran", "--object", "Moscou"], "supply_arms"),
    (["relations", "--class", "accuse", "--where", "subject = 'Ukraine'"], "Ukraine"),
    (["relations", "--asserted-by", "article", "--limit", "1"], "asserted_by"),
    (["sources", "--limit", "3"], "statements"),
    (["sources", "Téhéran"], "IRN"),
    (["statements", "--by", "lindqvist"], "Annika Lindqvist"),
    (["stats"], "language\tfr\t"),
    (["stats", "--by", "month"], "2023-02"),
    (["sql", "SELECT count(*) AS n FROM articles WHERE language = 'es'"], "n\n1\n"),
    (["sql", "SELECT 1 AS n; -- and no more\n"], "n\n1\n"),
    (["show", "1"], "relations: "),
    (["show", "1", "--format", "json", "--explain"], "\"statements\":["),
    (
      ["export", "relations", "--columns", "subject,class,object,file"],
      "subject,class,object,file\r\n"
    ),
    (["export", "sources", "--where", "kind = 'state'", "--limit", "1"], "state"),
    (["formats"], "iramuteq"),
  ])
  func `is answered on standard output`(arguments: [String], expected: String) throws {
    let run = try Tool.run(arguments, in: Library.scratch)
    #expect(run.status == 0, "\(run.talk)")
    #expect(run.output.contains(expected), "\(run.output)")
    #expect(run.talk == "")
  }

  @Test func `when something was said goes from the article to every listing`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      """
      {"published":"2022-12-09","language":"fr","text":"Le maire de Valmont, Paul Durand, a déclaré \
      dimanche soir que le pont resterait fermé pendant les travaux."}

      """)
    #expect(try Tool.run("extract", "a.jsonl", in: scratch).output.contains("\"2022-12-04\""))
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    for arguments in [
      ["statements", "--columns", "said_on,said_on_raw", "--format", "csv"],
      ["export", "statements", "--columns", "said_on,said_on_raw"],
    ] {
      #expect(try Tool.run(arguments, in: scratch).output.contains("2022-12-04,dimanche soir"))
    }
  }

  @Test(arguments: [
    ["search", "xylophoniquement"], ["search", "gazoduc", "--to", "1999"],
    ["statements", "--by", "Personne Decenom"], ["sql", "SELECT 1 WHERE 0"], ["show", "99999"],
  ])
  func `finding nothing ends with 1`(arguments: [String]) throws {
    #expect(try Tool.run(arguments, in: Library.scratch).status == 1)
  }

  @Test(arguments: [
    ("Lindquist", "did you mean Annika Lindqvist"), ("Annika Lindkvist", "Annika Lindqvist"),
    ("Xzwq", "see 'dossier sources'"),
  ])
  func `a source that is not there is named with those that come near`(
    name: String, message: String
  ) throws {
    let run = try Tool.run("sources", name, in: Library.scratch)
    #expect(run.status == 1)
    #expect(run.talk.contains(message), "\(run.talk)")
  }

  @Test(arguments: [
    (["search"], "words"),
    (["search", "a", "--from", "2023-13"], "2022-12-09"),
    (["search", "a", "--to", "hier"], "2022-12-09"),
    (["statements", "--kind", "oral"], "direct, indirect, mixed"),
    (["statements", "--columns", "speakr"], "did you mean «speaker»?"),
    (["relations", "--class", "acuse"], "did you mean «accuse»?"),
    (["statements", "--where", "1); DROP TABLE articles; --"], "--where"),
    (["statements", "--where", "nosuch = 1"], "nosuch"),
    (["search", "--fts", "\"open"], "--fts"),
    (["sql", "SELEC 1"], "SELEC"),
    (["sql", "DELETE FROM articles"], "only reading"),
    (["sql", "ATTACH 'x.db' AS x"], "only reading"),
    (["sql", "SELECT 1; SELECT 2"], "one statement"),
    (["sql", "PRAGMA user_version = 7"], "only reading"),
    (["export", "articles", "statements"], "folder"),
    (["export", "sources", "--by", "Iran"], "takes no filter"),
    (["export", "articles", "--format", "table"], "csv, tsv, json or jsonl"),
    (["search", "a", "--archive", "/no/such.dossier"], "no such archive"),
  ])
  func `wrong use ends with 2 and says what to do`(arguments: [String], message: String) throws {
    let run = try Tool.run(arguments, in: Library.scratch)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.talk.contains(message), "\(run.talk)")
  }

  @Test(arguments: [
    "\"", "(", ")", "a AND", "OR", "-", "*", "a* OR", "NEAR(", "NEAR(a, b", "title:", ":", "^",
    "a -",
    "l'accord d'", "{a b}", "\u{0}", "'; DROP TABLE articles; --", "🛢", "a \"b c", "-a", "NOT a",
  ])
  func `nothing that is typed is a syntax error`(words: String) throws {
    guard !words.contains("\u{0}") else { return }
    let run = try Tool.run("search", "--", words, in: Library.scratch)
    #expect([0, 1, 2].contains(run.status), "\(run.talk)")
    #expect(!run.talk.contains("syntax error") && !run.talk.contains("fts5:"), "\(run.talk)")
  }

  @Test func `the query may come through a pipe`() throws {
    let run = try Tool.run(
      "sql", "-", "--format", "csv", input: "SELECT 1 AS a,\n'é' AS b\n", in: Library.scratch)
    #expect(run.output == "a,b\r\n1,é\r\n")
  }

  @Test func `an export to a folder writes one whole file a table`() throws {
    let out = try Scratch()
    let run = try Tool.run(
      "export", "articles", "statements", "relations", "sources", "--to", out.path + "/csv/",
      in: Library.scratch)
    #expect(run.status == 0, "\(run.talk)")
    let files = try FileManager.default.contentsOfDirectory(atPath: out["csv"]).sorted()
    #expect(files == ["articles.csv", "relations.csv", "sources.csv", "statements.csv"])
    let excel = try Tool.run(
      "export", "relations", "--excel", "--columns", "subject,confidence", "--limit", "1",
      in: Library.scratch)
    #expect(excel.output.hasPrefix("\u{FEFF}subject;confidence\r\n"))
    #expect(!excel.output.contains("."))
  }

  @Test func `an export that cannot be written leaves nothing behind`() throws {
    let out = try Scratch()
    let run = try Tool.run(
      "export", "articles", "--to", out["no/such/folder/a.csv"], in: Library.scratch)
    #expect(run.status == 2)
    #expect(run.talk.contains("cannot be written"))
    if FileManager.default.fileExists(atPath: "/dev/full") {
      let full = try Tool.run("export", "articles", "--to", "/dev/full", in: Library.scratch)
      #expect(full.status == 2)
      #expect(full.talk.contains("/dev/full"))
    }
  }

  @Test func `a reader that goes away ends an export quietly`() throws {
    let run = try Tool.shell(
      "\"$dossier\" sql \"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
        + "3000000) SELECT i, 'texte' FROM n\" | head -2 | wc -l; echo ${PIPESTATUS[0]}",
      in: Library.scratch)
    #expect(run.output.split(whereSeparator: \.isWhitespace) == ["2", "0"])
    #expect(run.talk == "")
  }

  @Test func `Ctrl-C stops a query that takes too long`() throws {
    let scratch = try Scratch()
    Feed.make("out", in: scratch)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c",
      "exec '\(Tool.path)' sql 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        + "SELECT i FROM n' --limit 0 --archive '\(Library.scratch.path)/press.dossier' > out",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
    try process.run()
    // The first rows are here: the query runs, and now waits for somebody who reads.
    let output = open(scratch["out"], O_RDONLY | O_CLOEXEC)
    var byte: UInt8 = 0
    #expect(read(output, &byte, 1) == 1)
    process.interrupt()
    process.waitUntilExit()
    close(output)
    #expect(process.terminationStatus == 130)
  }

  @Test func `NO_COLOR and pipes have no escape codes, and articles cannot steer the terminal`()
    throws
  {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      "{\"title\":\"rouge \\u001b[31m\",\"text\":\"Un texte \\u001b[2J rouge, dit-on.\"}\n")
    #expect(try Tool.run("import", "-q", "a.jsonl", in: scratch).status == 0)
    for arguments in [["search", "rouge", "--format", "table"], ["show", "1"]] {
      let run = try Tool.run(arguments, in: scratch)
      #expect(!run.output.contains("\u{1B}"), "\(arguments)")
    }
  }
}
