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
      let parts = try ZipDocument(bytes, limits: file.options.limits) {
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
      try articles.give(
        Self.content(content, map: file.options.fieldMap), to: yield)
      let notes = content.all("text:note").count + content.all("office:annotation").count
      try articles.tell(notes: notes, to: yield)
    }
  }

  private static func content(_ document: Markup, map: [String: String]) -> DocumentContent {
    var content = DocumentContent()
    guard let body = document.first("body") ?? document.first("office:body") ?? document.root else {
      return content
    }
    let styles = ODTStyles(document)
    var at = body.index + 1
    while at < body.end {
      let node = document.nodes[at]
      let element = Element(document, at)
      switch node.name < 0 ? "" : element.name {
      case "text:p", "text:h":
        if let paragraph = paragraph(element, styles) { content.paragraphs.append(paragraph) }
        at = element.end
      case "table:table":
        at = content.take(rows(of: element), map: map) ? element.end : at + 1
      // Contents and changes that were taken back are no text.
      case "text:table-of-content", "text:tracked-changes", "style:style": at = element.end
      default: at += 1
      }
    }
    return content
  }

  private static func paragraph(_ element: Element, _ styles: ODTStyles) -> DocumentParagraph? {
    guard let text = text(of: element).trimmed else { return nil }
    var paragraph = DocumentParagraph(text: text)
    let style = element[attribute: "text:style-name"].flatMap { styles[$0] }
    paragraph.level = style?.level
    if element.name == "text:h" {
      paragraph.level = element[attribute: "text:outline-level"].flatMap { Int($0) } ?? 1
    }
    paragraph.startsPage = style?.startsPage == true
    let span = element.children.first { $0.line != nil }
    let spanStyle = span?[attribute: "text:style-name"].flatMap { styles[$0] }
    paragraph.isBold = style?.isBold == true || spanStyle?.isBold == true
    return paragraph
  }

  private static func rows(of table: Element) -> [[String]] {
    guard table.first("table:table") == nil else { return [] }
    return table.all("table:table-row").map { row in
      row.children.filter { $0.name == "table:table-cell" }.map { cell in
        cell.all("text:p").map(text).joined(separator: "\n\n")
      }
    }
  }

  /// The text of a paragraph without its notes.
  static func text(of paragraph: Element) -> String {
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

/// What the styles of an OpenDocument text say of paragraphs.
private struct ODTStyles {
  struct Style {
    var level: Int?
    var isBold = false
    var startsPage = false
  }

  private var styles: [String: Style] = [:]

  init(_ document: Markup) {
    for style in document.all("style:style") {
      guard let name = style[attribute: "style:name"] else { continue }
      let parent = style[attribute: "style:parent-style-name"]
      var found = Style(level: Self.level(name) ?? parent.flatMap(Self.level))
      found.isBold = style.first("style:text-properties")?[attribute: "fo:font-weight"] == "bold"
      found.startsPage =
        style.first("style:paragraph-properties")?[attribute: "fo:break-before"] == "page"
      styles[name] = found
    }
  }

  subscript(name: String) -> Style? { styles[name] ?? Self.level(name).map { Style(level: $0) } }

  /// «Title» is 0, «Heading_20_2» is 2.
  private static func level(_ name: String) -> Int? {
    if name == "Title" { return 0 }
    guard name.hasPrefix("Heading_20_") else { return nil }
    return Int(name.dropFirst("Heading_20_".count))
  }
}
