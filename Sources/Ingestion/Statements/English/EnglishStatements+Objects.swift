import Languages
import Press

/// What a cue governs as its object: «condemned the “farce”», «called the plan a “farce”».
extension EnglishStatements {
  /// «condemned what he called a “breach”»
  func fusedRelative(_ cue: Government) -> Content? {
    guard cue.frames.contains(.object), phrases.isIn(cue.end, known.gaps),
      phrases.phraseEnd(from: cue.end + 1, to: cue.limit) > cue.end + 1,
      let what = object(cue.end, .object, cue), what.content.contains(where: isQuotationMark)
    else { return nil }
    return what
  }

  /// An object, then as, of or for; without its complements, then with them.
  func complement(_ cue: Government) -> Content? {
    let (end, limit) = (cue.end, cue.limit)
    let short = phrases.phraseEnd(from: end, to: limit, complements: false)
    let long = phrases.phraseEnd(from: end, to: limit)
    for noun in short == long ? [short] : [short, long] where noun > end {
      if cue.frames.contains(.of), let of = accusation(from: noun, limit), of > end {
        return orNothing(clause(of + 1, .ofInfinitive, cue))
      }
      if cue.frames.contains(.for), phrases.isForm(noun, known.for) {
        return orNothing(object(end, .predicate, cue))
      }
      if cue.frames.contains(.as), phrases.isForm(noun, known.as) {
        return orNothing(object(noun + 1, .predicate, cue))
      }
    }
    return nil
  }

  /// Praised “an honest tail”, complained of a “peremptory” tone.
  func partlyQuoted(_ cue: Government) -> Content? {
    let (end, limit, frames) = (cue.end, cue.limit, cue.frames)
    let partial: EnglishCues.Frames = [.object, .objectName, .as, .of, .for, .objectThat]
    guard !frames.isDisjoint(with: partial),
      let open = (end..<min(end + 10, limit)).first(where: { quotations.atOpen[$0] >= 0 }),
      (end..<open).allSatisfy({
        words[$0].isWord
          && (phrases.isNominal($0) || phrases.isForm($0, known.s)
            || phrases.has($0, [.determiner, .preposition, .presentParticiple, .object])
            || phrases.isAdverb($0))
      })
    else { return nil }
    let start = objectStart(cue, before: open)
    let quote = quotations.list[Int(quotations.atOpen[open])]
    guard quote.end <= limit else { return .nothing }
    var stop = object(start, .object, cue)?.content.upperBound ?? start
    // «what they call the “fraudulent” vote took …»: the sentence goes on after it.
    if cue.isRelative {
      stop = quote.end
      while stop < limit, words[quote.content.upperBound - 1].mark == .none,
        phrases.isNominal(stop), !words[stop].isCapital, !phrases.isFinite(stop)
      {
        stop += 1
      }
    }
    return Content(
      content: start..<max(quote.content.upperBound, stop),
      frame: frames.contains(.objectName) && open > end ? .predicate : .object)
  }

  /// Where an object begins whose quotation opens at `open`: past days and a preposition.
  private func objectStart(_ cue: Government, before open: Int) -> Int {
    var start = cue.end
    // spoke on Tuesday of a “black soup”
    if phrases.isForm(start, known.on), phrases.isDay(start + 1) { start += 1 }
    while phrases.isDay(start) { start += 1 }
    if open > start,
      phrases.isForm(start, known.of) || phrases.isForm(start, known.as)
        || phrases.isForm(start, known.for)
    {
      start += 1
    }
    // «called the plan a “farce”»: what it is called, not what.
    if cue.frames.contains(.objectName), open > start {
      start = open
      while start - 1 > cue.end, phrases.has(start - 1, [.determiner, .adjective]) { start -= 1 }
    }
    return start
  }

  /// An object as a whole, or what it is called.
  func plainObject(_ cue: Government) -> Content? {
    let (end, limit, frames) = (cue.end, cue.limit, cue.frames)
    let long = phrases.phraseEnd(from: end, to: limit)
    guard long > end else { return nil }
    if frames.contains(.objectName),
      isQuotationMark(long) || phrases.has(long, [.determiner, .adjective])
        || endsInAdjective(end..<long)
    {
      return orNothing(object(endsInAdjective(end..<long) ? end : long, .predicate, cue))
    }
    if cue.isSurvey, frames.contains(.objectIng) { return orNothing(object(end, .gerund, cue)) }
    if frames.contains(.object),
      let q = (end...long + 1).first(where: { $0 < limit && quotations.atOpen[$0] >= 0 }),
      quotations.list[Int(quotations.atOpen[q])].end <= limit
    {
      return orNothing(object(end, .object, cue))
    }
    return nil
  }

  /// True for «the actions lawful», «himself pro-choice».
  private func endsInAdjective(_ phrase: Range<Int>) -> Bool {
    let last = phrase.upperBound - 1
    if phrases.has(phrase.lowerBound, .object), phrase.count == 1 {
      return phrases.isNominal(last + 1) && !words[last + 1].isCapital && words[last + 1].isWord
    }
    return phrase.count >= 2 && phrases.has(last, .adjective) && !phrases.has(last, .noun)
  }

  /// The «of» that says what somebody is accused of, past days and what describes him.
  private func accusation(from start: Int, _ limit: Int) -> Int? {
    for k in start..<min(start + 14, limit) {
      guard quotations.ofWord[k] < 0, words[k].mark != .semicolon else { return nil }
      if phrases.isForm(k, known.of),
        k == start || phrases.has(k + 1, .presentParticiple)
          || isQuotationMark(k + 1)
      {
        return k
      }
    }
    return nil
  }
}
