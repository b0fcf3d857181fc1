import Press

/// RSS 0.9 to 2.0, RDF, Atom, WordPress exports and news sitemaps.
struct Feed: DumpFormat {
  let name = "feed"
  let hasTags = true
  let summary =
    "RSS, RDF, Atom, WordPress exports (WXR), news sitemaps: every entry with its fields"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.drop(while: { $0 <= 0x20 }).first == UInt8(ascii: "<") else { return nil }
    let start = Array(bytes.prefix(16_384))
    if start.containsMarker("<rss"),
      !start.containsMarker("<html") || start.containsMarker("<channel")
    {
      let isExport = start.containsMarker("wordpress.org/export")
      return Recognition(
        .namespace, because: isExport ? "WordPress export (WXR)" : "XML with the element rss")
    }
    if start.containsMarker("www.w3.org/2005/atom"), start.containsMarker("feed") {
      return Recognition(.namespace, because: "XML of the Atom namespace")
    }
    if start.containsMarker("<rdf:rdf"),
      start.containsMarker("purl.org/rss/1.0") || start.containsMarker("<channel")
    {
      return Recognition(.namespace, because: "RDF with RSS 1.0")
    }
    if start.containsMarker("<urlset"), start.containsMarker("sitemap") {
      return Recognition(.namespace, because: "sitemap (urlset)")
    }
    return nil
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    var context: FeedContext?
    var skipped: [(kind: String, count: Int)] = []
    let rest = try file.readXML(source, records: ["item", "entry", "url"], to: yield) {
      element, origin in
      let around = context ?? FeedContext(element.markup)
      context = around
      if let kind = around.isNoArticle(element) {
        if let at = skipped.firstIndex(where: { $0.kind == kind }) {
          skipped[at].count += 1
        } else {
          skipped.append((kind, 1))
        }
        return
      }
      if let status = element.child("wp:status")?.line, status != "publish" {
        let reason = "is not published: its status is «\(status)»"
        let excerpt = String((element.child("title")?.line ?? "").prefix(200))
        return try yield(.reject(Reject(origin: origin, reason: reason, excerpt: excerpt)))
      }
      let article = FeedEntry(element, around, origin).article
      try file.give(article, without: Self.missing(element), to: yield)
    }
    for (kind, count) in skipped {
      let message = "entries passed over: \(count) × type «\(kind)»"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
    if context == nil, let root = rest.root?.name, root == "sitemapindex" {
      throw file.error(
        .refused,
        "is an index of sitemaps, which contains no articles; import the files that it lists"
      )
    }
  }

  private static func missing(_ element: Element) -> String {
    element.name == "url"
      ? "a sitemap gives titles and addresses, no text; --allow-empty-body keeps it as an article without text"
      : "no text found (no content, no description)"
  }
}

/// What a feed says of all its entries.
struct FeedContext {
  var outlet: String?
  var language: String?
  /// WordPress: names by login.
  var people: [String: String] = [:]

  init(_ markup: Markup) {
    let channel = markup.first("channel") ?? markup.root
    outlet = (channel?.child("title")).flatMap { Fragment.line($0.rawText) }
    language =
      (channel?.child("language") ?? channel?.child("dc:language"))?.line.flatMap(WebPage.language)
      ?? (markup.root?[attribute: "xml:lang"]).flatMap(WebPage.language)
    for author in markup.all("wp:author") {
      guard let login = author.child("wp:author_login")?.line else { continue }
      people[login] = author.child("wp:author_display_name")?.line
    }
  }

  /// The type of an item of WordPress or Blogger that is no article.
  func isNoArticle(_ element: Element) -> String? {
    // Blogger exports settings, templates and comments as entries.
    let kind = element.children("category").first {
      $0[attribute: "scheme"]?.hasSuffix("#kind") == true
    }?[attribute: "term"]?.split(separator: "#").last
    if let kind, kind != "post" { return String(kind) }
    guard let type = element.child("wp:post_type")?.line else { return nil }
    let others = [
      "attachment", "nav_menu_item", "revision", "page", "custom_css", "oembed_cache", "wp_block",
      "customize_changeset", "wp_navigation", "wp_global_styles", "wp_template",
    ]
    return others.contains(type) ? type : nil
  }
}

/// One entry of a feed.
struct FeedEntry {
  var article: Article

