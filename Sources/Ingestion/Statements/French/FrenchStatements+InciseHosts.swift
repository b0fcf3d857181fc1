import Languages

/// What an incise attributes: the quotation before it, or the clause around it.
extension FrenchStatements {
  /// An incise and the words before it that it may attribute.
  struct InciseHost {
    let incise: Incise
    /// The first word of the incise, and the mark before it.
    let first: Int
    let edge: Int
    /// The quotation right before.
    let quotation: Int?
    let clause: Range<Int>

    var behind: Int { incise.words.upperBound }

    /// Nil when nothing is before the incise.
    init?(
      _ incise: Incise, at first: Int, edge: Int, behind quotation: Int?,
      in text: FrenchStatements
    ) {
      let list = text.quotations.list
      var start = text.unitStart(quotation.map { list[$0].open } ?? edge)
      // A semicolon or an address bounds it.
      for i in stride(from: edge - 1, to: start, by: -1)
      where text.mark(i) == .semicolon && !text.isQuoted(i) || text.isBreak(before: i + 1) {
        start = i + 1
        break
      }
      let stop = quotation.map { list[$0].close + 1 } ?? edge
      guard start < stop else { return nil }
      (self.incise, self.first, self.edge) = (incise, first, edge)
      (self.quotation, clause) = (quotation, start..<stop)
    }
  }

  /// What an incise attributes.
  enum InciseExtent {
    case quotations([Int])
    case clause(Range<Int>)
    case nothing
  }

  func said(at place: InciseHost) -> InciseExtent {
    if let own = ownQuotations(place) { return .quotations(own) }
    if saysNothing(place) || hasOwnCue(place) { return .nothing }
    let host = place.clause
    if place.quotation == nil, !isClitic(place.incise.speaker),
      isRelativeOfSubject(host, before: place.edge)
    {
      return .nothing
    }
    if let found = withoutVerb(place) { return found }
    // «l'exposition « Cent ans » retrace l'histoire», but «le projet est « mort » a dit le maire»
    let k = place.first
    if let q = place.quotation, mark(k - 1) != .comma, mark(k - 1) != .dash, !isStop(k - 2),
      mark(k - 2) != .comma,
      !isPlainlyIncise(place.incise, behind: host.lowerBound..<quotations.list[q].open)
    {
      return .nothing
    }
    let content = skipOpeners(behindColon(host))
    if let whole = quotation(openingAt: content.lowerBound),
      quotations.list[whole].close >= content.upperBound - 1
    {
      return .quotations([whole])
    }
    return .clause(goingOn(content, place))
  }

  /// The quotations before the incise that are statements of their own.
  private func ownQuotations(_ place: InciseHost) -> [Int]? {
    guard let q = place.quotation else { return nil }
    let (open, start) = (quotations.list[q].open, place.clause.lowerBound)
    // Two pairs of marks are two statements; this one is its own.
    if isLead(start..<open) { return [q] }
    // «« A » et « B », dit X»: each pair of marks is a statement.
    if let other = linkedQuotation(before: q, start) { return [other, q] }
    // «A» […]. «B», dit X: only the last one.
    if let other = leadingQuotation(start, before: open),
      isStop(quotations.list[other].close - 1) || other == q
    {
      return [q]
    }
    let isOwn =
      mark(open - 1) == .colon || isInsertion(q) || opensClause(q, start)
      || isBehindHeading(q, start)
    return isOwn ? [q] : nil
  }

  /// True where what looks like an incise after a clause without marks is a verb with its object.
  private func saysNothing(_ place: InciseHost) -> Bool {
    guard place.quotation == nil, let speaker = place.incise.speaker else { return false }
    // «leur chef, élu en mai, conteste la réélection du maire»: no one speaks.
    if isAction(speaker) { return true }
    if isClitic(speaker) { return false }
    // «X, numéro deux, a dénoncé une « dérive »», «a annoncé un investissement»: its own object.
    if quotation(openingAt: speaker.lowerBound + 1) != nil,
      features(speaker.lowerBound).has(.indefinite) || isPartitive(speaker.lowerBound),
      let n = verbIndex(place.incise.cue.words.lowerBound), verbs[n].cue.frames.contains(.object)
    {
      return true
    }
    if isInanimate(speaker) || isOwnObject(speaker, place) || hasSubject(place) { return true }
    let cue = place.incise.cue.words.lowerBound
    // «comme le prouve la promesse du club»: what shows it says nothing.
    if !maySpeak(speaker),
      (max(0, place.first - 1)..<cue).contains(where: { words.key($0) == "comme" })
    {
      return true
    }
    // «Il parle de fraude, cite trois noms»: a verb that takes no clause, with its own object.
    guard let n = verbIndex(cue), !verbs[n].cue.frames.contains(.that) else { return false }
    return mark(speaker.lowerBound - 1) == .number
      || !features(speaker.lowerBound).has([.definite, .possessive, .demonstrative])
        && !words[speaker.lowerBound].isCapital
  }

