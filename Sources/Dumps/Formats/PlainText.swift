import Press

/// One article a file, as plain text, with or without a header of fields.
struct PlainText: DumpFormat {
  let name = "text"
  let summary = "one article a file: its text, after a header of fields if there is one"

  func recognise(_ head: Head) -> Recognition? {
    if Refusal.isBinary(head.bytes) { return nil }
    return Recognition(certainty: 0.05, reason: "text, and of no other format")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes(limit: file.options.limits.record)
    let text = bytes.withUnsafeBytes { file.decode($0) }
    let origin = file.nextOrigin(line: 1, bytes: 0..<bytes.count)
    try yield(.article(Article(origin: origin, body: text)))
  }
}
