import Languages
import Press

/// Finds what is said in a text, construction by construction.
///
/// The order: pairs of quotation marks and verbs of saying are found first; then clauses under a cue,
/// «selon», incises, quotations after a colon, objects in marks, and what continues a quotation.
struct FrenchStatements {
  /// A verb of saying with its auxiliaries and clitics.
  struct Verb {
    enum Form { case finite, infinitive, gerund, elided }
    /// From the first clitic or auxiliary to what completes it.
    var words: Range<Int>
    /// The verb itself to the end of a light verb.
    var core: Range<Int>
    var cue: CueLexicon.Cue
    var form: Form
    /// «-t-il»
    var enclitic: Int?
    var isReflexive = false
    var isNegated = false
    var isPassive = false
  }

  /// A statement while it is being read.
  struct StatementCandidate {
    var kind: Statement.Kind
    var content: Range<Int>
    var speaker: Range<Int>?
    var source: Int?
    /// The noun phrase that a pronoun takes up, when that one has no source.
    var antecedent: Range<Int>?
    var cue: (words: Range<Int>, lemma: String, class: String)?
    var rule: StatementRule
    var isNegated = false
    /// The word by which it takes its place among those who speak.
    var anchor: Int
    /// True when its speaker is the one before it (or after it, in its paragraph).
    var continues = false
  }

  let words: Tokens
  let sentences: Sentences
  let names: Names
  let quotations: Quotations
  let cues: CueLexicon
  let grammar: RelationLexicon
  let forms: Lexicon
  let times: TimeExpressions
  /// «par»
  let by: Int32
  let gazetteer: Gazetteer
  private let unitStarts: [Int]
  private let unitEnds: [Int]
  var verbs: [Verb] = []
  /// Of each word, the index into `verbs` of the one that contains it, or -1.
  var verbAt: [Int32]
  var drafts: [StatementCandidate] = []
  /// Whom each pronoun and each description that speaks may mean, when `keepsChoices` asks for it.
  var choices: [SpeakerChoice] = []
  var keepsChoices = false
  /// Of each stretch of `stretch` words, the drafts whose content or anchor it contains.
  private var draftsAt: [[Int32]]
  private static let stretch = 256
  /// Of each source how often it is mentioned, if it is a body with a name of its own; else 0.
  var bodies: [Int] = []
  let callings: Callings
  /// Quotations that a statement contains or is.
  var used: [Bool]

  init(words: Tokens, sentences: Sentences, names: Names) {
    self.words = words
    self.sentences = sentences
    self.names = names
    quotations = Quotations(in: words, sentences: sentences)
    (unitStarts, unitEnds) = Self.units(sentences, quotations, words)
    cues = CueLexicon.french
    grammar = RelationLexicon.of(words.language)
    forms = words.language.lexicon
    times = TimeExpressions(in: words, published: nil)
    by = forms.form("par")
    gazetteer = Gazetteer.of(words.language)
    callings = Callings(in: words, names: names) { $0.first }
    draftsAt = [[Int32]](repeating: [], count: words.count / Self.stretch + 1)
    verbAt = [Int32](repeating: -1, count: words.count)
    used = [Bool](repeating: false, count: quotations.list.count)
  }

  mutating func read() {
    if words.count == 0 { return }
    findVerbs()
    readAccording()
    readClauses()
    readIncises()
    readAnaphoricCleft()
    readAsSaid()
    readInEyes()
    readHeadings()
    readColons()
    readColonClauses()
    readAgents()
    readObjects()
    readDialogues()
    readPresented()
    readSignatures()
    readFrontedPredicates()
    readForwardHeadings()
    readContinuations()
    readFollowUps()
    readInterview()
    resolveOverlaps()
    resolveSpeakers()
  }

  // MARK: Words

  @inline(__always)
  func role(_ i: Int) -> CueLexicon.Role {
    i >= 0 && i < words.count ? cues.role(words.forms[i]) : []
  }

  @inline(__always)
  func grammarRole(_ i: Int) -> RelationLexicon.Role {
    i >= 0 && i < words.count ? grammar.role(words.forms[i]) : []
  }

  @inline(__always)
  func mark(_ i: Int) -> Punctuation { i >= 0 && i < words.count ? words[i].mark : .period }

  @inline(__always)
  func features(_ i: Int) -> Features { i >= 0 && i < words.count ? words[i].features : [] }

