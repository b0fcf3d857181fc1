/// How a printed word becomes the key under which it is looked up.
///
/// Lower case (Latin, Greek, Cyrillic), `’` and `ʼ` as `'`, `œ` and `æ` as two letters, `‑` and `‐`
/// as `-`, soft hyphens left out, a letter and its combining mark as one letter, other combining marks
/// left out. Accents stay: «a» and «à» are two words.
package enum Folding {
  /// Folds a text that is short.
  package static func fold(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { bytes in
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count + 4)
      append(bytes, to: &out)
      return out
    }
  }

  /// True when bytes are their own key for all that a look at them tells: most words of a text are
  /// small letters, accents included.
  @inline(__always)
  package static func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < bytes.count {
      let b = bytes[i]
      if b < 0x80 {
        if b &- 0x41 < 26 { return false }
        i &+= 1
      } else {
        // à … ÿ without æ
        guard b == 0xC3, i &+ 1 < bytes.count, bytes[i &+ 1] >= 0xA0, bytes[i &+ 1] != 0xA6 else {
          return false
        }
        i &+= 2
      }
    }
    return true
  }

  /// Calls `body` with the key of `bytes`, which is in `scratch` unless they are their own.
  @inline(__always)
  package static func withKey<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, in scratch: inout [UInt8],
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if isFolded(bytes) { return body(bytes) }
    scratch.removeAll(keepingCapacity: true)
    append(bytes, to: &scratch)
    return scratch.withUnsafeBufferPointer(body)
  }

  /// Appends the key of `bytes` (valid UTF-8) to `out`.
  package static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var i = 0
    while i < bytes.count {
      let b = bytes[i]
      if b < 0x80 {
        // A whole run at once: most words are one.
        var end = i + 1
        while end < bytes.count, bytes[end] < 0x80 { end += 1 }
        for j in i..<end {
          let b = bytes[j]
          out.append(b &- 0x41 < 26 ? b | 0x20 : b)
        }
        i = end
      } else if b < 0xE0, i + 1 < bytes.count {
        appendTwo(b, bytes[i + 1], to: &out)
        i += 2
      } else if b < 0xF0, i + 2 < bytes.count {
        let (c, d) = (bytes[i + 1], bytes[i + 2])
        switch (b, c, d) {
        case (0xE2, 0x80, 0x98), (0xE2, 0x80, 0x99), (0xE2, 0x80, 0x9B): out.append(0x27)
        case (0xE2, 0x80, 0x90), (0xE2, 0x80, 0x91): out.append(0x2D)
        case (0xE2, 0x80, 0x8B...0x8D), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): break
        default:
          out.append(b)
          out.append(c)
          out.append(d)
        }
        i += 3
      } else {
        out.append(b)
        i += 1
      }
    }
  }

  private static func appendTwo(_ b: UInt8, _ c: UInt8, to out: inout [UInt8]) {
    switch b {
    case 0xC2 where c == 0xAD: return
    case 0xC3:
      if c == 0x86 || c == 0xA6 {  // Æ æ
        out.append(0x61)
        out.append(0x65)
      } else {
        out.append(b)
        out.append(c >= 0x80 && c <= 0x9E && c != 0x97 ? c + 0x20 : c)
      }
    case 0xC5 where c == 0x92 || c == 0x93:  // Œ œ
      out.append(0x6F)
      out.append(0x65)
    case 0xC5 where c == 0xB8:  // Ÿ
      out.append(0xC3)
      out.append(0xBF)
    case 0xC4, 0xC5:
      // Latin Extended-A comes in pairs; from U+0139 to U+0148 and U+0179 to U+017E the odd one is upper.
      let scalar = UInt32(b & 0x1F) << 6 | UInt32(c & 0x3F)
      let oddIsUpper = (0x139...0x148).contains(scalar) || (0x179...0x17E).contains(scalar)
      let isUpper = oddIsUpper ? scalar % 2 == 1 : scalar % 2 == 0
      let special = scalar == 0x130 || scalar == 0x131 || scalar == 0x138 || scalar == 0x149
      let lower = isUpper && !special && scalar != 0x17F ? scalar + 1 : scalar
      out.append(0xC0 | UInt8(lower >> 6))
      out.append(0x80 | UInt8(lower & 0x3F))
    case 0xCA where c == 0xBC:  // ʼ
      out.append(0x27)
    case 0xCC: compose(c, &out)  // combining marks U+0300 ... U+033F
    case 0xCD where c < 0xB0: return  // combining marks U+0340 ... U+036F
    case 0xCE where c >= 0x91 && c <= 0x9F: pass(b, c + 0x20, &out)  // Α ... Ο
    case 0xCE where c >= 0xA0 && c <= 0xA9: pass(0xCF, c - 0x20, &out)  // Π ... Ω
    case 0xD0 where c >= 0x90 && c <= 0x9F: pass(b, c + 0x20, &out)  // А ... П
    case 0xD0 where c >= 0xA0 && c <= 0xAF: pass(0xD1, c - 0x20, &out)  // Р ... Я
    default: pass(b, c, &out)
    }
  }

  /// Joins a combining mark to the letter before it, where Latin-1 has the two as one.
  private static func compose(_ mark: UInt8, _ out: inout [UInt8]) {
    guard let letter = out.last else { return }
    let letters: StaticString
    let composed: [UInt8]
    switch mark {
    case 0x80: (letters, composed) = ("aeiou", [0xA0, 0xA8, 0xAC, 0xB2, 0xB9])
    case 0x81: (letters, composed) = ("aeiouy", [0xA1, 0xA9, 0xAD, 0xB3, 0xBA, 0xBD])
    case 0x82: (letters, composed) = ("aeiou", [0xA2, 0xAA, 0xAE, 0xB4, 0xBB])
    case 0x83: (letters, composed) = ("ano", [0xA3, 0xB1, 0xB5])
    case 0x88: (letters, composed) = ("aeiouy", [0xA4, 0xAB, 0xAF, 0xB6, 0xBC, 0xBF])
    case 0xA7: (letters, composed) = ("c", [0xA7])
    default: return
    }
    for i in 0..<letters.utf8CodeUnitCount where letters.utf8Start[i] == letter {
      out[out.count - 1] = 0xC3
      out.append(composed[i])
      return
    }
  }

  @inline(__always)
  private static func pass(_ b: UInt8, _ c: UInt8, _ out: inout [UInt8]) {
    out.append(b)
    out.append(c)
  }
}
