import Platform

/// How bytes become text: a charset by the name that the WHATWG Encoding Standard gives it.
///
/// The charsets of Western Europe are decoded by tables of ours; the others by `iconv` of the C
/// library.
public struct Charset: Sendable, Hashable, CustomStringConvertible {
  /// The name: `utf-8`, `windows-1252`, `shift_jis`.
  public let rawValue: String

  private init(_ name: String) { rawValue = name }

  /// The name.
  public var description: String { rawValue }

  /// UTF-8.
  public static let utf8 = Charset("utf-8")
  /// UTF-16.
  public static let utf16 = Charset("utf-16")
  /// UTF-32.
  public static let utf32 = Charset("utf-32")
  /// Windows-1252.
  public static let windows1252 = Charset("windows-1252")
  /// Windows-1250.
  public static let windows1250 = Charset("windows-1250")
  /// Windows-1251.
  public static let windows1251 = Charset("windows-1251")
  /// ISO-8859-1.
  public static let latin1 = Charset("iso-8859-1")
  /// ISO-8859-2.
  public static let latin2 = Charset("iso-8859-2")
  /// ISO-8859-15.
  public static let latin9 = Charset("iso-8859-15")
  /// CP437.
  public static let cp437 = Charset("cp437")
  /// CP850.
  public static let cp850 = Charset("cp850")
  /// Mac Roman.
  public static let macRoman = Charset("macintosh")

  /// Which evidence decided.
  public enum Rule: String, Sendable {
    /// A byte order mark.
    case bom
    /// The bytes are valid UTF-8, whatever is declared.
    case utf8
    /// The dump, or the person, says so.
    case declared
    /// Nothing says; of the charsets that people use, the letters of the text fit this one.
    case detected
    /// Nothing says, and the bytes are not UTF-8: Windows-1252.
    case fallback
  }

  /// The charset that a declaration names: `ISO-8859-1`, `latin1`, `cp1252`; nil when unknown.
  ///
  /// Takes every label of the WHATWG Encoding Standard and the names that mail and databases use.
  public init?(label: String) {
    let key = label.lowercased().unicodeScalars.filter {
      ("a"..."z").contains($0) || ("0"..."9").contains($0)
    }
    guard let name = CharsetLabels.names[String(String.UnicodeScalarView(key))] else { return nil }
    self.init(name)
  }

  /// The table of the upper half of a charset of single bytes, if it is one of ours.
  private var table: [UInt16]? {
    switch self {
    case .windows1252, .latin1: CodePage.windows1252
    case .windows1250: CodePage.windows1250
    case .windows1251: CodePage.windows1251
    case .latin2: CodePage.latin2
    case .latin9: CodePage.latin9
    case .cp437: CodePage.cp437
    case .cp850: CodePage.cp850
    case .macRoman: CodePage.macRoman
    default: nil
    }
  }

  /// Decodes `bytes`, which are in this charset. Never fails: what has no meaning becomes U+FFFD.
  func decode(_ bytes: UnsafeRawBufferPointer) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .utf16: return UTF16Stream.decode(bytes, .utf16)
    case .utf32: return UTF16Stream.decode(bytes, .utf32)
    default: break
    }
    guard let table else {
      return Iconv.decode(bytes, from: CharsetLabels.iconvName(of: rawValue))?.text
        ?? Charset.windows1252.decode(bytes)
    }
    return String(unsafeUninitializedCapacity: bytes.count * 3) { target in
      var n = 0
      for byte in bytes {
        if byte < 0x80 {
          target[n] = byte
          n += 1
          continue
        }
        let scalar = table[Int(byte & 0x7F)]
        if scalar < 0x800 {
          target[n] = UInt8(0xC0 | scalar >> 6)
          target[n + 1] = UInt8(0x80 | scalar & 0x3F)
          n += 2
        } else {
          target[n] = UInt8(0xE0 | scalar >> 12)
          target[n + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
          target[n + 2] = UInt8(0x80 | scalar & 0x3F)
          n += 3
        }
      }
      return n
    }
  }

  /// The byte beyond ASCII that stands for `scalar` in a charset whose table is ours; nil for none.
  func byte(of scalar: Unicode.Scalar) -> UInt8? {
    guard scalar.value >= 0x80, scalar.value <= 0xFFFF,
      let at = table?.firstIndex(of: UInt16(scalar.value))
    else { return nil }
    return 0x80 + UInt8(at)
  }
}

/// Text that was decoded, and how.
struct DecodedText {
  var text: String
  var charset: Charset
  var rule: Charset.Rule
  /// True when nothing says the charset and the letters fit it badly.
  var isDoubtful = false