  func isQuoteMark(_ i: Int) -> Bool {
    switch mark(i) {
    case .openQuote, .closeQuote, .straightQuote, .singleQuote: true
    case .symbol: quotation(openingAt: i) != nil || quotation(closingAt: i) != nil
    default: false
    }
  }

  func isStop(_ i: Int) -> Bool {
    switch mark(i) {
    case .period, .question, .exclamation, .ellipsis: true
    default: false
    }
  }

  /// The quotation that opens at a word.
  func quotation(openingAt i: Int) -> Int? {
    guard let q = quotations.quotation(at: i), quotations.list[q].open == i else { return nil }
    return q
  }

  /// The quotation that closes at a word.
  func quotation(closingAt i: Int) -> Int? {
    guard let q = quotations.quotation(at: i), quotations.list[q].close == i else { return nil }
    return q
  }

  /// True strictly inside quotation marks.
  func isQuoted(_ i: Int) -> Bool {
    guard let q = quotations.quotation(at: i) else { return false }
    return quotations.list[q].inner.contains(i)
  }

  /// A sentence of more words is a list or a table; it is read in pieces of so many.
  private static let longest = 512

  /// Where the sentence starts that contains a word outside of quotations, quotations taken whole.
  func unitStart(_ i: Int) -> Int {
    let start = unitStarts[sentences.number(of: i)]
    return i - start < Self.longest ? start : i - (i - start) % Self.longest
  }

  /// Where it ends (excluded).
  func unitEnd(_ i: Int) -> Int {
    min(unitEnds[sentences.number(of: i)], unitStart(i) + Self.longest)
  }

  /// Of each sentence, where the first one starts and the last one ends that quotations tie to it.
  static func units(_ sentences: Sentences, _ quotations: Quotations, _ words: Tokens) -> (
    starts: [Int], ends: [Int]
  ) {
    var starts = sentences.list.map(\.lowerBound)
    var ends = sentences.list.map(\.upperBound)
    for (n, start) in starts.enumerated() {
      guard let q = quotations.quotation(at: start), quotations.list[q].open < start else {
        continue
      }
      starts[n] = starts[sentences.number(of: quotations.list[q].open)]
    }
    for (n, end) in ends.enumerated().reversed() {
      guard let q = quotations.quotation(at: end - 1), quotations.list[q].outer.upperBound > end
      else { continue }
      ends[n] = ends[sentences.number(of: quotations.list[q].outer.upperBound - 1)]
    }
    for (n, end) in ends.enumerated() {
      if let stop = stopBeforeBracket(in: starts[n]..<end, words) { ends[n] = stop }
    }
    return (starts, ends)
  }

  /// The full stop after which nothing comes but a signature in brackets: «… partira. (agences/nh)».
  private static func stopBeforeBracket(in sentence: Range<Int>, _ words: Tokens) -> Int? {
    guard let last = sentence.last, words[last].mark == .closeBracket else { return nil }
    let open = sentence.suffix(12).last { words[$0].mark == .openBracket }
    guard let open, open > sentence.lowerBound, words[open - 1].mark == .period else { return nil }
    return open
  }

  func isTime(_ i: Int) -> Bool { grammarRole(i).contains(.time) }

  func isAdverb(_ i: Int) -> Bool {
    guard mark(i) == .none else { return false }
    if role(i).contains(.skip) || !grammarRole(i).isDisjoint(with: [.adverb, .not]) { return true }
    let t = features(i)
    return t.has(.adverb) && !isProper(i)
      && !t.has([.verb, .noun, .determiner, .preposition, .pronoun])
  }

  func isDeterminer(_ i: Int) -> Bool { mark(i) == .none && features(i).has(.determiner) }

  /// True for an infinitive, its clitics and negation included, that starts at a word.
  func infinitiveStarts(_ i: Int) -> Bool {
    var k = i
    var steps = 0
    while steps < 5, mark(k) == .none {
      if features(k).has(.infinitive), !features(k).has(.noun) || features(k).has(.mostlyVerb) {
        // «le conseiller», «la lever»
        return k == i || !isDeterminer(k - 1)
          || gazetteer.officePhrases.longest(in: words.forms, from: k) == nil
      }
      let g = grammarRole(k)
      if g.isDisjoint(with: [.ne, .not, .reflexive, .clitic, .object, .dative]), !isAdverb(k) {
        return false
      }
      k += 1
      steps += 1
    }
    return false
  }

