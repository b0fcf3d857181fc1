import Press

/// A line that says where and when an article was published: «Le Phare, jeudi 9 mai 2023, p. 4»,
/// «La Rive | 09.05.2023», «(L’Écho, 09/05/2023)», «Publié dans Le Phare le 9 mai 2023 à 8h30».
struct SourceLine {
  /// The outlet; nil when the line names none.
  private(set) var outlet: String?
  private(set) var section: String?
  private(set) var page: String?
  private(set) var authors: [String] = []
  /// The day, perhaps with a time, as it is printed.
  private(set) var date = ""
  /// The line as it is printed.
  let line: String

  /// True when the day is beside something that only the head of an article prints.
  var isNamed: Bool { outlet != nil || page != nil }

  private static let longest = 200

  /// Reads a whole line; nil when it is a sentence, or contains no day.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count <= Self.longest, Self.holdsYear(text.utf8), let line = text.trimmed else {
      return nil
    }
    self.line = line
    let inside = Self.withoutBrackets(line)
    guard let (before, day, after) = Self.day(in: inside) else { return nil }
    date = day
    guard readBefore(before), readAfter(after) else { return nil }
  }

  /// A headline with its source in brackets behind it: «Le port ferme (La Rive, 9 mai 2023)»; nil for other
  /// lines.
  static func headline(_ line: String) -> (title: String, source: SourceLine)? {
    guard line.utf8.count <= 300, line.hasSuffix(")") || line.hasSuffix("]"),
      let open = line.lastIndex(where: { $0 == "(" || $0 == "[" }),
      let title = line[..<open].trimmed, title.count >= 3,
      let source = SourceLine(line[open...]), source.outlet != nil
    else { return nil }
    return (title, source)
  }

  /// True for a line that says itself what it is: «Quelle: La Rive vom 09.05.2023, S. 4».
  var isLabelled: Bool {
    line.prefix(30).firstIndex(of: ":").map {
      FieldRole.guessed(String(line[..<$0]))?.role == .outlet
    } == true
  }

  /// True when both name the same outlet, day and page.
  func says(sameAs other: SourceLine) -> Bool {
    outlet == other.outlet && date == other.date && page == other.page
  }

  /// The outlet and the page of a line without a day: «La Rive, p. 3»; nil for other lines.
  static func place(_ line: String) -> (outlet: String, page: String)? {
    guard line.utf8.count <= 80 else { return nil }
    let pieces = pieces(line[...])
    guard pieces.count == 2, let number = page(pieces[1]), isName(pieces[0], small: 0) else {
      return nil
    }
    return (pieces[0], number)
  }

  /// The same where the line above it names the outlet: what looks like one is the section.
  func below(outlet name: String) -> SourceLine {
    var line = self
    line.section = outlet ?? section
    line.outlet = name
    return line
  }

  /// The fields that the line gives; `date_line` keeps it as it is printed.
  var fields: [RecordField] {
    var fields = [
      RecordField("date", role: .published, rank: 90, value: .text(date)),
      RecordField("date_rule", .text("line")),
    ]
    if line != date {
      fields.append(RecordField("date_line", role: nil, rank: 0, value: .text(line)))
    }
    let named: [(String, FieldRole?, String?)] = [
      ("outlet", .outlet, outlet), ("section", .section, section), ("page", nil, page),
    ]
    for case (let name, let role, let value?) in named {
      fields.append(RecordField(name, role: role, rank: 90, value: .text(value)))
    }
    if !authors.isEmpty {
      fields.append(
        RecordField(
          "authors", role: .authors, rank: 90, value: .list(authors.map(Metadata.text))))
    }
    return fields
  }

  /// Takes apart a field of the outlet that also contains the day: «Source : Le Phare, 9 mai 2023, p. 4».
  static func open(_ fields: inout [RecordField]) {
    guard !fields.contains(where: { $0.role == .published }),
      let at = fields.firstIndex(where: { $0.role == .outlet }),
      case .text(let text) = fields[at].value, let line = SourceLine(text), line.outlet != nil
    else { return }
    fields.replaceSubrange(at...at, with: line.fields)
  }

  // MARK: The day

  // Four digits in a row: nearly every line of a text ends here.
  private static func holdsYear(_ bytes: some Sequence<UInt8>) -> Bool {
    var run = 0
    for byte in bytes {
      run = byte &- 0x30 < 10 ? run + 1 : 0
      if run == 4 { return true }
    }
    return false
  }

  private static func withoutBrackets(_ line: String) -> String {
    guard let last = line.last, line.first == "(" && last == ")" || line.first == "[" && last == "]"
    else { return line }
    return line.dropFirst().dropLast().trimmed ?? line
  }

  private static func day(in line: String) -> (before: Substring, day: String, after: Substring)? {
    if let found = PrintedDate.first(in: line), found.date.iso.utf8.count >= 10 {
      let after = Substring(found.after)
      let start = line.utf8.index(line.startIndex, offsetBy: found.before.utf8.count)
      return (line[..<start], found.date.printed ?? found.date.iso, after)
    }
    return numeric(in: line)
  }

  // «09/05/2023», «9.5.2023»: three numbers between signs of one kind, the year last.
  private static func numeric(
    in line: String
  ) -> (before: Substring, day: String, after: Substring)? {
    let bytes = line.utf8
    var at = line.startIndex
    while let start = bytes[at...].firstIndex(where: { $0 &- 0x30 < 10 }) {
      let run = line[start...].prefix { $0.isASCIIDigit || "/.-".contains($0) }
      let word = run.last?.isASCIIDigit == false ? run.dropLast() : run
      let parts = word.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
      if parts.count == 3, parts[0].utf8.count <= 2, parts[1].utf8.count <= 2,
        parts[2].utf8.count == 4,
        PressDate(reading: String(word)).map({ $0.iso.utf8.count == 10 }) == true
      {
        return (line[..<start], String(word), line[word.endIndex...])
      }
      at = run.endIndex
    }
    return nil
  }

  // MARK: What is above and below the day in the line

  /// Words between a name and a day, in small letters.
  private static let connectors: Set<String> = [
    "le", "la", "du", "de", "en", "on", "of", "vom", "am", "den", "der", "el", "del", "il", "van",
    "op", "em", "dated", "date", "um", "à", "at",
  ]
  /// Words that say that something was published.
  private static let published: Set<String> = [
    "publié", "publiée", "paru", "parue", "parution", "diffusé", "ligne", "mis", "posté",
    "publication",
    "published", "posted", "issued", "printed", "erschienen", "veröffentlicht", "publicado",
    "pubblicato", "gepubliceerd", "publicerad", "source", "date",
  ]
  private static let joints: Set<Substring> = ["du", "de", "des", "of", "del", "der", "von"]
  private static let articles = [
    "Le ", "La ", "Les ", "L’", "L'", "The ", "Der ", "Die ", "Das ", "El ", "Il ", "De ", "Het ",
  ]

  /// True for «Le Phare», «L’Écho», «The Argus».
  static func beginsWithArticle(_ name: String) -> Bool { articles.contains(where: name.hasPrefix) }

  /// Small words inside of names.
  private static let particles: Set<Substring> = [
    "de", "du", "des", "la", "le", "les", "et", "en", "à", "au", "aux", "of", "the", "and", "in",
    "und", "der", "die", "das", "van", "von", "y", "e", "di", "del", "della", "el", "do", "da",
    "het",
  ]
  private static let insides: Set<String> = ["dans", "in", "en", "sur", "on", "par", "by", "le"]

  private mutating func readBefore(_ before: Substring) -> Bool {
    var pieces = Self.pieces(before)
    guard let last = pieces.popLast() else { return true }
    let words = Self.withoutConnectors(last)
    // «Oslo, le 9 mai» is the place above a letter, «Le Phare, le 9 mai» an outlet.
    if words == nil, pieces.count == 1, !pieces[0].contains(where: { " ’'.".contains($0) }),
      pieces[0].contains(":") == false
    {
      return Self.isName(pieces[0], small: 0)
    }
    if let words {
      let isSetOff = before.trimmed?.last.map { ",;:.–—-·•|(/".contains($0) } == true
      // «Grève du 9 mai» is a headline, «Le Phare du 9 mai» a source.
      let joins = last.split(separator: " ").last.map { Self.joints.contains($0) } == true
      guard
        isSetOff || Self.isName(words, small: 0) && (!joins || Self.beginsWithArticle(words))
      else { return false }
      pieces.append(words)
    }
    return pieces.allSatisfy { take($0) }
  }

  private mutating func readAfter(_ after: Substring) -> Bool {
    guard after.utf8.count <= 100 else { return false }
    // «9 mai 2023 | La Rive | 1. sektion»: bars part fields, and no words of a sentence.
    let hasBars = after.first { $0 != " " } == "|"
    return Self.pieces(after).allSatisfy { piece in
      if FactivaFields.isTime(piece) || FactivaFields.words(piece) != nil { return true }
      if Self.isClock(piece) || Self.isLength(piece) { return true }
      return take(Self.withoutConnectors(piece) ?? "", isAfter: true, hasBars: hasBars)
    }
  }

  /// Puts a piece where it belongs; false when it is none of a line about a source.
  private mutating func take(_ piece: String, isAfter: Bool = false, hasBars: Bool = false) -> Bool
  {
    if piece.isEmpty { return true }
    if let number = Self.page(piece) {
      page = page ?? number
      return true
    }
    if let byline = Byline(piece) {
      authors += byline.authors
      return true
    }
    var name = piece
    if let colon = piece.firstIndex(of: ":"), let label = piece[..<colon].trimmed,
      let role = FieldRole.guessed(label)?.role,
      let value = piece[piece.index(after: colon)...].trimmed
    {
      if role == .section { section = section ?? value }
      if role == .section || role == .published { return true }
      guard role == .outlet else { return false }
      name = value
    }
    // Below the outlet and the day whatever is short: an edition, a number of words, an identifier.
    let isRest = hasBars && outlet != nil && piece.utf8.count <= 40 && !piece.hasSuffix(".")
    if isRest, !Self.isName(name, small: 3) { return true }
    // «DP 9 mai 2023»: a tag of two capitals is no outlet.
    let isTag = name.utf8.count <= 2 && name.allSatisfy { $0.isASCII && $0.isUppercase }
    guard !isTag, Self.isName(name, small: 3) else { return false }
    name = Self.withoutQuotes(name)
    if outlet == nil {
      outlet = name
    } else if section != nil || isAfter {
      // Below the day: a place, an edition; the line is kept.
      return isAfter
    } else {
      section = name
    }
    return true
  }

  /// The stretches between commas, bars and dashes.
  private static func pieces(_ text: Substring) -> [String] {
    var pieces: [String] = []
    var rest = text
    var start = rest.startIndex
    func close(_ end: Substring.Index) {
      if let piece = text[start..<end].trimmed,
        piece.contains(where: { $0.isLetter || $0.isNumber })
      {
        pieces.append(piece)
      }
    }
    var last: Character = " "
    while let character = rest.first {
      let next = rest.index(after: rest.startIndex)
      let isDash = "-–—/".contains(character) && last == " "
      if ",;|·•\t".contains(character) || isDash {
        close(rest.startIndex)
        start = next
      }
      last = character
      rest = rest[next...]
    }
    close(text.endIndex)
    return pieces
  }

  private static func withoutConnectors(_ piece: String) -> String? {
    var words = piece.split { $0 == " " || $0 == "\u{A0}" || $0 == "(" || $0 == ")" }
    func folded(_ word: Substring) -> String {
      word.lowercased().filter { $0.isLetter || $0.isNumber }
    }
    if let first = words.first, published.contains(folded(first)) {
      while let first = words.first, words.count > 1,
        published.contains(folded(first)) || insides.contains(String(first)) || first == ":"
      {
        words.removeFirst()
      }
      if let only = words.first, words.count == 1, published.contains(folded(only)) { return nil }
    }
    while let last = words.last, connectors.contains(String(last)) || last == ":" {
      words.removeLast()
    }
    if let last = words.last, last.hasSuffix("."), last.utf8.count > 3 {
      words[words.count - 1] = last.dropLast()
    }
    return words.isEmpty ? nil : words.joined(separator: " ").trimmed
  }

  /// True for a name: it begins with a capital, and few of its words are small ones.
  static func isName(_ text: String, small: Int) -> Bool {
    guard text.utf8.count <= 80, let first = text.first,
      first.isUppercase || "\"«“„'’".contains(first),
      !".!?:".contains(text.last ?? ".") || text.utf8.count < 4
    else { return false }
    let words = text.split(separator: " ")
    guard words.count <= 9 else { return false }
    let plain = words.count { word in
      word.first(where: \.isLetter)?.isLowercase == true && !particles.contains(word)
        && !word.contains("’") && !word.contains("'")
    }
    return plain <= small
  }

  private static func withoutQuotes(_ text: String) -> String {
    let quotes: Set<Character> = ["\"", "«", "»", "“", "”", "„", " ", "\u{A0}"]
    var name = text[...]
    while let first = name.first, quotes.contains(first) { name.removeFirst() }
    while let last = name.last, quotes.contains(last) { name.removeLast() }
    // «"La Rive" Nr. 14/2023»: the number of the issue comes after the closing mark.
    if text.first.map(quotes.contains) == true,
      let close = name.firstIndex(where: { "\"»”“".contains($0) }),
      name[close...].contains(where: \.isNumber)
    {
      name = name[..<close]
    }
    return name.isEmpty ? "" : String(name)
  }

  /// What comes after «p.», «page», «Seite:», «pp.».
  private static func page(_ piece: String) -> String? {
    let lower = piece.lowercased()
    for label in [
      "pp.", "pg.", "p.", "pages", "page", "seite:", "seite", "side", "s.", "blz.", "pág.", "pag.",
      "p",
    ] where lower.hasPrefix(label) {
      guard lower.utf8.count == piece.utf8.count, piece.utf8.count <= label.utf8.count + 12,
        let number = piece.dropFirst(label.count).trimmed, number.contains(where: \.isNumber)
      else { continue }
      return number.hasSuffix(".") ? String(number.dropLast()) : number
    }
    return nil
  }

  // «853w.», «8h30», «à 08h30», «08.30 Uhr».
  private static func isLength(_ piece: String) -> Bool {
    let letters = piece.drop(while: \.isASCIIDigit)
    return letters.utf8.count < piece.utf8.count && ["w.", "w", "words", "mots"].contains(letters)
  }

  private static func isClock(_ piece: String) -> Bool {
    guard piece.utf8.count <= 24, let first = piece.firstIndex(where: \.isNumber) else {
      return false
    }
    let clock = piece[first...].prefix { $0.isNumber || ":h.".contains($0) }
    return (3...8).contains(clock.utf8.count) && clock.contains { ":h.".contains($0) }
  }
}

