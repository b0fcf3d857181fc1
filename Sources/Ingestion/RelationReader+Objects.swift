import Languages
import Press

/// Towards whom: direct objects, objects behind a preposition, and owners of what is named.
extension RelationReader {
  /// Classes that a thing may receive for its owner: «saluer la réaction des autorités».
  private func isOwnable(_ kind: RelationClass) -> Bool {
    switch kind {
    case .support, .criticise, .accuse, .reject, .demand, .attack, .yield, .protest, .agree,
      .mobilise:
      true
    default: false
    }
  }

  /// The direct object of a verb: with `owned`, also the owner of a thing; stops before word `limit`.
  mutating func direct(
    of n: Int, for kind: RelationClass, owned: Bool, from start: Int? = nil,
    before limit: Int? = nil
  ) -> [Party] {
    let group = groups[n]
    if let clitic = group.objectClitic {
      let subject = subject(of: n)
      return pronoun(at: clitic, not: subject).map { [$0] } ?? []
    }
    // «que Paris soutient»
    if group.kind == .finite, let opener = relativeOpener(of: n),
      words.forms[opener] == lexicon.whom
        || words.key(opener) == "qu'" || (!lexicon.isFrench && role(opener).contains(.that))
    {
      let who = nounBefore(opener, plural: nil)
      if !who.isEmpty, subject(of: n).first?.source != who.first?.source { return who }
    }
    var k = start ?? group.words.upperBound
    let end = min(limit ?? sentence.upperBound, sentence.upperBound)
    var steps = 0
    while k < end, steps < 18 {
      steps += 1
      let word = words[k]
      if let v = self.group(at: k), v != n {
        return []
      }
      switch word.mark {
      case .none: break
      case .number where base(k + 1) == lexicon.of:
        // «18 de ces migrants»
        var j = k + 2
        while sentence.contains(j), self.role(j).contains(.det) { j += 1 }
        if let mention = actor(at: j) { return [party(mention)] }
        k += 1
        continue
      case .openQuote, .closeQuote, .straightQuote, .singleQuote, .number:
        k += 1
        continue
      case .comma:
        // «a critiqué, mardi, la Russie»
        guard let close = (k + 1..<min(k + 7, end)).first(where: { words[$0].mark == .comma }),
          (k + 1..<close).allSatisfy({
            isAdverb($0) || self.role($0).contains(.prep) || self.role($0).contains(.det)
              || isThing($0)
          }),
          close + 1 < end
        else { return [] }
        k = close + 1
        continue
      default: return []
      }
      if let number = numberBehindQualifier(at: k) {
        k = number  // “more than 100 soldiers”
        continue
      }
      let role = role(k)
      if !lexicon.isFrench, role.contains(.object) || role.contains(.pronoun), !role.contains(.det),
        !role.contains(.possessive)
      {
        return pronoun(at: k, not: subject(of: n)).map { [$0] } ?? []
      }
      if let mention = names.mention(at: k) {
        let it = names.mentions[mention]
        if it.isAdjective || isPossessor(mention) || actor(at: k) == nil {
          if !lexicon.isFrench, owned, isOwnable(kind), it.isAdjective || actor(at: k) != nil {
            return [party(mention)]
          }
          k = it.words.upperBound
          continue
        }
        if it.form == .place, kind != .attack { return [] }
        return joinedRight(mention)
      }
      if role.contains(.boundary) && !role.contains(.prep) || role.contains(.who)
        || role.contains(.and)
      {
        return []
      }
      if isAdverb(k) || role.contains(.not) {
        k += 1
        continue
      }
      if role.contains(.prep), !(role.contains(.det) && word.traits.has(.indefinite)) {
        // Over «sur Twitter», «avec virulence»; a complement with «de» ends the search.
        if base(k) == lexicon.of { return [] }
        k = endOfPhrase(behind: k)
        continue
      }
      if role.contains(.det) || isAdjectiveWord(k) && !word.traits.has(.mostlyNoun) {
        k += 1
        continue
      }
      if isThing(k) || words[k].traits.has(.noun) {
        if role.contains(.quantity), let mention = complement(of: k) { return joinedRight(mention) }
        if let named = nameBehind(k) { return joinedRight(named) }
        if !lexicon.isFrench, isThing(k + 1), names.mention(at: k + 1) == nil,
          self.group(at: k + 1) == nil
        {
          k += 1  // “war crimes by X”: the last noun of a compound
          continue
        }
        return owned && isOwnable(kind) ? owners(of: k, for: kind) : []
      }
      k += 1
    }
    return []
  }

