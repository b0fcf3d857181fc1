import Languages

/// Which quotation marks of a text belong together.
///
/// Every reading of the marks is scored as a whole: each may open, close or be none, and what a
/// paragraph leaves open ends with it, runs on, or was never meant. Blanks around a mark, its glyph,
/// the mark it closes and where it stands have a cost each, and the cheapest reading of the text wins.
/// Two levels of nesting are distinguished; deeper marks are passed over.
struct QuotationPairing {
  /// Two marks that belong together.
  struct Pair {
    /// The first word of the opening mark.
    var open: Int
    /// The closing mark; the word after the last one where the mark is missing.
    var close: Int
    /// How many words print the opening mark.
    var openLength: Int
    /// How many words print the closing mark; 0 where it is missing.
    var closeLength: Int

    /// What ends before a mark that opens another one.
    fileprivate init(_ open: Step, before next: Step) {
      (self.open, openLength) = (open.word, open.length)
      (close, closeLength) = (next.word, 0)
    }

    fileprivate init(_ open: Step, _ close: Step) {
      (self.open, openLength) = (open.word, open.length)
      (self.close, closeLength) = (close.word, close.endsParagraph ? 0 : close.length)
    }
  }

  /// Marks of one kind close each other; another kind may, at a cost.
  fileprivate enum Kind: Int { case guillemet, curly, straight, single }

  /// What a mark does, or what happens to an open quotation where a paragraph ends.
  private enum Action: UInt8 {
    case pass, open, close, closeOuter, endWithParagraph, drop
    /// Opens, where what was open ends before the mark, or was never meant.
    case reopen, dropAndOpen
  }

  /// What is open: nothing, a kind, or a kind within a kind; and whether the outer one opened where
  /// speech does, at the head of a paragraph or after a colon.
  private struct State {
    static let kinds = 4
    static let count = 1 + 2 * kinds + 2 * kinds * kinds
    var outer = -1
    var inner = -1
    var isStrong = false

    init(outer: Int = -1, inner: Int = -1, isStrong: Bool = false) {
      (self.outer, self.inner, self.isStrong) = (outer, inner, isStrong)
    }

    init(_ number: Int) {
      if number == 0 { return }
      let rest = number - 1
      if rest < 2 * Self.kinds {
        (outer, isStrong) = (rest / 2, rest % 2 == 1)
      } else {
        let deep = rest - 2 * Self.kinds
        (isStrong, outer, inner) = (deep % 2 == 1, deep / 2 / Self.kinds, deep / 2 % Self.kinds)
      }
    }

    var number: Int {
      if outer < 0 { return 0 }
      let strong = isStrong ? 1 : 0
      if inner < 0 { return 1 + 2 * outer + strong }
      return 1 + 2 * Self.kinds + 2 * (Self.kinds * outer + inner) + strong
    }
  }

  /// A mark, or the end of a paragraph.
  fileprivate struct Step {
    var word: Int
    var length = 1
    var kind = Kind.straight
    var opens: Float = 0
    var closes: Float = 0
    var passes: Float = 0
    var isStrong = false
    var isAfterColon = false
    var isAfterStop = false
    var endsParagraph = false
    /// The kind with which the next paragraph opens, or -1.
    var reopens = -1
    var endsText = false
  }

  private static let never: Float = 1e9

  private let words: Tokens
  private let readsSingles: Bool
  /// What a paragraph leaves open and did not open where speech does: English ends it there.
  private let endsWeakly: Bool
  /// Whether the text prints « and », half of which a scanner may have lost.
  private let hasGuillemets: Bool
  /// Whether the text prints « so », with blanks inside the marks, which then tell nothing of a mark.
  private let hasInnerBlanks: Bool
  private var steps: [Step] = []

  /// The pairs of a text in the order in which they close.
  ///
  /// - Parameters:
  ///   - words: the text.
  ///   - paragraphs: its paragraphs, in order.
  ///   - readsSingles: whether single marks are read along with double ones.
  ///   - endsWeakly: whether a quotation that is never closed ends with its paragraph even when it
  ///     opened within a sentence.
  /// - Returns: no two of which cross; those within others come before them.
  static func pairs(
    in words: Tokens, paragraphs: [Range<Int>], readsSingles: Bool, endsWeakly: Bool
  ) -> [Pair] {
    var pairing = QuotationPairing(
      words: words, readsSingles: readsSingles, endsWeakly: endsWeakly)
    pairing.gather(paragraphs)
    return pairing.solve()
  }

