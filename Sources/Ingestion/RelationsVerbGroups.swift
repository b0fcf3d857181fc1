import Languages

/// A verb with its auxiliaries, clitics and negation.
struct VerbGroup {
  enum Kind { case finite, infinitive, gerund, participle }
  /// From the first clitic or auxiliary to the verb, or to what completes it.
  var words: Range<Int>
  /// The verb that says what happens.
  var head: Int
  /// Its lemma's form number.
  var lemma: Int32
  var kind: Kind
  var isPassive = false
  var isReflexive = false
  var isNegated = false
  /// Number of the finite form; nil when it tells nothing.
  var isPlural: Bool?
  var modality: ModalityMark = .none
  /// Words of pronouns that hang on it.
  var objectClitic: Int?
  var dativeClitic: Int?
  var subjectClitic: Int?

  enum ModalityMark { case none, future, possible, wanted }
}

/// Finds the verb groups of one sentence.
struct VerbGroupFinder {
  let words: Words
  let names: Names
  let lexicon: RelationLexicon
  let sentence: Range<Int>
  private let forms: Lexicon

  init(words: Words, names: Names, lexicon: RelationLexicon, sentence: Range<Int>) {
    self.words = words
    self.names = names
    self.lexicon = lexicon
    self.sentence = sentence
    forms = words.language.lexicon
  }

  @inline(__always)
  private func role(_ i: Int) -> RelationLexicon.Role {
    sentence.contains(i) ? lexicon.role(words.forms[i]) : []
  }

  private func isNamed(_ i: Int) -> Bool {
    guard let mention = names.mention(at: i) else { return false }
    return names.mentions[mention].form != .group || !words[i].traits.has(.finite)
      || words[i].isCapital || i + 1 < names.mentions[mention].words.upperBound
  }

  func groups() -> [VerbGroup] {
    var out: [VerbGroup] = []
    var i = sentence.lowerBound
    while i < sentence.upperBound {
      guard words[i].isWord, words[i].traits.has(.verb), !isNamed(i) else {
        i += 1
        continue
      }
      if let group = lexicon.isFrench ? french(at: i) : english(at: i) {
        out.append(group)
        i = max(i + 1, group.words.upperBound)
      } else {
        i += 1
      }
    }
    return out
  }

  private func lemma(_ i: Int) -> Int32 { forms.lemma(of: words.forms[i], as: .verb) }

  /// The lemma of a participle at `i`; the analysis as a participle goes before others.
  private func participleLemma(_ i: Int) -> Int32 {
    forms.analyses(of: words.forms[i]).first { $0.traits.has([.pastParticiple]) }?.lemma ?? lemma(i)
  }

  // MARK: French

  private func french(at i: Int) -> VerbGroup? {
    let traits = words[i].traits
    let before = i - 1
    if traits.has(.infinitive), isInfinitive(i) {
      var group = VerbGroup(words: i..<i + 1, head: i, lemma: infinitiveLemma(i), kind: .infinitive)
      clitics(of: &group, from: i)
      // «avoir fourni», «être accusé»
      auxiliary(&group, at: i)
      negationBefore(&group)
      complete(&group)
      return group
    }
    if traits.has(.finite), isFinite(i) {
      var group = VerbGroup(words: i..<i + 1, head: i, lemma: finiteLemma(i), kind: .finite)
      let finite = finiteTraits(i)
      if finite.has(.thirdPerson) {
        group.isPlural =
          finite.has(.plural) == finite.has(.singular) ? nil : finite.has(.plural)
      }
      if finite.has(.conditional) {
        group.modality = .possible
      } else if finite.has(.future) {
        group.modality = .future
      }
      clitics(of: &group, from: i)
      if i + 1 < sentence.upperBound, words[i + 1].traits.has(.enclitic),
        words[i + 1].traits.has(.subject)
      {
        group.subjectClitic = i + 1
        group.words = group.words.lowerBound..<i + 2
      }
      auxiliary(&group, at: i)
      negationBefore(&group)
      complete(&group)
      return group
    }
    if traits.has(.presentParticiple), traits.has(.mostlyVerb) || role(before).contains(.prep) {
      var group = VerbGroup(words: i..<i + 1, head: i, lemma: lemma(i), kind: .gerund)
      clitics(of: &group, from: i)
      auxiliary(&group, at: i)
      negationBefore(&group)
      complete(&group)
      return group
    }
    if traits.has(.pastParticiple), isParticiple(i) {
      return VerbGroup(
        words: i..<i + 1, head: i, lemma: participleLemma(i), kind: .participle, isPassive: true)
    }
    return nil
  }

  private func finiteTraits(_ i: Int) -> Traits {
    forms.analyses(of: words.forms[i]).first { $0.traits.has(.finite) }?.traits ?? []
  }

