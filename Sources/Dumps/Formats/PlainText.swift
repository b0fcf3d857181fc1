import Press

/// Plain text: one article a file, with or without a header of fields, or many with a header each.
struct PlainText: DumpFormat {
  let name = "text"
  let summary =
    "one article a file, after a header of fields (date, source…) if any, or several that headings, "
    + "rules, counters, sources with days or fields part; Factiva, Nexis Uni and Europresse as they "
    + "are copied"

  func recognise(_ head: Head) -> Recognition? {
    if UnsupportedFile.isBinary(head.bytes) { return nil }
    let names = Self.header(head).fields.map(\.name)
    return Recognition(
      .fallback,
      because: names.isEmpty
        ? "text, and of no other format"
        : "text with a header: \(names.prefix(6).joined(separator: ", "))")
  }

  /// True when the text begins with fields of an article.
  static func hasHeader(_ head: Head) -> Bool { !header(head).fields.isEmpty }

  private static func header(_ head: Head) -> TextHeader {
    TextHeader(of: head.bytes.prefix(4096).withUnsafeBytes { DecodedText($0).text })
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes(limit: file.options.limits.record)
    let origin = file.nextOrigin(line: 1, bytes: 0..<bytes.count)
    if file.options.bare {
      let text = bytes.withUnsafeBytes { file.decode($0) }
      return try yield(.article(Article(origin: origin, body: text)))
    }
    let text = bytes.withUnsafeBytes { file.decode($0) }
    if let binary = Self.binary(bytes) {
      return try yield(
        .reject(Reject(origin: origin, reason: binary, excerpt: String(text.prefix(200)))))
    }
    if file.options.format != "text", !file.options.keepsWhole, PressDatabase.isExport(text) {
      let lines = text.textLines.compactMap(\.trimmed).map { DocumentParagraph(text: $0) }
      if try PressDatabase.read(lines, of: file, to: yield) { return }
    }
    let articles = Self.articles(in: text)
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      if articles.count == 1 {
        try Self.addWhole(text, at: origin, file, builder)
      } else {
        var line = 1
        for (i, article) in articles.enumerated() {
          var place = i == 0 ? origin : file.nextOrigin()
          // Bytes are those of the decoded text, which need not be those of the file.
          place.bytes = nil
          place.line = line
          line += article.utf8.count { $0 == 10 }
          try Self.add(article, at: place, file, builder)
        }
      }
      try builder.finish()
    }
  }

  /// A text without the header of another one inside: one article, or several without headers.
  private static func addWhole(
    _ text: String, at origin: Origin, _ file: DumpFile, _ builder: RecordBuilder
  ) throws {
    let lines = TextLine.lines(of: text)
    let isWhole = file.options.format == "text" || file.options.keepsWhole
    switch isWhole ? .one : TextLayout(of: lines) {
    case .one:
      let whole = TextLayout.Part(lines[...])
      if whole.isHeadProven, TextHeader(of: text).fields.isEmpty {
        // A headline with its source or its fields below.
        try builder.add(whole.fields, body: whole.body, at: origin)
      } else {
        try add(text[...], at: origin, file, builder, fileDate: FileDate(file))
      }
      if text.utf8.count > longest {
        try builder.warn(
          Warning(
            .shape, origin: origin,
            message: "one article of \(text.utf8.count) bytes; is it several in one file?"))
      }
    case .doubtful(let why):
      try add(text[...], at: origin, file, builder, hasDays: true)
      try builder.warn(TextLayout.doubt(why, at: origin))
    case .many(let parts):
      try TextLayout.give(parts, of: file, to: builder, first: origin)
    }
  }

  /// Longer texts are rarely one article, in bytes.
  private static let longest = 400_000

  /// What to say of a text that turns into binary data; nil for a text.
  private static func binary(_ bytes: [UInt8]) -> String? {
    let controls = bytes.count { $0 < 9 || (14..<32).contains($0) && $0 != 0x1B || $0 == 0x7F }
    guard controls > 100, controls * 50 > bytes.count else { return nil }
    return
      "contains \(controls) control characters: it is binary data, or text with such data in it; if "
      + "it contains articles, say in what --input-format, or convert it first"
  }

  private static func add(
    _ text: Substring, at origin: Origin, _ file: DumpFile, _ builder: RecordBuilder,
    fileDate: FileDate? = nil, hasDays: Bool = false
  ) throws {
    let text = String(text)
    let header = TextHeader(of: text)
    var body = String(text.utf8.dropFirst(header.end)) ?? text
    var fields = header.fields
    SourceLine.open(&fields)
    let isSetOff = text.utf8.prefix(header.end).suffix(2).elementsEqual([10, 10])
    if header.isLines, header.isCertain, !isSetOff {
      // «Texte :» in the line below the other fields.
      body = TextLayout.Part.withoutLabel(body)
    }
    // Markup below a header.
    if BodyText.isMarkedUp(body) {
      body = BodyText.paragraphs(ofHTML: body)
      fields.append(RecordField("body_rule", .text("html")))
    } else {
      body = BodyText.withoutReferences(body)
    }
    if body.utf8.allSatisfy({ $0 <= 32 }), !file.options.allowEmptyBody {
      return try Array(text.utf8.prefix(600)).withUnsafeBytes {
        try builder.reject(origin, "there is no text after the header", excerpt: $0)
      }
    }
    let isUndated = !fields.contains { $0.role == .published }
    if isUndated, !hasDays, let line = dateLine(of: body) {
      fields.append(RecordField("date", role: .published, rank: 98, value: .text(line)))
      fields.append(RecordField("date_rule", .text("line")))
    } else if let fileDate, !fields.contains(where: { $0.role == .published }) {
      fields += fileDate.fields
    }
    if file.damage != nil { fields.append(RecordField("is_cut", .bool(true))) }
    try builder.add(fields, body: body, at: origin)
  }

  /// A line among the first ones that is a day and nothing else: «vendredi 9 décembre 2022».
  private static func dateLine(of body: String) -> String? {
    body.textLines.lazy.filter { $0.trimmed != nil }.prefix(5).first(where: TextLayout.isDay)?
      .trimmed
  }

  /// The articles of a text: one, or as many as there are headers like the first.
  ///
  /// Another article begins where a line begins with the key that the text begins with, and a header
  /// follows that proves itself: for pairs its first value, for lines «key: value» two of the same
  /// keys after a blank line.
  static func articles(in text: String) -> [Substring] {
    let first = TextHeader(of: text)
    guard let key = first.fields.first?.name.utf8.map({ $0 | 0x20 }), !key.isEmpty else {
      return [text[...]]
    }
    let bytes = Array(text.utf8)
    var starts = [0]
    var at = first.end
    var isBehindBlank = false
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: 10) ?? bytes.count
      var word = bytes[at..<end].drop { $0 == 0x20 || $0 == 9 }
      let isStarred = word.first == UInt8(ascii: "*")
      if isStarred { word = word.dropFirst() }
      if at > first.end, word.count > key.count,
        word.prefix(key.count).elementsEqual(key, by: { $0 | 0x20 == $1 }),
        isBehindBlank || !first.isLines
      {
        let header = TextHeader(of: Self.paragraph(bytes, at))
        let names = header.fields.map(\.name)
        let isAlike =
          first.isLines
          ? header.isLines && names.count >= 2
            && names.prefix(2) == first.fields.map(\.name).prefix(2)
          : !header.isLines && names.first == first.fields.first?.name
        if isAlike {
          starts.append(at)
          // A header is read once, however many lines of it begin alike.
          isBehindBlank = true
          at += max(header.end, 1)
          if !first.isLines {
            at = 1 + (bytes[min(at, bytes.count)...].firstIndex(of: 10) ?? bytes.count)
          }
          continue
        }
      }
      isBehindBlank = bytes[at..<end].allSatisfy { $0 <= 32 }
      at = end + 1
    }
    return cut(text, starts)
  }

  /// From `start` to the next blank line, at most 4096 bytes.
  private static func paragraph(_ bytes: [UInt8], _ start: Int) -> String {
    let limit = min(start + 4096, bytes.count)
    var end = start
    while end + 1 < limit, bytes[end] != 10 || bytes[end + 1] != 10 { end += 1 }
    return String(decoding: bytes[start..<(end + 1 < limit ? end + 1 : limit)], as: UTF8.self)
  }

  private static func cut(_ text: String, _ starts: [Int]) -> [Substring] {
    starts.enumerated().map { i, start in
      let from = text.utf8.index(text.startIndex, offsetBy: start)
      let to =
        i + 1 < starts.count
        ? text.utf8.index(text.startIndex, offsetBy: starts[i + 1]) : text.endIndex
      return text[from..<to]
    }
  }
}
