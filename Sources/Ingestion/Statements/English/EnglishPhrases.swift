import Languages
import Press

/// Noun phrases and verb groups of English, determined from the words alone.
struct EnglishPhrases {
  let words: Tokens
  let known = EnglishWords.shared
  /// Of each word: the quotation that it is in, or -1.
  var quoteOfWord: TokenMap<Int32>

  func isForm(_ i: Int, _ form: Int32) -> Bool {
    i >= 0 && i < words.count && words.forms[i] == form
  }

  func isIn(_ i: Int, _ set: Set<Int32>) -> Bool {
    i >= 0 && i < words.count && set.contains(words.forms[i])
  }

  func has(_ i: Int, _ features: Features) -> Bool {
    i >= 0 && i < words.count && words[i].features.has(features)
  }

  func mark(_ i: Int) -> Punctuation { i >= 0 && i < words.count ? words[i].mark : .period }

  /// True for an adverb that may be inside a verb group.
  func isAdverb(_ i: Int) -> Bool {
    has(i, .adverb) && !has(i, [.preposition, .determiner, .pronoun]) && !words[i].isCapital
      && (has(i, [.mostlyOther, .negation]) || !has(i, [.noun, .verb, .adjective]))
  }

  func isDay(_ i: Int) -> Bool { isIn(i, known.days) }

  /// «Monday», «last month», «that year»: when, not who.
  func startsDay(_ i: Int) -> Bool {
    isDay(i) || has(i, [.adjective, .determiner]) && isDay(i + 1)
  }

  func isPreposition(_ i: Int) -> Bool {
    has(i, .preposition) && !isForm(i, known.to) || isForm(i, known.to)
  }

  /// True for a word that may be the head or a part of a noun phrase.
  func isNominal(_ i: Int) -> Bool {
    guard i >= 0, i < words.count else { return false }
    let word = words[i]
    if word.mark == .number || word.mark == .symbol { return true }
    guard word.isWord else { return false }
    if word.features.has([.preposition, .conjunction]), !word.isCapital { return false }
    if word.features.has(.conjunction) || isForm(i, known.to) || isForm(i, known.of) {
      return false
    }
    if word.features.has(.pronoun), !word.features.has(.indefinite) { return false }
    if word.isCapital, !word.shape.contains(.startsSentence) { return true }
    if word.features.has([.noun, .adjective]) { return true }
    if word.shape.contains(.unknown), !word.features.has(.verb) || word.isCapital { return true }
    if word.features.has(.indefinite) { return true }
    // «leading», «elected» before a noun.
    return word.features.has([.presentParticiple, .pastParticiple])
      && has(i + 1, [.noun, .adjective])
  }

  /// True for a form that can only be, or mostly is, a finite verb.
  func isFinite(_ i: Int) -> Bool {
    guard i >= 0, i < words.count, words[i].isWord else { return false }
    if isIn(i, known.modals) { return true }
    guard has(i, .finite) else { return false }
    if words[i].isCapital, !words[i].shape.contains(.startsSentence) { return false }
    return has(i, .mostlyVerb) || !has(i, [.noun, .adjective])
  }

  /// True for a form that may be a finite verb after a subject.
  func mayBeFinite(_ i: Int) -> Bool {
    guard i >= 0, i < words.count, words[i].isWord, !words[i].isCapital else { return false }
    return isIn(i, known.modals) || has(i, .finite)
  }

