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
    (
      ["search", "gazoduc", "--columns", "id,outlet", "--limit", "2"],
      [
        "id\toutlet",
        "38\tLe Courrier de la Meuse",
        "6\tla depeche nationale",
      ]
    ),
    (["search", "gazoducs", "--count"], ["6"]),
    (
      ["search", "titre:gazoduc", "--where", "year = 2023", "--columns", "id,title"],
      [
        "id\ttitle",
        "38\tLa Russie et l'Iran vont construire un gazoduc sous la Caspienne",
      ]
    ),
    (
      ["statements", "--by", "lindqvist", "--columns", "published,source,kind"],
      [
        "published\tsource\tkind",
        "2023-06-28\tAnnika Lindqvist\tmixed",
        "2023-06-28\tAnnika Lindqvist\tmixed",
        "2023-03-23\tAnnika Lindqvist\tdirect",
        "2023-03-22\tAnnika Lindqvist\tdirect",
        "2023-02-03\tAnnika Lindqvist\tdirect",
        "2023-02-02\tAnnika Lindqvist\tdirect",
        "2023-01-12\tAnnika Lindqvist\tmixed",
      ]
    ),
    (["statements", "--by", "M. Lindqvist", "--count"], ["7"]),
    (["statements", "--by", "Lindqvist, Annika", "--count"], ["7"]),
    (["statements", "--by", "Annika Lindqvist’s", "--count"], ["7"]),
    (
      [
        "statements", "--by", "Lindqvist", "--by", "Oksana Hrytsenko", "--kind", "direct",
        "--columns", "source",
      ],
      [
        "source",
        "Oksana Hrytsenko",
        "Oksana Hrytsenko",
        "Oksana Hrytsenko",
        "Annika Lindqvist",
        "Oksana Hrytsenko",
        "Annika Lindqvist",
        "Oksana Hrytsenko",
        "Annika Lindqvist",
        "Annika Lindqvist",
        "Oksana Hrytsenko",
        "Oksana Hrytsenko",
      ]
    ),
    (
      [
        "statements", "--language", "fra", "--kind", "direct", "--limit", "1", "--offset", "1",
        "--columns", "speaker,content",
      ],
      [
        "speaker\tcontent",
        "Oksana Hrytsenko\tC'est un accord sur les tuyaux, pas sur la paix",
      ]
    ),
    (
      [
        "relations", "--subject", "Téhéran", "--object", "Moscou", "--columns",
        "published,class,asserted_by",
      ],
      [
        "published\tclass\tasserted_by",
        "2023-04-13\tsupport\t",
        "2023-01-12\tsupply_arms\tUkraine",
        "2023-01-12\tsupply_arms\tUkraine",
        "2023-01-12\tsupply_arms\tUkraine",
      ]
    ),
    (
      [
        "relations", "--class", "accuse", "--where", "subject = 'Ukraine'", "--columns",
        "published,object",
      ],
      [
        "published\tobject",
        "2023-01-12\tIran",
        "2023-01-12\tIran",
        "2023-01-12\tIran",
      ]
    ),
    (
      ["counts", "articles", "--group-by", "month"],
      [
        "month\tcount\tarticles\tper_thousand",
        "2023-01\t5\t5\t1000.0",
        "2023-02\t8\t8\t1000.0",
        "2023-03\t4\t4\t1000.0",
        "2023-04\t6\t6\t1000.0",
        "2023-05\t7\t7\t1000.0",
        "2023-06\t10\t10\t1000.0",
        "\t2\t2\t1000.0",
      ]
    ),
    (
      ["export", "sources", "--where", "kind = 'state'", "--limit", "2", "--columns", "key,name"],
      [
        "key,name\r",
        "UKR,Ukraine\r",
        "IRN,Iran\r",
      ]
    ),
    (
      ["export", "articles", "--columns", "outlet,file,day", "--limit", "1"],
      [
        "outlet,file,day\r",
        ",Examples/2023-01-12-kiev-accuse-teheran.txt,2023-01-12\r",
      ]
    ),
    (
      ["sql", "SELECT count(*) AS n FROM articles WHERE language = 'es'"],
      [
        "n",
        "1",
      ]
    ),
    (
      ["sql", "SELECT 1 AS n; -- and no more\n"],
      [
        "n",
        "1",
      ]
    ),
    (
      ["sql", "-- a comment\nSELECT 1 AS n"],
      [
        "n",
        "1",
      ]
    ),
    (
      ["sql", "SELECT 1 a, 2 a, X'00ff' b", "--format", "json"],
      ["[", " {\"a\":1,\"a_2\":2,\"b\":\"X'00FF'\"}", "]"]
    ),
    (["search", "gazoduc", "-accord", "--columns", "id", "--order", "stored"], ["id", "6", "21"]),
    (
      ["search", "gazoduc", "--columns", " id , url,outlet", "--limit", "1"],
      [
        "id\turl\toutlet",
        "38\thttps://courrier-meuse.example/2023/02/03/gazoduc-caspienne\tLe Courrier de la Meuse",
      ]
    ),
    (
      [
        "relations", "--asserted-by", "article", "--class", "agree", "--limit", "1", "--columns",
        "subject,class,object,asserted_by",
      ], ["subject\tclass\tobject\tasserted_by", "Russie\tagree\tIran\t"]
    ),
    (["statements", "--kind", "direct", "--columns", "kind", "--limit", "1"], ["kind", "direct"]),
    (
      ["sql", "SELECT 0.5 AS n", "--excel"],
      [
        "\u{FEFF}n\r",
        "0,5\r",
      ]
    ),
  ])
  func `is answered with these lines and no others`(arguments: [String], lines: [String]) throws {
    let run = try Tool.run(arguments, in: Library.scratch)
    #expect(run.status == 0, "\(run.talk)")
    #expect(run.output == lines.map { $0 + "\n" }.joined())
  }

  @Test(arguments: [
    (
      ["statements", "--columns", "speaker,end,content", "--limit", "1"],
      "speaker\tend\tcontent\nRussia and Iran\t94\tsuspend work"
    ),
    (["sources", "--limit", "3"], "\tUKR\tstate\tUkraine\t"),
    (["sources", "Téhéran"], "IRN"),
    (["stats"], "language\tfr\t"),
    (["show", "1"], "⟦1 avoir livré"),
    (["show", "1", "--format", "json"], "\"statements\":[{\"id\":1,"),
    (
      ["export", "relations", "--columns", "subject,class,object,file"],
      "\r\nIran,supply_arms,Russie,Examples/2023-01-12-kiev-accuse-teheran.txt\r\n"
    ),
    (["formats"], "iramuteq"),
    (["sql", "SELECT name FROM pragma_table_info('statement_details')"], "source_key"),
    (
      ["sql", "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'gazoduc'"],
      "rowid\n4\n6\n21\n"
    ),
    (["statements", "--limit", "1", "--vertical"], "content "),
    (["sources", "the White House"], "USA"), (["sources", "l’Iran"], "IRN"),
    (["sources", "U.S."], "USA"), (["sources", "le Quai d’Orsay"], "FRA"),
    (["sources", "Iran", "--format", "json"], "\"related\":["),
    (["codebook", "marks"], "| `decision_id` |"),
    (["codebook", "--format", "csv"], "\narticles,body,string,0,"),
    (["codebook", "--format", "datasette"], "{\"databases\":"),
    (["export", "--as", "ris", "--limit", "1"], "TY  - NEWS\r\n"),
    (["export", "--as", "iramuteq", "--limit", "1"], "**** *id_"),
  ])
  func `is answered on standard output`(arguments: [String], expected: String) throws {
    let run = try Tool.run(arguments, in: Library.scratch)
    #expect(run.status == 0, "\(run.talk)")
    #expect(run.output.contains(expected), "\(run.output)")
    let complaints = run.talk.split(separator: "\n").filter { !$0.hasSuffix("shows all") }
    #expect(complaints.isEmpty, "\(run.talk)")
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
    (["statements", "--outlet", "nosuch"], "no outlet is called «nosuch»"),
    (["statements", "--outlet", "Gazette"], "did you mean"),
    (["search", "gaz", "--language", "xx"], "no article is in the language «xx»"),
    (["statements", "--role", "astronaute"], "nobody is named with the office"),
    (["statements", "--by", "regime"], "no source is called «regime»"),
    (["statements", "--by", "Linqvist"], "did you mean Annika Lindqvist"),
    (["search", "gazoduc", "--to", "1999"], "no article found"),
    (["kwic", "gazoduc", "--to", "1999"], "no match found"),
    (["statements", "--by", "Lindqvist", "Annika", "Oslo"], "--by 'Lindqvist Annika Oslo'"),
    (["search", "gazoduc xylophone"], "no article has «xylophone»"),
    (["search", "\"gazoduc xylophone\"", "--count"], "no article has «gazoduc xylophone»"),
    (["kwic", "xylophone*"], "no article has «xylophone*»"),
    (["statements", "xylophone"], "no statement has «xylophone»"),
    (["counts", "articles", "xylophone"], "no article has «xylophone»"),
    (["search", "xylophone", "--facets"], "no article has «xylophone»"),
  ])
  func `a filter that cannot match says so`(arguments: [String], message: String) throws {
    let run = try Tool.run(arguments, in: Library.scratch)
    if arguments.contains("Gazette") {
      // Part of a name means every outlet that has it.
      #expect(run.status == 0 || run.talk.contains(message), "\(run.talk)")
    } else {
      #expect(run.status == 1 && run.talk.contains(message), "\(run.talk)")
    }
  }

  @Test(arguments: [
    ("polarity < 0", "'not ' || class"),
    ("modality <> 'actual'", "class || ' (' || modality || ')'"),
  ])
  func `a table for reading says in every width that a relation is denied or only possible`(
    condition: String, wanted: String
  ) throws {
    let query = "SELECT id, \(wanted) FROM relation_details WHERE \(condition) LIMIT 1"
    let cells =
      try Tool.run("sql", query, in: Library.scratch).output
      .split(whereSeparator: \.isNewline).last?.split(separator: "\t") ?? []
    try #require(cells.count == 2)
    let read = try Tool.run(
      "relations", "--where", "id = \(cells[0])", "--min-confidence", "0", "--format", "table",
      in: Library.scratch
    ).output
    #expect(read.contains(cells[1]), "\(read)")
    #expect(!read.contains("polarity"))
  }

  @Test func `places of a source are those inside its statements`() throws {
    func places(_ more: String...) throws -> String {
      try Tool.run(["kwic", "gaz", "--by", "Lindqvist", "--count"] + more, in: Library.scratch)
        .output
    }
    #expect(try places() == places("--in", "statements"))
    #expect(try places() != places("--in", "articles"))
  }

  @Test func `an option that takes sources says which one counts`() throws {
    let run = try Tool.run("counts", "articles", "--by", "outlet", in: Library.scratch)
    #expect(run.status == 2 && run.talk.contains("--group-by outlet counts by outlet"))
    let office = try Tool.run("statements", "--by", "ministre", in: Library.scratch)
    #expect(office.talk.contains("--role 'ministre'"), "\(office.talk)")
  }

  @Test func `an export says once what a range of dates leaves out`() throws {
    let run = try Tool.run("export", "statements", "--from", "2023", in: Library.scratch)
    #expect(run.talk.matches(of: /without a date, left out/).count == 1, "\(run.talk)")
    let counted = try Tool.run("search", "gazoduc /s accord", "--count", in: Library.scratch)
    #expect(counted.talk.contains("NEAR/20"), "\(counted.talk)")
  }

  @Test func `a range of dates says how many articles have none`() throws {
    let run = try Tool.run("search", "gazoduc", "--from", "2023-02", in: Library.scratch)
    #expect(run.status == 0)
    #expect(
      run.talk.contains("2 articles of the archive without a date, left out of a range"),
      "\(run.talk)")
  }

  @Test(arguments: ["search gazoduc", "statements", "relations", "sources"])
  func `a listing in a pipe is whole`(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let all = try Tool.run(words, in: Library.scratch).output
    let unlimited = try Tool.run(words + ["--limit", "0"], in: Library.scratch).output
    #expect(all == unlimited)
    let count = try Tool.run(words + ["--count"], in: Library.scratch).output
    #expect(all.split(separator: "\n").count == (Int(count.dropLast()) ?? 0) + 1)
  }

  @Test func `many questions are answered in one table`() throws {
    let run = try Tool.run(
      "search", "--queries", "-", "--columns", "id", "--format", "csv",
      input: "gazoduc\n\n  xylophoniquement\naccord\n", in: Library.scratch)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("query,id\r\ngazoduc,"))
    #expect(run.output.contains("\r\naccord,"))
    #expect(run.output.contains("\r\nxylophoniquement,\r\n"), "a row for what is not found")
    let counts = try Tool.run(
      "search", "--queries", "-", "--count", input: "gazoduc\nxylophoniquement\n",
      in: Library.scratch)
    let one = try Tool.run("search", "gazoduc", "--count", in: Library.scratch).output
    #expect(counts.output == "query\tcount\ngazoduc\t\(one)xylophoniquement\t0\n")
  }

  @Test func `an export keeps its rows whatever columns are asked for`() throws {
    func first(_ columns: String) throws -> [Substring] {
      try Tool.run(
        "export", "statements", "--columns", columns, "--limit", "5", in: Library.scratch
      ).output.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[0] }
    }
    #expect(try first("id") == first("id,source,title"))
  }

  @Test func `a data package without texts gets them back`() throws {
    let out = try Scratch()
    #expect(
      try Tool.run("export", "--package", out["p"], "--no-text", in: Library.scratch).status == 0)
    let articles = try out.read("p/data/articles.csv")
    #expect(articles.contains("body_sha256") && !articles.contains("metadata"))
    #expect(try out.read("p/datapackage.json").contains("\"primaryKey\":\"id\""))
    let run = try Tool.run("restore-text", out["p"], "--to", out["r"], in: Library.scratch)
    #expect(run.status == 0, "\(run.talk)")
    #expect(
      try out.read("r/articles.csv").hasPrefix(articles.prefix { $0 != "\r\n" } + ",body,metadata"))
    for folder in ["p", "p/data/"] {
      let own = try Tool.run("restore-text", out["p"], "--to", out[folder], in: Library.scratch)
      #expect(own.status == 2 && own.talk.contains("the package itself"), "\(own.talk)")
    }
    let whole = try Tool.run(
      "export", "statements", "--raw", "--columns", "content", in: Library.scratch)
    let restored = try out.read("r/statements.csv")
    for line in whole.output.split(separator: "\r\n").dropFirst().prefix(20) {
      #expect(restored.contains(line), "\(line)")
    }
    let table = try out.read("p/data/statements.csv").split(separator: "\r\n")
    let columns = table[0].split(separator: ",").map(String.init)
    let place = try #require(columns.firstIndex(of: "article_id"))
    var cells = table[1].split(separator: ",", omittingEmptySubsequences: false)
    cells[place] = "0"
    let row = cells.joined(separator: ",")
    try out.write("p/data/statements.csv", "\(table[0])\r\n\(row)\r\n")
    let broken = try Tool.run("restore-text", out["p"], "--to", out["b"], in: Library.scratch)
    #expect(broken.status == 3 && broken.talk.contains("1 text of statements"), "\(broken.talk)")
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
    (["sql", "SELECT json('x')"], "malformed JSON"), (["sql", "  "], "no statement"),
    (["search", "a", "--from", "2023-02-31"], "2022-12-09"),
    (["search", "a", "--from", "2023-06", "--until", "2023-01"], "no article can match"),
    (["export", "statements", "--to", "2023-06"], "--until 2023-06"),
    (["export", "statements", "--to", "rows.parquet"], "duckdb"),
    (["export", "statements", "--to", "rows.txt"], "not known"),
    (["export", "statements", "--format", "json", "--to", "rows.csv"], "does not go with"),
    (["export", "--as", "brat"], "folder"), (["export"], "Name a table"),
    (["export", "statements", "--to", "press.dossier", "--format", "csv"], "would be overwritten"),
    (["relations", "--kind", "direct"], "for statements"),
    (["counts", "relations", "--role", "ministre"], "for statements"),
    (["counts", "statements", "--class", "accuse"], "for relations"),
    (["export", "--as", "followthemoney", "--kind", "direct"], "for statements"),
    (["export", "--site", "s", "--class", "accuse"], "for relations"),
    (["export", "--as", "ris", "--to", "x.xlsx"], "ends with .ris"),
    (["export", "--as", "cortext", "--to", "x.db"], "ends with .csv"),
    (["export", "--as", "brat", "--to", "x.json"], "a folder"),
    (["export", "articles", "statements", "--columns", "id,kind", "--to", "half/"], "«kind»"),
    (["search", "a", "--from", "2022", "--from", "2023"], "--from is given twice"),
    (["search", "a", "--from", "2022", "--since=2023"], "--since is given twice"),
    (["export", "articles", "--where", "id = 1", "--where", "id = 2"], "--where is given twice"),
    (["stats", "-a", "x", "--archive", "y"], "--archive is given twice"),
    (["relations", "--export-graph", "g.gexf", "--count"], "no listing option but --limit"),
    (["sources", "Iran", "--kind", "state"], "list of sources"),
    (["restore-text", "p", "--to", "p"], "no such file"),
    (["serch", "gaz"], "did you mean «search»?"), (["delete", "x"], "unknown command"),
    (["sources", "merge"], "dossier sources merge"), (["codebook", "articels"], "«articles»"),
    (["imports", "undo", "-1"], "«-1» is no number of an import"),
    (["show", "-7"], "«-7» is no number of an article"),
    (["forget", "1", "-2"], "«-2» is no number of an article"),
    (["sources", "rename", "Lindqvist", "a\u{202E}b"], "control character"),
    (["search", "a", "--where", "/*(*/ 1) OR (2 /*)*/"], "a ) closes nothing"),
    (["search", "a", "--where", "1 /* never"], "an opening /* is never closed"),
    (["sources", "Iran", "--tag", "ally"], "list of sources"),
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

  // MARK: Confidence

  /// An archive in which the precision of what was found is known to the test: two statements below
  /// 0.5, two above; one relation below.
  private func archiveOfKnownPrecision() throws -> Scratch {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Library.scratch["press.dossier"], toPath: scratch["press.dossier"])
    let set = try Tool.shell(
      """
      python3 - <<'E'
      import sqlite3
      c = sqlite3.connect("press.dossier")
      for table in ("statements", "relations"):
          c.execute(f"UPDATE {table} SET confidence = iif(id <= 2, 0.25, 0.75)")
      c.commit()
      E
      """, in: scratch)
    #expect(set.status == 0, "\(set.talk)")
    return scratch
  }

  @Test func `what is more often wrong than right is left out, and said`() throws {
    let scratch = try archiveOfKnownPrecision()
    func count(_ what: String) throws -> Int {
      let run = try Tool.run("sql", "SELECT count(*) FROM \(what)", in: scratch)
      return Int(run.output.split(separator: "\n").last ?? "") ?? -1
    }
    for what in ["statements", "relations"] {
      let all = try count(what)
      let note =
        "dossier: 2 \(what) with a confidence below 0.5 left out; --min-confidence 0 shows all"
      for arguments in [
        [what], ["export", what], ["export", what, "--from", "2000", "--until", "2999"],
        [what, "--format", "jsonl"],
      ] {
        let undated =
          arguments.contains("--from")
          ? try count("\(what) x JOIN articles a ON a.id = x.article_id WHERE a.published IS NULL")
          : 0
        let run = try Tool.run(arguments, in: scratch)
        let header = arguments.contains("jsonl") ? 0 : 1
        let lines = try Tool.run(arguments + ["--columns", "id"], in: scratch).output
        #expect(
          lines.split(whereSeparator: \.isNewline).count == all - 2 - undated + header,
          "\(arguments)")
        #expect(run.talk.contains(note), "\(arguments): \(run.talk)")
        let whole = try Tool.run(
          arguments + ["--columns", "id", "--min-confidence", "0"], in: scratch)
        #expect(whole.output.split(whereSeparator: \.isNewline).count == all - undated + header)
        #expect(!whole.talk.contains("left out; --min"), "\(whole.talk)")
      }
      let counted = try Tool.run(what, "--count", in: scratch)
      #expect(counted.output == "\(all - 2)\n" && counted.talk.contains(note))
      let sure = try Tool.run(what, "--min-confidence", "0.9", in: scratch)
      #expect(sure.status == 1 && !sure.talk.contains("left out"))
      let counts = try Tool.run("counts", what, "--group-by", "language", in: scratch)
      #expect(counts.talk.contains(note), "\(counts.talk)")
    }
    let graph = try Tool.run("relations", "--export-graph", "g.gexf", in: scratch)
    #expect(graph.talk.contains("2 relations with a confidence below 0.5 left out"))
    let package = try Tool.run("export", "--package", "p", in: scratch)
    #expect(package.status == 0, "\(package.talk)")
    let descriptor = try scratch.read("p/datapackage.json")
    #expect(
      descriptor.contains("\"minimumConfidence\":0.5,\"leftOut\":4"), "\(descriptor.prefix(900))")
    #expect(try scratch.read("p/README.md").contains("below 0.5 are left out: 4 statements"))
    for form in ["brat", "txm"] {
      let corpus = try Tool.run("export", "--as", form, "--to", form, in: scratch)
      #expect(corpus.talk.contains("2 statements with a confidence below 0.5"), "\(corpus.talk)")
    }
  }

  @Test func `a search into a pipe has the order of one with a limit`() throws {
    for words in ["gazoduc", "drones OR moteurs", "le", "Lindqvist", "accord* -drones"] {
      let whole = try Tool.run("search", words, "--columns", "id", in: Library.scratch)
      let first = try Tool.run(
        "search", words, "--columns", "id", "--limit", "500", in: Library.scratch)
      #expect(whole.status == 0 && whole.output == first.output, "\(words)")
      let page = try Tool.run(
        "search", words, "--columns", "id", "--offset", "2", in: Library.scratch)
      #expect(
        page.output.split(separator: "\n").dropFirst()
          == whole.output.split(separator: "\n").dropFirst(3))
    }
  }

  @Test(arguments: [
    ("gazoduc~2", "likeness"), ("gazoduc^3", "likeness"), ("gazod?c", "wildcard"),
    ("gazoduc!", "wildcard"), ("/gazo.*/", "regular expression"),
    ("kind:accord", "fields of a search"),
    ("gazoduc /s accord", "NEAR/20"), ("gazoduc SAME accord", "NEAR/20"),
    ("gazoduc adj5 accord", "NEAR/5"), ("gazoduc P/5 accord", "NEAR/5"),
    ("gazodu$", "wildcard"), ("gazoduc/accord", "phrase"), ("hx=accord", "fields of a search"),
  ])
  func `a search says what it does not understand`(words: String, note: String) throws {
    let run = try Tool.run("search", words, "--limit", "1", in: Library.scratch)
    #expect(run.talk.contains(note), "\(run.talk)")
  }

  @Test(arguments: [
    ("gazoduc !accord", "gazoduc -accord"), ("gazoduc ! accord", "gazoduc -accord"),
    ("gazoduc SANS accord", "gazoduc -accord"), ("gazoduc MAIS PAS accord", "gazoduc -accord"),
    ("\"gazoduc accord\"~50", "NEAR(gazoduc accord, 50)"), ("gazoduc;accord", "gazoduc accord"),
    ("gazoduc BUT NOT accord", "gazoduc -accord"), ("gazoduc ET PAS accord", "gazoduc -accord"),
    ("gazoduc %50 accord", "gazoduc NEAR/50 accord"),
    ("gazoduc ~50 accord", "gazoduc NEAR/50 accord"),
    ("gazoduc near50 accord", "gazoduc NEAR/50 accord"),
    ("gazoduc /F50/ accord", "gazoduc NEAR/50 accord"),
    ("gazoduc AROUND(50) accord", "gazoduc NEAR/50 accord"),
    ("gazoduc WITHIN/50 accord", "gazoduc NEAR/50 accord"), ("hlead(gazoduc)", "title:gazoduc"),
    ("gazoduc ATLEAST2", "gazoduc"), ("TIT_HEAD= gazoduc", "title:gazoduc"),
    ("hl=gazoduc", "title:gazoduc"), ("gazoduc -\"accord\"", "gazoduc -accord"),
    ("gazoduc −«accord»", "gazoduc -accord"), ("gazoduc !\"accord\"", "gazoduc -accord"),
    ("gazoduc -(accord OR drones)", "gazoduc -accord -drones"),
    ("gazoduc - \"accord\"", "gazoduc accord"), ("gazoduc ANDNOT accord", "gazoduc -accord"),
    ("gazoduc BUTNOT accord", "gazoduc -accord"), ("gazoduc NICHT accord", "gazoduc -accord"),
    ("gazoduc ODER drones", "gazoduc OR drones"), ("gazoduc UND accord", "gazoduc accord"),
    ("gazoduc w/seg accord", "gazoduc /s accord"), ("gazoduc w/para accord", "gazoduc /p accord"),
    (String(repeating: "gazoduc ", count: 4_000), "gazoduc"),
    (String(repeating: "gazoduc OR ", count: 4_000), "gazoduc"),
  ])
  func `operators of other tools mean what they mean there`(typed: String, same: String) throws {
    let found = try Tool.run("search", "--columns", "id", "--", typed, in: Library.scratch)
    let expected = try Tool.run("search", "--columns", "id", "--", same, in: Library.scratch)
    #expect(found.status == 0 && found.output == expected.output, "\(found.talk)")
  }

  @Test(arguments: [
    ["--role", "ministre"], ["--kind", "direct"], ["--min-confidence", "0.9"], ["--limit", "3"],
    ["--by", "Iran"], ["--words", "gazoduc"],
  ])
  func `a filtered package has the articles of all its statements and relations`(
    filter: [String]
  ) throws {
    let out = try Scratch()
    let run = try Tool.run(["export", "--package", out["p"]] + filter, in: Library.scratch)
    #expect(run.status == 0, "\(run.talk)")
    let check = try Tool.shell(
      """
      python3 - <<'E'
      import csv
      def rows(table): return list(csv.DictReader(open(f"p/data/{table}.csv")))
      articles = {row["id"] for row in rows("articles")}
      print(len(articles) > 0, {row["article_id"] for t in ("statements", "relations")
                               for row in rows(t)} <= articles)
      E
      """, in: out)
    #expect(check.output == "True True\n", "\(check.talk)")
    #expect(try out.read("p/datapackage.json").contains("\"resource\":\"articles\""))
  }

  @Test(arguments: ["statements", "sources"])
  func `a tag that nothing has is said`(listing: String) throws {
    let run = try Tool.run(listing, "--tag", "nosuch", in: Library.scratch)
    #expect(run.status == 1 && run.talk.contains("nothing has the tag «nosuch»"), "\(run.talk)")
  }

  @Test(arguments: ["-", "/dev/stdout", "/dev/fd/1"])
  func `an export to standard output needs no ending, also where that is a file`(name: String)
    throws
  {
    let run = try Tool.run(
      "export", "sources", "--to", name, "--columns", "key", "--limit", "1", in: Library.scratch)
    #expect(run.status == 0 && run.output == "key\r\nUKR\r\n", "\(run.talk)")
  }

  @Test func `comments and names in brackets are part of a condition`() throws {
    let run = try Tool.run(
      "search", "gazoduc", "--where", "[id] = 38 -- it's one", "--columns", "id",
      in: Library.scratch)
    #expect(run.status == 0 && run.output == "id\n38\n", "\(run.talk)")
  }

  @Test(arguments: [
    (["serch", "x"], "did you mean"), (["imports", "udno", "1"], "undo"),
    (["decisions", "exprot"], "export"), (["help", "serch"], "search"),
  ])
  func `a mistyped command is answered with the one that is meant`(
    arguments: [String], expected: String
  ) throws {
    let run = try Tool.run(arguments, in: Library.scratch)
    #expect(run.status == 2 && run.talk.contains(expected), "\(run.talk)")
  }

  @Test func `stats begin with totals`() throws {
    let lines = try Tool.run("stats", in: Library.scratch).output.split(separator: "\n")
    #expect(lines[0] == "by\tvalue\tarticles\tstatements\trelations\tsources")
    #expect(lines[1].hasPrefix("total\t\t42\t"), "\(lines[1])")
  }

  @Test func `metadata is part of a JSON document, and a text where it is no JSON`() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Library.scratch["press.dossier"], toPath: scratch["press.dossier"])
    let ids = try Tool.run(
      "sql", "SELECT id FROM articles WHERE metadata IS NOT NULL LIMIT 2", in: scratch
    ).output.split(separator: "\n").dropFirst().map(String.init)
    try #require(ids.count == 2)
    let sound = try Tool.run(
      "export", "articles", "--format", "jsonl", "--columns", "metadata",
      "--where", "id = \(ids[0])", in: scratch)
    #expect(sound.output.hasPrefix("{\"metadata\":{"), "\(sound.output)")
    let broken = try Tool.shell(
      "python3 -c \"import sqlite3; c = sqlite3.connect('press.dossier'); "
        + "c.execute('UPDATE articles SET metadata = ? WHERE id = ?', ('{\\\"a\\\":', \(ids[1]))); "
        + "c.commit()\"", in: scratch)
    #expect(broken.status == 0, "\(broken.talk)")
    for arguments in [
      ["show", ids[1], "--format", "json"],
      ["export", "articles", "--format", "json", "--where", "id = \(ids[1])"],
    ] {
      let run = try Tool.run(arguments, in: scratch)
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      }
    }
  }

  @Test(arguments: [
    ["statements"], ["relations"], ["search", "gazoduc"], ["kwic", "gazoduc"], ["sources"],
    ["counts", "statements", "--group-by", "outlet"], ["stats", "--by", "outlet"],
    ["sql", "SELECT id FROM articles"], ["imports"], ["formats"],
    ["sources", "Iran", "--related", "--kind", "person"],
  ])
  func `every listing counts, passes over and stops where it is told`(arguments: [String]) throws {
    let all = try Tool.run(arguments, in: Library.scratch).output.split(separator: "\n").dropFirst()
    let counted = try Tool.run(arguments + ["--count"], in: Library.scratch)
    #expect(counted.output == "\(all.count)\n", "\(counted.talk)")
    let rest = try Tool.run(arguments + ["--offset", "1", "--limit", "2"], in: Library.scratch)
    #expect(
      Array(rest.output.split(separator: "\n").dropFirst()) == Array(all.dropFirst().prefix(2)),
      "\(rest.talk)")
    let beyond = try Tool.run(arguments + ["--offset", "100000"], in: Library.scratch)
    #expect(beyond.status == 1)
  }

  @Test(arguments: [
    ["stats", "--limit", "1"], ["stats", "--count"], ["search", "gazoduc", "--facets", "--count"],
    ["reextract", "--diff", "--offset", "1"],
  ])
  func `what cannot count or pass over says so`(arguments: [String]) throws {
    #expect(try Tool.run(arguments, in: Library.scratch).status == 2)
  }
}
