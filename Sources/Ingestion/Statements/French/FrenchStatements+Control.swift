import Languages
import Press

/// Whose an infinitive or a participle is.
extension FrenchStatements {
  /// The speaker of a cue verb.
  func speaker(of n: Int) -> Range<Int>? {
    let verb = verbs[n]
    if let enclitic = verb.enclitic { return enclitic..<enclitic + 1 }
    if let caused = caused(n) { return caused }
    switch verb.form {
    case .finite:
      if let found = leftSubject(of: n) { return isGeneric(found) ? whereSaid(n) ?? found : found }
      if let found = subjectOfSentenceBefore(n) { return found }
      if grammarRole(verb.words.lowerBound - 1).contains(.who) { return nearestActor(before: n) }
      if let found = invertedSubject(after: verb.words.upperBound), !isTold(found, by: verb) {
        return found
      }
      return nearestActor(before: n)
    case .gerund, .infinitive, .elided:
      return controller(of: n)
    }
  }

  /// «et invite les marins à sortir»: those who stand behind the verb are whom it invites.
  private func isTold(_ phrase: Range<Int>, by verb: Verb) -> Bool {
    let behind = phrase.upperBound
    return phrase.lowerBound == verb.words.upperBound
      && (verb.cue.frames.contains(.to) && role(behind).contains(.to)
        || verb.cue.frames.contains(.of) && role(behind).contains(.of))
      && infinitiveStarts(behind + 1)
  }

  /// «À la mairie, on assure que», «Chez les marins, on craint que»: those among whom «on» is.
  func whereSaid(_ n: Int) -> Range<Int>? {
    let first = verbs[n].words.lowerBound
    let start = unitStart(first)
    var place = start
    while place < first, role(place).contains(.opener) || role(place).contains(.and) { place += 1 }
    // «Du côté de la mairie»
    if words.key(place) == "du", words.key(place + 1) == "côté" { place += 2 }
    guard
      role(place).contains(.to) || role(place).contains(.of) || features(place).has(.contracted)
        || ["chez", "dans"].contains(words.key(place)),
      let phrase = nounPhrase(at: place + 1), phrase.upperBound < first,
      mark(phrase.upperBound) == .comma, first - phrase.upperBound < 5,
      words.key(place) == "chez" || isActor(phrase)
        || phrase.contains(where: { !role($0).isDisjoint(with: [.institution, .medium]) })
    else { return nil }
    return phrase
  }

  private func leftSubject(of n: Int) -> Range<Int>? {
    leftSubject(of: verbs[n].core.lowerBound, at: verbs[n].words.lowerBound)
  }

  /// «Et raconte en outre que …»: who was the subject of the sentence before.
  private func subjectOfSentenceBefore(_ n: Int) -> Range<Int>? {
    let first = verbs[n].words.lowerBound
    let start = unitStart(first)
    guard first - 1 == start, role(start).contains(.and), start > 1,
      !words[start].shape.contains(.startsParagraph)
    else { return nil }
    return subject(ofUnitFrom: unitStart(start - 1)..<start)
  }

  /// «Ce qui fait dire à Lindqvist que …»: whom something makes say it.
  func caused(_ n: Int) -> Range<Int>? {
    let verb = verbs[n]
    guard verb.form == .infinitive else { return nil }
    let before = verb.words.lowerBound - 1
    guard before >= 0, mark(before) == .none, features(before).has(.verb) else { return nil }
    let lemma = forms.lemma(of: words.forms[before], as: .verb)
    guard lemma >= 0, forms.text(of: lemma) == "faire" else { return nil }
    let to = verb.words.upperBound
    guard role(to).contains(.to) || features(to).has(.contracted),
      let phrase = nounPhrase(at: to + 1), isActor(phrase) || words[to + 1].isCapital
    else { return nil }
    return phrase
  }

