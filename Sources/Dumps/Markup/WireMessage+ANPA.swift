import Press

/// What a message of ANPA 1312 says.
extension WireMessage {
  mutating func readANPA(_ header: ANPAHeader, _ lines: [Substring]) {
    article.externalID = header.id
    var (heads, body, kept) = ([String](), [String](), lines[...])
    // Both lines of the header.
    for _ in 0..<2 {
      while let line = kept.popFirst(), line.trimmed(Self.furniture) == nil {}
    }
    for raw in kept {
      let line = Self.withoutControls(raw)
      guard let text = line.trimmed else {
        if !body.isEmpty { body.append("") }
        continue
      }
      if takeANPATime(text) { continue }
      if text.hasPrefix("^") {
        for part in text.split(separator: "^") {
          guard let part = String(part).trimmed else { continue }
          if body.isEmpty {
            heads.append(part)
          } else {
            body += ["", Self.withoutMarks(part), ""]
          }
        }
      } else {
        if !Self.isIndented(line), heads.count > 0, body.isEmpty { body.append("") }
        body.append((Self.isIndented(line) ? "   " : "") + Self.withoutMarks(text))
      }
    }
    var rest = readANPAHeads(heads)
    if !body.contains(where: { $0.trimmed != nil }) {
      body = rest.flatMap { [$0, ""] }
      rest = []
    }
    article.body = AgencyText.paragraphs(body)
    readDateline()
    article.keep("slug", .text(header.slug))
    article.keep("version", header.version.map(Metadata.text))
    article.keep("summary", rest.isEmpty ? nil : .text(rest.joined(separator: "\n")))
    article.keep("urgency", .text(header.priority))
    article.keep("category", .text(header.category))
    article.keep("words", header.words.flatMap { $0.isEmpty ? nil : .number($0) })
    article.keep("filed", .text(header.filed))
    article.keep("selector", .text(header.selector))
  }

  /// Slug, headline, notes, byline. - Returns: what none of them is: a summary, or the text.
  mutating func readANPAHeads(_ heads: [String]) -> [String] {
    var rest: [String] = []
    var (notes, media) = ([String](), [String]())
    var hasByline = false
    for (n, head) in heads.enumerated() {
      let text = Self.withoutMarks(head)
      let lower = text.lowercased()
      if text.isEmpty || n == 0 && text.hasPrefix("*") { continue }
      if !hasByline, article.title == nil, Self.isSlug(text) {
        article.keep("slug_printed", .text(text))
      } else if lower.hasPrefix("eds:") || lower.hasPrefix("editor") || lower.hasPrefix("(eds:") {
        notes.append(text)
      } else if Self.isMedia(lower) {
        media.append(text)
      } else if head.hasSuffix("="), lower.hasPrefix("by ") {
        hasByline = true
        article.authors += AgencyText.people(text)
      } else if head.hasSuffix("="), hasByline {
        article.keep("byline_title", .text(text))
      } else if article.title == nil {
        article.title = text
      } else {
        rest.append(text)
      }
    }
    article.keep("editorial_note", notes.isEmpty ? nil : .text(notes.joined(separator: "\n")))
    article.keep("media", media.isEmpty ? nil : .text(media.joined(separator: "\n")))
    return rest
  }

  // «ap photo nx101»: an agency, a kind of picture.
  static func isMedia(_ text: String) -> Bool {
    let words = text.split(separator: " ").prefix(2)
    return words.count == 2 && words[0].count <= 4
      && ["photo", "photos", "video", "videos", "graphic", "graphics"].contains(
        words[1].prefix { $0.isLetter })
  }

  // «BC-LT--Argentina-Cancer Beauty,466»: a cycle, a hyphen, and mostly a number of words.
  static func isSlug(_ text: String) -> Bool {
    let cycle = text.prefix(3)
    return cycle.count == 3 && cycle.hasSuffix("-")
      && cycle.dropLast().allSatisfy { $0.isASCII && $0.isUppercase }
  }

  static func withoutMarks(_ text: String) -> String {
    var text = text[...]
    while let last = text.last, "<=^".contains(last) || last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// «AP-WF-02-20-16 0337GMT»: agency, desk, month, day, year, time.
  mutating func takeANPATime(_ line: String) -> Bool {
    let parts = Self.withoutMarks(line).split(separator: " ")
    guard parts.count == 2 || parts.count == 3 else { return false }
    let day = parts[0].split(separator: "-")
    let clock = parts[1].prefix { $0.isASCIIDigit }
    let name = (String(parts[1].dropFirst(clock.count)) + (parts.count == 3 ? parts[2] : ""))
      .lowercased()
    guard day.count == 5, clock.count == 4, day[0].allSatisfy(\.isLetter), let month = Int(day[2]),
      (1...12).contains(month), let number = Int(day[3]), let year = Int(day[4]),
      let time = Int(clock)
    else { return false }
    let zone = DateWords.zones[name].map { PrintedDate.zone(minutes: $0) } ?? ""
    guard
      let date = Self.date(year, month, number, time / 100, time % 100, zone, printed: line)
    else { return false }
    article.published = date
    article.outlet = String(day[0])
    return true
  }
}
