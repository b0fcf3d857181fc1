import Languages

/// Verbs of saying, with what depends on them.
extension FrenchStatements {
  mutating func findVerbs() {
    for i in 0..<words.count
    where words[i].isWord && words[i].features.has(.verb) && verbAt[i] < 0 {
      guard let verb = verb(at: i) else { continue }
      for k in verb.words { verbAt[k] = Int32(verbs.count) }
      verbs.append(verb)
    }
  }

  private func verb(at i: Int) -> Verb? {
    let all = forms.analyses(of: words.forms[i])
    guard all.contains(where: { $0.part == .verb && cues.verbs[$0.lemma] != nil }) else {
      return nil
    }
    if isProper(i) { return nil }
    var participle: Verb?
    for analysis in all where analysis.part == .verb {
      guard let list = cues.verbs[analysis.lemma] else { continue }
      if analysis.features.has(.pastParticiple) {
        if let found = compound(at: i, list) { return found }
        if participle == nil { participle = elided(at: i, list) }
      }
    }
    if let participle { return participle }
    for analysis in all where analysis.part == .verb {
      guard let list = cues.verbs[analysis.lemma] else { continue }
      if analysis.features.has(.infinitive) {
        // «Le conseiller juge …», «affirme le conseiller médical»
        if features(i).has(.noun), features(i - 1).has(.determiner),
          words[i - 1].shape.contains(.startsSentence) || mark(i - 2) != .none
            || features(i + 1).has(.adjective) || role(i + 1).contains(.of)
            || words.count > i + 1 && words[i + 1].isCapital
        {
          continue
        }
        if features(i - 1).has(.determiner),
          grammarRole(i - 1).isDisjoint(with: [.object, .dative])
        {
          continue
        }
        return make(i, list, .infinitive, from: i)
      }
      if analysis.features.has(.presentParticiple) {
        // «vont maintenant partir», «pas étonnant que»: no participle.
        let before = i - 1
        if mark(before) == .none,
          grammarRole(before).isDisjoint(with: [.prep, .dative, .object, .reflexive, .clitic]),
          features(i).has(.adverb)
            || features(i).has(.adjective)
              && (isAdverb(before) || isFinite(before) || role(before).contains(.of))
        {
          continue
        }
        if features(i - 1).has(.determiner),
          grammarRole(i - 1).isDisjoint(with: [.object, .dative])
        {
          continue
        }
        // «le collectif militant « Debout »»
        if features(i).has(.noun), mark(before) == .none,
          features(before).has([.noun, .indefinite]),
          quotation(openingAt: i + 1) != nil
        {
          continue
        }
        return make(i, list, .gerund, from: i)
      }
      if analysis.features.has(.finite), mayBeFinite(i, analysis, list[0].frames) {
        return make(i, list, .finite, from: i)
      }
    }
    return nil
  }

