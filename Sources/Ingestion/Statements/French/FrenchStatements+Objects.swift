import Languages
import Press

/// Objects of verbs of saying in quotation marks: «dénonce une « dérive »».
extension FrenchStatements {
  mutating func readObjects() {
    let epithets = repeatedQuotations()
    for (n, q) in quotations.list.enumerated() where q.depth == 0 && !used[n] && q.inner.count > 0 {
      if q.inner.count <= Self.longestEpithet, epithets.contains(printed(q.inner)) { continue }
      guard let found = governor(of: n) else { continue }
      let verb = verbs[found.verb]
      if verb.isNegated && verb.cue.class != "deny" { continue }
      var end = q.close + 1
      if found.rule == .predicate {
        // «comme « peut-être » polluée»
        while end < unitEnd(q.close), mark(end) == .none, verbAt[end] < 0,
          features(end).has([.adjective, .pastParticiple]), !isFinite(end), !isDeterminer(end),
          !grammarRole(end).contains(.prep)
        { end += 1 }
        // «attristé» par la nouvelle», «un « sommet » de l'absurde»
        if end == q.close + 1, role(end).contains(.of) || words.forms[end] == by,
          !infinitiveStarts(end + 1)
        {
          end = objectEnd(from: end, unitEnd(q.close))
        }
      } else {
        end = objectEnd(from: end, unitEnd(q.close))
        // «son rejet « catégorique » à la | suite de …»
        while end > q.close + 1, mark(end - 1) == .none,
          isDeterminer(end - 1) || grammarRole(end - 1).contains(.prep)
            || role(end - 1).contains(.and)
        { end -= 1 }
      }
      let whole = joined(n, found.verb)
      if whole != n {
        end = quotations.list[whole].close + 1
        if found.rule == .object { end = objectEnd(from: end, unitEnd(q.close)) }
      }
      var who = speaker(of: found.verb)
      if let object = who, object.overlaps(found.start..<end) {
        who = nearestActor(before: found.verb)
      }
      if let who, isGeneric(who) { continue }
      if who == nil, verb.form == .infinitive { continue }
      // «une réforme assurera un « avenir »»: what cannot speak does something else.
      if found.rule == .object, let who,
        ["assurer", "garantir", "offrir", "montrer"].contains(verb.cue.lemma),
        !isActor(who), !features(who.lowerBound).has(.subject),
        !who.contains(where: { role($0).contains(.document) || isProper($0) })
      {
        continue
      }
      let kind: Statement.Kind = .mixed
      add(
        kind, found.start..<end, by: who, cue: cue(verb), rule: found.rule, anchor: q.open)
    }
  }

  private static let longestEpithet = 3

  /// What an article puts in marks time and again is a name of its own for something: the « Anciens ».
  private func repeatedQuotations() -> Set<String> {
    var uses: [String: Int] = [:]
    for q in quotations.list where (1...Self.longestEpithet).contains(q.inner.count) {
      uses[printed(q.inner), default: 0] += 1
    }
    return Set(uses.lazy.filter { $0.value > 2 }.map(\.key))
  }

  private func printed(_ range: Range<Int>) -> String {
    range.map { words.key($0) }.joined(separator: " ")
  }

  /// The last of the quotations that one verb governs with nothing between them but what belongs to
  /// the same object: «pointe les « manques » du plan ainsi que « le retard » du chantier».
  private func joined(_ n: Int, _ verb: Int) -> Int {
    var last = n
    for next in n + 1..<max(n + 1, min(n + 4, quotations.list.count)) {
      let q = quotations.list[next]
      let between = quotations.list[last].close + 1..<q.open
      guard q.depth == 0, !used[next], between.count < 20, between.lowerBound < q.open,
        between.allSatisfy({ mark($0) == .none || mark($0) == .number })
          || mark(between.lowerBound) == .comma
            && listed(behind: between.lowerBound, q.close) == q.open,
        !between.contains(where: { verbAt[$0] >= 0 || isFinite($0) }),
        let found = governor(of: next), found.verb == verb
      else { break }
      last = next
    }
    return last
  }

  /// «jugé « inutile » par le maire», «qualifiée de « coup de force » par l'opposition»
  mutating func readAgents() {
    for (n, q) in quotations.list.enumerated()
    where q.depth == 0 && !used[n] && q.inner.count > 0 && q.inner.count < 16 {
      let next = q.close + 1
      guard next + 1 < words.count, words.forms[next] == by, next + 1 < unitEnd(q.open),
        let speaker = nounPhrase(at: next + 1, apposition: true), isActor(speaker)
      else { continue }
      var k = q.open - 1
      var steps = 0
      while k > 0, steps < 3, mark(k) == .none,
        isAdverb(k) || isPredicateOpener(k) || isDeterminer(k)
      {
        k -= 1
        steps += 1
      }
      guard k >= 0, mark(k) == .none, features(k).has(.pastParticiple) else { continue }
      let lemma = forms.lemma(of: words.forms[k], as: .verb)
      guard
        let cue = cues.verbs[lemma]?.first(where: {
          $0.tail.isEmpty && !$0.isReflexive
            && !$0.frames.isDisjoint(with: [.predicate, .object])
        })
      else { continue }
      add(
        .mixed, q.inner, by: speaker, cue: (k..<k + 1, cue.lemma, cue.class), rule: .agent,
        anchor: k)
    }
  }

