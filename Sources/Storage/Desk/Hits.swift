import SQLite

/// An article in a list.
package struct ArticleHit: Sendable, Hashable {
  package var id: Int64
  package var title: String?
  /// The first line of its text.
  package var opening: String
  package var outlet: String?
  package var published: String?
  package var language: String?
  /// A piece of its text; what was looked for is between U+FDD0 and U+FDD1.
  package var snippet: String
  /// How many statements it contains.
  package var statements: Int
}

/// A statement in a list or beside its article.
package struct StatementHit: Sendable, Hashable {
  package var id: Int64
  package var article: Int64
  package var title: String?
  package var outlet: String?
  package var published: String?
  /// Its source's name and key, when the source is known.
  package var source: String?
  package var sourceKey: String?
  /// As printed.
  package var speaker: String?
  package var cue: String?
  package var cueClass: String?
  package var kind: String
  package var content: String
  package var isNegated: Bool
  package var saidOn: String?
  /// Where it is in the body, in Unicode scalars from 0, end excluded.
  package var span: Range<Int>
  package var rule: String
  /// How often rows like this one are right, 0 ... 1.
  package var confidence: Double

  package init(
    id: Int64, article: Int64, title: String? = nil, outlet: String? = nil,
    published: String? = nil, source: String? = nil, sourceKey: String? = nil,
    speaker: String? = nil, cue: String? = nil, cueClass: String? = nil, kind: String,
    content: String, isNegated: Bool, saidOn: String? = nil, span: Range<Int>, rule: String,
    confidence: Double
  ) {
    self.id = id
    self.article = article
    self.title = title
    self.outlet = outlet
    self.published = published
    self.source = source
    self.sourceKey = sourceKey
    self.speaker = speaker
    self.cue = cue
    self.cueClass = cueClass
    self.kind = kind
    self.content = content
    self.isNegated = isNegated
    self.saidOn = saidOn
    self.span = span
    self.rule = rule
    self.confidence = confidence
  }
}

/// A relation in a list or beside its article.
package struct RelationHit: Sendable, Hashable {
  package var id: Int64
  package var article: Int64
  package var title: String?
  package var outlet: String?
  package var published: String?
  package var subject: String
  package var subjectKey: String
  /// The class, and how a person calls it in French and in English.
  package var `class`: String
  package var labelFrench: String
  package var labelEnglish: String
  package var object: String
  package var objectKey: String
  package var isDenied: Bool
  /// actual, future, possible or wanted.
  package var modality: String
  package var isFormer: Bool
  /// Who asserts it; nil for the article itself.
  package var assertedBy: String?
  package var assertedByKey: String?
  package var happenedOn: String?
  package var sentence: String
  /// The words that tell it, in Unicode scalars of the body from 0, end excluded.
  package var trigger: Range<Int>
  /// Its sentence, likewise.
  package var sentenceSpan: Range<Int>
  package var rule: String
  /// How often rows like this one are right, 0 ... 1.
  package var confidence: Double
}

extension Archive {
  /// Articles that answer a question, from `offset` (from 0) on, at most `limit`.
  package func articleHits(_ question: Question, offset: Int, limit: Int) throws -> [ArticleHit] {
    let hasWords = question.words != nil
    let snippet =
      hasWords
      ? "snippet(articles_fts, 1, \(HitMark.sql), '…', 32)" : "substr(a.body, 1, 240)"
    let rows = try page(
      question, .articles, offset: offset, limit: limit,
      [
        "a.id", "a.title", "d.outlet", "a.published", "a.language", snippet,
        "(SELECT count(*) FROM statements z WHERE z.article_id = a.id)", "substr(a.body, 1, 120)",
      ])
    var hits: [ArticleHit] = []
    while try rows.next() {
      hits.append(
        ArticleHit(
          id: rows.integer(0), title: rows.text(1), opening: Self.firstLine(rows.text(7) ?? ""),
          outlet: rows.text(2), published: rows.text(3), language: rows.text(4),
          snippet: rows.text(5) ?? "", statements: Int(rows.integer(6))))
    }
    return hits
  }

  /// The first line that contains something, by which an article without a title is called.
  package static func firstLine(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first { line in
      line.contains { !$0.isWhitespace }
    }
    guard let line else { return "" }
    return line.count > 100 ? line.prefix(100) + "…" : String(line)
  }

