import Press
import Testing

@testable import Dumps

/// Files that contain several articles, and files of one that only look so.
@Suite struct `Several articles in a file` {
  static let oslo =
    "La maire d’Oslo, Astrid Lindqvist, fermera le vieux pont lundi, a-t-elle dit mardi au conseil.\n"
    + "« Nous n’avons pas le choix », a-t-elle ajouté devant les riverains."
  static let lima =
    "Le port de Lima rouvrira vendredi, a annoncé son directeur, Oleh Hrytsenko, aux pêcheurs.\n"
    + "« Les bateaux sortiront tous », a-t-il promis sur le quai, sous la pluie."

  /// What an article says above its text.
  static func head(_ article: Article) -> String {
    [
      article.title, article.outlet, article.published?.iso,
      article.authors.isEmpty ? nil : article.authors.joined(separator: "+"),
    ].map { $0 ?? "-" }.joined(separator: " | ")
  }

  static let two =
    "Le pont ferme | Le Phare | 2023-05-09 | - / Le port ouvre | L’Écho | 2023-05-10 | -"

  /// Each row: a file of the two texts, `§` and `¶` in their places, and the heads of the articles.
  @Test(
    arguments: [
      (
        "Le pont ferme\nLe Phare, 9 mai 2023\n\n§\n\n=====\n\nLe port ouvre\nL’Écho, 10 mai 2023\n\n¶",
        two
      ),
      (
        "Le pont ferme\nLe Phare, 9 mai 2023\n\n§\n\n* * *\n\nLe port ouvre\nL’Écho, 10 mai 2023\n\n¶",
        two
      ),
      (
        "### Le pont ferme\nLe Phare | 09.05.2023 | p. 4\n§\n\n### Le port ouvre\nL’Écho | 10.05.2023\n¶",
        two
      ),
      (
        "[1]\nLe pont ferme\nLe Phare – 9 mai 2023\n§\n\n[2]\nLe port ouvre\nL’Écho – 10 mai 2023\n¶",
        two
      ),
      (
        "1. Le pont ferme\n\nLe Phare, mardi 9 mai 2023, p. 4, 85w.\n\n§\n\n\n2. Le port ouvre\n\nL’Écho, 10 mai 2023\n\n¶",
        two
      ),
      (
        "Le pont ferme\n\n§\n(Le Phare, 09/05/2023)\n\n\n\nLe port ouvre\n\n¶\n(L’Écho, 10/05/2023)\n",
        two
      ),
      (
        "Le pont ferme\nPublié dans Le Phare le mardi 9 mai 2023\n\n§\n\nLe port ouvre\nPublié dans L’Écho le 10 mai 2023\n\n¶",
        two
      ),
      (
        "Le pont ferme\nSource : Le Phare\nDate : 9 mai 2023\n\n§\n\nLe port ouvre\nSource : L’Écho\nDate : 10 mai 2023\n\n¶",
        two
      ),
      (
        "Le pont ferme\nSource : Le Phare, 9 mai 2023\nURL : https://phare.invalid/1\n\n§\n\n=====\n\nLe port ouvre\nSource : L’Écho, 10 mai 2023\nURL : https://echo.invalid/1\n\n¶",
        two
      ),
      (
        "\"Le Phare\" vom 09.05.2023 Seite: 23\n\nRessort: Lokales\n\nLe pont ferme\n\n§\n\n\"L’Écho\" vom 10.05.2023 Seite: 2\n\nRessort: Politik\n\nLe port ouvre\n\n¶",
        two
      ),
      (
        "Le Phare\nPays : France\nPériodicité : Quotidien\nDate : 9 mai 2023\nJournaliste : Irène Dahl\n\nLe pont ferme\n\n§\n\nTous droits réservés\nL’Écho\nPays : France\nDate : 10 mai 2023\n\nLe port ouvre\n\n¶",
        "Le pont ferme | Le Phare | 2023-05-09 | Irène Dahl / Le port ouvre | L’Écho | 2023-05-10 | -"
      ),
      (
        "Le Phare\nRégion, mardi 9 mai 2023, p. 4\n\nLe pont ferme\n\nIrène Dahl\n\n§\n\n© 2023 Le Phare.\nNuméro de document : news·20230509·PH·001\n\n\nL’Écho\nPort, mercredi 10 mai 2023, p. 2\n\nLe port ouvre\n\n¶\n\nNuméro de document : news·20230510·EC·002\n",
        "Le pont ferme | Le Phare | 2023-05-09 | Irène Dahl / Le port ouvre | L’Écho | 2023-05-10 | -"
      ),
      (
        "Le pont ferme\nIrène Dahl\n62 mots\n9 mai 2023\n08:30\nLe Phare\nPHAR\n4\nFrançais\nCopyright 2023 Le Phare\n\n§\n\nDocument PHAR000020230509ef5g0001\n\nLe port ouvre\nPavlo Lind\n50 mots\n10 mai 2023\nL’Écho\nECHO\nFrançais\nCopyright 2023 L’Écho\n\n¶\n\nDocument ECHO000020230510ef5h0001\n",
        "Le pont ferme | Le Phare | 2023-05-09T08:30 | Irène Dahl / Le port ouvre | L’Écho | 2023-05-10 | Pavlo Lind"
      ),
      (
        "HD\nLe pont ferme\nPD\n9 mai 2023\nSN\nLe Phare\nLP\n§\nAN\nDocument PHAR000020230509ef5g0001\n\nHD\nLe port ouvre\nPD\n10 mai 2023\nSN\nL’Écho\nTD\n¶\nAN\nDocument ECHO000020230510ef5h0001\n",
        two
      ),
      (
        "Le pont ferme\n\nLe Phare\n\nMay 9, 2023 Tuesday\n\nLength: 62 words\nByline: Irène Dahl\n\nBody\n\n\n§\n\nEnd of Document\n\n\nLe port ouvre\n\nL’Écho\n\nMay 10, 2023\n\nLength: 50 words\n\nBody\n\n¶\n\nLoad-Date: May 11, 2023\n\nEnd of Document\n",
        "Le pont ferme | Le Phare | 2023-05-09 | Irène Dahl / Le port ouvre | L’Écho | 2023-05-10 | -"
      ),
      (
        "---\ntitle: Le pont ferme\ndate: 2023-05-09\nsource: Le Phare\n---\n§\n\n---\ntitle: Le port ouvre\ndate: 2023-05-10\nsource: L’Écho\n---\n¶\n",
        two
      ),
      (
        "TITRE : Le pont ferme\nJOURNAL : Le Phare\nDATE : 09/05/2023\nTEXTE :\n§\n\nTITRE : Le port ouvre\nJOURNAL : L’Écho\nDATE : 10/05/2023\nTEXTE :\n¶\n",
        two
      ),
    ] as [(String, String)])
  func `in plain text are told apart by headings, rules, counters, sources and fields`(
    text: String, wanted: String
  ) throws {
    let got = try Reading(Self.filled(text), name: "revue.txt")
    #expect(got.articles.map(Self.head).joined(separator: " / ") == wanted, "\(got.warnings)")
    Self.expectTexts(got)
  }

