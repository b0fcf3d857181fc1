import Languages
import Press

/// Relations that a verb carries.
extension RelationReader {
  mutating func readVerbs() {
    for n in groups.indices {
      guard let entries = lexicon.verbs[groups[n].lemma] else { continue }
      for entry in entries where read(entry, of: n) { break }
    }
    if !lexicon.isFrench { readObligations() }
  }

  /// Reads one sense of a verb; true when it gave a relation.
  private mutating func read(_ entry: RelationLexicon.Verb, of n: Int) -> Bool {
    let group = groups[n]
    guard entry.isReflexive == group.isReflexive || group.isPassive && !entry.isReflexive else {
      return false
    }
    if group.isNegated, case .not = entry.class {
      groups[n].isNegated = false; defer { groups[n].isNegated = true };
      return readPlain(entry, of: n, negated: true)
    }
    return readPlain(entry, of: n, negated: group.isNegated)
  }

  private mutating func readPlain(_ entry: RelationLexicon.Verb, of n: Int, negated: Bool) -> Bool {
    let group = groups[n]
    var start = group.words.upperBound
    var trigger = group.words
    if !entry.tail.isEmpty {
      guard let end = endOfTail(entry.tail, from: start) else { return false }
      start = end
      trigger = group.words.lowerBound..<end
    }
    var kind: RelationClass
    switch entry.class {
    case .none, .get: return false
    case .one(let one): kind = one
    case .not(let one):
      guard negated else { return false }
      kind = one
    case .arms:
      guard namesArms(from: start) else { return false }
      kind = .supplyArms
    case .give: kind = namesArms(from: start) ? .supplyArms : .aid
    case .host, .visit: kind = .consult
    case .rescue: kind = .aid
    case .beat: kind = .attack
    case .condemn: kind = isSentenced(from: start) ? .coerce : .criticise
    }
    if kind == .consult, asksForAction(n) { kind = .demand }
    if group.isPassive {
      guard entry.frames.contains(-2) else { return false }
      let patients = subject(of: n)
      let found = agents(of: n)
      guard !patients.isEmpty, !found.isEmpty else { return false }
      var rule = group.kind == .participle ? "participle" : "passive"
      if found.contains(where: { $0.isPronoun }) { rule += "-pronoun" }
      emit(found, kind, patients, trigger: trigger, by: n, rule: rule)
      return true
    }
    let subjects = subject(of: n)
    guard !subjects.isEmpty else { return false }
    for frame in entry.frames {
      var rule: String
      var objects: [Party]
      if frame == -2 {
        objects = direct(of: n, for: kind, owned: false, from: start)
        rule = "direct"
        if objects.isEmpty {
          objects = direct(of: n, for: kind, owned: true, from: start)
          rule = "direct-owner"
        }
      } else {
        objects = behind(frame, of: n, for: kind, owned: false, from: start)
        rule = "preposition"
        if objects.isEmpty {
          objects = behind(frame, of: n, for: kind, owned: true, from: start)
          rule = "preposition-owner"
        }
      }
      if kind == .memberOf { objects = objects.map(bodyOfOffice) }
      if !entry.tail.isEmpty { objects = objects.map { within($0, from: start) } }
      objects.removeAll { object in subjects.contains { $0.source == object.source } }
      switch entry.class {
      case .host:
        if objects.allSatisfy(isCrowd) { kind = .aid }
      case .rescue:
        objects.removeAll { !isCrowd($0) }
      case .beat:
        objects.removeAll { [.state, .organisation].contains(names.sources[$0.source].kind) }
      case .visit:
        objects.removeAll { ![.state, .organisation].contains(names.sources[$0.source].kind) }
        if objects.first.map({ names.sources[$0.source].kind == .organisation }) ?? false {
          kind = .yield
        }
      default: break
      }
      if kind == .dismiss || kind == .appoint || kind == .kin {
        objects.removeAll { [.state, .organisation].contains(names.sources[$0.source].kind) }
      }
      if objects.first?.isPronoun ?? false, lexicon.isFrench, frame == -2,
        ![.criticise, .accuse, .attack, .coerce, .warn, .dismiss].contains(kind),
        group.objectClitic.map({ !["nous", "us"].contains(words.key($0)) }) ?? true
      {
        continue
      }
      // “to help us”, said of «we»: nobody else.
      if let first = objects.first, first.isPronoun, let subject = subjects.first,
        subject.isPronoun,
        ["us", "nous", "me"].contains(words.key(first.words.lowerBound)),
        ["we", "nous", "i", "je"].contains(words.key(subject.words.lowerBound))
      {
        continue
      }
      guard !objects.isEmpty else { continue }
      if !entry.tail.isEmpty { rule = "light-verb" }
      switch group.kind {
      case .infinitive: rule += "-infinitive"
      case .gerund: rule += "-gerund"
      default: break
      }
      if subjects[0].isPronoun || objects[0].isPronoun { rule += "-pronoun" }
      emit(subjects, kind, objects, trigger: trigger, by: n, rule: rule)
      return true
    }
    // «exige que la France rembourse»
    if kind == .demand || kind == .warn, group.kind != .participle,
      let that = wordThat(from: start),
      let v = groups.indices.dropFirst(n + 1).first(where: {
        groups[$0].kind == .finite && groups[$0].words.lowerBound > that
      }),
      let object = subject(of: v).first, object.words.lowerBound > that,
      !subjects.contains(where: { $0.source == object.source })
    {
      emit(subjects, kind, [object], trigger: trigger, by: n, rule: "that-clause")
      return true
    }
    if !lexicon.isFrench, kind == .demand, group.kind != .participle,
      let that = wordThat(from: start),
      case let first = wordAfterDeterminers(that + 1), let mention = actor(at: first),
      names.mentions[mention].form != .place
    {
      // “demanded that the Swedish government end the talks”: the verb is no finite form.
      emit(subjects, kind, [party(mention)], trigger: trigger, by: n, rule: "that-clause")
      return true
    }
    // «Paris et Rome se rencontrent», «Paris et Rome négocient»
    if subjects.count > 1,
      kind.isSymmetric || kind == .attack && group.isReflexive
        || entry.frames == [lexicon.with],
      entry.isReflexive || entry.frames == [lexicon.with] || !lexicon.isFrench
    {
      emitPairs(subjects, kind, trigger: trigger, by: n, rule: "plural")
      return true
    }
    return false
  }

