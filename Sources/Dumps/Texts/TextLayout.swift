import Press

/// What a text or a document is.
enum TextLayout {
  case one
  /// Several articles, determined by headings, pages, separators, counters, or lines that name a source
  /// and a day.
  case many([Part])
  /// One text for all that can be told, and what makes it look like several.
  case doubtful(String)

  /// An article of a text that contains several.
  struct Part {
    /// What its head says.
    var fields: [RecordField] = []
    var body: String
    /// Its first line, from 1.
    var line: Int
    /// True when its head names a day, or has fields that prove themselves.
    var isProven = false
    var isHeaded = false
    /// True when a headline with its outlet or its fields is above the text.
    var isHeadProven = false

    /// Reads the lines of one article.
    init(_ lines: ArraySlice<TextLine>) {
      let start = lines.firstIndex { !$0.isBlank } ?? lines.startIndex
      line = start + 1
      var head = ArticleHead(of: lines[start...])
      let foot = ArticleFoot(of: lines[start...])
      func text(below head: ArticleHead) -> ArraySlice<TextLine> {
        lines[max(head.end, start)..<max(foot.start, head.end)]
      }
      var rest = text(below: head)
      if rest.joined.utf8.count < TextLayout.shortest {
        // What was taken for a standfirst may be the text, and the source be below it.
        let bare = ArticleHead(of: lines[start...], hasStandfirst: false)
        if bare.end < head.end { head = bare }
        rest = text(below: head)
      }
      isHeaded = head.title != nil || head.isProven
      isProven = head.isProven
      isHeadProven =
        head.title != nil && (head.source?.isNamed == true || !head.fields.isEmpty)
        || head.isProven && head.fields.count >= 2
      fields = head.allFields
      SourceLine.open(&fields)
      if head.source == nil, let (source, end) = Self.source(below: rest) {
        fields += source.fields
        rest = rest[..<end]
        isProven = true
      }
      fields += foot.fields
      body = head.isProven ? Self.withoutLabel(rest.joined) : rest.joined
    }

    /// An article whose day and headline are known.
    init(day: String, title: String, _ text: ArraySlice<TextLine>, line: Int) {
      self.line = line
      (isHeaded, isProven) = (true, true)
      fields = [
        RecordField("date", role: .published, rank: 90, value: .text(day)),
        RecordField("date_rule", .text("line")),
        RecordField("heading", role: .title, rank: 50, value: .text(title)),
      ]
      body = text.joined
    }

    /// The source in the last of `lines`, and where the text above it ends; of a list of sources, none.
    private static func source(
      below lines: ArraySlice<TextLine>
    ) -> (source: SourceLine, end: Int)? {
      guard let last = lines.lastIndex(where: { !$0.isBlank }),
        let source = SourceLine(lines[last].words),
        let above = lines[..<last].last(where: { !$0.isBlank }), SourceLine(above.words) == nil,
        above.text.utf8.count >= 40
      else { return nil }
      return (source, last)
    }

    // «Texte : Le pont ferme» below other fields begins with what it is.
    static func withoutLabel(_ body: String) -> String {
      guard let colon = body.utf8.prefix(40).firstIndex(of: UInt8(ascii: ":")),
        let label = body[..<colon].trimmed, !label.contains("\n"),
        FieldRole.guessed(label)?.role == .body
      else { return body }
      return body[body.utf8.index(after: colon)...].trimmed ?? ""
    }
  }

  /// The shortest text of an article, in bytes.
  private static let shortest = 80

  /// Tells what `lines` are.
  init(of lines: [TextLine]) {
    let ways = [
      Self.counted, Self.titledByDay, Self.separated, Self.headed, Self.paged, TextLayout.sourced,
      Self.dated,
    ]
    for way in ways {
      guard let parts = way(lines) else { continue }
      self = .many(parts)
      return
    }
    self = Self.doubt(lines).map(TextLayout.doubtful) ?? .one
  }

  // MARK: Ways in which articles are parted

  /// The texts below lines that count them: «Article 1 sur 3», «Document 2», «3/12», «[1]».
  private static func counted(_ lines: [TextLine]) -> [Part]? {
    var found: [Int] = []
    for at in lines.indices where TextCounter(lines[at].words)?.number == found.count + 1 {
      found.append(at)
    }
    guard let first = found.first, found.count >= 2, lines[..<first].allSatisfy(\.isBlank),
      let parts = parts(of: lines, between: found + [lines.count])
    else { return nil }
    // «[1]» alone also begins notes.
    let isBare = lines[first].words.contains { $0.isLetter || $0 == "/" } == false
    let proven = isBare ? parts.count(where: \.isProven) * 3 >= parts.count * 2 : true
    let long = parts.count { $0.body.utf8.count >= 60 }
    return parts.count == found.count && long == parts.count && proven ? parts : nil
  }