  static func filled(_ text: String) -> String {
    text.replacing("§", with: oslo).replacing("¶", with: lima)
  }

  static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  static func expectTexts(_ got: Reading) {
    #expect(got.articles.map { words($0.body) } == [words(oslo), words(lima)])
    #expect(got.rejects.isEmpty && got.errors.isEmpty)
  }

  @Test(
    arguments: [
      (
        "# Le pont ferme\n\n*Le Phare, 9 mai 2023*\n\n§\n\n# Le port ouvre\n\n*L’Écho, 10 mai 2023*\n\n¶",
        two
      ),
      (
        "# Revue\n\n## Le pont ferme\n\n**Source** : Le Phare  \n**Date** : 9 mai 2023\n\n§\n\n## Le port ouvre\n\n**Source** : L’Écho  \n**Date** : 10 mai 2023\n\n¶\n\n---\n",
        two
      ),
      (
        "# Le Phare\n\n## Le pont ferme\n\n9 mai 2023\n\n§\n\n# L’Écho\n\n## Le port ouvre\n\n10 mai 2023\n\n¶\n",
        two
      ),
    ] as [(String, String)])
  func `in Markdown are told apart by headings with a source below`(
    text: String, wanted: String
  ) throws {
    let got = try Reading(Self.filled(text), name: "revue.md")
    #expect(got.format == "markdown")
    #expect(got.articles.map(Self.head).joined(separator: " / ") == wanted, "\(got.warnings)")
    #expect(got.articles.count == 2 && got.warnings.contains { $0.contains("--record none") })
  }

