import Languages

/// Quotations after a colon, and the order of what was found.
extension FrenchStatements {
  // MARK: Colons

  mutating func readColons() {
    for (n, q) in quotations.list.enumerated() where q.depth == 0 && !used[n] && q.inner.count > 0 {
      var colon = q.open - 1
      if mark(colon) == .dash { colon -= 1 }
      guard colon > 0, mark(colon) == .colon || isCueComma(colon, before: q) else { continue }
      let start = unitStart(colon)
      guard start < colon else {
        continue
      }
      // «vrai : « Les Heures salées » (Éditions du Môle) venait de …»: a title.
      let next = q.close + 1
      if q.inner.count < 6, next < words.count, !q.inner.contains(where: { isFinite($0) }),
        mark(next) == .openBracket || isFinite(next)
      {
        continue
      }
      guard
        var found = introduction(start..<colon) ?? introducedBySelf(start..<colon, n)
          ?? introducedByActor(start..<colon, n)
      else {
        continue
      }
      // «Sur une banderole, on lit : « … »»
      if let speaker = found.speaker, isGeneric(speaker),
        let k = (start..<colon).first(where: {
          isDeterminer($0) && role($0 + 1).contains(.document)
        })
      {
        found.speaker = k..<k + 2
      }
      if let speaker = found.speaker, isGeneric(speaker) { continue }
      if found.speaker == nil, let cue = found.cue, invites(cue.words.lowerBound, from: start) {
        guard let who = lastPerson(in: start..<colon), who.upperBound == colon else { continue }
        found = Introduction(speaker: who, cue: nil, rule: .colonContext)
      }
      let isNarrated =
        found.speaker == nil
        && found.cue.map { cue in
          verbIndex(cue.words.lowerBound).map { self.isNarrated($0) || lacksSubject($0) } ?? false
        } ?? true
      add(
        .direct, q.inner, by: found.speaker, cue: found.cue, rule: found.rule, anchor: q.open - 1,
        continues: isNarrated)
      used[n] = true
    }
  }

  /// «Lire aussi : « A »», «À voir : « A »»: the paper points to another article.
  private func invites(_ verb: Int, from start: Int) -> Bool {
    var first = start
    while first < verb, mark(first) != .none || role(first).contains(.to) { first += 1 }
    return first == verb
      && ["lire", "relire", "voir", "revoir", "écouter", "regarder"].contains(
        words.key(verb))
  }

  /// True for a comma where a colon would stand: «Et de conclure, « Rien ne presse. »».
  private func isCueComma(_ comma: Int, before q: Quotations.Quotation) -> Bool {
    guard mark(comma) == .comma, comma > 0, q.inner.count > 3, q.inner.contains(where: isFinite),
      q.close + 1 >= unitEnd(q.open) || isStop(q.close + 1)
    else { return false }
    var k = comma - 1
    while k > 0, isAdverb(k), verbAt[k] < 0 { k -= 1 }
    guard let v = verbIndex(k), !verbs[v].isPassive, !verbs[v].isNegated,
      verbs[v].form == .finite || verbs[v].form == .gerund || isNarrated(v),
      verbs[v].cue.frames.contains(.quote)
    else { return false }
    return !drafts(near: verbs[v].core).contains { $0.cue?.words == verbs[v].core }
  }

  /// «Le ministre relativise : l'accord reste en vigueur.»
  mutating func readColonClauses() {
    for n in verbs.indices {
      let verb = verbs[n]
      guard verb.form == .finite, !verb.isPassive, !verb.isNegated,
        verb.cue.frames.contains(.quote),
        !isInSpeech(verb.core.lowerBound), let colon = colon(behind: verb)
      else { continue }
      let end = unitEnd(colon)
      guard colon + 3 < end, quotation(openingAt: colon + 1) == nil else { continue }
      let stop = (colon + 1..<end).first { mark($0) == .semicolon && !isQuoted($0) } ?? end
      let content = colon + 1..<stop
      guard containsFinite(content) || content.contains(where: { isQuoteMark($0) }),
        !drafts(near: content).contains(where: { $0.content.overlaps(content) }),
        let who = speaker(of: n), !isGeneric(who), !isFirstPerson(who)
      else { continue }
      add(
        nil, content, by: who, cue: cue(verb), rule: .colonClause, anchor: verb.core.lowerBound)
    }
  }

  /// The colon after a verb when only times, adverbs and places are between.
  private func colon(behind verb: Verb) -> Int? {
    var k = verb.words.upperBound
    let end = min(unitEnd(verb.core.lowerBound), k + 14)
    while k < end {
      if mark(k) == .colon { return k }
      if let time = times.expression(at: k) {
        k = time.words.upperBound
      } else if mark(k) == .none, isAdverb(k) || isTime(k) {
        k += 1
      } else if mark(k) == .none, grammarRole(k).contains(.prep), !role(k).contains(.of),
        let after = placeEnd(k)
      {
        k = after
      } else {
        return nil
      }
    }
    return nil
  }

