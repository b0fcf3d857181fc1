import Languages

/// Where what leads, closes or is beside «selon X» begins and ends.
extension FrenchStatements {
  /// What comes before «selon X» between commas without a verb of its own, when it closes with a
  /// quotation, or when the clause around it goes on after.
  func segment(before i: Int, from host: Int, _ behind: Int, _ end: Int) -> Range<Int>? {
    let stop = mark(i - 1) == .comma ? i - 1 : i
    guard
      let edge = (host..<max(host, stop - 1)).last(where: {
        !isQuoted($0)
          && (mark($0) == .comma || mark($0) == .dash && words[$0].shape.contains(.afterSpace))
      }), edge > host, stop - edge > 2, !containsFinite(edge + 1..<stop),
      role(edge + 1).isDisjoint(with: [.and, .contrast])
    else { return nil }
    if quotation(closingAt: stop - 1) != nil, quotation(openingAt: edge + 1) == nil,
      hasMainVerb(host..<edge), isDeterminer(edge + 1)
    {
      return edge + 1..<stop
    }
    return stop == i && mark(behind) == .comma && !hasMainVerb(host..<edge)
      && containsFinite(behind..<end) && edge - host < 8 ? edge + 1..<stop : nil
  }

  /// After «, mais» that opens a clause of its own.
  func contrast(in range: Range<Int>) -> Int? {
    for k in range.dropFirst(3).reversed() {
      // «a cessé, mais se déplace»: the same subject.
      var verb = k + 1
      while !grammarRole(verb).isDisjoint(with: [.ne, .reflexive, .clitic, .dative]) { verb += 1 }
      guard mark(k - 1) == .comma, role(k).contains(.contrast), !isQuoted(k), !isFinite(verb),
        containsFinite(k + 1..<range.upperBound), containsFinite(range.lowerBound..<k)
      else { continue }
      return k + 1
    }
    return nil
  }

  /// True where a clause goes on right after «selon X»: an infinitive under «de», a verb, a quotation.
  func goesOnBehind(_ i: Int) -> Bool {
    if quotation(openingAt: i) != nil { return true }
    if role(i).contains(.of) { return infinitiveStarts(i + 1) }
    return isFinite(i) || role(i).contains(.that)
      || !grammarRole(i).isDisjoint(with: [.ne, .reflexive, .object, .dative])
        && isFinite(i + 1)
  }

  /// «Et plus encore, selon X, …», «En 2012, selon X, …»: what leads has no verb and is no subject.
  func isAdverbLead(_ lead: Range<Int>, _ behind: Int) -> Bool {
    guard lead.count < 9, lead.count > 1, mark(lead.upperBound - 1) == .comma,
      mark(behind) == .comma
    else { return false }
    return lead.dropLast().allSatisfy {
      isAdverb($0) || role($0).contains(.opener) || role($0).contains(.and)
    }
  }

  /// «Malgré l'arrêt de la Cour, pour X, « le port est libre »»: what leads has no verb.
  func isPhraseLead(_ lead: Range<Int>, _ behind: Int) -> Bool {
    lead.count < 16 && lead.count > 1 && mark(lead.upperBound - 1) == .comma
      && mark(behind) == .comma && quotation(openingAt: behind + 1) != nil
      && grammarRole(lead.lowerBound).contains(.prep) && !containsFinite(lead)
  }

  /// True when the words before a comma call for more: an auxiliary, «est», a preposition.
  func isOpen(before comma: Int, from start: Int) -> Bool {
    var k = comma - 1
    while k > start, isAdverb(k) { k -= 1 }
    guard k >= start, mark(k) == .none else { return false }
    if grammarRole(k).contains(.prep) || role(k).contains(.that) { return true }
    // «marquant, selon X, la fin du chantier»
    if features(k).has(.presentParticiple), features(k).has(.mostlyVerb) { return true }
    // «ont été»
    if grammarRole(k).contains(.been) { k -= 1 }
    guard k >= start, features(k).has(.finite) else { return false }
    let lemma = forms.lemma(of: words.forms[k], as: .verb)
    return lemma >= 0
      && (!grammar.role(lemma).isDisjoint(with: [.be, .have])
        || ["devoir", "pouvoir", "falloir", "sembler", "vouloir"].contains(forms.text(of: lemma)))
  }

  /// After the last «, qui» or «, dont» of a range when nothing but its clause follows.
  func lastRelative(_ range: Range<Int>, isOver: Bool) -> Int? {
    guard let comma = range.last(where: { mark($0) == .comma && !isQuoted($0) }),
      comma > range.lowerBound, comma + 3 < range.upperBound,
      grammarRole(comma + 1).contains(.who)
        || role(comma + 1).contains(.relative) && !role(comma + 1).contains(.that),
      isOver || hasMainVerb(range.lowerBound..<comma), containsFinite(comma + 2..<range.upperBound)
    else { return nil }
    return comma + 2
  }

  /// «qui» that opens the clause in which «selon X» stands without commas.
  func openedBy(_ i: Int, _ start: Int) -> Int? {
    for k in stride(from: i - 1, through: max(start, i - 8), by: -1) {
      guard mark(k) == .none else { return nil }
      if grammarRole(k).contains(.who) { return k }
      if role(k).contains(.sub) { return nil }
    }
    return nil
  }

