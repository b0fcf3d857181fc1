/// Lines of a page, once links and tables are gone, as paragraphs.
extension WikiText {
  static let apparatus: Set<String> = [
    "sources", "source", "references", "références", "référence", "notes", "external links",
    "external link", "liens externes",
    "lien externe", "related news", "related articles", "see also", "voir aussi",
    "articles connexes", "sister links",
    "have an opinion on this story?", "quellen", "fuentes", "notes et références",
    "further reading", "related stories",
  ]

  static func paragraphs(_ page: String) -> String {
    var paragraphs: [String] = []
    var open: [String] = []
    var dropped = 0
    func close() {
      let text = Self.joined(open)
      if let text, dropped == 0 { paragraphs.append(text) }
      open = []
    }
    for line in page.textLines {
      guard var text = line.trimmed else {
        close()
        continue
      }
      if text.utf8.first == 0x3D, text.utf8.last == 0x3D, text.utf8.count > 2 {
        close()
        let level = text.prefix { $0 == "=" }.count
        let heading =
          withoutQuotes(text.drop { $0 == "=" }.split(separator: "=").first.map(String.init) ?? "")
          .trimmed ?? ""
        if dropped == 0 || level <= dropped {
          dropped = apparatus.contains(heading.lowercased()) ? level : 0
        }
        if dropped == 0, !heading.isEmpty { paragraphs.append(decoded(heading)) }
        continue
      }
      if text.utf8.first == 0x5F, text.hasPrefix("__"), text.hasSuffix("__") { continue }
      if text.utf8.first == 0x2D, text.hasPrefix("----") {
        close()
        continue
      }
      if let first = text.utf8.first, "*#:;".utf8.contains(first) {
        close()
        text = text.drop { "*#:;".contains($0) }.trimmed ?? ""
        open = [decoded(withoutQuotes(text))]
        close()
        continue
      }
      open.append(decoded(withoutQuotes(text)))
    }
    close()
    return paragraphs.joined(separator: "\n\n")
  }

  /// Lines as one paragraph; a mark stands where a line end is meant.
  static func joined(_ lines: [String]) -> String? {
    let text = lines.joined(separator: " ")
    return (text.contains(byte: 0x0B) ? text.replacing("\u{0B}", with: "\n") : text).trimmed
  }

  /// Without the marks of bold and italics, which are two apostrophes or more.
  static func withoutQuotes(_ text: String) -> String {
    guard text.range(of: "''") != nil else { return text }
    var out: [UInt8] = []
    var run = 0
    for byte in text.utf8 {
      if byte == 0x27 {
        run += 1
        continue
      }
      // One apostrophe is one; four are bold after one.
      if run == 1 || run == 4 { out.append(0x27) }
      run = 0
      out.append(byte)
    }
    if run == 1 || run == 4 { out.append(0x27) }
    return String(decoding: out, as: UTF8.self)
  }

  static func decoded(_ text: String) -> String {
    guard text.contains(byte: 0x26) else { return text }
    return Markup("<pre>" + text.replacing("<", with: "&lt;"), as: .html).root?.rawText ?? text
  }
}
