import Press

/// Notes and pages of site builders: Markdown, or HTML, with fields above the text.
struct Markdown: DumpFormat {
  let name = "markdown"
  let summary =
    "Markdown, also HTML, with front matter (Obsidian, Jekyll, Hugo) or without; several articles "
    + "below headings with a source, or below headers of their own"

  func recognise(_ head: Head) -> Recognition? {
    let start = head.bytes.drop { $0 <= 32 }
    let fences = ["---", "+++", "% ", "{"]
    if fences.contains(where: { start.starts(with: Array($0.utf8)) }) {
      let text = head.bytes.withUnsafeBytes { DecodedText($0).text }
      guard let matter = FrontMatter(text), start.first != 0x7B || matter.isOfArticle else {
        return nil
      }
      let names = matter.fields.prefix(6).map(\.name).joined(separator: ", ")
      return Recognition(.marker, because: "front matter: \(names)")
    }
    let name = head.name.lowercased()
    guard [".md", ".markdown", ".mdown", ".mkd"].contains(where: { name.hasSuffix($0) }),
      !UnsupportedFile.isBinary(head.bytes), start.first != UInt8(ascii: "<")
    else { return nil }
    let text = head.bytes.prefix(16_384).withUnsafeBytes { DecodedText($0).text }
    let signs = ["](", "**", "\n# ", "\n## ", "![", "\n> "].filter { text.range(of: $0) != nil }
    guard !signs.isEmpty || text.hasPrefix("# ") else { return nil }
    return Recognition(.marker, because: "signs of Markdown in a file named like it")
  }

  /// True when fields stand above the text.
  static func hasFrontMatter(_ head: Head) -> Bool {
    FrontMatter(head.bytes.withUnsafeBytes { DecodedText($0).text }) != nil
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes(limit: file.options.limits.record)
    let text = bytes.withUnsafeBytes { file.decode($0) }
    let notes = Self.notes(in: text)
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      if notes.count > 1 {
        for note in notes {
          try Self.add(note, [], at: file.nextOrigin(line: note.line), file, builder)
        }
      } else {
        try Self.read(notes[0], bytes.count, file, builder)
      }
      try builder.finish()
    }
  }

  /// A text with the fields above it.
  private struct Note {
    var matter: FrontMatter?
    var text: String
    /// Its first line in the file, from 1.
    var line = 1
  }

  /// The texts of a file: one, or as many as there are headers of two known keys between fences.
  private static func notes(in text: String) -> [Note] {
    guard let matter = FrontMatter(text) else { return [Note(text: text)] }
    var notes = [Note(matter: matter, text: "")]
    var (from, line, start) = (matter.end, 1, text.utf8.startIndex)
    func close(_ end: Int) {
      let bytes = text.utf8
      let low = bytes.index(bytes.startIndex, offsetBy: from)
      notes[notes.count - 1].text = String(text[low..<bytes.index(bytes.startIndex, offsetBy: end)])
    }
    var offset = 0
    while let end = text.utf8[start...].firstIndex(of: 10) {
      let mark = text[start..<end]
      if offset >= from, mark.trimmed == "---" || mark.trimmed == "+++",
        let next = FrontMatter(String(text[start...].utf8.prefix(16 << 10)) ?? ""), next.isOfArticle
      {
        close(offset)
        notes.append(Note(matter: next, text: "", line: line))
        from = offset + next.end
      }
      line += 1
      let after = text.utf8.index(after: end)
      offset += text.utf8.distance(from: start, to: after)
      start = after
    }
    close(text.utf8.count)
    return notes
  }

  /// One note, or as many articles as it has headings with a source or fields below them.
  private static func read(
    _ note: Note, _ size: Int, _ file: DumpFile, _ builder: RecordBuilder
  ) throws {
    let origin = file.nextOrigin(line: 1, bytes: 0..<size)
    guard note.matter == nil, !isHTML(note.text) else {
      return try add(note, [], at: origin, file, builder)
    }
    let lines = TextLine.lines(ofMarkdown: note.text)
    switch file.options.keepsWhole ? .one : TextLayout(of: lines) {
    case .many(var parts):
      for n in parts.indices { parts[n].body = MarkdownText(parts[n].body).text }
      try TextLayout.give(parts, of: file, to: builder, first: origin)
    case .doubtful(let why):
      try add(note, [], at: origin, file, builder)
      try builder.warn(TextLayout.doubt(why, at: origin))
    case .one:
      let whole = TextLayout.Part(lines[...])
      guard whole.isHeadProven else { return try add(note, [], at: origin, file, builder) }
      try add(Note(text: whole.body), whole.fields, at: origin, file, builder)
    }
  }

  private static func add(
    _ note: Note, _ head: [RecordField], at origin: Origin, _ file: DumpFile,
    _ builder: RecordBuilder
  ) throws {
    var fields = head + (note.matter?.fields ?? []).map { field(of: $0, file.options.fieldMap) }
    let body: String
    if isHTML(note.text) {
      body = BodyText.paragraphs(ofHTML: note.text)
    } else {
      let markdown = MarkdownText(note.text)
      body = markdown.text
      if let title = markdown.title {
        fields.append(RecordField("heading", role: .title, rank: 60, value: .text(title)))
      }
      if !markdown.captions.isEmpty {
        let captions = Metadata.list(markdown.captions.map(Metadata.text))
        fields.append(RecordField("captions", role: nil, rank: 0, value: captions))
      }
    }
    if !fields.contains(where: { $0.role == .published }), let day = FileDate(file) {
      fields += day.fields
    }
    try builder.add(fields, body: body, at: origin)
  }

  private static func field(of field: Metadata.Field, _ map: [String: String]) -> RecordField {
    var found = RecordField(field.name, field.value, map: map)
    // Hugo keeps what a site adds below `params`.
    if found.role == nil, field.name.hasPrefix("params."),
      let role = FieldRole.role(of: String(field.name.dropFirst("params.".count)), map: map)
    {
      (found.role, found.rank) = role
    }
    // When a note was made says nothing about its article.
    if ["created", "modified", "updated", "clipped"].contains(field.name.lowercased()),
      found.rank >= 0
    {
      found.role = nil
    }
    return found
  }

  // HTML begins with a tag and closes a paragraph somewhere.
  private static func isHTML(_ text: String) -> Bool {
    guard text.utf8.first(where: { $0 > 32 }) == UInt8(ascii: "<") else { return false }
    return BodyText.looksLikeHTML(text)
  }
}
