import Press
import Storage
import Tables
import Testing

@testable import Desk

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An archive of a few invented articles, gone with its last reference.
final class Shelf: Sendable {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "desk-\(UUID().uuidString).dossier").path

  deinit {
    for suffix in ["", "-wal", "-shm", "-lock"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  /// Three articles: one with a script for a title, two of one family.
  init() throws {
    let session = try ImportSession(path, version: "test", rules: "test")
    try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
    try session.add(Self.account("<script>alert(1)</script>", outlet: "L’Écho & Cie", "2023-01-12"))
    try session.add(
      Self.account("Le pont reste fermé", outlet: "Le Phare", "2023-03-02", more: " Encore."))
    try session.add(Self.account("Le pont fermé", outlet: nil, nil, more: " Et le gué."))
    try session.finish(
      sha256: String(repeating: "0", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
  }

  private static func account(
    _ title: String, outlet: String?, _ published: String?, more: String = ""
  ) -> Account {
    let text = "« Le pont œuvre au gaz », a dit Annika Lindqvist à Lima.\(more)"
    var article = Article(body: text)
    article.title = title
    article.outlet = outlet
    article.published = published.map { PressDate(iso: $0) }
    article.language = "fr"
    var account = Account(of: article)
    func passage(_ words: String) -> Passage {
      let range = text.firstRange(of: words) ?? text.startIndex..<text.startIndex
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      return Passage(start, start + words.utf8.count)
    }
    let speaker = passage("Annika Lindqvist")
    account.sources = [
      Source(
        key: "per:annika lindqvist", kind: .person, name: "Annika Lindqvist",
        names: [.init("Annika Lindqvist", .name)])
    ]
    account.mentions = [Mention(source: 0, passage: speaker)]
    // One inside the other, and one across its end.
    for words in ["Le pont œuvre au gaz", "pont œuvre", "gaz », a dit"] {
      account.statements.append(
        Statement(
          kind: words.count > 15 ? .direct : .indirect, content: passage(words), speaker: speaker,
          source: 0, rule: "test", confidence: 0.9))
    }
    return account
  }
}

@Suite struct `Pages of the desk` {
  static let shelf = try? Shelf()

  private func answer(_ text: String, _ language: String = "en") throws -> (Int, String) {
    let shelf = try #require(Self.shelf)
    let address = try #require(Address(request: text))
    let desk = Desk(archive: "press.dossier", language: language)
    switch try desk.answer(address, in: Archive(reading: shelf.path)) {
    case .page(let status, let html): return (status, html)
    case .file(_, let text, _): return (200, text)
    case .rows(_, _, let write):
      let output = Output(descriptor: -1)
      try write(DelimitedWriter(output, dialect: .csv))
      return (200, String(decoding: output.takeBytes(), as: UTF8.self))
    }
  }

  static let pages = [
    "/", "/search", "/search?words=pont", "/search?words=pont&tab=statements",
    "/search?tab=relations", "/kwic?words=gaz", "/search?words=gaz&tab=concordance&sort=left",
    "/search?tab=counts&of=statements&group-by=source,year", "/articles/1?words=pont", "/sources",
    "/sources/per%3Aannika%20lindqvist", "/matrix", "/matrix?axes=relations&class=accuse", "/sql",
    "/sql?query=SELECT%20title%20FROM%20articles", "/codebook", "/dumps",
    "/search?tab=relations&not-class=accuse&not-asserted-by=article",
    "/search?words=pont&not-outlet=Le%20Phare&not-kind=mixed&not-language=en&not-month=2022-12",
  ]

  @Test(arguments: [
    ("SELECT%20printf(%27%25.*c%27,2000000,%27%C3%A9%27)%20AS%20long", "é…"),
    ("SELECT%20zeroblob(2000000)%20AS%20long", "00&#39;…"),
  ])
  func `a cell of megabytes is cut on the page, and whole in a file`(query: String, end: String)
    throws
  {
    let (status, html) = try answer("/sql?query=" + query)
    #expect(status == 200 && html.utf8.count < 100_000 && html.contains(end))
    #expect(try answer("/sql?query=" + query + "&format=csv").1.utf8.count > 2_000_000)
  }

  @Test func `who speaks is listed by name, with a link to the page of each`() throws {
    let (_, html) = try answer("/sources")
    #expect(html.contains("<a href=\"/sources/per%3Aannika%20lindqvist\">Annika Lindqvist</a>"))
    let (_, table) = try answer("/sources?format=csv")
    #expect(table.hasPrefix("id,key,kind,name,country,articles,statements,"))
    #expect(table.contains(",last_published,tags\r\n"))
  }

  @Test(arguments: pages, ["en", "fr"])
  func `are whole documents in which a title stays text`(address: String, language: String) throws {
    let (status, html) = try answer(address, language)
    #expect(status == 200, "\(html)")
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language)\">"))
    #expect(html.hasSuffix("</html>\n"))
    #expect(!html.contains("<script>alert"))
    #expect(html.contains("<h1>"))
    #expect(
      html.contains(language == "fr" ? "La même chose que" : "The same as") || address == "/sql")
    // Programs come from the one file, styles too.
    #expect(!html.contains(" style=") && !html.contains(" onclick="))
  }

  @Test(arguments: [
    ("/nowhere", 404), ("/articles/99", 404), ("/articles/x", 404), ("/sources/Lindquist", 404),
    ("/search?outlet=Le%20Fare", 404), ("/search?by=Personne", 404), ("/families/7", 404),
    ("/search?from=hier", 400), ("/search?page=0", 400), ("/search?page=two", 400),
    ("/search?kind=loud", 400), ("/search?tab=relations&class=moon", 400), ("/search?tab=x", 400),
    ("/search?format=pdf", 400), ("/?lang=xx", 400), ("/sql?query=DELETE%20FROM%20articles", 400),
    ("/sql?query=SELEC", 400), ("/search?words=%2B%2B", 400), ("/search?where=1;%20DROP", 400),
    ("/search?tab=counts&group-by=moon", 400), ("/assets/passwd", 404), ("/articles/1?cite=x", 400),
    ("/search?families=maybe", 400), ("/search?min-confidence=2", 400), ("/search?q=pont", 400),
    ("/matrix?show=all", 400), ("/articles/1?outlet=a", 400), ("/?words=pont", 400),
    ("/families/1?page=2", 400), ("/search?tab=relations&not-class=moon", 400),
    ("/search?tab=relations&kind=direct", 400), ("/search?tab=relations&not-kind=direct", 400),
    ("/search?tab=counts&of=relations&role=maire", 400), ("/search?class=accuse", 400),
    ("/search?not-by=Personne", 404),
  ])
  func `say what is wrong with an address`(address: String, expected: Int) throws {
    let (status, html) = try answer(address)
    #expect(status == expected, "\(html)")
    #expect(html.contains("role=\"alert\""))
  }

  @Test func `an unknown name leads to those that come near`() throws {
    #expect(
      try answer("/sources/Annika%20Lindquist").1.contains("href=\"/sources/Annika%20Lindqvist\""))
    #expect(try answer("/search?outlet=Le%20Phar%20du%20Nord").1.contains("outlet=Le%20Phare"))
  }

  @Test(arguments: [
    ("/search?q=pont", "Unknown parameter “q”. Allowed: about, asserted-by,"),
    ("/sql?sql=SELECT%201", "Unknown parameter “sql”. Allowed: format, lang, query"),
  ])
  func `a parameter that a page does not take is named, with those that it takes`(
    address: String, expected: String
  ) throws {
    #expect(try answer(address).1.contains(expected))
  }

  @Test(arguments: [
    ("/search?words=%2B%2B", "ne contient aucun mot"),
    ("/sql?query=DELETE%20FROM%20articles", "on ne peut que lire"),
    ("/kwic", "La même chose que"),
    ("/search?where=nosuch%3D1", "where : Il n’y a pas de colonne nosuch."),
    ("/search?where=nosuch()", "where : Il n’y a pas de fonction nosuch."),
    ("/search?where=a%20b", "where : La syntaxe est fautive près de"),
    ("/search?where=(1", "where : Le signe ( est ouvert"),
    ("/search?where=1)%20OR%20(1&not-outlet=x", "where : Une parenthèse fermante ne ferme rien."),
    ("/sql?query=SELECT%201;SELECT%202", "SQL : Il faut une seule instruction"),
    ("/sql?query=SELECT%20*%20FROM%20nosuch", "SQL : Il n’y a pas de table nosuch."),
  ])
  func `what is wrong is said in the language of the page`(address: String, expected: String)
    throws
  {
    let html = try answer(address, "fr").1
    #expect(html.contains(expected) && !html.contains("format=csv"), "\(html)")
  }

  @Test func `articles without an outlet are a link away`() throws {
    let link = "href=\"/search?where=outlet%20IS%20NULL\""
    #expect(try answer("/search").1.contains(link))
    #expect(try answer("/search?where=outlet%20IS%20NULL").1.contains("<b>1</b> article<"))
  }

  @Test func `marks of an article are its statements, also where they nest and cross`() throws {
    let (_, html) = try answer("/articles/1")
    let statements = try answer("/articles/1?format=jsonl").1
    #expect(statements.contains("pont œuvre"))
    for (id, content) in [(1, "Le pont œuvre au gaz"), (2, "pont œuvre"), (3, "gaz », a dit")] {
      var text = ""
      for piece in html.matches(of: /data-s="([0-9 ]+)">([^<]*)</)
      where piece.1.split(separator: " ").contains("\(id)") {
        text += piece.2
      }
      #expect(text == content)
      #expect(html.contains("id=\"s\(id)\""))
      #expect(html.contains("id=\"c\(id)\""))
    }
  }

  @Test func `a citation has its passage, and BibTeX and RIS their signs`() throws {
    let plain = try answer("/articles/2?cite=plain&statement=4", "fr").1
    #expect(plain.contains("Annika Lindqvist: «\u{A0}Le pont œuvre au gaz\u{A0}»"))
    #expect(plain.contains("dump.jsonl, notice 1, caractères 2 à 22"))
    let statements = try Archive(reading: #require(Self.shelf).path).rows(
      .statements, Question(), columns: ["id", "article_id", "kind", "content"])
    while try statements.next() {
      let (id, article) = (statements.integer(0), statements.integer(1))
      let isVerbatim = statements.text(2) == "direct"
      for form in ["plain", "bibtex", "ris"] {
        let cited = try answer("/articles/\(article)?cite=\(form)&statement=\(id)").1
        #expect(isVerbatim || !cited.contains(": “"), "\(cited)")
        #expect(cited.contains("reported speech") == !isVerbatim)
      }
    }
    let bibtex = try answer("/articles/1?cite=bibtex").1
    #expect(bibtex.hasPrefix("@article{dossier-1,"))
    #expect(bibtex.contains("journal = {L’Écho \\& Cie}"))
    #expect(bibtex.contains("year = {2023}"))
    let ris = try answer("/articles/1?cite=ris").1
    #expect(ris.hasPrefix("TY  - NEWS\r\n"))
    #expect(ris.contains("\r\nDA  - 2023/01/12/\r\n"))
    #expect(ris.hasSuffix("ER  - \r\n"))
  }

  @Test func `the command that gives the same is quoted for a shell`() throws {
    let html = try answer("/search?words=l%27accord&by=Annika%20Lindqvist&to=2023").1
    #expect(
      html.contains(
        "dossier search &#39;l&#39;\\&#39;&#39;accord&#39; --by &#39;Annika Lindqvist&#39; --to 2023 --limit 0"
      ))
    #expect(
      try answer("/search?to=2023").1.contains(
        "dossier export articles --until 2023 --columns id,published,outlet,language,title --order newest<"
      ))
  }

  @Test func `all rows come as a table, not those of the page`() throws {
    #expect(try answer("/search?format=csv").1.split(separator: "\r\n").count == 4)
    #expect(try answer("/search?tab=statements&format=csv").1.split(separator: "\r\n").count == 10)
    #expect(try answer("/codebook?format=csv").1.contains("articles,table,published,TEXT,1,"))
  }

  @Test func `every column of every table has a meaning, in both languages`() throws {
    let shelf = try #require(Self.shelf)
    let codebook = try Archive(reading: shelf.path).codebook()
    #expect(codebook.tables.count > 12)
    for language in Wording.languages {
      for row in CodebookPage.rows(codebook, language: language) {
        #expect(!row[5].isEmpty, "\(row[0]).\(row[2]) in \(language)")
      }
    }
    let kinds = codebook.tables.first { $0.name == "statements" }?.columns
      .first { $0.name == "kind" }
    #expect(kinds?.values == ["direct", "indirect", "mixed"])
  }

  @Test func `a site holds every page that its pages lead to`() throws {
    let shelf = try #require(Self.shelf)
    let archive = try Archive(reading: shelf.path)
    let site = try Site(
      Address("search").with("words", "pont"), archive: archive, name: "press.dossier",
      language: "fr")
    var files: [String: String] = [:]
    try site.write(archive) { name, answer in
      switch answer {
      case .page(let status, let html):
        #expect(status == 200, "\(name)")
        files[name] = html
      case .file(_, let text, _): files[name] = text
      case .rows(_, _, let write):
        let output = Output(descriptor: -1)
        try write(DelimitedWriter(output, dialect: .csv))
        files[name] = String(decoding: output.takeBytes(), as: UTF8.self)
      }
    }
    #expect(files.count == site.count)
    #expect(files["index.html"]?.contains("href=\"article-1.html\"") == true)
    for (name, html) in files where name.hasSuffix(".html") {
      for link in html.matches(of: /(?:href|src)="([^"#]+)(?:#[^"]*)?"/) {
        #expect(files[String(link.1)] != nil, "\(name) leads to \(link.1)")
      }
    }
  }

  @Test func `what each member of a family did with a statement is told`() {
    func hit(_ id: Int64, _ kind: String, _ content: String) -> StatementHit {
      StatementHit(
        id: id, article: id, kind: kind, content: content, isNegated: false, span: 0..<1,
        rule: "test", confidence: 1)
    }
    let rows = FamilyComparison.rows([
      [
        hit(1, "direct", "Nous ne fermerons pas le port de Lima cette année"),
        hit(2, "direct", "Le pont tiendra"),
      ],
      [
        hit(3, "indirect", "le port de Lima ne fermera pas cette année"),
        hit(4, "direct", "Rien à voir avec cela"),
      ],
      [hit(5, "direct", "Nous ne fermerons pas le port de Lima cette année !")],
    ])
    let fates = rows.map { row in
      row.fates.map { fate in
        switch fate {
        case .kept(let hit): "kept \(hit.id)"
        case .reworded(let hit): "reworded \(hit.id)"
        case .madeIndirect(let hit): "indirect \(hit.id)"
        case .cut: "cut"
        }
      }
    }
    #expect(
      fates == [
        ["kept 1", "indirect 3", "kept 5"], ["kept 2", "cut", "cut"], ["cut", "kept 4", "cut"],
      ])
  }

  @Test func `the questions that are ready are those of the documentation`() throws {
    let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let text = try String(contentsOfFile: path + "/docs/QUESTIONS.md", encoding: .utf8)
    let documented = text.matches(of: /(?s)```sql\n(.*?)\n```/).map { String($0.1) }
    #expect(ReadyQuestion.all.map(\.sql) == documented)
    for question in ReadyQuestion.all {
      #expect(question.titles.count == 2)
      #expect(text.contains("**" + question.title("en") + "**"))
    }
  }
}
