import Languages
import Press

/// Relations that a noun carries: «les sanctions occidentales contre Moscou», «l'accord entre A et B».
extension RelationReader {
  mutating func readNouns() {
    var i = sentence.lowerBound
    while i < sentence.upperBound {
      guard words[i].isWord, let found = lexicon.nounPhrases.longest(in: words.forms, from: i),
        group(at: i) == nil, actor(at: i).map({ isOneWordGroup($0) }) ?? true
      else {
        i += 1
        continue
      }
      let trigger = i..<(i + found.count)
      i = trigger.upperBound
      let noun = lexicon.nouns[Int(found.value)]
      guard !noun.isRelational, isNounHere(trigger.lowerBound), !isPartOfKnownTrigger(trigger)
      else { continue }
      read(noun, at: trigger)
    }
  }

  /// True for a noun that belongs to what a verb said already: «suspend son aide à X».
  private func isPartOfKnownTrigger(_ trigger: Range<Int>) -> Bool {
    drafts.reversed().prefix(8).contains {
      $0.sentence == sentence && $0.trigger.count > 1
        && $0.trigger.contains(trigger.lowerBound) && $0.trigger != trigger
    }
  }

  /// True for «l'alliance», «la coalition», which are events as well.
  private func isOneWordGroup(_ mention: Int) -> Bool {
    names.mentions[mention].form == .group && names.mentions[mention].words.count == 1
  }

  private func isNounHere(_ i: Int) -> Bool {
    let features = words[i].features
    return features.isEmpty || features.has(.noun) || !features.has(.verb)
  }

  /// The verb that has the noun as its object, and its subject.
  private mutating func verbAbove(_ trigger: Range<Int>) -> (verb: Int, isObject: Bool)? {
    var k = lead(from: trigger.lowerBound)
    var steps = 0
    // «une série de tweets», «l'objet de reproches»: over the quantity.
    while k.prep == lexicon.of, k.before >= sentence.lowerBound, role(k.before).contains(.quantity),
      steps < 2
    {
      k = lead(from: k.before)
      steps += 1
    }
    let isObject = k.prep < 0
    var i = isObject ? k.start - 1 : k.before
    steps = 0
    while i >= sentence.lowerBound, steps < 18 {
      steps += 1
      if let v = group(at: i) {
        if groups[v].kind == .participle {
          i = groups[v].words.lowerBound - 1
          continue
        }
        return (v, isObject && steps < 8)
      }
      if words[i].mark == .semicolon || words[i].mark == .colon { return nil }
      if role(i).contains(.boundary), !role(i).contains(.prep) { return nil }
      i -= 1
    }
    // The noun comes before its verb: «Lors d'une rencontre avec X, Y a …».
    if !isObject {
      i = trigger.upperBound
      while sentence.contains(i) {
        if let v = group(at: i), groups[v].kind == .finite { return (v, false) }
        i += 1
      }
    }
    return nil
  }

