import Press

/// A piece of HTML that is inside of something else: an entry of a feed, a string of JSON.
struct Fragment {
  /// Its paragraphs.
  private(set) var text = ""
  /// What stands under its pictures.
  private(set) var captions: [String] = []

  /// Reads HTML, or plain text when there is no tag in it: then its blank lines are what separates
  /// paragraphs.
  init(_ source: String) {
    let source = Mojibake.repaired(source)
    guard Self.hasTags(source) else {
      text = Self.lines(source.contains(byte: 0x26) ? Self.decoded(source) : source)
      return
    }
    // Programs that make the paragraphs when they show a text store blank lines.
    let markup = Markup("<body>" + (Self.paragraphed(source) ?? source), as: .html)
    guard let body = markup.first("body") else {
      return
    }
    self = Fragment(body)
  }

  /// Reads an element that contains HTML.
  init(_ element: Element) {
    var captions: [String] = []
    text = element.paragraphs { inner in
      switch inner.name {
      case "figure", "figcaption":
        let lines =
          inner.name == "figure"
          ? inner.all("figcaption").compactMap(\.line) : [inner.line].compactMap(\.self)
        captions.append(contentsOf: lines)
        return true
      case "aside": return true
      case "p": return Self.isFeedFooter(inner)
      default: return inner.has(class: "wp-caption-text") || inner.has(class: "screen-reader-text")
      }
    }
    self.captions = captions
  }

  /// «The post … appeared first on …», which WordPress puts below every entry.
  private static func isFeedFooter(_ paragraph: Element) -> Bool {
    guard paragraph.end - paragraph.index < 16, paragraph.first("a") != nil,
      let line = paragraph.line
    else { return false }
    return line.hasPrefix("The post ") && line.range(of: " appeared first on ") != nil
      || (line.hasPrefix("L’article ") || line.hasPrefix("L'article ")
        || line.hasPrefix("Cet article "))
        && (line.range(of: " est apparu en premier sur ") != nil
          || line.range(of: " est apparu en premier dans ") != nil)
  }

  /// One line of text that may contain tags or references.
  static func line(_ source: String) -> String? {
    let source = Mojibake.repaired(source)
    guard hasTags(source) || source.contains(byte: 0x26) else {
      return source.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ").trimmed
    }
    return Markup("<body>" + source, as: .html).first("body")?.line
  }

  private static func decoded(_ source: String) -> String {
    Markup("<body><pre>" + source, as: .html).first("pre")?.rawText ?? source
  }

  /// Plain text: blank lines separate paragraphs, a lone line end ends a line.
  static func lines(_ source: String) -> String {
    var paragraphs: [[String]] = [[]]
    for line in source.textLines {
      if let text = line.trimmed {
        paragraphs[paragraphs.count - 1].append(text)
      } else if paragraphs.last?.isEmpty == false {
        paragraphs.append([])
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(
      separator: "\n\n")
  }

  // HTML without any paragraph, whose blank lines are what separates them, with `<p>` in their place.
  private static func paragraphed(_ source: String) -> String? {
    if hasBlocks(source) { return nil }
    var lines: [String] = []
    for line in source.textLines { lines.append(line.trimmed == nil ? "<p>" : String(line)) }
    return lines.joined(separator: "\n")
  }

  /// How tags go on that separate paragraphs.
  private static let blocks = ["p>", "p ", "br", "div", "pre", "table"].map { Array($0.utf8) }

  private static func hasBlocks(_ source: String) -> Bool {
    var source = source
    return source.withUTF8 { bytes in
      bytes.indices.contains { at in
        bytes[at] == UInt8(ascii: "<")
          && blocks.contains { block in
            at + block.count < bytes.count
              && block.indices.allSatisfy { bytes[at + 1 + $0] | 0x20 == block[$0] | 0x20 }
          }
      }
    }
  }

  private static func hasTags(_ source: String) -> Bool {
    var bytes = source.utf8[...]
    while let at = bytes.firstIndex(of: UInt8(ascii: "<")) {
      bytes = bytes[bytes.index(after: at)...]
      guard let next = bytes.first else { return false }
      if next | 0x20 >= 0x61 && next | 0x20 <= 0x7A || next == UInt8(ascii: "/")
        || next == UInt8(ascii: "!")
      {
        return true
      }
    }
    return false
  }
}
