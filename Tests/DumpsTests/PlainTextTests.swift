import Press
import Testing

@testable import Dumps

@Suite struct `Plain texts` {
  /// Each row: a text, and outlet, title, date, authors and body that it gives.
  @Test(arguments: [
    (
      " date 2022-12 Quand le port ferme, la ville attend.",
      "- | - | 2022-12 |  | Quand le port ferme, la ville attend."
    ),
    (
      "source lemonde date 2022-12-09 am 2022-12 annee 2022 Quand le port ferme.",
      "lemonde | - | 2022-12-09 |  | Quand le port ferme."
    ),
    ("date 9 décembre 2022 10 bateaux attendent.", "- | - | 2022-12-09 |  | 10 bateaux attendent."),
    ("date décembre 2022 10 bateaux attendent.", "- | - | 2022-12 |  | 10 bateaux attendent."),
    ("date 2022-12-09 10:32 Les bateaux.", "- | - | 2022-12-09T10:32 |  | Les bateaux."),
    ("date 2022-12\nLes bateaux.", "- | - | 2022-12 |  | Les bateaux."),
    (
      "*source_La_Croix *date_2022-12-09 Les bateaux.",
      "La Croix | - | 2022-12-09 |  | Les bateaux."
    ),
    ("annee 2022 Les bateaux.", "- | - | 2022 |  | Les bateaux."),
    (
      "Titre : Le port\nSource : France 24\nDate : mercredi 7 décembre 2022\nAuteur : A; B\n\nCorps.\n",
      "France 24 | Le port | 2022-12-07 | A, B | Corps.\n"
    ),
    (
      "Title: The port\nMots-clés: mer\nURL: https://a.invalid/1\n\nBody: yes.",
      "a.invalid | The port | - |  | Body: yes."
    ),
    ("Date: 2022-12-07\nIl a dit : oui.", "- | - | 2022-12-07 |  | Il a dit : oui."),
    ("Date limite de dépôt : lundi.", "- | - | - |  | Date limite de dépôt : lundi."),
    (
      "Date : la question reste ouverte.\nEt le port attend.",
      "- | - | - |  | Date : la question reste ouverte.\nEt le port attend."
    ),
    ("Source de revenus, le port ferme.", "- | - | - |  | Source de revenus, le port ferme."),
    ("source proche du dossier : rien.", "- | - | - |  | source proche du dossier : rien."),
    (
      "Port : la ville attend\n\nLe maire est là.",
      "- | - | - |  | Port : la ville attend\n\nLe maire est là."
    ),
    ("Section 12 du port.", "- | - | - |  | Section 12 du port."),
    ("Date palms grow here in 2022.", "- | - | - |  | Date palms grow here in 2022."),
    ("Mars 2022 fut un mois sec.", "- | - | - |  | Mars 2022 fut un mois sec."),
    ("Une ligne.\r\nUne autre.\rLa fin.", "- | - | - |  | Une ligne.\nUne autre.\nLa fin."),
    ("\u{FEFF}date 2021-03 Corps\u{0}.", "- | - | 2021-03 |  | Corps\u{FFFD}."),
  ])
  func `a header is read, and prose is none`(text: String, wanted: String) throws {
    let got = try Reading(text, name: "a.txt")
    let article = try #require(got.articles.first, "\(got.errors) \(got.rejects)")
    #expect(got.format == "text")
    let parts: [String?] = [
      article.outlet, article.title, article.published?.iso,
      article.authors.joined(separator: ", "), article.body,
    ]
    #expect(parts.map { $0 ?? "-" }.joined(separator: " | ") == wanted)
  }

  @Test(arguments: [
    (
      " date 2022-12 Un.\ndate limite passée.\n date 2023-01 Deux.", ["2022-12", "2023-01"], [1, 3]
    ),
    ("*date_2022 Un.\n*date_2023 Deux.", ["2022", "2023"], [1, 2]),
    (
      "Titre : A\nDate : 2022-12-01\n\nUn.\n\nDate : demain.\n\nTitre : B\nDate : 2022-12-02\n\nDeux.",
      ["2022-12-01", "2022-12-02"], [1, 8]
    ),
    ("Titre : A\nDate : 2022-12-01\n\nUn.\nTitre : suite\nDate : plus tard.", ["2022-12-01"], [1]),
  ])
  func `a file may hold many articles with a header each`(
    text: String, dates: [String], lines: [Int]
  ) throws {
    let got = try Reading(text)
    #expect(got.articles.map { $0.published?.iso ?? "" } == dates, "\(got.articles)")
    #expect(got.articles.map { $0.origin.line ?? 0 } == lines)
    #expect(got.articles.map(\.origin.record) == Array(1...dates.count))
  }

