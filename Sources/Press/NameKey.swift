/// The key under which a name or a word is found whatever its case, accents and blanks.
package enum NameKey {
  /// Small letters, no accents, strokes or ligatures (Latin, Greek; ё as е), raised digits as digits,
  /// `’` as `'`, single blanks: «L’Équipe » gives «l'equipe», «Œuvre» and «oeuvre» give the same.
  package static func fold(_ name: String) -> String {
    ascii(name, isName: false) ?? foldScalars(name)
  }

  /// The key of a text that is all ASCII, as most names are; nil for any other.
  private static func ascii(_ text: String, isName: Bool) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      return String(unsafeUninitializedCapacity: 2 * bytes.count) { key in
        var count = 0
        var blank = false
        for byte in bytes {
          let isBlank: Bool
          switch byte {
          case 0x09...0x0D, 0x20: isBlank = true
          case UInt8(ascii: "."): if isName { continue } else { isBlank = false }
          default: isBlank = isName && !isPart(Unicode.Scalar(byte))
          }
          if isBlank {
            blank = count > 0
            continue
          }
          if blank {
            key[count] = 0x20
            count += 1
            blank = false
          }
          key[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
          count += 1
        }
        return count
      }
    }
  }

  private static func foldScalars(_ name: String) -> String {
    var key: [UInt8] = []
    key.reserveCapacity(name.utf8.count)
    var blank = false
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F:
        blank = !key.isEmpty
        continue
      case 0xAD, 0x300...0x36F, 0x200B...0x200D: continue
      default: break
      }
      if blank {
        key.append(UInt8(ascii: " "))
        blank = false
      }
      switch scalar.value {
      case 0x41...0x5A: key.append(UInt8(scalar.value) + 0x20)
      case 0x00...0x7F: key.append(UInt8(scalar.value))
      case 0x2018, 0x2019, 0x2BC: key.append(UInt8(ascii: "'"))
      case 0x2010, 0x2011: key.append(UInt8(ascii: "-"))
      case 0xAA...: append(scalar, to: &key)
      default: key.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// `fold` without the marks that are printed or not: dots of «U.S.» and «J. Hale» go, hyphens,
  /// apostrophes and commas are blanks. «Quai d’Orsay» gives «quai d orsay». Of a name that is nothing
  /// but marks, `fold` itself.
  package static func name(_ name: String) -> String {
    if let key = ascii(name, isName: true) { return key.isEmpty ? fold(name) : key }
    let folded = fold(name)
    var key: [UInt8] = []
    key.reserveCapacity(folded.utf8.count)
    var blank = false
    for scalar in folded.unicodeScalars where scalar != "." {
      if isPart(scalar) {
        if blank { key.append(UInt8(ascii: " ")) }
        blank = false
        key.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else {
        blank = !key.isEmpty
      }
    }
    return key.isEmpty ? folded : String(decoding: key, as: UTF8.self)
  }

  /// True for what stays of a folded name: letters and their marks, numbers, and a few signs.
  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "&", "+", "#", "/", "@": return true
    case _ where scalar.isASCII: return false
    default: break
    }
    let properties = scalar.properties
    return properties.isAlphabetic || properties.numericType != nil
      || properties.generalCategory == .nonspacingMark
      || properties.generalCategory == .spacingMark
  }

  private static func append(_ scalar: Unicode.Scalar, to key: inout [UInt8]) {
    let plain = PlainLetters.plain(scalar) ?? scalar.properties.lowercaseMapping
    key.append(contentsOf: plain.utf8)
  }
}
