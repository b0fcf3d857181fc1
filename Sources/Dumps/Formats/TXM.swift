import Press

/// Corpora of TXM: `<text …>` with its metadata as attributes, plain, tokenised, or in TEI.
struct TXM: DumpFormat {
  let name = "txm-xml"
  let hasTags = true
  let summary = "TXM, XML with <text …> attributes (also with <w> tokens, and TEI): every attribute"

  func recognise(_ head: Head) -> Recognition? {
    let start = Array(head.bytes.drop { $0 <= 0x20 })
    guard start.first == UInt8(ascii: "<"), !start.containsMarker("<html", within: 4096),
      !start.containsMarker("<svg", within: 4096)
    else { return nil }
    if start.containsMarker("textometrie.org") {
      return Recognition(.namespace, because: "XML of TXM's namespace")
    }
    if start.containsMarker("www.tei-c.org/ns") || start.containsMarker("<teiheader") {
      return Recognition(.namespace, because: "XML of TEI")
    }
    guard start.containsMarker("<text ") else { return nil }
    let markup = Markup(Array(start.prefix(32_768)), as: .xml)
    guard let text = markup.first("text"), text.node.from < text.node.to else { return nil }
    return Recognition(.marker, because: "XML with <text> elements that carry attributes")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    try file.readXML(source, records: ["text"], to: yield) { text, origin in
      let article = Self.article(text, origin)
      let parts = Self.divisions(of: text)
      guard !parts.isEmpty else {
        return try file.give(article, without: "no text found in the element text", to: yield)
      }
      let others = Self.others(beside: parts)
      if !others.isEmpty {
        let message = "divisions passed over: " + others.joined(separator: ", ")
        try yield(.warning(Warning(.passedOver, origin: origin, message: message)))
      }
      for (n, part) in parts.enumerated() {
        let place = n == 0 ? origin : file.nextOrigin(bytes: origin.bytes)
        try file.give(
          Self.article(part, of: article, place), without: "no text found in the division",
          to: yield)
      }
    }
  }

  private static let columns: [String: String] = [
    "titre": "title", "title": "title", "headline": "title", "date": "date", "journal": "outlet",
    "source": "outlet", "outlet": "outlet",
    "media": "outlet", "newspaper": "outlet", "publication": "outlet", "auteur": "author",
    "auteurs": "author", "author": "author", "authors": "author",
    "id": "id", "identifiant": "id", "url": "url", "lien": "url", "link": "url", "lang": "lang",
    "langue": "lang", "language": "lang", "xml:lang": "lang",
    "section": "section", "rubrique": "section",
  ]

  private static func article(_ element: Element, _ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    for (name, raw) in element.attributes {
      guard let value = raw.trimmed,
        !["unknown", "none", "nan", "n/a"].contains(value.lowercased())
      else { continue }
      let column = columns[name.lowercased()]
      switch column {
      case "title": article.title = value
      case "outlet" where FieldText.isURL(value):
        if article.url == nil { article.url = value } else { article.keep(name, .text(value)) }
      case "outlet" where article.outlet == nil: article.outlet = value
      case "author": article.authors += value.split(separator: ";").compactMap(\.trimmed)
      case "id" where article.externalID == nil: article.externalID = value
      case "url": article.url = value
      case "lang":
        article.declaredLanguage = FactivaFields.language(value) ?? WebPage.language(value)
      case "section" where article.section == nil: article.section = value
      case "date":
        article.published = PrintedDate.iso(value) ?? PrintedDate.iso(dashed(value))
        if article.published == nil { article.keep(name, .text(value)) }
      default: article.keep(name, .text(value))
      }
    }
    if article.published == nil { article.published = parts(element) }
    readHeader(element, &article)
    if article.outlet == nil, let host = article.url.flatMap(Outlets.host) {
      article.outlet = host
      article.keep("outlet_rule", .text("url"))
    }
    article.body = body(element)
    // The heading of the text is its title, as a rule.
    if let title = article.title, article.body.hasPrefix(title + "\n\n") {
      article.body = String(article.body.dropFirst(title.count + 2))
    }
    return article
  }