  /// Each row: a file of one article, and its head.
  @Test(
    arguments: [
      (
        "a.md", "{\n \"title\": \"Le pont ferme\",\n \"date\": \"2023-05-09\"\n}\n\n§",
        "Le pont ferme | - | 2023-05-09 | -"
      ),
      (
        "a.md", "% Le pont ferme\n% Irène Dahl; Pavlo Lind\n% 9 mai 2023\n\n§",
        "Le pont ferme | - | 2023-05-09 | Irène Dahl+Pavlo Lind"
      ),
      (
        "a.md",
        "# Le pont ferme\n\nSource: Le Phare\nURL: https://phare.invalid/1\nÉtiquettes: ponts\n\n§",
        "Le pont ferme | Le Phare | - | -"
      ),
      (
        "a.md", "+++\ntitle = \"Le pont ferme\"\n[params]\nsource = \"Le Phare\"\n+++\n\n§",
        "Le pont ferme | Le Phare | - | -"
      ),
      (
        "a.rst", "Le pont ferme\n=============\n\n:author: Irène Dahl\n:date: 2023-05-09\n\n§",
        "Le pont ferme | - | 2023-05-09 | Irène Dahl"
      ),
      (
        "a.txt", "Le pont ferme\nLe Phare, 9 mai 2023, p. 4\nPar Irène Dahl, à Oslo\n\n§",
        "Le pont ferme | Le Phare | 2023-05-09 | Irène Dahl"
      ),
    ] as [(String, String, String)])
  func `a head above the text of one article is read in every notation`(
    name: String, text: String, wanted: String
  ) throws {
    let got = try Reading(Self.filled(text), name: name)
    #expect(got.articles.map(Self.head) == [wanted], "\(got.errors)")
    let body = got.articles.first.map { Self.words($0.body) }
    #expect(body == Self.words(Self.oslo))
    #expect(got.warnings.isEmpty)
  }

  static let day = "Le 9 mai 2023, le conseil d’Oslo a voté.\n"

  /// Articles with headings, rules and days inside, which stay one.
  @Test(arguments: [
    "Le pont d’Oslo\n\nUn vote serré\n\n\(oslo)\n\nLa suite à Lima\n\n\(lima)",
    "Le pont d’Oslo\n\n\(oslo)\n\n* * *\n\n\(lima)\n\n* * *\n\n\(day)",
    "Publié le 9 mai 2023 à 8h30\nModifié le 10 mai 2023 à 9h\n\n\(oslo)",
    "\(oslo)\n\nGrève du 9 mai 2023\n\n\(lima)\n\nAccord du 10 mai 2023\n\n\(day)",
    "1. Le pont\n\n\(oslo)\n\n2. Le port\n\n\(lima)",
    "\(oslo)\n[1]\n\(lima)\n[2]\n\(day)",
    "Astrid Lindqvist : Nous fermons lundi.\nOleh Hrytsenko : Nous ouvrons vendredi.\n\(day)",
  ])
  func `an article with headings, rules and days inside stays one`(text: String) throws {
    for name in ["a.txt", "a.md"] {
      let got = try Reading(text, name: name)
      #expect(got.articles.count == 1, "\(got.articles.map(\.body))")
      #expect(!got.warnings.contains { $0.contains("split") })
    }
  }

  // MARK: Documents

  static func paragraphs(_ text: String) -> [DocumentParagraph] {
    filled(text).split(separator: "\n").map { line in
      var paragraph = DocumentParagraph(text: String(line))
      if line.hasPrefix("^") { paragraph.startsPage = true }
      let words = line.drop { $0 == "^" }
      if words.first == "h", let level = words.dropFirst().first?.wholeNumberValue {
        paragraph.level = level
      }
      paragraph.isBold = words.hasPrefix("! ")
      let isMarked = paragraph.level != nil || paragraph.isBold
      paragraph.text = String(isMarked ? words.drop { $0 != " " }.dropFirst() : words)
      return paragraph
    }
  }

