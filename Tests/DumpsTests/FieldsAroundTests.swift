import Press
import Testing

@testable import Dumps

/// What is said of an article beside its text: by elements and objects around it, by keys, by a field
/// of its first paragraph.
@Suite struct `What is said around a text` {
  static let lead =
    "Le port de Lima rouvrira lundi matin, a dit la maire, Odile Lindqvist, devant le conseil."
  static let rest =
    "« Nous avons attendu deux ans », a-t-elle ajouté, et Taras Hrytsenko a promis un bateau de plus."

  /// Each row: a file, and title, outlet, day, authors and how many characters the text has.
  @Test(arguments: [
    // XML
    (
      "<posts><post><titre>A</titre><texte>\(rest)</texte><comments><comment><author>ann</author>"
        + "<texte>Bravo, enfin.</texte></comment></comments></post></posts>",
      "A | - | - |  | \(rest.unicodeScalars.count)"
    ),
    (
      "<journal nom='La Rive'><numero date='1923-05-09'><article><titre>A</titre><texte>\(rest)</texte>"
        + "</article><article><titre>B</titre><texte>\(lead)</texte></article></numero></journal>",
      "A | La Rive | 1923-05-09 |  | \(rest.unicodeScalars.count)"
    ),
    (
      "<issue><pf>19230509</pf><article><text><text.title><p><wd>A</wd></p></text.title><text.cr><p>"
        + "\(rest)</p></text.cr></text></article><article><text><p>\(lead)</p></text></article></issue>",
      "A | - | 1923-05-09 |  | \(rest.unicodeScalars.count)"
    ),
    (
      "<root><page><titre>A</titre><chapo>\(lead)</chapo><corps><parag>\(rest)</parag></corps></page></root>",
      "A | - | - |  | \(lead.unicodeScalars.count + 2 + rest.unicodeScalars.count)"
    ),
    // An address of Factiva makes no answer of it.
    (
      "<root><ARTICLE><URL>https://global.factiva.com/aa</URL><SOURCE>La Rive</SOURCE><TITLE>A</TITLE>"
        + "<DATE>9 May 2023</DATE><TEXT>\(rest)</TEXT></ARTICLE></root>",
      "A | La Rive | 2023-05-09 |  | \(rest.unicodeScalars.count)"
    ),
    // TEI
    (
      "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><publicationStmt><publisher>Archive"
        + "</publisher></publicationStmt><sourceDesc><bibl><title>La Rive</title></bibl></sourceDesc></fileDesc>"
        + "</teiHeader><text><group><text><front><head>A</head><docDate when='1923-05-09'/></front><body><p>\(rest)"
        + "</p><div type='comments'><p>Bravo.</p></div></body></text><text><body><p>\(lead)</p></body></text></group>"
        + "</text></TEI>", "A | La Rive | 1923-05-09 |  | \(rest.unicodeScalars.count)"
    ),
    // A document of a press database in Atom.
    (
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><published>2030-01-01T00:00:00Z</published>"
        + "<content type='application/xml'><articleDoc><publicationName>La Rive</publicationName><date>2023-05-09</date>"
        + "<byline>Ann Ek</byline><bodyText><p>\(rest)</p></bodyText></articleDoc></content></entry></feed>",
      "A | La Rive | 2023-05-09 | Ann Ek | \(rest.unicodeScalars.count)"
    ),
    // JSON
    (
      #"{"title":"A","snippet":"\#(lead)","body":"\#(rest)"}"#,
      "A | - | - |  | \(lead.unicodeScalars.count + 2 + rest.unicodeScalars.count)"
    ),
    (
      #"{"title":"A","snippet":"\#(lead)","body":"\#(lead) \#(rest)"}"#,
      "A | - | - |  | \(lead.unicodeScalars.count + 1 + rest.unicodeScalars.count)"
    ),
    (
      #"{"title":"A","lead":"Le port de Lima rouvrira lundi matin, a dit la maire, Odile Lind...","body":"\#(rest)"}"#,
      "A | - | - |  | \(rest.unicodeScalars.count)"
    ),
    (
      #"{"La Rive":{"2023-05-09":{"titre":"A","texte":"\#(rest)"}},"Le Phare":{"2023-05-10":{"titre":"B","texte":"\#(lead)"}}}"#,
      "A | La Rive | 2023-05-09 |  | \(rest.unicodeScalars.count)"
    ),
    (
      #"{"full_text":"\#(rest)","item":{"title":"A","date":"1923-05-09","newspaper_title":["La Rive"]}}"#,
      "A | La Rive | 1923-05-09 |  | \(rest.unicodeScalars.count)"
    ),
    (
      #"{"title":"A","text":"\#(rest)","date":{"raw":"9 mai 2023"},"meta":{"author":"x"}}"#,
      "A | - | 2023-05-09 |  | \(rest.unicodeScalars.count)"
    ),
    (
      #"{"title":"A","text":"\#(rest)","warc_headers":{"warc-target-uri":"https://rive.invalid/1"}}"#,
      "A | rive.invalid | - |  | \(rest.unicodeScalars.count)"
    ),
    (
      #"{"titulo":"A","data":"9 de maio de 2023","veiculo":"La Rive","texto":"\#(rest)"}"#,
      "A | La Rive | 2023-05-09 |  | \(rest.unicodeScalars.count)"
    ),
  ])
  func `goes into its article`(dump: String, wanted: String) throws {
    let got = try Reading(dump)
    let article = try #require(got.articles.first, "\(got.rejects) \(got.errors)")
    let parts: [String] = [
      article.title ?? "-", article.outlet ?? "-", article.published?.iso ?? "-",
      article.authors.joined(separator: ", "), String(article.body.unicodeScalars.count),
    ]
    #expect(parts.joined(separator: " | ") == wanted, "\(article.body)")
  }

