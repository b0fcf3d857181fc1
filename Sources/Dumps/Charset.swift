#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How bytes become text.
public enum Charset: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"
  case windows1252 = "windows-1252"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case latin1 = "iso-8859-1"
  case latin2 = "iso-8859-2"
  case latin9 = "iso-8859-15"
  case cp437 = "cp437"
  case cp850 = "cp850"
  case macRoman = "macintosh"

  /// Which evidence decided.
  public enum Rule: String, Sendable {
    /// A byte order mark.
    case bom
    /// The bytes are valid UTF-8, whatever is declared.
    case utf8
    /// The dump, or the person, says so.
    case declared
    /// Nothing says, and the bytes are not UTF-8: Windows-1252.
    case fallback
  }

  /// The charset that a declaration names: `ISO-8859-1`, `latin1`, `cp1252`; nil when unknown.
  public init?(label: String) {
    let key = label.lowercased().unicodeScalars.filter {
      ("a"..."z").contains($0) || ("0"..."9").contains($0)
    }
    switch String(String.UnicodeScalarView(key)) {
    case "utf8", "unicode11utf8", "utf8mb4", "usascii", "ascii", "ansix341968": self = .utf8
    case "utf16", "utf16le", "utf16be", "unicode", "ucs2": self = .utf16
    case "utf32", "utf32le", "utf32be", "ucs4": self = .utf32
    // Browsers read Latin-1 as its superset, because that is what is meant.
    case "iso88591", "latin1", "l1", "isolatin1", "iso885911987", "cp819": self = .latin1
    case "windows1252", "cp1252", "win1252", "xcp1252", "ansi", "1252": self = .windows1252
    case "iso885915", "latin9", "l9", "iso8859151999", "latin0": self = .latin9
    case "iso88592", "latin2", "l2": self = .latin2
    case "windows1250", "cp1250", "win1250": self = .windows1250
    case "windows1251", "cp1251", "win1251": self = .windows1251
    case "cp437", "ibm437", "437": self = .cp437
    case "cp850", "ibm850", "850": self = .cp850
    case "macintosh", "macroman", "xmacroman", "mac": self = .macRoman
    default: return nil
    }
  }

  /// Decodes `bytes`, which are in this charset. Never fails: what has no meaning becomes U+FFFD.
  func decode(_ bytes: UnsafeRawBufferPointer) -> String {
    let table: [UInt16]
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .utf16: return UTF16Stream.decode(bytes, .utf16)
    case .utf32: return UTF16Stream.decode(bytes, .utf32)
    case .windows1252, .latin1: table = CodePage.windows1252
    case .windows1250: table = CodePage.windows1250
    case .windows1251: table = CodePage.windows1251
    case .latin2: table = CodePage.latin2
    case .latin9: table = CodePage.latin9
    case .cp437: table = CodePage.cp437
    case .cp850: table = CodePage.cp850
    case .macRoman: table = CodePage.macRoman
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
}

/// Text that was decoded, and how.
struct DecodedText {
  var text: String
  var charset: Charset
  var rule: Charset.Rule

  /// Decodes a record: BOM, else valid UTF-8, else what is declared, else Windows-1252.
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
    } else {
      charset = .windows1252
      rule = .fallback
    }
    text = TextBytes.clean(charset.decode(bytes))
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
