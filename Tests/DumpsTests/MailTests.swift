import Press
import Testing

@testable import Dumps

@Suite struct `Messages` {
  static let letter = """
    Return-Path: <a@phare.example>
    From: =?utf-8?B?TGUgUGhhcmUgw4k=?= =?utf-8?Q?t=C3?= =?utf-8?Q?=A9?= <a@phare.example>
    To: x@y.example
    Subject: =?ISO-8859-1?Q?L=92=E9t=E9_au?=
     =?UTF-8?Q?_port?= : suite
    Date: Thu, 19 Feb 2015 17:18:40 +0100 (CET)
    Message-ID: <1@phare.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="b 1"

    preamble
    --b 1
    Content-Type: multipart/alternative; boundary=b2

    --b2
    Content-Type: text/plain; charset=us-ascii
    Content-Transfer-Encoding: quoted-printable

    Le port ferme=E9 et la vi=
    lle attend.
    --b2
    Content-Type: text/html; charset=utf-8

    <p>Le port ferm\u{E9} et la ville attend.</p>
    --b2--
    --b 1
    Content-Type: application/pdf; name="plan.pdf"
    Content-Transfer-Encoding: base64

    JVBERi0=
    --b 1--
    """

  @Test func `a letter gives its sender, its subject and one of its texts`() throws {
    let got = try Reading(
      Self.letter.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    )
    let article = try #require(got.articles.first, "\(got.rejects) \(got.errors)")
    #expect(got.format == "mail")
    #expect(article.title == "L’été au port : suite")
    #expect(article.outlet == "Le Phare Été")
    #expect(article.published?.iso == "2015-02-19T17:18:40+01:00")
    #expect(article.externalID == "1@phare.example")
    #expect(article.body == "Le port fermeé et la ville attend.")
    #expect(article.kept("attachments") == .list([.text("plan.pdf")]))
    #expect(article.kept("from_address") == .text("a@phare.example"))
    #expect(got.articles.count == 1)
  }

  @Test func `parts of a digest are messages`() throws {
    let got = try Reading(
      """
      From: Rive <r@x.invalid>
      Subject: Revue
      Date: Thu, 6 May 2021 09:00:00 +0200
      MIME-Version: 1.0
      Content-Type: multipart/digest; boundary=dd

      --dd

      From: a@x.invalid
      Subject: Le pont
      Date: Thu, 6 May 2021 07:00:00 +0200

      Le pont ferme.
      --dd
      Content-Type: message/rfc822

      From: b@x.invalid
      Subject: Le port
      Date: Thu, 6 May 2021 08:00:00 +0200

      Le port rouvre.
      --dd--
      """, name: "a.eml")
    #expect(got.articles.map(\.body) == ["Le pont ferme.", "Le port rouvre."], "\(got.rejects)")
  }

  @Test func `a mailbox holds many, quoted marks and one without a text`() throws {
    let box = """
      From a@b.example Thu Feb 19 17:18:40 2015
      From: a@b.example
      Date: Thu, 19 Feb 2015 17:18:40 GMT
      Subject: Un
      Message-ID: <1@b>

      From here on, nothing: really.
      >From there too.

      From c@d.example Fri Feb 20 17:18:40 2015
      From: "D, C" <c@d.example>
      Date: Fri, 20 Feb 2015 17:18:40 GMT
      Subject: Deux
      Content-Type: text/html; charset="iso-8859-1"
      Content-Transfer-Encoding: base64

      PHA+VW4gbW90Ljwv
      cD48cD5EZXV4LjwvcD4=

      From e@f.example Fri Feb 20 17:19:40 2015
      From: e@f.example
      Subject: Trois
      MIME-Version: 1.0
      Content-Type: image/png; name=x.png

      iVBORw0KGgo=

      """
    let got = try Reading(box)
    #expect(
      got.articles.map(\.body) == [
        "From here on, nothing: really.\nFrom there too.", "Un mot.\n\nDeux.",
      ])
    #expect(got.articles.map(\.title) == ["Un", "Deux"])
    #expect(got.articles.map(\.outlet) == ["a@b.example", "D, C"])
    #expect(got.rejects.map(\.origin.record) == [3])
    #expect(got.articles[1].kept("body_rule") == .text("html"))
  }
}
