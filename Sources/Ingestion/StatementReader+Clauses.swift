import Languages
import Press

/// Clauses and infinitives under a verb of saying, and objects between quotation marks.
extension StatementReader {
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

  // MARK: Objects in quotation marks

  mutating func readObjects() {
    for (n, q) in quotations.list.enumerated() where q.depth == 0 && !used[n] && q.inner.count > 0 {
      guard let found = governor(of: n) else { continue }
      let verb = verbs[found.verb]
      if verb.isNegated && verb.cue.class != "deny" { continue }
      var end = q.close + 1
      if found.rule != "predicate" { end = objectEnd(from: end, unitEnd(q.close)) }
      let who = speaker(of: found.verb)
      if let who, isGeneric(who) { continue }
      if who == nil, verb.form == .infinitive { continue }
      let kind: Statement.Kind = .mixed
      add(
        kind, found.start..<end, by: who, cue: cue(verb), rule: found.rule, anchor: q.open)
    }
  }

  /// «jugé « inutile » par le maire», «qualifiée de « coup de force » par l'opposition»
  mutating func readAgents() {
    for (n, q) in quotations.list.enumerated()
    where q.depth == 0 && !used[n] && q.inner.count > 0 && q.inner.count < 16 {
      let next = q.close + 1
      guard next + 1 < words.count, words.forms[next] == by, next + 1 < unitEnd(q.open),
        let speaker = nounPhrase(at: next + 1, apposition: true), isActor(speaker)
      else { continue }
      var k = q.open - 1
      var steps = 0
      while k > 0, steps < 3, mark(k) == .none,
        isAdverb(k) || isPredicateOpener(k) || isDeterminer(k)
      {
        k -= 1
        steps += 1
      }
      guard k >= 0, mark(k) == .none, traits(k).has(.pastParticiple) else { continue }
      let lemma = forms.lemma(of: words.forms[k], as: .verb)
      guard
        let cue = cues.verbs[lemma]?.first(where: {
          $0.tail.isEmpty && !$0.isReflexive
            && !$0.frames.isDisjoint(with: [.predicate, .object])
        })
      else { continue }
      add(
        .mixed, q.inner, by: speaker, cue: (k..<k + 1, cue.lemma, cue.class), rule: "agent",
        anchor: k)
    }
  }

  /// The cue that governs a quotation as its object, and where the object starts.
  private func governor(of n: Int) -> (verb: Int, start: Int, rule: String)? {
    let q = quotations.list[n]
    let low = sentences[holding: q.open].lowerBound
    var k = q.open - 1
    var steps = 0
    var start = q.open
    var rightAway = true
    while k >= low, steps < 14 {
      steps += 1
      if let v = verbIndex(k) {
        let verb = verbs[v]
        if verb.isPassive && !verb.cue.frames.contains(.predicate) { return nil }
        if verb.enclitic != nil { return nil }
        // It is the cue of an incise already: «« A », dit X, du bateau « Milou »».
        if drafts.contains(where: {
          $0.rule == "incise" && $0.cue?.words == verb.core
            && $0.content.upperBound <= verb.core.lowerBound
        }) {
          return nil
        }
        guard !verb.cue.frames.isDisjoint(with: [.object, .predicate]) else { return nil }
        // «s'appelle», «se fait appeler», «dit « Milou »»: names.
        if verb.isReflexive && !verb.cue.isReflexive && verb.cue.frames.contains(.predicate)
          || isNaming(v, q.inner)
        {
          return nil
        }
        if verb.cue.frames.contains(.predicate),
          rightAway || isPredicateOpener(start - 1)
            || start == q.open && q.inner.count < 6
              && (verb.cue.frames.contains(.infinitive)
                || verb.cue.frames.contains(.that) && !verb.cue.frames.contains(.object))
        {
          return (v, start, "predicate")
        }
        guard verb.cue.frames.contains(.object) else { return nil }
        var first = verb.words.upperBound
        while first < q.open, isAdverb(first) || mark(first) == .comma { first += 1 }
        // The object starts at its determiner; what says when or to whom stands before it.
        var object = q.open
        var d = q.open - 1
        while d >= first {
          if mark(d) == .comma || isAside(d) { break }
          if traits(d).has(.determiner),
            !traits(d).has(.contracted) || d == first
              || forms.text(of: words.forms[d]) == "des"
          {
            object = d
          }
          d -= 1
        }
        if q.open == first { object = q.open }
        if first < q.open, isDeterminer(first), !traits(first).has(.contracted), !isTime(first + 1),
          mark(first + 1) != .number,
          !(first..<q.open).contains(where: { isAside($0) })
        {
          object = first
        }
        // «accuse la ville de « laisser-aller »»
        if verb.cue.class == "accuse", q.open - 1 > first, role(q.open - 1).contains(.of) {
          object = q.open
        }
        // A title or a name: «annonce la sortie de « Milou »».
        if object < q.open, words[q.open + 1].isCapital,
          names.mention(at: q.open + 1) == nil || q.inner.count < 5,
          q.inner.count < 8
        {
          return nil
        }
        return (v, object, "object")
      }
      switch mark(k) {
      case .none:
        if isFinite(k) || traits(k).has(.infinitive) && traits(k).has(.mostlyVerb) { return nil }
        if role(k).contains(.sub), !role(k).contains(.opener), words.key(k) != "comme" {
          return nil
        }
        if rightAway, isDeterminer(k) || traits(k).has(.adjective) {
          start = k
        } else {
          rightAway = false
        }
      case .number, .symbol: rightAway = false
      case .comma: rightAway = false
      case .closeQuote, .straightQuote:
        // «une « A » et une « B »»
        guard let other = quotation(closingAt: k) else { return nil }
        rightAway = false
        k = quotations.list[other].open
      default: return nil
      }
      k -= 1
    }
    return nil
  }

