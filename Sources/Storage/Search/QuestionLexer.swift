/// Cuts what a person types into words, phrases and operators; knows no syntax error.
struct QuestionLexer {
  /// What is at one place of a question.
  enum Token: Equatable {
    /// A run without blanks, and whether it is only the beginning of words.
    case word(String, isBeginning: Bool)
    /// What is between quotation marks.
    case phrase(String, isBeginning: Bool)
    /// `NEAR(a b, 5)`: what is inside, and the distance.
    case near(String, Int)
    /// `a NEAR/5 b`, `a w/5 b`: the distance.
    case within(Int)
    case open, close, or, and, not
    /// `title:`.
    case column(String)
  }

  /// What was not taken as it was typed, for the person.
  private(set) var notes: [String] = []
  private(set) var tokens: [Token] = []

  private static let quotes: Set<Character> = ["\"", "“", "”", "«", "»", "„", "‟", "＂"]
  private static let columns = [
    "title": "title", "titre": "title", "headline": "title", "tit": "title", "hlead": "title",
    "tit_head": "title", "hl": "title", "hd": "title", "ti": "title",
    "body": "body", "texte": "body", "text": "body", "corps": "body",
  ]
  private static let options = [
    "outlet": "--outlet", "journal": "--outlet", "publication": "--outlet", "source": "--outlet",
    "language": "--language", "langue": "--language", "lang": "--language",
    "date": "--from and --to", "from": "--from", "by": "--by", "speaker": "--by",
    "author": "--where \"authors LIKE '%…%'\"", "auteur": "--where \"authors LIKE '%…%'\"",
  ]

  /// The tokens of `typed`.
  init(_ typed: String) {
    var rest = Substring(typed)
    while let c = rest.first {
      if Self.quotes.contains(c) {
        rest.removeFirst()
        let end = rest.firstIndex { Self.quotes.contains($0) } ?? rest.endIndex
        let inside = rest[..<end]
        rest = rest[end...].dropFirst()
        let isBeginning = inside.last == "*" || rest.first == "*"
        if let words = likeness(&rest) {
          tokens.append(.near(String(inside), words))
        } else {
          tokens.append(.phrase(String(inside), isBeginning: isBeginning))
        }
      } else if c.isWhitespace {
        rest.removeFirst()
      } else if c == "(" || c == ")" {
        rest.removeFirst()
        tokens.append(c == "(" ? .open : .close)
      } else if rest.prefix(5).uppercased() == "NEAR(", let end = rest.firstIndex(of: ")") {
        near(rest[rest.index(rest.startIndex, offsetBy: 5)..<end])
        rest = rest[end...].dropFirst()
      } else {
        let end =
          rest.firstIndex { $0.isWhitespace || $0 == "(" || $0 == ")" || Self.quotes.contains($0) }
          ?? rest.endIndex
        run(rest[..<end])
        rest = rest[end...]
      }
    }
  }

  /// Takes off the distance of `"a b"~5`.
  private func likeness(_ rest: inout Substring) -> Int? {
    guard rest.first == "~" else { return nil }
    let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard let words = Int(digits) else { return nil }
    rest = rest.dropFirst(1 + digits.count)
    return min(words, 1_000)
  }

  private mutating func near(_ inside: Substring) {
    let comma = inside.lastIndex(of: ",")
    let number = comma.flatMap { comma in
      Int(inside[comma...].filter { $0.isASCII && $0.isNumber })
    }
    let words = number == nil ? inside : inside[..<(comma ?? inside.endIndex)]
    tokens.append(.near(String(words), min(number ?? 10, 1_000)))
  }

  /// What one run without blanks stands for.
  private mutating func run(_ run: Substring) {
    switch run {
    case "OR", "OU", "|", "||": return tokens.append(.or)
    case "NOT", "SAUF", "SANS", "!": return tokens.append(.not)
    case "PAS" where tokens.last == .word("MAIS", isBeginning: false):
      tokens[tokens.count - 1] = .not
      return
    case "AND", "ET", "&", "&&", "+": return tokens.append(.and)
    case "NON" where tokens.last == .and: return tokens.append(.not)
    default: break
    }
    if let distance = distance(run) { return tokens.append(.within(distance)) }
    var run = run
    if let first = run.first, ["-", "−", "!"].contains(first), run.count > 1 {
      tokens.append(.not)
      run = run.dropFirst()
    } else if run.first == "+" {
      run = run.dropFirst()
    }
    column(&run)
    strange(&run)
    if run.contains("|") { return alternatives(run, "|", .or) }
    if run.contains("&"), !isName(run) { return alternatives(run, "&", .and) }
    for mark in [",", ";", "+"] as [Character]
    where run.contains(mark) && !run.contains(where: \.isNumber) && run.last != mark {
      return alternatives(run, mark, .and)
    }
    if run.split(separator: "/").count > 1, run.contains(where: \.isLetter) {
      notes.append("«\(run)» is looked for as a phrase; OR stands between alternatives")
    }
    word(run)
  }

