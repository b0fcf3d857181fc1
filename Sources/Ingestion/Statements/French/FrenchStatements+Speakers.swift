import Languages
import Press

/// Who speaks: the noun phrase, by syntax; then the source it names.
extension FrenchStatements {
  // MARK: Noun phrases

  /// How far a noun phrase has been read: the next word, the end of what belongs to it, and whether its
  /// head was among it.
  private struct PhraseScan {
    var at: Int
    var last: Int
    var hasHead = false

    /// All up to a word belongs to it, its head too.
    func taking(to next: Int) -> PhraseScan { PhraseScan(at: next, last: next, hasHead: true) }
  }

  /// The noun phrase that starts at a word, with what depends on it by «de» and, if asked, its
  /// appositions.
  func nounPhrase(at i: Int, apposition: Bool = false) -> Range<Int>? {
    let end = min(sentences[holding: min(i, words.count - 1)].upperBound, i + 45)
    var scan = PhraseScan(at: i, last: i)
    var steps = 0
    while scan.at < end, steps < 45 {
      steps += 1
      let k = scan.at
      if let m = names.mention(at: k), !names.mentions[m].isAdjective,
        names.mentions[m].whole.lowerBound == k || words[k].isCapital
      {
        scan = scan.taking(to: max(k + 1, names.mentions[m].whole.upperBound))
        continue
      }
      guard
        let next = mark(k) == .none
          ? overWord(scan, from: i) : overMark(scan, from: i, end, apposition: apposition)
      else { break }
      scan = next
    }
    // «une municipale»
    if !scan.hasHead, scan.at == i + 2, isDeterminer(i), features(i + 1).has(.adjective),
      !grammarRole(scan.at).contains(.prep)
    {
      return i..<scan.at
    }
    return scan.hasHead && scan.last > i ? i..<scan.last : nil
  }

  /// Past a mark within a noun phrase; nil where the phrase ends.
  private func overMark(
    _ scan: PhraseScan, from i: Int, _ end: Int, apposition: Bool
  ) -> PhraseScan? {
    let (k, head) = (scan.at, scan.hasHead)
    var next = scan
    next.at = k + 1
    switch mark(k) {
    case .number: return next
    case .openQuote, .straightQuote:
      guard head || isDeterminer(k - 1), let q = quotation(openingAt: k),
        quotations.list[q].inner.count < 7,
        features(k - 1).has(.noun) || isDeterminer(k - 1) || role(k - 1).contains(.of)
      else { return nil }
      return scan.taking(to: quotations.list[q].close + 1)
    case .openBracket:
      // «(ONU)»
      var close = k + 1
      while close < min(k + 8, end), mark(close) != .closeBracket { close += 1 }
      return head && mark(close) == .closeBracket ? scan.taking(to: close + 1) : nil
    case .dash:
      // «le député de Valmont – Les Prés, …»
      let isName =
        head && words[k - 1].isCapital && k + 1 < end && words[k + 1].isCapital
        && (k + 2..<min(k + 6, end)).contains { mark($0) == .comma }
      return isName ? next : nil
    case .comma:
      guard apposition, head, !opensAnother(k, i, scan.last),
        let to = self.apposition(after: k, end)
      else { return nil }
      return scan.taking(to: to)
    default: return nil
    }
  }

  /// True for a comma after which stands somebody else than the phrase before it names.
  private func opensAnother(_ comma: Int, _ first: Int, _ last: Int) -> Bool {
    let next = comma + 1
    // «selon La Vigie, la présidente de l'Eau, Odile Perrin, a dit»: a paper is no president.
    if let m = names.mention(at: last - 1),
      [.organisation, .media].contains(names.sources[names.mentions[m].source].kind),
      names.mentions[m].whole.lowerBound <= first + 1, isDeterminer(next),
      role(next + 1).contains(.person)
    {
      return true
    }
    // «D'après son avocate, les deux hommes …»: one is not several.
    return isDeterminer(first) && isDeterminer(next) && isPlural(features(next))
      && features(first).has(.singular) && !features(first).has(.plural)
  }

  /// Past a word of a noun phrase; nil where the phrase ends before it.
  private func overWord(_ scan: PhraseScan, from i: Int) -> PhraseScan? {
    let (k, head) = (scan.at, scan.hasHead)
    let (t, g) = (features(k), grammarRole(k))
    var next = scan
    next.at = k + 1
    if verbAt[k] >= 0, head || !t.has([.noun, .adjective]), !nominal(k, head) { return nil }
    if isTime(k), head || words[k].shape.contains(.startsSentence) { return nil }
    if role(k).contains(.and) { return head && joins(k) ? next : nil }
    if head, g.contains(.prep) { return opensPart(k) ? next : nil }
    // «l'une d'elles», «un de ses responsables»
    if k == i, isDeterminer(k) {
      let one = features(k).has(.definite) && isOne(k + 1) ? k + 1 : k
      if isOne(one), role(one + 1).contains(.of) { return scan.taking(to: one + 1) }
    }
    if isDeterminer(k) {
      let isLoose =
        head && !role(k - 1).contains(.of) && !grammarRole(k - 1).contains(.prep)
        && !role(k - 1).contains(.and) && !isNameWithArticle(k)
      return isLoose ? nil : next
    }
    if g.contains(.who) || role(k).contains(.sub) || role(k).contains(.that) { return nil }
    if head, role(k).contains(.strong), role(k - 1).contains(.of) { return scan.taking(to: k + 1) }
    if !head, g.contains(.prep) { return nil }
    if t.has(.noun) || words[k].isCapital || words[k].shape.contains(.unknown) {
      let isVerb =
        head && t.has(.finite) && !t.has(.mostlyNoun) && !words[k].isCapital && isFinite(k)
      return isVerb ? nil : scan.taking(to: k + 1)
    }
    if t.has(.adjective) || t.has(.pastParticiple) {
      // «un sondage | publié par la chaîne»
      if head, t.has(.pastParticiple), t.has(.mostlyVerb), !t.has(.mostlyAdjective),
        mark(k + 1) == .number || grammarRole(k + 1).contains(.prep) || isTime(k + 1)
      {
        return nil
      }
      if head { next.last = k + 1 }
      return next
    }
    if t.has(.pronoun), t.has(.demonstrative) || t.has(.indefinite), !head {
      return scan.taking(to: k + 1)
    }
    return isAdverb(k) && (!head || features(k + 1).has(.adjective)) ? next : nil
  }

