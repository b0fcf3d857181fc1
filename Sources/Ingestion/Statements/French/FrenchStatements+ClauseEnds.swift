import Languages
import Press

/// Where what is said ends and the article goes on.
extension FrenchStatements {
  /// Where a clause ends that starts at a word (excluded).
  func contentEnd(from start: Int, verb n: Int, isInfinitive: Bool) -> Int {
    var end = unitEnd(start)
    if verbs[n].form == .gerund && verbs[n].words.lowerBound - unitStart(start) < 3
      || isPrefaced(n) || isFronted(n),
      let main = mainClause(after: n), main > start
    {
      end = main - 1
    }
    var k = start
    var afterQuote = false
    while k < end {
      if let q = quotation(openingAt: k), quotations.list[q].close > k {
        let close = quotations.list[q].close
        if k == start, stopsAfterQuote(close, end, isInfinitive) { return close + 1 }
        // A comma inside the marks stands for one after them: «“prêt,” disant …».
        if mark(close - 1) == .comma, mark(close + 1) != .comma, close + 1 < end,
          endsContent(at: close, end, verb: n, isInfinitive, true)
        {
          return close + 1
        }
        k = close + 1
        afterQuote = true
        continue
      }
      defer { afterQuote = false }
      switch mark(k) {
      case .semicolon: return k
      case .colon:
        if quotation(openingAt: k + 1) != nil { return k }
      case .comma, .dash:
        if closesRelative(at: k, end, verb: n)
          || endsContent(at: k, end, verb: n, isInfinitive, afterQuote)
        {
          return k
        }
      case .none:
        if role(k).contains(.and), coordinates(k, end, verb: n) { return k }
        if k > start, opensGerund(k) { return k }
        if !afterQuote, k > start, cues.prepositions.longest(in: words.forms, from: k) != nil,
          mark(k - 1) != .comma, let found = according(at: k), found.isSure,
          containsFinite(start..<k),
          mark(found.words.upperBound) != .none || role(found.words.upperBound).contains(.and)
        {
          return k
        }
      default: break
      }
      k += 1
    }
    return end
  }

  /// «X, qui l'accuse d'avoir menti**,** s'en va»: the comma that closes the relative clause of the cue.
  private func closesRelative(at comma: Int, _ end: Int, verb n: Int) -> Bool {
    let who = verbs[n].words.lowerBound - 1
    guard who > 0, grammarRole(who).contains(.who), mark(who - 1) == .comma, mark(comma) == .comma
    else { return false }
    let next = behindClitics(comma + 1, end)
    return next < end && isFinite(next) && !features(next).has([.noun, .adjective, .determiner])
  }

  /// «promet de rénover la digue | tout en reconnaissant que»: what else was said meanwhile.
  private func opensGerund(_ k: Int) -> Bool {
    guard words.key(k) == "tout", grammarRole(k + 1).contains(.prep), let v = verbIndex(k + 2)
    else {
      return false
    }
    return verbs[v].form == .gerund
  }

  /// «, comme il l'avait déjà dit»
  private func opensAsSaid(_ i: Int) -> Bool {
    words.key(i) == "comme"
      && (i + 1..<min(i + 7, words.count)).contains { k in
        verbIndex(k).map { verbs[$0].form == .finite } ?? false
          && (i + 1..<k).contains { grammarRole($0).contains(.object) }
      }
  }

  /// True for the verb of a clause that opens its sentence and depends on what follows: «Si le maire
  /// affirme que …, il …», «Dès que le club a annoncé que …, la ligue …».
  private func isFronted(_ n: Int) -> Bool {
    guard verbs[n].form == .finite else { return false }
    let verb = verbs[n].words.lowerBound
    var first = unitStart(verb)
    while first < verb,
      role(first).contains(.opener) && !role(first + 1).contains(.that)
        || role(first).contains(.and) || isQuoteMark(first)
    { first += 1 }
    guard first < verb, verb - first < 30 else { return false }
    let opens =
      role(first).contains(.whether) || role(first).contains(.sub) && !role(first).contains(.that)
      || role(first + 1).contains(.that)
        && (isAdverb(first) || grammarRole(first).contains(.prep)
          || role(first).contains(.ender))
    return opens
      && !(first + 1..<verb).contains { !isQuoted($0) && isFinite($0) && verbAt[$0] != Int32(n) }
  }

