import Languages
import Press

/// Nouns that name someone by a bond: «Moscou, allié de Damas», «son rival X», «la femme de X».
extension RelationReader {
  mutating func readRelationalNouns() {
    var i = sentence.lowerBound
    while i < sentence.upperBound {
      guard words[i].isWord, let found = lexicon.nounPhrases.longest(in: words.forms, from: i),
        group(at: i).map({ groups[$0].kind == .participle }) ?? true || names.mention(at: i) != nil
      else {
        i += 1
        continue
      }
      let noun = lexicon.nouns[Int(found.value)]
      let trigger = i..<(i + found.count)
      i = trigger.upperBound
      if noun.isRelational { read(noun, at: trigger) }
    }
  }

  /// How many words a name inside another one has at most.
  private static let longestName = 12

  private mutating func read(_ noun: RelationLexicon.Noun, at trigger: Range<Int>) {
    let own = actor(at: trigger.lowerBound)
    var lead = lead(from: own.map { names.mentions[$0].whole.lowerBound } ?? trigger.lowerBound)
    if own != nil, lead.possessive == nil { lead = self.lead(from: trigger.lowerBound) }
    // The other one: «de X», the possessor, a demonym.
    var others: [Party] = []
    var k = trigger.upperBound
    while sentence.contains(k), group(at: k) == nil {
      if let mention = adjective(at: k) {
        k = names.mentions[mention].words.upperBound
      } else if isAdjectiveWord(k) || isAdverb(k) && !role(k).contains(.prep) {
        k += 1
      } else {
        break
      }
    }
    if base(k) == lexicon.of, sentence.contains(k + 2), words.key(k + 2) == "date" { k += 3 }
    while sentence.contains(k), words[k].mark == .closeQuote || words[k].mark == .straightQuote {
      k += 1
    }
    if base(k) == lexicon.of || base(k) == lexicon.to && noun.class == .reject {
      var j = k + 1
      while sentence.contains(j), role(j).contains(.det) || words[j].mark == .number { j += 1 }
      if let mention = actor(at: j) {
        others = joinedRight(mention, prep: lexicon.of)
        if noun.class == .memberOf { others = others.map(bodyOfOffice) }
        k = others.last.map { names.mentions[$0.mention].whole.upperBound } ?? j + 1
      } else if let office = names.office(holding: j, where: { !$0.holders.isEmpty }) {
        others = [party(office.holders[0])]
        k = office.words.upperBound
      }
    }
    var rule = noun.class == .kin ? "kin" : "bond"
    if others.isEmpty, let word = lead.possessive {
      let other = possessor(at: word)
      if let other { others = [other] }
      rule += "-possessive"
    }
    if others.isEmpty, !lexicon.isFrench, trigger.lowerBound > sentence.lowerBound {
      // “Russia's ally”, “a U.S. ally”.
      var b = trigger.lowerBound - 1
      while b > sentence.lowerBound, trigger.lowerBound - b < 5, words[b].isWord {
        if let mention = names.mentions(in: b - Self.longestName..<b + 1).first(where: {
          names.mentions[$0].isInside && names.mentions[$0].words.contains(b)
        }) ?? names.mention(at: b), mention != own {
          others = [party(mention)]
          if own == nil { lead = self.lead(from: names.mentions[mention].words.lowerBound) }
          break
        }
        guard words.key(b) == "'s" || isAdjectiveWord(b) else { break }
        b -= 1
      }
    }
    guard !others.isEmpty else { return }
    // The one so named: the name after it, the name before a comma, the subject of «être», itself.
    var subjects: [Party] = []
    if let mention = actor(at: k),
      names.mentions[mention].whole.lowerBound == k
        || names.mentions[mention].words.lowerBound == k, own != mention
    {
      subjects = [party(mention)]
    } else if sentence.contains(k), words[k].mark == .comma, let mention = actor(at: k + 1),
      names.sources[names.mentions[mention].source].kind == .person,
      names.mentions[mention].words.upperBound >= sentence.upperBound
        || !words[min(names.mentions[mention].words.upperBound, words.count - 1)].isWord
        || group(at: names.mentions[mention].words.upperBound) != nil
    {
      subjects = [party(mention)]
    }
    if subjects.isEmpty, lead.start == sentence.lowerBound, sentence.contains(k),
      words[k].mark == .comma
    {
      // «Allié de Kampala, le Burundi a …»
      var j = k + 1
      while sentence.contains(j), role(j).contains(.det), !role(j).contains(.prep) { j += 1 }
      if let mention = actor(at: j), let v = group(at: names.mentions[mention].whole.upperBound),
        groups[v].kind == .finite
      {
        subjects = [party(mention)]
      }
    }
    if subjects.isEmpty {
      var b = lead.start - 1
      while b > sentence.lowerBound, isAdjectiveWord(b) { b -= 1 }
      if b > sentence.lowerBound, words[b].mark == .comma || words[b].mark == .openBracket {
        if let mention = mentionEnding(at: b) { subjects = [party(mention)] }
      } else if b >= sentence.lowerBound, let v = group(at: b),
        !lexicon.role(groups[v].lemma).isDisjoint(with: [.be, .copula])
      {
        subjects = subject(of: v)
      }
    }
    if subjects.isEmpty, let own { subjects = [party(own)] }
    if subjects.isEmpty, let before = actor(at: trigger.lowerBound - 1) {
      // «deux puissances ennemies des États-Unis»
      subjects = [party(before)]
    }
    if noun.class == .memberOf {
      others.removeAll { other in subjects.contains { $0.words.overlaps(other.words) } }
    }
    guard !subjects.isEmpty else { return }
    let negated = group(at: lead.start - 1).map { groups[$0].isNegated } ?? false
    emit(subjects, noun.class, others, trigger: trigger, by: nil, rule: rule, negated: negated)
  }

  /// «membre de l'Otan» read as an office: the body it is held in.
  func bodyOfOffice(_ party: Party) -> Party {
    guard party.mention >= 0, names.mentions[party.mention].form == .office,
      let office = names.offices.first(where: {
        $0.words.overlaps(party.words) && !$0.bodies.isEmpty
      })
    else { return party }
    return self.party(office.bodies[0])
  }
}
