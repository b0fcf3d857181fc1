import Press
import SQLite
import Tables

/// One account becomes rows.
///
/// Plain inserts by the one writer, no triggers and no savepoints: each would make FTS5 flush.
final class AccountWriter {
  private let sources: SourceDirectory
  private let article: Query
  private let articleText: Query
  private let articlePairs: Query
  private let mention: Query
  private let statement: Query
  private let statementText: Query
  private let relation: Query
  private var nextArticle: Int64
  private var nextStatement: Int64
  private var nextRelation: Int64
  /// The ids to keep when articles are read again.
  private let earlier: EarlierIDs?
  private var cleaned: [UInt8] = []

  /// With `earlier`, rows that are found again keep their ids, and the full text of statements is left
  /// to the caller, because its index wants them in the order of their ids.
  ///
  /// - Throws: `ArchiveError.damaged` when the archive at `path` has rows beyond the last that a
  ///   writer may give.
  init(
    _ connection: Connection, sources: SourceDirectory, at path: String, earlier: EarlierIDs? = nil
  ) throws {
    self.sources = sources
    self.earlier = earlier
    nextArticle = try connection.nextRow(
      of: "articles", most: RowsByHash.mostRows, at: path)
    nextStatement = try connection.nextRow(of: "statements", at: path)
    nextRelation = try connection.nextRow(of: "relations", at: path)
    article = try connection.query(
      """
      INSERT INTO articles (id, dump_id, record, outlet_id, external_id, url, title, body, authors,
        section, language, language_declared, published, published_raw, text_hash, metadata,
        identity)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
      """)
    articleText = try connection.query(
      """
      INSERT INTO articles_fts (rowid, title, body, facets, title_pairs, body_pairs)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
    articlePairs = try connection.query(
      "INSERT INTO article_pairs (article_id, title, body) VALUES (?1, ?2, ?3)")
    mention = try connection.query(
      """
      INSERT INTO mentions (article_id, start, "end", source_id, role, role_start, role_end)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """)
    statement = try connection.query(
      """
      INSERT INTO statements (id, article_id, source_id, kind, start, "end", speaker_start,
        speaker_end, cue_start, cue_end, cue_lemma, cue_class, negated, said_on, said_on_raw, rule,
        confidence)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
      """)
    statementText = try connection.query(
      "INSERT INTO statements_fts (rowid, content) VALUES (?1, ?2)")
    relation = try connection.query(
      """
      INSERT INTO relations (article_id, statement_id, subject_id, class, object_id, polarity,
        modality, former, asserted_by, happened_on, happened_on_raw, subject_start, subject_end,
        object_start, object_end, trigger_start, trigger_end, topic_start, topic_end,
        sentence_start, sentence_end, rule, confidence, id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
        ?20, ?21, ?22, ?23, ?24)
      """)
  }

  /// Stores an article with all it reports.
  ///
  /// - Returns: the article's row.
  func store(_ account: Account, dump: Int64, _ print: Fingerprint) throws -> Int64 {
    let id = nextArticle
    nextArticle += 1
    let outlet = try account.article.outlet.map { try sources.outlet($0) }
    var body = account.article.body
    try body.withUTF8 { bytes in
      try storeArticle(account.article, id, dump: dump, outlet: outlet, print, bytes)
      try storeReport(account, article: id, text: print.text, bytes)
    }
    return id
  }

  /// Stores what an article reports, for an article that is there.
  func storeReport(_ account: Account, article id: Int64) throws {
    var body = account.article.body
    let text = TextHash.of(account.article)
    try body.withUTF8 { try storeReport(account, article: id, text: text, $0) }
  }

  private func storeArticle(
    _ a: Article, _ id: Int64, dump: Int64, outlet: Int64?, _ print: Fingerprint,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws {
    try article.bind(1, id)
    try article.bind(2, dump)
    try article.bind(3, a.origin.record)
    try article.bind(4, outlet.map(Int.init))
    try article.bind(5, a.externalID)
    try article.bind(6, a.url)
    try article.bind(7, a.title)
    try article.bind(8, keeping: bytes)
    try article.bind(9, a.authors.isEmpty ? nil : a.authors.joined(separator: "\n"))
    try article.bind(10, a.section)
    try article.bind(11, a.language)
    try article.bind(12, a.declaredLanguage)
    try article.bind(13, a.published?.iso)
    // A date that could not be read is kept as it was printed.
    var printed = a.published?.printed
    if printed == nil,
      case .text(let text) = a.metadata.first(where: { $0.name == "published_raw" })?.value
    {
      printed = text
    }
    try article.bind(14, printed)
    try article.bind(15, print.text)
    try article.bind(16, a.metadata.isEmpty ? nil : MetadataText.json(a.metadata))
    try article.bind(17, print.identity)
    try article.run()

    let titlePairs = a.title.flatMap { LetterPairs.text(of: $0) }
    let bodyPairs = LetterPairs.text(of: bytes)
    if titlePairs != nil || bodyPairs != nil {
      try articlePairs.bind([.integer(id), Value(titlePairs), Value(bodyPairs)])
      try articlePairs.run()
    }
    try articleText.bind(1, id)
    try articleText.bind(5, titlePairs)
    try articleText.bind(6, bodyPairs)
    try articleText.bind(2, a.title.map(Self.withoutSoftHyphens))
    try articleText.bind(
      4, Facets.text(published: a.published?.iso, outlet: outlet, language: a.language))
    try withoutSoftHyphens(bytes) {
      try articleText.bind(3, keeping: $0)
      try articleText.run()
    }
  }

  private func storeReport(
    _ account: Account, article id: Int64, text: Int64, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws {
    if account.sources.isEmpty, account.statements.isEmpty { return }
    let scalars = ScalarIndex(of: account.article.body)
    let rows = try rows(of: account, at: .init(of: account.article, text: text))
    func slice(_ passage: Passage) -> UnsafeBufferPointer<UInt8> {
      precondition(passage.end <= bytes.count, "a passage lies inside its article")
      return UnsafeBufferPointer(rebasing: bytes[passage.start..<passage.end])
    }
    for m in Self.distinct(account.mentions, rows) {
      let range = scalars.scalars(m.passage)
      let role = m.role.map { scalars.scalars($0) }
      try mention.bind(1, id)
      try mention.bind(2, range.lowerBound)
      try mention.bind(3, range.upperBound)
      try mention.bind(4, rows[m.source])
      if let passage = m.role {
        try mention.bind(5, keeping: slice(passage))
      } else {
        try mention.bind(5, nil as String?)
      }
      try mention.bind(6, role?.lowerBound)
      try mention.bind(7, role?.upperBound)
      try mention.run()
    }
    try earlier?.move(to: id)
    let statementIDs = try account.statements.map { s in
      try store(
        s, article: id, source: s.source.map { rows[$0] }, scalars, words: slice(s.content))
    }
    for r in account.relations {
      try store(r, article: id, statements: statementIDs, rows, scalars)
    }
  }

  /// The mentions that are not empty in the order of the text, each place of a row of `sources` once.
  private static func distinct(_ mentions: [Mention], _ rows: [Int64]) -> [Mention] {
    func place(_ it: Mention) -> (Int, Int, Int64) {
      (it.passage.start, it.passage.end, rows[it.source])
    }
    var list: [Mention] = []
    list.reserveCapacity(mentions.count)
    let order = mentions.indices.sorted {
      let (first, second) = (place(mentions[$0]), place(mentions[$1]))
      return first == second ? $0 < $1 : first < second
    }
    for mention in order.lazy.map({ mentions[$0] }) where !mention.passage.isEmpty {
      if let last = list.last, place(last) == place(mention) { continue }
      list.append(mention)
    }
    return list
  }

  /// The rows of an account's sources; 0 for those that nothing in the account refers to.
  private func rows(of account: Account, at place: SourceDirectory.Place) throws -> [Int64] {
    var isNamed = Array(repeating: false, count: account.sources.count)
    var acts = isNamed
    for mention in account.mentions where !mention.passage.isEmpty {
      isNamed[mention.source] = true
    }
    for source in account.statements.compactMap(\.source) { acts[source] = true }
    for relation in account.relations {
      acts[relation.subject.source] = true
      acts[relation.object.source] = true
      if let source = relation.assertedBy { acts[source] = true }
    }
    return try account.sources.indices.map {
      isNamed[$0] || acts[$0]
        ? try sources.id(of: account.sources[$0], at: place, acts: acts[$0]) : 0
    }
  }

  /// - Returns: the row's id.
  private func store(
    _ s: Statement, article id: Int64, source: Int64?, _ scalars: ScalarIndex,
    words: UnsafeBufferPointer<UInt8>
  ) throws -> Int64 {
    let content = scalars.scalars(s.content)
    let row =
      earlier?.take(.init(start: content.lowerBound, end: content.upperBound)) ?? nextStatement
    if row == nextStatement { nextStatement += 1 }
    let speaker = s.speaker.map { scalars.scalars($0) }
    let cue = s.cue.map { scalars.scalars($0.passage) }
    try statement.bind(1, row)
    try statement.bind(2, id)
    try statement.bind(3, source.map(Int.init))
    try statement.bind(4, s.kind.rawValue)
    try statement.bind(5, content.lowerBound)
    try statement.bind(6, content.upperBound)
    try statement.bind(7, speaker?.lowerBound)
    try statement.bind(8, speaker?.upperBound)
    try statement.bind(9, cue?.lowerBound)
    try statement.bind(10, cue?.upperBound)
    try statement.bind(11, s.cue?.lemma)
    try statement.bind(12, s.cue?.class)
    try statement.bind(13, s.negated ? 1 : 0)
    try statement.bind(14, s.saidOn?.iso)
    try statement.bind(15, s.saidOn?.printed)
    try statement.bind(16, s.rule)
    try statement.bind(17, s.confidence)
    try statement.run()

    if earlier == nil {
      try statementText.bind(1, row)
      try withoutSoftHyphens(words) {
        try statementText.bind(2, keeping: $0)
        try statementText.run()
      }
    }
    return row
  }

  private func store(
    _ r: Relation, article id: Int64, statements: [Int64], _ rows: [Int64], _ scalars: ScalarIndex
  ) throws {
    try relation.bind(1, id)
    try relation.bind(2, r.statement.map { Int(statements[$0]) })
    try relation.bind(3, rows[r.subject.source])
    try relation.bind(4, r.class.rawValue)
    try relation.bind(5, rows[r.object.source])
    try relation.bind(6, r.isAffirmed ? 1 : -1)
    try relation.bind(7, r.modality.rawValue)
    try relation.bind(8, r.former ? 1 : 0)
    try relation.bind(9, r.assertedBy.map { Int(rows[$0]) })
    try relation.bind(10, r.happenedOn?.iso)
    try relation.bind(11, r.happenedOn?.printed)
    var column = 12
    for passage in [r.subject.passage, r.object.passage, r.trigger, r.topic, r.sentence] {
      let range = passage.map { scalars.scalars($0) }
      try relation.bind(column, range?.lowerBound)
      try relation.bind(column + 1, range?.upperBound)
      column += 2
    }
    try relation.bind(22, r.rule)
    try relation.bind(23, r.confidence)
    let trigger = scalars.scalars(r.trigger)
    let row =
      earlier?.take(
        .init(
          class: r.class.rawValue, start: trigger.lowerBound, end: trigger.upperBound,
          subjectStart: scalars.scalars(r.subject.passage).lowerBound,
          objectStart: scalars.scalars(r.object.passage).lowerBound)) ?? nextRelation
    if row == nextRelation { nextRelation += 1 }
    try relation.bind(24, row)
    try relation.run()
  }

  // MARK: Soft hyphens

  /// Lends `bytes` without soft hyphens (C2 AD): themselves when they contain none.
  private func withoutSoftHyphens<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    guard Self.hasSoftHyphen(bytes) else { return try body(bytes) }
    cleaned.removeAll(keepingCapacity: true)
    var i = 0
    while i < bytes.count {
      if bytes[i] == 0xC2, i + 1 < bytes.count, bytes[i + 1] == 0xAD {
        i += 2
      } else {
        cleaned.append(bytes[i])
        i += 1
      }
    }
    return try cleaned.withUnsafeBufferPointer { try body($0) }
  }

  private static func hasSoftHyphen(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i + 1 < bytes.count {
      if bytes[i + 1] == 0xAD, bytes[i] == 0xC2 { return true }
      i += bytes[i + 1] == 0xC2 ? 1 : 2
    }
    return false
  }

  private static func withoutSoftHyphens(_ text: String) -> String {
    guard text.unicodeScalars.contains("\u{AD}") else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{AD}" }))
  }
}

/// Filters as words of the full-text index; the twin of the view `articles_text`.
enum Facets {
  static func text(published: String?, outlet: Int64?, language: String?) -> String {
    var words = ""
    if let published {
      words += "y\(published.prefix(4))"
      if published.utf8.count >= 7 {
        words += " ym\(published.prefix(4))\(published.dropFirst(5).prefix(2))"
      }
    }
    if let outlet { words += " o\(outlet)" }
    if let language { words += " l\(language)" }
    return words
  }
}

/// Fields without a column as one JSON object.
enum MetadataText {
  static func json(_ fields: [Metadata.Field]) -> String {
    let output = Output(descriptor: -1, name: "metadata", fill: 1 << 10)
    JSONText(output).value(.object(fields))
    return String(decoding: output.takeBytes(), as: UTF8.self)
  }
}

extension JSONText {
  /// A value of any shape, as its record had it.
  package func value(_ value: Metadata) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .number(let digits): number(digits)
    case .text(let text): string(text)
    case .list(let values): array { for value in values { self.value(value) } }
    case .object(let fields):
      object {
        for field in fields {
          key(field.name)
          self.value(field.value)
        }
      }
    }
  }
}
