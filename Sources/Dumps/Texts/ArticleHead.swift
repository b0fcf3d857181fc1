import Press

/// What is printed above the text of an article: headline, standfirst, outlet and day, writers, and
/// lines «key: value», in any order that people write them.
struct ArticleHead {
  private(set) var title: String?
  /// Lines between the headline and the day.
  private(set) var standfirst: [String] = []
  private(set) var source: SourceLine?
  private(set) var byline: String?
  private(set) var authors: [String] = []
  /// Fields of lines «key: value».
  private(set) var fields: [RecordField] = []
  /// The first line of the text.
  private(set) var end: Int

  /// How many lines may be above the text.
  private static let longest = 8
  /// How many lines may be between a headline and its day.
  static let standfirstAtMost = 3

  /// True when a day, or fields that prove themselves, are printed in it.
  var isProven: Bool { source != nil || isCertain }
  private var isCertain = false

  private var hasStandfirst = true
  /// True when the line above the next one is blank.
  private var isBelowBlank = false

  /// Reads the head with which `lines` begin. With `hasStandfirst` false no line may be between the
  /// headline and the day.
  init(of lines: ArraySlice<TextLine>, hasStandfirst: Bool = true) {
    self.hasStandfirst = hasStandfirst
    end = lines.startIndex
    var at = lines.startIndex
    var count = 0
    while at < lines.endIndex, count < Self.longest {
      let line = lines[at]
      if line.isBlank {
        isBelowBlank = true
        at += 1
        continue
      }
      guard let next = take(lines[at...]) else { break }
      isBelowBlank = false
      at = next
      end = next
      count += 1
    }
  }

  /// Takes what begins with the first of `lines`; gives the line after it, nil when it is the text.
  private mutating func take(_ lines: ArraySlice<TextLine>) -> Int? {
    guard let line = lines.first, let words = line.words.trimmed else { return nil }
    let next = lines.startIndex + 1
    if let (header, end) = Self.header(lines, isAmongFields: isProven, isBelowBlank: isBelowBlank) {
      fields += header
      isCertain = true
      return end
    }
    if line.isAddress, !fields.contains(where: { $0.role == .url }) {
      fields.append(RecordField("address", role: .url, rank: 90, value: .text(words)))
      return next
    }
    if source == nil, title == nil, let place = SourceLine.place(words),
      let below = lines.dropFirst().first(where: { !$0.isBlank }), TextLayout.isDay(below.words)
    {
      fields.append(RecordField("outlet", role: .outlet, rank: 80, value: .text(place.outlet)))
      fields.append(RecordField("page", role: nil, rank: 0, value: .text(place.page)))
      return next
    }
    if title == nil, source == nil, takeBars(lines, words) { return next }
    if title == nil, source == nil, let found = SourceLine.headline(words) {
      (title, source) = found
      return next
    }
    if source == nil, line.level == nil || title != nil, let found = SourceLine(words) {
      source = found
      return next
    }
    if title != nil || source != nil, authors.isEmpty, let found = Byline(words) {
      byline = words
      authors = found.authors
      return next
    }
    if takeTitle(lines, words) { return next }
    guard hasStandfirst, title != nil, !isProven, standfirst.count < Self.standfirstAtMost,
      line.words.utf8.count <= 300, Self.hasDay(lines.dropFirst(), within: Self.standfirstAtMost)
    else { return nil }
    standfirst.append(words)
    return next
  }

  /// A first line of fields between bars that stands apart: «Le port ferme | La Rive | 9 mai 2023 | Ann Ek».
  private mutating func takeBars(_ lines: ArraySlice<TextLine>, _ words: String) -> Bool {
    guard words.utf8.count <= 300, words.range(of: " | ") != nil,
      lines.dropFirst().first?.isBlank == true
    else { return false }
    let pieces = words.split(separator: "|").compactMap(\.trimmed)
    guard (3...6).contains(pieces.count), let headline = pieces.first,
      let day = pieces.dropFirst().first(where: {
        PressDate(reading: $0).map { $0.iso.utf8.count >= 10 } == true
      }), let outlet = pieces.dropFirst().first(where: { $0 != day }),
      SourceLine.isName(outlet, small: 1), !SourceLine.isName(headline, small: 1)
    else { return false }
    title = headline
    isCertain = true
    fields.append(RecordField("outlet", role: .outlet, rank: 80, value: .text(outlet)))
    fields.append(RecordField("date", role: .published, rank: 80, value: .text(day)))
    for piece in pieces.dropFirst() where piece != day && piece != outlet {
      if piece.split(separator: " ").count >= 2, SourceLine.isName(piece, small: 0), authors.isEmpty
      {
        authors = [piece]
      } else {
        fields.append(RecordField("head", role: nil, rank: 0, value: .text(piece)))
      }
    }
    return true
  }

  private mutating func takeTitle(_ lines: ArraySlice<TextLine>, _ words: String) -> Bool {
    guard let line = lines.first, !fields.contains(where: { $0.role == .title }), line.isTitle
    else {
      return false
    }
    guard let above = title else {
      guard !isProven || Self.isSetOff(lines) else { return false }
      title = Self.labelled(words, .title) ?? words
      return true
    }
    // «Le Phare», a line with the day, and a line that stands apart: the first is the outlet.
    let isApart = isBelowBlank && lines.dropFirst().first?.isBlank != false
    guard isProven, isApart, standfirst.isEmpty, above.utf8.count <= 50,
      SourceLine.isName(above, small: 0),
      !fields.contains(where: { $0.role == .outlet }), source.map({ $0.page != nil }) ?? true
    else { return false }
    if let source {
      self.source = source.below(outlet: above)
    } else {
      fields.append(RecordField("outlet", role: .outlet, rank: 80, value: .text(above)))
    }
    title = words
    return true
  }