  /// «a toutefois assuré», «s'est, mardi, félicité».
  private func compound(at i: Int, _ list: [CueLexicon.Cue]) -> Verb? {
    // «a condamné dans un communiqué une « dérive »»
    if features(i).has(.noun), isDeterminer(i - 1),
      grammarRole(i - 1).isDisjoint(with: [.object, .dative])
    {
      return nil
    }
    var k = i - 1
    var steps = 0
    var plain = 0
    var hasBeen = false
    while k >= 0, steps < 9 {
      steps += 1
      if words[k].shape.contains(.startsSentence), mark(k) != .none { return nil }
      if mark(k) == .comma {
        // «a, tout d'abord souligné»
        if k < i - 1, k > 0, features(k - 1).has(.finite),
          !grammar.role(forms.lemma(of: words.forms[k - 1], as: .verb)).isDisjoint(with: [
            .be, .have,
          ])
        {
          k -= 1
          continue
        }
        // An insertion between commas.
        if k == i - 1 {
          var open = k - 1
          while open > max(0, k - 7), mark(open) == .none || mark(open) == .number { open -= 1 }
          guard mark(open) == .comma else { return nil }
          k = open - 1
          continue
        }
        return nil
      }
      guard mark(k) == .none || mark(k) == .number else { return nil }
      let lemma = forms.lemma(of: words.forms[k], as: .verb)
      let auxiliary = grammar.role(lemma)
      if lemma >= 0, !auxiliary.isDisjoint(with: [.be, .have]), features(k).has(.verb),
        !(features(k).has(.pastParticiple) && steps > 0 && words.forms[k] != lemma
          && !features(k).has(.finite))
      {
        var form = Verb.Form.finite
        if features(k).has(.infinitive) { form = .infinitive }
        if features(k).has(.presentParticiple) { form = .gerund }
        guard var verb = make(i, list, form, from: k) else { return nil }
        if auxiliary.contains(.be) || hasBeen, !verb.isReflexive { verb.isPassive = true }
        return verb
      }
      if grammarRole(k).contains(.been) {
        hasBeen = true
        k -= 1
        continue
      }
      if isAdverb(k) || isTime(k) || features(k).has(.enclitic) || mark(k) == .number
        || !grammarRole(k).isDisjoint(with: [.ne, .not, .reflexive, .clitic])
      {
        k -= 1
        continue
      }
      if isFinite(k) || words[k].isCapital || role(k).contains(.and) { return nil }
      plain += 1
      if plain > 4 { return nil }
      k -= 1
    }
    return nil
  }

  /// «…, et expliqué que»: a participle whose auxiliary stands with the verb before.
  private func elided(at i: Int, _ list: [CueLexicon.Cue]) -> Verb? {
    var k = i - 1
    while k >= 0, isAdverb(k) { k -= 1 }
    guard k >= 0, role(k).contains(.and) || mark(k) == .comma else { return nil }
    // «« Ils n'ont pas signé », écrit le journal»
    if mark(k) == .comma, quotation(closingAt: k - 1) != nil, features(i).has(.finite) {
      return nil
    }
    let next = i + 1
    // «un homme, soupçonné de l'avoir cachée»: nobody is named who suspects him.
    if list[0].class == "accuse", role(next).contains(.of), mark(k) == .comma { return nil }
    guard
      role(next).contains(.that) || quotation(openingAt: next) != nil
        || isDeterminer(next) && !features(next).has(.contracted)
          && list[0].frames.contains(.object)
        || mark(next) == .colon
        || role(next).contains(.of) && infinitiveStarts(next + 1)
        || infinitiveStarts(next) && list[0].frames.contains(.infinitive)
    else { return nil }
    let start = max(sentences[holding: i].lowerBound, i - 200)
    guard
      (start..<i).contains(where: { k in
        verbAt[k] >= 0
          || features(k).has(.finite)
            && !grammar.role(forms.lemma(of: words.forms[k], as: .verb)).isDisjoint(with: [.have])
      })
    else { return nil }
    return make(i, list, .elided, from: i)
  }

