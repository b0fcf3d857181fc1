import Press

/// A page of the web as an article: what it declares of itself (JSON-LD, Open Graph, other META), and
/// the text that is in it.
struct WebPage {
  /// The article, without a place; its body is empty when `problem` says why.
  var article = Article(body: "")
  /// Why this is not an article; nil when it is.
  var problem: String?

  /// Reads a page in UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: the page.
  ///   - address: where it was found, if something outside of it says so.
  ///   - isFragment: true for the text of an article without the page around it.
  init(_ bytes: [UInt8], address: String? = nil, isFragment: Bool = false) {
    self.init(
      Markup(isFragment ? Array("<body><article>".utf8) + bytes : bytes, as: .html),
      address: address, isFragment: isFragment)
  }

  /// Reads a page that has been parsed.
  init(_ page: Markup, address: String? = nil, isFragment: Bool = false) {
    let metas = Metas(page)
    let data = Self.structuredData(in: page)
    readDeclared(data, metas, page, address)
    let body = PageBody(of: page, title: article.title)
    var declaredBody = data.flatMap { $0["articleBody"]?.string }.map(Self.plain) ?? ""
    if BodyText.isMarkedUp(declaredBody) {
      declaredBody = BodyText.paragraphs(ofHTML: declaredBody)
    }
    // Some pages contain their text only for machines.
    article.body =
      Double(declaredBody.utf8.count) > 1.3 * Double(body.text.utf8.count)
      ? declaredBody : body.text
    var state: String?
    if Self.length(article.body) < 400,
      let text = PageState.text(of: page, title: article.title),
      text.utf8.count > 2 * article.body.utf8.count
    {
      article.body = text
      state = text
      article.keep("body_rule", .text("data of a script"))
    }
    article.keep("page_notes", body.notes.isEmpty ? nil : .list(body.notes.map(Metadata.text)))
    if body.isCut, article.body == body.text { article.keep(FileTally.cut, .bool(true)) }
    article.keep(
      "standfirst", body.standfirst.isEmpty ? nil : .text(body.standfirst.joined(separator: "\n")))
    article.keep("embedded", body.embedded.isEmpty ? nil : .list(body.embedded.map(Metadata.text)))
    article.keep("captions", body.captions.isEmpty ? nil : .list(body.captions.map(Metadata.text)))
    let isDeclared =
      isFragment || data != nil || metas["og:type"] == "article"
      || metas["article:published_time"] != nil
    judge(
      body, isDeclared: isDeclared,
      usedDeclared: state != nil || article.body == declaredBody && !declaredBody.isEmpty)
  }

  /// Says no to a page of links, of templates, or of too little text.
  private mutating func judge(_ body: PageBody, isDeclared: Bool, usedDeclared: Bool) {
    let length = Self.length(article.body)
    let paragraphs = article.body.textParagraphs
    let sentences = paragraphs.filter { paragraph in
      Self.length(paragraph) >= 60 && Self.hasSentenceEnd(paragraph)
    }
    let long = sentences.reduce(0) { $0 + $1.utf8.count }
    if body.templates > 0, length < 400 {
      problem =
        "the page is filled in by a script: it contains templates like {{…}} and no text; save it from "
        + "a browser after it is shown"
    } else if length < 80 {
      problem =
        "no article found in the page: \(article.body.unicodeScalars.count) characters of text"
    } else if isDescription(article.body) {
      problem =
        "the page contains no text but its own summary, as behind a paywall; save it as a subscriber, or "
        + "take the article from a press database"
    } else if sentences.isEmpty {
      problem = "no article found in the page: no sentence of 60 characters"
    } else if !isDeclared, !usedDeclared,
      body.linkShare > 0.5 || Double(long) < 0.4 * Double(length)
    {
      problem = "no article found in the page: it is a list of links or of short lines"
    } else if !isDeclared, article.title == nil {
      problem = "no article found in the page: it has no title"
    }
    if problem != nil { article.body = "" }
  }

  /// Characters of a text; a sign of Chinese, Japanese or Korean counts for three, one of the scripts
  /// from India to Cambodia, and of Hebrew and Arabic, which write few vowels, for two.
  private static func length(_ text: some StringProtocol) -> Int {
    text.utf8.reduce(0) { sum, byte in
      switch byte {
      case 0x80..<0xC0: sum
      case 0xE3...0xED: sum + 3
      case 0xD6...0xDD, 0xE0...0xE1: sum + 2
      default: sum + 1
      }
    }
  }

  /// True when the text is what the page says of itself for search engines, and nothing else.
  private func isDescription(_ text: String) -> Bool {
    guard
      case .text(let description)? = article.metadata.first(where: { $0.name == "description" })?
        .value
    else { return false }
    func letters(_ text: String) -> [UInt8] { text.utf8.filter { $0 >= 0x80 || $0 | 0x20 >= 0x61 } }
    let (body, own) = (letters(text), letters(description))
    return body.count >= 40 && own.starts(with: body)
  }

