import Languages
import Press

extension EnglishStatements {
  /// A cue with its speaker that is in or after what is said: «, X said», «, said X».
  struct Incise {
    var speaker: Range<Int>
    var cue: Range<Int>
    var entry: EnglishCues.Entry
    var end: Int
    /// «said X».
    var isInverted = false
  }

  /// The incise that starts at `start`.
  func incise(at start: Int, to limit: Int) -> Incise? {
    var k = start
    while k < limit, phrases.isAdverb(k), cues.verb(at: k, in: words) == nil { k += 1 }
    return invertedIncise(at: k, from: start, to: limit)
      ?? plainIncise(at: k, from: start, to: limit)
  }

  /// said X; «say prosecutors»
  private func invertedIncise(at k: Int, from start: Int, to limit: Int) -> Incise? {
    guard let verb = cues.verb(at: k, in: words),
      verb.entry.frames.contains(.quote)
        || k == start && verb.entry.frames.contains(.bareThat)
          && (phrases.mark(k - 1) == .comma && phrases.has(verb.end, .determiner)
            || isBehindQuotation(k)),
      !verb.entry.takesListener, !words[k].isCapital, verb.features.has(.finite),
      !verb.features.has(.infinitive) || verb.features.has(.simplePast)
        || k == start && (phrases.mark(start - 1) == .comma || isBehindQuotation(start))
    else { return nil }
    var end = phrases.phraseEnd(from: verb.end, to: limit)
    if end > verb.end {
      // «the consultancy Brightwell», «a lawsuit filed by depositors»
      while end < limit, words[end].isWord, words[end].isCapital, !phrases.isDay(end) {
        end = max(end + 1, phrases.phraseEnd(from: end, to: limit))
      }
      if phrases.has(end, .pastParticiple), phrases.isForm(end + 1, known.by) {
        end = max(end, phrases.phraseEnd(from: end + 2, to: limit))
      }
    }
    guard end > verb.end, !phrases.startsDay(verb.end), !phrases.isForm(verb.end, known.that),
      !phrases.mayBeFinite(end)
        || phrases.has(end, .pastParticiple) && phrases.isPreposition(end + 1),
      !phrases.isForm(end - 1, known.s),
      !phrases.has(verb.end, [.object]) || phrases.has(verb.end, .subject)
        || phrases.has(verb.end, .possessive) && end > verb.end + 1
    else { return nil }
    let whole = apposition(after: end, to: limit)
    return Incise(
      speaker: verb.end..<whole, cue: k..<verb.end, entry: verb.entry, end: whole,
      isInverted: true)
  }

  /// X said; «as X said»
  private func plainIncise(at first: Int, from start: Int, to limit: Int) -> Incise? {
    let k = phrases.isForm(first, known.as) ? first + 1 : first
    var name = phrases.phraseEnd(from: k, to: limit)
    // «Lindqvist and her team wrote»
    if name > k, phrases.isForm(name, known.and) {
      let other = phrases.phraseEnd(from: name + 1, to: limit)
      if other > name + 1, cues.verb(at: other, in: words) != nil || isAuxiliary(other) {
        name = other
      }
    }
    guard name > k, !phrases.isIn(k, known.relatives),
      let found = verb(after: k..<name, from: start, to: limit)
    else { return nil }
    var (end, v) = found
    while v < limit, phrases.isAdverb(v) || isAuxiliary(v) && !phrases.isIn(v, known.modals) {
      v += 1
    }
    guard let verb = cues.verb(at: v, in: words),
      !verb.entry.frames.isDisjoint(with: [.quote, .bareThat])
    else { return v == name ? openVerb(at: v, speaker: k..<name, from: start, to: limit) : nil }
    guard verb.features.has(.finite) || isAuxiliary(v - 1),
      // «he is often asked»
      !group(at: v, verb.features, from: start).isPassive
    else { return nil }
    if v > end, end == name, !isAuxiliary(end), !phrases.isAdverb(end) { end = v }
    var last = verb.end
    if verb.entry.takesListener {
      // «he told state television»
      last = phrases.phraseEnd(from: last, to: limit)
    }
    return Incise(speaker: k..<end, cue: v..<verb.end, entry: verb.entry, end: last)
  }

  /// Where the speaker whose name is `name` ends, and where his verb may begin.
  private func verb(
    after name: Range<Int>, from start: Int, to limit: Int
  ) -> (speakerEnd: Int, verb: Int)? {
    var v = name.upperBound
    if cues.verb(at: v, in: words) == nil, !isAuxiliary(v),
      let verb = swallowedVerb(in: name.lowerBound..<v, isQuoted: isBehindQuotation(start))
    {
      v = verb
    }
    if phrases.mark(v) == .none, phrases.has(v, [.adjective, .pastParticiple, .preposition]),
      !phrases.isIn(v, known.relatives),
      cues.verb(at: v, in: words)?.entry.frames.contains(.quote) != true,
      let head = described(from: v, to: limit)
    {
      // «a source close to the case said», «a note slipped into the programme explained»
      v = head
    }
    if phrases.mark(v) == .comma {
      return verb(afterComma: v, name, isQuoted: isBehindQuotation(start), to: limit)
    }
    return phrases.isIn(v, known.relatives) ? nil : (v, v)
  }

