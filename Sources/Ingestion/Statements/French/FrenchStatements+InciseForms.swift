import Languages

/// What an incise looks like: «a déclaré M. X», «a-t-il dit», «dit-on».
extension FrenchStatements {
  /// An incise: its verb, its speaker, and where it ends (excluded).
  struct Incise {
    var words: Range<Int>
    var cue: (words: Range<Int>, lemma: String, class: String)
    var speaker: Range<Int>?
    /// True for «est-il précisé»: by nobody.
    var isImpersonal = false
  }

  /// The incise that starts at a word, which is the first after a comma or a quotation.
  func incise(at i: Int, open: Bool = false) -> Incise? {
    var k = i
    if k < words.count, mark(k) == .none, isAdverb(k), verbAt[k] < 0 { k += 1 }
    let isCompared = k < words.count && mark(k) == .none && words.key(k) == "comme"
    if isCompared { k += 1 }
    guard k < words.count, mark(k) == .none else { return nil }
    if let n = verbIndex(k) ?? modalVerb(at: k) {
      let verb = verbs[n]
      // «comme le souhaitait le maire»
      if isCompared, verb.cue.class == "hope" { return nil }
      // «savent composer, écrire des romans»: a list.
      if verb.form == .infinitive, verb.words.lowerBound <= k { return nil }
      let isImpersonal =
        verb.isPassive && !verb.isReflexive
        && verb.enclitic.map { words.key($0).hasSuffix("il") } ?? false
      guard verb.form == .finite || verb.form == .infinitive,
        verb.words.lowerBound == k || verb.form == .infinitive || verb.words.lowerBound == k - 1,
        !verb.isPassive || verb.isReflexive || isImpersonal,
        !verb.isNegated || verb.cue.class == "deny",
        verb.cue.frames.contains(.quote)
      else { return nil }
      if role(verb.words.upperBound).contains(.that) { return nil }
      let first = min(k, verb.words.lowerBound)
      if let enclitic = verb.enclitic
        ?? (k..<verb.core.lowerBound).first(where: {
          features($0).has(.enclitic) && features($0).has(.subject)
        })
      {
        return Incise(
          words: first..<max(verb.words.upperBound, enclitic + 1), cue: cue(verb),
          speaker: enclitic..<enclitic + 1, isImpersonal: isImpersonal)
      }
      // «…, se disait brésilien»
      if verb.isReflexive, verb.cue.frames.contains(.predicate) { return nil }
      if let q = quotation(closingAt: k - 1) ?? quotation(closingAt: k - 2),
        mark(k - 1) == .comma, isInserted(before: quotations.list[q].open)
      {
        return nil
      }
      if let subject = invertedSubject(after: verb.words.upperBound) {
        if verb.cue.lemma == "apprendre", let origin = origin(behind: subject.upperBound) {
          return Incise(words: first..<origin.upperBound, cue: cue(verb), speaker: origin)
        }
        return Incise(
          words: first..<participleEnd(behind: subject), cue: cue(verb), speaker: subject)
      }
      guard open, let alias = alias(at: verb.words.upperBound) else { return nil }
      return Incise(words: first..<alias.upperBound, cue: cue(verb), speaker: alias)
    }
    // «il dit», «dit-il» with any verb after a quotation.
    guard open else { return nil }
    if features(k).has(.finite), features(k + 1).has(.enclitic), features(k + 1).has(.subject) {
      return Incise(
        words: k..<k + 2, cue: (k..<k + 1, lemma(k), "state"), speaker: k + 1..<k + 2)
    }
    guard let q = quotation(closingAt: k - 1) ?? quotation(closingAt: k - 2) else { return nil }
    let open = quotations.list[q].open
    guard quotations.list[q].inner.count > 3,
      isLead(unitStart(open)..<open) || mark(k - 1) == .comma && !isInserted(before: open)
    else {
      return nil
    }
    return openVerb(at: k)
  }

  /// «écrit « Nelly »», «demande encore @nelly2»: a name that somebody took.
  private func alias(at i: Int) -> Range<Int>? {
    let first = isAdverb(i) ? i + 1 : i
    guard let q = quotation(openingAt: first) else {
      let isHandle =
        mark(first) == .symbol && words.key(first) == "@" && first + 1 < words.count
        && words[first].end == words[first + 1].start
      return isHandle ? first..<first + 2 : nil
    }
    let quotation = quotations.list[q]
    let isName =
      (1...3).contains(quotation.inner.count) && words[quotation.inner.lowerBound].isCapital
      && quotation.inner.allSatisfy { mark($0) == .none || mark($0) == .number }
    let next = quotation.close + 1
    guard isName, mark(next) == .comma || isStop(next) || grammarRole(next).contains(.prep) else {
      return nil
    }
    return quotation.inner
  }