  /// The template for each of two articles: `%` is its title, `~` the number of its day.
  private static func two(_ template: String, between: String = "") -> String {
    let parts: [String] = [("Le port", "09"), ("Le pont", "10")].map { title, day in
      template.replacing("%", with: title).replacing("~", with: day)
    }
    return parts.joined(separator: between)
  }

  private static let heads = "Le port | La Rive | 2023-05-09 / Le pont | La Rive | 2023-05-10"
  private static let review =
    "<article><h2>%</h2><span class='source'>La Rive</span><time datetime='2023-05-~'>~ mai</time>"
    + "<p>\(lead)</p><p>\(rest)</p></article>"
  private static let printed =
    "<div class='eintrag'><pre>\"La Rive\" Nr. 14/2023 vom ~.05.2023    Seite: 4</pre><h3>%</h3>"
    + "<p>\(lead)</p></div>"
  private static let post =
    "<div class='timeline-item'><a class='fullname'>La Rive</a><span class='tweet-date'>"
    + "<a title='May ~, 2023 · 8:30 AM UTC'>x</a></span><div class='tweet-content'>\(lead)</div></div>"
  private static let story =
    "<div class='story'><h1>%</h1><p>%. \(lead)</p><p>\(rest)</p><p>\(lead)</p></div>"
  private static let factiva =
    "{\\b HD} %\\par {\\b PD} ~ mai 2023\\par {\\b SN} La Rive\\par {\\b LP} \\par The port of Lima will "
    + "open again, the mayor, Odile Lindqvist, said.\\par {\\b AN} Document RIVE1\\par "
  private static let files: [(String, String)] = [
    ("<html><body><h1>Revue</h1>" + two(review) + "</body></html>", heads),
    ("<html><head><title>Archiv</title></head><body>" + two(printed) + "</body></html>", heads),
    (
      "<html><head><title>La Rive | nitter</title></head><body>" + two(post) + "</body></html>",
      "- | - | 2023-05-09T08:30Z / - | - | 2023-05-10T08:30Z"
    ),
    // A page that says it is one article is one.
    (
      "<html><head><meta property='og:type' content='article'><title>Le port</title></head><body>"
        + two(story) + "</body></html>", "Le port | - | -"
    ),
    (two("TI  - %\nJT  - La Rive\nDP  - ~ mai 2023\nAB  - \(lead)\n", between: "\n"), heads),
    (
      two(
        "PT J\nAU Ann Ek\nTI %\nSO La Rive\nPD ~ mai 2023\nAB \(lead)\n   \(rest)\nER\n",
        between: "\n"), heads
    ),
    ("{\\rtf1\\ansi " + two(factiva) + "}", heads),
    (
      two(
        "%\n~. maj 2023 | La Rive | 1. sektion | Side 4 | 162 ord | Artikel-id: e1a2\n\n\(lead)\n",
        between: "\n\n"), heads
    ),
    (two("%\nLa Rive, ~ mai 2023\n\n\(lead)\n", between: "..........\n"), heads),
  ]

