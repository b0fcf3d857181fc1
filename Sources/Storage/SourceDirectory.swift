import Press
import SQLite

/// Same person, same row: finds or makes the rows of sources, their names, and outlets.
final class SourceDirectory {
  /// How many keys are kept in memory; beyond it the directory asks the database again.
  private static let remembered = 400_000

  /// Where an article is: what bounds a source that is not the same in every article.
  struct Place {
    /// `articles.text_hash`
    var text: Int64
    /// The key of the outlet, and the month as `2023-05`; nil when the article lacks either.
    var month: String?

    init(of article: Article, text: Int64) {
      self.text = text
      if let outlet = article.outlet, let date = article.published?.iso, date.utf8.count >= 7 {
        month = "\(NameKey.fold(outlet))/\(date.prefix(7))"
      }
    }
  }

  private var ids: [String: Int64] = [:]
  private var outlets: [String: Int64] = [:]
  /// The names of the sources in `ids`, and of those that were just met: hashes of row, name and kind.
  private var names: Set<Int> = []
  private var nextID: Int64
  private let find: Query
  private let keyOfRow: Query
  /// The rows of all keys, while there is no index of them.
  private var rows: RowsByHash?
  private let shownName: Query
  private let insert: Query
  private let insertName: Query
  private let namesOfRow: Query
  private let connection: Connection

  /// - Throws: `ArchiveError.damaged` when the archive at `path` has rows beyond the last that a
  ///   writer may give.
  init(_ connection: Connection, at path: String) throws {
    self.connection = connection
    nextID = try connection.nextRow(of: "sources", most: RowsByHash.mostRows, at: path)
    for table in ["source_names", "outlets"] { _ = try connection.nextRow(of: table, at: path) }
    find = try connection.query("SELECT id FROM sources WHERE key = ?1")
    keyOfRow = try connection.query("SELECT key FROM sources WHERE id = ?1")
    shownName = try connection.query("SELECT name FROM sources WHERE id = ?1")
    insert = try connection.query(
      "INSERT INTO sources (id, key, kind, name, country) VALUES (?1, ?2, ?3, ?4, ?5)")
    insertName = try connection.query(
      "INSERT INTO source_names (source_id, name, name_kind, key) VALUES (?1, ?2, ?3, ?4)")
    namesOfRow = try connection.query(
      "SELECT name, name_kind FROM source_names WHERE source_id = ?1")
    if try !LateIndexes.have("sources_by_key", connection) { try leaveIndex() }
  }

  /// True when keys are looked up in the index.
  var hasIndex: Bool { rows == nil }

  /// Looks keys up in memory from now on, where all that are there are gathered: an index of keys, which
  /// come in no order, is written again with every batch of a large import.
  func leaveIndex() throws {
    let count = Int(try connection.integer("SELECT count(*) FROM sources") ?? 0)
    let rows = RowsByHash(capacity: count)
    let query = try connection.query("SELECT key, id FROM sources")
    while try query.step() {
      rows.insert(Self.hash(query.text(0) ?? ""), row: query.integer(1))
    }
    self.rows = rows
  }

  private static func hash(_ key: String) -> Int64 {
    var hasher = Hasher()
    hasher.combine(key)
    return Int64(hasher.finalize())
  }

  /// The row of a source, made when it is new; every name that the article uses is noted.
  ///
  /// `acts` when it says or does something there. Who has no name and is only spoken of («les pays»)
  /// is the same row in every article: nobody asks which ones they were.
  func id(of source: Source, at place: Place, acts: Bool) throws -> Int64 {
    let isOfArticle = source.reach == .article && acts
    let isShared = source.reach == .article && !acts
    let key = isShared ? source.key : Self.key(of: source, at: place)
    let id: Int64
    if let known = ids[key] {
      id = known
    } else {
      // Both together: the names of a source in `ids` are in `names`.
      if ids.count >= Self.remembered || names.count >= Self.remembered * 2 {
        ids.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
      }
      id = try row(of: source, key)
      if !isOfArticle { ids[key] = id }
    }
    if source.kind == .person, source.reach != .article { try show(source.name, key, of: id) }
    if source.names.isEmpty { try note(source.name, .name, of: id) }
    for name in source.names where Self.isName(name, of: source.kind) {
      try note(name.text, name.kind, of: id)
    }
    return id
  }

