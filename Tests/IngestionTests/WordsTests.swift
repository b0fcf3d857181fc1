import Languages
import Testing

@testable import Ingestion

@Suite struct `Tokens and sentences` {
  @Test(arguments: [
    ("L’Iran n'a-t-il pas répondu ?", "l'|iran|n'|a|-t-il|pas|répondu|?"),
    ("La Maison-Blanche, aujourd’hui", "la|maison-blanche|,|aujourd'hui"),
    ("M. Dupont (U.S.) a dit « non ».", "m.|dupont|(|u.s.|)|a|dit|«|non|»|."),
    ("40.000 euros et 3,5 %", "40.000|euros|et|3,5|%"),
    ("qu’“il” œuvre...", "qu'|“|il|”|oeuvre|..."),
    ("Jean-Pierre dit-il vrai, celui-ci ?", "jean-pierre|dit|-il|vrai|,|celui-ci|?"),
  ])
  func `French is cut at elisions and clitics`(text: String, cut: String) {
    let words = Tokens(of: text, in: .french)
    #expect((0..<words.count).map { words.key($0) }.joined(separator: "|") == cut)
  }

  @Test(arguments: [
    ("Iran's envoy didn't say", "iran|'s|envoy|did|n't|say"),
    ("Sen. O'Brien said “yes.”", "sen.|o'brien|said|“|yes|.|”"),
  ])
  func `English is cut at contractions`(text: String, cut: String) {
    let words = Tokens(of: text, in: .english)
    #expect((0..<words.count).map { words.key($0) }.joined(separator: "|") == cut)
  }

  @Test(arguments: [
    ("Il part. Elle reste.", 2),
    ("« Non ! » dit-il. « Oui. » Puis rien.", 3),
    ("M. A. Dupont est venu. Il a dit (…) non.", 2),
    ("Un titre\nUne phrase.", 2),
    ("Le prix est de 3.5 euros. Bien.", 2),
  ])
  func `sentences end where a reader ends them`(text: String, count: Int) {
    var words = Tokens(of: text, in: .french)
    #expect(Sentences(of: &words).list.count == count)
  }

  @Test func `a known form has its readings`() {
    let lexicon = Language.french.lexicon
    let form = lexicon.form("affirmé")
    #expect(lexicon.features[Int(form)].contains([.verb, .pastParticiple, .mostlyVerb]))
    #expect(lexicon.text(of: lexicon.lemma(of: form, as: .verb)) == "affirmer")
  }
}
