import Languages
import Press

/// How far what is said «selon X» goes.
extension FrenchStatements {
  enum AccordingExtent {
    case host(Range<Int>)
    /// The quotation of this number as it is.
    case quotation(Int, Statement.Kind, StatementRule)
    case nothing
  }

  /// «selon X» and the sentence that it is in.
  private struct AccordingPlace {
    let found: According
    /// From the start of the sentence, or of what «mais» opens, to the end of the sentence.
    let unit: Range<Int>

    var at: Int { found.words.lowerBound }
    var behind: Int { found.words.upperBound }
    var end: Int { unit.upperBound }
  }

  /// What «selon X» vouches for: what leads is asked first, then what is before it, then both sides.
  func extent(of found: According) -> AccordingExtent {
    let (i, behind, end) = (
      found.words.lowerBound, found.words.upperBound, unitEnd(found.words.lowerBound)
    )
    var start = unitStart(i)
    // «Le verdict tombera lundi, mais la peine est légère, selon X»: what «mais» opens.
    if mark(i - 1) == .comma, mark(behind) != .comma {
      start = contrast(in: start..<i - 1) ?? start
    }
    let place = AccordingPlace(found: found, unit: start..<end)
    if let extent = leading(place) ?? relative(place) ?? opinion(place) { return extent }
    guard found.isSure, !isReadWithVerb(place), let host = hostBefore(place) else {
      return .nothing
    }
    if let extent = attached(place, host) ?? embedded(place, host) ?? between(place, host) {
      return extent
    }
    // Within another clause: «X affirme que, selon Y, …»
    if !containsFinite(host), !host.contains(where: { isQuoteMark($0) }), host.count < 4 {
      return .nothing
    }
    return .host(behindColon(host))
  }

  /// «Selon X, …»
  private func leading(_ place: AccordingPlace) -> AccordingExtent? {
    let (i, behind, end) = (place.at, place.behind, place.end)
    let lead = place.unit.lowerBound..<i
    guard
      isLead(lead) || mark(i - 1) == .semicolon || isDateLead(lead) || isAndLead(i)
        || isAdverbLead(lead, behind)
    else { return nil }
    guard let from = hostStart(behind, end), from < end else { return .nothing }
    return .host(from..<((from..<end).first { mark($0) == .semicolon && !isQuoted($0) } ?? end))
  }

  /// «un homme qui, selon X, tirait au hasard»; «X, pour qui tout va bien»
  private func relative(_ place: AccordingPlace) -> AccordingExtent? {
    let (i, behind, end) = (place.at, place.behind, place.end)
    if mark(i - 1) == .comma, i > 1, grammarRole(i - 2).contains(.who), mark(behind) == .comma,
      behind + 1 < end
    {
      return .host(behind + 1..<relativeEnd(behind + 1, end))
    }
    let isRelative =
      behind > place.found.speaker.upperBound
      && (role(behind - 1).contains(.relative) || grammarRole(behind - 1).contains(.who))
    return isRelative ? .host(behind..<end) : nil
  }

  /// Where a relative clause ends: at the comma after which the clause around it has its subject and
  /// verb.
  private func relativeEnd(_ start: Int, _ end: Int) -> Int {
    var hasVerb = false
    for k in start..<end where !isQuoted(k) {
      if mark(k) == .comma, hasVerb, k + 1 < end, isMainClause(at: k + 1, end) { return k }
      if isFinite(k) { hasVerb = true }
    }
    return end
  }

  /// ««un désastre » pour X», «c'est « un luxe » pour X»: his word for it, at the end.
  private func opinion(_ place: AccordingPlace) -> AccordingExtent? {
    guard !place.found.isSure, let q = quotation(closingAt: place.at - 1), !used[q],
      quotations.list[q].inner.count > 1, place.behind >= place.end || isStop(place.behind),
      !quotations.list[q].inner.contains(where: isFinite)
    else { return nil }
    let isFree = mark(quotations.list[q].open - 1) != .none
    return .quotation(q, isFree ? .direct : .mixed, .opinion)
  }

  /// True for «a-t-on appris de source judiciaire», which is read with its verb.
  private func isReadWithVerb(_ place: AccordingPlace) -> Bool {
    guard cues.isSourceNoun(words.forms[place.found.speaker.lowerBound]) else { return false }
    return (max(0, place.at - 5)..<place.at).contains { role($0).contains(.generic) }
      || isLearnt(before: place.at)
  }

  /// What is before «, selon X» in its sentence, past semicolons and other incises; nil when nothing is.
  private func hostBefore(_ place: AccordingPlace) -> Range<Int>? {
    let (i, start) = (place.at, place.unit.lowerBound)
    var host = start
    for k in stride(from: i - 1, to: start, by: -1) where mark(k) == .semicolon && !isQuoted(k) {
      host = k + 1
      break
    }
    // «« A », a-t-il dit lors d'une visite où cent corps ont été trouvés, selon X»
    if let behind = behindIncise(host..<i) {
      guard containsFinite(behind..<i) else { return nil }
      host = behind
    }
    let stop = mark(i - 1) == .comma || mark(i - 1) == .openBracket ? i - 1 : i
    return stop > host ? host..<stop : nil
  }

