import Press

/// Where one text ends and the next begins, when a file contains many without a header.
extension PlainText {
  /// An article of a text that contains several: its lines above the day, and its text.
  struct Part {
    /// The first line above the day.
    var title: String?
    /// Further lines above it.
    var standfirst: String?
    /// The day as it is printed.
    var day: String?
    /// The outlet, from the line of the day.
    var outlet: String?
    var body: String
    /// Its first line in the file, from 1.
    var line: Int
  }

  /// What a text without headers is.
  enum Layout {
    case one
    /// Several articles, determined by lines that are days, by counters or by separators.
    case many([Part])
    /// One text for all that can be told, and what makes it look like several.
    case doubtful(String)
  }

  private static let linesAboveAtMost = 4

  /// Looks for separator lines, counters, lines that are a day and nothing else below as many lines as
  /// stand above the first one, and datelines.
  static func layout(of text: String) -> Layout {
    let lines = text.textLines
    if let parts = counted(lines) ?? titledByDay(lines) { return .many(parts) }
    if let layout = separated(lines) ?? dated(lines) ?? sourced(lines) { return layout }
    if let mark = repeatedMark(lines) { return mark }
    let datelines = lines.count(where: isDateline)
    if datelines >= 2 { return .doubtful("\(datelines) datelines stand in it") }
    let dates = lines.count(where: isLabelledDay)
    return dates < 2 ? .one : .doubtful("\(dates) lines give a date of publication")
  }

  // «Date : 9 mai 2023», «Load-Date: May 9, 2023».
  private static func isLabelledDay(_ line: Substring) -> Bool {
    guard line.utf8.count <= 80, let colon = line.firstIndex(of: ":"),
      ["date", "loaddate", "datedeparution", "datedepublication", "publicationdate", "parution"]
        .contains(FieldRole.folded(String(line[..<colon])))
    else { return false }
    return isDay(line[line.index(after: colon)...])
  }

  // «#TITRE Le port»: a sign and a word that begin the text and other lines of it.
  private static func repeatedMark(_ lines: [Substring]) -> Layout? {
    guard let first = lines.lazy.compactMap(\.trimmed).first, let sign = first.first,
      "#@%&$§~|".contains(sign)
    else { return nil }
    let mark = first.prefix { !$0.isWhitespace && $0 != ":" }
    guard mark.count >= 3, mark.contains(where: \.isLetter), !mark.contains(where: \.isLowercase)
    else { return nil }
    let count = lines.count { $0.hasPrefix(mark) }
    return count < 2 ? nil : .doubtful("\(count) lines begin with «\(mark)»")
  }

  // Articles below lines that are days; nil when there are fewer than two such lines.
  private static func dated(_ lines: [Substring]) -> Layout? {
    let days = lines.indices.filter { isDay(lines[$0]) }
    return days.count < 2 ? nil : headed(lines, days) ?? .doubtful("\(days.count) lines are days")
  }

  // Articles below lines that name an outlet and a day: «Le Phare, 9 mai 2023, p. 4».
  private static func sourced(_ lines: [Substring]) -> Layout? {
    let sources = lines.indices.filter {
      isDay(lines[$0]) || SourceLine(lines[$0], isSetOff: true) != nil
    }
    guard sources.count >= 2 else { return nil }
    // A list of references is no list of articles.
    let isList = zip(sources, sources.dropFirst()).contains { a, b in
      lines[(a + 1)..<b].allSatisfy { $0.trimmed == nil }
    }
    if isList { return nil }
    return headed(lines, sources) ?? .doubtful("\(sources.count) lines name an outlet and a day")
  }

