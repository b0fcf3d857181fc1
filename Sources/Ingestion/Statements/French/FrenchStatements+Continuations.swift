import Languages

/// Quotations that go on without a cue, and dialogues.
extension FrenchStatements {
  // MARK: Dialogues

  /// «Le président commente la scène :», and a paragraph after it that a dash opens.
  mutating func readDialogues() {
    var found: [(content: Range<Int>, by: Introduction)] = []
    var lost: [Range<Int>] = []
    for (n, paragraph) in sentences.paragraphs.enumerated().dropFirst() {
      let first = paragraph.lowerBound
      let before = sentences.paragraphs[n - 1]
      guard mark(first) == .dash, paragraph.count > 3, mark(before.upperBound - 1) == .colon,
        quotation(openingAt: first + 1) == nil,
        let by = introduction(unitStart(before.upperBound - 1)..<before.upperBound - 1),
        let speaker = by.speaker, !isGeneric(speaker), by.cue != nil || isActor(speaker)
      else { continue }
      let content = first + 1..<paragraph.upperBound
      found.append((content, by))
      let replacesDrafts = drafts(near: content).contains {
        content.contains($0.anchor) || $0.content.overlaps(content)
      }
      if replacesDrafts { lost.append(content) }
    }
    if !lost.isEmpty {
      drafts.removeAll { draft in
        lost.last(overlapping: draft.content, \.self) != nil
          || lost.last(overlapping: draft.anchor..<draft.anchor + 1, \.self) != nil
      }
      fileDrafts()
    }
    for (content, by) in found {
      add(
        .direct, content, by: by.speaker, cue: by.cue, rule: .dialogue,
        anchor: content.lowerBound - 1)
    }
  }

  // MARK: Interviews

  /// Each answer of an interview is one statement; whatever else its turns seemed to hold goes.
  mutating func readInterview() {
    guard let interview = Interview(in: words, sentences: sentences, names: names) else { return }
    drafts.removeAll { interview.holds($0.content, by: $0.speaker) }
    fileDrafts()
    for answer in interview.answers {
      add(
        .direct, answer.content, by: answer.speaker, cue: nil, rule: .interviewAnswer,
        anchor: answer.anchor)
      drafts[drafts.count - 1].source = answer.source
    }
  }

  // MARK: What goes on

  mutating func readContinuations() {
    for (n, q) in quotations.list.enumerated()
    where q.depth == 0 && !used[n] && (q.inner.count > 3 || isSentence(q.inner)) {
      let start = unitStart(q.open)
      // The quotation is a sentence of its own.
      guard isLead(start..<q.open) else { continue }
      let end = unitEnd(q.open)
      let next = q.close + 1
      guard
        next >= end || isStop(next) && next + 1 >= end || isStop(next) && isQuoteMark(next - 1)
          || (next..<end).allSatisfy({ mark($0) != .none && mark($0) != .number })
      else { continue }
      let paragraph = sentences.paragraph(holding: q.open)
      // A line of its own without a verb is a headline.
      if paragraph.lowerBound >= q.open - 1, paragraph.upperBound <= q.close + 2,
        !q.inner.contains(where: { isFinite($0) })
          || !isStop(q.close - 1) && isTitleBefore(paragraph)
      {
        continue
      }
      guard
        drafts(near: max(0, q.open - 120)..<q.open + 1).contains(where: {
          $0.anchor < q.open && q.open - $0.content.upperBound < 120
        })
          || drafts(near: paragraph).contains(where: { paragraph.contains($0.anchor) })
          || names.mentions.first.map({ $0.words.lowerBound < q.open }) ?? false
          || speakerBehind(n) != nil
      else { continue }
      add(
        .direct, q.inner, by: nil, cue: nil, rule: .continuation, anchor: q.open, continues: true)
      used[n] = true
    }
  }

  /// «« Et demain ? »»: short, but with a capital and a stop of its own.
  private func isSentence(_ inner: Range<Int>) -> Bool {
    inner.count > 1 && words[inner.lowerBound].isCapital && isStop(inner.upperBound - 1)
  }

