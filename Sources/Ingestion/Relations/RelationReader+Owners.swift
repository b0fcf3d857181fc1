import Languages
import Press

/// To whom a thing belongs: «l'attitude du Chili», “war crimes by rebels”.
extension RelationReader {
  /// Who did what the noun at `i` names, when «de» after it marks the one who suffered: nil for any
  /// other noun, nobody when it is not known («l'assassinat de X»).
  func doers(of i: Int) -> [Party]? {
    guard let found = lexicon.nounPhrases.longest(in: words.forms, from: i) else { return nil }
    let noun = lexicon.nouns[Int(found.value)]
    guard !noun.isRelational, !noun.isReciprocal, !noun.subjects.contains(lexicon.of),
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
          isAdverb(k) || isAdjectiveWord(k) || words[k].features.has(.pastParticiple)
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
        base(k) == lexicon.of || kind == .mobilise && base(k) == lexicon.with
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

  /// The person named right after a noun: «son rival [Jan Holm]».
  func nameBehind(_ noun: Int) -> Int? {
    var j = noun + 1
    while sentence.contains(j), isAdjectiveWord(j) || adjective(at: j) != nil { j += 1 }
    guard words.count > j, words[j].isCapital, let mention = actor(at: j),
      names.sources[names.mentions[mention].source].kind != .state,
      names.mentions[mention].form == .name || names.mentions[mention].form == .short,
      names.mentions[mention].words.lowerBound == j
    else { return nil }
    return mention
  }
}
