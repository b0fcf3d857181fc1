import Press

/// Reads JSON that is in a page or an agency's file: tolerant where the web is careless (raw line
/// ends in strings, commas too many), strict about the rest.
struct JSONText {
  private let bytes: [UInt8]
  private var at = 0
  /// Values inside values that are read; anything deeper is no JSON of ours.
  private static let depthLimit = 64

  /// The value that `text` contains; nil when it is not JSON.
  static func read(_ text: some StringProtocol) -> Metadata? { read(Array(text.utf8)) }

  /// The value that `bytes` contain; nil when they are not JSON.
  static func read(_ bytes: [UInt8]) -> Metadata? {
    var reader = JSONText(bytes: bytes)
    reader.skipSpaces()
    guard let value = reader.value(0) else { return nil }
    reader.skipSpaces()
    if reader.peek == UInt8(ascii: ";") { reader.at += 1 }
    reader.skipSpaces()
    return reader.at == bytes.count ? value : nil
  }

  /// The value that begins at `start`, and the byte after it; nil when none does.
  static func read(_ bytes: [UInt8], from start: Int) -> (value: Metadata, end: Int)? {
    var reader = JSONText(bytes: bytes)
    reader.at = start
    guard let value = reader.value(0) else { return nil }
    return (value, reader.at)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpaces() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpaces()
    guard peek == byte else { return false }
    at += 1
    return true
  }

  private mutating func value(_ depth: Int) -> Metadata? {
    skipSpaces()
    guard depth < Self.depthLimit, let byte = peek else { return nil }
    switch byte {
    case UInt8(ascii: "{"):
      at += 1
      var fields: [Metadata.Field] = []
      while true {
        while take(UInt8(ascii: ",")) {}
        if take(UInt8(ascii: "}")) { return .object(fields) }
        guard let name = string(), take(UInt8(ascii: ":")), let value = value(depth + 1) else {
          return nil
        }
        fields.append(Metadata.Field(name, value))
      }
    case UInt8(ascii: "["):
      at += 1
      var values: [Metadata] = []
      while true {
        while take(UInt8(ascii: ",")) {}
        if take(UInt8(ascii: "]")) { return .list(values) }
        guard let value = value(depth + 1) else { return nil }
        values.append(value)
      }
    case UInt8(ascii: "\""): return string().map(Metadata.text)
    default:
      let start = at
      while let byte = peek, byte > 0x20, byte != 0x2C, byte != 0x5D, byte != 0x7D, byte != 0x3B {
        at += 1
      }
      let word = String(decoding: bytes[start..<at], as: UTF8.self)
      switch word {
      case "true": return .bool(true)
      case "false": return .bool(false)
      case "null", "undefined", "NaN": return .null
      default: return Double(word) == nil ? nil : .number(word)
      }
    }
  }

  private mutating func string() -> String? {
    skipSpaces()
    guard peek == UInt8(ascii: "\"") else { return nil }
    at += 1
    var out: [UInt8] = []
    while let byte = peek {
      // What needs no reading is taken in one piece.
      var end = at
      while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\") {
        end += 1
      }
      if end > at {
        out.append(contentsOf: bytes[at..<end])
        at = end
        continue
      }
      at += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\"), let sign = peek else {
        out.append(byte)
        continue
      }
      at += 1
      switch sign {
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "b"), UInt8(ascii: "f"): break
      case UInt8(ascii: "u"):
        guard var scalar = hex() else { return nil }
        if 0xD800..<0xDC00 ~= scalar, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
          bytes[at + 1] == UInt8(ascii: "u")
        {
          let back = at
          at += 2
          if let low = hex(), 0xDC00..<0xE000 ~= low {
            scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
          } else {
            at = back
          }
        }
        out.append(scalar: scalar == 0 ? 0xFFFD : scalar)
      default: out.append(sign)
      }
    }
    return nil
  }

  private mutating func hex() -> UInt32? {
    guard at + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { return nil }
    at += 4
    return value
  }
}

extension Metadata {
  /// The value of a field of an object; nil when there is none or it is null.
  subscript(name: String) -> Metadata? {
    guard case .object(let fields) = self,
      let value = fields.first(where: { $0.name == name })?.value, value != .null
    else { return nil }
    return value
  }

  /// A text or a number as it is written, without white space around it; nil for anything else.
  var string: String? {
    switch self {
    case .text(let text): text.trimmed
    case .number(let number): number
    default: nil
    }
  }

  /// The values of a list; one value as a list of itself.
  var values: [Metadata] {
    switch self {
    case .list(let values): values
    case .null: []
    default: [self]
    }
  }

  /// True for a list of more than one value.
  var isListOfMany: Bool {
    if case .list(let values) = self { return values.count > 1 }
    return false
  }

  /// The fields of an object.
  var fields: [Field] {
    if case .object(let fields) = self { return fields }
    return []
  }
}
