import Press

/// Documents of LibreOffice and others: one article a document, or one a heading.
struct ODT: DumpFormat {
  let name = "odt"
  let summary = "OpenDocument texts (ODT, FODT): as docx"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    let isZip = bytes.starts(with: [0x50, 0x4B, 3, 4])
    guard isZip || bytes.first == UInt8(ascii: "<"),
      bytes.containsMarker("vnd.oasis.opendocument.text", within: isZip ? 512 : 8192)
    else { return nil }
    return Recognition(.magic, because: "an OpenDocument text")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes()
    let content: Markup
    let properties: Markup
    if bytes.first == UInt8(ascii: "<") {
      content = Markup(bytes, as: .xml)
      properties = content
    } else {
      let parts = try ZipDocument(bytes, limit: file.options.limits.whole) {
        $0 == "content.xml" || $0 == "meta.xml"
      }
      guard let part = parts["content.xml"] else {
        throw file.error(.damaged, "has no part content.xml; save it again from LibreOffice")
      }
      content = Markup(part, as: .xml)
      properties = Markup(parts["meta.xml"] ?? [], as: .xml)
    }
    try withoutActuallyEscaping(yield) { yield in
      var articles = DocumentArticles(file: file, builder: RecordBuilder(file, yield: yield))
      articles.read(properties: properties, created: "meta:creation-date")
      try articles.give(Self.paragraphs(content), to: yield)
      let notes = content.all("text:note").count + content.all("office:annotation").count
      try articles.tell(notes: notes, to: yield)
    }
  }

  private static func paragraphs(_ document: Markup) -> [DocumentParagraph] {
    let titles = Set(
      document.all("style:style").filter { style in
        let names = [style[attribute: "style:name"], style[attribute: "style:parent-style-name"]]
        return names.contains("Title")
      }.compactMap { $0[attribute: "style:name"] } + ["Title"])
    var found: [DocumentParagraph] = []
    let body = document.first("body") ?? document.first("office:body") ?? document.root
    guard let body else { return [] }
    var at = body.index + 1
    while at < body.end {
      let node = document.nodes[at]
      let element = Element(document, at)
      guard node.name >= 0, element.name == "text:p" || element.name == "text:h" else {
        // Contents and changes that were taken back are no text.
        let isPassedOver =
          node.name >= 0
          && ["text:table-of-content", "text:tracked-changes", "style:style"].contains(element.name)
        at = isPassedOver ? element.end : at + 1
        continue
      }
      var paragraph = DocumentParagraph(text: text(of: element))
      if element.name == "text:h" {
        paragraph.level = element[attribute: "text:outline-level"].flatMap { Int($0) } ?? 1
      } else if let style = element[attribute: "text:style-name"], titles.contains(style) {
        paragraph.level = 0
      }
      if let text = paragraph.text.trimmed {
        paragraph.text = text
        found.append(paragraph)
      }
      at = element.end
    }
    return found
  }

  private static func text(of paragraph: Element) -> String {
    let document = paragraph.markup
    var text = ""
    var at = paragraph.index + 1
    while at < paragraph.end {
      let node = document.nodes[at]
      if node.name < 0 {
        let words = document.string(node.from, node.to)
        // White space is one blank, as in HTML.
        let isOpen = words.first.map(\.isWhitespace) ?? false
        if isOpen, text.last?.isWhitespace == false { text += " " }
        text += words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if words.last?.isWhitespace == true, text.last?.isWhitespace == false { text += " " }
        at += 1
        continue
      }
      switch document.names.names[Int(node.name)] {
      case "text:line-break": text += "\n"
      case "text:tab", "text:s": text += " "
      case "text:note", "office:annotation":
        at = Int(node.end)
        continue
      default: break
      }
      at += 1
    }
    return text
  }
}