  /// A clause that starts with a quotation ends with it when nothing depends on.
  private func stopsAfterQuote(_ close: Int, _ end: Int, _ isInfinitive: Bool) -> Bool {
    let next = close + 1
    if next >= end || isStop(next) || mark(next) == .semicolon { return true }
    if mark(next) == .comma {
      // «« A », et que « B »», «« A », « B »»
      var k = next + 1
      if role(k).contains(.and) { k += 1 }
      if role(k).contains(.that) || quotation(openingAt: k) != nil { return false }
      // «que « A », malgré les plaintes, et que « B »»
      for ahead in next + 1..<max(next + 1, end - 1) {
        if let v = verbIndex(ahead), verbs[v].form == .finite, !isQuoted(ahead) { break }
        if role(ahead).contains(.and), role(ahead + 1).contains(.that) { return false }
      }
      return true
    }
    if role(next).contains(.and) {
      if role(next + 1).contains(.that) || quotation(openingAt: next + 1) != nil { return false }
      if role(next + 1).contains(.of) || role(next + 1).contains(.to) {
        if isInfinitive || quotation(openingAt: next + 2) != nil { return false }
      }
      return verbFollows(next + 1, within: 6)
    }
    return mark(next) == .dash || features(next).has(.presentParticiple)
  }

  func verbFollows(_ i: Int, within reach: Int) -> Bool {
    (i..<min(i + reach, words.count)).contains { verbAt[$0] >= 0 || isFinite($0) }
  }

  /// True for a subject with its verb: «appelé à voter contre, le ton est donné».
  func isMainClause(at i: Int, _ end: Int) -> Bool {
    if role(i).contains(.subject), !isDeterminer(i), i + 1 < end, isFinite(i + 1) { return true }
    // «avoir fui, d'autres avançaient»
    if isPartitive(i) || features(i).has(.indefinite) && features(i).has(.pronoun) {
      let verb = (i + 1..<max(i + 1, min(i + 4, end))).first { mark($0) != .none || isFinite($0) }
      if let verb, isFinite(verb) { return true }
    }
    guard isDeterminer(i) && !features(i).has(.contracted) || words[i].isCapital,
      let phrase = nounPhrase(at: i)
    else { return false }
    var k = phrase.upperBound
    while k < end, k < phrase.upperBound + 4,
      isAdverb(k) || !grammarRole(k).isDisjoint(with: [.ne, .reflexive, .clitic, .dative])
    { k += 1 }
    return k < end && isFinite(k)
  }

  /// True for a finite verb that is in no relative clause between commas: «que les élus, qui dormaient,».
  private func hasVerbOutsideAsides(_ range: Range<Int>) -> Bool {
    var k = range.lowerBound
    while k < range.upperBound {
      if mark(k) == .comma, grammarRole(k + 1).contains(.who) {
        k = (k + 1..<max(k + 1, range.upperBound)).first { mark($0) == .comma } ?? range.upperBound
        continue
      }
      if isFinite(k), !isQuoted(k) { return true }
      k += 1
    }
    return false
  }

