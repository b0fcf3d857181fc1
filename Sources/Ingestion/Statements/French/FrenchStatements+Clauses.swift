import Languages
import Press

/// Clauses and infinitives under a verb of saying, and objects between quotation marks.
extension FrenchStatements {
  mutating func readClauses() {
    for n in verbs.indices {
      let verb = verbs[n]
      if isInSpeech(verb.core.lowerBound) || verb.isPassive { continue }
      guard let opening = opening(of: n) else { continue }
      let start = opening.start
      guard start < words.count, start < unitEnd(verb.core.lowerBound) else { continue }
      let end = contentEnd(from: start, verb: n, isInfinitive: opening.isInfinitive)
      guard end > start, opening.isInfinitive || isClause(start..<end) else { continue }
      if isAsked(n) || isWanted(n) { continue }
      // «Rien n'indique que»
      if verb.form == .finite, role(verb.words.lowerBound - 1).contains(.generic),
        whereSaid(n) == nil
      {
        continue
      }
      // «M. Keller se propose d'écrire»: he means to.
      if isPlan(verb) || isQuestion(verb) { continue }
      if verb.form == .infinitive,
        opening.isInfinitive || isPurpose(n, opening.rule)
          || isImpersonal(n) || isIntended(n) && caused(n) == nil
      {
        continue
      }
      let who = speaker(of: n)
      if let who, verb.enclitic == nil, isInanimate(who) || lacksWill(who, verb.cue) { continue }
      // «Cela explique pourquoi le pont ferme»: only somebody tells how and why.
      if role(start).contains(.asks),
        who.map({
          isThisOne($0) || !isActor($0) && !role($0.lowerBound).contains(.subject)
        }) ?? true
      {
        continue
      }
      add(
        nil, start..<end, by: who, cue: cue(verb), rule: opening.rule,
        negated: verb.isNegated, anchor: verb.core.lowerBound)
      // «la loi prévoit que» provides, «la météo prévoit que» tells.
      // «Et d'ajouter que …»: who spoke last goes on.
      if verb.form == .infinitive, drafts.last?.anchor == verb.core.lowerBound,
        drafts.last?.speaker == nil, isNarrated(n)
      {
        drafts[drafts.count - 1].continues = true
      }
      if let speaker = drafts.last?.speaker,
        isGeneric(speaker)
          || verb.cue.lemma == "prévoir" && !isActor(speaker)
            && !role(speaker.lowerBound).contains(.subject)
      {
        drafts.removeLast()
      }
    }
  }

  /// «ce», «cela», «ceci» as a subject.
  private func isThisOne(_ who: Range<Int>) -> Bool {
    who.count == 1
      && (cues.isThis(words.forms[who.lowerBound]) || features(who.lowerBound).has(.demonstrative))
  }

  /// True for what has a verb of its own; «se montre plus à l'aise que son rival» goes without.
  private func isClause(_ range: Range<Int>) -> Bool {
    range.contains { i in
      isFinite(i) || verbAt[i] >= 0 || isQuoteMark(i)
        || features(i).has(.finite) && !words[i].isCapital
          && !features(i).has([.preposition, .determiner, .pronoun, .conjunction])
    }
  }

  /// True inside a quotation that is speech of its own.
  func isInSpeech(_ i: Int) -> Bool {
    guard let q = quotations.quotation(at: i), quotations.list[q].inner.contains(i) else {
      return false
    }
    return true
  }

  /// Content that nobody knows: «n'a pas précisé si».
  private func isAsked(_ n: Int) -> Bool {
    let verb = verbs[n]
    return verb.isNegated && verb.cue.class != "deny"
  }

  /// «se propose de», «s'est promis de»
  private func isPlan(_ verb: Verb) -> Bool {
    guard verb.isReflexive, !verb.cue.isReflexive else { return false }
    let lemma = forms.lemma(of: words.forms[verb.core.lowerBound], as: .verb)
    return lemma >= 0 && cues.role(lemma).contains(.plans)
  }

  /// «Le ministre a-t-il dit que … ?»
  private func isQuestion(_ verb: Verb) -> Bool {
    mark(unitEnd(verb.core.lowerBound) - 1) == .question
      && (verb.enclitic != nil
        || role(unitStart(verb.core.lowerBound)).contains(.asks)
        || grammarRole(unitStart(verb.core.lowerBound)).contains(.who))
  }

