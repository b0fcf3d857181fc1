import Languages
import Press

/// Who is the subject of a verb of saying.
extension FrenchStatements {
  /// The subject after a verb: «a déclaré hier à l'AFP le ministre».
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
        if features(k).has([.adjective, .pastParticiple]), !isDeterminer(k), mark(k + 1) == .comma {
          k += 2
        }
        continue
      }
      if isAdverb(k) || isTime(k) || mark(k) == .number {
        k += 1
        continue
      }
      // «a posteriori», «a priori»: no verb.
      if words.key(k) == "a",
        ["posteriori", "priori", "minima", "contrario"].contains(words.key(k + 1))
      {
        k += 2
        continue
      }
      if role(k).contains(.subject), !isDeterminer(k), steps < 3 { return k..<k + 1 }
      // «lance l'un», «répondent d'autres»
      if mark(k + 1) == .none, mark(k + 2) != .none || isTime(k + 2), isSomeone(k) {
        return k..<k + 2
      }
      // «rapporte ce dernier»
      if features(k).has(.demonstrative), isDeterminer(k), role(k + 1).contains(.person),
        isTime(k + 1)
      {
        return k..<k + 2
      }
      if isDeterminer(k), isTime(k + 1) || mark(k + 1) == .number && isTime(k + 2) {
        k += 2
        continue
      }
      // «De Valmont»
      let isName = words[k].isCapital && names.mention(at: k) != nil
      if grammarRole(k).contains(.prep), !isPartitive(k), !isName {
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

  /// «l'un», «l'autre», «les autres», «d'autres»: one of those who were named before.
  private func isSomeone(_ k: Int) -> Bool {
    let (first, second) = (words.key(k), words.key(k + 1))
    return ["un", "une"].contains(second) && first == "l'"
      || second == "autre" && ["l'", "un", "une"].contains(first)
      || second == "autres" && ["les", "d'"].contains(first)
  }

  /// «des sources», «de nombreux habitants» as a subject.
  func isPartitive(_ k: Int) -> Bool {
    let key = words.key(k)
    return key == "des" || key == "d'" && words.key(k + 1) == "autres"
      || key == "de" && features(k + 1).has(.adjective) && features(k + 1).has(.plural)
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
      if role(j).contains(.that) { return nil }
      if isDeterminer(j) {
        if head, !grammarRole(j - 1).contains(.prep) { return j }
        j += 1
        continue
      }
      if grammarRole(j).contains(.prep) {
        if head, !role(j).contains(.of), !features(j).has(.contracted) { return j }
        j += 1
        continue
      }
      let t = features(j)
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
    guard var found = phraseEnding(at: j, start, depth) else { return nil }
    if let own = lastConjunct(of: found, verb, first) { found = own }
    if let own = subjectBeforeInfinitive(of: found, verb, first, start) { found = own }
    found = withName(found, start)
    // «Le ministre de l'Intérieur, des Collectivités et de la Ville a affirmé»
    while found.lowerBound - 2 > start, mark(found.lowerBound - 1) == .comma,
      features(found.lowerBound).has(.contracted) || role(found.lowerBound).contains(.of),
      let whole = phraseEnding(at: found.lowerBound - 2, start, depth), isActor(whole)
    { found = whole.lowerBound..<found.upperBound }
    return found.lowerBound..<(apposition ?? found.upperBound)
  }

  /// «Nils Berg, maire d'Oslo a dit», «Nils Berg, l'un des élus, qui a dit»: with the name that an
  /// apposition belongs to.
  private func withName(_ phrase: Range<Int>, _ start: Int) -> Range<Int> {
    let first = phrase.lowerBound
    guard first - 2 >= start, mark(first - 1) == .comma, mark(first) == .none,
      !words[first].isCapital, !isTime(first)
    else { return phrase }
    let name = names.mention(at: first - 2).map { names.mentions[$0] }
    let isNamed = name.map { $0.form == .name && $0.whole.upperBound == first - 1 } ?? false
    if isDeterminer(first) {
      guard isNamed, isActor(phrase), let name,
        name.whole.lowerBound == start || mark(name.whole.lowerBound - 1) != .none
          || role(name.whole.lowerBound - 1).contains(.opener)
          || role(name.whole.lowerBound - 1).contains(.sub)
          || role(name.whole.lowerBound - 1).contains(.that)
      else { return phrase }
      return name.whole.lowerBound..<phrase.upperBound
    }
    guard features(first).has(.noun), !features(first).has([.pronoun, .preposition]),
      mark(first + 1) != .number,
      let whole = phraseEnding(at: first - 2, start, 4), isActor(whole) || isNamed
    else { return phrase }
    return whole.lowerBound..<phrase.upperBound
  }

  /// «les experts chargés de juger son âge estiment»: what an infinitive governs is not the subject of a
  /// verb in another number.
  private func subjectBeforeInfinitive(
    of phrase: Range<Int>, _ verb: Int, _ first: Int, _ start: Int
  ) -> Range<Int>? {
    let before = phrase.lowerBound - 1
    guard before - 2 > start, features(before).has(.infinitive),
      grammarRole(before - 1).contains(.prep),
      let finite = (first...max(first, verb)).first(where: { features($0).has(.finite) }),
      features(finite).has(.plural) != features(finite).has(.singular),
      agreement(of: phrase).isPlural != features(finite).has(.plural),
      let whole = phraseEnding(at: before - 2, start, 4),
      agreement(of: whole).isPlural == features(finite).has(.plural)
    else { return nil }
    return whole.lowerBound..<phrase.upperBound
  }

  /// «la boîte de douze et le groupe espère»: a singular verb has the last one alone as its subject.
  private func lastConjunct(of phrase: Range<Int>, _ verb: Int, _ first: Int) -> Range<Int>? {
    let finite = (first...max(first, verb)).first { features($0).has(.finite) } ?? verb
    guard features(finite).has(.singular), !features(finite).has(.plural),
      let and = phrase.last(where: {
        role($0).contains(.and) && isDeterminer($0 + 1) && names.mention(at: $0) == nil
      }), and > phrase.lowerBound, !features(and + 1).has(.contracted),
      !role(and + 1).contains(.of),
      features(and + 1).has(.singular)
    else { return nil }
    return and + 1..<phrase.upperBound
  }

  /// True for what tells who somebody is, between commas: «ministre de la Santé», «Marc Dufour».
  private func isApposition(_ range: Range<Int>) -> Bool {
    guard let first = range.first, mark(first) == .none, !grammarRole(first).contains(.prep),
      !isTime(first), !isAdverb(first), range.count < 25
    else { return false }
    let t = features(first)
    if t.has([.pastParticiple, .presentParticiple]), !t.has(.noun), !words[first].isCapital {
      return false
    }
    guard words[first].isCapital || t.has(.noun) || t.has(.determiner) && !t.has(.contracted) else {
      return false
    }
    return !hasMainVerb(range)
  }

  /// «Paris nous accuse»: «nous» and «vous» are the objects of a verb in another person.
  private func isObjectClitic(_ j: Int, of verb: Int) -> Bool {
    guard features(j).has(.subject), features(j).has(.object), features(j).has(.plural),
      !features(j).has([.masculine, .feminine]), features(verb).has(.thirdPerson)
    else { return false }
    let form = words.key(verb)
    return !["ons", "ez", "tes"].contains(where: form.hasSuffix)
  }

  /// True for adverbs and times between a subject and its verb; «ce dernier» and «le même» are none.
  func isAside(_ j: Int) -> Bool {
    if isDeterminer(j - 1), !features(j - 1).has(.contracted),
      role(j).contains(.person) || role(j).contains(.skip), isTime(j) || isAdverb(j)
    {
      return false
    }
    // «le Mouvement du 23 Mars»
    if isTime(j), isProper(j), mark(j - 1) == .number, features(j - 2).has(.contracted) {
      return false
    }
    return isAdverb(j) && !role(j).contains(.subject) || isTime(j)
  }

  /// Left of an insertion between commas, if one closes at `j`: «X, ministre de Y, a dit».
  private func commaSkips(_ j: Int, _ start: Int) -> Int? {
    // «Plusieurs élus – dont le maire – ont dit»
    if mark(j) == .dash {
      guard let open = (max(start, j - 30)..<j).last(where: { mark($0) == .dash && !isQuoted($0) }),
        open > start, j - open > 1, !hasMainVerb(open + 1..<j), containsNominal(open - 1, start)
      else { return nil }
      return open - 1
    }
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
          || features(inside).has(.presentParticiple)
        if hasMainVerb(inside..<j), !isRelative { return nil }
        // More commas to the left belong to a list or another insertion.
        var left = k - 1
        if left < start { return nil }
        // «Le 3 mai dernier, la ministre Anna Holm, avait dit»: a day is no subject.
        if let time = times.expression(at: start), time.words.upperBound + 1 >= k { return j - 1 }
        while left > start, isAdverb(left) || isTime(left) { left -= 1 }
        if isQuoteMark(left) || verbAt[left] >= 0 { return nil }
        // «Dimanche, X, ministre, a dit»: what stands left must be nominal.
        if !containsNominal(left, start) { return nil }
        if let again = commaBounded(left, start) {
          // «Le président, qui est venu de Lima, au Pérou, a dit»
          if grammarRole(again).contains(.who), again - 2 > start, mark(again - 1) == .comma {
            return again - 2
          }
          if !isNominalHead(again..<left + 1) { return j - 1 }
        }
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
        isDeterminer($0) && !features($0).has(.contracted) && $0 > range.lowerBound + 2
      }
  }

  private func containsNominal(_ i: Int, _ start: Int) -> Bool {
    features(i).has([.noun, .adjective, .pastParticiple]) || words[i].isCapital
      || words[i].shape.contains(.unknown) || mark(i) == .closeBracket || mark(i) == .closeQuote
      || mark(i) == .straightQuote || mark(i) == .number
  }

  /// The antecedent of «qui» at `j`.
  func antecedent(before j: Int, _ start: Int) -> Range<Int>? {
    var k = j - 1
    if k >= start, mark(k) == .comma { k -= 1 }
    // «à Jan Holm (PS), qui»: not the party.
    if k > start, mark(k) == .closeBracket,
      let open = (max(start, k - 6)..<k).last(where: { mark($0) == .openBracket }), open > start
    {
      k = open - 1
    }
    guard k >= start else { return nil }
    if isQuoteMark(k), quotation(closingAt: k) != nil { return nil }
    guard let found = phraseEnding(at: k, start, 4, relative: true) ?? name(endingAt: k) else {
      return nil
    }
    var phrase = withName(found, start)
    // «la présidente de la Ligue contre la pollution portuaire, qui craint»: what cannot speak belongs to her.
    if isInanimate(phrase), phrase.lowerBound > start, opensComplement(phrase.lowerBound - 1),
      let whole = phraseEnding(at: k, start, 4), isActorByHead(whole)
    {
      phrase = whole
    }
    // «l'indignation de l'avocate, qui dénonce»: hers.
    if isAction(phrase)
      || !features(phrase.lowerBound).has(.indefinite) && !isHeadedBySpeaker(phrase),
      let of = phrase.first(where: { role($0).contains(.of) || features($0).has(.contracted) }),
      of + 1 < phrase.upperBound, isActor(of + 1..<phrase.upperBound)
    {
      return of + 1..<phrase.upperBound
    }
    return phrase
  }

  /// The name of a person that ends with a word: «répond à **Jan Holm**, qui».
  private func name(endingAt k: Int) -> Range<Int>? {
    guard let m = names.mention(at: k), case let it = names.mentions[m], it.form == .name,
      it.words.upperBound == k + 1, names.sources[it.source].kind == .person
    else { return nil }
    return it.words
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
        if verbs[v].form == .finite, !isSubordinate(verbs[v].words.lowerBound, start) {
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
    // «une note qui cite la loi et invite les marins à …»: the note.
    let relative = (start..<j).last { grammarRole($0).contains(.who) && !isQuoted($0) }
    return relative.flatMap { antecedent(before: $0, start) }
  }

  /// True when a finite verb is in a clause that «que», «qui» or the like opens.
  func isSubordinate(_ i: Int, _ start: Int) -> Bool {
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
}
