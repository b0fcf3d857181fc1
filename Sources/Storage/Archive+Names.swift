import Press
import SQLite

extension Archive {
  /// The sources that answer to a name: a row's number (`#12`), a key (`RUS`), or any of its names in
  /// any case, with or without accents, articles, titles, hyphens and dots, or as «Lindqvist, Annika».
  /// Those who speak most come first. A name that nobody has whole is taken for the last one of
  /// persons («Lindqvist», «de Rosnay») before words in front of it are taken off.
  ///
  /// Persons whose first name does not go with the title of the name («Mme X») are left out.
  ///
  /// - Throws: `QuestionError.unknownSource` with the nearest names when there is none.
  package func sources(named name: String, names: NameKnowledge = .none) throws
    -> [SourceMatch]
  {
    let found = try answering(name, names)
    guard found.count > 1, let title = Self.title(of: name) else { return found }
    let meant = found.filter { source in
      let first = NameKey.name(source.name).split(separator: " ").first ?? ""
      return source.kind != "person" || names.agree(title, String(first))
    }
    return meant.isEmpty ? found : meant
  }

  private func answering(_ name: String, _ names: NameKnowledge) throws -> [SourceMatch] {
    try attempt {
      if name.hasPrefix("#"), let number = Int64(name.dropFirst()) {
        let found = try matches("q.id = ?1", .integer(number))
        if !found.isEmpty { return found }
      }
      // Of «per:lindqvist» there may be one in each outlet and month, of «grp:experts» one in each
      // article: `@` and where.
      let exact = try matches(
        "q.key = ?1 OR q.key > ?1 || '@' AND q.key < ?1 || 'A'", .text(name))
      if !exact.isEmpty { return exact }
      let readings = Self.readings(of: name)
      for key in readings {
        let found = try matches(
          "q.id IN (SELECT n.source_id FROM source_names n WHERE n.key = ?1)", .text(key))
        if !found.isEmpty { return found }
        // «de Rosnay» is the end of a person's name before it is «Rosnay» without its preposition.
        if key.contains(" "), let found = try ending(in: key) { return found }
      }
      for alias in readings.flatMap(names.keys) {
        let found = try matches("q.key = ?1", .text(alias))
        if !found.isEmpty { return found }
      }
      for key in readings where !key.isEmpty && !key.contains(" ") {
        if let found = try ending(in: key) { return found }
      }
      // Keys have the usual spelling: “Zelenskyy” is looked for as «zelensky».
      for alias in readings.flatMap(names.keys) where alias.hasPrefix("per:") {
        let found = try matches(
          "q.kind = 'person' AND substr(q.key, -length(?1) - 1) = ' ' || ?1",
          .text(String(alias.dropFirst("per:".count))))
        if !found.isEmpty { return found }
      }
      for key in readings {
        let found = try abbreviated(key)
        if !found.isEmpty { return found }
      }
      let inOtherCase = try matches("q.key = ?1 COLLATE NOCASE", .text(name))
      if !inOtherCase.isEmpty { return inOtherCase }
      throw QuestionError.unknownSource(name: name, near: try near(readings.last ?? ""))
    }
  }

  /// Persons of whose names `key` is the end; nil when there are none.
  private func ending(in key: String) throws -> [SourceMatch]? {
    let found = try matches(
      """
      q.kind = 'person' AND q.id IN (
        SELECT n.source_id FROM source_names n
        WHERE substr(n.key, -length(?1) - 1) = ' ' || ?1)
      """, .text(key))
    return found.isEmpty ? nil : found
  }

  /// Persons whose name is abbreviated in `key`: of «a lindqvist» Annika Lindqvist, of «j p moreau»
  /// Jean-Pierre Moreau.
  private func abbreviated(_ key: String) throws -> [SourceMatch] {
    let typed = key.split(separator: " ")
    guard typed.count > 1, let last = typed.last, last.count > 1, typed[0].count == 1 else {
      return []
    }
    let query = try connection.query(
      """
      SELECT n.source_id, n.key FROM source_names n JOIN sources p ON p.id = n.source_id
      WHERE p.kind = 'person' AND substr(n.key, -length(?1) - 1) = ' ' || ?1
      """)
    try query.bind(1, String(last))
    var rows: Set<Int64> = []
    while try query.step() {
      let words = (query.text(1) ?? "").split(separator: " ")
      guard words.count == typed.count else { continue }
      let isMeant = zip(typed, words).allSatisfy { $0 == $1 || $0.count == 1 && $1.hasPrefix($0) }
      if isMeant { rows.insert(query.integer(0)) }
    }
    return try rows.sorted().flatMap { try matches("q.id = ?1", .integer($0)) }
  }

