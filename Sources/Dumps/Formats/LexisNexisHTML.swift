import Press

/// LexisNexis pages of the classic interface: `DOC_ID` anchors, classes `c0` and up.
struct LexisNexisHTML: DumpFormat {
  let name = "lexisnexis-html"
  let hasTags = true
  let summary =
    "LexisNexis, HTML (DOC_ID anchors): outlet, date, edition, title, labelled fields, text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    if bytes.containsMarker("name=\"doc_id_0_") || bytes.containsMarker("<!-- lxncomment") {
      return Recognition(.marker, because: "HTML with LexisNexis's DOC_ID anchors")
    }
    guard bytes.containsMarker("<docfull>"), bytes.containsMarker("<html", within: 4096) else {
      return nil
    }
    return Recognition(.marker, because: "HTML with LexisNexis's DOCFULL marks")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let page = Markup(source.bytes, as: .html)
    var starts = page.nodes.indices.filter { index in
      page.nodes[index].name == Tag.a
        && Element(page, index)[attribute: "name"]?.uppercased().hasPrefix("DOC_ID_") == true
    }
    if starts.isEmpty {
      starts = page.all("p").filter { $0.line.flatMap(LexisDocument.counter) != nil }.map(\.index)
    }
    let ends = starts.dropFirst() + [page.nodes.count]
    let documents = zip(starts, ends).map { Self.blocks(page, $0..<$1) }
    try LexisDocument.emit(
      documents, in: file, to: yield,
      place: { n in
        let end = n + 1 < starts.count ? page.nodes[starts[n + 1]].source : source.bytes.count
        return source.range(page.nodes[starts[n]].source..<end)
      })
  }

  /// A no-break space that was encoded twice came as «&Acirc;&nbsp;».
  private static func mended(_ text: String) -> String {
    // To look for the character byte by byte is much faster than to replace none.
    var text = text
    let isTwice = text.withUTF8 { bytes in
      bytes.indices.dropLast().contains { bytes[$0] == 0xC3 && bytes[$0 + 1] == 0x82 }
    }
    return isTwice ? text.replacing("\u{C2}\u{A0}", with: "\u{A0}") : text
  }

  /// The boxes of a document, one block each; in a box without a label every paragraph is a block.
  private static func blocks(_ page: Markup, _ nodes: Range<Int>) -> [LexisDocument.Block] {
    var blocks: [LexisDocument.Block] = []
    var at = nodes.lowerBound
    while at < nodes.upperBound {
      let node = page.nodes[at]
      guard node.name >= 0 else {
        at += 1
        continue
      }
      let element = Element(page, at)
      let isBox = element.name == "div" && element.first("div") == nil && element.first("p") != nil
      guard isBox || element.name == "p" else {
        at = element.traits.contains(.dropped) ? element.end : at + 1
        continue
      }
      let paragraphs = isBox ? element.all("p") : [element]
      let texts = paragraphs.map { mended($0.paragraphs()) }.filter { !$0.isEmpty }
      if let first = texts.first, LexisDocument.label(of: first, known: false) != nil,
        paragraphs.first?.first("span") != nil
      {
        blocks.append(texts.joined(separator: "\n"))
      } else {
        // A paragraph that an empty line breaks in two stays one block.
        blocks.append(contentsOf: texts)
      }
      at = element.end
    }
    return blocks
  }
}
