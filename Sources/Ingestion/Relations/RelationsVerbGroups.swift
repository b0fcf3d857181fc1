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
  /// Number of the finite form; nil when it says nothing.
  var isPlural: Bool?
  var modality: ModalityMark = .none
  /// Words of pronouns that depend on it.
  var objectClitic: Int?
  var dativeClitic: Int?
  var subjectClitic: Int?

  enum ModalityMark { case none, future, possible, wanted }
}

/// Finds the verb groups of one sentence.
struct VerbGroupFinder {
  let words: Tokens
  let names: Names
  let lexicon: RelationLexicon
  let sentence: Range<Int>
  let forms: Lexicon

  init(words: Tokens, names: Names, lexicon: RelationLexicon, sentence: Range<Int>) {
    self.words = words
    self.names = names
    self.lexicon = lexicon
    self.sentence = sentence
    forms = words.language.lexicon
  }

  @inline(__always)
  func role(_ i: Int) -> RelationLexicon.Role {
    sentence.contains(i) ? lexicon.role(words.forms[i]) : []
  }

  private func isNamed(_ i: Int) -> Bool {
    guard let mention = names.mention(at: i) else { return false }
    return names.mentions[mention].form != .group || !words[i].features.has(.finite)
      || words[i].isCapital || i + 1 < names.mentions[mention].words.upperBound
  }

  func groups() -> [VerbGroup] {
    var out: [VerbGroup] = []
    var i = sentence.lowerBound
    while i < sentence.upperBound {
      guard words[i].isWord, words[i].features.has(.verb), !isNamed(i) else {
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

  func lemma(_ i: Int) -> Int32 { forms.lemma(of: words.forms[i], as: .verb) }

  /// The lemma of a participle at `i`; the analysis as a participle goes before others.
  private func participleLemma(_ i: Int) -> Int32 {
    forms.analyses(of: words.forms[i]).first { $0.features.has([.pastParticiple]) }?.lemma
      ?? lemma(i)
  }

  // MARK: French

  private func french(at i: Int) -> VerbGroup? {
    let features = words[i].features
    let before = i - 1
    if features.has(.infinitive), isInfinitive(i) {
      var group = VerbGroup(words: i..<i + 1, head: i, lemma: infinitiveLemma(i), kind: .infinitive)
      clitics(of: &group, from: i)
      // «avoir fourni», «être accusé»
      auxiliary(&group, at: i)
      negationBefore(&group)
      complete(&group)
      return group
    }
    if features.has(.finite), isFinite(i) {
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
      if i + 1 < sentence.upperBound, words[i + 1].features.has(.enclitic),
        words[i + 1].features.has(.subject)
      {
        group.subjectClitic = i + 1
        group.words = group.words.lowerBound..<i + 2
      }
      auxiliary(&group, at: i)
      negationBefore(&group)
      complete(&group)
      return group
    }
    if features.has(.presentParticiple), features.has(.mostlyVerb) || role(before).contains(.prep) {
      var group = VerbGroup(words: i..<i + 1, head: i, lemma: lemma(i), kind: .gerund)
      clitics(of: &group, from: i)
      auxiliary(&group, at: i)
      negationBefore(&group)
      complete(&group)
      return group
    }
    if features.has(.pastParticiple), isParticiple(i) {
      return VerbGroup(
        words: i..<i + 1, head: i, lemma: participleLemma(i), kind: .participle, isPassive: true)
    }
    return nil
  }

  private func finiteTraits(_ i: Int) -> Features {
    forms.analyses(of: words.forms[i]).first { $0.features.has(.finite) }?.features ?? []
  }

  private func finiteLemma(_ i: Int) -> Int32 {
    forms.analyses(of: words.forms[i]).first { $0.features.has(.finite) }?.lemma ?? lemma(i)
  }

  private func infinitiveLemma(_ i: Int) -> Int32 {
    forms.analyses(of: words.forms[i]).first { $0.features.has(.infinitive) }?.lemma ?? lemma(i)
  }

  private func isInfinitive(_ i: Int) -> Bool {
    if words[i].features.has(.mostlyVerb), !words[i].features.has(.noun) { return true }
    let before = role(i - 1)
    if before.contains(.det), !before.contains(.object) { return false }
    return words[i].features.has(.mostlyVerb)
      || before.contains(.prep) && !before.contains(.det)
  }

  private func isFinite(_ i: Int) -> Bool {
    let features = words[i].features
    guard features.has(.thirdPerson) || features.has(.firstOrSecondPerson) else { return false }
    guard i > sentence.lowerBound else {
      return features.has(.mostlyVerb) && !features.has([.noun, .adjective])
    }
    let before = i - 1
    let role = role(before)
    if words[before].features.has([.subject]) && !words[before].isCapital { return true }
    let isOther = features.has([.noun, .adjective, .pastParticiple, .preposition, .adverb])
    if role.contains(.clitic), role.contains(.prep), isOther {
      // «en»: a pronoun after a subject («il en cause»), else a preposition («mis en cause»).
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
    if role.contains(.prep) { return !isOther && !words[i].isCapital && features.has(.mostlyVerb) }
    if !isOther { return true }
    if words[i].isCapital { return false }
    if let mention = names.mention(at: before), !names.mentions[mention].isAdjective {
      // «Donald Trump critique la France», not «la Russie accord».
      if features.has(.mostlyVerb) { return true }
      let next = i + 1
      guard next < sentence.upperBound else { return false }
      let follows = self.role(next)
      return
        (follows.contains(.det) || names.mention(at: next) != nil
        || follows.contains(.prep) && !follows.contains(.det))
        && finiteTraits(i).has(.singular) == !names.mentions[mention].isPlural
    }
    if words[before].features.has(.mostlyAdjective) || words[before].features.has(.mostlyNoun) {
      if !features.has(.mostlyVerb) {
        guard features.has(.noun) == false || lexicon.isInteresting(finiteLemma(i)) else {
          return false
        }
        let next = i + 1
        return next < sentence.upperBound && self.role(next).contains(.det)
          && !self.role(next).contains(.prep) && !features.has(.mostlyNoun)
      }
      return true
    }
    return features.has(.mostlyVerb)
  }

  /// A participle that stands without an auxiliary: «accusé par», «les migrants secourus».
  private func isParticiple(_ i: Int) -> Bool {
    guard i > sentence.lowerBound, !words[i].isCapital else { return false }
    let before = i - 1
    let role = role(before)
    if role.contains(.det) || role.contains(.prep) && !role.contains(.link) { return false }
    let by = i + 1 < sentence.upperBound ? lexicon.base(words.forms[i + 1]) : -1
    if words[i].features.has(.mostlyVerb), !words[i].features.has(.noun) { return true }
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
      // «nous»: an object when a subject comes before it.
      return words[k - 1].features.has(.subject) || self.role(k - 1).contains(.who)
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
          close + 1 < sentence.upperBound, words[close + 1].features.has(.pastParticiple),
          words[close + 1].features.has(.mostlyVerb)
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
        || word.features.has(.adverb) && !word.features.has(.pastParticiple)
        || role.contains(.time)
      {
        if role.contains(.not) {
          group.isNegated = group.isNegated || role.contains(.not) && hasNe(group)
        }
        k += 1
        continue
      }
      if word.features.has(.pastParticiple),
        names.mention(at: k) == nil || word.features.has(.mostlyVerb)
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

  /// Negation words after the verb: «ne tient pas compte».
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
}
