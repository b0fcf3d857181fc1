import Press

/// The articles of a text that only lines with a source and a day, or with a day alone, part.
extension TextLayout {
  /// The articles around lines that name a source and a day.
  static func sourced(_ lines: [TextLine]) -> [Part]? {
    let sources = sources(in: lines)
    guard sources.count >= 2, let first = sources.first, let last = sources.last else { return nil }
    // A source that is the last line of all is below its text.
    let isBelow = lines[(last + 1)...].allSatisfy(\.isBlank)
    var starts: [Int] = []
    for source in sources {
      let start: Int?
      if isBelow {
        start = lines[((starts.isEmpty ? -1 : sources[starts.count - 1]) + 1)...]
          .firstIndex { !$0.isBlank }
      } else if first == lines.firstIndex(where: { !$0.isBlank }) {
        start = source
      } else {
        start = self.start(lines, of: source, after: starts.last)
      }
      guard let start, isBelow || start <= source else { return nil }
      starts.append(start)
    }
    let ends = starts.dropFirst() + [lines.count]
    var parts = zip(starts, ends).map { Part(lines[$0..<$1]) }
    guard parts.allSatisfy({ $0.body.utf8.count >= shortest && $0.isHeaded && $0.isProven }) else {
      return nil
    }
    TextCounter.drop(from: &parts)
    return with(lines[..<starts[0]], parts)
  }

  /// The lines that name a source and a day, or begin a run of fields; of several with next to no text
  /// between them, the first.
  static func sources(in lines: [TextLine]) -> [Int] {
    var found: [Int] = []
    var (length, from) = (shortest, 0)
    var last: SourceLine?
    // Only above one of them may a header begin that has a day: all others need not be read.
    var days = lines.indices.filter { TextHeader.namesDay(lines[$0].words) }[...]
    for at in lines.indices {
      let line = lines[at]
      while let first = days.first, first < at { days.removeFirst() }
      if at >= from {
        if line.level == nil,
          let source = SourceLine(line.words) ?? SourceLine.headline(String(line.words))?.source
        {
          // «Quelle: …» below a text says again what is above it.
          if let last, source.isLabelled, source.says(sameAs: last) { continue }
          last = source
          if length >= shortest { found.append(at) }
          length = 0
          continue
        }
        if let day = days.first, day - at < ArticleHead.mostLines,
          let header = ArticleHead.header(lines[at...]),
          header.fields.contains(where: { $0.role == .published })
        {
          if length >= shortest { found.append(at) }
          (length, from) = (0, header.end)
        }
      }
      if at >= from { length += line.text.utf8.count }
    }
    return found
  }

  /// The line on which the article begins whose source is in `source`: of the lines above that look like
  /// headlines, the first one below a blank line.
  private static func start(_ lines: [TextLine], of source: Int, after last: Int?) -> Int? {
    var start: Int?
    var at = source - 1
    var left = 1 + ArticleHead.standfirstAtMost
    while at > last ?? -1, left > 0 {
      defer { at -= 1 }
      if lines[at].isBlank {
        if start != nil { break }
        continue
      }
      if lines[at].isAddress {
        start = at
        break
      }
      guard lines[at].isTitle, !ArticleFoot.isOfRights(String(lines[at].words)) else { break }
      start = at
      left -= 1
    }
    return start
  }

  /// The articles below lines that are days and nothing else.
  static func dated(_ lines: [TextLine]) -> [Part]? {
    let days = lines.indices.filter { isDay(lines[$0].words) }
    guard days.count >= 2 else { return nil }
    let above = lines[..<days[0]].count { !$0.isBlank }
    guard above <= ArticleHead.standfirstAtMost + 1 else { return nil }
    var starts: [Int] = []
    for day in days {
      guard let start = self.start(lines, day: day, above: above, after: starts.last) else {
        return nil
      }
      starts.append(start)
    }
    let parts = zip(starts, starts.dropFirst() + [lines.count]).map { Part(lines[$0..<$1]) }
    // A day with next to nothing below is an entry of a chronology.
    return parts.allSatisfy { $0.body.utf8.count >= shortest } ? parts : nil
  }

  /// The line on which the article begins whose day is in `day`; nil when what is above the day
  /// does not look like a title.
  private static func start(
    _ lines: [TextLine], day: Int, above: Int, after last: Int?
  ) -> Int? {
    var (start, left) = (day, above)
    while left > 0, start > (last ?? -1) + 1 {
      start -= 1
      if !lines[start].isBlank { left -= 1 }
    }
    guard left == 0 else { return nil }
    if above == 0 { return start }
    if lines[start].isAddress { return start }
    guard let title = lines[start].words.trimmed, title.utf8.count <= 250, title.last != ".",
      title.last != "," && title.last != ";"
    else { return nil }
    return start
  }

  /// True for a line that is a day and nothing else: «vendredi 9 décembre 2022».
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
}