  /// The nearest one who may speak, left of a verb in its sentence, when syntax says nothing.
  func nearestActor(before n: Int) -> Range<Int>? {
    let first = verbs[n].words.lowerBound
    let start = unitStart(first)
    var found: Range<Int>?
    var k = start
    while k < first {
      if let m = names.mention(at: k), !names.mentions[m].isAdjective, !isQuoted(k) {
        let mention = names.mentions[m]
        if mention.form != .place, !grammarRole(mention.whole.lowerBound - 1).contains(.prep),
          !(isDeterminer(mention.whole.lowerBound - 1)
            && grammarRole(mention.whole.lowerBound - 2).contains(.prep))
        {
          found = max(start, mention.whole.lowerBound)..<mention.whole.upperBound
        }
        k = max(k + 1, mention.whole.upperBound)
      } else {
        k += 1
      }
    }
    return found
  }

  /// Who controls a participle, gerund or infinitive: the nearest explicit subject before it.
  private func controller(of n: Int) -> Range<Int>? {
    if verbs[n].form == .elided, let found = subjectOfSentenceBefore(n) { return found }
    let start = unitStart(verbs[n].core.lowerBound)
    if let who = controllerBeside(n, start) { return who }
    // «X, estimant que …»: a noun phrase right before the comma, at the start of the sentence.
    var k = verbs[n].words.lowerBound - 1
    var ofRelative: Range<Int>?
    while k > start {
      if let q = quotations.quotation(at: k), quotations.list[q].open < k {
        k = quotations.list[q].open - 1
        continue
      }
      // «X a dit que Y viendrait, ajoutant que …»: X goes on.
      if let said = drafts.suffix(3).first(where: {
        $0.content.contains(k) && $0.anchor < $0.content.lowerBound
          && [.that, .thatParticiple, .thatInfinitive, .whether].contains($0.rule)
      }) {
        k = said.content.lowerBound - 1
        continue
      }
      if let v = verbIndex(k) {
        let other = verbs[v]
        if other.form == .finite, !other.isPassive {
          if let found = speaker(of: v), !isGeneric(found) { return found }
        }
        k = other.words.lowerBound - 1
        continue
      }
      if isFinite(k), !(verbs[n].form == .infinitive && isSubordinate(k, start)) {
        let first = clauseStart(k)
        if let found = leftSubject(of: k, at: first) {
          // «a évoqué les crues qui ont touché la ville, estimant que»: not what «qui» takes up.
          if verbs[n].form != .gerund || !grammarRole(first - 1).contains(.who) || isActor(found) {
            return found
          }
          ofRelative = ofRelative ?? found
          k = first - 1
          continue
        }
        // «Selon la ligue, …»
        if let found = invertedSubject(after: k + 1), isActor(found) { return found }
      }
      k -= 1
    }
    return ofRelative.flatMap { isInanimate($0) ? nil : $0 } ?? controllerOfSentence(n, start)
  }

  /// Who stands right before «de» with an infinitive, or before a participle.
  private func controllerBeside(_ n: Int, _ start: Int) -> Range<Int>? {
    let before = verbs[n].words.lowerBound - 1
    // «Et lui de poursuivre»
    if verbs[n].form == .infinitive, before > start, role(before).contains(.of),
      let who = narrated(start..<before)
    {
      return who
    }
    // «avec le parti lui disant», «son chef Nils Berg (PDA) estimant»
    if verbs[n].form == .gerund, mark(before) == .closeBracket,
      let open = (max(start, before - 6)..<before).last(where: { mark($0) == .openBracket }),
      let who = antecedent(before: open, start), isActor(who)
    {
      return who
    }
    if verbs[n].form == .gerund, before > start, mark(before) == .none,
      !grammarRole(verbs[n].words.lowerBound).contains(.prep),
      features(before).has(.noun) || words[before].isCapital, !grammarRole(before).contains(.prep),
      !isAdverb(before), let who = antecedent(before: before + 1, start), isActor(who)
    {
      return who
    }
    return nil
  }