  private static let statementColumns = [
    "d.id", "d.article_id", "d.title", "d.outlet", "d.published", "d.source",
    "d.source_key", "d.speaker", "d.cue", "d.cue_class",
    "d.kind", "d.content", "d.negated", "d.said_on", "d.start", "d.\"end\"", "d.rule",
    "d.confidence",
  ]

  /// Statements that answer a question, from `offset` (from 0) on, at most `limit`.
  package func statementHits(_ question: Question, offset: Int, limit: Int) throws
    -> [StatementHit]
  {
    try Self.statementHits(
      page(question, .statements, offset: offset, limit: limit, Self.statementColumns))
  }

  /// The statements of some articles in the order of their texts.
  package func statementHits(ofArticle id: Int64) throws -> [StatementHit] {
    try Self.statementHits(
      rows(
        """
        SELECT \(Self.statementColumns.joined(separator: ", ")) FROM statement_details d
        WHERE d.article_id = ?1 ORDER BY d.start, d."end" DESC, d.id
        """, [.integer(id)]))
  }

  private static func statementHits(_ rows: Rows) throws -> [StatementHit] {
    var hits: [StatementHit] = []
    while try rows.next() {
      hits.append(
        StatementHit(
          id: rows.integer(0), article: rows.integer(1), title: rows.text(2),
          outlet: rows.text(3), published: rows.text(4), source: rows.text(5),
          sourceKey: rows.text(6), speaker: rows.text(7), cue: rows.text(8),
          cueClass: rows.text(9), kind: rows.text(10) ?? "", content: rows.text(11) ?? "",
          isNegated: rows.integer(12) != 0, saidOn: rows.text(13),
          span: rows.span(14), rule: rows.text(16) ?? "",
          confidence: rows.real(17)))
    }
    return hits
  }

  private static let relationColumns = [
    "d.id", "d.article_id", "d.title", "d.outlet", "d.published", "d.subject",
    "d.subject_key", "d.class", "d.label_fr",
    "d.label_en", "d.object", "d.object_key",
    "d.polarity", "d.modality", "d.former", "d.asserted_by",
    "d.asserted_by_key", "d.happened_on", "d.sentence",
    "d.trigger_start", "d.trigger_end", "d.sentence_start", "d.sentence_end", "d.rule",
    "d.confidence",
  ]

  /// Relations that answer a question, from `offset` (from 0) on, at most `limit`.
  package func relationHits(_ question: Question, offset: Int, limit: Int) throws -> [RelationHit] {
    try Self.relationHits(
      page(question, .relations, offset: offset, limit: limit, Self.relationColumns))
  }

  /// The relations of one article in the order of its text.
  package func relationHits(ofArticle id: Int64) throws -> [RelationHit] {
    try Self.relationHits(
      rows(
        """
        SELECT \(Self.relationColumns.joined(separator: ", ")) FROM relation_details d
        WHERE d.article_id = ?1 ORDER BY d.trigger_start, d.id
        """, [.integer(id)]))
  }

  private static func relationHits(_ rows: Rows) throws -> [RelationHit] {
    var hits: [RelationHit] = []
    while try rows.next() {
      hits.append(
        RelationHit(
          id: rows.integer(0), article: rows.integer(1), title: rows.text(2),
          outlet: rows.text(3), published: rows.text(4), subject: rows.text(5) ?? "",
          subjectKey: rows.text(6) ?? "", class: rows.text(7) ?? "",
          labelFrench: rows.text(8) ?? "", labelEnglish: rows.text(9) ?? "",
          object: rows.text(10) ?? "", objectKey: rows.text(11) ?? "",
          isDenied: rows.integer(12) < 0, modality: rows.text(13) ?? "",
          isFormer: rows.integer(14) != 0, assertedBy: rows.text(15),
          assertedByKey: rows.text(16), happenedOn: rows.text(17), sentence: rows.text(18) ?? "",
          trigger: rows.span(19),
          sentenceSpan: rows.span(21), rule: rows.text(23) ?? "",
          confidence: rows.real(24)))
    }
    return hits
  }

  /// The rows of one page of a listing.
  private func page(
    _ question: Question, _ subject: Subject, offset: Int, limit: Int, _ columns: [String]
  ) throws -> Rows {
    var question = question
    question.limit = limit
    question.offset = offset
    return try rows(subject.listing, question, .expressions(columns))
  }
}
