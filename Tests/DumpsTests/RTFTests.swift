import Press
import Testing

@testable import Dumps

@Suite struct `Rich text` {
  @Test func `a Factiva export gives its articles by their numbers`() throws {
    let got = try Reading(
      #"""
      {\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator X;}{\info{\title Non}}
      \pard International\par {\b Le port \'ab\~ferm\'e9\~\'bb attend}\par Par Anne Roy\par 295 mots\par
      9 d\'e9cembre 2022\par La Digue\par LADIG\par 26\par Fran\'e7ais\par Copyright 2022 La Digue\par
      \par Un \'e9t\'e9 \u8212?l\u8217'attente\line suite.\par Deux {\i mots} \u-10179?\u-8704?.\par
      Document LADIG00020221209eic90002x\par \page
      {\b Second}\par 12 words\par 10 December 2022\par 08:05\par The Quay\par QUAY\par English\par
      (c) 2022 The Quay\par Body.\par Document QUAY000020221210eica0001a\par
      Search Summary\par Text port\par}
      """#)
    #expect(got.format == "rtf")
    #expect(got.articles.count == 2, "\(got.errors) \(got.rejects)")
    let first = try #require(got.articles.first)
    #expect(first.title == "Le port «\u{A0}fermé\u{A0}» attend")
    #expect(first.section == "International")
    #expect(first.authors == ["Anne Roy"])
    #expect(first.outlet == "La Digue")
    #expect(first.published?.iso == "2022-12-09")
    #expect(first.declaredLanguage == "fr")
    #expect(first.externalID == "LADIG00020221209eic90002x")
    #expect(first.body == "Un été —l’attente\nsuite.\n\nDeux mots 😀.")
    #expect(got.articles[1].published?.iso == "2022-12-10T08:05")
    #expect(got.articles[1].body == "Body.")
  }

  @Test(arguments: [
    (#"{\rtf1 Un mot.\par Deux.}"#, "Un mot.\n\nDeux."),
    (
      #"{\rtf1\ansicpg1250 \'9cl\'f3\par {\*\x cach\'e9}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt lien}} \{a\}\\}"#,
      "śló\n\nlien {a}\\"
    ),
    (#"{\rtf1 {{{{ouvert \'e"#, "ouvert e"),
    (#"{\rtf1\uc2 \u233??t\bin3 }}}ends\emdash\tab x}"#, "étends—\tx"),
  ])
  func `one article a file is its text`(rtf: String, body: String) throws {
    #expect(try Reading(rtf).articles.map(\.body) == [body])
  }
}