  init(_ element: Element, _ context: FeedContext, _ origin: Origin) {
    article = Article(origin: origin, body: "")
    article.title = (element.child("title") ?? element.first("news:title")).flatMap(Self.heading)
    article.outlet =
      element.child("source").flatMap { $0.child("title")?.line ?? $0.line } ?? element.first(
        "news:name")?.line
      ?? element.child("dc:publisher")?.line ?? context.outlet
    article.declaredLanguage =
      (element.child("dc:language") ?? element.child("language") ?? element.first("news:language"))?
      .line
      .flatMap(WebPage.language) ?? element[attribute: "xml:lang"].flatMap(WebPage.language)
      ?? context.language
    readAddress(element)
    readDates(element)
    readPeople(element, context)
    readText(element)
    readCategories(element)
    keepRest(element)
  }

  private static func heading(_ element: Element) -> String? {
    element.children.isEmpty ? Fragment.line(element.rawText) : element.line
  }

  private mutating func readAddress(_ element: Element) {
    let links = element.children("link")
    let atom = links.first {
      ($0[attribute: "rel"] ?? "alternate") == "alternate" && $0[attribute: "href"] != nil
    }
    let guid = (element.child("guid") ?? element.child("id"))?.line
    article.externalID = guid ?? element[attribute: "rdf:about"]
    article.url =
      atom?[attribute: "href"]?.trimmed ?? links.lazy.compactMap(\.line).first
      ?? element.child("loc")?.line
    if article.url == nil, let guid, guid.hasPrefix("http"),
      element.child("guid")?[attribute: "isPermaLink"] != "false"
    {
      article.url = guid
    }
  }

  private mutating func readDates(_ element: Element) {
    let names = [
      "pubDate", "published", "pubdate", "dc:date", "dcterms:issued", "dcterms:created", "issued",
      "news:publication_date", "wp:post_date_gmt", "wp:post_date", "updated", "lastmod",
    ]
    for name in names {
      guard
        let line = (element.child(name) ?? (name.hasPrefix("news:") ? element.first(name) : nil))?
          .line,
        let date = PrintedDate.iso(line)
      else { continue }
      article.published =
        name == "wp:post_date_gmt" && date.iso.utf8.count > 10
        ? PressDate(iso: date.iso + "Z") : date
      break
    }
    if article.published == nil {
      let printed = names.lazy.compactMap { element.child($0)?.line }.first
      article.keep(FileTally.unreadDate, printed.map(Metadata.text))
    }
    let updated =
      (element.child("updated") ?? element.child("modified") ?? element.child("dcterms:modified"))?
      .line.flatMap(PrintedDate.iso)
    if let updated, updated.iso != article.published?.iso {
      article.keep("updated", .text(updated.iso))
    }
  }

  private mutating func readPeople(_ element: Element, _ context: FeedContext) {
    var names = element.children("dc:creator").compactMap {
      $0.line.map { context.people[$0] ?? $0 }
    }
    if names.isEmpty {
      names = element.children("author").compactMap { author in
        if let name = author.child("name")?.line { return name }
        // RSS asks for «address (name)».
        guard let line = author.line else { return nil }
        if let open = line.lastIndex(of: "("), line.last == ")" {
          return line[line.index(after: open)...].dropLast().trimmed
        }
        return line
      }
    }
    if names.isEmpty { names = element.children("itunes:author").compactMap(\.line) }
    article.authors = names.compactMap { Fragment.line($0) }.uniqued()
  }

  private mutating func readText(_ element: Element) {
    let summary = (element.child("description") ?? element.child("summary")).map(Self.fragment)
    let isExport = element.child("wp:post_type") != nil
    var content: Fragment?
    if let encoded = element.child("content:encoded") {
      content = isExport ? Fragment(Self.withParagraphs(encoded.rawText)) : Self.fragment(encoded)
    } else if let atom = element.child("content") {
      if readDocument(in: atom) { return }
      content = Self.fragment(atom)
    }
    if content?.text.isEmpty != false { content = nil }
    article.body = (content ?? summary)?.text ?? ""
    let captions = (content ?? summary)?.captions ?? []
    article.keep("captions", captions.isEmpty ? nil : .list(captions.map(Metadata.text)))
    if content != nil, let summary, summary.text != article.body {
      article.keep("summary", .text(summary.text))
    }
    if let excerpt = element.child("excerpt:encoded").map(Self.fragment) {
      article.keep("standfirst", .text(excerpt.text))
    }
  }

