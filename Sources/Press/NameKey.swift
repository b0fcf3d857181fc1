/// The key under which a name or a word is found whatever its case, accents and blanks.
package enum NameKey {
  /// Small letters, no accents, strokes or ligatures (Latin, Greek; ё as е), raised digits as digits,
  /// `’` as `'`, single blanks: «L’Équipe » gives «l'equipe», «Œuvre» and «oeuvre» give the same.
  package static func fold(_ name: String) -> String {
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
