import Languages
import Press

/// Clauses and infinitives under a verb of saying, and objects between quotation marks.
extension FrenchStatements {
  mutating func readClauses() {
    for n in verbs.indices {
      let verb = verbs[n]
      if isInSpeech(verb.core.lowerBound) || verb.isPassive { continue }
      guard let opening = opening(of: n) else { continue }
      let start = opening.start
      guard start < words.count, start < unitEnd(verb.core.lowerBound) else { continue }
      let end = contentEnd(from: start, verb: n, isInfinitive: opening.isInfinitive)
      guard end > start else { continue }
      if isAsked(n) { continue }
      if verb.form == .infinitive, isPurpose(n, opening.rule) { continue }
      add(
        nil, start..<end, by: speaker(of: n), cue: cue(verb), rule: opening.rule,
        negated: verb.isNegated, anchor: verb.core.lowerBound)
      if let speaker = drafts.last?.speaker, isGeneric(speaker) { drafts.removeLast() }
    }
  }

  /// True inside a quotation that is speech of its own.
  func isInSpeech(_ i: Int) -> Bool {
    guard let q = quotations.quotation(at: i), quotations.list[q].inner.contains(i) else {
      return false
    }
    return true
  }

  /// Content that nobody knows: «n'a pas précisé si».
  private func isAsked(_ n: Int) -> Bool {
    let verb = verbs[n]
    return verb.isNegated && verb.cue.class != "deny"
  }

  /// «pour apprendre que», «à noter que», «n'a pas souhaité dire si»: nobody says it here.
  private func isPurpose(_ n: Int, _ rule: String) -> Bool {
    guard rule.hasPrefix("that") || rule.hasPrefix("whether") else { return false }
    let first = verbs[n].words.lowerBound
    if role(first - 1).contains(.weak) || role(first - 1).contains(.ender) { return true }
    if role(first - 1).contains(.to), words[first - 1].shape.contains(.startsSentence) {
      return true
    }
    return (max(0, first - 5)..<first).contains {
      grammarRole($0).contains(.ne) && unitStart($0) == unitStart(first)
    }
  }

  func isGeneric(_ speaker: Range<Int>) -> Bool {
    speaker.count == 1 && role(speaker.lowerBound).contains(.generic)
  }

  private struct Opening {
    var start: Int
    var rule: String
    var isInfinitive = false
  }