  // Articles with as many lines above the lines at `days` as stand above the first; nil when a text is
  // too short for that, or a title is none.
  private static func headed(_ lines: [Substring], _ days: [Int]) -> Layout? {
    let above = lines[..<days[0]].count { $0.trimmed != nil }
    guard above <= linesAboveAtMost else { return nil }
    var starts: [Int] = []
    for day in days {
      guard let start = self.start(lines, day: day, above: above, after: starts.last) else {
        return nil
      }
      starts.append(start)
    }
    var parts: [Part] = []
    for (i, start) in starts.enumerated() {
      let end = i + 1 < starts.count ? starts[i + 1] : lines.count
      // A separator at the end is none of the text.
      let below = lines[(days[i] + 1)..<end]
      let last = below.lastIndex { $0.trimmed != nil }
      var body = joined(last.map { isSeparator(lines, $0) ? below[..<$0] : below } ?? below)
      // A day with next to nothing below is an entry of a chronology.
      guard body.utf8.count >= 80 else { return nil }
      var head = lines[start..<days[i]].compactMap { withoutMark($0) }
      for sign in [".", ")"] {
        if let title = head.first, title.hasPrefix("\(i + 1)\(sign) ") {
          head[0] = String(title.dropFirst("\(i + 1)\(sign) ".count))
        }
      }
      if above == 0, let (title, rest, end) = titleBelow(below) {
        head = [title] + rest
        body = joined(below[end...])
      }
      let source = SourceLine(lines[days[i]])
      parts.append(
        Part(
          title: head.first, standfirst: head.dropFirst().joined(separator: "\n").trimmed,
          day: source?.date.iso ?? lines[days[i]].trimmed, outlet: source?.outlet, body: body,
          line: start + 1))
    }
    return .many(parts)
  }

  // A short line below the day that is no sentence, perhaps after labels: «Ressort: Lokales».
  private static func titleBelow(
    _ lines: ArraySlice<Substring>
  ) -> (title: String, labels: [String], end: Int)? {
    var labels: [String] = []
    for at in lines.indices {
      guard let line = lines[at].trimmed else { continue }
      if labels.count < linesAboveAtMost, line.utf8.count <= 60, line.prefix(30).contains(": ") {
        labels.append(line)
        continue
      }
      guard line.utf8.count <= 160, !".,;:".contains(line.last ?? "."), at + 1 < lines.endIndex
      else { return nil }
      return (line, labels, at + 1)
    }
    return nil
  }

  // «### Le pont ferme» without its signs.
  private static func withoutMark(_ line: Substring) -> String? {
    line.trimmed.flatMap { $0.hasPrefix("#") ? $0.drop { $0 == "#" }.trimmed : $0 }
  }

  /// The line on which the article begins whose day is in `day`; nil when what is above the day
  /// does not look like a title.
  private static func start(
    _ lines: [Substring], day: Int, above: Int, after last: Int?
  ) -> Int? {
    var (start, left) = (day, above)
    while left > 0, start > (last ?? -1) + 1 {
      start -= 1
      if lines[start].trimmed != nil { left -= 1 }
    }
    guard left == 0 else { return nil }
    if above == 0 { return start }
    guard let title = lines[start].trimmed, title.utf8.count <= 250, title.last != ".",
      title.last != "," && title.last != ";"
    else { return nil }
    return start
  }

  static func isDay(_ line: Substring) -> Bool {
    guard let line = line.trimmed, line.utf8.count <= 60,
      line.utf8.contains(where: { (0x30...0x39).contains($0) }),
      let first = line.unicodeScalars.first,
      first.properties.isAlphabetic || DateWords.digit(first) != nil
    else { return false }
    guard let found = PrintedDate.first(in: line), found.date.iso.utf8.count >= 10 else {
      return line.utf8.count <= 40
        && PressDate(reading: line).map { $0.iso.utf8.count >= 10 } == true
    }
    return found.before.trimmed == nil && found.after.trimmed == nil
  }

  // MARK: Separators and counters

  /// The texts between separator lines: five and more equal signs, low lines, stars or hyphens.
  ///
  /// Rules also part the sections of one article: only texts that begin as articles do are articles.
  private static func separated(_ lines: [Substring]) -> Layout? {
    let separators = lines.indices.filter { isSeparator(lines, $0) }
    guard separators.count >= 2 else { return nil }
    let bounds = [-1] + separators + [lines.count]
    let (parts, headed) = parts(of: lines, between: bounds)
    // Rules around a box or below headings stand closer together than articles are long.
    let long = parts.count { $0.body.utf8.count >= 80 }
    if parts.count >= 2, long * 10 >= parts.count * 8, headed * 10 >= parts.count * 8 {
      return .many(parts)
    }
    let rules = separators.count { lines[$0].utf8.count >= 10 }
    return rules < 2 ? nil : .doubtful("\(rules) lines are separators")
  }

