import Press

/// Web archives in the format before WARC: pages of the Internet Archive and of libraries.
struct ARC: DumpFormat {
  let name = "arc"
  let summary = "ARC (before WARC; Internet Archive, BnF): HTML responses as saved pages"

  func recognise(_ head: Head) -> Recognition? {
    guard head.bytes.drop(while: { $0 <= 32 }).starts(with: Array("filedesc://".utf8)) else {
      return nil
    }
    return Recognition(.magic, because: "starts with filedesc://")
  }

  /// What stands above each record: where from, when, what, how long.
  private struct Header {
    var address: String
    var date: String
    var type: String
    var length: Int

    /// Reads `URL IP date type length`, or the longer line of version 2; an address may contain blanks.
    init?(_ line: ArraySlice<UInt8>) {
      guard line.count < 16_384 else { return nil }
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard words.count >= 5, let last = words.last, let length = Int(last), length >= 0,
        words[0].contains("://") || words[0].hasPrefix("dns:")
      else { return nil }
      let isDate = { (word: Substring) in
        [8, 12, 14, 17].contains(word.utf8.count) && word.allSatisfy(\.isASCIIDigit)
      }
      guard let date = words.indices.dropFirst(2).dropLast(2).first(where: { isDate(words[$0]) })
      else { return nil }
      address = words[..<(date - 1)].joined(separator: " ")
      self.date = String(words[date])
      type = words[date + 1].split(separator: ";").first?.lowercased() ?? ""
      self.length = length
    }
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    var bytes = RecordBytes(file)
    var skipped: [(kind: String, count: Int)] = []
    while try bytes.skipBlankLines() {
      let start = bytes.offset
      guard let line = try bytes.line() else { break }
      guard let header = Header(line) else {
        try reject(
          "expected a line «address, IP, date, type, length» of a record", start, file, yield)
        guard try findNext(&bytes) else { break }
        continue
      }
      guard header.length <= file.options.limits.record else {
        let limit = file.options.limits.record
        try reject(
          "the record of \(header.address) is larger than \(limit) bytes (--max-size)", start, file,
          yield)
        guard try bytes.skip(header.length) else { break }
        continue
      }
      guard try bytes.fill(header.length) else {
        let found = bytes.buffer.count - bytes.at
        try reject(
          "the file ends inside the record of \(header.address): \(header.length) bytes are "
            + "declared, \(found) are there", start, file, yield)
        break
      }
      let payload = bytes.take(header.length)
      if let kind = try give(payload, header, start..<bytes.offset, file, yield) {
        if let at = skipped.firstIndex(where: { $0.kind == kind }) {
          skipped[at].count += 1
        } else if skipped.count < 50 {
          skipped.append((kind, 1))
        }
      }
    }
    for (kind, count) in skipped {
      let message = "records passed over: \(count) × \(kind)"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
  }

  /// Hands one record over. - Returns: what it is, when there is nothing to read in it.
  private func give(
    _ payload: [UInt8], _ header: Header, _ place: Range<Int>, _ file: DumpFile,
    _ yield: (Record) throws -> Void
  ) throws -> String? {
    if header.address.hasPrefix("filedesc:") { return nil }
    guard header.address.hasPrefix("http") else { return "of another protocol than HTTP" }
    let capture = WebCapture.answer(
      payload, address: header.address, isDeclaredHTTP: false, of: file)
    switch capture {
    case .passedOver(let kind): return kind
    case .broken(let reason):
      try reject(
        "the record of \(header.address): \(reason)", place.lowerBound, file, yield, place)
    case .page(var article, let problem):
      article.origin = file.nextOrigin(bytes: place)
      WebCapture.date(&article, PrintedDate.iso(Self.dated(header.date)))
      guard let problem else {
        try yield(.article(article))
        return nil
      }
      let excerpt = String((article.title ?? "").prefix(200))
      let reason = "\(header.address): \(problem)"
      try yield(.reject(Reject(origin: article.origin, reason: reason, excerpt: excerpt)))
    }
    return nil
  }

  /// `20080430204830` as `20080430T204830Z`: archives count in UTC.
  private static func dated(_ digits: String) -> String {
    guard digits.utf8.count >= 14 else { return digits }
    return String(digits.prefix(8)) + "T" + digits.dropFirst(8).prefix(6) + "Z"
  }

  private func reject(
    _ reason: String, _ start: Int, _ file: DumpFile, _ yield: (Record) throws -> Void,
    _ place: Range<Int>? = nil
  ) throws {
    let origin = file.nextOrigin(bytes: place ?? start..<start)
    try yield(.reject(Reject(origin: origin, reason: reason)))
  }

  // Goes to the next line that is the head of a record. - Returns: false when there is none.
  private func findNext(_ bytes: inout RecordBytes) throws -> Bool {
    while try bytes.fill(1) {
      let before = bytes.offset
      guard let line = try bytes.line() else { return false }
      if Header(line) != nil {
        // The line stays in the buffer until more is read.
        bytes.at -= bytes.offset - before
        return true
      }
    }
    return false
  }
}
