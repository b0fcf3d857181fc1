import Press

/// The header of a plain text: a run of fields before the article.
///
/// Three shapes: lines «key: value»; marked pairs `*key_value`; and bare pairs «date 2022-12», on a
/// line of their own or before the text. A bare pair counts only when its value proves it (a date, a
/// web address, a language), so that «Date limite…» and «Source de…» stay prose.
struct TextHeader {
  /// The fields in their order.
  var fields: [RecordField] = []
  /// Where the article begins: UTF-8 bytes from the start of the text.
  var end = 0

  /// True when it consists of lines «key: value».
  var isLines = false
  /// True when its keys and values leave no doubt: two known keys, or a value that proves its key.
  var isCertain = false

  private static let bareKeys: Set<String> = [
    "date", "am", "annee", "mois", "jour", "source", "journal", "outlet", "media", "auteur",
    "author",
    "url", "lien", "link", "langue", "language", "lang", "rubrique", "section", "titre", "title",
  ]

  /// Reads the header of `text`; without one, there are no fields and `end` is 0.
  init(of text: String) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count, bytes[start] <= 32 { start += 1 }
    let lines = Self.lines(bytes, start)
    if let (fields, end) = lines.map({ ($0.fields, $0.end) }) ?? Self.pairs(bytes, start) {
      self.fields = fields
      isLines = lines != nil
      isCertain = lines?.isCertain ?? true
      var end = end
      while end < bytes.count, bytes[end] <= 32 { end += 1 }
      self.end = end
    }
  }

  // MARK: Lines «key: value»

  private static func lines(
    _ bytes: [UInt8], _ start: Int
  ) -> (fields: [RecordField], end: Int, isCertain: Bool)? {
    var fields: [RecordField] = []
    var at = start
    var (known, proven) = (0, false)
    let hasFence = line(bytes, at).elementsEqual("---".utf8)
    if hasFence { at = next(bytes, at) }
    while at < bytes.count, fields.count < 64 {
      let line = line(bytes, at)
      if hasFence, line.elementsEqual("---".utf8) {
        at = next(bytes, at)
        break
      }
      if line.allSatisfy({ $0 <= 32 }) { break }
      guard let colon = sign(of: line), colon - line.startIndex <= 40 else { break }
      let name = FieldText.trimmed(String(decoding: line[..<colon], as: UTF8.self))
      // Logseq and its like write two colons, and links in brackets.
      let isDoubled = line[(colon + 1)...].first == UInt8(ascii: ":")
      let rest = line[(colon + (isDoubled ? 2 : 1))...]
      var value = FieldText.trimmed(String(decoding: rest, as: UTF8.self))
      if isDoubled, value.hasPrefix("[["), value.hasSuffix("]]") {
        value = String(value.dropFirst(2).dropLast(2))
      }
      if hasFence, value.count > 1, value.first == "\"" || value.first == "'" {
        value = String(value.dropFirst().dropLast())
      }
      let found = role(of: name)
      // A field of another name belongs to the header only among known ones.
      let isName = name.utf8.count <= 30 && (1...2).contains(name.split(separator: " ").count)
      // «Texte : …» begins the text.
      let isText = FieldRole.guessed(name)?.role == .body
      guard found != nil || known > 0 && isName && !isText else { break }
      if found == nil, line.count > 200 { break }
      if let found {
        known += 1
        proven = proven || proves(value, found)
      }
      fields.append(RecordField(name, role: found, rank: 0, value: .text(value)))
      at = next(bytes, at)
    }
    guard known > 0 else { return nil }
    if hasFence { return (fields, at, true) }
    // What came last under another name, without a blank line after it, is the article's.
    let isSetOff = at < bytes.count && line(bytes, at).allSatisfy { $0 <= 32 }
    if !isSetOff {
      while let last = fields.last, last.role == nil, last.name != "am", last.name != "annee" {
        fields.removeLast()
        at = previous(bytes, at)
      }
    }
    if known >= 2 || proven { return (fields, at, true) }
    guard case .text(let value)? = fields.first?.value, value.utf8.count <= 100,
      isSetOff || !value.hasSuffix(".")
    else { return nil }
    return (fields, at, false)
  }

  /// Where the key of a line ends: at its colon, or at the sign of «date=2023-05-09».
  private static func sign(of line: ArraySlice<UInt8>) -> Int? {
    let found = line.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }
    guard let found, line[found] == UInt8(ascii: "=") else { return found }
    let name = line[..<found]
    let isName = !name.isEmpty && name.allSatisfy { $0 | 0x20 >= 0x61 || $0 == 0x5F }
    return isName && role(of: String(decoding: name, as: UTF8.self)) != nil
      ? found : line.firstIndex(of: UInt8(ascii: ":"))
  }

  /// True for a line «key: value» whose key may be that of a day.
  static func namesDay(_ line: Substring) -> Bool {
    guard let colon = line.utf8.prefix(41).firstIndex(of: UInt8(ascii: ":")) else { return false }
    let name = String(line[..<colon])
    return role(of: name) == .published || FieldRole.guessed(name)?.role == .published
  }

  private static func role(of name: String) -> FieldRole? {
    let key = FieldRole.folded(name)
    if ["am", "annee", "mois"].contains(key) { return .published }
    // «article: …» and «texte: …» begin the text and are no header.
    guard let role = FieldRole.guessed(name)?.role, role != .body,
      !["name", "jour", "provider", "category"].contains(key)
    else { return nil }
    return role
  }

  private static func proves(_ value: String, _ role: FieldRole) -> Bool {
    switch role {
    case .published: PressDate(reading: value) != nil
    case .url: FieldText.isURL(value)
    case .language: FieldText.language(value) != nil && value.utf8.count <= 12
    default: false
    }
  }

  private static func line(_ bytes: [UInt8], _ start: Int) -> ArraySlice<UInt8> {
    let rest = bytes[min(start, bytes.count)...]
    return rest[..<(rest.firstIndex(of: 10) ?? bytes.count)]
  }

  private static func next(_ bytes: [UInt8], _ start: Int) -> Int {
    min(line(bytes, start).endIndex + 1, bytes.count)
  }

  private static func previous(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = max(0, start - 1)
    while at > 0, bytes[at - 1] != 10 { at -= 1 }
    return at
  }

  // MARK: Pairs «date 2022-12» and «*date_2022-12»

  private struct Word {
    var text: String
    var range: Range<Int>
  }

  private static func pairs(_ bytes: [UInt8], _ start: Int) -> ([RecordField], Int)? {
    // Nearly every text ends here: its first word is neither a key nor a variable.
    let first = bytes[start...].prefix(40).prefix { $0 > 32 }
    guard
      first.first == UInt8(ascii: "*")
        || bareKeys.contains(FieldRole.folded(String(decoding: first, as: UTF8.self)))
    else { return nil }
    let words = words(bytes, start)
    var fields: [RecordField] = []
    var (i, proven) = (0, false)
    var end = start
    while i < words.count {
      let word = words[i]
      if word.text.hasPrefix("*"), word.text.utf8.count > 1 {
        let (name, value) = Variables.split(word.text.dropFirst())
        guard !name.isEmpty else { break }
        fields.append(Variables.field(name, value))
        proven = true
        (i, end) = (i + 1, word.range.upperBound)
        continue
      }
      guard bareKeys.contains(FieldRole.folded(word.text)), i + 1 < words.count,
        word.text.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic }),
        let role = Self.role(of: word.text)
      else { break }
      if let length = provenLength(words, i + 1, word.text, role) {
        let last = words[i + length].range
        let value = bytes[words[i + 1].range.lowerBound..<last.upperBound]
        fields.append(
          RecordField(
            word.text, role: role, rank: rank(word.text),
            value: .text(String(decoding: value, as: UTF8.self))))
        proven = true
        (i, end) = (i + 1 + length, last.upperBound)
      } else {
        // A name is one word, in small letters, and is beside a pair that proves itself.
        let value = words[i + 1]
        let isPlain = word.text == word.text.lowercased() && value.text.utf8.count <= 40
        let stands =
          proven
          || i + 3 < words.count && bareKeys.contains(FieldRole.folded(words[i + 2].text))
            && Self.role(of: words[i + 2].text).flatMap {
              provenLength(words, i + 3, words[i + 2].text, $0)
            } != nil
        guard isPlain, stands, role != .published, role != .url else { break }
        let name = value.text.replacing("_", with: " ")
        fields.append(RecordField(word.text, role: role, rank: 0, value: .text(name)))
        (i, end) = (i + 2, value.range.upperBound)
      }
    }
    return proven && !fields.isEmpty ? (fields, end) : nil
  }

  /// A full date goes before a month, and a month before a year.
  static func rank(_ name: String) -> Int {
    switch FieldRole.folded(name) {
    case "am": 50
    case "annee": 60
    case "mois": 70
    default: 0
    }
  }

  /// How many words from `start` on are a value that proves its key; nil when they do not.
  private static func provenLength(
    _ words: [Word], _ start: Int, _ name: String, _ role: FieldRole
  ) -> Int? {
    guard start < words.count else { return nil }
    let value = words[start].text
    switch role {
    case .url: return FieldText.isURL(value) ? 1 : nil
    case .language: return value.count == 2 && FieldText.language(value) != nil ? 1 : nil
    case .published:
      if FieldRole.folded(name) == "mois" {
        return Int(value).map { (1...12).contains($0) } == true ? 1 : nil
      }
      var text = ""
      for length in 1...6 where start + length <= words.count {
        text += (text.isEmpty ? "" : " ") + words[start + length - 1].text
        guard words[start + length - 1].text.utf8.contains(where: { (0x30...0x39).contains($0) }),
          PressDate(reading: text) != nil
        else { continue }
        // A time may follow.
        if start + length < words.count {
          let time = words[start + length].text.utf8
          if time.count <= 8, time.first.map({ (0x30...0x39).contains($0) }) == true,
            time.contains(0x3A) || time.contains(0x68),
            PressDate(reading: text + " " + words[start + length].text) != nil
          {
            return length + 1
          }
        }
        return length
      }
      return nil
    default: return nil
    }
  }

  private static func words(_ bytes: [UInt8], _ start: Int) -> [Word] {
    var words: [Word] = []
    var at = start
    let end = min(bytes.count, start + 4096)
    while at < end, words.count < 200 {
      while at < end, bytes[at] <= 32 { at += 1 }
      let from = at
      while at < end, bytes[at] > 32 { at += 1 }
      if at > from {
        words.append(
          Word(text: String(decoding: bytes[from..<at], as: UTF8.self), range: from..<at))
      }
    }
    return words
  }
}

