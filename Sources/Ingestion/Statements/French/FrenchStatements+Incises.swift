import Languages

/// What is attributed by an incise, by «selon», by a colon, or by what stands around it.
extension FrenchStatements {
  mutating func readIncises() {
    var k = 1
    while k < words.count {
      defer { k += 1 }
      if mark(k) == .none, isInSpeech(k) {
        continue
      }
      let behindQuote = quotation(closingAt: k - 1)
      let behindComma =
        mark(k - 1) == .comma || mark(k - 1) == .dash || mark(k - 1) == .question
        || mark(k - 1) == .exclamation || mark(k - 1) == .ellipsis
        || mark(k - 1) == .semicolon && features(k + 1).has(.enclitic)
      guard behindQuote != nil || behindComma, mark(k) == .none else { continue }
      let edge = k - 1
      // The quotation right before, marks and comma passed over.
      var q = behindQuote
      if q == nil, k >= 2 { q = quotation(closingAt: k - 2) }
      guard let incise = incise(at: k, open: q != nil), !sentenceBreaks(before: k, q) else {
        if behindQuote == nil { continue }
        continue
      }
      if let speaker = incise.speaker, isGeneric(speaker) {
        readHearsay(incise, at: k, edge)
        continue
      }
      read(incise, at: k, edge: edge, behind: q)
      // «« A », a dit X, « B »»
      let comma = incise.words.upperBound
      if let q, used[q], mark(comma) == .comma, let next = quotation(openingAt: comma + 1),
        !used[next], quotations.list[next].inner.count > 3
      {
        direct(next, incise, rule: .incise)
      }
    }
    readInnerIncises()
  }

  private func sentenceBreaks(before k: Int, _ q: Int?) -> Bool {
    q == nil && words[k].shape.contains(.startsSentence)
  }

