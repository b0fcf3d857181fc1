import Press
import SQLite

/// What newer rules would add, remove and change, found without writing anything.
package struct RulesDiff {
  /// One statement or relation that would differ.
  package struct Row: Sendable, Hashable {
    /// What happens to it.
    package enum Change: String, Sendable, CaseIterable { case added, removed, changed }

    package var change: Change
    /// `statement` or `relation`.
    package var what: String
    package var article: Int64
    /// Who speaks, or «who — class → whom»; as it is.
    package var was: String?
    /// The same as it would be.
    package var becomes: String?
    /// The words, or the sentence, as they are.
    package var passage: String?
    /// The same as they would be, when they differ.
    package var newPassage: String?
    /// Where it begins in the article: Unicode scalars, from 0.
    package var start: Int
    /// The rule that would find it, else the one that found it.
    package var rule: String
  }

  /// How many there are of each change.
  package struct Totals: Sendable, Hashable {
    package var articles = 0
    package var added = 0
    package var removed = 0
    package var changed = 0
    package var same = 0
  }

  /// A statement or relation in the form in which two readings are compared.
  struct Item {
    /// What makes it the same thing in both: who does what to whom, or nothing for a statement.
    var key: String
    var span: Range<Int>
    /// Everything that is told of it.
    var facts: [String]
    /// What is shown of it.
    var label: String
    var passage: String
    var rule: String
  }

  /// Compares two readings of an article; both in the order of the text.
  static func rows(
    _ what: String, of article: Int64, old: [Item], new: [Item], _ totals: inout Totals
  ) -> [Row] {
    var pairs: [(old: Int?, new: Int?)] = []
    var free = Array(new.indices)
    for (i, item) in old.enumerated() {
      let match =
        free.first { new[$0].key == item.key && new[$0].span == item.span }
        ?? free.first { new[$0].key == item.key && new[$0].span.overlaps(item.span) }
        ?? free.first { new[$0].span == item.span }
      if let match { free.removeAll { $0 == match } }
      pairs.append((i, match))
    }
    pairs += free.map { (nil, $0) }
    var rows: [Row] = []
    for pair in pairs {
      let was = pair.old.map { old[$0] }
      let becomes = pair.new.map { new[$0] }
      if let was, let becomes, was.facts == becomes.facts, was.span == becomes.span {
        totals.same += 1
        continue
      }
      let change: Row.Change = was == nil ? .added : becomes == nil ? .removed : .changed
      switch change {
      case .added: totals.added += 1
      case .removed: totals.removed += 1
      case .changed: totals.changed += 1
      }
      rows.append(
        Row(
          change: change, what: what, article: article, was: was?.label, becomes: becomes?.label,
          passage: was?.passage ?? becomes?.passage,
          newPassage: was != nil && becomes?.passage != was?.passage ? becomes?.passage : nil,
          start: was?.span.lowerBound ?? becomes?.span.lowerBound ?? 0,
          rule: becomes?.rule ?? was?.rule ?? ""))
    }
    return rows.sorted { $0.start < $1.start }
  }
}

extension Archive {
  /// Reads every article again and hands over what would change, in the order of the articles.
  ///
  /// - Parameters:
  ///   - read: makes accounts of a few hundred articles at a time.
  ///   - handle: takes each difference.
  /// - Returns: how many there were of each change.
  /// - Throws: `ArchiveError`, and what `read` and `handle` throw.
  package func difference(
    _ read: ([Article]) throws -> [Account], _ handle: (RulesDiff.Row) throws -> Void
  ) throws -> RulesDiff.Totals {
    try Self.attempt(path) {
      var totals = RulesDiff.Totals()
      let stored = try StoredItems(connection)
      var batches = StoredArticles(connection)
      while let (ids, articles) = try batches.next() {
        for (id, account) in zip(ids, try read(articles)) {
          totals.articles += 1
          let new = NewItems(account)
          let rows =
            RulesDiff.rows(
              "statement", of: id, old: try stored.statements(of: id), new: new.statements, &totals)
            + RulesDiff.rows(
              "relation", of: id, old: try stored.relations(of: id), new: new.relations, &totals)
          for row in rows { try handle(row) }
        }
      }
      return totals
    }
  }
}

/// The articles of an archive, some hundred at a time, as they are read again.
struct StoredArticles {
  private static let atATime = 512
  private let connection: Connection
  private var last: Int64 = 0

  init(_ connection: Connection) { self.connection = connection }

  /// The next articles with their rows; nil after the last.
  mutating func next() throws(SQLiteError) -> (ids: [Int64], articles: [Article])? {
    let query = try connection.query(
      """
      SELECT a.id, a.body, a.title, a.language_declared, a.published, a.published_raw, o.name
      FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id
      WHERE a.id > ?1 ORDER BY a.id LIMIT \(Self.atATime)
      """)
    try query.bind(1, last)
    var ids: [Int64] = []
    var articles: [Article] = []
    while try query.step() {
      ids.append(query.integer(0))
      var article = Article(body: query.text(1) ?? "")
      article.title = query.text(2)
      article.declaredLanguage = query.text(3)
      let printed = query.text(5)
      article.published = query.text(4).map { PressDate(iso: $0, printed: printed) }
      article.outlet = query.text(6)
      articles.append(article)
    }
    guard let end = ids.last else { return nil }
    last = end
    return (ids, articles)
  }
}

