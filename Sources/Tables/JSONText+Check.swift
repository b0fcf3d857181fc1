extension JSONText {
  /// True when a text is one JSON value of at most 256 levels.
  ///
  /// - Source: RFC 8259.
  package static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var check = JSONCheck(bytes)
    return check.value(depth: 0) && check.isAtEnd
  }
}

/// Walks through a text as long as it is JSON.
private struct JSONCheck {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      blanks()
      return at == bytes.count
    }
  }

  private var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

  private mutating func blanks() {
    while [0x20, 0x09, 0x0A, 0x0D].contains(next) { at += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    blanks()
    guard next == byte else { return false }
    at += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at + count <= bytes.count,
      (0..<count).allSatisfy({ bytes[at + $0] == word.utf8Start[$0] })
    else { return false }
    at += count
    return true
  }

  mutating func value(depth: Int) -> Bool {
    guard depth <= 256 else { return false }
    blanks()
    switch next {
    case UInt8(ascii: "{"): return list(until: UInt8(ascii: "}"), depth, hasNames: true)
    case UInt8(ascii: "["): return list(until: UInt8(ascii: "]"), depth, hasNames: false)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "t"): return take("true")
    case UInt8(ascii: "f"): return take("false")
    case UInt8(ascii: "n"): return take("null")
    default: return number()
    }
  }

  private mutating func list(until end: UInt8, _ depth: Int, hasNames: Bool) -> Bool {
    at += 1
    if take(end) { return true }
    repeat {
      blanks()
      if hasNames, !(string() && take(UInt8(ascii: ":"))) { return false }
      guard value(depth: depth + 1) else { return false }
    } while take(UInt8(ascii: ","))
    return take(end)
  }

  private mutating func string() -> Bool {
    guard next == UInt8(ascii: "\"") else { return false }
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case 0..<0x20: return false
      case UInt8(ascii: "\\"):
        let escape = next
        at += 1
        if escape == UInt8(ascii: "u") {
          for _ in 0..<4 {
            guard Character(Unicode.Scalar(next)).isHexDigit else { return false }
            at += 1
          }
        } else if !"\"\\/bfnrt".utf8.contains(escape) {
          return false
        }
      default: break
      }
    }
    return false
  }

  private mutating func digits() -> Bool {
    let start = at
    while (0x30...0x39).contains(next) { at += 1 }
    return at > start
  }

  private mutating func number() -> Bool {
    if next == UInt8(ascii: "-") { at += 1 }
    let isZero = next == UInt8(ascii: "0")
    let start = at
    guard digits(), !isZero || at == start + 1 else { return false }
    if next == UInt8(ascii: ".") {
      at += 1
      guard digits() else { return false }
    }
    if next | 0x20 == UInt8(ascii: "e") {
      at += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
      guard digits() else { return false }
    }
    return true
  }
}
