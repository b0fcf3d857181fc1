/// Turns what a person types into an FTS5 expression; nothing typed is ever a syntax error.
///
/// Words are all wanted; `"…"` is a phrase, `-word` excludes, `OR` is between alternatives, round
/// brackets group, `pref*` is a beginning, `NEAR(a b, 5)` and `a NEAR/5 b` want words close together,
/// `title:word` looks in the title only. Operators of other search tools (`ET`, `OU`, `SAUF`, `w/5`,
/// `|`, `&`) mean what they mean there. Whatever else is typed counts as a blank.
/// - Source: https://www.sqlite.org/fts5.html, section 3.
struct QuestionParser {
  /// An FTS5 expression, and what is known of it.
  struct Expression {
    /// The expression.
    var text: String
    /// How many phrases stand for one word, in the order of the expression.
    var groups: [Int]
    /// The texts in scripts without blanks that are looked for, as they were typed: their pairs of
    /// letters have no place in the text of their own.
    var pairs: [String]
    /// The words and phrases as they were typed, with what stands for each.
    var leaves: [(typed: String, text: String)] = []
    /// What was not taken as it was typed.
    var notes: [QuestionNote]
  }

  private struct Piece {
    var text: String
    var groups: [Int]
    /// The phrases between which a NEAR may choose; nil when it is more than one word or phrase.
    var phrases: [String]?
  }

  private let vocabulary: Vocabulary
  /// True when pairs of letters are indexed.
  private let hasPairs: Bool
  private var tokens: ArraySlice<QuestionLexer.Token> = []
  private var notes: [QuestionNote] = []
  private var pairs: [String] = []
  private var leaves: [(typed: String, text: String)] = []
  private var depth = 0

  /// A parser that asks `vocabulary` for the spellings and forms of words.
  init(_ vocabulary: Vocabulary, hasPairs: Bool) {
    self.vocabulary = vocabulary
    self.hasPairs = hasPairs
  }

  /// How many brackets and fields may be inside one another: each one is a call deeper, here and in
  /// FTS5's parser, whose stack has room for a hundred.
  private static let deepest = 20

  /// The most phrases that one run of words stands for.
  private static let most = 256

  /// The most words, phrases and operators that one question has: FTS5 looks at every phrase for every
  /// hit, and cannot be interrupted in between.
  private static let mostTokens = 500

  /// The expression, or nil when nothing is left to look for.
  mutating func expression(_ typed: String) throws -> Expression? {
    let lexer = QuestionLexer(typed)
    tokens = lexer.tokens.prefix(Self.mostTokens)
    notes = lexer.notes
    if lexer.tokens.count > Self.mostTokens {
      notes.append(.tooManyWords(most: Self.mostTokens))
    }
    pairs = []
    leaves = []
    var pieces: [Piece] = []
    while !tokens.isEmpty {
      if let piece = try group() { pieces.append(piece) }
      // A bracket that closes nothing.
      if tokens.first == .close { tokens.removeFirst() }
    }
    guard !pieces.isEmpty else { return nil }
    return Expression(
      text: pieces.map(\.text).joined(separator: " AND "), groups: pieces.flatMap(\.groups),
      pairs: pairs, leaves: leaves, notes: notes)
  }

  /// Everything up to the next bracket that closes, as one expression.
  private mutating func group() throws -> Piece? {
    var alternatives: [[Piece]] = [[]]
    var excluded: [Piece] = []
    var isNegated = false
    var distance: Int?
    while let token = tokens.first, token != .close {
      tokens.removeFirst()
      switch token {
      case .or where !alternatives[alternatives.count - 1].isEmpty: alternatives.append([])
      case .or, .and: continue
      case .not: isNegated = true
      case .within(let words): distance = words
      default:
        guard let piece = try piece(token) else { continue }
        if let words = distance, !isNegated, let left = alternatives[alternatives.count - 1].last,
          let near = near(left, piece, words)
        {
          alternatives[alternatives.count - 1].removeLast()
          alternatives[alternatives.count - 1].append(near)
        } else if isNegated {
          excluded.append(piece)
        } else if !alternatives[alternatives.count - 1].contains(where: { $0.text == piece.text }) {
          alternatives[alternatives.count - 1].append(piece)
        }
        isNegated = false
        distance = nil
      }
    }
    return joined(
      Self.withoutRepeated(alternatives.filter { !$0.isEmpty }), excluding: excluded)
  }

