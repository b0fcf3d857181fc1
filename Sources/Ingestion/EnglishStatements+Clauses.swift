import Languages
import Press

extension EnglishStatements {
  /// Clauses, infinitives and quotations that depend on a cue.
  mutating func readClauses(_ unit: Range<Int>) {
    var i = unit.lowerBound
    // A direct quotation's own cue is done.
    let done = Set(drafts[firstOfUnit...].compactMap { $0.cue?.lowerBound })
    while i < unit.upperBound {
      if quotations.ofWord[i] >= 0 || done.contains(i) {
        i += 1
        continue
      }
      if let verb = cues.verb(at: i, in: words),
        let next = read(verb.entry, verb.traits, at: i, to: verb.end, unit)
      {
        i = max(next, i + 1)
        continue
      }
      if let noun = cues.noun(at: i, in: words), let next = read(noun, at: i, unit) {
        i = max(next, i + 1)
        continue
      }
      i += 1
    }
  }

  /// True when the verb before `end` that shares its subject with the next is no participle of the
  /// passive.
  private func wasActive(_ end: Int, _ unit: Range<Int>) -> Bool {
    if phrases.mark(end) == .comma { return false }
    var k = end - 1
    while k > unit.lowerBound, end - k < 20 {
      if quotations.ofWord[k] < 0, words[k].mark == .none,
        phrases.has(k, [.finite, .pastParticiple]),
        !phrases.has(k, [.noun, .adverb, .preposition]), !phrases.isForm(k, known.s)
      {
        return !group(at: k, words[k].traits, from: unit.lowerBound).isPassive
      }
      k -= 1
    }
    return true
  }

  /// Reads what depends on the cue verb at `i`.
  ///
  /// - Returns: where to go on, nil when nothing depends on it.
  private mutating func read(
    _ entry: EnglishCues.Entry, _ traits: Traits, at i: Int, to end: Int, _ unit: Range<Int>
  ) -> Int? {
    if words[i].isCapital, !words[i].shape.contains(.startsSentence) { return nil }
    let group = group(at: i, traits, from: unit.lowerBound)
    if group.isPassive { return nil }
    let before = group.start - 1
    // A noun: «the claims», «his plans».
    if phrases.has(i, .noun), !group.isFinite || group.start == i {
      if phrases.has(before, .determiner) || phrases.isForm(before, known.s) { return nil }
      if phrases.has(before, .adjective), !phrases.has(before, .noun), !words[before].isCapital {
        return nil
      }
      if phrases.isPreposition(before), before >= unit.lowerBound, words[before].isWord {
        return nil
      }
    }
    var speaker: Range<Int>?
    var rule: String
    var isAfterComma = false
    if group.isFinite {
      speaker = subject(of: group.start, from: unit.lowerBound)
      rule = "subject"
      if traits.has(.infinitive), !traits.has(.simplePast), group.start == i, speaker == nil {
        return nil
      }
      if speaker == nil {
        guard before >= unit.lowerBound,
          phrases.isForm(before, known.and) || phrases.isForm(before, known.but)
            || phrases.mark(before) == .comma
        else { return nil }
        // «the shed, called …», «wrapped up and labelled …»
        let isParticiple = traits.has(.pastParticiple) && !wasActive(before, unit)
        if isParticiple, !entry.frames.isDisjoint(with: [.objectName, .as]) { return nil }
        isAfterComma = phrases.mark(before) == .comma
        speaker = sharedSubject(of: group.start, in: unit)
        rule = "shared"
      }
      if let subject = speaker, phrases.isForm(subject.lowerBound, cues.lexicon.form("it")),
        traits.has(.pastParticiple) == false || entry.frames.contains(.object) == false
      {
        // «It appears to …» names nobody.
        if entry.lemma == "appear" || entry.lemma == "seem" { return nil }
      }
    } else if traits.has(.presentParticiple) {
      if phrases.isForm(before, known.of) || phrases.has(before, .determiner) { return nil }
      if phrases.mark(before) == .none, !phrases.isPreposition(before),
        !phrases.has(before, .conjunction)
      {
        // «anyone wanting to», «a letter saying»
        speaker = phrases.phrase(endingAt: i, from: unit.lowerBound)
      } else {
        speaker = sharedSubject(of: i, in: unit)
      }
      if speaker == nil { return nil }
      rule = "participle"
    } else if group.isInfinitive {
      // «went on to say», «continued to insist», «used the speech to urge»
      guard entry.frames.contains(.bareThat) || entry.frames.contains(.objectTo) else { return nil }
      speaker = sharedSubject(of: i, in: unit)
      if speaker == nil { return nil }
      rule = "infinitive"
    } else {
      return nil
    }
    guard
      let found = content(
        of: entry, from: end, unit,
        isLoose: rule != "infinitive" && !isAfterComma
          && (rule != "shared" || entry.frames.contains(.quote)),
        isSubordinate: isSubordinate(speaker?.lowerBound ?? group.start, unit))
    else { return nil }
    if group.isNegated, !["judge", "hope"].contains(entry.kind) { return found.content.lowerBound }
    if rule == "participle", found.frame == "topic", cues.stances.contains(entry.lemma) {
      // «those supporting her», «a bill opposing it»
      return nil
    }
    let content =
      found.content
      .lowerBound..<contentEnd(found.content.upperBound, from: found.content.lowerBound)
    guard content.count >= 1 else { return nil }
    mark(content)
    drafts.append(
      Draft(
        content: content, speaker: speaker, cue: i..<end, entry: entry, isDirect: found.isDirect,
        isNegated: group.isNegated, rule: "\(rule) \(found.frame)"))
    return found.content.upperBound
  }
}
