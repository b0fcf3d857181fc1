import Platform
import Press

/// The bytes of a file of markup in UTF-8, with the way back to the bytes of the file.
struct MarkupSource {
  /// UTF-8.
  let bytes: [UInt8]
  private enum Way { case same, scalars(ScalarIndex), none }
  private let way: Way

  /// Reads what is left of `file`, whole.
  ///
  /// - Throws: `DumpError` when it is larger than one piece may be.
  init(_ file: DumpFile) throws { self.init(try file.wholeBytes(), of: file) }

  /// Decodes `raw`, bytes of `file`, by what they declare of themselves.
  init(_ raw: [UInt8], of file: DumpFile, declared: String? = nil) {
    // Valid UTF-8 is read where it lies: offsets into it are offsets into the file.
    if !raw.contains(0), !raw.withUnsafeBytes(DecodedText.holdsJapaneseEscape),
      (try? UTF8Span(validating: raw.span)) != nil
    {
      bytes = raw
      way = .same
      file.note(.utf8, .utf8)
      return
    }
    let label = declared ?? Self.declaredCharset(in: raw)
    let text = raw.withUnsafeBytes {
      file.decode($0, declared: label.flatMap(Charset.init(label:)))
    }
    bytes = Array(text.utf8)
    // In a charset of single bytes, a character is a byte, unless line ends were changed.
    let index = ScalarIndex(of: text)
    way = index.count == raw.count ? .scalars(index) : .none
  }

  /// Bytes of the file for bytes of `bytes`, when they can be told.
  func range(_ range: Range<Int>) -> Range<Int>? {
    switch way {
    case .same: range
    case .scalars(let index):
      index.scalars(before: range.lowerBound)..<index.scalars(before: range.upperBound)
    case .none: nil
    }
  }

  /// What a META tag or an XML declaration in the first 4 KiB says of the charset.
  static func declaredCharset(in bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(4096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
      .lowercased()
    for marker in ["charset", "encoding"] {
      var rest = head[...]
      while let at = rest.range(of: marker) {
        rest = rest[at.upperBound...]
        let value = rest.drop { $0 == " " }
        guard value.first == "=" else { continue }
        let label = value.dropFirst().drop { " \"'".contains($0) }
          .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        if !label.isEmpty { return String(label) }
      }
    }
    return nil
  }
}

extension [UInt8] {
  /// True when `marker`, which is ASCII in lower case, is in the bytes in any case.
  ///
  /// Looks for the rarest byte of the marker, as `memchr` is fast where it finds little.
  func containsMarker(_ marker: StaticString, within limit: Int = .max) -> Bool {
    withUnsafeBytes { bytes in
      let length = marker.utf8CodeUnitCount
      let count = Swift.min(bytes.count, limit)
      guard count >= length, length > 0, let base = bytes.baseAddress else { return false }
      let pattern = UnsafeBufferPointer(start: marker.utf8Start, count: length)
      let anchor = Self.rarest(pattern)
      let small = Int32(pattern[anchor])
      let isLetter = small >= 0x61 && small <= 0x7A
      for byte in isLetter ? [small, small & ~0x20] : [small] {
        var at = anchor
        while at < count, let found = memchr(base + at, byte, count - at) {
          at = UnsafeRawPointer(found) - base
          let start = at - anchor
          if start + length > count { break }
          var n = 0
          while n < length, Self.lower(bytes[start + n]) == pattern[n] { n += 1 }
          if n == length { return true }
          at += 1
        }
      }
      return false
    }
  }

  // Letters of French and English from the most to the least frequent; signs are rarer than all.
  private static func rarest(_ pattern: UnsafeBufferPointer<UInt8>) -> Int {
    let frequent: StaticString = " esaintrulodcmpvghfbqyjxzwk"
    var (best, rank) = (0, -1)
    for (i, byte) in pattern.enumerated() {
      var place = 100
      for k in 0..<frequent.utf8CodeUnitCount where frequent.utf8Start[k] == byte {
        place = k
        break
      }
      if place > rank { (best, rank) = (i, place) }
    }
    return best
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}

extension DumpFile {
  /// Hands over an article, or a reject when it has no text and nobody asked for such.
  func give(
    _ article: Article, without missing: String, to yield: (Record) throws -> Void
  ) throws {
    if article.body.isEmpty, !options.allowEmptyBody {
      let excerpt = String((article.title ?? article.url ?? "").prefix(200))
      try yield(.reject(Reject(origin: article.origin, reason: missing, excerpt: excerpt)))
    } else {
      try yield(.article(article))
    }
  }

  /// Says that two dates of a record disagree, if they do at the precision that they share.
  func compare(
    _ printed: PressDate?, with other: PressDate?, called name: String, of origin: Origin,
    to yield: (Record) throws -> Void
  ) throws {
    guard let printed, let other else { return }
    let length = min(10, printed.iso.utf8.count, other.iso.utf8.count)
    guard printed.iso.prefix(length) != other.iso.prefix(length) else { return }
    let message =
      "the printed date is \(printed.iso), the \(name) says \(other.iso.prefix(10)); "
      + "the printed date was kept"
    try yield(.warning(Warning(.disagreement, origin: origin, message: message)))
  }
}

extension DumpFile {
  /// Reads the records of an XML file; one that the end of the file cuts is a reject.
  ///
  /// - Parameters:
  ///   - source: the bytes of the file.
  ///   - names: the elements that are records.
  ///   - nested: false when a record that starts inside another ends that one.
  ///   - yield: takes the rejects and warnings about the form of the file.
  ///   - each: takes each whole record with its place.
  /// - Returns: what stands outside of the records.
  /// - Throws: what `yield` and `each` throw.
  @discardableResult
  func readXML(
    _ source: MarkupSource, records names: [String], nested: Bool = true,
    to yield: (Record) throws -> Void, each: (Element, Origin) throws -> Void
  ) throws -> Markup {
    var wasCut = false
    let rest = try Markup.read(source.bytes, as: .xml, records: names, nested: nested) {
      element in
      let place = source.range(element.node.source..<element.markup.recordEnd)
      let origin = nextOrigin(bytes: place)
      guard element.markup.recordIsCut else { return try each(element, origin) }
      wasCut = true
      let reason = "the file ends inside this record (<\(element.name)>); get the file again"
      let excerpt = String((element.line ?? "").prefix(200))
      try yield(.reject(Reject(origin: origin, reason: reason, excerpt: excerpt)))
    }
    if !wasCut { try tell(rest.problem, of: source, to: yield) }
    return rest
  }

  /// Warns that an XML file is not well-formed: it is read as far as it makes sense.
  func tell(
    _ problem: (offset: Int, message: String)?, of source: MarkupSource,
    to yield: (Record) throws -> Void
  ) throws {
    guard let problem else { return }
    let place = source.range(problem.offset..<problem.offset)
    let message =
      "the XML is not well-formed: \(problem.message), byte \(place?.lowerBound ?? problem.offset); "
      + "what could be read was read"
    try yield(.warning(Warning(.damage, origin: origin(bytes: place), message: message)))
  }
}
