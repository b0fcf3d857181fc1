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
      if let verb = cues.verb(at: i, in: words), !isReformulation(i),
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

  /// «that is to say»: the same again, of nobody's.
  private func isReformulation(_ i: Int) -> Bool {
    i > 2 && words.key(i) == "say" && words.key(i - 1) == "to" && words.key(i - 2) == "is"
      && words.key(i - 3) == "that"
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
  func isNobody(_ subject: Range<Int>, _ entry: EnglishCues.Entry) -> Bool {
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
  func isPlural(_ subject: Range<Int>) -> Bool {
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
  func leadSubject(after i: Int, _ unit: Range<Int>) -> Range<Int>? {
    let comma = mainClause(from: i + 1, unit.upperBound)
    guard comma < unit.upperBound else { return nil }
    let start = isQuotationMark(comma + 1) ? comma + 2 : comma + 1
    let end = phrases.phraseEnd(from: start, to: unit.upperBound)
    return end > start ? start..<end : nil
  }

  /// True for «Asked whether …, he» and «when asked …».
  func isBare(_ i: Int, _ unit: Range<Int>) -> Bool {
    i == unit.lowerBound || phrases.isIn(i - 1, known.conditions)
      || phrases.has(i - 1, .conjunction)
  }

  /// What is asked: «whether it was safe», «about the bridge».
  func question(from end: Int, _ unit: Range<Int>) -> Range<Int>? {
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
  func gap(
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
  mutating func readAgent(
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

  mutating func append(
    _ content: Range<Int>, cue: Range<Int>, _ entry: EnglishCues.Entry, rule: StatementRule
  ) {
    mark(content)
    drafts.append(StatementCandidate(content: content, cue: cue, entry: entry, rule: rule))
  }

  /// True when the verb before `end` that shares its subject with the next is no participle of the
  /// passive.
  func wasActive(_ end: Int, _ unit: Range<Int>) -> Bool {
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
}