  /// The state or body of an object that begins in the verb's own words: «rappeler son ambassadeur
  /// au Pérou», «retirer ses troupes du Soudan».
  private func within(_ party: Party, from start: Int) -> Party {
    guard party.mention >= 0, party.words.lowerBound < start else { return party }
    for mention in names.mentions(in: party.words) {
      let it = names.mentions[mention]
      if it.isInside, it.words.lowerBound >= start { return self.party(mention) }
    }
    return bodyOfOffice(party)
  }

  /// True for a group of people without a state of its own: «les migrants».
  private func isCrowd(_ party: Party) -> Bool {
    names.sources[party.source].key.hasPrefix("grp:") && party.mention >= 0
      && names.mentions[party.mention].form == .group
  }

  /// True when an infinitive depends on the verb that says what its object is to do: «inviter X à».
  mutating func asksForAction(_ n: Int) -> Bool {
    guard let control = lexicon.controls[groups[n].lemma]?.first?.control, control.byObject,
      control.modality == .wanted
    else { return false }
    for m in groups.indices.dropFirst(n + 1).prefix(2) where groups[m].kind == .infinitive {
      let before = groups[m].words.lowerBound - 1
      if !lexicon.isFrench || control.links.contains(base(before)) { return true }
    }
    return false
  }

