import Foundation
import Press
import Testing

@testable import Dumps

/// What exports do beside their format: tags closed too often, fields in places of their own, dates in
/// the line of something else. All texts are invented.
@Suite struct `Traps of exports` {
  private static func europresse(
    _ publication: String, _ header: String, _ box: String, _ text: String
  )
    -> String
  {
    """
    <html><body><article><header><div><span class="DocPublicationName">\(publication)</span></div>
    <span class="DocHeader">\(header)</span><div class="titreArticle">\(box)</div></header>
    <section><div class="DocText clearfix"><div class="docOcurrContainer">\(text)</div></div></section>
    <footer><span id="x_lblNodoc">news·20240911·PH·7</span></footer></article></body></html>
    """
  }

  private static let title = #"<p class="titreArticleVisu rdp__articletitle">Le port</p>"#

  /// Each row: a file, and «title | outlet | date | authors | section | words | page | text» of it.
  @Test(arguments: [
    (
      europresse(
        "Le Phare", "Monde, mercredi 11 septembre 2024 134 mots", title,
        "<p>Un.</p></div><p>Deux <mark>mo</mark>ts.</p>"),
      "Le port | Le Phare | 2024-09-11 |  | Monde | 134 | - | Un. / Deux mots."
    ),
    (
      europresse(
        "France 12 (site web réf.) - France 12 (Français)",
        "Saturday, December 24, 2022 1,204 words p. A7, A8", title, "<p>Un.</p>"),
      "Le port | France 12 | 2022-12-24 |  | - | 1204 | A7, A8 | Un."
    ),
    (
      europresse(
        "La Digue, no. 12", "Une, 3 janvier 2021 - 14:12 UTC +01:00 1 410 mots, p. 2",
        title
          + #"<p class="rdp__subtitle">Chapeau.</p><p class="sm-margin-bottomNews">A. Roy ; L. Bec</p>"#,
        "<p>Un.</p>"),
      "Le port | La Digue | 2021-01-03T14:12+01:00 | A. Roy, L. Bec | Une | 1410 | 2 | Un."
    ),
    (
      """
      <html><body><table><tr><td><span class="DocPublicationName">La Digue</span></td></tr>
      <tr><td><span class="DocHeader">mardi 3 janvier 2012, p. 4</span></td></tr>
      <tr><td><span class="TitreArticleVisu">Le port</span></td></tr>
      <tr><td><p>Le port a fermé, a dit le maire.</p><p>Note : il reste deux quais.</p>
      \(String(repeating: "<p>Une suite qui dit ce que la ville veut faire.</p>", count: 9))</td></tr>
      <tr><td>Illustration(s) : Le quai.</td></tr><tr><td>news·20120103·DI·4</td></tr></table></body></html>
      """,
      "Le port | La Digue | 2012-01-03 |  | - | - | 4 | Le port a fermé, a dit le maire. / Note : il reste deux quais. / "
        + Array(repeating: "Une suite qui dit ce que la ville veut faire.", count: 9).joined(
          separator: " / ")
    ),
    (
      #"""
      {\rtf1\ansi\ansicpg1252
      {\trowd\pard\intbl{\b HD}\cell Le \'e9t\'e9 \u8211? port\cell\row}{\trowd{\b BY}\cell Par A. Roy\cell\row}
      {\trowd{\b WC}\cell 42 mots\cell\row}{\trowd{\b PD}\cell 29 d\'e9cembre 2011\cell\row}
      {\trowd{\b ET}\cell 08:30\cell\row}{\trowd{\b SN}\cell La Digue\cell\row}{\trowd{\b LA}\cell Fran\'e7ais\cell\row}
      {\trowd{\b LP}\cell Un.\par Deux.\cell\row}{\trowd{\b TD}\cell Trois.\cell\row}
      {\trowd{\b AN}\cell Document DIG0000020111229e7ct0000b\cell\row}}
      """#,
      "Le été – port | La Digue | 2011-12-29T08:30 | A. Roy | - | 42 | - | Un. / Deux. / Trois."
    ),
    (
      """
      <HTML><BODY><A NAME="DOC_ID_0_0"></A><DIV CLASS="c0"><P CLASS="c1">1 of 1 DOCUMENTS</P></DIV>
      <DIV CLASS="c0"><P CLASS="c1">La Digue</P></DIV><DIV CLASS="c3"><P CLASS="c1">1er février 2013 vendredi</P></DIV>
      <DIV CLASS="c4"><P CLASS="c5"><SPAN CLASS="c6">Le port</SPAN></P></DIV>
      <DIV CLASS="c4"><P CLASS="c5"><SPAN CLASS="c7">LONGUEUR:&nbsp;</SPAN><SPAN CLASS="c2">12 mots</SPAN></P></DIV>
      <DIV CLASS="c4"><P CLASS="c8"><SPAN CLASS="c2">«&Acirc;&nbsp;Un&Acirc;&nbsp;», dit-il.</SPAN></P></DIV></BODY></HTML>
      """,
      "Le port | La Digue | 2013-02-01 |  | - | 12 | - | «\u{A0}Un\u{A0}», dit-il."
    ),
    (
      #"""
      {\rtf1\ansi\ansicpg1252 Le port\par La Digue\par 12 avril 2024 vendredi\par Copyright 2024 La Digue\par
      Rubrique: VILLE; Pg. 12\par Longueur: 312 mots\par Auteur: A. Roy\par Corps\par Un.\par Copyright : deux mots.\par
      Date de chargement: 13 avril 2024\par Langue: FRENCH\par Fin du document\par}
      """#,
      "Le port | La Digue | 2024-04-12 | A. Roy | VILLE | 312 | 12 | Un. / Copyright : deux mots."
    ),
    (
      """
                                     1 of 1 DOCUMENTS

                                   The Quay

                                   May 3, 2013

      SECTION: CITY; Pg. 1

      LENGTH: 12 words

      HEADLINE: The harbour

      BYLINE: By A. Roy

      BODY:
      One, she said.

      Two.

      LOAD-DATE: May 3, 2013
      """,
      "The harbour | The Quay | 2013-05-03 | A. Roy | CITY | 12 | 1 | One, she said. / Two."
    ),
    (
      "title,text,date\nL&#8217;&eacute;t&eacute;,\"&laquo;&nbsp;Oui&nbsp;&raquo; &amp; non\nA & B; C\",2020-01-02\n",
      "L’été | - | 2020-01-02 |  | - | - | - | «\u{A0}Oui\u{A0}» & non / A & B; C"
    ),
    (
      """
      <html><head><title>x</title></head><body><h1>Le port</h1>
      <p>Publié le 20 janvier 2020 à 10h32 - Mis à jour le 21 janvier 2020</p>
      <p>Le 3 mars 1998, la ville de Brévin avait vendu le port à trois armateurs qui n’en voulaient plus.</p>
      <p>Elle le reprend aujourd’hui, a dit le maire devant cent dockers qui attendaient depuis midi.</p></body></html>
      """,
      "Le port | - | 2020-01-20T10:32 |  | - | - | - | Le 3 mars 1998, la ville de Brévin avait vendu le port à trois armateurs qui n’en voulaient plus. / Elle le reprend aujourd’hui, a dit le maire devant cent dockers qui attendaient depuis midi."
    ),
    (
      """
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Phare</title>
      <item><title>Le port</title><pubDate>Tue, 02 Jul 2019 08:00:00 +0000</pubDate><content:encoded><![CDATA[Un <b>mot</b>.

      Deux.]]></content:encoded></item></channel></rss>
      """,
      "Le port | Phare | 2019-07-02T08:00:00+00:00 |  | - | - | - | Un mot. / Deux."
    ),
    (
      #"<nitf><head><docdata><date.issue norm="20190129T133356"/></docdata><pubdata name="La Digue" date.publication="20190129"/></head><body><body.head><hedline><hl1>Le port</hl1></hedline></body.head><body.content><p>Un &#151; deux.</p></body.content></body></nitf>"#,
      "Le port | La Digue | 2019-01-29T13:33:56 |  | - | - | - | Un — deux."
    ),
    (
      """
      <rss version="2.0"><channel><title>Phare</title><item><title>Ã‰tÃ©, Ã\u{A0} deux</title>
      <description>Â« Oui Â», a dit lâ€™Ã©lu, Ã©mu â€“ là. Â</description></item></channel></rss>
      """,
      "Été, à deux | Phare | - |  | - | - | - | « Oui », a dit l’élu, ému – là. Â"
    ),
    (
      """
      <html><head><title>Le port</title><meta name="date" content="2019-05-06"></head><body><table><tr><td>menu</td>
      <td><font>Le port de Brévin a fermé mardi, a dit le maire devant le conseil réuni.<br><br>La ville le reprend, a-t-il ajouté, et le rouvrira en mai avec cent dockers.</font></td></tr></table></body></html>
      """,
      "Le port | - | 2019-05-06 |  | - | - | - | Le port de Brévin a fermé mardi, a dit le maire devant le conseil réuni. / La ville le reprend, a-t-il ajouté, et le rouvrira en mai avec cent dockers."
    ),
    (
      """
      From: La Digue <a@digue.invalid>
      Subject: Le port
      Date: Tue, 2 Jul 2019 10:00:00 +0200
      Content-Type: text/html; charset=utf-8

      <html><body><div style="display: none">Aperçu</div><p>Un.</p></body></html>
      """,
      "Le port | La Digue | 2019-07-02T10:00:00+02:00 |  | - | - | - | Un."
    ),
    (
      "Support;Titre;Article;Date\nLa Digue;Le port;Un.;13/12/2022\n",
      "Le port | La Digue | 2022-12-13 |  | - | - | - | Un."
    ),
    (
      "**** *journal_digue *mois_2022-11 *annee_2022\nUn.\n",
      "- | digue | 2022-11 |  | - | - | - | Un."
    ),
    (
      "**** *journal_digue *annee_2022 *mois_2 *jour_9\nUn.\n",
      "- | digue | 2022-02-09 |  | - | - | - | Un."
    ),
    (
      "**** *journal_digue *annee_2022 *mois_décembre\nUn.\n",
      "- | digue | 2022-12 |  | - | - | - | Un."
    ),
  ])
  func `are read for what they are`(file: String, wanted: String) throws {
    let got = try Reading(file)
    let article = try #require(got.articles.first, "\(got.errors) \(got.rejects)")
    #expect(got.articles.count == 1)
    func kept(_ name: String) -> String { article.kept(name).map(`Samples of our own`.text) ?? "-" }
    let card = [
      article.title ?? "-", article.outlet ?? "-", article.published?.iso ?? "-",
      article.authors.joined(separator: ", "), article.section ?? "-", kept("words"), kept("page"),
      article.body.replacing("\n\n", with: " / ").replacing("\n", with: " / "),
    ]
    #expect(card.joined(separator: " | ") == wanted)
  }

  @Test(arguments: [
    (
      #"{"titre":{"0":"A","1":"B"},"texte":{"0":"Un.","1":"Deux."},"date":{"1":"2020-01-02","0":null}}"#,
      ["A - Un.", "B 2020-01-02 Deux."]
    ),
    (
      #"{"p1":{"title":"A","text":"Un."},"p2":{"title":"B","text":"Deux.","date":"2020-01-02"}}"#,
      ["A - Un.", "B 2020-01-02 Deux."]
    ),
    (#"{"article":{"title":"A","text":"Un."}}"#, ["A - Un."]),
  ])
  func `records folded into one object are unfolded`(json: String, wanted: [String]) throws {
    let got = try Reading(json)
    #expect(
      got.articles.map { "\($0.title ?? "-") \($0.published?.iso ?? "-") \($0.body)" } == wanted,
      "\(got.rejects)")
  }

  @Test(arguments: [
    ("lephare_2022-12-09_port.txt", "Un texte.", "2022-12-09"),
    ("Le Phare 20221209.txt", "Un texte.", "2022-12-09"),
    ("2022_12_09.txt", "date 2021-05 Un texte.", "2021-05"),
    ("2022-12-09_2022-12-10.txt", "Un texte.", nil), ("port-12345678.txt", "Un texte.", nil),
    ("2022-13-40.txt", "Un texte.", nil), ("port.txt", "Un texte.", nil),
    ("2022-12-08.txt", "Le Phare\nvendredi 9 décembre 2022\n\nUn texte.", "2022-12-09"),
    ("port.txt", "Le Phare\n\nLe 9 décembre 2022 fut froid.", nil),
  ])
  func `the name of a file may say the day`(name: String, text: String, date: String?) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dossier-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    let article = try #require(try Reading(paths: [file.path]).articles.first)
    #expect(article.published?.iso == date)
    #expect((article.kept("date_rule") != nil) == (date == "2022-12-09"))
  }
}