  /// The cue that governs a quotation as its object, and where the object starts.
  private func governor(of n: Int) -> (verb: Int, start: Int, rule: StatementRule)? {
    let q = quotations.list[n]
    let low = sentences[holding: q.open].lowerBound
    var k = q.open - 1
    var steps = 0
    var start = q.open
    var rightAway = true
    while k >= low, steps < 14 {
      steps += 1
      if let v = verbIndex(k) { return governance(v, of: q, from: start, isNext: rightAway) }
      switch mark(k) {
      case .none:
        // «la création d'un comité afin de faire « toute la lumière »», «une affaire qui a « brisé sa vie »»
        if let opener = opener(of: k, low) {
          (k, rightAway) = (opener - 1, false)
          continue
        }
        if isFinite(k)
          || features(k).has(.infinitive) && features(k).has(.mostlyVerb) && !isProper(k)
        {
          return nil
        }
        if role(k).contains(.sub), !role(k).contains(.opener), words.key(k) != "comme" {
          return nil
        }
        if rightAway, isDeterminer(k) || features(k).has(.adjective) {
          start = k
        } else {
          rightAway = false
        }
      case .number, .symbol: rightAway = false
      case .comma: rightAway = false
      case .closeQuote, .straightQuote:
        // «une « A » et une « B »»
        guard let other = quotation(closingAt: k) else { return nil }
        rightAway = false
        k = quotations.list[other].open
      default: return nil
      }
      k -= 1
    }
    return nil
  }

  /// How the cue verb `v` governs the quotation after it, whose object may begin at `start`; `isNext`
  /// when nothing that opens a phrase of its own is between them.
  private func governance(
    _ v: Int, of q: Quotations.Quotation, from start: Int, isNext: Bool
  ) -> (verb: Int, start: Int, rule: StatementRule)? {
    let verb = verbs[v]
    guard mayGovern(v, q) else { return nil }
    if verb.cue.frames.contains(.predicate),
      isNext || isPredicateOpener(start - 1)
        || start == q.open && q.inner.count < 6
          && (verb.cue.frames.contains(.infinitive)
            || verb.cue.frames.contains(.that) && !verb.cue.frames.contains(.object))
    {
      return (v, start, .predicate)
    }
    guard verb.cue.frames.contains(.object) else { return nil }
    var first = verb.words.upperBound
    while first < q.open, isAdverb(first) || mark(first) == .comma { first += 1 }
    let object = objectStart(of: q, after: first, verb.cue)
    guard !isName(q, after: first, object, verb.cue) else { return nil }
    // «désigne chacun par des surnoms « affectueux »»
    if object > first, object < q.open,
      ["par", "dans", "avec", "sous", "lors"].contains(words.key(object - 1))
    {
      // «voit dans le projet « un piège »»
      return verb.cue.frames.contains(.predicate) && words.key(object - 1) == "dans"
        ? (v, q.open, .object) : nil
    }
    return (v, object, .object)
  }

  private func mayGovern(_ v: Int, _ q: Quotations.Quotation) -> Bool {
    let verb = verbs[v]
    // «des faits appelés « délits »»: nobody is named who calls them so.
    if verb.isPassive || verb.enclitic != nil { return false }
    // It is the cue of an incise already: «« A », dit X, du bateau « Milou »».
    if drafts(near: verb.core).contains(where: {
      ($0.rule == .incise || $0.rule == .hostIncise) && $0.cue?.words == verb.core
        && $0.content.upperBound <= verb.core.lowerBound
    }) {
      return false
    }
    // «invite les « Anciens » à revenir»: what it governs comes after.
    if drafts(near: verb.core).contains(where: {
      ($0.rule == .toInfinitive || $0.rule == .ofInfinitive) && $0.cue?.words == verb.core
        && $0.content.lowerBound > q.close
    }) {
      return false
    }
    guard !verb.cue.frames.isDisjoint(with: [.object, .predicate]) else { return false }
    // «comme l'a confirmé « Milou » lui-même»: it has its object.
    if verb.words.contains(where: { words.key($0) == "l'" }),
      words.key(verb.words.lowerBound - 1) == "comme"
    {
      return false
    }
    // «s'appelle», «se fait appeler», «dit « Milou »»: names. «s'exprime devant « le Cercle »» has no object.
    return
      !(verb.isReflexive && !verb.cue.isReflexive
      && !(verb.words.upperBound..<q.open).contains { words.key($0) == "comme" }
      || isNaming(v, q.inner))
  }