/// Variables as IRaMuTeQ and Alceste write them: `*source_lemonde`, `*boolean`.
enum Variables {
  /// The name and the value after the star; the value is nil for a boolean.
  static func split(_ text: Substring) -> (name: String, value: String?) {
    guard let low = text.utf8.firstIndex(of: UInt8(ascii: "_")) else { return (String(text), nil) }
    return (String(text[..<low]), String(text[text.utf8.index(after: low)...]))
  }

  /// The date that year, month and day make where each is a variable of its own.
  static func date(_ variables: [Metadata.Field]) -> String? {
    func value(_ names: Set<String>) -> String? {
      variables.lazy.filter { names.contains(FieldRole.folded($0.name)) }.compactMap(\.value.string)
        .first
    }
    guard let year = value(["annee", "an", "year"]), year.utf8.count == 4, Int(year) != nil,
      let month = value(["mois", "month"])
    else { return nil }
    func two(_ text: String) -> String { text.utf8.count == 1 ? "0" + text : text }
    if let number = Int(month), (1...12).contains(number) {
      let day = value(["jour", "day"]).flatMap { Int($0) == nil ? nil : "-" + two($0) }
      let date = year + "-" + two(String(number))
      return PrintedDate.iso(date + (day ?? ""))?.iso ?? date
    }
    let day = value(["jour", "day"]).map { $0 + " " } ?? ""
    return PrintedDate.iso(day + month + " " + year)?.iso
  }

  /// A variable as a field. Low lines in a value stand for blanks: «La_Croix».
  static func field(_ name: String, _ value: String?) -> RecordField {
    guard let value else { return RecordField(name, role: nil, rank: 0, value: .bool(true)) }
    let key = FieldRole.folded(name)
    if ["am", "annee", "mois"].contains(key) {
      // «*mois_2022-11» says the year as well.
      let isMonthOfYear = key == "mois" && value.utf8.count >= 6 && PrintedDate.iso(value) != nil
      return RecordField(
        name, role: key == "mois" && !isMonthOfYear ? nil : .published,
        rank: TextHeader.rank(isMonthOfYear ? "am" : name),
        value: .text(key == "am" ? value.replacing("_", with: "-") : value))
    }
    guard let (role, rank) = FieldRole.guessed(name), role != .body else {
      return RecordField(name, role: nil, rank: 0, value: .text(value))
    }
    let isWords = role != .url && role != .id
    let text = value.replacing("_", with: role == .published ? "-" : " ")
    return RecordField(name, role: role, rank: rank, value: .text(isWords ? text : value))
  }
}

extension String {
  /// The same with `new` in place of every `old`.
  func replacing(_ old: Character, with new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}
