import Press

/// NewsML-G2: news items, alone or in messages, with XHTML, NITF or plain text inside.
struct NewsMLG2: DumpFormat {
  let name = "newsml-g2"
  let hasTags = true
  let summary = "NewsML-G2: headline, byline, text, version, subjects, slug line, embargo"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    let isG2 =
      bytes.containsMarker("iptc.org/std/nar/", within: 16_384)
      || bytes.containsMarker("newsml-g2", within: 16_384)
    guard isG2,
      bytes.containsMarker("newsitem") || bytes.containsMarker("newsmessage")
        || bytes.containsMarker("packageitem")
    else { return nil }
    return Recognition(.namespace, because: "XML of the NewsML-G2 namespace")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    try file.readXML(source, records: ["newsItem", "packageItem"], to: yield) { item, origin in
      let article = Self.article(item, origin)
      let kind = item["itemMeta", "itemClass"]?[attribute: "qcode"]?.split(separator: ":").last.map(
        String.init)
      let reason =
        if item.name == "packageItem" {
          "is a package: it refers to other items and contains no text"
        } else if let kind, kind != "text" {
          "is of class «\(kind)» and contains no text"
        } else {
          "no text found in its contentSet"
        }
      try file.give(article, without: reason, to: yield)
    }
  }

  private static func article(_ item: Element, _ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    let meta = item.child("contentMeta")
    let management = item.child("itemMeta")
    func own(_ name: String) -> Element? { meta?.child(name) ?? management?.child(name) }
    let headlines = meta?.children("headline") ?? []
    article.title =
      (headlines.first { ($0[attribute: "role"] ?? "main").range(of: "main") != nil }
      ?? headlines.first)?.line
      ?? management?.child("title")?.line
    article.externalID = item[attribute: "guid"]
    article.outlet = outlet(meta, management)
    article.declaredLanguage =
      (meta?.child("language")?[attribute: "tag"] ?? item[attribute: "xml:lang"]).flatMap(
        WebPage.language)
    article.published =
      (management?.child("versionCreated")?.line ?? meta?.child("contentCreated")?.line).flatMap(
        PrintedDate.iso)
    let by = meta?.child("by")?.line
    article.authors = by.map(AgencyText.people) ?? []
    if article.authors.isEmpty {
      article.authors = (meta?.children("creator") ?? []).compactMap { $0.child("name")?.line }
        .uniqued()
    }
    readText(item, by, &article)
    for (name, key) in [("firstCreated", "first_created"), ("embargoed", "embargo")] {
      article.keep(key, management?.child(name)?.line.map { .text(PrintedDate.iso($0)?.iso ?? $0) })
    }
    article.keep("version", item[attribute: "version"].map(Metadata.number))
    article.keep("status", (management?.child("pubStatus")?[attribute: "qcode"]).map(Metadata.text))
    for (name, key) in [
      ("slugline", "slug"), ("dateline", "dateline"), ("urgency", "urgency"),
      ("edNote", "editorial_note"), ("fileName", "file_name"),
    ] {
      article.keep(key, own(name)?.line.map(Metadata.text))
    }
    article.keep("copyright", item.first("copyrightNotice")?.line.map(Metadata.text))
    article.keep("located", (meta?.child("located")).flatMap(AgencyText.name).map(Metadata.text))
    let descriptions = meta?.children("description").compactMap(\.line) ?? []
    article.keep(
      "description", descriptions.isEmpty ? nil : .text(descriptions.joined(separator: "\n")))
    let keywords = meta?.children("keyword").compactMap(\.line) ?? []
    article.keep("keywords", keywords.isEmpty ? nil : .list(keywords.uniqued().map(Metadata.text)))
    let subjects = (meta?.children("subject") ?? []).compactMap { subject -> Metadata? in
      guard let code = subject[attribute: "qcode"] ?? subject[attribute: "uri"] else {
        return AgencyText.name(subject).map(Metadata.text)
      }
      guard let name = subject.child("name")?.line else { return .text(code) }
      return .object([.init("code", .text(code)), .init("name", .text(name))])
    }
    article.keep("subjects", subjects.isEmpty ? nil : .list(subjects))
    let links = (management?.children("link") ?? []).compactMap {
      $0[attribute: "residref"] ?? $0[attribute: "href"]
    }
    article.keep("links", links.isEmpty ? nil : .list(links.map(Metadata.text)))
    return article
  }

  /// The provider's name; where it is only an address («reuters.com»), the source's or the credit.
  private static func outlet(_ meta: Element?, _ management: Element?) -> String? {
    let provider = AgencyText.name(management?.child("provider"))
    if let provider, !provider.contains(".") { return provider }
    return (meta?.children("infoSource") ?? []).lazy.compactMap(AgencyText.name).first
      ?? meta?.child("creditline")?.line ?? provider
  }

  private static func readText(_ item: Element, _ by: String?, _ article: inout Article) {
    let contents = (item.child("contentSet")?.children ?? []).filter {
      $0.name == "inlineXML" || $0.name == "inlineData"
    }
    // One text in several renderings: the one with most paragraphs.
    var best: (text: String, captions: [String], element: Element)?
    for content in contents {
      let (text, captions) = AgencyText.body(content)
      let count = text.textParagraphs.count
      if let best, best.text.textParagraphs.count >= count { continue }
      if !text.isEmpty { best = (text, captions, content) }
    }
    guard let best else { return }
    article.body = best.text
    AgencyText.dropByline(by, from: &article.body)
    article.keep("rights_notice", AgencyText.takeCopyright(&article.body).map(Metadata.text))
    article.keep("signature", AgencyText.takeSignature(&article.body).map(Metadata.text))
    article.keep("captions", best.captions.isEmpty ? nil : .list(best.captions.map(Metadata.text)))
    article.keep("words", best.element[attribute: "wordcount"].map(Metadata.number))
  }
}
