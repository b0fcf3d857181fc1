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
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try Reading(xml, name: "a.xml") }
    #expect(time < .seconds(20))
  }
}
