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
      try file.give(article, without: "no text found in the element text", to: yield)
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
      article.outlet =
        header.first("sourceDesc")?.first("publisher")?.line ?? header.first("publisher")?.line
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

  private static let blocks: Set<String> = [
    "p", "head", "ab", "lg", "l", "titre", "title", "front", "back", "opener", "closer", "item",
  ]

  private static func body(_ element: Element) -> String {
    let content = element.child("body") ?? element
    if content.first("w") != nil { return tokens(content) }
    if content.children.isEmpty { return Fragment.lines(content.rawText) }
    let text = content.paragraphs(blocks: blocks) {
      ["note", "metadata", "teiHeader", "fw"].contains($0.name)
    }
    return text
  }

  /// Words that are in elements of their own, joined as they are printed.
  private static func tokens(_ element: Element) -> String {
    let markup = element.markup
    let block = Set(blocks.compactMap { markup.names.id(of: $0) }), word = markup.names.id(of: "w"),
      line = markup.names.id(of: "lb")
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
      if node.name == word {
        let w = Element(markup, at)
        if let token = (w.child("txm:form") ?? w.child("form") ?? w).line {
          if !glue, !".,)]…".contains(token.first ?? " ") {
            paragraphs[paragraphs.count - 1] += " "
          }
          paragraphs[paragraphs.count - 1] += token
          glue = "([’'".contains(token.last ?? " ")
        }
        at = w.end
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