  /// The alternatives without those of one word that stand in the same run of alternatives before.
  private static func withoutRepeated(_ alternatives: [[Piece]]) -> [[Piece]] {
    var seen: Set<String> = []
    return alternatives.filter { pieces in
      guard pieces.count == 1 else {
        seen = []
        return true
      }
      return seen.insert(pieces[0].text).inserted
    }
  }

  private mutating func joined(_ alternatives: [[Piece]], excluding excluded: [Piece]) -> Piece? {
    guard !alternatives.isEmpty else {
      for piece in excluded {
        notes.append(.onlyExcluded(piece.text))
      }
      return nil
    }
    let wanted = alternatives.flatMap { $0 }
    var phrases: [String]? = []
    if alternatives.allSatisfy({ $0.count == 1 }), excluded.isEmpty {
      for piece in wanted {
        phrases = phrases.flatMap { all in piece.phrases.map { all + $0 } }
      }
    } else {
      phrases = nil
    }
    var text = Self.joined(alternatives.map { $0.map(\.text) })
    if !excluded.isEmpty {
      text = "(\(text)) NOT (\(excluded.map(\.text).joined(separator: " OR ")))"
    }
    return Piece(
      text: "(\(text))", groups: wanted.flatMap(\.groups) + excluded.flatMap(\.groups),
      phrases: phrases)
  }

