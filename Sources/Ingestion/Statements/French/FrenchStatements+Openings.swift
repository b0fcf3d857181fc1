import Languages
import Press

/// Where the clause or infinitive begins that a verb of saying governs.
extension FrenchStatements {
  struct Opening {
    var start: Int
    var rule: StatementRule
    var isInfinitive = false
  }

  /// A word after a verb of saying, and what came between them.
  private struct OpeningPlace {
    var at: Int
    var steps = 1
    var hasObject = false
    var hasInfinitive = false
  }

  /// Where the clause starts that a verb governs.
  func opening(of n: Int) -> Opening? {
    let verb = verbs[n]
    let end = unitEnd(verb.core.lowerBound)
    var place = OpeningPlace(at: verb.words.upperBound)
    while place.at < end, place.steps <= 22 {
      if role(place.at).contains(.that), verb.cue.frames.contains(.that) {
        return thatOpening(at: place, verb)
      }
      if let found = questionOpening(at: place, verb, end) ?? infinitiveOpening(at: place, verb)
        ?? selfOpening(at: place, verb, end) ?? quotedOpening(at: place, verb)
      {
        return found
      }
      guard let later = passing(place, n) else { return nil }
      place = later
      place.steps += 1
    }
    return nil
  }

  private func form(of verb: Verb) -> StatementRule.Form {
    switch verb.form {
    case .finite: .finite
    case .infinitive: .infinitive
    case .gerund: .participle
    case .elided: .coordinated
    }
  }

  /// The clause behind «que»; nil where it depends on something else than the verb.
  private func thatOpening(at place: OpeningPlace, _ verb: Verb) -> Opening? {
    let k = place.at
    if place.hasObject || ["quoi", "qui", "où"].contains(words.key(k - 1)) { return nil }
    // «s'assurer que» is to see to it; «ne convient qu'à deux» restricts.
    if verb.isReflexive, !verb.cue.isReflexive, ["assurer", "informer"].contains(verb.cue.lemma) {
      return nil
    }
    if isObject(before: k, of: verb) { return nil }
    if !verb.isNegated, grammarRole(k + 1).contains(.prep),
      verb.words.contains(where: { grammarRole($0).contains(.ne) })
    {
      return nil
    }
    // «protester après que», «se taire tant que»: no clause of the verb's.
    if k > verb.words.upperBound, isConjunctionHead(k - 1) || isCoordinator(k - 1) { return nil }
    // «intervenait pour sauver le peu qu'il restait»: of the noun before it.
    if place.hasInfinitive, mark(k - 1) == .none, features(k - 1).has(.noun) { return nil }
    // «dévoile ce qu'il prépare»; «à ce que» and «de ce que» open clauses.
    if cues.isThis(words.forms[k - 1]),
      role(k - 2).isDisjoint(with: [.of, .to]) || mark(k - 2) != .none
    {
      return nil
    }
    // «il a appris que» hears it; «il a appris à la presse que» says it.
    if verb.cue.lemma == "apprendre",
      !(verb.words.lowerBound..<k).contains(where: {
        role($0).contains(.to) || grammarRole($0).contains(.dative) || features($0).has(.contracted)
      })
    {
      return nil
    }
    return Opening(start: mark(k + 1) == .colon ? k + 2 : k + 1, rule: .that.under(form(of: verb)))
  }

  /// «si», «combien le pont a changé la ville»
  private func questionOpening(at place: OpeningPlace, _ verb: Verb, _ end: Int) -> Opening? {
    let k = place.at
    guard !place.hasObject else { return nil }
    if role(k).contains(.whether), verb.cue.frames.contains(.whether), place.steps <= 6 {
      return Opening(start: k + 1, rule: .whether)
    }
    guard role(k).contains(.asks), verb.cue.frames.contains(.that), place.steps <= 4,
      !verb.isNegated, containsFinite(k + 1..<min(k + 9, end))
    else { return nil }
    return Opening(start: k, rule: .whether)
  }