  /// The sources that a filter by a name means: those that answer to it, and the rows of a surname alone
  /// that stand for a person. A row's number or a key takes that source and no other.
  ///
  /// - Returns: beside them, the persons whose last name it is and who are left out, because articles
  ///   call others by it alone.
  /// - Throws: as `sources(named:names:)`.
  package func sources(meantBy name: String, names: NameKnowledge = .none) throws
    -> (matches: [SourceMatch], others: [SourceMatch])
  {
    let found = try sources(named: name, names: names)
    if name.hasPrefix("#") || found.contains(where: { $0.key == name }) { return (found, []) }
    let key = NameKey.name(name)
    // A surname joins nobody whose first name it is.
    let isSurname = found.contains { $0.kind == "person" && $0.key.hasSuffix(" " + key) }
    let (meant, namesakes) = isSurname ? Self.parted(found, byFirstName: key) : (found, [])
    let matches = try meant + surnames(of: meant)
    guard !key.contains(" "), found.contains(where: { $0.kind == "person" }) else {
      return (matches, namesakes)
    }
    let known = Set((matches + namesakes).map(\.id))
    let others = try attempt { try ending(in: key) ?? [] }
    return (
      matches, others.filter { !known.contains($0.id) && !$0.key.contains("@") } + namesakes
    )
  }

  /// Sources without the persons whose first name is `key`, and those.
  private static func parted(_ found: [SourceMatch], byFirstName key: String) -> (
    others: [SourceMatch], bearers: [SourceMatch]
  ) {
    func bears(_ source: SourceMatch) -> Bool {
      source.kind == "person" && source.key.hasPrefix("per:" + key + " ")
        && !source.key.hasSuffix(" " + key)
    }
    return (found.filter { !bears($0) }, found.filter(bears))
  }

  /// The surnames that stand for a person: rows of a surname alone in an outlet and month where that
  /// person, and nobody else with this surname, is named in full.
  ///
  /// Asked anew each time, so an article that comes later and names a second bearer takes the surname
  /// away from both.
  ///
  /// - Parameter found: what answers to a name; nothing is joined to several sources.
  /// - Returns: the rows of surnames, none of which is in `found`.
  /// - Throws: `ArchiveError` when the archive cannot be read.
  package func surnames(of found: [SourceMatch]) throws -> [SourceMatch] {
    guard found.count == 1, let person = found.first, person.kind == "person",
      !person.key.contains("@"), let space = person.key.lastIndex(of: " ")
    else { return [] }
    let surname = String(person.key[person.key.index(after: space)...])
    return try attempt {
      // One row an outlet and month, merged ones aside: somebody has decided about them.
      let bound = try connection.query(
        """
        SELECT q.id, (SELECT a.outlet_id || '/' || substr(a.published, 1, 7) FROM mentions m
          JOIN articles a ON a.id = m.article_id WHERE m.source_id = q.id LIMIT 1)
        FROM sources q
        WHERE q.key > 'per:' || ?1 || '@' AND q.key < 'per:' || ?1 || 'A' AND q.merged_into IS NULL
          AND instr(q.key, '/')
        """)
      try bound.bind(1, surname)
      var places: [(row: Int64, place: String)] = []
      while try bound.step() {
        if let place = bound.text(1) { places.append((bound.integer(0), place)) }
      }
      if places.isEmpty { return [] }
      let bearers = try bearers(of: surname)
      return try places.filter { bearers[$0.place] == [person.id] }
        .flatMap { try matches("q.id = ?1", .integer($0.row)) }
    }
  }

  /// Who is named in full with a surname, by outlet and month.
  private func bearers(of surname: String) throws -> [String: Set<Int64>] {
    let query = try connection.query(
      """
      SELECT DISTINCT b.bearer, a.outlet_id || '/' || substr(a.published, 1, 7)
      FROM (
        SELECT id, coalesce(merged_into, id) AS bearer FROM sources
        WHERE kind = 'person' AND substr(key, -length(?1) - 1) = ' ' || ?1 AND instr(key, '@') = 0) b
      CROSS JOIN mentions m ON m.source_id = b.id
      CROSS JOIN articles a ON a.id = m.article_id
      WHERE a.outlet_id IS NOT NULL AND a.published IS NOT NULL
      """)
    try query.bind(1, surname)
    var bearers: [String: Set<Int64>] = [:]
    while try query.step() {
      bearers[query.text(1) ?? "", default: []].insert(query.integer(0))
    }
    return bearers
  }

  /// The one source that a name, a key or `#` and a row number means; an exact key is always one.
  ///
  /// - Throws: `QuestionError.unknownSource`; `QuestionError.severalSources` when it may be any of
  ///   several.
  package func source(named name: String, names: NameKnowledge = .none) throws
    -> SourceMatch
  {
    let found = try sources(named: name, names: names)
    if let exact = found.first(where: { $0.key == name }) ?? (found.count == 1 ? found[0] : nil) {
      return exact
    }
    throw QuestionError.severalSources(
      name: name, keys: found.prefix(8).map { "\($0.key) (\($0.name))" })
  }

  /// The source with a key; nil when there is none. A merged one gives the one that it counts as.
  func exactSource(_ key: String) throws -> SourceMatch? {
    try matches("q.key = ?1", .text(key)).first
  }

