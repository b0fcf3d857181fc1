import Press

/// One article a file, as plain text, with or without a header of fields.
struct PlainText: DumpFormat {
  let name = "text"
  let summary = "one article a file: its text, after a header of fields (date, source…) if any"

  func recognise(_ head: Head) -> Recognition? {
    if Refusal.isBinary(head.bytes) { return nil }
    let start = head.bytes.prefix(4096).withUnsafeBytes { DecodedText($0).text }
    let names = TextHeader(of: start).fields.map(\.name)
    if names.isEmpty {
      return Recognition(certainty: 0.05, reason: "text, and of no other format")
    }
    return Recognition(
      certainty: 0.2, reason: "text with a header: \(names.prefix(6).joined(separator: ", "))")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes(limit: file.options.limits.record)
    let origin = file.nextOrigin(line: 1, bytes: 0..<bytes.count)
    if file.options.bare {
      let text = bytes.withUnsafeBytes { file.decode($0) }
      return try yield(.article(Article(origin: origin, body: text)))
    }
    let text = bytes.withUnsafeBytes { file.decode($0) }
    let header = TextHeader(of: text)
    let body = String(text.utf8.dropFirst(header.end)) ?? text
    if body.utf8.allSatisfy({ $0 <= 32 }), !file.options.allowEmptyBody {
      return try yield(
        .reject(
          Reject(
            origin: origin, reason: "there is no text behind the header",
            excerpt: String(text.prefix(200)))))
    }
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      var fields = header.fields
      if file.damage != nil { fields.append(RecordField("is_cut", .bool(true))) }
      try builder.add(fields, body: body, at: origin)
      try builder.finish()
    }
  }
}
