import Languages
import Press

extension EnglishStatements {
  /// Quotations and clauses with an incise.
  mutating func readIncises(_ unit: Range<Int>, _ quotes: [Int]) {
    for (place, q) in quotes.enumerated() where !taken[q] {
      readIncise(afterQuotation: q, next: place + 1 < quotes.count ? quotes[place + 1] : nil, unit)
    }
    guard drafts.count == firstOfUnit else { return }
    if readLeadingAs(unit) { return }
    // A clause without marks: the plan failed, X said.
    var k = unit.upperBound - 1
    while k > unit.lowerBound {
      if phrases.mark(k) == .comma, quotations.ofWord[k] < 0,
        let incise = incise(at: k + 1, to: unit.upperBound),
        readClause(before: k, incise, unit, quotes)
      {
        return
      }
      k -= 1
    }
  }

  private mutating func readIncise(afterQuotation q: Int, next: Int?, _ unit: Range<Int>) {
    let quote = quotations.list[q]
    var k = quote.end
    if phrases.mark(k) == .comma { k += 1 }
    guard k < unit.upperBound, quote.content.upperBound > 0,
      let incise = incise(at: k, to: unit.upperBound),
      // «“This,” he said that» is none; a clause that starts after «said» is another statement.
      !phrases.isForm(incise.end, known.that) || incise.isInverted,
      !isTitle(quote, before: incise, unit)
    else { return }
    taken[q] = true
    let (content, isDirect) = content(of: quote, incise, unit)
    if content.upperBound > quote.content.upperBound { mark(content) }
    drafts.append(
      StatementCandidate(
        content: content, speaker: incise.speaker, cue: incise.cue, entry: incise.entry,
        isDirect: isDirect, rule: isDirect ? .incise : .hostIncise))
    // “A,” he said, “b.”
    guard let next else { return }
    let second = quotations.list[next]
    var after = phrases.adjunctEnd(from: incise.end, to: unit.upperBound)
    if phrases.mark(after) == .comma { after += 1 }
    if second.open == after, second.content.count >= 2, unit.upperBound - second.end <= 2 {
      taken[next] = true
      drafts.append(
        StatementCandidate(
          content: second.content, speaker: incise.speaker, cue: incise.cue, entry: incise.entry,
          isDirect: true, rule: .incise))
    }
  }

  /// True for a name in marks in front of what seems an incise.
  private func isTitle(
    _ quote: EnglishQuotations.Quotation, before incise: Incise, _ unit: Range<Int>
  ) -> Bool {
    // «“Morning Joe” host X said …»
    if quote.content.count <= 3, words[quote.open].shape.contains(.afterSpace),
      quote.open > unit.lowerBound, phrases.mark(quote.end) != .comma,
      words[quote.content.upperBound - 1].mark == .none
    {
      return true
    }
    // On “Morning Tide,” X said the …
    return quote.content.count <= 6 && quote.open > unit.lowerBound
      && (phrases.isPreposition(quote.open - 1) || phrases.isForm(quote.open - 1, known.s))
      && !incise.isInverted
      && (isClause(incise.end, unit.upperBound) || followsLoosely(incise.end, unit.upperBound))
  }

  /// What is said with a quotation that an incise follows: its sentence, where words before the marks
  /// belong to it (He is “mad,” X said).
  private func content(
    of quote: EnglishQuotations.Quotation, _ incise: Incise, _ unit: Range<Int>
  ) -> (content: Range<Int>, isDirect: Bool) {
    let head = quote.open
    let isEmbedded =
      phrases.mark(head - 1) == .none && head > unit.lowerBound
      && !words[quote.content.lowerBound].isCapital
    guard head > unit.lowerBound, drafts.count == firstOfUnit,
      isEmbedded || !hasCue(unit.lowerBound..<head),
      // «Hale – “I am no quitter”, he once said – stands again»
      ![.colon, .dash, .openBracket].contains(phrases.mark(head - 1))
    else { return (quote.content, true) }
    let start = unit.lowerBound
    // The “toll,” Hale said, was “a joke”: to the end of the sentence.
    let behind = phrases.adjunctEnd(from: incise.end, to: unit.upperBound)
    guard phrases.mark(behind) == .comma, behind + 3 < unit.upperBound,
      !phrases.has(behind + 1, .presentParticiple), !words[behind + 1].isCapital,
      !isQuotationMark(behind + 1)
    else { return (start..<quote.content.upperBound, false) }
    let stop = clauseEnd(from: behind + 1, unit.upperBound)
    return (start..<contentEnd(stop, from: start), false)
  }

