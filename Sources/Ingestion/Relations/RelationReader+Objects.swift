import Languages
import Press

/// Towards whom: direct objects, objects after a preposition, and owners of what is named.
extension RelationReader {
  /// Classes that a thing may receive for its owner: «saluer la réaction des autorités».
  func isOwnable(_ kind: RelationClass) -> Bool {
    switch kind {
    case .support, .criticise, .accuse, .reject, .demand, .attack, .yield, .protest, .agree,
      .mobilise, .sanction:
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
      if !who.isEmpty, subject(of: n).first?.source != who.first?.source, !isAddressee(who[0]) {
        return who
      }
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
        return bodies(of: mention) ?? joinedRight(mention)
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
      if role.contains(.prep), !(role.contains(.det) && word.features.has(.indefinite)) {
        // Over «sur Twitter», «avec virulence»; a complement with «de» ends the search.
        // unless it only says whence: «a exclu de ses rangs X».
        if base(k) == lexicon.of,
          !(lexicon.isFrench && sentence.contains(k + 2) && self.role(k + 1).contains(.possessive)
            && isThing(k + 2))
        {
          return []
        }
        k = endOfPhrase(behind: k)
        continue
      }
      if role.contains(.det) || isAdjectiveWord(k) && !word.features.has(.mostlyNoun) {
        k += 1
        continue
      }
      if isThing(k) || words[k].features.has(.noun) {
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

  /// Those for whom delegates stand: «des représentants de A, de B et de C».
  private func bodies(of mention: Int) -> [Party]? {
    let it = names.mentions[mention]
    guard it.words.count == 1, role(it.words.lowerBound).contains(.delegate) else { return nil }
    var k = it.words.upperBound
    let prep = base(k)
    guard prep == lexicon.of || prep == lexicon.from else { return nil }
    k += 1
    while sentence.contains(k), role(k).contains(.det) { k += 1 }
    guard let body = actor(at: k), names.mentions[body].form != .place else { return nil }
    return joinedRight(body, prep: prep)
  }

  /// True for whom something is told: “told the council that she had met nobody”.
  private func isAddressee(_ party: Party) -> Bool {
    guard !lexicon.isFrench, party.mention >= 0,
      let v = group(at: lead(of: party.mention).before)
    else { return false }
    return lexicon.role(groups[v].lemma).contains(.say)
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

  /// The object after the preposition `prep`.
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
        !(role.contains(.det) && words[k].features.has(.indefinite) && start == nil
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
              || !words[j].features.has(.infinitive)
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