  /// A part of what is before it that stands by itself.
  private func attached(_ place: AccordingPlace, _ host: Range<Int>) -> AccordingExtent? {
    let (i, behind, end) = (place.at, place.behind, place.end)
    // «Le projet, « inutile » selon X, sera voté»
    if let q = quotation(closingAt: i - 1), quotations.list[q].open > host.lowerBound,
      mark(quotations.list[q].open - 1) == .comma,
      !containsFinite(host.lowerBound..<quotations.list[q].open)
    {
      return .quotation(q, .mixed, .according)
    }
    // «condamné à deux ans, une peine « trop lourde » selon X», «Le prix, en hausse selon X, inquiète»
    if let segment = segment(before: i, from: host.lowerBound, behind, end) {
      return .host(segment)
    }
    // «un projet qui selon X plaît»
    if grammarRole(i - 1).contains(.who), mark(behind) == .none, behind + 1 < end {
      return .host(behind..<relativeEnd(behind, end))
    }
    // «elle annonce une aide apportée selon X « par le club »»: what the participle opens.
    if features(i - 1).has(.pastParticiple), features(i - 1).has(.mostlyVerb), behind + 1 < end,
      quotation(openingAt: behind) != nil, hasMainVerb(host.lowerBound..<i - 1),
      !isAuxiliary(before: i - 1)
    {
      return .host(i - 1..<end)
    }
    return nil
  }

  /// «selon X» without commas, or after a relative clause.
  private func embedded(_ place: AccordingPlace, _ host: Range<Int>) -> AccordingExtent? {
    let (i, behind, end) = (place.at, place.behind, place.end)
    // «La digue est selon X déjà fissurée», «Il faudra selon X d'ici mai rouvrir»
    if mark(i - 1) == .none || quotation(closingAt: i - 1) != nil, behind + 1 < end,
      mark(behind) == .none || quotation(openingAt: behind) != nil,
      isOpen(before: i, from: host.lowerBound) || goesOnBehind(behind)
    {
      return .host(host.lowerBound..<end)
    }
    // «la mesure, qui plaît à deux habitants sur trois, selon X»: what «qui» opens.
    if mark(i - 1) == .comma,
      let relative = lastRelative(
        host, isOver: mark(behind) == .comma && behind + 1 < end && containsFinite(behind + 1..<end)
      )
    {
      return .host(relative..<host.upperBound)
    }
    // «un champ où 300 marins, selon X, ont dormi»: the relative clause has its verb after.
    if mark(i - 1) == .comma, mark(behind) == .comma, behind + 1 < end,
      let opener = host.last(where: {
        role($0).contains(.relative) && !role($0).contains(.that) && !isQuoted($0)
      }), opener > host.lowerBound, !containsFinite(opener..<host.upperBound),
      hasMainVerb(host.lowerBound..<opener), containsFinite(behind + 1..<end)
    {
      return .host(opener + 1..<end)
    }
    // «des textes qui élargissent selon elle la loi»: to the end of what «qui» opens.
    if mark(i - 1) == .none, mark(behind) == .none, behind + 1 < end, !isFinite(behind),
      role(behind).isDisjoint(with: [.and, .sub]), let opener = openedBy(i, host.lowerBound)
    {
      let close = (behind..<end).first { mark($0) == .comma || mark($0) == .semicolon } ?? end
      return .host(opener + 1..<close)
    }
    return nil
  }

  /// «selon X» in the middle: the whole clause when it is not complete before it.
  private func between(_ place: AccordingPlace, _ host: Range<Int>) -> AccordingExtent? {
    let (i, behind, end) = (place.at, place.behind, place.end)
    guard mark(i - 1) == .comma else { return nil }
    let whole = host.lowerBound..<end
    guard mark(behind) == .comma, behind + 1 < end else {
      return behind < end && mark(behind) == .none && !containsFinite(host)
        && containsFinite(behind..<end) ? .host(whole) : nil
    }
    // «un chantier qui reste, selon elle, « un gouffre »»
    if let q = quotation(openingAt: behind + 1), !used[q], quotations.list[q].inner.count > 1,
      isFinite(i - 2) || grammarRole(i - 2).contains(.prep)
    {
      return .quotation(q, .mixed, .according)
    }
    // «en raison, selon elles, du manque de dialogue»
    if role(behind + 1).contains(.of) || features(behind + 1).has(.contracted) {
      return .host(whole)
    }
    // «Des armes sont, selon eux, saisies», «il semblerait, selon X, que …»
    if isOpen(before: i - 1, from: host.lowerBound) || role(behind + 1).contains(.that)
      || infinitiveStarts(behind + 1)
    {
      return .host(whole)
    }
    let isQuotedClause = quotation(openingAt: behind + 1).map {
      quotations.list[$0].inner.contains(where: isFinite)
    }
    let goesOn = containsFinite(behind + 1..<end) || isQuotedClause == true
    // «selon X, qui l'a vu»: what tells of the source is no part of it.
    return !host.contains(where: isFinite) && !grammarRole(behind + 1).contains(.who) && goesOn
      ? .host(whole) : nil
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
      // «a cessé, mais se déplace»: the same subject.
      var verb = k + 1
      while !grammarRole(verb).isDisjoint(with: [.ne, .reflexive, .clitic, .dative]) { verb += 1 }
      guard mark(k - 1) == .comma, role(k).contains(.contrast), !isQuoted(k), !isFinite(verb),
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
  func beforeRejoinder(_ range: Range<Int>) -> Int {
    range.first { k in
      mark(k) == .comma && !isQuoted(k) && k > range.lowerBound + 3
        && cues.isThis(words.forms[k + 1]) && role(k + 2).contains(.that)
        && verbIndex(k + 3).map { verbs[$0].form == .finite } ?? false
    } ?? range.upperBound
  }
}