  private mutating func column(_ run: inout Substring) {
    guard let colon = run.firstIndex(where: { $0 == ":" || $0 == "=" }), colon > run.startIndex
    else { return }
    let name = run[..<colon].lowercased()
    if let column = Self.columns[name] {
      tokens.append(.column(column))
      run = run[colon...].dropFirst()
    } else if let option = Self.options[name] {
      notes.append(
        "«\(run)» is looked for as a phrase; fields of a search are title: and body: (use \(option))"
      )
    } else if name.allSatisfy({ $0.isLetter || $0 == "_" }),
      run[colon] == "=" || run[colon...].dropFirst().first?.isLetter == true
    {
      notes.append("«\(run)» is looked for as a phrase; fields of a search are title: and body:")
    }
  }

  /// Takes off what asks for a kind of search that there is not: `word~2`, `word^3`, `w?rd`, `/w.*/`.
  private mutating func strange(_ run: inout Substring) {
    let typed = run
    let isPattern = run.count > 2 && run.first == "/" && run.last == "/"
    if let mark = run.lastIndex(where: { $0 == "~" || $0 == "^" }), mark > run.startIndex,
      run[mark...].dropFirst().allSatisfy({ $0.isNumber || $0 == "." })
    {
      run = run[..<mark]
    } else if let mark = run.firstIndex(where: { "?!$".contains($0) }), mark > run.startIndex,
      run[..<mark].last?.isLetter == true
    {
      if run[mark...].allSatisfy({ "?!$".contains($0) }) { run = run[..<mark] }
    } else if !isPattern {
      return
    }
    notes.append(
      "«\(typed)»: words are looked for in all their forms, and beginnings as word*; there is no "
        + (isPattern ? "regular expression" : "other wildcard, likeness or weight"))
  }

  private mutating func alternatives(_ run: Substring, _ mark: Character, _ operation: Token) {
    var isFirst = true
    for part in run.split(separator: mark) {
      if !isFirst { tokens.append(operation) }
      isFirst = false
      word(part)
    }
  }

  /// `R&D`, `AT&T`: a name, whose parts stand side by side.
  private func isName(_ run: Substring) -> Bool {
    run.split(separator: "&").allSatisfy { $0.count <= 3 && $0.uppercased() == $0 }
  }

  private mutating func word(_ run: Substring) {
    let stars = run.indices.filter { run[$0] == "*" }
    let isBeginning = run.last == "*"
    let bare = run.filter { $0 != "*" }
    if bare.isEmpty { return }
    if let first = stars.first, first != run.index(before: run.endIndex) {
      notes.append(
        "«\(run)»: only the beginning of words can be looked for (word*); "
          + "looked for «\(bare)\(isBeginning ? "*" : "")»")
    }
    tokens.append(.word(String(bare), isBeginning: isBeginning))
  }

  /// The distance of an operator between two words: `NEAR/5`, `w/5`, `N/5`, `PRE/5`, `ADJ5`, `/5`.
  private mutating func distance(_ run: Substring) -> Int? {
    let upper = run.uppercased()
    if upper == "NEAR", run == "NEAR" { return 10 }
    if ["W/S", "W/P", "/S", "/P"].contains(upper) || run == "SAME" && !tokens.isEmpty {
      let words = upper.hasSuffix("P") ? 80 : 20
      notes.append("«\(run)» is read as NEAR/\(words): sentences and paragraphs are not indexed")
      return words
    }
    let names = ["NEAR/", "PROX/", "PRE/", "P/", "ONEAR/", "W/", "N/", "/", "NEAR", "ADJ"]
    guard let name = names.first(where: { upper.hasPrefix($0) }) else { return nil }
    let digits = upper.dropFirst(name.count)
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let number = Int(digits), name.hasSuffix("/") || run == upper || name == "ADJ"
    else { return nil }
    if ["PRE/", "P/", "ONEAR/", "ADJ"].contains(name) {
      notes.append("«\(run)» is read as NEAR/\(number): the order of the two is not looked at")
    }
    return min(number, 1_000)
  }
}
