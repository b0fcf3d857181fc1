import SQLite

/// Reads a whole archive again and tells what does not hold: the file, the references between rows,
/// the full-text index, every span, every receipt.
///
/// Nothing is changed. Memory does not grow with the archive; time is about that of reading it twice.
package struct Integrity {
  /// Something that does not hold.
  package struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// What was looked at: a table or «file».
    package var place: String
    /// What is wrong there.
    package var detail: String

    package var description: String { "\(place): \(detail)" }
  }

  /// At most so many problems of one kind are told one by one.
  private static let toldAtMost = 20

  private let connection: Connection
  private var problems: [Problem] = []

  private init(_ connection: Connection) { self.connection = connection }

  fileprivate static func problems(of connection: Connection) throws -> [Problem] {
    var integrity = Integrity(connection)
    try integrity.checkFile()
    // A file that is broken answers nothing else soundly.
    guard integrity.problems.isEmpty else { return integrity.problems }
    try integrity.checkReferences()
    try integrity.checkReceipts()
    try integrity.checkIndex("articles_fts", of: "articles")
    try integrity.checkIndex("statements_fts", of: "statements")
    try integrity.checkSpans()
    try integrity.checkMerges()
    return integrity.problems
  }

  private mutating func checkFile() throws {
    let query = try connection.query("PRAGMA integrity_check(20)")
    while try query.step() {
      let line = query.text(0) ?? ""
      if line != "ok" { problems.append(Problem(place: "file", detail: line)) }
    }
  }

  private mutating func checkReferences() throws {
    let query = try connection.query(
      """
      SELECT "table", rowid, parent, count(*) FROM pragma_foreign_key_check
      GROUP BY "table", parent
      """)
    while try query.step() {
      problems.append(
        Problem(
          place: query.text(0) ?? "",
          detail: "\(query.int(3)) row(s) refer to rows of \(query.text(2) ?? "") that are not "
            + "there, first row \(query.int(1))"))
    }
  }

  private mutating func checkReceipts() throws {
    try tell(
      "dumps",
      """
      SELECT id, path || ': found ' || found || ', but stored ' || stored || ', duplicates '
        || duplicates || ' and rejected ' || rejected
      FROM dumps WHERE found <> stored + duplicates + rejected
      """)
    try tell(
      "dumps",
      """
      SELECT d.id, d.path || ': stored ' || d.stored || ', but holds ' || count(a.id) || ' articles'
      FROM dumps d LEFT JOIN articles a ON a.dump_id = d.id
      GROUP BY d.id HAVING d.stored <> count(a.id)
      """)
    try tell(
      "dumps",
      """
      SELECT d.id, d.path || ': rejected ' || d.rejected || ', but holds ' || count(r.id) || ' rejects'
      FROM dumps d LEFT JOIN rejects r ON r.dump_id = d.id
      GROUP BY d.id HAVING d.rejected <> count(r.id)
      """)
  }

  // FTS5's own check reads all content again; it is written as an insert and changes nothing, but
  // needs a file that may be written and that nobody writes. Else the rows of both sides are counted.
  private mutating func checkIndex(_ index: String, of table: String) throws {
    do throws(SQLiteError) {
      try connection.execute("INSERT INTO \(index) (\(index), rank) VALUES ('integrity-check', 1)")
    } catch {
      if error.isDamage {
        problems.append(Problem(place: index, detail: "the index does not agree with \(table)"))
        return
      }
      guard error.isReadOnly || error.isBusy else { throw error }
      let counts = try connection.query(
        "SELECT (SELECT count(*) FROM \(table)), (SELECT count(*) FROM \(index)_docsize)")
      if try counts.step(), counts.integer(0) != counts.integer(1) {
        problems.append(
          Problem(
            place: index,
            detail: "\(counts.integer(1)) rows are indexed of \(counts.integer(0)) in \(table)"))
      }
    }
  }

  private mutating func checkMerges() throws {
    try tell(
      "sources",
      """
      SELECT s.id, s.key || ' is merged into ' || t.key || ', which is merged itself'
      FROM sources s JOIN sources t ON t.id = s.merged_into WHERE t.merged_into IS NOT NULL
      """)
  }

  private mutating func tell(_ place: String, _ sql: String) throws {
    let query = try connection.query(sql)
    var count = 0
    while try query.step() {
      count += 1
      if count <= Self.toldAtMost {
        problems.append(
          Problem(place: place, detail: "row \(query.int(0)): \(query.text(1) ?? "")"))
      }
    }
    if count > Self.toldAtMost {
      problems.append(Problem(place: place, detail: "\(count - Self.toldAtMost) more like these"))
    }
  }

  // MARK: Spans

  /// The spans of a table: what they are called, and the column with the text they must give.
  private struct Spans {
    var table: String
    var spans: [(start: String, end: String, text: String?)]
  }

  private static let spans = [
    Spans(
      table: "mentions",
      spans: [("start", "\"end\"", nil), ("role_start", "role_end", "role")]),
    Spans(
      table: "statements",
      spans: [
        ("start", "\"end\"", "content"), ("speaker_start", "speaker_end", "speaker"),
        ("cue_start", "cue_end", "cue"),
      ]),
    Spans(
      table: "relations",
      spans: ["subject", "object", "trigger", "topic", "sentence"].map {
        ("\($0)_start", "\($0)_end", nil)
      }),
  ]

  // Merges each table, in the order of articles, with the bodies: one pass over each.
  private mutating func checkSpans() throws {
    for spans in Self.spans { try check(spans) }
  }

  private mutating func check(_ spans: Spans) throws {
    let columns = spans.spans.map { "\($0.start), \($0.end), \($0.text ?? "NULL")" }
    let rows = try connection.query(
      "SELECT article_id, id, \(columns.joined(separator: ", ")) FROM \(spans.table) "
        + "ORDER BY article_id")
    let body = try connection.query("SELECT body FROM articles WHERE id = ?1", isKept: true)
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
        let name = span.text ?? span.start.replacing("_start", with: "")
        guard !rows.isNull(column), !rows.isNull(column + 1) else {
          if span.text != nil, !rows.isNull(column + 2) {
            note(spans.table, rows.integer(1), "\(name) has a text and no place", &wrong)
          }
          continue
        }
        guard let bytes = marks.bytes(rows.int(column), rows.int(column + 1)) else {
          note(spans.table, rows.integer(1), "\(name) lies outside article \(article)", &wrong)
          continue
        }
        guard span.text != nil else { continue }
        let text = rows.bytes(column + 2)
        let agrees = text.elementsEqual(UnsafeBufferPointer(rebasing: marks.text[bytes]))
        if !agrees {
          note(spans.table, rows.integer(1), "\(name) is not what stands in the article", &wrong)
        }
      }
    }
    if wrong > Self.toldAtMost {
      problems.append(
        Problem(place: spans.table, detail: "\(wrong - Self.toldAtMost) more like these"))
    }
  }

  private mutating func note(_ place: String, _ row: Int64, _ detail: String, _ wrong: inout Int) {
    wrong += 1
    if wrong <= Self.toldAtMost {
      problems.append(Problem(place: place, detail: "row \(row): \(detail)"))
    }
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

extension Archive {
  /// What does not hold in this archive; empty when all is well.
  ///
  /// - Throws: `ArchiveError` when the archive cannot even be read.
  package func verify() throws -> [Integrity.Problem] {
    try Self.attempt(path) {
      do {
        // The full-text index can be checked only where writing is possible.
        let writable =
          path == ":memory:" ? nil : try? Connection(path: path, mode: .readWrite)
        return try Integrity.problems(of: writable ?? connection)
      } catch let error as SQLiteError where error.isDamage {
        return [Integrity.Problem(place: "file", detail: error.message)]
      }
    }
  }
}
