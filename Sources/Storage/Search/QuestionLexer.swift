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
  private(set) var notes: [QuestionNote] = []
  private(set) var tokens: [Token] = []

  /// What excludes the word, the phrase or the bracket that it stands right before.
  private static let minus: Set<Substring> = ["-", "−", "!"]
  private static let quotes: Set<Character> = ["\"", "“", "”", "«", "»", "„", "‟", "＂"]
  private static let columns = [
    "title": "title", "titre": "title", "headline": "title", "tit": "title", "hlead": "title",
    "tit_head": "title", "hl": "title", "hd": "title", "ti": "title", "intitle": "title",
    "allintitle": "title",
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
      } else if rest.prefix(7).uppercased() == "AROUND(", let end = rest.firstIndex(of: ")") {
        let inside = rest[rest.index(rest.startIndex, offsetBy: 7)..<end]
        tokens.append(.within(min(Int(inside) ?? 10, 1_000)))
        rest = rest[end...].dropFirst()
      } else {
        let end =
          rest.firstIndex { $0.isWhitespace || $0 == "(" || $0 == ")" || Self.quotes.contains($0) }
          ?? rest.endIndex
        let run = rest[..<end]
        rest = rest[end...]
        if let next = rest.first, !next.isWhitespace, next != ")", Self.minus.contains(run) {
          // «-"au cœur"», «-(a b)»
          tokens.append(.not)
        } else if rest.first != "(" || !function(run) {
          self.run(run)
        }
      }
    }
    tellWordsLikeOperators()
  }

  /// Takes what stands right before a bracket as a field, `title(…)`, or as a condition that there is
  /// not, `ALLCAPS(…)`; false when it is a word.
  private mutating func function(_ name: Substring) -> Bool {
    if let column = Self.columns[name.lowercased()] {
      tokens.append(.column(column))
      return true
    }
    guard Self.conditions.contains(name.lowercased()) || Self.isFrequency(name) else {
      return false
    }
    passOver(name)
    return true
  }

  private static let conditions: Set = [
    "allcaps", "caps", "nocaps", "singular", "plural", "exact", "noft", "noabs",
  ]

  /// True for `ATLEAST5`.
  private static func isFrequency(_ name: Substring) -> Bool {
    let start = "atleast"
    return name.lowercased().hasPrefix(start) && name.count > start.count
      && name.dropFirst(start.count).allSatisfy { $0.isASCII && $0.isNumber }
  }

  private mutating func passOver(_ name: Substring) {
    notes.append(.passedOver(String(name)))
  }

  /// Words that are operators of other search tools, where they stand between two words.
  private mutating func tellWordsLikeOperators() {
    func isWord(_ token: Token) -> Bool {
      switch token {
      case .word, .phrase, .close, .open: true
      default: false
      }
    }
    for i in tokens.indices.dropFirst().dropLast() {
      guard case .word(let word, false) = tokens[i], isWord(tokens[i - 1]), isWord(tokens[i + 1])
      else { continue }
      let digits = word.dropFirst()
      let isDistance =
        "NWFP".contains(word.first ?? " ") && (1...2).contains(digits.count)
        && digits.allSatisfy { $0.isASCII && $0.isNumber }
      guard isDistance || ["NEXT", "WITHIN", "PROCHE"].contains(word) else { continue }
      notes.append(.operatorAsWord(word, isDistance ? Int(digits) ?? 5 : 5))
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
    case "OR", "OU", "ODER", "|", "||": return tokens.append(.or)
    case "PAS" where tokens.last == .word("MAIS", isBeginning: false),
      "NOT" where tokens.last == .word("BUT", isBeginning: false):
      tokens[tokens.count - 1] = .not
      return
    case "NOT", "ANDNOT", "BUTNOT", "SAUF", "SANS", "NICHT", "!": return tokens.append(.not)
    case "XOR":
      notes.append(.asOr(String(run)))
      return tokens.append(.or)
    case "AND", "ET", "UND", "&", "&&", "+": return tokens.append(.and)
    case "NON" where tokens.last == .and, "PAS" where tokens.last == .and:
      return tokens.append(.not)
    default: break
    }
    if ["et/ou", "and/or"].contains(run.lowercased()), !tokens.isEmpty {
      notes.append(.asOr(String(run)))
      return tokens.append(.or)
    }
    if Self.isFrequency(run) { return passOver(run) }
    if let distance = distance(run) { return tokens.append(.within(distance)) }
    var run = run
    if run.count > 1, Self.minus.contains(run.prefix(1)) {
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
      notes.append(.asPhrase(String(run)))
    }
    word(run)
  }

  private mutating func column(_ run: inout Substring) {
    guard let colon = run.firstIndex(where: { ":=<>".contains($0) }), colon > run.startIndex
    else { return }
    let name = run[..<colon].lowercased()
    if name.hasPrefix("["), run[colon] == "=" {
      notes.append(.attributes(String(run)))
      run = run[colon...].dropFirst()
    } else if let column = Self.columns[name] {
      tokens.append(.column(column))
      run = run[colon...].dropFirst()
    } else if let option = Self.options[name] {
      notes.append(.unknownField(String(run), option: option))
    } else if name.allSatisfy({ $0.isLetter || $0 == "_" }),
      run[colon] != ":" || run[colon...].dropFirst().first?.isLetter == true
    {
      notes.append(.unknownField(String(run), option: nil))
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
    } else if let mark = run.firstIndex(where: { "?!$%#".contains($0) }), mark > run.startIndex,
      run[..<mark].last?.isLetter == true, "?!$".contains(run[mark]) || run[..<mark].count > 2
    {
      if run[mark...].allSatisfy({ "?!$%#".contains($0) }) { run = run[..<mark] }
    } else if !isPattern {
      return
    }
    notes.append(isPattern ? .pattern(String(typed)) : .wildcard(String(typed)))
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
        .onlyBeginnings(String(run), lookedFor: bare + (isBeginning ? "*" : "")))
    }
    // «10 000» is one number.
    if Numbers.isGroup(bare), !isBeginning, case .word(let number, false) = tokens.last,
      number.split(separator: " ").dropFirst().allSatisfy(Numbers.isGroup),
      Numbers.beginsNumber(number.prefix { $0 != " " })
    {
      tokens[tokens.count - 1] = .word(number + " " + bare, isBeginning: false)
      return
    }
    tokens.append(.word(String(bare), isBeginning: isBeginning))
  }

  /// The distance of an operator between two words: `NEAR/5`, `w/5`, `N/5`, `PRE/5`, `ADJ5`, `/5`,
  /// `/F5/`, `%5`, `~5`.
  private mutating func distance(_ run: Substring) -> Int? {
    let upper = run.uppercased()
    if run == "NEAR" { return 10 }
    let isOfParagraphs = ["W/P", "/P", "W/PARA"].contains(upper)
    if isOfParagraphs || ["W/S", "/S", "W/SENT", "W/SEG"].contains(upper)
      || run == "SAME" && !tokens.isEmpty
    {
      let words = isOfParagraphs ? 80 : 20
      notes.append(.asDistance(String(run), words))
      return words
    }
    if run == "ADJ", !tokens.isEmpty { return inOrder(run, 1) }
    let names = [
      "NEAR/", "PROX/", "PRE/", "P/", "ONEAR/", "W/", "N/", "WITHIN/", "AROUND/", "ADJ/", "/",
      "NEAR",
      "ADJ", "%%", "%", "~", "/F", "/N", "/W",
    ]
    for name in names where upper.hasPrefix(name) {
      var digits = upper.dropFirst(name.count)
      if name.hasPrefix("/"), digits.last == "/" { digits.removeLast() }
      guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
        let number = Int(digits)
      else { continue }
      return ["PRE/", "P/", "ONEAR/", "ADJ/", "ADJ"].contains(name)
        ? inOrder(run, min(number, 1_000)) : min(number, 1_000)
    }
    return nil
  }

  private mutating func inOrder(_ run: Substring, _ words: Int) -> Int {
    notes.append(.withoutOrder(String(run), words))
    return words
  }
}
