import Press

/// A paragraph of an office document.
struct DocumentParagraph {
  var text: String
  /// 0 for the title of the document, 1 ... 9 for headings, nil for text.
  var level: Int?
  /// The heading above the one that begins an article: an outlet or a section.
  var above: String?
}

/// Turns an office document into one article, or into as many as it has headings.
struct DocumentArticles {
  let file: DumpFile
  let builder: RecordBuilder
  /// What the document says of itself.
  var properties: [RecordField] = []
  /// The title among the properties.
  var title: String?

  /// Hands the articles over.
  func give(_ paragraphs: [DocumentParagraph], to yield: (Record) throws -> Void) throws {
    if let sections = sections(of: paragraphs) {
      for section in sections { try give(one: section, isSection: true) }
    } else {
      try give(unheaded: paragraphs, to: yield)
    }
    try builder.finish()
  }

  // Without headings that part articles, lines do as in a plain text.
  private func give(
    unheaded paragraphs: [DocumentParagraph], to yield: (Record) throws -> Void
  ) throws {
    let text = paragraphs.map(\.text).joined(separator: "\n")
    if EuropresseLines.isExport(text) {
      for (_, article) in EuropresseLines.articles(in: text) {
        var article = article
        article.origin = file.nextOrigin()
        try file.give(article, without: "no text found below the title", to: yield)
      }
      return
    }
    if paragraphs.contains(where: { FactivaParagraphs.number($0.text) != nil }) {
      let plain = paragraphs.map { RTFText.Paragraph(text: $0.text, isBold: $0.level != nil) }
      return try FactivaParagraphs.read(plain, file, yield)
    }
    switch file.options.record == nil ? PlainText.layout(of: text) : .one {
    case .one: try give(one: paragraphs, isSection: false)
    case .doubtful(let why):
      try give(one: paragraphs, isSection: false)
      try warn("\(why): is it several articles? It is stored as one")
    case .many(let parts):
      try warn("looks like \(parts.count) articles and was split; --record h1 splits at headings")
      for part in parts { try PlainText.add(part, at: file.nextOrigin(), file, builder) }
    }
  }

  private func warn(_ message: String) throws {
    try builder.warn(Warning(.shape, origin: file.origin(), message: message))
  }

  /// Says how many footnotes and comments were left out: they are no part of the text.
  func tell(notes: Int, to yield: (Record) throws -> Void) throws {
    guard notes > 0 else { return }
    let message =
      "\(notes == 1 ? "1 footnote or comment was" : "\(notes) footnotes and comments were") not read"
    try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
  }

  // MARK: Splitting

  /// The articles of a document that contains several; nil when it is one.
  func sections(of paragraphs: [DocumentParagraph]) -> [[DocumentParagraph]]? {
    let levels = paragraphs.compactMap(\.level).filter { $0 > 0 }
    if let asked = file.options.record.flatMap(Self.level) {
      guard levels.contains(asked) else { return nil }
      return Self.split(paragraphs, at: asked)
    }
    // The first level that repeats and whose headings have days below them.
    for level in Set(levels).sorted() where levels.count(where: { $0 == level }) >= 2 {
      let sections = Self.split(paragraphs, at: level)
      let headed = sections.filter { $0.first?.level == level }
      // A heading right above another one names what the articles below have in common.
      let outer = headed.count { $0.dropFirst().first?.level.map { $0 > level } ?? false }
      if outer * 3 >= headed.count * 2 { continue }
      let dated = headed.count { Self.isDated($0.dropFirst()) }
      if dated * 3 >= headed.count * 2 { return sections }
    }
    return nil
  }

  /// True when a day is in one of the first paragraphs, or in fields above the text.
  private static func isDated(_ paragraphs: ArraySlice<DocumentParagraph>) -> Bool {
    paragraphs.prefix(3).contains { SourceLine($0.text) != nil }
      || header(of: paragraphs).fields.contains { $0.role == .published }
  }

  /// 2 for `h2`, `heading2` and `2`.
  private static func level(_ name: String) -> Int? {
    guard let last = name.last, let level = last.wholeNumberValue, (1...9).contains(level) else {
      return nil
    }
    let stem = name.dropLast().lowercased()
    return ["", "h", "heading", "titre", "überschrift"].contains(stem) ? level : nil
  }

