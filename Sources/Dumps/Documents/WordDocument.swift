import Press

/// The paragraphs of a Word document in order, with their headings.
struct WordDocument {
  private(set) var paragraphs: [DocumentParagraph] = []
  /// What `docProps/core.xml` says.
  private(set) var properties: Markup?
  /// How many footnotes, endnotes and comments it has beside its text.
  private(set) var notes = 0
  /// Its first table, when that is one of articles.
  private(set) var table: [XLSX.Row]?

  /// Reads the parts of `bytes`.
  ///
  /// - Throws: `DumpError` when they are damaged, too large, or contain no document.
  init(_ bytes: [UInt8], limit: Int) throws {
    let wanted: Set<String> = ["word/document.xml", "word/styles.xml", "docProps/core.xml"]
    let parts = try ZipDocument(bytes, limit: limit) { wanted.contains($0) }
    guard let part = parts["word/document.xml"] else {
      throw DumpError(
        .damaged, path: "", problem: "has no part word/document.xml; save it again from Word")
    }
    let levels = parts["word/styles.xml"].map { Self.levels(Markup($0, as: .xml)) } ?? [:]
    properties = parts["docProps/core.xml"].map { Markup($0, as: .xml) }
    let document = Markup(part, as: .xml)
    notes = ["footnoteReference", "endnoteReference", "commentReference"].reduce(0) {
      $0 + document.all($1).count
    }
    paragraphs = Self.paragraphs(document, levels)
    table = document.first("tbl").flatMap(Self.articles)
  }

  /// The rows of a table of articles; nil for other tables.
  private static func articles(_ table: Element) -> [XLSX.Row]? {
    let rows = table.children("tr").enumerated().map { n, row in
      let cells = row.children("tc").enumerated().map { column, cell in
        let lines = cell.all("p").map { $0.all("t").map(\.rawText).joined() }
        return (column: column, text: lines.compactMap(\.trimmed).joined(separator: "\n\n"))
      }
      return XLSX.Row(number: n + 1, cells: cells)
    }
    guard let head = rows.first, let body = PageTable.body(among: head.texts(head.width)),
      PageTable.areArticles(rows, body: body)
    else { return nil }
    return rows
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

  private static func paragraphs(
    _ document: Markup, _ levels: [String: Int]
  ) -> [DocumentParagraph] {
    let names = document.names
    // The prefix of the outermost element, «w:», is none here.
    let paragraph = names.id(of: "p"), text = names.id(of: "t")
    let lineBreak = names.id(of: "br"), carriage = names.id(of: "cr"), tab = names.id(of: "tab")
    let fallback = names.id(of: "mc:Fallback"), hyphen = names.id(of: "noBreakHyphen")
    let style = names.id(of: "pStyle"), outline = names.id(of: "outlineLvl")
    var found: [DocumentParagraph] = []
    var open = DocumentParagraph(text: "")
    func close() {
      if let text = open.text.trimmed {
        open.text = text
        found.append(open)
      }
      open = DocumentParagraph(text: "")
    }
    var at = 0
    while at < document.nodes.count {
      let node = document.nodes[at]
      let name: Int32? = node.name
      if node.name < 0 {
        at += 1
      } else if name == fallback {
        at = Int(node.end)
      } else {
        let element = Element(document, at)
        if name == paragraph { close() }
        if name == lineBreak || name == carriage {
          if element[attribute: "w:type"] != "page" { open.text += "\n" }
        }
        if name == tab, element[attribute: "w:val"] == nil { open.text += " " }
        if name == hyphen { open.text += "\u{2011}" }
        if name == style { open.level = element[attribute: "w:val"].flatMap { levels[$0] } }
        if name == outline, open.level == nil,
          let level = element[attribute: "w:val"].flatMap({ Int($0) }), (0..<9).contains(level)
        {
          open.level = level + 1
        }
        if name == text { open.text += element.rawText }
        at = name == text ? Int(node.end) : at + 1
      }
    }
    close()
    return found
  }
}
