import Press
import SQLite

/// What a tag, a note or a hiding is about: something a person names by its row or its name.
package enum MarkTarget: Sendable, Hashable {
  case article(Int64)
  case statement(Int64)
  case relation(Int64)
  /// A source by one of its names, its key, or «#» and its row.
  case source(String)
  /// An outlet by its name.
  case outlet(String)

  /// Reads `statement:12`, `source:Oslo`, `outlet:Le Phare`; a bare number is an article.
  package init?(_ text: String) {
    if let id = Int64(text) {
      self = .article(id)
      return
    }
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let rest = String(text[text.index(after: colon)...])
    guard !rest.isEmpty else { return nil }
    switch (text[..<colon], Int64(rest)) {
    case ("article", let id?): self = .article(id)
    case ("statement", let id?): self = .statement(id)
    case ("relation", let id?): self = .relation(id)
    case ("source", _): self = .source(rest)
    case ("outlet", _): self = .outlet(rest)
    default: return nil
    }
  }
}

extension MarkTarget: CustomStringConvertible {
  /// As a person types it.
  package var description: String {
    switch self {
    case .article(let id): "article:\(id)"
    case .statement(let id): "statement:\(id)"
    case .relation(let id): "relation:\(id)"
    case .source(let name): "source:\(name)"
    case .outlet(let name): "outlet:\(name)"
    }
  }
}

/// Something that is to be marked and is not there.
package enum MarkError: Error, CustomStringConvertible {
  case missing(String)
  case unmarked(kind: String, String)
  /// A line that is no decision.
  case noDecision(line: Int, problem: String)
  /// A decision about what there is not.
  case unknown(what: String, String)

  package var description: String {
    switch self {
    case .missing(let what): "there is no \(what)"
    case .unmarked(let kind, let what): "\(what) has no such \(kind)"
    case .noDecision(let line, let problem):
      "line \(line) is no decision as 'dossier decisions export' writes them: \(problem)"
    case .unknown(let what, let name): "there is no \(what) «\(name)»"
    }
  }
}

/// What a decision is attached to: keys and places in texts, never rows.
struct Anchor: Hashable {
  var target: String
  var subject = ""
  var textHash: Int64?
  var outlet: String?
  var start: Int64?
  var end: Int64?

  /// The condition that finds decisions with this anchor, and its values from `?1` on.
  static let condition = """
    target = ?1 AND subject = ?2 AND text_hash IS ?3 AND outlet IS ?4 AND start IS ?5 AND "end" IS ?6
    """
  var values: [Value] {
    func number(_ value: Int64?) -> Value { value.map { .integer($0) } ?? .null }
    return [
      .text(target), .text(subject), number(textHash), Value(outlet), number(start), number(end),
    ]
  }
}

extension Decisions {
  /// Kinds of marks, as `decisions.kind` has them.
  package enum Mark: String, Sendable, CaseIterable { case tag, note, hide }

  /// Marks things; what is marked so already stays as it is.
  ///
  /// - Parameters:
  ///   - kind: what kind of mark.
  ///   - value: the tag or the note; nil for hiding.
  ///   - targets: what is marked.
  /// - Returns: how many marks are new.
  /// - Throws: `MarkError`, `QuestionError`, `ArchiveError`; then nothing is marked.
  @discardableResult
  package func mark(_ kind: Mark, _ value: String?, _ targets: [MarkTarget]) throws -> Int {
    try change {
      var made = 0
      for target in targets {
        let anchor = try anchor(of: target)
        let isThere = try !standing(kind, value, anchor).isEmpty
        if isThere { continue }
        try connection.run(
          """
          INSERT INTO decisions (target, subject, text_hash, outlet, start, "end", made_at, kind, value)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
          """, anchor.values + [.text(Clock.now()), .text(kind.rawValue), Value(value)])
        made += 1
      }
      return made
    }
  }

