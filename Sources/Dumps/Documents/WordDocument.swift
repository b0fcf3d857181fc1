import Press

/// The paragraphs of a Word document in order, with their headings, and the articles in its tables.
struct WordDocument {
  private(set) var content = DocumentContent()
  /// What `docProps/core.xml` says.
  private(set) var properties: Markup?
  /// How many footnotes, endnotes and comments it has beside its text.
  private(set) var notes = 0

  /// Reads the parts of `bytes`.
  ///
  /// - Throws: `DumpError` when they are damaged, too large, or contain no document.
  init(_ bytes: [UInt8], limits: DumpOptions.Limits, map: [String: String] = [:]) throws {
    if Self.isXML(bytes) {
      let document = Markup(Array(Self.inner(bytes)), as: .xml)
      var text = WordText(document, nil, map: map)
      text.read(0..<document.nodes.count)
      content = text.content
      return
    }
    let wanted: Set<String> = ["word/document.xml", "word/styles.xml", "docProps/core.xml"]
    let parts = try ZipDocument(bytes, limits: limits) { wanted.contains($0) }
    guard let part = parts["word/document.xml"] else {
      throw DumpError(
        .damaged, path: "", problem: "has no part word/document.xml; save it again from Word")
    }
    let levels = parts["word/styles.xml"].map { Self.levels(Markup($0, as: .xml)) }
    properties = parts["docProps/core.xml"].map { Markup($0, as: .xml) }
    let document = Markup(part, as: .xml)
    notes = ["footnoteReference", "endnoteReference", "commentReference"].reduce(0) {
      $0 + document.all($1).count
    }
    var text = WordText(document, levels, map: map)
    text.read(0..<document.nodes.count)
    content = text.content
  }

  /// The document inside of a package in one file, so that its prefix is the outermost; else all of `bytes`.
  private static func inner(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    func find(_ mark: String, from start: Int) -> Int? {
      let mark = Array(mark.utf8)
      var at = start
      while let next = bytes[at...].firstIndex(of: mark[0]) {
        if bytes[next...].starts(with: mark) { return next }
        at = next + 1
      }
      return nil
    }
    guard let start = find("<w:document", from: 0) else { return bytes[...] }
    let close = "</w:document>"
    let end = find(close, from: start).map { $0 + close.utf8.count } ?? bytes.count
    return bytes[start..<end]
  }

  /// True for a document that Word has saved as one file of XML: as a package, or as Word 2003 did.
  static func isXML(_ bytes: [UInt8]) -> Bool {
    bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
      && (bytes.containsMarker("<w:worddocument", within: 8192)
        || bytes.containsMarker("<pkg:package", within: 4096)
          && bytes.containsMarker("<w:document"))
  }

  /// The start of the text of a document whose bytes may be cut: enough to tell what it is.
  static func start(of head: [UInt8]) -> [UInt8] {
    guard let reader = try? ArchiveReader(MemorySource(head), wrapping: .zip) else { return [] }
    while let entry = (try? reader.next()) ?? nil {
      guard entry.name == "word/document.xml" else { continue }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      while bytes.count < 2 << 20 {
        let n = (try? buffer.withUnsafeMutableBytes { try reader.read(into: $0) }) ?? 0
        if n == 0 { break }
        bytes += buffer[..<n]
      }
      return bytes
    }
    return []
  }

  /// Levels of headings by the identifier of their style.
  private static func levels(_ styles: Markup) -> [String: Int] {
    var levels: [String: Int] = [:]
    for style in styles.all("style") {
      guard let id = style[attribute: "w:styleId"] else { continue }
      let name = style.child("name")?[attribute: "w:val"]?.lowercased() ?? ""
      let outline = style.first("outlineLvl")?[attribute: "w:val"].flatMap { Int($0) }
      if name == "title" {
        levels[id] = 0
      } else if name.hasPrefix("heading "), let level = Int(name.dropFirst(8)) {
        levels[id] = level
      } else if let outline, (0..<9).contains(outline) {
        levels[id] = outline + 1
      }
    }
    return levels
  }