  /// After «à Francfort», «devant la presse».
  private func placeEnd(_ i: Int) -> Int? {
    nounPhrase(at: i + 1)?.upperBound
  }

  struct Introduction {
    var speaker: Range<Int>?
    var cue: (words: Range<Int>, lemma: String, class: String)?
    var rule: StatementRule
  }

  /// Who speaks after a colon, by the words before it.
  func introduction(_ range: Range<Int>) -> Introduction? {
    // The last cue outside of quotations.
    for k in range.reversed() {
      if isQuoted(k) { continue }
      if mark(k) == .semicolon { break }
      if let v = verbIndex(k), verbs[v].core.contains(k) {
        let verb = verbs[v]
        if verb.isPassive || verb.isNegated && verb.cue.class != "deny" { continue }
        // «l'avis qui se trouve sur la porte : « … »»
        if verb.isReflexive, !verb.cue.isReflexive, verb.cue.lemma == "trouver" { continue }
        if range.upperBound - verb.words.upperBound > 25 { break }
        let who =
          speaker(of: v)
          ?? (verb.form == .finite ? invertedSubject(after: verb.words.upperBound) : nil)
        return Introduction(speaker: who, cue: cue(verb), rule: .colon)
      }
    }
    for k in range.reversed() {
      if isQuoted(k) { continue }
      // «X, à propos de Y : « … »»
      if k > range.lowerBound, role(k - 1).contains(.to), !isDeterminer(k - 1) { continue }
      if let cue = cues.nouns[forms.lemma(of: words.forms[k], as: .noun)]
        ?? cues.nouns[words.forms[k]]
      {
        // «le message de X : « … »», «X a eu cette phrase : « … »»
        var who = subject(ofUnitFrom: range)
        for next in k + 1..<min(k + 3, range.upperBound + 1)
        where next < range.upperBound && role(next).contains(.of)
          || next < range.upperBound && features(next).has(.contracted)
        {
          if let phrase = nounPhrase(at: next + 1), isActor(phrase) { who = phrase }
        }
        // «Sur la porte, ce message : « … »»
        if who == nil, isDeterminer(k - 1), k - 1 >= range.lowerBound { who = k - 1..<k + 1 }
        return Introduction(
          speaker: who, cue: (k..<k + 1, cue.lemma, cue.class), rule: .colonNoun)
      }
    }
    // «La ministre : « A »»
    if range.count < 12, let phrase = nounPhrase(at: range.lowerBound, apposition: true),
      phrase.upperBound == range.upperBound, isActorByHead(phrase)
    {
      return Introduction(speaker: phrase, cue: nil, rule: .colonContext)
    }
    guard let who = subject(ofUnitFrom: range) else { return nil }
    if words.key(who.lowerBound).first == "c", who.count == 1,
      cues.isThis(words.forms[who.lowerBound]) || isElidedThis(who.lowerBound)
    {
      // «c'est ce qui a poussé Nils Berg à partir : « … »»
      return Introduction(speaker: lastPerson(in: range), cue: nil, rule: .colonContext)
    }
    guard isActor(who) || features(who.lowerBound).has(.subject) else { return nil }
    return Introduction(speaker: who, cue: nil, rule: .colonContext)
  }

  private func isElidedThis(_ i: Int) -> Bool { words.key(i) == "c'" || words.key(i) == "cela" }

  /// The last person named in a range.
  private func lastPerson(in range: Range<Int>) -> Range<Int>? {
    names.mentions[names.mentions(in: range)].last {
      $0.whole.upperBound <= range.upperBound && isPerson($0) && !isQuoted($0.words.lowerBound)
    }?.whole
  }

  /// «Lindqvist a choisi des verres anciens : « J'aime leur forme. »»: a name as the subject, and what
  /// follows is a sentence in the first person.
  private func introducedBySelf(_ range: Range<Int>, _ n: Int) -> Introduction? {
    let inner = quotations.list[n].inner
    guard let who = subject(ofUnitFrom: range), who.count < 4, words[who.lowerBound].isCapital,
      inner.count > 3, containsFinite(range), inner.contains(where: { isFirstPerson($0..<$0 + 1) })
    else { return nil }
    return Introduction(speaker: who, cue: nil, rule: .colonContext)
  }

