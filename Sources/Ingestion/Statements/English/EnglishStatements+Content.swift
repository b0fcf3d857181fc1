import Languages
import Press

extension EnglishStatements {
  /// What a cue governs, by its frames.
  struct Content {
    var content: Range<Int>
    var frame: StatementRule
    var isDirect = false
  }

  func content(
    of entry: EnglishCues.Entry, from end: Int, _ unit: Range<Int>, isLoose: Bool,
    isSubordinate: Bool = false, isSurvey: Bool = false, isRelative: Bool = false
  ) -> Content? {
    let frames = entry.frames
    let limit = unit.upperBound
    func clause(_ start: Int, _ frame: StatementRule) -> Content? {
      var stop = clauseEnd(from: start, limit)
      if isSubordinate { stop = mainClause(from: start, stop) }
      stop = beforeGloss(from: start, stop)
      return stop - start >= 2 ? Content(content: start..<stop, frame: frame) : nil
    }
    func object(_ start: Int, _ frame: StatementRule) -> Content? {
      var stop = objectEnd(from: start, limit)
      if isSubordinate { stop = mainClause(from: start, stop) }
      return stop > start ? Content(content: start..<stop, frame: frame) : nil
    }
    func quotation(_ k: Int) -> Int? {
      guard k < limit, isQuotationMark(k) else { return nil }
      let q = quotations.atOpen[k]
      return q < 0 ? nil : Int(q)
    }
    var starts = [end]
    let adjunct = phrases.adjunctEnd(from: end, to: limit)
    if adjunct > end { starts.append(adjunct) }
    // said on the show “Morning Tide” that
    if frames.contains(.that), adjunct > end || phrases.isPreposition(end),
      let q = quotation(adjunct > end ? adjunct : end + 1)
    {
      let title = quotations.list[q]
      if title.content.count <= 8, phrases.isForm(title.end, known.that) {
        starts.append(title.end)
      }
    }
    if entry.lemma == "say" || entry.lemma == "write", phrases.isForm(end, known.of) {
      // said of the mayor, “…”
      starts.append(phrases.phraseEnd(from: end + 1, to: limit))
    }
    // «told reporters», «asked him»
    if !frames.isDisjoint(with: [.objectThat, .objectTo, .objectWh]) {
      let object = phrases.phraseEnd(from: end, to: limit, complements: true)
      if object > end {
        if frames.contains(.objectTo), phrases.isForm(object, known.to),
          phrases.has(object + 1, .infinitive) || isQuotationMark(object + 1)
            || phrases.isAdverb(object + 1) && phrases.has(object + 2, .infinitive)
        {
          return clause(object + 1, .toInfinitive)
        }
        let later = phrases.adjunctEnd(from: object, to: limit)
        if frames.contains(.objectTo), later > object, phrases.isForm(later, known.to),
          isQuotationMark(later + 1)
        {
          return clause(later + 1, .toInfinitive)
        }
        for k in [object, later]
        where frames.contains(.objectThat) && phrases.isForm(k, known.that) {
          return clause(k + 1, .that)
        }
        for k in [object, later] {
          if frames.contains(.objectThat) {
            // «told the crowd who had come that»
            if entry.takesListener, phrases.isForm(k, known.whoForm),
              let that = listenerEnd(from: k, limit, isRelative: true)
            {
              return clause(that + 1, .that)
            }
            if k > end, phrases.isIn(k, known.wh) { return clause(k, .whether) }
            if let q = quotation(k) ?? quotation(k + 1),
              quotations.list[q].content.count > 3 || limit - quotations.list[q].end <= 2
            {
              return quoted(q, k, unit)
            }
            if !frames.contains(.bareThat)
              || phrases.has(k, .subject) && phrases.has(k, .pronoun), isClause(k, limit)
            {
              return clause(k, .bareThat)
            }
          }
          if frames.contains(.objectWh), phrases.isIn(k, known.wh) { return clause(k, .whether) }
        }
        // «asked him, “Who pays?”»
        if frames.contains(.quote), !frames.contains(.objectThat),
          phrases.mark(object) == .comma || phrases.mark(object) == .colon,
          let q = quotation(object + 1)
        {
          return quoted(q, object, unit)
        }
        if entry.takesListener, let that = listenerEnd(from: object, limit) {
          return clause(that + 1, .that)
        }
      }
    }
    for k in starts where frames.contains(.that) && phrases.isForm(k, known.that) {
      if phrases.has(k + 1, .noun), frames.contains(.object), !isClause(k + 1, limit) { continue }
      // «to maintain that margin»
      if !(k..<limit).contains(where: { phrases.isFinite($0) || isAuxiliary($0) }) { continue }
      return clause(k + 1, .that)
    }
    for (step, k) in starts.enumerated() {
      guard k < limit else { break }
      if frames.contains(.that), phrases.mark(k) == .comma {
        // said, in an interview, that
        let after = phrases.adjunctEnd(from: k + 1, to: limit)
        if frames.contains(.quote), phrases.isForm(k + 1, known.that), isClause(k + 2, limit) {
          return clause(k + 2, .that)
        }
        if after > k + 1, phrases.mark(after) == .comma, phrases.isForm(after + 1, known.that) {
          return clause(after + 2, .that)
        }
      }
      if !frames.isDisjoint(with: [.quote, .that]) {
        if let q = quotation(k) { return quoted(q, k, unit) }
        if phrases.mark(k) == .comma || phrases.mark(k) == .colon, let q = quotation(k + 1),
          frames.contains(.quote)
        {
          return quoted(q, k, unit)
        }
        if phrases.mark(k) == .colon, frames.contains(.quote), limit - k > 4 {
          return clause(k + 1, .colonClause)
        }
      }
      if frames.contains(.wh), phrases.isIn(k, known.wh) { return clause(k, .whether) }
      if frames.contains(.to), phrases.isForm(k, known.to),
        phrases.has(k + 1, .infinitive) || phrases.isAdverb(k + 1) || isQuotationMark(k + 1)
      {
        // «who asked not to be named»
        if phrases.isForm(k + 1, known.be), phrases.isIn(k + 2, known.named) { return nil }
        return clause(k + 1, .toInfinitive)
      }
      if step == 0, frames.contains(.ing), phrases.has(k, .presentParticiple),
        !phrases.has(k, .adjective)
      {
        return clause(k, .gerund)
      }
      // «said today the bridge was safe»
      if step == 0, adjunct > end, phrases.isDay(k), isClause(adjunct, limit, strict: true) {
        continue
      }
      if frames.contains(.bareThat), isLoose, !isAuxiliary(k) {
        if isClause(k, limit, strict: !frames.contains(.quote) || frames.contains(.object)) {
          return clause(k, .bareThat)
        }
        if k == starts.last, cues.sayings.contains(entry.lemma), followsLoosely(k, limit) {
          return clause(k, .bareThat)
        }
      }
    }
    if frames.isSuperset(of: [.quote, .bareThat]), phrases.mark(end) == .comma, isLoose,
      let comma = (end + 2..<max(end + 2, min(end + 12, limit))).first(where: {
        words[$0].mark == .comma
      }), !phrases.isFiniteClause(end + 1..<comma), !isQuotationMark(end + 1),
      isClause(comma + 1, limit, strict: true)
    {
      // says, win or lose, he stays
      return clause(end + 1, .bareThat)
    }
    if frames.contains(.objectIng), showsDoing(end, limit) { return clause(end, .gerund) }
    // «condemned what he called a “breach”»
    if frames.contains(.object), phrases.isIn(end, known.gaps),
      phrases.phraseEnd(from: end + 1, to: limit) > end + 1,
      let what = object(end, .object), what.content.contains(where: isQuotationMark)
    {
      return what
    }
    // An object, then as, of or for; without its complements, then with them.
    let short = phrases.phraseEnd(from: end, to: limit, complements: false)
    let long = phrases.phraseEnd(from: end, to: limit)
    for noun in short == long ? [short] : [short, long] where noun > end {
      if frames.contains(.of), let of = accusation(from: noun, limit), of > end {
        return clause(of + 1, .ofInfinitive)
      }
      if frames.contains(.for), phrases.isForm(noun, known.for) { return object(end, .predicate) }
      if frames.contains(.as), phrases.isForm(noun, known.as) {
        return object(noun + 1, .predicate)
      }
    }
    // Praised “an honest tail”, complained of a “peremptory” tone.
    let partial: EnglishCues.Frames = [.object, .objectName, .as, .of, .for, .objectThat]
    if !frames.isDisjoint(with: partial),
      let open = (end..<min(end + 10, limit)).first(where: { quotations.atOpen[$0] >= 0 }),
      (end..<open).allSatisfy({
        words[$0].isWord
          && (phrases.isNominal($0) || phrases.isForm($0, known.s)
            || phrases.has($0, [.determiner, .preposition, .presentParticiple, .object])
            || phrases.isAdverb($0))
      })
    {
      var start = end
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
      if frames.contains(.objectName), open > start {
        start = open
        while start - 1 > end, phrases.has(start - 1, [.determiner, .adjective]) { start -= 1 }
      }
      let quote = quotations.list[Int(quotations.atOpen[open])]
      guard quote.end <= limit else { return nil }
      var stop = object(start, .object)?.content.upperBound ?? start
      // «what they call the “fraudulent” vote took …»: the sentence goes on after it.
      if isRelative {
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
    guard long > end else {
      return farClause(of: entry, from: end, limit).flatMap { clause($0, .that) }
    }
    if frames.contains(.objectName),
      isQuotationMark(long) || phrases.has(long, [.determiner, .adjective])
        || endsInAdjective(end..<long)
    {
      return object(endsInAdjective(end..<long) ? end : long, .predicate)
    }
    if isSurvey, frames.contains(.objectIng) { return object(end, .gerund) }
    if frames.contains(.object),
      let q = (end...long + 1).first(where: { $0 < limit && quotations.atOpen[$0] >= 0 }),
      quotations.list[Int(quotations.atOpen[q])].end <= limit
    {
      return object(end, .object)
    }
    return farClause(of: entry, from: end, limit).flatMap { clause($0, .that) }
  }

  /// The «that» after a long listener: «told the crowd in Porth, on the last day, that».
  private func listenerEnd(from start: Int, _ limit: Int, isRelative: Bool = false) -> Int? {
    for k in start..<min(start + 22, limit) {
      // «told the show “Tide” that»
      let title = quotations.ofWord[k]
      if title >= 0, quotations.list[Int(title)].content.count <= 6 { continue }
      guard title < 0, words[k].mark != .semicolon, words[k].mark != .colon else {
        return nil
      }
      if phrases.isForm(k, known.that), isClause(k + 1, limit) { return k }
      if words[k].mark == .comma, phrases.has(k + 1, .presentParticiple) { return nil }
      if !isRelative, phrases.isFinite(k) || isAuxiliary(k) && !phrases.isForm(k, known.s) {
        return nil
      }
    }
    return nil
  }

  /// What follows a far «that»: «wrote in a file of the court that», «vented to her husband that».
  private func farClause(of entry: EnglishCues.Entry, from end: Int, _ limit: Int) -> Int? {
    guard entry.frames.isSuperset(of: [.quote, .that]), phrases.isPreposition(end) else {
      return nil
    }
    return listenerEnd(from: end, limit).map { $0 + 1 }
  }

  /// True for «the actions lawful», «himself pro-choice».
  private func endsInAdjective(_ phrase: Range<Int>) -> Bool {
    let last = phrase.upperBound - 1
    if phrases.has(phrase.lowerBound, .object), phrase.count == 1 {
      return phrases.isNominal(last + 1) && !words[last + 1].isCapital && words[last + 1].isWord
    }
    return phrase.count >= 2 && phrases.has(last, .adjective) && !phrases.has(last, .noun)
  }

  /// True when a noun phrase that does something starts at `start`: «the ferry losing passengers».
  private func showsDoing(_ start: Int, _ limit: Int) -> Bool {
    let object = phrases.phraseEnd(from: start, to: limit)
    guard object > start + 1 else {
      return object > start && phrases.has(object, .presentParticiple)
    }
    return (start + 1...object).contains {
      $0 < limit && phrases.has($0, .presentParticiple) && !phrases.has($0, [.noun, .adjective])
        && (phrases.has($0 - 1, .noun) || words[$0 - 1].isCapital)
    }
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

  /// A quotation that its cue precedes, the mark or a comma or colon at `k`.
  func quoted(_ q: Int, _ k: Int, _ unit: Range<Int>) -> Content {
    let quote = quotations.list[q]
    let isFree = quote.open > k || words[quote.content.lowerBound].isCapital
    let rest = unit.upperBound - quote.end
    if isFree || rest <= 2 {
      return Content(
        content: quote.content, frame: isFree ? .colon : .object, isDirect: isFree)
    }
    let stop = max(quote.content.upperBound, clauseEnd(from: quote.open, unit.upperBound))
    return Content(content: quote.open..<stop, frame: .object)
  }
}
