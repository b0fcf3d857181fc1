import Languages
import Press

extension EnglishStatements {
  /// What a cue governs, by its frames.
  struct Content {
    var content: Range<Int>
    var frame: StatementRule
    var isDirect = false
    /// The cue governs no content, whatever else its frames allow.
    var isNothing = false

    static let nothing = Content(content: 0..<0, frame: .that, isNothing: true)
  }

  /// A cue, and where what it governs may begin.
  struct Government {
    let entry: EnglishCues.Entry
    /// The word after the cue.
    let end: Int
    let unit: Range<Int>
    var isLoose = false
    var isSubordinate = false
    var isSurvey = false
    var isRelative = false

    var frames: EnglishCues.Frames { entry.frames }
    var limit: Int { unit.upperBound }
  }

  /// What the cue says, by the first of its frames that fits; nil when it governs nothing here.
  func content(of cue: Government) -> Content? {
    let adjunct = phrases.adjunctEnd(from: cue.end, to: cue.limit)
    let starts = starts(cue, adjunct: adjunct)
    let found =
      contentAfterListener(cue) ?? thatClause(cue, starts)
      ?? contentAtStart(cue, starts, adjunct: adjunct)
      ?? clauseAfterAside(cue) ?? gerund(cue) ?? fusedRelative(cue) ?? complement(cue)
      ?? partlyQuoted(cue) ?? plainObject(cue)
      ?? farClause(of: cue).flatMap { clause($0, .that, cue) }
    return found.flatMap { $0.isNothing ? nil : $0 }
  }

  func clause(_ start: Int, _ frame: StatementRule, _ cue: Government) -> Content? {
    var stop = clauseEnd(from: start, cue.limit)
    if cue.isSubordinate { stop = mainClause(from: start, stop) }
    stop = beforeGloss(from: start, stop)
    return stop - start >= 2 ? Content(content: start..<stop, frame: frame) : nil
  }

  func object(_ start: Int, _ frame: StatementRule, _ cue: Government) -> Content? {
    var stop = objectEnd(from: start, cue.limit)
    if cue.isSubordinate { stop = mainClause(from: start, stop) }
    return stop > start ? Content(content: start..<stop, frame: frame) : nil
  }

  /// The quotation that opens at `k`.
  private func quotation(at k: Int, _ cue: Government) -> Int? {
    guard k < cue.limit, isQuotationMark(k) else { return nil }
    let q = quotations.atOpen[k]
    return q < 0 ? nil : Int(q)
  }

  /// The words at which content may begin: after the cue, after a time or a place, after a title.
  private func starts(_ cue: Government, adjunct: Int) -> [Int] {
    var starts = [cue.end]
    if adjunct > cue.end { starts.append(adjunct) }
    // said on the show “Morning Tide” that
    if cue.frames.contains(.that), adjunct > cue.end || phrases.isPreposition(cue.end),
      let q = quotation(at: adjunct > cue.end ? adjunct : cue.end + 1, cue)
    {
      let title = quotations.list[q]
      if title.content.count <= 8, phrases.isForm(title.end, known.that) {
        starts.append(title.end)
      }
    }
    if cue.entry.lemma == "say" || cue.entry.lemma == "write", phrases.isForm(cue.end, known.of) {
      // said of the mayor, “…”
      starts.append(phrases.phraseEnd(from: cue.end + 1, to: cue.limit))
    }
    return starts
  }

