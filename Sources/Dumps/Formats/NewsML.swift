import Press

/// NewsML 1.0 to 1.2: news items of agencies, with NITF, XHTML or plain text inside.
struct NewsML: DumpFormat {
  let name = "newsml"
  let hasTags = true
  let summary = "NewsML 1.2: headline, dateline, byline, text, codes, urgency, revision, signature"

  func recognise(_ head: Head) -> Recognition? {
    guard head.bytes.containsMarker("<newsml", within: 16_384),
      head.bytes.containsMarker("newsitem")
        || head.bytes.containsMarker("newsenvelope", within: 16_384)
    else { return nil }
    return Recognition(.namespace, because: "XML with the element NewsML")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    try file.readXML(source, records: ["NewsItem"], to: yield) { item, origin in
      let article = Self.article(item, origin)
      let isPackage = item.first("ContentItem") == nil && item.first("NewsItemRef") != nil
      try file.give(
        article,
        without: isPackage
          ? "is a package: it refers to other items and contains no text"
          : "no text found in its ContentItem",
        to: yield)
    }
  }

  private static func article(_ item: Element, _ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    let lines = item.all("NewsLines")
    func line(_ name: String) -> String? { lines.lazy.compactMap { $0.child(name)?.line }.first }
    func formal(_ name: String) -> String? {
      item.first(name).flatMap { $0[attribute: "FormalName"] ?? $0.line }
    }
    article.title = line("HeadLine")
    article.externalID = item.first("PublicIdentifier")?.line ?? item.first("NewsItemId")?.line
    article.outlet =
      item.first("Provider").flatMap { $0.first("Party")?[attribute: "FormalName"] ?? $0.line }
      ?? line("CreditLine") ?? item.first("Source")?.first("Party")?[attribute: "FormalName"]
      ?? item.first("ProviderId")?.line
    article.declaredLanguage =
      (item.first("Language")?[attribute: "FormalName"] ?? item[attribute: "xml:lang"]).flatMap(
        WebPage.language)
    let stamps = ["FirstCreated", "DateId", "ThisRevisionCreated"].compactMap {
      item.first($0)?.line.flatMap(PrintedDate.iso)
    }
    article.published = stamps.first { $0.iso.utf8.count > 10 } ?? stamps.first
    if let by = line("ByLine") {
      if AgencyText.isSignature(by) {
        article.keep("signature", .text(by))
      } else {
        article.authors = AgencyText.people(by)
      }
    }
    readText(item, &article)
    AgencyText.dropByline(line("ByLine"), from: &article.body)
    article.keep("dateline", line("DateLine").map(Metadata.text))
    for (name, key) in [
      ("SubHeadLine", "subtitle"), ("SlugLine", "slug"), ("CopyrightLine", "copyright"),
      ("CreditLine", "credit"), ("KeywordLine", "keyword_line"), ("RightsLine", "rights"),
      ("SeriesLine", "series"),
    ] {
      article.keep(key, line(name).map(Metadata.text))
    }
    if line("SlugLine") == nil {
      article.keep("slug", item.first("NameLabel")?.line.map(Metadata.text))
    }
    let further = item.all("NewsLine").compactMap { $0.child("NewsLineText")?.line }
    article.keep("news_lines", further.isEmpty ? nil : .list(further.map(Metadata.text)))
    article.keep("version", item.first("RevisionId")?.line.map(Metadata.number))
    article.keep("story", item.first("NewsItemId")?.line.map(Metadata.text))
    if let updated = item.first("ThisRevisionCreated")?.line.flatMap(PrintedDate.iso) {
      article.keep("updated", .text(updated.iso))
    }
    for (name, key) in [
      ("Status", "status"), ("Urgency", "urgency"), ("NewsItemType", "type"), ("Genre", "genre"),
    ] {
      article.keep(key, formal(name).map(Metadata.text))
    }
    article.keep(
      "embargo", item.first("StatusWillChange")?.first("DateAndTime")?.line.map(Metadata.text))
    keepCodes(item, &article)
    return article
  }

  private static func readText(_ item: Element, _ article: inout Article) {
    // Pictures and graphics are components of their own, with captions for texts.
    var captions: [String] = []
    var texts: [String] = []
    for content in item.all("ContentItem") {
      guard let data = content.child("DataContent") else { continue }
      let type = content.child("MediaType")?[attribute: "FormalName"]?.lowercased()
      let role = content.parent?.child("Role")?[attribute: "FormalName"]?.lowercased() ?? ""
      let (text, inner) = AgencyText.body(data)
      captions += inner
      if role.range(of: "caption") != nil || role.range(of: "legende") != nil
        || (type != nil && type != "text" && type != "xml")
      {
        if !text.isEmpty { captions.append(text) }
      } else if !text.isEmpty, !texts.contains(text) {
        texts.append(text)
      }
    }
    article.body = texts.joined(separator: "\n\n")
    article.keep("rights_notice", AgencyText.takeCopyright(&article.body).map(Metadata.text))
    article.keep("signature", AgencyText.takeSignature(&article.body).map(Metadata.text))
    article.keep("captions", captions.isEmpty ? nil : .list(captions.map(Metadata.text)))
  }

  private static func keepCodes(_ item: Element, _ article: inout Article) {
    let properties = item.all("Property").compactMap { property in
      property[attribute: "FormalName"].map {
        ($0, property[attribute: "Value"] ?? property.line ?? "")
      }
    }
    article.keep(
      "words", properties.first { $0.0 == "Words" || $0.0 == "WordCount" }.map { .number($0.1) })
    let keywords = properties.filter { $0.0 == "Keyword" }.map(\.1)
    article.keep("keywords", keywords.isEmpty ? nil : .list(keywords.uniqued().map(Metadata.text)))
    let subjects = item.all("SubjectCode").flatMap(\.children).compactMap {
      $0[attribute: "FormalName"]
    }
    article.keep("subjects", subjects.isEmpty ? nil : .list(subjects.uniqued().map(Metadata.text)))
    let places = item.all("Location").flatMap { $0.all("Property") }.compactMap {
      property -> Metadata.Field? in
      guard let name = property[attribute: "FormalName"], let value = property[attribute: "Value"]
      else { return nil }
      return .init(name, .text(value))
    }
    article.keep("location", places.isEmpty ? nil : .object(places))
    let linked = item.all("AssociatedWith").compactMap { $0[attribute: "NewsItem"] }
    article.keep("associated_with", linked.isEmpty ? nil : .list(linked.map(Metadata.text)))
  }
}
