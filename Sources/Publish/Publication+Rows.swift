import SQLite
import Storage

extension Publication {
  // MARK: Tables that are taken whole

  /// Loads a table of the archive beside the published one and takes over what differs.
  func stage(_ table: PublishedSchema.Table) throws {
    let quoted = PostgresConnection.quoted
    let name = quoted(table.name)
    try postgres.execute("CREATE TEMP TABLE \(quoted("new_" + table.name)) (LIKE \(name))")
    try copy(table, into: "pg_temp." + quoted("new_" + table.name), where: "")
    let columns = table.columns.map { quoted($0.name) }
    let list = columns.joined(separator: ", ")
    let changes = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let old = columns.map { "t.\($0)" }.joined(separator: ", ")
    let new = columns.map { "excluded.\($0)" }.joined(separator: ", ")
    let written = try postgres.execute(
      """
      INSERT INTO \(name) AS t (\(list)) SELECT \(list) FROM \(quoted("new_" + table.name))
      ON CONFLICT (\(table.key.map(quoted).joined(separator: ", "))) DO UPDATE SET \(changes)
      WHERE (\(old)) IS DISTINCT FROM (\(new))
      """)
    note(table.name, written: written)
  }

  /// Takes out rows of a table that the archive has no more.
  func removeMissing(_ table: PublishedSchema.Table) throws {
    let quoted = PostgresConnection.quoted
    let new = quoted("new_" + table.name)
    let same = table.key.map { "n.\(quoted($0)) = t.\(quoted($0))" }.joined(separator: " AND ")
    let removed = try postgres.execute(
      """
      DELETE FROM \(quoted(table.name)) t WHERE NOT EXISTS (SELECT FROM \(new) n WHERE \(same))
      """)
    try postgres.execute("DROP TABLE \(new)")
    note(table.name, removed: removed)
  }

  /// Families change with every import and with «families»: they are compared on their own.
  func updateFamilies() throws {
    try postgres.execute("CREATE TEMP TABLE families (id bigint PRIMARY KEY, family_id bigint)")
    try postgres.copy(into: "pg_temp.families", ["id", "family_id"]) { rows in
      let query = try source.query(
        "SELECT id, family_id FROM articles WHERE family_id IS NOT NULL")
      while try query.step() {
        rows.row()
        rows.integer(query.integer(0))
        rows.integer(query.integer(1))
      }
    }
    let changed = try postgres.execute(
      """
      UPDATE articles a SET family_id = f.family_id FROM families f
      WHERE f.id = a.id AND a.family_id IS DISTINCT FROM f.family_id
      """)
    let left = try postgres.execute(
      """
      UPDATE articles a SET family_id = NULL
      WHERE family_id IS NOT NULL AND NOT EXISTS (SELECT FROM families f WHERE f.id = a.id)
      """)
    try postgres.execute("DROP TABLE families")
    note("articles", written: changed + left)
  }

  // MARK: Articles

  /// What an article is compared by: another one may have got its number.
  private static let marks = "id, identity, dump_id, record, outlet_id, language"

  /// Brings articles, with all that was read from them, up to the archive, batch by batch.
  func copyArticles(_ progress: (Int, Int) -> Void) throws {
    let all = Int(try source.integer("SELECT count(*) FROM articles") ?? 0)
    var reread = try Reextraction(self)
    var last: Int64 = 0
    var seen = 0
    while true {
      if isStopped() { throw PublishError.stopped }
      var wanted: [Int64: [String?]] = [:]
      let page = try source.query(
        "SELECT \(Self.marks) FROM articles WHERE id > \(last) ORDER BY id LIMIT \(options.articlesPerBatch)"
      )
      var upto = Int64.max
      while try page.step() {
        wanted[page.integer(0)] = (0...5).map { page.text($0) }
        upto = page.integer(0)
      }
      let isLast = wanted.count < options.articlesPerBatch
      seen += wanted.count
      try copy(wanted, after: last, upto: isLast ? .max : upto, &reread)
      progress(seen, all)
      if isLast { return }
      last = upto
    }
  }

