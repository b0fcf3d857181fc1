import Platform

// Work on text byte by byte and scalar by scalar: taking a string character by character asks for the
// borders of graphemes, which costs ten times what reading the text costs.

extension String {
  /// True when one of the bytes is `byte`; as fast as memory is read.
  func contains(byte: UInt8) -> Bool {
    var text = self
    return text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return false }
      return memchr(base, Int32(byte), bytes.count) != nil
    }
  }
}

extension StringProtocol {
  /// The first place where `other` stands, compared byte by byte.
  func range(of other: String) -> Range<Index>? {
    var text = Substring(self)
    var other = other
    // The place is counted in bytes, as a native string lies in memory.
    let place = text.withUTF8 { bytes in
      other.withUTF8 { needle in Self.place(of: needle, in: bytes) }
    }
    guard let place else { return nil }
    let start = utf8.index(utf8.startIndex, offsetBy: place)
    return start..<utf8.index(start, offsetBy: other.utf8.count)
  }

  private static func place(
    of needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let first = needle.first else { return 0 }
    guard let base = bytes.baseAddress, let wanted = needle.baseAddress else { return nil }
    var at = 0
    while at + needle.count <= bytes.count,
      let found = memchr(base + at, Int32(first), bytes.count - needle.count + 1 - at)
    {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(base + at, wanted, needle.count) == 0 { return at }
      at += 1
    }
    return nil
  }

  /// Without white space, no-break spaces included, at both ends; nil when nothing is left.
  var trimmed: String? {
    let scalars = unicodeScalars
    var start = scalars.startIndex
    var end = scalars.endIndex
    while start < end, scalars[start].isBlank { start = scalars.index(after: start) }
    while start < end {
      let last = scalars.index(before: end)
      guard scalars[last].isBlank else { break }
      end = last
    }
    return start < end ? String(self[start..<end]) : nil
  }

  /// The stretches between line ends, empty ones included; a CR before the line end is none of them.
  var textLines: [Substring] {
    var lines: [Substring] = []
    let text = Substring(self)
    let bytes = text.utf8
    var start = bytes.startIndex
    let ends = text.lineEnds
    var next = 0
    while true {
      let end =
        next < ends.count
        ? bytes.index(bytes.startIndex, offsetBy: ends[next]) : bytes.endIndex
      next += 1
      var stop = end
      if stop > start {
        let last = bytes.index(before: stop)
        if bytes[last] == 0x0D { stop = last }
      }
      lines.append(text[start..<stop])
      if end == bytes.endIndex { return lines }
      start = bytes.index(after: end)
    }
  }

  /// The stretches between blank lines.
  var textParagraphs: [Substring] {
    var paragraphs: [Substring] = []
    var rest = Substring(self)
    while let gap = rest.range(of: "\n\n") {
      if gap.lowerBound > rest.startIndex { paragraphs.append(rest[..<gap.lowerBound]) }
      rest = rest[gap.upperBound...]
    }
    if !rest.isEmpty { paragraphs.append(rest) }
    return paragraphs
  }
}

extension Substring {
  /// Where line feeds stand, in bytes from the start.
  fileprivate var lineEnds: [Int] {
    var text = self
    return text.withUTF8 { bytes in
      var ends: [Int] = []
      guard let base = bytes.baseAddress else { return ends }
      var at = 0
      while at < bytes.count, let found = memchr(base + at, 0x0A, bytes.count - at) {
        at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        ends.append(at)
        at += 1
      }
      return ends
    }
  }
}

extension Unicode.Scalar {
  /// White space of any kind, no-break spaces included.
  var isBlank: Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0: true
    case ..<0x1680: false
    case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repetitions, in the order of their first places.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Character {
  /// 0 to 9.
  var isASCIIDigit: Bool { self >= "0" && self <= "9" && isASCII }
}
