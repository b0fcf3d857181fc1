import Press

/// Europresse and eureka.cc exports: tables of 2012, `<article>` since 2015, `rdp__` since 2020.
struct EuropresseHTML: DumpFormat {
  let name = "europresse-html"
  let hasTags = true
  let summary =
    "Europresse / Eureka, HTML: outlet, issue, section, date, page, title, overline, "
    + "standfirst, authors, text, notes, captions, document number, link"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    if bytes.containsMarker("docpublicationname") {
      return Recognition(.marker, because: "HTML with the class DocPublicationName")
    }
    guard
      bytes.containsMarker("titrearticlevisu") || bytes.containsMarker("dococurrcontainer")
        || bytes.containsMarker("public-lblnodoc") && bytes.containsMarker("titrearticle")
    else { return nil }
    return Recognition(.marker, because: "HTML with Europresse's classes")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    if source.bytes.containsMarker("<article") {
      try Markup.read(source.bytes, as: .html, records: ["article"], nested: false) { article in
        let place = source.range(article.node.source..<article.markup.recordEnd)
        let origin = file.nextOrigin(bytes: place)
        try EuropresseRecord(article: article, origin: origin).give(in: file, to: yield)
      }
    } else {
      let page = Markup(source.bytes, as: .html)
      let starts = page.nodes.indices.filter {
        page.nodes[$0].name >= 0 && Element(page, $0).has(class: "docpublicationname")
      }
      for (n, start) in starts.enumerated() {
        let end = n + 1 < starts.count ? starts[n + 1] : page.nodes.count
        let place = source.range(page.nodes[start].source..<page.nodes[start].source)
        try EuropresseRecord(
          table: page, nodes: start..<end, origin: file.nextOrigin(bytes: place)
        ).give(in: file, to: yield)
      }
    }
  }
}