  /// Where the clause starts that a verb governs.
  private func opening(of n: Int) -> Opening? {
    let verb = verbs[n]
    let frames = verb.cue.frames
    let end = unitEnd(verb.core.lowerBound)
    var k = verb.words.upperBound
    var steps = 0
    var hasObject = false
    let suffix: String
    switch verb.form {
    case .finite: suffix = ""
    case .infinitive: suffix = "-infinitive"
    case .gerund: suffix = "-participle"
    case .elided: suffix = "-coordinated"
    }
    while k < end, steps < 22 {
      steps += 1
      let role = role(k)
      if role.contains(.that), frames.contains(.that) {
        if hasObject { return nil }
        // «dévoile ce qu'il prépare»; «à ce que» and «de ce que» open clauses.
        if cues.isThis(words.forms[k - 1]), !grammarRole(k - 2).contains(.prep) { return nil }
        var start = k + 1
        if mark(start) == .colon { start += 1 }
        return Opening(start: start, rule: "that" + suffix)
      }
      if role.contains(.whether), frames.contains(.whether), steps <= 6, !hasObject {
        return Opening(start: k + 1, rule: "whether" + suffix)
      }
      if role.contains(.of), frames.contains(.of) {
        if infinitiveStarts(k + 1) {
          return Opening(start: k + 1, rule: "of-infinitive" + suffix, isInfinitive: true)
        }
        if let q = quotation(openingAt: k + 1),
          infinitiveStarts(quotations.list[q].inner.lowerBound)
        {
          return Opening(start: k + 1, rule: "of-infinitive" + suffix, isInfinitive: true)
        }
      }
      if role.contains(.to), frames.contains(.to),
        infinitiveStarts(k + 1) || quotation(openingAt: k + 1) != nil && infinitiveStarts(k + 2)
      {
        return Opening(start: k + 1, rule: "to-infinitive" + suffix, isInfinitive: true)
      }
      if frames.contains(.infinitive), steps <= 8, !hasObject {
        if infinitiveStarts(k), isBareInfinitive(k) {
          return Opening(start: k, rule: "infinitive" + suffix, isInfinitive: true)
        }
        if let q = quotation(openingAt: k), infinitiveStarts(k + 1),
          !traits(k + 1).has(.noun), quotations.list[q].inner.count > 1
        {
          return Opening(start: k, rule: "infinitive" + suffix, isInfinitive: true)
        }
      }
      // «se dit prêt à négocier»
      if verb.cue.isReflexive, frames.contains(.predicate), steps <= 3, mark(k) == .none,
        traits(k).has([.adjective, .pastParticiple]), !isAdverb(k), !isDeterminer(k)
      {
        var after = k + 1
        while after < min(k + 3, end), isAdverb(after) { after += 1 }
        if self.role(after).contains(.that) {
          return Opening(start: after + 1, rule: "that" + suffix)
        }
        return Opening(start: k, rule: "self-predicate" + suffix, isInfinitive: true)
      }
      if let time = times.expression(at: k) {
        k = time.words.upperBound
        continue
      }
      if verbAt[k] >= 0, verbAt[k] != Int32(n) { return nil }
      switch mark(k) {
      case .none:
        if isFinite(k), verbAt[k] < 0 { return nil }
        if grammarRole(k).contains(.who) || role.contains(.sub) && !role.contains(.that) {
          return nil
        }
        if traits(k).has(.determiner), !traits(k).has(.contracted), k == verb.words.upperBound,
          verb.enclitic == nil, !isTime(k + 1), !isTime(k + 2) || traits(k + 1).has(.finite),
          mark(k + 1) != .number, !takesPerson(verb),
          !self.role(k + 1).contains(.of)
        {
          hasObject = true
          // Objects stand before «de» and «à» only.
          if frames.isDisjoint(with: [.of, .to]) { return nil }
        }
        k += 1
      case .number, .dash, .symbol, .slash, .openBracket, .closeBracket: k += 1
      case .comma: k += 1
      case .openQuote, .closeQuote, .straightQuote, .singleQuote:
        // «accuse les « islamistes » de …»
        guard let q = quotation(openingAt: k), hasObject, quotations.list[q].inner.count < 6 else {
          return nil
        }
        k = quotations.list[q].close + 1
      default: return nil
      }
    }
    return nil
  }

  private func isBareInfinitive(_ k: Int) -> Bool {
    guard k > 0, mark(k - 1) == .none || mark(k - 1) == .number || mark(k - 1) == .comma else {
      return false
    }
    return !grammarRole(k - 1).contains(.prep)
  }

  /// Verbs whose object is the one who is told: «prévenir X que».
  private func takesPerson(_ verb: Verb) -> Bool { verb.cue.frames.contains(.object) == false }

  /// Where a clause ends that starts at a word (excluded).
  func contentEnd(from start: Int, verb n: Int, isInfinitive: Bool) -> Int {
    var end = unitEnd(start)
    if verbs[n].form == .gerund, verbs[n].words.lowerBound - unitStart(start) < 3,
      let main = mainClause(after: n), main > start
    {
      end = main - 1
    }
    var k = start
    var afterQuote = false
    while k < end {
      if let q = quotation(openingAt: k), quotations.list[q].close > k {
        let close = quotations.list[q].close
        if k == start, stopsAfterQuote(close, end, isInfinitive) { return close + 1 }
        // A comma inside the marks stands for one behind them: «“prêt,” disant …».
        if mark(close - 1) == .comma, mark(close + 1) != .comma, close + 1 < end,
          endsContent(at: close, end, verb: n, isInfinitive, true)
        {
          return close + 1
        }
        k = close + 1
        afterQuote = true
        continue
      }
      defer { afterQuote = false }
      switch mark(k) {
      case .semicolon: return k
      case .colon:
        if quotation(openingAt: k + 1) != nil { return k }
      case .comma, .dash:
        if endsContent(at: k, end, verb: n, isInfinitive, afterQuote) { return k }
      case .none:
        if role(k).contains(.and), coordinates(k, end, verb: n) { return k }
        if !afterQuote, k > start, cues.prepositions.longest(in: words.forms, from: k) != nil,
          mark(k - 1) != .comma, let found = according(at: k), found.isSure,
          containsFinite(start..<k)
        {
          return k
        }
      default: break
      }
      k += 1
    }
    return end
  }