  /// «…, et le préfet, X, menace Y»: what is between the last commas is a name of who comes before it.
  private func hasSubject(_ place: InciseHost) -> Bool {
    let range = place.clause.lowerBound..<place.edge
    let commas = range.suffix(24).filter { mark($0) == .comma && !isQuoted($0) }
    guard let last = commas.last, let first = commas.dropLast().last,
      role(first + 1).contains(.and) || role(first + 1).contains(.contrast),
      !containsFinite(first + 1..<place.edge), last > first + 2,
      let phrase = nounPhrase(at: first + 2)
    else { return false }
    return phrase.upperBound >= last && maySpeak(phrase)
  }

  /// «Hier, X, patronne du club, a annoncé une nouvelle grille»: what comes after the verb cannot speak,
  /// and between the last two commas is no clause.
  private func isOwnObject(_ phrase: Range<Int>, _ place: InciseHost) -> Bool {
    guard features(phrase.lowerBound).has(.indefinite) || mark(phrase.lowerBound) == .number,
      !maySpeak(phrase), let n = verbIndex(place.incise.cue.words.lowerBound),
      verbs[n].cue.frames.contains(.object),
      let comma = (place.clause.lowerBound..<place.edge).last(where: { mark($0) == .comma })
    else { return false }
    return !containsFinite(comma..<place.edge)
  }

  /// True for a clause that has its own cue and ends here: «… ajoute que « … », insiste-t-il».
  private func hasOwnCue(_ place: InciseHost) -> Bool {
    let (host, k) = (place.clause, place.first)
    return drafts(near: host.lowerBound..<max(host.lowerBound + 1, k)).contains { draft in
      draft.content.upperBound >= host.upperBound - 2 && draft.content.upperBound <= k
        && draft.content.lowerBound >= host.lowerBound && draft.rule != .according
        && !reportsClause(place.incise, draft, from: host.lowerBound)
    }
  }

  /// What is said where the words before the incise have no verb of their own; nil where they have one
  /// or need none.
  private func withoutVerb(_ place: InciseHost) -> InciseExtent? {
    let (host, edge, behind) = (place.clause, place.edge, place.behind)
    let isCry = place.quotation == nil && (mark(edge) == .exclamation || mark(edge) == .question)
    if hasMainVerb(host) || isCry { return nil }
    // «Par ailleurs, poursuit X, la loi …»: what follows is what is said.
    if place.quotation == nil, isAdverbial(host), mark(behind) == .comma {
      let rest = behind + 1..<max(behind + 1, unitEnd(place.first))
      let isQuoted = quotation(openingAt: behind + 1).map { quotations.list[$0].inner.count > 3 }
      let isSaid =
        (containsFinite(rest) || isQuoted == true) && !role(behind + 1).contains(.relative)
        && !grammarRole(behind + 1).contains(.who)
        && !features(behind + 1).has(.presentParticiple)
      return isSaid ? .clause(rest) : .nothing
    }
    // «Le ministre, qui a démissionné, dénonce un complot»: no clause of its own, the subject.
    if let speaker = place.incise.speaker, mark(edge) == .comma || mark(edge + 1) == .comma,
      !isSubjectLike(host) && host.contains(where: { isQuoteMark($0) })
        || features(speaker.lowerBound).has(.enclitic) || verbGoesOn(behind: behind)
        || !isSubjectLike(host) && isActor(speaker) && isStop(behind)
    {
      return nil
    }
    // «Avant le vote, « une seule priorité : gagner », juge X»: only what is in marks.
    if let q = place.quotation, mark(place.first - 1) == .comma,
      quotations.list[q].inner.count > 4, mark(quotations.list[q].open - 1) == .comma
    {
      return .quotations([q])
    }
    return .nothing
  }

