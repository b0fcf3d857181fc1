import Press

/// Factiva's XML answers (PPS, distribution documents): `<article>` with headline, lead and tail.
struct FactivaXML: DumpFormat {
  let name = "factiva-xml"
  let hasTags = true
  let summary = "Factiva, XML (PPS): headline, lead and tail paragraphs, source, codes, language"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    // An address of Factiva among the fields makes no answer of it.
    guard
      bytes.containsMarker("ppsarticle", within: 16_384)
        || bytes.containsMarker("<leadparagraph", within: 65_536)
          && bytes.containsMarker("global.factiva.com", within: 16_384)
        || bytes.containsMarker("<accessionno>", within: 65_536)
          && bytes.containsMarker("paragraph", within: 65_536)
    else { return nil }
    return Recognition(.namespace, because: "XML with Factiva's accession numbers")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    var found = 0
    let rest = try file.readXML(source, records: ["article"], to: yield) { element, origin in
      found += 1
      let article = Self.article(element, origin)
      try file.give(
        article, without: "no text found (no leadParagraph, no tailParagraphs)", to: yield)
    }
    let sets = rest.nodes.indices.filter { rest.nodes[$0].name >= 0 }.map { Element(rest, $0) }
    let declared = sets.compactMap { $0[attribute: "count"].flatMap { Int($0) } }
    if let declared = declared.first, declared != found {
      let message = "the file declares \(declared) articles and contains \(found)"
      try yield(.warning(Warning(.counts, origin: file.origin(), message: message)))
    }
  }

  private static func paragraphs(_ element: Element?) -> String? {
    element.map { $0.paragraphs(blocks: ["paragraph"]) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func article(_ element: Element, _ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    article.title = element.child("headline")?.line
    article.externalID = element.child("accessionNo")?.line
    article.outlet = element.child("sourceName")?.line
    article.declaredLanguage = element.child("baseLanguage")?.line.flatMap(WebPage.language)
    article.section = element.child("sectionName")?.line
    if let by = element.child("byline")?.line { article.authors = FactivaFields.people(by) }
    article.published = date(
      element.child("publicationDate"), time: element.child("publicationTime"))
    article.body = [
      paragraphs(element.child("leadParagraph")), paragraphs(element.child("tailParagraphs")),
    ]
    .compactMap(\.self).joined(separator: "\n\n")
    keepRest(of: element, in: &article)
    return article
  }

  private static func date(_ day: Element?, time: Element?) -> PressDate? {
    guard let line = day?.line, let date = PrintedDate.iso(line) else { return nil }
    return time?.line.flatMap { FactivaFields.join(date, $0) } ?? date
  }

  private static let names: [String: String] = [
    "wordCount": "words", "publisherName": "publisher", "sourceCode": "source_code",
    "pages": "page",
    "newsSubject": "subjects", "region": "regions", "industry": "industries",
    "company": "companies",
    "descField": "publisher_codes", "columnName": "column", "contextualHeadline": "overline",
    "artWork": "captions", "correction": "correction", "dateline": "dateline", "credit": "credit",
    "modificationDate": "updated",
  ]

  /// Every other element under its own name, repeated ones as a list.
  private static func keepRest(of element: Element, in article: inout Article) {
    let own: Set<String> = [
      "headline", "accessionNo", "sourceName", "baseLanguage", "sectionName", "byline",
      "publicationDate", "publicationTime", "leadParagraph", "tailParagraphs",
    ]
    let children = element.children.filter { !own.contains($0.name) }
    for name in children.map(\.name).uniqued() {
      let values = children.filter { $0.name == name }.compactMap(value)
      guard !values.isEmpty else { continue }
      let key = names[name] ?? name
      let isCoded = children.contains { $0.name == name && $0[attribute: "code"] != nil }
      if name == "wordCount", case .text(let count)? = values.first {
        article.keep(key, .number(count))
      } else {
        article.keep(key, values.count == 1 && !isCoded ? values[0] : .list(values))
      }
    }
  }

  private static func value(_ element: Element) -> Metadata? {
    let line = element.line
    if let code = element[attribute: "code"] {
      var fields = [Metadata.Field("code", .text(code))]
      if let line { fields.append(.init("name", .text(line))) }
      return .object(fields)
    }
    if let line { return .text(line) }
    let attributes = element.attributes.filter { !$0.value.isEmpty }
    return attributes.isEmpty ? nil : .object(attributes.map { .init($0.name, .text($0.value)) })
  }
}
