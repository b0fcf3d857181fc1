import Languages
import Press

/// What depends on a cue verb, by the form in which it stands and who its subject is.
extension EnglishStatements {
  /// A word that may be a cue verb, and the verb group that it is part of.
  private struct CueVerb {
    let entry: EnglishCues.Entry
    let features: Features
    let cue: Range<Int>
    let group: Group
    let unit: Range<Int>

    var at: Int { cue.lowerBound }
    var before: Int { group.start - 1 }
    /// «say», which may be a noun or an infinitive too.
    var isPlainForm: Bool { features.has(.infinitive) && !features.has(.simplePast) }
  }

  /// Who says something by a cue verb, and in which form of the verb.
  private struct Utterance {
    var speaker: Range<Int>?
    var form: StatementRule.Form
    var isAfterComma = false
    var isLeading = false
  }

  /// Reads what depends on the cue verb at `i`.
  ///
  /// - Returns: where to go on, nil when nothing depends on it.
  mutating func read(
    _ entry: EnglishCues.Entry, _ features: Features, at i: Int, to end: Int, _ unit: Range<Int>
  ) -> Int? {
    if words[i].isCapital, !words[i].shape.contains(.startsSentence) { return nil }
    let verb = CueVerb(
      entry: entry, features: features, cue: i..<end,
      group: group(at: i, features, from: unit.lowerBound), unit: unit)
    if entry.lemma == "ask", features.has(.pastParticiple),
      verb.group.isPassive || isBare(i, unit), let question = question(from: end, unit)
    {
      append(question, cue: i..<end, entry, rule: .asked)
      return question.upperBound
    }
    if verb.group.isPassive { return readAgent(of: entry, verb.group, cue: i..<end, unit) }
    guard !isNoun(verb), let utterance = utterance(of: verb) else { return nil }
    if utterance.form == .finite, let speaker = utterance.speaker,
      let gap = gap(before: speaker, entry, end, unit)
    {
      mark(gap)
      drafts.append(
        StatementCandidate(
          content: gap, speaker: speaker, cue: i..<end, entry: entry,
          isNegated: verb.group.isNegated, rule: .gap))
      return gap.upperBound
    }
    guard let found = content(of: government(verb, utterance)) else { return nil }
    return append(found, of: verb, utterance)
  }

  /// True for «the coach's claim», «his plans», «an estimated 200 people».
  private func isNoun(_ verb: CueVerb) -> Bool {
    let (i, before, group, unit) = (verb.at, verb.before, verb.group, verb.unit)
    let isNominal = phrases.has(i, .noun)
    if isNominal, phrases.isForm(i - 1, known.s), !phrases.has(i - 2, .pronoun) { return true }
    if isNominal, !group.isFinite || group.start == i {
      if phrases.has(before, .determiner) || phrases.isForm(before, known.s) { return true }
      if phrases.has(before, .adjective), !phrases.has(before, .noun), !words[before].isCapital {
        return true
      }
      // «repeated plans to»
      if group.start == i, before >= unit.lowerBound, phrases.isFinite(before),
        !phrases.has(before, .noun)
      {
        return true
      }
      if phrases.isPreposition(before), before >= unit.lowerBound, words[before].isWord {
        return true
      }
    }
    return group.start == i && phrases.has(before, .determiner) && !phrases.has(before, .pronoun)
  }

  private func utterance(of verb: CueVerb) -> Utterance? {
    // «The council must say that», «Did the minister say that …?»
    if (verb.group.start..<verb.at).contains(where: { phrases.isIn($0, known.oughts) })
      || isAuxiliary(verb.unit.lowerBound) && phrases.mark(verb.unit.upperBound - 1) == .question
    {
      return nil
    }
    if verb.group.isFinite { return finiteUtterance(of: verb) }
    if verb.features.has(.presentParticiple) { return participleUtterance(of: verb) }
    return verb.group.isInfinitive ? infinitiveUtterance(of: verb) : nil
  }

  private func finiteUtterance(of verb: CueVerb) -> Utterance? {
    let (i, before, unit, start) = (verb.at, verb.before, verb.unit, verb.group.start)
    var found = Utterance(speaker: subject(of: start, from: unit.lowerBound), form: .finite)
    if found.speaker == nil {
      guard !(verb.isPlainForm && start == i), before >= unit.lowerBound,
        phrases.isForm(before, known.and) || phrases.isForm(before, known.but)
          || phrases.mark(before) == .comma, !isAttribute(verb)
      else { return nil }
      found.isAfterComma = phrases.mark(before) == .comma
      found.speaker = sharedSubject(of: start, in: unit)
      found.form = .coordinated
    }
    guard let subject = found.speaker else { return found }
    if start == i, verb.isPlainForm {
      // «a private email server»: the plain form needs a plural
      if phrases.has(i, .noun), !isPlural(subject) { return nil }
      // «lets residents say they»
      if subject.lowerBound > unit.lowerBound,
        phrases.isIn(subject.lowerBound - 1, known.lets)
      {
        return nil
      }
    }
    // «Everything suggests that», «No one says», «I think»: nobody, and the one who writes.
    if isNobody(subject, verb.entry) { return nil }
    // «What worries people is …»
    if subject.count == 1, phrases.isIn(subject.lowerBound, known.wh) { return nil }
    // «It appears to …» names nobody.
    if phrases.isForm(subject.lowerBound, known.it),
      !verb.features.has(.pastParticiple) || !verb.entry.frames.contains(.object),
      verb.entry.lemma == "appear" || verb.entry.lemma == "seem"
    {
      return nil
    }
    return found
  }