  /// True for «et» that joins two halves of a noun phrase: «Kiev et ses soutiens».
  private func joins(_ k: Int) -> Bool {
    !isFinite(k + 1) && verbAt[min(k + 1, words.count - 1)] < 0
      && (isDeterminer(k + 1) || names.mention(at: k + 1) != nil
        || features(k + 1).has([.noun, .adjective]))
      && !grammarRole(k + 1).contains(.prep)
  }

  /// True for a preposition after which stands what belongs to the noun before: «de», a place.
  private func opensPart(_ k: Int) -> Bool {
    guard
      role(k).contains(.of)
        || features(k).has(.contracted) && !["au", "aux"].contains(words.key(k))
        || isPlaceLink(k),
      !infinitiveStarts(k + 1), !isTime(k + 1)
    else { return false }
    // «a appris le journal | de source policière»
    if k + 1 < words.count, cues.isSourceNoun(words.forms[k + 1]) { return false }
    if mark(k + 1) == .number { return false }
    // «de son côté»
    return !grammarRole(k + 1).contains(.possessive)
      || words.key(min(k + 2, words.count - 1)) != "côté"
  }

  /// «le journal La Vigie», «le magazine L'Étape»
  private func isNameWithArticle(_ k: Int) -> Bool {
    isProper(k) && !role(k).contains(.of) && k + 1 < words.count && words[k + 1].isCapital
      && features(k - 1).has([.noun, .adjective])
      && names.mention(at: k + 1).map { !names.mentions[$0].isAdjective } ?? false
  }

  /// «un», «une», «certains»
  private func isOne(_ i: Int) -> Bool {
    mark(i) == .none && features(i).has(.indefinite) && features(i).has([.determiner, .pronoun])
      && !features(i).has(.contracted) && !role(i).contains(.of)
  }

  /// A cue form that is a noun here: «la critique», «le juge».
  private func nominal(_ k: Int, _ head: Bool) -> Bool {
    features(k).has([.noun, .adjective]) && (isDeterminer(k - 1) || !features(k).has(.mostlyVerb))
      && !head
  }

  /// «à l'Assemblée nationale», «en Bretagne» after a noun.
  private func isPlaceLink(_ k: Int) -> Bool {
    let key = words.key(k)
    guard key == "à" || key == "au" || key == "aux" || key == "en" || key == "chez" else {
      return false
    }
    // «a dit X au journal Y»: a person by name has no place after.
    if let m = names.mention(at: k - 1),
      names.mentions[m].form == .name || names.mentions[m].form == .short,
      names.sources[names.mentions[m].source].kind == .person
    {
      return false
    }
    var next = k + 1
    // «lance le maire à ses opposants»
    if features(next).has(.possessive) { return false }
    if isDeterminer(next) { next += 1 }
    // «a dit son avocate au quotidien», «au micro de la radio»: to whom, and in what.
    if !role(next).isDisjoint(with: [.medium, .occasion]) { return false }
    guard let m = names.mention(at: next) else {
      return key != "en" && words[min(next, words.count - 1)].isCapital
    }
    return names.sources[names.mentions[m].source].kind != .media
  }

  /// Where an apposition ends whose comma is at `comma`.
  private func apposition(after comma: Int, _ end: Int) -> Int? {
    let next = comma + 1
    guard next < end, mark(next) == .none || mark(next) == .number else { return nil }
    guard isDeterminer(next) || features(next).has(.noun) && !isTime(next) || words[next].isCapital
    else { return nil }
    // «selon le guide, ces deux cols …»: what points at somebody says who nobody else is.
    if isDeterminer(next), features(next).has(.demonstrative) { return nil }
    if features(next).has(.pastParticiple), !words[next].isCapital,
      grammarRole(next + 1).contains(.prep) && !role(next + 1).contains(.of)
        || isDeterminer(next + 1)
    {
      return nil
    }
    if verbAt[next] >= 0 || role(next).contains(.subject) || grammarRole(next).contains(.prep) {
      return nil
    }
    guard let phrase = nounPhrase(at: next) else { return nil }
    let to = phrase.upperBound
    // An office or a name, and no new clause.
    guard
      isActor(phrase) || names.mention(at: phrase.upperBound - 1) != nil
        || words[next].isCapital || !isDeterminer(next)
    else { return nil }
    if to < end, mark(to) == .none, isFinite(to) || features(to).has(.subject) { return nil }
    // «selon X, des voisins de la gare ont vu …»: a clause, whose verb comes later.
    for i in to..<min(to + 25, end) {
      if let q = quotation(openingAt: i),
        quotations.list[q].inner.prefix(3).contains(where: isFinite)
      {
        return nil
      }
      if ![.none, .number, .symbol, .dash].contains(mark(i)) || grammarRole(i).contains(.who)
        || role(i).contains(.relative)
      {
        break
      }
      if isFinite(i) { return nil }
    }
    return to
  }

}