  private func finiteLemma(_ i: Int) -> Int32 {
    forms.analyses(of: words.forms[i]).first { $0.traits.has(.finite) }?.lemma ?? lemma(i)
  }

  private func infinitiveLemma(_ i: Int) -> Int32 {
    forms.analyses(of: words.forms[i]).first { $0.traits.has(.infinitive) }?.lemma ?? lemma(i)
  }

  private func isInfinitive(_ i: Int) -> Bool {
    if words[i].traits.has(.mostlyVerb), !words[i].traits.has(.noun) { return true }
    let before = role(i - 1)
    if before.contains(.det), !before.contains(.object) { return false }
    return words[i].traits.has(.mostlyVerb)
      || before.contains(.prep) && !before.contains(.det)
  }

  private func isFinite(_ i: Int) -> Bool {
    let traits = words[i].traits
    guard traits.has(.thirdPerson) || traits.has(.firstOrSecondPerson) else { return false }
    guard i > sentence.lowerBound else {
      return traits.has(.mostlyVerb) && !traits.has([.noun, .adjective])
    }
    let before = i - 1
    let role = role(before)
    if words[before].traits.has([.subject]) && !words[before].isCapital { return true }
    let isOther = traits.has([.noun, .adjective, .pastParticiple, .preposition, .adverb])
    if role.contains(.clitic), role.contains(.prep), isOther {
      // «en»: a pronoun behind a subject («il en cause»), else a preposition («mis en cause»).
      return !self.role(before - 1).isDisjoint(with: [.ne, .who, .pronoun, .reflexive])
    }
    if !role.isDisjoint(with: [.ne, .who, .reflexive, .clitic]) { return true }
    if role.contains(.pronoun) { return true }
    if role.contains(.det) {
      // «qui l'accuse», «Paris le condamne»; not «l'accord».
      guard role.contains(.object) else { return !isOther && !words[i].isCapital }
      if !isOther { return true }
      let first = before - 1
      guard first >= sentence.lowerBound else { return false }
      return !self.role(first).isDisjoint(with: [.who, .pronoun, .ne])
        || names.mention(at: first).map { !names.mentions[$0].isAdjective } ?? false
    }
    if role.contains(.prep) { return !isOther && !words[i].isCapital && traits.has(.mostlyVerb) }
    if !isOther { return true }
    if words[i].isCapital { return false }
    if let mention = names.mention(at: before), !names.mentions[mention].isAdjective {
      // «Donald Trump critique la France», not «la Russie accord».
      if traits.has(.mostlyVerb) { return true }
      let next = i + 1
      guard next < sentence.upperBound else { return false }
      let follows = self.role(next)
      return
        (follows.contains(.det) || names.mention(at: next) != nil
        || follows.contains(.prep) && !follows.contains(.det))
        && finiteTraits(i).has(.singular) == !names.mentions[mention].isPlural
    }
    if words[before].traits.has(.mostlyAdjective) || words[before].traits.has(.mostlyNoun) {
      if !traits.has(.mostlyVerb) {
        guard traits.has(.noun) == false || lexicon.isInteresting(finiteLemma(i)) else {
          return false
        }
        let next = i + 1
        return next < sentence.upperBound && self.role(next).contains(.det)
          && !self.role(next).contains(.prep) && !traits.has(.mostlyNoun)
      }
      return true
    }
    return traits.has(.mostlyVerb)
  }

  /// A participle that stands without an auxiliary: «accusé par», «les migrants secourus».
  private func isParticiple(_ i: Int) -> Bool {
    guard i > sentence.lowerBound, !words[i].isCapital else { return false }
    let before = i - 1
    let role = role(before)
    if role.contains(.det) || role.contains(.prep) && !role.contains(.link) { return false }
    let by = i + 1 < sentence.upperBound ? lexicon.base(words.forms[i + 1]) : -1
    if words[i].traits.has(.mostlyVerb), !words[i].traits.has(.noun) { return true }
    return by == lexicon.by || by == lexicon.of
  }

  /// Clitics and negation before a verb at `i`.
  private func clitics(of group: inout VerbGroup, from i: Int) {
    var k = i - 1
    while k >= sentence.lowerBound, words[k].isWord, i - k < 5 {
      let role = role(k)
      if role.contains(.reflexive) {
        group.isReflexive = true
      } else if role.contains(.ne) {
        group.isNegated = true
      } else if role.contains(.object), isClitic(k) {
        group.objectClitic = k
      } else if role.contains(.dative), isClitic(k) {
        group.dativeClitic = k
      } else if !role.contains(.clitic) {
        break
      }
      k -= 1
    }
    group.words = k + 1..<group.words.upperBound
  }