  /// Each row: a file with several articles, and their titles, outlets and days.
  @Test(arguments: files)
  func `parts what is in one file`(dump: String, wanted: String) throws {
    let got = try Reading(dump)
    let heads = got.articles.map { article in
      [article.title ?? "-", article.outlet ?? "-", article.published?.iso ?? "-"]
        .joined(separator: " | ")
    }
    #expect(heads.joined(separator: " / ") == wanted, "\(got.rejects) \(got.errors)")
    #expect(got.articles.allSatisfy { $0.body.contains("Odile Lindqvist") })
    #expect(got.articles.allSatisfy { !$0.body.contains("....") })
  }

  @Test func `the first paragraph in the head of a page is part of its text`() throws {
    let page = { (head: String) in
      "<html><head><title>Le port</title></head><body><article><header><h1>Le port</h1>\(head)</header>"
        + "<div><p>\(Self.rest)</p><p>\(Self.rest)</p></div></article></body></html>"
    }
    let got = try Reading(page("<div class='intro'><p>\(Self.lead) \(Self.lead)</p></div>"))
    #expect(got.articles.first?.body.hasPrefix(Self.lead) == true, "\(got.rejects)")
    let plain = try Reading(page("<p>Par Ann Ek, à Lima</p>"))
    #expect(plain.articles.first?.body.hasPrefix(Self.rest) == true, "\(plain.rejects)")
  }

  /// Each row: bytes that declare no charset, and what they say.
  @Test(arguments: [
    (
      "Prom na wysp\u{EA} nie pop\u{B3}ynie do pi\u{B9}tku, powiedzia\u{B3}a kapitan Lind."
        .unicodeScalars
        .map { UInt8($0.value) }, "wyspę nie popłynie"
    ),
    (
      hex(
        "a5abaaf8aa4cbc77abb6b4b5af53b667a440abc5a5aca141b4e4a466b14ea9f3aceea975adabb773b67da9f1a141"
          + "b36fadd3b0eaae61aabaa448adccb3a3bba1a66ea141a65dacb0a46aae61b5a5a446a8e2a67ea143"),
      "港口將於秋季"
    ),
    (
      hex(
        "cad0b3a4c1d6b5c2bffccbb9ccd8d6dcd2bbd0fbb2bca3acb8dbbfdabdabd3dac7efbcbed6d8d0c2bfaab7c5a3ac"
          + "d5e2b8f6b9fabcd2b5c4c8cbc3c7b6bccbb5bac3a3acd2f2ceaab4f3bcd2b5c8c1cbc1bdc4eaa1a3"),
      "港口将于秋季"
    ),
  ])
  func `a charset that nobody declares is told from the letters`(bytes: [UInt8], said: String)
    throws
  {
    let got = try Reading(bytes, name: "a.txt")
    #expect(got.articles.first?.body.contains(said) == true, "\(got.articles.map(\.body))")
    #expect(got.warnings.contains { $0.contains("detected from its letters") }, "\(got.warnings)")
  }

  private static func hex(_ digits: String) -> [UInt8] {
    let digits = Array(digits)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0..<$0 + 2]), radix: 16)
    }
  }

  @Test func `a cell of Excel's greatest length was cut there`() throws {
    let whole = String(repeating: "a ", count: 16_383)
    let got = try Reading("title,text\nA,\(whole)a\nB,\(whole)aa\n", name: "a.csv")
    #expect(got.articles.map { $0.kept("is_cut") == .bool(true) } == [true, false])
  }

  @Test func `a table beside files names them in a column of its own`() throws {
    let folder = try Folders.make([
      ("a1.txt", Self.lead), ("a2.txt", Self.rest),
      ("metadata.csv", "title,filename,date,source\nA,a1.txt,2023-05-09,La Rive\nB,a2.txt,,\n"),
    ])
    defer { Folders.remove(folder) }
    let got = try Reading(paths: [folder])
    #expect(got.articles.map(\.title) == ["A", "B"], "\(got.rejects)")
    #expect(got.articles.first?.published?.iso == "2023-05-09")
  }

  @Test func `a cell that is merged down a column is the value of every row`() throws {
    var rows = ["Outlet", "Le port", "Le pont"].indices.map { n in
      XLSX.Row(number: n + 1, cells: n == 1 ? [(column: 0, text: "La Rive")] : [])
    }
    MergedCells.fill(&rows, of: Array("<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>".utf8))
    #expect(rows.map { $0.cells.first?.text } == [nil, "La Rive", "La Rive"])
  }
}
