/// A line of a text, or of a paragraph of a document, with what its type says of it.
struct TextLine {
  /// The line as it is.
  var text: Substring
  /// The line without the signs of a notation: `## Le pont` is «Le pont».
  var words: Substring
  /// 0 for the title of the document, 1 ... 9 for headings, nil for text.
  var level: Int?
  var isBold = false
  /// True when a page begins with it.
  var startsPage = false

  init(_ text: Substring, words: Substring? = nil, level: Int? = nil) {
    self.text = text
    self.words = words ?? text
    self.level = level
  }

  var isBlank: Bool { text.trimmed == nil }

  /// True for a line that a headline may be: it is short, begins with no small letter and ends in no
  /// sign of a sentence; or a heading.
  var isTitle: Bool {
    if level != nil { return true }
    guard words.utf8.count <= 160, let line = words.trimmed, let last = line.last else {
      return false
    }
    return line.first?.isLowercase == false && !".,;:".contains(last)
      && line.contains(where: \.isLetter)
  }

  /// True for a web address and nothing else.
  var isAddress: Bool {
    words.utf8.count <= 500
      && words.trimmed.map { FieldText.isURL($0) && !$0.contains(" ") } == true
  }

  /// The lines of a plain text. Lines that begin with «#» are headings when the text begins with one;
  /// a short line above a row of «=» or «-» is one as well.
  static func lines(of text: String) -> [TextLine] {
    var lines = text.textLines.map { TextLine($0) }
    for at in lines.indices where lines[at].text.utf8.contains(0x0C) { lines[at].startsPage = true }
    if let first = lines.first(where: { !$0.isBlank }), MarkdownText.heading(first.text) != nil {
      for at in lines.indices where lines[at].text.utf8.first == UInt8(ascii: "#") {
        guard let heading = MarkdownText.heading(lines[at].text) else { continue }
        lines[at].level = heading.level
        lines[at].words = heading.text[...]
      }
    }
    for at in lines.indices {
      // «:date: 2023-05-09» of reStructuredText.
      guard lines[at].text.utf8.first == UInt8(ascii: ":"), lines[at].text.utf8.count <= 300 else {
        continue
      }
      lines[at].words = lines[at].text.dropFirst()
    }
    underline(&lines)
    return lines
  }

  /// The lines of a text in Markdown.
  static func lines(ofMarkdown text: String) -> [TextLine] {
    var lines = text.textLines.map { line in
      var found = TextLine(line, level: MarkdownText.heading(line)?.level)
      // Longer lines are text.
      if line.utf8.count <= 400 {
        found.words = MarkdownText.plain(String(line))[...]
        found.isBold = line.hasPrefix("**") && line.trimmed?.hasSuffix("**") == true
      }
      return found
    }
    underline(&lines)
    return lines
  }

  // Makes headings of lines with a row of signs below them.
  private static func underline(_ lines: inout [TextLine]) {
    for at in lines.indices.dropLast() {
      guard let sign = lines[at + 1].text.utf8.first, "=-~#^*".utf8.contains(sign),
        lines[at].text.utf8.count <= 120, lines[at].level == nil, lines[at].isTitle,
        at == 0 || lines[at - 1].isBlank, let row = lines[at + 1].text.trimmed?.utf8,
        row.count >= 3, row.allSatisfy({ $0 == sign })
      else { continue }
      lines[at].level = sign == UInt8(ascii: "=") ? 1 : sign == UInt8(ascii: "-") ? 2 : 3
      lines[at + 1] = TextLine("")
    }
  }

  /// The lines of a document, a blank one between paragraphs.
  static func lines(of paragraphs: [DocumentParagraph]) -> [TextLine] {
    var lines: [TextLine] = []
    for paragraph in paragraphs {
      if !lines.isEmpty { lines.append(TextLine("")) }
      // A heading over several lines is one.
      let pieces =
        paragraph.level == nil
        ? paragraph.text.split(separator: "\n", omittingEmptySubsequences: false)
        : [paragraph.text.split(separator: "\n").joined(separator: " ")[...]]
      for (n, piece) in pieces.enumerated() {
        var line = TextLine(piece, level: paragraph.level)
        line.isBold = paragraph.isBold
        line.startsPage = n == 0 && paragraph.startsPage
        lines.append(line)
      }
    }
    return lines
  }
}

extension ArraySlice<TextLine> {
  /// The lines as they are, without blank ones at both ends.
  var joined: String { map(\.text).joined(separator: "\n").trimmed ?? "" }
}