  /// «« Fatigué » mais « heureux », Nils Berg a salué le public»: how one who acts feels, before the
  /// clause.
  mutating func readFrontedPredicates() {
    for (n, q) in quotations.list.enumerated()
    where q.depth == 0 && !used[n] && !q.inner.isEmpty && q.inner.count < 6 && isState(q.inner)
      && isLead(unitStart(q.open)..<q.open)
    {
      var last = q
      var all = [n]
      if let next = quotations.quotation(at: q.close + 2),
        quotations.list[next].open == q.close + 2,
        role(q.close + 1).contains(.and) || role(q.close + 1).contains(.contrast),
        isState(quotations.list[next].inner)
      {
        last = quotations.list[next]
        all.append(next)
      }
      let start = last.close + 2
      guard mark(last.close + 1) == .comma, start < unitEnd(q.open),
        let who = nounPhrase(at: start, apposition: true), isActor(who), isHuman(who)
      else { continue }
      var verb = mark(who.upperBound) == .comma ? who.upperBound + 1 : who.upperBound
      while verb < words.count,
        isAdverb(verb) || !grammarRole(verb).isDisjoint(with: [.ne, .reflexive, .clitic, .dative])
      { verb += 1 }
      guard verb < words.count, isFinite(verb) else { continue }
      for quote in all {
        let inner = quotations.list[quote].inner
        add(.mixed, inner, by: who, cue: nil, rule: .predicate, anchor: inner.lowerBound)
      }
    }
  }

  /// An adjective or participle, with what belongs to it and no verb.
  private func isState(_ inner: Range<Int>) -> Bool {
    guard let first = inner.first(where: { !isAdverb($0) }) else { return false }
    return features(first).has([.adjective, .pastParticiple]) && !features(first).has(.determiner)
      && !inner.contains { isFinite($0) }
  }

  /// «« Un scandale » : c'est ainsi que le maire a qualifié la vente», «« Une honte », c'est le mot de X».
  mutating func readPresented() {
    for (n, q) in quotations.list.enumerated()
    where q.depth == 0 && !used[n] && !q.inner.isEmpty && isLead(unitStart(q.open)..<q.open) {
      let next = q.close + 1
      guard mark(next) == .comma || mark(next) == .colon || mark(next) == .dash,
        next + 1 < unitEnd(q.open), let speaker = presenter(at: next + 1)
      else { continue }
      add(
        .direct, q.inner, by: speaker, cue: nil, rule: .continuation, anchor: q.open)
      used[n] = true
    }
  }

  /// «« Nous partirons demain », Nils Berg, député d'Oslo.»: a name and no verb after the quotation.
  mutating func readSignatures() {
    for (n, q) in quotations.list.enumerated()
    where q.depth == 0 && !used[n] && q.inner.count > 3 && isLead(unitStart(q.open)..<q.open) {
      let comma = q.close + 1
      let end = unitEnd(q.open)
      guard mark(comma) == .comma, comma + 1 < end,
        let who = nounPhrase(at: comma + 1, apposition: true), isHuman(who),
        names.mention(at: comma + 1) != nil, who.upperBound == end || isStop(who.upperBound)
      else { continue }
      add(.direct, q.inner, by: who, cue: nil, rule: .signature, anchor: q.open)
      used[n] = true
    }
  }

  /// True when a short line is between two longer paragraphs, as a headline does.
  private func isTitleBefore(_ paragraph: Range<Int>) -> Bool {
    guard paragraph.count < 14, case let n = sentences.paragraphNumber(of: paragraph.lowerBound),
      sentences.paragraphs[n] == paragraph
    else { return false }
    guard n + 1 < sentences.paragraphs.count else { return false }
    let next = sentences.paragraphs[n + 1]
    return next.count > 2 * paragraph.count && quotation(openingAt: next.lowerBound) == nil
  }

  /// Who said it by the sentence after: «« A ». Voilà comment le maire résume la nuit.»
  func speakerBehind(_ n: Int) -> Range<Int>? {
    let first = unitEnd(quotations.list[n].close)
    return words.count > first && !words[first].shape.contains(.startsParagraph)
      ? presenter(at: first) : nil
  }

