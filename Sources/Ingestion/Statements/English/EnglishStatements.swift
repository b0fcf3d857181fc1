import Languages
import Press

/// What is said in an English text, and by whom.
package struct EnglishStatements {
  /// A statement in words, before names are resolved.
  struct StatementCandidate {
    var content: Range<Int>
    var speaker: Range<Int>?
    /// Who speaks where something else than the speaker's words tells it.
    var source: Int?
    /// The cue's head and what belongs to it.
    var cue: Range<Int>?
    var entry: EnglishCues.Entry?
    var isDirect = false
    var isNegated = false
    var rule: StatementRule
  }

  /// A sentence of more words is a table or a list: reading it would cost their square.
  private static let longest = 1200

  let words: Tokens
  let sentences: Sentences
  let quotations: EnglishQuotations
  let phrases: EnglishPhrases
  let cues = EnglishCues.shared
  let known = EnglishWords.shared
  var drafts: [StatementCandidate] = []
  /// Of each quotation: true once it is part of a statement.
  var taken: [Bool]
  /// The first draft of the unit that is being read.
  var firstOfUnit = 0
  private var nextQuotation = 0
  /// The last unit's last draft, for quotations that go on.
  var previous: (draft: Int, unit: Int)?

  /// Every statement in the order of the text, its source an index into `names.sources`.
  static func list(in words: Tokens, sentences: Sentences, names: Names) -> [Statement] {
    let reader = EnglishStatements(reading: words, sentences: sentences, names: names)
    var speakers = EnglishSpeakers(
      words: words, sentences: sentences, names: names, phrases: reader.phrases)
    let references = speakers.references(of: reader.drafts)
    let confidence = RuleConfidence.of(words.language)
    return zip(reader.drafts, references).compactMap { draft, reference in
      var source: Int?
      var name: Range<Int>?
      switch reference {
      case .source(let found): source = found
      case .phrase(let phrase): name = phrase
      case nil: break
      }
      if reference == nil, draft.rule == .heading, draft.cue == nil, let name = draft.speaker {
        // «Exclusive: …» names nobody.
        let again = reader.recurrence(of: name)
        guard again != nil || reader.announces(name) else { return nil }
        source = again.flatMap { speakers.source(of: $0..<$0 + 1) }
      }
      let inside = draft.content.contains { reader.isQuotationMark($0) }
      let kind: Statement.Kind = draft.isDirect ? .direct : inside ? .mixed : .indirect
      var statement = Statement(
        kind: kind, content: words.passage(draft.content),
        speaker: draft.speaker.map { words.passage($0) },
        source: source,
        rule: draft.rule.rawValue, confidence: confidence.of(draft.rule.rawValue))
      statement.name = name.map { reader.name(of: $0) }
      if let cue = draft.cue, let entry = draft.entry {
        statement.cue = Statement.Cue(
          passage: words.passage(cue), lemma: entry.lemma, class: entry.kind)
      }
      statement.negated = draft.isNegated
      return statement
    }
  }

  /// The bytes of a noun phrase under which somebody speaks: without its determiner.
  func name(of phrase: Range<Int>) -> Passage {
    let first = phrase.lowerBound
    return words.passage(
      phrase.count > 1 && phrases.has(first, .determiner) ? first + 1..<phrase.upperBound : phrase)
  }

  /// What is said in a text, in its order; who says it is a phrase as yet.
  init(reading words: Tokens, sentences: Sentences, names: Names) {
    self.init(words: words, sentences: sentences)
    read()
    if let interview = Interview(in: words, sentences: sentences, names: names) {
      drafts.removeAll { interview.holds($0.content, by: $0.speaker) }
      for answer in interview.answers {
        let first = answer.content.lowerBound
        drafts.append(
          StatementCandidate(
            content: first..<contentEnd(answer.content.upperBound, from: first),
            speaker: answer.speaker, source: answer.source, isDirect: true,
            rule: .interviewAnswer))
      }
    }
    drafts.sort {
      ($0.content.lowerBound, $0.content.upperBound)
        < ($1.content.lowerBound, $1.content.upperBound)
    }
  }

  private init(words: Tokens, sentences: Sentences) {
    self.words = words
    self.sentences = sentences
    quotations = EnglishQuotations(in: words, paragraphs: sentences.paragraphs)
    phrases = EnglishPhrases(words: words, quoteOfWord: quotations.ofWord)
    taken = Array(repeating: false, count: quotations.list.count)
  }

  func isQuotationMark(_ i: Int) -> Bool {
    guard i >= 0, i < words.count else { return false }
    if quotations.singles.contains(i) { return true }
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
    // “We lost.” He said …: the sentence is over.
    if start > 1, words[start - 2].mark == .period, !incise.isInverted { return false }
    if phrases.isForm(incise.end, known.as) || phrases.isForm(incise.end, known.when) {
      return true
    }
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
    if readHeadline(unit) { return }
    readIncises(unit, quotes)
    readClauses(unit)
    readAccording(unit)
    readContinuations(unit, quotes, number)
  }

  /// Quotations inside a content belong to it.
  mutating func mark(_ content: Range<Int>) {
    for i in content where quotations.ofWord[i] >= 0 { taken[Int(quotations.ofWord[i])] = true }
  }

  /// Where what a unit says starts: after a dateline and a linking word.
  func contentStart(of unit: Range<Int>) -> Int {
    var start = unit.lowerBound
    if words[start].shape.contains(.allCapitals), words[start].shape.contains(.startsParagraph),
      let dash = (start..<min(start + 12, unit.upperBound)).first(where: { words[$0].mark == .dash }
      ),
      dash + 2 < unit.upperBound
    {
      start = dash + 1
    }
    if phrases.isIn(start, known.links), !phrases.isIn(start, known.ifs),
      !phrases.isIn(start, known.conditions), !phrases.isForm(start, known.as)
    {
      start += 1
    }
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
}