  /// «Une manifestante le coupe : « Personne ne nous écoute ! »»: one who may speak opens the sentence that a
  /// whole sentence in marks closes.
  private func introducedByActor(_ range: Range<Int>, _ n: Int) -> Introduction? {
    let quotation = quotations.list[n]
    let next = quotation.close + 1
    guard quotation.inner.count > 3, quotation.inner.contains(where: isFinite),
      words[quotation.inner.lowerBound].isCapital, next >= unitEnd(next - 1) || isStop(next)
    else { return nil }
    var first = range.lowerBound
    while first < range.upperBound, role(first).contains(.opener) || role(first).contains(.and) {
      first += 1
    }
    guard first < range.upperBound else { return nil }
    if ["il", "elle", "ils", "elles"].contains(words.key(first)) {
      return Introduction(speaker: first..<first + 1, cue: nil, rule: .colonContext)
    }
    guard let who = nounPhrase(at: first, apposition: true), who.upperBound <= range.upperBound,
      isActorByHead(who)
    else { return nil }
    return Introduction(speaker: who, cue: nil, rule: .colonContext)
  }

  /// The subject of the first finite verb, or the first name, of a unit.
  func subject(ofUnitFrom range: Range<Int>) -> Range<Int>? {
    for k in range where !isQuoted(k) && isFinite(k) {
      guard let found = leftSubject(of: k, at: clauseStart(k)) else { break }
      // «C'est en pleine séance qu'une femme se lève»
      if found.count == 1,
        cues.isThis(words.forms[found.lowerBound]) || words.key(found.lowerBound) == "c'",
        let that = (k + 1..<range.upperBound).first(where: { role($0).contains(.that) }),
        let phrase = nounPhrase(at: that + 1), isActor(phrase) || isDeterminer(phrase.lowerBound)
      {
        return phrase
      }
      return found
    }
    for k in range where !isQuoted(k) {
      if let m = names.mention(at: k), !names.mentions[m].isAdjective,
        names.mentions[m].form != .place,
        names.sources[names.mentions[m].source].kind == .person
      {
        return names.mentions[m].whole
      }
    }
    return nil
  }

  /// The first clitic or auxiliary of a finite verb.
  func clauseStart(_ k: Int) -> Int {
    if let v = verbIndex(k) { return verbs[v].words.lowerBound }
    var start = k
    while start > 0,
      !grammarRole(start - 1).isDisjoint(with: [.ne, .reflexive, .clitic, .dative])
        && !role(start - 1).contains(.subject)
    { start -= 1 }
    return start
  }

  // MARK: Order

  /// Puts drafts in order; drops what lies inside a direct quotation and what is there twice.
  mutating func resolveOverlaps() {
    drafts.sort {
      ($0.content.lowerBound, -$0.content.upperBound) < (
        $1.content.lowerBound, -$1.content.upperBound
      )
    }
    var kept: [StatementCandidate] = []
    var directEnd = -1
    for draft in drafts {
      if draft.content.upperBound <= directEnd { continue }
      // In their order, so those that may overlap by so much stand just before.
      let near = kept.lastIndex { draft.content.lowerBound - $0.content.lowerBound > 1_000 }
      let from = near.map { $0 + 1 } ?? 0
      if let same = kept[from...].lastIndex(where: {
        overlap($0.content, draft.content) > 0.8 && !reports($0, draft)
      }) {
        if rank(draft) > rank(kept[same]) { kept[same] = draft }
        continue
      }
      // An object or quotation inside a larger statement of the same sentence says nothing new.
      if draft.rule == .object || draft.rule == .predicate || draft.rule == .colonContext,
        kept[from...].contains(where: {
          $0.content.lowerBound <= draft.content.lowerBound
            && $0.content.upperBound >= draft.content.upperBound
        })
      {
        continue
      }
      if draft.kind == .direct { directEnd = draft.content.upperBound }
      kept.append(draft)
    }
    drafts = kept
    fileDrafts()
  }

  /// True when a statement is about what another one says: «Le maire craint que le pont ferme, dit X».
  private func reports(_ outer: StatementCandidate, _ inner: StatementCandidate) -> Bool {
    guard outer.rule == .hostIncise, outer.content.lowerBound < inner.content.lowerBound,
      let reporter = outer.speaker, let speaker = inner.speaker
    else { return false }
    return outer.content.contains(speaker.lowerBound)
      && !outer.content.contains(reporter.lowerBound)
  }

  private func overlap(_ a: Range<Int>, _ b: Range<Int>) -> Double {
    let low = max(a.lowerBound, b.lowerBound)
    let high = min(a.upperBound, b.upperBound)
    if high <= low { return 0 }
    let all = max(a.upperBound, b.upperBound) - min(a.lowerBound, b.lowerBound)
    return Double(high - low) / Double(all)
  }

  private func rank(_ draft: StatementCandidate) -> Int {
    switch draft.rule {
    case .continuation, .colonContext: 0
    case .predicate, .object: 1
    case .hostIncise: 2
    default: draft.speaker == nil ? 1 : 3
    }
  }
}