  /// Reads the clause that an incise at the comma `k` ends, or stands in the middle of.
  ///
  /// - Returns: true when it is one.
  private mutating func readClause(
    before k: Int, _ incise: Incise, _ unit: Range<Int>, _ quotes: [Int]
  ) -> Bool {
    let after = phrases.adjunctEnd(from: incise.end, to: unit.upperBound)
    let mark = phrases.mark(after)
    if incise.entry.frames.isDisjoint(with: [.bareThat, .objectThat, .that]),
      !phrases.isForm(k + 1, known.as)
    {
      return false
    }
    // «…, X said on Friday, calling on …»
    let isFollowed =
      mark == .comma && after > incise.end && phrases.has(after + 1, .presentParticiple)
    let ends = incise.isInverted || isFollowed || mark != .comma || after + 3 >= unit.upperBound
    if ends {
      guard k - unit.lowerBound >= 2, isClosed(incise, at: after, unit),
        !isQuotationMark(after + 1) || mark == .period
      else { return false }
    } else {
      guard after == incise.end || phrases.isFinite(after + 1), incise.entry.lemma != "tell",
        !isQuotationMark(after + 1) || goesOn(after + 1)
      else { return false }
    }
    // «Storm damage ‘very serious’, says mayor»
    let isHeadline =
      incise.isInverted && after >= unit.upperBound
      && words[unit.lowerBound].shape.contains(.startsParagraph) && words[k + 1].isWord
    guard !ends || isHeadline || isMainClause(unit.lowerBound..<k) else { return false }
    let content =
      ends ? contentStart(of: unit)..<k : content(comma: k, after: after, unit)
    for q in quotes
    where quotations.list[q].open >= content.lowerBound
      && quotations.list[q].end <= content.upperBound + 1
    {
      taken[q] = true
    }
    guard !content.isEmpty else { return false }
    drafts.append(
      StatementCandidate(
        content: content, speaker: incise.speaker, cue: incise.cue, entry: incise.entry,
        rule: .hostIncise))
    return true
  }

  /// Nothing may depend on the cue: «the director, said he would» is no incise.
  private func isClosed(_ incise: Incise, at after: Int, _ unit: Range<Int>) -> Bool {
    switch phrases.mark(after) {
    case .period, .comma, .semicolon: return true
    default: break
    }
    return after >= unit.upperBound || isQuotationMark(after)
      || phrases.isIn(after, known.conditions) && phrases.has(after + 1, .presentParticiple)
      || phrases.has(after, .pastParticiple) && after > incise.end
        && !phrases.isFiniteClause(after + 1..<unit.upperBound)
      || incise.isInverted && phrases.isIn(after, known.relatives)
  }

  /// What is said around an incise that stands between two commas.
  private func content(comma k: Int, after: Int, _ unit: Range<Int>) -> Range<Int> {
    var start = contentStart(of: unit)
    // «In 2008, he said, the club …»: when he says it happened.
    if k - unit.lowerBound <= 3, phrases.isPreposition(unit.lowerBound) { start = after + 1 }
    // «a park which, Hale said, is full»
    if phrases.isIn(k - 1, known.relatives), k - 1 > start {
      start = k - 1
    } else if k - 2 > start, phrases.isIn(k - 2, known.relatives) {
      start = k - 2
    }
    let goesOn =
      phrases.isForm(after + 1, known.and)
      && (phrases.mayBeFinite(after + 2) || isAuxiliary(after + 2))
    if goesOn || !phrases.isIn(after + 1, known.links),
      !(phrases.has(after + 1, .presentParticiple) && cues.verb(at: after + 1, in: words) != nil)
    {
      return start..<contentEnd(unit.upperBound, from: start)
    }
    return start..<k
  }

  /// «As X noted, the bridge is closed».
  private mutating func readLeadingAs(_ unit: Range<Int>) -> Bool {
    guard phrases.isForm(unit.lowerBound, known.as),
      let incise = incise(at: unit.lowerBound, to: unit.upperBound), !incise.isInverted,
      !incise.entry.frames.isDisjoint(with: [.that, .bareThat]), incise.entry.lemma != "go on"
    else { return false }
    let comma = phrases.adjunctEnd(from: incise.end, to: unit.upperBound)
    guard phrases.mark(comma) == .comma, comma + 3 < unit.upperBound,
      isMainClause(comma + 1..<unit.upperBound)
    else { return false }
    let content = comma + 1..<contentEnd(unit.upperBound, from: comma + 1)
    mark(content)
    drafts.append(
      StatementCandidate(
        content: content, speaker: incise.speaker, cue: incise.cue, entry: incise.entry,
        rule: .asSaid))
    return true
  }

  /// True for a quotation that goes on in the middle of a sentence: “…, he said, “but …”.
  private func goesOn(_ open: Int) -> Bool {
    let q = open < words.count ? quotations.atOpen[open] : -1
    return q >= 0 && !words[quotations.list[Int(q)].content.lowerBound].isCapital
  }

  func hasCue(_ range: Range<Int>) -> Bool {
    range.contains {
      quotations.ofWord[$0] < 0
        && cues.verb(at: $0, in: words).map {
          $0.entry.frames.contains(.quote) || $0.entry.frames.contains(.as)
        } == true
    }
  }
}
