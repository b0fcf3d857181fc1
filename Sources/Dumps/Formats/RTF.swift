import Press

/// Rich text: exports of Factiva and Nexis, or one article.
struct RTF: DumpFormat {
  let name = "rtf"
  let summary = "rich text: Factiva and LexisNexis exports, or one article a file"

  func recognise(_ head: Head) -> Recognition? {
    guard head.bytes.drop(while: { $0 <= 32 }).starts(with: Array("{\\rtf".utf8)) else {
      return nil
    }
    return Recognition(.magic, because: "starts with {\\rtf")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let text = RTFText(try file.wholeBytes())
    if try readTagged(text.paragraphs, file, yield) { return }
    if text.paragraphs.contains(where: { NexisDOCX.isEnd($0.text) }) {
      return try NexisDOCX.give(text.paragraphs.map(\.text), in: file, to: yield)
    }
    if text.paragraphs.contains(where: { FactivaParagraphs.number($0.text) != nil }) {
      return try FactivaParagraphs.read(text.paragraphs, file, yield)
    }
    try readText(text.paragraphs, file, yield)
  }

  // The paragraphs as plain text, through whatever format of plain text they are in.
  private func readText(
    _ paragraphs: [RTFText.Paragraph], _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws {
    let bytes = Array(paragraphs.map(\.text).joined(separator: "\n\n").utf8)
    guard !bytes.isEmpty else {
      return try yield(
        .reject(Reject(origin: file.nextOrigin(), reason: "there is no text in the document")))
    }
    let plain = DumpFile(
      try Lookahead(MemorySource(bytes)), path: file.path, entry: file.entry, name: file.head.name,
      options: file.options)
    let marked: [any DumpFormat] = [LexisNexisText(), Iramuteq()]
    let format = marked.first { $0.recognise(plain.head) != nil } ?? PlainText()
    // Places among the paragraphs are not places in the file.
    try format.read(plain) { record in
      switch record {
      case .article(var article):
        article.origin.bytes = nil
        article.origin.line = nil
        try yield(.article(article))
      case .reject(var reject):
        reject.origin.bytes = nil
        reject.origin.line = nil
        try yield(.reject(reject))
      case .account, .warning: try yield(record)
      }
    }
  }

  // Rows of a table with tags, «HD → Le port ferme», whose last is the document number, «AN».
  private func readTagged(
    _ paragraphs: [RTFText.Paragraph], _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws -> Bool {
    var articles: [[(String, String)]] = []
    var fields: [(String, String)] = []
    for paragraph in paragraphs {
      if let found = Self.tag(paragraph.text) {
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
  private static func tag(_ line: String) -> (tag: String, text: String)? {
    let tag = line.prefix { $0.isASCII && $0.isUppercase }
    guard (2...3).contains(tag.utf8.count), tags.contains(String(tag)) else { return nil }
    let rest = line[tag.endIndex...]
    guard rest.isEmpty || rest.first == "\t" || rest.first == "\n" else { return nil }
    return (String(tag), FieldText.trimmed(String(rest)))
  }
}