  /// Takes marks back; without a value all of that kind.
  ///
  /// - Returns: how many were taken back.
  /// - Throws: `MarkError.unmarked` when a target has none.
  @discardableResult
  package func unmark(_ kind: Mark, _ value: String?, _ targets: [MarkTarget]) throws -> Int {
    try change {
      var taken = 0
      for target in targets {
        let ids = try standing(kind, value, try anchor(of: target))
        if ids.isEmpty { throw MarkError.unmarked(kind: kind.rawValue, "\(target)") }
        for id in ids {
          try connection.run(
            "UPDATE decisions SET undone_at = ?2 WHERE id = ?1", .integer(id), .text(Clock.now()))
        }
        taken += ids.count
      }
      return taken
    }
  }

  private func standing(_ kind: Mark, _ value: String?, _ anchor: Anchor) throws -> [Int64] {
    let query = try connection.query(
      """
      SELECT id FROM decisions WHERE \(Anchor.condition) AND kind = ?7 AND undone_at IS NULL
        AND (?8 IS NULL OR value = ?8)
      """)
    try query.bind(anchor.values + [.text(kind.rawValue), Value(value)])
    var ids: [Int64] = []
    while try query.step() { ids.append(query.integer(0)) }
    return ids
  }

  private func anchor(of target: MarkTarget) throws -> Anchor {
    switch target {
    case .article(let id):
      return try anchor("article", id, "'', NULL, NULL FROM articles a WHERE a.id = ?1")
    case .statement(let id):
      return try anchor(
        "statement", id,
        "'', x.start, x.\"end\" FROM statements x JOIN articles a ON a.id = x.article_id "
          + "WHERE x.id = ?1")
    case .relation(let id):
      return try anchor(
        "relation", id,
        "x.class || ' ' || x.subject_start || ' ' || x.object_start, x.trigger_start, "
          + "x.trigger_end FROM relations x JOIN articles a ON a.id = x.article_id WHERE x.id = ?1")
    case .source(let name):
      return Anchor(target: "source", subject: try source(named: name).key)
    case .outlet(let name):
      let key = NameKey.fold(name)
      guard try connection.integer("SELECT 1 FROM outlets WHERE key = ?1", .text(key)) != nil else {
        throw MarkError.missing("outlet «\(name)»")
      }
      return Anchor(target: "outlet", subject: key)
    }
  }

  private func anchor(_ target: String, _ id: Int64, _ rest: String) throws -> Anchor {
    let query = try connection.query(
      """
      SELECT a.text_hash, (SELECT key FROM outlets o WHERE o.id = a.outlet_id), \(rest)
      """)
    try query.bind(1, id)
    guard try query.step() else { throw MarkError.missing("\(target) \(id)") }
    return Anchor(
      target: target, subject: query.text(2) ?? "", textHash: query.integer(0),
      outlet: query.text(1), start: query.isNull(3) ? nil : query.integer(3),
      end: query.isNull(4) ? nil : query.integer(4))
  }

  // MARK: To another archive

  /// The columns of a decision as they are exported; hashes are texts, since other programs round
  /// numbers of 64 bits.
  package static let exported = """
    SELECT made_at, kind, target, subject, CAST(text_hash AS TEXT) AS text_hash, outlet, start, "end",
      value, detail
    FROM decisions WHERE undone_at IS NULL ORDER BY id
    """

  /// What became of imported decisions.
  package struct Taken: Sendable, Hashable {
    /// Taken over.
    package var new = 0
    /// There already.
    package var known = 0
    /// About sources that this archive does not have, by their keys.
    package var missing: [String] = []
  }

