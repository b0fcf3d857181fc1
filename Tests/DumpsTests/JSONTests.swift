import Press
import Testing

@testable import Dumps

@Suite struct `JSON dumps` {
  @Test func `a news-please record keeps what it says and no more`() throws {
    let got = try Reading(
      #"""
      {
        "authors": [], "date_download": null, "date_publish": "2021-03-04 08:15:00",
        "description": "Le port rouvre.", "language": "fr", "maintext": "Le port rouvre.",
        "source_domain": "www.exemple.invalid", "title": "Port : l\u2019attente \ud83d\ude00 \ud800",
        "title_rss": "None", "url": "https://www.exemple.invalid//port?a=1//2"
      }
      """#)
    let article = try #require(got.articles.first)
    #expect(got.format == "json")
    #expect(article.title == "Port : l’attente 😀 \u{FFFD}")
    #expect(article.published?.iso == "2021-03-04T08:15:00")
    #expect(article.outlet == "www.exemple.invalid")
    #expect(article.declaredLanguage == "fr")
    #expect(article.url == "https://www.exemple.invalid/port?a=1//2")
    #expect(article.body == "Le port rouvre.")
    #expect(article.kept("description") == nil, "the same text twice")
    #expect(article.authors.isEmpty)
  }

  /// Each row: a record, and title, outlet, date, url, authors, body that it gives.
  @Test(arguments: [
    (
      #"{"title":"T","author":"A; B","date":"2022-01-02","source":"https://x.invalid/a","source-hostname":"Le Phare","excerpt":"e","text":"Corps."}"#,
      "T | Le Phare | 2022-01-02 | https://x.invalid/a | A, B | Corps."
    ),
    (
      #"{"source":{"id":null,"name":"France 24"},"author":null,"title":"T &amp; U","publishedAt":"2022-01-02T03:04:05Z","url":"https://f.invalid/1","content":"Corps <b>gras</b>.<br>Suite"}"#,
      "T & U | France 24 | 2022-01-02T03:04:05Z | https://f.invalid/1 |  | Corps gras.\nSuite"
    ),
    (
      #"{"thread":{"site":"phare.invalid","url":"https://phare.invalid/x"},"text":"Corps.","published":"2019-05-01T10:00:00.000+03:00","language":"english"}"#,
      "- | phare.invalid | 2019-05-01T10:00:00+03:00 | https://phare.invalid/x |  | Corps."
    ),
    (
      #"{"_index":"a","_source":{"titre":"T","texte":["Un.","Deux."],"date":1670581920000,"lien":"https://j.invalid/u"}}"#,
      "T | j.invalid | 2022-12-09T10:32:00Z | https://j.invalid/u |  | Un.\n\nDeux."
    ),
    (
      #"{"id":{"$oid":"5"},"headline":{"main":"T"},"body":"a < b\r\nc","pub_date":"None","byline":["Anne","Luc"],"x":NaN}"#,
      "T | - | - | - | Anne, Luc | a < b\nc"
    ),
    (
      #"{"articleBody":"Corps.","headline":"T","publisher":{"@type":"Organization","name":"La Digue"},"author":[{"name":"Anne"}],"datePublished":"2020-02-30"}"#,
      "T | La Digue | - | - | Anne | Corps."
    ),
    (
      #"{"title":{"rendered":"T&#8217;x"},"content":{"rendered":"<p>Un.</p>\n<p>Deux.</p>"},"link":"https://w.invalid/1","date":"2020-02-03T04:05:06"}"#,
      "T’x | w.invalid | 2020-02-03T04:05:06 | https://w.invalid/1 |  | Un.\n\nDeux."
    ),
    (
      #"{"_id":ObjectId("60"),"title":"T","text":"Corps.","date":ISODate("2021-05-07T07:08:00Z"),"n":NumberLong("3")}"#,
      "T | - | 2021-05-07T07:08:00Z | - |  | Corps."
    ),
    (
      #"{"id":"1","title_tesim":["T"],"full_text_tesim":["Corps."],"publisher_ssi":"Le Phare","date_dt":"2021-05-06"}"#,
      "T | Le Phare | 2021-05-06 | - |  | Corps."
    ),
    (
      #"{"dcterms:title":[{"@value":"T"}],"dcterms:publisher":[{"display_title":"Le Phare"}],"bibo:content":[{"@value":"Corps."}]}"#,
      "T | Le Phare | - | - |  | Corps."
    ),
    (
      #"{"title":{"rendered":"T"},"content":{"rendered":"<p>Corps.</p>"},"date":"2021-05-06","author":3,"_embedded":{"author":[{"id":3,"name":"Anne"}]}}"#,
      "T | - | 2021-05-06 | - | Anne | Corps."
    ),
  ])
  func `records of many programs`(line: String, wanted: String) throws {
    let got = try Reading(line)
    let article = try #require(got.articles.first, "\(got.rejects)")
    let parts: [String?] = [
      article.title, article.outlet, article.published?.iso, article.url,
      article.authors.joined(separator: ", "), article.body,
    ]
    #expect(parts.map { $0 ?? "-" }.joined(separator: " | ") == wanted)
    #expect(got.rejects.isEmpty)
  }

  @Test func `a broken line costs itself and says where`() throws {
    var options = DumpOptions()
    options.limits.record = 2000
    let long = #"{"text":""# + String(repeating: "a", count: 5000) + #""}"#
    let lines = [
      #"{"title":"1","text":"Un."}"#, #"{"title":"2","text":"Deux"#, "",
      #"{"title":"3","text":""}"#,
      long, #"{"title":"4"}"#, #"["x"]"#, #"{'text': 'a'}"#, #"{"text":"Cinq."}"#,
    ]
    let got = try Reading(lines.joined(separator: "\r\n"), options: options)
    #expect(got.format == "jsonl")
    #expect(got.articles.map(\.body) == ["Un.", "Cinq."])
    #expect(got.rejects.map(\.origin.line) == [2, 4, 5, 6, 7, 8])
    #expect(got.rejects[0].reason == "no JSON: a text in double quotes never ends (byte 48)")
    #expect(got.rejects[1].reason.contains("«text» contains none"))
    #expect(got.rejects[2].reason.contains("5013 bytes, more than 2000"))
    #expect(got.rejects[3].reason.contains("--map body=FIELD"))
    #expect(got.articles.last?.origin.record == 8)
    let end = try #require(got.articles.last?.origin.bytes)
    #expect(end.upperBound == got.files[0].bytes)
  }

  @Test(arguments: [
    #"[{"text":"a"},{"text":"b"},{"text":"c"}]"#,
    "[\n  {\n    \"text\": \"a\"\n  },\n  {\n    \"text\": \"b\"\n  },\n {\"text\":\"c\"} ]",
    #"{"status":"ok","totalResults":3,"articles":[{"text":"a"},{"text":"b"},{"text":"c"}],"next":"x"}"#,
    #"{"response":{"status":"ok","results":[{"text":"a"},{"text":"b"},{"text":"c"}]}}"#,
    #"{"hits":{"total":3,"hits":[{"_source":{"text":"a"}},{"_source":{"text":"b"}},{"_source":{"text":"c"}}]}}"#,
    "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n",
    #"{"text":"a"}{"text":"b"} {"text":"c"}"#,
    "{\n\"text\":\"a\"\n}\n{\n\"text\":\"b\"\n}\n{\n\"text\":\"c\"\n}",
    #"[{"text":"a"},null,{"text":"b"},{"text":"c"}]"#,
  ])
  func `lists in all their shapes give every article`(text: String) throws {
    let got = try Reading(text)
    #expect(got.articles.map(\.body) == ["a", "b", "c"])
    #expect(got.rejects.isEmpty, "\(got.rejects)")
    #expect(got.articles.map(\.origin.record) == [1, 2, 3])
  }

  @Test(arguments: [
    (
      #"[{"title":"1","text":"a"},{"title":"2","text":"b,{"title":"3","text":"c"}]"#, ["a", "c"], 1
    ),
    (
      #"[{"title":"1","text":"a"},{"title":2 3,"text":"b"},{"title":"3","text":"c"}]"#, ["a", "c"],
      1
    ),
    (#"[{"title":"1","text":"a"},{"title":"2","text":"b"}"#, ["a", "b"], 1),
    (#"[{"title":"1","text":"a"},{"title":"2","te"#, ["a"], 2),
    (#"[{"title":"1","text":"a"},7,"x",[],{"title":"3","text":"c"}]"#, ["a", "c"], 2),
  ])
  func `a list with a fault gives what is sound and a reject`(
    text: String, bodies: [String], rejects: Int
  ) throws {
    let got = try Reading(text)
    #expect(got.articles.map(\.body) == bodies)
    #expect(got.rejects.count == rejects, "\(got.rejects)")
  }

  @Test func `a record in an old charset is decoded on its own`() throws {
    let bytes =
      Array(#"{"text":"caf"#.utf8) + [0xE9] + Array("\"}\n{\"text\":\"café\"}".utf8)
    let got = try Reading(bytes)
    #expect(got.articles.map(\.body) == ["café", "café"])
    #expect(got.files[0].charset == .windows1252)
    #expect(got.files[0].charsetRule == .fallback)
  }

  @Test func `nesting without end is a reject and not a crash`() throws {
    let deep = #"{"text":"a","x":"# + String(repeating: "[", count: 100_000)
    let got = try Reading(deep + "\n{\"text\":\"b\"}")
    #expect(got.rejects.contains { $0.reason.contains("inside each other") })
  }

  @Test func `the person's map goes before every guess`() throws {
    var options = DumpOptions()
    options.fieldMap = ["title": "Objet", "text": "meta.corps", "outlet": "canal"]
    let got = try Reading(
      #"{"title":"x","objet":"T","canal":"La Digue","meta":{"corps":"Corps."}}"#, options: options)
    #expect(got.articles.first?.title == "T")
    #expect(got.articles.first?.body == "Corps.")
    #expect(got.articles.first?.outlet == "La Digue")
    #expect(got["title"] == .text("x"))
  }
}

/// Where records are in a document, and what wraps them.
@Suite struct `JSON of interfaces` {
  static let record = #"{"title": "Le pont", "text": "Le pont ferme lundi.", "date": "2023-05-09"}"#

  @Test(arguments: [
    ("var news = [\(record)];", 1), ("callback([\(record)]);", 1), ("// news\n[\(record)]", 1),
    ("window[\"x\"] = {\"items\": [\(record)]}", 1), ("export default [\(record)]", 1),
    ("{\"a\": {\"b\": {\"c\": [\(record), \(record)]}}}", 2),
    ("{\"one\": \(record), \"two\": \(record)}", 2), ("[[\(record)], [\(record)]]", 2),
    ("{\"hits\": {\"hits\": [{\"_id\": 1, \"_source\": \(record)}]}}", 1),
    ("{\"data\": {\"posts\": {\"edges\": [{\"node\": \(record)}]}}}", 1),
    ("{\"article\": \(record)}", 1), ("{\"status\": \"ok\", \"articles\": []}", 0),
    ("{\"title\": \"T\", \"text\": \"Un texte.\", \"comments\": [\(record)]}", 1),
    ("{\"users\": [{\"id\": 1, \"name\": \"Ann\"}], \"posts\": [\(record)], \"tags\": []}", 1),
    ("{\"feed\": {\"url\": \"u\", \"title\": \"Rive\"}, \"items\": [\(record)]}", 1),
    ("{\"filters\": [{\"name\": \"a\"}], \"results\": [\(record)], \"total\": 1}", 1),
    ("{\"columns\": [\"title\", \"text\"], \"rows\": [[\"A\", \"Un texte.\"]]}", 1),
    (
      "{\"rows\": [[\"A\", \"Un texte.\"]], \"columns\": [{\"name\": \"title\"}, {\"name\": \"text\"}]}",
      1
    ),
  ])
  func `records are found at any depth`(json: String, articles: Int) throws {
    let got = try Reading(json, name: "a.json")
    #expect(got.articles.count == articles, "\(got.rejects)")
    #expect(got.rejects.isEmpty && got.errors.isEmpty, "\(got.rejects) \(got.errors)")
  }

  @Test func `a value beside records may be longer than one record may be`() throws {
    var options = DumpOptions()
    options.limits.record = 1000
    let long = (0..<2000).map { "{\"n\": \($0), \"s\": \"]}\"}" }.joined(separator: ",")
    let got = try Reading(
      "{\"x\": {\"records\": [\(Self.record)]}, \"facets\": [\(long)], \"more\": {\"records\": [\(Self.record)]}}",
      name: "a.json", options: options)
    #expect(got.articles.count == 2, "\(got.rejects)")
  }

  /// Each row: what is inside the long record, how many articles come, and words of the one reject.
  @Test(arguments: [
    (#"{"title": "A", "text": "Un."}"#, 2, "(--max-size)"),
    (#"{"title": "A", "text": "Un \" ."}"#, 2, "(--max-size)"),
    (#"{"title": "A", "text": "Un." "Deux."}"#, 1, "is broken"),
  ])
  func `a record over the limit is one reject, and those after it are read`(
    inner: String, articles: Int, said: String
  ) throws {
    var options = DumpOptions()
    options.limits.record = 1000
    // Longer than what is read at once.
    let many = Array(repeating: inner, count: 50_000).joined(separator: ", ")
    let got = try Reading(
      "[\(Self.record), {\"title\": \"Long\", \"parts\": [\(many)], \"text\": \"x\"}, \(Self.record)]",
      name: "a.json", options: options)
    #expect(got.articles.filter { $0.title == "Le pont" }.count == 2, "\(got.rejects.prefix(3))")
    #expect(got.rejects.first?.reason.contains(said) == true, "\(got.rejects.prefix(3))")
    if articles == 2 { #expect(got.rejects.count == 1) }
  }

  @Test(arguments: [
    ("{\"a\": {\"records\": [\(record)", 1),
    ("{\"a\": {\"records\": [\(record), {\"title\": \"B", 1),
  ])
  func `what breaks off keeps what came before`(json: String, articles: Int) throws {
    let got = try Reading(json, name: "a.json")
    #expect(got.articles.count == articles)
    #expect(!got.rejects.isEmpty)
  }

  @Test(arguments: [
    String(repeating: "{\"a\": [", count: 50_000), String(repeating: "[", count: 200_000),
    "[" + String(repeating: "{\"a\": {\"b\": [{\"c\": 1}]}}, ", count: 20_000) + "1]",
  ])
  func `nesting without end is read in bounded time`(json: String) throws {
    let seconds = try `Time in proportion`.seconds { _ = try Reading(json, name: "a.json") }
    #expect(seconds < 4)
  }

  @Test func `a field without a known name may be reached by a path, and the reject says so`()
    throws
  {
    let got = try Reading(#"[{"x": {"y": "Un texte."}}]"#, name: "a.json")
    #expect(got.rejects.first?.reason.contains("--map body=x.y") == true, "\(got.rejects)")
    var options = DumpOptions()
    options.fieldMap = ["body": "x.y"]
    let named = try Reading(#"[{"x": {"y": "Un texte."}}]"#, name: "a.json", options: options)
    #expect(named.articles.first?.body == "Un texte.")
  }
}