  /// Writes and removes what differs among articles `after` … `upto`.
  private func copy(
    _ wanted: [Int64: [String?]], after: Int64, upto: Int64, _ reread: inout Reextraction
  ) throws {
    let isReread = reread.concerns(upto)
    var new = Set(wanted.keys)
    var gone: [Int64] = []
    for row in try postgres.rows(
      "SELECT \(Self.marks) FROM articles WHERE id > \(after) AND id <= \(upto)")
    {
      guard let id = row[0].flatMap({ Int64($0) }) else { continue }
      if !isReread, wanted[id] == row { new.remove(id) } else { gone.append(id) }
    }
    if new.isEmpty, gone.isEmpty { return }
    try postgres.transaction {
      try remove(gone, isReplaced: new)
      let range = "BETWEEN \(after + 1) AND \(upto)"
      let only = new.count == wanted.count ? nil : new
      for table in schema.tables where table.name == "articles" || table.isOfArticle {
        let key = table.name == "articles" ? "id" : "article_id"
        let rows = try copy(
          table, into: PostgresConnection.quoted(table.name), where: "WHERE \(key) \(range)",
          only: only.map { (key, $0) })
        note(table.name, written: rows)
      }
      if isReread { try reread.note(upto) }
    }
  }

  private func remove(_ gone: [Int64], isReplaced new: Set<Int64>) throws {
    if gone.isEmpty { return }
    let list = "= ANY ('{\(gone.map(String.init).joined(separator: ","))}')"
    for table in schema.tables.reversed() where table.isOfArticle {
      note(
        table.name,
        removed: try postgres.execute("DELETE FROM \(table.name) WHERE article_id \(list)"))
    }
    note("articles", removed: try postgres.execute("DELETE FROM articles WHERE id \(list)"))
  }

  // MARK: Rows

  /// Copies rows of the archive; `only` keeps those whose column has one of the numbers.
  @discardableResult
  private func copy(
    _ table: PublishedSchema.Table, into target: String, where condition: String,
    only: (column: String, values: Set<Int64>)? = nil
  ) throws -> Int {
    let names = table.columns.map(\.name)
    let query = try source.query(
      "SELECT \(table.columns.map(\.source).joined(separator: ", ")) FROM \(table.name) \(condition)"
    )
    let place = only.flatMap { names.firstIndex(of: $0.column) }
    let body = table.name == "articles" ? names.firstIndex(of: "body") : nil
    var count = 0
    try postgres.copy(into: target, names) { rows in
      while try query.step() {
        if let place, let only, !only.values.contains(query.integer(place)) { continue }
        if let body, Self.isLong(query.bytes(body)) { noteLong() }
        rows.row()
        for column in names.indices { Self.write(column, of: query, to: rows) }
      }
      count = rows.count
      note(table.name, mended: rows.mended)
    }
    return count
  }

  private static func isLong(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count > PublishedSchema.indexedCharacters
      && text.count { $0 & 0xC0 != 0x80 } > PublishedSchema.indexedCharacters
  }

  private static func write(_ column: Int, of query: borrowing Query, to rows: CopyRows) {
    switch query.kind(column) {
    case .null: rows.null()
    case .integer: rows.integer(query.integer(column))
    case .real: rows.real(query.real(column))
    case .text, .blob: rows.text(query.bytes(column))
    }
  }
}

/// A new reading of the archive's articles, of which the published rows do not know yet.
///
/// It is recognised by its run. Which articles it read cannot be determined, so all are written again, each batch once,
/// however often that is interrupted.
struct Reextraction {
  private let publication: Publication
  private let isPending: Bool
  private var upto: Int64 = 0

  init(_ publication: Publication) throws {
    self.publication = publication
    let current = try publication.rereading()
    let state = try publication.postgres.rows(
      "SELECT reread, rereading, reread_upto FROM publication"
    ).first
    isPending = state?[0] != current
    guard isPending else { return }
    if state?[1] == current {
      upto = state?[2].flatMap { Int64($0) } ?? 0
    } else {
      try publication.postgres.execute(
        "UPDATE publication SET rereading = \(PostgresConnection.literal(current)), reread_upto = 0"
      )
    }
  }

  /// True when the articles up to this one are to be written again.
  func concerns(_ last: Int64) -> Bool { isPending && last > upto }

  /// Notes, in the transaction of the batch, that they have been.
  mutating func note(_ last: Int64) throws {
    try publication.postgres.execute("UPDATE publication SET reread_upto = \(last)")
    upto = last
  }
}