  /// Takes over decisions that were exported from another archive, one JSON object each.
  ///
  /// Marks on articles hold as soon as the article is there. Merges and names need their sources.
  ///
  /// - Throws: `MarkError` with the line that cannot be read; then nothing is taken over.
  package func take(_ lines: [String]) throws -> Taken {
    try change {
      var taken = Taken()
      for (i, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
        do { try take(line, &taken) } catch let error as SQLiteError where error.isOfStatement {
          throw MarkError.noDecision(line: i + 1, problem: error.message)
        } catch let error as DecisionError {
          throw MarkError.noDecision(line: i + 1, problem: "\(error)")
        } catch let error as MarkError {
          throw MarkError.noDecision(line: i + 1, problem: "\(error)")
        }
      }
      return taken
    }
  }

  private func take(_ line: String, _ taken: inout Taken) throws {
    let query = try connection.query(
      """
      SELECT \(["made_at", "kind", "target", "subject", "text_hash", "outlet", "start", "end", "value",
        "detail", "detail.into", "detail.name"].map { "json_extract(?1, '$.\($0)')" }
        .joined(separator: ", "))
      """)
    try query.bind(1, line)
    guard try query.step() else { return }
    let kind = query.text(1) ?? ""
    let subject = query.text(3) ?? ""
    if Mark(rawValue: kind) == nil {
      guard ["merge", "rename", "split"].contains(kind) else {
        throw MarkError.unknown(what: "kind", kind)
      }
      return try takeSourceDecision(kind, subject, detail: query.text(9) ?? "{}", &taken)
    }
    let target = query.text(2) ?? ""
    let value = query.text(8)
    guard ["article", "statement", "relation", "source", "outlet"].contains(target) else {
      throw MarkError.unknown(what: "target", target)
    }
    if kind != "hide", value?.isEmpty ?? true { throw MarkError.unknown(what: kind, "") }
    let values: [Value] = [
      .text(target), .text(subject),
      query.text(4).flatMap(Int64.init).map { .integer($0) }
        ?? .null, Value(query.text(5)), query.isNull(6) ? .null : .integer(query.integer(6)),
      query.isNull(7) ? .null : .integer(query.integer(7)), .text(kind), Value(value),
    ]
    let known = try connection.query(
      """
      SELECT 1 FROM decisions WHERE \(Anchor.condition) AND kind = ?7 AND value IS ?8
        AND undone_at IS NULL
      """)
    try known.bind(values)
    if try known.step() {
      taken.known += 1
      return
    }
    try connection.run(
      """
      INSERT INTO decisions (target, subject, text_hash, outlet, start, "end", kind, value, made_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """, values + [.text(query.text(0) ?? Clock.now())])
    taken.new += 1
  }

  private func takeSourceDecision(
    _ kind: String, _ subject: String, detail: String, _ taken: inout Taken
  ) throws {
    let into = try connection.text("SELECT json_extract(?1, '$.into')", .text(detail))
    let name = try connection.text("SELECT json_extract(?1, '$.name')", .text(detail))
    for key in [subject] + (kind == "merge" ? [into ?? ""] : [])
    where try connection.integer("SELECT 1 FROM sources WHERE key = ?1", .text(key)) == nil {
      taken.missing.append(key)
      return
    }
    switch kind {
    case "merge":
      let isDone =
        try connection.integer(
          """
          SELECT 1 FROM sources s JOIN sources t ON t.id = s.merged_into WHERE s.key = ?1 AND t.key = ?2
          UNION SELECT 1 FROM decisions WHERE kind = 'merge' AND subject = ?1
            AND json_extract(detail, '$.into') = ?2 AND undone_at IS NULL
          """, .text(subject), .text(into ?? "")) != nil
      if isDone {
        taken.known += 1
      } else if let source = try exactSource(subject),
        let target = try exactSource(into ?? "")
      {
        try mergeRows(source, into: target)
        taken.new += 1
      }
    case "rename":
      guard let source = try exactSource(subject), let name else { return }
      if source.name == name {
        taken.known += 1
      } else {
        try renameRow(source, to: name)
        taken.new += 1
      }
    case "split":
      if try splitRow(key: subject) == nil { taken.known += 1 } else { taken.new += 1 }
    default: break
    }
  }
}
