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

  /// The text with its `\n` read as line ends, when it has no real one; nil when they may be meant, as
  /// in a path of Windows.
  static func withLineEnds(_ text: String) -> String? {
    guard text.contains(byte: 0x5C), !text.contains(byte: 10) else { return nil }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    // Line ends after a sentence or before one, and those that stand in words.
    var (sure, doubtful) = (0, 0)
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x5C, at + 1 < bytes.count else {
        out.append(bytes[at])
        at += 1
        continue
      }
      let next = bytes[at + 1]
      at += 2
      switch next {
      case UInt8(ascii: "n"):
        if isWord(out.last), at < bytes.count, 0x61...0x7A ~= bytes[at] {
          doubtful += 1
        } else {
          sure += 1
        }
        out.append(10)
      case UInt8(ascii: "r"): break
      case UInt8(ascii: "t"): out.append(9)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): out.append(next)
      case 0x5C: out += [0x5C, 0x5C]
      default: out += [0x5C, next]
      }
    }
    // One of them alone is a line end where a sentence ends.
    let isOne = sure == 1 && doubtful == 0
    guard sure > 0, sure + doubtful >= 2 || isOne && endsSentence(before: 10, in: out) else {
      return nil
    }
    return String(decoding: out, as: UTF8.self)
  }

  // A letter, or the colon of a drive.
  private static func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte | 0x20 &- 0x61 < 26 || byte == 0x3A
  }

  private static func endsSentence(before mark: UInt8, in bytes: [UInt8]) -> Bool {
    guard let at = bytes.firstIndex(of: mark), at > 0, at + 1 < bytes.count else { return false }
    let end = String(decoding: bytes[max(0, at - 4)..<at], as: UTF8.self).trimmed
    return end?.last.map { ".!?…»”\":".contains($0) } == true
  }

  /// What sites print below a text that goes on elsewhere.
  private static let pointers = [
    "lire la suite", "lire plus", "read more", "continue reading", "read the full story",
    "weiterlesen", "mehr lesen", "leer más", "seguir leyendo", "leggi tutto", "lees verder",
  ]

  /// True when the end says that there was more: «[+2747 chars]», «[…]», «… Lire la suite».
  static func isCut(_ text: String) -> Bool {
    let end = String(decoding: text.utf8.suffix(40), as: UTF8.self)
    if let dots = end.range(of: "…") ?? end.range(of: "..."),
      let rest = end[dots.upperBound...].trimmed?.lowercased(),
      pointers.contains(where: { rest == $0 || rest.hasPrefix($0) && rest.utf8.count < 30 })
    {
      return true
    }
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
