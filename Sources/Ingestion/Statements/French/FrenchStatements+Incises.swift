import Languages

/// What is attributed by an incise, by «selon», by a colon, or by what stands around it.
extension FrenchStatements {
  mutating func readIncises() {
    var k = 1
    while k < words.count {
      defer { k += 1 }
      if mark(k) == .none, isInSpeech(k) {
        continue
      }
      let behindQuote = quotation(closingAt: k - 1)
      let behindComma =
        mark(k - 1) == .comma || mark(k - 1) == .dash || mark(k - 1) == .question
        || mark(k - 1) == .exclamation || mark(k - 1) == .ellipsis
        || mark(k - 1) == .semicolon && features(k + 1).has(.enclitic)
      guard behindQuote != nil || behindComma, mark(k) == .none else { continue }
      let edge = k - 1
      // The quotation right before, marks and comma passed over.
      var q = behindQuote
      if q == nil, k >= 2 { q = quotation(closingAt: k - 2) }
      guard let incise = incise(at: k, open: q != nil), !sentenceBreaks(before: k, q) else {
        if behindQuote == nil { continue }
        continue
      }
      if let speaker = incise.speaker, isGeneric(speaker) || incise.isImpersonal {
        readHearsay(incise, at: k, edge)
        continue
      }
      read(incise, at: k, edge: edge, behind: q)
      readSecondQuotation(incise, behind: q)
    }
    readInnerIncises()
  }

  /// «« A », a dit X, « B »», «A, a-t-il dit lundi, car « B »»
  private mutating func readSecondQuotation(_ incise: Incise, behind q: Int?) {
    let stop = incise.words.upperBound
    let isSaid = drafts(near: incise.cue.words).contains { $0.cue?.words == incise.cue.words }
    guard isSaid,
      let comma = (stop..<min(stop + 7, words.count)).first(where: {
        mark($0) != .none && mark($0) != .number || isFinite($0)
      }), mark(comma) == .comma
    else { return }
    var open = comma + 1
    if role(open).contains(.and) || role(open).contains(.contrast) || words.key(open) == "car" {
      open += 1
    } else if comma > stop || q.map({ !used[$0] }) ?? true {
      return
    }
    guard let next = quotation(openingAt: open), !used[next],
      quotations.list[next].inner.count > 3,
      open == comma + 1
        || quotations.list[next].inner.contains(where: isFinite)
          && role(open + 1).isDisjoint(with: [.to, .of])
    else { return }
    direct(next, incise, rule: .incise)
  }

  private func sentenceBreaks(before k: Int, _ q: Int?) -> Bool {
    q == nil && words[k].shape.contains(.startsSentence)
  }

  private mutating func read(_ incise: Incise, at k: Int, edge: Int, behind q: Int?) {
    guard let place = InciseHost(incise, at: k, edge: edge, behind: q, in: self) else { return }
    switch said(at: place) {
    case .quotations(let all): for q in all { direct(q, incise, rule: .incise) }
    case .clause(let content):
      // «– Voilà qui change tout ! s'est exclamé le maire.»
      let dash = content.lowerBound - 1
      let isDialogue =
        dash >= 0 && mark(dash) == .dash && words[dash].shape.contains(.startsParagraph)
      add(
        isDialogue ? .direct : nil, content, by: incise.speaker, cue: incise.cue,
        rule: isDialogue ? .dialogue : .hostIncise, anchor: incise.cue.words.lowerBound)
    case .nothing: break
    }
  }

  func isClitic(_ speaker: Range<Int>?) -> Bool {
    speaker.map { features($0.lowerBound).has(.enclitic) } ?? false
  }

  /// True for a person, a body or a document.
  func maySpeak(_ phrase: Range<Int>) -> Bool {
    isActor(phrase)
      || phrase.contains { !role($0).isDisjoint(with: [.document, .institution, .source]) }
  }

  /// True when a range contains a finite verb that no «qui» or «que» governs.
  func hasMainVerb(_ range: Range<Int>) -> Bool {
    range.contains { i in
      guard isFinite(i) else { return false }
      var k = i - 1
      var steps = 0
      while k >= range.lowerBound, steps < 14 {
        if mark(k) == .comma || mark(k) == .semicolon || isFinite(k) { return true }
        if grammarRole(k).contains(.who) || role(k).contains(.relative) { return false }
        k -= 1
        steps += 1
      }
      return true
    }
  }

  /// What comes after the last colon, when there is a clause before it.
  func behindColon(_ range: Range<Int>) -> Range<Int> {
    for k in range.reversed() where mark(k) == .colon && !isQuoted(k) && k + 2 < range.upperBound {
      // «Trois villes sont touchées : Oslo, Lima et Turin»: a list is part of its sentence.
      let behind = k + 1..<range.upperBound
      return behind.contains(where: { isFinite($0) || isQuoteMark($0) }) ? behind : range
    }
    return range
  }

  /// True for what may come before a quotation without being part of the statement.
  func isLead(_ range: Range<Int>) -> Bool {
    let range = datelineEnd(range.lowerBound, range.upperBound)..<range.upperBound
    if range.isEmpty { return true }
    return range.allSatisfy { mark($0) != .none || role($0).contains(.opener) } && range.count < 4
  }

  func skipOpeners(_ range: Range<Int>) -> Range<Int> {
    var start = datelineEnd(range.lowerBound, range.upperBound)
    while start < range.upperBound, mark(start) == .dash || mark(start) == .symbol { start += 1 }
    return start..<range.upperBound
  }

  /// After «ANKARA (Agence) – », «Genève, 3 mars (ATS) - », «12 juin. - »; `start` where there is
  /// none.
  func datelineEnd(_ start: Int, _ end: Int) -> Int {
    guard start < end, words[start].shape.contains(.startsParagraph) else { return start }
    for k in start..<min(start + 14, end) {
      switch mark(k) {
      case .dash:
        let isSpaced =
          words[k].shape.contains(.afterSpace)
          || k + 1 < end && words[k + 1].shape.contains(.afterSpace)
        if isSpaced, k > start { return k + 1 }
      case .none:
        if !words[k].isCapital, !isTime(k), !features(k).has(.determiner), !role(k).contains(.of) {
          return start
        }
      case .comma, .period, .number, .openBracket, .closeBracket, .slash: break
      default: return start
      }
    }
    return start
  }

  mutating func direct(_ q: Int, _ incise: Incise, rule: StatementRule) {
    let near = used[q] ? drafts(near: quotations.list[q].outer) : []
    if near.contains(where: { $0.content == quotations.list[q].inner }) { return }
    // A clause that contains it as a whole goes before.
    if near.contains(where: {
      $0.content.lowerBound <= quotations.list[q].open + 1
        && $0.content.upperBound >= quotations.list[q].close
    }) {
      return
    }
    add(
      .direct, quotations.list[q].inner, by: incise.speaker, cue: incise.cue, rule: rule,
      anchor: incise.cue.words.lowerBound)
    used[q] = true
  }

  func isFirstPerson(_ speaker: Range<Int>) -> Bool {
    let key = words.key(speaker.lowerBound)
    return ["je", "j'", "-je", "nous", "-nous", "vous", "-vous"].contains(key)
  }
}
