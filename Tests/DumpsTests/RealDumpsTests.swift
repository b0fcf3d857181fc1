import Press
import Testing

@testable import Dumps

/// Kinds of fault that were seen in dumps of newspapers, corpora and databases, each with an own sample.
@Suite struct `What real dumps contain` {
  static let lead =
    "Le port de Lima rouvrira lundi matin, a dit la maire, Odile Lindqvist, devant le conseil."
  static let rest =
    "« Nous avons attendu deux ans », a-t-elle ajouté, et Taras Hrytsenko a promis un bateau."

  private static func said(_ got: Reading) -> [String] {
    got.articles.map {
      "\($0.title ?? "-") | \($0.outlet ?? "-") | \($0.published?.iso ?? "-") | \($0.body)"
    }
  }

  @Test func `an article of XML that is not closed ends where the next one begins`() throws {
    let docs = ["A", "B", "C", "D"].map { title in
      "<doc title=\"\(title)\" source=\"La Rive\">\(Self.lead) \(title)"
        + (title == "B" ? "\n" : "</doc>\n")
    }
    let got = try Reading("<corpus>\n" + docs.joined() + "</corpus>\n", name: "a.xml")
    #expect(got.articles.map(\.title) == ["A", "B", "C", "D"])
    #expect(got.articles.allSatisfy { $0.body.hasPrefix(Self.lead) })
  }

  @Test func `words of a corpus with one a line and tags behind them are the text`() throws {
    let words = Self.lead.split(separator: " ").map { "\($0)\tNOM\t\($0.lowercased())\n" }
    let text = "<text title=\"A\" date=\"2021-03-17\">\n<s>\n\(words.joined())</s>\n</text>\n"
    let got = try Reading(text + text.replacing("\"A\"", with: "\"B\""), name: "a.vrt")
    #expect(got.articles.map(\.body) == [Self.lead, Self.lead])
  }

