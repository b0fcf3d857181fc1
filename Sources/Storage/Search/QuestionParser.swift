/// Turns what a person types into an FTS5 expression; nothing typed is ever a syntax error.
///
/// Words are all wanted; `"…"` is a phrase, `-word` excludes, `OR` stands between alternatives,
/// `pref*` is a prefix of at least three letters, `NEAR(a b, 5)` wants words close together,
/// `title:word` looks in the title only. Whatever else is typed counts as a blank.
/// - Source: https://www.sqlite.org/fts5.html, section 3.
struct QuestionParser {
  /// The forms of a word that are wanted in its place, itself among them.
  var forms: (String) throws -> [String]

  private enum Token: Equatable {
    case words([String], isPrefix: Bool)
    case phrase([String])
    case near([String], Int)
    case or
    case not
    case column(String)
  }

  /// The expression, or nil when nothing is left to look for.
  func expression(_ typed: String) throws -> String? {
    var alternatives: [[String]] = [[]]
    var excluded: [String] = []
    var isNegated = false
    var column: String?
    for token in tokens(typed) {
      switch token {
      case .or:
        if alternatives[alternatives.count - 1].isEmpty { continue }
        alternatives.append([])
      case .not:
        isNegated = true
      case .column(let name):
        column = name
      default:
        guard var text = try render(token) else { continue }
        if let name = column { text = "\(name) : (\(text))" }
        column = nil
        if isNegated {
          excluded.append(text)
        } else {
          alternatives[alternatives.count - 1].append(text)
        }
        isNegated = false
      }
    }
    // «a b OR c d» reads as «a AND (b OR c) AND d», as search engines do.
    let wanted = Self.joined(alternatives.filter { !$0.isEmpty })
    guard !wanted.isEmpty else { return nil }
    return excluded.isEmpty ? wanted : "(\(wanted)) NOT (\(excluded.joined(separator: " OR ")))"
  }

  private static func joined(_ alternatives: [[String]]) -> String {
    var parts: [String] = []
    var open: [String] = []
    for (i, group) in alternatives.enumerated() {
      // The first word of a group belongs to the OR before it, the last one to the OR behind it.
      open.append(group[0])
      let isLast = i == alternatives.count - 1
      if group.count > 1 || isLast {
        parts.append(open.count > 1 ? "(" + open.joined(separator: " OR ") + ")" : open[0])
        open = []
        if group.count > 1 {
          parts += group[1..<(isLast ? group.count : group.count - 1)]
          if !isLast { open = [group[group.count - 1]] }
        }
      }
    }
    return parts.joined(separator: " AND ")
  }

  private func render(_ token: Token) throws -> String? {
    switch token {
    case .phrase(let words):
      return words.isEmpty ? nil : Self.quoted(words)
    case .near(let words, let distance):
      if words.count < 2 { return words.first.map { Self.quoted([$0]) } }
      return "NEAR(" + words.map { Self.quoted([$0]) }.joined(separator: " ") + ", \(distance))"
    case .words(let words, let isPrefix):
      guard let last = words.last else { return nil }
      if isPrefix, last.count >= 3 { return Self.quoted(words) + " *" }
      let head = words.dropLast()
      let forms = try self.forms(last)
      let variants = forms.map { Self.quoted(head + [$0]) }
      return variants.count == 1 ? variants[0] : "(" + variants.joined(separator: " OR ") + ")"
    case .or, .not, .column: return nil
    }
  }

  private static func quoted(_ words: some Sequence<String>) -> String {
    "\"" + words.joined(separator: " ") + "\""
  }

  // MARK: Cutting

  private func tokens(_ typed: String) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(typed)
    while let c = rest.first {
      if "\"“”«»„".contains(c) {
        rest.removeFirst()
        let end = rest.firstIndex { "\"“”«»„".contains($0) } ?? rest.endIndex
        let words = Self.words(rest[..<end], dropsElided: false)
        if !words.isEmpty { tokens.append(.phrase(words)) }
        rest = rest[end...].dropFirst()
      } else if c.isWhitespace {
        rest.removeFirst()
      } else if rest.uppercased().hasPrefix("NEAR("), let end = rest.firstIndex(of: ")") {
        let inside = rest[rest.index(rest.startIndex, offsetBy: 5)..<end]
        let comma = inside.lastIndex(of: ",")
        let distance = comma.flatMap { Int(Self.words(inside[$0...]).first ?? "") }
        let words = Self.words(distance == nil ? inside : inside[..<(comma ?? end)])
        tokens.append(.near(words, min(distance ?? 10, 1_000)))
        rest = rest[end...].dropFirst()
      } else {
        let end = rest.firstIndex { $0.isWhitespace || "\"“”«»„".contains($0) } ?? rest.endIndex
        tokens += word(rest[..<end])
        rest = rest[end...]
      }
    }
    return tokens
  }

  /// What one run without blanks stands for.
  private func word(_ run: Substring) -> [Token] {
    if run == "OR" || run == "OU" || run == "|" { return [.or] }
    if run == "NOT" { return [.not] }
    if run == "AND" { return [] }
    var run = run.drop { "(".contains($0) }
    var tokens: [Token] = []
    if run.first == "-", run.count > 1 {
      tokens.append(.not)
      run = run.dropFirst()
    }
    if let colon = run.firstIndex(of: ":") {
      let names = [
        "title": "title", "titre": "title", "body": "body", "texte": "body", "text": "body",
      ]
      if let name = names[run[..<colon].lowercased()] {
        tokens.append(.column(name))
        run = run[colon...].dropFirst()
      }
    }
    while run.last == ")" { run = run.dropLast() }
    let isPrefix = run.last == "*"
    let words = Self.words(run)
    if !words.isEmpty { tokens.append(.words(words, isPrefix: isPrefix)) }
    return tokens
  }

  /// Elided words, which say nothing in front of another word.
  private static let elided: Set = [
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu",
  ]

  /// The words of a run as the index has them: small letters, no accents, cut at every mark.
  static func words(_ run: Substring, dropsElided: Bool = true) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in NameKey.fold(String(run)).unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        if !dropsElided || scalar != "'" || !elided.contains(word) { words.append(word) }
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
