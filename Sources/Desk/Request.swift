import Storage

/// Why a page cannot be shown, and what comes near.
package enum DeskError: Error, Sendable {
  /// No such page, article, source or outlet.
  case notFound(what: String, near: [Address])
  /// A parameter that cannot be read: its name, what was given, what is taken.
  case badParameter(name: String, value: String, expected: String)
  /// A parameter that the page does not take, and those that it takes.
  case unknownParameter(name: String, known: [String])
}

/// The question that the parameters of an address ask: the same names as the options of the tool.
struct Asked: Sendable {
  /// What a parameter may say.
  static let names: Set<String> = [
    "words", "by", "about", "role", "kind", "outlet", "language", "from", "to", "families", "exact",
    "fts", "hidden", "tag",
    "order", "min-confidence", "where", "subject", "object", "class", "asserted-by",
    "not-by", "not-outlet", "not-language", "not-month", "not-kind",
    "not-class", "not-asserted-by",
  ]

  /// True for what rows of a kind can be asked for: relations have no kind, and no office of a speaker.
  static func asks(_ name: String, of subject: Archive.Subject) -> Bool {
    switch name {
    case "kind", "role", "not-kind": subject != .relations
    case "subject", "object", "class", "asserted-by", "not-class", "not-asserted-by":
      subject == .relations
    default: true
    }
  }

  let address: Address
  /// What is known of names before any article is read.
  let knowledge: NameKnowledge

  init(_ address: Address, names: NameKnowledge = .none) {
    self.address = address
    knowledge = names
  }

  var words: String? { address["words"] }

  /// The names of sources that are not in the archive become `DeskError.notFound`.
  func question(in archive: Archive, of subject: Archive.Subject) throws -> Question {
    if let other = address.parameters.first(where: { !Self.asks($0.name, of: subject) }) {
      throw DeskError.unknownParameter(
        name: other.name, known: Self.names.filter { Self.asks($0, of: subject) }.sorted())
    }
    var question = Question()
    question.words = words
    question.isExact = try flag("exact")
    question.isRaw = try flag("fts")
    question.oneOfFamily = try flag("families")
    question.showsHidden = try flag("hidden")
    question.tags = address.all("tag")
    question.by = try sources("by", in: archive)
    question.about = try sources("about", in: archive)
    question.roles = address.all("role")
    question.kinds = address.all("kind")
    for kind in question.kinds + address.all("not-kind")
    where !["direct", "indirect", "mixed"].contains(kind) {
      throw bad("kind", kind, "direct, indirect, mixed")
    }
    question.outlets = address.all("outlet")
    question.languages = address.all("language")
    question.from = try date("from")
    question.to = try date("to")
    if let from = question.from, let to = question.to, to + "~" < from {
      throw bad("to", to, "\(from) …")
    }
    question.confidence = try confidence()
    question.order = try order()
    if subject == .relations {
      question.subject = try sources("subject", in: archive)
      question.object = try sources("object", in: archive)
      question.classes = try classes("class", in: archive)
      question.assertedBy =
        address["asserted-by"] == "article" ? [] : try sources("asserted-by", in: archive)
    }
    question.condition = try condition(in: archive, of: subject)
    return question
  }

  private func bad(_ name: String, _ value: String, _ expected: String) -> DeskError {
    .badParameter(name: name, value: value, expected: expected)
  }

  private func flag(_ name: String) throws -> Bool {
    guard let value = address[name] else { return false }
    if value == "1" || value == "on" { return true }
    if value == "0" { return false }
    throw bad(name, value, "1")
  }

  private func sources(_ name: String, in archive: Archive) throws -> [SourceMatch]? {
    let values = address.all(name)
    if values.isEmpty { return nil }
    return try values.flatMap { try sources(name, $0, in: archive).matches }
  }

  /// What a name in a parameter means, and who of that last name is left out.
  private func sources(_ parameter: String, _ name: String, in archive: Archive) throws
    -> (matches: [SourceMatch], others: [SourceMatch])
  {
    do {
      return try archive.sources(meantBy: name, names: knowledge)
    } catch QuestionError.unknownSource(_, let near) {
      throw DeskError.notFound(what: name, near: near.map { address.with(parameter, $0) })
    }
  }

  /// The names in the address that mean several sources, or leave out others of that last name.
  func joined(in archive: Archive) throws -> [Joined] {
    try ["by", "about", "subject", "object", "asserted-by"].flatMap { parameter in
      try address.all(parameter).compactMap { name in
        if parameter == "asserted-by", name == "article" { return nil }
        let (matches, others) = try sources(parameter, name, in: archive)
        return matches.count < 2 && others.isEmpty
          ? nil : Joined(parameter: parameter, name: name, matches: matches, others: others)
      }
    }
  }