  /// The texts below lines that count them: «Article 1 sur 3», «Document 2», «3/12».
  private static func counted(_ lines: [Substring]) -> [Part]? {
    var found: [Int] = []
    for at in lines.indices where counter(lines[at]) == found.count + 1 { found.append(at) }
    guard let first = found.first, found.count >= 2,
      lines[..<first].allSatisfy({ $0.trimmed == nil })
    else { return nil }
    let (parts, _) = parts(of: lines, between: found + [lines.count])
    let long = parts.count { $0.body.utf8.count >= 60 }
    return parts.count == found.count && long == parts.count ? parts : nil
  }

  /// The texts below lines of a day and a title: «2023-05-09 - Le pont ferme».
  private static func titledByDay(_ lines: [Substring]) -> [Part]? {
    var found: [(at: Int, day: String, title: String)] = []
    for at in lines.indices {
      guard let line = lines[at].trimmed, line.utf8.count <= 160, line.last != ".",
        let first = line.first, first.isASCIIDigit
      else { continue }
      let day = line.prefix { !$0.isWhitespace && $0 != ":" }
      let title = line.dropFirst(day.count).drop { " -–—:|\t".contains($0) }
      guard day.utf8.count == 10, title.count >= 3, PrintedDate.iso(String(day))?.iso == String(day)
      else { continue }
      found.append((at, String(day), String(title)))
    }
    guard found.count >= 2, lines[..<found[0].at].allSatisfy({ $0.trimmed == nil }) else {
      return nil
    }
    let ends = found.dropFirst().map(\.at) + [lines.count]
    let parts = zip(found, ends).map { head, end in
      Part(
        title: head.title, day: head.day, body: joined(lines[(head.at + 1)..<end]),
        line: head.at + 1)
    }
    return parts.allSatisfy { $0.body.utf8.count >= 80 } ? parts : nil
  }

  // The texts between the lines at `bounds`, and how many of them begin as an article does.
  private static func parts(
    of lines: [Substring], between bounds: [Int]
  ) -> (parts: [Part], headed: Int) {
    var parts: [Part] = []
    var headed = 0
    for (above, below) in zip(bounds, bounds.dropFirst()) {
      let inside = lines[(above + 1)..<below]
      guard let start = inside.firstIndex(where: { $0.trimmed != nil }) else { continue }
      var part = Part(body: joined(inside), line: start + 1)
      if !TextHeader(of: part.body).fields.isEmpty {
        headed += 1
      } else if let head = head(of: inside[start...]) {
        headed += 1
        part.title = head.title
        part.standfirst = head.rest.joined(separator: "\n").trimmed
        part.day = head.day
        part.outlet = head.outlet
        part.body = joined(inside[head.end...])
      }
      parts.append(part)
    }
    return (parts, headed)
  }

