import Press

/// What agencies' formats share: bodies in NITF, XHTML or plain text, desk signatures, codes.
enum AgencyText {
  /// The body in an element that contains NITF, XHTML, or text; captions of its media beside it.
  static func body(_ element: Element) -> (text: String, captions: [String]) {
    let content = element.first("body.content") ?? element.first("body") ?? element
    var captions: [String] = []
    if content.children.isEmpty { return (plain(content.rawText), []) }
    let text = content.paragraphs(blocks: blocks) { inner in
      switch inner.name {
      case "media", "figure":
        captions += (inner.all("media-caption") + inner.all("figcaption")).compactMap(\.line)
        return true
      case "media-caption", "figcaption", "body.head", "body.end", "hedline", "note": return true
      // What stands above and below a text in XHTML: slug line, date, genre and headline.
      case "header", "footer", "nav":
        return inner.first("p").map { ($0.line?.utf8.count ?? 0) < 200 } ?? true
      default: return false
      }
    }
    // «&#151;» is a dash, in XML as well.
    return (Mojibake.repaired(decodedAgain(text)), captions)
  }

  private static let blocks: Set<String> = [
    "p", "block", "hl1", "hl2", "bq", "nitf-table", "byline", "dateline", "abstract", "tagline",
    "paragraph", "fn",
  ]

  /// Text of a wire without markup: blank lines or an indent start a paragraph.
  static func plain(_ text: String) -> String {
    if text.contains(byte: UInt8(ascii: "<")), text.contains(byte: UInt8(ascii: ">")) {
      return Fragment(text).text
    }
    return paragraphs(text.textLines)
  }

  /// Paragraphs of wrapped lines: a blank line or an indent starts one.
  static func paragraphs(_ lines: some Sequence<some StringProtocol>) -> String {
    var paragraphs: [[String]] = []
    var isOpen = false
    for line in lines {
      guard let words = line.trimmed else {
        isOpen = false
        continue
      }
      let isIndented = line.hasPrefix("  ") || line.hasPrefix("\t")
      if isOpen, !isIndented {
        paragraphs[paragraphs.count - 1].append(words)
      } else {
        paragraphs.append([words])
      }
      isOpen = true
    }
    return paragraphs.map { $0.joined(separator: " ") }.joined(separator: "\n\n")
  }

  /// Takes the signature of the desk («asl/tib/pid/cac») from the end of `text`.
  static func takeSignature(_ text: inout String) -> String? {
    let paragraphs = text.textParagraphs
    guard let last = paragraphs.last, paragraphs.count > 1, isSignature(last) else { return nil }
    let signature = String(last)
    text = paragraphs.dropLast().joined(separator: "\n\n")
    return signature
  }

  /// True for «asl/tib/pid/cac», «gr-bp», «ends»: short parts without a blank.
  static func isSignature(_ line: some StringProtocol) -> Bool {
    guard line.utf8.count <= 40, !line.contains(where: \.isWhitespace) else { return false }
    let parts = line.split { "/-–.".contains($0) }
    guard parts.count >= 2 || line == line.lowercased() && line.utf8.count <= 5,
      let last = line.last, !".!?…»\"".contains(last)
    else { return false }
    return parts.allSatisfy { part in
      (1...6).contains(part.count) && part.allSatisfy { $0.isLetter || $0.isNumber }
    } && parts.contains { $0 == $0.lowercased() && $0.contains(where: \.isLetter) }
  }

  /// Takes the notice of rights that ends `text`.
  static func takeCopyright(_ text: inout String) -> String? {
    let paragraphs = text.textParagraphs
    guard let last = paragraphs.last, paragraphs.count > 1,
      let notice = LexisDocument.copyrightLine(String(last))
    else { return nil }
    text = paragraphs.dropLast().joined(separator: "\n\n")
    return notice
  }

  /// References that were encoded twice on the way: `&amp;#39;` gives `&#39;` once it is read.
  static func decodedAgain(_ text: String) -> String {
    guard text.contains(byte: 0x26) else { return text }
    let marks = ["&#", "&quot;", "&amp;", "&apos;", "&lt;", "&nbsp;", "&eacute;", "&rsquo;"]
    guard marks.contains(where: { text.range(of: $0) != nil }) else { return text }
    return Markup("<pre>" + text.replacing("<", with: "&lt;"), as: .html).root?.rawText ?? text
  }

  /// Drops the first paragraph when it only repeats the byline.
  static func dropByline(_ by: String?, from text: inout String) {
    guard let by, let first = text.textParagraphs.first else { return }
    if first.lowercased() == by.lowercased()
      || FactivaFields.withoutBy(String(first)).lowercased()
        == FactivaFields.withoutBy(by).lowercased()
    {
      text = String(text.dropFirst(first.count)).trimmed ?? ""
    }
  }

  /// The name that an element gives: a name, a literal, or the code after its colon.
  static func name(_ element: Element?) -> String? {
    guard let element else { return nil }
    if let name = element.child("name")?.line ?? element[attribute: "literal"]?.trimmed {
      return name
    }
    if let line = element.line { return line }
    return element[attribute: "qcode"]?.split(separator: ":").last.map(String.init)
      ?? element[attribute: "uri"] ?? element[attribute: "FormalName"]
  }

  /// People of a byline, where it joins them with a plain «and».
  static func people(_ by: String) -> [String] {
    var names = [FactivaFields.withoutBy(by)]
    for joint in [";", " and ", " et ", " und ", " & "] {
      names = names.flatMap { name -> [String] in
        var parts: [String] = []
        var rest = name[...]
        while let at = rest.range(of: joint) {
          parts.append(String(rest[..<at.lowerBound]))
          rest = rest[at.upperBound...]
        }
        return parts + [String(rest)]
      }
    }
    return names.compactMap(\.trimmed)
  }
}
