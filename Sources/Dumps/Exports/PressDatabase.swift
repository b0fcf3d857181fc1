import Press

/// Exports of Factiva, Nexis and Europresse as paragraphs, which rich text, Word and plain text share.
enum PressDatabase {
  /// True when a line of `text` ends a document of Factiva or Nexis, or is a tag of Factiva.
  static func isExport(_ text: String) -> Bool {
    let marks = ["\nDocument ", "Document\n", "Dokuments\n", "\nHD\n", "\nHD\t", "document\n"]
    guard marks.contains(where: { text.range(of: $0) != nil }) || text.hasPrefix("HD") else {
      return NexisDOCX.isEnd(String(text.suffix(40)))
    }
    return true
  }

  /// Hands over the documents in `paragraphs`; false when they are no export of a database.
  static func read(
    _ paragraphs: [DocumentParagraph], of file: DumpFile, to yield: (Record) throws -> Void
  ) throws -> Bool {
    if try readTagged(paragraphs, file, yield) { return true }
    let text = paragraphs.map(\.text).joined(separator: "\n")
    if EuropresseLines.isExport(text) {
      try EuropresseLines.give(text, in: file, to: yield, hasLines: false)
      return true
    }
    if paragraphs.contains(where: { NexisDOCX.isEnd($0.text) }) {
      try NexisDOCX.give(paragraphs.map(\.text), in: file, to: yield)
      return true
    }
    guard paragraphs.contains(where: { documentNumber($0.text) != nil }) else { return false }
    try readFactiva(paragraphs, file, yield)
    return true
  }

  // Rows of a table with tags, «HD → Le port ferme», whose last is the document number, «AN».
  private static func readTagged(
    _ paragraphs: [DocumentParagraph], _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws -> Bool {
    var articles: [[(String, String)]] = []
    var fields: [(String, String)] = []
    // «HD Le port ferme»: without a tab only where every one of these tags begins a paragraph.
    let hasBlanks = ["HD ", "PD ", "SN ", "AN "].allSatisfy { tag in
      paragraphs.contains { $0.text.hasPrefix(tag) }
    }
    for paragraph in paragraphs {
      if let found = tag(paragraph.text, beforeBlank: hasBlanks) {
        // An article begins with what it already has: then its number was missing.
        if found.tag == "HD", fields.contains(where: { $0.0 == "HD" }) {
          articles.append(fields)
          fields = []
        }
        fields.append((found.tag, found.text))
        if found.tag == "AN" {
          articles.append(fields)
          fields = []
        }
      } else if let last = fields.indices.last {
        fields[last].1 += (fields[last].1.isEmpty ? "" : "\n\n") + paragraph.text
      }
    }
    if fields.contains(where: { $0.0 == "HD" }) { articles.append(fields) }
    let known = articles.filter { article in
      article.contains { $0.0 == "HD" } && article.contains { $0.0 == "LP" || $0.0 == "TD" }
    }
    guard !known.isEmpty, known.count * 2 >= articles.count else { return false }
    for fields in articles {
      try file.give(
        FactivaFields(fields).article(file.nextOrigin()),
        without: "no text found (neither LP nor TD)", to: yield)
    }
    return true
  }

  private static let tags: Set<String> = [
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
    "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "CX", "CLM", "DLN",
  ]

  // The tag of a row and what is in its second cell; a tag may also be in a line of its own.
  private static func tag(
    _ line: String, beforeBlank: Bool
  ) -> (tag: String, text: String)? {
    let tag = line.prefix { $0.isASCII && $0.isUppercase }
    guard (2...3).contains(tag.utf8.count), tags.contains(String(tag)) else { return nil }
    let rest = line[tag.endIndex...]
    guard
      rest.isEmpty || rest.first == "\t" || rest.first == "\n" || beforeBlank && rest.first == " "
    else { return nil }
    return (String(tag), FieldText.trimmed(String(rest)))
  }

  // «Document LEMOND0020221209eic90002x» ends an article of Factiva.
  private static func documentNumber(_ line: String) -> String? {
    guard line.utf8.count <= 60 else { return nil }
    let words = line.split(separator: " ")
    guard words.count == 2, words[0] == "Document", (16...40).contains(words[1].utf8.count),
      words[1].utf8.allSatisfy({ $0 < 128 && ($0 >= 0x30) }), words[1].contains(where: \.isNumber),
      words[1].first?.isUppercase == true
    else { return nil }
    return String(words[1])
  }

  private static func readFactiva(
    _ paragraphs: [DocumentParagraph], _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws {
    var start = 0
    for (i, paragraph) in paragraphs.enumerated() {
      guard let number = documentNumber(paragraph.text) else { continue }
      var article = factiva(paragraphs[start..<i], file.nextOrigin())
      article.externalID = number
      start = i + 1
      try file.give(
        article, without: "no text found between the copyright line and the document number",
        to: yield)
    }
    // After the last number stands the summary of the search.
    let rest = paragraphs[start...].map(\.text).joined(separator: "\n")
    if rest.utf8.count > 3000 {
      try yield(
        .warning(
          Warning(
            .passedOver, origin: file.origin(),
            message: "\(rest.utf8.count) bytes after the last document number are not read")))
    }
  }

  private static func factiva(
    _ paragraphs: ArraySlice<DocumentParagraph>, _ origin: Origin
  ) -> Article {
    var article = Article(origin: origin, body: "")
    let lines = Array(paragraphs)
    let head = lines.prefix(14)
    guard let words = head.firstIndex(where: { FactivaFields.words($0.text) != nil }) else {
      article.title = lines.first?.text
      article.body = lines.dropFirst().map(\.text).joined(separator: "\n\n")
      return article
    }
    // The headline is bold; without bold type it is the first line. What stands above is the section.
    var title = lines[..<words].firstIndex { $0.isBold } ?? 0
    if title + 1 < words, lines[title + 1].isBold { title += 1 }
    if title < words { article.title = lines[title].text }
    if title > 0, title < words { article.section = lines[0].text }
    // The header ends with the copyright, else with the language.
    let isCopyright = { (line: String) in
      let line = line.prefix(20).lowercased()
      return line.hasPrefix("copyright") || line.hasPrefix("©") || line.hasPrefix("(c)")
        || line.hasPrefix("all rights reserved")
    }
    let end =
      head.lastIndex { isCopyright($0.text) }
      ?? head.lastIndex { FactivaFields.language($0.text) != nil } ?? words
    let header = lines[min(title + 1, words)...max(end, words)].map(\.text)
    FactivaHTML.readHeader(header, into: &article)
    article.body = lines[(max(end, words) + 1)...].map(\.text).joined(separator: "\n\n")
    return article
  }
}
