/// Whether the spans of mentions, statements and relations are places of words in their articles.
extension Integrity {
  /// The spans of a table: what they are called, and the column with the text they must give.
  private struct Spans {
    var table: String
    /// What tells one row from another in a message.
    var row: String
    var spans: [(start: String, end: String, text: String?)]
  }

  private static let spans = [
    Spans(
      table: "mentions", row: "article_id",
      spans: [("start", "\"end\"", nil), ("role_start", "role_end", "role")]),
    Spans(
      table: "statements", row: "id",
      spans: [
        ("start", "\"end\"", nil), ("speaker_start", "speaker_end", nil),
        ("cue_start", "cue_end", nil),
      ]),
    Spans(
      table: "relations", row: "id",
      spans: ["subject", "object", "trigger", "topic", "sentence"].map {
        ("\($0)_start", "\($0)_end", nil)
      }),
  ]

  // Merges each table, in the order of articles, with the bodies: one pass over each.
  mutating func checkSpans() throws {
    for spans in Self.spans { try check(spans) }
  }

  private mutating func check(_ spans: Spans) throws {
    let columns = spans.spans.map { "\($0.start), \($0.end), \($0.text ?? "NULL")" }
    let rows = try connection.query(
      "SELECT article_id, \(spans.row), \(columns.joined(separator: ", ")) FROM \(spans.table) "
        + "ORDER BY article_id")
    let body = try connection.query("SELECT body FROM articles WHERE id = ?1", persistent: true)
    var article: Int64 = -1
    var marks = ScalarMarks()
    var wrong = 0
    while try rows.step() {
      if rows.integer(0) != article {
        article = rows.integer(0)
        body.reset()
        try body.bind(1, article)
        guard try body.step() else { continue }  // Told by the check of references.
        marks.read(body.bytes(0))
      }
      for (i, span) in spans.spans.enumerated() {
        let column = 2 + 3 * i
        let name =
          span.text
          ?? (span.start == "start" ? "span" : span.start.replacing("_start", with: ""))
        guard !rows.isNull(column), !rows.isNull(column + 1) else {
          if span.text != nil, !rows.isNull(column + 2) {
            note(spans.table, rows.integer(1), "\(name) has a text and no place", &wrong)
          }
          continue
        }
        guard let bytes = marks.bytes(rows.int(column), rows.int(column + 1)) else {
          note(
            spans.table, rows.integer(1), "\(name) lies outside article \(article)",
            &wrong)
          continue
        }
        if marks.cutsWord(at: bytes.lowerBound) || marks.cutsWord(at: bytes.upperBound) {
          note(spans.table, rows.integer(1), "\(name) begins or ends within a word", &wrong)
          continue
        }
        guard span.text != nil else { continue }
        let text = rows.bytes(column + 2)
        let agrees = text.elementsEqual(UnsafeBufferPointer(rebasing: marks.text[bytes]))
        if !agrees {
          note(
            spans.table, rows.integer(1), "\(name) is not what stands in the article",
            &wrong)
        }
      }
    }
    tellMore(spans.table, wrong)
  }
}

/// Where the scalars of a text begin, every sixteenth of them kept.
private struct ScalarMarks {
  private var marks: [Int] = []
  private var count = 0
  /// The text that was read last.
  private(set) var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// Reads a text, which must stay where it is as long as places are asked for.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    marks.removeAll(keepingCapacity: true)
    count = 0
    for i in text.indices where text[i] & 0xC0 != 0x80 {
      if count & 15 == 0 { marks.append(i) }
      count += 1
    }
  }

  /// The bytes of a span of scalars; nil when it does not lie in the text.
  func bytes(_ start: Int, _ end: Int) -> Range<Int>? {
    guard start >= 0, start <= end, end <= count else { return nil }
    return place(start)..<place(end)
  }

  /// True when a byte stands within a word: a letter before it, and a small letter at it. A capital
  /// may begin a sentence that was glued to the one before.
  func cutsWord(at byte: Int) -> Bool {
    guard byte > 0, byte < text.count else { return false }
    var before = byte - 1
    while before > 0, text[before] & 0xC0 == 0x80 { before -= 1 }
    guard let last = Self.scalar(text[before...]), let next = Self.scalar(text[byte...]) else {
      return false
    }
    return last.properties.isAlphabetic && next.properties.isLowercase
  }

  private static func scalar(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var bytes = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
    return scalar
  }

  private func place(_ scalar: Int) -> Int {
    if scalar == count { return text.count }
    var i = marks[scalar >> 4]
    var left = scalar & 15
    while left > 0 {
      i += 1
      while text[i] & 0xC0 == 0x80 { i += 1 }
      left -= 1
    }
    return i
  }
}