  /// The person named right behind a noun: «son rival [Jan Holm]».
  private func nameBehind(_ noun: Int) -> Int? {
    var j = noun + 1
    while sentence.contains(j), isAdjectiveWord(j) || adjective(at: j) != nil { j += 1 }
    guard words.count > j, words[j].isCapital, let mention = actor(at: j),
      names.sources[names.mentions[mention].source].kind != .state,
      names.mentions[mention].form == .name || names.mentions[mention].form == .short,
      names.mentions[mention].words.lowerBound == j
    else { return nil }
    return mention
  }

  /// Who did what the noun at `i` names, when «de» behind it marks the one who suffered: nil for any
  /// other noun, nobody when it is not told («l'assassinat de X»).
  private func doers(of i: Int) -> [Party]? {
    guard let found = lexicon.nounPhrases.longest(in: words.forms, from: i) else { return nil }
    let noun = lexicon.nouns[Int(found.value)]
    guard !noun.isStanding, !noun.isReciprocal, !noun.subjects.contains(lexicon.of),
      noun.class == .attack || noun.class == .coerce || noun.class == .sanction
        || noun.class == .dismiss || noun.class == .appoint || noun.class == .yield
    else { return nil }
    var k = i + found.count
    while sentence.contains(k), k < i + 14, group(at: k).map({ groups[$0].kind != .finite }) ?? true
    {
      if base(k) == lexicon.by {
        k += 1
        while sentence.contains(k), role(k).contains(.det) || words[k].mark == .number { k += 1 }
        return actor(at: k).map { joinedRight($0, prep: lexicon.by) } ?? []
      }
      if words[k].mark == .comma || words[k].mark == .semicolon { break }
      k += 1
    }
    // «l'assassinat danois de X»
    return adjective(at: i + found.count).map { [party($0)] } ?? []
  }

  /// The word after the phrase that a preposition at `i` opens.
  func endOfPhrase(behind i: Int) -> Int {
    var k = i + 1
    // «appeler à ce que»: no phrase, a clause.
    if sentence.contains(k + 1), role(k + 1).contains(.boundary) { return sentence.upperBound }
    while sentence.contains(k),
      role(k).contains(.det) || words[k].mark == .number
        || isAdjectiveWord(k) && names.mention(at: k) == nil || words[k].mark == .openQuote
    {
      k += 1
    }
    guard sentence.contains(k) else { return k }
    if let mention = names.mention(at: k) {
      return max(k + 1, names.mentions[mention].words.upperBound)
    }
    k += 1
    while sentence.contains(k), group(at: k) == nil, isAdjectiveWord(k) || adjective(at: k) != nil {
      k += 1
    }
    return k
  }

  /// Who owns the thing named at `noun`: its demonym, «de X», or the X of the event it names.
  func owners(of noun: Int, for kind: RelationClass) -> [Party] {
    var k = noun + 1
    var adjectives: [Party] = []
    // English: “Haiti's efforts”, “American policy”.
    if !lexicon.isFrench {
      var b = noun - 1
      while b >= sentence.lowerBound, noun - b < 5, words[b].isWord, group(at: b) == nil {
        if let mention = names.mention(at: b) {
          if names.mentions[mention].isAdjective || isPossessor(mention) { return [party(mention)] }
          if actor(at: b) != nil { break }
        }
        b -= 1
      }
    }
    if kind != .attack, kind != .mobilise, let found = doers(of: noun),
      lexicon.isFrench || !found.isEmpty || base(noun + 1) == lexicon.of
    {
      return found
    }
    while sentence.contains(k) {
      if let mention = adjective(at: k) {
        adjectives.append(party(mention))
        k = names.mentions[mention].words.upperBound
      } else if role(k).contains(.and) && !adjectives.isEmpty && adjective(at: k + 1) != nil {
        k += 1
      } else if isAdjectiveWord(k) || words[k].mark == .closeQuote || words[k].mark == .openQuote
        || words[k].mark == .straightQuote
      {
        if group(at: k) != nil, !isAdjectiveWord(k) { break }
        k += 1
      } else {
        break
      }
    }
    if !adjectives.isEmpty { return adjectives }
    var depth = 0
    while sentence.contains(k), depth < 6 {
      if words[k].mark == .closeQuote || words[k].mark == .straightQuote {
        k += 1
        depth += 1
        continue
      }
      if base(k) == lexicon.between {
        var j = k + 1
        while sentence.contains(j), role(j).contains(.det) { j += 1 }
        return actor(at: j).map { joinedRight($0, prep: lexicon.between) } ?? []
      }
      // «un partenariat à grande échelle et toujours plus étroit entre A et B»
      if lexicon.isFrench, base(k) == lexicon.to, names.mention(at: k + 1) == nil,
        isThing(k + 1) || isAdjectiveWord(k + 1)
      {
        k = endOfPhrase(behind: k)
        depth += 1
        continue
      }
      if role(k).contains(.and), isAdverb(k + 1) || isAdjectiveWord(k + 1),
        names.mention(at: k + 1) == nil
      {
        k += 1
        while sentence.contains(k), names.mention(at: k) == nil,
          isAdverb(k) || isAdjectiveWord(k) || words[k].traits.has(.pastParticiple)
        {
          k += 1
        }
        depth += 1
        continue
      }
      // «la défense et la coopération entre A et B»
      if role(k).contains(.and), depth == 0 {
        var j = k + 1
        while sentence.contains(j), role(j).contains(.det) { j += 1 }
        guard isThing(j), names.mention(at: j) == nil else { return [] }
        k = j + 1
        while sentence.contains(k), isAdjectiveWord(k), adjective(at: k) == nil { k += 1 }
        depth += 1
        continue
      }
      guard
        base(k) == lexicon.of
          || !lexicon.isFrench && (base(k) == lexicon.by || base(k) == lexicon.from)
      else { return [] }
      depth += 1
      k += 1
      while sentence.contains(k),
        role(k).contains(.det) || words[k].mark == .number || words[k].mark == .openQuote
      { k += 1 }
      if let mention = actor(at: k) {
        if names.mentions[mention].form == .place { return [] }
        return joinedRight(mention, prep: lexicon.of)
      }
      while sentence.contains(k), isAdjectiveWord(k), group(at: k) == nil { k += 1 }
      guard isThing(k) else { return [] }
      k += 1
      while sentence.contains(k), isAdjectiveWord(k) || adjective(at: k) != nil {
        if let mention = adjective(at: k) { return [party(mention)] }
        k += 1
      }
    }
    return []
  }

