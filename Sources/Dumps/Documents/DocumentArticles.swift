import Press

/// A paragraph of an office document.
struct DocumentParagraph {
  var text: String
  /// 0 for the title of the document, 1 ... 9 for headings, nil for text.
  var level: Int?
  /// True when a page begins with it.
  var startsPage = false
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
    guard let sections = sections(of: paragraphs) else {
      try give(one: paragraphs, isSection: false)
      return try builder.finish()
    }
    for section in sections { try give(one: section, isSection: true) }
    try builder.finish()
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
  private func sections(of paragraphs: [DocumentParagraph]) -> [[DocumentParagraph]]? {
    let levels = paragraphs.compactMap(\.level).filter { $0 > 0 }
    if let asked = file.options.record.flatMap(Self.level) {
      guard levels.contains(asked) else { return nil }
      return Self.split(paragraphs, at: asked)
    }
    // The first level that repeats; its headings begin articles when days stand below them.
    guard
      let level = Set(levels).sorted().first(where: { level in
        levels.count { $0 == level } >= 2
      })
    else { return nil }
    let sections = Self.split(paragraphs, at: level)
    let headed = sections.filter { $0.first?.level == level }
    let dated = headed.count { section in
      section.dropFirst().prefix(3).contains { Self.dateLine($0.text) != nil }
    }
    return dated * 3 >= headed.count * 2 ? sections : nil
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
    for paragraph in paragraphs {
      if paragraph.level == level { sections.append([]) }
      sections[sections.count - 1].append(paragraph)
    }
    // What stands above the first heading is a cover, unless it has a text.
    if sections[0].allSatisfy({ $0.level != nil }) { sections.removeFirst() }
    return sections
  }

  /// A line that is a day, perhaps after an outlet and before a page: «Le Phare, 9 mai 2023, p. 4».
  private static func dateLine(_ line: String) -> (outlet: String?, date: String)? {
    guard line.utf8.count <= 150, !line.contains("\n"), let found = PrintedDate.first(in: line),
      found.date.iso.utf8.count >= 10, found.after.utf8.count <= 60, !line.hasSuffix(".")
    else { return nil }
    let before = found.before.trimmed?.trimmingSigns ?? ""
    guard before.utf8.count <= 80, before.split(separator: " ").count <= 8 else { return nil }
    // «le 9 mai» belongs to a sentence, a name begins with a capital.
    guard before.isEmpty || before.first?.isUppercase == true else { return nil }
    let label = before.lowercased()
    let isLabel = ["date", "publié", "publié le", "published", "published on", "paru le"]
      .contains(label)
    return (before.isEmpty || isLabel ? nil : before, found.date.iso)
  }

  // MARK: Articles

  private func give(one paragraphs: [DocumentParagraph], isSection: Bool) throws {
    var fields: [RecordField] = []
    var rest = paragraphs[...]
    var heading: String?
    if let first = rest.first, first.level != nil {
      heading = first.text
      rest = rest.dropFirst()
    }
    let (header, count) = Self.header(of: rest)
    fields += header
    rest = rest.dropFirst(count)
    var body = rest.map(\.text).joined(separator: "\n\n")
    if !fields.contains(where: { $0.role == .published }) {
      readDateLine(of: rest, &fields, &body)
    }
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

  private func readDateLine(
    of paragraphs: ArraySlice<DocumentParagraph>, _ fields: inout [RecordField],
    _ body: inout String
  ) {
    for (n, paragraph) in paragraphs.prefix(3).enumerated() {
      guard paragraph.level == nil, let (outlet, date) = Self.dateLine(paragraph.text) else {
        continue
      }
      fields.append(RecordField("date", role: .published, rank: 90, value: .text(date)))
      fields.append(RecordField("date_line", role: nil, rank: 0, value: .text(paragraph.text)))
      if let outlet {
        fields.append(RecordField("outlet", role: .outlet, rank: 90, value: .text(outlet)))
      }
      var kept = Array(paragraphs)
      kept.remove(at: n)
      body = kept.map(\.text).joined(separator: "\n\n")
      return
    }
  }
}

extension String {
  /// Without commas, dashes and the like at its end.
  fileprivate var trimmingSigns: String {
    var text = self[...]
    while let last = text.last, ",;:–—-·| ".contains(last) { text.removeLast() }
    return String(text)
  }
}
