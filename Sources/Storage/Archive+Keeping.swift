import SQLite

/// What an archive tells of itself, and copies of it.
extension Archive {
  /// The runs of commands that add, read again or remove articles, the latest first.
  ///
  /// - Parameter withFiles: adds the files of each run as a JSON list.
  /// - Returns: the rows.
  /// - Throws: `ArchiveError`.
  package func runs(withFiles: Bool) throws -> Rows {
    let files = """
      , (SELECT json_group_array(json_object('path', d.path, 'entry', d.entry, 'format', d.format,
          'sha256', d.sha256, 'found', d.found, 'stored', d.stored, 'duplicates', d.duplicates,
          'rejected', d.rejected, 'forgotten', d.forgotten, 'finished_at', d.finished_at))
        FROM dumps d WHERE d.run_id = r.id) AS dumps
      """
    return try rows(
      """
      SELECT r.id, r.kind, r.started_at, r.finished_at,
        (SELECT count(*) FROM dumps d WHERE d.run_id = r.id) AS files,
        r.found, r.articles, r.duplicates, r.rejected, r.forgotten, r.undone_at,
        r.dossier_version, r.rules_version\(withFiles ? files : "")
      FROM runs r ORDER BY r.id DESC
      """, [])
  }

  /// The imports that have not ended, the first one first: they are at work, or were stopped. One whose
  /// dumps a later import has completed is none of them.
  package func unfinishedImports() throws -> [Int64] {
    let runs = try rows(
      """
      SELECT id FROM runs r
      WHERE kind = 'import' AND finished_at IS NULL AND undone_at IS NULL
        AND (id = (SELECT max(id) FROM runs WHERE kind = 'import')
          OR EXISTS (SELECT 1 FROM dumps d WHERE d.run_id = r.id AND d.finished_at IS NULL))
      ORDER BY id
      """, [])
    var ids: [Int64] = []
    while try runs.next() { ids.append(runs.integer(0)) }
    return ids
  }

  /// What was decided, the latest first, beside the rows that it is about today; its subject is the key of
  /// a source or an outlet, the title of an article, the words of a statement or a relation.
  package func decisions() throws -> Rows {
    try rows(
      """
      SELECT d.id, d.made_at, d.kind, d.target,
        (SELECT group_concat(m.row_id, ' ') FROM marks m WHERE m.decision_id = d.id) AS rows,
        coalesce(
          CASE d.target
            WHEN 'article' THEN (
              SELECT coalesce(a.title, substr(a.body, 1, 80)) FROM articles a
              WHERE a.text_hash = d.text_hash ORDER BY a.id LIMIT 1)
            WHEN 'statement' THEN (
              SELECT substr(a.body, d.start + 1, min(d."end" - d.start, 160)) FROM articles a
              WHERE a.text_hash = d.text_hash ORDER BY a.id LIMIT 1)
            WHEN 'relation' THEN (
              SELECT substr(d.subject, 1, instr(d.subject, ' ') - 1) || ': '
                || substr(a.body, d.start + 1, min(d."end" - d.start, 160)) FROM articles a
              WHERE a.text_hash = d.text_hash ORDER BY a.id LIMIT 1)
          END, d.subject) AS subject,
        d.value, d.detail, d.undone_at
      FROM decisions d ORDER BY d.id DESC
      """, [])
  }

  /// True when an import has read the file to which `path` leads.
  package func wasRead(_ path: String) throws -> Bool {
    guard let target = FileSystem.Identity(path) else { return false }
    let paths = try rows("SELECT DISTINCT path FROM dumps", [])
    while try paths.next() {
      if paths.text(0).flatMap({ FileSystem.Identity($0) }) == target { return true }
    }
    return false
  }

  /// True when the file at `path` is an earlier or a later state of the archive at `other`: the runs
  /// of one begin with those of the other, and they have an article in common unless one has none.
  ///
  /// - Throws: `ArchiveError` when `other` cannot be read; a file that is no archive is no state of one.
  package static func isState(_ path: String, ofArchive other: String) throws -> Bool {
    let own = try Archive(reading: other).history()
    guard let found = try? Archive(reading: path).history() else { return false }
    return own.runs.isEmpty == found.runs.isEmpty
      && zip(own.runs, found.runs).allSatisfy { $0 == $1 }
      && (own.articles.isEmpty || found.articles.isEmpty
        || !own.articles.isDisjoint(with: found.articles))
  }

  /// How the runs began, the first one first, and the first articles.
  private func history() throws -> (runs: [[String?]], articles: Set<[String?]>) {
    func lines(_ sql: String) throws -> [[String?]] {
      let rows = try rows(sql, [])
      var lines: [[String?]] = []
      while try rows.next() { lines.append(rows.columns.indices.map { rows.text($0) }) }
      return lines
    }
    return (
      try lines(
        "SELECT id, kind, started_at, dossier_version, rules_version FROM runs ORDER BY id"),
      Set(try lines("SELECT id, identity FROM articles ORDER BY id LIMIT 1000"))
    )
  }

  /// Copies the archive at `path` into the file at `target` and verifies the copy.
  ///
  /// What is copied is one state, that of the last commit when the copy begins.
  ///
  /// - Parameters:
  ///   - path: the archive.
  ///   - target: a file that is not there yet, or is empty.
  ///   - progress: told how many pages are left of how many.
  /// - Returns: the inconsistencies of the copy.
  /// - Throws: `ArchiveError`, and what `progress` throws.
  package static func backUp(
    _ path: String, to target: String,
    progress: (_ left: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws -> [Integrity.Problem] {
    _ = try Archive(reading: path)
    try attempt(path) {
      let source = try reading(path)
      source.stopsWhenAsked()
      source.waitWhenBusy(milliseconds: 5_000)
      try source.execute("PRAGMA query_only = ON; BEGIN")
      _ = try source.integer("SELECT count(*) FROM sqlite_schema")
      try attempt(target) {
        let copy = try Connection(path: target, mode: .create)
        try source.copy(to: copy, progress: progress)
        // The copy of a file that is being written says that it has a log.
        _ = try copy.text("PRAGMA journal_mode = DELETE")
      }
    }
    return try verify(target)
  }
}