  private func wordAfterDeterminers(_ start: Int) -> Int {
    var k = start
    while sentence.contains(k), role(k).contains(.det) || words[k].mark == .number { k += 1 }
    return k
  }

  /// The «que» that follows a verb at once.
  private func wordThat(from start: Int) -> Int? {
    var k = start
    while sentence.contains(k), isAdverb(k) { k += 1 }
    return sentence.contains(k)
      && (words.forms[k] == lexicon.whom || ["qu'", "that"].contains(words.key(k))) ? k : nil
  }

  /// The word after the forms of `tail`, found in order after a verb; nil when one is missing.
  private func endOfTail(_ tail: [Int32], from start: Int) -> Int? {
    var k = start
    var next = 0
    var gap = 0
    while k < sentence.upperBound, next < tail.count {
      if next == 0, words.forms[k] != tail[0], role(k).contains(.quantity),
        base(k + 1) == lexicon.of
      {
        k += 2  // “suspended part of its aid”
        continue
      }
      if words.forms[k] == tail[next] {
        next += 1
        gap = 0
      } else {
        let role = role(k)
        guard
          role.contains(.det) && (!role.contains(.prep) || words[k].features.has(.indefinite))
            || isAdverb(k) || role.contains(.not)
            || role.contains(.pronoun) || isAdjectiveWord(k) || words[k].mark == .openQuote
            || !lexicon.isFrench && gap < 2 && isThing(k) && names.mention(at: k) == nil,
          gap < 3
        else { return nil }
        gap += 1
      }
      k += 1
    }
    return next == tail.count ? k : nil
  }

  /// True when weapons are named in the clause after a verb.
  func namesArms(from start: Int) -> Bool {
    var k = max(start - 6, sentence.lowerBound)
    while k < min(start + 16, sentence.upperBound) {
      if k >= start, let v = group(at: k), groups[v].kind == .finite { return false }
      if role(k).contains(.arms) { return true }
      k += 1
    }
    return false
  }

  // MARK: Drafts

  mutating func emit(
    _ subjects: [Party], _ kind: RelationClass, _ objects: [Party], trigger: Range<Int>, by n: Int?,
    rule: String, negated: Bool = false
  ) {
    var draft = Context()
    if let n {
      draft = context(of: n)
      switch groups[n].modality {
      case .none: break
      case .future: draft.modality = .future
      case .possible: draft.modality = .possible
      case .wanted: draft.modality = .wanted
      }
      if groups[n].isNegated { draft.isAffirmed.toggle() }
    }
    if negated { draft.isAffirmed.toggle() }
    var about: Range<Int>?
    if let n { about = topic(of: n) }
    let day =
      kind.isTie && kind != .appoint && kind != .dismiss
      ? nil : date(near: trigger, hasHappened: draft.modality == .actual)
    for subject in subjects {
      for object in objects where object.source != subject.source && object.words != subject.words {
        add(
          RelationCandidate(
            subject: subject, class: kind, object: object, trigger: trigger, sentence: sentence,
            isAffirmed: draft.isAffirmed, modality: draft.modality, asserters: draft.asserters,
            rule: rule, topic: about, date: day))
      }
    }
  }

  mutating func emitPairs(
    _ parties: [Party], _ kind: RelationClass, trigger: Range<Int>, by n: Int?, rule: String
  ) {
    for (i, first) in parties.enumerated() {
      for second in parties[(i + 1)...] {
        emit([first], kind, [second], trigger: trigger, by: n, rule: rule)
      }
    }
  }

  /// Keeps a draft unless the same one is there already.
  mutating func add(_ draft: RelationCandidate) {
    let isKnown = drafts.reversed().prefix(24).contains {
      $0.sentence == draft.sentence && $0.class == draft.class
        && ($0.subject.source == draft.subject.source && $0.object.source == draft.object.source
          || draft.class.isSymmetric && $0.subject.source == draft.object.source
            && $0.object.source == draft.subject.source)
    }
    if !isKnown { drafts.append(draft) }
  }
}