  private mutating func read(_ incise: Incise, at k: Int, edge: Int, behind q: Int?) {
    var start = unitStart(q.map { quotations.list[$0].open } ?? edge)
    // A semicolon, an address or an earlier statement bounds the host.
    for i in stride(from: edge - 1, to: start, by: -1)
    where mark(i) == .semicolon && !isQuoted(i) || isBreak(before: i + 1) {
      start = i + 1
      break
    }
    let stop = q.map { quotations.list[$0].close + 1 } ?? edge
    guard start < stop else { return }
    if let q {
      let open = quotations.list[q].open
      if isLead(start..<open) {
        // Two pairs of marks are two statements; this one is its own.
        direct(q, incise, rule: .incise)
        return
      }
      if let other = linkedQuotation(before: q, start) {
        // «« A » et « B », dit X»: each pair of marks is a statement.
        direct(other, incise, rule: .incise)
        direct(q, incise, rule: .incise)
        return
      }
      if let other = leadingQuotation(start, before: open) {
        // «A» […]. «B», dit X: only the last one.
        if isStop(quotations.list[other].close - 1) || other == q {
          direct(q, incise, rule: .incise)
          return
        }
      }
      if mark(open - 1) == .colon || opensClause(q, start) || isBehindHeading(q, start) {
        direct(q, incise, rule: .incise)
        return
      }
    }
    // «leur chef, élu en mai, conteste la réélection du maire»: no one speaks.
    if q == nil, let speaker = incise.speaker, isAction(speaker) { return }
    // «X, numéro deux, a annoncé un investissement»: its own object.
    if q == nil, let speaker = incise.speaker, !isClitic(speaker), isInanimate(speaker) { return }
    // «comme le prouve la promesse du club»: what shows it says nothing.
    if q == nil, let speaker = incise.speaker, !isClitic(speaker), !maySpeak(speaker),
      (max(0, k - 1)..<incise.cue.words.lowerBound).contains(where: { words.key($0) == "comme" })
    {
      return
    }
    // «Il parle de fraude, cite trois noms»: a verb that takes no clause, with its own object.
    if q == nil, let n = verbIndex(incise.cue.words.lowerBound),
      !verbs[n].cue.frames.contains(.that), let speaker = incise.speaker, !isClitic(speaker),
      mark(speaker.lowerBound - 1) == .number
        || !features(speaker.lowerBound).has([.definite, .possessive, .demonstrative])
          && !words[speaker.lowerBound].isCapital
    {
      return
    }
    // A clause that has its own cue ends here: «… ajoute que « … », insiste-t-il».
    if drafts(near: start..<max(start + 1, k)).contains(where: { draft in
      draft.content.upperBound >= stop - 2 && draft.content.upperBound <= k
        && draft.content.lowerBound >= start && draft.rule != .according
        && !reportsClause(incise, draft, from: start)
    }) {
      return
    }
    let host = start..<stop
    if q == nil, !isClitic(incise.speaker), isRelativeOfSubject(host, before: edge) { return }
    // «Le ministre, qui a démissionné, dénonce un complot»: no clause of its own, the subject.
    let behind = incise.words.upperBound
    let endsWithExclamation = q == nil && (mark(edge) == .exclamation || mark(edge) == .question)
    if !hasMainVerb(host), !endsWithExclamation {
      // «Par ailleurs, poursuit X, la loi …»: what follows is what is said.
      if q == nil, isAdverbial(host), mark(behind) == .comma {
        let end = unitEnd(k)
        let rest = behind + 1..<max(behind + 1, end)
        let isQuoted = quotation(openingAt: behind + 1).map { quotations.list[$0].inner.count > 3 }
        if containsFinite(rest) || isQuoted == true, !role(behind + 1).contains(.relative),
          !grammarRole(behind + 1).contains(.who), !features(behind + 1).has(.presentParticiple)
        {
          add(
            nil, rest, by: incise.speaker, cue: incise.cue, rule: .hostIncise,
            anchor: incise.cue.words.lowerBound)
        }
        return
      }
      guard let speaker = incise.speaker, mark(edge) == .comma || mark(edge + 1) == .comma,
        !isSubjectLike(host) && host.contains(where: { isQuoteMark($0) })
          || features(speaker.lowerBound).has(.enclitic) || verbGoesOn(behind: behind)
          || !isSubjectLike(host) && isActor(speaker) && isStop(behind)
      else {
        // «Avant le vote, « une seule priorité : gagner », juge X»: only what is in marks.
        if let q, mark(k - 1) == .comma, quotations.list[q].inner.count > 4,
          mark(quotations.list[q].open - 1) == .comma
        {
          direct(q, incise, rule: .incise)
        }
        return
      }
    }
    // «l'exposition « Cent ans » retrace l'histoire», but «le projet est « mort » a dit le maire»
    if let q, mark(k - 1) != .comma, mark(k - 1) != .dash, !isStop(k - 2), mark(k - 2) != .comma,
      !isPlainlyIncise(incise, behind: start..<quotations.list[q].open)
    {
      return
    }
    var content = skipOpeners(behindColon(host))
    if let whole = quotation(openingAt: content.lowerBound),
      quotations.list[whole].close >= content.upperBound - 1
    {
      direct(whole, incise, rule: .incise)
      return
    }
    // «Le pont est « sûr », a dit X, mais il reste « fragile »»: both halves are what is said.
    if mark(behind) == .comma, role(behind + 1).contains(.contrast), hasMainVerb(host),
      host.contains(where: { isQuoteMark($0) }),
      case let end = unitEnd(k), (behind + 2..<max(behind + 2, end)).contains(where: isQuoteMark)
    {
      content = content.lowerBound..<end
    }
    // What follows an incise of one clitic belongs to the host again.
    if behind + 1 < words.count, mark(behind) == .comma, mark(edge) == .comma,
      !hasMainVerb(host)
        || goesOn(behind + 1) && (isClitic(incise.speaker) || isSubordinateClause(content))
    {
      let end = unitEnd(k)
      if hasMainVerb(host)
        || !grammarRole(behind + 1).contains(.who) && !role(behind + 1).contains(.relative)
          && !features(behind + 1).has(.presentParticiple)
          && (behind + 1..<end).contains(where: { isFinite($0) })
      {
        content = content.lowerBound..<end
      }
    }
    // «– Voilà qui change tout ! s'est exclamé le maire.»
    let dash = content.lowerBound - 1
    let isDialogue =
      dash >= 0 && mark(dash) == .dash && words[dash].shape.contains(.startsParagraph)
    add(
      isDialogue ? .direct : nil, content, by: incise.speaker, cue: incise.cue,
      rule: isDialogue ? .dialogue : .hostIncise, anchor: incise.cue.words.lowerBound)
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
    return comma > host.lowerBound && !containsFinite(host.lowerBound..<comma)
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

  func isClitic(_ speaker: Range<Int>?) -> Bool {
    speaker.map { features($0.lowerBound).has(.enclitic) } ?? false
  }

  /// True for a person, a body or a document.
  func maySpeak(_ phrase: Range<Int>) -> Bool {
    isActor(phrase)
      || phrase.contains { !role($0).isDisjoint(with: [.document, .institution, .source]) }
  }

  /// True when a range contains a finite verb that no «qui» or «que» governs.
  func hasMainVerb(_ range: Range<Int>) -> Bool {
    range.contains { i in
      guard isFinite(i) else { return false }
      var k = i - 1
      var steps = 0
      while k >= range.lowerBound, steps < 14 {
        if mark(k) == .comma || mark(k) == .semicolon || isFinite(k) { return true }
        if grammarRole(k).contains(.who) || role(k).contains(.relative) { return false }
        k -= 1
        steps += 1
      }
      return true
    }
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

  /// What comes after the last colon, when there is a clause before it.
  func behindColon(_ range: Range<Int>) -> Range<Int> {
    for k in range.reversed() where mark(k) == .colon && !isQuoted(k) && k + 2 < range.upperBound {
      // «Trois villes sont touchées : Oslo, Lima et Turin»: a list is part of its sentence.
      let behind = k + 1..<range.upperBound
      return behind.contains(where: { isFinite($0) || isQuoteMark($0) }) ? behind : range
    }
    return range
  }

  /// True for what may come before a quotation without being part of the statement.
  func isLead(_ range: Range<Int>) -> Bool {
    let range = datelineEnd(range.lowerBound, range.upperBound)..<range.upperBound
    if range.isEmpty { return true }
    return range.allSatisfy { mark($0) != .none || role($0).contains(.opener) } && range.count < 4
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
  private func isBreak(before open: Int) -> Bool {
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

  func skipOpeners(_ range: Range<Int>) -> Range<Int> {
    var start = datelineEnd(range.lowerBound, range.upperBound)
    while start < range.upperBound, mark(start) == .dash || mark(start) == .symbol { start += 1 }
    return start..<range.upperBound
  }

  /// After «ANKARA (Agence) – », «Genève, 3 mars (ATS) - », «12 juin. - »; `start` where there is
  /// none.
  func datelineEnd(_ start: Int, _ end: Int) -> Int {
    guard start < end, words[start].shape.contains(.startsParagraph) else { return start }
    for k in start..<min(start + 14, end) {
      switch mark(k) {
      case .dash:
        let isSpaced =
          words[k].shape.contains(.afterSpace)
          || k + 1 < end && words[k + 1].shape.contains(.afterSpace)
        if isSpaced, k > start { return k + 1 }
      case .none:
        if !words[k].isCapital, !isTime(k), !features(k).has(.determiner), !role(k).contains(.of) {
          return start
        }
      case .comma, .period, .number, .openBracket, .closeBracket, .slash: break
      default: return start
      }
    }
    return start
  }

  mutating func direct(_ q: Int, _ incise: Incise, rule: StatementRule) {
    let near = used[q] ? drafts(near: quotations.list[q].outer) : []
    if near.contains(where: { $0.content == quotations.list[q].inner }) { return }
    // A clause that contains it as a whole goes before.
    if near.contains(where: {
      $0.content.lowerBound <= quotations.list[q].open + 1
        && $0.content.upperBound >= quotations.list[q].close
    }) {
      return
    }
    add(
      .direct, quotations.list[q].inner, by: incise.speaker, cue: incise.cue, rule: rule,
      anchor: incise.cue.words.lowerBound)
    used[q] = true
  }

  func isFirstPerson(_ speaker: Range<Int>) -> Bool {
    let key = words.key(speaker.lowerBound)
    return ["je", "j'", "-je", "nous", "-nous", "vous", "-vous"].contains(key)
  }
}
