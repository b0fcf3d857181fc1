import Languages
import Press

/// Under which key a source goes from one article to the next.
enum SourceKey {
  /// The key of a person: the name in small letters without accents, marks and a middle initial.
  /// «Anna K. Lindqvist» and «Anna Lindqvist» have the same; two initials («Anna K. L. Lindqvist») are
  /// somebody else. So have the spellings of a name from another script: «Poutine» and “Putin”.
  static func person(_ name: String) -> String {
    var parts = self.parts(of: name)
    let initials = parts.indices.dropFirst().dropLast().filter { isInitial(parts[$0]) }
    if initials.count == 1, !isInitial(parts[0]) { parts.remove(at: initials[0]) }
    return "per:" + spelled(NameKey.name(parts.joined(separator: " ")))
  }

  /// A name in its usual spelling, as `Shared/spellings.tsv` has it.
  ///
  /// - Parameter name: as `NameKey.name` gives it.
  /// - Returns: the same when its last word is no surname of the table.
  static func spelled(_ name: String) -> String {
    // Nearly all names are as they were: only their last word is looked at.
    let start = name.utf8.lastIndex(of: UInt8(ascii: " ")).map { name.utf8.index(after: $0) }
    guard let surname = spellings.surnames[String(name[(start ?? name.startIndex)...])] else {
      return name
    }
    var words = name.split(separator: " ").map(String.init)
    for i in words.indices.dropLast() { words[i] = spellings.givenNames[words[i]] ?? words[i] }
    words[words.count - 1] = surname
    return words.joined(separator: " ")
  }

  private static let spellings: (surnames: [String: String], givenNames: [String: String]) = {
    var spellings: (surnames: [String: String], givenNames: [String: String]) = ([:], [:])
    for row in Language.shared("spellings") {
      switch row[2] {
      case "surname": spellings.surnames[row[0]] = row[1]
      case "given": spellings.givenNames[row[0]] = row[1]
      default: preconditionFailure("Shared/spellings.tsv:\(row.line): unknown part of a name")
      }
    }
    return spellings
  }()

  /// The key of a body that no list knows: its name in small letters without accents, marks and article.
  static func body(_ name: String) -> String {
    let key = NameKey.name(name)
    return "org:" + (key.hasPrefix("the ") && key.utf8.count > 4 ? key.dropFirst(4) : key[...])
  }

  /// What stands between the blanks of a name.
  static func parts(of name: String) -> [Substring] {
    // The tables of Unicode are asked only beyond ASCII, where few names go.
    if name.utf8.allSatisfy({ $0 < 0x80 }) {
      return name.utf8.split { $0 == 0x20 || 0x09...0x0D ~= $0 }.map { Substring($0) }
    }
    return name.split { $0.isWhitespace }
  }

  /// «A.», «A», «A.-M.»
  static func isInitial(_ part: Substring) -> Bool {
    // «Anna»: two bytes tell it of nearly every word, without the tables of Unicode.
    let bytes = part.utf8.prefix(2)
    if let first = bytes.first, first < 0x80, !(0x41...0x5A ~= first) { return false }
    if bytes.count == 2, let second = bytes.last, 0x61...0x7A ~= second { return false }
    guard part.first?.isUppercase == true else { return false }
    var (letters, capitals) = (0, 0)
    for letter in part {
      if letter.isLetter { letters += 1 }
      if letter.isUppercase { capitals += 1 }
      if letters > 3 { return false }
    }
    return (letters == 1 || part.hasSuffix(".")) && letters == capitals
  }
}