  /// True when what comes after the comma at `k` is the article's again.
  private func endsContent(
    at k: Int, _ end: Int, verb n: Int, _ isInfinitive: Bool, _ afterQuote: Bool
  ) -> Bool {
    let next = k + 1
    guard next < end else { return true }
    // «que les femmes âgées, selon l'étude, présentaient un risque»: the clause's own verb.
    let hasOwnVerb = hasVerbOutsideAsides(verbs[n].words.upperBound..<k)
    if isInfinitive || hasOwnVerb || !isFinite(next)
      || features(next + 1).has(.enclitic), incise(at: next) != nil
    {
      return true
    }
    if let found = according(at: next), found.isSure { return true }
    if role(next).contains(.and), coordinates(next, end, verb: n) { return true }
    if isInfinitive, role(next).contains(.and), isMainClause(at: next + 1, end) { return true }
    if afterQuote, features(next).has(.presentParticiple) { return true }
    // «affirme que tout sera « payé », mais le club n'a rien versé»
    if afterQuote, hasOwnVerb, role(next).contains(.contrast), isMainClause(at: next + 1, end) {
      return true
    }
    if let v = verbIndex(next), verbs[v].form == .gerund { return true }
    if features(next).has(.presentParticiple), features(next).has(.mostlyVerb), isInfinitive {
      return true
    }
    let key = words.forms[next]
    if enders.contains(key), isInfinitive || hasOwnVerb { return true }
    // «ce que», «ce qui»
    if cues.isThis(key), role(next + 1).contains(.relative) || grammarRole(next + 1).contains(.who)
    {
      return isInfinitive
    }
    if isInfinitive, endsInfinitive(at: next, end) { return true }
    // «X, qui avait promis de venir, a renoncé»
    if grammarRole(verbs[n].words.lowerBound - 1).contains(.who), isFinite(next) { return true }
    if afterQuote, grammarRole(next).contains(.prep), !containsFinite(next..<end),
      !(next..<end - 1).contains(where: { role($0).contains(.and) && role($0 + 1).contains(.that) })
    {
      return true
    }
    if hasOwnVerb, opensAbsolute(next, end) { return true }
    if isOccasion(next, end) || opensAsSaid(next) || isGloss(next, end) && hasOwnVerb {
      return true
    }
    // «que les élus puissent voter, et arrache l'affiche»: another number than the clause's verb.
    if !isInfinitive, role(next).contains(.and), next + 1 < end, resumes(next + 1, n) {
      return true
    }
    // «, en évoquant», «, tout en dénonçant»
    for ahead in next + 1...next + 2 where ahead < end {
      if let v = verbIndex(ahead), verbs[v].form == .gerund, grammarRole(ahead - 1).contains(.prep)
      {
        return true
      }
    }
    return false
  }

  /// True for a relative or a main clause, which no infinitive goes on with.
  private func endsInfinitive(at i: Int, _ end: Int) -> Bool {
    guard role(i).contains(.relative) else { return isMainClause(at: i, end) }
    // «soupçonner vingt personnes, dont deux chefs, d'avoir fui»: no clause.
    let close = (i..<end).first { mark($0) == .comma } ?? end
    return close == end || containsFinite(i + 1..<close)
  }

  /// True for a subject with a participle: «, le ministre rappelant que», «, la droite demandant».
  private func opensAbsolute(_ i: Int, _ end: Int) -> Bool {
    guard mark(i) == .none, isDeterminer(i) || words[i].isCapital || features(i).has(.noun),
      let phrase = nounPhrase(at: i), isActor(phrase) || verbIndex(phrase.upperBound) != nil
    else { return false }
    let participle = features(phrase.upperBound)
    return phrase.upperBound < end && participle.has(.presentParticiple)
      && participle.has(.mostlyVerb)
  }

  /// True for what the article says of the whole, at the end of a sentence: «, une version que dément
  /// le club», «, un procédé jugé peu fiable».
  private func isGloss(_ i: Int, _ end: Int) -> Bool {
    guard isDeterminer(i), features(i).has(.indefinite), features(i).has(.singular),
      features(i + 1).has(.noun), !(i..<end).contains(where: { mark($0) == .comma })
    else { return false }
    let next =
      features(i + 2).has(.adjective) && !features(i + 2).has(.pastParticiple) ? i + 3 : i + 2
    return next + 1 < end
      && (grammarRole(next).contains(.who) || role(next).contains(.relative)
        || features(next).has(.pastParticiple) && features(next).has(.mostlyVerb))
  }

  /// True for when and where it was said, at the end of its sentence: «, lors d'un entretien», «, dans
  /// un rapport publié en mai».
  private func isOccasion(_ i: Int, _ end: Int) -> Bool {
    guard grammarRole(i).contains(.prep) || words.key(i) == "lors", end - i < 16,
      !containsFinite(i..<end),
      !(i..<end).contains(where: { mark($0) == .comma || isQuoteMark($0) })
    else { return false }
    if words.key(i) == "lors" || words.key(i) == "auprès" { return true }
    let noun = isDeterminer(i + 1) ? i + 2 : i + 1
    return (noun...noun + 1).contains {
      role($0).contains(.document) || role($0).contains(.occasion)
    }
  }

