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
        + "</article></numero></journal>",
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
    (
      "<corpus><dossier titre='A'><avis><part>\(lead)</part></avis><avis><part>\(rest)</part></avis></dossier>"
        + "<dossier titre='B'><avis><part>\(rest)</part></avis><avis><part>\(lead)</part></avis></dossier></corpus>",
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
}
