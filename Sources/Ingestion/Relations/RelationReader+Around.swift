import Languages
import Press

/// What stands around a noun of relation.
extension RelationReader {
  /// What stands around a noun of relation.
  struct Around {
    var before: [Party] = []
    var possessive: Int?
    var adjectives: [Party] = []
    var of: [Party] = []
    var by: [Party] = []
    var with: [Party] = []
    var between: [Party] = []
    /// After one of the noun's object prepositions.
    var objects: [Party] = []
    var end: Int
  }

  func around(_ noun: RelationLexicon.Noun, _ trigger: Range<Int>) -> Around {
    var it = Around(end: trigger.upperBound)
    let lead = lead(from: trigger.lowerBound)
    it.possessive = lead.possessive
    if !lexicon.isFrench, !role(trigger.lowerBound).contains(.prep) {
      // “Russian attacks”, “Iran's deliveries”, “U.S. sanctions”.
      var b = trigger.lowerBound - 1
      while b >= sentence.lowerBound, trigger.lowerBound - b < 6, words[b].isWord,
        group(at: b) == nil
      {
        if let mention = names.mention(at: b) {
          it.before = [party(mention)]
          var first = names.mentions[mention].words.lowerBound - 1
          while first > sentence.lowerBound,
            role(first).contains(.and) || words[first].mark == .comma,
            let other = names.mention(at: first - 1)
          {
            it.before.insert(party(other), at: 0)
            first = min(first - 1, names.mentions[other].words.lowerBound - 1)
          }
          break
        }
        if role(b).contains(.prep) || role(b).contains(.det) && !role(b).contains(.possessive) {
          break
        }
        b -= 1
      }
    }
    var k = trigger.upperBound
    // Adjectives, demonyms among them.
    while sentence.contains(k) {
      if let mention = adjective(at: k), lexicon.isFrench {
        it.adjectives.append(party(mention))
        k = names.mentions[mention].words.upperBound
      } else if !it.adjectives.isEmpty, role(k).contains(.and) || words[k].mark == .comma,
        adjective(at: k + 1) != nil
      {
        k += 1
      } else if words[k].isWord, group(at: k) == nil,
        isAdjectiveWord(k) || isAdverb(k) && !role(k).contains(.prep)
      {
        k += 1
      } else if words[k].mark == .openQuote || words[k].mark == .closeQuote
        || words[k].mark == .straightQuote
      {
        k += 1
      } else {
        break
      }
    }
    // Complements.
    /// Nothing but «de …» so far, so that another «de» still belongs to the noun.
    var onlyOf = true
    var phrases = 0
    while sentence.contains(k), phrases < 6 {
      phrases += 1
      if words[k].mark == .closeQuote || words[k].mark == .openQuote
        || words[k].mark == .straightQuote
      {
        k += 1
        continue
      }
      if let v = group(at: k) {
        // «sanctions imposées par l'UE à la Russie»: over a participle.
        guard groups[v].kind == .participle else { break }
        k = groups[v].words.upperBound
        continue
      }
      if role(k).contains(.and), sentence.contains(k + 1),
        isAdverb(k + 1) || isAdjectiveWord(k + 1), it.adjectives.isEmpty, group(at: k + 1) == nil
      {
        // «un partenariat étroit et toujours plus solide entre»
        k += 1
        while sentence.contains(k),
          isAdverb(k) || isAdjectiveWord(k)
            || words[k].features.has(.pastParticiple)
              && group(at: k).map({ groups[$0].kind == .participle }) ?? true
        { k += 1 }
        continue
      }
      guard role(k).contains(.prep) || isAdverb(k) else { break }
      if isAdverb(k), !role(k).contains(.prep) {
        k += 1
        continue
      }
      // The longest of the noun's own prepositions: «à l'égard de».
      var isObject = false
      var j = k + 1
      var prep = base(k)
      for phrase in noun.objects where phrase.count > 1 {
        if let end = phraseEnd(phrase, at: k) {
          isObject = true
          j = end
          prep = phrase.last ?? prep
        }
      }
      if prep == lexicon.to, words.key(j - 1) != "aux", sentence.contains(j), words.key(j) == "l'",
        j + 2 < sentence.upperBound,
        ["encontre", "égard", "endroit"].contains(words.key(j + 1))
      {
        isObject = true
        j += 3
      }
      while sentence.contains(j),
        role(j).contains(.det) || words[j].mark == .number || words[j].mark == .openQuote
          || role(j).contains(.prep) && base(j) == lexicon.of && prep != lexicon.of
      {
        j += 1
      }
      guard sentence.contains(j) else { break }
      while isAdjectiveWord(j) || words[j].shape.isSuperset(of: [.hyphenated, .unknown]),
        actor(at: j) == nil, adjective(at: j) == nil, group(at: j) == nil,
        sentence.contains(j + 1)
      { j += 1 }
      if let mention = actor(at: j) ?? (lexicon.isFrench ? nil : adjective(at: j)) {
        let isPlace = names.mentions[mention].form == .place
        let all = joinedRight(mention, prep: prep)
        k = max(j + 1, all.last.map { names.mentions[$0.mention].whole.upperBound } ?? j + 1)
        let listed = noun.objects.contains { $0.count == 1 && $0[0] == prep }
        if prep == lexicon.between {
          it.between = all
        } else if isPlace, noun.class != .attack, noun.class != .mobilise, noun.class != .consult,
          !(prep == lexicon.in && listed)
        {
          continue
        } else if isObject || listed && prep != lexicon.of {
          if it.objects.isEmpty { it.objects = all }
          if prep == lexicon.with { it.with = all }
        } else if prep == lexicon.with {
          it.with = all
        } else if prep == lexicon.by {
          it.by = all
        } else if prep == lexicon.of, it.of.isEmpty, onlyOf {
          it.of = all
        }
        if prep != lexicon.of { onlyOf = false }
        it.end = k
      } else if isThing(j) || words[j].features.has(.noun) {
        let listed = isObject || noun.objects.contains { $0.count == 1 && $0[0] == prep }
        // «contre l'arsenal chimique de X»: the owner.
        if listed, prep != lexicon.of, it.objects.isEmpty, prep != lexicon.between,
          prep != lexicon.in
        {
          it.objects = owners(of: j, for: noun.class)
          if prep == lexicon.with { it.with = it.objects }
          if !it.objects.isEmpty {
            it.end = j
            break
          }
        }
        if prep != lexicon.of { onlyOf = false }
        k = j + 1
        while sentence.contains(k), group(at: k) == nil,
          isAdjectiveWord(k) || adjective(at: k) != nil
        {
          if let mention = adjective(at: k), prep == lexicon.of, it.of.isEmpty {
            it.adjectives.append(party(mention))
          }
          k += 1
        }
      } else {
        break
      }
    }
    return it
  }

  func phraseEnd(_ phrase: [Int32], at start: Int) -> Int? {
    var k = start
    for (n, form) in phrase.enumerated() {
      guard sentence.contains(k) else { return nil }
      let here = base(k) >= 0 ? base(k) : words.forms[k]
      if n == 0 ? here != form : here != form && words.forms[k] != form { return nil }
      k += 1
    }
    return k
  }
}
