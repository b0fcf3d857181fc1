import Press
import SQLite
import Tables

/// What people decide about sources: kept in `decisions`, undone at will, and never touched by a new
/// reading of the articles.
///
/// A merged source keeps its own row and everything that refers to it; the views show it as the one
/// into which it was merged. So a merge holds for articles that come later, and undoing it loses
/// nothing.
package final class Decisions {
  /// One thing that was decided.
  package struct Decision: Sendable, Hashable {
    package var id: Int64
    /// ISO 8601, UTC.
    package var madeAt: String
    /// merge, split, rename.
    package var kind: String
    /// The key of the source that it is about.
    package var subject: String
    /// What it was about, as JSON.
    package var detail: String
    /// When it was undone; nil while it holds.
    package var undoneAt: String?
  }

  private let path: String
  private let archive: Archive
  var connection: Connection { archive.connection }

  /// Opens the archive at `path` for decisions, and takes its write lock.
  ///
  /// - Throws: `ArchiveError`.
  package init(_ path: String) throws {
    self.path = path
    archive = try Archive(writing: path, creating: false)
    archive.connection.stopsWhenAsked()
  }

  /// The sources that answer to a name, those that are merged included.
  package func sources(named name: String, names: NameKnowledge = .none) throws
    -> [SourceMatch]
  {
    try archive.sources(named: name, names: names)
  }

  /// The one source that answers to a name.
  ///
  /// - Throws: `QuestionError.unknownSource`, `QuestionError.severalSources`.
  package func source(named name: String, names: NameKnowledge = .none) throws
    -> SourceMatch
  {
    try archive.source(named: name, names: names)
  }

  func exactSource(_ key: String) throws -> SourceMatch? { try archive.exactSource(key) }

  /// Makes `source` count as `target` from now on, with all that is merged into it.
  ///
  /// - Returns: the decision.
  @discardableResult
  package func merge(_ source: SourceMatch, into target: SourceMatch) throws -> Int64 {
    try change { try mergeRows(source, into: target) }
  }

  @discardableResult
  func mergeRows(_ source: SourceMatch, into target: SourceMatch) throws -> Int64 {
    let root = try root(of: target.id)
    guard source.id != root else {
      throw source.id == target.id
        ? DecisionError.itself(name: source.name, key: source.key)
        : DecisionError.mergedAlready(source: target.key, into: source.key)
    }
    let moved = try ids("SELECT id FROM sources WHERE id = ?1 OR merged_into = ?1", source.id)
    let before = try connection.integer(
      "SELECT merged_into FROM sources WHERE id = ?1", .integer(source.id))
    try connection.run(
      "UPDATE sources SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1",
      .integer(source.id), .integer(root))
    try Tallies(connection).countAgain(sources: moved + [root])
    return try note(
      "merge", source.key,
      [("into", .text(try key(of: root))), ("moved", .ids(moved)), ("before", .id(before))])
  }

  /// Makes a merged source count as itself again.
  @discardableResult
  package func split(key: String) throws -> Int64 {
    try change {
      guard let decision = try splitRow(key: key) else { throw DecisionError.notMerged(key: key) }
      return decision
    }
  }

  /// The decision; nil when the source is not merged into another one.
  func splitRow(key: String) throws -> Int64? {
    let row = try connection.query(
      "SELECT id, merged_into FROM sources WHERE key = ?1 AND merged_into IS NOT NULL")
    try row.bind(1, key)
    guard try row.step() else { return nil }
    let (id, target) = (row.integer(0), row.integer(1))
    row.reset()
    try connection.run("UPDATE sources SET merged_into = NULL WHERE id = ?1", .integer(id))
    try Tallies(connection).countAgain(sources: [id, target])
    return try note("split", key, [("moved", .ids([id])), ("before", .id(target))])
  }

  /// Shows `source` under another name. The old one still finds it.
  @discardableResult
  package func rename(_ source: SourceMatch, to name: String) throws -> Int64 {
    try change {
      let others = try connection.query(
        """
        SELECT DISTINCT s.name, s.key FROM source_names n JOIN sources s ON s.id = n.source_id
        WHERE n.key = ?1 AND ?2 NOT IN (s.id, coalesce(s.merged_into, 0))
        """)
      try others.bind(1, NameKey.name(name))
      try others.bind(2, source.id)
      while try others.step() {
        let (other, key) = (others.text(0) ?? "", others.text(1) ?? "")
        if NameKey.name(other) == NameKey.name(name) {
          throw DecisionError.taken(name: other, key: key)
        }
      }
      return try renameRow(source, to: name)
    }
  }

  @discardableResult
  func renameRow(_ source: SourceMatch, to name: String) throws -> Int64 {
    let key = NameKey.name(name)
    guard !key.isEmpty else { throw DecisionError.emptyName }
    guard OneLine.fits(name) else { throw DecisionError.noName }
    let before =
      try connection.text(
        "SELECT name FROM sources WHERE id = \(source.id)") ?? source.name
    try connection.run(
      "UPDATE sources SET name = ?2 WHERE id = ?1", .integer(source.id), .text(name))
    try connection.run(
      """
      INSERT INTO source_names (source_id, name, name_kind, key)
      SELECT ?1, ?2, 'name', ?3 WHERE NOT EXISTS (
        SELECT 1 FROM source_names WHERE source_id = ?1 AND name = ?2 AND name_kind = 'name')
      """, .integer(source.id), .text(name), .text(key))
    return try note("rename", source.key, [("name", .text(name)), ("was", .text(before))])
  }

  /// Undoes the last decision that still holds.
  ///
  /// - Returns: what was undone.
  /// - Throws: `DecisionError.nothingToUndo`.
  @discardableResult
  package func undo(marksToo: Bool = false) throws -> Decision {
    try change {
      let standing = try list(limit: 1, marksToo ? .standing : .standingOfSources)
      guard let last = standing.first else { throw DecisionError.nothingToUndo }
      switch last.kind {
      case "merge", "split":
        // Those that were moved along stood at the source; the source where it stood before.
        try connection.run(
          """
          UPDATE sources SET merged_into = iif(key = ?2,
            json_extract(?1, '$.before'), (SELECT id FROM sources WHERE key = ?2))
          WHERE id IN (SELECT value FROM json_each(?1, '$.moved'))
          """, .text(last.detail), .text(last.subject))
        try countAgain(after: last)
      case "rename":
        try connection.run(
          "UPDATE sources SET name = json_extract(?1, '$.was') WHERE key = ?2",
          .text(last.detail), .text(last.subject))
      default: break
      }
      try connection.run(
        "UPDATE decisions SET undone_at = ?2 WHERE id = ?1", .integer(last.id), .text(Clock.now()))
      return last
    }
  }

  /// Decisions, the latest first.
  package func list(limit: Int = 100) throws -> [Decision] {
    try Archive.attempt(path) { try list(limit: limit, .all) }
  }

  private enum Which: String {
    case all = "1"
    case standing = "undone_at IS NULL"
    case standingOfSources = "undone_at IS NULL AND kind IN ('merge', 'split', 'rename')"
  }

  private func list(limit: Int, _ which: Which) throws -> [Decision] {
    let query = try connection.query(
      """
      SELECT id, made_at, kind, iif(subject = '', target, subject), detail, undone_at FROM decisions
      WHERE \(which.rawValue) ORDER BY id DESC LIMIT ?1
      """)
    try query.bind(1, limit)
    var decisions: [Decision] = []
    while try query.step() {
      decisions.append(
        Decision(
          id: query.integer(0), madeAt: query.text(1) ?? "", kind: query.text(2) ?? "",
          subject: query.text(3) ?? "", detail: query.text(4) ?? "", undoneAt: query.text(5)))
    }
    return decisions
  }

  // MARK: Families

  /// Notes of which family of near-duplicates articles are: article and first article of its family.
  ///
  /// All in one transaction; an article that is its family's first is noted with itself.
  package func setFamilies(_ families: some Sequence<(article: Int64, first: Int64)>) throws {
    try change {
      let update = try connection.query(
        "UPDATE articles SET family_id = ?2 WHERE id = ?1", persistent: true)
      for (article, first) in families {
        try update.bind(1, article)
        try update.bind(2, first)
        try update.run()
      }
    }
  }

  // MARK: Helpers

  func change<Result>(_ body: () throws -> Result) throws -> Result {
    try archive.change(body)
  }

  /// Counts again what the sources say that a merge or a split has moved, and where they stood.
  private func countAgain(after decision: Decision) throws {
    let query = try connection.query(
      """
      SELECT value FROM json_each(?1, '$.moved')
      UNION SELECT json_extract(?1, '$.before') WHERE json_extract(?1, '$.before') IS NOT NULL
      UNION SELECT id FROM sources WHERE key = ?2 OR key = json_extract(?1, '$.into')
      """)
    try query.bind([.text(decision.detail), .text(decision.subject)])
    var sources: [Int64] = []
    while try query.step() { sources.append(query.integer(0)) }
    try Tallies(connection).countAgain(sources: sources)
  }

  private func root(of id: Int64) throws -> Int64 {
    try connection.integer(
      "SELECT coalesce(merged_into, id) FROM sources WHERE id = ?1", .integer(id)) ?? id
  }

  private func key(of id: Int64) throws -> String {
    try connection.text("SELECT key FROM sources WHERE id = \(id)") ?? ""
  }

  private func ids(_ sql: String, _ id: Int64) throws -> [Int64] {
    let query = try connection.query(sql)
    try query.bind(1, id)
    var ids: [Int64] = []
    while try query.step() { ids.append(query.integer(0)) }
    return ids
  }

  private enum Fact {
    case text(String)
    case id(Int64?)
    case ids([Int64])
  }

  private func note(
    _ kind: String, _ subject: String, _ facts: [(String, Fact)]
  ) throws -> Int64 {
    let output = Output(descriptor: -1, name: "decision", fill: 1 << 8)
    let json = JSONText(output)
    json.object {
      for (name, fact) in facts {
        json.key(name)
        switch fact {
        case .text(let text): json.string(text)
        case .id(let id): if let id { json.integer(id) } else { json.null() }
        case .ids(let ids): json.array { for id in ids { json.integer(id) } }
        }
      }
    }
    try connection.run(
      "INSERT INTO decisions (made_at, kind, subject, detail) VALUES (?1, ?2, ?3, ?4)",
      .text(Clock.now()), .text(kind), .text(subject),
      .text(String(decoding: output.takeBytes(), as: UTF8.self)))
    return connection.lastInsertedRow
  }
}