  private static func hasSentenceEnd(_ text: Substring) -> Bool {
    text.utf8.contains { $0 == 0x2E || $0 == 0x21 || $0 == 0x3F } || text.range(of: "…") != nil
      || text.range(of: "»") != nil
      || text.unicodeScalars.contains { scalar in
        // Thai and Lao part sentences by blanks alone.
        "。！？؟۔।။។".unicodeScalars.contains(scalar) || 0x0E00..<0x0F00 ~= scalar.value
      }
  }

  // MARK: What the page declares

  private struct Metas {
    private var values: [String: [String]] = [:]

    init(_ page: Markup) {
      for meta in page.all("meta") {
        guard let content = meta[attribute: "content"]?.trimmed, content.range(of: "{{") == nil
        else { continue }
        for key in ["property", "name", "itemprop", "http-equiv"] {
          if let name = meta[attribute: key]?.lowercased() {
            values[name, default: []].append(content)
          }
        }
      }
    }

    subscript(names: String...) -> String? { names.lazy.compactMap { values[$0]?.first }.first }
    func all(_ name: String) -> [String] { values[name] ?? [] }
  }

  private static let articleTypes: Set<String> = [
    "Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "BlogPosting", "LiveBlogPosting", "Report", "TechArticle", "ScholarlyArticle",
    "SatiricalArticle",
  ]