  /// After the incise that a range contains, and after the relative that follows on it.
  func behindIncise(_ range: Range<Int>) -> Int? {
    for k in range.dropFirst(2).reversed()
    where !isQuoted(k) && (mark(k - 1) == .comma || quotation(closingAt: k - 1) != nil) {
      guard let n = verbIndex(k), verbs[n].form == .finite, let incise = incise(at: k),
        incise.words.upperBound < range.upperBound
      else { continue }
      let from = incise.words.upperBound
      let relative = (from..<range.upperBound).first {
        role($0).contains(.relative) && !role($0).contains(.that)
      }
      return relative.map { $0 + 1 } ?? from
    }
    return nil
  }

  /// «…, a appris l'agence de source policière» is read with its verb.
  func isLearnt(before i: Int) -> Bool {
    for k in stride(from: i - 1, through: max(1, i - 8), by: -1) {
      guard mark(k) == .none else { return false }
      if let n = verbIndex(k), verbs[n].cue.lemma == "apprendre" {
        return mark(verbs[n].words.lowerBound - 1) == .comma
      }
    }
    return false
  }

  /// «toujours est-il que», «il reste que», «sauf que»: «que» under no verb of saying.
  func isImpersonalThatClause(_ i: Int) -> Bool {
    guard role(i).contains(.that), mark(i - 1) == .none else { return false }
    let start = unitStart(i)
    return i - start < 6 && !(start..<i).contains { verbAt[$0] >= 0 || isQuoteMark($0) }
      && (start..<i).contains { role($0).contains(.subject) || isAdverb($0) }
  }

  func isDateLead(_ range: Range<Int>) -> Bool {
    guard let last = range.last else { return true }
    return mark(last) == .dash && range.count < 8
  }

  /// «…, mais selon X, …»
  func isAndLead(_ i: Int) -> Bool {
    i > 0
      && (role(i - 1).contains(.opener) || mark(i - 1) == .colon || isImpersonalThatClause(i - 1))
  }

  /// Where the host starts after «selon X»: past appositions and relative clauses.
  func hostStart(_ i: Int, _ end: Int) -> Int? {
    if quotation(openingAt: i) != nil || mark(i) == .none && isMainClause(at: i, end) { return i }
    var k = i
    while k < end, mark(k) != .comma {
      if mark(k) == .colon { return k + 1 }
      if let q = quotation(openingAt: k), quotations.list[q].inner.count > 6,
        !grammarRole(k - 1).contains(.prep), !isDeterminer(k - 1)
      {
        return k
      }
      if mark(k) == .semicolon || isStop(k) { return nil }
      if let q = quotation(openingAt: k) { k = quotations.list[q].close }
      k += 1
    }
    guard k < end else { return nil }
    // «, qui estime que …, »
    let next = behindMembership(behindAppositions(k, end), end) + 1
    if grammarRole(next).contains(.who)
      || role(next).contains(.relative) && !role(next).contains(.that)
      || features(next).has(.pastParticiple) && features(next).has(.mostlyVerb)
    {
      var close = next
      while close < end, mark(close) != .comma {
        if let q = quotation(openingAt: close) { close = quotations.list[q].close }
        close += 1
      }
      // «Selon le préfet, venu sur les lieux, à l'ouest de la ville, le feu …»
      while close + 1 < end, grammarRole(close + 1).contains(.prep) || isAdverb(close + 1),
        let comma = (close + 1..<end).first(where: { mark($0) == .comma }),
        !containsFinite(close + 1..<comma), containsFinite(comma..<end)
      { close = comma }
      if close + 1 < end { return close + 1 }
    }
    return next
  }

  /// The comma after «, climatologue à Oslo, une ville du nord, le pire …»: what says who somebody is
  /// has no verb, and a clause follows.
  func behindAppositions(_ comma: Int, _ end: Int) -> Int {
    var k = comma
    while let close = (k + 1..<min(k + 20, end)).first(where: { mark($0) == .comma }) {
      let first = k + 1
      let isBare =
        features(first).has(.noun) && !features(first).has(.pastParticiple) && !isDeterminer(first)
        && !words[first].isCapital
      let isOne =
        isDeterminer(first) && features(first).has(.indefinite) && features(first).has(.singular)
      guard isBare || isOne && k > comma, !containsFinite(first..<close),
        !(first..<close).contains(where: { isQuoteMark($0) || role($0).contains(.and) }),
        close + 1 < end, containsFinite(close + 1..<end)
      else { break }
      k = close
    }
    return k
  }

  /// The comma after «, du syndicat des marins, « tout va bien »»: whose somebody is.
  func behindMembership(_ comma: Int, _ end: Int) -> Int {
    let first = comma + 1
    guard role(first).contains(.of) || features(first).has(.contracted),
      let close = (first..<min(comma + 16, end)).first(where: { mark($0) == .comma }),
      !containsFinite(first..<close), close + 1 < end,
      quotation(openingAt: close + 1) != nil || isActor(first + 1..<close),
      containsFinite(close + 1..<end) || quotation(openingAt: close + 1) != nil
    else { return comma }
    return close
  }

  /// The comma before «ce que dément X», which is the article's again; else `end`.
  func beforeRejoinder(_ range: Range<Int>) -> Int {
    range.first { k in
      mark(k) == .comma && !isQuoted(k) && k > range.lowerBound + 3
        && cues.isThis(words.forms[k + 1]) && role(k + 2).contains(.that)
        && verbIndex(k + 3).map { verbs[$0].form == .finite } ?? false
    } ?? range.upperBound
  }
}