  /// The texts below lines of a day and a headline: «2023-05-09 - Le pont ferme».
  private static func titledByDay(_ lines: [TextLine]) -> [Part]? {
    var found: [(at: Int, day: String, title: String)] = []
    for at in lines.indices {
      guard lines[at].words.utf8.first.map({ $0 &- 0x30 < 10 }) == true, lines[at].isTitle,
        let line = lines[at].words.trimmed
      else { continue }
      let day = line.prefix { !$0.isWhitespace && $0 != ":" }
      let title = line.dropFirst(day.count).drop { " -–—:|\t".contains($0) }
      guard day.utf8.count == 10, title.count >= 3, PrintedDate.iso(String(day))?.iso == String(day)
      else { continue }
      found.append((at, String(day), String(title)))
    }
    guard found.count >= 2, lines[..<found[0].at].allSatisfy(\.isBlank) else { return nil }
    let parts = zip(found, found.dropFirst().map(\.at) + [lines.count]).map { head, end in
      Part(day: head.day, title: head.title, lines[(head.at + 1)..<end], line: head.at + 1)
    }
    return parts.allSatisfy { $0.body.utf8.count >= shortest } ? parts : nil
  }

  /// The texts between rows of signs: `=====`, `* * *`, `---`.
  ///
  /// Rules also part the sections of one article: only texts that begin as articles do are articles.
  private static func separated(_ lines: [TextLine]) -> [Part]? {
    let rules = lines.indices.filter { isRule(lines, $0) }
    guard !rules.isEmpty, let parts = parts(of: lines, between: [-1] + rules + [lines.count]),
      parts.count >= 2
    else { return nil }
    // Rules around a box or below headings stand closer together than articles are long.
    guard isMost(parts, { $0.body.utf8.count >= shortest }) else { return nil }
    let isLong =
      rules.count { lines[$0].text.utf8.count >= 5 && !lines[$0].text.contains(" ") } >= 2
    return isMost(parts, \.isProven) || isLong && isMost(parts, \.isHeaded) ? parts : nil
  }

  /// The texts below headings of the highest level whose headings have a source or fields beside them.
  private static func headed(_ lines: [TextLine]) -> [Part]? {
    for level in Set(lines.compactMap(\.level)).sorted() {
      if let parts = headed(lines, at: level) { return parts }
    }
    return nil
  }

  private static func headed(_ lines: [TextLine], at level: Int) -> [Part]? {
    var heads = lines.indices.filter { lines[$0].level == level && !lines[$0].isBlank }
    guard heads.count >= 2, !heads.allSatisfy({ isGroup(lines, $0) }) else { return nil }
    let above = lines[..<heads[0]].lastIndex { !$0.isBlank }
    // A day above the first heading, and nothing else: so it is above the others.
    if let above, lines[above].level == nil, SourceLine(lines[above].words) != nil {
      heads = heads.map { head in
        guard let day = lines[..<head].lastIndex(where: { !$0.isBlank }), lines[day].level == nil,
          SourceLine(lines[day].words) != nil
        else { return head }
        return day
      }
    }
    let parts = sections(lines, from: heads, level: level)
    let proven = zip(heads, parts.suffix(heads.count)).count { _, part in part.isProven }
    return proven >= 2 && proven * 3 >= heads.count * 2 ? parts : nil
  }

  /// True for a heading that names an outlet or a section: headings of articles come right below it.
  private static func isGroup(_ lines: [TextLine], _ at: Int) -> Bool {
    guard let level = lines[at].level, let next = lines[(at + 1)...].first(where: { !$0.isBlank }),
      let below = next.level
    else { return false }
    return below > level && SourceLine.isName(lines[at].words.trimmed ?? "", small: 0)
  }

  /// One article from each of `heads` to the next. Where headings of the level above part them, those name
  /// the outlet or the section of what is below.
  static func sections(_ lines: [TextLine], from heads: [Int], level: Int) -> [Part] {
    // Where the text above a heading ends, and the name that comes between.
    func end(_ lines: ArraySlice<TextLine>) -> (end: Int, group: String?) {
      var (end, group) = (lines.endIndex, String?.none)
      while let last = lines[..<end].lastIndex(where: { !$0.isBlank }),
        let above = lines[last].level,
        above < level
      {
        group = group ?? lines[last].words.trimmed
        end = last
      }
      return (end, group)
    }
    guard let first = heads.first else { return [] }
    let cover = end(lines[..<first])
    var (parts, groups) = ([Part](), [String?]())
    var group = cover.group
    for (from, to) in zip(heads, heads.dropFirst() + [lines.count]) {
      let section = to == lines.count ? (end: to, group: nil) : end(lines[from..<to])
      parts.append(Part(lines[from..<max(section.end, from + 1)]))
      groups.append(group)
      group = section.group ?? group
    }
    // One name above all articles is that of the document.
    if Set(groups).count < 2 { return with(lines[..<first], parts) }
    for (n, name) in groups.enumerated() { if let name { parts[n].add(group: name) } }
    return with(lines[..<cover.end], parts)
  }

