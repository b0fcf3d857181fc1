import Languages
import Press

/// Who acts: the subject of a verb, through relative clauses, «et» and infinitives.
extension RelationReader {
  mutating func subject(of n: Int) -> [Party] {
    if let known = subjectCache[n] { return known }
    subjectCache[n] = []  // a ring of verbs ends here
    let found = findSubject(of: n)
    subjectCache[n] = found
    return found
  }

  private mutating func findSubject(of n: Int) -> [Party] {
    let group = groups[n]
    switch group.kind {
    case .infinitive: return infinitiveSubject(of: n)
    case .gerund: return gerundSubject(of: n)
    case .participle:
      let features = words[group.head].features
      return nounBefore(
        group.words.lowerBound,
        plural: features.has(.plural) == features.has(.singular) ? nil : features.has(.plural))
    case .finite: break
    }
    if let clitic = group.subjectClitic { return antecedent(ofFirstOrThirdPerson: clitic) }
    var i = group.words.lowerBound - 1
    while i >= sentence.lowerBound, isAdverb(i) { i -= 1 }
    guard i >= sentence.lowerBound else { return inverted(group) }
    if role(i).contains(.who),
      lexicon.isFrench || i > sentence.lowerBound && self.group(at: i - 1) == nil
    {
      return nounBefore(i, plural: group.isPlural)
    }
    // «…», a déclaré le ministre»: after a quotation the subject follows.
    let quote =
      words[i].mark == .comma && i > sentence.lowerBound ? words[i - 1].mark : words[i].mark
    if quote == .closeQuote || quote == .straightQuote
      || words[i].mark == .comma && lexicon.role(group.lemma).contains(.say)
        && !(lexicon.verbs[group.lemma]?.contains { $0.frames.contains(-2) } ?? false)
    {
      let found = inverted(group)
      if !found.isEmpty { return found }
    }
    let found = leftSubject(of: n, from: i)
    return found ?? inverted(group)
  }

  /// Walks left for a noun phrase without preposition; nil when the clause starts with the verb.
  private mutating func leftSubject(of n: Int, from start: Int) -> [Party]? {
    let group = groups[n]
    var i = start
    var passedAnd = false
    let startsBehindComma = words[start].mark == .comma
    /// «…, et a lancé»: a comma comes before «et».
    var afterComma = false
    var steps = 0
    while i >= sentence.lowerBound, steps < 70 {
      steps += 1
      let word = words[i]
      if let v = self.group(at: i), v != n {
        let other = groups[v]
        if other.kind != .finite {
          i = other.words.lowerBound - 1
          while i >= sentence.lowerBound, role(i).contains(.prep) || role(i).contains(.link) {
            i -= 1
          }
          continue
        }
        let differs =
          group.isPlural != nil && other.isPlural != nil && group.isPlural != other.isPlural
        if !passedAnd || differs || afterComma, let opener = relativeOpener(of: v) {
          i = opener - 1
          continue
        }
        if passedAnd, differs {
          i = other.words.lowerBound - 1
          continue
        }
        return passedAnd ? subject(of: v) : []
      }
      switch word.mark {
      case .closeBracket:
        i = opening(of: i) - 1
        continue
      case .semicolon, .colon, .openBracket: return []
      case .none: break
      default:
        i -= 1
        continue
      }
      let role = role(i)
      if let mention = names.mention(at: i) {
        let it = names.mentions[mention]
        if it.isAdjective {
          i = it.words.lowerBound - 1
          continue
        }
        let lead = lead(of: mention)
        if lead.prep >= 0 || it.form == .place || isPossessor(mention) {
          i = lead.before
          continue
        }
        if lead.before > sentence.lowerBound,
          ["comme", "like", "including", "dont"].contains(words.key(lead.before)),
          // «dont le parti a perdu»: that one is the subject.
          words.key(lead.before) != "dont" || it.whole.upperBound != group.words.lowerBound
        {
          i = lead.before - 1
          continue
        }
        if lead.before - 1 > sentence.lowerBound, isThing(lead.before), !lexicon.isFrench,
          ["like", "including"].contains(words.key(lead.before - 1))
        {
          i = lead.before - 2  // “including helicopter gunships”
          continue
        }
        if let v = self.group(at: lead.before), v != n, groups[v].kind == .infinitive {
          i = groups[v].words.lowerBound - 1  // “the decision to attack X was”: X is no subject
          continue
        }
        if let v = modifier(endingAt: lead.before), v != n {
          i = groups[v].words.lowerBound - 1  // “rebels using drones attacked”
          continue
        }
        if passedAnd || startsBehindComma, isObject(lead) {
          i = lead.before  // «a critiqué X et a accusé Y»: X is no subject
          continue
        }
        if startsBehindComma, let named = named(beforeAppositionAt: lead.start) {
          return group.isPlural == true ? joinedLeft(named) : [party(named)]
        }
        if let v = self.group(at: lead.before), lexicon.role(groups[v].lemma).contains(.be),
          passedAnd
        {
          return subject(of: v)  // «n'est pas membre de X et n'a pas signé»
        }
        // «X, ministre de Y, accuse»: the office is no subject of its own.
        if it.form == .office || it.form == .group, let holder = holder(ofOfficeAt: i) {
          return group.isPlural == true ? joinedLeft(holder) : [party(holder)]
        }
        return group.isPlural == false ? [party(mention)] : joinedLeft(mention)
      }
      if role.contains(.and) {
        passedAnd = true
        if i > sentence.lowerBound, words[i - 1].mark == .comma { afterComma = true }
        i -= 1
        continue
      }
      if role.contains(.pronoun), !role.contains(.object) || words[i].features.has(.subject) {
        if role.contains(.dative), !words[i].features.has(.subject) {
          i -= 1
          continue
        }
        return antecedent(ofFirstOrThirdPerson: i)
      }
      if role.contains(.boundary) || role.contains(.that) {
        // «que réclame Paris»
        return i == start ? nil : []
      }
      if role.contains(.who) { return nounBefore(i, plural: group.isPlural) }
      if isThing(i) {
        let lead = lead(from: i)
        if lead.prep >= 0 {
          i = lead.before
          continue
        }
        if role.contains(.quantity), let mention = complement(of: i) { return [party(mention)] }
        if passedAnd || startsBehindComma, isObject(lead) {
          i = lead.before
          continue
        }
        if startsBehindComma, let named = named(beforeAppositionAt: lead.start) {
          return [party(named)]
        }
        if let v = modifier(endingAt: lead.before), v != n {
          i = groups[v].words.lowerBound - 1  // “rebels using drones attacked”
          continue
        }
        if lead.start < i || !word.features.has([.verb, .adjective]) { return [] }
      }
      i -= 1
    }
    return steps == 0 ? nil : i < sentence.lowerBound ? nil : []
  }