  private mutating func read(_ noun: RelationLexicon.Noun, at trigger: Range<Int>) {
    let it = around(noun, trigger)
    let above = verbAbove(trigger)
    let verb = above?.verb
    let isLight =
      above.map { $0.isObject && lexicon.role(groups[$0.verb].lemma).contains(.light) } ?? false
    let suffers = above.map { lexicon.suffers(groups[$0.verb].lemma) } ?? false
    let negated = isNegated(trigger)
    let context = isLight ? verb : nil
    if let context, groups[context].modality == .none,
      let control = lexicon.controls[groups[context].lemma]?.first?.control, !control.byObject,
      control.modality != .actual
    {
      switch control.modality {  // «prépare une attaque»
      case .actual: break
      case .future: groups[context].modality = .future
      case .possible: groups[context].modality = .possible
      case .wanted: groups[context].modality = .wanted
      }
    }
    func possessor() -> [Party] {
      guard let word = it.possessive, let found = pronoun(at: word) else { return [] }
      // “X insisted on its demands”: X, whom the sentence names, rather than “its”.
      if let verb, let named = subject(of: verb).first, named.source == found.source,
        !named.isPronoun, named.words.upperBound <= word
      {
        return [named]
      }
      return [found]
    }
    let takesSubjectOf = noun.subjects.contains(lexicon.of)
    if noun.isReciprocal {
      if it.between.count > 1 {
        emitPairs(it.between, noun.class, trigger: trigger, by: context, rule: "noun-between")
        return
      }
      var first = !it.adjectives.isEmpty ? it.adjectives : !it.of.isEmpty ? it.of : it.before
      if it.with.isEmpty, first.count > 1 {
        emitPairs(first, noun.class, trigger: trigger, by: context, rule: "noun-plural")
        return
      }
      var rule = "noun-with"
      var with = it.with
      let lead = lead(from: trigger.lowerBound)
      if with.isEmpty, first.isEmpty, isLight, let verb {
        // «poursuivre avec Téhéran un dialogue»
        with = behind(lexicon.with, of: verb, for: noun.class, owned: false)
      }
      if first.isEmpty, lead.prep == lexicon.in {
        // «l'Irak, alors en guerre contre»
        var k = lead.start
        while k > sentence.lowerBound, isAdverb(k - 1) || words[k - 1].mark == .comma { k -= 1 }
        if let mention = mentionEnding(at: k) { first = joinedLeft(mention) }
      }
      if first.isEmpty, isLight, let verb {
        first = subject(of: verb)
        rule = "noun-light"
        if first.isEmpty { first = possessor() }
      }
      guard !with.isEmpty else {
        // «leur rencontre», «ont conclu un accord»
        if first.count < 2, it.possessive != nil { first = joinedBefore(trigger.lowerBound) }
        if first.count > 1,
          isLight
            || it.possessive.map({ ["leur", "leurs", "their"].contains(words.key($0)) }) ?? false
        {
          emitPairs(first, noun.class, trigger: trigger, by: context, rule: "noun-plural")
        }
        return
      }
      emit(first, noun.class, with, trigger: trigger, by: context, rule: rule, negated: negated)
      return
    }
    var kind = noun.class
    if kind == .attack, let figurative = figurative(trigger) { kind = figurative }
    if kind == .supplyArms, !namesArms(from: trigger.upperBound),
      words[trigger.lowerBound].features.has(.noun),
      trigger.count == 1
    {
      // A delivery of what is no arm says little; «livraisons d'armes» only.
      kind = .aid
    }
    var subjects: [Party] = it.before
    var objects = it.objects
    var rule = "noun"
    if takesSubjectOf {
      if !it.adjectives.isEmpty {
        subjects = it.adjectives
        rule = "noun-demonym"
        if objects.isEmpty, objectsTakeOf(noun) { objects = it.of }
      } else if !it.by.isEmpty {
        subjects = it.by
        if objects.isEmpty { objects = it.of }
      } else if !it.of.isEmpty, !objects.isEmpty || !objectsTakeOf(noun) {
        if subjects.isEmpty || lexicon.isFrench { subjects = it.of }
      } else if subjects.isEmpty {
        if objects.isEmpty { objects = it.of }
      } else if objects.isEmpty {
        objects = it.of
      }
    } else {
      if it.by.isEmpty, it.adjectives.isEmpty, !it.of.isEmpty, it.possessive != nil {
        subjects = possessor()
      }
      // «l'arrestation de X par Y», «l'invasion russe de X», «son éviction».
      if !it.by.isEmpty { subjects = it.by }
      if subjects.isEmpty, !it.adjectives.isEmpty { subjects = it.adjectives }
      if objects.isEmpty { objects = it.of }
    }
    if kind == .yield, isLight, let verb, !objects.isEmpty,
      subjects.allSatisfy({ names.sources[$0.source].kind != .state })
    {
      // “Norway began the withdrawal of its troops from Lima.”
      let found = subject(of: verb)
      if !found.isEmpty { subjects = found }
    }
    if subjects.isEmpty, takesSubjectOf, !objects.isEmpty {
      let lead = lead(from: trigger.lowerBound)
      var k = lead.start
      if lead.prep == lexicon.in {
        // «l'Irak, alors en guerre contre»
        while k > sentence.lowerBound, isAdverb(k - 1) || words[k - 1].mark == .comma { k -= 1 }
        if let mention = mentionEnding(at: k) { subjects = [party(mention)] }
      }
    }
    if subjects.isEmpty, isLight, !suffers, let verb {
      subjects = groups[verb].isPassive ? agents(of: verb) : subject(of: verb)
      rule = "noun-light"
    }
    if kind == .protest, subjects.isEmpty, !objects.isEmpty, let verb {
      // “are on hunger strike in protest of X”
      subjects = subject(of: verb)
    }
    if kind == .demand, objects.isEmpty, !lexicon.isFrench, sentence.contains(trigger.upperBound),
      role(trigger.upperBound).contains(.that)
    {
      // “its demands that the government grant”
      var k = trigger.upperBound + 1
      while sentence.contains(k), role(k).contains(.det) { k += 1 }
      if let mention = actor(at: k) { objects = [party(mention)] }
      if let word = it.possessive, subjects.isEmpty {
        subjects = verb.map { subject(of: $0) } ?? []
        if subjects.isEmpty { subjects = pronoun(at: word).map { [$0] } ?? [] }
      }
    }
    if objects.isEmpty, isLight, let verb, !subjects.isEmpty, takesSubjectOf {
      // «adresser à X des menaces», «infliger à X une amende»: the object of the verb.
      for phrase in noun.objects where phrase.count == 1 && phrase[0] != lexicon.of {
        objects = behind(phrase[0], of: verb, for: kind, owned: false)
        if !objects.isEmpty { break }
      }
      rule = "noun-light"
    }
    guard !subjects.isEmpty, !objects.isEmpty else { return }
    emit(subjects, kind, objects, trigger: trigger, by: context, rule: rule, negated: negated)
  }