  /// The object behind the preposition `prep`.
  mutating func behind(
    _ prep: Int32, of n: Int, for kind: RelationClass, owned: Bool, from start: Int? = nil,
    before limit: Int? = nil
  ) -> [Party] {
    let group = groups[n]
    if prep == lexicon.to, let clitic = group.dativeClitic {
      let subject = subject(of: n)
      return pronoun(at: clitic, not: subject).map { [$0] } ?? []
    }
    var k = start ?? group.words.upperBound
    let end = min(limit ?? sentence.upperBound, sentence.upperBound)
    var steps = 0
    var commas = 0
    let reach = kind == .demand && prep == lexicon.to ? 9 : 24
    while k < end, steps < reach {
      steps += 1
      if let v = self.group(at: k), v != n {
        if groups[v].kind == .participle {
          k = groups[v].words.upperBound
          continue
        }
        return []
      }
      switch words[k].mark {
      case .semicolon, .colon: return []
      case .comma:
        commas += 1
        if commas > 2 { return [] }
      default: break
      }
      let role = role(k)
      if role.contains(.boundary), !role.contains(.prep) { return [] }
      if role.contains(.who) { return [] }
      if base(k) == prep,
        !(role.contains(.det) && words[k].traits.has(.indefinite) && start == nil
          && k == group.words.upperBound && prep != lexicon.of)
      {
        var j = k + 1
        if sentence.contains(j), self.role(j).contains(.prep),
          !self.role(j).contains(.det) || base(j) == lexicon.of, base(k) != lexicon.of
        {
          j += 1
        }
        while j < end,
          self.role(j).contains(.det) || words[j].mark == .number || words[j].mark == .openQuote
            || words[j].mark == .straightQuote
            || isAdjectiveWord(j) && names.mention(at: j) == nil && self.group(at: j) == nil
        {
          j += 1
        }
        if j < end {
          if !lexicon.isFrench, role_(j, .object), !role_(j, .det) {
            return pronoun(at: j, not: subject(of: n)).map { [$0] } ?? []
          }
          if let mention = names.mention(at: j),
            names.mentions[mention].isAdjective || actor(at: j) != nil,
            !names.mentions[mention].isAdjective || !lexicon.isFrench,
            lexicon.isFrench || j > k + 1 || prep != lexicon.to || words[j].isCapital
              || !words[j].traits.has(.infinitive)
          {
            let it = names.mentions[mention]
            if it.form != .place || prep == lexicon.to && kind != .consult
              || kind == .mobilise || kind == .attack || kind == .yield
            {
              return joinedRight(mention, prep: prep)
            }
          } else if self.group(at: j) == nil, isThing(j) {
            if role_(j, .quantity), let mention = complement(of: j) { return [party(mention)] }
            if owned, isOwnable(kind) {
              let found = owners(of: j, for: kind)
              if !found.isEmpty { return found }
            }
          }
        }
      }
      k += 1
    }
    return []
  }

  @inline(__always)
  private func role_(_ i: Int, _ one: RelationLexicon.Role) -> Bool { role(i).contains(one) }
}
