import Press

/// Factiva pages: articles with two-letter field tags, or the same fields in order without tags.
struct FactivaHTML: DumpFormat {
  let name = "factiva-html"
  let hasTags = true
  let summary = "Factiva, HTML with field tags (HD BY WC PD SN LP TD …) or without: all fields"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.containsMarker("<") else { return nil }
    if bytes.containsMarker("<title>factiva"), bytes.containsMarker("<html", within: 4096) {
      return Recognition(.marker, because: "HTML page with the title Factiva")
    }
    if bytes.containsMarker("fcpnavcontainer") || bytes.containsMarker("frarticleparagraph")
      || bytes.containsMarker("articleparagraph enarticle")
    {
      return Recognition(.marker, because: "HTML with Factiva's classes")
    }
    guard
      bytes.containsMarker("class=\"article frarticle")
        || bytes.containsMarker("class=\"article enarticle")
        || bytes.containsMarker("class=\"article dearticle")
        || bytes.containsMarker("class=\"article esarticle")
        || bytes.containsMarker("factiva") && bytes.containsMarker("articleparagraph")
    else { return nil }
    return Recognition(.marker, because: "HTML with Factiva's article boxes")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let page = Markup(source.bytes, as: .html)
    var boxes: [Element] = []
    for index in page.nodes.indices where page.nodes[index].name >= 0 {
      let element = Element(page, index)
      guard element.name == "div", Self.isBox(element) else { continue }
      // Newer pages put an article into two boxes, one in the other: the inner one is it.
      if let last = boxes.last, last.contains(element) { boxes.removeLast() }
      boxes.append(element)
    }
    if boxes.isEmpty { boxes = Self.tables(in: page) }
    for box in boxes {
      let place = source.range(box.node.source..<box.node.source)
      let origin = file.nextOrigin(bytes: place)
      var article =
        Self.tagged(box, origin) ?? Self.untagged(box, origin)
      if article.title == nil, article.body.isEmpty {
        let excerpt = String((box.line ?? "").prefix(200))
        let reason = "expected a Factiva article (a headline and paragraphs), found neither"
        try yield(.reject(Reject(origin: origin, reason: reason, excerpt: excerpt)))
        continue
      }
      article.origin = origin
      try file.give(article, without: "no text found (neither LP nor TD)", to: yield)
    }
    try compare(boxes.count, with: Self.declaredCount(page), file, yield)
  }

  private static func isBox(_ element: Element) -> Bool {
    let classes = element.classes
    return classes.contains("article")
      || classes.contains { $0.hasSuffix("article") && $0.utf8.count <= 10 && $0.utf8.count > 7 }
  }

  /// Pages whose boxes have lost their class: every table that contains HD or AN.
  private static func tables(in page: Markup) -> [Element] {
    page.all("table").filter { table in
      table.first("table") == nil
        && table.all("b").contains { ["HD", "AN"].contains($0.line ?? "") }
    }
  }

  /// The count in the summary of the search («Résultats trouvés 12»), if there is one.
  private static func declaredCount(_ page: Markup) -> Int? {
    for row in page.all("tr").reversed().prefix(60) {
      let cells = row.children.compactMap(\.line)
      guard cells.count == 2 else { continue }
      let label = cells[0].lowercased()
      if label.hasPrefix("results found") || label.hasPrefix("résultats trouvés")
        || label.hasPrefix("articles") && label.range(of: "sélection") != nil
      {
        return Int(cells[1].filter(\.isASCIIDigit))
      }
    }
    return nil
  }

  private func compare(
    _ found: Int, with declared: Int?, _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws {
    guard let declared, declared != found else { return }
    let message = "the search found \(declared) articles, the file contains \(found)"
    try yield(.warning(Warning(.counts, origin: file.origin(), message: message)))
  }

  // MARK: With tags

  private static func tagged(_ box: Element, _ origin: Origin) -> Article? {
    var fields: [(tag: String, cell: Element)] = []
    for row in box.all("tr") {
      let cells = row.children.filter { $0.name == "td" || $0.name == "th" }
      guard cells.count >= 2, let tag = cells[0].line?.trimmed, (2...4).contains(tag.utf8.count),
        tag.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A })
      else { continue }
      fields.append((tag, cells[1]))
    }
    guard fields.contains(where: { $0.tag == "HD" || $0.tag == "AN" || $0.tag == "LP" }) else {
      return nil
    }
    return FactivaFields(fields.map { ($0.tag, $0.cell.paragraphs()) }).article(origin)
  }

  // MARK: Without tags

  /// The fields in their order: section, headline, byline, words, date, time, source, code, page,
  /// language, copyright, text, document number.
  private static func untagged(_ box: Element, _ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    let paragraphs = box.all("p").filter {
      $0.has(class: "articleparagraph") || $0.classes.contains { $0.hasSuffix("articleparagraph") }
    }
    let body =
      paragraphs.isEmpty
      ? box.all("p").filter { $0.line?.hasPrefix("Document ") != true } : paragraphs
    let headline = box.first { $0.classes.contains { $0.hasSuffix("headline") } }
    article.title = headline?.line
    article.body = body.map { $0.paragraphs() }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    let first = body.first?.index ?? box.end
    let lines = box.all("div").filter { div in
      div.first("div") == nil && (headline.map { !$0.contains(div) && !div.contains($0) } ?? true)
        && div.first("p") == nil
    }
    var header = lines.filter { $0.index < first }.compactMap(\.line)
    let titleIndex = headline?.index ?? box.index
    let above = lines.filter { $0.index < titleIndex }.compactMap(\.line)
    article.section = above.first
    header.removeFirst(min(above.count, header.count))
    readHeader(header, into: &article)
    // What is below the text: the number, and sometimes indexing.
    for line
      in (box.all("p").map(\.index).filter { $0 > first } + lines.map(\.index).filter { $0 > first })
      .sorted().compactMap({ Element(box.markup, $0).line })
    {
      if line.hasPrefix("Document "), let number = line.split(separator: " ").last {
        article.externalID = String(number)
      }
    }
    return article
  }

  /// Reads the lines between headline and text: writers, words, date, source, code, language …
  static func readHeader(_ lines: [String], into article: inout Article) {
    var rest: [String] = []
    for line in lines {
      if FactivaFields.words(line) != nil,
        article.metadata.first(where: { $0.name == "words" }) == nil
      {
        article.keep("words", FactivaFields.words(line).map(Metadata.number))
      } else if article.published == nil, line.utf8.count < 40, let date = PrintedDate.iso(line) {
        article.published = date
      } else if article.published != nil, article.published?.iso.utf8.count == 10,
        FactivaFields.isTime(line)
      {
        article.published = FactivaFields.join(article.published, line)
      } else {
        rest.append(line)
      }
    }
    // Whatever comes before the number of words is who wrote it; after the date: source, code, …
    let wordLine = lines.firstIndex { FactivaFields.words($0) != nil } ?? 0
    let dateLine = lines.firstIndex { $0.utf8.count < 40 && PrintedDate.iso($0) != nil } ?? wordLine
    article.authors = lines[..<wordLine].filter { rest.contains($0) }.map(FactivaFields.withoutBy)
    var later = lines[dateLine...].filter { rest.contains($0) }[...]
    article.outlet = later.popFirst()
    if let code = later.first, code.utf8.count <= 8, code == code.uppercased(),
      code.first?.isLetter == true
    {
      article.keep("source_code", .text(code))
      later.removeFirst()
    }
    for line in later {
      let lower = line.lowercased()
      if let language = FactivaFields.language(line) {
        article.declaredLanguage = language
      } else if lower.hasPrefix("copyright") || lower.hasPrefix("©") || lower.hasPrefix("(c)")
        || lower.hasPrefix("all rights")
      {
        article.keep("copyright", .text(line))
      } else if article.metadata.first(where: { $0.name == "page" }) == nil, line.utf8.count <= 24 {
        article.keep("page", .text(FactivaFields.page(line)))
      } else {
        article.keep("detail", .text(line))
      }
    }
  }
}