  /// The mark after «publié mardi par la chaîne», «agacée par la pénurie», which say more of who speaks;
  /// else where the phrase ends.
  func participleEnd(behind phrase: Range<Int>) -> Int {
    let i = phrase.upperBound
    var k = i
    while isAdverb(k) { k += 1 }
    let (gender, plural) = agreement(of: phrase)
    let t = features(k)
    guard mark(k) == .none, t.has(.pastParticiple), t.has(.mostlyVerb),
      t.has(plural ? .plural : .singular),
      gender.map({ t.has($0 == .feminine ? .feminine : .masculine) }) ?? true,
      verbIndex(k).map({ verbs[$0].form == .elided }) ?? true
    else { return i }
    let stop = (k + 1..<min(k + 16, words.count)).first {
      mark($0) != .none && mark($0) != .number || isFinite($0) || role($0).contains(.that)
        || grammarRole($0).contains(.who)
    }
    guard let stop, mark(stop) == .comma || isStop(stop) else { return i }
    return stop
  }

  /// From whom somebody learns it: «auprès de la mairie», «de source policière», «de la police».
  private func origin(behind i: Int) -> Range<Int>? {
    for k in i..<min(i + 8, words.count) {
      guard mark(k) == .none, !isFinite(k) else { return nil }
      guard role(k).contains(.of) || features(k).has(.contracted) else { continue }
      guard let phrase = nounPhrase(at: k + 1, apposition: true) else { continue }
      if cues.isSourceNoun(words.forms[phrase.lowerBound]) || words.key(k - 1) == "auprès"
        || isActor(phrase)
      {
        return phrase
      }
    }
    return nil
  }

  /// «l'opération, menée « en secret », viole le droit»: a participle opens what is in commas.
  private func isInserted(before open: Int) -> Bool {
    let start = unitStart(open)
    guard let comma = (start..<open).last(where: { mark($0) == .comma && !isQuoted($0) }),
      comma > start
    else {
      return false
    }
    return features(comma + 1).has(.pastParticiple)
  }

  private func lemma(_ i: Int) -> String {
    let lemma = forms.analyses(of: words.forms[i]).first { $0.part == .verb }?.lemma ?? -1
    return lemma >= 0 ? forms.text(of: lemma) : words.key(i)
  }

  /// «peut-on lire», «tente-t-il de corriger»: the cue that a finite verb with clitic governs.
  private func modalVerb(at k: Int) -> Int? {
    guard features(k).has(.finite), k + 1 < words.count else { return nil }
    let hasClitic = features(k + 1).has(.enclitic) && features(k + 1).has(.subject)
    if !hasClitic, isDeterminer(k + 1) || words[k].isCapital { return nil }
    for i in k + 1..<min(k + 6, words.count) {
      if !hasClitic, isDeterminer(i), !grammarRole(i).contains(.object) { return nil }
      if mark(i) != .none { return nil }
      if let v = verbIndex(i) { return verbs[v].form == .infinitive ? v : nil }
    }
    return nil
  }

  /// A verb that no table knows, after a quotation and before its subject.
  private func openVerb(at k: Int) -> Incise? {
    var head = k
    var steps = 0
    // Auxiliary and clitics.
    while head < words.count, steps < 6, mark(head) == .none {
      let g = grammarRole(head)
      let lemma = forms.lemma(of: words.forms[head], as: .verb)
      let auxiliary = grammar.role(lemma)
      if !g.isDisjoint(with: [.reflexive, .dative, .clitic, .been]) || steps > 0 && isAdverb(head)
        || lemma >= 0 && !auxiliary.isDisjoint(with: [.be, .have])
        || features(head).has(.enclitic)
      {
        head += 1
        steps += 1
      } else {
        break
      }
    }
    guard head < words.count, mark(head) == .none, !words[head].isCapital,
      role(head).isDisjoint(with: [.and, .opener, .sub])
    else { return nil }
    let t = features(head)
    // «« A », embraie le maire»: a verb that no lexicon has.
    if words[head].shape.contains(.unknown), head == k, mark(k - 1) == .comma,
      words.key(head).hasSuffix("e") || words.key(head).hasSuffix("ait"),
      let subject = invertedSubject(after: head + 1),
      isDeterminer(subject.lowerBound) || words[subject.lowerBound].isCapital
    {
      return Incise(
        words: k..<subject.upperBound, cue: (head..<head + 1, words.key(head), "state"),
        speaker: subject)
    }
    guard t.has(head > k ? [.pastParticiple, .finite] : .finite), t.has(.verb),
      head > k || !t.has([.preposition, .determiner, .pronoun, .conjunction]),
      head > k || t.has(.mostlyVerb) || !t.has([.noun, .adjective]) || mark(k - 1) == .comma
    else { return nil }
    let verb = forms.lemma(of: words.forms[head], as: .verb)
    if !grammar.role(verb).isDisjoint(with: [.be, .have]) { return nil }
    guard let subject = invertedSubject(after: head + 1),
      isDeterminer(subject.lowerBound) || names.mention(at: subject.lowerBound) != nil
        || words[subject.lowerBound].isCapital
    else { return nil }
    // «« A », mesure le chercheur», but «« Sans toit », mesure phare du plan»
    if head == k, t.has([.noun, .adjective]), !t.has(.mostlyVerb), !isActorByHead(subject) {
      return nil
    }
    return Incise(
      words: k..<subject.upperBound, cue: (head..<head + 1, lemma(head), "state"),
      speaker: subject)
  }
}