/// What the archive has noted of an article.
private final class StoredItems {
  private let statements: Query
  private let relations: Query

  init(_ connection: Connection) throws(SQLiteError) {
    statements = try connection.query(
      """
      SELECT d.start, d."end", d.kind, d.content, \(Self.key("p")), d.speaker, d.cue, d.negated, d.said_on,
        d.rule, coalesce(p.name, d.speaker, '?')
      FROM statements s JOIN statement_details d ON d.id = s.id
      LEFT JOIN sources p ON p.id = s.source_id
      WHERE s.article_id = ?1 ORDER BY s.start, s."end", s.id
      """, persistent: true)
    relations = try connection.query(
      """
      SELECT r.sentence_start, r.sentence_end, r.class, \(Self.key("s")), \(Self.key("o")),
        r.polarity, r.modality, r.former, \(Self.key("b")), r.happened_on, r.rule, s.name, o.name,
        substr(a.body, r.sentence_start + 1, r.sentence_end - r.sentence_start)
      FROM relations r JOIN articles a ON a.id = r.article_id
      JOIN sources s ON s.id = r.subject_id JOIN sources o ON o.id = r.object_id
      LEFT JOIN sources b ON b.id = r.asserted_by
      WHERE r.article_id = ?1 ORDER BY r.sentence_start, r.trigger_start, r.id
      """, persistent: true)
  }

  /// The key of a source as a reading gives it: without the article, or outlet and month, to which the
  /// archive binds it.
  private static func key(_ source: String) -> String {
    "substr(\(source).key, 1, instr(\(source).key || '@', '@') - 1)"
  }

  func statements(of article: Int64) throws(SQLiteError) -> [RulesDiff.Item] {
    statements.reset()
    try statements.bind(1, article)
    var items: [RulesDiff.Item] = []
    while try statements.step() {
      let facts = [2, 4, 5, 6, 7, 8].map { statements.text($0) ?? "" }
      items.append(
        RulesDiff.Item(
          key: "", span: span(statements.int(0), statements.int(1)), facts: facts,
          label: "\(statements.text(10) ?? "?"), \(statements.text(2) ?? "")",
          passage: statements.text(3) ?? "", rule: statements.text(9) ?? ""))
    }
    return items
  }

  func relations(of article: Int64) throws(SQLiteError) -> [RulesDiff.Item] {
    relations.reset()
    try relations.bind(1, article)
    var items: [RulesDiff.Item] = []
    while try relations.step() {
      let facts = (2...9).map { relations.text($0) ?? "" }
      items.append(
        RulesDiff.Item(
          key: facts.prefix(3).joined(separator: "\u{0}"),
          span: span(relations.int(0), relations.int(1)), facts: facts,
          label: "\(relations.text(11) ?? "") — \(facts[0]) → \(relations.text(12) ?? "")",
          passage: relations.text(13) ?? "", rule: relations.text(10) ?? ""))
    }
    return items
  }

  // What is in a file may be out of all order.
  private func span(_ start: Int, _ end: Int) -> Range<Int> { start..<max(start, end) }
}

/// What a new reading says of an article.
private struct NewItems {
  private(set) var statements: [RulesDiff.Item] = []
  private(set) var relations: [RulesDiff.Item] = []

  init(_ account: Account) {
    let scalars = ScalarIndex(of: account.article.body)
    let bytes = Array(account.article.body.utf8)
    func text(_ passage: Passage) -> String {
      String(decoding: bytes[passage.start..<passage.end], as: UTF8.self)
    }
    for s in account.statements {
      let source = s.source.map { account.sources[$0] }
      let speaker = s.speaker.map(text)
      statements.append(
        RulesDiff.Item(
          key: "", span: scalars.scalars(s.content),
          facts: [
            s.kind.rawValue, source?.key ?? "", speaker ?? "", s.cue.map { text($0.passage) } ?? "",
            s.negated ? "1" : "0", s.saidOn?.iso ?? "",
          ],
          label: "\(source?.name ?? speaker ?? "?"), \(s.kind.rawValue)",
          passage: text(s.content), rule: s.rule))
    }
    for r in account.relations {
      let subject = account.sources[r.subject.source]
      let object = account.sources[r.object.source]
      let facts = [
        r.class.rawValue, subject.key, object.key, r.isAffirmed ? "1" : "-1", r.modality.rawValue,
        r.former ? "1" : "0", r.assertedBy.map { account.sources[$0].key } ?? "",
        r.happenedOn?.iso ?? "",
      ]
      relations.append(
        RulesDiff.Item(
          key: facts.prefix(3).joined(separator: "\u{0}"), span: scalars.scalars(r.sentence),
          facts: facts, label: "\(subject.name) — \(r.class.rawValue) → \(object.name)",
          passage: text(r.sentence), rule: r.rule))
    }
    statements.sort {
      ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound)
    }
    relations.sort { $0.span.lowerBound < $1.span.lowerBound }
  }
}
