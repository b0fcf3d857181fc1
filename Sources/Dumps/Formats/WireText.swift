import Press

/// Wire text of agencies as teleprinters had it: IPTC 7901, and ANPA 1312 of North America.
///
/// Messages are between control bytes (SOH header STX text ETX trailer EOT). Archives often lost
/// these on the way, so the shape of the header counts, with or without them.
struct WireText: DumpFormat {
  let name = "wire-text"
  let summary =
    "wire text of agencies, IPTC 7901 and ANPA 1312: slug, priority, headline, byline, version, text"

  private static let startOfHeader: UInt8 = 1

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes.prefix(2048)
    guard let first = bytes.first(where: { $0 > 0x20 || $0 == Self.startOfHeader }),
      first == Self.startOfHeader || (0x41...0x7A).contains(first)
    else { return nil }
    // Prose ends here: the first word of a header has a digit among its first bytes.
    let start = bytes.drop { $0 <= 0x20 }.prefix(9).prefix { $0 > 0x20 }
    guard start.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
    let lines = Self.lines(bytes)
    if WireMessage.ANPAHeader(lines) != nil {
      return Recognition(.marker, because: "begins with the two header lines of ANPA 1312")
    }
    guard WireMessage.IPTCHeader(lines.first ?? "") != nil else { return nil }
    return Recognition(
      .marker,
      because: "begins with a header of IPTC 7901 (source and number, priority, category, words)")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = MarkupSource(try file.wholeBytes(), of: file)
    let bytes = source.bytes
    var (line, counted) = (1, 0)
    for range in Self.messages(in: bytes) {
      line += bytes[counted..<range.lowerBound].count { $0 == 10 }
      counted = range.lowerBound
      let origin = file.nextOrigin(line: line, bytes: source.range(range))
      let text = String(decoding: bytes[range], as: UTF8.self)
      guard let message = WireMessage(text, origin: origin) else {
        let reason = "expected a header of IPTC 7901 or ANPA 1312, found none"
        try yield(
          .reject(Reject(origin: origin, reason: reason, excerpt: String(text.prefix(200)))))
        continue
      }
      try file.give(message.article, without: "the message contains no text", to: yield)
    }
  }

  /// The first two lines that contain something, without control bytes.
  private static func lines(_ bytes: ArraySlice<UInt8>) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).textLines.lazy.filter { $0.trimmed != nil }.prefix(2)
      .map { $0 }
  }

  /// Where messages stand: from one SOH to the next; without any, from one header to the next.
  private static func messages(in bytes: [UInt8]) -> [Range<Int>] {
    var starts = bytes.indices.filter { bytes[$0] == startOfHeader }
    if starts.isEmpty { starts = headers(in: bytes) }
    // What comes before the first (SYN bytes, line ends) belongs to none.
    if starts.isEmpty { starts = [0] }
    return zip(starts, starts.dropFirst() + [bytes.count]).map { $0..<$1 }
  }

  private static func headers(in bytes: [UInt8]) -> [Int] {
    var starts: [Int] = []
    var at = 0
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: 10) ?? bytes.count
      // A header begins with a letter and contains a digit among its first nine bytes.
      if end - at >= 5, bytes[at..<min(end, at + 9)].contains(where: { (0x30...0x39).contains($0) })
      {
        let lines = lines(bytes[at..<min(bytes.count, at + 400)])
        if WireMessage.IPTCHeader(lines.first ?? "") != nil
          || WireMessage.ANPAHeader(lines) != nil
        {
          starts.append(at)
        }
      }
      at = end + 1
    }
    return starts
  }
}