  /// The noun phrase that ends before `end`, at most back to `limit`.
  func phrase(endingAt end: Int, from limit: Int) -> Range<Int>? {
    var k = end - 1
    guard k >= limit else { return nil }
    if mark(k) == .closeBracket {
      while k > limit, mark(k) != .openBracket { k -= 1 }
      return phrase(endingAt: k, from: limit).map { $0.lowerBound..<$0.upperBound }
    }
    if has(k, .pronoun), has(k, .subject), !has(k, .relative) || isForm(k, known.that) {
      return isForm(k, known.that) ? nil : k..<(k + 1)
    }
    // «the same polling»
    let isGerund =
      k > limit && has(k, .presentParticiple) && !words[k].isCapital
      && (has(k - 1, .determiner) || has(k - 1, .adjective) && has(k - 2, .determiner))
    guard
      isNominal(k) || isGerund
        || words[k].isCapital && words[k].isWord
          && !has(k, [.preposition, .conjunction, .determiner])
    else { return nil }
    while k > limit, end - k < 26 {
      let p = k - 1
      if quoteOfWord[p] != quoteOfWord[k] { break }
      if isForm(p, known.s)
        || words[p].mark == .singleQuote && !words[p].shape.contains(.afterSpace)
      {
        guard p > limit, isNominal(p - 1) || words[p - 1].isCapital else { break }
        k = p
      } else if has(p, .determiner) {
        k = p
        // Before a determiner only «of», «all» or «and» go on.
        if p > limit, isPreposition(p - 1), isJoined(p - 1, limit) { k = p - 1 } else { break }
      } else if isPreposition(p), words[p].isWord {
        guard isJoined(p, limit) else { break }
        k = p
      } else if isForm(p, known.and) || isForm(p, known.ampersand) {
        guard p > limit, isNominal(p - 1), !verbStands(before: p, from: limit) else { break }
        k = p
      } else if isNominal(p), !(isFinite(p) && !words[p].isCapital) {
        k = p
      } else {
        break
      }
    }
    // «On Monday Trump»: days are not part of the name.
    while k < end - 1, isDay(k) || mark(k) == .number && isDay(k - 1) { k += 1 }
    while k < end - 1, isPreposition(k) || isForm(k, known.and) { k += 1 }
    return k..<end
  }

  /// True when the preposition at `p` depends on a noun before it.
  private func isJoined(_ p: Int, _ limit: Int) -> Bool {
    guard p > limit, !isDay(p + 1) else { return false }
    return isNominal(p - 1) && !(isFinite(p - 1) && !has(p - 1, .noun)) && !isDay(p - 1)
  }

  private func verbStands(before end: Int, from limit: Int) -> Bool {
    var k = end - 1
    while k >= limit, end - k < 14 {
      if words[k].mark == .comma || words[k].mark == .colon { return false }
      if isFinite(k) || isForm(k, known.to) && has(k + 1, .infinitive) { return true }
      k -= 1
    }
    return false
  }

  /// The end of the noun phrase that starts at `start`; `start` when there is none.
  func phraseEnd(
    from start: Int, to limit: Int, complements: Bool = true, isComplement: Bool = false
  ) -> Int {
    var k = start
    if k < limit, isIn(k, known.reflexives) { return k + 1 }
    if k < limit, has(k, .pronoun), has(k, [.subject, .object]),
      !has(k, .determiner) && !isForm(k, known.one) || !isNominal(k + 1)
    {
      return k + 1
    }
    while k < limit, has(k, .determiner) || isAdverb(k) && k == start { k += 1 }
    // «much of the talk», «more than 200 people»
    if k > start, k < limit, isForm(k, known.of), has(k - 1, [.indefinite, .noun]) {
      let end = phraseEnd(from: k + 1, to: limit, complements: complements)
      return end > k + 1 ? end : start
    }
    if isForm(k, known.than), isIn(k - 1, known.quantities),
      has(k + 1, .determiner) || mark(k + 1) == .number
    {
      k += 1
    }
    var phrase = OpenPhrase(head: k, limit: limit, isComplement: isComplement, end: k)
    while phrase.end < limit,
      extendPastMark(&phrase) || extendByWord(&phrase)
        || complements && extendByComplement(&phrase) || extendByAnd(&phrase)
    {}
    return phrase.hasNoun || phrase.end > phrase.head ? phrase.end : start
  }

  /// A noun phrase as far as it has been read.
  private struct OpenPhrase {
    let head: Int
    let limit: Int
    let isComplement: Bool
    var end: Int
    var hasNoun = false
  }

  /// Goes on past a bracket after a noun, or the mark of «the officers' report».
  private func extendPastMark(_ phrase: inout OpenPhrase) -> Bool {
    let (k, limit) = (phrase.end, phrase.limit)
    guard phrase.hasNoun else { return false }
    if mark(k) == .openBracket {
      var close = k + 1
      while close < limit, close - k < 8, mark(close) != .closeBracket { close += 1 }
      guard mark(close) == .closeBracket, close < limit else { return false }
      phrase.end = close + 1
      return true
    }
    guard mark(k) == .singleQuote, !words[k].shape.contains(.afterSpace), k + 1 < limit,
      mark(k + 1) == .none, words[k + 1].shape.contains(.afterSpace), isNominal(k + 1)
    else { return false }
    phrase.end = k + 1
    phrase.hasNoun = false
    return true
  }

