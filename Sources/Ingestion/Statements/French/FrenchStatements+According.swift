import Languages

/// Who is named as the origin: «selon X», «d'après X», «pour X».
extension FrenchStatements {
  struct According {
    var words: Range<Int>
    var speaker: Range<Int>
    var cue: (words: Range<Int>, lemma: String, class: String)
    /// False for prepositions that mostly mean something else («pour»).
    var isSure: Bool
  }

  /// «selon X» at a word.
  func according(at i: Int) -> According? {
    guard i < words.count, mark(i) == .none,
      let found = cues.prepositions.longest(in: words.forms, from: i)
    else { return nil }
    let cue = cues.prepositionList[Int(found.value)]
    let next = i + found.count
    guard next < words.count, mark(next) == .none || mark(next) == .number || isQuoteMark(next)
    else {
      return nil
    }
    if role(next).contains(.that) { return nil }
    if role(next).contains(.relative) || grammarRole(next).contains(.who) {
      // «X, pour qui …», «l'opposition, selon laquelle …»
      guard i > 0, mark(i - 1) == .comma, let phrase = antecedent(before: i, unitStart(i)),
        isActor(phrase)
      else { return nil }
      return According(
        words: i..<next + 1, speaker: phrase, cue: (i..<i + found.count, cue.lemma, cue.class),
        isSure: false)
    }
    var speaker: Range<Int>
    if cues.isSourceNoun(words.forms[next - 1]) {
      // «de source policière»
      speaker = next - 1..<(nounPhrase(at: next - 1)?.upperBound ?? next)
    } else if role(next).contains(.strong), !isDeterminer(next) || mark(next + 1) == .comma {
      speaker = next..<next + 1
    } else if let phrase = nounPhrase(at: next, apposition: true) {
      speaker = phrase
    } else {
      return nil
    }
    let sure = !cues.isWeak(words.forms[i])
    if !sure, !isActor(speaker) { return nil }
    if cues.isMeasure(words.forms, speaker) { return nil }
    if speaker.isEmpty { speaker = next..<next + 1 }
    return According(
      words: i..<speaker.upperBound, speaker: speaker,
      cue: (i..<i + found.count, cue.lemma, cue.class), isSure: sure)
  }

  /// True for a noun phrase that names one who may think.
  func isActor(_ range: Range<Int>) -> Bool {
    if range.count == 1, role(range.lowerBound).contains(.strong) { return true }
    for i in range.prefix(4) {
      if !role(i).isDisjoint(with: [.person, .body]) { return true }
      if let m = names.mention(at: i), !names.mentions[m].isAdjective,
        names.mentions[m].form != .place
      {
        return true
      }
    }
    return false
  }