  /// The articles below what is printed above the first one: titles belong to it, a text is an article of
  /// its own.
  private static func with(_ cover: ArraySlice<TextLine>, _ parts: [Part]) -> [Part] {
    var parts = parts
    if cover.contains(where: { !$0.isBlank && !$0.isTitle }) {
      parts.insert(Part(cover), at: 0)
    } else if let words = cover.joined.trimmed, !parts.isEmpty {
      parts[0].fields.append(RecordField("cover", role: nil, rank: 0, value: .text(words)))
    }
    return parts
  }

  /// The texts that begin on pages of their own.
  private static func paged(_ lines: [TextLine]) -> [Part]? {
    let starts = lines.indices.dropFirst().filter { lines[$0].startsPage }
    guard !starts.isEmpty,
      let parts = parts(of: lines, between: [-1] + starts.map { $0 - 1 } + [lines.count]),
      parts.count >= 2, isMost(parts, \.isProven),
      isMost(parts, { $0.body.utf8.count >= shortest })
    else { return nil }
    return parts
  }

  // The texts between the lines at `bounds`.
  private static func parts(of lines: [TextLine], between bounds: [Int]) -> [Part]? {
    zip(bounds, bounds.dropFirst()).compactMap { above, below in
      let inside = lines[(above + 1)..<max(below, above + 1)]
      return inside.allSatisfy(\.isBlank) ? nil : Part(inside)
    }
  }

  private static func isMost(_ parts: [Part], _ isSo: (Part) -> Bool) -> Bool {
    parts.count(where: isSo) * 10 >= parts.count * 8
  }

  // MARK: Days without any other mark

  /// The articles around lines that name a source and a day.
  private static func sourced(_ lines: [TextLine]) -> [Part]? {
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
  private static func dated(_ lines: [TextLine]) -> [Part]? {
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

  private static let marks: Set<String> = [
    "début", "debut", "fin", "begin", "beginning", "start", "end", "stop", "article", "document",
    "doc", "texte", "text", "item", "anfang", "ende", "of", "de", "du", "d", "l",
  ]

  /// True for a line between signs that says that an article begins or ends: «<<<DEBUT 1>>>»,
  /// «=== FIN ===».
  private static func isMark(_ line: Substring) -> Bool {
    guard line.utf8.count <= 60, let text = line.trimmed, let first = text.first,
      "<>=*#~+_-[{|".contains(first), text.prefix(while: { $0 == first }).count >= 3
    else { return false }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return !words.isEmpty && words.contains { Int($0) == nil }
      && words.allSatisfy { marks.contains(String($0)) || Int($0) != nil }
  }

  // Three and more equal signs, also with blanks between them.
  static func isRule(_ lines: [TextLine], _ at: Int) -> Bool {
    if isMark(lines[at].text) { return true }
    guard lines[at].text.utf8.count < 1000, let line = lines[at].text.trimmed,
      let first = line.first, "=_*-~#+.─—–═━•·⁂…".contains(first),
      line.allSatisfy({ $0 == first || $0.isWhitespace }),
      line.count(where: { $0 == first }) >= (first == "." ? 5 : first == "⁂" ? 1 : 3)
    else { return false }
    func isBlank(_ at: Int) -> Bool { !lines.indices.contains(at) || lines[at].isBlank }
    // A line below a short one between blank lines makes a heading of it.
    let isUnderline =
      !isBlank(at - 1) && lines[at - 1].text.utf8.count <= 120 && isBlank(at - 2) && isBlank(at + 1)
    return !isUnderline
  }
}

extension TextLayout.Part {
  /// Puts the name of the group in which the article stands where nothing else does.
  fileprivate mutating func add(group name: String) {
    let isOutlet =
      SourceLine.isName(name, small: 0) && SourceLine.beginsWithArticle(name)
      && !fields.contains { $0.role == .outlet }
    let role: FieldRole = isOutlet ? .outlet : .section
    fields.append(RecordField("group", role: role, rank: 95, value: .text(name)))
  }
}