  /// True for a capital that says «name»: none at the start of a sentence or among capitals only.
  func isProper(_ i: Int) -> Bool {
    let shape = words[i].shape
    guard shape.contains(.capital), !shape.contains(.startsSentence) else { return false }
    return !isInAllCapsRun(i)
  }

  /// True within words that are all printed in capitals, as the first ones of some articles.
  func isInAllCapsRun(_ i: Int) -> Bool {
    let word = words[i]
    guard word.shape.contains(.capital),
      word.shape.contains(.allCapitals) || word.end - word.start == 1
    else { return false }
    func isCapitals(_ k: Int) -> Bool {
      k >= 0 && k < words.count && words[k].shape.contains(.allCapitals)
        && !words[k].shape.contains(.unknown)
    }
    return isCapitals(i - 1) || isCapitals(i + 1)
  }

  /// True for a verb that agrees with a subject.
  func isFinite(_ i: Int) -> Bool {
    guard mark(i) == .none else { return false }
    let t = features(i)
    guard t.has(.finite) else { return false }
    if verbAt[i] >= 0, verbs[Int(verbAt[i])].form == .finite { return true }
    if isProper(i) { return false }
    // «réunis», «assis»: participles that a first person could use as well.
    if !t.has(.thirdPerson), t.has(.pastParticiple), i == 0 || !role(i - 1).contains(.subject) {
      return false
    }
    let before = i - 1
    if features(i + 1).has(.enclitic), features(i + 1).has(.subject) { return true }
    if before >= 0, mark(before) == .none {
      let g = grammarRole(before)
      if !g.isDisjoint(with: [.ne, .who, .reflexive]) || role(before).contains(.subject) {
        return true
      }
      if g.contains(.prep) { return false }
      if features(before).has(.determiner), !t.has(.mostlyVerb) || t.has([.noun, .adjective]) {
        return false
      }
    }
    if t.has(.mostlyVerb) {
      return !t.has(.pastParticiple) || !t.has(.adjective) || features(before).has(.noun) == false
    }
    if !t.has([.noun, .adjective, .preposition, .adverb, .determiner, .conjunction, .pronoun]) {
      return true
    }
    return t.has(.thirdPerson) && !t.has([.preposition, .determiner, .conjunction, .pronoun])
      && isVerbBySubject(i)
  }

  /// True for a form that may be a noun, between a noun phrase and what a verb takes: «le plan porte
  /// sur deux ans», «la mairie règle ses dettes».
  private func isVerbBySubject(_ i: Int) -> Bool {
    let after = i + 1
    guard mark(after) == .none else { return false }
    let governs =
      grammarRole(after).contains(.prep) && !role(after).contains(.of)
      && !features(after).has(.contracted)
      || isDeterminer(after) && !features(after).has(.contracted) && !role(after).contains(.of)
        && !isTime(after + 1)
      || role(after).contains(.that) || grammarRole(after).contains(.not)
    guard governs else { return false }
    var head = i - 1
    if isQuoteMark(head), quotation(openingAt: head) != nil { head -= 1 }
    guard head > 0, mark(head) == .none else { return false }
    if isProper(head), !isDeterminer(head) { return names.mention(at: head) != nil }
    if features(head).has(.adjective), !features(head).has(.mostlyNoun) { head -= 1 }
    return head > 0 && mark(head) == .none && features(head).has(.noun)
      && features(head).has(.singular) == features(i).has(.singular) && isDeterminer(head - 1)
  }

  func containsFinite(_ range: Range<Int>) -> Bool {
    range.contains { !isQuoted($0) && isFinite($0) }
  }

  /// The range without marks and blanks at its edges, but for a sign that is part of what is said
  /// («−5 degrés», «#MeToo»); nil when nothing is left.
  func trimmed(_ range: Range<Int>) -> Range<Int>? {
    var (a, b) = (range.lowerBound, range.upperBound)
    while a < b, words[a].mark != .none, words[a].mark != .number, !opens(a), !isSign(a, before: b)
    {
      a += 1
    }
    while b > a, words[b - 1].mark != .none, words[b - 1].mark != .number, !closes(b - 1),
      words[b - 1].mark != .symbol || words.key(b - 1) == "*", !isTone(b - 1),
      !closesInner(b - 1, from: a)
    { b -= 1 }
    return a < b ? a..<b : nil
  }