  /// The last names before a word that are joined by «et».
  private func joinedBefore(_ i: Int) -> [Party] {
    var k = i - 1
    while k > sentence.lowerBound {
      if let mention = actor(at: k) {
        let all = joinedLeft(mention)
        if all.count > 1 { return all }
        k = names.mentions[mention].whole.lowerBound
      }
      k -= 1
    }
    return []
  }

  private func objectsTakeOf(_ noun: RelationLexicon.Noun) -> Bool {
    noun.objects.contains { $0.count == 1 && $0[0] == lexicon.of }
  }

  /// What a war is that is none: of words («guerre de propagande») or of trade (“trade war”).
  func figurative(_ trigger: Range<Int>) -> RelationClass? {
    func kind(_ i: Int) -> RelationClass? {
      role(i).contains(.wordy) ? .criticise : role(i).contains(.bloodless) ? .reject : nil
    }
    if !lexicon.isFrench {
      for i in [trigger.lowerBound - 1, trigger.lowerBound - 2] {
        guard sentence.contains(i), words[i].isWord, self.role(i).isDisjoint(with: [.prep, .det])
        else { break }
        if let found = kind(i) { return found }
      }
    }
    var k = trigger.upperBound
    var behindOf = false
    while sentence.contains(k), k - trigger.upperBound < 6 {
      if let found = kind(k) { return found }
      if base(k) == lexicon.of, !behindOf {
        behindOf = true
      } else if role(k).contains(.det), behindOf {
      } else if behindOf || group(at: k) != nil || !isAdjectiveWord(k) && adjective(at: k) == nil,
        words[k].mark == .none
      {
        return nil
      }
      k += 1
    }
    return nil
  }

  /// «nié toute pression», «aucune menace», «sans soutien».
  private func isNegated(_ trigger: Range<Int>) -> Bool {
    var k = trigger.lowerBound - 1
    while k >= sentence.lowerBound, trigger.lowerBound - k < 3, words[k].isWord {
      if ["aucun", "aucune", "sans", "no", "without"].contains(words.key(k)) { return true }
      guard role(k).contains(.det) || isAdjectiveWord(k) else { return false }
      k -= 1
    }
    return false
  }
}