/// A decision that cannot be made.
package enum DecisionError: Error, CustomStringConvertible {
  case itself(name: String, key: String)
  case mergedAlready(source: String, into: String)
  case notMerged(key: String)
  case nothingToUndo
  case emptyName
  /// A name of several lines, or longer than any name.
  case noName
  /// The name of another source.
  case taken(name: String, key: String)

  package var description: String {
    switch self {
    case .itself(let name, let key): "both are \(name) (\(key)) already"
    case .mergedAlready(let source, let target):
      "\(source) counts as \(target) already; 'dossier sources split \(source)' takes it out again"
    case .notMerged(let key): "\(key) is not merged into another source"
    case .nothingToUndo: "there is no decision to undo"
    case .emptyName: "a source needs a name"
    case .noName:
      "a name is one line of at most \(OneLine.most) characters, none of them a control character"
    case .taken(let name, let key):
      "«\(name)» is the name of another source, \(key); 'dossier sources merge' makes two sources one"
    }
  }
}

extension Archive {
  /// What was decided about sources, the latest first, with what was undone.
  package func sourceDecisions() throws -> Rows {
    try rows(
      """
      SELECT id, made_at, kind, subject, detail, undone_at FROM decisions
      WHERE kind IN ('merge', 'split', 'rename') ORDER BY id DESC
      """, [])
  }
}