  /// True for «the shed, called …», «wrapped up and labelled …».
  private func isAttribute(_ verb: CueVerb) -> Bool {
    verb.features.has(.pastParticiple) && !wasActive(verb.before, verb.unit)
      && (isQuotationMark(verb.cue.upperBound)
        || words[min(verb.cue.upperBound, words.count - 1)].isCapital)
      && !verb.entry.frames.isDisjoint(with: [.objectName, .as])
  }

  private func participleUtterance(of verb: CueVerb) -> Utterance? {
    let (i, before, unit) = (verb.at, verb.before, verb.unit)
    if phrases.isForm(before, known.of) || phrases.has(before, .determiner) { return nil }
    var found = Utterance(form: .participle)
    if i == unit.lowerBound
      || phrases.has(before, [.preposition, .conjunction])
        && (i <= unit.lowerBound + 2 || !phrases.isFiniteClause(unit.lowerBound..<i))
    {
      // «Calling it a “farce”, the coach …», «While denying it, …»
      found.isLeading = true
      found.speaker = leadSubject(after: i, unit)
    } else if phrases.mark(before) == .none, !phrases.isPreposition(before),
      !phrases.has(before, .conjunction)
    {
      // «anyone wanting to», «a letter saying»
      found.speaker = phrases.phrase(endingAt: i, from: unit.lowerBound)
    } else {
      found.speaker = sharedSubject(of: i, in: unit)
    }
    return found.speaker == nil ? nil : found
  }

  /// «went on to say», «continued to insist», «used the speech to urge»
  private func infinitiveUtterance(of verb: CueVerb) -> Utterance? {
    guard !verb.entry.frames.isDisjoint(with: [.bareThat, .objectTo, .of]),
      let speaker = sharedSubject(of: verb.at, in: verb.unit),
      // «It is hard to say whether»
      !phrases.isForm(speaker.lowerBound, known.it), !isNobody(speaker, verb.entry)
    else { return nil }
    return Utterance(speaker: speaker, form: .infinitive)
  }

  private func government(_ verb: CueVerb, _ utterance: Utterance) -> Government {
    let (speaker, form, entry) = (utterance.speaker, utterance.form, verb.entry)
    return Government(
      entry: entry, end: verb.cue.upperBound, unit: verb.unit,
      isLoose: !utterance.isAfterComma
        && (form != .infinitive || cues.sayings.contains(entry.lemma))
        && (form != .coordinated || entry.frames.contains(.quote)),
      isSubordinate: utterance.isLeading
        || isSubordinate(speaker?.lowerBound ?? verb.group.start, verb.unit),
      isSurvey: speaker?.contains { phrases.isIn($0, known.evidence) } == true,
      isRelative: speaker.map { phrases.isIn($0.lowerBound - 1, known.gaps) } == true)
  }

  /// Adds what a cue verb governs, cut to what is said.
  ///
  /// - Returns: where to go on, nil when it is no statement.
  private mutating func append(
    _ found: Content, of verb: CueVerb, _ utterance: Utterance
  ) -> Int? {
    let (entry, form) = (verb.entry, utterance.form)
    // «would not say whether», «never mentioned the bridge»: what somebody did not say.
    let isUnsaid = verb.group.isNegated && !["judge", "hope"].contains(entry.kind)
    if isUnsaid, ![.that, .whether].contains(found.frame) { return found.content.lowerBound }
    // «to accuse him of lying», no other object of an infinitive
    if form == .infinitive, entry.frames.isDisjoint(with: [.bareThat, .objectTo]),
      found.frame != .ofInfinitive
    {
      return nil
    }
    // «declined to comment»
    if entry.kind == "deny", found.frame == .toInfinitive,
      phrases.isIn(found.content.lowerBound, known.silences)
    {
      return found.content.upperBound
    }
    var start = found.content.lowerBound
    // «what they call a “rant”»
    if [.object, .predicate].contains(found.frame), form == .finite,
      let speaker = utterance.speaker,
      phrases.isIn(speaker.lowerBound - 1, known.gaps), speaker.lowerBound > verb.unit.lowerBound,
      !phrases.isIn(speaker.lowerBound - 1, known.relatives)
    {
      start = speaker.lowerBound - 1
    }
    let stop = endOfRelative(found, of: verb, from: start) ?? found.content.upperBound
    let content = start..<contentEnd(stop, from: found.content.lowerBound)
    guard content.count >= 1 else { return nil }
    mark(content)
    drafts.append(
      StatementCandidate(
        content: content, speaker: utterance.speaker, cue: verb.cue, entry: entry,
        isDirect: found.isDirect, isNegated: verb.group.isNegated,
        rule: isUnsaid ? .negated : found.frame.under(form)))
    return found.content.upperBound
  }

  /// The comma that closes the relative clause of the cue: «X, who said trains were late, left».
  private func endOfRelative(_ found: Content, of verb: CueVerb, from start: Int) -> Int? {
    guard phrases.isIn(verb.before, known.relatives), phrases.mark(verb.before - 1) == .comma,
      !found.isDirect
    else { return nil }
    let comma = found.content.first {
      words[$0].mark == .comma && quotations.ofWord[$0] < 0
        && (phrases.isFinite($0 + 1) && !phrases.has($0 + 1, .infinitive) || isAuxiliary($0 + 1))
    }
    return comma.flatMap { $0 > start + 1 ? $0 : nil }
  }
}
