/// Entries of a BibTeX file, in linear time: braces are counted, quotation marks and names of
/// `@string` are read.
struct BibReader {
  /// One entry.
  struct Entry {
    /// In small letters, without the «@».
    var kind: String
    var key = ""
    var fields: [(name: String, value: String)] = []
    /// Where it stands among the bytes.
    var range: Range<Int>
    var line: Int
    /// Why it could not be read to its end.
    var problem: String?
  }

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var counted = 0
  private var strings: [String: String] = [
    "jan": "1", "feb": "2", "mar": "3", "apr": "4", "may": "5", "jun": "6", "jul": "7", "aug": "8",
    "sep": "9", "oct": "10", "nov": "11", "dec": "12",
  ]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next entry; nil at the end.
  mutating func next() -> Entry? {
    // An entry begins a line, so that an address in a remark is none.
    while at < bytes.count {
      guard let found = bytes[at...].firstIndex(of: UInt8(ascii: "@")) else { return nil }
      at = found + 1
      let name = bytes[at...].prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      var open = name.endIndex
      while open < bytes.count, bytes[open] <= 32 { open += 1 }
      guard !name.isEmpty, open < bytes.count,
        bytes[open] == UInt8(ascii: "{") || bytes[open] == UInt8(ascii: "("),
        startsLine(found)
      else { continue }
      while counted < found {
        if bytes[counted] == 10 { line += 1 }
        counted += 1
      }
      at = open + 1
      var entry = Entry(
        kind: String(decoding: name, as: UTF8.self).lowercased(), range: found..<found, line: line)
      read(&entry)
      entry.range = found..<at
      return entry
    }
    return nil
  }

  private func startsLine(_ place: Int) -> Bool {
    var before = place
    while before > 0, bytes[before - 1] != 10 {
      before -= 1
      if bytes[before] > 32 { return bytes[before] == UInt8(ascii: "}") }
    }
    return true
  }

  private mutating func read(_ entry: inout Entry) {
    if entry.kind == "comment" || entry.kind == "preamble" {
      _ = braced()
      return
    }
    if entry.kind != "string" {
      let key = bytes[at...].prefix {
        $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") && $0 != 10
      }
      entry.key = FieldText.trimmed(String(decoding: key, as: UTF8.self))
      at = key.endIndex
    }
    while true {
      skip { $0 <= 32 || $0 == UInt8(ascii: ",") }
      guard at < bytes.count else {
        entry.problem = "the entry is not closed: the file ends inside it"
        return
      }
      if bytes[at] == UInt8(ascii: "}") || bytes[at] == UInt8(ascii: ")") {
        at += 1
        break
      }
      let name = bytes[at...].prefix {
        $0 > 32 && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "@")
      }
      at = name.endIndex
      skip { $0 <= 32 }
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
        entry.problem =
          "expected «name = value» in the entry; a brace or a comma is missing before it"
        return
      }
      at += 1
      guard let value = value() else {
        entry.problem = "the value of \(String(decoding: name, as: UTF8.self)) never ends"
        return
      }
      let text = String(decoding: name, as: UTF8.self)
      if entry.kind == "string" { strings[text.lowercased()] = value }
      entry.fields.append((text, value))
    }
  }

  private mutating func skip(_ test: (UInt8) -> Bool) {
    while at < bytes.count, test(bytes[at]) { at += 1 }
  }

  // Parts joined by «#»: braced, in quotation marks, or names.
  private mutating func value() -> String? {
    var value = ""
    repeat {
      skip { $0 <= 32 || $0 == UInt8(ascii: "#") }
      guard at < bytes.count else { return nil }
      switch bytes[at] {
      case UInt8(ascii: "{"):
        at += 1
        guard let part = braced() else { return nil }
        value += part
      case UInt8(ascii: "\""):
        at += 1
        guard let part = quoted() else { return nil }
        value += part
      default:
        let name = bytes[at...].prefix {
          $0 > 32 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "#")
        }
        if name.isEmpty { return value }
        at = name.endIndex
        let text = String(decoding: name, as: UTF8.self)
        value += strings[text.lowercased()] ?? text
      }
      skip { $0 <= 32 }
    } while at < bytes.count && bytes[at] == UInt8(ascii: "#")
    return value
  }

  private mutating func braced() -> String? {
    let start = at
    var depth = 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\\") {
        at += 2
        continue
      }
      if bytes[at] == UInt8(ascii: "{") { depth += 1 }
      if bytes[at] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 {
          at += 1
          return String(decoding: bytes[start..<at - 1], as: UTF8.self)
        }
      }
      at += 1
    }
    at = bytes.count
    return nil
  }

  private mutating func quoted() -> String? {
    let start = at
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\"") where depth <= 0:
        at += 1
        return String(decoding: bytes[start..<at - 1], as: UTF8.self)
      default: break
      }
      at += 1
    }
    at = bytes.count
    return nil
  }
}

