import Press

/// One message of a wire: header, text and trailer.
struct WireMessage {
  /// What the message says.
  var article: Article

  /// Reads `text`; nil without a header.
  init?(_ text: String, origin: Origin) {
    article = Article(origin: origin, body: "")
    let lines = text.textLines
    let filled = Array(lines.lazy.filter { $0.trimmed(Self.furniture) != nil }.prefix(2))
    if let header = ANPAHeader(filled) {
      readANPA(header, lines)
    } else if let first = filled.first, let header = IPTCHeader(first) {
      readIPTC(header, text, after: first)
    } else {
      return nil
    }
  }

  /// «dpa0045 3 i 380 …»: source and number, priority, category, words, what else was sent along.
  struct IPTCHeader {
    var source: String, number: String, priority: String, category: String, words: String
    var rest: String

    init?(_ line: some StringProtocol) {
      let parts = line.split { $0.unicodeScalars.allSatisfy { $0.value <= 0x20 } }
      guard parts.count >= 4 else { return nil }
      let letters = parts[0].prefix { $0.isASCII && $0.isLetter }
      let digits = parts[0].dropFirst(letters.count)
      guard (2...6).contains(letters.count), (3...5).contains(digits.count),
        digits.allSatisfy(\.isASCIIDigit), parts[1].count == 1, parts[1].allSatisfy(\.isASCIIDigit),
        (1...3).contains(parts[2].count), parts[2].allSatisfy({ $0.isASCII && $0.isLetter }),
        (1...5).contains(parts[3].count), parts[3].allSatisfy(\.isASCIIDigit)
      else { return nil }
      source = String(letters)
      number = String(digits)
      priority = String(parts[1])
      category = String(parts[2])
      words = String(parts[3].drop { $0 == "0" })
      rest = parts.dropFirst(4).joined(separator: " ")
    }
  }

  /// «a0123 selector», then «r i BC-Slug 1stLd 02-20 0500».
  struct ANPAHeader {
    var id: String, selector: String, priority: String, category: String, slug: String
    var version: String?, filed: String, words: String?

    init?(_ lines: [Substring]) {
      guard lines.count == 2 else { return nil }
      func parts(_ line: Substring) -> [Substring] {
        line.split { $0.unicodeScalars.allSatisfy { $0.value <= 0x20 } }
      }
      let first = parts(lines[0])
      guard let start = first.first, first.count <= 3, start.first?.isLetter == true,
        start.dropFirst().prefix(4).count == 4,
        start.dropFirst().prefix(4).allSatisfy(\.isASCIIDigit)
      else { return nil }
      var second = parts(lines[1])[...]
      guard second.count >= 4, let priority = second.popFirst(), priority.count == 1,
        priority.first?.isLetter == true, let category = second.popFirst(), category.count == 1,
        let at = second.lastIndex(where: Self.isDay), at > second.startIndex,
        second.endIndex - at <= 2
      else { return nil }
      id = String(start.prefix(5))
      selector = (start.dropFirst(5) + first.dropFirst().joined(separator: " "))
        .filter { $0 != "-" }
      self.priority = String(priority)
      self.category = String(category)
      slug = String(second[second.startIndex])
      version = second[(second.startIndex + 1)..<at].joined(separator: " ").trimmed
      filed = String(second[at])
      words = second.endIndex - at == 2 ? String(second[at + 1].drop { $0 == "0" }) : nil
    }

