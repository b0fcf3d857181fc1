import Platform
import Press

/// The text of an article as fields contain it: plain, as paragraphs in a list, or as HTML.
enum BodyText {
  /// The text, and whether it was HTML; nil when there is none.
  static func read(_ value: Metadata) -> (text: String, isHTML: Bool)? {
    switch value {
    case .text(let text):
      // What interfaces print in place of a text that is not paid for.
      guard !isBlank(text), !text.hasPrefix("ONLY AVAILABLE IN ") else { return nil }
      if let plain = PythonText.bytes(text) { return read(.text(plain)) }
      if let items = PythonText.list(text) { return read(.list(items.map(Metadata.text))) }
      if text.contains(byte: UInt8(ascii: "_")), text.range(of: "_x000D_") != nil {
        // The carriage return of a workbook.
        return read(.text(text.replacing("_x000D_", with: "")))
      }
      if let page = page(value) { return (page.body, true) }
      if let tree = blocks(in: text) { return (tree, false) }
      if looksLikeHTML(text) {
        let plain = paragraphs(ofHTML: text)
        if !isBlank(plain) { return (plain, true) }
      }
      if FieldText.plain(value) == nil { return nil }
      if MarkdownText.isMarked(text) { return (MarkdownText(text).text, false) }
      return (TextBytes.clean(withoutReferences(text)), false)
    case .list(let items):
      if BlockText.isTree(value) { return BlockText.read(value).map { ($0, false) } }
      let parts = items.compactMap { read($0) }
      guard !parts.isEmpty else { return nil }
      return (
        parts.map(\.text).joined(separator: "\n\n"), parts.contains { $0.isHTML }
      )
    case .object(let fields):
      if BlockText.isTree(value) { return BlockText.read(value).map { ($0, false) } }
      for key in [
        "rendered", "text", "plain", "processed", "value", "@value", "#text", "body", "content",
      ] {
        if let field = fields.first(where: { $0.name == key }) { return read(field.value) }
      }
      if LanguageVersions.versions(value) != nil { return read(fields[0].value) }
      return MobiledocText.read(value).map { ($0, false) }
    case .null, .bool, .number: return nil
    }
  }

  /// The paragraphs of a tree of blocks that was stored as JSON in a text; nil for other texts.
  private static func blocks(in text: String) -> String? {
    let start = text.utf8.lazy.filter { $0 > 32 }.prefix(2)
    guard start.elementsEqual("[{".utf8) || start.elementsEqual("{\"".utf8),
      let value = JSONText.read(text)
    else { return nil }
    return BlockText.isTree(value) ? BlockText.read(value) : MobiledocText.read(value)
  }

  private static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 <= 32 } }

  /// The article of a whole page in a field; nil for other texts.
  static func page(_ value: Metadata) -> Article? {
    guard case .text(let text) = value, isPage(text) else { return nil }
    let page = WebPage(Array(text.utf8))
    return page.problem == nil ? page.article : nil
  }

  private static func isPage(_ text: String) -> Bool {
    let start = text.utf8.lazy.drop { $0 <= 32 }.prefix(16).map { $0 | 0x20 }
    return start.starts(with: "<!doctype html".utf8.map { $0 | 0x20 })
      || start.starts(with: "<html".utf8)
  }

  /// True when tags are in the text that articles do not talk about: paragraphs, breaks, links.
  ///
  /// One closed pair of a known element or one `<br>` is enough; «a < b» and «<Jean>» are not.
  static func looksLikeHTML(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return false }
      var i = 0
      while let found = memchr(base + i, 0x3C, bytes.count - i) {
        i = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        let closes = i < bytes.count && bytes[i] == 0x2F
        var end = closes ? i + 1 : i
        while end < bytes.count, end - i < 12,
          (0x61...0x7A).contains(bytes[end] | 0x20) || (0x30...0x39).contains(bytes[end])
        {
          end += 1
        }
        guard end < bytes.count, bytes[end] == 0x3E || bytes[end] <= 0x20 || bytes[end] == 0x2F
        else { continue }
        let name = String(decoding: bytes[(closes ? i + 1 : i)..<end], as: UTF8.self).lowercased()
        if closes ? closed.contains(name) : name == "br" || name == "p" || name == "hr" {
          return true
        }
      }
      return false
    }
  }

  /// True for a plain text that is HTML: it begins with a tag, or two breaks or ends of paragraphs part
  /// its words.
  static func isMarkedUp(_ text: String) -> Bool {
    guard looksLikeHTML(text) else { return false }
    if text.utf8.first == 0x3C { return true }
    let bytes = Array(text.utf8.prefix(64 << 10))
    let tags = ["<br", "</p>", "</div>"].map { Array($0.utf8) }
    let marks = bytes.indices.count { at in
      bytes[at] == 0x3C
        && tags.contains {
          bytes[at...].prefix($0.count).map { $0 | 0x20 }.elementsEqual($0.map { $0 | 0x20 })
        }
    }
    return marks >= 2
  }

  private static let closed: Set<String> = [
    "p", "div", "a", "b", "i", "em", "strong", "span", "ul", "ol", "li", "h1", "h2", "h3", "h4",
    "blockquote", "article", "section", "table", "td", "figure", "html", "body", "font", "u",
  ]

  /// The paragraphs of HTML in a field, separated by one blank line.
  static func paragraphs(ofHTML text: String) -> String {
    let markup = Markup(text, as: .html)
    return ParagraphWriter.read(markup, nodes: 0..<markup.nodes.count)
  }

  /// A text without tags whose character references are read, line by line, when it contains some
  /// that no article prints: «&nbsp;», «&#8217;», «&eacute;».
  static func withoutReferences(_ text: String) -> String {
    guard text.contains(byte: 0x26), text.contains(byte: 0x3B), !text.contains(byte: 0x3C) else {
      return text
    }
    return Markup("<body><pre>" + text, as: .html).first("pre")?.rawText ?? text
  }

  /// A title without the character references that some programs leave in it.
  static func withoutEntities(_ text: String) -> String {
    guard text.contains(byte: 0x26), text.contains(byte: 0x3B) else { return text }
    return Markup("<p>" + text + "</p>", as: .html).root?.line { _ in false } ?? text
  }
}

extension Article {
  /// Takes the text of a page, and what the page says of itself; fields beside it that say more come
  /// after this.
  mutating func take(_ page: Article) {
    (body, title, outlet, published) = (page.body, page.title, page.outlet, page.published)
    (authors, section, url) = (page.authors, page.section, page.url)
    declaredLanguage = page.declaredLanguage
    keep("body_rule", .text("html"))
    for field in page.metadata { keep(field.name, field.value) }
  }
}
