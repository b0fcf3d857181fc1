import Foundation
import Testing

/// Articles whose dates, names and scripts are what the tests below are about.
private enum Shelf {
  static let scratch: Scratch = {
    guard let scratch = try? Scratch() else { fatalError("no temporary folder") }
    let articles = [
      (
        "2023-05-02", "fr",
        "Charles de Rosnay a déclaré que le pont serait fermé. « Le pont sera fermé », a affirmé le général de Rosnay."
      ),
      (
        "2023-05", "fr",
        "Hélène Barlow a annoncé que le pont rouvrirait. Mme Barlow a ajouté que le budget était voté."
      ),
      (
        "2023", "fr",
        "Victor Barlow a annoncé que le pont était neuf. M. Barlow a ajouté que les quais étaient sûrs. « La société Rosnay investit », a indiqué Rosnay SA."
      ),
      (
        "2023-05-20", "fr",
        "Jean-Pierre N'Dour a déclaré que le pont était vieux. Chloé Barlow a affirmé que le pont était sûr."
      ),
      ("2023-06-01", "ja", "首相は会見で述べた。首相官邸は大統領と会談した。"),
      ("2023-06-02", "hi", "यह हिन्दी भाषा का लेख है। हिन्दी में लिखा गया।"),
      ("2023-06-03", "ko", "대통령은 연설했다. 대통령실은 발표했다."),
    ]
    let lines = articles.map { published, language, text in
      "{\"outlet\":\"Le Phare\",\"published\":\"\(published)\",\"language\":\"\(language)\",\"text\":\"\(text)\"}\n"
    }
    try? scratch.write("a.jsonl", lines.joined())
    let run = try? Tool.run("import", "--quiet", "a.jsonl", in: scratch)
    precondition(run?.status == 0, "the articles can be imported: \(run?.talk ?? "")")
    return scratch
  }()
}

@Suite struct `Filters` {
  private func rows(_ run: Tool.Result) -> [Substring] {
    Array(run.output.split(separator: "\n").dropFirst())
  }