  private func mayBeFinite(
    _ i: Int, _ analysis: Analysis, _ frames: CueLexicon.Frames
  ) -> Bool {
    let t = features(i)
    let before = i - 1
    let after = i + 1
    if features(after).has(.enclitic), features(after).has(.subject) { return true }
    if before < 0 { return false }
    // «le juge commente»: a noun, its verb after it.
    if t.has(.noun), features(before).has(.determiner), mark(after) == .none,
      features(after).has(.finite),
      !features(after).has([.noun, .adjective, .determiner, .preposition]),
      !features(before - 1).has(.subject)
    {
      return false
    }
    // «la longue liste « A »»
    if t.has(.noun), features(before).has(.adjective),
      !features(before).has([.noun, .pastParticiple]),
      features(before - 1).has(.determiner), t.has(.mostlyNoun)
    {
      return false
    }
    let strong = takesContent(at: after, frames)
    if mark(before) == .none {
      let g = grammarRole(before)
      if !g.isDisjoint(with: [.ne, .who, .reflexive]) || role(before).contains(.subject) {
        return true
      }
      if g.contains(.object) || g.contains(.dative), before > 0 {
        let first = before - 1
        if role(first).contains(.subject) || grammarRole(first).contains(.who)
          || grammarRole(first).contains(.ne) || grammarRole(first).contains(.reflexive)
          || role(first).contains(.sub)
        {
          return true
        }
        if g.contains(.dative), !features(before).has(.determiner) { return true }
      }
      if features(before).has(.determiner),
        features(before).has([.definite, .possessive, .demonstrative, .indefinite, .contracted])
      {
        return strong && !t.has([.noun, .adjective])
      }
      if g.contains(.prep) { return false }
    } else if mark(before) == .comma || isQuoteMark(before) || mark(before) == .closeBracket
      || isStop(before) || mark(before) == .dash
    {
      return !words[i].isCapital
    }
    if words[i].isCapital, !isInAllCapsRun(i) { return false }
    if analysis.features.has(.firstOrSecondPerson), !analysis.features.has(.thirdPerson) {
      return false
    }
    if !t.has([.noun, .adjective, .adverb, .preposition]) { return true }
    if strong { return true }
    if let mention = names.mention(at: before), !names.mentions[mention].isAdjective {
      return t.has(.mostlyVerb) || isDeterminer(after) || quotation(openingAt: after) != nil
    }
    // No noun comes before an article: «le haut fonctionnaire juge l'idée …».
    return t.has(.mostlyVerb)
      || features(after).has(.determiner) && features(after).has([.definite, .indefinite])
        && !features(after).has(.contracted) && !role(after).contains(.of) && !isTime(after + 1)
        && mark(before) == .none && features(before).has([.noun, .adjective])
  }

  /// True where what a verb of saying takes begins at `i`.
  private func takesContent(at i: Int, _ frames: CueLexicon.Frames) -> Bool {
    contentFollows(i) || contentFollows(behindInsertion(i))
      || role(i).contains(.that) || quotation(openingAt: i) != nil || mark(i) == .colon
      || isAdverb(i) && (role(i + 1).contains(.that) || quotation(openingAt: i + 1) != nil)
      || infinitiveFollows(i, frames)
  }

  /// «menace de partir», «reproche aux élus d'avoir menti»: what a verb takes, and a noun does not
  /// without an article.
  private func infinitiveFollows(_ i: Int, _ frames: CueLexicon.Frames) -> Bool {
    if frames.contains(.infinitive), infinitiveStarts(i) { return true }
    guard !frames.isDisjoint(with: [.of, .to]) else { return false }
    for k in i..<min(i + 7, words.count) {
      guard mark(k) == .none else { return false }
      if frames.contains(.of) && role(k).contains(.of)
        || frames.contains(.to) && role(k).contains(.to),
        infinitiveStarts(k + 1)
      {
        return true
      }
      if k == i, isAdverb(k) { continue }
      if k == i, !role(k).contains(.to), !features(k).has(.contracted), !isDeterminer(k) {
        return false
      }
      if role(k).contains(.that) || grammarRole(k).contains(.who) { return false }
    }
    return false
  }

  /// After «quant à lui», else where it was.
  func behindAsFor(_ i: Int) -> Int {
    guard mark(i) == .none, words.key(i) == "quant", role(i + 1).contains(.to) else { return i }
    guard role(i + 2).contains(.strong) else { return nounPhrase(at: i + 2)?.upperBound ?? i }
    return i + 3
  }

  /// After «, pour sa part,»: a short insertion without a verb; else where it was.
  private func behindInsertion(_ i: Int) -> Int {
    guard mark(i) == .comma,
      let close = (i + 1..<min(i + 9, words.count)).first(where: { mark($0) != .none }),
      mark(close) == .comma, !containsFinite(i + 1..<close)
    else { return i }
    return close + 1
  }

