import Languages

/// Who is named as the origin: «selon X», «d'après X», «pour X».
extension FrenchStatements {
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
    // «passe une heure à écouter des marins»: only at the head of a clause is it a source.
    if features(next - 1).has(.infinitive), words.key(i + 1) != "en",
      isPartitive(next)
        || i > unitStart(i) && mark(i - 1) == .none && !role(i - 1).contains(.opener)
    {
      return nil
    }
    if role(next).contains(.relative) || grammarRole(next).contains(.who) {
      // «X, pour qui …», «l'opposition, selon laquelle …»
      guard i > 0, mark(i - 1) == .comma || found.count + i == next && !cues.isWeak(words.forms[i]),
        let phrase = antecedent(before: i, unitStart(i)), isActor(phrase)
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
      // «Selon la radio, le pont de Valmont, près d'Oslo, a fermé»: the subject is no apposition.
      if let bare = nounPhrase(at: next), bare.upperBound < phrase.upperBound,
        mark(bare.upperBound) == .comma, isLead(unitStart(i)..<i),
        lacksSubject(phrase.upperBound, unitEnd(i))
      {
        speaker = bare
      }
    } else if isPartitive(next), let phrase = nounPhrase(at: next + 1, apposition: true) {
      speaker = next..<phrase.upperBound
    } else {
      return nil
    }
    let sure = !cues.isWeak(words.forms[i])
    if !sure || cue.class == "claim", !isActorByHead(speaker) { return nil }
    if cues.isMeasure(words.forms, speaker) || isOwnWord(speaker) || isManner(speaker) {
      return nil
    }
    if speaker.isEmpty { speaker = next..<next + 1 }
    speaker = whoseWord(speaker) ?? speaker
    return According(
      words: i..<participleEnd(behind: speaker), speaker: speaker,
      cue: (i..<i + found.count, cue.lemma, cue.class), isSure: sure)
  }

  /// True for a noun phrase that cannot speak: an abstract noun or a thing, without a name in it that
  /// could stand for somebody.
  func isInanimate(_ phrase: Range<Int>) -> Bool {
    let first = phrase.lowerBound
    guard isDeterminer(first), phrase.count > 1,
      let head = phrase.prefix(while: { $0 == first || !opensComplement($0) }).first(where: {
        mark($0) == .none && features($0).has(.noun) && !isDeterminer($0)
      }), !words[head].isCapital,
      role(head).isDisjoint(with: [.person, .body, .document, .institution, .source, .strong]),
      names.mention(at: head).map({ names.mentions[$0].isAdjective }) ?? true
    else { return false }
    if role(head).contains(.thing) { return true }
    let key = words.key(head)
    let singular = key.hasSuffix("s") ? String(key.dropLast()) : key
    return ["tion", "sion", "ment", "ité", "ence", "ance", "isme", "age", "ture"]
      .contains(where: singular.hasSuffix)
  }

  /// True when a clause goes on at its verb, past what is between commas.
  private func lacksSubject(_ i: Int, _ end: Int) -> Bool {
    var k = i
    if grammarRole(k).contains(.who) {
      let comma = (k..<end).first { mark($0) == .comma && !isQuoted($0) } ?? end
      if hasMainVerb(k..<comma) { return true }
      k = comma
    }
    while k < end, mark(k) == .comma {
      if isFinite(behindClitics(k + 1, end)) { return true }
      let next = (k + 1..<end).first { mark($0) == .comma && !isQuoted($0) } ?? end
      guard !isDeterminer(k + 1), !words[k + 1].isCapital, !containsFinite(k + 1..<next) else {
        return false
      }
      k = next
    }
    return false
  }

  /// «de», «du», «contre»: what follows belongs to the noun before.
  func opensComplement(_ i: Int) -> Bool {
    role(i).contains(.of) || grammarRole(i).contains(.prep) || features(i).has(.contracted)
  }

  /// True for what is done, by its noun: «la réélection du maire», «l'indignation de l'avocate».
  func isAction(_ phrase: Range<Int>) -> Bool {
    guard
      let head = phrase.first(where: {
        mark($0) == .none && features($0).has(.noun) && !isDeterminer($0)
      }), role(head).isDisjoint(with: [.person, .body, .document, .institution]),
      !words[head].isCapital,
      names.mention(at: head).map({ names.mentions[$0].isAdjective }) ?? true
    else { return false }
    return ["tion", "sion", "ance", "ence"].contains(where: words.key(head).hasSuffix)
  }

  /// «selon ses dires», «selon ses propos»: of one whom another cue names.
  private func isOwnWord(_ phrase: Range<Int>) -> Bool {
    // «selon mon expérience»: the article's own.
    if ["ma", "mon", "mes"].contains(words.key(phrase.lowerBound)) { return true }
    return phrase.count == 2 && features(phrase.lowerBound).has(.possessive)
      && role(phrase.lowerBound + 1).contains(.wording)
  }

  /// «selon les mots **de X**»: whose they are.
  private func whoseWord(_ phrase: Range<Int>) -> Range<Int>? {
    guard phrase.count > 3, isDeterminer(phrase.lowerBound),
      role(phrase.lowerBound + 1).contains(.wording),
      case let of = phrase.lowerBound + 2, opensComplement(of),
      isActor(of + 1..<phrase.upperBound)
    else { return nil }
    return of + 1..<phrase.upperBound
  }

  /// True for «selon des motifs différents», «selon une liste»: some thing that says nothing.
  private func isManner(_ phrase: Range<Int>) -> Bool {
    guard phrase.count > 1, isDeterminer(phrase.lowerBound),
      features(phrase.lowerBound).has(.indefinite), !isActor(phrase)
    else { return false }
    return phrase.allSatisfy {
      !words[$0].isCapital && role($0).isDisjoint(with: [.document, .institution, .source])
    }
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
    for i in 0..<words.count {
      guard mark(i) == .none, !isInSpeech(i), let found = according(at: i) else { continue }
      // «Pour le club, estime-t-il, « tout va bien »»: his word, not the club's.
      if !found.isSure, mark(found.words.upperBound) == .comma,
        let incise = incise(at: found.words.upperBound + 1),
        features(incise.speaker?.lowerBound ?? -1).has(.enclitic)
      {
        continue
      }
      switch extent(of: found) {
      case .host(let range): readHost(range, found)
      case .quotation(let q, let kind, let rule):
        add(
          kind, quotations.list[q].inner, by: found.speaker, cue: found.cue, rule: rule,
          anchor: found.words.lowerBound)
      case .nothing: break
      }
    }
  }

  private mutating func readHost(_ range: Range<Int>, _ found: According) {
    let whole = range.lowerBound..<beforeRejoinder(range)
    guard let content = trimmed(skipOpeners(whole)) else { return }
    if let q = quotation(openingAt: content.lowerBound),
      quotations.list[q].close >= content.upperBound - 1
    {
      if used[q] { return }
      add(
        .direct, quotations.list[q].inner, by: found.speaker, cue: found.cue,
        rule: .accordingQuote, anchor: found.words.lowerBound)
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
        rule: .accordingColon,
        anchor: found.words.lowerBound)
      break
    }
    // «Pour X, une chose est claire : « B »»
    if end < content.upperBound, !found.isSure { return }
    // An incise or another «selon» ends it.
    for k in content
    where mark(k) == .comma && !isQuoted(k) && k > content.lowerBound + 3 && k < end {
      if let v = verbIndex(k + 1), verbs[v].form == .gerund, k + 1 < end { end = k; break }
    }
    guard end > content.lowerBound else { return }
    add(
      nil, content.lowerBound..<end, by: found.speaker, cue: found.cue,
      rule: found.isSure ? .according : .opinion, anchor: found.words.lowerBound)
  }
}