  @Test(arguments: [
    (["--from", "2023-05-15"], ["4"], "2 articles"),
    (["--until", "2023-05-10"], ["1"], "2 articles"),
    (["--from", "2023-05"], ["1", "2", "4"], "1 article"),
    (["--from", "2023-05-01", "--until", "2023-05-31"], ["1", "2", "4"], "1 article"),
    (["--until", "2023-05"], ["1", "2", "4"], "1 article"),
    (["--from", "2023-01-01", "--until", "2023-12-31"], ["1", "2", "3", "4"], nil),
    (["--from", "2023", "--until", "2023"], ["1", "2", "3", "4"], nil),
    (["--until", "2023-01-04"], [], "1 article"),
  ])
  func `a month or a year is in a range of dates when all its days are`(
    range: [String], expected: [String], leftOut: String?
  ) throws {
    let arguments = ["search", "pont", "--order", "stored", "--columns", "id"] + range
    let run = try Tool.run(arguments, in: Shelf.scratch)
    #expect(rows(run).map(String.init) == expected, "\(run.talk)")
    let note =
      " of the archive dated by a month or year that lies only partly in the range, left out"
    #expect(
      run.talk.contains((leftOut ?? "") + note) == (leftOut != nil), "\(run.talk)")
    let newest = try Tool.run(
      ["search", "pont", "--order", "newest", "--limit", "4", "--columns", "id"] + range,
      in: Shelf.scratch)
    #expect(rows(newest).map(String.init).sorted() == expected)
  }

  @Test(arguments: [
    ("de Rosnay", "Charles de Rosnay"), ("le général de Rosnay", "Charles de Rosnay"),
    ("Mme Hélène Barlow", "Hélène Barlow"), ("M. Barlow", "Victor Barlow"),
    ("H. Barlow", "Hélène Barlow"),
    ("J.-P. N’Dour", "Jean-Pierre N'Dour"), ("per:victor barlow", "Victor Barlow"),
  ])
  func `a source is found by its name as it is printed`(name: String, source: String) throws {
    let run = try Tool.run("statements", "--by", name, "--columns", "source", in: Shelf.scratch)
    #expect(Set(rows(run)) == [Substring(source)], "\(run.talk)")
    #expect(!run.talk.contains("joins"), "\(run.talk)")
  }

  @Test(arguments: [
    ("Barlow", "joins 2 sources", "also a name of Chloé Barlow"),
    ("présidente Barlow", "joins 3 sources", "Chloé Barlow"),
  ])
  func `whom a name joins and leaves out is said`(name: String, joined: String, other: String)
    throws
  {
    let run = try Tool.run("statements", "--by", name, in: Shelf.scratch)
    #expect(run.talk.contains(joined) && run.talk.contains(other), "\(run.talk)")
  }

  @Test(arguments: [("首相", 2), ("会談", 1), ("हिन्दी", 2), ("대통령", 2)])
  func `a word is found in its place in scripts without blanks, and whole`(
    word: String, places: Int
  ) throws {
    let run = try Tool.run("kwic", word, "--format", "jsonl", in: Shelf.scratch)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == places, "\(run.talk)")
    for line in lines { #expect(line.contains("\"pivot\":\"\(word)\""), "\(line)") }
  }

  @Test func `sources are found by their tag, and shown with it`() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Shelf.scratch["press.dossier"], toPath: scratch["press.dossier"])
    #expect(try Tool.run("tag", "ally", "source:Victor Barlow", in: scratch).status == 0)
    #expect(try Tool.run("note", "seen", "source:Victor Barlow", in: scratch).status == 0)
    let found = try Tool.run("sources", "--tag", "other", "--tag", "ally", in: scratch).output
    #expect(found.split(separator: "\n").count == 2 && found.hasSuffix("\tally\n"), "\(found)")
    #expect(try Tool.run("sources", "--tag", "ally", "--count", in: scratch).output == "1\n")
    let one = try Tool.run("sources", "Victor Barlow", "--format", "json", in: scratch).output
    #expect(one.contains("\"tags\":\"ally\",\"notes\":\"seen\""), "\(one)")
  }

  @Test func `a source that is hidden is in no list of sources`() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Shelf.scratch["press.dossier"], toPath: scratch["press.dossier"])
    let before = try Tool.run("sources", "--count", in: scratch).output
    #expect(try Tool.run("hide", "source:Victor Barlow", "article:1", in: scratch).status == 0)
    #expect(try !Tool.run("sources", in: scratch).output.contains("Victor Barlow"))
    #expect(try Tool.run("sources", "--count", in: scratch).output == "5\n" && before == "6\n")
    #expect(try Tool.run("sources", "--count", "--hidden", in: scratch).output == before)
    let stats = try Tool.run("stats", in: scratch)
    #expect(stats.talk.contains("1 article, 4 statements hidden and left out"), "\(stats.talk)")
    let counted = try Tool.run(
      "counts", "articles", "--group-by", "outlet", "--hidden", in: scratch)
    #expect(rows(counted) == ["Le Phare\t7\t7\t1000.0"])
  }

  @Test(arguments: [
    ["counts", "articles", "xylophone"], ["kwic", "xylophone"], ["search", "xylophone"],
    ["search", "xylophone", "--facets"], ["statements", "xylophone"],
    ["sources", "--kind", "document"], ["sql", "SELECT 1 WHERE 0"],
  ])
  func `nothing found is an empty list in JSON`(arguments: [String]) throws {
    let run = try Tool.run(arguments + ["--format", "json"], in: Shelf.scratch)
    #expect(run.status == 1)
    #expect(run.output.filter { !$0.isWhitespace } == "[]", "\(arguments)")
  }

  @Test(arguments: [
    ["forget", "9999"], ["forget", "--outlet", "nosuch"], ["tag", "x", "9999"],
    ["imports", "undo", "77"], ["sources", "split", "nosuch"], ["sources", "merge", "nosuch", "x"],
    ["show", "9999"], ["decisions", "undo"],
  ])
  func `what is named and not there ends with 1`(arguments: [String]) throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Shelf.scratch["press.dossier"], toPath: scratch["press.dossier"])
    let run = try Tool.run(arguments, in: scratch)
    #expect(run.status == 1 && run.talk.hasPrefix("dossier: "), "\(run.talk)")
  }

  /// One story that two outlets print, the first one without a statement by its minister.
  private func twoVersions() throws -> Scratch {
    let scratch = try Scratch()
    let story = (1...60).map { "Le pont numéro \($0) de Valmont reste fermé." }.joined(
      separator: " ")
    let said = " Annika Lindqvist a déclaré que le gazoduc serait fermé."
    try scratch.write(
      "a.jsonl",
      [("Alpha", story), ("Beta", story + said)].map { outlet, text in
        "{\"outlet\":\"\(outlet)\",\"published\":\"2023-05-02\",\"text\":\"\(text)\"}\n"
      }.joined())
    #expect(try Tool.run("import", "--quiet", "a.jsonl", in: scratch).status == 0)
    #expect(try Tool.run("families", in: scratch).talk.contains("1 of two or more"))
    return scratch
  }

  @Test(arguments: [
    (["search", "pont"], "1"), (["search", "pont", "--outlet", "Beta"], "1"),
    (["search", "gazoduc"], "1"), (["statements", "--by", "Lindqvist"], "1"),
    (["statements", "gazoduc"], "1"), (["search", "pont", "--by", "Lindqvist"], "1"),
  ])
  func `of a family, the first article that answers is taken`(arguments: [String], count: String)
    throws
  {
    let scratch = try twoVersions()
    for more in [["--count"], ["--columns", "id", "--limit", "5"]] {
      let run = try Tool.run(arguments + ["--families"] + more, in: scratch)
      let found = more == ["--count"] ? run.output : "\(rows(run).count)\n"
      #expect(found == count + "\n", "\(run.talk)")
    }
    #expect(try Tool.run("hide", "1", in: scratch).status == 0)
    #expect(try Tool.run("search", "pont", "--families", "--count", in: scratch).output == "1\n")
  }

  @Test(arguments: [
    ("a.jsonl", "{\"text\":\"Le pont est fermé.\"}\n", "doc", true),
    ("a.txt", "Le pont est fermé.\n", "h1", true), ("a.txt", "Le pont est fermé.\n", "none", false),
    (
      "a.xml",
      "<all><doc><body>Le pont est fermé.</body></doc><doc><body>La route est longue.</body></doc></all>",
      "doc", false
    ),
  ])
  func `an option without meaning for a format is said`(
    file: String, text: String, record: String, isSaid: Bool
  ) throws {
    let scratch = try Scratch()
    try scratch.write(file, text)
    let run = try Tool.run("import", file, "--record", record, in: scratch)
    #expect(run.status == 0)
    #expect(
      run.talk.contains("--record \(record): nothing is split at it") == isSaid, "\(run.talk)")
  }

  @Test func `a decision says what it is about, and two names of one source are as printed`() throws
  {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Library.scratch["press.dossier"], toPath: scratch["press.dossier"])
    #expect(try Tool.run("tag", "x", "5", "statement:3", "relation:4", in: scratch).status == 0)
    let subjects = try Tool.run("decisions", "--format", "csv", in: scratch).output
    let rows = try Tool.run(
      "sql", "SELECT content FROM statement_details WHERE id = 3", "--format", "csv", in: scratch)
    let said = rows.output.split(separator: "\r\n")[1].prefix(20)
    #expect(subjects.contains(said) && !subjects.contains(",,x,"), "\(subjects)")
    let same = try Tool.run(
      "sql",
      """
      SELECT count(*), sum(subject = object) FROM relation_details WHERE subject_id = object_id
      """, in: scratch)
    #expect(same.output.contains("\n") && same.output.hasSuffix("\t0\n"), "\(same.output)")
  }

  private static let requests: [(arguments: [String], status: Int32)] = [
    (["search", "pont", "-apress.dossier", "--count"], 0),
    (["search", "pont", "-aother.dossier", "--count"], 2),
    (["statements", "--fts", "body:pont"], 2), (["search", "pont", "--where", "id = ?1"], 2),
    (["search", "--queries", "folder"], 2), (["decisions", "import", "folder"], 2),
    (["counts", "articles", "--group-by", " month , outlet "], 0),
    (["relations", "--asserted-by", "Article"], 1), (["sources", "PER:VICTOR BARLOW"], 0),
    (["export", "--as", "brat", "--to", "folder"], 2),
    (["export", "--as", "txm", "--to", "fresh"], 0),
    (["export", "--site", "tagged", "--tag", "checked"], 0),
    (["hide", "3", "--undo"], 1), (["search", "pont", "--where", ""], 2),
    (["search", "pont", "--where", "id ="], 2), (["statements", "--limit", "-1"], 2),
    (["export", "statements", "--offset", "-1"], 2),
    (["kwic", "pont", "--where", "pivot = 'pont'"], 0),
    (["kwic", "pont", "--where", "right IS NOT NULL AND language IS NOT NULL"], 0),
    (["kwic", "pont", "--where", "nosuch = 1"], 2), (["tag", "a,b", "2"], 2),
    (["tag", "a\nb", "2"], 2),
    (["decisions", "import", "press.dossier"], 2),
    (["export", "outlet-counts", "--columns", "tags"], 0),
    (["imports", "--offset", "1"], 1),
  ]

  @Test(arguments: requests)
  func `what is asked for is done or refused`(arguments: [String], status: Int32) throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Shelf.scratch["press.dossier"], toPath: scratch["press.dossier"])
    try scratch.write("folder/other.txt", "x")
    #expect(try Tool.run("tag", "checked", "2", in: scratch).status == 0)
    let run = try Tool.run(arguments, in: scratch)
    #expect(run.status == status, "\(run.talk)")
    if status == 2 {
      let isSaid = run.talk.contains("dossier: ") || run.talk.contains("Error: ")
      #expect(isSaid && !run.talk.contains("SELECT") && !run.talk.contains("\")\""), "\(run.talk)")
    }
    if arguments.contains("--site") {
      let files = try FileManager.default.contentsOfDirectory(atPath: scratch["tagged"])
      #expect(files.filter { $0.hasPrefix("article-") } == ["article-2.html"])
    }
  }

  @Test func `the same rules change nothing, also of what speakers without a name say`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      """
      {"outlet":"Le Phare","published":"2023-05-02","text":"Un responsable américain a déclaré que le \
      pont serait fermé. Des experts affirment que le budget manque."}

      """)
    #expect(try Tool.run("import", "--quiet", "a.jsonl", in: scratch).status == 0)
    let keys = try Tool.run("sql", "SELECT key FROM sources WHERE key LIKE '%@%'", in: scratch)
    #expect(keys.status == 0, "some are bound to their article")
    let run = try Tool.run("reextract", "--diff", "--format", "csv", in: scratch)
    #expect(run.talk.contains("changed     0"), "\(run.output)")
  }

  @Test func `lines of questions that find nothing or ask nothing are said`() throws {
    let run = try Tool.run(
      "search", "--queries", "-", "--columns", "id", input: "pont\n-x\nxylophone\nbudget\n",
      in: Shelf.scratch)
    #expect(run.status == 3 && run.output.contains("budget\t2\n"), "\(run.output)")
    #expect(run.talk.contains("«-x» has no word") && run.talk.contains("«xylophone»: nothing"))
  }
}