  /// «told reporters», «asked him»
  private func contentAfterListener(_ cue: Government) -> Content? {
    let (frames, limit) = (cue.frames, cue.limit)
    guard !frames.isDisjoint(with: [.objectThat, .objectTo, .objectWh]) else { return nil }
    let listener = phrases.phraseEnd(from: cue.end, to: limit, complements: true)
    guard listener > cue.end else { return nil }
    let later = phrases.adjunctEnd(from: listener, to: limit)
    if frames.contains(.objectTo) {
      if phrases.isForm(listener, known.to),
        phrases.has(listener + 1, .infinitive) || isQuotationMark(listener + 1)
          || phrases.isAdverb(listener + 1) && phrases.has(listener + 2, .infinitive)
      {
        return orNothing(clause(listener + 1, .toInfinitive, cue))
      }
      // «asked the city and others in the region to wait»
      if later > listener, phrases.isForm(later, known.to),
        phrases.has(later + 1, .infinitive) || isQuotationMark(later + 1)
      {
        return orNothing(clause(later + 1, .toInfinitive, cue))
      }
      // «asked the public not to panic»
      if words.key(listener) == "not", phrases.isForm(listener + 1, known.to) {
        return orNothing(clause(listener, .toInfinitive, cue))
      }
    }
    for k in [listener, later]
    where frames.contains(.objectThat) && phrases.isForm(k, known.that) {
      return orNothing(clause(k + 1, .that, cue))
    }
    for k in [listener, later] {
      if frames.contains(.objectThat), let found = saidToListener(at: k, cue) { return found }
      if frames.contains(.objectWh), phrases.isIn(k, known.wh) {
        return orNothing(clause(k, .whether, cue))
      }
    }
    // «asked him, “Who pays?”»
    if frames.contains(.quote), !frames.contains(.objectThat),
      phrases.mark(listener) == .comma || phrases.mark(listener) == .colon,
      let q = quotation(at: listener + 1, cue)
    {
      return quoted(q, listener, cue.unit)
    }
    if cue.entry.takesListener, let that = listenerEnd(from: listener, limit) {
      return orNothing(clause(that + 1, .that, cue))
    }
    return nil
  }

  /// What begins at `k`, after a listener.
  private func saidToListener(at k: Int, _ cue: Government) -> Content? {
    let limit = cue.limit
    // «told the crowd who had come that»
    if cue.entry.takesListener, phrases.isForm(k, known.whoForm),
      let that = listenerEnd(from: k, limit, isRelative: true)
    {
      return orNothing(clause(that + 1, .that, cue))
    }
    if k > cue.end, phrases.isIn(k, known.wh) { return orNothing(clause(k, .whether, cue)) }
    if let q = quotation(at: k, cue) ?? quotation(at: k + 1, cue),
      quotations.list[q].content.count > 3 || limit - quotations.list[q].end <= 2
    {
      return quoted(q, k, cue.unit)
    }
    if !cue.frames.contains(.bareThat) || phrases.has(k, .subject) && phrases.has(k, .pronoun),
      isClause(k, limit)
    {
      return orNothing(clause(k, .bareThat, cue))
    }
    return nil
  }

  /// «that» at once or after a time or a place.
  private func thatClause(_ cue: Government, _ starts: [Int]) -> Content? {
    guard cue.frames.contains(.that) else { return nil }
    for k in starts where phrases.isForm(k, known.that) {
      if phrases.has(k + 1, .noun), cue.frames.contains(.object), !isClause(k + 1, cue.limit) {
        continue
      }
      // «to maintain that margin»
      if !(k..<cue.limit).contains(where: { phrases.isFinite($0) || isAuxiliary($0) }) { continue }
      return orNothing(clause(k + 1, .that, cue))
    }
    return nil
  }