  /// «a b OR c d» reads as «a AND (b OR c) AND d», as search engines do.
  private static func joined(_ alternatives: [[String]]) -> String {
    var parts: [String] = []
    var open: [String] = []
    for (i, group) in alternatives.enumerated() {
      // The first word of a group belongs to the OR before it, the last one to the OR after it.
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

  // MARK: Pieces

  private mutating func piece(_ token: QuestionLexer.Token) throws -> Piece? {
    guard depth < Self.deepest else {
      let note = QuestionNote.tooDeep(most: Self.deepest)
      if !notes.contains(note) { notes.append(note) }
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    switch token {
    case .open:
      let piece = try group()
      if tokens.first == .close { tokens.removeFirst() }
      return piece
    case .column(let name):
      guard let next = tokens.popFirst(), var piece = try piece(next) else { return nil }
      guard hasPairs else {
        notes.append(.fieldOfArticles(name))
        return piece
      }
      piece.text = "{\(name) \(name)_pairs} : (\(piece.text))"
      piece.phrases = nil
      return piece
    case .word(let text, let isBeginning):
      let piece = try phrase(text, isTyped: false, isBeginning: isBeginning)
      if let piece { leaves.append((text + (isBeginning ? "*" : ""), piece.text)) }
      return piece
    case .phrase(let text, let isBeginning):
      let piece = try phrase(text, isTyped: true, isBeginning: isBeginning)
      if let piece { leaves.append((text, piece.text)) }
      return piece
    case .near(let text, let distance):
      var result: Piece?
      for token in QuestionLexer(text).tokens {
        guard let piece = try piece(token) else { continue }
        result = result.map { near($0, piece, distance) ?? $0 } ?? piece
      }
      return result
    case .or, .and, .not, .close, .within: return nil
    }
  }

  /// Words side by side, in all their spellings; unless `isTyped`, the last one in its other forms too.
  private mutating func phrase(_ text: String, isTyped: Bool, isBeginning: Bool) throws -> Piece? {
    if let piece = try pairs(in: text, isTyped: isTyped) { return piece }
    let words = vocabulary.words(of: isTyped ? text : Self.withoutElided(text))
    guard let last = words.last else {
      if !text.allSatisfy({ $0.isWhitespace || $0.isPunctuation }) {
        notes.append(.withoutLetters(text))
      }
      return nil
    }
    let isCut = isBeginning && (words.count > 1 || last.unicodeScalars.count > 1)
    if isBeginning, !isCut {
      notes.append(.shortBeginning(text))
    }
    let places =
      isCut ? Numbers.places(words.dropLast()) + [[last]] : Numbers.places(words[...])
    var beginnings = [""]
    for place in places.dropLast() {
      let spellings = try spellings(of: place)
      let count = beginnings.count * spellings.count
      beginnings = beginnings.flatMap { before in
        (count <= Self.most ? spellings : [place[0]]).map { before + $0 + " " }
      }
    }
    let ending = places[places.count - 1]
    let spelled = try isCut ? vocabulary.beginnings(of: last) : spellings(of: ending)
    let endings =
      try isCut || isTyped || ending.count > 1 ? spelled : vocabulary.forms(of: ending[0])
    func phrases(_ endings: [String]) -> [String] {
      beginnings.flatMap { before in
        endings.map { "\"\(before)\($0)\"" + (isCut ? " *" : "") }
      }
    }
    return piece(phrases(endings), near: phrases(spelled))
  }

  /// How the index may have what stands in one place: a number in its groupings, or a word in its
  /// spellings.
  private func spellings(of place: [String]) throws -> [String] {
    place.count > 1 ? place : try vocabulary.spellings(of: place[0])
  }

  private func piece(_ phrases: [String], near: [String]) -> Piece {
    let text = phrases.count == 1 ? phrases[0] : "(" + phrases.joined(separator: " OR ") + ")"
    return Piece(text: text, groups: [phrases.count], phrases: near)
  }

  /// Both within so many words; nil when one of them is no word or phrase.
  private mutating func near(_ left: Piece, _ right: Piece, _ distance: Int) -> Piece? {
    guard let a = left.phrases, let b = right.phrases, a.count * b.count <= Self.most else {
      notes.append(.nearOfMore)
      return nil
    }
    // What is near already takes one more: NEAR("a" "b", 5) and "c" are NEAR("a" "b" "c", 5).
    let pairs = a.flatMap { first in b.map { "\(first) \($0)" } }
    let text = pairs.map { "NEAR(\($0), \(distance))" }
    return Piece(
      text: text.count == 1 ? text[0] : "(" + text.joined(separator: " OR ") + ")",
      groups: Array(repeating: 1, count: pairs.reduce(0) { $0 + $1.count { $0 == "\"" } } / 2),
      phrases: pairs)
  }

  /// A text in a script without blanks as a phrase of pairs; words in other scripts beside it are
  /// wanted too.
  private mutating func pairs(in text: String, isTyped: Bool) throws -> Piece? {
    guard hasPairs, let (units, isBeginning) = LetterPairs.question(text) else { return nil }
    pairs.append(text)
    let phrase = "\"" + units.joined(separator: " ") + "\"" + (isBeginning ? " *" : "")
    let others = text.split(whereSeparator: \.isWhitespace).filter {
      LetterPairs.question(String($0)) == nil
    }
    if !others.isEmpty,
      let other = try self.phrase(
        others.joined(separator: " "), isTyped: isTyped, isBeginning: false)
    {
      return Piece(
        text: "(\(phrase) AND \(other.text))", groups: [1] + other.groups, phrases: nil)
    }
    return piece([phrase], near: [phrase])
  }

  /// Elided words, which say nothing in front of another word.
  private static let elided: Set = [
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
  ]

  private static func withoutElided(_ text: String) -> String {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "'" || $0 == "’" || $0 == "ʼ" }
    return parts.enumerated().filter { i, part in
      i == parts.count - 1 || !elided.contains(part.lowercased())
    }.map { String($1) }.joined(separator: " ")
  }
}
