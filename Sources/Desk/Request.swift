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
    "fts",
    "order", "min-confidence", "where", "subject", "object", "class", "asserted-by",
    "not-by", "not-outlet", "not-language", "not-month", "not-kind",
    "not-class", "not-asserted-by",
  ]

  let address: Address
  /// The keys of sources that a name is known to mean before any article is read.
  let aliases: @Sendable (String) -> [String]

  init(_ address: Address, aliases: @escaping @Sendable (String) -> [String] = { _ in [] }) {
    self.address = address
    self.aliases = aliases
  }

  var words: String? { address["words"] }

  /// The names of sources that are not in the archive become `DeskError.notFound`.
  func question(in archive: Archive, of subject: Archive.Subject) throws -> Question {
    var question = Question()
    question.words = words
    question.isExact = try flag("exact")
    question.isRaw = try flag("fts")
    question.oneOfFamily = try flag("families")
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
    return try values.flatMap { value in
      do {
        return try archive.sources(named: value, aliases: aliases)
      } catch QuestionError.unknownSource(_, let near) {
        throw DeskError.notFound(what: value, near: near.map { address.with(name, $0) })
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
    if let own = address["where"] { parts.append("(\(own)\n)") }
    parts += address.all("not-outlet").map { "outlet IS NOT \(Self.quoted($0))" }
    parts += address.all("not-language").map { "language IS NOT \(Self.quoted($0))" }
    for month in address.all("not-month") {
      guard Question.isDate(month) else { throw bad("not-month", month, "2022-12") }
      parts.append("ifnull(published, '') NOT LIKE '\(month)%'")
    }
    let isOfArticles = subject == .articles
    for kind in address.all("not-kind") where subject != .relations {
      parts.append(
        isOfArticles
          ? "id NOT IN (SELECT article_id FROM statements WHERE kind = '\(kind)')"
          : "kind <> '\(kind)'")
    }
    for name in try classes("not-class", in: archive) where subject == .relations {
      parts.append("class <> '\(name)'")
    }
    for name in address.all("not-by") where subject != .relations {
      guard let first = try archive.sources(named: name, aliases: aliases).first else { continue }
      parts.append(
        isOfArticles
          ? "id NOT IN (SELECT article_id FROM statement_details WHERE source_id = \(first.id))"
          : "source_id IS NOT \(first.id)")
    }
    for name in address.all("not-asserted-by") where subject == .relations {
      if name == "article" {
        parts.append("asserted_by_id IS NOT NULL")
      } else if let first = try archive.sources(named: name, aliases: aliases).first {
        parts.append("asserted_by_id IS NOT \(first.id)")
      }
    }
    if parts.count == 1, let own = address["where"] { return own }
    return parts.isEmpty ? nil : parts.joined(separator: " AND ")
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
      "by", "about", "role", "kind", "outlet", "language", "from", "to", "min-confidence", "order",
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
    for name in ["families", "exact", "fts"] where try flag(name) { words.append("--" + name) }
    return words.isEmpty ? "" : " " + words.joined(separator: " ")
  }
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
