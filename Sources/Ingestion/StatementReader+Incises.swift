import Languages

/// What is attributed by an incise, by «selon», by a colon, or by what stands around it.
extension StatementReader {
  /// An incise: its verb, its speaker, and where it ends (excluded).
  struct Incise {
    var words: Range<Int>
    var cue: (words: Range<Int>, lemma: String, class: String)
    var speaker: Range<Int>?
  }

  /// The incise that starts at a word, which is the first behind a comma or a quotation.
  func incise(at i: Int, open: Bool = false) -> Incise? {
    var k = i
    if k < words.count, mark(k) == .none, isAdverb(k), verbAt[k] < 0 { k += 1 }
    if k < words.count, mark(k) == .none, words.key(k) == "comme" { k += 1 }
    guard k < words.count, mark(k) == .none else { return nil }
    if let n = verbIndex(k) ?? modalVerb(at: k) {
      let verb = verbs[n]
      guard verb.form == .finite || verb.form == .infinitive,
        verb.words.lowerBound == k || verb.form == .infinitive || verb.words.lowerBound == k - 1,
        !verb.isPassive || verb.isReflexive, verb.cue.frames.contains(.quote)
      else { return nil }
      if role(verb.words.upperBound).contains(.that) { return nil }
      let first = min(k, verb.words.lowerBound)
      if let enclitic = verb.enclitic
        ?? (k..<verb.core.lowerBound).first(where: {
          traits($0).has(.enclitic) && traits($0).has(.subject)
        })
      {
        return Incise(
          words: first..<max(verb.words.upperBound, enclitic + 1), cue: cue(verb),
          speaker: enclitic..<enclitic + 1)
      }
      // «…, se disait brésilien»
      if verb.isReflexive, verb.cue.frames.contains(.predicate) { return nil }
      if let q = quotation(closingAt: k - 1) ?? quotation(closingAt: k - 2),
        mark(k - 1) == .comma, isInserted(before: quotations.list[q].open)
      {
        return nil
      }
      if let subject = invertedSubject(after: verb.words.upperBound) {
        return Incise(words: first..<subject.upperBound, cue: cue(verb), speaker: subject)
      }
      return nil
    }
    // «il dit», «dit-il» with any verb behind a quotation.
    guard open else { return nil }
    if traits(k).has(.finite), traits(k + 1).has(.enclitic), traits(k + 1).has(.subject) {
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

  /// «l'opération, menée « en secret », viole le droit»: a participle opens what stands in commas.
  private func isInserted(before open: Int) -> Bool {
    let start = unitStart(open)
    guard let comma = (start..<open).last(where: { mark($0) == .comma }), comma > start else {
      return false
    }
    return traits(comma + 1).has(.pastParticiple)
  }

  private func lemma(_ i: Int) -> String {
    let lemma = forms.analyses(of: words.forms[i]).first { $0.part == .verb }?.lemma ?? -1
    return lemma >= 0 ? forms.text(of: lemma) : words.key(i)
  }

  /// «peut-on lire», «tente-t-il de corriger»: the cue that a finite verb with clitic governs.
  private func modalVerb(at k: Int) -> Int? {
    guard traits(k).has(.finite), k + 1 < words.count else { return nil }
    let hasClitic = traits(k + 1).has(.enclitic) && traits(k + 1).has(.subject)
    if !hasClitic, isDeterminer(k + 1) || words[k].isCapital { return nil }
    for i in k + 1..<min(k + 6, words.count) {
      if !hasClitic, isDeterminer(i), !grammarRole(i).contains(.object) { return nil }
      if mark(i) != .none { return nil }
      if let v = verbIndex(i) { return verbs[v].form == .infinitive ? v : nil }
    }
    return nil
  }

  /// A verb that no table knows, behind a quotation and before its subject.
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
        || traits(head).has(.enclitic)
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
    let t = traits(head)
    guard t.has(head > k ? [.pastParticiple, .finite] : .finite), t.has(.verb),
      head > k || !t.has([.preposition, .determiner, .pronoun, .conjunction]),
      head > k || t.has(.mostlyVerb) || !t.has([.noun, .adjective])
    else { return nil }
    let verb = forms.lemma(of: words.forms[head], as: .verb)
    if !grammar.role(verb).isDisjoint(with: [.be, .have]) { return nil }
    guard let subject = invertedSubject(after: head + 1),
      isDeterminer(subject.lowerBound) || names.mention(at: subject.lowerBound) != nil
        || words[subject.lowerBound].isCapital
    else { return nil }
    return Incise(
      words: k..<subject.upperBound, cue: (head..<head + 1, lemma(head), "state"),
      speaker: subject)
  }

  // MARK: Incises

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
      guard behindQuote != nil || behindComma, mark(k) == .none else { continue }
      let edge = k - 1
      // The quotation right before, marks and comma passed over.
      var q = behindQuote
      if q == nil, k >= 2 { q = quotation(closingAt: k - 2) }
      guard let incise = incise(at: k, open: q != nil), !sentenceBreaks(before: k, q) else {
        if behindQuote == nil { continue }
        continue
      }
      if let speaker = incise.speaker, isGeneric(speaker) {
        readHearsay(incise, at: k, edge)
        continue
      }
      read(incise, at: k, edge: edge, behind: q)
    }
    readInnerIncises()
  }

  private func sentenceBreaks(before k: Int, _ q: Int?) -> Bool {
    q == nil && words[k].shape.contains(.startsSentence)
  }

  private mutating func read(_ incise: Incise, at k: Int, edge: Int, behind q: Int?) {
    var start = unitStart(q.map { quotations.list[$0].open } ?? edge)
    // A semicolon or an earlier statement bounds the host.
    for i in stride(from: edge - 1, to: start, by: -1)
    where mark(i) == .semicolon && !isQuoted(i) {
      start = i + 1
      break
    }
    let stop = q.map { quotations.list[$0].close + 1 } ?? edge
    guard start < stop else { return }
    if let q {
      let open = quotations.list[q].open
      if isLead(start..<open) {
        // Two pairs of marks are two statements; this one is its own.
        direct(q, incise, rule: "incise")
        return
      }
      if let other = leadingQuotation(start, before: open) {
        // «A» […]. «B», dit X: only the last one.
        if isStop(quotations.list[other].close - 1) || other == q {
          direct(q, incise, rule: "incise")
          return
        }
      }
      if mark(open - 1) == .colon {
        direct(q, incise, rule: "incise")
        return
      }
    }
    // A clause that has its own cue ends here: «… ajoute que « … », insiste-t-il».
    if drafts.contains(where: { draft in
      draft.content.upperBound >= stop - 2 && draft.content.upperBound <= k
        && draft.content.lowerBound >= start && draft.rule != "according"
    }) {
      return
    }
    let host = start..<stop
    // «Le ministre, qui a démissionné, dénonce un complot»: no clause of its own, the subject.
    let behind = incise.words.upperBound
    let isLoud = q == nil && (mark(edge) == .exclamation || mark(edge) == .question)
    if !hasMainVerb(host), !isLoud {
      // «Par ailleurs, poursuit X, la loi …»: what follows is what is said.
      if q == nil, isAdverbial(host), mark(behind) == .comma {
        let end = unitEnd(k)
        let rest = behind + 1..<max(behind + 1, end)
        if containsFinite(rest), !role(behind + 1).contains(.relative),
          !grammarRole(behind + 1).contains(.who), !traits(behind + 1).has(.presentParticiple)
        {
          add(
            nil, rest, by: incise.speaker, cue: incise.cue, rule: "host-incise",
            anchor: incise.cue.words.lowerBound)
        }
        return
      }
      guard let speaker = incise.speaker, mark(edge) == .comma || mark(edge + 1) == .comma,
        !isSubjectLike(host) && host.contains(where: { isQuoteMark($0) })
          || traits(speaker.lowerBound).has(.enclitic) || verbGoesOn(behind: behind)
          || !isSubjectLike(host) && isActor(speaker) && isStop(behind)
      else { return }
    }
    // «l'exposition « Cent ans » retrace l'histoire», but «le projet est « mort » a dit le maire»
    if let q, mark(k - 1) != .comma, mark(k - 1) != .dash, !isStop(k - 2), mark(k - 2) != .comma,
      !isPlainlyIncise(incise, behind: start..<quotations.list[q].open)
    {
      return
    }
    var content = skipOpeners(behindColon(host))
    if let whole = quotation(openingAt: content.lowerBound),
      quotations.list[whole].close >= content.upperBound - 1
    {
      direct(whole, incise, rule: "incise")
      return
    }
    // What follows an incise of one clitic belongs to the host again.
    if behind + 1 < words.count, mark(behind) == .comma, mark(edge) == .comma,
      !hasMainVerb(host) || goesOn(behind + 1) && isClitic(incise.speaker)
    {
      let end = unitEnd(k)
      if hasMainVerb(host)
        || !grammarRole(behind + 1).contains(.who) && !role(behind + 1).contains(.relative)
          && !traits(behind + 1).has(.presentParticiple)
          && (behind + 1..<end).contains(where: { isFinite($0) })
      {
        content = content.lowerBound..<end
      }
    }
    // «– Voilà qui change tout ! s'est exclamé le maire.»
    let dash = content.lowerBound - 1
    let isDialogue =
      dash >= 0 && mark(dash) == .dash && words[dash].shape.contains(.startsParagraph)
    add(
      isDialogue ? .direct : nil, content, by: incise.speaker, cue: incise.cue,
      rule: isDialogue ? "dialogue" : "host-incise", anchor: incise.cue.words.lowerBound)
  }

  /// True for words that only say when, where or how: «par ailleurs», «cet été».
  private func isAdverbial(_ range: Range<Int>) -> Bool {
    var first = range.lowerBound
    while first < range.upperBound, role(first).contains(.opener) || mark(first) == .dash {
      first += 1
    }
    guard first < range.upperBound, range.count < 8,
      !range.contains(where: { isQuoteMark($0) })
    else { return range.count < 4 && first == range.upperBound }
    return grammarRole(first).contains(.prep) || isAdverb(first)
      || times.expression(at: first) != nil || isTime(first + 1) && isDeterminer(first)
  }

  /// True when the host's verb stands behind the incise: «L'État, assure le ministre, sera là».
  private func verbGoesOn(behind i: Int) -> Bool {
    guard mark(i) == .comma, i + 1 < words.count, mark(i + 1) == .none else { return false }
    var k = i + 1
    while k < words.count,
      !grammarRole(k).isDisjoint(with: [.ne, .reflexive, .clitic, .dative]) || isAdverb(k)
    { k += 1 }
    return k < words.count && isFinite(k) && verbAt[k] < 0
      && !role(k).contains(.sub) && !traits(k).has(.noun)
  }

  /// True for an incise that no comma parts from the quotation before it, by its verb and subject.
  private func isPlainlyIncise(_ incise: Incise, behind host: Range<Int>) -> Bool {
    guard let speaker = incise.speaker, let n = verbIndex(incise.cue.words.lowerBound) else {
      return false
    }
    if isClitic(speaker) { return true }
    guard isActor(speaker), hasMainVerb(host) else { return false }
    return !verbs[n].isPassive && verbs[n].form == .finite
  }

  private func isClitic(_ speaker: Range<Int>?) -> Bool {
    speaker.map { traits($0.lowerBound).has(.enclitic) } ?? false
  }

  /// True when a range holds a finite verb that no «qui» or «que» governs.
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

  /// True for what may be the subject of the verb behind it: a noun phrase, no predicate.
  private func isSubjectLike(_ range: Range<Int>) -> Bool {
    var first = range.lowerBound
    while first < range.upperBound,
      role(first).contains(.opener) || isAdverb(first) || mark(first) == .comma
    { first += 1 }
    guard let phrase = nounPhrase(at: first) else { return grammarRole(first).contains(.prep) }
    return isActor(phrase) || traits(first).has(.definite)
      || words[first].isCapital && !isDeterminer(first)
  }

  /// True when the host clause goes on behind the incise: «Il est, disent-ils, la langue …»
  private func goesOn(_ i: Int) -> Bool {
    guard mark(i) == .none else { return quotation(openingAt: i) != nil }
    let r = role(i)
    return r.isDisjoint(with: [.and, .sub, .ender, .adverbial]) && !grammarRole(i).contains(.prep)
      && !traits(i).has(.presentParticiple) && !isTime(i) && !isTime(i + 1)
      && !isAdverb(i) && isDeterminer(i)
  }

  /// «…, a-t-on appris de source judiciaire»
  private mutating func readHearsay(_ incise: Incise, at k: Int, _ edge: Int) {
    let start = unitStart(edge)
    var i = incise.words.upperBound
    let end = unitEnd(k)
    while i < end, mark(i) == .none, !isFinite(i) {
      if grammarRole(i).contains(.prep), let phrase = nounPhrase(at: i + 1), i + 1 < end,
        phrase.contains(where: {
          cues.isSourceNoun(words.forms[$0]) || role($0).contains(.document)
        })
          || names.mention(at: phrase.lowerBound) != nil && role(i).contains(.of)
          || isAuprès(i)
      {
        // «« A », peut-on lire dans le communiqué»
        if let q = quotation(closingAt: edge) ?? quotation(closingAt: edge - 1),
          isLead(start..<quotations.list[q].open)
        {
          var named = incise
          named.speaker = phrase
          direct(q, named, rule: "hearsay")
        } else if start < edge {
          add(
            nil, skipOpeners(start..<edge), by: phrase, cue: incise.cue, rule: "hearsay",
            anchor: incise.cue.words.lowerBound)
        }
        return
      }
      i += 1
    }
  }

  private func isAuprès(_ i: Int) -> Bool { i > 0 && words.key(i - 1) == "auprès" }

  /// What stands behind the last colon, when there is a clause before it.
  private func behindColon(_ range: Range<Int>) -> Range<Int> {
    for k in range.reversed() where mark(k) == .colon && !isQuoted(k) && k + 2 < range.upperBound {
      return k + 1..<range.upperBound
    }
    return range
  }

  /// True for what may stand before a quotation without being part of the statement.
  func isLead(_ range: Range<Int>) -> Bool {
    let range = datelineEnd(range.lowerBound, range.upperBound)..<range.upperBound
    if range.isEmpty { return true }
    return range.allSatisfy { mark($0) != .none || role($0).contains(.opener) } && range.count < 4
  }

  private func leadingQuotation(_ start: Int, before open: Int) -> Int? {
    guard open > 0 else { return nil }
    for i in stride(from: open - 1, through: max(start, open - 3), by: -1) {
      if let q = quotation(closingAt: i) { return q }
    }
    return nil
  }

  func skipOpeners(_ range: Range<Int>) -> Range<Int> {
    var start = datelineEnd(range.lowerBound, range.upperBound)
    while start < range.upperBound, mark(start) == .dash || mark(start) == .symbol { start += 1 }
    return start..<range.upperBound
  }

  /// Behind «ANKARA (Agence) – », «Genève, 3 mars (ATS) - », «12 juin. - »; `start` where there is
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
        if !words[k].isCapital, !isTime(k), !traits(k).has(.determiner), !role(k).contains(.of) {
          return start
        }
      case .comma, .period, .number, .openBracket, .closeBracket, .slash: break
      default: return start
      }
    }
    return start
  }

  mutating func direct(_ q: Int, _ incise: Incise, rule: String) {
    if used[q], drafts.contains(where: { $0.content == quotations.list[q].inner }) { return }
    // A clause that holds it as a whole goes before.
    if used[q],
      drafts.contains(where: {
        $0.content.lowerBound <= quotations.list[q].open + 1
          && $0.content.upperBound >= quotations.list[q].close
      })
    {
      return
    }
    add(
      .direct, quotations.list[q].inner, by: incise.speaker, cue: incise.cue, rule: rule,
      anchor: incise.cue.words.lowerBound)
    used[q] = true
  }

  /// «Je pars, dit-il, demain» inside one pair of marks.
  private mutating func readInnerIncises() {
    for (n, q) in quotations.list.enumerated() where q.depth == 0 && !used[n] && q.inner.count > 4 {
      for k in q.inner.dropFirst() where mark(k - 1) == .comma || mark(k - 1) == .dash {
        guard let incise = incise(at: k), incise.words.upperBound <= q.close,
          mark(incise.words.upperBound) == .comma || mark(incise.words.upperBound) == .dash
            || isStop(incise.words.upperBound)
        else { continue }
        if let speaker = incise.speaker, isGeneric(speaker) || isFirstPerson(speaker) { continue }
        direct(n, incise, rule: "inner-incise")
        break
      }
    }
  }

  func isFirstPerson(_ speaker: Range<Int>) -> Bool {
    let key = words.key(speaker.lowerBound)
    return ["je", "j'", "-je", "nous", "-nous", "vous", "-vous"].contains(key)
  }

  // MARK: According to

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
