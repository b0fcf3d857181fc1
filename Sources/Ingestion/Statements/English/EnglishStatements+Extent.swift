import Languages
import Press

extension EnglishStatements {
  /// True when a clause with its own subject and verb starts at `k`.
  func isClause(_ k: Int, _ limit: Int, strict: Bool = false) -> Bool {
    guard k < limit, words[k].isWord || words[k].mark == .number || words[k].mark == .symbol else {
      return false
    }
    // «at least forty people came»
    let counted = quantityEnd(k)
    if counted > k { return isClause(counted, limit, strict: strict) }
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
    if v < limit, phrases.mark(v) == .comma {
      guard !strict,
        let comma = (v + 1..<min(limit, v + 25)).first(where: {
          words[$0].mark == .comma
        })
      else { return false }
      var next = comma + 1
      while next < limit, phrases.isAdverb(next) { next += 1 }
      return phrases.mayBeFinite(next) || isAuxiliary(next)
    }
    if phrases.isIn(v, known.relatives) {
      return !strict && isMainClause(v..<min(limit, v + 25))
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

  /// After «at least», «up to», «more than».
  private func quantityEnd(_ k: Int) -> Int {
    if phrases.isIn(k, known.quantities), phrases.isForm(k + 1, known.than) { return k + 2 }
    let pair = (words.key(k), k + 1 < words.count ? words.key(k + 1) : "")
    return pair == ("at", "least") || pair == ("at", "most") || pair == ("up", "to") ? k + 2 : k
  }

  /// True when a finite verb follows a noun phrase at `k`, in or outside of quotation marks: enough
  /// for a verb of saying, whose object can be nothing but a clause.
  func followsLoosely(_ k: Int, _ limit: Int) -> Bool {
    guard k < limit, words[k].isWord || words[k].mark == .number || words[k].mark == .symbol,
      !phrases.isPreposition(k), !phrases.isIn(k, known.links), !phrases.isIn(k, known.wh),
      !phrases.isFinite(k), !isAuxiliary(k), !phrases.isIn(k, known.answers)
    else { return false }
    let end = min(clauseEnd(from: k, limit), k + 40)
    for i in k + 1..<max(k + 1, end) {
      if phrases.isForm(i, known.that) { return false }
      if phrases.isFinite(i) { return true }
    }
    return false
  }

  /// True when a finite verb follows in the same clause.
  func finiteFollows(_ start: Int, _ limit: Int) -> Bool {
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

  /// True when the stretch contains more verbs than subordinate clauses: «People who came liked
  /// it».
  func isMainClause(_ range: Range<Int>) -> Bool {
    if phrases.isIn(range.lowerBound, known.ifs) || phrases.isForm(range.lowerBound, known.when),
      !range.contains(where: { words[$0].mark == .comma })
    {
      return false
    }
    var verbs = 0
    var clauses = 0
    var inGroup = false
    for k in range {
      if phrases.isIn(k, known.wh) || phrases.isIn(k, known.ifs) || phrases.isForm(k, known.whose)
        || phrases.isForm(k, known.that) && phrases.has(k + 1, [.subject, .determiner])
      {
        clauses += 1
      }
      let isVerb =
        !phrases.isForm(k, known.s) && (isAuxiliary(k) || phrases.isFinite(k))
        || isPlainVerb(k, from: range.lowerBound)
      if isVerb, !inGroup { verbs += 1 }
      inGroup = isVerb || inGroup && phrases.isAdverb(k)
    }
    return verbs > clauses
  }

  /// True for «costs» or «figures» between a noun and what can only be its object.
  private func isPlainVerb(_ k: Int, from start: Int) -> Bool {
    k > start && phrases.has(k, .finite) && !words[k].isCapital
      && phrases.has(k - 1, [.noun, .pronoun]) && !phrases.has(k - 1, .adjective)
      && phrases.has(k + 1, [.determiner, .adverb, .pronoun])
  }

  /// True when a clause that starts at `start` depends on another: «While X says …, we».
  func isSubordinate(_ start: Int, _ unit: Range<Int>) -> Bool {
    var k = start - 1
    if k >= unit.lowerBound, phrases.isAdverb(k) { k -= 1 }
    guard k >= unit.lowerBound else { return false }
    if phrases.isIn(k, known.conditions), k > unit.lowerBound,
      phrases.isForm(k - 1, known.and) || phrases.isForm(k - 1, known.but)
        || k <= unit.lowerBound + 4 && !phrases.isFiniteClause(unit.lowerBound..<k)
    {
      return true
    }
    // «After talking to friends who urged him to run, the»
    if phrases.has(unit.lowerBound, .preposition),
      phrases.has(unit.lowerBound + 1, .presentParticiple), start - unit.lowerBound < 16,
      !(unit.lowerBound..<start).contains(where: { words[$0].mark == .comma })
    {
      return true
    }
    guard k <= unit.lowerBound + 2 else { return false }
    return phrases.isIn(k, known.conditions) || phrases.isForm(k, known.as)
      || phrases.has(k, .preposition) && k == unit.lowerBound
  }

  /// Where the main clause takes over from one that starts at `start`: at the first comma that a
  /// new subject follows.
  func mainClause(from start: Int, _ end: Int) -> Int {
    for k in start..<end where words[k].mark == .comma {
      var next = k + 1
      if quotations.ofWord[k] >= 0 {
        // «asked whether it was “safe,” he»
        guard isQuotationMark(next), quotations.atOpen[next] < 0 else { continue }
        next += 1
      }
      if phrases.phraseEnd(from: next, to: end) > next { return k }
      if let verb = cues.verb(at: next, in: words), verb.features.has(.simplePast) { return k }
    }
    return end
  }

  /// Where the writer's own gloss starts that closes the clause: «…, a claim that nobody checked».
  func beforeGloss(from start: Int, _ end: Int) -> Int {
    var k = end - 1
    while k > start + 3 {
      defer { k -= 1 }
      if quotations.ofWord[k] >= 0 { continue }
      guard words[k].mark == .comma || words[k].mark == .dash else { continue }
      guard end - k > 3 else { return end }
      guard phrases.isIn(k + 1, known.glosses) else { return end }
      return (start..<k).contains { phrases.isFinite($0) || isAuxiliary($0) } ? k : end
    }
    return end
  }

  /// Where an object ends: earlier than a clause.
  func objectEnd(from start: Int, _ limit: Int) -> Int {
    let whole = clauseEnd(from: start, limit)
    var k = start + 1
    while k < whole {
      if quotations.ofWord[k] >= 0 {
        let quote = quotations.list[Int(quotations.ofWord[k])]
        k = quote.end
        // “a moderate,” a dig at …: the comma is inside.
        if words[quote.content.upperBound - 1].mark == .comma, k < whole,
          quotations.atOpen[k] < 0, quotations.atOpen[min(k + 1, words.count - 1)] < 0
        {
          return k
        }
        continue
      }
      // «the state, which has left the port in a “dire condition”»
      if words[k].mark == .comma, phrases.isIn(k + 1, known.relatives),
        let open = (k + 2..<min(k + 14, whole)).first(where: {
          words[$0].mark == .comma || quotations.atOpen[$0] >= 0
        }), quotations.atOpen[open] >= 0,
        case let quote = quotations.list[Int(quotations.atOpen[open])], whole - quote.end <= 1
      {
        k = quote.end
        continue
      }
      if words[k].mark == .comma,
        phrases.isIn(k + 1, known.links) || phrases.has(k + 1, [.relative, .presentParticiple])
          || isAuxiliary(k + 1)
            && !(start..<k).contains(where: { phrases.isIn($0, known.relatives) })
      {
        return k
      }
      // «a list of arrests and fines», «truth and inflated figures»: no verb
      if phrases.isForm(k, known.and) || phrases.isForm(k, known.but), phrases.isFinite(k + 1),
        !phrases.has(k + 1, .noun) || phrases.has(k + 2, [.determiner, .pronoun]),
        !phrases.has(k + 1, .pastParticiple) || !phrases.isNominal(k + 2)
      {
        return k
      }
      if words[k].mark == .none, phrases.isIn(k, known.conditions) { return k }
      if isOccasion(k) { return k }
      k += 1
    }
    return whole
  }

  /// True for «on Monday», «in an interview», «during a debate»: when or where the words fell.
  private func isOccasion(_ k: Int) -> Bool {
    guard words[k].isWord, phrases.has(k, .preposition), !phrases.isForm(k, known.of),
      !phrases.isForm(k, known.to)
    else { return false }
    if phrases.isForm(k, known.during) || phrases.isDay(k + 1) { return true }
    var noun = k + 1
    if phrases.has(noun, .determiner) { noun += 1 }
    if phrases.has(noun, [.adjective, .noun]), !phrases.isIn(noun, known.occasions) { noun += 1 }
    return phrases.isIn(noun, known.occasions) && phrases.has(k + 1, .determiner)
  }

  /// Where a clause that starts at `start` ends: before another attribution, else with its sentence.
  func clauseEnd(from start: Int, _ limit: Int) -> Int {
    var k = start
    var brackets = 0
    while k < limit {
      if quotations.ofWord[k] >= 0 {
        let quote = quotations.list[Int(quotations.ofWord[k])]
        k = quote.end
        // “…,” but X said: the comma is inside.
        if k < limit, words[quote.content.upperBound - 1].mark == .comma,
          endsAtComma(quote.end - 1, limit)
        {
          return k
        }
        continue
      }
      if words[k].mark == .semicolon { return k }
      if words[k].mark == .openBracket { brackets += 1 }
      if words[k].mark == .closeBracket {
        // «(she said she was ill)»
        if brackets == 0 { return k }
        brackets -= 1
      }
      if words[k].mark == .comma, endsAtComma(k, limit) { return k }
      // «promised to repair it while admitting that»
      if k > start, phrases.isForm(k, known.while), phrases.has(k + 1, .presentParticiple),
        cues.verb(at: k + 1, in: words)?.entry.frames.contains(.quote) == true
      {
        return k
      }
      if phrases.isForm(k, known.and) || phrases.isForm(k, known.but), k > start,
        startsVerb(k + 1, limit) || startsOuterVerb(k + 1, from: start)
          || phrases.has(k + 1, .presentParticiple)
            && cues.verb(at: k + 1, in: words)?.entry.frames.contains(.quote) == true
      {
        return k
      }
      k += 1
    }
    return limit
  }

  /// True when another attribution follows the comma at `k`.
  private func endsAtComma(_ k: Int, _ limit: Int) -> Bool {
    if phrases.isForm(k + 1, known.according) { return true }
    if phrases.has(k + 1, .presentParticiple), let verb = cues.verb(at: k + 1, in: words),
      !verb.entry.frames.isDisjoint(with: [
        .quote, .objectThat, .objectTo, .objectName, .of, .for, .as,
      ])
    {
      return true
    }
    if phrases.isIn(k + 1, known.links) { return startsAttribution(k + 2, limit) }
    // «…, they said he …» after a clause that came first
    let name = phrases.phraseEnd(from: k + 1, to: limit)
    guard name > k + 1, let verb = cues.verb(at: name, in: words), verb.features.has(.simplePast),
      !isAuxiliary(name), verb.entry.frames.contains(.quote)
    else { return false }
    return phrases.isForm(verb.end, known.that) || isClause(verb.end, limit, strict: true)
  }

  /// True for «and added that»: a cue without a subject of its own.
  private func startsVerb(_ k: Int, _ limit: Int) -> Bool {
    var v = k
    var isPerfect = false
    while v < limit, phrases.isAdverb(v) || phrases.isIn(v, known.perfect) {
      isPerfect = isPerfect || !phrases.isAdverb(v)
      v += 1
    }
    guard v < limit, let verb = cues.verb(at: v, in: words) else { return false }
    if isPerfect { return verb.features.has(.pastParticiple) && verb.entry.frames.contains(.quote) }
    guard
      verb.features.has(.simplePast)
        || verb.features.has(.present) && !verb.features.has(.infinitive)
    else { return false }
    // «but warned of “hard months”»
    return !verb.entry.particles.isEmpty
      || !verb.entry.frames.isDisjoint(with: [.quote, .objectThat, .objectTo, .of, .for])
  }

  /// «but **his rival called it “a disaster”**»: somebody else's words in marks.
  private func startsRejoinder(_ k: Int) -> Bool {
    guard phrases.has(k, .determiner) || phrases.has(k, .possessive) else { return false }
    let verb = phrases.phraseEnd(from: k, to: words.count, complements: false)
    guard verb > k + 1, let cue = cues.verb(at: verb, in: words), cue.features.has(.simplePast)
    else { return false }
    return (cue.end..<min(cue.end + 4, words.count)).contains { quotations.atOpen[$0] >= 0 }
  }

  /// True when a past tense at `k` cannot go on what comes before it: «would rebound and praised».
  private func startsOuterVerb(_ k: Int, from start: Int) -> Bool {
    var v = k
    while phrases.isAdverb(v) { v += 1 }
    if phrases.has(v, .subject), phrases.has(v, .pronoun), !phrases.isForm(v, known.it) {
      // «and she accused»
      guard let verb = cues.verb(at: v + 1, in: words), verb.features.has(.simplePast) else {
        return false
      }
      return !verb.entry.frames.isDisjoint(with: [.objectThat, .of, .objectTo])
    }
    if words[v].isCapital, words[v].isWord {
      // «and Democrats accused», «and Ms Poole said»
      let name = phrases.phraseEnd(from: v, to: words.count, complements: false)
      guard name > v, let verb = cues.verb(at: name, in: words), verb.features.has(.simplePast)
      else {
        return false
      }
      return !verb.entry.frames.isDisjoint(with: [.quote, .objectThat, .of])
    }
    if phrases.isForm(k - 1, known.but), startsRejoinder(v) { return true }
    guard let verb = cues.verb(at: v, in: words), verb.features.has(.simplePast),
      !verb.features.has(.infinitive)
    else { return false }
    var last = k - 2
    while last >= start, k - last < 24 {
      if quotations.ofWord[last] < 0, phrases.isFinite(last) || isAuxiliary(last) {
        if phrases.isIn(last, known.modals) {
          let next = phrases.isAdverb(last + 1) ? last + 2 : last + 1
          return phrases.has(next, .infinitive) && !isAuxiliary(next)
        }
        var modal = last - 1
        while phrases.isAdverb(modal) { modal -= 1 }
        if modal >= start, phrases.isIn(modal, known.modals), !isAuxiliary(last) { return true }
        return phrases.has(last, .present) && !phrases.has(last, .simplePast) && !isAuxiliary(last)
          && !phrases.isForm(last - 1, known.to) && !phrases.has(last, .noun)
      }
      last -= 1
    }
    return false
  }

  private func startsAttribution(_ k: Int, _ limit: Int) -> Bool {
    if startsVerb(k, limit) { return true }
    var v = phrases.phraseEnd(from: k, to: limit)
    if v == k { return false }
    while v < limit, phrases.isAdverb(v) || isAuxiliary(v) { v += 1 }
    guard v < limit, let verb = cues.verb(at: v, in: words) else { return false }
    return verb.entry.frames.contains(.quote) || verb.entry.frames.contains(.objectThat)
  }
}

extension EnglishPhrases {
  /// True when a verb is in the stretch.
  func isFiniteClause(_ range: Range<Int>) -> Bool {
    range.contains { quoteOfWord[$0] < 0 && !isForm($0, known.s) && isFinite($0) }
  }
}
