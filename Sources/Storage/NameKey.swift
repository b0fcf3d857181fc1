/// The key under which a name is found whatever its case, accents and blanks.
package enum NameKey {
  /// Small letters, no accents (Latin), `’` as `'`, single blanks: «L’Équipe » gives «l'equipe».
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
      case 0xC0...0x17F:
        let base = latin[Int(scalar.value) - 0xC0]
        if base == "·" { key.append(scalar.properties.lowercaseMapping) } else { key.append(base) }
      default: key.append(scalar.properties.lowercaseMapping)
      }
    }
    return key
  }

  /// The letters without accents of U+00C0 ... U+017F, one an entry; «·» where there are none.
  private static let latin: [String] =
    ("a a a a a a ae c e e e e i i i i d n o o o o o · o u u u u y th ss "
    + "a a a a a a ae c e e e e i i i i d n o o o o o · o u u u u y th y "
    + "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h "
    + "i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe "
    + "r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s")
    .split(separator: " ").map(String.init)
}
