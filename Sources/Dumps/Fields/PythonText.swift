import Press

/// Values as Python prints them, which people write into tables: `b'c\xc3\xa9'`,
/// `['Un.', 'Deux.']`, `{'id': None, 'name': 'La Rive'}`.
enum PythonText {
  /// The text of a literal of bytes; nil for other texts.
  static func bytes(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { utf8 -> String? in
      guard utf8.count >= 4, utf8[0] == UInt8(ascii: "b"),
        utf8[1] == UInt8(ascii: "'") || utf8[1] == UInt8(ascii: "\""), utf8.last == utf8[1]
      else { return nil }
      var out: [UInt8] = []
      var at = 2
      let end = utf8.count - 1
      while at < end {
        guard utf8[at] == UInt8(ascii: "\\"), at + 1 < end else {
          out.append(utf8[at])
          at += 1
          continue
        }
        switch utf8[at + 1] {
        case UInt8(ascii: "x") where at + 3 < end:
          let digits = String(decoding: utf8[at + 2...at + 3], as: UTF8.self)
          guard let byte = UInt8(digits, radix: 16) else { return nil }
          out.append(byte)
          at += 2
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "r"): break
        case UInt8(ascii: "t"): out.append(9)
        default: out.append(utf8[at + 1])
        }
        at += 2
      }
      return String(validating: out, as: UTF8.self)
    }
  }

  /// The texts of a list of texts; nil for other texts.
  static func list(_ text: String) -> [String]? {
    guard text.hasPrefix("['") || text.hasPrefix("[\""),
      text.hasSuffix("']") || text.hasSuffix("\"]")
    else { return nil }
    var items: [String] = []
    var item: [UInt8] = []
    var quote: UInt8?
    var isEscaped = false
    for byte in text.utf8.dropFirst().dropLast() {
      if let open = quote {
        if isEscaped {
          item.append(byte == UInt8(ascii: "n") ? 10 : byte)
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == open {
          items.append(String(decoding: item, as: UTF8.self))
          (quote, item) = (nil, [])
        } else {
          item.append(byte)
        }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte > 32, byte != UInt8(ascii: ",") {
        return nil
      }
    }
    return quote == nil ? items : nil
  }

  /// The object that `value` is the text of, as Python prints it or as JSON; nil for other values.
  static func object(_ value: Metadata) -> Metadata? {
    guard case .text(let text) = value, text.utf8.first == UInt8(ascii: "{"),
      let found = Self.value(text), !found.fields.isEmpty
    else { return nil }
    return found
  }

  /// The object or list that `text` is, as Python prints it or as JSON; nil for other texts.
  static func value(_ text: String) -> Metadata? {
    guard let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return nil }
    if let json = JSONText.read(text) { return json }
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.next == nil else { return nil }
    return value
  }

  private struct Reader {
    let bytes: [UInt8]
    private var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next byte that is no white space; nil at the end.
    var next: UInt8? {
      mutating get {
        while at < bytes.count, bytes[at] <= 32 { at += 1 }
        return at < bytes.count ? bytes[at] : nil
      }
    }

    mutating func value(depth: Int) -> Metadata? {
      guard depth < 16, let first = next else { return nil }
      switch first {
      case UInt8(ascii: "{"): return object(depth)
      case UInt8(ascii: "["), UInt8(ascii: "("):
        return list(
          closedBy: first == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")"), depth)
      case UInt8(ascii: "'"), UInt8(ascii: "\""): return text().map(Metadata.text)
      default: return word()
      }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard next == byte else { return false }
      at += 1
      return true
    }

    private mutating func object(_ depth: Int) -> Metadata? {
      at += 1
      var fields: [Metadata.Field] = []
      while !take(UInt8(ascii: "}")) {
        guard let key = value(depth: depth + 1)?.string, take(UInt8(ascii: ":")),
          let value = value(depth: depth + 1)
        else { return nil }
        fields.append(.init(key, value))
        if !take(UInt8(ascii: ",")), next != UInt8(ascii: "}") { return nil }
      }
      return .object(fields)
    }

    private mutating func list(closedBy end: UInt8, _ depth: Int) -> Metadata? {
      at += 1
      var items: [Metadata] = []
      while !take(end) {
        guard let item = value(depth: depth + 1) else { return nil }
        items.append(item)
        if !take(UInt8(ascii: ",")), next != end { return nil }
      }
      return .list(items)
    }

    private mutating func text() -> String? {
      let quote = bytes[at]
      at += 1
      var out: [UInt8] = []
      while at < bytes.count, bytes[at] != quote {
        if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
          at += 1
          out.append(bytes[at] == UInt8(ascii: "n") ? 10 : bytes[at])
        } else {
          out.append(bytes[at])
        }
        at += 1
      }
      guard at < bytes.count else { return nil }
      at += 1
      return String(decoding: out, as: UTF8.self)
    }

    // A number, None, True, nan.
    private mutating func word() -> Metadata? {
      let start = at
      while at < bytes.count, bytes[at] > 32, !",:]})".utf8.contains(bytes[at]) { at += 1 }
      guard at > start, at - start <= 40 else { return nil }
      let word = String(decoding: bytes[start..<at], as: UTF8.self)
      switch word {
      case "None", "nan", "NaN", "null": return .null
      case "True", "true": return .bool(true)
      case "False", "false": return .bool(false)
      default: return Double(word) == nil ? nil : .number(word)
      }
    }
  }
}
