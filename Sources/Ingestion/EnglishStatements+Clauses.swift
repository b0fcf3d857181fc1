import Languages
import Press

extension EnglishStatements {
  /// How a verb stands: its auxiliaries, its voice.
  struct Group {
    var start: Int
    var isNegated = false
    var isPassive = false
    var isFinite = false
    var isInfinitive = false
  }

  /// The verb group whose head is at `i`.
  func group(at i: Int, _ traits: Traits, from limit: Int) -> Group {
    var group = Group(start: i)
    var k = i - 1
    var nearest: Int32 = -1
    var auxiliaries = false
    while k >= limit {
      if phrases.has(k, .negation) {
        group.isNegated = true
      } else if isAuxiliary(k) {
        if nearest < 0 {
          nearest =
            phrases.isIn(k, known.modals) ? -2 : cues.lexicon.lemma(of: words.forms[k], as: .verb)
        }
        if phrases.has(k, .finite) { auxiliaries = true }
        group.start = k
      } else if phrases.isAdverb(k) {
        // «also said»: the group starts before it only if an auxiliary does.
        if auxiliaries == false { group.start = min(group.start, k) }
      } else {
        break
      }
      k -= 1
    }
    if phrases.isForm(k, known.to) { group.isInfinitive = !auxiliaries }
    let isParticiple = traits.has(.pastParticiple)
    group.isPassive = isParticiple && nearest == known.be && !traits.has(.infinitive)
    group.isFinite = auxiliaries || traits.has(.finite) && !group.isInfinitive
    if traits.has(.presentParticiple) { group.isFinite = auxiliaries }
    return group
  }

  /// The noun phrase that is the subject of the verb group starting at `start`.
  func subject(of start: Int, from limit: Int) -> Range<Int>? {
    var j = start - 1
    while j >= limit, phrases.isAdverb(j), words[j].isWord { j -= 1 }
    guard j >= limit, quotations.ofWord[j] < 0 else { return nil }
    if phrases.isIn(j, known.relatives), words[j].isWord {
      var k = j
      if phrases.mark(k - 1) == .comma { k -= 1 }
      return phrases.phrase(endingAt: k, from: limit)
    }
    switch words[j].mark {
    case .comma:
      // X, the director, said
      var c = j - 1
      while c > limit, j - c < 32, words[c].mark != .comma || quotations.ofWord[c] >= 0 { c -= 1 }
      guard c > limit, words[c].mark == .comma,
        let head = phrases.phrase(endingAt: c, from: limit)
      else { return nil }
      if phrases.isIn(c + 1, known.links) { return nil }
      return head.lowerBound..<j
    case .dash:
      var c = j - 1
      while c > limit, j - c < 32, words[c].mark != .dash { c -= 1 }
      guard c > limit else { return nil }
      return phrases.phrase(endingAt: c, from: limit)
    case .none, .number, .closeBracket, .symbol:
      return phrases.phrase(endingAt: j + 1, from: limit)
    default: return nil
    }
  }