  private func isNaming(_ v: Int, _ inner: Range<Int>) -> Bool {
    let verb = verbs[v]
    // «le plan dit « Grand froid »», «l'accord dit « des deux rives »»
    if verb.cue.lemma == "dire", inner.count < 6, verb.words.upperBound == inner.lowerBound - 1,
      verb.words.count == 1, !containsFinite(inner), !inner.contains(where: { isFinite($0) }),
      words[inner.lowerBound].isCapital || role(inner.lowerBound).contains(.of)
        || traits(inner.lowerBound).has(.contracted)
        || inner.upperBound + 1 < words.count && isFinite(inner.upperBound + 1)
    {
      return true
    }
    if verb.form == .elided && inner.count < 3 && verb.cue.frames.contains(.predicate) {
      return true
    }
    if verb.cue.frames.contains(.predicate), verb.form == .infinitive,
      grammarRole(verb.words.lowerBound).contains(.reflexive)
        || grammarRole(verb.words.lowerBound - 2).contains(.reflexive)
    {
      return true
    }
    return inner.count == 1 && words[inner.lowerBound].isCapital
  }

  /// A preposition that starts another phrase than the object: «par», «pour», «dans».
  private func isAside(_ i: Int) -> Bool {
    mark(i) == .none && grammarRole(i).contains(.prep) && !objectLinks.contains(words.forms[i])
      && !role(i).contains(.of) && !traits(i).has(.contracted) && mark(i - 1) != .comma
      && words.key(i) != "en" && words.key(i) != "sur"
  }

  private func isPredicateOpener(_ i: Int) -> Bool {
    role(i).contains(.of) || i >= 0 && mark(i) == .none && words.key(i) == "comme"
  }

  /// Where an object ends whose quotation closed before `i`.
  private func objectEnd(from i: Int, _ end: Int) -> Int {
    var k = i
    while k < end {
      if let q = quotation(openingAt: k) {
        k = quotations.list[q].close + 1
        continue
      }
      // «réclame « A », « B » et « C »»
      if mark(k) == .comma, quotation(openingAt: k + 1) != nil, quotation(closingAt: k - 1) != nil {
        k += 1
        continue
      }
      guard mark(k) == .none || mark(k) == .number else { return k }
      if grammarRole(k).contains(.who), quotation(openingAt: k + 1) != nil {
        k += 1
        continue
      }
      if verbAt[k] >= 0 || isFinite(k) || grammarRole(k).contains(.who) || role(k).contains(.sub) {
        return k
      }
      if role(k).contains(.and) {
        // Goes on when no verb follows soon.
        if verbFollows(k + 1, within: 3) || traits(k + 1).has(.subject) { return k }
        k += 1
        continue
      }
      if isTime(k) || isDeterminer(k) && isTime(k + 1) { return k }
      if grammarRole(k).contains(.prep), !objectLinks.contains(words.forms[k]) { return k }
      if traits(k).has(.presentParticiple), traits(k).has(.mostlyVerb) { return k }
      k += 1
    }
    return k
  }

  private var objectLinks: Set<Int32> { cues.links }
}