  /// Who said it by «c'est ainsi que …», «tel est l'avis de …», «voilà comment …» at a word.
  private func presenter(at first: Int) -> Range<Int>? {
    guard first + 4 < words.count,
      ["voilà", "voici", "tel", "telle", "tels", "telles"].contains(words.key(first))
        || words.key(first) == "c'"
          && (first + 2..<first + 5).contains(where: {
            cues.isThis(words.forms[$0]) || words.key($0) == "ainsi"
              || cues.nouns[words.forms[$0]] != nil
          })
    else { return nil }
    for k in first + 1..<unitEnd(first) {
      if isDeterminer(k) || words[k].isCapital, let phrase = nounPhrase(at: k, apposition: true),
        isActor(phrase)
      {
        return phrase
      }
    }
    return nil
  }

  /// Who opens the sentence before a quotation that goes on without a cue: «Le maire de Valmont
  /// partage cet avis. « Il faut agir. »»
  func speakerBefore(_ n: Int) -> Range<Int>? {
    let open = quotations.list[n].open
    guard open > 0 else { return nil }
    let paragraph = sentences.paragraph(holding: open)
    let start = unitStart(open - 1)
    guard start >= paragraph.lowerBound, start < open,
      !drafts(near: start..<open).contains(where: {
        $0.content.overlaps(start..<open) || (start..<open).contains($0.anchor)
      })
    else { return nil }
    var first = start
    // «Depuis lundi, le maire …»
    if grammarRole(first).contains(.prep) || isTime(first) || isAdverb(first),
      let comma = (first..<open).first(where: { mark($0) == .comma }), comma - first < 12
    {
      first = comma + 1
    }
    while first < open, role(first).contains(.opener) || isAdverb(first) { first += 1 }
    // «Samedi, il réunira le conseil. « Il y a du monde. »»
    if first + 2 < open, ["il", "elle"].contains(words.key(first)), isFinite(first + 1),
      !isImpersonal(first + 1)
    {
      return first..<first + 1
    }
    guard let phrase = nounPhrase(at: first, apposition: true), phrase.upperBound < open else {
      return nil
    }
    let isLatter = phrase.count == 2 && features(first).has(.demonstrative) && isTime(first + 1)
    guard isLatter || isActor(phrase) && isHuman(phrase) else { return nil }
    var verb = phrase.upperBound
    if mark(verb) == .comma { verb += 1 }
    while verb < open,
      isAdverb(verb) || !grammarRole(verb).isDisjoint(with: [.ne, .reflexive, .clitic, .dative])
    { verb += 1 }
    let hasVerb = isFinite(verb) || mark(verb - 1) == .comma && features(verb).has(.finite)
    return verb < open && hasVerb ? phrase : nil
  }

  /// «il faut», «il est», «il reste»: nobody does it.
  private func isImpersonal(_ i: Int) -> Bool {
    let lemma = forms.lemma(of: words.forms[i], as: .verb)
    guard lemma >= 0 else { return true }
    // «il a vu» is somebody, «il est prévu» and «il a fallu» are not.
    if grammar.role(lemma).contains(.have) {
      let next = isAdverb(i + 1) ? i + 2 : i + 1
      return !features(next).has(.pastParticiple) || isImpersonalParticiple(next)
    }
    return grammar.role(lemma).contains(.be)
      || ["falloir", "rester", "suffire", "manquer", "exister", "pleuvoir", "sembler", "arriver"]
        .contains(forms.text(of: lemma))
  }

  private func isImpersonalParticiple(_ i: Int) -> Bool {
    ["fallu", "suffi", "plu", "semblé", "manqué", "existé"].contains(words.key(i))
      || grammarRole(i).contains(.been)
  }

  /// True for a person by name or office.
  private func isHuman(_ phrase: Range<Int>) -> Bool {
    if let m = names.mention(at: phrase.lowerBound), !names.mentions[m].isAdjective {
      return names.sources[names.mentions[m].source].kind == .person
    }
    return phrase.prefix(3).contains { role($0).contains(.person) }
  }
}
