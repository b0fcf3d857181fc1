import Press

/// Rich text: exports of Factiva and Nexis, or one article.
struct RTF: DumpFormat {
  let name = "rtf"
  let summary = "rich text: Factiva and LexisNexis exports; else as docx"

  func recognise(_ head: Head) -> Recognition? {
    guard head.bytes.drop(while: { $0 <= 32 }).starts(with: Array("{\\rtf".utf8)) else {
      return nil
    }
    return Recognition(.magic, because: "starts with {\\rtf")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let text = RTFText(try file.wholeBytes())
    if try PressDatabase.read(text.paragraphs, of: file, to: yield) { return }
    try readText(text.paragraphs, file, yield)
  }

  // The paragraphs as plain text, through whatever format of plain text they are in.
  private func readText(
    _ paragraphs: [DocumentParagraph], _ file: DumpFile, _ yield: (Record) throws -> Void
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
    let hasHeader = TextHeader(of: String(decoding: bytes, as: UTF8.self)).fields.isEmpty == false
    guard
      let format = marked.first(where: { $0.recognise(plain.head) != nil })
        ?? (hasHeader ? PlainText() : nil)
    else {
      return try withoutActuallyEscaping(yield) { yield in
        try DocumentArticles(file: file, builder: RecordBuilder(file, yield: yield))
          .give(DocumentContent(paragraphs: paragraphs), to: yield)
      }
    }
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
}
