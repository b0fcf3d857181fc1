import Testing

@testable import Dumps

@Suite struct `Markup to paragraphs` {
  struct Example: Sendable, CustomTestStringConvertible {
    var markup: String, text: String
    init(_ markup: String, _ text: String) { (self.markup, self.text) = (markup, text) }
    var testDescription: String { markup }
  }

  @Test(arguments: [
    Example("<p>Le mi<mark>nist</mark>re parle.</p>", "Le ministre parle."),
    Example("<p>Un<b> mot</b> et<i> </i>deux</p>", "Un mot et deux"),
    Example("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
    Example("<p>Un<p>Deux<p>Trois", "Un\n\nDeux\n\nTrois"),
    Example("<div>Un<div>Deux</div>Trois</div>", "Un\n\nDeux\n\nTrois"),
    Example("Vers un<br>Vers deux<BR/>Vers trois", "Vers un\nVers deux\nVers trois"),
    Example("Un<br><br>\n<br>Deux", "Un\n\nDeux"),
    Example("Un<br>&nbsp;<br>Deux", "Un\n\nDeux"),
    Example("<p>  Un\n\t  mot  </p>\n<p>\u{A0}</p><p></p><p>Deux</p>", "Un mot\n\nDeux"),
    Example("« Non », 25 % à 10&nbsp;h", "« Non », 25 % à 10\u{A0}h"),
    Example("<p>Un<script>var a = '<p>non</p>';</script> mot</p>", "Un mot"),
    Example("Un<style>p { }</style><template><p>non</p></template> mot", "Un mot"),
    Example("<head><title>Non</title></head><p>Oui</p>", "Oui"),
    Example("<head><title>Non</title><p>Oui sans fin de head</p>", "Oui sans fin de head"),
    Example("<ul><li>Un<li>Deux</ul>Trois", "Un\n\nDeux\n\nTrois"),
    Example("<table><tr><td>A<td>B<tr><td>C</table>", "A B\n\nC"),
    Example("<pre>Un\n  deux</pre>", "Un\n  deux"),
    Example(
      "AT&amp;T, l&rsquo;&eacute;t&eacute, &#233;t&#xE9;, &inconnu; & seul",
      "AT&T, l’été, été, &inconnu; & seul"),
    Example("2 < 3 et 4 > 3 <3", "2 < 3 et 4 > 3 <3"),
    Example("&#150; tiret, &#0; rien, &#x110000; rien", "– tiret, \u{FFFD} rien, \u{FFFD} rien"),
    Example("<p>Un</div></span></b> mot</p>", "Un mot"),
    Example("<b><p>Un</b> mot</p>fin", "Un mot\n\nfin"),
    Example("<!-- <p>non</p> --><!doctype html><?php non ?>Oui<!-->oui", "Ouioui"),
    Example("sou\u{AD}ple<wbr>ment", "sou\u{AD}plement"),
    Example("<a title='1 > 0' href=x?a=1&copy=2>lien</a>s", "liens"),
    Example("<P CLASS=\"c1\"/>Un</P><DIV/>Deux", "Un\n\nDeux"),
    Example("<textarea>non</textarea><select><option>non</select>Oui<button>non</button>", "Oui"),
    Example("Un <", "Un <"), Example("Un <b", "Un"), Example("Un &", "Un &"),
    Example("Un <!-- sans fin", "Un"), Example("", ""),
  ])
  func `blocks part, inline tags neither split nor glue`(example: Example) {
    let markup = Markup("<body>" + example.markup, as: .html)
    #expect(markup.first("body")?.paragraphs() == example.text)
  }

  @Test func `one line folds breaks and blocks into spaces`() {
    let markup = Markup("<h1>Un<br>titre <p>en</p>deux\n lignes </h1>", as: .html)
    #expect(markup.root?.line == "Un titre en deux lignes")
    #expect(Markup("<h1> \u{A0} </h1>", as: .html).root?.line == nil)
  }

  @Test func `a stray end tag leaves its section alone`() throws {
    let markup = Markup(
      "<div><article><section><p>Un</p></div></div><p>Deux</p></section></article></div>",
      as: .html)
    #expect(try #require(markup.first("section")).paragraphs() == "Un\n\nDeux")
  }

  @Test func `attributes are decoded and found by name`() throws {
    let link = try #require(
      Markup("<A HREF='?a=1&copy=2&amp;b' Class=\"Un  deux\" data-x hidden>x</a>", as: .html).root)
    #expect(link.name == "a")
    #expect(link[attribute: "href"] == "?a=1&copy=2&b")
    #expect(link.has(class: "deux") && !link.has(class: "de"))
    #expect(link[attribute: "data-x"] == "" && link[attribute: "none"] == nil)
  }
}