  // A document of a press database in an entry of Atom: what it says of itself goes before the entry.
  private mutating func readDocument(in content: Element) -> Bool {
    guard ["application/xml", "text/xml"].contains(content[attribute: "type"]),
      let document = content.children.first, content.children.count == 1
    else { return false }
    let record = XMLRecord(document, map: [:])
    article.body = record.body()
    guard !article.body.isEmpty else { return false }
    for field in record.fields {
      switch field.role {
      case .title: article.title = article.title ?? FieldText.name(field.value)
      case .outlet: article.outlet = FieldText.name(field.value) ?? article.outlet
      case .authors where article.authors.isEmpty: article.authors = FieldText.authors(field.value)
      case .published:
        article.published =
          FieldText.plain(field.value).flatMap(PrintedDate.iso) ?? article.published
      default: article.keep(field.name, field.value)
      }
    }
    return true
  }

  private static func fragment(_ element: Element) -> Fragment {
    if !element.children.isEmpty { return Fragment(element) }
    if element[attribute: "type"] == "text" {
      return Fragment(element.rawText.replacing("<", with: "&lt;"))
    }
    return Fragment(element.rawText)
  }

  /// What WordPress stores: blank lines are paragraphs unless blocks are marked, and codes in
  /// brackets stand for pictures.
  static func withParagraphs(_ text: String) -> String {
    var text = text.replacing("\r\n", with: "\n")
    for code in ["gallery", "embed", "video", "audio", "playlist"] {
      text = withoutCode(code, text, keep: false)
    }
    text = withoutCode("caption", text, keep: true)
    if text.range(of: "<p>") != nil || text.range(of: "<p ") != nil { return text }
    let paragraphs = text.split(separator: "\n\n").map { $0.replacing("\n", with: "<br>") }
    return paragraphs.map { "<p>" + $0 + "</p>" }.joined()
  }

  /// Without `[code …]…[/code]`; the text of a caption becomes one in HTML.
  private static func withoutCode(_ code: String, _ text: String, keep: Bool) -> String {
    var out = ""
    var rest = text[...]
    while let open = rest.range(of: "[" + code) {
      out += rest[..<open.lowerBound]
      guard let end = rest[open.upperBound...].firstIndex(of: "]") else {
        rest = rest[open.lowerBound...]
        break
      }
      let after = rest[rest.index(after: end)...]
      if let close = after.range(of: "[/" + code + "]") {
        if keep {
          out += "<figure><figcaption>" + after[..<close.lowerBound] + "</figcaption></figure>"
        }
        rest = after[close.upperBound...]
      } else {
        rest = after
      }
    }
    return out + rest
  }

  private mutating func readCategories(_ element: Element) {
    var sections: [String] = []
    var tags: [String] = []
    for category in element.children("category") + element.children("dc:subject") {
      guard category[attribute: "scheme"]?.hasSuffix("#kind") != true,
        let name = category[attribute: "label"]?.trimmed ?? category.line.flatMap({
          Fragment.line($0)
        }) ?? category[attribute: "term"]?.trimmed
      else { continue }
      if category[attribute: "domain"] == "post_tag" || category.name == "dc:subject" {
        tags.append(name)
      } else {
        sections.append(name)
      }
    }
    tags += (element.first("news:keywords")?.line ?? "").split(separator: ",").compactMap(\.trimmed)
    article.section = sections.first
    let all = sections.dropFirst() + tags
    article.keep("keywords", all.isEmpty ? nil : .list(all.uniqued().map(Metadata.text)))
  }

  /// Every other leaf under its own name.
  private mutating func keepRest(_ element: Element) {
    let own: Set<String> = [
      "title", "link", "guid", "id", "description", "summary", "content", "content:encoded",
      "excerpt:encoded",
      "pubDate", "published", "updated", "modified", "dc:date", "dc:creator", "author", "category",
      "dc:subject",
      "dc:language", "language", "source", "dc:publisher", "loc", "news:news", "dcterms:modified",
      "wp:postmeta",
      "wp:comment", "wp:status", "wp:post_password", "wp:post_date", "wp:post_date_gmt",
      "dcterms:issued", "lastmod",
    ]
    for child in element.children where !own.contains(child.name) {
      if child.name == "enclosure" || child.name == "media:content"
        || child.name == "media:thumbnail"
      {
        article.keep(child.name, child[attribute: "url"].map(Metadata.text))
      } else if child.children.isEmpty, let line = child.line, line.utf8.count < 4000 {
        article.keep(child.name, .text(line))
      }
    }
  }
}