  /// A quotation, a question, an infinitive or a clause without «that», at once or after a time.
  private func contentAtStart(_ cue: Government, _ starts: [Int], adjunct: Int) -> Content? {
    for (step, k) in starts.enumerated() {
      guard k < cue.limit else { break }
      if let found = afterMark(at: k, cue) ?? wordedContent(at: k, cue) { return found }
      if step == 0, cue.frames.contains(.ing), phrases.has(k, .presentParticiple),
        !phrases.has(k, .adjective)
      {
        return orNothing(clause(k, .gerund, cue))
      }
      // «said today the bridge was safe»
      if step == 0, adjunct > cue.end, phrases.isDay(k),
        isClause(adjunct, cue.limit, strict: true)
      {
        continue
      }
      if cue.frames.contains(.bareThat), cue.isLoose, !isAuxiliary(k) {
        let isStrict = !cue.frames.contains(.quote) || cue.frames.contains(.object)
        if isClause(k, cue.limit, strict: isStrict)
          || k == starts.last && cues.sayings.contains(cue.entry.lemma)
            && followsLoosely(k, cue.limit)
        {
          return orNothing(clause(k, .bareThat, cue))
        }
      }
    }
    return nil
  }

  /// What follows a comma, a colon or a quotation mark at `k`.
  private func afterMark(at k: Int, _ cue: Government) -> Content? {
    let (frames, limit) = (cue.frames, cue.limit)
    if frames.contains(.that), phrases.mark(k) == .comma {
      // said, in an interview, that
      let after = phrases.adjunctEnd(from: k + 1, to: limit)
      if frames.contains(.quote), phrases.isForm(k + 1, known.that), isClause(k + 2, limit) {
        return orNothing(clause(k + 2, .that, cue))
      }
      if after > k + 1, phrases.mark(after) == .comma, phrases.isForm(after + 1, known.that) {
        return orNothing(clause(after + 2, .that, cue))
      }
    }
    guard !frames.isDisjoint(with: [.quote, .that]) else { return nil }
    if let q = quotation(at: k, cue) { return quoted(q, k, cue.unit) }
    guard frames.contains(.quote) else { return nil }
    if phrases.mark(k) == .comma || phrases.mark(k) == .colon,
      let q = quotation(at: k + 1, cue)
    {
      return quoted(q, k, cue.unit)
    }
    if phrases.mark(k) == .colon, limit - k > 4 {
      return orNothing(clause(k + 1, .colonClause, cue))
    }
    return nil
  }

  /// A question or an infinitive at `k`.
  private func wordedContent(at k: Int, _ cue: Government) -> Content? {
    if cue.frames.contains(.wh), phrases.isIn(k, known.wh) {
      return orNothing(clause(k, .whether, cue))
    }
    if cue.frames.contains(.to), phrases.isForm(k, known.to),
      phrases.has(k + 1, .infinitive) || phrases.isAdverb(k + 1) || isQuotationMark(k + 1)
    {
      // «who asked not to be named»
      if phrases.isForm(k + 1, known.be), phrases.isIn(k + 2, known.named) { return .nothing }
      return orNothing(clause(k + 1, .toInfinitive, cue))
    }
    return nil
  }

  /// says, win or lose, he stays
  private func clauseAfterAside(_ cue: Government) -> Content? {
    let (end, limit) = (cue.end, cue.limit)
    guard cue.frames.isSuperset(of: [.quote, .bareThat]), phrases.mark(end) == .comma, cue.isLoose,
      let comma = (end + 2..<max(end + 2, min(end + 12, limit))).first(where: {
        words[$0].mark == .comma
      }), !phrases.isFiniteClause(end + 1..<comma), !isQuotationMark(end + 1),
      isClause(comma + 1, limit, strict: true)
    else { return nil }
    return orNothing(clause(end + 1, .bareThat, cue))
  }

  private func gerund(_ cue: Government) -> Content? {
    guard cue.frames.contains(.objectIng), showsDoing(cue.end, cue.limit) else { return nil }
    return orNothing(clause(cue.end, .gerund, cue))
  }

  /// What was found by a frame that no other may stand in for.
  func orNothing(_ content: Content?) -> Content { content ?? .nothing }

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
  private func farClause(of cue: Government) -> Int? {
    guard cue.frames.isSuperset(of: [.quote, .that]), phrases.isPreposition(cue.end) else {
      return nil
    }
    return listenerEnd(from: cue.end, cue.limit).map { $0 + 1 }
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
