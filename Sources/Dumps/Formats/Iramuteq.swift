import Press

/// Corpora of IRaMuTeQ and Alceste: articles after lines of starred variables.
///
/// An article begins with `**** *source_lemonde *date_2022-12-09` or `0001 *source_lemonde`. A line
/// `-*theme` marks a theme and is no text; a line with one star is text.
struct Iramuteq: DumpFormat {
  let name = "iramuteq"
  let summary =
    "IRaMuTeQ and Alceste: articles after lines such as **** *source_x *date_2022-12-09"

  func recognise(_ head: Head) -> Recognition? {
    guard let first = head.bytes.first(where: { $0 > 32 }),
      first == UInt8(ascii: "*") || (0x30...0x39).contains(first)
    else { return nil }
    var seen = 0
    for line in head.bytes.split(separator: 10, omittingEmptySubsequences: true).prefix(200) {
      let isStart = line.withUnsafeBytes { Self.startsArticle($0) }
      if seen == 0, !isStart, line.contains(where: { $0 > 32 }) {
        // Only blank lines may come before the first article.
        return nil
      }
      if isStart { seen += 1 }
    }
    guard seen > 0 else { return nil }
    let stars = head.bytes.first { $0 > 32 } == UInt8(ascii: "*")
    return Recognition(
      .marker,
      because: "the first line starts with \(stars ? "****" : "a number") and a starred variable")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      let lines = LineReader(file)
      var article: Started?
      while let line = try lines.next() {
        if Self.startsArticle(line.bytes) {
          try article?.finish(file, builder)
          article = Started(line)
        } else if article != nil {
          article?.add(line, limit: file.options.limits.record)
        } else if line.bytes.contains(where: { $0 > 32 }) {
          let origin = file.nextOrigin(line: line.number, bytes: line.range)
          try builder.reject(
            origin, "text before the first line of variables (**** *name_value)",
            excerpt: line.bytes)
        }
      }
      try article?.finish(file, builder)
      try builder.finish()
    }
  }

  /// True for `**** *name…`, `**** ` alone, and `0001 *name…`.
  static func startsArticle(_ line: UnsafeRawBufferPointer) -> Bool {
    var i = 0
    while i < line.count, line[i] == 0x20 || line[i] == 9 { i += 1 }
    let start = i
    let star = UInt8(ascii: "*")
    while i < line.count, line[i] == star { i += 1 }
    if i - start >= 4 {
      while i < line.count, line[i] <= 32 { i += 1 }
      return i == line.count || line[i] == star
    }
    guard i == start else { return false }
    while i < line.count, (0x30...0x39).contains(line[i]) { i += 1 }
    guard i > start, i - start <= 10, i + 1 < line.count, line[i] == 0x20 || line[i] == 9 else {
      return false
    }
    while i < line.count, line[i] == 0x20 || line[i] == 9 { i += 1 }
    // «12 *étoiles*» is text: a variable begins with a letter and the star stands only before it.
    guard i + 1 < line.count, line[i] == star else { return false }
    let rest = line[(i + 1)...].prefix { $0 > 32 }
    return rest.contains { $0 | 0x20 >= 0x61 } && !rest.contains(star)
  }

  /// An article whose lines are being gathered.
  private struct Started {
    var line: Int
    var start: Int
    var end: Int
    var header: [UInt8]
    var body: [UInt8] = []
    var themes: [[UInt8]] = []
    var isTooLong: Bool

    init(_ line: LineReader.Line) {
      self.line = line.number
      start = line.range.lowerBound
      end = line.range.upperBound
      header = Array(line.bytes)
      isTooLong = line.isTooLong
    }

    mutating func add(_ line: LineReader.Line, limit: Int) {
      end = line.range.upperBound
      if line.bytes.count > 2, line.bytes[0] == UInt8(ascii: "-"),
        line.bytes[1] == UInt8(ascii: "*"),
        line.bytes[2] > 32
      {
        themes.append(Array(line.bytes.dropFirst(2)))
        return
      }
      if line.isTooLong || body.count + line.bytes.count > limit {
        isTooLong = true
        return
      }
      body.append(contentsOf: line.bytes)
      body.append(10)
    }

    consuming func finish(_ file: DumpFile, _ builder: RecordBuilder) throws {
      let origin = file.nextOrigin(line: line, bytes: start..<end)
      if isTooLong {
        return try header.withUnsafeBytes {
          try builder.reject(
            origin, "more than \(file.options.limits.record) bytes (--max-size)", excerpt: $0)
        }
      }
      while let last = body.last, last <= 32 { body.removeLast() }
      if let first = body.firstIndex(where: { $0 != 10 && $0 != 13 }), first > 0 {
        body.removeFirst(first)
      }
      // The header and its text are decoded together: one article, one charset.
      let text = (header + [10] + body).withUnsafeBytes { file.decode($0) }
      let lineEnd = text.utf8.firstIndex(of: 10) ?? text.utf8.endIndex
      let head = text[..<lineEnd]
      let rest = lineEnd == text.utf8.endIndex ? "" : text[text.utf8.index(after: lineEnd)...]
      if rest.isEmpty, !file.options.allowEmptyBody {
        return try header.withUnsafeBytes {
          try builder.reject(
            origin, "there is no text after the line of variables", excerpt: $0)
        }
      }
      let names = themes.map { theme in theme.withUnsafeBytes { DecodedText($0).text } }
      try builder.add(
        Self.fields(head, themes: names.map(FieldText.trimmed)), body: String(rest), at: origin)
    }

    private static func fields(_ head: Substring, themes: [String]) -> [RecordField] {
      var fields: [RecordField] = []
      var variables: [Metadata.Field] = []
      // A value may contain blanks: what has no star belongs to the variable before it.
      var words: [String] = []
      for word in head.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
        if word.hasPrefix("*") || words.isEmpty {
          words.append(String(word))
        } else {
          words[words.count - 1] += " " + word
        }
      }
      for (i, word) in words.enumerated() {
        if i == 0, word.allSatisfy({ $0 == "*" }) { continue }
        if i == 0, !word.hasPrefix("*") {
          fields.append(RecordField("number", role: .id, rank: 9, value: .text(word)))
          continue
        }
        let (name, value) = Variables.split(word.dropFirst())
        if name.isEmpty { continue }
        variables.append(.init(name, value.map { .text($0) } ?? .bool(true)))
        let field = Variables.field(name, value)
        if field.role != nil { fields.append(field) }
      }
      if let date = Variables.date(variables) {
        fields.append(RecordField("date", role: .published, rank: 40, value: .text(date)))
      }
      if !variables.isEmpty {
        fields.append(RecordField("variables", role: nil, rank: 0, value: .object(variables)))
      }
      if !themes.isEmpty {
        fields.append(
          RecordField("themes", role: nil, rank: 0, value: .list(themes.map { .text($0) })))
      }
      return fields
    }
  }
}
