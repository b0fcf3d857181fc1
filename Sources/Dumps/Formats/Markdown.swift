import Press

/// Notes and pages of site builders: Markdown, or HTML, with fields above the text.
struct Markdown: DumpFormat {
  let name = "markdown"
  let summary =
    "Markdown, also HTML, with front matter (Obsidian, Jekyll, Hugo) or without: one article a file"

  func recognise(_ head: Head) -> Recognition? {
    let start = head.bytes.drop { $0 <= 32 }
    if start.starts(with: Array("---".utf8)) || start.starts(with: Array("+++".utf8)) {
      let text = head.bytes.withUnsafeBytes { DecodedText($0).text }
      guard let matter = FrontMatter(text) else { return nil }
      let names = matter.fields.prefix(6).map(\.name).joined(separator: ", ")
      return Recognition(.marker, because: "front matter: \(names)")
    }
    let name = head.name.lowercased()
    guard [".md", ".markdown", ".mdown", ".mkd"].contains(where: { name.hasSuffix($0) }),
      !UnsupportedFile.isBinary(head.bytes), start.first != UInt8(ascii: "<")
    else { return nil }
    if start.first == UInt8(ascii: "{"),
      let matter = FrontMatter(head.bytes.withUnsafeBytes { DecodedText($0).text })
    {
      let names = matter.fields.prefix(6).map(\.name).joined(separator: ", ")
      return Recognition(.marker, because: "front matter in JSON: \(names)")
    }
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
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      let parts = Self.documents(in: text)
      var line = 1
      for part in parts {
        let origin = file.nextOrigin(
          line: line, bytes: parts.count == 1 ? 0..<bytes.count : nil)
        line += part.utf8.count { $0 == 10 }
        if parts.count > 1 || FrontMatter(part) != nil {
          try Self.add(part, at: origin, file, builder)
        } else if try !Self.addSections(of: part, file, builder, to: yield) {
          try Self.add(part, at: origin, file, builder)
        }
      }
      try builder.finish()
    }
  }

  /// The texts of a file in which each has front matter with the key that the first begins with.
  private static func documents(in text: String) -> [String] {
    guard text.utf8.first(where: { $0 > 32 }) == UInt8(ascii: "-"),
      let key = FrontMatter(text)?.fields.first?.name
    else { return [text] }
    let lines = text.textLines
    var starts = [0]
    for at in lines.indices.dropFirst() where lines[at].trimmed == "---" {
      guard at > (starts.last ?? 0) + 1, at + 1 < lines.count,
        lines[at + 1].hasPrefix(key + ":"),
        FrontMatter(lines[at...].prefix(80).joined(separator: "\n")) != nil
      else { continue }
      starts.append(at)
    }
    let ends = starts.dropFirst() + [lines.count]
    return zip(starts, ends).map { lines[$0..<$1].joined(separator: "\n") + "\n" }
  }

  /// Gives one article a heading where days stand below headings; false for one article.
  private static func addSections(
    of text: String, _ file: DumpFile, _ builder: RecordBuilder, to yield: (Record) throws -> Void
  ) throws -> Bool {
    guard !isHTML(text) else { return false }
    let articles = DocumentArticles(file: file, builder: builder)
    let blocks = MarkdownText(text).blocks
    guard articles.sections(of: blocks) != nil else { return false }
    try articles.give(blocks, to: yield)
    return true
  }

  private static func add(
    _ text: String, at origin: Origin, _ file: DumpFile, _ builder: RecordBuilder
  ) throws {
    let matter = FrontMatter(text)
    let rest = String(text.utf8.dropFirst(matter?.end ?? 0)) ?? text
    var fields = (matter?.fields ?? []).map {
      RecordField($0.name, $0.value, map: file.options.fieldMap)
    }
    // When a note was made says nothing about its article.
    for i in fields.indices
    where ["created", "modified", "updated", "clipped"].contains(fields[i].name.lowercased())
      && fields[i].rank >= 0
    {
      fields[i].role = nil
    }
    let body: String
    if isHTML(rest) {
      body = BodyText.paragraphs(ofHTML: rest)
    } else {
      let markdown = MarkdownText(rest)
      body = markdown.text
      if let title = markdown.title {
        fields.append(RecordField("heading", role: .title, rank: 60, value: .text(title)))
      }
      if !markdown.captions.isEmpty {
        let captions = Metadata.list(markdown.captions.map(Metadata.text))
        fields.append(RecordField("captions", role: nil, rank: 0, value: captions))
      }
    }
    if !fields.contains(where: { $0.role == .published }), let day = PlainText.date(in: file) {
      fields.append(RecordField("date", role: .published, rank: 99, value: .text(day)))
      fields.append(RecordField("date_rule", .text("file name")))
    }
    try builder.add(fields, body: body, at: origin)
  }

  // HTML begins with a tag and closes a paragraph somewhere.
  private static func isHTML(_ text: String) -> Bool {
    guard text.utf8.first(where: { $0 > 32 }) == UInt8(ascii: "<") else { return false }
    return BodyText.looksLikeHTML(text)
  }
}
