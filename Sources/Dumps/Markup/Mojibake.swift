/// UTF-8 that was taken for Latin-1 on its way into a feed, and characters of Windows-1252 that came
/// as controls.
enum Mojibake {
  /// True when a text may have been encoded twice, or read in the wrong charset: it contains controls of
  /// U+0080 to U+009F, or «Ã», «Â» and «â» before signs that no language writes after them.
  static func isSuspect(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var at = 0
      while at + 1 < bytes.count {
        let (byte, next) = (bytes[at], bytes[at + 1])
        at += 1
        if byte == 0xC2
          ? (0x80..<0xA0).contains(next) : byte == 0xC3 && (next == 0x82 || next == 0x83)
        {
          return true
        }
        guard byte == 0xC3, at + 1 < bytes.count else { continue }
        let third = bytes[at + 1]
        // «â€™»; «Ð¼» of Cyrillic; «Ø§» and «Ù„» of Arabic.
        if next == 0xA2, third == 0xE2 { return true }
        if [0x90, 0x91, 0x98, 0x99].contains(next), [0xC2, 0xC5, 0xC6, 0xCB, 0xE2].contains(third) {
          return true
        }
      }
      return false
    }
  }

  /// What the bytes of a text tell before its characters are looked at: most texts are sound.
  private struct Signs {
    /// True when there is a control of U+0080 to U+009F.
    var hasControls = false
    private var pairs = 0
    private var others = 0

    /// False when nothing in the text was encoded twice: `withoutPairs` would leave it as it is.
    var mayHoldPairs: Bool { pairs >= 2 || others >= 6 }

    init(in text: String) {
      var text = text
      text.withUTF8 { bytes in
        var at = 0
        while at + 1 < bytes.count {
          let next = bytes[at + 1]
          if bytes[at] == 0xC2 {
            if next < 0xA0 { hasControls = true }
          } else if bytes[at] == 0xC3 {
            // «Ã», «Â», «â» before what Windows-1252 has for a byte from 0x80 on.
            if next == 0x82 || next == 0x83 || next == 0xA2, at + 2 < bytes.count,
              [0xC2, 0xC5, 0xC6, 0xCB, 0xE2].contains(bytes[at + 2])
            {
              pairs += 1
            }
            if 0x90...0x9B ~= next { others += 1 }
          }
          at += 1
        }
      }
    }
  }

  /// `text` read in the charset that its controls betray: CP850 and Mac Roman have letters where
  /// Latin-1 has controls.
  private static func reread(_ text: String) -> String? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      // One sign beyond Latin-1 and the text was not read as that.
      guard scalar.value < 0x100 else { return nil }
      bytes.append(UInt8(scalar.value))
    }
    return bytes.withUnsafeBytes { bytes in
      guard let charset = CharsetGuess.charset(of: bytes), [.cp850, .macRoman].contains(charset)
      else {
        return nil
      }
      return charset.decode(bytes)
    }
  }

  /// `text` with its controls U+0080 to U+009F read as what they stand for.
  ///
  /// Those controls never occur in an article. Where they form valid UTF-8 with the characters around
  /// them, the text was encoded twice; what is left is Windows-1252.
  static func repaired(_ text: String) -> String {
    var text = text
    // What was encoded three times is repaired in two rounds.
    for _ in 0..<3 {
      let better = repairedOnce(text)
      if better == text { break }
      text = better
      if !isSuspect(text) { break }
    }
    return text
  }

  private static func repairedOnce(_ text: String) -> String {
    let signs = Signs(in: text)
    guard signs.hasControls else { return signs.mayHoldPairs ? withoutPairs(text) : text }
    let (decoded, runs, others) = withRunsDecoded(text)
    // UTF-8 by chance is rare: two runs of it, and most, say that the text was encoded twice.
    if runs < max(2, others), let text = reread(text) { return text }
    return decoded
  }

  /// `text` with every run of Latin-1 that is UTF-8 decoded, and how many runs were and were not.
  private static func withRunsDecoded(
    _ text: String
  ) -> (text: String, decoded: Int, others: Int) {
    var out = ""
    var run: [UInt8] = []
    var (runs, others) = (0, 0)
    func close() {
      if let decoded = String(validating: run, as: UTF8.self), !run.isEmpty {
        out += decoded
        runs += 1
      } else {
        others += run.isEmpty ? 0 : 1
        for byte in run {
          let scalar = 0x80..<0xA0 ~= byte ? Entities.windows1252[Int(byte - 0x80)] : UInt32(byte)
          if let scalar = Unicode.Scalar(scalar) { out.unicodeScalars.append(scalar) }
        }
      }
      run = []
    }
    for scalar in text.unicodeScalars {
      if 0x80..<0x100 ~= scalar.value {
        run.append(UInt8(scalar.value))
      } else {
        close()
        out.unicodeScalars.append(scalar)
      }
    }
    close()
    return (out, runs, others)
  }

  // «Ã©», «Â»», «â€™»: two and more of them in a text are signs that were encoded twice; no language
  // of the press writes «Ã», «Â» or «â» before such signs.
  private static func withoutPairs(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var repaired = 0
    // Leads of Cyrillic and Arabic are letters of other languages: they have to follow each other.
    let others = scalars.count { (0xD0...0xDB).contains($0.value) }
    let isOther = others >= 6 && others * 3 >= scalars.count { $0.value >= 0x80 }
    var at = 0
    while at < scalars.count {
      let lead = scalars[at].value
      let length =
        lead == 0xC2 || lead == 0xC3
        ? 2 : lead == 0xE2 ? 3 : isOther && (0xD0...0xDB).contains(lead) ? 2 : 1
      let rest = scalars[(at + 1)...].prefix(length - 1).compactMap(continuation)
      // Of three only quotation marks, dashes and the like, U+2000 to U+213F.
      if length > 1, rest.count == length - 1, length == 2 || rest[0] <= 0x84,
        let decoded = String(validating: [UInt8(lead)] + rest, as: UTF8.self)
      {
        out.append(contentsOf: decoded.unicodeScalars)
        repaired += 1
        at += length
      } else {
        out.append(scalars[at])
        at += 1
      }
    }
    return repaired >= 2 ? String(out) : text
  }

  // The byte from 0x80 to 0xBF that Windows-1252 shows as `scalar`.
  private static func continuation(_ scalar: Unicode.Scalar) -> UInt8? {
    if 0xA0..<0xC0 ~= scalar.value { return UInt8(scalar.value) }
    guard scalar.value > 0xFF, let at = Entities.windows1252.firstIndex(of: scalar.value) else {
      return nil
    }
    return 0x80 + UInt8(at)
  }
}