  /// «2024 09 11T00:00:00» as «2024-09-11».
  private static func dashed(_ value: String) -> String {
    let day = value.split { $0 == "T" }.first.map(String.init) ?? value
    return day.split { $0 == " " || $0 == "_" || $0 == "." }.joined(separator: "-")
  }

  /// A date in attributes of its own: annee, mois, jour.
  private static func parts(_ element: Element) -> PressDate? {
    func number(_ names: String...) -> Int? {
      names.lazy.compactMap { element[attribute: $0].flatMap { Int($0) } }.first
    }
    guard let year = number("annee", "année", "year"), (1600...2200).contains(year) else {
      return nil
    }
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    guard let month = number("mois", "month"), (1...12).contains(month) else {
      return PressDate(iso: "\(year)")
    }
    guard let day = number("jour", "day"), (1...31).contains(day) else {
      return PressDate(iso: "\(year)-" + two(month))
    }
    return PressDate(iso: "\(year)-" + two(month) + "-" + two(day))
  }

  /// What a TEI header says, where the attributes say nothing.
  private static func readHeader(_ element: Element, _ article: inout Article) {
    guard let header = element.parent?.child("teiHeader") else { return }
    if article.title == nil { article.title = header.first("titleStmt")?.child("title")?.line }
    if article.authors.isEmpty {
      article.authors = header.first("titleStmt")?.all("author").compactMap(\.line).uniqued() ?? []
    }
    if article.outlet == nil {
      // The title of level j is that of a journal.
      article.outlet =
        header.first("sourceDesc")?.first { $0.name == "title" && $0[attribute: "level"] == "j" }?
        .line ?? header.first("sourceDesc")?.first("publisher")?.line
        ?? sourceTitle(header, besides: article.title)
        ?? header.first("publisher")?.line
    }
    if article.published == nil {
      let date =
        header.first("sourceDesc")?.first("date") ?? header.first("publicationStmt")?.first("date")
      article.published = (date?[attribute: "when"] ?? date?.line).flatMap(PrintedDate.iso)
    }
    if article.declaredLanguage == nil {
      article.declaredLanguage = header.first("language")?[attribute: "ident"].flatMap(
        WebPage.language)
    }
  }

  /// What the description of the source is called, when that is not the title of the text itself.
  private static func sourceTitle(_ header: Element, besides title: String?) -> String? {
    let named = header.first("sourceDesc")?.first("bibl")?.child("title")
    guard named?[attribute: "level"] == nil, let line = named?.line, line != title else {
      return nil
    }
    return line
  }

  // MARK: Articles of an issue

  private static let kinds: Set<String> = ["article", "news", "item", "story", "nouvelle"]

  /// The divisions of a text that are articles by their type: an issue of a newspaper in TEI; or the
  /// texts of a group.
  ///
  /// What stands beside them, an advertisement or a running head, is no article.
  private static func divisions(of text: Element) -> [Element] {
    if text.child("group") != nil {
      return text.all("text").filter { $0.child("group") == nil }
    }
    let found = ["div", "div1", "div2", "div3"].flatMap { text.all($0) }.filter { division in
      division[attribute: "type"].map { kinds.contains($0.lowercased()) } ?? false
    }.sorted { $0.index < $1.index }
    var end = 0
    return found.filter { division in
      guard division.index >= end else { return false }
      end = division.end
      return true
    }
  }

  /// Types of the divisions beside `parts` that contain text and are no articles, with their number.
  private static func others(beside parts: [Element]) -> [String] {
    let known = Set(parts)
    let beside = parts.compactMap(\.parent).uniqued().flatMap(\.children).filter { inner in
      inner.name.hasPrefix("div") && !known.contains(inner)
        && inner.first { known.contains($0) } == nil && inner.line != nil
    }
    let kinds = Dictionary(grouping: beside) { $0[attribute: "type"] ?? "division without a type" }
    return kinds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(10).map {
      "\($0.value.count) × \($0.key)"
    }
  }

