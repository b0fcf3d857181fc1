import Languages
import Press

/// English verb groups: “has not been accused”.
extension VerbGroupFinder {
  func english(at i: Int) -> VerbGroup? {
    let features = words[i].features
    let role = role(i)
    if words[i].end - words[i].start <= 4, words.key(i) == "'s" {
      // “Serbia's army”, not “Serbia's not ready”.
      guard i + 1 < sentence.upperBound, words[i + 1].isWord else { return nil }
      let next = self.role(i + 1)
      guard
        next.contains(.det) || next.contains(.not) || next.contains(.been)
          || words[i + 1].features.has(.presentParticiple)
      else { return nil }
    }
    let isAux =
      !role.isDisjoint(with: [.future, .mightbe, .should])
      || !lexicon.role(lemma(i)).isDisjoint(with: [.be, .have, .do])
    let before = i - 1
    let previous = self.role(before)
    if previous.contains(.det) || words[i].isCapital && !words[i].shape.contains(.startsSentence) {
      return nil
    }
    var group = VerbGroup(words: i..<i + 1, head: i, lemma: lemma(i), kind: .finite)
    if words.forms[before] == lexicon.to, features.has(.infinitive) || isAux {
      group.kind = .infinitive
      group.words = before..<i + 1
      // “not to supply”
      if before > sentence.lowerBound, self.role(before - 1).contains(.not) {
        group.isNegated = true
      }
      chain(&group, from: i)
      return group
    }
    if isAux {
      // “denies having supplied”
      if features.has(.presentParticiple), !previous.contains(.and) {
        chain(&group, from: i)
        if group.head > i, before >= sentence.lowerBound, names.mention(at: before) == nil,
          !lexicon.role(lemma(before)).contains(.be)
        {
          group.kind = .gerund
        }
        return group
      }
      chain(&group, from: i)
      return group
    }
    if features.has(.presentParticiple) {
      // “fighting between A and B”
      if features.has(.noun), i + 1 < sentence.upperBound,
        lexicon.base(words.forms[i + 1]) == lexicon.between
      {
        return nil
      }
      guard
        features.has(.mostlyVerb) || previous.contains(.prep)
          || words[max(before, 0)].mark == .comma
          || lexicon.isInteresting(lemma(i))
      else { return nil }
      group.kind = .gerund
      if before >= sentence.lowerBound, self.role(before).contains(.not) { group.isNegated = true }
      return group
    }
    if features.has([.finite, .simplePast, .pastParticiple, .infinitive]) || features.has(.verb) {
      guard isEnglishVerb(i) else { return nil }
      // A participle after a noun: “the man accused by”.
      if features.has(.pastParticiple), i + 1 < sentence.upperBound,
        lexicon.base(words.forms[i + 1]) == lexicon.by
      {
        group.kind = .participle
        group.isPassive = true
        return group
      }
      return group
    }
    return nil
  }

