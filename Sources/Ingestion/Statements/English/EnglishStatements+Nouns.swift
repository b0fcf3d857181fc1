import Languages
import Press

extension EnglishStatements {
  /// Reads what depends on a noun: «her claim that …».
  mutating func read(_ entry: EnglishCues.Entry, at i: Int, _ unit: Range<Int>) -> Int? {
    var start = i + 1
    // «his statement on Monday that»
    var that = i + 1
    if phrases.isForm(that, known.on), phrases.isDay(that + 1) { that += 1 }
    while phrases.isDay(that) { that += 1 }
    if phrases.isForm(that, known.that), entry.frames.contains(.that),
      isClause(that + 1, unit.upperBound) || isQuotationMark(that + 1)
    {
      start = that + 1
    } else {
      return nil
    }
    guard let noun = phrases.phrase(endingAt: i + 1, from: unit.lowerBound) else { return nil }
    // Whose: «her claim», «Mr Hale's claim».
    var speaker: Range<Int>?
    if phrases.has(noun.lowerBound, .possessive), noun.lowerBound < i {
      speaker = noun.lowerBound..<(noun.lowerBound + 1)
    } else if let s = noun.last(where: { phrases.isForm($0, known.s) }), s > noun.lowerBound {
      speaker = noun.lowerBound..<s
    }
    guard let speaker else { return nil }
    var stop = clauseEnd(from: start, unit.upperBound)
    if isSubordinate(noun.lowerBound, unit) { stop = mainClause(from: start, stop) }
    // «His claim that the dyke will hold | was disputed»
    if !phrases.isFiniteClause(unit.lowerBound..<noun.lowerBound),
      let own = (start..<stop).first(where: { isVerb($0) }),
      let main = (own + 1..<stop).first(where: { isVerb($0) && !isVerb($0 - 1) && !isModal($0 - 1) }
      )
    {
      stop = main
    }
    let content = start..<contentEnd(stop, from: start)
    mark(content)
    drafts.append(
      StatementCandidate(
        content: content, speaker: speaker, cue: i..<(i + 1), entry: entry, rule: .nounThat))
    return stop
  }

  /// True for a finite verb or an auxiliary outside of quotation marks.
  private func isVerb(_ i: Int) -> Bool {
    quotations.ofWord[i] < 0 && !phrases.has(i, .infinitive)
      && (phrases.isFinite(i) && !phrases.has(i, .noun) || isAuxiliary(i))
  }

  private func isModal(_ i: Int) -> Bool { phrases.isIn(i, known.modals) || phrases.isAdverb(i) }
}
