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
        if byte < 0xC2 { continue }
        // «√©» of Mac Roman, «├®» of CP850.
        if byte == 0xE2, at + 2 < bytes.count, bytes[at + 2] >= 0x80,
          isForeignLead(next, bytes[at + 1])
        {
          return true
        }
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
    /// Controls of U+0080 to U+009F.
    var controls = 0
    /// «Ã», «Â», «â» before what Windows-1252 has for a byte from 0x80 on.
    var pairs = 0
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
            if next < 0xA0 { controls += 1 }
          } else if bytes[at] == 0xC3 {
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

  /// What became of a text that is suspect.
  struct Repair {
    var text: String
    /// True when nothing of the fault is left.
    var isWhole: Bool
  }

  /// `text` with its controls U+0080 to U+009F read as what they stand for.
  ///
  /// Those controls never occur in an article. Where they form valid UTF-8 with the characters around
  /// them, the text was encoded twice; what is left is Windows-1252.
  static func repaired(_ text: String) -> String { repair(text).text }

  /// `text` with what was encoded twice, or more often, decoded round by round.
  ///
  /// When most of the fault would stay, the text is left as it came.
  static func repair(_ text: String) -> Repair {
    let before = suspicion(of: text, atLeast: 2)
    if before == 0 { return Repair(text: text, isWhole: true) }
    var better = text
    var left = before
    // A round may uncover as many signs as it takes away; what was encoded often gets shorter.
    for round in 0..<5 where left > 0 {
      let next = repairedOnce(better, atLeast: round == 0 ? 2 : 1)
      if next == better || next.utf8.count >= better.utf8.count && round > 0 { break }
      better = next
      left = suspicion(of: better, atLeast: 1)
    }
    if left * 4 > before { return Repair(text: text, isWhole: false) }
    return Repair(text: better, isWhole: left == 0)
  }

  /// How many controls, pairs and «ƒ» are in a text that no language writes; fewer pairs than `least` are
  /// none.
  private static func suspicion(of text: String, atLeast least: Int) -> Int {
    let hasRest = least == 1 && text.unicodeScalars.contains("\u{192}")
    guard hasRest || isSuspect(text) else { return 0 }
    let signs = Signs(in: text)
    let foreign = [Charset.macRoman, .cp850].reduce(0) {
      max($0, ForeignPairs(in: text, read: $1).count)
    }
    return signs.controls + (signs.pairs >= least || signs.mayHoldPairs ? signs.pairs : 0)
      + (foreign >= least ? foreign : 0)
      + (signs.pairs == 0 && signs.mayHoldPairs ? 1 : 0) + (hasRest ? 1 : 0)
  }

  private static func repairedOnce(_ text: String, atLeast least: Int) -> String {
    for charset in [Charset.macRoman, .cp850] {
      let pairs = ForeignPairs(in: text, read: charset)
      if pairs.count >= least { return pairs.decoded }
    }
    let signs = Signs(in: text)
    guard signs.controls > 0 else {
      return signs.mayHoldPairs || signs.pairs >= least ? withoutPairs(text, atLeast: least) : text
    }
    // Where Windows-1252 lacks a character, a control is between signs of its own.
    if signs.pairs > 0 {
      let better = withoutPairs(text, atLeast: least)
      if better != text { return better }
    }
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

  /// A short text that is beside a longer one which was encoded twice: one pair is enough in it.
  static func withoutPair(_ text: String) -> String {
    guard isSuspect(text) else { return text }
    for charset in [Charset.macRoman, .cp850] {
      let pairs = ForeignPairs(in: text, read: charset)
      if pairs.count > 0 { return pairs.decoded }
    }
    return withoutPairs(text, atLeast: 1)
  }

  // «Ã©», «Â»», «â€™»: two and more of them in a text are signs that were encoded twice; no language
  // of the press writes «Ã», «Â» or «â» before such signs.
  private static func withoutPairs(_ text: String, atLeast least: Int = 2) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var repaired = 0
    // Leads of Cyrillic and Arabic are letters of other languages: they have to follow each other.
    let others = scalars.count { (0xD0...0xDB).contains($0.value) }
    let isOther = others >= 6 && others * 3 >= scalars.count { $0.value >= 0x80 }
    var at = 0
    while at < scalars.count {
      let lead = scalars[at].value
      let isPair = lead == 0xC2 || lead == 0xC3 || isOther && (0xD0...0xDB).contains(lead)
      let isOwn = [0xC5, 0xC6, 0xCB].contains(lead)
      let length = isPair || isOwn ? 2 : lead == 0xE2 ? 3 : 1
      let rest = scalars[(at + 1)...].prefix(length - 1).compactMap(continuation)
      // Of three only quotation marks, dashes and the like, U+2000 to U+213F.
      if length > 1, rest.count == length - 1, length == 2 || rest[0] <= 0x84,
        let decoded = String(validating: [UInt8(lead)] + rest, as: UTF8.self),
        // «Å“», «Æ’», «Ë†» stand for signs of Windows-1252 itself: œ, ƒ, ˆ.
        !isOwn || decoded.unicodeScalars.allSatisfy({ Entities.windows1252.contains($0.value) })
      {
        out.append(contentsOf: decoded.unicodeScalars)
        repaired += 1
        at += length
      } else {
        out.append(scalars[at])
        at += 1
      }
    }
    return repaired >= least ? String(out) : text
  }

  // The byte from 0x80 to 0xBF that Windows-1252 shows as `scalar`.
  private static func continuation(_ scalar: Unicode.Scalar) -> UInt8? {
    if 0x80..<0xC0 ~= scalar.value { return UInt8(scalar.value) }
    guard scalar.value > 0xFF, let at = Entities.windows1252.firstIndex(of: scalar.value) else {
      return nil
    }
    return 0x80 + UInt8(at)
  }

  /// True for the second and third byte of «√», «≈» and «¬» before them, and of «├», «┬», «┼».
  private static func isForeignLead(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0x88 && third == 0x9A || second == 0x94 && [0x9C, 0xAC, 0xBC].contains(third)
  }

  /// UTF-8 that was read as Mac Roman («√©») or CP850 («├®»): signs that stand for the bytes of letters.
  private struct ForeignPairs {
    var count = 0
    var decoded = ""

    init(in text: String, read charset: Charset) {
      guard text.utf8.contains(0xE2) else { return }
      var out = String.UnicodeScalarView()
      let scalars = Array(text.unicodeScalars)
      var at = 0
      while at < scalars.count {
        guard let lead = charset.byte(of: scalars[at]), [0xC2, 0xC3, 0xC5, 0xE2].contains(lead)
        else {
          out.append(scalars[at])
          at += 1
          continue
        }
        let length = lead == 0xE2 ? 3 : 2
        let rest = scalars[(at + 1)...].prefix(length - 1).compactMap(charset.byte)
        // Of three only quotation marks, dashes and the like.
        if rest.count == length - 1, length == 2 || rest[0] == 0x80,
          let letter = String(validating: [lead] + rest, as: UTF8.self)
        {
          out.append(contentsOf: letter.unicodeScalars)
          count += 1
          at += length
        } else {
          out.append(scalars[at])
          at += 1
        }
      }
      decoded = String(out)
    }
  }
}
