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
    if cues.isMeasure(words.forms, speaker) || isOwnWord(speaker) { return nil }
    if speaker.isEmpty { speaker = next..<next + 1 }
    return According(
      words: i..<speaker.upperBound, speaker: speaker,
      cue: (i..<i + found.count, cue.lemma, cue.class), isSure: sure)
  }

  /// True for a noun phrase that cannot speak: an abstract noun or a thing, without a name in it that
  /// could stand for somebody.
  func isInanimate(_ phrase: Range<Int>) -> Bool {
    let first = phrase.lowerBound
    guard isDeterminer(first), phrase.count > 1,
      let head = phrase.first(where: {
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
    phrase.count == 2 && features(phrase.lowerBound).has(.possessive)
      && ["dires", "propos", "mots", "termes", "déclarations"].contains(
        words.key(phrase.lowerBound + 1))
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
      // «Pour le club, estime-t-il, « tout va bien »»: his word, not the club's.
      if !found.isSure, mark(found.words.upperBound) == .comma,
        let incise = incise(at: found.words.upperBound + 1),
        features(incise.speaker?.lowerBound ?? -1).has(.enclitic)
      {
        continue
      }
      let end = unitEnd(i)
      var start = unitStart(i)
      let behind = found.words.upperBound
      // «Le verdict tombera lundi, mais la peine est légère, selon X»: what «mais» opens.
      if mark(i - 1) == .comma, mark(behind) != .comma {
        start = contrast(in: start..<i - 1) ?? start
      }
      let lead = start..<i
      if isLead(lead) || mark(i - 1) == .semicolon || isDateLead(lead) || isAndLead(i)
        || isAdverbLead(lead, behind)
      {
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
      // ««un désastre » pour X», «c'est « un luxe » pour X»: his word for it, at the end.
      if !found.isSure, let q = quotation(closingAt: i - 1), !used[q],
        quotations.list[q].inner.count > 1, behind >= end || isStop(behind),
        !quotations.list[q].inner.contains(where: isFinite)
      {
        let isFree = mark(quotations.list[q].open - 1) != .none
        add(
          isFree ? .direct : .mixed, quotations.list[q].inner, by: found.speaker, cue: found.cue,
          rule: .opinion, anchor: found.words.lowerBound)
        continue
      }
      guard found.isSure else { continue }
      // «a-t-on appris de source judiciaire» is read with its verb.
      if (max(0, i - 5)..<i).contains(where: { role($0).contains(.generic) }),
        cues.isSourceNoun(words.forms[found.speaker.lowerBound])
      {
        continue
      }
      if cues.isSourceNoun(words.forms[found.speaker.lowerBound]), isLearnt(before: i) { continue }
      // «…, selon X»
      var host = start
      for k in stride(from: i - 1, to: start, by: -1) where mark(k) == .semicolon && !isQuoted(k) {
        host = k + 1
        break
      }
      // «« A », a-t-il dit lors d'une visite où cent corps ont été trouvés, selon X»
      if let behind = behindIncise(host..<i) {
        guard containsFinite(behind..<i) else { continue }
        host = behind
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
          .mixed, quotations.list[q].inner, by: found.speaker, cue: found.cue, rule: .according,
          anchor: found.words.lowerBound)
        continue
      }
      // «condamné à deux ans, une peine « trop lourde » selon X», «Le prix, en hausse selon X, inquiète»
      if let segment = segment(before: i, from: host, behind, end) {
        readHost(segment, found)
        continue
      }
      // «un projet qui selon X plaît»
      if grammarRole(i - 1).contains(.who), mark(behind) == .none, behind + 1 < end {
        readHost(behind..<end, found)
        continue
      }
      // «elle annonce une aide apportée selon X « par le club »»: what the participle opens.
      if features(i - 1).has(.pastParticiple), features(i - 1).has(.mostlyVerb), behind + 1 < end,
        quotation(openingAt: behind) != nil, hasMainVerb(host..<i - 1),
        !isAuxiliary(before: i - 1)
      {
        readHost(i - 1..<end, found)
        continue
      }
      // «La digue est selon X déjà fissurée», «Il faudra selon X d'ici mai rouvrir»
      if mark(i - 1) == .none || quotation(closingAt: i - 1) != nil, behind + 1 < end,
        mark(behind) == .none || quotation(openingAt: behind) != nil,
        isOpen(before: i, from: host) || goesOnBehind(behind)
      {
        readHost(host..<end, found)
        continue
      }
      // «la mesure, qui plaît à deux habitants sur trois, selon X»: what «qui» opens.
      if mark(i - 1) == .comma,
        let relative = lastRelative(
          host..<stop,
          isOver: mark(behind) == .comma && behind + 1 < end && containsFinite(behind + 1..<end))
      {
        readHost(relative..<stop, found)
        continue
      }
      // «des textes qui élargissent selon elle la loi»: to the end of what «qui» opens.
      if mark(i - 1) == .none, mark(behind) == .none, behind + 1 < end, !isFinite(behind),
        role(behind).isDisjoint(with: [.and, .sub]), let opener = openedBy(i, host)
      {
        let close = (behind..<end).first { mark($0) == .comma || mark($0) == .semicolon } ?? end
        readHost(opener + 1..<close, found)
        continue
      }
      if mark(i - 1) == .comma, mark(behind) == .comma, behind + 1 < end {
        // «un chantier qui reste, selon elle, « un gouffre »»
        if let q = quotation(openingAt: behind + 1), !used[q], quotations.list[q].inner.count > 1,
          isFinite(i - 2) || grammarRole(i - 2).contains(.prep)
        {
          add(
            .mixed, quotations.list[q].inner, by: found.speaker, cue: found.cue, rule: .according,
            anchor: found.words.lowerBound)
          continue
        }
        // «en raison, selon elles, du manque de dialogue»
        if role(behind + 1).contains(.of) || features(behind + 1).has(.contracted) {
          readHost(host..<end, found)
          continue
        }
        // In the middle: the hull, when the clause is not whole before it.
        let rest = behind + 1..<end
        // «Des armes sont, selon eux, saisies», «il semblerait, selon X, que …»
        if isOpen(before: i - 1, from: host) || role(behind + 1).contains(.that)
          || infinitiveStarts(behind + 1)
        {
          readHost(host..<end, found)
          continue
        }
        let isQuotedClause = quotation(openingAt: behind + 1).map {
          quotations.list[$0].inner.contains(where: isFinite)
        }
        if !containsFinite(host..<stop), containsFinite(rest) || isQuotedClause == true {
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

  /// What comes before «selon X» between commas without a verb of its own, when it closes with a
  /// quotation, or when the clause around it goes on after.
  private func segment(before i: Int, from host: Int, _ behind: Int, _ end: Int) -> Range<Int>? {
    let stop = mark(i - 1) == .comma ? i - 1 : i
    guard
      let edge = (host..<max(host, stop - 1)).last(where: {
        !isQuoted($0)
          && (mark($0) == .comma || mark($0) == .dash && words[$0].shape.contains(.afterSpace))
      }), edge > host, stop - edge > 2, !containsFinite(edge + 1..<stop),
      role(edge + 1).isDisjoint(with: [.and, .contrast])
    else { return nil }
    if quotation(closingAt: stop - 1) != nil, quotation(openingAt: edge + 1) == nil,
      hasMainVerb(host..<edge), isDeterminer(edge + 1)
    {
      return edge + 1..<stop
    }
    return stop == i && mark(behind) == .comma && !hasMainVerb(host..<edge)
      && containsFinite(behind..<end) && edge - host < 8 ? edge + 1..<stop : nil
  }

  /// After «, mais» that opens a clause of its own.
  private func contrast(in range: Range<Int>) -> Int? {
    for k in range.dropFirst(3).reversed() {
      guard mark(k - 1) == .comma, role(k).contains(.contrast), !isQuoted(k),
        containsFinite(k + 1..<range.upperBound), containsFinite(range.lowerBound..<k)
      else { continue }
      return k + 1
    }
    return nil
  }

  /// True where a clause goes on right after «selon X»: an infinitive under «de», a verb, a quotation.
  private func goesOnBehind(_ i: Int) -> Bool {
    if quotation(openingAt: i) != nil { return true }
    if role(i).contains(.of) { return infinitiveStarts(i + 1) }
    return isFinite(i)
      || !grammarRole(i).isDisjoint(with: [.ne, .reflexive, .object, .dative])
        && isFinite(i + 1)
  }

  /// «Et plus encore, selon X, …», «En 2012, selon X, …»: what leads has no verb and is no subject.
  private func isAdverbLead(_ lead: Range<Int>, _ behind: Int) -> Bool {
    guard lead.count < 9, lead.count > 1, mark(lead.upperBound - 1) == .comma,
      mark(behind) == .comma
    else { return false }
    return lead.dropLast().allSatisfy {
      isAdverb($0) || role($0).contains(.opener) || role($0).contains(.and)
    }
  }

  /// True when the words before a comma call for more: an auxiliary, «est», a preposition.
  private func isOpen(before comma: Int, from start: Int) -> Bool {
    var k = comma - 1
    while k > start, isAdverb(k) { k -= 1 }
    guard k >= start, mark(k) == .none else { return false }
    if grammarRole(k).contains(.prep) || role(k).contains(.that) { return true }
    // «ont été»
    if grammarRole(k).contains(.been) { k -= 1 }
    guard k >= start, features(k).has(.finite) else { return false }
    let lemma = forms.lemma(of: words.forms[k], as: .verb)
    return lemma >= 0
      && (!grammar.role(lemma).isDisjoint(with: [.be, .have])
        || ["devoir", "pouvoir", "falloir", "sembler", "vouloir"].contains(forms.text(of: lemma)))
  }

  /// After the last «, qui» or «, dont» of a range when nothing but its clause follows.
  private func lastRelative(_ range: Range<Int>, isOver: Bool) -> Int? {
    guard let comma = range.last(where: { mark($0) == .comma && !isQuoted($0) }),
      comma > range.lowerBound, comma + 3 < range.upperBound,
      grammarRole(comma + 1).contains(.who)
        || role(comma + 1).contains(.relative) && !role(comma + 1).contains(.that),
      isOver || hasMainVerb(range.lowerBound..<comma), containsFinite(comma + 2..<range.upperBound)
    else { return nil }
    return comma + 2
  }

  /// «qui» that opens the clause in which «selon X» stands without commas.
  private func openedBy(_ i: Int, _ start: Int) -> Int? {
    for k in stride(from: i - 1, through: max(start, i - 8), by: -1) {
      guard mark(k) == .none else { return nil }
      if grammarRole(k).contains(.who) { return k }
      if role(k).contains(.sub) { return nil }
    }
    return nil
  }

  /// After the incise that a range contains, and after the relative that follows on it.
  private func behindIncise(_ range: Range<Int>) -> Int? {
    for k in range.dropFirst(2).reversed()
    where !isQuoted(k) && (mark(k - 1) == .comma || quotation(closingAt: k - 1) != nil) {
      guard let n = verbIndex(k), verbs[n].form == .finite, let incise = incise(at: k),
        incise.words.upperBound < range.upperBound
      else { continue }
      let from = incise.words.upperBound
      let relative = (from..<range.upperBound).first {
        role($0).contains(.relative) && !role($0).contains(.that)
      }
      return relative.map { $0 + 1 } ?? from
    }
    return nil
  }

  /// «…, a appris l'agence de source policière» is read with its verb.
  private func isLearnt(before i: Int) -> Bool {
    for k in stride(from: i - 1, through: max(1, i - 8), by: -1) {
      guard mark(k) == .none else { return false }
      if let n = verbIndex(k), verbs[n].cue.lemma == "apprendre" {
        return mark(verbs[n].words.lowerBound - 1) == .comma
      }
    }
    return false
  }

  /// «toujours est-il que», «il reste que», «sauf que»: «que» under no verb of saying.
  private func isImpersonalThatClause(_ i: Int) -> Bool {
    guard role(i).contains(.that), mark(i - 1) == .none else { return false }
    let start = unitStart(i)
    return i - start < 6 && !(start..<i).contains { verbAt[$0] >= 0 || isQuoteMark($0) }
      && (start..<i).contains { role($0).contains(.subject) || isAdverb($0) }
  }

  private func isDateLead(_ range: Range<Int>) -> Bool {
    guard let last = range.last else { return true }
    return mark(last) == .dash && range.count < 8
  }

  /// «…, mais selon X, …»
  private func isAndLead(_ i: Int) -> Bool {
    i > 0
      && (role(i - 1).contains(.opener) || mark(i - 1) == .colon || isImpersonalThatClause(i - 1))
  }

  /// Where the host starts after «selon X»: past appositions and relative clauses.
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
    let next = behindMembership(behindAppositions(k, end), end) + 1
    if grammarRole(next).contains(.who)
      || role(next).contains(.relative) && !role(next).contains(.that)
      || features(next).has(.pastParticiple) && features(next).has(.mostlyVerb)
    {
      var close = next
      while close < end, mark(close) != .comma {
        if let q = quotation(openingAt: close) { close = quotations.list[q].close }
        close += 1
      }
      // «Selon le préfet, venu sur les lieux, à l'ouest de la ville, le feu …»
      while close + 1 < end, grammarRole(close + 1).contains(.prep) || isAdverb(close + 1),
        let comma = (close + 1..<end).first(where: { mark($0) == .comma }),
        !containsFinite(close + 1..<comma), containsFinite(comma..<end)
      { close = comma }
      if close + 1 < end { return close + 1 }
    }
    return next
  }

  /// The comma after «, climatologue à Oslo, une ville du nord, le pire …»: what says who somebody is
  /// has no verb, and a clause follows.
  private func behindAppositions(_ comma: Int, _ end: Int) -> Int {
    var k = comma
    while let close = (k + 1..<min(k + 20, end)).first(where: { mark($0) == .comma }) {
      let first = k + 1
      let isBare =
        features(first).has(.noun) && !features(first).has(.pastParticiple) && !isDeterminer(first)
        && !words[first].isCapital
      let isOne =
        isDeterminer(first) && features(first).has(.indefinite) && features(first).has(.singular)
      guard isBare || isOne && k > comma, !containsFinite(first..<close),
        !(first..<close).contains(where: { isQuoteMark($0) || role($0).contains(.and) }),
        close + 1 < end, containsFinite(close + 1..<end)
      else { break }
      k = close
    }
    return k
  }

  /// The comma after «, du syndicat des marins, « tout va bien »»: whose somebody is.
  private func behindMembership(_ comma: Int, _ end: Int) -> Int {
    let first = comma + 1
    guard role(first).contains(.of) || features(first).has(.contracted),
      let close = (first..<min(comma + 16, end)).first(where: { mark($0) == .comma }),
      !containsFinite(first..<close), close + 1 < end,
      quotation(openingAt: close + 1) != nil || isActor(first + 1..<close),
      containsFinite(close + 1..<end) || quotation(openingAt: close + 1) != nil
    else { return comma }
    return close
  }

  /// The comma before «ce que dément X», which is the article's again; else `end`.
  private func beforeRejoinder(_ range: Range<Int>) -> Int {
    range.first { k in
      mark(k) == .comma && !isQuoted(k) && k > range.lowerBound + 3
        && cues.isThis(words.forms[k + 1]) && role(k + 2).contains(.that)
        && verbIndex(k + 3).map { verbs[$0].form == .finite } ?? false
    } ?? range.upperBound
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
