import Languages
import Press

extension EnglishStatements {
  /// A source beside what it says: «according to X», «in X's view», «in a poll by Y».
  struct AttributionPhrase {
    var cue: Range<Int>
    var lemma: String
    var speaker: Range<Int>
    /// The first word after it.
    var end: Int
    var rule: StatementRule
    /// True when it counts only at the head of a sentence.
    var isLeading = false
  }

  /// The source beside a clause that starts at `k`.
  private func attribution(at k: Int, to limit: Int) -> AttributionPhrase? {
    if phrases.isForm(k, known.according), phrases.isForm(k + 1, known.to) {
      let end = phrases.phraseEnd(from: k + 2, to: limit)
      // «according to plan»
      guard end > k + 2, end > k + 3 || !phrases.isIn(k + 2, known.measures) else { return nil }
      return AttributionPhrase(
        cue: k..<(k + 2), lemma: "according to", speaker: (k + 2)..<end, end: end,
        rule: .according)
    }
    if phrases.isForm(k, known.per), phrases.mark(k - 1) == .comma,
      phrases.has(k + 1, .determiner) || k + 1 < limit && words[k + 1].isCapital
    {
      let end = phrases.phraseEnd(from: k + 1, to: limit)
      guard end > k + 1, words[end - 1].mark == .none else { return nil }
      return AttributionPhrase(
        cue: k..<(k + 1), lemma: "per", speaker: (k + 1)..<end, end: end, rule: .according)
    }
    guard phrases.isIn(k, known.inAndTo) else { return nil }
    // in the view of X, in the words of X
    if phrases.has(k + 1, .determiner), phrases.isIn(k + 2, known.views),
      phrases.isForm(k + 3, known.of)
    {
      let end = phrases.phraseEnd(from: k + 4, to: limit)
      guard end > k + 4 else { return nil }
      return AttributionPhrase(
        cue: k..<(k + 4), lemma: words.key(k + 2), speaker: (k + 4)..<end, end: end,
        rule: .opinion)
    }
    let end = phrases.phraseEnd(from: k + 1, to: limit, complements: false)
    guard end > k + 1 else { return nil }
    // in X's view, in his words
    if phrases.isIn(end - 1, known.views), end > k + 2 {
      if phrases.has(k + 1, .possessive), end == k + 3 {
        return AttributionPhrase(
          cue: (end - 1)..<end, lemma: words.key(end - 1), speaker: (k + 1)..<(k + 2), end: end,
          rule: .opinion)
      }
      guard let s = (k + 1..<end).last(where: { phrases.isForm($0, known.s) }), s > k + 1,
        end - s <= 3
      else { return nil }
      return AttributionPhrase(
        cue: (end - 1)..<end, lemma: words.key(end - 1), speaker: (k + 1)..<s, end: end,
        rule: .opinion)
    }
    // in a new poll by Y
    guard
      phrases.isIn(end - 1, known.surveys)
        || (k + 1..<end).contains(where: { phrases.isIn($0, known.surveys) })
    else { return nil }
    var whole = phrases.phraseEnd(from: k + 1, to: limit)
    while whole < limit, whole - end < 14, words[whole].mark != .comma, !phrases.isFinite(whole) {
      whole += 1
    }
    return AttributionPhrase(
      cue: k..<(k + 1), lemma: words.key(k), speaker: (k + 1)..<whole, end: whole, rule: .according,
      isLeading: true)
  }

  /// Where what a quotation closes starts, between commas and without a clause of its own: «…, a
  /// sentence that is “too harsh”, according to X».
  private func segment(before stop: Int, from start: Int) -> Int? {
    guard stop - 1 > start, isQuotationMark(stop - 1), quotations.ofWord[stop - 2] >= 0 else {
      return nil
    }
    let open = quotations.list[Int(quotations.ofWord[stop - 2])].open
    guard
      let comma = (start..<open).last(where: {
        words[$0].mark == .comma && quotations.ofWord[$0] < 0
      }), comma - start > 3, phrases.has(comma + 1, .determiner), open > comma + 1,
      phrases.isFiniteClause(start..<comma),
      !(comma + 1..<open).contains(where: { phrases.isFinite($0) && !isRelated($0, from: comma) })
    else { return nil }
    return comma + 1
  }

  /// True for a verb right after «that», «which» or «who».
  private func isRelated(_ i: Int, from start: Int) -> Bool {
    (max(start, i - 2)..<i).contains {
      phrases.isIn($0, known.relatives) || phrases.isForm($0, known.that)
    }
  }

  mutating func readAccording(_ unit: Range<Int>) {
    var k = unit.lowerBound
    while k < unit.upperBound {
      if quotations.ofWord[k] < 0, let attribution = attribution(at: k, to: unit.upperBound),
        append(attribution, at: k, unit)
      {
        k = attribution.end
      }
      k += 1
    }
  }