  /// One division of the issue `whole`.
  private static func article(_ part: Element, of whole: Article, _ origin: Origin) -> Article {
    var article = whole
    article.origin = origin
    article.externalID = part[attribute: "xml:id"] ?? part[attribute: "id"] ?? part[attribute: "n"]
    article.body = body(part)
    article.keep("issue", whole.title.map(Metadata.text))
    article.title = (part.child("head") ?? part.child("front")?.first("head"))?.line
    if let title = article.title, article.body.hasPrefix(title + "\n\n") {
      article.body = String(article.body.dropFirst(title.count + 2))
    }
    let authors = part.all { ["byline", "docAuthor", "author"].contains($0.name) }
    if !authors.isEmpty { article.authors = authors.compactMap(\.line).uniqued() }
    if let date = part.first("date") ?? part.first("docDate"),
      let when = date[attribute: "when"] ?? date.line,
      let printed = PrintedDate.iso(when)
    {
      article.published = printed
    }
    return article
  }

  private static let blocks: Set<String> = [
    "p", "head", "ab", "lg", "l", "u", "sp", "titre", "title", "front", "back", "opener", "closer",
    "item",
  ]

  private static func body(_ element: Element) -> String {
    let content = element.child("body") ?? element
    if content.first("w") != nil { return tokens(content) }
    if let words = VerticalText.words(of: content) { return words }
    if content.children.isEmpty { return Fragment.lines(content.rawText) }
    let text = content.paragraphs(blocks: blocks) {
      ["note", "metadata", "teiHeader", "fw"].contains($0.name)
        || $0.name == "div" && $0[attribute: "type"] == "comments"
    }
    return text
  }

  /// Words that are in elements of their own, joined as they are printed.
  private static func tokens(_ element: Element) -> String {
    let markup = element.markup
    let block = Set(blocks.compactMap { markup.names.id(of: $0) })
    let word = markup.names.id(of: "w"), mark = markup.names.id(of: "pc")
    let line = markup.names.id(of: "lb")
    let dropped = Set(
      ["note", "metadata", "teiHeader", "fw"].compactMap { markup.names.id(of: $0) })
    var paragraphs: [String] = [""]
    var ends: [Int] = []
    var glue = true
    func breakParagraph() {
      if paragraphs[paragraphs.count - 1].isEmpty { return }
      paragraphs.append("")
      glue = true
    }
    var at = element.index + 1
    while at < element.end {
      while let end = ends.last, at >= end {
        ends.removeLast()
        breakParagraph()
      }
      let node = markup.nodes[at]
      if node.name < 0 || node.name == word || node.name == mark {
        let element = node.name < 0 ? nil : Element(markup, at)
        // What stands in no word is text as well.
        let token =
          element.map { ($0.child("txm:form") ?? $0.child("form") ?? $0).line }
          ?? markup.string(node.from, node.to).split(whereSeparator: \.isWhitespace)
          .joined(separator: " ").trimmed
        if let token {
          if !glue, !".,)]…".contains(token.first ?? " ") {
            paragraphs[paragraphs.count - 1] += " "
          }
          paragraphs[paragraphs.count - 1] += token
          glue = "([’'".contains(token.last ?? " ")
        }
        at = element?.end ?? at + 1
      } else if dropped.contains(node.name) {
        at = Int(node.end)
      } else {
        if node.name >= 0, block.contains(node.name) {
          breakParagraph()
          ends.append(Int(node.end))
        } else if node.name >= 0, node.name == line {
          glue = false
        }
        at += 1
      }
    }
    return paragraphs.compactMap(\.trimmed).joined(separator: "\n\n")
  }
}
