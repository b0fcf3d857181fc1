import Press
import SQLite

/// Filters of a question by what they name: outlets, languages, offices, dates.
extension Archive {
  /// The rows of a question's outlets; nil when it names none. A name that is no outlet's whole name
  /// means all outlets whose names contain it.
  func outlets(of question: Question, _ notes: inout [QuestionNote]) throws -> [Int64]? {
    if question.outlets.isEmpty { return nil }
    var ids: [Int64] = []
    for name in question.outlets {
      let found = try outlets(named: name)
      if found.isEmpty {
        throw QuestionError.unknownOutlet(name: name, near: try nearOutlets(name))
      }
      if found.count > 1 {
        notes.append(
          .severalOutlets(name, found.count, first: found.prefix(5).map(\.name)))
      }
      ids += found.map(\.id)
    }
    return ids
  }

  /// Outlets by name: those that are called so, whatever hyphens they are printed with, else all whose
  /// names contain it.
  package func outlets(named name: String) throws -> [(id: Int64, name: String)] {
    let wanted = NameKey.name(name)
    var whole: [(id: Int64, name: String)] = []
    var parts: [(id: Int64, name: String)] = []
    let query = try connection.query("SELECT id, name FROM outlets ORDER BY key")
    while try query.step() {
      let own = query.text(1) ?? ""
      let key = NameKey.name(own)
      if key == wanted {
        whole.append((query.integer(0), own))
      } else if key.contains(wanted) {
        parts.append((query.integer(0), own))
      }
    }
    return whole.isEmpty ? parts : whole
  }

  private func nearOutlets(_ name: String) throws -> [String] {
    let longest = NameKey.name(name).split(separator: " ").max { $0.count < $1.count } ?? ""
    guard longest.count >= 3 else { return [] }
    for part in [longest, longest.prefix(4)] {
      let near = try outlets(named: String(part)).prefix(5).map(\.name)
      if !near.isEmpty { return near }
    }
    return []
  }

  /// Makes sure that some article is in a language.
  func check(language: String) throws {
    // The index knows at once; the table would be read whole.
    let query = try connection.query(
      "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?1 LIMIT 1")
    let letters = language.filter { $0 != "\"" }
    try query.bind(1, "facets : \"l\(letters)\"")
    if try !query.step() { throw QuestionError.unknownLanguage(code: language) }
  }

  /// The offices that contain the words of one of a question's roles; nil when it asks for none.
  func offices(of question: Question) throws -> [String]? {
    if question.roles.isEmpty { return nil }
    var wanted = question.roles.map {
      (typed: $0, key: Array((" " + NameKey.name($0)).utf8), isFound: false)
    }
    var offices: [String] = []
    let query = try connection.query("SELECT DISTINCT role FROM mentions WHERE role IS NOT NULL")
    while try query.step() {
      guard let office = query.text(0) else { continue }
      let key = " " + NameKey.name(office)
      var isMeant = false
      for i in wanted.indices where Self.contains(key, wanted[i].key) {
        wanted[i].isFound = true
        isMeant = true
      }
      if isMeant { offices.append(office) }
    }
    if let missing = wanted.first(where: { !$0.isFound }) {
      throw QuestionError.unknownRole(words: missing.typed)
    }
    return offices
  }

  /// True when somebody is named with an office that contains these words.
  package func isOffice(_ words: String) throws -> Bool {
    var question = Question()
    question.roles = [words]
    return try attempt { (try? offices(of: question)) != nil }
  }

  /// True when the bytes stand somewhere in a text.
  private static func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
    var text = text
    return text.withUTF8 { text in
      guard let first = bytes.first, text.count >= bytes.count else { return bytes.isEmpty }
      return (0...text.count - bytes.count).contains { start in
        text[start] == first
          && text[start..<start + bytes.count].elementsEqual(bytes)
      }
    }
  }

  /// How many articles a range of dates leaves out because they have none, and how many because
  /// theirs is a month or a year of which only some days are in it.
  package func leftOut(of dates: DateRange) throws -> (undated: Int, cut: Int) {
    try attempt {
      let undated =
        try connection.integer("SELECT count(*) FROM articles WHERE published IS NULL") ?? 0
      let cut = try dates.cut.map { date in
        try connection.integer("SELECT count(*) FROM articles WHERE published = ?1", .text(date))
          ?? 0
      }
      return (Int(undated), Int(cut.reduce(0, +)))
    }
  }
}
