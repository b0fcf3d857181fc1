import Platform

/// Small steps over the bytes of a page.
extension MarkupParser {
  mutating func note(_ message: String, at offset: Int? = nil) {
    if markup.problem == nil { markup.problem = (offset ?? at, message) }
  }

  /// The next `byte` at or after `from`; the end of the input when there is none.
  func find(_ byte: UInt8, from: Int, to: Int? = nil) -> Int {
    let end = to ?? input.count
    guard from < end, let base = input.baseAddress,
      let hit = memchr(base + from, Int32(byte), end - from)
    else { return end }
    return base.distance(to: hit.assumingMemoryBound(to: UInt8.self))
  }

  /// The offset after the next `marker`; the end of the input when there is none.
  func after(_ marker: StaticString, from: Int) -> Int {
    var at = from
    while true {
      at = find(marker.utf8Start.pointee, from: at)
      guard at < input.count else { return input.count }
      if matches(marker, at: at) { return at + marker.utf8CodeUnitCount }
      at += 1
    }
  }

  func matches(_ marker: StaticString, at: Int) -> Bool {
    guard at >= 0, at + marker.utf8CodeUnitCount <= input.count, let base = input.baseAddress else {
      return false
    }
    return memcmp(base + at, marker.utf8Start, marker.utf8CodeUnitCount) == 0
  }

  mutating func skipSpaces() {
    while at < input.count, Self.isSpace(input[at]) { at += 1 }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
  }

  static func startsName(_ byte: UInt8, html: Bool) -> Bool {
    (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
      || (!html && (byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")))
  }

  static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }
}