  /// True for a phrase right after a verb other than «être»: its direct object.
  private func isObject(_ lead: Lead) -> Bool {
    var k = lead.before
    while k >= sentence.lowerBound, isAdverb(k) { k -= 1 }
    guard let v = group(at: k) else { return false }
    return !lexicon.role(groups[v].lemma).contains(.be) && groups[v].subjectClitic == nil
  }

  /// The gerund that ends at word `i`, or before adjectives there, and stands right after a noun:
  /// “rebels using stolen drones”.
  private func modifier(endingAt i: Int) -> Int? {
    guard !lexicon.isFrench else { return nil }
    var k = i
    while k > sentence.lowerBound, i - k < 3,
      group(at: k).map({ groups[$0].kind != .gerund }) ?? true,
      words[k].isWord, words[k].features.has([.adjective, .pastParticiple])
    {
      k -= 1
    }
    guard let v = group(at: k), groups[v].kind == .gerund else { return nil }
    let before = groups[v].words.lowerBound - 1
    guard sentence.contains(before), words[before].isWord, group(at: before) == nil,
      isThing(before) || names.mention(at: before) != nil
    else { return nil }
    return v
  }

  /// The name that an apposition explains: «[Pakistan], allié de longue date, a refusé».
  private func named(beforeAppositionAt start: Int) -> Int? {
    guard start - 1 > sentence.lowerBound, words[start - 1].mark == .comma,
      let found = mentionEnding(at: start - 1), lead(of: found).prep < 0
    else { return nil }
    return found
  }

  /// Whom a subject pronoun means: for «nous» and «je» the one who speaks.
  mutating func antecedent(ofFirstOrThirdPerson i: Int) -> [Party] {
    if ["nous", "je", "j'", "we", "i", "-nous", "-je"].contains(words.key(i)),
      let source = speaker(over: i..<i + 1)
    {
      return [Party(source: source, words: i..<i + 1, isPronoun: true)]
    }
    return pronoun(at: i).map { [$0] } ?? []
  }

  /// The holder whose office («ministre de Y») holds the word at `i`.
  func holder(ofOfficeAt i: Int) -> Int? {
    names.office(holding: i) { !$0.holders.isEmpty && $0.construction != "title" }?.holders.first
  }

  /// The mention after «de» right after a noun.
  func complement(of noun: Int) -> Int? {
    var k = noun + 1
    while sentence.contains(k), isAdjectiveWord(k) || adjective(at: k) != nil { k += 1 }
    guard base(k) == lexicon.of else { return nil }
    k += 1
    while sentence.contains(k), role(k).contains(.det) || words[k].mark == .number { k += 1 }
    if let mention = actor(at: k) { return mention }
    return role(k).contains(.quantity) ? complement(of: k) : nil
  }