  /// The clause before the incise with what goes on with it after the incise.
  private func goingOn(_ content: Range<Int>, _ place: InciseHost) -> Range<Int> {
    let (host, behind, end) = (place.clause, place.behind, unitEnd(place.first))
    var content = content
    // «Le pont est « sûr », a dit X, mais il reste « fragile »»: both halves are what is said.
    if mark(behind) == .comma, role(behind + 1).contains(.contrast), hasMainVerb(host),
      host.contains(where: { isQuoteMark($0) }),
      (behind + 2..<max(behind + 2, end)).contains(where: isQuoteMark)
    {
      content = content.lowerBound..<end
    }
    // What follows an incise of one clitic belongs to the host again.
    guard behind + 1 < words.count, mark(behind) == .comma, mark(place.edge) == .comma,
      !hasMainVerb(host)
        || goesOn(behind + 1)
          && (isClitic(place.incise.speaker) || isSubordinateClause(content))
    else { return content }
    let isSaid =
      hasMainVerb(host)
      || !grammarRole(behind + 1).contains(.who) && !role(behind + 1).contains(.relative)
        && !features(behind + 1).has(.presentParticiple)
        && (behind + 1..<end).contains(where: { isFinite($0) })
    return isSaid ? content.lowerBound..<end : content
  }

  /// True when somebody reports what another one says: «La Société considère que le puits est sûr, a
  /// dit son porte-parole».
  private func reportsClause(
    _ incise: Incise, _ draft: StatementCandidate, from start: Int
  ) -> Bool {
    guard let reporter = incise.speaker, let speaker = draft.speaker, !isClitic(reporter),
      maySpeak(reporter), !features(speaker.lowerBound).has(.subject),
      draft.content.lowerBound > start
    else { return false }
    return (start..<draft.content.lowerBound).contains(speaker.lowerBound)
  }

  /// True for a subject with its relative clause, whose verb comes after: «Le maire, qui hésite mais
  /// veut partir, défend le bilan».
  private func isRelativeOfSubject(_ host: Range<Int>, before edge: Int) -> Bool {
    guard
      let comma = (host.lowerBound..<edge).last(where: {
        mark($0) == .comma && !isQuoted($0)
          && (grammarRole($0 + 1).contains(.who)
            || role($0 + 1).contains(.relative)
              && !role($0 + 1).contains(.that))
      })
    else { return false }
    return comma > host.lowerBound && !hasMainVerb(host.lowerBound..<comma)
      && !(comma + 1..<edge).contains { mark($0) == .comma && !isQuoted($0) }
  }

  /// True for words that only say when, where or how: «par ailleurs», «cet été».
  private func isAdverbial(_ range: Range<Int>) -> Bool {
    var first = range.lowerBound
    while first < range.upperBound, role(first).contains(.opener) || mark(first) == .dash {
      first += 1
    }
    guard first < range.upperBound, range.count < 8,
      !range.contains(where: { isQuoteMark($0) })
    else { return range.count < 4 && first == range.upperBound }
    return grammarRole(first).contains(.prep) || isAdverb(first)
      || times.expression(at: first) != nil || isTime(first + 1) && isDeterminer(first)
  }

  /// True when the host's verb comes after the incise: «L'État, assure le ministre, sera là».
  private func verbGoesOn(behind i: Int) -> Bool {
    guard mark(i) == .comma, i + 1 < words.count, mark(i + 1) == .none else { return false }
    var k = i + 1
    while k < words.count,
      !grammarRole(k).isDisjoint(with: [.ne, .reflexive, .clitic, .dative]) || isAdverb(k)
    { k += 1 }
    return k < words.count && isFinite(k) && verbAt[k] < 0
      && !role(k).contains(.sub) && !features(k).has(.noun)
  }

  /// True for an incise that no comma parts from the quotation before it, by its verb and subject.
  private func isPlainlyIncise(_ incise: Incise, behind host: Range<Int>) -> Bool {
    guard let speaker = incise.speaker, let n = verbIndex(incise.cue.words.lowerBound) else {
      return false
    }
    if isClitic(speaker) { return true }
    guard isActor(speaker), hasMainVerb(host) else { return false }
    return !verbs[n].isPassive && verbs[n].form == .finite
  }

  /// True for what may be the subject of the verb after it: a noun phrase, no predicate.
  private func isSubjectLike(_ range: Range<Int>) -> Bool {
    var first = range.lowerBound
    while first < range.upperBound,
      role(first).contains(.opener) || isAdverb(first) || mark(first) == .comma
    { first += 1 }
    guard let phrase = nounPhrase(at: first) else { return grammarRole(first).contains(.prep) }
    return isActor(phrase) || features(first).has(.definite)
      || words[first].isCapital && !isDeterminer(first)
  }