  mutating func readAccording() {
    var i = 0
    while i < words.count {
      defer { i += 1 }
      guard mark(i) == .none, !isInSpeech(i), let found = according(at: i) else { continue }
      let start = unitStart(i)
      let end = unitEnd(i)
      let lead = start..<i
      let behind = found.words.upperBound
      if isLead(lead) || mark(i - 1) == .semicolon || isDateLead(lead) || isAndLead(i) {
        // «Selon X, …»
        guard let from = hostStart(behind, end), from < end else { continue }
        var stop = end
        for k in from..<end where mark(k) == .semicolon && !isQuoted(k) {
          stop = k
          break
        }
        readHost(from..<stop, found)
        continue
      }
      // «un homme qui, selon X, tirait au hasard»
      if mark(i - 1) == .comma, i > 1, grammarRole(i - 2).contains(.who), mark(behind) == .comma,
        behind + 1 < end
      {
        readHost(behind + 1..<end, found)
        continue
      }
      if role(found.words.upperBound - 1).contains(.relative)
        || grammarRole(found.words.upperBound - 1).contains(.who)
      {
        readHost(behind..<end, found)
        continue
      }
      guard found.isSure else { continue }
      // «a-t-on appris de source judiciaire» is read with its verb.
      if (max(0, i - 5)..<i).contains(where: { role($0).contains(.generic) }),
        cues.isSourceNoun(words.forms[found.speaker.lowerBound])
      {
        continue
      }
      // «…, selon X»
      var host = start
      for k in stride(from: i - 1, to: start, by: -1) where mark(k) == .semicolon && !isQuoted(k) {
        host = k + 1
        break
      }
      var stop = i
      if mark(i - 1) == .comma { stop = i - 1 }
      if mark(i - 1) == .openBracket { stop = i - 1 }
      guard stop > host else { continue }
      // «Le projet, « inutile » selon X, sera voté»
      if let q = quotation(closingAt: i - 1), quotations.list[q].open > host,
        mark(quotations.list[q].open - 1) == .comma,
        !containsFinite(host..<quotations.list[q].open)
      {
        add(
          .mixed, quotations.list[q].inner, by: found.speaker, cue: found.cue, rule: "according",
          anchor: found.words.lowerBound)
        continue
      }
      if mark(i - 1) == .comma, mark(behind) == .comma, behind + 1 < end {
        // In the middle: the hull, when the clause is not whole before it.
        let rest = behind + 1..<end
        if !containsFinite(host..<stop), containsFinite(rest) {
          readHost(host..<end, found)
          continue
        }
      } else if mark(i - 1) == .comma, behind < end, mark(behind) == .none,
        !containsFinite(host..<stop), containsFinite(behind..<end)
      {
        readHost(host..<end, found)
        continue
      }
      // Within another clause: «X affirme que, selon Y, …»
      if !containsFinite(host..<stop), !(host..<stop).contains(where: { isQuoteMark($0) }),
        stop - host < 4
      {
        continue
      }
      readHost(behindColon(host..<stop), found)
    }
  }

  private func isDateLead(_ range: Range<Int>) -> Bool {
    guard let last = range.last else { return true }
    return mark(last) == .dash && range.count < 8
  }

  /// «…, mais selon X, …»
  private func isAndLead(_ i: Int) -> Bool {
    i > 0 && (role(i - 1).contains(.opener) || mark(i - 1) == .colon)
  }

  /// Where the host starts behind «selon X»: past appositions and relative clauses.
  private func hostStart(_ i: Int, _ end: Int) -> Int? {
    if quotation(openingAt: i) != nil { return i }
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
    let next = k + 1
    if grammarRole(next).contains(.who)
      || role(next).contains(.relative) && !role(next).contains(.that)
      || traits(next).has(.pastParticiple) && traits(next).has(.mostlyVerb)
    {
      var close = next
      while close < end, mark(close) != .comma {
        if let q = quotation(openingAt: close) { close = quotations.list[q].close }
        close += 1
      }
      if close + 1 < end { return close + 1 }
    }
    return next
  }

  private mutating func readHost(_ range: Range<Int>, _ found: According) {
    guard let content = trimmed(skipOpeners(range)) else { return }
    if let q = quotation(openingAt: content.lowerBound),
      quotations.list[q].close >= content.upperBound - 1
    {
      if used[q] { return }
      add(
        .direct, quotations.list[q].inner, by: found.speaker, cue: found.cue,
        rule: "according-quote", anchor: found.words.lowerBound)
      used[q] = true
      return
    }
    var end = content.upperBound
    // «Selon X, A : « B »»: two statements.
    for k in content where mark(k) == .colon && !isQuoted(k) {
      guard let q = quotation(openingAt: k + 1), quotations.list[q].inner.count > 4 else {
        continue
      }
      end = k
      add(
        .direct, quotations.list[q].inner, by: found.speaker, cue: found.cue,
        rule: "according-colon",
        anchor: found.words.lowerBound)
      break
    }
    // An incise or another «selon» ends it.
    for k in content
    where mark(k) == .comma && !isQuoted(k) && k > content.lowerBound + 3 && k < end {
      if let v = verbIndex(k + 1), verbs[v].form == .gerund, k + 1 < end { end = k; break }
    }
    guard end > content.lowerBound else { return }
    add(
      nil, content.lowerBound..<end, by: found.speaker, cue: found.cue,
      rule: found.isSure ? "according" : "opinion", anchor: found.words.lowerBound)
  }
}
