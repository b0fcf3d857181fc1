/// The key under which a name or a word is found whatever its case, accents and blanks.
package enum NameKey {
  /// Small letters, no accents, strokes or ligatures (Latin), `’` as `'`, single blanks: «L’Équipe »
  /// gives «l'equipe», «Œuvre» and «oeuvre» give the same.
  package static func fold(_ name: String) -> String {
    var key = ""
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
        key.unicodeScalars.append(" ")
        blank = false
      }
      switch scalar.value {
      case 0x41...0x5A: key.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
      case 0x00...0x7F: key.unicodeScalars.append(scalar)
      case 0x2018, 0x2019, 0x2BC: key.append("'")
      case 0x2010, 0x2011: key.append("-")
      case 0xC0...: append(scalar, to: &key)
      default: key.append(scalar.properties.lowercaseMapping)
      }
    }
    return key
  }

  /// `fold` without the marks that are printed or not: dots of «U.S.» and «J. Hale» go, hyphens,
  /// apostrophes and commas are blanks. «Quai d’Orsay» gives «quai d orsay». Of a name that is nothing
  /// but marks, `fold` itself.
  package static func name(_ name: String) -> String {
    var key = ""
    for scalar in fold(name).unicodeScalars where scalar != "." {
      if isPart(scalar) {
        key.unicodeScalars.append(scalar)
      } else if !key.isEmpty, key.utf8.last != UInt8(ascii: " ") {
        key.append(" ")
      }
    }
    if key.utf8.last == UInt8(ascii: " ") { key.removeLast() }
    return key.isEmpty ? fold(name) : key
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

  private static func append(_ scalar: Unicode.Scalar, to key: inout String) {
    let block = LatinLetters.blocks.last { $0.first <= scalar.value }
    if let block, Int(scalar.value - block.first) < block.plain.count {
      let plain = block.plain[Int(scalar.value - block.first)]
      if plain != "·" { return key.append(plain) }
    }
    key.append(scalar.properties.lowercaseMapping)
  }
}
