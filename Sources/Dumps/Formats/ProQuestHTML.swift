import Press

/// ProQuest exports as a page: documents between rules, the same labels as in its text.
struct ProQuestHTML: DumpFormat {
  let name = "proquest-html"
  let hasTags = true
  let summary = "ProQuest, HTML: the same fields as its text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"), ProQuestDocument.isExport(bytes)
    else { return nil }
    return Recognition(.marker, because: "HTML with the labels of ProQuest")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let page = Markup(source.bytes, as: .html)
    // Where documents part: a rule, or the anchor that counts them.
    var cuts = page.nodes.indices.filter { at in
      page.nodes[at].name >= 0 && Element(page, at).name == "hr"
    }
    if cuts.isEmpty {
      cuts = page.all("a").filter {
        let name = $0[attribute: "name"]?.lowercased() ?? ""
        return name.hasPrefix("docid_") || name.hasPrefix("document ")
      }.map(\.index)
    }
    let ends = cuts + [page.nodes.count]
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      var start = 0
      for end in ends {
        let nodes = start..<end
        start = end
        guard !nodes.isEmpty else { continue }
        let text = ParagraphWriter.read(page, nodes: nodes)
        let from = page.nodes[nodes.lowerBound].source
        let to = end < page.nodes.count ? page.nodes[end].source : source.bytes.count
        try ProQuestDocument.give(
          text, to: builder, allowEmptyBody: file.options.allowEmptyBody
        ) { _, _ in
          file.nextOrigin(bytes: source.range(from..<max(from, to)))
        }
      }
      try builder.finish()
    }
  }
}
