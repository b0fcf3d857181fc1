/// Makes bytes harmless for a terminal: what is in an article, a file name or a message cannot move
/// the cursor, change the title of the window, or turn the direction of what follows.
package enum TerminalText {
  /// `bytes` with `·` for every control character but line ends and tabs, for the marks that turn the
  /// direction of writing, and for what is no UTF-8; what is in `orders` stays.
  static func sanitized(_ bytes: UnsafeBufferPointer<UInt8>, orders: [Range<Int>]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    for order in orders + [bytes.count..<bytes.count] {
      append(UnsafeBufferPointer(rebasing: bytes[place..<order.lowerBound]), to: &result)
      result += bytes[order]
      place = order.upperBound
    }
    return result
  }

  /// The same for a text; nothing in it is an order.
  package static func sanitized(_ text: String) -> String {
    var text = text
    return text.withUTF8 { String(decoding: sanitized($0, orders: []), as: UTF8.self) }
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }) {
      result += bytes
      return
    }
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\n" || scalar == "\t" {
        result.append(UInt8(ascii: scalar))
      } else if isOrder(scalar) || scalar == "\u{FFFD}" {
        result += Array("·".utf8)
      } else {
        result += Array(String(scalar).utf8)
      }
    }
  }

  /// True for control characters (C0, DEL, C1), line separators, and marks of direction.
  static func isOrder(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      true
    default: false
    }
  }
}