  private static func split(
    _ paragraphs: [DocumentParagraph], at level: Int
  ) -> [[DocumentParagraph]] {
    var sections: [[DocumentParagraph]] = [[]]
    // One heading above all of them is the title of the document.
    let isGrouped = paragraphs.count { $0.level.map { $0 > 0 && $0 < level } ?? false } >= 2
    var outer: DocumentParagraph?
    for paragraph in paragraphs {
      if paragraph.level == level {
        var above: [DocumentParagraph] = []
        // A day right above a heading is that of the article below.
        if let last = sections[sections.count - 1].last, last.level == nil,
          PlainText.isDay(last.text[...])
        {
          above = [sections[sections.count - 1].removeLast()]
        }
        sections.append([paragraph] + above)
        sections[sections.count - 1][0].above = outer?.text
        continue
      }
      if isGrouped, let own = paragraph.level, own > 0, own < level {
        outer = paragraph
        continue
      }
      sections[sections.count - 1].append(paragraph)
    }
    // What stands above the first heading is a cover, unless it has a text.
    if sections[0].allSatisfy({ $0.level != nil }) { sections.removeFirst() }
    return sections
  }

  // MARK: Articles

  private func give(one paragraphs: [DocumentParagraph], isSection: Bool) throws {
    var fields: [RecordField] = []
    var rest = paragraphs[...]
    var heading: String?
    if let first = rest.first, first.level != nil {
      heading = first.text
      rest = rest.dropFirst()
      if let above = first.above {
        let role: FieldRole = Self.sections.contains(above.lowercased()) ? .section : .outlet
        fields.append(RecordField("heading_above", role: role, rank: 95, value: .text(above)))
      }
    }
    let (header, count) = Self.header(of: rest)
    fields += header
    rest = rest.dropFirst(count)
    if !fields.contains(where: { $0.role == .published }) { Self.takeDateLine(of: &rest, &fields) }
    if !fields.contains(where: { $0.role == .authors }) { Self.takeByline(of: &rest, &fields) }
    let body = rest.map(\.text).joined(separator: "\n\n")
    if let title = heading ?? (isSection ? nil : title) {
      fields.append(RecordField("heading", role: .title, rank: 50, value: .text(title)))
    }
    if !isSection, !fields.contains(where: { $0.role == .published }),
      let day = PlainText.date(in: file)
    {
      fields.append(RecordField("date", role: .published, rank: 99, value: .text(day)))
      fields.append(RecordField("date_rule", .text("file name")))
    }
    fields += properties
    let origin = file.nextOrigin()
    if body.trimmed == nil, !file.options.allowEmptyBody {
      let excerpt = Array((heading ?? "").utf8)
      return try excerpt.withUnsafeBytes {
        try builder.reject(origin, "there is no text below the heading", excerpt: $0)
      }
    }
    try builder.add(fields, body: FieldText.trimmed(body), at: origin)
  }

  /// Fields in the first paragraphs («Date : …»), and how many paragraphs contain them.
  private static func header(
    of paragraphs: ArraySlice<DocumentParagraph>
  ) -> (fields: [RecordField], count: Int) {
    let first = paragraphs.prefix(12).prefix { $0.level == nil }
    let header = TextHeader(of: first.map(\.text).joined(separator: "\n") + "\n\n")
    var (count, end) = (0, 0)
    for paragraph in first {
      end += paragraph.text.utf8.count + 1
      guard end <= header.end else { break }
      count += 1
    }
    return count > 0 ? (header.fields, count) : ([], 0)
  }

  /// Headings that name a section and no outlet.
  private static let sections: Set<String> = [
    "politique", "économie", "société", "international", "monde", "france", "culture", "sport",
    "sports", "région", "régions", "opinions", "débats", "sciences", "santé", "environnement",
    "politics", "economy", "business", "world", "opinion", "science", "health", "national", "local",
  ]

  private static func takeDateLine(
    of paragraphs: inout ArraySlice<DocumentParagraph>, _ fields: inout [RecordField]
  ) {
    for (at, paragraph) in zip(paragraphs.indices, paragraphs).prefix(3) {
      guard paragraph.level == nil, let line = SourceLine(paragraph.text) else { continue }
      fields.append(RecordField("date", role: .published, rank: 90, value: .text(line.date.iso)))
      fields.append(RecordField("date_line", role: nil, rank: 0, value: .text(paragraph.text)))
      if let outlet = line.outlet {
        fields.append(RecordField("outlet", role: .outlet, rank: 90, value: .text(outlet)))
      }
      paragraphs.remove(at: at)
      return
    }
  }

  private static func takeByline(
    of paragraphs: inout ArraySlice<DocumentParagraph>, _ fields: inout [RecordField]
  ) {
    for (at, paragraph) in zip(paragraphs.indices, paragraphs).prefix(2) {
      guard paragraph.level == nil, let authors = Byline.authors(paragraph.text) else { continue }
      let names = Metadata.list(authors.map(Metadata.text))
      fields.append(RecordField("authors", role: .authors, rank: 90, value: names))
      paragraphs.remove(at: at)
      return
    }
  }
}
