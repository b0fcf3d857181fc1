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
  func group(at i: Int, _ features: Features, from limit: Int) -> Group {
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
            phrases.isIn(k, known.modals) || isPerfect(k, head: i)
            ? -2 : cues.lexicon.lemma(of: words.forms[k], as: .verb)
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
    let isParticiple = features.has(.pastParticiple)
    group.isPassive = isParticiple && nearest == known.be && !features.has(.infinitive)
    group.isFinite = auxiliaries || features.has(.finite) && !group.isInfinitive
    if features.has(.presentParticiple) { group.isFinite = auxiliaries }
    return group
  }

  /// True for the «'s» of «he's said»; that of «it's said» is a passive.
  private func isPerfect(_ k: Int, head: Int) -> Bool {
    cues.verb(at: head, in: words).map { cues.sayings.contains($0.entry.lemma) } == true
      && phrases.isForm(k, known.s) && phrases.has(k - 1, .subject) && phrases.has(k - 1, .pronoun)
      && !phrases.isForm(k - 1, known.it)
  }

  /// The noun phrase that is the subject of the verb group starting at `start`.
  func subject(of start: Int, from limit: Int) -> Range<Int>? {
    var j = start - 1
    while j >= limit, phrases.isAdverb(j), words[j].isWord { j -= 1 }
    let dated = j
    j = beforeDate(j, from: limit)
    while j < dated, j > limit, phrases.isAdverb(j), words[j].isWord { j -= 1 }
    if j > limit, isQuotationMark(j), let head = titled(endingAt: j, from: limit) { return head }
    guard j >= limit, quotations.ofWord[j] < 0 else { return nil }
    if phrases.isIn(j, known.relatives), words[j].isWord {
      var k = j
      if phrases.mark(k - 1) == .comma { k -= 1 }
      let near = phrases.phrase(endingAt: k, from: limit)
      if k < j, let near, !words[near.lowerBound].isCapital,
        let comma = (max(limit, k - 10)..<k).last(where: { words[$0].mark == .comma }),
        phrases.has(comma + 1, .determiner), words[comma - 1].isCapital, comma - 1 > limit
      {
        // Ann Poole, the select committee chair, who
        var head = comma - 1
        while head > limit, words[head - 1].isCapital, words[head - 1].isWord { head -= 1 }
        return head..<k
      }
      return near
    }
    switch words[j].mark {
    case .comma:
      // X, the director, said
      var c = j - 1
      while c > limit, j - c < 32, words[c].mark != .comma || quotations.ofWord[c] >= 0 { c -= 1 }
      guard c > limit, words[c].mark == .comma,
        let near = phrases.phrase(endingAt: c, from: limit)
      else {
        // «A spokesperson for the club, said»
        guard c <= limit, let whole = described(endingAt: j - 1, from: limit),
          whole.lowerBound <= limit + 1,
          phrases.isForm(start + 1, known.that) || phrases.mark(start + 1) == .colon
            || phrases.mark(start + 1) == .comma
        else { return nil }
        return whole
      }
      if phrases.isIn(c + 1, known.links) { return nil }
      let head = named(before: near, from: limit)
      // «Algeria, meanwhile, agreed»
      if (c + 1..<j).allSatisfy({ phrases.isAdverb($0) }) { return head }
      return head.lowerBound..<j
    case .dash:
      var c = j - 1
      while c > limit, j - c < 32, words[c].mark != .dash { c -= 1 }
      guard c > limit else { return nil }
      return phrases.phrase(endingAt: c, from: limit)
    case .none, .number, .closeBracket, .symbol:
      let near = described(endingAt: j, from: limit)
      return near.flatMap { head(relatedTo: $0, from: limit) } ?? near
    default: return nil
    }
  }

  /// Whose relative clause ends with a phrase: «The minister who had met Poole in Lima», «who spoke to
  /// Poole».
  private func head(relatedTo phrase: Range<Int>, from limit: Int) -> Range<Int>? {
    var k = phrase.lowerBound - 1
    if k > limit, phrases.isPreposition(k) { k -= 1 }
    guard k > limit, words[k].isWord, quotations.ofWord[k] < 0,
      phrases.isFinite(k) || phrases.has(k, .pastParticiple)
    else { return nil }
    while k > limit, isAuxiliary(k - 1) || phrases.isAdverb(k - 1) { k -= 1 }
    guard k - 1 > limit, words[k - 1].isWord, phrases.isIn(k - 1, known.relatives) else {
      return nil
    }
    return phrases.phrase(endingAt: k - 1, from: limit)
  }

  /// The name before what describes it: of «Ann Poole, 39, of Porth», «Jo Hale, a teacher from Lima».
  private func named(before near: Range<Int>, from limit: Int) -> Range<Int> {
    var head = near
    for _ in 0..<3 {
      var comma = head.lowerBound - 1
      while comma > limit, phrases.isPreposition(comma) || phrases.has(comma, .determiner) {
        comma -= 1
      }
      guard comma > limit + 1, words[comma].mark == .comma, words[comma - 1].isWord,
        words[comma - 1].isCapital || words[comma - 1].mark == .number,
        head.lowerBound - comma > 1 || !words[head.lowerBound].isCapital,
        let left = phrases.phrase(endingAt: comma, from: limit), left.upperBound == comma,
        words[comma - 1].mark == .number || words[left.lowerBound].isCapital
      else { return head }
      head = left
    }
    return head
  }

  /// The subject of «X, star of “The Bridge,” said»: the comma is inside of the marks.
  private func titled(endingAt j: Int, from limit: Int) -> Range<Int>? {
    let inner = quotations.ofWord[j - 1]
    guard inner >= 0, words[j - 1].mark == .comma else { return nil }
    let quote = quotations.list[Int(inner)]
    guard quote.end == j + 1, quote.content.count <= 8 else { return nil }
    var c = quote.open - 1
    while c > limit, j - c < 40, words[c].mark != .comma || quotations.ofWord[c] >= 0 { c -= 1 }
    guard c > limit, words[c].mark == .comma, !phrases.isIn(c + 1, known.links),
      let head = phrases.phrase(endingAt: c, from: limit)
    else { return nil }
    return head.lowerBound..<j + 1
  }

  /// The noun phrase that ends with the word `j`, with what describes it: «a poll released on
  /// Sunday by the Ledger», «a study conducted».
  private func described(endingAt j: Int, from limit: Int) -> Range<Int>? {
    let phrase = phrases.phrase(endingAt: j + 1, from: limit)
    var k = j
    var isAgent = false
    if let phrase {
      k = phrase.lowerBound - 1
      guard k > limit, phrases.isPreposition(k) else { return phrase }
      isAgent = phrases.isForm(k, known.by)
      k -= 1
      while k > limit, phrases.isDay(k) || phrases.isForm(k, known.on) { k -= 1 }
    }
    guard k > limit, quotations.ofWord[k] < 0, phrases.has(k, .pastParticiple),
      !phrases.has(k, [.noun, .adjective]), !isAuxiliary(k - 1),
      isAgent || cues.verb(at: k, in: words)?.entry.frames.contains(.quote) != true,
      let head = phrases.phrase(endingAt: k, from: limit), !phrases.has(head.lowerBound, .pronoun)
    else { return phrase }
    return head.lowerBound..<j + 1
  }

  /// The word before «on Tuesday», «in late August», «Monday» that ends at `j`; else `j`.
  private func beforeDate(_ j: Int, from limit: Int) -> Int {
    guard phrases.isDay(j) || words[max(j, 0)].mark == .number && phrases.isDay(j - 1) else {
      return j
    }
    var k = j
    while k > limit, phrases.isDay(k) || words[k].mark == .number || phrases.has(k, .adjective) {
      k -= 1
    }
    if k > limit, phrases.isPreposition(k) { k -= 1 }
    guard k >= limit else { return j }
    if words[k].mark == .comma, k > limit { return k }
    return words[k].isWord && !phrases.has(k, .determiner) || words[k].mark == .closeBracket
      ? k : j
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
      // «imposed sanctions»: a noun after a verb is no verb.
      let isObject =
        phrases.has(k, .noun) && phrases.isFinite(k - 1) && !phrases.has(k - 1, .noun)
      if quotations.ofWord[k] < 0, !isObject, phrases.isFinite(k) || isAuxiliary(k) {
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
}