  /// Adds what is said according to somebody who is named at `k`.
  ///
  /// - Returns: false when nothing is.
  private mutating func append(_ attribution: AttributionPhrase, at k: Int, _ unit: Range<Int>)
    -> Bool
  {
    let isFirst = k <= unit.lowerBound + 2
    guard
      let content = isFirst
        ? content(after: attribution, unit) : content(around: attribution, at: k, unit),
      // “…,” X said, according to Y: Y vouches for no more than that.
      !drafts[firstOfUnit...].contains(where: { draft in
        draft.isDirect && draft.cue.map { content.contains($0.lowerBound) } == true
      })
    else { return false }
    if let i = drafts[firstOfUnit...].firstIndex(where: {
      $0.content.overlaps(content) && $0.rule == .hostIncise
        && !$0.content.contains(where: isQuotationMark)
    }) {
      drafts.remove(at: i)
    }
    mark(content)
    let entry = EnglishCues.Entry(
      lemma: attribution.lemma, particles: [], frames: [], kind: "state")
    drafts.append(
      StatementCandidate(
        content: content, speaker: attribution.speaker, cue: attribution.cue, entry: entry,
        rule: attribution.rule))
    return true
  }

  /// According to X, content.
  private func content(after attribution: AttributionPhrase, _ unit: Range<Int>) -> Range<Int>? {
    let whole = relativeEnd(
      behind: apposition(after: attribution.end, to: unit.upperBound), to: unit.upperBound)
    var c = whole
    while c < unit.upperBound, phrases.mark(c) != .comma { c += 1 }
    if attribution.rule != .according || attribution.isLeading, c != whole, c != attribution.end {
      return nil
    }
    guard c + 1 < unit.upperBound else { return nil }
    let content = (c + 1)..<contentEnd(unit.upperBound, from: c + 1)
    if attribution.isLeading,
      !isMainClause(content) || hasCue(content) || drafts.count > firstOfUnit
    {
      return nil
    }
    return content
  }

  /// Where the relative clause between commas ends that tells of a source: «According to the report,
  /// which was leaked, …»; where it was without one.
  private func relativeEnd(behind i: Int, to limit: Int) -> Int {
    guard phrases.mark(i) == .comma, phrases.isIn(i + 1, known.relatives) else { return i }
    return (i + 2..<max(i + 2, limit)).first {
      words[$0].mark == .comma && quotations.ofWord[$0] < 0
    } ?? i
  }

  /// Content, according to X; content, according to X, content.
  private func content(around attribution: AttributionPhrase, at k: Int, _ unit: Range<Int>)
    -> Range<Int>?
  {
    let end = attribution.end
    let whole = apposition(after: end, to: unit.upperBound)
    if attribution.isLeading { return nil }
    // «The Gazette reports that, according to X, two men …»
    if phrases.mark(k - 1) == .comma, phrases.isForm(k - 2, known.that),
      phrases.mark(whole) == .comma, whole + 1 < unit.upperBound
    {
      return whole + 1..<contentEnd(unit.upperBound, from: whole + 1)
    }
    if attribution.rule == .opinion,
      phrases.mark(k - 1) != .comma || whole < unit.upperBound && phrases.mark(whole) != .period
    {
      return nil
    }
    var start = contentStart(of: unit)
    // Stays within what another cue has left.
    for draft in drafts[firstOfUnit...]
    where unit.contains(draft.content.lowerBound) && draft.content.upperBound < k {
      start = max(start, draft.content.upperBound + 1)
    }
    var stop = k
    if phrases.mark(stop - 1) == .comma { stop -= 1 }
    // «The report (“damning”, according to X) is out»
    if isQuotationMark(stop - 1), quotations.ofWord[stop - 2] >= 0,
      case let quote = quotations.list[Int(quotations.ofWord[stop - 2])],
      phrases.mark(quote.open - 1) == .openBracket
    {
      return quote.content
    }
    if let segment = segment(before: stop, from: start) { start = segment }
    // «The quay is according to residents cracked»
    if stop == k, isAuxiliary(k - 1), end < unit.upperBound, words[end].isWord {
      stop = contentEnd(unit.upperBound, from: start)
    }
    // «officers, more than one a boat according to the police, were sent»: the phrase between the commas.
    if stop == k, phrases.mark(whole) == .comma,
      phrases.isFinite(whole + 1) || isAuxiliary(whole + 1),
      let comma = (start..<k).last(where: {
        words[$0].mark == .comma && quotations.ofWord[$0] < 0
      }), !phrases.isFiniteClause(comma + 1..<k)
    {
      return comma + 1..<k
    }
    if phrases.mark(whole) == .comma, unit.upperBound - whole > 5, stop - start < 6 {
      stop = contentEnd(unit.upperBound, from: start)
    }
    return stop > start ? start..<stop : nil
  }
}