  @Test func `a bare file is kept as it is`() throws {
    var options = DumpOptions()
    options.bare = true
    let got = try Reading(" date 2022-12 Quand\n", options: options)
    #expect(got.articles.map(\.body) == [" date 2022-12 Quand\n"])
    #expect(got.articles[0].published == nil)
  }

  @Test(
    arguments: [
      (Array("Été — œuvre".utf8), Charset.utf8, Charset.Rule.utf8, "Été — œuvre"),
      ([0xEF, 0xBB, 0xBF] + Array("Été".utf8), .utf8, .bom, "Été"),
      ([0xC9, 0x74, 0xE9, 0x20, 0x9C, 0x80], .windows1252, .fallback, "Été œ€"),
      (
        [0xFF, 0xFE] + "Été 😀".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, .utf16, .bom,
        "Été 😀"
      ),
      (
        [0xFE, 0xFF] + "Été 😀".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }, .utf16, .bom,
        "Été 😀"
      ),
      (
        "Le port attend l’été.".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, .utf16,
        .fallback, "Le port attend l’été."
      ),
      (
        "Le port attend l’été.".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }, .utf16,
        .fallback, "Le port attend l’été."
      ),
      (Array("é à è ù ç ".utf8) + [0xE9, 0x21], .utf8, .utf8, "é à è ù ç \u{FFFD}!"),
      (
        Array(repeating: 0x61, count: 200_000) + [0xE9], .windows1252, .fallback,
        String(repeating: "a", count: 200_000) + "é"
      ),
    ] as [([UInt8], Charset, Charset.Rule, String)])
  func `the charset is told from all bytes`(
    bytes: [UInt8], charset: Charset, rule: Charset.Rule, text: String
  ) throws {
    let got = try Reading(bytes, name: "a.txt")
    #expect(got.articles.map(\.body) == [text])
    #expect(got.files.first?.charset == charset)
    #expect(got.files.first?.charsetRule == rule)
    #expect(got.files.first?.bytes == bytes.count)
  }
}

@Suite struct `IRaMuTeQ corpora` {
  @Test func `variables make fields, themes are marks, lines with one star are text`() throws {
    let got = try Reading(
      """

      **** *source_La_Croix *date_2022-12-09 *am_2022-12 *annee_2022 *ville_Saint Malo *vrai
      Un texte.\r
      *note* de bas de page

      -*theme1
      Suite.
      0002 *source_lemonde *annee_2021
      12 *étoiles* au menu.
      **** *journal_L_Écho
      **** *auteur_Anne_Roy *mois_03
      Fin.
      """)
    #expect(got.format == "iramuteq")
    #expect(
      got.articles.map(\.body) == [
        "Un texte.\n*note* de bas de page\n\nSuite.", "12 *étoiles* au menu.", "Fin.",
      ])
    let first = got.articles[0]
    #expect(first.outlet == "La Croix")
    #expect(first.published?.iso == "2022-12-09")
    #expect(first.kept("themes") == .list([.text("theme1")]))
    #expect(
      first.kept("variables")
        == .object([
          .init("source", .text("La_Croix")), .init("date", .text("2022-12-09")),
          .init("am", .text("2022-12")), .init("annee", .text("2022")),
          .init("ville", .text("Saint Malo")), .init("vrai", .bool(true)),
        ]))
    #expect(got.articles[1].externalID == "0002")
    #expect(got.articles[1].published?.iso == "2021")
    #expect(got.articles[2].authors == ["Anne Roy"])
    #expect(got.articles[2].published == nil, "a month without its year is no date")
    #expect(got.rejects.map(\.origin.record) == [3])
    #expect(got.articles.map(\.origin.line) == [2, 8, 11])
  }

  @Test(arguments: ["*** Fin ***\nTexte.", "2022 fut une bonne année.\n", "* un\n* deux\n"])
  func `stars and numbers in prose start nothing`(text: String) throws {
    #expect(try Reading(text).format == "text")
  }

  @Test func `a text with tags between its lines is HTML`() throws {
    let got = try Reading(
      "Le pont ferme.<br><br>\nLe port rouvre.<br />\n<b>Olena</b> &eacute;tait l&agrave;.",
      name: "a.htm")
    #expect(got.articles.first?.body.contains("Olena était là.") == true, "\(got.articles)")
    let talk = "La balise <br> coupe une ligne, a dit la maire."
    #expect(try Reading(talk, name: "a.txt").articles.map(\.body) == [talk])
  }
}