  /// A short line without a point at its end above the text, and a short line with a day below it.
  private static func head(
    of lines: ArraySlice<Substring>
  ) -> (title: String, rest: [String], day: String?, outlet: String?, end: Int)? {
    if let first = lines.first, let source = SourceLine(first, isSetOff: true),
      let outlet = source.outlet, let (title, labels, end) = titleBelow(lines.dropFirst())
    {
      return (title, labels, source.date.iso, outlet, end)
    }
    guard let first = lines.first?.trimmed, first.utf8.count <= 160,
      first.first?.isLowercase == false, !".,;:".contains(first.last ?? ".")
    else { return nil }
    var at = lines.startIndex + 1
    var rest: [String] = []
    var day: String?
    var outlet: String?
    // Short lines between the title and the day, an outlet or a writer, belong to the head.
    let below = lines[at...].indices.filter { lines[$0].trimmed != nil }.prefix(linesAboveAtMost)
    if let place = below.first(where: { isDay(lines[$0]) }),
      below.prefix(while: { $0 < place }).allSatisfy({
        lines[$0].utf8.count <= 60 && lines[$0].trimmed?.last != "."
      })
    {
      rest = lines[at..<place].compactMap(\.trimmed)
      at = place
    }
    while at < lines.endIndex, rest.count < linesAboveAtMost {
      guard let line = lines[at].trimmed else {
        at += 1
        continue
      }
      // Only what ends in a day belongs to the head: the rest is the text.
      if day == nil, isDay(lines[at]) {
        day = line
        at += 1
        continue
      }
      guard day == nil, line.utf8.count <= 120, let found = PrintedDate.first(in: line),
        found.date.iso.utf8.count >= 10, found.after.utf8.count <= 20
      else { break }
      day = found.date.printed ?? found.date.iso
      outlet = SourceLine(lines[at], isSetOff: true)?.outlet
      if outlet == nil, found.before.trimmed != nil || found.after.trimmed != nil {
        rest.append(line)
      }
      at += 1
    }
    guard at < lines.endIndex else { return nil }
    return (first, rest, day, outlet, at)
  }

  private static func isSeparator(_ lines: [Substring], _ at: Int) -> Bool {
    guard let line = lines[at].trimmed, let first = line.first, line.utf8.count < 1000,
      "=_*-~#+.─—–═━•·".contains(first), line.allSatisfy({ $0 == first || $0 == " " }),
      line.count >= 5 || line.count == 3 && first == "⁂"
    else { return false }
    func isBlank(_ at: Int) -> Bool { !lines.indices.contains(at) || lines[at].trimmed == nil }
    // A line below a short one between blank lines makes a heading of it.
    let isUnderline =
      !isBlank(at - 1) && lines[at - 1].utf8.count <= 120 && isBlank(at - 2) && isBlank(at + 1)
    return !isUnderline
  }

  private static let counters: Set<String> = [
    "article", "document", "doc", "texte", "text", "depeche", "dépêche", "item", "record", "story",
    "artikel", "dokument", "documento", "artículo", "notice", "no", "n°", "nº", "numéro", "result",
  ]

  /// The number in a line that counts texts; nil for other lines.
  private static func counter(_ line: Substring) -> Int? {
    guard line.utf8.count <= 48, let text = line.trimmed, text.utf8.count <= 40 else { return nil }
    let tokens = text.lowercased().split { " /[]()#:.\u{A0}".contains($0) }
    let numbers = tokens.compactMap { Int($0) }
    let words = tokens.filter { Int($0) == nil }
    // «[3]», «#3»: a number alone is none without its signs.
    let isMarked = "[(#".contains(text.first ?? " ")
    guard let number = numbers.first, numbers.count <= 2, words.count <= 3,
      numbers.count == 1 || numbers[1] >= number,
      words.first.map({ counters.contains(String($0)) }) ?? (numbers.count == 2 || isMarked)
    else { return nil }
    return number
  }

  /// «LIMA, 3 mai 2021 (AGZ) - »: a place in capitals, and an agency in brackets before a dash.
  private static func isDateline(_ line: Substring) -> Bool {
    let start = line.utf8.prefix(100)
    guard let close = start.firstIndex(of: UInt8(ascii: ")")),
      let open = start[..<close].lastIndex(of: UInt8(ascii: "(")),
      let place = line[..<open].split(whereSeparator: { " ,".contains($0) }).first
    else { return false }
    let dash = line[line.utf8.index(after: close)...].drop { $0 == " " }.first
    let agency = line[line.utf8.index(after: open)..<close]
    return place.count >= 3 && place.allSatisfy { $0.isUppercase || "-’'".contains($0) }
      && (2...12).contains(agency.count) && agency.first?.isUppercase == true
      && dash.map { "-–—".contains($0) } == true
  }

  private static func joined(_ lines: ArraySlice<Substring>) -> String {
    lines.joined(separator: "\n").trimmed ?? ""
  }
}