  /// «de partir», «à partir», «partir», also where marks open with the infinitive.
  private func infinitiveOpening(at place: OpeningPlace, _ verb: Verb) -> Opening? {
    let (k, frames) = (place.at, verb.cue.frames)
    if role(k).contains(.of), frames.contains(.of), !isConjunctionHead(k - 1),
      opensInfinitive(k + 1)
    {
      return Opening(start: k + 1, rule: .ofInfinitive, isInfinitive: true)
    }
    if role(k).contains(.to), frames.contains(.to), opensInfinitive(k + 1) {
      return Opening(start: k + 1, rule: .toInfinitive, isInfinitive: true)
    }
    guard frames.contains(.infinitive), place.steps <= 8, !place.hasObject else { return nil }
    if infinitiveStarts(k), isBareInfinitive(k) {
      return Opening(start: behindAdverbs(k, of: verb), rule: .infinitive, isInfinitive: true)
    }
    guard let q = quotation(openingAt: k), infinitiveStarts(k + 1), !features(k + 1).has(.noun),
      quotations.list[q].inner.count > 1
        || !role(quotations.list[q].close + 1).isDisjoint(with: [.of, .to])
    else { return nil }
    return Opening(start: k, rule: .infinitive, isInfinitive: true)
  }

  /// «dément formellement | avoir menti», «ne nie pas | avoir menti»: past the adverbs and the negation of
  /// the verb of saying; «affirme bien connaître» has one of the infinitive's.
  private func behindAdverbs(_ i: Int, of verb: Verb) -> Int {
    var k = i
    while isAdverb(k), !role(k).contains(.manner),
      verb.isNegated || !grammarRole(k).contains(.not), infinitiveStarts(k + 1)
    { k += 1 }
    return k
  }

  /// «partir», «« partir »», «ne « pas être constructifs »»
  private func opensInfinitive(_ i: Int) -> Bool {
    infinitiveStarts(i) || opensNegated(i)
      || quotation(openingAt: i).map { infinitiveStarts(quotations.list[$0].inner.lowerBound) }
        ?? false
  }

  /// «se dit prêt à négocier», «se dit convaincu que …»
  private func selfOpening(at place: OpeningPlace, _ verb: Verb, _ end: Int) -> Opening? {
    let k = place.at
    guard verb.cue.isReflexive, verb.cue.frames.isSuperset(of: [.predicate, .quote]),
      place.steps <= 3, mark(k) == .none,
      features(k).has([.adjective, .pastParticiple])
        || features(k).has(.noun) && role(k + 1).contains(.of)
        || features(k).has(.noun) && quotation(openingAt: k + 1) != nil,
      !isAdverb(k), !isDeterminer(k), !isTime(k),
      (verb.words.upperBound..<k).allSatisfy({ isAdverb($0) && !isDeterminer($0) })
    else { return nil }
    var after = k + 1
    while after < min(k + 3, end), isAdverb(after) { after += 1 }
    if role(after).contains(.that) {
      return Opening(start: after + 1, rule: .that.under(form(of: verb)))
    }
    return Opening(start: k, rule: .selfPredicate, isInfinitive: true)
  }

  /// «a confirmé au maire « que les renforts » arriveront»
  private func quotedOpening(at place: OpeningPlace, _ verb: Verb) -> Opening? {
    guard quotation(openingAt: place.at) != nil, role(place.at + 1).contains(.that),
      verb.cue.frames.contains(.that), !place.hasObject
    else { return nil }
    return Opening(start: place.at + 2, rule: .that.under(form(of: verb)))
  }

