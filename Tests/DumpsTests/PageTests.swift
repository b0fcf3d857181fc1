import Press
import Testing

@testable import Dumps

/// Pages of the web whose text is not where it is as a rule.
@Suite struct `Pages of scripts` {
  static let one =
    "Le port de Lima a fermé mardi, a déclaré la maire, Odile Lindqvist, devant le conseil municipal."
  static let two =
    "« Nous avions prévenu l’État », a-t-elle ajouté, avant de demander des travaux à Oleh Hrytsenko."
  static let three =
    "Deux cents personnes ont quitté la ville dans la nuit, selon les pompiers de Lima."

  static func page(_ body: String) -> String {
    "<!DOCTYPE html><html lang='fr'><head><title>Le port ferme</title><meta property='og:title' "
      + "content='Le port ferme'><meta property='og:type' content='article'></head><body>\(body)"
      + "</body></html>"
  }

  @Test(arguments: [
    #"<script id="__NEXT_DATA__" type="application/json">{"props":{"article":{"title":"Le port ferme","body":"<p>\#(one)</p><p>\#(two)</p><p>\#(three)</p>"}}}</script>"#,
    #"<script type="application/json">{"a":[{"title":"Lima","text":"\#(three) \#(three) \#(three) \#(three)"},{"headline":"Le port ferme","content":[{"type":"paragraph","text":"\#(one)"},{"type":"image","text":"x"},{"type":"paragraph","text":"\#(two)"},{"type":"paragraph","text":"\#(three)"}]}]}</script>"#,
    #"<script>window.a=1;window.__NUXT__ = {"data":[{"article":{"body":"<p>\#(one)</p><p>\#(two)</p><p>\#(three)</p>"}}]};</script>"#,
    #"<script>A.site="x";A.content={"type":"story","content_elements":[{"type":"text","content":"\#(one)"},{"type":"text","content":"\#(two)"},{"type":"text","content":"\#(three)"}]};A.x=1</script>"#,
    #"<script>self.__next_f.push([1,"5:[\"$\",\"p\",null,{\"children\":\"\#(one)\"}]\n6:[\"$\",\"div\",null,{\"children\":[[\"$\",\"p\",null,{\"children\":[\"« Nous avions \",[\"$\",\"b\",null,{\"children\":\"prévenu l’État »\"}],\", a-t-elle ajouté, avant de demander des travaux à Oleh Hrytsenko.\"]}],[\"$\",\"p\",null,{\"children\":\"\#(three)\"}]]}]\n"])</script>"#,
  ])
  func `hold their text as data, which is read`(script: String) throws {
    let got = try Reading(Self.page("<div id='app'></div>" + script), name: "a.html")
    #expect(
      got.articles.map(\.body) == [[Self.one, Self.two, Self.three].joined(separator: "\n\n")])
    #expect(got["body_rule"] == .text("data of a script"))
  }

  @Test(arguments: [
    // Hidden from screen readers only.
    "<article aria-hidden='true'><h1>Le port ferme</h1><p>\(one)</p><p>\(two)</p></article>",
    // Lines of the site without a link, and what stands below the article.
    "<article><h1>Le port ferme</h1><p>\(one)</p><p>Lire aussi : Le pont d’Oslo rouvre</p><p>\(two)</p>"
      + "<p>Copyright 2021 La Rive. Tous droits réservés</p><h3>Les plus lus</h3><p>Le pont d’Oslo rouvre</p></article>",
    // The first paragraph in a box that is called a teaser.
    "<article><h1>Le port ferme</h1><div class='article-teaser'><p>\(one)</p></div>"
      + "<div class='paywall-content'><p>\(two)</p></div><p>Voir les commentaires</p></article>",
    // A post of another site.
    "<article><h1>Le port ferme</h1><p>\(one)</p><blockquote class='twitter-tweet'><p>Le port est fermé.</p>"
      + "Rive (@rive)</blockquote><p>\(two)</p></article>",
  ])
  func `give the text and nothing of the site`(body: String) throws {
    let got = try Reading(Self.page(body), name: "a.html")
    #expect(got.articles.map(\.body) == [Self.one + "\n\n" + Self.two], "\(got.rejects)")
  }

  @Test func `keep the posts that were set into a text`() throws {
    let got = try Reading(
      Self.page(
        "<article><p>\(Self.one)</p><blockquote class='twitter-tweet'>Le port.</blockquote><p>\(Self.two)</p></article>"
      ), name: "a.html")
    #expect(got["embedded"] == .list([.text("Le port.")]))
  }

  @Test func `in Thai are read`() throws {
    let text = "นายกเทศมนตรีกล่าวเมื่อวันอังคารว่าสะพานปิดและประชาชนสองร้อยคนอพยพออกจากบ้าน"
    let got = try Reading(Self.page("<article><h1>ก</h1><p>\(text)</p></article>"), name: "a.html")
    #expect(got.articles.map(\.body) == [text], "\(got.rejects)")
  }
}

/// Templates of wiki pages by what they print.
@Suite struct `Templates of a wiki` {
  @Test(arguments: [
    ("langue|en|hello", "hello"), ("IIe République", "IIe République"),
    ("date|3|2|2021", "3 février 2021"),
    ("citation étrangère|langue=en|we are done", "«\u{A0}we are done\u{A0}»"),
    ("unité|3,5|m|s|-1", "3,5\u{A0}m·s-1"), ("°C", "°C"), (",", ","), ("CO2", "CO2"),
    ("1/2", "1/2"),
    ("frac|1|2", "1/2"), ("US$|12", "12\u{A0}US$"), ("dialogue|Astrid|Non", "Astrid\u{A0}: Non"),
    ("romain|19", "XIX"), ("lc:ABC", "abc"), ("uc:abc", "ABC"), ("mdash", " — "),
    ("#if: a | b | c", "b"), ("#if: | b | c", "c"), ("XXIe siècle", "XXIe siècle"),
  ])
  func `print their words`(template: String, words: String) {
    #expect(
      WikiTemplate(
        template.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      ).words == words)
  }

  @Test(arguments: [
    ("inconnu|ru|Moskva", "Moskva"), ("inconnu|red|mot", "mot"), ("inconnu|mot|autre", "mot"),
  ])
  func `that are not known print what is said`(template: String, words: String) {
    #expect(WikiTemplate(template.split(separator: "|").map(String.init)).argument == words)
  }
}