  private init(words: Tokens, readsSingles: Bool, endsWeakly: Bool) {
    self.words = words
    self.readsSingles = readsSingles
    self.endsWeakly = endsWeakly
    hasGuillemets =
      readsSingles
      && words.text.utf8.withContiguousStorageIfAvailable { bytes in
        bytes.indices.dropLast().contains {
          bytes[$0] == 0xC2 && (bytes[$0 + 1] == 0xAB || bytes[$0 + 1] == 0xBB)
        }
      } ?? false
    hasInnerBlanks = hasGuillemets && Self.hasInnerBlanks(words)
  }

  /// True when most of the opening guillemets of a text have a blank after them.
  private static func hasInnerBlanks(_ words: Tokens) -> Bool {
    var (all, blank) = (0, 0)
    for i in 0..<max(0, words.count - 1) where words[i].mark == .openQuote {
      all += 1
      if words[i + 1].shape.contains(.afterSpace) { blank += 1 }
    }
    return blank * 2 > all
  }

  // MARK: Marks and their costs

  private mutating func gather(_ paragraphs: [Range<Int>]) {
    for (number, paragraph) in paragraphs.enumerated() {
      var i = paragraph.lowerBound
      var isInAttribute = false
      while i < paragraph.upperBound {
        guard let (kind, length) = kind(at: i, paragraph) else {
          i += 1
          continue
        }
        // id="12": markup that was left in the text.
        if kind == .straight, isInAttribute || isAttribute(i, paragraph) {
          isInAttribute.toggle()
          i += length
          continue
        }
        steps.append(step(i, length, kind, paragraph))
        i += length
      }
      if steps.isEmpty { continue }
      var end = Step(word: paragraph.upperBound, endsParagraph: true)
      end.endsText = number + 1 == paragraphs.count
      if !end.endsText {
        let next = paragraphs[number + 1]
        if let (kind, length) = kind(at: next.lowerBound, next) {
          let first = step(next.lowerBound, length, kind, next)
          if first.opens < 1.2 { end.reopens = kind.rawValue }
        }
      }
      steps.append(end)
    }
  }

  /// The kind of the mark at a word and how many words print it; nil where none stands.
  private func kind(at i: Int, _ paragraph: Range<Int>) -> (Kind, Int)? {
    guard i < paragraph.upperBound else { return nil }
    switch words[i].mark {
    case .openQuote, .closeQuote:
      let first = words.text.utf8[
        words.text.utf8.index(words.text.utf8.startIndex, offsetBy: Int(words[i].start))]
      return (first == 0xE2 ? .curly : .guillemet, 1)
    case .straightQuote: return (.straight, 1)
    case .singleQuote:
      // Two of them print one double mark.
      if i + 1 < paragraph.upperBound, words[i + 1].mark == .singleQuote,
        words[i].end == words[i + 1].start
      {
        return (.straight, 2)
      }
      return readsSingles ? (.single, 1) : nil
    case .symbol where isAngle(i): return (.guillemet, 1)
    default: return nil
    }
  }

  /// «« Non. >»: what a scanner read as half a guillemet. A sign between numbers is none.
  private func isAngle(_ i: Int) -> Bool {
    let key = words.key(i)
    guard hasGuillemets, key == ">" || key == "<" else { return false }
    return words[max(0, i - 1)].mark != .number
      && words[min(i + 1, words.count - 1)].mark != .number
  }

  private func isAttribute(_ i: Int, _ paragraph: Range<Int>) -> Bool {
    i > paragraph.lowerBound && !words[i].shape.contains(.afterSpace)
      && words.key(i - 1).hasSuffix("=")
  }

