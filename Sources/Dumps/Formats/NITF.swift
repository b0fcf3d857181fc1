import Press

/// NITF: one story a document, or several `<nitf>` in one file.
struct NITF: DumpFormat {
  let name = "nitf"
  let hasTags = true
  let summary =
    "NITF: headlines, byline, dateline, text, issue date, publication, keywords, urgency"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.drop(while: { $0 <= 0x20 }).first == UInt8(ascii: "<"),
      bytes.containsMarker("<nitf", within: 16_384)
        || bytes.containsMarker("<!doctype nitf", within: 4096)
        || bytes.containsMarker("iptc.org/std/nitf", within: 4096),
      // NewsML carries stories in NITF.
      !bytes.containsMarker("<newsml", within: 16_384),
      !bytes.containsMarker("iptc.org/std/nar/", within: 16_384)
    else { return nil }
    return Recognition(.namespace, because: "XML with the element nitf")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    try file.readXML(source, records: ["nitf"], to: yield) { nitf, origin in
      try file.give(Self.article(nitf, origin), without: "no text found in body.content", to: yield)
    }
  }

  private static func article(_ nitf: Element, _ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    let head = nitf.child("head")
    let bodyHead = nitf["body", "body.head"]
    let headline = bodyHead?.child("hedline")
    article.title = headline?.child("hl1")?.line ?? headline?.line ?? head?.child("title")?.line
    let subtitles = (headline?.children("hl2") ?? []).compactMap(\.line)
      .filter { $0 != article.title }
    article.keep("subtitle", subtitles.isEmpty ? nil : .text(subtitles.joined(separator: "\n")))
    let by = bodyHead?.child("byline")
    let byline = by?.line { $0.name == "byttl" }
    let people = by.map { ($0.all("person") + $0.all("by")).compactMap(\.line) } ?? []
    if let byline, AgencyText.isSignature(byline) {
      article.keep("signature", .text(byline))
    } else {
      article.authors =
        people.isEmpty
        ? byline.map(AgencyText.people) ?? [] : people.map(FactivaFields.withoutBy).uniqued()
    }
    article.keep("author_title", by?.first("byttl")?.line.map(Metadata.text))
    let data = head?.child("docdata")
    let publication = head?.child("pubdata")
    article.externalID = data?.child("doc-id")?[attribute: "id-string"]
    article.outlet =
      publication?[attribute: "name"]?.trimmed ?? bodyHead?.child("distributor")?.line
      ?? data?.child("doc-id")?[attribute: "regsrc"]
      ?? data?.first("from-src")?[attribute: "src-name"] ?? bodyHead?.first("rights.owner")?.line
    article.section =
      publication?[attribute: "position.section"]?.trimmed ?? meta("section", head)
      ?? meta("print_section", head)
    article.declaredLanguage =
      (nitf[attribute: "xml:lang"] ?? nitf[attribute: "baselang"]
      ?? nitf.child("body")?[attribute: "xml:lang"]).flatMap(
        WebPage.language)
    let dates = [
      publication?[attribute: "date.publication"], data?.child("date.issue")?[attribute: "norm"],
      data?.child("date.release")?[attribute: "norm"],
      bodyHead?.first("story.date")?[attribute: "norm"], bodyHead?.first("story.date")?.line,
    ]
    let read = dates.compactMap { $0.flatMap(PrintedDate.iso) }
    // Of the first date, but with a time where another says it of the same day.
    article.published =
      read.first { date in
        date.iso.utf8.count > 10 && read.first.map { date.iso.hasPrefix($0.iso) } == true
      } ?? read.first
    readText(nitf, byline, &article)
    let dateline = bodyHead?.child("dateline")
    article.keep(
      "dateline",
      (dateline?.first("location")?.line ?? dateline?.line { $0.name == "story.date" }).map(
        Metadata.text))
    article.keep(
      "standfirst",
      bodyHead?.child("abstract")?.paragraphs(blocks: ["p"]).trimmed.map(Metadata.text))
    keepData(data, publication, head, &article)
    return article
  }

  private static func meta(_ name: String, _ head: Element?) -> String? {
    head?.children("meta").first { $0[attribute: "name"] == name }?[attribute: "content"]?.trimmed
  }

  private static func readText(_ nitf: Element, _ by: String?, _ article: inout Article) {
    guard let content = nitf["body", "body.content"] ?? nitf.child("body") else { return }
    let (text, captions) = AgencyText.body(content)
    article.body = text
    // Some archives print the first paragraphs in a block of their own, and again in the full text.
    let blocks = content.children("block")
    if let full = blocks.first(where: { $0[attribute: "class"] == "full_text" }),
      blocks.contains(where: { $0[attribute: "class"] == "lead_paragraph" })
    {
      article.body = AgencyText.body(full).text
    }
    AgencyText.dropByline(by, from: &article.body)
    article.keep("signature", AgencyText.takeSignature(&article.body).map(Metadata.text))
    article.keep("captions", captions.isEmpty ? nil : .list(captions.map(Metadata.text)))
    article.keep("tagline", nitf["body", "body.end"]?.first("tagline")?.line.map(Metadata.text))
  }

  private static func keepData(
    _ data: Element?, _ publication: Element?, _ head: Element?, _ article: inout Article
  ) {
    article.keep("urgency", (data?.child("urgency")?[attribute: "ed-urg"]).map(Metadata.text))
    for (name, key) in [
      ("edition.name", "edition"), ("position.sequence", "page"), ("issue", "issue"),
      ("volume", "volume"), ("issn", "issn"), ("edition.area", "edition_area"),
      ("ex-ref", "web_address"),
    ] {
      article.keep(key, publication?[attribute: name]?.trimmed.map(Metadata.text))
    }
    if publication?[attribute: "position.sequence"] == nil {
      article.keep("page", meta("print_page_number", head).map(Metadata.text))
    }
    if publication?[attribute: "unit-of-measure"] ?? "word" == "word" {
      article.keep(
        "words", publication?[attribute: "item-length"].flatMap { Int($0) }.map { .number("\($0)") }
      )
    }
    let keywords =
      data?.first("key-list")?.all("keyword").compactMap { $0[attribute: "key"]?.trimmed } ?? []
    article.keep("keywords", keywords.isEmpty ? nil : .list(keywords.map(Metadata.text)))
    article.keep(
      "slug",
      (data?.child("fixture")?[attribute: "fix-id"] ?? data?.child("du-key")?[attribute: "key"])
        .map(Metadata.text))
    article.keep("version", (data?.child("du-key")?[attribute: "version"]).map(Metadata.number))
    article.keep("editorial_note", (data?.child("ed-msg")?[attribute: "info"]).map(Metadata.text))
    article.keep(
      "embargo",
      (data?.child("date.release")?[attribute: "norm"]).flatMap { PrintedDate.iso($0)?.iso }.map(
        Metadata.text))
    article.keep(
      "expires",
      (data?.child("date.expire")?[attribute: "norm"]).flatMap { PrintedDate.iso($0)?.iso }.map(
        Metadata.text))
    if let rights = data?.child("doc.copyright") {
      let text = [rights[attribute: "holder"], rights[attribute: "year"]].compactMap(\.self).joined(
        separator: " ")
      article.keep("copyright", text.trimmed.map(Metadata.text))
    }
    let classes =
      data?.first("identified-content")?.children.compactMap { $0.line ?? $0[attribute: "value"] }
      ?? []
    article.keep("identified", classes.isEmpty ? nil : .list(classes.map(Metadata.text)))
    for item in head?.children("tobject") ?? [] {
      let subjects = item.all("tobject.subject").compactMap {
        $0[attribute: "tobject.subject.refnum"] ?? $0[attribute: "tobject.subject.type"]
      }
      article.keep("subjects", subjects.isEmpty ? nil : .list(subjects.map(Metadata.text)))
    }
  }
}