  /// The sources for which a condition on the row `q` is true of it or of one that is merged into it.
  private func matches(_ condition: String, _ value: Value) throws -> [SourceMatch] {
    let query = try connection.query(
      """
      SELECT p.id, p.key, p.kind, p.name, p.country,
        (SELECT count(*) FROM sources m CROSS JOIN statements s ON s.source_id = m.id
         WHERE m.id = p.id OR m.merged_into = p.id) AS statements
      FROM sources p
      WHERE p.id IN (SELECT coalesce(q.merged_into, q.id) FROM sources q WHERE \(condition))
      ORDER BY p.kind <> 'state', statements DESC, p.id
      """)
    try query.bind([value])
    var matches: [SourceMatch] = []
    while try query.step() {
      matches.append(
        SourceMatch(
          id: query.integer(0), key: query.text(1) ?? "", kind: query.text(2) ?? "",
          name: query.text(3) ?? "", country: query.text(4), statements: query.int(5)))
    }
    return matches
  }

  /// Words that are in front of a name and are no part of it.
  private static let determiners: Set = [
    "l", "d", "le", "la", "les", "un", "une", "des", "du", "de", "the", "a", "an",
  ]
  private static let titles: Set = [
    "m", "mm", "mme", "mmes", "mlle", "me", "dr", "pr", "monsieur", "madame", "mademoiselle",
    "maitre", "docteur", "professeur", "mr", "mrs", "ms", "miss", "sir", "lord", "lady", "doctor",
    "professor", "prof",
  ]

  /// The title with which a name begins.
  private static func title(of name: String) -> String? {
    NameKey.name(name).split(separator: " ").first.map(String.init).flatMap {
      titles.contains($0) ? $0 : nil
    }
  }

  /// The keys under which a name may be stored, the one nearest to what was typed first.
  static func readings(of name: String) -> [String] {
    var readings = [NameKey.name(name)]
    func add(_ words: [Substring]) {
      let key = words.joined(separator: " ")
      if !key.isEmpty, !readings.contains(key) { readings.append(key) }
    }
    // “Lindqvist’s”
    if readings[0].hasSuffix(" s"), name.hasSuffix("'s") || name.hasSuffix("’s") {
      readings.append(String(readings[0].dropLast(2)))
    }
    var turned = readings
    let parts = name.split(separator: ",")
    if parts.count == 2 {
      let key = NameKey.name("\(parts[1]) \(parts[0])")
      turned.append(key)
      add(key.split(separator: " "))
    }
    for key in turned {
      var words = key.split(separator: " ")[...]
      while words.count > 1, let first = words.first,
        determiners.contains(String(first)) || titles.contains(String(first))
      {
        words.removeFirst()
        add(Array(words))
      }
      // Initials between the first name and the last: «Annika J. Lindqvist».
      if words.count > 2 {
        add(words.enumerated().filter { i, word in i == 0 || word.count > 1 }.map(\.element))
      }
    }
    return readings
  }

  /// Names that contain the last word of `key`, else a word that begins with its first four letters.
  private func near(_ key: String) throws -> [String] {
    guard let last = key.split(separator: " ").last, last.count >= 3 else { return [] }
    let query = try connection.query(
      """
      SELECT DISTINCT p.name FROM source_names n
      JOIN sources q ON q.id = n.source_id
      JOIN sources p ON p.id = coalesce(q.merged_into, q.id)
      WHERE ' ' || n.key LIKE ?1 ORDER BY abs(length(n.key) - ?2), n.key LIMIT 5
      """)
    var names: [String] = []
    for pattern in ["%\(last)%", "% \(last.prefix(4))%"] where names.isEmpty {
      query.reset()
      try query.bind([.text(pattern), .integer(Int64(key.count))])
      while try query.step() { names.append(query.text(0) ?? "") }
    }
    return try names.isEmpty ? misspelt(last) : names
  }

  /// Names with a word that begins as `word` does and differs from it in a letter or two.
  private func misspelt(_ word: Substring) throws -> [String] {
    let query = try connection.query(
      """
      SELECT n.key, p.name FROM source_names n
      JOIN sources q ON q.id = n.source_id
      JOIN sources p ON p.id = coalesce(q.merged_into, q.id)
      WHERE ' ' || n.key LIKE ?1
      """)
    try query.bind([.text("% \(word.prefix(1))%")])
    let most = word.count < 6 ? 1 : 2
    var found: [String: Int] = [:]
    while try query.step() {
      let key = query.text(0) ?? ""
      let distances = key.split(separator: " ").filter { abs($0.count - word.count) <= most }.map {
        Spelling.distance($0, word)
      }
      guard let nearest = distances.min(), nearest <= most, let name = query.text(1) else {
        continue
      }
      found[name] = min(found[name] ?? .max, nearest)
    }
    return found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(5).map(\.key)
  }
}
