import Press

/// What is mended or marked in the articles of every format, and told: texts that were encoded twice,
/// line ends that were written as two characters, codes of content systems, texts that were cut before they came here.
enum ArticleRepair {
  /// The metadata field that says how a text was mended.
  static let rule = "text_rule"
  /// What it says of a text that was encoded twice and is sound now, and of one that could not be
  /// repaired, or not whole.
  static let doubled = "encoded twice"
  static let stillDoubled = "encoded twice, not repaired"

  /// Mends `article` and says so in its metadata.
  static func mend(_ article: inout Article) {
    if Mojibake.isSuspect(article.body) || article.title.map(Mojibake.isSuspect) == true {
      mendCharset(&article)
    }
    if let lines = withLineEnds(article.body) {
      article.body = lines
      article.keep(rule, .text("escaped line ends"))
    }
    if let text = withLetters(article.body) {
      article.body = text
      article.title = article.title.map { withLetters($0, atLeast: 1) ?? $0 }
      article.keep(rule, .text("escaped letters"))
    }
    if let text = Shortcodes.removed(from: article.body), !text.isEmpty {
      article.body = text
      article.keep(rule, .text("codes in brackets removed"))
    }
    if isCut(article.body), !article.metadata.contains(where: { $0.name == FileTally.cut }) {
      article.keep(FileTally.cut, .bool(true))
    }
  }

  private static func mendCharset(_ article: inout Article) {
    let body = Mojibake.repair(article.body)
    let title = article.title.map(Mojibake.repair)
    let isMended = body.text != article.body
    guard isMended || title?.text != article.title else {
      // A few letters that look like it may be meant.
      if !body.isWhole { article.keep(rule, .text(stillDoubled)) }
      return
    }
    /// A short field has one such pair, which proves nothing but beside a text that had many.
    func mended(_ text: String) -> String {
      let found = Mojibake.repair(text)
      return found.isWhole && found.text == text && isMended
        ? Mojibake.withoutPair(text) : found.text
    }
    article.body = body.text
    article.title = article.title.map(mended)
    article.outlet = article.outlet.map(mended)
    article.section = article.section.map(mended)
    article.authors = article.authors.map(mended)
    for i in article.metadata.indices {
      if case .text(let text) = article.metadata[i].value {
        article.metadata[i].value = .text(mended(text))
      }
    }
    article.keep(rule, .text(body.isWhole && title?.isWhole != false ? doubled : stillDoubled))
  }

  /// The text with letters where JSON that was encoded twice has left `\u00e9`; nil when it has fewer
  /// than `atLeast`.
  static func withLetters(_ text: String, atLeast: Int = 2) -> String? {
    guard text.contains(byte: 0x5C) else { return nil }
    let bytes = Array(text.utf8)
    func unit(_ at: Int) -> UInt32? {
      guard at + 6 <= bytes.count, bytes[at] == 0x5C, bytes[at + 1] == UInt8(ascii: "u") else {
        return nil
      }
      return UInt32(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
    }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var (at, found) = (0, 0)
    while at < bytes.count {
      guard var scalar = unit(at) else {
        out.append(bytes[at])
        at += 1
        continue
      }
      at += 6
      if 0xD800..<0xDC00 ~= scalar, let low = unit(at), 0xDC00..<0xE000 ~= low {
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
        at += 6
      }
      out.append(scalar: scalar)
      found += 1
    }
    return found < atLeast ? nil : String(decoding: out, as: UTF8.self)
  }

  /// The text with its `\n` read as line ends, when it has no real one and several of these.
  static func withLineEnds(_ text: String) -> String? {
    guard text.contains(byte: 0x5C), !text.contains(byte: 10) else { return nil }
    let bytes = text.utf8
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var found = 0
    var previous: UInt8 = 0
    for byte in bytes {
      guard previous == 0x5C else {
        previous = byte
        out.append(byte)
        continue
      }
      previous = 0
      switch byte {
      case UInt8(ascii: "n"):
        found += 1
        out[out.count - 1] = 10
      case UInt8(ascii: "r"): out.removeLast()
      case UInt8(ascii: "t"): out[out.count - 1] = 9
      case UInt8(ascii: "\""), UInt8(ascii: "'"): out[out.count - 1] = byte
      default:
        out.append(byte)
        previous = byte == 0x5C ? 0 : byte
      }
    }
    return found >= 2 ? String(decoding: out, as: UTF8.self) : nil
  }

  /// True when the end says that there was more: «[+2747 chars]», «[…]».
  static func isCut(_ text: String) -> Bool {
    let end = String(decoding: text.utf8.suffix(40), as: UTF8.self)
    guard let last = end.trimmed?.last, last == "]" || last == "…" else { return false }
    let tail = end.trimmed ?? ""
    if ["[…]", "[...]", "[. . .]", "[&hellip;]", "[&#8230;]"].contains(where: tail.hasSuffix) {
      return true
    }
    guard tail.hasSuffix(" chars]") || tail.hasSuffix(" characters]"),
      let open = tail.lastIndex(of: "["), let first = tail[open...].dropFirst().first
    else { return false }
    return first == "+" || first.isASCIIDigit
  }
}
