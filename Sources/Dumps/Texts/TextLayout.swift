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
  static let shortest = 80

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
  static func with(_ cover: ArraySlice<TextLine>, _ parts: [Part]) -> [Part] {
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
  static func parts(of lines: [TextLine], between bounds: [Int]) -> [Part]? {
    zip(bounds, bounds.dropFirst()).compactMap { above, below in
      let inside = lines[(above + 1)..<max(below, above + 1)]
      return inside.allSatisfy(\.isBlank) ? nil : Part(inside)
    }
  }

  static func isMost(_ parts: [Part], _ isSo: (Part) -> Bool) -> Bool {
    parts.count(where: isSo) * 10 >= parts.count * 8
  }

  // MARK: Lines of signs

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
