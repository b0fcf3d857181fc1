/// What a reader sees of Markdown: paragraphs without marks, links as their words.
struct MarkdownText {
  private(set) var text = ""
  /// What stands for pictures: their alternative texts.
  private(set) var captions: [String] = []
  /// The heading of the first level above the text, if it begins with one.
  private(set) var title: String?

  /// How many bytes the words of a link, and its address, may have; past it, a bracket is a bracket.
  private static let reach = 500

  /// True for a text with marks of two kinds that prose does not have: a heading, a link or a picture, words
  /// in bold type.
  static func isMarked(_ text: String) -> Bool {
    guard text.contains(byte: UInt8(ascii: "#")) || text.contains(byte: UInt8(ascii: "*")) else {
      return false
    }
    let hasLink = text.range(of: "](http") != nil || text.range(of: "![") != nil
    let lines = text.textLines.prefix(400)
    let hasHeading = lines.contains { heading($0) != nil }
    let hasBold = lines.contains { line in
      guard let open = line.range(of: "**") else { return false }
      return line[open.upperBound...].range(of: "**") != nil
    }
    return [hasLink, hasHeading, hasBold].count { $0 } >= 2
  }

  init(_ source: String) {
    var paragraphs: [String] = []
    var lines: [String] = []
    var fence: Substring?
    func close() {
      guard !lines.isEmpty else { return }
      paragraphs.append(lines.joined(separator: " "))
      lines = []
    }
    for line in source.textLines {
      let text = line.trimmed ?? ""
      if let open = fence {
        if text.hasPrefix(open) { fence = nil } else if !text.isEmpty { paragraphs.append(text) }
        continue
      }
      if text.hasPrefix("```") || text.hasPrefix("~~~") {
        close()
        fence = text.prefix(3)
      } else if text.isEmpty || Self.isRule(text) || Self.isDefinition(text) {
        // A line of signs below words makes them a heading, which is a paragraph as well.
        close()
      } else if let heading = Self.heading(text) {
        close()
        paragraphs.append(heading.text)
        if heading.level == 1, paragraphs.count == 1 { title = heading.text }
      } else if let item = Self.item(text) {
        close()
        lines = [item]
      } else {
        lines.append(Self.unquoted(text))
        if line.hasSuffix("  ") || line.hasSuffix("\\") {
          lines[lines.count - 1] =
            (lines[lines.count - 1].hasSuffix("\\")
              ? String(lines[lines.count - 1].dropLast()) : lines[lines.count - 1]) + "\n"
        }
      }
    }
    close()
    if title != nil { paragraphs.removeFirst() }
    var captions: [String] = []
    title = title.map { Self.inline($0, &captions) }
    let plain = paragraphs.map { paragraph -> String in
      var text = Self.inline(paragraph, &captions)
      if BodyText.looksLikeHTML(text) { text = BodyText.paragraphs(ofHTML: text) }
      return text.split(separator: "\n").compactMap(\.trimmed).joined(separator: "\n")
    }
    text = plain.filter { !$0.isEmpty }.joined(separator: "\n\n")
    self.captions = captions
  }

  // MARK: Lines