    private static func isDay(_ part: Substring) -> Bool {
      let numbers = part.split(separator: "-", omittingEmptySubsequences: false)
      return numbers.count == 2
        && numbers.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }
    }
  }

  // MARK: IPTC 7901

  private mutating func readIPTC(_ header: IPTCHeader, _ text: String, after first: Substring) {
    article.externalID = header.source + header.number
    var rest = text[first.endIndex...]
    var slugs: [String] = []
    // Between the header and STX stands the keyword line.
    let hasMarks = rest.unicodeScalars.contains("\u{2}")
    if hasMarks, let mark = rest.range(of: "\u{2}") {
      slugs = rest[..<mark.lowerBound].textLines.compactMap { $0.trimmed(Self.furniture) }
      rest = rest[mark.upperBound...]
    }
    var trailer = rest[rest.endIndex...]
    if let mark = rest.range(of: "\u{3}") {
      trailer = rest[mark.upperBound...]
      rest = rest[..<mark.lowerBound]
    }
    var lines = rest.textLines.map(Self.withoutControls)
    takeTime(trailer.textLines.map(Self.withoutControls), &lines)
    if slugs.isEmpty, let at = lines.firstIndex(where: { $0.trimmed != nil }),
      let line = lines[at].trimmed, line.hasSuffix("/")
    {
      slugs = [line]
      lines.removeSubrange(...at)
    }
    takeNotes(&lines)
    let versions = takeHeadline(&lines)
    article.body = AgencyText.paragraphs(lines)
    takeSignature()
    readDateline()
    let slug = slugs.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    article.keep("slug", slug.joined(separator: " ").trimmed.map(Metadata.text))
    article.keep("version", versions.isEmpty ? nil : .text(versions.joined(separator: " ")))
    article.keep("urgency", .number(header.priority))
    article.keep("category", .text(header.category))
    article.keep("words", header.words.isEmpty ? nil : .number(header.words))
    article.keep("header", .text(header.rest))
  }

  /// «091223 GMT DEC 18»: day, hour, minute, zone, month, year; in the trailer or on the last line.
  private mutating func takeTime(_ trailer: [String], _ lines: inout [String]) {
    if let found = trailer.lazy.compactMap(Self.time).first {
      article.published = found.date
      article.outlet = found.agency
      return
    }
    guard let last = lines.lastIndex(where: { $0.trimmed != nil }),
      let found = Self.time(lines[last])
    else { return }
    article.published = found.date
    article.outlet = found.agency
    lines.removeSubrange(last...)
  }

  private static func time(_ line: String) -> (date: PressDate, agency: String?)? {
    let parts = line.split(separator: " ")
    guard parts.count <= 6, let at = parts.firstIndex(where: { $0.count == 6 && Int($0) != nil }),
      at <= 1, let stamp = Int(parts[at])
    else { return nil }
    var next = at + 1
    var zone = ""
    func word(_ i: Int) -> String {
      guard i < parts.count else { return "" }
      return parts[i].unicodeScalars.map { DateWords.fold($0) ?? String($0).lowercased() }.joined()
    }
    if let minutes = DateWords.zones[word(next)] {
      zone = PrintedDate.zone(minutes: minutes)
      next += 1
    }
    guard let month = DateWords.months[word(next)], next + 1 < parts.count,
      let year = Int(parts[next + 1]), parts[next + 1].count == 2 || parts[next + 1].count == 4
    else { return nil }
    let (day, hour, minute) = (stamp / 10_000, stamp / 100 % 100, stamp % 100)
    guard let date = date(year, month, day, hour, minute, zone, printed: line) else { return nil }
    return (date, at == 1 ? String(parts[0]) : nil)
  }

  // Years of two digits: the wires of 1960 to 2059.
  static func date(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ zone: String,
    printed: String
  ) -> PressDate? {
    let year = year >= 100 ? year : year + (year < 60 ? 2000 : 1900)
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    guard hour < 24, minute < 60,
      let date = PrintedDate.iso(
        "\(year)-" + two(month) + "-" + two(day) + "T" + two(hour) + ":" + two(minute) + zone)
    else { return nil }
    return PressDate(iso: date.iso, printed: printed.trimmed)
  }

  private static let noteMarks = [
    "not intended for publication", "not for publication", "nicht zur veröffentlichung bestimmt",
    "pas destinées à la publication", "pas destinée à la publication",
  ]

  /// Takes what is meant for editors: it follows a rule of stars, a heading or a warning.
  private mutating func takeNotes(_ lines: inout [String]) {
    func isMark(_ line: String) -> Bool {
      let start = line.utf8.first { $0 > 0x20 }
      guard
        start == UInt8(ascii: "#") || start == UInt8(ascii: "*")
          || line.range(of: "ublication") != nil || line.range(of: "ffentlichung") != nil,
        let line = line.trimmed?.lowercased(), line.utf8.count < 120
      else { return false }
      return line.hasPrefix("# note") || line.hasPrefix("# notiz")
        || line.filter({ $0 != " " }).count >= 3 && line.allSatisfy { $0 == "*" || $0 == " " }
        || Self.noteMarks.contains { line.range(of: $0) != nil }
    }
    guard let start = lines.firstIndex(where: isMark) else { return }
    var end = lines.count
    // The signature of the desk comes last and is read on its own.
    if let last = lines.lastIndex(where: { $0.trimmed != nil }), last > start,
      Self.isSignature(lines[last])
    {
      end = last
    }
    let note = lines[start..<end].compactMap(\.trimmed)
      .filter { !$0.allSatisfy { "*# ".contains($0) } }
    article.keep("editorial_note", note.isEmpty ? nil : .text(note.joined(separator: "\n")))
    lines.removeSubrange(start..<end)
  }

  /// Takes versions, headline and byline, which come before the first blank or indented line.
  private mutating func takeHeadline(_ lines: inout [String]) -> [String] {
    guard let start = lines.firstIndex(where: { $0.trimmed != nil }) else { return [] }
    var (versions, title, bylines) = ([String](), [String](), [String]())
    var end = start
    while end < lines.count, let line = lines[end].trimmed {
      if Self.isDateline(line) || end > start && Self.isIndented(lines[end]) { break }
      if line.hasSuffix("="), !title.isEmpty, line.first?.isLowercase == true {
        // A headline goes on in small letters; names do not.
        title.append(line.dropLast().trimmed ?? "")
      } else if line.hasSuffix("=") {
        bylines.append(line)
      } else if title.isEmpty, Self.isVersion(line) {
        versions.append(line)
      } else {
        title.append(line)
      }
      end += 1
    }
    let hasText = lines[end...].contains { $0.trimmed != nil }
    // A block of many lines without any text after it is the text.
    guard hasText, title.joined().utf8.count <= 400, title.count <= 4 else { return [] }
    lines.removeSubrange(..<end)
    // A headline may end with « =» as a byline does; a message has a headline.
    if title.isEmpty, let at = bylines.firstIndex(where: Self.isHeadline) {
      title = [bylines.remove(at: at).dropLast().trimmed ?? ""]
    }
    article.title = title.joined(separator: " ").trimmed
    for line in bylines {
      let by = line.dropLast().trimmed ?? ""
      article.authors += AgencyText.people(FactivaFields.withoutBy(by))
    }
    return versions
  }

  // «Dyke breaks in Oslo =»: a line that is no byline and has more words than a name.
  private static func isHeadline(_ line: String) -> Bool {
    let line = line.dropLast().trimmed ?? ""
    return FactivaFields.withoutBy(line) == line && line.split(separator: " ").count >= 4
  }

  private static let versionWords: Set<String> = [
    "lead", "ld", "roundup", "update", "refile", "correction", "corrected", "urgent", "alert",
    "alerte", "flash", "snap", "extra", "writethru", "rectificatif", "version", "eilmeldung",
    "zusammenfassung", "berichtigung", "bulletin", "advisory", "prev", "papier", "général",
    "encadré",
  ]

  // «1ST LEAD», «REFILE», «2e VERSION», «URGENT»: nothing but words for versions and numbers.
  private static func isVersion(_ line: String) -> Bool {
    let words = line.lowercased().split { !$0.isLetter && !$0.isNumber }
    return (1...5).contains(words.count) && words.contains { versionWords.contains(String($0)) }
      && words.allSatisfy { versionWords.contains(String($0)) || $0.first?.isNumber == true }
  }

  static func isIndented(_ line: String) -> Bool {
    line.hasPrefix("  ") || line.hasPrefix("\t")
  }

  // MARK: Both

  static let furniture: Set<Unicode.Scalar> = [
    "\u{1}", "\u{2}", "\u{3}", "\u{4}", "\u{16}",
  ]

  static func withoutControls(_ line: Substring) -> String {
    guard line.utf8.contains(where: { $0 < 0x20 && $0 != 9 || $0 == 0x7F }) else {
      return String(line)
    }
    var scalars = line.unicodeScalars
    scalars.removeAll { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }
    return String(scalars)
  }

  /// The agency that a dateline names: «PARIS, 9 déc (AFP) - ».
  mutating func readDateline() {
    let start = article.body.prefix(160)
    guard let line = start.textLines.first, let (place, agency) = Self.dateline(line) else {
      return
    }
    article.keep("dateline", .text(place))
    if article.outlet == nil { article.outlet = agency }
  }

  private static func isDateline(_ line: String) -> Bool { dateline(line[...]) != nil }

  private static func dateline(_ line: Substring) -> (place: String, agency: String)? {
    let start = line.prefix(100)
    guard start.unicodeScalars.first?.properties.isUppercase == true,
      let open = start.range(of: "("), let close = start[open.upperBound...].range(of: ")")
    else { return nil }
    let agency = start[open.upperBound..<close.lowerBound]
    guard let sign = start[close.upperBound...].unicodeScalars.first(where: { !$0.isBlank }),
      "-–—_=".unicodeScalars.contains(sign), (2...24).contains(agency.utf8.count),
      let place = start[..<open.lowerBound].trimmed
    else { return nil }
    return (place, String(agency))
  }

  /// «dpa al rmo hct», «asl/tib»: initials at the end.
  private mutating func takeSignature() {
    if let signature = AgencyText.takeSignature(&article.body) {
      return article.keep("signature", .text(signature))
    }
    let paragraphs = article.body.textParagraphs
    guard paragraphs.count > 1, let last = paragraphs.last, Self.isSignature(String(last)) else {
      return
    }
    article.keep("signature", .text(String(last)))
    article.body = paragraphs.dropLast().joined(separator: "\n\n")
  }

  private static func isSignature(_ line: String) -> Bool {
    guard let line = line.trimmed, line.utf8.count <= 40 else { return false }
    let words = line.split(separator: " ")
    return words.count >= 2
      && words.allSatisfy { word in
        word.count <= 4 && word.allSatisfy { $0.isLetter && $0.isLowercase || $0 == "/" }
      }
  }
}

extension StringProtocol {
  /// Without blanks and `others` at both ends; nil when nothing is left.
  func trimmed(_ others: Set<Unicode.Scalar>) -> String? {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.isBlank && !others.contains($0) }),
      let end = scalars.lastIndex(where: { !$0.isBlank && !others.contains($0) })
    else { return nil }
    return String(self[start...end])
  }
}
