import Languages
import Press

/// What is said in an English text, and by whom.
package struct EnglishStatements {
  /// A statement in words, before names are resolved.
  struct Draft {
    var content: Range<Int>
    var speaker: Range<Int>?
    /// The cue's head and what belongs to it.
    var cue: Range<Int>?
    var entry: EnglishCues.Entry?
    var isDirect = false
    var isNegated = false
    var rule: String
  }

  /// A sentence of more words is a table or a list: reading it would cost their square.
  private static let longest = 1200

  let words: Words
  let sentences: Sentences
  let quotations: EnglishQuotations
  let phrases: EnglishPhrases
  let cues = EnglishCues.shared
  let known = EnglishWords.shared
  var drafts: [Draft] = []
  /// Of each quotation: true once it is part of a statement.
  var taken: [Bool]
  /// The first draft of the unit that is being read.
  var firstOfUnit = 0
  private var nextQuotation = 0
  /// The last unit's last draft, for quotations that go on.
  var previous: (draft: Int, unit: Int)?

  /// Every statement in the order of the text, its source an index into `names.sources`.
  package static func list(in words: Words, sentences: Sentences, names: Names) -> [Statement] {
    var reader = EnglishStatements(words: words, sentences: sentences)
    reader.read()
    var speakers = EnglishSpeakers(words: words, names: names)
    let confidence = RuleConfidence.of(words.language)
    return reader.drafts.sorted {
      ($0.content.lowerBound, $0.content.upperBound) < (
        $1.content.lowerBound, $1.content.upperBound
      )
    }
    .map { draft in
      let inside = draft.content.contains { reader.isQuotationMark($0) }
      let kind: Statement.Kind = draft.isDirect ? .direct : inside ? .mixed : .indirect
      var statement = Statement(
        kind: kind, content: words.passage(draft.content),
        speaker: draft.speaker.map { words.passage($0) },
        source: draft.speaker.flatMap { speakers.source(of: $0) },
        rule: draft.rule, confidence: confidence.of(draft.rule))
      if let cue = draft.cue, let entry = draft.entry {
        statement.cue = Statement.Cue(
          passage: words.passage(cue), lemma: entry.lemma, class: entry.kind)
      }
      statement.negated = draft.isNegated
      return statement
    }
  }

  private init(words: Words, sentences: Sentences) {
    self.words = words
    self.sentences = sentences
    quotations = EnglishQuotations(in: words, paragraphs: sentences.paragraphs)
    phrases = EnglishPhrases(words: words, quoteOfWord: quotations.ofWord)
    taken = Array(repeating: false, count: quotations.list.count)
  }

  func isQuotationMark(_ i: Int) -> Bool {
    guard i >= 0, i < words.count else { return false }
    return switch words[i].mark {
    case .openQuote, .closeQuote, .straightQuote: true
    case .singleQuote: i + 1 < words.count && words[i + 1].mark == .singleQuote
    default: false
    }
  }

  /// Sentences, those inside one quotation taken together.
  private mutating func read() {
    var start = 0
    var unit = 0
    for (place, sentence) in sentences.list.enumerated() {
      let end = sentence.upperBound
      let cut =
        end < words.count && end > 0 && quotations.ofWord[end - 1] >= 0
        && quotations.ofWord[end - 1] == quotations.ofWord[end]
      if cut || place + 1 < sentences.list.count && goesOn(to: sentences.list[place + 1]) {
        continue
      }
      let before = drafts.count
      firstOfUnit = before
      if end > start, end - start <= Self.longest { read(start..<end, number: unit) }
      if drafts.count > before { previous = (drafts.count - 1, unit) }
      start = end
      unit += 1
    }
  }

  /// True when the next sentence is only the incise of a quotation: “How long?” X asked.
  private func goesOn(to next: Range<Int>) -> Bool {
    let start = next.lowerBound
    guard start > 0, !words[start].shape.contains(.startsParagraph), isQuotationMark(start - 1),
      !isQuotationMark(start), let incise = incise(at: start, to: next.upperBound)
    else { return false }
    if phrases.isForm(incise.end, known.that) || isClause(incise.end, next.upperBound) {
      return false
    }
    return !phrases.isIn(incise.end, known.wh)
  }

  /// Reads one unit.
  private mutating func read(_ unit: Range<Int>, number: Int) {
    var quotes: [Int] = []
    while nextQuotation < quotations.list.count,
      quotations.list[nextQuotation].open < unit.upperBound
    {
      if quotations.list[nextQuotation].open >= unit.lowerBound { quotes.append(nextQuotation) }
      nextQuotation += 1
    }
    readIncises(unit, quotes)
    readClauses(unit)
    readAccording(unit)
    readContinuations(unit, quotes, number)
  }

  // MARK: Incises

  /// A cue with its speaker that stands in or behind what is said: «, X said», «, said X».
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
    // said X
    if let verb = cues.verb(at: k, in: words), verb.entry.frames.contains(.quote),
      verb.traits.has(.finite), !verb.traits.has(.infinitive) || verb.traits.has(.simplePast)
    {
      let end = phrases.phraseEnd(from: verb.end, to: limit)
      if end > verb.end, !phrases.isDay(verb.end), !phrases.isForm(verb.end, known.that),
        !phrases.mayBeFinite(end),
        !phrases.has(verb.end, [.object]) || phrases.has(verb.end, .subject)
      {
        let whole = apposition(after: end, to: limit)
        return Incise(
          speaker: verb.end..<whole, cue: k..<verb.end, entry: verb.entry, end: whole,
          isInverted: true)
      }
    }
    // X said; «as X said»
    if phrases.isForm(k, known.as) { k += 1 }
    let name = phrases.phraseEnd(from: k, to: limit)
    guard name > k, !phrases.isIn(k, known.relatives) else { return nil }
    var v = name
    var end = name
    if phrases.mark(v) == .comma {
      // X, the director, said
      var c = v + 1
      while c < limit, c - v < 25, phrases.mark(c) != .comma, !isQuotationMark(c) { c += 1 }
      guard c < limit, phrases.mark(c) == .comma else { return nil }
      end = c
      v = c + 1
    } else if phrases.isIn(v, known.relatives) {
      return nil
    }
    while v < limit, phrases.isAdverb(v) || isAuxiliary(v) && !phrases.isIn(v, known.modals) {
      v += 1
    }
    guard let verb = cues.verb(at: v, in: words), verb.entry.frames.contains(.quote) else {
      return nil
    }
    guard verb.traits.has(.finite) || isAuxiliary(v - 1) else { return nil }
    return Incise(speaker: k..<end, cue: v..<verb.end, entry: verb.entry, end: verb.end)
  }

  func isAuxiliary(_ i: Int) -> Bool {
    if phrases.isIn(i, known.modals) { return true }
    guard phrases.has(i, .verb), words.forms[i] < cues.lexicon.count else { return false }
    let lemma = cues.lexicon.lemma(of: words.forms[i], as: .verb)
    return lemma == known.be || lemma == known.have || lemma == known.do
  }

  /// The end of «, the director of Y,» behind a name; `end` itself when there is none.
  private func apposition(after end: Int, to limit: Int) -> Int {
    guard phrases.mark(end) == .comma, end + 1 < limit else { return end }
    let next = phrases.phraseEnd(from: end + 1, to: limit)
    guard next > end + 1, !phrases.has(end + 1, .pronoun), !phrases.isDay(end + 1) else {
      return end
    }
    // What follows has to close it: another comma or the end.
    switch phrases.mark(next) {
    case .comma, .period, .semicolon: return next
    case .none where phrases.isIn(next, known.relatives): return next
    default: return next >= limit ? limit : end
    }
  }

  /// Quotations and clauses with an incise.
  private mutating func readIncises(_ unit: Range<Int>, _ quotes: [Int]) {
    for (place, q) in quotes.enumerated() where !taken[q] {
      let quote = quotations.list[q]
      var k = quote.end
      if phrases.mark(k) == .comma { k += 1 }
      guard k < unit.upperBound, quote.content.upperBound > 0 else { continue }
      guard let incise = incise(at: k, to: unit.upperBound) else { continue }
      // «“This,” he said that» is none; a clause that starts after «said» is another statement.
      if phrases.isForm(incise.end, known.that) { continue }
      // «“Morning Joe” host X said …»: a name in marks.
      if quote.content.count <= 3, words[quote.open].shape.contains(.afterSpace),
        quote.open > unit.lowerBound, phrases.mark(quote.end) != .comma,
        words[quote.content.upperBound - 1].mark == .none
      {
        continue
      }
      taken[q] = true
      // Words before the marks belong to it: He is “mad,” X said.
      var start = quote.content.lowerBound
      var isDirect = true
      let head = quote.open
      if head > unit.lowerBound, drafts.count == firstOfUnit,
        !hasCue(unit.lowerBound..<head), phrases.mark(head - 1) != .colon
      {
        start = unit.lowerBound
        isDirect = false
      }
      let content = start..<quote.content.upperBound
      drafts.append(
        Draft(
          content: content, speaker: incise.speaker, cue: incise.cue, entry: incise.entry,
          isDirect: isDirect, rule: isDirect ? "quotation-incise" : "part-quoted-incise"))
      // “A,” he said, “b.”
      guard place + 1 < quotes.count else { continue }
      let next = quotations.list[quotes[place + 1]]
      var after = phrases.adjunctEnd(from: incise.end, to: unit.upperBound)
      if phrases.mark(after) == .comma { after += 1 }
      if next.open == after, next.content.count >= 2, unit.upperBound - next.end <= 2 {
        taken[quotes[place + 1]] = true
        drafts.append(
          Draft(
            content: next.content, speaker: incise.speaker, cue: incise.cue, entry: incise.entry,
            isDirect: true, rule: "quotation-goes-on"))
      }
    }
    guard drafts.count == firstOfUnit else { return }
    // A clause without marks: the plan failed, X said.
    var k = unit.upperBound - 1
    while k > unit.lowerBound {
      defer { k -= 1 }
      guard phrases.mark(k) == .comma, quotations.ofWord[k] < 0, k - unit.lowerBound >= 3,
        let incise = incise(at: k + 1, to: unit.upperBound)
      else { continue }
      let after = phrases.adjunctEnd(from: incise.end, to: unit.upperBound)
      let mark = phrases.mark(after)
      guard incise.entry.frames.contains(.bareThat) || phrases.isForm(k + 1, known.as) else {
        continue
      }
      let ends = incise.isInverted || mark != .comma || after + 3 >= unit.upperBound
      if ends {
        // Nothing may depend on the cue: «the director, said he would» is no incise.
        let isClosed =
          after >= unit.upperBound || mark == .period || mark == .comma
          || mark == .semicolon || isQuotationMark(after)
          || incise.isInverted && phrases.isIn(after, known.relatives)
        guard isClosed, !isQuotationMark(after + 1) || mark == .period else { continue }
      } else {
        guard after == incise.end, incise.entry.lemma != "tell",
          !isQuotationMark(after + 1) || goesOn(after + 1)
        else { continue }
      }
      let leads = phrases.isFiniteClause(unit.lowerBound..<k)
      guard leads || !ends else { continue }
      var start = contentStart(of: unit)
      var end = k
      if !ends, !phrases.isIn(after + 1, known.links),
        !(phrases.has(after + 1, .presentParticiple) && cues.verb(at: after + 1, in: words) != nil)
      {
        end = contentEnd(unit.upperBound, from: start)
        // «During his years in office, he said, …»
        if !leads, isClause(after + 1, unit.upperBound) { start = after + 1 }
      }
      for q in quotes where quotations.list[q].open >= start && quotations.list[q].end <= end + 1 {
        taken[q] = true
      }
      guard end > start else { continue }
      drafts.append(
        Draft(
          content: start..<end, speaker: incise.speaker, cue: incise.cue, entry: incise.entry,
          rule: ends ? "clause-incise" : "clause-incise-inside"))
      return
    }
  }

  /// True for a quotation that goes on in the middle of a sentence: “…, he said, “but …”.
  private func goesOn(_ open: Int) -> Bool {
    let q = open < words.count ? quotations.atOpen[open] : -1
    return q >= 0 && !words[quotations.list[Int(q)].content.lowerBound].isCapital
  }

  private func hasCue(_ range: Range<Int>) -> Bool {
    range.contains {
      quotations.ofWord[$0] < 0
        && cues.verb(at: $0, in: words).map {
          $0.entry.frames.contains(.quote) || $0.entry.frames.contains(.as)
        } == true
    }
  }

  // MARK: According to

  private mutating func readAccording(_ unit: Range<Int>) {
    var k = unit.lowerBound
    while k < unit.upperBound {
      defer { k += 1 }
      guard phrases.isForm(k, known.according), phrases.isForm(k + 1, known.to),
        quotations.ofWord[k] < 0
      else { continue }
      let end = phrases.phraseEnd(from: k + 2, to: unit.upperBound)
      guard end > k + 2 else { continue }
      let whole = apposition(after: end, to: unit.upperBound)
      let entry = EnglishCues.Entry(lemma: "according to", particles: [], frames: [], kind: "state")
      var content: Range<Int>?
      let begins = k <= unit.lowerBound + 2
      if begins {
        var c = end
        while c < unit.upperBound, phrases.mark(c) != .comma { c += 1 }
        if c + 1 < unit.upperBound { content = (c + 1)..<contentEnd(unit.upperBound, from: c + 1) }
      } else {
        var start = contentStart(of: unit)
        // Stays within what another cue has left.
        for draft in drafts[firstOfUnit...]
        where unit.contains(draft.content.lowerBound) && draft.content.upperBound < k {
          start = max(start, draft.content.upperBound + 1)
        }
        var stop = k
        if phrases.mark(stop - 1) == .comma { stop -= 1 }
        if phrases.mark(whole) == .comma, unit.upperBound - whole > 5, stop - start < 6 {
          stop = contentEnd(unit.upperBound, from: start)
        }
        if stop > start { content = start..<stop }
      }
      guard let content else { continue }
      if let i = drafts[firstOfUnit...].firstIndex(where: {
        $0.content.overlaps(content) && !$0.isDirect && $0.rule.hasPrefix("clause-")
      }) {
        drafts.remove(at: i)
      }
      mark(content)
      drafts.append(
        Draft(
          content: content, speaker: (k + 2)..<end, cue: k..<(k + 2), entry: entry,
          rule: "according-to"))
      k = end
    }
  }

  /// Quotations inside a content belong to it.
  mutating func mark(_ content: Range<Int>) {
    for i in content where quotations.ofWord[i] >= 0 { taken[Int(quotations.ofWord[i])] = true }
  }

  /// Where what a unit says starts: behind a dateline and a linking word.
  func contentStart(of unit: Range<Int>) -> Int {
    var start = unit.lowerBound
    if words[start].shape.contains(.allCapitals), words[start].shape.contains(.startsParagraph),
      let dash = (start..<min(start + 12, unit.upperBound)).first(where: { words[$0].mark == .dash }
      ),
      dash + 2 < unit.upperBound
    {
      start = dash + 1
    }
    if phrases.isIn(start, known.links), !phrases.isIn(start, known.ifs) { start += 1 }
    return start
  }

  /// The end of a unit without its final marks.
  func contentEnd(_ end: Int, from start: Int) -> Int {
    var k = end
    while k > start + 1 {
      switch words[k - 1].mark {
      case .period, .exclamation, .question, .comma, .semicolon, .colon, .dash: k -= 1
      default: return k
      }
    }
    return k
  }

  // MARK: Continuations

  /// Quotations that stand by themselves after one whose speaker is known.
  private mutating func readContinuations(_ unit: Range<Int>, _ quotes: [Int], _ number: Int) {
    for q in quotes where !taken[q] {
      let quote = quotations.list[q]
      let startsUnit = quote.open <= unit.lowerBound + 1
      if phrases.mark(quote.end) == .dash, startsUnit || quote.content.count > 5 {
        // “…” — X
        let limit = sentences[holding: quote.end].upperBound
        let name = phrases.phraseEnd(from: quote.end + 1, to: limit)
        if name > quote.end + 1, words[quote.end + 1].isCapital,
          name >= limit || phrases.mark(name) == .period || phrases.mark(name) == .comma
        {
          taken[q] = true
          drafts.append(
            Draft(
              content: quote.content, speaker: (quote.end + 1)..<name, isDirect: true,
              rule: "quotation-dash"))
          continue
        }
      }
      if let last = drafts.last, drafts.count > firstOfUnit, last.isDirect,
        phrases.mark(quote.open - 1) == .comma, last.content.upperBound < quote.open
      {
        // “…,” X said, pointing at the map, “…”
        taken[q] = true
        drafts.append(
          Draft(
            content: quote.content, speaker: last.speaker, cue: last.cue, entry: last.entry,
            isDirect: true, rule: "quotation-goes-on"))
        continue
      }
      guard quote.content.count >= 3 else { continue }
      let here = drafts.count > firstOfUnit ? drafts.last : nil
      let fills = unit.upperBound - quote.end <= 2
      if phrases.mark(quote.open - 1) == .colon, fills, here == nil {
        // X had this to say: “…”
        if let subject = firstSubject(unit.lowerBound..<quote.open) {
          taken[q] = true
          drafts.append(
            Draft(content: quote.content, speaker: subject, isDirect: true, rule: "colon"))
        }
        continue
      }
      if startsUnit, quote.open > 0, phrases.mark(quote.open - 1) == .colon,
        let announced = announcer(before: quote.open)
      {
        // The Chronicle reports: — and the quotation in the next paragraph.
        taken[q] = true
        drafts.append(
          Draft(
            content: quote.content, speaker: announced.speaker, cue: announced.cue,
            entry: announced.entry, isDirect: true, rule: "colon"))
        continue
      }
      guard startsUnit, fills, quote.content.count >= 4, let previous,
        number - previous.unit <= 2
      else { continue }
      let model = drafts[previous.draft]
      guard
        model.content.contains(where: { quotations.ofWord[$0] >= 0 }) || number - previous.unit == 1
      else { continue }
      taken[q] = true
      drafts.append(
        Draft(
          content: quote.content, speaker: model.speaker, cue: model.cue, entry: model.entry,
          isDirect: true, rule: "continuation"))
    }
  }

  /// Who announces what follows the colon before `open`.
  private func announcer(
    before open: Int
  ) -> (speaker: Range<Int>, cue: Range<Int>?, entry: EnglishCues.Entry?)? {
    let sentence = sentences[holding: open - 1]
    for k in sentence.reversed() where quotations.ofWord[k] < 0 {
      guard let verb = cues.verb(at: k, in: words), verb.entry.frames.contains(.quote),
        verb.traits.has(.finite), !words[k].isCapital
      else { continue }
      let group = group(at: k, verb.traits, from: sentence.lowerBound)
      if let subject = subject(of: group.start, from: sentence.lowerBound) {
        return (subject, k..<verb.end, verb.entry)
      }
    }
    return firstSubject(sentence.lowerBound..<open).map { ($0, nil, nil) }
  }

  /// The subject of the first verb of a stretch.
  func firstSubject(_ range: Range<Int>) -> Range<Int>? {
    for k in range where quotations.ofWord[k] < 0 && k > range.lowerBound && phrases.mayBeFinite(k)
    {
      if let subject = subject(of: k, from: range.lowerBound) { return subject }
    }
    return nil
  }
}