  static func heading(_ line: some StringProtocol) -> (level: Int, text: String)? {
    let level = line.utf8.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level) else { return nil }
    let rest = line.dropFirst(level)
    guard rest.first == " ", let text = rest.trimmed else { return nil }
    var words = text[...]
    while words.last == "#" { words.removeLast() }
    return words.trimmed.map { (level, $0) }
  }

  private static func isRule(_ line: String) -> Bool {
    guard let first = line.first, "-*_=".contains(first), line.utf8.count >= 3 else { return false }
    return line.allSatisfy { $0 == first || $0 == " " }
  }

  // «[1]: https://…» says where a link leads.
  private static func isDefinition(_ line: String) -> Bool {
    guard line.hasPrefix("["), let close = line.range(of: "]:") else { return false }
    return line[close.upperBound...].trimmed?.hasPrefix("http") == true
  }

  private static func item(_ line: String) -> String? {
    for mark in ["- ", "* ", "+ "] where line.hasPrefix(mark) {
      return line.dropFirst(2).trimmed
    }
    return nil
  }

  private static func unquoted(_ line: String) -> String {
    var rest = line[...]
    while rest.first == ">" { rest = rest.dropFirst().drop { $0 == " " } }
    return String(rest)
  }

  // MARK: Words

  /// A line without the signs of Markdown.
  static func plain(_ line: String) -> String {
    let text = line.trimmed ?? ""
    var captions: [String] = []
    return inline(heading(text)?.text ?? item(text) ?? unquoted(text), &captions)
  }

  /// What is written so far, and the marks of emphasis that wait for their twin.
  private struct Inline {
    var out: [UInt8] = []
    /// The sign, how many, where they are in `out`.
    var open: [(sign: UInt8, count: Int, place: Int)] = []
    /// Marks that have found their twin.
    var dropped: [Range<Int>] = []

    var text: String {
      guard !dropped.isEmpty else { return String(decoding: out, as: UTF8.self) }
      var plain: [UInt8] = []
      var from = 0
      for range in dropped.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        plain += out[from..<range.lowerBound]
        from = range.upperBound
      }
      return String(decoding: plain + out[from...], as: UTF8.self)
    }
  }

  private static func inline(
    _ source: String, _ captions: inout [String], _ depth: Int = 0
  ) -> String {
    let bytes = Array(source.utf8)
    var inline = Inline()
    inline.out.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      var end: Int?
      switch byte {
      case UInt8(ascii: "\\") where isSign(next):
        inline.out.append(next)
        end = at + 2
      case UInt8(ascii: "!") where next == UInt8(ascii: "["):
        if let link = link(bytes, at + 1) {
          let words = String(decoding: bytes[link.words], as: UTF8.self)
          if let words = words.trimmed { captions.append(words) }
          end = link.end
        }
      case UInt8(ascii: "["):
        if let link = link(bytes, at) {
          let words = String(decoding: bytes[link.words], as: UTF8.self)
          inline.out += (depth < 3 ? Self.inline(words, &captions, depth + 1) : words).utf8
          end = link.end
        }
      case UInt8(ascii: "{"): end = insertion(bytes, at)
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"):
        let count = bytes[at...].prefix { $0 == byte }.count
        let before = at > 0 ? bytes[at - 1] : 0x20
        let after = at + count < bytes.count ? bytes[at + count] : 0x20
        emphasis(byte, count, before: before, after: after, &inline)
        end = at + count
      default: break
      }
      if end == nil { inline.out.append(byte) }
      at = end ?? at + 1
    }
    return inline.text
  }

  // What a site puts in when it builds the page ends here: {{< figure … >}}, {% include … %}.
  private static func insertion(_ bytes: [UInt8], _ at: Int) -> Int? {
    guard at + 1 < bytes.count else { return nil }
    let next = bytes[at + 1]
    guard next == UInt8(ascii: "%") || next == UInt8(ascii: "{") else { return nil }
    let close = next == UInt8(ascii: "%") ? next : UInt8(ascii: "}")
    let limit = min(bytes.count, at + reach) - 1
    guard at + 2 < limit else { return nil }
    return (at + 2..<limit).first { bytes[$0] == close && bytes[$0 + 1] == UInt8(ascii: "}") }
      .map { $0 + 2 }
  }

  private static func emphasis(
    _ sign: UInt8, _ count: Int, before: UInt8, after: UInt8, _ inline: inout Inline
  ) {
    let place = inline.out.count
    inline.out += repeatElement(sign, count: count)
    guard sign != UInt8(ascii: "~") || count == 2 else { return }
    // Inside a word an underscore is a letter.
    let isWord = sign == UInt8(ascii: "_") && isLetter(before) && isLetter(after)
    if isWord { return }
    let twin = inline.open.lastIndex { $0.sign == sign && $0.count == count }
    if before > 0x20, let twin, inline.open.count - twin < 20 {
      let start = inline.open[twin].place
      inline.dropped.append(start..<start + count)
      inline.dropped.append(place..<place + count)
      inline.open.removeSubrange(twin...)
    } else if after > 0x20 {
      inline.open.append((sign, count, place))
      if inline.open.count > 20 { inline.open.removeFirst() }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !isLetter(byte)
  }

  /// The words of a link `[words](address)` or `[words][name]` at `at`, and where it ends.
  private static func link(_ bytes: [UInt8], _ at: Int) -> (words: Range<Int>, end: Int)? {
    let limit = min(bytes.count, at + reach)
    var depth = 0
    var close = at
    while close < limit {
      if bytes[close] == UInt8(ascii: "[") { depth += 1 }
      if bytes[close] == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { break }
      }
      close += 1
    }
    guard close < limit, close + 1 < bytes.count else { return nil }
    let opening = bytes[close + 1]
    guard opening == UInt8(ascii: "(") || opening == UInt8(ascii: "[") else { return nil }
    let closing = opening == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
    var end = close + 2
    var inner = 1
    while end < min(bytes.count, close + 3 * reach) {
      if bytes[end] == opening { inner += 1 }
      if bytes[end] == closing {
        inner -= 1
        if inner == 0 { return (at + 1..<close, end + 1) }
      }
      end += 1
    }
    return nil
  }
}