  @Test func `ProQuest has headings in capitals, too`() throws {
    let rule = String(repeating: "_", count: 60)
    func document(_ title: String, _ text: String) -> String {
      "\n\(title)\n\nPublication info: La Rive ; Lima [Lima]17 Mar 2021: 12.\n\nProQuest document link\n\n"
        + "ABSTRACT (FRENCH)\nUn port.\n\nFULL TEXT\n\(text)\n\nDETAILS\n\nSubject: Ports\n\n"
        + "Publication title: La Rive; Lima\n\nPublication date: Mar 17, 2021\n\n"
    }
    let got = try Reading(
      rule + document("A", Self.lead) + rule + document("B", Self.rest) + rule + "\n", name: "a.txt"
    )
    #expect(
      Self.said(got) == [
        "A | La Rive | 2021-03-17 | \(Self.lead)", "B | La Rive | 2021-03-17 | \(Self.rest)",
      ], "\(got.rejects)")
    #expect(got["abstract"] == .text("Un port."))
  }

  /// Each row: a text as it is in the dump, and as it is read.
  @Test(arguments: [
    ("\(lead)\\n\(rest)", "\(lead)\n\(rest)"), ("\(lead)\\r\\n\(rest)", "\(lead)\n\(rest)"),
    ("Un. Deux\\net trois. Quatre.\\nCinq.", "Un. Deux\net trois. Quatre.\nCinq."),
    ("Le fichier C:\\nouveau\\notes est cité par la maire.", nil),
    ("Une barre \\n toute seule dans la phrase de la maire.", nil),
  ])
  func `line ends written as two characters are line ends, paths are not`(
    text: String, wanted: String?
  ) {
    #expect(ArticleRepair.withLineEnds(text) == wanted)
  }

  @Test(arguments: [
    ("\(lead.dropLast(9))… Lire la suite", true), ("\(lead.dropLast(9))... Read more »", true),
    ("\(lead) Lire la suite", false), ("Il a dit… puis il est parti.", false),
  ])
  func `a text that points to the rest of itself was cut`(text: String, isCut: Bool) {
    #expect(ArticleRepair.isCut(text) == isCut)
  }

  @Test(arguments: [
    ("text_txt_fr", FieldRole.body), ("pub_date_dt", .published), ("title_s", .title),
    ("Opening Text", .body), ("text_fr", nil),
  ])
  func `fields of Solr and of media monitoring are known`(name: String, role: FieldRole?) {
    #expect(FieldRole.guessed(name)?.role == role)
  }

  @Test func `the number of a category is no section`() throws {
    let got = try Reading(
      #"[{"title":"A","text":"\#(Self.lead)","categories":[3,4]}]"#, name: "a.json")
    #expect(got.articles.first?.section == nil)
    #expect(got["categories"] != nil)
  }

  /// Each row: a sentence in GB 18030 or Big5 in hexadecimal digits, and how it begins.
  @Test(arguments: [
    (
      "cad0b3a4cbb5a3acd5e2d7f9c7c5bdabb9d8b1d5b5bdb4baccecceaad6b9a3acbed3c3f1b8d0b5bd"
        + "b7c7b3a3b7dfc5adbacdcaa7cdfba1a3", "市长说"
    ),
    (
      "a5abaaf8bba12cb36fae79bef4b14ec3f6b3aca8ecac4ba4d1acb0a4ee2ca97ea5c1b750a8ecab44"
        + "b160bcababe3a94da5a2b1e6a143", "市長說"
    ),
  ])
  func `Chinese that nobody declares is not Thai`(digits: String, said: String) throws {
    let digits = Array(digits)
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0..<$0 + 2]), radix: 16)
    }
    let got = try Reading(bytes + [10, 10] + bytes + [10], name: "a.txt")
    #expect(got.articles.first?.body.hasPrefix(said) == true, "\(got.articles.map(\.body))")
  }

  @Test func `a line of signs between two long texts is a doubt that is told`() throws {
    let text = [Self.lead, Self.rest, Self.lead].joined(separator: "\n")
    let rule = "\n\n" + String(repeating: "=", count: 40) + "\n\n"
    let got = try Reading(text + rule + text + "\n", name: "a.txt")
    #expect(got.articles.count == 1)
    #expect(got.warnings.contains { $0.contains("parts two texts") }, "\(got.warnings)")
    let note = try Reading(text + rule + "Une note de la rédaction.\n", name: "a.txt")
    #expect(note.warnings.isEmpty, "\(note.warnings)")
  }

  @Test func `texts of a workbook are read whatever the prefix of their elements`() throws {
    let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let words = ["Источник", "Дата", "Заголовок", "Анонс", "La Rive", "17.03.2021"].map {
      "<si><t>\($0)</t></si>"
    }
    let rich = ["A", Self.lead].map {
      "<si><d:r xmlns:d=\"\(space)\"><d:rPr><d:b/></d:rPr><d:t>\($0)</d:t></d:r></si>"
    }
    func row(_ cells: [Int]) -> String {
      "<row>" + cells.map { "<c t=\"s\"><v>\($0)</v></c>" }.joined() + "</row>"
    }
    let strings = "<sst xmlns=\"\(space)\">\((words + rich).joined())</sst>"
    let sheet =
      "<worksheet xmlns=\"\(space)\"><sheetData>\(row([0, 1, 2, 3]))\(row([4, 5, 6, 7]))</sheetData></worksheet>"
    let parts = [
      ("[Content_Types].xml", "<Types/>"), ("xl/worksheets/sheet1.xml", sheet),
      ("xl/sharedStrings.xml", strings),
    ].map { (name: $0.0, bytes: Array($0.1.utf8)) }
    let got = try Reading(Packing.pack(parts, as: .zip), name: "a.xlsx")
    #expect(
      Self.said(got) == ["A | La Rive | 2021-03-17 | \(Self.lead)"], "\(got.rejects) \(got.errors)")
  }

  // MARK: Scans

  @Test func `a batch of Chronicling America gives its issues and nothing else`() throws {
    let mets =
      "xmlns=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" TYPE=\"urn:library-of-congress:ndnp:mets:newspaper"
    let page =
      "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v2#\"><Layout><Page><PrintSpace><TextBlock ID=\"B\"><TextLine>"
      + "<String CONTENT=\"Port\"/><SP/><String CONTENT=\"opens.\"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    let folder = try Folders.make([
      (
        "b/batch.xml",
        "<?xml version=\"1.0\"?><batch name=\"b\" xmlns=\"http://www.loc.gov/ndnp\"><issue>x</issue></batch>"
      ),
      (
        "b/sn1/reel.xml",
        "<?xml version=\"1.0\"?><mets \(mets):reel\"><structMap><div/></structMap></mets>"
      ),
      (
        "b/sn1/1921031701/1921031701.xml",
        "<?xml version=\"1.0\"?><mets \(mets):issue\" LABEL=\"The Shore (Oslo, Minn.), 1921-03-17\"><fileSec><file ID=\"F\">"
          + "<FLocat xlink:href=\"./0001.xml\"/></file></fileSec><structMap><div><fptr FILEID=\"F\"/></div></structMap></mets>"
      ),
      ("b/sn1/1921031701/0001.xml", page), ("ocr/sn1/1921/03/18/ed-1/seq-1/ocr.xml", page),
    ])
    defer { Folders.remove(folder) }
    let got = try Reading(paths: [folder])
    #expect(
      Self.said(got).map { $0.replacing(" | Port opens.", with: "") } == [
        "The Shore (Oslo, Minn.), 1921-03-17 | The Shore (Oslo, Minn.) | 1921-03-17",
        "- | - | 1921-03-18",
      ])
    #expect(got.rejects.isEmpty && got.errors.isEmpty, "\(got.rejects) \(got.errors)")
  }

  // MARK: Pages

  private static func page(_ head: String, _ body: String) -> String {
    "<html lang=\"fr\"><head><title>Le port</title>\(head)</head><body>\(body)</body></html>"
  }

  @Test(arguments: [
    "<header><h1>Le port</h1><p class=\"chapo\">LEAD</p></header><div class=\"corps\"><p>\(lead)</p><p>\(rest)</p></div>",
    "<div><h1>Le port</h1><div><span>LEAD</span></div><p>Par Ann Ek</p></div><main><article><p>\(lead)</p><p>\(rest)</p></article></main>",
    "<article><header><h1>Le port</h1><h2>LEAD</h2><time>17 mars 2021</time></header><p>\(lead)</p><p>\(rest)</p></article>",
  ])
  func `the standfirst of a page is kept wherever it stands below the title`(body: String) throws {
    let line = "Après deux hivers de travaux, les pêcheurs de Lima attendent la décision du port"
    let got = try Reading(Self.page("", body.replacing("LEAD", with: line)), name: "a.html")
    let article = try #require(got.articles.first, "\(got.rejects)")
    // It may be the first paragraph of the text, too.
    let standfirst = article.kept("standfirst")?.string.map { $0 + "\n\n" } ?? ""
    #expect(standfirst + article.body == [line, Self.lead, Self.rest].joined(separator: "\n\n"))
  }

  @Test(arguments: [Packing.Kind?.none, .zip])
  func `frames in the folder of a saved page are part of it`(kind: Packing.Kind?) throws {
    let frame = "<html><body><p>\(Self.lead)</p><p>\(Self.rest)</p></body></html>"
    let files = [
      (
        "port.html",
        Self.page("", "<article><h1>Le port</h1><p>\(Self.lead)</p><p>\(Self.rest)</p></article>")
      ),
      ("port_fichiers/cadre.html", frame), ("port_fichiers/a.js", "function f() { return 1 }"),
    ]
    let got: Reading
    if let kind {
      let entries = files.map { (name: $0.0, bytes: Array($0.1.utf8)) }
      got = try Reading(Packing.pack(entries, as: kind), name: "a.zip")
    } else {
      let folder = try Folders.make(files)
      defer { Folders.remove(folder) }
      got = try Reading(paths: [folder])
    }
    #expect(got.articles.map(\.title) == ["Le port"], "\(got.rejects)")
    #expect(got.warnings.count { $0.contains("saved page") } == 2, "\(got.warnings)")
  }

  @Test func `invitations to share are no text`() throws {
    let body =
      "<article><h1>Le port</h1><p>\(Self.lead)</p><p>\(Self.rest)</p><p>Partager sur WhatsApp</p></article>"
    #expect(
      try Reading(Self.page("", body), name: "a.html").articles.first?.body == Self.lead + "\n\n"
        + Self.rest)
  }

  @Test func `a live page is one article with its title and its first paragraph`() throws {
    let posts = ["14h05", "13h30"].map {
      "<div class=\"post\"><time datetime=\"2021-03-17T14:05\">\($0)</time><h2>Le point de \($0)</h2><p>\(Self.rest)</p></div>"
    }
    let body = "<article><h1>En direct</h1><p>\(Self.lead)</p>\(posts.joined())</article>"
    let got = try Reading(Self.page("", body), name: "a.html")
    #expect(got.articles.map(\.title) == ["En direct"])
    #expect(got.articles.first?.body.hasPrefix(Self.lead + "\n\n14h05\n\n") == true)
  }

  @Test(arguments: [
    ("fr", "2021-04-03"), ("en-US", "2021-03-04"), ("en-GB", "2021-04-03"), ("en", nil),
  ])
  func `a date in numbers is read in the order of the language of its page`(
    language: String, day: String?
  ) throws {
    let page = Self.page(
      "<meta name=\"date\" content=\"03/04/2021\">",
      "<h1>Le port</h1><p>\(Self.lead)</p><p>\(Self.rest)</p>")
    let got = try Reading(
      page.replacing("lang=\"fr\"", with: "lang=\"\(language)\""), name: "a.html")
    #expect(got.articles.first?.published?.iso == day)
    #expect(got.warnings.contains { $0.contains("not understood") } == (day == nil))
  }
}
