import SQLite

/// The ids that the statements and relations of an article had before it was read again, so that what
/// is found again keeps its id.
///
/// A statement is the same when its span is; a relation when its class and the places of trigger,
/// subject and object are: what decisions name them by. They are asked on a connection of their own,
/// which sees the archive as it was before the change that is under way.
final class EarlierIDs {
  /// What makes a row the same in two readings; offsets in Unicode scalars.
  struct Key: Hashable {
    /// The class of a relation; empty for a statement.
    var `class` = ""
    /// The span of the statement's content or the relation's trigger.
    var start: Int
    var end: Int
    var subjectStart = 0
    var objectStart = 0
  }

  private let statements: Query
  private let relations: Query
  /// The ids that nothing has taken yet, the smallest last.
  private var ids: [Key: [Int64]] = [:]

  /// - Throws: `SQLiteError` when the archive at `path` cannot be opened.
  init(ofArchive path: String) throws(SQLiteError) {
    let connection = try Connection(path: path, mode: .readOnly)
    statements = try connection.query(
      "SELECT id, start, \"end\" FROM statements WHERE article_id = ?1 ORDER BY id DESC",
      persistent: true)
    relations = try connection.query(
      """
      SELECT id, trigger_start, trigger_end, subject_start, object_start, class FROM relations
      WHERE article_id = ?1 ORDER BY id DESC
      """, persistent: true)
  }

  /// Forgets the article before, and looks up the ids of this one.
  func move(to article: Int64) throws(SQLiteError) {
    ids.removeAll(keepingCapacity: true)
    statements.reset()
    try statements.bind(1, article)
    while try statements.step() {
      let key = Key(start: statements.int(1), end: statements.int(2))
      ids[key, default: []].append(statements.integer(0))
    }
    relations.reset()
    try relations.bind(1, article)
    while try relations.step() {
      let key = Key(
        class: relations.text(5) ?? "", start: relations.int(1), end: relations.int(2),
        subjectStart: relations.int(3), objectStart: relations.int(4))
      ids[key, default: []].append(relations.integer(0))
    }
    statements.reset()
    relations.reset()
  }

  /// The id of what was found there before, each once; nil for what is new.
  func take(_ key: Key) -> Int64? { ids[key]?.popLast() }
}
