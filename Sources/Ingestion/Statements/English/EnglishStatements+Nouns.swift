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
    let content = start..<contentEnd(stop, from: start)
    mark(content)
    drafts.append(
      Draft(content: content, speaker: speaker, cue: i..<(i + 1), entry: entry, rule: .nounThat))
    return stop
  }
}