@Suite struct `Markup as XML` {
  @Test func `CDATA, references, namespaces and case are read`() throws {
    let markup = Markup(
      """
      \u{FEFF}<?xml version="1.0"?>
      <!DOCTYPE a [ <!ENTITY lol "lol"> <!ENTITY x SYSTEM "file:///etc/passwd"> ]>
      <n:Doc xmlns:n="urn:x" xmlns:d="http://purl.org/dc/elements/1.1/">
      <d:creator>A &amp; B</d:creator><n:p><![CDATA[<b>1 < 2</b>]]></n:p><n:p>&lol;&x;&eacute;</n:p><n:vide/>
      </n:Doc>
      """, as: .xml)
    let root = try #require(markup.root)
    #expect(root.name == "Doc")
    #expect(root.child("dc:creator")?.line == "A & B")
    #expect(root.children("p").map(\.rawText) == ["<b>1 < 2</b>", "&lol;&x;é"])
    #expect(markup.problem == nil)
  }

  @Test(arguments: [
    ("<a><b>x</a>", "</a> where <b> is open"), ("<a>x</b></a>", "</b> has no start tag"),
    ("<a><b>x", "the document ends inside <a>"), ("<a>1 < 2</a>", "«<» that starts no tag"),
  ])
  func `broken XML is read as far as it goes, and told`(xml: String, problem: String) {
    let markup = Markup(xml, as: .xml)
    #expect(markup.problem?.message == problem)
    #expect(markup.root?.rawText.contains(xml.contains("<a>1") ? "1 < 2" : "x") == true)
  }

  @Test func `records come one by one and are forgotten`() throws {
    let feed = Array(
      "<f><t>Fil</t><i n='1'>un</i><i n='2'>deux<i>dedans</i></i><u>fin</u></f>".utf8)
    var seen: [String] = []
    let rest = Markup.read(feed, as: .xml, records: ["i"]) { record in
      #expect(record.parent?.child("t")?.line == "Fil")
      seen.append((record[attribute: "n"] ?? "") + " " + record.rawText)
    }
    #expect(seen == ["1 un", "2 deuxdedans"])
    #expect(rest.root?.rawText == "Filfin")
    var cut: [String] = []
    Markup.read(Array("<x><i>un<i>deux".utf8), as: .xml, records: ["i"], nested: false) {
      cut.append($0.rawText)
    }
    #expect(cut == ["un", "deux"])
  }
}

@Suite struct `Markup within bounds` {
  /// Deep, unbalanced and unfinished: none may recurse or walk the open elements for every tag.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("<div>", 100_000, "</p>", 20_000), ("<b>", 100_000, "</i></div>", 20_000),
      ("<ul><li>", 50_000, "</b>", 20_000), ("<table><tr><td>", 30_000, "</div>", 20_000),
      ("<p><span>", 100_000, "<p>", 100_000), ("<a href='", 100_000, ">", 1),
      ("<!--", 100_000, "", 0), ("<script>", 100_000, "</script", 100_000),
      ("&amp", 100_000, "", 0),
      ("<", 200_000, "", 0), ("</", 100_000, ">", 100_000),
      ("<section><b>", 50_000, "</div></b>", 20_000),
    ])
  func `nesting without end costs time and memory in proportion`(
    start: String, times: Int, end: String, again: Int
  ) {
    let page =
      "<article>" + String(repeating: start, count: times) + "mot"
      + String(repeating: end, count: again)
    for dialect in [Markup.Dialect.html, .xml] {
      let markup = Markup(page, as: dialect)
      let text = markup.root?.paragraphs()
      #expect(text != nil && markup.nodes.count < 500_000)
    }
  }
}

/// What the fuzzer found, each as small as it gets.
@Suite struct `Broken markup` {
  @Test func `a title that is never closed leaves the next document alone`() throws {
    let page = """
      <table><tr><td><span class="DocPublicationName">Sud Libre</span><span class="DocHeader">14 mars 2012</span>
      <span class="TitreArticleVisu">Un<br><br>Le texte.<table><tr><td><span class="DocPublicationName">Le Nord</span>
      <span class="DocHeader">15 mars 2012</span><span class="TitreArticleVisu">Deux</span><br>Un autre texte, plus long.
      """
    let reading = try Reading(page)
    #expect(reading.format == "europresse-html")
    #expect(reading.articles.map(\.title) == ["Un", "Deux"])
    #expect(reading.articles.map(\.body) == ["Le texte.", "Un autre texte, plus long."])
  }
}
