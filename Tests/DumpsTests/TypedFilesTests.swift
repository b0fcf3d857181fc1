import Press
import Testing

@testable import Dumps

/// Files that people type or programs write without a schema: fields in tags, transcripts, spreadsheets.
@Suite struct `Files that are typed` {
  static let lead =
    "Le port de Lima rouvrira lundi matin, a dit la maire, Odile Lindqvist, devant le conseil."
  static let rest =
    "« Nous avons attendu deux ans », a-t-elle ajouté, et Taras Hrytsenko a promis un bateau."

  private static func said(_ got: Reading) -> [String] {
    got.articles.map {
      "\($0.title ?? "-") | \($0.outlet ?? "-") | \($0.published?.iso ?? "-") | \($0.body)"
    }
  }

  @Test(arguments: [
    "<TITRE>A</TITRE>\n<DATE>17/03/2021</DATE>\n<SOURCE>La Rive</SOURCE>\n\(lead)\n\n"
      + "<TITRE>B</TITRE>\n<DATE>19/03/2021</DATE>\n<SOURCE>La Rive</SOURCE>\n\(rest)\n",
    "<TITRE>A</TITRE><DATE>17 mars 2021</DATE><SOURCE>La Rive</SOURCE>\n<TEXTE>\(lead)</TEXTE>\n"
      + "<TITRE>B</TITRE><DATE>19 mars 2021</DATE><SOURCE>La Rive</SOURCE>\n<TEXTE>\(rest)</TEXTE>\n",
    "<Titre>A\r\n<Date>2021-03-17\r\n<Journal>La Rive\r\n\(lead)\r\n\r\n"
      + "<Titre>B\r\n<Date>2021-03-19\r\n<Journal>La Rive\r\n\(rest)\r\n",
    "<DATE>2021-03-17</DATE>\n<TITLE>A</TITLE>\n<SOURCE>La Rive</SOURCE>\n<BODY>\n<p>\(lead)</p>\n</BODY>\n"
      + "<DATE>2021-03-19</DATE>\n<TITLE>B</TITLE>\n<SOURCE>La Rive</SOURCE>\n<BODY>\n\(rest)\n</BODY>\n",
  ])
  func `are read when their fields are in tags and nothing is around an article`(text: String)
    throws
  {
    let got = try Reading(text, name: "a.txt")
    #expect(
      Self.said(got) == [
        "A | La Rive | 2021-03-17 | \(Self.lead)", "B | La Rive | 2021-03-19 | \(Self.rest)",
      ], "\(got.errors)")
    #expect(got.format == "tagged-text")
    #expect(got.warnings.isEmpty, "\(got.warnings)")
  }

  @Test func `keep words beside a text that has a tag of its own`() throws {
    let got = try Reading(
      "<TITRE>A</TITRE>\nUne note de la rédaction.\n<TEXTE>\(Self.lead)</TEXTE>\n", name: "a.txt")
    #expect(got.articles.first?.body == Self.lead, "\(got.errors)")
    #expect(got["beside"] == .text("Une note de la rédaction."))
  }

  /// Each row: a transcript, its title, and its paragraphs with their times.
  @Test(arguments: [
    (
      "[00:00:05] Bonjour à toutes.\n[00:00:09] \(lead)\n[00:01:21] \(rest)\n", "-",
      ["00:00:05 Bonjour à toutes.", "00:00:09 \(lead)", "00:01:21 \(rest)"]
    ),
    (
      "Le conseil du soir\n\nOdile Lindqvist  0:05\n\(lead)\n\nSpeaker 2  0:35\n\(rest)\n\nOdile Lindqvist  1:02:03\nMerci à vous.\n",
      "Le conseil du soir",
      [
        "00:00:05 Odile Lindqvist: \(lead)", "00:00:35 Speaker 2: \(rest)",
        "01:02:03 Odile Lindqvist: Merci à vous.",
      ]
    ),
    (
      "[00:00.000 --> 00:05.000]  Bonjour, et bienvenue.\n[00:05.000 --> 00:12.500]  \(lead)\n[00:12.500 --> 00:20.000]  \(rest)\n",
      "-", ["00:00:00 Bonjour, et bienvenue.", "00:00:05 \(lead)", "00:00:12 \(rest)"]
    ),
    (
      "00:00:05 - ANIMATRICE\nBonjour, que se passe-t-il ?\n\n00:00:09 - ODILE LINDQVIST\n\(lead)\n\n00:00:20 - ANIMATRICE\n\(rest)\n",
      "-",
      [
        "00:00:05 ANIMATRICE: Bonjour, que se passe-t-il ?", "00:00:09 ODILE LINDQVIST: \(lead)",
        "00:00:20 ANIMATRICE: \(rest)",
      ]
    ),
  ])
  func `are transcripts when their lines begin with running times`(
    text: String, title: String, wanted: [String]
  ) throws {
    let got = try Reading(text, name: "a.txt")
    let article = try #require(got.articles.first, "\(got.errors)")
    #expect(got.format == "transcript")
    #expect(article.title ?? "-" == title)
    let scalars = Array(article.body.unicodeScalars)
    let times = (article.kept("times") ?? .null).values.compactMap { mark -> String? in
      guard let offset = mark["offset"]?.string.flatMap({ Int($0) }),
        let time = mark["time"]?.string
      else { return nil }
      let rest = String(String.UnicodeScalarView(scalars[offset...]))
      return "\(time) " + (rest.textParagraphs.first.map(String.init) ?? "")
    }
    #expect(times == wanted)
  }

  @Test(arguments: [
    // A live page runs backwards; a chat and a log are no speech.
    "18:05 - La maire\n\(lead)\n\n17:40 - Le port\n\(rest)\n\n16:10 - Fin\n\(lead)\n",
    "[10:05] <ann> Bonjour à tous, ça va ?\n[10:06] <bo> Oui et toi, ça va bien ?\n[10:09] <ann> Oui merci, à demain.\n",
    "À 10:05, la maire a pris la parole devant le conseil.\n\n\(lead)\n\n\(rest)\n",
  ])
  func `are no transcripts when times do not run or nobody speaks`(text: String) throws {
    #expect(
      Transcript().recognise(Head(name: "a.txt", bytes: Array(text.utf8), isWhole: true)) == nil)
  }

  @Test func `are spreadsheets of OpenDocument, zipped or flat`() throws {
    func cell(_ text: String, _ more: String = "") -> String {
      "<table:table-cell\(more)>" + text.textLines.map { "<text:p>\($0)</text:p>" }.joined()
        + "</table:table-cell>"
    }
    let day = " office:value-type=\"date\" office:date-value=\"2021-03-17T00:00:00\""
    let rows = [
      ["Titre", "Journal", "Date", "Texte"].map { cell($0) }.joined(),
      cell("A") + cell("La Rive") + cell("17/03/21", day) + cell(Self.lead + "\n" + Self.rest),
      cell("B") + "<table:table-cell table:number-columns-repeated=\"2\"/>" + cell(Self.rest)
        + "<table:table-cell table:number-columns-repeated=\"16380\"/>",
    ].map { "<table:table-row>\($0)</table:table-row>" }.joined()
    let mark = "application/vnd.oasis.opendocument.spreadsheet"
    let content =
      "<?xml version=\"1.0\"?><office:document office:mimetype=\"\(mark)\" "
      + "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body>"
      + "<office:spreadsheet><table:table table:name=\"F\">\(rows)<table:table-row "
      + "table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row></table:table>"
      + "</office:spreadsheet></office:body></office:document>"
    let zip = Packing.pack(
      [("mimetype", Array(mark.utf8)), ("content.xml", Array(content.utf8))], as: .zip, stored: true
    )
    for bytes in [Array(content.utf8), zip] {
      let got = try Reading(bytes, name: "a.ods")
      #expect(got.format == "ods", "\(got.errors)")
      #expect(
        Self.said(got) == [
          "A | La Rive | 2021-03-17 | \(Self.lead)\n\(Self.rest)", "B | - | - | \(Self.rest)",
        ])
    }
  }
}