  /// 2 for `h2`, `Heading2`, `Titre2` and `2`; 0 for `Title`.
  static func level(_ name: String) -> Int? {
    if ["title", "titre", "titel"].contains(name.lowercased()) { return 0 }
    guard let last = name.last, let level = last.wholeNumberValue, (1...9).contains(level) else {
      return nil
    }
    let stem = name.dropLast().lowercased()
    return ["", "h", "heading", "titre", "überschrift", "berschrift"].contains(stem) ? level : nil
  }

}

/// One walk over the text of a Word document.
private struct WordText {
  private enum Tag: String {
    case fallback = "mc:Fallback"
    case text = "t"
    case paragraph = "p"
    case lineBreak = "br"
    case carriage = "cr"
    case section = "sectPr"
    case pageBreak = "pageBreakBefore"
    case tab, run = "r"
    case bold = "b"
    case hyphen = "noBreakHyphen"
    case style = "pStyle"
    case outline = "outlineLvl"
    case table = "tbl"
  }

  private let document: Markup
  /// What each name of the document means here; the prefix of the outermost element, «w:», is none.
  private let tags: [Tag?]
  /// Levels of headings by the identifier of their style; nil for a document without styles, whose
  /// identifiers say it themselves.
  private let levels: [String: Int]?
  private let map: [String: String]
  private(set) var content = DocumentContent()
  private var open = DocumentParagraph(text: "")
  /// True when the paragraph that comes next begins a page.
  private var breaksPage = false
  private var isBold = false

  init(_ document: Markup, _ levels: [String: Int]?, map: [String: String]) {
    self.document = document
    self.levels = levels
    self.map = map
    tags = document.names.names.map { Tag(rawValue: $0) }
  }

  mutating func read(_ nodes: Range<Int>) {
    var at = nodes.lowerBound
    while at < nodes.upperBound {
      let node = document.nodes[at]
      guard node.name >= 0, let tag = tags[Int(node.name)] else {
        at += 1
        continue
      }
      let element = Element(document, at)
      switch tag {
      case .fallback: at = Int(node.end)
      case .text:
        if open.text.isEmpty { open.isBold = isBold }
        open.text += element.rawText
        at = Int(node.end)
      case .table:
        close()
        at = content.take(rows(of: element), map: map) ? Int(node.end) : at + 1
      default:
        take(tag, element)
        at += 1
      }
    }
    close()
  }

  private func rows(of table: Element) -> [[String]] {
    // A table inside a table is part of a layout.
    guard table.first("tbl") == nil else { return [] }
    return table.all("tr").map { row in
      row.all("tc").map { cell in
        var inside = WordText(document, levels, map: map)
        inside.read(cell.index + 1..<cell.end)
        return inside.content.paragraphs.map(\.text).joined(separator: "\n\n")
      }
    }
  }

  private mutating func take(_ tag: Tag, _ element: Element) {
    let value = element[attribute: "w:val"]
    switch tag {
    case .paragraph: close()
    case .lineBreak where element[attribute: "w:type"] != "page", .carriage: open.text += "\n"
    case .lineBreak where open.text.isEmpty, .pageBreak: open.startsPage = true
    case .lineBreak, .section: breaksPage = true
    case .tab: if value == nil { open.text += " " }
    case .hyphen: open.text += "\u{2011}"
    case .style: open.level = value.flatMap { levels == nil ? WordDocument.level($0) : levels?[$0] }
    case .outline:
      guard open.level == nil, let level = value.flatMap({ Int($0) }), (0..<9).contains(level)
      else { return }
      open.level = level + 1
    case .run: isBold = false
    case .bold: isBold = value.map { !["0", "false", "none"].contains($0) } ?? true
    case .fallback, .text, .table: break
    }
  }

  private mutating func close() {
    if let text = open.text.trimmed {
      open.text = text
      content.paragraphs.append(open)
    } else {
      // An empty paragraph hands its page break on.
      breaksPage = breaksPage || open.startsPage
    }
    open = DocumentParagraph(text: "")
    open.startsPage = breaksPage
    breaksPage = false
  }
}