  /// True for a sign that is printed at the word after it («$5», «@Lindqvist»), a minus before a number,
  /// and an ellipsis with which a quotation begins.
  private func isSign(_ i: Int, before end: Int) -> Bool {
    guard i + 1 < end else { return false }
    let next = words[i + 1]
    let isAttached = words[i].end == next.start
    switch words[i].mark {
    case .symbol: return isAttached && (next.isWord || next.mark == .number) && words.key(i) != "*"
    case .dash: return isAttached && next.mark == .number
    case .period: return isAttached && words[i].shape.contains(.afterSpace) && next.isWord
    case .ellipsis: return i > 0 && isQuoteMark(i - 1) && quotation(openingAt: i - 1) != nil
    default: return false
    }
  }

  /// True for the mark of a question or a cry, and what trails off, within quotation marks.
  private func isTone(_ i: Int) -> Bool {
    switch words[i].mark {
    case .question, .exclamation, .ellipsis: isQuoted(i)
    default: false
    }
  }

  /// True for the mark that closes a quotation within a quotation, which opens among the words from `start`.
  private func closesInner(_ i: Int, from start: Int) -> Bool {
    switch words[i].mark {
    case .straightQuote: (start..<i).count { words[$0].mark == .straightQuote } % 2 == 1
    case .closeQuote:
      (start..<i).count { words[$0].mark == .openQuote }
        > (start..<i).count { words[$0].mark == .closeQuote }
    default: false
    }
  }

  private func opens(_ i: Int) -> Bool {
    mark(i) == .openBracket || isQuoteMark(i) && quotation(openingAt: i) != nil
  }

  private func closes(_ i: Int) -> Bool {
    mark(i) == .closeBracket || isQuoteMark(i) && quotation(closingAt: i) != nil
  }

  /// The kind of a content that is no quotation of its own.
  func kind(of range: Range<Int>) -> Statement.Kind {
    range.contains { quotations.quotation(at: $0) != nil && isQuoteMark($0) } ? .mixed : .indirect
  }

  /// The drafts that have words in a range, and perhaps some beside it.
  func drafts(near range: Range<Int>) -> [StatementCandidate] {
    let last = min(max(range.lowerBound, range.upperBound - 1) / Self.stretch, draftsAt.count - 1)
    let first = min(max(0, range.lowerBound) / Self.stretch, last)
    var found: [StatementCandidate] = []
    for place in first...max(first, last) {
      for n in draftsAt[place] where Int(n) < drafts.count { found.append(drafts[Int(n)]) }
    }
    return found
  }

  /// Files the draft at an index under its words.
  private mutating func file(_ n: Int) {
    let content = drafts[n].content
    let first = content.lowerBound / Self.stretch
    let last = max(first, (content.upperBound - 1) / Self.stretch)
    for place in first...last { draftsAt[place].append(Int32(n)) }
    let anchor = drafts[n].anchor / Self.stretch
    if !(first...last).contains(anchor) { draftsAt[anchor].append(Int32(n)) }
  }

  /// Files all drafts again, after some were taken out or put in order.
  mutating func fileDrafts() {
    for place in draftsAt.indices { draftsAt[place].removeAll() }
    for n in drafts.indices { file(n) }
  }

  mutating func use(_ range: Range<Int>) {
    for i in range {
      if let q = quotations.quotation(at: i) { used[q] = true }
    }
  }

  mutating func add(
    _ kind: Statement.Kind?, _ content: Range<Int>, by speaker: Range<Int>?,
    cue: (words: Range<Int>, lemma: String, class: String)?, rule: StatementRule,
    negated: Bool = false,
    anchor: Int, continues: Bool = false
  ) {
    guard let content = trimmed(content) else { return }
    use(content)
    drafts.append(
      StatementCandidate(
        kind: kind ?? self.kind(of: content), content: content, speaker: speaker, cue: cue,
        rule: rule, isNegated: negated, anchor: anchor, continues: continues))
    file(drafts.count - 1)
  }

  func cue(_ verb: Verb) -> (words: Range<Int>, lemma: String, class: String) {
    (verb.core, verb.cue.lemma, verb.cue.class)
  }
}
