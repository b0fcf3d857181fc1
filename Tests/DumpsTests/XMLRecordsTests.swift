import Press
import Testing

@testable import Dumps

/// XML whose vocabulary nobody has described.
@Suite struct `XML of any kind` {
  static let text = "Le pont de Lestrange fermera lundi, a dit la maire, Odile Lindqvist."

  @Test(arguments: [
    // A record is what repeats and has fields.
    (
      "<corpus><doc title='A' date='2023-05-09'>\(text)</doc><doc title='B'>\(text) b</doc></corpus>",
      "A 2023-05-09 | B -"
    ),
    // One record a file.
    (
      "<?xml version='1.0'?><article><head><title>A</title></head><body><p>\(text)</p></body></article>",
      "A -"
    ),
    ("<text><title>A</title><p>\(text)</p><p>\(text)</p></text>", "A -"),
    // What stands around records is said of all of them, unless they say it themselves.
    (
      "<issue date='1923-05-09'><article><title>A</title><content>\(text)</content></article>"
        + "<article date='1923-05-10'><title>B</title><content>\(text) b</content></article></issue>",
      "A 1923-05-09 | B 1923-05-10"
    ),
    // Fields by an attribute, in elements of one name.
    (
      "<data><row><field name='titre'>A</field><field name='date'>2023</field>"
        + "<field name='texte'>\(text)</field></row></data>", "A 2023"
    ),
    // Bare signs and tags that close nothing.
    (
      "<corpus><doc title='A & B'>R&D: \(text) 3 < 4</doc></b><doc title='C'>\(text) c</doc></corpus>",
      "A & B - | C -"
    ),
    // Rows of a database, whose name is one of HTML's.
    (
      "<export><database><table name='a'><column name='titre'>A</column><column name='texte'>\(text)"
        + "</column></table><table name='a'><column name='titre'>B</column><column name='texte'>"
        + "\(text) b</column></table></database></export>", "A - | B -"
    ),
    // A root whose name is one of HTML's.
    (
      "<base><journal nom='Rive'><numero date='1923-05-09'><article titre='A'>\(text)</article>"
        + "<article titre='B'>\(text) b</article></numero></journal></base>",
      "A 1923-05-09 | B 1923-05-09"
    ),
    // Fields of a row are no rows, however long their texts are.
    (
      "<rows><row><field name='post_title'>A</field><field name='post_date'>2023-05-09</field>"
        + "<field name='post_content'>&lt;p&gt;\(text)&lt;/p&gt;</field></row><row>"
        + "<field name='post_title'>B</field><field name='post_content'>\(text) b</field></row></rows>",
      "A 2023-05-09 | B -"
    ),
    // Headings inside of a head, and names of a few letters.
    (
      "<issue date='1923-05-09'><item><head><overline>x</overline><hl1>A</hl1></head>"
        + "<content><para>\(text)</para></content></item><item><ti>B</ti><da>19230510</da>"
        + "<content><para>\(text) b</para></content></item></issue>",
      "A 1923-05-09 | B 1923-05-10"
    ),
    // A section around articles is none; nor is a record without anything in it.
    (
      "<journal><numero date='1923-05-09'><rubrique nom='x'><article><titre>A</titre><texte>\(text)</texte></article>"
        + "</rubrique></numero><numero date='1923-05-10'><rubrique nom='y'><article><titre>B</titre>"
        + "<texte>\(text) b</texte></article><article><titre>C</titre><texte>\(text) c</texte></article></rubrique>"
        + "</numero></journal>", "A 1923-05-09 | B 1923-05-10 | C 1923-05-10"
    ),
    (
      "<items><item><content></content></item><item><content></content></item><item><content></content></item>"
        + "<item><titre>A</titre><content><value>\(text)</value></content></item></items>", "A -"
    ),
    // What trafilatura writes; a day under any name.
    (
      "<doc title='A' ddp='1923-05-09'><main><head rend='h2'>x</head><p>\(text)</p></main></doc>",
      "A 1923-05-09"
    ),
    (
      "<all><d nom='x'><meta nom='titre' valeur='A'/><contenu>\(text)</contenu></d><d><contenu>\(text)</contenu></d></all>",
      "A - | - -"
    ),
    // The title of a publication is no title of an article.
    (
      "<RECORD><PubFrosting><Title>Le Phare</Title></PubFrosting><Obj><TitleAtt><Title>A</Title>"
        + "</TitleAtt><NumericDate>2023-05-09</NumericDate></Obj><Text>\(text)</Text></RECORD>",
      "A 2023-05-09"
    ),
    // No root.
    ("<doc title='A'>\(text)</doc>\n<doc title='B'>\(text) b</doc>", "A - | B -"),
  ])
  func `an element that repeats and has fields is an article`(xml: String, wanted: String) throws {
    let got = try Reading(xml, name: "a.xml")
    #expect(got.format == "xml", "\(got.errors)")
    let parts = got.articles.map { "\($0.title ?? "-") \($0.published?.iso ?? "-")" }
    #expect(parts.joined(separator: " | ") == wanted)
    #expect(
      got.articles.allSatisfy { $0.body.contains("Odile Lindqvist") && !$0.body.contains("<p") })
  }

  /// Each row: a record whose text is in several elements, and its paragraphs.
  @Test(arguments: [
    (
      "<texte>Le pont ferme.</texte><x>1</x><texte>Le port rouvre.</texte>",
      "Le pont ferme.\n\nLe port rouvre."
    ),
    (
      "<question>Pourquoi fermer ?</question><reponse>\(text)</reponse><question>Et demain ?</question>"
        + "<reponse>\(text) \(text)</reponse>",
      "Pourquoi fermer ?\n\n\(text)\n\nEt demain ?\n\n\(text) \(text)"
    ),
    (
      "<corps><inter>Hier</inter><parag>Un.</parag><parag>Deux.</parag></corps>",
      "Hier\n\nUn.\n\nDeux."
    ),
    ("<corps>Le <lieu>port</lieu> ferme.</corps>", "Le port ferme."),
  ])
  func `all of a text is read, in however many elements`(xml: String, text: String) throws {
    let got = try Reading(
      "<all><doc titre='A' date='2023-05-09'>\(xml)</doc></all>", name: "a.xml")
    #expect(got.articles.map(\.body) == [text], "\(got.rejects) \(got.errors)")
  }

  @Test func `marks and texts beside words are part of a text in TEI`() throws {
    let got = try Reading(
      "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p><w>Le</w> <w>pont</w><pc>,</pc> <w>dit</w>\n"
        + "<w>elle</w> <pc>.</pc></p><p>Le port.</p><note>x</note></body></text></TEI>",
      name: "a.xml")
    #expect(got.articles.map(\.body) == ["Le pont, dit elle.\n\nLe port."], "\(got.rejects)")
  }

  /// Each row: what is inside of a text, and how it is printed.
  @Test(arguments: [
    ("<s>Le pont ferme.</s><s>Le port rouvre.</s>", "Le pont ferme. Le port rouvre."),
    ("<s>Le pont <b>ferme</b>.</s> <s>Le port rouvre.</s>", "Le pont ferme. Le port rouvre."),
    ("<wd>Le</wd><wd>pont</wd><wd>ferme,</wd><wd>dit-elle.</wd>", "Le pont ferme, dit-elle."),
    ("<w>Le</w><w>pont</w><w>(</w><w>neuf</w><w>)</w><w>.</w>", "Le pont (neuf)."),
    ("<w>L'</w><w>eau</w><w>l’</w><w>air</w>", "L'eau l’air"),
    ("<str>Le pont ferme.</str><str>Le port rouvre.</str>", "Le pont ferme.\n\nLe port rouvre."),
    ("Le pont<i>s</i> ferme<b>nt</b>.", "Le ponts ferment."),
  ])
  func `sentences and words in elements of their own stand apart`(
    xml: String, text: String
  ) throws {
    let got = try Reading("<all><doc title='A'><text>\(xml)</text></doc></all>", name: "a.xml")
    #expect(got.articles.map(\.body) == [text], "\(got.rejects) \(got.errors)")
  }

  /// Issues of newspapers in TEI: divisions by their type.
  @Test func `a division that is an article by its type is one`() throws {
    let tei = { (types: [String]) in
      "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Issue</title>"
        + "</titleStmt><sourceDesc><bibl><title level='j'>Le Phare</title><publisher>X</publisher>"
        + "<date when='1923-05-09'/></bibl></sourceDesc></fileDesc></teiHeader><text><body>"
        + types.enumerated().map { n, type in
          "<div type='\(type)' xml:id='a\(n)'><head>T\(n)</head><p>Un.</p><p>Deux.</p></div>"
        }.joined() + "</body></text></TEI>"
    }
    let got = try Reading(tei(["article", "ad", "article"]), name: "a.xml")
    #expect(got.articles.map(\.title) == ["T0", "T2"])
    #expect(got.articles.map(\.outlet) == ["Le Phare", "Le Phare"])
    #expect(got.articles.map(\.body) == ["Un.\n\nDeux.", "Un.\n\nDeux."])
    #expect(got.articles.map(\.externalID) == ["a0", "a2"])
    #expect(got.articles.last?.published?.iso == "1923-05-09")
    #expect(got.warnings.contains("divisions passed over: 1 × ad"), "\(got.warnings)")
    let chapters = try Reading(tei(["chapter", "chapter"]), name: "a.xml")
    #expect(chapters.articles.map(\.title) == ["Issue"], "parts of one text stay together")
  }

  @Test func `a person says which element is an article, and what its fields are`() throws {
    var options = DumpOptions()
    options.record = "unit"
    options.fieldMap = ["title": "label", "body": "words"]
    let unit = "<unit><label>A</label><words>Un mot.</words><more>x</more></unit>"
    let got = try Reading(
      "<all><x>\(unit)</x><y>\(unit)</y></all>", name: "a.xml", options: options)
    #expect(got.articles.map(\.body) == ["Un mot.", "Un mot."])
    #expect(got.articles.first?.title == "A")
    #expect(got.articles.first?.kept("more") == .text("x"))
    options.record = "nosuch"
    let none = try Reading("<all>\(unit)\(unit)</all>", name: "a.xml", options: options)
    #expect(none.articles.isEmpty)
    #expect(
      none.errors.contains {
        $0.problem.contains("<nosuch>") && $0.problem.contains("unit, label")
      },
      "\(none.errors)")
  }

  @Test func `what was found is said before anything is read`() throws {
    let xml =
      "<corpus><doc title='A' source='Le Phare'>\(Self.text)</doc><doc title='B'>\(Self.text)</doc></corpus>"
    let plan = try #require(XMLPlan(Array(xml.utf8), record: nil, map: [:]))
    #expect(
      plan.description
        == "XML with <doc> elements: text = its content, title = title, outlet = source; --record "
        + "and --map decide otherwise")
  }

  @Test(arguments: [
    ("<corpus><doc title='A'>\(text)</doc><doc title='B'>Le port", 1, "the file ends inside this"),
    ("<corpus><doc title='A'>\(text)</doc><doc title='B'/></corpus>", 1, "no text"),
  ])
  func `a record that is cut or empty is set aside`(
    xml: String, articles: Int, reason: String
  ) throws {
    let got = try Reading(xml, name: "a.xml")
    #expect(got.articles.count == articles)
    #expect(got.rejects.first?.reason.contains(reason) == true, "\(got.rejects)")
  }

  @Test(arguments: [
    String(repeating: "<a>", count: 100_000) + text,
    (0..<60_000).map { "<n\($0)>" }.joined() + text,
    "<!DOCTYPE a [<!ENTITY b \"\(text)\"><!ENTITY c \"&b;&b;&b;&b;\">]><a><doc title='x'>&c;</doc></a>",
    "<a>" + String(repeating: "<doc title='x'>y</doc><z/>", count: 40_000),
  ])
  func `what is built to do harm is read in bounded time`(xml: String) throws {
    let seconds = try `Time in proportion`.seconds { _ = try Reading(xml, name: "a.xml") }
    #expect(seconds < 4)
  }
}
