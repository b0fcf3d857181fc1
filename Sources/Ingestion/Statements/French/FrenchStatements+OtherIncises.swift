import Languages

/// Incises of nobody in particular, «a-t-on appris», and those within the marks.
extension FrenchStatements {
  /// «…, a-t-on appris de source judiciaire»
  mutating func readHearsay(_ incise: Incise, at k: Int, _ edge: Int) {
    let start = unitStart(edge)
    var i = incise.words.upperBound
    let end = unitEnd(k)
    while i < end, mark(i) == .none, !isFinite(i) {
      // «lisait-on hier dans nos pages»
      if role(i).contains(.ours) { return }
      if grammarRole(i).contains(.prep), let phrase = nounPhrase(at: i + 1), i + 1 < end,
        phrase.contains(where: {
          cues.isSourceNoun(words.forms[$0]) || role($0).contains(.document)
        })
          || names.mention(at: phrase.lowerBound) != nil && role(i).contains(.of)
          || phrase.prefix(2).contains(where: {
            !role($0).isDisjoint(with: [.body, .institution])
          })
          || isAuprès(i) || isWhereSaid(i, phrase)
      {
        // «« A », peut-on lire dans le communiqué»
        if let q = ownQuotation(before: edge, from: start) {
          var named = incise
          named.speaker = phrase
          direct(q, named, rule: .hearsay)
        } else if start < edge {
          add(
            nil, skipOpeners(start..<edge), by: phrase, cue: incise.cue, rule: .hearsay,
            anchor: incise.cue.words.lowerBound)
        }
        return
      }
      i += 1
    }
    // «« B », ajoute-t-on»: who spoke before goes on.
    if ["ajouter", "poursuivre", "reprendre", "conclure", "préciser"].contains(incise.cue.lemma),
      start < edge, i == end || isStop(i), (start..<edge).contains(where: { isQuoteMark($0) }),
      drafts.first.map({ $0.anchor < start }) ?? false
    {
      add(
        nil, skipOpeners(start..<edge), by: nil, cue: incise.cue, rule: .hearsay,
        anchor: incise.cue.words.lowerBound, continues: true)
    } else if let q = ownQuotation(before: edge, from: start), quotations.list[q].inner.count > 3,
      !isFirstPerson(incise.speaker ?? k..<k + 1)
    {
      // «« A », explique-t-on»: whoever it is.
      var unnamed = incise
      unnamed.speaker = nil
      direct(q, unnamed, rule: .hearsay)
    }
  }

  /// The quotation that closes before an incise, when it is a statement of its own.
  private func ownQuotation(before edge: Int, from start: Int) -> Int? {
    guard let q = quotation(closingAt: edge) ?? quotation(closingAt: edge - 1),
      isLead(start..<quotations.list[q].open) || mark(quotations.list[q].open - 1) == .colon
    else { return nil }
    return q
  }

  /// «explique-t-on à Bercy», «fait-on savoir au ministère»: where they say it is who says it.
  private func isWhereSaid(_ i: Int, _ phrase: Range<Int>) -> Bool {
    if ["dans", "sur"].contains(words.key(i)) {
      return (names.mention(at: phrase.lowerBound) ?? names.mention(at: phrase.lowerBound + 1)).map
      {
        names.mentions[$0].form != .place
      } ?? phrase.contains { role($0).contains(.medium) }
    }
    guard role(i).contains(.to) || features(i).has(.contracted) || words.key(i) == "chez" else {
      return false
    }
    return names.mention(at: phrase.lowerBound) != nil
      || phrase.count > 1 && names.mention(at: phrase.lowerBound + 1) != nil
      || phrase.count == 1 && words[phrase.lowerBound].isCapital
  }

  private func isAuprès(_ i: Int) -> Bool { i > 0 && words.key(i - 1) == "auprès" }

