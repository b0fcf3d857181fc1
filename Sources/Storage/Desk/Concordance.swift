import Press
import SQLite
import Tables

/// A word in its contexts: every place where an answer's words stand, with what surrounds them.
package struct Concordance: Sendable {
  /// The order of the lines.
  package enum Order: String, Sendable, CaseIterable {
    /// By date, the newest first.
    case date
    /// By the words before, from the nearest on.
    case left
    /// By the words after.
    case right
    case outlet
    /// By who says it; what nobody says comes last.
    case speaker
  }

  /// One place.
  package struct Line: Sendable, Hashable {
    package var article: Int64
    package var title: String?
    package var outlet: String?
    package var published: String?
    /// Where the words are in the body, in Unicode scalars from 0, end excluded.
    package var span: Range<Int>
    /// What comes before them, blanks and line ends as single blanks.
    package var left: String
    /// The words as printed.
    package var pivot: String
    package var right: String
    /// The innermost statement in which they stand; nil outside of all.
    package var statement: Int64?
    /// The kind of that statement.
    package var kind: String?
    /// Who makes it: its source's name, else the printed words; nil when it is not known.
    package var speaker: String?
    /// The key of its source, if it is known.
    package var source: String?
  }

  package var lines: [Line]
  /// How many places were found in the articles that were read.
  package var found: Int
  /// How many articles were read for them.
  package var read: Int
  /// How many articles answer the question.
  package var articles: Int

  /// True when every article that answers was read.
  package var isWhole: Bool { read == articles }

  /// The columns of a line as rows have them.
  static let columns = [
    "article_id", "published", "outlet", "left", "pivot", "right", "start", "end", "statement_id",
    "kind", "speaker",
  ]

  /// Writes lines as rows.
  package static func write(_ lines: ArraySlice<Line>, to writer: any RowWriter) throws {
    try writer.header(columns)
    for line in lines {
      writer.integer(line.article)
      writer.text(line.published)
      writer.text(line.outlet)
      for text in [line.left, line.pivot, line.right] { writer.text(text) }
      writer.integer(line.span.lowerBound)
      writer.integer(line.span.upperBound)
      writer.integer(line.statement.map(Int.init))
      writer.text(line.kind)
      writer.text(line.speaker)
      try writer.endRow()
    }
    try writer.finish()
  }
}

/// What stands around the words that were looked for in a marked text: two of the code points that
/// stand for no character in any text.
package enum HitMark {
  package static let opening = Unicode.Scalar(0xFDD0 as UInt32) ?? "\u{FFFD}"
  package static let closing = Unicode.Scalar(0xFDD1 as UInt32) ?? "\u{FFFD}"
  /// How SQL gives them to `snippet` and `highlight`.
  static let sql = "char(\(opening.value)), char(\(closing.value))"
}

extension Archive {
  /// The places at which the words of a question are in the bodies of the articles that answer it,
  /// with `width` Unicode scalars on either side.
  ///
  /// `isInside` leaves those inside statements only; with `by`, inside those of that source. `most` is
  /// how many articles are read, the newest first; nil for all. The question's condition may be on the
  /// columns of the lines and on those of their articles. A question without words throws
  /// `QuestionError.nothingToLookFor`.
  package func concordance(
    _ question: Question, width: Int, order: Concordance.Order, isInside: Bool = false,
    most: Int? = nil
  ) throws -> Concordance {
    guard question.words != nil else { throw QuestionError.nothingToLookFor(typed: "") }
    let condition = try lineCondition(of: question)
    let question = try ofArticles(question)
    var result = Concordance(
      lines: [], found: 0, read: 0, articles: try count(question, of: .articles))
    let speakers = Set((question.by ?? []).map(\.id))
    let pairs = try expression(of: question, .articles)?.pairs ?? []
    let rows = try bodies(question, most: most)
    let statements = try connection.query(Self.statementsOfArticle)
    while try rows.next() {
      result.read += 1
      let spans = Self.spans(
        marked: rows.text(5) ?? "", body: Array((rows.text(4) ?? "").unicodeScalars), pairs: pairs)
      if spans.places.isEmpty { continue }
      let spoken = try self.spoken(statements, in: rows.integer(0))
      var lines: [Concordance.Line] = []
      for span in spans.places {
        let inner = spoken.filter { $0.span.lowerBound <= span.lowerBound }
          .filter { span.upperBound <= $0.span.upperBound }.min { $0.span.count < $1.span.count }
        if isInside {
          guard let inner else { continue }
          if !speakers.isEmpty, !speakers.contains(inner.sourceRow) { continue }
        }
        lines.append(
          Concordance.Line(
            article: rows.integer(0), title: rows.text(1), outlet: rows.text(2),
            published: rows.text(3), span: span,
            left: Self.context(spans.body, max(0, span.lowerBound - width)..<span.lowerBound),
            pivot: Self.context(spans.body, span),
            right: Self.context(
              spans.body, span.upperBound..<min(spans.body.count, span.upperBound + width)),
            statement: inner?.id, kind: inner?.kind, speaker: inner?.speaker,
            source: inner?.source))
      }
      result.lines += try condition?.kept(of: lines, in: rows.integer(0)) ?? lines
    }
    result.found = result.lines.count
    result.lines = Self.sorted(result.lines, by: order)
    return result
  }

