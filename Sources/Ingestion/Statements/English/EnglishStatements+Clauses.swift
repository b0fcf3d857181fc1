import Languages
import Press

extension EnglishStatements {
  /// Clauses, infinitives and quotations that depend on a cue.
  mutating func readClauses(_ unit: Range<Int>) {
    var i = unit.lowerBound
    // A direct quotation's own cue is done.
    let done = Set(drafts[firstOfUnit...].compactMap { $0.cue?.lowerBound })
    // What comes before an incise ends before it.
    let incise = drafts[firstOfUnit...].first {
      $0.rule == .hostIncise
    }?.content.upperBound
    while i < unit.upperBound {
      if quotations.ofWord[i] >= 0 || done.contains(i) {
        i += 1
        continue
      }
      var unit = unit
      if let incise, i < incise { unit = unit.lowerBound..<incise }
      if let verb = cues.verb(at: i, in: words),
        let next = read(verb.entry, verb.features, at: i, to: verb.end, unit)
      {
        i = max(next, i + 1)
        continue
      }
      if phrases.isIn(i, known.beliefs), let next = readBelief(at: i, unit) {
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

  /// «The coach was confident that …».
  private mutating func readBelief(at i: Int, _ unit: Range<Int>) -> Int? {
    guard phrases.isForm(i + 1, known.that), isClause(i + 2, unit.upperBound) else { return nil }
    var verb = i - 1
    while verb > unit.lowerBound, phrases.isAdverb(verb) { verb -= 1 }
    guard verb > unit.lowerBound, phrases.isIn(verb, known.states) || isAuxiliary(verb) else {
      return nil
    }
    let group = group(at: verb, words[verb].features, from: unit.lowerBound)
    guard group.isFinite, let speaker = subject(of: group.start, from: unit.lowerBound),
      !phrases.isForm(speaker.lowerBound, known.it)
    else { return nil }
    let start = i + 2
    var stop = clauseEnd(from: start, unit.upperBound)
    if isSubordinate(speaker.lowerBound, unit) { stop = mainClause(from: start, stop) }
    let content = start..<contentEnd(stop, from: start)
    mark(content)
    let entry = EnglishCues.Entry(
      lemma: words.key(i), particles: [], frames: [], kind: "judge")
    drafts.append(
      StatementCandidate(
        content: content, speaker: speaker, cue: i..<i + 1, entry: entry,
        isNegated: group.isNegated, rule: .belief))
    return stop
  }

  /// True for a subject that says nothing: «no one», «everything», the writer's own «I», and things
  /// that promise or threaten.
  private func isNobody(_ subject: Range<Int>, _ entry: EnglishCues.Entry) -> Bool {
    let first = subject.lowerBound
    if subject.count == 1, phrases.isIn(first, known.nobodies) { return true }
    // «I think», «we hope»: the writer.
    if subject.count == 1, phrases.isIn(first, known.writers),
      ["judge", "hope"].contains(entry.kind)
    {
      return true
    }
    if phrases.isForm(subject.upperBound - 1, known.one),
      phrases.has(first, .negation)
        || phrases.isForm(first, known.no) || phrases.isForm(first - 1, known.no)
    {
      return true
    }
    guard known.wills.contains(cues.lexicon.form(entry.lemma)) else { return false }
    let head = subject.first {
      phrases.isForm($0, known.of) || phrases.isForm($0, known.for) || phrases.isForm($0, known.s)
    }
    return phrases.isIn((head ?? subject.upperBound) - 1, known.things)
      || phrases.isPreposition(first - 1) && phrases.isIn(first, known.things)
  }

  /// True for a subject that a plain form like «plan» or «back» agrees with.
  private func isPlural(_ subject: Range<Int>) -> Bool {
    let last = subject.upperBound - 1
    if phrases.has(last, .pronoun) { return !phrases.isIn(last, known.singulars) }
    if subject.contains(where: {
      phrases.isForm($0, known.and) || phrases.isForm($0, known.whoForm)
    }) {
      return true
    }
    return words[last].mark != .none
      || subject.contains {
        phrases.isIn($0, known.people)
          || words[$0].end - words[$0].start > 3 && words.key($0).hasSuffix("s")
      }
  }

  /// The subject of the main clause after a participle that leads its sentence.
  private func leadSubject(after i: Int, _ unit: Range<Int>) -> Range<Int>? {
    let comma = mainClause(from: i + 1, unit.upperBound)
    guard comma < unit.upperBound else { return nil }
    let start = isQuotationMark(comma + 1) ? comma + 2 : comma + 1
    let end = phrases.phraseEnd(from: start, to: unit.upperBound)
    return end > start ? start..<end : nil
  }

  /// True for «Asked whether …, he» and «when asked …».
  private func isBare(_ i: Int, _ unit: Range<Int>) -> Bool {
    i == unit.lowerBound || phrases.isIn(i - 1, known.conditions)
      || phrases.has(i - 1, .conjunction)
  }

  /// What is asked: «whether it was safe», «about the bridge».
  private func question(from end: Int, _ unit: Range<Int>) -> Range<Int>? {
    var k = end
    if phrases.isForm(k, known.about) {
      // «asked about the bridge,»
      k += 1
    } else {
      if !phrases.isIn(k, known.wh) { k = phrases.adjunctEnd(from: k, to: unit.upperBound) }
      guard phrases.isIn(k, known.wh) else { return nil }
    }
    let stop = mainClause(from: k, clauseEnd(from: k, unit.upperBound))
    return k..<contentEnd(stop, from: k)
  }

  /// A relative clause from which the cue has taken the subject: «which he says is safe».
  private func gap(
    before speaker: Range<Int>, _ entry: EnglishCues.Entry, _ end: Int, _ unit: Range<Int>
  ) -> Range<Int>? {
    let relative = speaker.lowerBound - 1
    guard relative >= unit.lowerBound, entry.frames.contains(.bareThat),
      phrases.isIn(relative, known.relatives) || phrases.isIn(relative, known.gaps)
    else { return nil }
    var verb = end
    while verb < unit.upperBound, phrases.isAdverb(verb) { verb += 1 }
    guard verb < unit.upperBound, phrases.isFinite(verb) || isAuxiliary(verb),
      !phrases.isForm(verb, known.to)
    else { return nil }
    var stop = clauseEnd(from: verb, unit.upperBound)
    if let comma = (verb..<stop).first(where: {
      words[$0].mark == .comma && quotations.ofWord[$0] < 0
        && (phrases.isIn($0 + 1, known.links) || phrases.mayBeFinite($0 + 1)
          || isAuxiliary($0 + 1))
    }) {
      stop = comma
    }
    stop = contentEnd(stop, from: relative)
    return stop - verb >= 2 ? relative..<stop : nil
  }

  /// «has been labelled a “farce” by the union»
  private mutating func readAgent(
    of entry: EnglishCues.Entry, _ group: Group, cue: Range<Int>, _ unit: Range<Int>
  ) -> Int? {
    guard !entry.frames.isDisjoint(with: [.objectName, .as]), !group.isNegated else { return nil }
    var open = cue.upperBound
    if phrases.isForm(open, known.as) { open += 1 }
    let start = open
    while open < min(start + 4, unit.upperBound), quotations.atOpen[open] < 0 { open += 1 }
    guard open < unit.upperBound, quotations.atOpen[open] >= 0 else { return nil }
    let quote = quotations.list[Int(quotations.atOpen[open])]
    var by = quote.end
    while by < min(quote.end + 4, unit.upperBound), phrases.isNominal(by) { by += 1 }
    guard phrases.isForm(by, known.by) else { return nil }
    let agent = phrases.phraseEnd(from: by + 1, to: unit.upperBound)
    guard agent > by + 1 else { return nil }
    mark(start..<by)
    drafts.append(
      StatementCandidate(
        content: start..<by, speaker: by + 1..<agent, cue: cue, entry: entry, rule: .agent))
    return agent
  }

  private mutating func append(
    _ content: Range<Int>, cue: Range<Int>, _ entry: EnglishCues.Entry, rule: StatementRule
  ) {
    mark(content)
    drafts.append(StatementCandidate(content: content, cue: cue, entry: entry, rule: rule))
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
        return !group(at: k, words[k].features, from: unit.lowerBound).isPassive
      }
      k -= 1
    }
    return true
  }

  /// Reads what depends on the cue verb at `i`.
  ///
  /// - Returns: where to go on, nil when nothing depends on it.
  private mutating func read(
    _ entry: EnglishCues.Entry, _ features: Features, at i: Int, to end: Int, _ unit: Range<Int>
  ) -> Int? {
    if words[i].isCapital, !words[i].shape.contains(.startsSentence) { return nil }
    let group = group(at: i, features, from: unit.lowerBound)
    if entry.lemma == "ask", features.has(.pastParticiple),
      group.isPassive || isBare(i, unit), let question = question(from: end, unit)
    {
      append(question, cue: i..<end, entry, rule: .asked)
      return question.upperBound
    }
    if group.isPassive { return readAgent(of: entry, group, cue: i..<end, unit) }
    let before = group.start - 1
    // «the coach's claim»
    if phrases.has(i, .noun), phrases.isForm(i - 1, known.s), !phrases.has(i - 2, .pronoun) {
      return nil
    }
    // A noun: «the claims», «his plans».
    if phrases.has(i, .noun), !group.isFinite || group.start == i {
      if phrases.has(before, .determiner) || phrases.isForm(before, known.s) { return nil }
      if phrases.has(before, .adjective), !phrases.has(before, .noun), !words[before].isCapital {
        return nil
      }
      // «repeated plans to»
      if group.start == i, before >= unit.lowerBound, phrases.isFinite(before),
        !phrases.has(before, .noun)
      {
        return nil
      }
      if phrases.isPreposition(before), before >= unit.lowerBound, words[before].isWord {
        return nil
      }
    }
    // «an estimated 200 people»
    if group.start == i, phrases.has(before, .determiner), !phrases.has(before, .pronoun) {
      return nil
    }
    var speaker: Range<Int>?
    var form: StatementRule.Form
    var isUnsaid = false
    var isAfterComma = false
    var isLeading = false
    if group.isFinite {
      speaker = subject(of: group.start, from: unit.lowerBound)
      form = .finite
      if features.has(.infinitive), !features.has(.simplePast), group.start == i, speaker == nil {
        return nil
      }
      if speaker == nil {
        guard before >= unit.lowerBound,
          phrases.isForm(before, known.and) || phrases.isForm(before, known.but)
            || phrases.mark(before) == .comma
        else { return nil }
        // «the shed, called …», «wrapped up and labelled …»
        let isParticiple =
          features.has(.pastParticiple) && !wasActive(before, unit)
          && (isQuotationMark(end) || words[min(end, words.count - 1)].isCapital)
        if isParticiple, !entry.frames.isDisjoint(with: [.objectName, .as]) { return nil }
        isAfterComma = phrases.mark(before) == .comma
        speaker = sharedSubject(of: group.start, in: unit)
        form = .coordinated
      }
      // «a private email server»: the plain form needs a plural
      if let subject = speaker, group.start == i, phrases.has(i, .noun), features.has(.infinitive),
        !features.has(.simplePast), !isPlural(subject)
      {
        return nil
      }
      // «Everything suggests that», «No one says», «I think»: nobody, and the one who writes.
      if let subject = speaker, isNobody(subject, entry) { return nil }
      // «lets residents say they»
      if let subject = speaker, group.start == i, features.has(.infinitive),
        !features.has(.simplePast),
        subject.lowerBound > unit.lowerBound, phrases.isIn(subject.lowerBound - 1, known.lets)
      {
        return nil
      }
      // «What worries people is …»
      if let subject = speaker, subject.count == 1, phrases.isIn(subject.lowerBound, known.wh) {
        return nil
      }
      if let subject = speaker, phrases.isForm(subject.lowerBound, known.it),
        features.has(.pastParticiple) == false || entry.frames.contains(.object) == false
      {
        // «It appears to …» names nobody.
        if entry.lemma == "appear" || entry.lemma == "seem" { return nil }
      }
    } else if features.has(.presentParticiple) {
      if phrases.isForm(before, known.of) || phrases.has(before, .determiner) { return nil }
      if i == unit.lowerBound
        || phrases.has(before, [.preposition, .conjunction])
          && (i <= unit.lowerBound + 2 || !phrases.isFiniteClause(unit.lowerBound..<i))
      {
        // «Calling it a “farce”, the coach …», «While denying it, …»
        isLeading = true
        speaker = leadSubject(after: i, unit)
      } else if phrases.mark(before) == .none, !phrases.isPreposition(before),
        !phrases.has(before, .conjunction)
      {
        // «anyone wanting to», «a letter saying»
        speaker = phrases.phrase(endingAt: i, from: unit.lowerBound)
      } else {
        speaker = sharedSubject(of: i, in: unit)
      }
      if speaker == nil { return nil }
      form = .participle
    } else if group.isInfinitive {
      // «went on to say», «continued to insist», «used the speech to urge»
      guard !entry.frames.isDisjoint(with: [.bareThat, .objectTo, .of]) else { return nil }
      speaker = sharedSubject(of: i, in: unit)
      // «It is hard to say whether»
      if speaker.map({ phrases.isForm($0.lowerBound, known.it) || isNobody($0, entry) }) ?? true {
        return nil
      }
      form = .infinitive
    } else {
      return nil
    }
    if form == .finite, let speaker, let gap = gap(before: speaker, entry, end, unit) {
      mark(gap)
      drafts.append(
        StatementCandidate(
          content: gap, speaker: speaker, cue: i..<end, entry: entry, isNegated: group.isNegated,
          rule: .gap))
      return gap.upperBound
    }
    guard
      let found = content(
        of: entry, from: end, unit,
        isLoose: !isAfterComma && (form != .infinitive || cues.sayings.contains(entry.lemma))
          && (form != .coordinated || entry.frames.contains(.quote)),
        isSubordinate: isLeading || isSubordinate(speaker?.lowerBound ?? group.start, unit),
        isSurvey: speaker?.contains { phrases.isIn($0, known.evidence) } == true,
        isRelative: speaker.map { phrases.isIn($0.lowerBound - 1, known.gaps) } == true)
    else { return nil }
    if group.isNegated, !["judge", "hope"].contains(entry.kind) {
      // «would not say whether», «never mentioned the bridge»: what somebody did not say.
      guard [.that, .whether].contains(found.frame) else { return found.content.lowerBound }
      isUnsaid = true
    }
    // «to accuse him of lying», no other object of an infinitive
    if form == .infinitive, entry.frames.isDisjoint(with: [.bareThat, .objectTo]),
      found.frame != .ofInfinitive
    {
      return nil
    }
    var start = found.content.lowerBound
    // «what they call a “rant”»
    if [.object, .predicate].contains(found.frame), form == .finite, let speaker,
      phrases.isIn(speaker.lowerBound - 1, known.gaps), speaker.lowerBound > unit.lowerBound,
      !phrases.isIn(speaker.lowerBound - 1, known.relatives)
    {
      start = speaker.lowerBound - 1
    }
    var stop = found.content.upperBound
    // «X, who said trains were late, left»
    if phrases.isIn(before, known.relatives), phrases.mark(before - 1) == .comma, !found.isDirect,
      let comma = found.content.first(where: {
        words[$0].mark == .comma && quotations.ofWord[$0] < 0
          && (phrases.isFinite($0 + 1) && !phrases.has($0 + 1, .infinitive) || isAuxiliary($0 + 1))
      }), comma > start + 1
    {
      stop = comma
    }
    let content = start..<contentEnd(stop, from: found.content.lowerBound)
    guard content.count >= 1 else { return nil }
    mark(content)
    drafts.append(
      StatementCandidate(
        content: content, speaker: speaker, cue: i..<end, entry: entry, isDirect: found.isDirect,
        isNegated: group.isNegated, rule: isUnsaid ? .negated : found.frame.under(form)))
    return found.content.upperBound
  }
}