  /// The subject that an infinitive, participle or coordinated verb shares.
  func sharedSubject(of start: Int, in unit: Range<Int>) -> Range<Int>? {
    // The speaker of the cue before it in the sentence.
    if let last = drafts[firstOfUnit...].last(where: { draft in
      draft.cue.map { unit.contains($0.lowerBound) && $0.lowerBound < start } == true
    }) {
      if let speaker = last.speaker { return speaker }
    }
    var k = start - 1
    while k > unit.lowerBound {
      if quotations.ofWord[k] < 0, phrases.isFinite(k) || isAuxiliary(k) {
        var first = k
        while first > unit.lowerBound, isAuxiliary(first - 1) || phrases.isAdverb(first - 1) {
          first -= 1
        }
        if let subject = subject(of: first, from: unit.lowerBound) { return subject }
      }
      k -= 1
    }
    return nil
  }

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
        isLoose: rule != "infinitive" && (rule != "shared" || entry.frames.contains(.quote)),
        isSubordinate: isSubordinate(speaker?.lowerBound ?? group.start, unit))
    else { return nil }
    if group.isNegated, !["judge", "hope"].contains(entry.kind) { return found.content.lowerBound }
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

  /// What a cue governs, by its frames.
  struct Content {
    var content: Range<Int>
    var frame: String
    var isDirect = false
  }

  private func content(
    of entry: EnglishCues.Entry, from end: Int, _ unit: Range<Int>, isLoose: Bool,
    isSubordinate: Bool = false
  ) -> Content? {
    let frames = entry.frames
    let limit = unit.upperBound
    func clause(_ start: Int, _ frame: String) -> Content? {
      var stop = clauseEnd(from: start, limit)
      if isSubordinate { stop = mainClause(from: start, stop) }
      return stop - start >= 2 ? Content(content: start..<stop, frame: frame) : nil
    }
    func object(_ start: Int, _ frame: String) -> Content? {
      let stop = objectEnd(from: start, limit)
      return stop > start ? Content(content: start..<stop, frame: frame) : nil
    }
    func quotation(_ k: Int) -> Int? {
      guard k < limit, isQuotationMark(k) else { return nil }
      let q = quotations.atOpen[k]
      return q < 0 ? nil : Int(q)
    }
    var starts = [end]
    let adjunct = phrases.adjunctEnd(from: end, to: limit)
    if adjunct > end { starts.append(adjunct) }
    if entry.lemma == "say" || entry.lemma == "write", phrases.isForm(end, known.of) {
      // said of the mayor, “…”
      starts.append(phrases.phraseEnd(from: end + 1, to: limit))
    }
    // «told reporters», «asked him»
    if !frames.isDisjoint(with: [.objectThat, .objectTo, .objectWh]) {
      let object = phrases.phraseEnd(from: end, to: limit, complements: true)
      if object > end {
        if frames.contains(.objectTo), phrases.isForm(object, known.to),
          phrases.has(object + 1, .infinitive)
        {
          return clause(end, "object-to")
        }
        let later = phrases.adjunctEnd(from: object, to: limit)
        for k in [object, later] {
          if frames.contains(.objectThat) {
            if phrases.isForm(k, known.that) { return clause(k + 1, "object-that") }
            if k > end, phrases.isIn(k, known.wh) { return clause(k, "object-wh") }
            if let q = quotation(k) ?? quotation(k + 1),
              quotations.list[q].content.count > 3 || limit - quotations.list[q].end <= 2
            {
              return quoted(q, k, unit)
            }
            if isClause(k, limit) { return clause(k, "object-bare") }
          }
          if frames.contains(.objectWh), phrases.isIn(k, known.wh) { return clause(k, "object-wh") }
        }
      }
    }
    for (step, k) in starts.enumerated() {
      guard k < limit else { break }
      if frames.contains(.that), phrases.isForm(k, known.that),
        !(phrases.has(k + 1, .noun) && frames.contains(.object) && !isClause(k + 1, limit))
      {
        return clause(k + 1, "that")
      }
      if frames.contains(.that), phrases.mark(k) == .comma {
        // said, in an interview, that
        let after = phrases.adjunctEnd(from: k + 1, to: limit)
        if after > k + 1, phrases.mark(after) == .comma, phrases.isForm(after + 1, known.that) {
          return clause(after + 2, "that")
        }
      }
      if !frames.isDisjoint(with: [.quote, .that]) {
        if let q = quotation(k) { return quoted(q, k, unit) }
        if phrases.mark(k) == .comma || phrases.mark(k) == .colon, let q = quotation(k + 1),
          frames.contains(.quote)
        {
          return quoted(q, k, unit)
        }
        if phrases.mark(k) == .colon, frames.contains(.quote), limit - k > 4 {
          return clause(k + 1, "colon")
        }
      }
      if frames.contains(.wh), phrases.isIn(k, known.wh) { return clause(k, "wh") }
      if frames.contains(.to), phrases.isForm(k, known.to),
        phrases.has(k + 1, .infinitive) || phrases.isAdverb(k + 1)
      {
        return clause(k, "to")
      }
      if step == 0, frames.contains(.ing), phrases.has(k, .presentParticiple),
        !phrases.has(k, .adjective)
      {
        return clause(k, "ing")
      }
      if frames.contains(.bareThat), isLoose,
        isClause(k, limit, strict: !frames.contains(.quote) || frames.contains(.object))
      {
        return clause(k, "bare-that")
      }
    }
    // An object, then as, of or for; without its complements, then with them.
    let short = phrases.phraseEnd(from: end, to: limit, complements: false)
    let long = phrases.phraseEnd(from: end, to: limit)
    for noun in short == long ? [short] : [short, long] where noun > end {
      if frames.contains(.of), phrases.isForm(noun, known.of) { return clause(end, "of") }
      if frames.contains(.for), phrases.isForm(noun, known.for) { return object(end, "for") }
      if frames.contains(.as), phrases.isForm(noun, known.as) { return object(end, "as") }
    }
    // Praised “an honest tail”, complained of a “peremptory” tone.
    let partial: EnglishCues.Frames = [.object, .objectName, .as, .of, .for, .objectThat]
    if !frames.isDisjoint(with: partial),
      let open = (end..<min(end + 6, limit)).first(where: { quotations.atOpen[$0] >= 0 }),
      (end..<open).allSatisfy({
        words[$0].isWord
          && (phrases.isNominal($0)
            || phrases.has($0, [.determiner, .preposition, .presentParticiple, .object])
            || phrases.isAdverb($0))
      })
    {
      var start = end
      if open > end,
        phrases.isForm(end, known.of) || phrases.isForm(end, known.as)
          || phrases.isForm(end, known.for)
      {
        start += 1
      }
      let quote = quotations.list[Int(quotations.atOpen[open])]
      guard quote.end <= limit else { return nil }
      return Content(
        content: start..<max(quote.content.upperBound, objectEnd(from: start, limit)),
        frame: "quoted-object")
    }
    guard long > end else { return nil }
    if frames.contains(.objectName),
      isQuotationMark(long) || phrases.has(long, [.determiner, .adjective])
    {
      return object(end, "name")
    }
    if frames.contains(.object),
      let q = (end...long + 1).first(where: { $0 < limit && quotations.atOpen[$0] >= 0 }),
      quotations.list[Int(quotations.atOpen[q])].end <= limit
    {
      return object(end, "quoted-object")
    }
    if frames.contains(.topic) {
      return object(end, "topic")
    }
    return nil
  }

  /// A quotation that its cue precedes, the mark or a comma or colon at `k`.
  private func quoted(_ q: Int, _ k: Int, _ unit: Range<Int>) -> Content {
    let quote = quotations.list[q]
    let isFree = quote.open > k || words[quote.content.lowerBound].isCapital
    let rest = unit.upperBound - quote.end
    if isFree || rest <= 2 {
      return Content(
        content: quote.content, frame: isFree ? "quotation" : "quoted-part", isDirect: isFree)
    }
    let stop = max(quote.content.upperBound, clauseEnd(from: quote.open, unit.upperBound))
    return Content(content: quote.open..<stop, frame: "quoted-part")
  }

  /// True when a clause with its own subject and verb starts at `k`.
  func isClause(_ k: Int, _ limit: Int, strict: Bool = false) -> Bool {
    guard k < limit, words[k].isWord || words[k].mark == .number || words[k].mark == .symbol else {
      return false
    }
    if phrases.isIn(k, known.conditions) {
      if strict || !phrases.isIn(k, known.ifs) { return false }
      return phrases.isFiniteClause(k..<clauseEnd(from: k, limit))
    }
    if !strict, phrases.has(k, .presentParticiple), !phrases.has(k, .noun) {
      // «legalizing it could»
      return finiteFollows(k + 1, limit)
    }
    var v = phrases.phraseEnd(from: k, to: limit)
    if v == k {
      if phrases.isForm(k, known.there) { v = k + 1 } else { return false }
    }
    // «the plan, which failed, was» and «those who came were»
    if phrases.mark(v) == .comma || phrases.isIn(v, known.relatives) {
      return !strict && phrases.isFiniteClause(v..<min(limit, v + 25))
    }
    while v < limit, phrases.isAdverb(v) { v += 1 }
    if v < limit, phrases.mayBeFinite(v) || isAuxiliary(v) { return true }
    // A verb that was read as part of the phrase: «voters want».
    if v - k >= 2, phrases.mayBeFinite(v - 1), v < limit, !phrases.isPreposition(v), words[v].isWord
    {
      return true
    }
    // its policy “is not to”
    if v < limit, quotations.atOpen[v] >= 0 {
      var first = v + 1
      while first < limit, phrases.isAdverb(first) || isQuotationMark(first) { first += 1 }
      return phrases.isFinite(first) || isAuxiliary(first)
    }
    if !strict, phrases.has(v, [.determiner, .pronoun]), !phrases.isIn(v, known.wh) {
      return finiteFollows(v, limit)
    }
    // «the plan to close schools would»
    if phrases.isForm(v, known.to) || phrases.isForm(v, known.and) || phrases.isPreposition(v)
      || phrases.has(v, [.pastParticiple, .presentParticiple])
    {
      if phrases.isForm(v, known.as) { return false }
      return !strict && finiteFollows(v, limit)
    }
    return false
  }

  /// True when a finite verb follows in the same clause.
  private func finiteFollows(_ start: Int, _ limit: Int) -> Bool {
    var k = start
    while k < limit, k - start < 16 {
      if words[k].mark == .comma || phrases.isIn(k, known.wh) || phrases.isForm(k, known.that) {
        return false
      }
      if phrases.isIn(k, known.conditions) || quotations.ofWord[k] >= 0 { return false }
      if phrases.isFinite(k) || isAuxiliary(k) && phrases.has(k, .finite) { return true }
      k += 1
    }
    return false
  }

  /// True when a clause that starts at `start` depends on another: «While X says …, we».
  private func isSubordinate(_ start: Int, _ unit: Range<Int>) -> Bool {
    var k = start - 1
    if k >= unit.lowerBound, phrases.isAdverb(k) { k -= 1 }
    guard k >= unit.lowerBound, k <= unit.lowerBound + 2 else { return false }
    return phrases.isIn(k, known.conditions) || phrases.isForm(k, known.as)
      || phrases.has(k, .preposition) && k == unit.lowerBound
  }

  /// Where the main clause takes over from one that starts at `start`: at the first comma that a
  /// new subject follows.
  private func mainClause(from start: Int, _ end: Int) -> Int {
    for k in start..<end where words[k].mark == .comma && quotations.ofWord[k] < 0 {
      if phrases.phraseEnd(from: k + 1, to: end) > k + 1 { return k }
    }
    return end
  }

  /// Where an object ends: earlier than a clause.
  func objectEnd(from start: Int, _ limit: Int) -> Int {
    let whole = clauseEnd(from: start, limit)
    var k = start + 1
    while k < whole {
      if quotations.ofWord[k] >= 0 {
        k = quotations.list[Int(quotations.ofWord[k])].end
        continue
      }
      if words[k].mark == .comma,
        phrases.isIn(k + 1, known.links) || phrases.has(k + 1, [.relative, .presentParticiple])
      {
        return k
      }
      if phrases.isForm(k, known.and) || phrases.isForm(k, known.but), phrases.isFinite(k + 1) {
        return k
      }
      if words[k].mark == .none, phrases.isIn(k, known.conditions) { return k }
      k += 1
    }
    return whole
  }

  /// Where a clause that starts at `start` ends: before another attribution, else with its sentence.
  func clauseEnd(from start: Int, _ limit: Int) -> Int {
    var k = start
    while k < limit {
      if quotations.ofWord[k] >= 0 {
        k = quotations.list[Int(quotations.ofWord[k])].end
        continue
      }
      if words[k].mark == .semicolon { return k }
      if words[k].mark == .comma {
        if phrases.isForm(k + 1, known.according) { return k }
        if phrases.has(k + 1, .presentParticiple), let verb = cues.verb(at: k + 1, in: words),
          !verb.entry.frames.isDisjoint(with: [.quote, .objectThat])
        {
          return k
        }
        if phrases.isIn(k + 1, known.links), startsAttribution(k + 2, limit) { return k }
      }
      if phrases.isForm(k, known.and) || phrases.isForm(k, known.but), k > start,
        startsVerb(k + 1, limit)
          || phrases.has(k + 1, .presentParticiple)
            && cues.verb(at: k + 1, in: words)?.entry.frames.contains(.quote) == true
      {
        return k
      }
      k += 1
    }
    return limit
  }

  /// True for «and added that»: a cue without a subject of its own.
  private func startsVerb(_ k: Int, _ limit: Int) -> Bool {
    var v = k
    while v < limit, phrases.isAdverb(v) { v += 1 }
    guard v < limit, let verb = cues.verb(at: v, in: words) else { return false }
    guard verb.traits.has(.simplePast) || verb.traits.has(.present) && !verb.traits.has(.infinitive)
    else { return false }
    return verb.entry.frames.contains(.quote) || verb.entry.frames.contains(.objectThat)
  }

  private func startsAttribution(_ k: Int, _ limit: Int) -> Bool {
    if startsVerb(k, limit) { return true }
    var v = phrases.phraseEnd(from: k, to: limit)
    if v == k { return false }
    while v < limit, phrases.isAdverb(v) || isAuxiliary(v) { v += 1 }
    guard v < limit, let verb = cues.verb(at: v, in: words) else { return false }
    return verb.entry.frames.contains(.quote) || verb.entry.frames.contains(.objectThat)
  }

  /// Reads what depends on a noun: «her claim that …».
  private mutating func read(_ entry: EnglishCues.Entry, at i: Int, _ unit: Range<Int>) -> Int? {
    var frame = ""
    var start = i + 1
    if phrases.isForm(i + 1, known.that), entry.frames.contains(.that),
      isClause(i + 2, unit.upperBound)
    {
      frame = "noun-that"
      start = i + 2
    } else if entry.frames.contains(.to), phrases.isForm(i + 1, known.to),
      phrases.has(i + 2, .infinitive)
    {
      frame = "noun-to"
    } else {
      return nil
    }
    guard let noun = phrases.phrase(endingAt: i + 1, from: unit.lowerBound) else { return nil }
    // Whose: «her claim», «Mr Hale's claim».
    var speaker: Range<Int>?
    if phrases.has(noun.lowerBound, .possessive), noun.lowerBound < i {
      speaker = noun.lowerBound..<(noun.lowerBound + 1)
    } else if let s = noun.last(where: { phrases.isForm($0, known.s) }), s > noun.lowerBound {
      speaker = noun.lowerBound..<s
    }
    guard let speaker else { return nil }
    var stop = clauseEnd(from: start, unit.upperBound)
    if isSubordinate(noun.lowerBound, unit) { stop = mainClause(from: start, stop) }
    let content = start..<contentEnd(stop, from: start)
    mark(content)
    drafts.append(
      Draft(content: content, speaker: speaker, cue: i..<(i + 1), entry: entry, rule: frame))
    return stop
  }
}

extension EnglishPhrases {
  /// True when a verb stands in the stretch.
  func isFiniteClause(_ range: Range<Int>) -> Bool {
    range.contains { quoteOfWord[$0] < 0 ? isFinite($0) : false }
  }
}