  /// True for «l'», «lui», «nous» as a pronoun before a verb, not a determiner or subject.
  private func isClitic(_ k: Int) -> Bool {
    guard k > sentence.lowerBound else { return false }
    let role = role(k)
    if role.contains(.pronoun), role.contains(.object) {
      // «nous»: an object when a subject stands before it.
      return words[k - 1].traits.has(.subject) || self.role(k - 1).contains(.who)
        || names.mention(at: k - 1) != nil
    }
    return true
  }

  private func negationBefore(_ group: inout VerbGroup) {
    if group.isNegated { return }
    guard group.kind == .infinitive else { return }
    // «ne pas fournir», «sans fournir»
    var k = group.words.lowerBound - 1
    while k >= sentence.lowerBound, role(k).contains(.not) { k -= 1 }
    if k >= sentence.lowerBound, role(k).contains(.ne), k < group.words.lowerBound - 1 {
      group.isNegated = true
      group.words = k..<group.words.upperBound
    }
  }

  /// Reads on from an auxiliary: «a été accusé», «s'est toutefois entretenu».
  private func auxiliary(_ group: inout VerbGroup, at i: Int) {
    let first = lexicon.role(group.lemma)
    guard !first.isDisjoint(with: [.be, .have]) else { return }
    var isBe = first.contains(.be)
    var k = group.subjectClitic.map { $0 + 1 } ?? i + 1
    var steps = 0
    while k < sentence.upperBound, steps < 7 {
      let word = words[k]
      steps += 1
      if word.mark == .comma {
        // «a, vendredi, accusé»: only over a short insertion.
        guard
          let close = (k + 1..<min(k + 6, sentence.upperBound)).first(where: {
            words[$0].mark == .comma
          }),
          close + 1 < sentence.upperBound, words[close + 1].traits.has(.pastParticiple),
          words[close + 1].traits.has(.mostlyVerb)
        else { return }
        k = close + 1
        continue
      }
      guard word.isWord else { return }
      let role = role(k)
      if role.contains(.been) {
        isBe = true
        k += 1
        continue
      }
      if role.contains(.not) || role.contains(.adverb)
        || word.traits.has(.adverb) && !word.traits.has(.pastParticiple)
        || role.contains(.time)
      {
        if role.contains(.not) {
          group.isNegated = group.isNegated || role.contains(.not) && hasNe(group)
        }
        k += 1
        continue
      }
      if word.traits.has(.pastParticiple),
        names.mention(at: k) == nil || word.traits.has(.mostlyVerb)
      {
        group.head = k
        group.lemma = participleLemma(k)
        group.words = group.words.lowerBound..<k + 1
        group.isPassive =
          isBe && !group.isReflexive && !lexicon.role(group.lemma).contains(.moves)
        // The participle's clitic: «l'a accusé» is read before the auxiliary already.
        return
      }
      // «été mis en cause» goes on above; anything else ends it.
      return
    }
  }

  private func hasNe(_ group: VerbGroup) -> Bool {
    group.words.contains { role($0).contains(.ne) }
  }

  /// Negation words behind the verb: «ne tient pas compte».
  private func complete(_ group: inout VerbGroup) {
    if group.isNegated {
      // «ne … que» restricts and does not deny.
      var k = group.words.upperBound
      var denies = false
      var isRestricted = false
      for n in group.words where role(n).contains(.not) {
        denies = denies || n > group.words.lowerBound
      }
      while k < min(group.words.upperBound + 4, sentence.upperBound), words[k].isWord {
        if role(k).contains(.not) { denies = true }
        if words.forms[k] == lexicon.whom { isRestricted = true }
        k += 1
      }
      if group.kind == .infinitive { denies = true }
      if !denies, isRestricted { group.isNegated = false }
    }
  }

  // MARK: English