  /// Where the object begins that ends in the quotation: at its determiner; what says when or to whom
  /// comes before it.
  private func objectStart(of q: Quotations.Quotation, after first: Int, _ cue: CueLexicon.Cue)
    -> Int
  {
    // «accuse la ville de « laisser-aller »»
    if cue.class == "accuse" || cue.lemma == "assurer", q.open - 1 > first,
      role(q.open - 1).contains(.of)
    {
      return q.open
    }
    if first < q.open, isDeterminer(first), !features(first).has(.contracted),
      !isTime(first + 1), mark(first + 1) != .number,
      !(first..<q.open).contains(where: { startsAside($0) })
    {
      return first
    }
    if q.open == first { return q.open }
    // «a exprimé dans la soirée « la peine de tous »»: what comes before is complete.
    if startsAside(first), isDeterminer(q.inner.lowerBound), features(q.open - 1).has(.noun),
      !words[q.inner.lowerBound].isCapital
    {
      return q.open
    }
    var object = q.open
    for d in (first..<q.open).reversed() {
      if mark(d) == .comma || startsAside(d) { break }
      guard features(d).has(.determiner),
        !features(d).has(.contracted) || d == first || forms.text(of: words.forms[d]) == "des"
      else { continue }
      object = d
      // «évoque dans un communiqué | une « dérive »»
      if d > first, mark(d - 1) == .none, !grammarRole(d - 1).contains(.prep),
        !features(d - 1).has([.contracted, .determiner]), !role(d - 1).contains(.and)
      {
        break
      }
    }
    return object
  }

  /// True for a title or a name in marks: «lance l'opération « Nuit claire »», «annonce la sortie de
  /// « Milou »».
  private func isName(
    _ q: Quotations.Quotation, after first: Int, _ object: Int, _ cue: CueLexicon.Cue
  ) -> Bool {
    if q.open > first, role(q.open - 1).contains(.named), q.inner.count < 9 { return true }
    // «ont lancé « Dès demain »»
    if q.open == first, q.inner.count < 4, words[q.inner.lowerBound].isCapital,
      cue.lemma == "lancer"
    {
      return true
    }
    return object < q.open && words[q.open + 1].isCapital
      && (names.mention(at: q.open + 1) == nil || q.inner.count < 5) && q.inner.count < 8
  }

  /// What opens the short clause whose verb at `k` comes before a quotation: «qui», «afin de», «pour».
  private func opener(of k: Int, _ low: Int) -> Int? {
    if features(k).has(.infinitive), features(k).has(.mostlyVerb), !isProper(k) {
      let before = k - 1
      if role(before).contains(.of), words.key(before - 1) == "afin" { return before - 1 }
      return words.key(before) == "pour" && before > low ? before : nil
    }
    guard isFinite(k) || isParticiple(k) else { return nil }
    for i in stride(from: k - 1, to: max(low, k - 4), by: -1) {
      guard mark(i) == .none else { return nil }
      if grammarRole(i).contains(.who) { return i }
    }
    return nil
  }

  private func isParticiple(_ k: Int) -> Bool {
    features(k).has(.pastParticiple) && features(k).has(.mostlyVerb)
  }

  private func isNaming(_ v: Int, _ inner: Range<Int>) -> Bool {
    let verb = verbs[v]
    // «le plan dit « Grand froid »», «l'accord dit « des deux rives »»
    if verb.cue.lemma == "dire", inner.count < 6, verb.words.upperBound == inner.lowerBound - 1,
      verb.words.count == 1, !containsFinite(inner), !inner.contains(where: { isFinite($0) }),
      words[inner.lowerBound].isCapital || role(inner.lowerBound).contains(.of)
        || features(inner.lowerBound).has(.contracted)
        || inner.upperBound + 1 < words.count && isFinite(inner.upperBound + 1)
    {
      return true
    }
    if verb.form == .elided && inner.count < 3 && verb.cue.frames.contains(.predicate) {
      return true
    }
    if verb.cue.frames.contains(.predicate), verb.form == .infinitive,
      grammarRole(verb.words.lowerBound).contains(.reflexive)
        || grammarRole(verb.words.lowerBound - 2).contains(.reflexive)
    {
      return true
    }
    return inner.count == 1 && words[inner.lowerBound].isCapital
  }

  /// A preposition that starts another phrase than the object: «par», «pour», «dans».
  private func startsAside(_ i: Int) -> Bool {
    mark(i) == .none && grammarRole(i).contains(.prep) && !objectLinks.contains(words.forms[i])
      && !role(i).contains(.of) && !features(i).has(.contracted) && mark(i - 1) != .comma
      && words.key(i) != "en" && words.key(i) != "sur"
  }