  /// What comes after a label of the role: «Title: The port».
  private static func labelled(_ line: String, _ role: FieldRole) -> String? {
    guard let colon = line.utf8.prefix(30).firstIndex(of: UInt8(ascii: ":")),
      let label = line[..<colon].trimmed, FieldRole.guessed(label)?.role == role
    else { return nil }
    return line[line.utf8.index(after: colon)...].trimmed
  }

  /// True when the first line is short, and a blank line or a longer one comes after it.
  private static func isSetOff(_ lines: ArraySlice<TextLine>) -> Bool {
    guard let first = lines.first else { return false }
    if first.level != nil || first.isBold { return true }
    guard let next = lines.dropFirst().first(where: { !$0.isBlank }) else { return false }
    let isApart = lines.dropFirst().first?.isBlank == true
    let isText = isApart || next.text.trimmed?.last.map { ".!?»”\"".contains($0) } == true
    return next.text.utf8.count > max(first.text.utf8.count, isText ? 60 : 120)
      || Byline(next.words) != nil
  }

  /// True when one of the next lines is a source, or the first of a run of fields.
  private static func hasDay(_ lines: ArraySlice<TextLine>, within count: Int) -> Bool {
    var left = count
    for (at, line) in zip(lines.indices, lines) where !line.isBlank {
      if left == 0 || line.level != nil { return false }
      if SourceLine(line.words) != nil || header(lines[at...]) != nil { return true }
      left -= 1
    }
    return false
  }

  /// How many lines a header may have.
  static let mostLines = 40

  /// How many fields of unknown names may stand above the first one that is known.
  private static let mostUnknown = 6

  /// The lines «key: value» with which `lines` begin, and the line after them; nil when they prove
  /// nothing.
  static func header(
    _ lines: ArraySlice<TextLine>, isAmongFields: Bool = false, isBelowBlank: Bool = false
  ) -> (fields: [RecordField], end: Int)? {
    guard let first = lines.first?.words,
      let colon = first.utf8.prefix(41).firstIndex(of: UInt8(ascii: ":")),
      FieldRole.guessed(String(first[..<colon])) != nil || fieldOfNoRole(String(first)) != nil
    else { return nil }
    // Paragraphs of a document are fields as lines are.
    var found: [(at: Int, text: String)] = []
    var blanks = 0
    for (at, line) in zip(lines.indices, lines.prefix(mostLines)) {
      guard let words = line.words.trimmed else {
        blanks += 1
        if blanks > 1 || isAmongFields { break }
        continue
      }
      guard line.level == nil, words.utf8.prefix(41).contains(UInt8(ascii: ":")) else { break }
      blanks = 0
      found.append((at, words))
    }
    // «Pays : France» may be above the first key that is known.
    let unknown = found.prefix(mostUnknown).prefix { fieldOfNoRole($0.text) != nil }
    for start in 0...unknown.count {
      let rest = found[start...]
      let text = rest.map { $0.text + "\n" }.joined() + "\n"
      let header = TextHeader(of: text)
      guard header.isLines, header.isCertain || isAmongFields else { continue }
      let length = min(text.utf8.prefix(header.end).count { $0 == 10 }, rest.count)
      guard length > 0 else { continue }
      let last = rest[rest.startIndex + length - 1].at
      return (found[..<start].compactMap { fieldOfNoRole($0.text) } + header.fields, last + 1)
    }
    guard isAmongFields, !isBelowBlank, let first = found.first,
      let field = fieldOfNoRole(first.text)
    else {
      return nil
    }
    return ([field], first.at + 1)
  }

  // «Périodicité : Quotidien», «Page de l’article : p.4»: a short name and a short value that is no
  // sentence.
  private static func fieldOfNoRole(_ line: String) -> RecordField? {
    guard let colon = line.utf8.prefix(41).firstIndex(of: UInt8(ascii: ":")),
      let name = line[..<colon].trimmed, name.first?.isUppercase == true,
      name.split(separator: " ").count <= 4, FieldRole.guessed(name)?.role != .body,
      let value = line[line.utf8.index(after: colon)...].trimmed, value.utf8.count <= 80,
      !".!?…»".contains(value.last ?? ".")
    else { return nil }
    return RecordField(name, .text(value))
  }

  /// The fields of the article.
  var allFields: [RecordField] {
    var all = fields + (source?.fields ?? [])
    func add(_ name: String, _ role: FieldRole?, _ value: Metadata) {
      all.append(RecordField(name, role: role, rank: role == .authors ? 91 : 50, value: value))
    }
    if let title { add("heading", .title, .text(title)) }
    if !authors.isEmpty { add("authors", .authors, .list(authors.map(Metadata.text))) }
    if let byline { add("byline", nil, .text(byline)) }
    var lines = standfirst
    // A name between the headline and a bare day is the outlet's.
    if let first = lines.first, lines.count == 1, source?.isNamed == false,
      SourceLine.beginsWithArticle(first), first.utf8.count <= 40, !first.hasSuffix("."),
      first.split(separator: " ").allSatisfy({ $0.utf8.count < 4 || $0.first?.isUppercase == true })
    {
      add("outlet", .outlet, .text(first))
      lines = []
    }
    if !lines.isEmpty { add("standfirst", nil, .text(lines.joined(separator: "\n"))) }
    return all
  }
}