  /// Each row: paragraphs, with `h1` before a heading, `!` before bold type and `^` before a new page.
  @Test(
    arguments: [
      (
        "! Le pont ferme\nLe Phare – mardi 9 mai 2023 – p. 4\n§\n^! Le port ouvre\nL’Écho – 10 mai 2023\n¶",
        two
      ),
      ("Le pont ferme\nLe Phare\n9 mai 2023\n§\n* * *\nLe port ouvre\nL’Écho\n10 mai 2023\n¶", two),
      (
        "Article 1\nLe pont ferme\nSource : Le Phare\nDate : 9 mai 2023\n§\nArticle 2\nLe port ouvre\nSource : L’Écho\nDate : 10 mai 2023\n¶",
        two
      ),
      (
        "h1 Le pont ferme\nLe Phare, le 09/05/2023\n§\nh1 Le port ouvre\nL’Écho, le 10/05/2023\n¶",
        two
      ),
      (
        "h1 Le Phare\nh2 Le pont ferme\n9 mai 2023\n§\nh1 L’Écho\nh2 Le port ouvre\n10 mai 2023\n¶",
        two
      ),
      (
        "h1 Le pont ferme\n§\nLe Phare, 9 mai 2023, p. 4\nh1 Le port ouvre\n¶\nL’Écho, 10 mai 2023, p. 2",
        two
      ),
      (
        "9 mai 2023\nh1 Le pont ferme\n§\n10 mai 2023\nh1 Le port ouvre\n¶",
        "Le pont ferme | - | 2023-05-09 | - / Le port ouvre | - | 2023-05-10 | -"
      ),
      (
        "h1 Le pont ferme\nPar Irène Dahl, envoyée spéciale\nPublié dans Le Phare le mardi 9 mai 2023 à 08h30\n§\nh1 Le port ouvre\nPar Pavlo Lind\nPublié dans L’Écho le 10 mai 2023 à 09h00\n¶",
        "Le pont ferme | Le Phare | 2023-05-09T08:30 | Irène Dahl / Le port ouvre | L’Écho | 2023-05-10T09:00 | Pavlo Lind"
      ),
      (
        "h1 Le pont ferme\nMardi, Oslo s’est levée tôt.\n§\nh1 Le port ouvre\nLima attend.\n¶",
        "Le pont ferme | - | - | -"
      ),
    ] as [(String, String)])
  func `in documents are told apart by headings, pages, rules and sources`(
    text: String, wanted: String
  ) throws {
    let articles = try Self.articles(in: DocumentContent(paragraphs: Self.paragraphs(text)))
    #expect(articles.map(Self.head).joined(separator: " / ") == wanted)
  }

  static func articles(in content: DocumentContent) throws -> [Article] {
    let file = DumpFile(
      try Lookahead(MemorySource([1])), path: "a.docx", entry: nil, name: "a.docx",
      options: DumpOptions())
    var articles: [Article] = []
    let yield: (Record) throws -> Void = { record in
      if case .article(let article) = record { articles.append(article) }
    }
    try DocumentArticles(file: file, builder: RecordBuilder(file, yield: yield))
      .give(content, to: yield)
    return articles
  }

  @Test(
    arguments: [
      (
        [
          ["Titre", "Journal", "Date", "Texte"], ["Le pont ferme", "Le Phare", "09/05/2023", oslo],
          ["Le port ouvre", "L’Écho", "10/05/2023", lima],
        ], two
      ),
      (
        [
          ["Titre", "Le pont ferme"], ["Journal :", "Le Phare"], ["Date", "9 mai 2023"],
          ["Texte", oslo],
        ],
        "Le pont ferme | Le Phare | 2023-05-09 | -"
      ),
      ([["Pont", "Ville"], ["Aulne", "Oslo"]], nil),
    ] as [([[String]], String?)])
  func `in tables are rows below names, or names beside values`(
    rows: [[String]], wanted: String?
  ) throws {
    var content = DocumentContent()
    #expect(content.take(rows, map: [:]) == (wanted != nil))
    guard let wanted else { return }
    let articles = try Self.articles(in: content)
    #expect(articles.map(Self.head).joined(separator: " / ") == wanted)
  }
}