  private func english(at i: Int) -> VerbGroup? {
    let traits = words[i].traits
    let role = role(i)
    if words[i].end - words[i].start <= 4, words.key(i) == "'s" {
      // “Serbia's army”, not “Serbia's not ready”.
      guard i + 1 < sentence.upperBound, words[i + 1].isWord else { return nil }
      let next = self.role(i + 1)
      guard
        next.contains(.det) || next.contains(.not) || next.contains(.been)
          || words[i + 1].traits.has(.presentParticiple)
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
    if words.forms[safe: before] == lexicon.to, traits.has(.infinitive) || isAux {
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
      if traits.has(.presentParticiple), !previous.contains(.and) {
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
    if traits.has(.presentParticiple) {
      // “fighting between A and B”
      if traits.has(.noun), i + 1 < sentence.upperBound,
        lexicon.base(words.forms[i + 1]) == lexicon.between
      {
        return nil
      }
      guard
        traits.has(.mostlyVerb) || previous.contains(.prep) || words[max(before, 0)].mark == .comma
          || lexicon.isInteresting(lemma(i))
      else { return nil }
      group.kind = .gerund
      if before >= sentence.lowerBound, self.role(before).contains(.not) { group.isNegated = true }
      return group
    }
    if traits.has([.finite, .simplePast, .pastParticiple, .infinitive]) || traits.has(.verb) {
      guard isEnglishVerb(i) else { return nil }
      // A participle behind a noun: “the man accused by”.
      if traits.has(.pastParticiple), i + 1 < sentence.upperBound,
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

  private func isEnglishVerb(_ i: Int) -> Bool {
    let traits = words[i].traits
    let before = i - 1
    guard before >= sentence.lowerBound else { return false }
    let role = role(before)
    if !role.isDisjoint(with: [.pronoun, .who, .adverb]) { return true }
    if role.contains(.prep) { return false }
    if words[before].isWord, words.key(before) == "'s" { return false }
    // “rejected calls by”: a noun right behind a verb is its object.
    if traits.has(.noun), words[before].traits.has(.verb), words[before].traits.has(.mostlyVerb),
      words[before].traits.has(.simplePast), names.mention(at: before) == nil,
      lexicon.role(lemma(before)).isDisjoint(with: [.be, .have, .do])
    {
      return false
    }
    if role.contains(.and) { return traits.has(.mostlyVerb) || !traits.has([.noun, .adjective]) }
    // “a hunger strike”: a singular noun has no verb in its base form.
    if traits.has(.noun), traits.has(.infinitive), !traits.has(.simplePast),
      words[before].isWord, !words[before].isCapital,
      forms.analyses(of: words.forms[before]).contains(where: {
        $0.traits.has(.noun) && $0.traits.has(.singular)
      }), !(names.mention(at: before).map { names.mentions[$0].isPlural } ?? false)
    {
      return false
    }
    if let mention = names.mention(at: before) {
      if names.mentions[mention].isAdjective { return false }
      if !traits.has(.noun) { return true }
      // “a key U.S. ally”
      var first = names.mentions[mention].whole.lowerBound - 1
      while first >= sentence.lowerBound, before - first < 5, words[first].isWord,
        !self.role(first).contains(.det), words[first].traits.has([.noun, .adjective])
      {
        first -= 1
      }
      if names.mentions[mention].form != .group,
        names.sources[names.mentions[mention].source].kind != .person,
        self.role(first).contains(.det), !["the", "all", "both"].contains(words.key(first))
      {
        return false
      }
      if traits.has(.mostlyVerb) { return true }
      let next = i + 1
      return next < sentence.upperBound
        && (self.role(next).contains(.det) || names.mention(at: next) != nil)
    }
    if traits.has(.noun), words[before].traits.has(.noun), isGovernedNoun(i) { return false }
    if traits.has(.mostlyVerb) {
      return !words[before].traits.has(.mostlyAdjective) || !traits.has(.noun)
    }
    return !traits.has([.noun, .adjective])
  }

  /// True for the last noun of a phrase that a preposition opens: “in the final status talks with”.
  private func isGovernedNoun(_ i: Int) -> Bool {
    guard i + 1 < sentence.upperBound, self.role(i + 1).contains(.prep) else { return false }
    var k = i - 1
    while k >= sentence.lowerBound, i - k < 6, words[k].isWord,
      words[k].traits.has([.noun, .adjective]),
      !self.role(k).contains(.det)
    {
      k -= 1
    }
    while k >= sentence.lowerBound, self.role(k).contains(.det) { k -= 1 }
    return k >= sentence.lowerBound && self.role(k).contains(.prep)
      && lexicon.base(words.forms[k]) != lexicon.of
  }

  /// Reads “has not been accused”, “would have to withdraw” up to the verb itself.
  private func chain(_ group: inout VerbGroup, from i: Int) {
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
      if role.contains(.adverb) || word.traits.has(.adverb) && !word.traits.has(.verb) {
        k += 1
        continue
      }
      guard word.traits.has(.verb) else { return }
      let lemma = lemma(k)
      let aux = lexicon.role(lemma)
      if aux.contains(.be) {
        isBe = true
      } else if aux.contains(.have) || aux.contains(.do) {
        isBe = false
      } else {
        if k > i, !word.traits.has([.infinitive, .pastParticiple, .presentParticiple, .finite]) {
          return
        }
        if names.mention(at: k) != nil, !word.traits.has(.mostlyVerb) { return }
        group.head = k
        group.lemma = lemma
        group.words = group.words.lowerBound..<k + 1
        group.isPassive =
          isBe && word.traits.has(.pastParticiple) && !word.traits.has(.presentParticiple)
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

extension Array where Element == Int32 {
  /// The form at a place, -1 outside.
  fileprivate subscript(safe i: Int) -> Int32 { indices.contains(i) ? self[i] : -1 }
}