  private func step(_ i: Int, _ length: Int, _ kind: Kind, _ paragraph: Range<Int>) -> Step {
    var step = Step(word: i, length: length, kind: kind)
    let isFirst = i == paragraph.lowerBound
    let next = i + length
    let isLast = next >= paragraph.upperBound
    // «d'"oubli"»: an elided word comes before a mark as a blank does.
    let isElided = !isFirst && words[i - 1].isWord && words.key(i - 1).utf8.last == 0x27
    let before = isFirst ? Punctuation.period : words[i - 1].mark
    let isSpaced =
      isFirst || isElided || words[i].shape.contains(.afterSpace) || before == .openBracket
      || before == .dash || before == .slash
      || !words[i].shape.contains(.afterSpace) && opens(before)
    let spaceFollows = isLast || words[next].shape.contains(.afterSpace) || ends(words[next].mark)
    step.isAfterColon = before == .colon
    step.isAfterStop = !isFirst && stops(before)
    step.isStrong = isFirst || before == .colon || isAfterDash(i, paragraph)
    switch (words[i].mark, kind) {
    case (.symbol, _):
      let opens = words.key(i) == "<"
      (step.opens, step.closes) = opens ? (1, Self.never) : (Self.never, 0.8)
      step.passes = 0
    case (.openQuote, _):
      // A sentence that ends right before it was printed in another line.
      let isTurned =
        !hasInnerBlanks && !isSpaced && spaceFollows && !isFirst && !ends(before)
      (step.opens, step.closes, step.passes) = isTurned ? (3, 0.4, 3) : (0, 4, 3)
    case (.closeQuote, _):
      let isTurned =
        isSpaced && !spaceFollows && !hasInnerBlanks || isFirst && !isLast
      (step.opens, step.closes, step.passes) = isTurned ? (1, 2.5, 2.5) : (5, 0, 2.5)
    case (_, .single):
      let mayOpen = isSpaced && !spaceFollows
      let mayClose = !isSpaced && spaceFollows
      step.opens = mayOpen ? 0.2 : Self.never
      step.closes = mayClose ? 0 : Self.never
      step.passes = mayOpen || mayClose ? 0.8 : 0
    default:
      switch (isSpaced, spaceFollows) {
      case (true, false): (step.opens, step.closes) = (0, 3)
      case (false, true): (step.opens, step.closes) = (3.5, 0)
      case (true, true): (step.opens, step.closes) = (0.6, isFirst ? 3 : 0.6)
      case (false, false): (step.opens, step.closes) = (1.5, 1.5)
      }
      step.passes = isFirst ? 3.6 : 3
    }
    return step
  }

  /// True for a dash that opens its paragraph, right before a mark: «– « Non. »».
  private func isAfterDash(_ i: Int, _ paragraph: Range<Int>) -> Bool {
    i == paragraph.lowerBound + 1 && words[i - 1].mark == .dash
  }

  private func opens(_ mark: Punctuation) -> Bool {
    switch mark {
    case .openBracket, .openQuote: true
    default: false
    }
  }

  private func stops(_ mark: Punctuation) -> Bool {
    switch mark {
    case .period, .question, .exclamation, .ellipsis: true
    default: false
    }
  }

  private func ends(_ mark: Punctuation) -> Bool {
    switch mark {
    case .comma, .period, .question, .exclamation, .colon, .semicolon, .closeBracket, .closeQuote:
      true
    default: false
    }
  }

  // MARK: The cheapest reading

  /// What it costs that a mark closes one of another kind.
  private func mismatch(_ opened: Int, _ closing: Kind) -> Float {
    if opened == closing.rawValue { return 0 }
    let single = Kind.single.rawValue
    if opened == single || closing.rawValue == single { return 4.5 }
    return 1.6
  }

  private func solve() -> [Pair] {
    if steps.isEmpty { return [] }
    var costs = [Float](repeating: Self.never, count: State.count)
    costs[0] = 0
    var back = [UInt16](repeating: 0, count: steps.count * State.count)
    for (place, step) in steps.enumerated() {
      var next = [Float](repeating: Self.never, count: State.count)
      func move(_ from: Int, _ to: State, _ action: Action, _ cost: Float) {
        let sum = costs[from] + cost
        let number = to.number
        guard sum < next[number] else { return }
        next[number] = sum
        back[place * State.count + number] = UInt16(from) << 3 | UInt16(action.rawValue)
      }
      for from in 0..<State.count where costs[from] < Self.never {
        let state = State(from)
        if step.endsParagraph {
          moveOn(from, state, step, move)
        } else {
          read(step, from, state, move)
        }
      }
      costs = next
    }
    return replayed(back, from: costs.indices.min { costs[$0] < costs[$1] } ?? 0)
  }