  private func date(_ name: String) throws -> String? {
    guard let value = address[name] else { return nil }
    guard Question.isDate(value) else { throw bad(name, value, "2022, 2022-12, 2022-12-09") }
    return value
  }

  private func confidence() throws -> Question.Confidence {
    guard let value = address["min-confidence"] else { return .usual }
    guard let number = Double(value), (0...1).contains(number) else {
      throw bad("min-confidence", value, "0 … 1")
    }
    return number == 0 ? .any : .atLeast(number)
  }

  private func order() throws -> Question.Order? {
    guard let value = address["order"] else { return nil }
    guard let order = Question.Order(rawValue: value) else {
      throw bad("order", value, Question.Order.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return order
  }

  private func classes(_ name: String, in archive: Archive) throws -> [String] {
    let given = address.all(name)
    if given.isEmpty { return [] }
    let known = try archive.relationClasses().map(\.key)
    for value in given where !known.contains(value) {
      throw bad(name, value, known.joined(separator: ", "))
    }
    return given
  }

  // MARK: What is excluded

  /// What is excluded, and the condition that was written by hand, as one condition in SQL.
  func condition(in archive: Archive, of subject: Archive.Subject) throws -> String? {
    var parts: [String] = []
    if let own = address["where"] {
      try archive.checkExpression(own)
      parts.append("(\(own)\n)")
    }
    parts += address.all("not-outlet").map { "outlet IS NOT \(Self.quoted($0))" }
    parts += address.all("not-language").map { "language IS NOT \(Self.quoted($0))" }
    for month in address.all("not-month") {
      guard Question.isDate(month) else { throw bad("not-month", month, "2022-12") }
      parts.append("ifnull(published, '') NOT LIKE '\(month)%'")
    }
    let isOfArticles = subject == .articles
    for kind in address.all("not-kind") {
      parts.append(
        isOfArticles
          ? "id NOT IN (SELECT article_id FROM statements WHERE kind = '\(kind)')"
          : "kind <> '\(kind)'")
    }
    for name in try classes("not-class", in: archive) { parts.append("class <> '\(name)'") }
    for name in address.all("not-by") {
      let rows = try excluded("not-by", name, in: archive)
      parts.append(
        isOfArticles
          ? "id NOT IN (SELECT article_id FROM statement_details WHERE source_id IN (\(rows)))"
          : "ifnull(\(subject == .relations ? "asserted_by_id" : "source_id"), 0) NOT IN (\(rows))")
    }
    for name in address.all("not-asserted-by") {
      parts.append(
        name == "article"
          ? "asserted_by_id IS NOT NULL"
          : "ifnull(asserted_by_id, 0) NOT IN (\(try excluded("not-asserted-by", name, in: archive)))"
      )
    }
    if parts.count == 1, let own = address["where"] { return own }
    return parts.isEmpty ? nil : parts.joined(separator: " AND ")
  }

  /// The rows of all sources that answer to a name that is excluded, with commas between them.
  private func excluded(_ parameter: String, _ name: String, in archive: Archive) throws -> String {
    try sources(parameter, name, in: archive).matches.map { "\($0.id)" }.joined(separator: ", ")
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  // MARK: The same on a terminal

  /// The options of the tool that ask the same, quoted for a shell.
  /// `export` takes the last date by another name: its `--to` is a file.
  func options(in archive: Archive, of subject: Archive.Subject, isExport: Bool = false) throws
    -> String
  {
    var words: [String] = []
    for name in [
      "by", "about", "role", "kind", "outlet", "language", "tag", "from", "to", "min-confidence",
      "order",
    ] {
      for value in address.all(name) {
        words += [isExport && name == "to" ? "--until" : "--" + name, Shell.quoted(value)]
      }
    }
    if subject == .relations {
      for name in ["subject", "object", "class", "asserted-by"] {
        for value in address.all(name) { words += ["--" + name, Shell.quoted(value)] }
      }
    }
    if let condition = try condition(in: archive, of: subject) {
      words += ["--where", Shell.quoted(condition)]
    }
    for name in ["families", "exact", "fts", "hidden"] where try flag(name) {
      words.append("--" + name)
    }
    return words.isEmpty ? "" : " " + words.joined(separator: " ")
  }
}

/// A name that means several sources, or that others have as their last name.
struct Joined {
  var parameter: String
  var name: String
  /// The sources that are taken.
  var matches: [SourceMatch]
  /// Persons of that last name who are left out.
  var others: [SourceMatch]
}

/// Words as a POSIX shell reads them.
enum Shell {
  /// A word as it is, or between single quotation marks.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2C, 0x2D...0x2F, 0x3A, 0x5F: true
        default: false
        }
      }
    return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