  func isEnglishVerb(_ i: Int) -> Bool {
    let features = words[i].features
    let before = i - 1
    guard before >= sentence.lowerBound else { return false }
    let role = role(before)
    if !role.isDisjoint(with: [.pronoun, .who, .adverb]) { return true }
    if role.contains(.prep) { return false }
    if words[before].isWord, words.key(before) == "'s" { return false }
    // “rejected calls by”: a noun right after a verb is its object.
    if features.has(.noun), words[before].features.has(.verb),
      words[before].features.has(.mostlyVerb),
      words[before].features.has(.simplePast), names.mention(at: before) == nil,
      lexicon.role(lemma(before)).isDisjoint(with: [.be, .have, .do])
    {
      return false
    }
    if role.contains(.and) {
      return features.has(.mostlyVerb) || !features.has([.noun, .adjective])
    }
    // “a hunger strike”: a singular noun has no verb in its base form.
    if features.has(.noun), features.has(.infinitive), !features.has(.simplePast),
      words[before].isWord, !words[before].isCapital,
      forms.analyses(of: words.forms[before]).contains(where: {
        $0.features.has(.noun) && $0.features.has(.singular)
      }), !(names.mention(at: before).map { names.mentions[$0].isPlural } ?? false)
    {
      return false
    }
    if let mention = names.mention(at: before) {
      if names.mentions[mention].isAdjective { return false }
      if !features.has(.noun) { return true }
      // “a key U.S. ally”
      var first = names.mentions[mention].whole.lowerBound - 1
      while first >= sentence.lowerBound, before - first < 5, words[first].isWord,
        !self.role(first).contains(.det), words[first].features.has([.noun, .adjective])
      {
        first -= 1
      }
      if names.mentions[mention].form != .group,
        names.sources[names.mentions[mention].source].kind != .person,
        self.role(first).contains(.det), !["the", "all", "both"].contains(words.key(first))
      {
        return false
      }
      if features.has(.mostlyVerb) { return true }
      let next = i + 1
      return next < sentence.upperBound
        && (self.role(next).contains(.det) || names.mention(at: next) != nil)
    }
    if features.has(.noun), words[before].features.has(.noun), isGovernedNoun(i) { return false }
    if features.has(.mostlyVerb) {
      return !words[before].features.has(.mostlyAdjective) || !features.has(.noun)
    }
    return !features.has([.noun, .adjective])
  }

  /// True for the last noun of a phrase that a preposition opens: “in the final status talks with”.
  func isGovernedNoun(_ i: Int) -> Bool {
    guard i + 1 < sentence.upperBound, self.role(i + 1).contains(.prep) else { return false }
    var k = i - 1
    while k >= sentence.lowerBound, i - k < 6, words[k].isWord,
      words[k].features.has([.noun, .adjective]),
      !self.role(k).contains(.det)
    {
      k -= 1
    }
    while k >= sentence.lowerBound, self.role(k).contains(.det) { k -= 1 }
    return k >= sentence.lowerBound && self.role(k).contains(.prep)
      && lexicon.base(words.forms[k]) != lexicon.of
  }

  /// Reads “has not been accused”, “would have to withdraw” up to the verb itself.
  func chain(_ group: inout VerbGroup, from i: Int) {
    var k = i
    var isBe = false
    while k < sentence.upperBound {
      let role = role(k)
      let word = words[k]
      guard word.isWord else { return }
      if role.contains(.not) {
        group.isNegated = true
        k += 1
        continue
      }
      if role.contains(.future) {
        group.modality = .future
        k += 1
        continue
      }
      if role.contains(.mightbe) {
        group.modality = .possible
        k += 1
        continue
      }
      if role.contains(.should) {
        group.modality = .wanted
        k += 1
        continue
      }
      if role.contains(.adverb) || word.features.has(.adverb) && !word.features.has(.verb) {
        k += 1
        continue
      }
      guard word.features.has(.verb) else { return }
      let lemma = lemma(k)
      let aux = lexicon.role(lemma)
      if aux.contains(.be) {
        isBe = true
      } else if aux.contains(.have) || aux.contains(.do) {
        isBe = false
      } else {
        if k > i, !word.features.has([.infinitive, .pastParticiple, .presentParticiple, .finite]) {
          return
        }
        if names.mention(at: k) != nil, !word.features.has(.mostlyVerb) { return }
        group.head = k
        group.lemma = lemma
        group.words = group.words.lowerBound..<k + 1
        group.isPassive =
          isBe && word.features.has(.pastParticiple) && !word.features.has(.presentParticiple)
        return
      }
      group.head = k
      group.lemma = lemma
      group.words = group.words.lowerBound..<k + 1
      k += 1
      if k < sentence.upperBound, words.forms[k] == lexicon.to, aux.contains(.have) {
        group.modality = .wanted
        k += 1
      }
    }
  }
}
