/// Values as Python prints them, which people write into tables: `b'c\xc3\xa9'`, `['Un.', 'Deux.']`.
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
}
