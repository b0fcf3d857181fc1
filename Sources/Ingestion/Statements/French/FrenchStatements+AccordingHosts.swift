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
        || isAdverbLead(lead, behind) || isPhraseLead(lead, behind)
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
    // «L'agence rapporte que, selon X, deux hommes …»
    if mark(i - 1) == .comma, i > 1, role(i - 2).contains(.that), mark(behind) == .comma,
      behind + 1 < end
    {
      return .host(behind + 1..<end)
    }
    let isRelative =
      behind > place.found.speaker.upperBound
      && (role(behind - 1).contains(.relative) || grammarRole(behind - 1).contains(.who))
    return isRelative ? .host(behind..<relativeEnd(behind, end)) : nil
  }

  /// Where a relative clause ends: at the comma after which the clause around it has its subject and
  /// verb.
  private func relativeEnd(_ start: Int, _ end: Int) -> Int {
    var hasVerb = false
    for k in start..<end where !isQuoted(k) {
      if mark(k) == .comma, hasVerb, k + 1 < end,
        isMainClause(at: k + 1, end) || isFinite(behindClitics(k + 1, end))
      {
        return k
      }
      if isFinite(k) { hasVerb = true }
    }
    return end
  }

  /// Past the clitics and adverbs before a verb.
  func behindClitics(_ i: Int, _ end: Int) -> Int {
    (i..<end).first {
      !isAdverb($0) && grammarRole($0).isDisjoint(with: [.ne, .reflexive, .clitic, .dative])
    } ?? end
  }

  /// ««un désastre » pour X», «c'est « un luxe » pour X»: his word for it, at the end.
  private func opinion(_ place: AccordingPlace) -> AccordingExtent? {
    guard !place.found.isSure, let q = quotation(closingAt: place.at - 1), !used[q],
      quotations.list[q].inner.count > 1
    else { return nil }
    // «« Le bruit est un fléau » pour Nils Berg, chercheur»: a sentence of his.
    if quotations.list[q].inner.contains(where: isFinite) {
      let isSentence =
        isLead(place.unit.lowerBound..<quotations.list[q].open)
        && words[quotations.list[q].inner.lowerBound].isCapital
        && (mark(place.behind) == .comma && incise(at: place.behind + 1) == nil
          || place.behind >= place.end || isStop(place.behind))
      return isSentence ? .quotation(q, .direct, .opinion) : nil
    }
    guard place.behind >= place.end || isStop(place.behind) else { return nil }
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
    // «Le rapport (« accablant », selon X) sera publié»
    if let q = quotation(closingAt: i - 1) ?? quotation(closingAt: i - 2), !used[q],
      mark(quotations.list[q].open - 1) == .openBracket
    {
      return .quotation(q, .direct, .accordingQuote)
    }
    // «Le projet, « inutile » selon X, sera voté»
    if let q = quotation(closingAt: i - 1), quotations.list[q].open > host.lowerBound,
      mark(quotations.list[q].open - 1) == .comma,
      !containsFinite(host.lowerBound..<quotations.list[q].open)
        || !quotations.list[q].inner.contains(where: isFinite) && behind >= end - 1
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
    // «la mesure, qui plaît à deux habitants sur trois, selon X, a coûté cher»: what «qui» opens.
    if mark(i - 1) == .comma,
      let relative = lastRelative(
        host, isOver: mark(behind) == .comma && behind + 1 < end && containsFinite(behind + 1..<end)
      ),
      behind < end && !isStop(behind)
        || grammarRole(relative - 1).contains(.who) && quotation(closingAt: i - 2) != nil
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
      || role(behind + 1).contains(.to) && infinitiveStarts(behind + 2)
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
}
