import Press

/// ninjs 1 to 3: a news item as JSON, alone, in a list, one a line, or in `_items`.
struct Ninjs: DumpFormat {
  let name = "ninjs"
  let summary =
    "ninjs 1 to 3 (JSON of agencies): headline, byline, text, version, subjects, slug line"

  func recognise(_ head: Head) -> Recognition? {
    let start = head.bytes.drop { $0 <= 0x20 }
    guard start.first == UInt8(ascii: "{") || start.first == UInt8(ascii: "[") else { return nil }
    let bytes = head.bytes
    guard bytes.containsMarker("\"uri\"") || bytes.containsMarker("\"guid\""),
      bytes.containsMarker("\"versioncreated\"") || bytes.containsMarker("\"pubstatus\"")
        || bytes.containsMarker("\"body_xhtml\"") || bytes.containsMarker("\"bodies\"")
    else { return nil }
    guard
      bytes.containsMarker("\"headline") || bytes.containsMarker("\"body_")
        || bytes.containsMarker("\"bodies\"") || bytes.containsMarker("\"description_text\"")
    else { return nil }
    return Recognition(
      .marker, because: "JSON with the fields of ninjs (uri, versioncreated)")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let text = try file.wholeBytes().withUnsafeBytes { file.decode($0) }
    if let value = JSONText.read(text) {
      let items = (value["_items"] ?? value["items"])?.values ?? value.values
      for item in items { try give(item, file.nextOrigin(), file, yield) }
      return
    }
    for (n, line) in text.textLines.enumerated()
    where line.trimmed != nil {
      let origin = file.nextOrigin(line: n + 1)
      guard let item = JSONText.read(line) else {
        let reason = "expected an object of JSON, found something else or a cut one"
        try yield(
          .reject(Reject(origin: origin, reason: reason, excerpt: String(line.prefix(200)))))
        continue
      }
      try give(item, origin, file, yield)
    }
  }

  private func give(
    _ item: Metadata, _ origin: Origin, _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws {
    let type = item["type"]?.string ?? "text"
    let reason =
      type == "text" || type == "composite"
      ? "no text found (no body)" : "is of type «\(type)» and contains no text"
    try file.give(Self.article(item, origin), without: reason, to: yield)
  }

  private static func article(_ item: Metadata, _ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    func text(_ names: String...) -> String? { names.lazy.compactMap { item[$0]?.string }.first }
    func main(_ name: String) -> String? {
      let all = item[name]?.values ?? []
      return (all.first { $0["role"]?.string == "main" } ?? all.first)?["value"]?.string
    }
    article.title = (text("headline") ?? main("headlines")).flatMap { Fragment.line($0) }
    article.externalID = text("uri", "guid", "altid")
    article.url =
      text("url", "link")
      ?? text("uri").flatMap { $0.hasPrefix("http") && text("canonicalurl") != nil ? $0 : nil }
    article.outlet =
      (item["infosource"] ?? item["infosources"] ?? item["infoSources"])?.values.lazy.compactMap {
        $0["name"]?.string ?? $0.string
      }.first
      ?? text("provider", "source", "creditline", "creditLine")
    article.declaredLanguage = text("language").flatMap(WebPage.language)
    article.published = text(
      "versioncreated", "versionCreated", "contentcreated", "contentCreated", "firstcreated"
    ).flatMap(PrintedDate.iso)
    let by = text("byline", "by")
    article.authors =
      by.map(AgencyText.people)
      ?? (item["authors"]?.values ?? []).compactMap { $0["name"]?.string ?? $0.string }
    article.section =
      text("section") ?? item["service"]?.values.lazy.compactMap { $0["name"]?.string }.first
    let (body, captions) = body(item)
    article.body = body
    AgencyText.dropByline(by, from: &article.body)
    article.keep("signature", AgencyText.takeSignature(&article.body).map(Metadata.text))
    article.keep("captions", captions.isEmpty ? nil : .list(captions.map(Metadata.text)))
    keepRest(item, &article)
    return article
  }

  /// One text in several renderings: the one with most paragraphs.
  private static func body(_ item: Metadata) -> (text: String, captions: [String]) {
    var renderings: [(type: String, value: String)] = []
    for field in item.fields {
      if field.name.lowercased().hasPrefix("body_") || field.name == "body",
        let value = field.value.string
      {
        renderings.append((field.name.lowercased(), value))
      }
    }
    for body in item["bodies"]?.values ?? [] {
      guard let value = body["value"]?.string else { continue }
      renderings.append(
        ((body["contentType"] ?? body["contenttype"])?.string?.lowercased() ?? "", value))
    }
    var best: (text: String, captions: [String]) = ("", [])
    var most = 0
    for (type, value) in renderings {
      let isMarkup =
        type.range(of: "html") != nil || type.range(of: "nitf") != nil
        || type.range(of: "xml") != nil
      let fragment = isMarkup ? Fragment(value) : nil
      let text = fragment?.text ?? AgencyText.plain(value)
      let count = text.textParagraphs.count
      if count > most || count == most && isMarkup && text.utf8.count > best.text.utf8.count {
        best = (text, fragment?.captions ?? [])
        most = count
      }
    }
    return best
  }

  private static let names: [String: String] = [
    "firstcreated": "first_created", "firstCreated": "first_created", "slugline": "slug",
    "ednote": "editorial_note",
    "edNote": "editorial_note", "copyrightnotice": "copyright", "copyrightNotice": "copyright",
    "embargoed": "embargo",
    "keyword": "keywords", "subject": "subjects", "pubstatus": "status", "pubStatus": "status",
    "wordcount": "words",
    "wordCount": "words", "descriptions": "descriptions", "description_text": "description",
  ]

  private static func keepRest(_ item: Metadata, _ article: inout Article) {
    let own: Set<String> = [
      "headline", "headlines", "uri", "language", "versioncreated", "versionCreated", "byline",
      "by", "bodies", "body",
      "infosource", "infosources", "infoSources", "provider", "type", "section", "renditions",
      "associations",
    ]
    for field in item.fields
    where !own.contains(field.name) && !field.name.lowercased().hasPrefix("body_")
      && field.value != .null
    {
      let key = names[field.name] ?? field.name
      if key == "version", let number = field.value.string {
        article.keep(key, .number(number))
      } else if key == "first_created" || key == "embargo",
        let date = field.value.string.flatMap(PrintedDate.iso)
      {
        article.keep(key, .text(date.iso))
      } else {
        article.keep(key, field.value)
      }
    }
  }
}