  /// «Si le vent tombe», «parce qu'il pleut»: no sentence by itself.
  private func isSubordinateClause(_ range: Range<Int>) -> Bool {
    let first = range.lowerBound
    return role(first).contains(.whether)
      || role(first).contains(.sub) && !role(first).contains(.that)
      || role(first + 1).contains(.that) && !isFinite(first)
  }

  /// True when the host clause goes on after the incise: «Il est, disent-ils, la langue …»
  private func goesOn(_ i: Int) -> Bool {
    guard mark(i) == .none else { return quotation(openingAt: i) != nil }
    let r = role(i)
    return r.isDisjoint(with: [.and, .sub, .ender, .adverbial]) && !grammarRole(i).contains(.prep)
      && !features(i).has(.presentParticiple) && !isTime(i) && !isTime(i + 1)
      && !isAdverb(i) && isDeterminer(i)
  }

  /// True for a quotation that a dash or a bracket opens: «Les pêcheurs – « on reste », jurent-ils –
  /// attendent».
  private func isInsertion(_ q: Int) -> Bool {
    let before = quotations.list[q].open - 1
    return mark(before) == .openBracket
      || mark(before) == .dash && words[before].shape.contains(.afterSpace)
        && words[before + 1].shape.contains(.afterSpace)
  }

  /// True for a quotation that is a clause of its own after «, mais» and a whole clause: «Il pleut,
  /// mais « on joue », dit X».
  private func opensClause(_ q: Int, _ start: Int) -> Bool {
    let open = quotations.list[q].open
    return open - 3 > start && mark(open - 2) == .comma
      && (role(open - 1).contains(.contrast) || role(open - 1).contains(.and))
      && quotations.list[q].inner.contains(where: isFinite) && hasMainVerb(start..<open - 2)
  }

  /// True where an address or a heading without a space ends right before a quotation:
  /// «t.co/Uy2X « A »», «La nuit d'Oslo« A »».
  func isBreak(before open: Int) -> Bool {
    guard open > 1, let q = quotation(openingAt: open), mark(open - 1) == .none,
      words[quotations.list[q].inner.lowerBound].isCapital
    else { return false }
    return mark(open - 2) == .slash
      || words[open].mark == .openQuote
        && !words[open].shape.contains(.afterSpace)
        && words[open - 1].end - words[open - 1].start > 2
  }

  /// True for a quotation that is a sentence, after words that are none: a heading that was printed
  /// in a line of its own, «Rien ne presse « Le pont tient bon », dit X».
  private func isBehindHeading(_ q: Int, _ start: Int) -> Bool {
    let quotation = quotations.list[q]
    let before = quotation.open - 1
    let first = quotation.inner.lowerBound
    guard before >= start, words[first].isCapital, names.mention(at: first) == nil,
      quotation.inner.contains(where: isFinite), quotation.inner.count > 3
    else { return false }
    if isBreak(before: quotation.open) { return true }
    if self.quotation(closingAt: before) != nil { return true }
    return mark(before) == .none && !hasMainVerb(start..<quotation.open)
      && grammarRole(before).isDisjoint(with: [.prep]) && !isDeterminer(before)
      && role(before).isDisjoint(with: [.that, .sub, .and, .opener, .relative, .who])
      && !isFinite(before) && !isAdverb(before)
      && !(start..<quotation.open).contains { mark($0) == .comma }
  }

  /// The quotation that opens a sentence and that a word or two tie to another: «« A » dont « B »».
  private func linkedQuotation(before q: Int, _ start: Int) -> Int? {
    let open = quotations.list[q].open
    for k in stride(from: open - 2, through: max(start, open - 4), by: -1) {
      guard let other = quotation(closingAt: k) else { continue }
      let between = k + 1..<open
      guard isLead(start..<quotations.list[other].open), quotations.list[other].inner.count > 3,
        quotations.list[q].inner.count > 2, !used[other],
        between.allSatisfy({ mark($0) == .none }), !between.contains(where: isFinite)
      else { return nil }
      return other
    }
    return nil
  }

  private func leadingQuotation(_ start: Int, before open: Int) -> Int? {
    guard open > 0 else { return nil }
    for i in stride(from: open - 1, through: max(start, open - 3), by: -1) {
      if let q = quotation(closingAt: i) { return q }
    }
    return nil
  }
}