  /// The first object of JSON-LD that is an article.
  private static func structuredData(in page: Markup) -> Metadata? {
    for script in page.all("script") {
      guard script[attribute: "type"]?.lowercased().range(of: "ld+json") != nil else { continue }
      var text = script.rawText[...]
      for wrapper in ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["] {
        if let at = text.range(of: wrapper), text[..<at.lowerBound].trimmed == nil {
          text = text[at.upperBound...]
        }
      }
      for wrapper in ["//]]>", "/*]]>*/", "]]>", "-->"]
      where text.trimmed?.hasSuffix(wrapper) == true {
        text = (text.trimmed ?? "").dropLast(wrapper.count)
      }
      guard let value = JSONText.read(text) else { continue }
      // Lists, graphs and main entities, outermost first.
      var open = value.values
      var seen = 0
      while seen < open.count, seen < 500 {
        let object = open[seen]
        seen += 1
        let types = (object["@type"] ?? .null).values.compactMap(\.string)
        if types.contains(where: {
          articleTypes.contains($0.split(separator: "/").last.map(String.init) ?? $0)
        }) {
          return object
        }
        for name in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "item"] {
          open.append(contentsOf: object[name]?.values ?? [])
        }
      }
    }
    return nil
  }

  /// True when the page says that it is one article.
  static func isDeclared(_ page: Markup) -> Bool {
    let metas = Metas(page)
    return structuredData(in: page) != nil || metas["og:type"] == "article"
      || metas["article:published_time"] != nil
  }

  private mutating func readDeclared(
    _ data: Metadata?, _ metas: Metas, _ page: Markup, _ address: String?
  ) {
    let headings = page.all("h1").compactMap { heading in
      heading.line.flatMap { $0.range(of: "{{") == nil ? $0 : nil }
    }
    let titleTag = page.first("title")?.rawText.trimmed.flatMap {
      $0.range(of: "{{") == nil ? Self.plain($0) : nil
    }
    let inArticle = page.all("article").prefix(20).lazy.compactMap { $0.first("h1")?.line }.first
    article.title =
      data?["headline"]?.string.map(Self.plain) ?? inArticle
      ?? (headings.count == 1 ? headings[0] : nil)
      ?? metas[
        "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "citation_title"]
      ?? headings.first ?? titleTag
    article.url =
      Self.canonical(page) ?? metas["og:url"] ?? data?["url"]?.string ?? address
    if let url = article.url, let original = Outlets.original(of: url) {
      article.url = original
      article.keep("archived_at", .text(url))
    }
    article.outlet =
      (data?["publisher"]?.values.lazy.compactMap { $0["name"]?.string ?? $0.string }.first).map(
        Self.plain)
      ?? metas["og:site_name", "application-name", "dc.publisher"]
      ?? (article.url ?? address).flatMap(Outlets.host)
    if let outlet = article.outlet, Outlets.isNone(outlet) {
      article.outlet = (article.url ?? address).flatMap(Outlets.host)
      article.keep("site", .text(outlet))
    }
    readAuthors(data, metas, page)
    article.section =
      (data?["articleSection"]?.values.compactMap(\.string)).flatMap {
        $0.isEmpty ? nil : $0.joined(separator: ", ")
      }
      ?? metas["article:section", "parsely-section", "section"]
    article.declaredLanguage =
      (page.first("html")?[attribute: "lang"] ?? page.first("html")?[attribute: "xml:lang"])
      .flatMap(Self.language) ?? metas["og:locale", "content-language", "dc.language", "language"]
      .flatMap(Self.language)
      ?? data?["inLanguage"]?.string.flatMap(Self.language)
    readDates(data, metas, page)
    article.keep(
      "description",
      metas["og:description", "description", "twitter:description"].map(Metadata.text))
    article.keep(
      "alternative_title", data?["alternativeHeadline"]?.string.map { .text(Self.plain($0)) })
    readKeywords(data, metas)
    article.keep("words", data?["wordCount"]?.string.map(Metadata.number))
    if let free = data?["isAccessibleForFree"] { article.keep("free", free) }
    article.keep("copyright", metas["copyright", "dc.rights"].map(Metadata.text))
    article.externalID =
      data?["identifier"]?.string
      ?? metas["article:id", "cXenseParse:recs:articleid", "parsely-post-id", "article_id"]
  }

  /// The address that the page gives for its own: `link rel="canonical"`, that of Medium's export, and
  /// the one that archive.today calls a bookmark.
  private static func canonical(_ page: Markup) -> String? {
    func address(_ element: Element?) -> String? {
      element?[attribute: "href"]?.trimmed.flatMap { host(of: $0) == nil ? nil : $0 }
    }
    func link(_ kind: String) -> Element? {
      page.all("link").first { $0[attribute: "rel"]?.lowercased() == kind }
    }
    if let found = address(link("canonical")) { return found }
    if let found = address(link("bookmark")), Outlets.original(of: found) != nil { return found }
    return address(page.first("footer")?.all("a").first { $0.has(class: "p-canonical") })
  }

  private mutating func readKeywords(_ data: Metadata?, _ metas: Metas) {
    let tags =
      metas.all("article:tag")
      + metas.all("news_keywords").flatMap { $0.split(separator: ",").compactMap(\.trimmed) }
    let keywords =
      tags.isEmpty
      ? (data?["keywords"]?.values.compactMap(\.string) ?? metas["keywords"].map { [$0] } ?? [])
        .flatMap { $0.split(separator: ",").compactMap(\.trimmed) } : tags
    article.keep("keywords", keywords.isEmpty ? nil : .list(keywords.uniqued().map(Metadata.text)))
  }

  private mutating func readDates(_ data: Metadata?, _ metas: Metas, _ page: Markup) {
    let declared: [String?] = [
      data?["datePublished"]?.string, metas["article:published_time"], metas["datepublished"],
      metas["og:article:published_time"],
      metas["parsely-pub-date", "sailthru.date", "pubdate", "publish-date"],
      metas[
        "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date",
        "citation_publication_date"],
      metas[
        "date", "publication_date", "publishdate", "article.published",
        "cxenseparse:recs:publishtime"],
      page.nodes.indices.lazy.filter { page.nodes[$0].name >= 0 }.map { Element(page, $0) }
        .first { $0[attribute: "itemprop"]?.lowercased() == "datepublished" }
        .flatMap { $0[attribute: "datetime"] ?? $0[attribute: "content"] ?? $0.line },
      data?["dateCreated"]?.string,
    ]
    article.published =
      declared.lazy.compactMap { $0.flatMap(PrintedDate.iso) }.first ?? Self.printed(in: page)
    if article.published == nil { readNumbers(declared.lazy.compactMap(\.self).first) }
    if article.published == nil {
      article.keep(FileTally.unreadDate, declared.lazy.compactMap(\.self).first.map(Metadata.text))
    }
    let updated =
      data?["dateModified"]?.string
      ?? metas["article:modified_time", "og:updated_time", "last-modified", "datemodified"]
    if let updated = updated.flatMap(PrintedDate.iso), updated != article.published {
      article.keep("updated", .text(updated.iso))
    }
  }

  /// Reads a date such as 03/04/2021 in the order of the language in which the page says it is.
  private mutating func readNumbers(_ printed: String?) {
    guard let printed, DateOrder.isSlashed(printed), let language = article.declaredLanguage,
      language != "en"
    else { return }
    let order = language == "en-US" ? PressDate.Order.monthFirst : .dayFirst
    guard let date = PressDate(reading: printed, order: order) else { return }
    article.published = date
    article.keep(
      "date_rule", .text("\(order == .dayFirst ? "day" : "month") first, as in \(language)"))
  }

  /// A date that is in the page beside the title: `<time>`, or a line of a class like «date».
  private static func printed(in page: Markup) -> PressDate? {
    let scope =
      page.all("article").prefix(20).first { $0.first("time") != nil } ?? page.first("main")
      ?? page.first("body")
    for time in scope?.all("time") ?? [] {
      let hints = (time[attribute: "class"] ?? "") + " " + (time.parent?[attribute: "class"] ?? "")
      if hints.lowercased().range(of: "updat") != nil
        || hints.lowercased().range(of: "modif") != nil
      {
        continue
      }
      if let date = (time[attribute: "datetime"] ?? time.line).flatMap(PrintedDate.iso) {
        return date
      }
    }
    for element in (page.first("body") ?? page.root)?.all(where: { $0.node.from != $0.node.to })
      ?? []
    {
      guard let hint = element[attribute: "class"]?.lowercased(),
        hint.range(of: "date") != nil || hint.range(of: "publi") != nil
          || hint.range(of: "byline") != nil,
        hint.range(of: "update") == nil, element.end - element.index < 30, let line = element.line,
        line.count < 160
      else { continue }
      if let date = PrintedDate.first(in: line)?.date { return date }
    }
    return publicationLine(in: page)
  }

  /// The date of a short line that says when the page came out: «Publié le 20 janvier 2020 à 10h32».
  private static func publicationLine(in page: Markup) -> PressDate? {
    let words = [
      "publié", "publie", "published", "mis en ligne", "posted", "paru", "par ", "by ", "le ",
    ]
    for element in (page.first("body") ?? page.root)?.all(where: {
      $0.traits.contains(.block) && $0.end - $0.index < 30
    }) ?? [] {
      guard let line = element.line, line.utf8.count < 160 else { continue }
      let lower = line.lowercased()
      guard words.contains(where: lower.hasPrefix), let found = PrintedDate.first(in: line),
        found.date.iso.utf8.count >= 10, found.before.utf8.count < 60
      else { continue }
      // «Le 20 janvier 2020, la ville…» is prose.
      let isSentence =
        found.after.utf8.count > 70 || lower.hasPrefix("le ") && found.after.count > 40
      if !isSentence { return found.date }
    }
    return nil
  }

  private mutating func readAuthors(_ data: Metadata?, _ metas: Metas, _ page: Markup) {
    var names = (data?["author"]?.values ?? []).compactMap { author in
      author["name"]?.values.compactMap(\.string).joined(separator: ", ") ?? author.string
    }
    if names.isEmpty {
      names =
        metas.all("author") + metas.all("dc.creator") + metas.all("parsely-author")
        + metas.all("citation_author")
    }
    if names.isEmpty { names = metas.all("article:author") }
    if names.isEmpty {
      let bylines = (page.first("body") ?? page.root)?.all { element in
        element[attribute: "rel"]?.lowercased() == "author"
          || element[attribute: "itemprop"]?.lowercased() == "author"
          || element.has(class: "byline") || element.has(class: "p-author")
          || element.has(class: "author") || element.has(class: "article-author")
      }
      names = (bylines ?? []).compactMap(\.line).filter { $0.count < 120 }.prefix(4).map(
        Self.withoutBy)
    }
    article.authors = names.map { Self.plain($0) }.filter {
      !$0.isEmpty && !$0.hasPrefix("http") && !Outlets.isNumber($0)
    }
    .uniqued()
  }

  private static func withoutBy(_ name: String) -> String {
    for prefix in ["Par ", "By ", "par ", "by ", "PAR ", "BY "] where name.hasPrefix(prefix) {
      return name.dropFirst(prefix.count).trimmed ?? ""
    }
    return name
  }

  // MARK: Small readings

  /// Text that may contain markup or references of its own.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else {
      return text.utf8.contains(0x0A)
        ? text.textLines.compactMap(\.trimmed).joined(separator: "\n\n") : text
    }
    let markup = Markup("<body>" + text.replacing("\n", with: "<br>"), as: .html)
    return markup.first("body")?.paragraphs() ?? ""
  }

  /// The host of an absolute address.
  static func host(of address: String) -> String? {
    guard let scheme = address.range(of: "://") else { return nil }
    let rest = address[scheme.upperBound...].prefix { !"/?#".contains($0) }
    return rest.split(separator: "@").last.flatMap { $0.split(separator: ":").first }.map {
      $0.lowercased()
    }
  }

  /// A language tag: `fr_FR` and `fr-FR` as `fr-FR`; nil for what is none.
  static func language(_ tag: String) -> String? {
    guard let tag = tag.split(whereSeparator: { $0 == "," || $0 == ";" }).first?.trimmed else {
      return nil
    }
    let parts = tag.split { $0 == "-" || $0 == "_" || $0 == "." }
    guard let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A })
    else { return nil }
    if parts.count > 1, parts[1].utf8.count == 2 {
      return first.lowercased() + "-" + parts[1].uppercased()
    }
    return first.lowercased()
  }
}
