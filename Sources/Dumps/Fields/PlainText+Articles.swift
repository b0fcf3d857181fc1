import Press

/// Where one text ends and the next begins, when a file holds many without a header.
extension PlainText {
  /// An article of a text that holds several: its lines above the day, and its text.
  struct Part {
    /// The first line above the day.
    var title: String?
    /// Further lines above it.
    var standfirst: String?
    /// The day as it is printed.
    var day: String?
    var body: String
    /// Its first line in the file, from 1.
    var line: Int
  }

  /// What a text without headers is.
  enum Layout {
    case one
    /// Several articles, told by lines that are days or by separators.
    case many([Part])
    /// One text with so many lines that are days, which may be a chronology or several articles.
    case days(Int)
  }

  private static let linesAboveAtMost = 4

  /// Looks for lines that are a day and nothing else, below as many lines as stand above the first one,
  /// and for separator lines.
  static func layout(of text: String) -> Layout {
    let lines = text.textLines
    if let parts = separated(lines) { return .many(parts) }
    let days = lines.indices.filter { isDay(lines[$0]) }
    guard days.count >= 2 else { return .one }
    let above = lines[..<days[0]].count { $0.trimmed != nil }
    guard above <= linesAboveAtMost else { return .days(days.count) }
    var starts: [Int] = []
    for day in days {
      guard let start = self.start(lines, day: day, above: above, after: starts.last) else {
        return .days(days.count)
      }
      starts.append(start)
    }
    var parts: [Part] = []
    for (i, start) in starts.enumerated() {
      let end = i + 1 < starts.count ? starts[i + 1] : lines.count
      let body = joined(lines[(days[i] + 1)..<end])
      // A day with next to nothing below is an entry of a chronology.
      guard body.utf8.count >= 80 else { return .days(days.count) }
      let head = lines[start..<days[i]].compactMap(\.trimmed)
      parts.append(
        Part(
          title: head.first, standfirst: head.dropFirst().joined(separator: "\n").trimmed,
          day: lines[days[i]].trimmed, body: body, line: start + 1))
    }
    return .many(parts)
  }

  /// The line on which the article begins whose day stands in `day`; nil when what is above the day
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

  /// The texts between separator lines: twenty and more equal signs, low lines, stars or hyphens.
  private static func separated(_ lines: [Substring]) -> [Part]? {
    let separators = lines.indices.filter { isSeparator(lines[$0]) }
    guard separators.count >= 2 else { return nil }
    var parts: [Part] = []
    var start = 0
    for end in separators + [lines.count] {
      let body = joined(lines[start..<end])
      if !body.isEmpty { parts.append(Part(body: body, line: start + 1)) }
      start = end + 1
    }
    // Rules around a box or below headings stand closer together than articles are long.
    guard parts.count >= 2,
      parts.count(where: { $0.body.utf8.count >= 200 }) * 10 >= parts.count * 8
    else {
      return nil
    }
    return parts
  }

  private static func isSeparator(_ line: Substring) -> Bool {
    guard let first = line.utf8.first, "=_*-~#".utf8.contains(first), line.utf8.count >= 20 else {
      return false
    }
    return line.utf8.allSatisfy { $0 == first || $0 == 13 }
  }

  private static func joined(_ lines: ArraySlice<Substring>) -> String {
    lines.joined(separator: "\n").trimmed ?? ""
  }
}