  /// «La ligne rouvrira en mai. C'est du moins ce qu'affirme la mairie.»
  mutating func readAnaphoricCleft() {
    for n in verbs.indices where verbs[n].form == .finite && !verbs[n].isNegated {
      let verb = verbs[n]
      let first = unitStart(verb.core.lowerBound)
      guard first > 2, verb.core.lowerBound - first < 9, words.key(first) == "c'",
        verb.cue.frames.contains(.that), !words[first].shape.contains(.startsParagraph),
        let that = (first + 2..<verb.words.lowerBound).last(where: { role($0).contains(.that) }),
        cues.isThis(words.forms[that - 1]), verb.words.lowerBound - that < 3,
        let speaker = verb.enclitic.map({ $0..<$0 + 1 })
          ?? invertedSubject(after: verb.words.upperBound), !isGeneric(speaker)
      else { continue }
      let said = unitStart(first - 1)..<first
      guard !drafts(near: said).contains(where: { $0.content.overlaps(said) }) else { continue }
      if let q = quotation(openingAt: said.lowerBound), quotations.list[q].close + 2 >= first {
        direct(q, Incise(words: verb.words, cue: cue(verb), speaker: speaker), rule: .incise)
      } else if !said.contains(where: { isQuoteMark($0) }), hasMainVerb(said) {
        add(
          nil, skipOpeners(said), by: speaker, cue: cue(verb), rule: .hostIncise,
          anchor: verb.core.lowerBound)
      }
    }
  }

  /// «Je pars, dit-il, demain» inside one pair of marks.
  mutating func readInnerIncises() {
    for (n, q) in quotations.list.enumerated() where q.depth == 0 && !used[n] && q.inner.count > 4 {
      for k in q.inner.dropFirst() where mark(k - 1) == .comma || mark(k - 1) == .dash {
        guard var incise = incise(at: k), incise.words.upperBound <= q.close else { continue }
        if !endsIncise(incise.words.upperBound, isClitic: isClitic(incise.speaker)) {
          guard let longer = described(incise, to: q.close) else { continue }
          incise = longer
        }
        if let speaker = incise.speaker, isGeneric(speaker) || isFirstPerson(speaker) { continue }
        direct(n, incise, rule: .innerIncise)
        break
      }
    }
  }

  /// An incise whose speaker is described at length: «explique la directrice adjointe en charge des
  /// prêts à la bibliothèque d'Oslo, Anna Lindqvist.»
  private func described(_ incise: Incise, to close: Int) -> Incise? {
    guard let speaker = incise.speaker, !isClitic(speaker), isActor(speaker) else { return nil }
    var k = speaker.upperBound
    guard grammarRole(k).contains(.prep) else { return nil }
    while k < min(close, speaker.upperBound + 16), mark(k) == .none || mark(k) == .number {
      if isFinite(k) || verbAt[k] >= 0 { return nil }
      k += 1
    }
    if mark(k) == .comma, let m = names.mention(at: k + 1), names.mentions[m].form == .name,
      endsIncise(names.mentions[m].whole.upperBound, isClitic: false)
    {
      k = names.mentions[m].whole.upperBound
    }
    guard endsIncise(k, isClitic: false) else { return nil }
    var longer = incise
    longer.speaker = speaker.lowerBound..<k
    longer.words = incise.words.lowerBound..<k
    return longer
  }

  /// True where an incise ends: at a mark, or after «à la radio», «en riant» when «-t-il» says it.
  private func endsIncise(_ i: Int, isClitic: Bool) -> Bool {
    var k = i
    // «disait à la presse le maire début mai»
    if let time = times.expression(at: k) {
      k = time.words.upperBound
    } else if isTime(k) {
      while k < i + 3, isTime(k) { k += 1 }
    }
    if isClitic, mark(k) == .none, grammarRole(k).contains(.prep) || isAdverb(k) || isTime(k) {
      while k < min(i + 9, words.count), mark(k) == .none || mark(k) == .number, !isFinite(k) {
        k += 1
      }
    }
    return mark(k) == .comma || mark(k) == .dash || isStop(k)
  }
}