  /// Goes on by a noun, an adjective, a number, a name or an «’s».
  private func extendByWord(_ phrase: inout OpenPhrase) -> Bool {
    let k = phrase.end
    guard words[k].isWord || mark(k) == .number || mark(k) == .symbol else { return false }
    if isForm(k, known.s), k > phrase.head {
      // A form of «report» after it is a noun.
      phrase.hasNoun = phrase.hasNoun && !has(k + 1, .noun)
      phrase.end = k + 1
      return true
    }
    guard !(has(k, .determiner) && k > phrase.head),
      isNominal(k) || words[k].isCapital && !has(k, [.preposition, .conjunction]),
      !(phrase.hasNoun && startsAnother(k, isComplement: phrase.isComplement))
    else { return false }
    if has(k, .noun) || words[k].isCapital || words[k].shape.contains(.unknown)
      || has(k, .indefinite)
    {
      phrase.hasNoun = true
    }
    phrase.end = k + 1
    return true
  }

  /// True when a word after a noun is no part of its phrase: a verb («the plan works»), another name.
  private func startsAnother(_ k: Int, isComplement: Bool) -> Bool {
    if !words[k].isCapital {
      return isFinite(k) && !(has(k, .noun) && isNominal(k + 1))
        && !(isComplement && has(k, .noun) && mark(k + 1) != .none)
    }
    return !words[k - 1].isCapital && !has(k - 1, .adjective) && mark(k - 1) == .none
      && !isForm(k - 1, known.s) && !isForm(k - 1, known.and)
      && (!has(k - 1, .noun) || isDay(k))
  }

  /// Goes on by a preposition and its phrase.
  private func extendByComplement(_ phrase: inout OpenPhrase) -> Bool {
    let (k, limit) = (phrase.end, phrase.limit)
    guard phrase.hasNoun, isExtensible(k, phrase), isPreposition(k), !isForm(k, known.to),
      !isForm(k, known.as), k + 1 < limit, !isDay(k + 1),
      has(k + 1, .determiner) || isNominal(k + 1)
    else { return false }
    let end = phraseEnd(from: k + 1, to: limit, complements: false, isComplement: true)
    guard end > k + 1 else { return false }
    phrase.end = end
    return true
  }

  /// Goes on past the «and» of «moderate and Catholic voters» or of two names.
  private func extendByAnd(_ phrase: inout OpenPhrase) -> Bool {
    let (k, limit) = (phrase.end, phrase.limit)
    guard isForm(k, known.and), isExtensible(k, phrase) else { return false }
    let joinsAdjectives =
      k > phrase.head && k + 2 < limit && has(k - 1, .adjective) && !words[k - 1].isCapital
      && (has(k + 1, .adjective) || words[k + 1].isCapital) && has(k + 2, .noun)
      && !isFinite(k + 2)
    let joinsNames =
      phrase.hasNoun && words[k - 1].isCapital && k + 1 < limit && words[k + 1].isCapital
    guard joinsAdjectives || joinsNames else { return false }
    phrase.end = k + 1
    return true
  }

  /// False for a word that ends the phrase as a determiner or a verb, whatever else it may be.
  private func isExtensible(_ k: Int, _ phrase: OpenPhrase) -> Bool {
    guard words[k].isWord || mark(k) == .number || mark(k) == .symbol else { return false }
    if has(k, .determiner), k > phrase.head { return false }
    let isNominalWord = isNominal(k) || words[k].isCapital && !has(k, [.preposition, .conjunction])
    return
      !(isNominalWord && phrase.hasNoun
      && startsAnother(k, isComplement: phrase.isComplement))
  }

  /// Steps over «on Monday», «in a statement», «Tuesday», «at the time».
  func adjunctEnd(from start: Int, to limit: Int) -> Int {
    var k = start
    while k < limit {
      if isAdverb(k) || isDay(k) {
        k += 1
      } else if isPreposition(k),
        !isForm(k, known.to) || !has(k + 1, .infinitive) || has(k + 1, .noun)
      {
        if isForm(k, known.as) || isForm(k, known.of) && k == start { break }
        let end = phraseEnd(from: k + 1, to: limit)
        if end == k + 1 {
          if has(k + 1, .presentParticiple) {
            let after = phraseEnd(from: k + 2, to: limit)
            if after > k + 2 { k = after; continue }
          }
          break
        }
        k = end
      } else if has(k, .determiner), isDay(k + 1) {
        k += 2
      } else if has(k, .adjective), isDay(k + 1) {
        k += 2
      } else {
        break
      }
    }
    return k
  }
}