  private func isPredicateOpener(_ i: Int) -> Bool {
    role(i).contains(.of) || i >= 0 && mark(i) == .none && words.key(i) == "comme"
  }

  /// The opening mark of the quotation that goes on with a list after the comma at `comma`.
  private func listed(behind comma: Int, _ end: Int) -> Int? {
    for k in comma + 1..<max(comma + 1, min(comma + 4, end)) {
      if let q = quotation(openingAt: k) {
        return isFinite(quotations.list[q].inner.lowerBound) ? nil : k
      }
      guard role(k).contains(.of) || role(k).contains(.and) || isDeterminer(k) else { return nil }
    }
    return nil
  }

  /// Where an object ends whose quotation closed before `i`.
  private func objectEnd(from i: Int, _ end: Int) -> Int {
    var k = i
    while k < end {
      if let q = quotation(openingAt: k) {
        k = quotations.list[q].close + 1
        continue
      }
      // «réclame « A », « B » et « C »», «critique « A », de « B »»
      if mark(k) == .comma, quotation(closingAt: k - 1) != nil, let next = listed(behind: k, end) {
        k = next
        continue
      }
      // «des agents, qui ont agi dans un « véhicule inadapté »»
      if mark(k) == .comma, grammarRole(k + 1).contains(.who),
        let open = (k + 2..<min(k + 14, end)).first(where: { mark($0) == .comma || isQuoteMark($0) }
        ),
        let q = quotation(openingAt: open),
        quotations.list[q].close + 1 >= end || isStop(quotations.list[q].close + 1)
      {
        k = quotations.list[q].close + 1
        continue
      }
      guard mark(k) == .none || mark(k) == .number else { return k }
      if let stop = relativeEnd(k, from: i, end) { return stop }
      guard let next = withinObject(k, end) else { return k }
      k = next
    }
    return k
  }

  /// Where the relative clause of an object ends that opens at `k`; nil where none does.
  private func relativeEnd(_ k: Int, from i: Int, _ end: Int) -> Int? {
    // «« les pressions » dont elle a fait l'objet»
    var first = k + 1
    if k > i {
      // «« des efforts » contre le bruit qui doivent cesser»
      guard grammarRole(k).contains(.who), quotation(openingAt: k + 1) == nil else { return nil }
      // «qui, lui, tient bon»
      if mark(k + 1) == .comma, mark(k + 3) == .comma { first = k + 4 }
    } else if !role(k).contains(.relative) || role(k).contains(.that) || k + 2 >= end {
      return nil
    }
    return (first..<max(first, end)).first { mark($0) != .none && mark($0) != .number } ?? end
  }

  /// After a word that still belongs to an object; nil where it ends.
  private func withinObject(_ k: Int, _ end: Int) -> Int? {
    if grammarRole(k).contains(.who), quotation(openingAt: k + 1) != nil { return k + 1 }
    // «les « progrès » obtenus par son équipe», «les « manques » ainsi que le retard»
    if words.forms[k] == by, features(k - 1).has(.pastParticiple) { return k + 1 }
    if words.key(k) == "ainsi", role(k + 1).contains(.that) { return k + 2 }
    if verbAt[k] >= 0 || isFinite(k) || grammarRole(k).contains(.who) || role(k).contains(.sub) {
      return nil
    }
    if role(k).contains(.and) {
      // Goes on when no verb follows soon.
      let isOver =
        verbFollows(k + 1, within: 3) || features(k + 1).has(.subject) || isParticiple(k + 1)
      return isOver ? nil : k + 1
    }
    if isTime(k) || isDeterminer(k) && isTime(k + 1) { return nil }
    if grammarRole(k).contains(.prep), !objectLinks.contains(words.forms[k]),
      !belongsToObject(k, end)
    {
      return nil
    }
    let opensClause =
      features(k).has(.presentParticiple) && features(k).has(.mostlyVerb)
      && !["concernant", "visant", "touchant", "impliquant", "portant", "liant"]
        .contains(words.key(k))
    return opensClause ? nil : k + 1
  }

  /// «une « minorité » d'élus dans cette affaire»: no place or time in which it is said.
  private func belongsToObject(_ i: Int, _ end: Int) -> Bool {
    guard ["dans", "avec", "parmi", "chez", "face"].contains(words.key(i)) else { return false }
    let stop = (i..<end).first { mark($0) != .none && mark($0) != .number } ?? end
    return stop - i < 14
      && !(i..<stop).contains {
        isTime($0) || !role($0).isDisjoint(with: [.medium, .occasion, .document])
      }
  }

  private var objectLinks: Set<Int32> { cues.links }
}