  /// Who opens the sentence, or is the subject of the clause after a participle that opens it.
  private func controllerOfSentence(_ n: Int, _ start: Int) -> Range<Int>? {
    let first = role(start).contains(.opener) ? start + 1 : start
    if first < verbs[n].words.lowerBound, let phrase = nounPhrase(at: first), isActor(phrase) {
      return phrase
    }
    // «Estimant que …, la ministre a reçu les élus»
    if isPrefaced(n), let main = mainClause(after: n) {
      return nounPhrase(at: main, apposition: true)
    }
    if verbs[n].form == .gerund, verbs[n].words.lowerBound - start < 3 {
      if let main = mainClause(after: n) { return nounPhrase(at: main) }
      // «Le juge entre. Rappelant que …»: a sentence of its own.
      if start > 1, !words[start].shape.contains(.startsParagraph) || isStop(start - 1) {
        return subject(ofUnitFrom: unitStart(start - 1)..<start)
      }
    }
    return nil
  }

  /// True for «Et d'ajouter»: an infinitive that opens its sentence and has no subject.
  func isNarrated(_ n: Int) -> Bool {
    let first = verbs[n].words.lowerBound
    let start = unitStart(first)
    return role(first - 1).contains(.of) && first - 1 - start <= 1
      && (first - 1 == start || role(start).contains(.and))
  }

  /// True for «Mais concède : « … »»: a finite verb that opens its sentence.
  func lacksSubject(_ n: Int) -> Bool {
    let first = verbs[n].words.lowerBound
    let start = unitStart(first)
    return verbs[n].form == .finite && verbs[n].enclitic == nil
      && (start..<first).allSatisfy { role($0).contains(.opener) || role($0).contains(.and) }
  }

  /// True for «Après avoir dit que …, le maire est parti»: the main clause comes after.
  func isPrefaced(_ n: Int) -> Bool {
    guard verbs[n].form == .infinitive || verbs[n].form == .elided else { return false }
    let start = unitStart(verbs[n].core.lowerBound)
    return ["après", "avant", "pour", "sans"].contains(words.key(start))
      && !hasMainVerb(start..<verbs[n].words.lowerBound)
  }

  /// «Et le maire» before «de conclure»; nil when a verb stands there.
  private func narrated(_ range: Range<Int>) -> Range<Int>? {
    var first = range.lowerBound
    while first < range.upperBound, role(first).contains(.and) || role(first).contains(.opener) {
      first += 1
    }
    guard first < range.upperBound else { return nil }
    if range.upperBound == first + 1, role(first).contains(.strong) { return first..<first + 1 }
    guard let phrase = nounPhrase(at: first, apposition: true), isActor(phrase),
      phrase.upperBound == range.upperBound
    else { return nil }
    return phrase
  }

  /// Where the main clause starts after a participle that opens the sentence: at its subject.
  func mainClause(after n: Int) -> Int? {
    let end = unitEnd(verbs[n].core.lowerBound)
    var k = verbs[n].words.upperBound
    var hasVerb = verbs[n].cue.frames.isDisjoint(with: [.that])
    while k < end {
      if let q = quotation(openingAt: k), quotations.list[q].close > k {
        k = quotations.list[q].close + 1
        hasVerb = true
        continue
      }
      if isFinite(k) || infinitiveStarts(k) { hasVerb = true }
      if mark(k) == .comma, hasVerb, k + 1 < end {
        if role(k + 1).contains(.subject) { return k + 1 }
        if let phrase = nounPhrase(at: k + 1, apposition: true),
          isDeterminer(k + 1) || words[k + 1].isCapital
        {
          var v = phrase.upperBound
          if mark(v) == .comma { v += 1 }
          while v < end, v < phrase.upperBound + 4,
            isAdverb(v) || !grammarRole(v).isDisjoint(with: [.ne, .reflexive, .clitic, .dative])
          { v += 1 }
          if v < end, isFinite(v) || verbIndex(v).map({ verbs[$0].form == .finite }) ?? false {
            return k + 1
          }
        }
      }
      k += 1
    }
    return nil
  }
}
