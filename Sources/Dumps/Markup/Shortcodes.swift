/// Codes in square brackets that a content system would have replaced: `[caption id="a"]…[/caption]`
/// of WordPress and its builders, `[b]…[/b]` of forums. The codes go, their content stays.
enum Shortcodes {
  /// Codes that show something else than their content, or have none.
  private static let media: Set<String> = [
    "gallery", "embed", "video", "audio", "playlist", "contact-form", "contact-form-7", "img",
    "youtube", "vimeo", "instagram", "twitter", "tweet", "facebook", "ad", "adrotate", "poll",
    "newsletter", "wpforms", "gravityform", "toc", "more", "nextpage",
  ]

  /// One code: where it stands, what it is called, and which kind it is.
  private struct Code {
    var range: Range<Int>
    var name: String
    var closes: Bool
    var hasValues: Bool
  }

  /// `text` without its codes; nil when it has none.
  ///
  /// A code is one that is closed, that has values in quotation marks, or one of media: «[sic]»,
  /// «[l’État]» and «[…]» are none.
  static func removed(from text: String) -> String? {
    guard text.contains(byte: UInt8(ascii: "[")) else { return nil }
    let bytes = Array(text.utf8)
    let codes = codes(in: bytes)
    let closed = Set(codes.lazy.filter(\.closes).map(\.name))
    let real = codes.filter { code in
      closed.contains(code.name) || code.hasValues || media.contains(code.name)
    }
    guard !real.isEmpty else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var (at, next) = (0, 0)
    while next < real.count {
      let code = real[next]
      out += bytes[at..<code.range.lowerBound]
      at = code.range.upperBound
      next += 1
      // The address of a film or the name of a picture is no text.
      guard !code.closes, media.contains(code.name), closed.contains(code.name),
        let end = real[next...].prefix(2).firstIndex(where: { $0.closes && $0.name == code.name })
      else { continue }
      at = real[end].range.upperBound
      next = end + 1
    }
    out += bytes[at...]
    return withoutGaps(String(decoding: out, as: UTF8.self))
  }

  private static func codes(in bytes: [UInt8]) -> [Code] {
    var codes: [Code] = []
    var at = 0
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "[")) {
      at = open + 1
      let closes = at < bytes.count && bytes[at] == UInt8(ascii: "/")
      let start = closes ? at + 1 : at
      var end = start
      while end < bytes.count, end - start < 40, isName(bytes[end]) { end += 1 }
      guard end > start, (0x61...0x7A).contains(bytes[start] | 0x20), end < bytes.count,
        [0x5D, 0x20, 0x3D, 0x2F, 0x0A, 0xC2].contains(bytes[end]),
        let close = bytes[end..<min(bytes.count, end + 2000)].firstIndex(of: UInt8(ascii: "]"))
      else { continue }
      let inside = bytes[end..<close]
      let hasValues =
        inside.contains(UInt8(ascii: "="))
        && (inside.contains(UInt8(ascii: "\"")) || inside.contains(UInt8(ascii: "'"))
          || inside.contains(0xE2))
      if closes || inside.allSatisfy({ $0 != UInt8(ascii: "[") }) {
        let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        codes.append(
          Code(range: open..<close + 1, name: name, closes: closes, hasValues: hasValues))
        at = close + 1
      }
    }
    return codes
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
      || byte == 0x5F
  }

  // Lines that held nothing but codes leave no gap.
  private static func withoutGaps(_ text: String) -> String {
    var lines: [Substring] = []
    var blanks = 0
    for line in text.textLines {
      guard line.trimmed != nil else {
        blanks += 1
        continue
      }
      if blanks > 0, !lines.isEmpty { lines.append("") }
      blanks = 0
      lines.append(line.first == " " ? line.drop { $0 == " " } : line)
    }
    return lines.joined(separator: "\n")
  }
}
