import SQLite

/// Brings articles with letter-for-letter the same text into one family.
enum Copies {
  /// Gives every article without a family that of the first one with its text, or makes that the first
  /// of a new one. Takes one pass over the index of the hashes.
  static func join(_ connection: Connection) throws(SQLiteError) {
    let copies = try connection.query(
      """
      SELECT a.text_hash, a.id, a.family_id FROM articles a
      JOIN (SELECT text_hash FROM articles GROUP BY text_hash HAVING count(*) > 1) c
        ON c.text_hash = a.text_hash
      ORDER BY a.text_hash, a.id
      """)
    let isSame = try connection.query(
      """
      SELECT 1 FROM articles a, articles b
      WHERE a.id = ?1 AND b.id = ?2 AND a.body = b.body AND a.body <> ''
      """)
    var changes: [(article: Int64, first: Int64)] = []
    var hash: Int64?
    var first: (id: Int64, family: Int64?) = (0, nil)
    while try copies.step() {
      let id = copies.integer(1)
      if copies.integer(0) != hash {
        hash = copies.integer(0)
        first = (id, copies.isNull(2) ? nil : copies.integer(2))
        continue
      }
      guard copies.isNull(2) else { continue }
      isSame.reset()
      try isSame.bind(1, first.id)
      try isSame.bind(2, id)
      guard try isSame.step() else { continue }
      if first.family == nil {
        first.family = first.id
        changes.append((first.id, first.id))
      }
      changes.append((id, first.family ?? first.id))
    }
    let update = try connection.query("UPDATE articles SET family_id = ?2 WHERE id = ?1")
    for (article, first) in changes {
      try update.bind(1, article)
      try update.bind(2, first)
      try update.run()
    }
  }
}