  /// True for a finite verb without a subject that goes on with the cue's: in the cue's number, where
  /// the clause has the other one.
  private func resumes(_ i: Int, _ n: Int) -> Bool {
    guard mark(i) == .none, isFinite(i), verbs[n].form == .finite, !features(i).has(.noun) else {
      return false
    }
    func number(_ k: Int) -> Bool? {
      features(k).has(.plural) == features(k).has(.singular) ? nil : features(k).has(.plural)
    }
    let cue = verbs[n].words.first { features($0).has(.finite) } ?? verbs[n].core.lowerBound
    guard let own = number(i), let said = number(cue), own == said,
      let inner = (verbs[n].words.upperBound..<i).first(where: { !isQuoted($0) && isFinite($0) }),
      let other = number(inner)
    else { return false }
    return other != own
  }

  private var enders: Set<Int32> { cues.enders }

  func verbIndex(_ i: Int) -> Int? {
    i >= 0 && i < words.count && verbAt[i] >= 0 ? Int(verbAt[i]) : nil
  }

  /// True when the verb after «et» at `k` is a cue with the same subject as the cue before.
  private func coordinates(_ k: Int, _ end: Int, verb n: Int) -> Bool {
    var next = k + 1
    while next < end, isAdverb(next), verbAt[next] < 0 { next += 1 }
    if role(next).contains(.of), let v = verbIndex(next + 1), verbs[v].form == .infinitive {
      return true  // «et de préciser que»
    }
    // «a dit qu'il partirait et quitté la salle»: under the auxiliary of the cue.
    if verbs[n].form == .finite, verbs[n].core.lowerBound > verbs[n].words.lowerBound, next < end,
      features(next).has(.pastParticiple), features(next).has(.mostlyVerb), !isFinite(next),
      !(verbs[n].words.upperBound..<k).contains(where: { !isQuoted($0) && isAuxiliary($0) }),
      isDeterminer(next + 1) || grammarRole(next + 1).contains(.prep)
    {
      return true
    }
    guard let v = verbIndex(next), v != n else {
      return isFinite(next) && !features(next).has(.noun) && verbs[n].form == .finite && next < end
        && sameNumber(next, n) && grammarRole(next).isDisjoint(with: [.prep])
        && !role(k + 1).contains(.that) && isMainAgain(k)
    }
    // «que X l'a poussée et l'a accusée»: still what X did.
    if verbs[v].form == .finite, verbs[n].form == .finite,
      grammarRole(next).contains(.object), opening(of: v) == nil
    {
      return false
    }
    if verbs[v].form == .finite, verbs[n].form == .finite, !agrees(v, n) { return false }
    // «et se voient refuser des soins»
    if verbs[v].isReflexive, !verbs[v].cue.isReflexive { return false }
    return verbs[v].form == .finite || verbs[v].form == .elided
  }

  /// «a», «sont»: a form of «avoir» or «être».
  private func isAuxiliary(_ i: Int) -> Bool {
    guard features(i).has(.finite) else { return false }
    let lemma = forms.lemma(of: words.forms[i], as: .verb)
    return lemma >= 0 && !grammar.role(lemma).isDisjoint(with: [.be, .have])
  }

  /// False when one of two verbs is plainly plural and the other plainly singular.
  private func agrees(_ v: Int, _ n: Int) -> Bool {
    func number(_ k: Int) -> Bool? {
      let t = features(
        verbs[k].words.first { features($0).has(.finite) } ?? verbs[k].core.lowerBound)
      return t.has(.plural) == t.has(.singular) ? nil : t.has(.plural)
    }
    guard let a = number(v), let b = number(n) else { return true }
    return a == b
  }

  /// A finite verb after «et» goes on in the article's voice when a quotation ended before it.
  private func isMainAgain(_ k: Int) -> Bool { quotation(closingAt: k - 1) != nil }

  private func sameNumber(_ i: Int, _ n: Int) -> Bool {
    let a = features(i)
    let b = features(verbs[n].words.lowerBound)
    return !(a.has(.plural) && !a.has(.singular) && b.has(.singular) && !b.has(.plural))
  }
}