  private func read(
    _ step: Step, _ from: Int, _ state: State, _ move: (Int, State, Action, Float) -> Void
  ) {
    let kind = step.kind.rawValue
    // «Il m'a dit : "…» within speech: the inner mark is the one that may lack its partner.
    let isInner = state.outer >= 0
    move(from, state, .pass, step.passes + (isInner ? (step.isAfterColon ? -0.4 : 0.2) : 0))
    if state.outer < 0 {
      move(from, State(outer: kind, isStrong: step.isStrong), .open, step.opens)
    } else if state.inner < 0 {
      let nested: Float =
        state.outer != kind ? 0.3 : step.kind == .straight ? 1.5 : step.kind == .single ? 3 : 0.5
      move(
        from, State(outer: state.outer, inner: kind, isStrong: state.isStrong), .open,
        step.opens + nested)
      move(from, State(), .close, step.closes + mismatch(state.outer, step.kind))
      // «"Rien ne presse. "Le pont tient bon", dit X»: every sentence opens, the last one closes.
      if state.outer == kind, kind != Kind.single.rawValue {
        let next = State(outer: kind, isStrong: step.isStrong)
        if step.isAfterStop { move(from, next, .reopen, step.opens + 1.2) }
        if step.kind == .straight { move(from, next, .dropAndOpen, step.opens + 2.6) }
      }
    } else {
      move(
        from, State(outer: state.outer, isStrong: state.isStrong), .close,
        step.closes + mismatch(state.inner, step.kind))
      move(from, State(), .closeOuter, step.closes + mismatch(state.outer, step.kind) + 2.5)
    }
  }

  /// Where a paragraph ends: what is open ends with it, runs on, or was no quotation.
  private func moveOn(
    _ from: Int, _ state: State, _ end: Step, _ move: (Int, State, Action, Float) -> Void
  ) {
    if state.outer < 0 {
      move(from, state, .pass, 0)
      return
    }
    let extra: Float = state.inner >= 0 ? 2 : 0
    if end.reopens >= 0, end.reopens == state.outer {
      move(from, State(), .endWithParagraph, 0.3 + extra)
    } else if state.outer != Kind.single.rawValue, state.isStrong || endsWeakly {
      move(from, State(), .endWithParagraph, (state.isStrong ? 2.2 : 2.8) + extra)
    }
    move(from, State(), .drop, (state.isStrong ? 3.6 : 3) + extra)
    if !end.endsText, state.outer != Kind.single.rawValue {
      move(
        from, State(outer: state.outer, isStrong: state.isStrong), .pass, 1.5 + extra)
    }
  }

  /// The pairs of the reading that ends in a state.
  private func replayed(_ back: [UInt16], from last: Int) -> [Pair] {
    var actions = [Action](repeating: .pass, count: steps.count)
    var state = last
    for place in steps.indices.reversed() {
      let entry = back[place * State.count + state]
      actions[place] = Action(rawValue: UInt8(entry & 7)) ?? .pass
      state = Int(entry >> 3)
    }
    var pairs: [Pair] = []
    var stack: [Step] = []
    for (step, action) in zip(steps, actions) {
      switch action {
      case .open: stack.append(step)
      case .close:
        if let open = stack.popLast() { pairs.append(Pair(open, step)) }
      case .closeOuter, .endWithParagraph:
        if let open = stack.first { pairs.append(Pair(open, step)) }
        stack.removeAll()
      case .reopen:
        if let open = stack.first { pairs.append(Pair(open, before: step)) }
        stack = [step]
      case .drop: stack.removeAll()
      case .dropAndOpen: stack = [step]
      case .pass:
        // What runs on leaves what was open within it.
        if step.endsParagraph, stack.count > 1 { stack.removeSubrange(1...) }
      }
    }
    return pairs
  }
}
