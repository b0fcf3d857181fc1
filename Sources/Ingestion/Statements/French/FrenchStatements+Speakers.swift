import Languages
import Press

/// Who speaks: the noun phrase, by syntax; then the source it names.
extension FrenchStatements {
  // MARK: Noun phrases

  /// The noun phrase that starts at a word, with what depends on it by «de» and, if asked, its
  /// appositions.
  func nounPhrase(at i: Int, apposition: Bool = false) -> Range<Int>? {
    var k = i
    var head = false
    var last = i
    var steps = 0
    let end = min(sentences[holding: min(i, words.count - 1)].upperBound, i + 45)
    loop: while k < end, steps < 45 {
      steps += 1
      if let m = names.mention(at: k), !names.mentions[m].isAdjective,
        names.mentions[m].whole.lowerBound == k || words[k].isCapital
      {
        head = true
        k = max(k + 1, names.mentions[m].whole.upperBound)
        last = k
        continue
      }
      switch mark(k) {
      case .number:
        k += 1
        continue
      case .openQuote, .straightQuote:
        guard head || isDeterminer(k - 1), let q = quotation(openingAt: k),
          quotations.list[q].inner.count < 7,
          features(k - 1).has(.noun) || isDeterminer(k - 1)
            || role(k - 1).contains(.of)
        else { break loop }
        k = quotations.list[q].close + 1
        last = k
        head = true
        continue
      case .openBracket:
        // «(ONU)»
        var close = k + 1
        while close < min(k + 8, end), mark(close) != .closeBracket { close += 1 }
        guard head, mark(close) == .closeBracket else { break loop }
        k = close + 1
        last = k
        continue
      case .dash:
        // «le député de Valmont – Les Prés, …»
        guard head, words[k - 1].isCapital, k + 1 < end, words[k + 1].isCapital,
          (k + 2..<min(k + 6, end)).contains(where: { mark($0) == .comma })
        else { break loop }
        k += 1
        continue
      case .comma:
        // «selon La Vigie, la présidente de l'Eau, Odile Perrin, a dit»: a paper is no president.
        if let m = names.mention(at: last - 1),
          [.organisation, .media].contains(names.sources[names.mentions[m].source].kind),
          names.mentions[m].whole.lowerBound <= i + 1, isDeterminer(k + 1),
          role(k + 2).contains(.person)
        {
          break loop
        }
        // «D'après son avocate, les deux hommes …»: one is not several.
        if isDeterminer(i), isDeterminer(k + 1), features(k + 1).has(.plural),
          !features(k + 1).has(.singular), features(i).has(.singular), !features(i).has(.plural)
        {
          break loop
        }
        guard apposition, head, let to = self.apposition(after: k, end) else { break loop }
        k = to
        last = to
        continue
      case .none: break
      default: break loop
      }
      let t = features(k)
      let g = grammarRole(k)
      if verbAt[k] >= 0, !(head == false && t.has([.noun, .adjective])), !nominal(k, head) {
        break
      }
      if isTime(k), head || words[k].shape.contains(.startsSentence) { break }
      if role(k).contains(.and) {
        // «Kiev et ses soutiens»
        guard head, !isFinite(k + 1), verbAt[min(k + 1, words.count - 1)] < 0,
          isDeterminer(k + 1) || names.mention(at: k + 1) != nil || features(k + 1).has(.noun)
            || features(k + 1).has(.adjective), !grammarRole(k + 1).contains(.prep)
        else { break }
        k += 1
        continue
      }
      if head, g.contains(.prep) {
        guard
          role(k).contains(.of) || t.has(.contracted) && !["au", "aux"].contains(words.key(k))
            || isPlaceLink(k)
        else { break }
        if infinitiveStarts(k + 1) || isTime(k + 1) { break }
        // «a appris le journal | de source policière»
        if k + 1 < words.count, cues.isSourceNoun(words.forms[k + 1]) { break }
        if mark(k + 1) == .number { break }
        // «de son côté»
        if grammarRole(k + 1).contains(.possessive),
          words.key(min(k + 2, words.count - 1)) == "côté"
        {
          break
        }
        k += 1
        continue
      }
      // «l'une d'elles», «un de ses responsables»
      if k == i, isDeterminer(k) {
        let one = features(k).has(.definite) && isOne(k + 1) ? k + 1 : k
        if isOne(one), role(one + 1).contains(.of) {
          head = true
          k = one + 1
          last = k
          continue
        }
      }
      if isDeterminer(k) {
        if head, !role(k - 1).contains(.of), !grammarRole(k - 1).contains(.prep),
          !role(k - 1).contains(.and), !isNameWithArticle(k)
        {
          break
        }
        k += 1
        continue
      }
      if g.contains(.who) || role(k).contains(.sub) || role(k).contains(.that) { break }
      if head, role(k).contains(.strong), role(k - 1).contains(.of) {
        k += 1
        last = k
        continue
      }
      if !head, g.contains(.prep) { return nil }
      if t.has(.noun) || words[k].isCapital || words[k].shape.contains(.unknown) {
        if head, t.has(.finite), !t.has(.mostlyNoun), !words[k].isCapital, isFinite(k) { break }
        head = true
        k += 1
        last = k
        continue
      }
      if t.has(.adjective) || t.has(.pastParticiple) {
        // «un sondage | publié par la chaîne»
        if head, t.has(.pastParticiple), t.has(.mostlyVerb), !t.has(.mostlyAdjective),
          mark(k + 1) == .number || grammarRole(k + 1).contains(.prep) || isTime(k + 1)
        {
          break
        }
        k += 1
        if head { last = k }
        continue
      }
      if t.has(.pronoun), t.has(.demonstrative) || t.has(.indefinite), !head {
        head = true
        k += 1
        last = k
        continue
      }
      if isAdverb(k), !head || features(k + 1).has(.adjective) {
        k += 1
        continue
      }
      break
    }
    // «une municipale»
    if !head, k == i + 2, isDeterminer(i), features(i + 1).has(.adjective) { return i..<k }
    return head && last > i ? i..<last : nil
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