  /// The bracket that opens what closes at `i`.
  private func opening(of i: Int) -> Int {
    var k = i - 1
    while k > sentence.lowerBound, words[k].mark != .openBracket { k -= 1 }
    return k
  }

  /// A subject after its verb: «a déclaré le ministre», «que réclame Paris».
  private func inverted(_ group: VerbGroup) -> [Party] {
    var k = group.words.upperBound
    var steps = 0
    while sentence.contains(k), steps < 5 {
      if isAdverb(k) || role(k).contains(.det) && !role(k).contains(.prep)
        || words[k].mark == .number
      {
        k += 1
      } else if isAdjectiveWord(k), self.group(at: k) == nil, actor(at: k) == nil {
        k += 1
      } else {
        break
      }
      steps += 1
    }
    guard let mention = actor(at: k) else { return [] }
    if names.mentions[mention].form == .office, let holder = heldBehind(k) {
      return [party(holder)]
    }
    return joinedRight(mention)
  }

  private func heldBehind(_ i: Int) -> Int? {
    names.office(holding: i) { !$0.holders.isEmpty }?.holders.first
  }

  /// The word that opens the relative clause of a finite verb: its «qui», «que», «dont».
  mutating func relativeOpener(of v: Int) -> Int? {
    let group = groups[v]
    var k = group.words.lowerBound - 1
    while k >= sentence.lowerBound, isAdverb(k) { k -= 1 }
    if k > sentence.lowerBound, role(k).contains(.who) {
      return lexicon.isFrench || self.group(at: k - 1) == nil ? k : nil
    }
    if k > sentence.lowerBound, role(k).contains(.that), self.group(at: k - 1) == nil { return k }
    guard let first = subject(of: v).first, !first.isPronoun else {
      // «qu'il accuse»
      if k > sentence.lowerBound, role(k).contains(.pronoun), role(k - 1).contains(.that),
        self.group(at: k - 2) == nil, k - 2 >= sentence.lowerBound, words[k - 2].isWord
      {
        return k - 1
      }
      // «dont la grand-mère était»: a thing is the subject.
      var steps = 0
      while k > sentence.lowerBound, steps < 6, words[k].isWord, self.group(at: k) == nil {
        if role(k).contains(.that) || role(k).contains(.who), self.group(at: k - 1) == nil {
          return k
        }
        k -= 1
        steps += 1
      }
      return nil
    }
    let start = lead(of: first.mention).start - 1
    guard start > sentence.lowerBound, start < group.words.lowerBound, role(start).contains(.that),
      self.group(at: start - 1) == nil
    else { return nil }
    return start
  }

  /// The name before a relative word or participle, of the right number.
  func nounBefore(_ i: Int, plural: Bool?) -> [Party] {
    var k = i - 1
    var steps = 0
    while k >= sentence.lowerBound, steps < 25 {
      steps += 1
      if words[k].mark == .closeBracket {
        k = opening(of: k) - 1
        continue
      }
      if !words[k].isWord {
        if words[k].mark == .semicolon || words[k].mark == .colon || words[k].mark == .openBracket {
          return []
        }
        k -= 1
        continue
      }
      if let mention = names.mention(at: k) {
        let it = names.mentions[mention]
        if it.isAdjective {
          // «l'Allemagne … dix-huit Saoudiens»: an adjective belongs to the noun before it.
          k = it.words.lowerBound - 1
          continue
        }
        if let holder = holder(ofOfficeAt: k) { return [party(holder)] }
        if lead(of: mention).prep == lexicon.between { return [] }
        let all = joinedLeft(mention)
        let isPlural = it.isPlural || names.genders[it.source].isPlural
        if plural == true, !isPlural, all.count == 1 {
          k = lead(of: mention).before
          continue
        }
        if plural == false, isPlural, names.sources[it.source].kind == .group {
          k = lead(of: mention).before
          continue
        }
        return plural == false ? [party(mention)] : all
      }
      if group(at: k) != nil || role(k).contains(.boundary) { return [] }
      if isThing(k) {
        // «les frappes du régime qui ont tué»: the thing, not its owner, is what «qui» means.
        let lead = lead(from: k)
        if plural == nil || words[k].features.has(.plural) == plural || lead.prep < 0 { return [] }
      }
      k -= 1
    }
    return []
  }

  /// Who acts in a passive: what comes after «par».
  mutating func agents(of n: Int) -> [Party] {
    behind(lexicon.by, of: n, for: .accuse, owned: false, before: nil)
  }
}