  /// Past a word that may stand between a verb and its clause; nil where no clause of the verb follows.
  private func passing(_ place: OpeningPlace, _ n: Int) -> OpeningPlace? {
    let k = place.at
    var next = place
    if let time = times.expression(at: k) {
      next.at = time.words.upperBound
      return next
    }
    if behindAsFor(k) > k {
      next.at = behindAsFor(k)
      return next
    }
    if verbAt[k] >= 0, verbAt[k] != Int32(n) { return nil }
    switch mark(k) {
    case .none:
      if isFinite(k), verbAt[k] < 0 { return nil }
      if grammarRole(k).contains(.who) || role(k).contains(.sub) && !role(k).contains(.that) {
        return nil
      }
      if features(k).has([.infinitive]), features(k).has(.mostlyVerb) { next.hasInfinitive = true }
      if opensObject(k, verbs[n]) {
        next.hasObject = true
        // Objects come before «de» and «à» only.
        if verbs[n].cue.frames.isDisjoint(with: [.of, .to]) { return nil }
      }
      next.at = k + 1
    case .number, .dash, .symbol, .slash, .openBracket, .closeBracket, .comma: next.at = k + 1
    case .openQuote, .closeQuote, .straightQuote, .singleQuote:
      // «accuse les « islamistes » de …»
      guard let q = quotation(openingAt: k), place.hasObject, quotations.list[q].inner.count < 6
      else { return nil }
      next.at = quotations.list[q].close + 1
    default: return nil
    }
    return next
  }

  /// True for the determiner of the object of a verb.
  private func opensObject(_ k: Int, _ verb: Verb) -> Bool {
    features(k).has(.determiner) && !features(k).has(.contracted)
      && (verb.words.upperBound..<k).allSatisfy({ isAdverb($0) }) && verb.enclitic == nil
      && !isTime(k + 1) && (!isTime(k + 2) || features(k + 1).has(.finite))
      && mark(k + 1) != .number && !takesPerson(verb, k) && !role(k + 1).contains(.of)
  }

  /// «après que», «afin de», «au lieu de»: what comes before «que» and «de» in conjunctions.
  private func isConjunctionHead(_ i: Int) -> Bool {
    guard mark(i) == .none else { return false }
    return [
      "après", "avant", "afin", "pendant", "tandis", "dès", "depuis", "pour", "sans", "alors",
      "lieu", "ainsi", "parce", "tant", "jusqu'à", "moins", "condition", "façon", "manière",
      "sorte", "raison",
      "fin",
    ].contains(words.key(i))
  }

  /// «reconnaître chez eux un parcours qu'ils ont eu»: a relative clause of the object before it.
  private func isObject(before that: Int, of verb: Verb) -> Bool {
    guard mark(that - 1) == .none, features(that - 1).has(.noun), !isTime(that - 1) else {
      return false
    }
    let low = max(verb.words.upperBound, that - 6)
    guard low < that,
      let first = (low..<that).last(where: { isDeterminer($0) && !features($0).has(.contracted) }),
      first > verb.words.upperBound, mark(first - 1) == .none, !isTime(first + 1),
      !(first..<that).contains(where: { mark($0) != .none })
    else { return false }
    return features(first).has(.indefinite) && role(first - 1).isDisjoint(with: [.of, .to])
      && !grammarRole(first - 1).contains(.prep) && !takesPerson(verb, first)
  }

  /// «et», «mais» before «que»: it goes on with a clause of another verb.
  private func isCoordinator(_ i: Int) -> Bool {
    role(i).contains(.and) || role(i).contains(.contrast)
  }

  /// «ne « pas être …»», «ne pas « rester …»»
  private func opensNegated(_ i: Int) -> Bool {
    grammarRole(i).contains(.ne)
      && (quotation(openingAt: i + 1) != nil
        || grammarRole(i + 1).contains(.not) && quotation(openingAt: i + 2) != nil)
  }

  private func isBareInfinitive(_ k: Int) -> Bool {
    guard k > 0, mark(k - 1) == .none || mark(k - 1) == .number || mark(k - 1) == .comma else {
      return false
    }
    return !grammarRole(k - 1).contains(.prep)
  }

  /// Verbs whose object is the one who is told: «prévenir X que».
  private func takesPerson(_ verb: Verb, _ i: Int) -> Bool {
    if verb.cue.class == "warn" { return true }
    if verb.cue.frames.contains(.object) { return false }
    return !verb.cue.frames.contains(.predicate) || nounPhrase(at: i).map { isActor($0) } ?? false
  }
}