/// A line that says who wrote an article: «Par Irène Dahl, à Lima», «By Olena Hrytsenko».
struct Byline {
  private(set) var authors: [String] = []

  private static let openings = [
    "Par ", "PAR ", "By ", "BY ", "Von ", "VON ", "Por ", "Door ", "Di ",
  ]
  private static let joints: [Substring] = ["et", "and", "und", "y", "en", "e", "&"]

  /// Reads a whole line; nil when no names come after its first word.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 120, let line = text.trimmed,
      let opening = Self.openings.first(where: line.hasPrefix), !line.hasSuffix(".")
    else { return nil }
    let rest = line.dropFirst(opening.count)
    for piece in rest.split(whereSeparator: { ",;/|".contains($0) }) {
      for name in Self.names(piece) {
        let words = name.split(separator: " ")
        let isName =
          (2...6).contains(words.count) && words.first?.first?.isUppercase == true
          && words.last?.first?.isUppercase == true && !name.contains(where: \.isNumber)
        if isName {
          authors.append(name)
        } else if authors.isEmpty {
          // «Par ailleurs, …»
          return nil
        }
      }
    }
    if authors.isEmpty { return nil }
  }

  private static func names(_ piece: Substring) -> [String] {
    piece.split(separator: " ").split(whereSeparator: { joints.contains($0) })
      .map { $0.joined(separator: " ") }
  }
}