  /// What somebody ought to say, or says in a purpose: «Le gouvernement devrait parler vrai en
  /// rappelant que», «faire croire que …» as a subject.
  private func isWanted(_ n: Int) -> Bool {
    let verb = verbs[n]
    let first = verb.words.lowerBound
    if verb.form == .finite {
      // «devrait avoir dit que» is read as an infinitive; «devrait» alone is none of ours.
      return false
    }
    guard verb.form == .infinitive || verb.form == .gerund else { return false }
    let start = unitStart(first)
    var k = first - 1
    while k >= start {
      if let q = quotations.quotation(at: k), quotations.list[q].open >= start {
        k = quotations.list[q].open - 1
        continue
      }
      if mark(k) == .semicolon { return false }
      if isFinite(k) {
        let lemma = forms.lemma(of: words.forms[k], as: .verb)
        guard lemma >= 0 else { return false }
        let name = forms.text(of: lemma)
        return name == "falloir" || name == "devoir" && first - k < 12
      }
      k -= 1
    }
    // No finite verb before it: an infinitive that opens its sentence is a subject.
    var open = start
    while open < first, role(open).contains(.opener) || role(open).contains(.and) || isAdverb(open)
    {
      open += 1
    }
    return verb.form == .infinitive && infinitiveStarts(open)
      && !grammarRole(open).contains(.prep)
  }

  /// «pour apprendre que», «à noter que», «n'a pas souhaité dire si»: nobody says it here.
  private func isPurpose(_ n: Int, _ rule: StatementRule) -> Bool {
    guard [.that, .thatParticiple, .thatInfinitive, .whether].contains(rule) else { return false }
    let first = verbs[n].words.lowerBound
    // «Il est parti après avoir dit que …»: he has said it.
    if words.key(first - 1) == "après" { return false }
    if role(first - 1).contains(.weak) || role(first - 1).contains(.ender) { return true }
    if role(first - 1).contains(.to), words[first - 1].shape.contains(.startsSentence) {
      return true
    }
    // «n'a cessé de répéter que» says it.
    return (max(0, first - 5)..<first).contains { k in
      grammarRole(k).contains(.ne) && unitStart(k) == unitStart(first)
        && !(k + 1..<first).contains {
          let lemma = forms.lemma(of: words.forms[$0], as: .verb)
          return lemma >= 0 && forms.text(of: lemma) == "cesser"
        }
    }
  }

  /// «compte proposer de», «permet de dire que», «Que dire de ceux que …»: nobody has said it.
  private func isIntended(_ n: Int) -> Bool {
    let first = verbs[n].words.lowerBound
    let start = unitStart(first)
    if first > start, first - start < 3,
      role(first - 1).contains(.that) || role(first - 1).contains(.asks)
    {
      return true
    }
    for k in stride(from: first - 1, through: max(start, first - 6), by: -1) {
      guard mark(k) == .none, !role(k).contains(.and) else { return false }
      guard features(k).has(.verb), !features(k).has(.preposition) else { continue }
      let lemma = forms.lemma(of: words.forms[k], as: .verb)
      guard lemma >= 0 else { continue }
      return cues.role(lemma).contains(.intends)
    }
    return false
  }

  /// «Cette décision promet de»: a document says much, but promises and threatens nothing.
  private func lacksWill(_ who: Range<Int>, _ cue: CueLexicon.Cue) -> Bool {
    guard cues.role(forms.form(cue.lemma)).contains(.wills), let head = headNoun(of: who) else {
      return false
    }
    return role(head).contains(.document) || role(head).contains(.thing)
  }

  /// «il faut croire que», «il est à noter que», «il convient de rappeler que»
  private func isImpersonal(_ n: Int) -> Bool {
    let first = verbs[n].words.lowerBound
    for k in stride(from: first - 1, through: max(unitStart(first), first - 7), by: -1)
    where words.key(k) == "il" {
      var verb = k + 1
      while verb < first,
        !grammarRole(verb).isDisjoint(with: [.ne, .reflexive, .clitic, .dative, .object])
      { verb += 1 }
      let lemma = forms.lemma(of: words.forms[verb], as: .verb)
      guard lemma >= 0 else { return false }
      if ["falloir", "convenir", "importer", "suffire", "sembler"].contains(forms.text(of: lemma)) {
        return true
      }
      return grammar.role(lemma).contains(.be) && !features(verb + 1).has(.pastParticiple)
        && (role(first - 1).contains(.to) || role(first - 1).contains(.of))
    }
    return false
  }

  /// True for nobody in particular and for the one who writes: «on», «tout», «je».
  func isGeneric(_ speaker: Range<Int>) -> Bool {
    speaker.count == 1
      && (role(speaker.lowerBound).contains(.generic)
        || isFirstPerson(speaker) && words.key(speaker.lowerBound) != "vous")
  }
}