  /// The same where a comma opens what describes him: X, the director, said.
  private func verb(
    afterComma v: Int, _ name: Range<Int>, isQuoted: Bool, to limit: Int
  ) -> (speakerEnd: Int, verb: Int)? {
    let inner = phrases.phraseEnd(from: v + 1, to: limit)
    if inner > v + 1, words[v + 1].isCapital, cues.verb(at: inner, in: words) != nil {
      // another friend, Mariam Hale said
      return (inner, inner)
    }
    var c = v + 1
    while c < limit, c - v < 25, phrases.mark(c) != .comma, !isQuotationMark(c) { c += 1 }
    guard c < limit, phrases.mark(c) == .comma else { return nil }
    // X, 30, of Porth, who was there, said
    if isQuoted, isClosedName(name) {
      var next = c
      while next < limit, next - v < 32, !isQuotationMark(next) {
        if phrases.mark(next) == .comma, let verb = cues.verb(at: next + 1, in: words),
          verb.features.has(.finite), verb.entry.frames.contains(.quote)
        {
          return (next, next + 1)
        }
        next += 1
      }
    }
    return (c, c + 1)
  }

  /// “It is late,” the department detailed: a verb that no table knows, after a quotation.
  private func openVerb(
    at v: Int, speaker: Range<Int>, from start: Int, to limit: Int
  ) -> Incise? {
    guard v < limit, isBehindQuotation(start), words[v].isWord, !words[v].isCapital,
      words[v].features.has(.simplePast), !isAuxiliary(v), cues.verb(at: v, in: words) == nil,
      v + 1 >= limit || phrases.mark(v + 1) == .period || phrases.mark(v + 1) == .comma,
      case let mark = start - 1, isQuotationMark(mark),
      phrases.mark(mark - 1) == .comma || phrases.mark(mark - 1) == .question
    else { return nil }
    let lemma = cues.lexicon.lemma(of: words.forms[v], as: .verb)
    let entry = EnglishCues.Entry(
      lemma: lemma >= 0 ? cues.lexicon.text(of: lemma) : words.key(v), particles: [],
      frames: .quote, kind: "state")
    return Incise(speaker: speaker, cue: v..<v + 1, entry: entry, end: v + 1)
  }

  /// True for a name that nothing else can be: «Nils Berg», «lead author Nils Berg», «the officer».
  private func isClosedName(_ name: Range<Int>) -> Bool {
    words[name.lowerBound].isCapital || phrases.has(name.lowerBound, .determiner)
      || words[name.upperBound - 1].isCapital
  }

  /// True at the word after ”, ,” or ”,.
  func isBehindQuotation(_ k: Int) -> Bool {
    isQuotationMark(k - 1) || phrases.mark(k - 1) == .comma && isQuotationMark(k - 2)
  }

  /// The cue in a phrase that was read as a noun: «the trade forum fears», «the anglers state in».
  private func swallowedVerb(in phrase: Range<Int>, isQuoted: Bool) -> Int? {
    for i in phrase.dropFirst()
    where !words[i].isCapital && words[i - 1].isWord && !phrases.isPreposition(i - 1)
      && !phrases.has(i - 1, [.determiner, .adjective]) && !phrases.isForm(i - 1, known.s)
    {
      guard let verb = cues.verb(at: i, in: words), verb.features.has(.finite) else { continue }
      if isQuoted
        ? verb.entry.frames.contains(.quote)
        : i == phrase.upperBound - 1 && cues.readAsNouns.contains(verb.entry.lemma)
      {
        return i
      }
    }
    return nil
  }

  /// The cue that follows what describes a name in the same clause; nil when another verb, a comma
  /// or a clause comes first.
  private func described(from start: Int, to limit: Int) -> Int? {
    for k in start..<min(start + 9, limit) {
      guard words[k].isWord || words[k].mark == .number, quotations.ofWord[k] < 0,
        !phrases.isIn(k, known.wh), !phrases.isForm(k, known.that), !phrases.isForm(k, known.and)
      else { return nil }
      if isAuxiliary(k) { return k }
      if k > start, !phrases.has(k, [.presentParticiple, .determiner]),
        !phrases.has(k - 1, [.determiner, .adjective]) || phrases.has(k - 1, [.noun, .pronoun]),
        let verb = cues.verb(at: k, in: words),
        !verb.entry.frames.isDisjoint(with: [.quote, .bareThat]), verb.features.has(.finite),
        !phrases.isForm(k - 1, known.to)
      {
        return k
      }
      if phrases.isFinite(k), !phrases.has(k, .pastParticiple) { return nil }
    }
    return nil
  }

  func isAuxiliary(_ i: Int) -> Bool {
    if phrases.isIn(i, known.modals) { return true }
    guard phrases.has(i, .verb), words.forms[i] < cues.lexicon.count else { return false }
    let lemma = cues.lexicon.lemma(of: words.forms[i], as: .verb)
    return lemma == known.be || lemma == known.have || lemma == known.do
  }

  /// The end of «, the director of Y,» after a name; `end` itself when there is none.
  func apposition(after end: Int, to limit: Int) -> Int {
    guard phrases.mark(end) == .comma, end + 1 < limit else { return end }
    let next = phrases.phraseEnd(from: end + 1, to: limit)
    guard next > end + 1, !phrases.has(end + 1, .pronoun), !phrases.startsDay(end + 1) else {
      return end
    }
    // What follows has to close it: another comma or the end.
    switch phrases.mark(next) {
    case .comma, .period, .semicolon: return next
    case .none where phrases.isIn(next, known.relatives): return next
    default: return next >= limit ? limit : end
    }
  }
}