/// Text without the commands of LaTeX: `{\'e}`, `\textit{…}`, `--`.
enum LaTeXText {
  private static let accents: [Character: Character] = [
    "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}",
    "c": "\u{327}", "=": "\u{304}", ".": "\u{307}", "v": "\u{30C}", "H": "\u{30B}",
    "u": "\u{306}", "k": "\u{328}", "r": "\u{30A}",
  ]
  private static let letters: [String: String] = [
    "ss": "ß", "oe": "œ", "OE": "Œ", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "guillemotleft": "«", "guillemotright": "»",
    "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…", "par": "\n\n",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "euro": "€", "texteuro": "€",
  ]

  /// What a reader sees.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "{") }) else {
      return text
    }
    var out = ""
    var characters = Array(text.unicodeScalars.map(Character.init))[...]
    while let character = characters.popFirst() {
      switch character {
      case "{", "}": break
      case "\\": command(&characters, &out)
      default: out.append(character)
      }
    }
    return out
  }

  private static func command(_ rest: inout ArraySlice<Character>, _ out: inout String) {
    guard let first = rest.popFirst() else { return }
    let isAccent = accents[first] != nil
    let next = rest.first
    if isAccent, !first.isLetter || next == "{" || next == " " {
      accent(accents[first] ?? " ", &rest, &out)
      return
    }
    guard first.isLetter else {
      // `\,` and the like are narrow blanks.
      out.append(first == "\\" ? "\n" : ",;:! ".contains(first) ? " " : first)
      return
    }
    var name = String(first)
    while let letter = rest.first, letter.isASCII, letter.isLetter {
      name.append(letter)
      rest.removeFirst()
    }
    if rest.first == " " { rest.removeFirst() }
    // A command that stands for no sign formats what is in its braces.
    if let letter = letters[name] { out += letter }
  }

  private static func accent(
    _ mark: Character, _ rest: inout ArraySlice<Character>, _ out: inout String
  ) {
    while let next = rest.first, next == "{" || next == " " { rest.removeFirst() }
    guard var letter = rest.popFirst() else { return }
    if letter == "\\", let name = rest.first, name == "i" || name == "j" {
      letter = name
      rest.removeFirst()
    }
    out += (String(letter) + String(mark)).composed
  }
}

extension String {
  /// A letter and its accent as the one letter that Unicode has for them, of those that print has.
  fileprivate var composed: String {
    let scalars = Array(unicodeScalars)
    guard scalars.count == 2 else { return self }
    let table: [UInt32: (String, String)] = [
      0x301: ("aeiouyAEIOUYcCnNsSzZ", "áéíóúýÁÉÍÓÚÝćĆńŃśŚźŹ"), 0x300: ("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
      0x302: ("aeiouAEIOU", "âêîôûÂÊÎÔÛ"), 0x308: ("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
      0x303: ("anoANO", "ãñõÃÑÕ"), 0x327: ("cCsS", "çÇşŞ"), 0x30C: ("cCsSzZrReE", "čČšŠžŽřŘěĚ"),
      0x30B: ("oOuU", "őŐűŰ"), 0x306: ("aAgG", "ăĂğĞ"), 0x328: ("aAeE", "ąĄęĘ"),
      0x30A: ("aAuU", "åÅůŮ"), 0x304: ("aeiouAEIOU", "āēīōūĀĒĪŌŪ"), 0x307: ("zZ", "żŻ"),
    ]
    guard let (plain, marked) = table[scalars[1].value],
      let at = Array(plain.unicodeScalars).firstIndex(of: scalars[0])
    else { return self }
    return String(Character(Array(marked.unicodeScalars)[at]))
  }
}
