import Languages
import Press

/// Who speaks: the noun phrase, by syntax; then the source it names.
extension StatementReader {
  // MARK: Noun phrases

  /// The noun phrase that starts at a word, with what hangs on it by «de» and, if asked, its
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
          traits(k - 1).has(.noun) || isDeterminer(k - 1)
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
      case .comma:
        guard apposition, head, let to = self.apposition(after: k, end) else { break loop }
        k = to
        last = to
        continue
      case .none: break
      default: break loop
      }
      let t = traits(k)
      let g = grammarRole(k)
      if verbAt[k] >= 0, !(head == false && t.has([.noun, .adjective])), !nominal(k, head) {
        break
      }
      if isTime(k), head || words[k].shape.contains(.startsSentence) { break }
      if role(k).contains(.and) {
        // «Kiev et ses soutiens»
        guard head, !isFinite(k + 1), verbAt[min(k + 1, words.count - 1)] < 0,
          isDeterminer(k + 1) || names.mention(at: k + 1) != nil || traits(k + 1).has(.noun)
            || traits(k + 1).has(.adjective), !grammarRole(k + 1).contains(.prep)
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
        let one = traits(k).has(.definite) && isOne(k + 1) ? k + 1 : k
        if isOne(one), role(one + 1).contains(.of) {
          head = true
          k = one + 1
          last = k
          continue
        }
      }
      if isDeterminer(k) {
        if head, !role(k - 1).contains(.of), !grammarRole(k - 1).contains(.prep),
          !role(k - 1).contains(.and)
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
      if isAdverb(k), !head || traits(k + 1).has(.adjective) {
        k += 1
        continue
      }
      break
    }
    // «une municipale»
    if !head, k == i + 2, isDeterminer(i), traits(i + 1).has(.adjective) { return i..<k }
    return head && last > i ? i..<last : nil
  }

  /// «un», «une», «certains»
  private func isOne(_ i: Int) -> Bool {
    mark(i) == .none && traits(i).has(.indefinite) && traits(i).has([.determiner, .pronoun])
      && !traits(i).has(.contracted) && !role(i).contains(.of)
  }

  /// A cue form that is a noun here: «la critique», «le juge».
  private func nominal(_ k: Int, _ head: Bool) -> Bool {
    traits(k).has([.noun, .adjective]) && (isDeterminer(k - 1) || !traits(k).has(.mostlyVerb))
      && !head
  }

  /// «à l'Assemblée nationale», «en Bretagne» behind a noun.
  private func isPlaceLink(_ k: Int) -> Bool {
    let key = words.key(k)
    guard key == "à" || key == "au" || key == "aux" || key == "en" || key == "chez" else {
      return false
    }
    var next = k + 1
    if isDeterminer(next) { next += 1 }
    guard let m = names.mention(at: next) else {
      return key != "en" && words[min(next, words.count - 1)].isCapital
    }
    return names.sources[names.mentions[m].source].kind != .media
  }

  /// Where an apposition ends whose comma stands at `comma`.
  private func apposition(after comma: Int, _ end: Int) -> Int? {
    let next = comma + 1
    guard next < end, mark(next) == .none || mark(next) == .number else { return nil }
    guard isDeterminer(next) || traits(next).has(.noun) && !isTime(next) || words[next].isCapital
    else { return nil }
    if traits(next).has(.pastParticiple), !words[next].isCapital,
      grammarRole(next + 1).contains(.prep),
      !role(next + 1).contains(.of)
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
    if to < end, mark(to) == .none, isFinite(to) || traits(to).has(.subject) { return nil }
    // «selon X, des voisins de la gare ont vu …»: a clause, whose verb comes later.
    for i in to..<min(to + 25, end) {
      if let q = quotation(openingAt: i),
        quotations.list[q].inner.prefix(3).contains(where: isFinite)
      {
        return nil
      }
      if mark(i) != .none && mark(i) != .number && mark(i) != .dash || grammarRole(i).contains(.who)
        || role(i).contains(.relative)
      {
        break
      }
      if isFinite(i) { return nil }
    }
    return to
  }

  // MARK: Subjects

  /// The subject behind a verb: «a déclaré hier à l'AFP le ministre».
  func invertedSubject(after i: Int) -> Range<Int>? {
    var k = i
    var steps = 0
    while k < words.count, steps < 24, !isStop(k) {
      steps += 1
      if isQuoteMark(k) { return nil }
      if mark(k) == .comma || mark(k) == .openBracket || mark(k) == .closeBracket {
        if steps == 1, mark(k) != .comma { return nil }
        k += 1
        // «a glissé, malicieuse, la ministre»
        if traits(k).has([.adjective, .pastParticiple]), !isDeterminer(k), mark(k + 1) == .comma {
          k += 2
        }
        continue
      }
      if isAdverb(k) || isTime(k) || mark(k) == .number {
        k += 1
        continue
      }
      if role(k).contains(.subject), !isDeterminer(k), steps < 3 { return k..<k + 1 }
      if isDeterminer(k), isTime(k + 1) || mark(k + 1) == .number && isTime(k + 2) {
        k += 2
        continue
      }
      if grammarRole(k).contains(.prep), !isPartitive(k) {
        // «à l'AFP», «dans un communiqué», «de son côté»
        guard let phrase = prepositional(k) else { return nil }
        k = phrase
        continue
      }
      if isFinite(k) || infinitiveStarts(k) || grammarRole(k).contains(.who)
        || role(k).contains(.sub)
        || role(k).contains(.and)
      {
        return nil
      }
      guard let phrase = nounPhrase(at: k, apposition: true) else { return nil }
      return phrase
    }
    return nil
  }

  /// «des sources», «de nombreux habitants» as a subject.
  private func isPartitive(_ k: Int) -> Bool {
    let key = words.key(k)
    return key == "des"
      || key == "de" && traits(k + 1).has(.adjective) && traits(k + 1).has(.plural)
  }

  /// Where a prepositional phrase ends that starts at `k`; a short one, so that a subject is left.
  private func prepositional(_ k: Int) -> Int? {
    var j = k + 1
    var head = false
    var steps = 0
    while j < words.count, steps < 9 {
      steps += 1
      if let m = names.mention(at: j), !names.mentions[m].isAdjective {
        if head, !grammarRole(j - 1).contains(.prep), !isDeterminer(j - 1) { return j }
        head = true
        j = max(j + 1, names.mentions[m].whole.upperBound)
        continue
      }
      if mark(j) == .number {
        head = true
        j += 1
        continue
      }
      guard mark(j) == .none else { return head ? j : nil }
      if isDeterminer(j) {
        if head, !grammarRole(j - 1).contains(.prep) { return j }
        j += 1
        continue
      }
      if grammarRole(j).contains(.prep) {
        if head, !role(j).contains(.of), !traits(j).has(.contracted) { return j }
        j += 1
        continue
      }
      let t = traits(j)
      if isTime(j) { head = true; j += 1; continue }
      if words[j].isCapital, head, !grammarRole(j - 1).contains(.prep), !isDeterminer(j - 1) {
        return j
      }
      if t.has(.noun) || words[j].isCapital || t.has(.pronoun) || words[j].shape.contains(.unknown)
      {
        head = true
        j += 1
        continue
      }
      if t.has(.adjective) || t.has(.pastParticiple) || isAdverb(j) {
        j += 1
        continue
      }
      return head ? j : nil
    }
    return head ? j : nil
  }

  /// The speaker of a cue verb.
  func speaker(of n: Int) -> Range<Int>? {
    let verb = verbs[n]
    if let enclitic = verb.enclitic { return enclitic..<enclitic + 1 }
    switch verb.form {
    case .finite:
      if let found = leftSubject(of: n) { return found }
      if grammarRole(verb.words.lowerBound - 1).contains(.who) { return nearestActor(before: n) }
      return invertedSubject(after: verb.words.upperBound) ?? nearestActor(before: n)
    case .gerund, .infinitive, .elided:
      return controller(of: n)
    }
  }

  private func leftSubject(of n: Int) -> Range<Int>? {
    leftSubject(of: verbs[n].core.lowerBound, at: verbs[n].words.lowerBound)
  }

  /// The nearest one who may speak, left of a verb in its sentence, when syntax tells nothing.
  func nearestActor(before n: Int) -> Range<Int>? {
    let first = verbs[n].words.lowerBound
    let start = unitStart(first)
    var found: Range<Int>?
    var k = start
    while k < first {
      if let m = names.mention(at: k), !names.mentions[m].isAdjective, !isQuoted(k) {
        let mention = names.mentions[m]
        if mention.form != .place, !grammarRole(mention.whole.lowerBound - 1).contains(.prep),
          !(isDeterminer(mention.whole.lowerBound - 1)
            && grammarRole(mention.whole.lowerBound - 2).contains(.prep))
        {
          found = max(start, mention.whole.lowerBound)..<mention.whole.upperBound
        }
        k = max(k + 1, mention.whole.upperBound)
      } else {
        k += 1
      }
    }
    return found
  }

  /// Who controls a participle, gerund or infinitive: the nearest explicit subject before it.
  private func controller(of n: Int) -> Range<Int>? {
    let start = unitStart(verbs[n].core.lowerBound)
    // «X, estimant que …»: a noun phrase right before the comma, at the start of the sentence.
    var k = verbs[n].words.lowerBound - 1
    while k > start {
      if let q = quotations.quotation(at: k), quotations.list[q].open < k {
        k = quotations.list[q].open - 1
        continue
      }
      // «X a dit que Y viendrait, ajoutant que …»: X goes on.
      if let said = drafts.suffix(3).first(where: {
        $0.content.contains(k) && $0.anchor < $0.content.lowerBound && $0.rule.hasPrefix("that")
      }) {
        k = said.content.lowerBound - 1
        continue
      }
      if let v = verbIndex(k) {
        let other = verbs[v]
        if other.form == .finite, !other.isPassive {
          if let found = speaker(of: v), !isGeneric(found) { return found }
        }
        k = other.words.lowerBound - 1
        continue
      }
      if isFinite(k) {
        if let found = leftSubject(of: k, at: k) { return found }
        // «Selon Oxfam, …»
        if let found = invertedSubject(after: k + 1), isActor(found) { return found }
      }
      k -= 1
    }
    let first = role(start).contains(.opener) ? start + 1 : start
    if first < verbs[n].words.lowerBound, let phrase = nounPhrase(at: first), isActor(phrase) {
      return phrase
    }
    // «Estimant que …, la ministre a reçu les élus»
    if verbs[n].form == .gerund, verbs[n].words.lowerBound - start < 3,
      let main = mainClause(after: n)
    {
      return nounPhrase(at: main)
    }
    return nil
  }

  /// Where the main clause starts behind a participle that opens the sentence: at its subject.
  func mainClause(after n: Int) -> Int? {
    let end = unitEnd(verbs[n].core.lowerBound)
    var k = verbs[n].words.upperBound
    var hasVerb = verbs[n].cue.frames.isDisjoint(with: [.that])
    while k < end {
      if let q = quotation(openingAt: k), quotations.list[q].close > k {
        k = quotations.list[q].close + 1
        hasVerb = true
        continue
      }
      if isFinite(k) || infinitiveStarts(k) { hasVerb = true }
      if mark(k) == .comma, hasVerb, k + 1 < end {
        if role(k + 1).contains(.subject) { return k + 1 }
        if let phrase = nounPhrase(at: k + 1), isDeterminer(k + 1) || words[k + 1].isCapital {
          var v = phrase.upperBound
          while v < end, v < phrase.upperBound + 4,
            isAdverb(v) || !grammarRole(v).isDisjoint(with: [.ne, .reflexive, .clitic, .dative])
          { v += 1 }
          if v < end, isFinite(v) || verbIndex(v).map({ verbs[$0].form == .finite }) ?? false {
            return k + 1
          }
        }
      }
      k += 1
    }
    return nil
  }

  /// The subject that stands left of a finite verb whose first clitic is at `first`.
  func leftSubject(of verb: Int, at first: Int, depth: Int = 0) -> Range<Int>? {
    if depth > 4 { return nil }
    let start = unitStart(verb)
    var j = first - 1
    while j >= start, isAside(j) || isObjectClitic(j, of: verb) { j -= 1 }
    var apposition: Int?
    if j >= start, let m = commaSkips(j, start) {
      if let comma = (m + 1..<j).first(where: { mark($0) == .comma }), isApposition(comma + 1..<j) {
        apposition = j
      }
      j = m
    }
    guard j >= start else { return nil }
    if mark(j) == .none, role(j).contains(.subject), !grammarRole(j).contains(.who) {
      return j..<j + 1
    }
    if grammarRole(j).contains(.who) || role(j).contains(.who) {
      return antecedent(before: j, start)
    }
    if role(j).contains(.and) || mark(j) == .comma && j - 1 >= start && role(j + 1).contains(.and) {
      return previousSubject(before: j, start, depth)
    }
    if role(j).contains(.sub) || role(j).contains(.that) || mark(j) == .colon
      || mark(j) == .semicolon || isQuoteMark(j) && quotation(closingAt: j) == nil
    {
      return nil
    }
    guard let found = phraseEnding(at: j, start, depth) else { return nil }
    return found.lowerBound..<(apposition ?? found.upperBound)
  }

  /// True for what tells who somebody is, between commas: «ministre de la Santé», «Marc Dufour».
  private func isApposition(_ range: Range<Int>) -> Bool {
    guard let first = range.first, mark(first) == .none, !grammarRole(first).contains(.prep),
      !isTime(first), !isAdverb(first), range.count < 25
    else { return false }
    let t = traits(first)
    if t.has([.pastParticiple, .presentParticiple]), !t.has(.noun), !words[first].isCapital {
      return false
    }
    guard words[first].isCapital || t.has(.noun) || t.has(.determiner) && !t.has(.contracted) else {
      return false
    }
    return !containsFinite(range)
  }

  /// «Paris nous accuse»: «nous» and «vous» are the objects of a verb in another person.
  private func isObjectClitic(_ j: Int, of verb: Int) -> Bool {
    guard traits(j).has(.subject), traits(j).has(.object), traits(j).has(.plural),
      !traits(j).has([.masculine, .feminine]), traits(verb).has(.thirdPerson)
    else { return false }
    let form = words.key(verb)
    return !["ons", "ez", "tes"].contains(where: form.hasSuffix)
  }

  /// True for adverbs and times between a subject and its verb; «ce dernier» and «le même» are none.
  private func isAside(_ j: Int) -> Bool {
    if isDeterminer(j - 1), !traits(j - 1).has(.contracted),
      role(j).contains(.person) || role(j).contains(.skip), isTime(j) || isAdverb(j)
    {
      return false
    }
    return isAdverb(j) && !role(j).contains(.subject) || isTime(j)
  }

  /// Left of an insertion between commas, if one closes at `j`: «X, ministre de Y, a dit».
  private func commaSkips(_ j: Int, _ start: Int) -> Int? {
    guard mark(j) == .comma else { return nil }
    var k = j - 1
    var steps = 0
    while k > start, steps < 40 {
      steps += 1
      if let q = quotations.quotation(at: k), quotations.list[q].open < k,
        quotations.list[q].open >= start
      {
        k = quotations.list[q].open - 1
        continue
      }
      if mark(k) == .semicolon || mark(k) == .colon { return nil }
      if mark(k) == .comma {
        let inside = k + 1
        let isRelative =
          grammarRole(inside).contains(.who) || role(inside).contains(.relative)
          || traits(inside).has(.presentParticiple)
        if containsFinite(inside..<j), !isRelative { return nil }
        // More commas to the left belong to a list or another insertion.
        var left = k - 1
        if left < start { return nil }
        while left > start, isAdverb(left) || isTime(left) { left -= 1 }
        if isQuoteMark(left) || verbAt[left] >= 0 { return nil }
        // «Dimanche, X, ministre, a dit»: what stands left must be nominal.
        if !containsNominal(left, start) { return nil }
        if let again = commaBounded(left, start), !isNominalHead(again..<left + 1) { return j - 1 }
        return left
      }
      k -= 1
    }
    return nil
  }

  private func commaBounded(_ i: Int, _ start: Int) -> Int? {
    var k = i
    while k > start, mark(k - 1) == .none || mark(k - 1) == .number { k -= 1 }
    return k
  }

  private func isNominalHead(_ range: Range<Int>) -> Bool {
    !grammarRole(range.lowerBound).contains(.prep) || isPartitive(range.lowerBound)
      || range.contains {
        isDeterminer($0) && !traits($0).has(.contracted) && $0 > range.lowerBound + 2
      }
  }

  private func containsNominal(_ i: Int, _ start: Int) -> Bool {
    traits(i).has([.noun, .adjective, .pastParticiple]) || words[i].isCapital
      || words[i].shape.contains(.unknown) || mark(i) == .closeBracket || mark(i) == .closeQuote
      || mark(i) == .straightQuote || mark(i) == .number
  }

  /// The antecedent of «qui» at `j`.
  func antecedent(before j: Int, _ start: Int) -> Range<Int>? {
    var k = j - 1
    if k >= start, mark(k) == .comma { k -= 1 }
    guard k >= start else { return nil }
    if isQuoteMark(k), quotation(closingAt: k) != nil { return nil }
    return phraseEnding(at: k, start, 4, relative: true)
  }

  private func previousSubject(before j: Int, _ start: Int, _ depth: Int) -> Range<Int>? {
    var k = j - 1
    while k >= start {
      if let q = quotations.quotation(at: k), quotations.list[q].open < k,
        quotations.list[q].open >= start
      {
        k = quotations.list[q].open - 1
        continue
      }
      if let v = verbIndex(k) {
        if verbs[v].form == .finite {
          if let enclitic = verbs[v].enclitic { return enclitic..<enclitic + 1 }
          if let found = leftSubject(
            of: verbs[v].core.lowerBound, at: verbs[v].words.lowerBound, depth: depth + 1)
          {
            return found
          }
        }
        k = verbs[v].words.lowerBound - 1
        continue
      }
      if isFinite(k), !isSubordinate(k, start) {
        var first = k
        while first > start,
          !grammarRole(first - 1).isDisjoint(with: [.ne, .reflexive, .clitic, .dative]),
          !role(first - 1).contains(.subject)
        { first -= 1 }
        if let found = leftSubject(of: k, at: first, depth: depth + 1) { return found }
      }
      k -= 1
    }
    return nil
  }

  /// True when a finite verb stands in a clause that «que», «qui» or the like opens.
  private func isSubordinate(_ i: Int, _ start: Int) -> Bool {
    var k = i - 1
    var steps = 0
    while k >= start, steps < 12 {
      if mark(k) == .comma || mark(k) == .semicolon { return false }
      if grammarRole(k).contains(.who) || role(k).contains(.sub) && !role(k).contains(.opener) {
        return true
      }
      if isFinite(k) { return false }
      k -= 1
      steps += 1
    }
    return false
  }

  /// The noun phrase that ends at `j`, back to the edge of its clause.
  private func phraseEnding(
    at j: Int, _ start: Int, _ depth: Int, relative: Bool = false
  ) -> Range<Int>? {
    var a = j
    var k = j
    walk: while k >= start {
      if let m = names.mention(at: k), !names.mentions[m].isAdjective {
        a = max(start, min(k, names.mentions[m].whole.lowerBound))
        k = a - 1
        continue
      }
      switch mark(k) {
      case .none:
        if verbAt[k] >= 0, !(traits(k).has(.noun) && isDeterminer(k - 1)) { break walk }
        if isFinite(k) || role(k).contains(.that) || grammarRole(k).contains(.who)
          || role(k).contains(.sub)
        {
          break walk
        }
        if traits(k).has(.infinitive), traits(k).has(.mostlyVerb), !traits(k).has(.noun) {
          break walk
        }
        if relative, k < j, isDeterminer(k), !traits(k).has(.contracted),
          k == start || !role(k - 1).contains(.of) && !role(k - 1).contains(.and)
        {
          a = k
          break walk
        }
      case .dash:
        if words[k].shape.contains(.afterSpace) { break walk }
      case .number, .symbol: break
      case .closeBracket:
        while k > start, mark(k) != .openBracket { k -= 1 }
      case .closeQuote, .straightQuote, .singleQuote:
        guard let q = quotation(closingAt: k), quotations.list[q].inner.count < 8 else {
          break walk
        }
        k = quotations.list[q].open
      case .comma:
        // «X, Y et Z ont dit»
        break walk
      default: break walk
      }
      a = k
      k -= 1
    }
    // Adverbs, connectors and leading prepositional phrases are no part of it.
    while a < j,
      role(a).contains(.opener) || isAside(a) || mark(a) != .none && mark(a) != .number
    { a += 1 }
    if a < j, isDeterminer(a), isTime(a + 1), isAside(a + 1) {
      a += 2
      while a < j, isTime(a) || mark(a) == .number { a += 1 }
    }
    if grammarRole(a).contains(.prep), !isPartitive(a) {
      var b = a + 1
      var found: Int?
      while b <= j {
        if (isDeterminer(b) && !traits(b).has(.contracted)
          || names.mention(at: b).map { names.mentions[$0].words.lowerBound == b } ?? false),
          !grammarRole(b - 1).contains(.prep), !isDeterminer(b - 1), b > a + 1
        {
          found = b
          break
        }
        b += 1
      }
      guard let found else { return nil }
      a = found
    }
    guard a <= j else { return nil }
    let range = a..<j + 1
    guard
      range.contains(where: {
        traits($0).has([.noun, .pronoun]) && !grammarRole($0).contains(.reflexive)
          || words[$0].isCapital || words[$0].shape.contains(.unknown)
          || role($0).contains(.person)
      })
    else { return nil }
    return range
  }
}