  /// A clause that starts with a quotation ends with it when nothing hangs on.
  private func stopsAfterQuote(_ close: Int, _ end: Int, _ isInfinitive: Bool) -> Bool {
    let next = close + 1
    if next >= end || isStop(next) || mark(next) == .semicolon { return true }
    if mark(next) == .comma {
      // «« A », et que « B »», «« A », « B »»
      var k = next + 1
      if role(k).contains(.and) { k += 1 }
      if role(k).contains(.that) || quotation(openingAt: k) != nil { return false }
      return true
    }
    if role(next).contains(.and) {
      if role(next + 1).contains(.that) || quotation(openingAt: next + 1) != nil { return false }
      if role(next + 1).contains(.of) || role(next + 1).contains(.to) {
        if isInfinitive || quotation(openingAt: next + 2) != nil { return false }
      }
      return verbFollows(next + 1, within: 6)
    }
    return mark(next) == .dash || traits(next).has(.presentParticiple)
  }

  func verbFollows(_ i: Int, within reach: Int) -> Bool {
    (i..<min(i + reach, words.count)).contains { verbAt[$0] >= 0 || isFinite($0) }
  }

  /// True when what stands behind the comma at `k` is the article's again.
  private func endsContent(
    at k: Int, _ end: Int, verb n: Int, _ isInfinitive: Bool, _ afterQuote: Bool
  ) -> Bool {
    let next = k + 1
    guard next < end else { return true }
    if incise(at: next) != nil { return true }
    if let found = according(at: next), found.isSure { return true }
    if role(next).contains(.and), coordinates(next, end, verb: n) { return true }
    if afterQuote, traits(next).has(.presentParticiple) { return true }
    if let v = verbIndex(next), verbs[v].form == .gerund { return true }
    if traits(next).has(.presentParticiple), traits(next).has(.mostlyVerb), isInfinitive {
      return true
    }
    let key = words.forms[next]
    if enders.contains(key) { return true }
    // «ce que», «ce qui»
    if cues.isThis(key), role(next + 1).contains(.relative) || grammarRole(next + 1).contains(.who)
    {
      return isInfinitive
    }
    if isInfinitive, role(next).contains(.relative) { return true }
    // «X, qui avait promis de venir, a renoncé»
    if grammarRole(verbs[n].words.lowerBound - 1).contains(.who), isFinite(next) { return true }
    if afterQuote, grammarRole(next).contains(.prep), !containsFinite(next..<end) { return true }
    // «, en évoquant», «, tout en dénonçant»
    for ahead in next + 1...next + 2 where ahead < end {
      if let v = verbIndex(ahead), verbs[v].form == .gerund, grammarRole(ahead - 1).contains(.prep)
      {
        return true
      }
    }
    return false
  }

  private var enders: Set<Int32> { cues.enders }

  func verbIndex(_ i: Int) -> Int? {
    i >= 0 && i < words.count && verbAt[i] >= 0 ? Int(verbAt[i]) : nil
  }

  /// True when the verb behind «et» at `k` is a cue with the same subject as the cue before.
  private func coordinates(_ k: Int, _ end: Int, verb n: Int) -> Bool {
    var next = k + 1
    while next < end, isAdverb(next), verbAt[next] < 0 { next += 1 }
    if role(next).contains(.of), let v = verbIndex(next + 1), verbs[v].form == .infinitive {
      return true  // «et de préciser que»
    }
    guard let v = verbIndex(next), v != n else {
      return isFinite(next) && !traits(next).has(.noun) && verbs[n].form == .finite && next < end
        && sameNumber(next, n) && grammarRole(next).isDisjoint(with: [.prep])
        && !role(k + 1).contains(.that) && isMainAgain(k)
    }
    return verbs[v].form == .finite || verbs[v].form == .elided
  }

  /// A finite verb behind «et» goes on in the article's voice when a quotation ended before it.
  private func isMainAgain(_ k: Int) -> Bool { quotation(closingAt: k - 1) != nil }

  private func sameNumber(_ i: Int, _ n: Int) -> Bool {
    let a = traits(i)
    let b = traits(verbs[n].words.lowerBound)
    return !(a.has(.plural) && !a.has(.singular) && b.has(.singular) && !b.has(.plural))
  }
}