  /// «note en outre que»: «que» after adverbs and short phrases.
  private func contentFollows(_ i: Int) -> Bool {
    let i = behindAsFor(i)
    for k in i..<min(i + 6, words.count) {
      if role(k).contains(.that) { return true }
      // «prône encore « … »», «prône en parallèle « … »»
      if k > i, quotation(openingAt: k) != nil {
        return isAdverb(k - 1) || k > i + 1 && grammarRole(i).contains(.prep)
      }
      guard mark(k) == .none, !features(k).has(.finite) || features(k).has(.noun) else {
        return false
      }
      if k == i, !isAdverb(k), !grammarRole(k).contains(.prep), !isTime(k) { return false }
    }
    return false
  }

  private func make(
    _ i: Int, _ list: [CueLexicon.Cue], _ form: Verb.Form, from first: Int
  ) -> Verb? {
    let (start, reflexive, isDenied) = clitics(before: first, of: i, form)
    var negated = isDenied
    var end = i + 1
    var enclitic: Int?
    if features(end).has(.enclitic), features(end).has(.subject) {
      enclitic = end
      end += 1
    }
    if first < i {
      for k in first..<i {
        if features(k).has(.enclitic), features(k).has(.subject) { enclitic = k }
        if grammarRole(k).contains(.ne) { negated = true }
      }
    }
    for cue in list {
      if cue.isReflexive, !reflexive { continue }
      guard !cue.tail.isEmpty else {
        return Verb(
          words: start..<end, core: i..<i + 1, cue: cue, form: form, enclitic: enclitic,
          isReflexive: reflexive, isNegated: negated && denies(start, end))
      }
      guard let tail = tailEnd(of: cue, from: end) else { continue }
      return Verb(
        words: start..<tail, core: i..<tail, cue: cue, form: form,
        enclitic: enclitic, isReflexive: reflexive, isNegated: negated && denies(start, end))
    }
    return nil
  }

  /// Where a light verb ends whose tail follows within four words: «mis une nouvelle fois en garde».
  private func tailEnd(of cue: CueLexicon.Cue, from end: Int) -> Int? {
    var k = end
    var skipped = 0
    while skipped < 4, k < words.count, words.forms[k] != cue.tail[0], mark(k) == .none,
      !isFinite(k)
    {
      k += 1
      skipped += 1
    }
    guard k + cue.tail.count <= words.count,
      zip(k..<k + cue.tail.count, cue.tail).allSatisfy({ words.forms[$0] == $1 })
    else { return nil }
    return k + cue.tail.count
  }

  /// The clitics and negation left of the first word of a verb.
  private func clitics(
    before first: Int, of i: Int, _ form: Verb.Form
  ) -> (start: Int, isReflexive: Bool, isNegated: Bool) {
    var start = first
    var reflexive = false
    var negated = false
    while start > 0, mark(start - 1) == .none, first - start < 5 {
      let g = grammarRole(start - 1)
      if g.contains(.reflexive) {
        reflexive = true
      } else if g.contains(.ne) {
        negated = true
      } else if form == .infinitive && g.contains(.not) {
        start -= 1
        continue
      } else if g.contains(.dative) || g.contains(.clitic) || g.contains(.object) {
        if g.contains(.object), features(start - 1).has(.determiner), form != .infinitive,
          first == i, !features(i).has(.finite)
        {
          break
        }
        if role(start - 1).contains(.subject), !features(start - 2).has(.subject) { break }
      } else {
        break
      }
      start -= 1
    }
    return (start, reflexive, negated)
  }

  /// «ne … pas»; «ne … que» restricts and does not deny.
  private func denies(_ start: Int, _ end: Int) -> Bool {
    (start..<min(end + 3, words.count)).contains { grammarRole($0).contains(.not) }
  }
}
