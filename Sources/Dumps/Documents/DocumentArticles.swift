import Press

/// A paragraph of an office document.
struct DocumentParagraph {
  var text: String
  /// 0 for the title of the document, 1 ... 9 for headings, nil for text.
  var level: Int?
  /// True when it begins in bold type, as headlines do.
  var isBold = false
  /// True when a page begins with it.
  var startsPage = false
}

/// Turns an office document into one article, or into as many as it contains.
struct DocumentArticles {
  let file: DumpFile
  let builder: RecordBuilder
  /// What the document says of itself.
  var properties: [RecordField] = []
  /// The title among the properties.
  var title: String?

  /// Hands the articles over.
  func give(_ content: DocumentContent, to yield: (Record) throws -> Void) throws {
    if content.records.isEmpty, !file.options.keepsWhole,
      try PressDatabase.read(content.paragraphs, of: file, to: yield)
    {
      return
    }
    for record in content.records { try builder.add(record + properties, at: file.nextOrigin()) }
    let beside = content.paragraphs.map(\.text).joined(separator: " ")
    if !content.records.isEmpty, beside.utf8.count < Self.shortestBeside {
      if !beside.isEmpty {
        let message = "beside the table of articles: «\(beside)»"
        try builder.warn(Warning(.passedOver, origin: file.origin(), message: message))
      }
      return try builder.finish()
    }
    let lines = TextLine.lines(of: content.paragraphs)
    switch layout(of: lines) {
    case .many(var parts):
      for n in parts.indices { parts[n].fields += properties }
      try TextLayout.give(parts, of: file, to: builder, hasLines: false)
    case .doubtful(let why):
      let origin = file.nextOrigin()
      try give(one: lines, at: origin, isDated: false)
      try builder.warn(TextLayout.doubt(why, at: origin))
    case .one: try give(one: lines, at: file.nextOrigin())
    }
    try builder.finish()
  }

  /// Less text beside a table of articles is its heading, in bytes.
  private static let shortestBeside = 300

  private func layout(of lines: [TextLine]) -> TextLayout {
    if file.options.keepsWhole { return .one }
    guard let asked = file.options.record.flatMap(WordDocument.level) else {
      return TextLayout(of: lines)
    }
    let heads = lines.indices.filter { lines[$0].level == asked }
    file.isSplitAsAsked = !heads.isEmpty
    return heads.isEmpty ? .one : .many(TextLayout.sections(lines, from: heads, level: asked))
  }

  /// Says how many footnotes and comments were left out: they are no part of the text.
  func tell(notes: Int, to yield: (Record) throws -> Void) throws {
    guard notes > 0 else { return }
    let message =
      "\(notes == 1 ? "1 footnote or comment was" : "\(notes) footnotes and comments were") not read"
    try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
  }

  private func give(one lines: [TextLine], at origin: Origin, isDated: Bool = true) throws {
    let whole = TextLayout.Part(lines[...])
    let hasHead = isDated && (whole.isProven || lines.first?.level != nil)
    var fields = hasHead ? whole.fields : []
    let body = hasHead ? whole.body : lines[...].joined
    if let title, !fields.contains(where: { $0.role == .title }) {
      fields.append(RecordField("heading", role: .title, rank: 50, value: .text(title)))
    }
    if isDated, !fields.contains(where: { $0.role == .published }),
      let day = FileDate(file)
    {
      fields += day.fields
    }
    fields += properties
    if body.isEmpty, !file.options.allowEmptyBody {
      return try Array((lines.first?.text ?? "").utf8).withUnsafeBytes {
        try builder.reject(origin, "there is no text below the heading", excerpt: $0)
      }
    }
    try builder.add(fields, body: body, at: origin)
  }
}