  /// The key in the archive: that of the source, and after `@` the article, or outlet and month, to
  /// which it is bound.
  private static func key(of source: Source, at place: Place) -> String {
    switch source.reach {
    case .everywhere: return source.key
    case .month where place.month != nil: return "\(source.key)@\(place.month ?? "")"
    case .month, .article:
      return "\(source.key)@\(String(UInt64(bitPattern: place.text), radix: 16))"
    }
  }

  /// Shows a person under a name of this article when it is better than the one that is shown.
  ///
  /// Which one is better does not depend on the order of articles; what a person has decided stays.
  private func show(_ name: String, _ key: String, of id: Int64) throws {
    guard noteShown(name, of: id) else { return }
    try shownName.bind(1, id)
    let isBetter = try shownName.step() && ShownName(name) < ShownName(shownName.text(0) ?? "")
    shownName.reset()
    guard isBetter else { return }
    try connection.run(
      """
      UPDATE sources SET name = ?2 WHERE id = ?1 AND NOT EXISTS (
        SELECT 1 FROM decisions WHERE kind = 'rename' AND subject = ?3 AND undone_at IS NULL)
      """, .integer(id), .text(name), .text(key))
  }

  /// False when a name was met before as one under which a source may be shown.
  @discardableResult
  private func noteShown(_ name: String, of id: Int64) -> Bool {
    var hasher = Hasher()
    hasher.combine(id)
    hasher.combine(name)
    return names.insert(hasher.finalize()).inserted
  }

  /// False for the common nouns by which an article calls a state or a person («regime», «ministre»):
  /// under them everybody would be found.
  private static func isName(_ name: Source.Name, of kind: Source.Kind) -> Bool {
    switch kind {
    case .state: name.kind == .demonym || name.text.first?.isLowercase != true
    case .person: name.text.contains { $0.isUppercase } || !name.text.contains { $0.isLowercase }
    default: true
    }
  }

  private func row(of key: String) throws -> Int64? {
    guard let rows else {
      try find.bind(1, key)
      defer { find.reset() }
      return try find.step() ? find.integer(0) : nil
    }
    for row in rows.rows(Self.hash(key)) {
      try keyOfRow.bind(1, row)
      defer { keyOfRow.reset() }
      if try keyOfRow.step(), keyOfRow.text(0) == key { return row }
    }
    return nil
  }

  private func row(of source: Source, _ key: String) throws -> Int64 {
    if let row = try row(of: key) {
      try recall(row)
      return row
    }
    let id = nextID
    nextID += 1
    try insert.bind(1, id)
    try insert.bind(2, key)
    try insert.bind(3, source.kind.rawValue)
    try insert.bind(4, source.name)
    try insert.bind(5, source.country)
    try insert.run()
    rows?.insert(Self.hash(key), row: id)
    noteShown(source.name, of: id)
    try note(source.name, .name, of: id)
    return id
  }

  private func note(_ name: String, _ kind: Source.NameKind, of id: Int64) throws {
    // A clash of two hashes would lose a name; one in 2^64 pairs does.
    guard names.insert(Self.hash(name, kind.rawValue, of: id)).inserted else { return }
    try insertName.bind(1, id)
    try insertName.bind(2, name)
    try insertName.bind(3, kind.rawValue)
    try insertName.bind(4, NameKey.name(name))
    try insertName.run()
  }

  /// Takes the names that the archive has of a source, so that none is noted twice.
  private func recall(_ id: Int64) throws {
    try namesOfRow.bind(1, id)
    defer { namesOfRow.reset() }
    while try namesOfRow.step() {
      names.insert(Self.hash(namesOfRow.text(0) ?? "", namesOfRow.text(1) ?? "", of: id))
    }
  }

  private static func hash(_ name: String, _ kind: String, of id: Int64) -> Int {
    var hasher = Hasher()
    hasher.combine(id)
    hasher.combine(name)
    hasher.combine(kind)
    return hasher.finalize()
  }

  /// The row of an outlet, made when it is new. Its printed name stays as it was first met.
  func outlet(_ name: String) throws -> Int64 {
    if let id = outlets[name] { return id }
    let key = NameKey.fold(name)
    try connection.run(
      "INSERT OR IGNORE INTO outlets (name, key) VALUES (?1, ?2)", .text(name), .text(key))
    let id = try connection.integer("SELECT id FROM outlets WHERE key = ?1", .text(key)) ?? 0
    if outlets.count < 100_000 { outlets[name] = id }
    return id
  }
}