  // One walk over the index for all of them: a row that is looked up alone gathers the words of a
  // prefix each time.
  private func bodies(_ question: Question, most: Int?) throws -> Rows {
    try attempt {
      var newest = question
      newest.order = .newest
      newest.limit = most
      let sql = try questionSQL(newest, .articles, .expressions(["a.id"])).sql
      return try run(
        """
        WITH hit (id) AS MATERIALIZED (\(sql.text))
        SELECT a.id, a.title, o.name, a.published, a.body,
          highlight(articles_fts, 1, \(HitMark.sql))
        FROM articles_fts
        CROSS JOIN hit ON hit.id = +articles_fts.rowid
        CROSS JOIN articles a ON a.id = hit.id
        LEFT JOIN outlets o ON o.id = a.outlet_id
        WHERE articles_fts MATCH ?1
        """, sql.values, of: question)
    }
  }

  /// The places between marks in `marked`, which is the body without soft hyphens and with marks, and
  /// those of `pairs`: texts in scripts without blanks, which the index does not place.
  static func spans(marked: String, body: [Unicode.Scalar], pairs: [String]) -> (
    places: [Range<Int>], body: [Unicode.Scalar]
  ) {
    var places: [Range<Int>] = []
    var at = 0
    var start: Int?
    for scalar in marked.unicodeScalars {
      // The index does not hold soft hyphens, the body does.
      if scalar != HitMark.closing { while at < body.count, body[at] == "\u{AD}" { at += 1 } }
      if at < body.count, body[at] == scalar {
        at += 1
      } else if scalar == HitMark.opening {
        start = at
      } else if scalar == HitMark.closing, let from = start {
        // The index cuts words before the vowel signs of scripts like Devanagari.
        while at < body.count, isMark(body[at]) { at += 1 }
        if from < at { places.append(from..<at) }
        start = nil
      }
    }
    if pairs.isEmpty { return (places, body) }
    places += pairs.flatMap { self.places(of: Array($0.unicodeScalars), in: body) }
    return (places.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }, body)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func places(of text: [Unicode.Scalar], in body: [Unicode.Scalar]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var at = 0
    while let first = text.first, let start = body[at...].firstIndex(of: first) {
      let isThere = body[start...].starts(with: text)
      if isThere { places.append(start..<start + text.count) }
      at = isThere ? start + text.count : start + 1
    }
    return places
  }

  private static func context(_ body: [Unicode.Scalar], _ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    var blank = false
    for scalar in body[range] where scalar != "\u{AD}" {
      if scalar.properties.isWhitespace {
        if !blank { text.append(" ") }
        blank = true
      } else {
        text.append(scalar)
        blank = false
      }
    }
    return String(text)
  }

  private static let statementsOfArticle = """
    SELECT id, start, "end", kind, coalesce(source, speaker), source_key, coalesce(source_id, 0)
    FROM statement_details
    WHERE article_id = ?1
    """

  private struct Spoken {
    var id: Int64
    var span: Range<Int>
    var kind: String?
    var speaker: String?
    var source: String?
    var sourceRow: Int64
  }

  private func spoken(_ query: borrowing Query, in article: Int64) throws -> [Spoken] {
    try attempt {
      query.reset()
      try query.bind(1, article)
      var found: [Spoken] = []
      while try query.step() {
        found.append(
          Spoken(
            id: query.integer(0), span: Range(start: query.integer(1), end: query.integer(2)),
            kind: query.text(3),
            speaker: query.text(4), source: query.text(5), sourceRow: query.integer(6)))
      }
      return found
    }
  }

  private static func words(_ text: String) -> [Substring] {
    NameKey.fold(text).split { !$0.isLetter && !$0.isNumber }
  }

  private static func sorted(_ lines: [Concordance.Line], by order: Concordance.Order)
    -> [Concordance.Line]
  {
    let keys: [String] = lines.map { line in
      switch order {
      case .date: line.published ?? ""
      case .left: words(line.left).reversed().joined(separator: " ")
      case .right: words(line.right).joined(separator: " ")
      case .outlet: line.outlet.map(NameKey.fold) ?? "\u{10FFFF}"
      case .speaker: line.speaker.map(NameKey.fold) ?? "\u{10FFFF}"
      }
    }
    let isDescending = order == .date
    return lines.indices.sorted { a, b in
      if keys[a] != keys[b] { return isDescending ? keys[a] > keys[b] : keys[a] < keys[b] }
      return (lines[a].article, lines[a].span.lowerBound)
        < (lines[b].article, lines[b].span.lowerBound)
    }.map { lines[$0] }
  }
}
