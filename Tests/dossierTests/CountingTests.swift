import Foundation
import Testing

@Suite struct `Counting and concordances` {
  /// The rows of a run as cells, the header first.
  private func rows(_ arguments: [String], in folder: Scratch = Library.scratch) throws
    -> [[String]]
  {
    let run = try Tool.run(arguments, in: folder)
    #expect(run.status == 0, "\(arguments): \(run.talk)")
    try #require(run.status == 0)
    return run.output.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func number(_ sql: String) throws -> Int {
    let lines = try Tool.run("sql", sql, in: Library.scratch).output.split(separator: "\n")
    return try #require(lines.last.flatMap { Int($0) }, "\(sql)")
  }

  @Test(arguments: [
    ("articles", "month", "SELECT count(*) FROM articles"),
    ("articles", "day", "SELECT count(*) FROM articles"),
    ("articles", "week", "SELECT count(*) FROM articles"),
    ("articles", "outlet", "SELECT count(*) FROM articles"),
    ("articles", "kind", "SELECT count(*) FROM (SELECT DISTINCT article_id, kind FROM statements)"),
    ("statements", "source", "SELECT count(*) FROM statements WHERE confidence >= 0.5"),
    ("statements", "year", "SELECT count(*) FROM statements WHERE confidence >= 0.5"),
    ("statements", "cue-class", "SELECT count(*) FROM statements WHERE confidence >= 0.5"),
    ("relations", "class", "SELECT count(*) FROM relations WHERE confidence >= 0.5"),
    ("relations", "asserted-by", "SELECT count(*) FROM relations WHERE confidence >= 0.5"),
    ("relations", "polarity", "SELECT count(*) FROM relations WHERE confidence >= 0.5"),
  ])
  func `counts every row once under each of its values`(
    subject: String, dimension: String, sql: String
  ) throws {
    let counted = try rows(["counts", subject, "--group-by", dimension])
    #expect(counted[0] == [dimension, "count", "articles", "per_thousand"])
    #expect(counted.dropFirst().compactMap { Int($0[1]) }.reduce(0, +) == (try number(sql)))
  }

  @Test func `two dimensions give pairs, and a thousand articles are those of their period`() throws
  {
    let counted = try rows(["counts", "statements", "--group-by", "month,kind"]).dropFirst()
    for row in counted {
      let monthly = try number(
        "SELECT count(*) FROM articles WHERE substr(published, 1, 7) IS nullif('\(row[0])', '')")
      let statements = try number(
        """
        SELECT count(*) FROM statement_details WHERE kind = '\(row[1])' AND confidence >= 0.5
        AND substr(published, 1, 7) IS nullif('\(row[0])', '')
        """)
      #expect(row[2] == "\(statements)")
      #expect(row[3] == "\(monthly)")
      let rate = try #require(Double(row[4]))
      #expect(abs(rate - 1000 * Double(statements) / Double(max(1, monthly))) < 0.006)
    }
  }

  @Test func `months, weeks and days without a find are rows with 0`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      """
      {"published":"2022-12-30","language":"fr","text":"Le pont de Valmont reste fermé tout l'hiver."}
      {"published":"2023-02-01","language":"fr","text":"Le pont de Valmont est de nouveau ouvert à tous."}
      {"published":"2021","language":"fr","text":"Le pont de Valmont date d'un autre siècle, dit-on."}
      {"published":"2023-02","language":"fr","text":"Le pont de Valmont ferme tout le mois, dit-on."}

      """)
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    func counted(_ by: String) throws -> [String] {
      try rows(["counts", "articles", "pont", "--group-by", by], in: scratch).dropFirst()
        .map { $0[0] + " " + $0[1] }
    }
    #expect(try counted("month") == ["2021 1", "2022-12 1", "2023-01 0", "2023-02 2"])
    #expect(try counted("year") == ["2021 1", "2022 1", "2023 2"])
    #expect(
      try counted("week").filter { $0.hasSuffix(" 1") }
        == ["2021 1", "2022-W52 1", "2023-02 1", "2023-W05 1"])
    // A month is no week: none is missing because of it.
    #expect(try counted("week").count == 8)
    #expect(try counted("day").count == 2 + 34)
  }

  @Test(arguments: [
    (
      ["--group-by", "month", "--from", "2022-12", "--until", "2023-03"],
      ["2022-12\t0", "2023-01\t1", "2023-02\t0", "2023-03\t1"]
    ),
    (
      ["--group-by", "month", "--from", "2022-12-20"],
      ["2022-12\t0", "2023-01\t1", "2023-02\t0", "2023-03\t1"]
    ),
    (["--group-by", "month"], ["2023-01\t1", "2023-02\t0", "2023-03\t1"]),
    (["--group-by", "year", "--until", "2024"], ["2023\t2", "2024\t0"]),
    (
      ["--group-by", "week", "--from", "2023-03", "--until", "2023-03-19"],
      ["2023-W09\t0", "2023-W10\t1", "2023-W11\t0"]
    ),
    (
      ["--group-by", "day", "--from", "2023-03-09", "--until", "2023-03-11"],
      ["2023-03-09\t0", "2023-03-10\t1", "2023-03-11\t0"]
    ),
    (
      ["--group-by", "outlet,month", "--until", "2023-03"],
      [
        "Alpha\t2023-01\t1", "Alpha\t2023-02\t0", "Alpha\t2023-03\t0",
        "Beta\t2023-01\t0", "Beta\t2023-02\t0", "Beta\t2023-03\t1",
      ]
    ),
  ])
  func `periods of the range in which nothing was found are rows with 0`(
    options: [String], expected: [String]
  ) throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      """
      {"text":"Le pont ferme.","date":"2023-01-05","outlet":"Alpha"}
      {"text":"Le pont rouvre.","date":"2023-03-10","outlet":"Beta"}

      """)
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    let found = try rows(["counts", "articles", "pont"] + options, in: scratch).dropFirst()
    #expect(found.map { $0.dropLast(2).joined(separator: "\t") } == expected)
  }

  @Test(arguments: [
    (["counts", "articles", "--group-by", "class"], "class"),
    (["counts", "relations", "--group-by", "kind"], "kind"),
    (["counts", "articles", "--group-by", "moon"], "moon"), (["counts", "people"], "people"),
    (["counts", "articles", "--group-by", "month,month"], "names the same twice"),
    (["counts", "articles", "--class", "accuse"], "--class"),
    (["counts", "articles", "--order", "newest"], "--order"),
    (["kwic", "gaz", "--width", "0"], "--width takes a number from 1 to 500"),
    (["kwic", "gaz", "--sort", "colour"], "colour"), (["kwic", "— —"], "no word to look for"),
    (["show", "1", "--format", "json", "--explain"], "--explain is for text"),
  ])
  func `what cannot be counted is wrong use, with what can be`(
    arguments: [String], message: String
  ) throws {
    let run = try Tool.run(arguments, in: Library.scratch)
    #expect(run.status == 2, "\(arguments)")
    #expect(run.talk.contains(message), "\(run.talk)")
    #expect(run.output == "")
  }

  @Test func `finding nothing to count ends with 1`() throws {
    for arguments in [["counts", "articles", "xylophoniquement"], ["kwic", "xylophoniquement"]] {
      #expect(try Tool.run(arguments, in: Library.scratch).status == 1)
    }
  }

  // MARK: Concordances

  @Test(arguments: [
    "gazoduc", "\"nouveaux drones\"", "drone*", "l'Iran", "accord OR traité", "œuvre OR gaz",
  ])
  func `a place in a text is where the words are printed`(words: String) throws {
    let run = try Tool.run(
      "kwic", words, "--limit", "0", "--width", "12", "--format", "jsonl", in: Library.scratch)
    #expect(run.status == 0, "\(run.talk)")
    for line in run.output.split(separator: "\n") {
      let row = try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let start = try #require(row["start"] as? Int)
      let end = try #require(row["end"] as? Int)
      let article = try #require(row["article_id"] as? Int)
      let cut = try Tool.run(
        "sql",
        """
        SELECT replace(substr(body, \(start) + 1, \(end) - \(start)), char(10), ' ') AS text,
        ifnull((SELECT count(*) FROM statements s WHERE s.article_id = a.id
        AND s.start <= \(start) AND s."end" >= \(end)), 0) AS inside FROM articles a WHERE id = \(article)
        """, "--format", "jsonl", in: Library.scratch)
      let text = try #require(
        JSONSerialization.jsonObject(with: Data(cut.output.utf8)) as? [String: Any])
      #expect(text["text"] as? String == row["pivot"] as? String)
      #expect(((text["inside"] as? Int ?? 0) > 0) == !(row["statement_id"] is NSNull))
    }
  }

  @Test func `soft hyphens in a text do not move its places`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      """
      {"published":"2023-01-02","language":"fr","text":"Le gazo\u{AD}duc de la mer du Nord, un gazoduc\u{AD} neuf, sera prêt."}

      """)
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    let found = try rows(["kwic", "gazoduc"], in: scratch).dropFirst()
    #expect(found.map { $0[6] } == ["3", "34"])
    #expect(found.map { $0[7] } == ["11", "41"])
    #expect(found.map { $0[4] } == ["gazoduc", "gazoduc"])
  }

  @Test func `lines are sorted by the word after, or by the word before`() throws {
    for (sort, column) in [("right", 5), ("left", 3)] {
      let found = try rows(["kwic", "de", "--exact", "--sort", sort, "--limit", "0"]).dropFirst()
      let words = found.map { row -> String in
        let words = row[column].replacingOccurrences(of: "œ", with: "oe")
          .folding(options: .diacriticInsensitive, locale: nil).lowercased()
          .split { !$0.isLetter && !$0.isNumber }
        return String((sort == "right" ? words.first : words.last) ?? "")
      }
      #expect(words.count > 20)
      #expect(words == words.sorted())
    }
  }

  @Test func `places inside statements can be asked for, and those of one source`() throws {
    let all = try rows(["kwic", "gaz", "--limit", "0"]).dropFirst()
    let inside = try rows(["kwic", "gaz", "--limit", "0", "--in", "statements"]).dropFirst()
    #expect(inside.count == all.count { !$0[8].isEmpty })
    #expect(inside.count < all.count)
    let run = try Tool.run("kwic", "gaz", "--limit", "1", in: Library.scratch)
    #expect(run.talk.contains("1 of \(all.count)"))
  }

  // MARK: Facets

  @Test(arguments: ["articles", "statements"])
  func `a facet counts what its filter finds`(place: String) throws {
    let facets = try rows(["search", "gaz", "--facets", "--in", place]).dropFirst()
    #expect(Set(facets.map { $0[0] }) == ["outlet", "month", "language", "speaker", "kind"])
    for facet in facets where !facet[2].isEmpty {
      let filter =
        switch facet[0] {
        case "outlet": ["--outlet", facet[2]]
        case "month": ["--from", facet[2], "--to", facet[2]]
        case "language": ["--language", facet[2]]
        case "speaker": ["--by", facet[2]]
        default: ["--kind", facet[2]]
        }
      let found = try rows(["search", "gaz", "--in", place, "--limit", "0"] + filter).dropFirst()
      #expect(found.count == Int(facet[3]), "\(facet)")
    }
  }

  @Test func `an outlet's whole name means that outlet and no longer name`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      """
      {"published":"2023-01-02","outlet":"Le Phare","language":"fr","text":"Le port de Valmont ouvre."}
      {"published":"2023-01-03","outlet":"Le Phare du soir","language":"fr","text":"Le port de Valmont ferme."}

      """)
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    #expect(try rows(["search", "port", "--outlet", "le phare"], in: scratch).count == 2)
    #expect(try rows(["search", "port", "--outlet", "phare"], in: scratch).count == 3)
  }
}