  /// Decodes a record: BOM, else valid UTF-8, else what is declared, else what the letters fit, else
  /// Windows-1252.
  ///
  /// UTF-8 with a few broken bytes stays UTF-8, with U+FFFD for them: one byte that a scraper cut
  /// must not turn every accent of the article into two wrong letters. «A few» is one broken place
  /// for four sound ones; Windows-1252 text never comes near it. Line ends become `\n`, NUL becomes
  /// U+FFFD, a byte order mark at the start goes.
  init(_ bytes: UnsafeRawBufferPointer, declared: Charset? = nil) {
    var bytes = bytes
    rule = .utf8
    charset = .utf8
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = UnsafeRawBufferPointer(rebasing: bytes[3...])
      rule = .bom
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let wide = bytes.count >= 4 && (bytes.starts(with: [0xFF, 0xFE, 0, 0]))
      charset = wide ? .utf32 : .utf16
      rule = .bom
      text = TextBytes.clean(charset.decode(bytes))
      return
    }
    if rule == .utf8, let escaped = Self.charsetOfEscapes(bytes, declared) {
      charset = escaped
      rule = declared == escaped ? .declared : .detected
      text = TextBytes.clean(escaped.decode(bytes))
      return
    }
    if let valid = TextBytes.validated(bytes) {
      text = valid
      return
    }
    let health = TextBytes.health(bytes)
    if rule == .bom || health.sound >= 4 * health.broken {
      text = TextBytes.clean(Charset.utf8.decode(bytes))
      return
    }
    if let declared, declared != .utf8, declared != .utf16, declared != .utf32 {
      charset = declared
      rule = .declared
    } else if let fitting = CharsetGuess.charset(of: bytes) {
      charset = fitting
      rule = .detected
    } else {
      charset = .windows1252
      rule = .fallback
      isDoubtful = !CharsetGuess.fitsWindows1252(bytes)
    }
    text = TextBytes.clean(charset.decode(bytes))
  }
}

extension DecodedText {
  /// The charset of bytes that are all ASCII and contain escapes to other letters: ISO-2022-JP, which
  /// nothing else looks like, and UTF-7; nil for plain ASCII.
  static func charsetOfEscapes(
    _ bytes: UnsafeRawBufferPointer, _ declared: Charset?
  ) -> Charset? {
    if holdsJapaneseEscape(bytes) { return Charset(label: "iso-2022-jp") }
    guard let utf7 = Charset(label: "utf-7"), utf7 == declared || holdsUTF7(bytes),
      bytes.allSatisfy({ $0 < 0x80 })
    else { return nil }
    return utf7
  }

  /// True when two escapes such as `+AOk-` are among the bytes: units of UTF-16 in base64, of letters
  /// and signs that ASCII lacks.
  private static func holdsUTF7(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var (at, found) = (0, 0)
    while let plus = memchr(base + at, 0x2B, bytes.count - at) {
      let start = UnsafeRawPointer(plus) - base + 1
      var end = start
      while end < bytes.count, MailWords.sextet(bytes[end]) != nil { end += 1 }
      at = end
      let digits = bytes[start..<end]
      // Units of 16 bits are 3, 6, 8, 11 … digits long; the first one is a letter below U+2100.
      guard end < bytes.count, bytes[end] == UInt8(ascii: "-"), digits.count >= 3,
        [0, 3, 6].contains(digits.count % 8)
      else { continue }
      let first = digits.prefix(3).reduce(0) { $0 << 6 | Int(MailWords.sextet($1) ?? 0) } >> 2
      if 0xA0..<0x2100 ~= first { found += 1 }
      if found == 2 { return true }
    }
    return false
  }

  /// True when `ESC $ B` or `ESC $ @` is among bytes that are all ASCII.
  static func holdsJapaneseEscape(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress, let found = memchr(base, 0x1B, bytes.count) else {
      return false
    }
    let at = UnsafeRawPointer(found) - base
    guard at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "$"),
      bytes[at + 2] == UInt8(ascii: "B") || bytes[at + 2] == UInt8(ascii: "@")
    else { return false }
    return bytes.allSatisfy { $0 < 0x80 }
  }
}

/// Work on the bytes of texts.
enum TextBytes {
  /// The text of valid UTF-8 with its line ends made `\n` and NUL made U+FFFD; nil for invalid bytes.
  static func validated(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return needsCleaning(bytes) ? clean(text) : text
  }

  /// True when a CR or a NUL is among the bytes.
  static func needsCleaning(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return memchr(base, 13, bytes.count) != nil || memchr(base, 0, bytes.count) != nil
  }

  /// `\r\n` and lone `\r` become `\n`, NUL becomes U+FFFD.
  static func clean(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { utf8 -> String? in
      if !needsCleaning(UnsafeRawBufferPointer(utf8)) { return nil }
      return String(unsafeUninitializedCapacity: utf8.count * 3) { target in
        var n = 0
        var i = 0
        while i < utf8.count {
          let byte = utf8[i]
          i += 1
          if byte == 13 {
            if i < utf8.count, utf8[i] == 10 { i += 1 }
            target[n] = 10
          } else if byte == 0 {
            target[n] = 0xEF
            target[n + 1] = 0xBF
            target[n + 2] = 0xBD
            n += 2
          } else {
            target[n] = byte
          }
          n += 1
        }
        return n
      }
    } ?? text
  }

  /// How many sequences of several bytes are valid UTF-8, and how many places are not.
  static func health(_ bytes: UnsafeRawBufferPointer) -> (sound: Int, broken: Int) {
    var (sound, broken, i) = (0, 0, 0)
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      if byte < 0x80 { continue }
      let length =
        byte >= 0xC2 && byte < 0xE0 ? 1 : byte & 0xF0 == 0xE0 ? 2 : byte & 0xF8 == 0xF0 ? 3 : 0
      var tail = 0
      while tail < length, i + tail < bytes.count, bytes[i + tail] & 0xC0 == 0x80 { tail += 1 }
      if length > 0, tail == length { sound += 1 } else { broken += 1 }
      i += tail
    }
    return (sound, broken)
  }
}
