import Languages
import Press

/// Whom a description takes up: «le ministre», «la même source».
extension FrenchStatements {
  /// How many words may lie between a description and the name that it takes up.
  private static let reach = 3_000

  /// Whom «le ministre», «l'ONG», «le quotidien», «la même source» take up.
  func coreferent(ofDescription range: Range<Int>, _ spoken: [Spoken]) -> Reference? {
    let first = range.lowerBound
    let isDetermined =
      isDeterminer(first)
      && (features(first).has([.definite, .demonstrative]) || role(first).contains(.ours))
      || role(first).contains(.skip)
    guard isDetermined, !isNamed(range) else { return nil }
    // «la même source», «cette source»
    if range.contains(where: { role($0).contains(.skip) })
      || features(first).has(.demonstrative) && range.count == 2, let last = spoken.last,
      range.contains(where: { cues.isSourceNoun(words.forms[$0]) })
    {
      return Reference(last)
    }
    guard let head = headNoun(of: range) else { return nil }
    let form = words.forms[head]
    if let found = calledBefore(range, form, spoken) ?? holder(of: range, form) { return found }
    if let source = introduced(as: form, before: first) ?? laterNamed(range, form)
      ?? namedJustBefore(range, head)
    {
      return .source(source)
    }
    let noun = role(head)
    if noun.contains(.document) {
      // «le texte» after «un rapport de l'inspection»
      return spoken.last {
        $0.source == nil && $0.phrase.count > range.count
          && $0.phrase.contains { role($0).contains(.document) }
      }.map { Reference($0) }
    }
    if noun.contains(.governs), let one = onlyPersonWithoutOffice(range) { return .source(one) }
    guard range.count <= 3, !noun.contains(.institution),
      !range.contains(where: { grammarRole($0).contains(.prep) || features($0).has(.contracted) })
    else { return nil }
    return noun.contains(.body) ? body(noun, spoken) : somebody(range, head, spoken)
  }

  /// One who spoke before and was called so then.
  private func calledBefore(_ range: Range<Int>, _ form: Int32, _ spoken: [Spoken]) -> Reference? {
    guard range.count <= 9 else { return nil }
    for one in spoken.reversed()
    where one.phrase.count > 1 && one.phrase != range
      && headNoun(of: one.phrase).map({ words.forms[$0] == form }) ?? false
      && agrees(range, one.phrase)
    {
      if let source = one.source {
        if names.sources[source].kind == .person || range.count <= 3 { return .source(source) }
      } else if one.phrase.count > range.count {
        return .phrase(one.phrase)
      }
    }
    return nil
  }

  /// Who was said to hold an office, or stands behind its noun: «l'ONG Oxfam … l'ONG».
  private func holder(of range: Range<Int>, _ form: Int32) -> Reference? {
    let first = range.lowerBound
    for mention in names.mentions[names.mentions(in: first - Self.reach..<first)].reversed()
    where mention.form != .office && !mention.isAdjective {
      if let office = mention.role, office.contains(where: { words.forms[$0] == form }),
        agrees(range, office)
      {
        return .source(mention.source)
      }
      // «l'ONG Oxfam … l'ONG»
      let before = mention.words.lowerBound - 1
      if before >= 0, words.forms[before] == form, range.count <= 3 {
        return .source(mention.source)
      }
    }
    for office in names.offices.suffix(400).reversed()
    where office.words.upperBound <= first && words.forms[office.trigger.lowerBound] == form
      && agrees(range, office.words)
    {
      if let holder = office.holders.first { return .source(names.mentions[holder].source) }
    }
    return nil
  }

  /// The body that «l'ONG», «le quotidien» take up.
  private func body(_ noun: CueLexicon.Role, _ spoken: [Spoken]) -> Reference? {
    func fits(_ source: Int) -> Bool {
      isNamedBody(source) && (!noun.contains(.firm) || names.mayBeFirm(source))
        && (names.sources[source].kind == .media) == noun.contains(.medium)
    }
    let last = spoken.last {
      $0.source.map(fits) ?? false
        || noun.contains(.medium) && $0.phrase.contains { role($0).contains(.medium) }
    }
    if let last { return Reference(last) }
    return mainBody(where: fits).map { .source($0) }
  }

  /// The person whom a noun takes up: «l'universitaire», «la Bretonne».
  private func somebody(_ range: Range<Int>, _ head: Int, _ spoken: [Spoken]) -> Reference? {
    let (first, noun) = (range.lowerBound, role(head))
    // One who speaks and is no body is a person: «l'universitaire»; «l'autopsie» is nobody.
    let (gender, plural) = agreement(of: range)
    guard !plural, noun.contains(.person) || names.mention(at: head) == nil && mayBePerson(head)
    else { return nil }
    if noun.contains(.defendant) { return mainPerson(before: first, gender).map { .source($0) } }
    if isOffice(head) {
      // «le Président», when there is nobody else.
      guard isProper(head) else { return nil }
      let persons = Set(
        names.mentions.prefix(2_000).filter {
          isPerson($0) && matches($0.source, gender: gender, plural: plural)
        }.map(\.source))
      return persons.count == 1 ? persons.first.map { .source($0) } : nil
    }
    for one in spoken.reversed() {
      if let source = one.source {
        guard names.sources[source].kind == .person,
          matches(source, gender: gender, plural: plural)
        else { continue }
        return .source(source)
      }
      // «Un policier a dit … Le spécialiste …»: somebody without a name goes before one long ago.
      if one.phrase.count > 1, agreement(of: one.phrase) == (gender, plural),
        let head = headNoun(of: one.phrase), role(head).contains(.person) || mayBePerson(head),
        role(head).isDisjoint(with: [.body, .document, .institution, .thing])
      {
        return .phrase(one.phrase)
      }
    }
    let near = names.mentions(
      in: sentences.list[recentSentence(4, before: first)].lowerBound..<first)
    return names.mentions[near].last {
      $0.words.upperBound <= first && isPerson($0)
        && matches($0.source, gender: gender, plural: plural)
    }.map { .source($0.source) }
  }

  /// True for a noun that may be somebody by its ending: «l'octogénaire», «le skieur», «la Bretonne».
  private func mayBePerson(_ head: Int) -> Bool {
    if words[head].isCapital { return true }
    let printed = words.key(head)
    let key = printed.hasSuffix("s") && printed.count > 4 ? String(printed.dropLast()) : printed
    return [
      "eur", "euse", "rice", "ien", "ienne", "iste", "aire", "aute", "logue", "graphe", "ant",
      "ante", "ier", "ière", "ais", "aise", "ois", "oise", "ain", "aine", "ate", "ée", "é", "on",
      "onne", "ard", "arde", "âtre", "aque",
    ].contains(where: key.hasSuffix)
  }

  /// False for a phrase whose head is neither a person nor a body nor a text: «le récit du maire».
  func isHeadedBySpeaker(_ phrase: Range<Int>) -> Bool {
    guard
      let head = phrase.first(where: {
        mark($0) == .none && !isDeterminer($0) && (features($0).has(.noun) || words[$0].isCapital)
      })
    else { return true }
    return words[head].isCapital || mayBePerson(head)
      || !role(head).isDisjoint(with: [.person, .body, .document, .institution, .source, .medium])
      || names.mention(at: head).map { !names.mentions[$0].isAdjective } ?? false
  }

  /// True for a noun phrase whose head names one who may think: «les élus», not «la guerre en Ukraine».
  func isActorByHead(_ phrase: Range<Int>) -> Bool {
    guard isActor(phrase), !isInanimate(phrase) else { return false }
    guard
      let head = phrase.first(where: {
        features($0).has(.noun) && !isDeterminer($0) || words[$0].isCapital && !isDeterminer($0)
      })
    else { return role(phrase.lowerBound).contains(.strong) }
    return !role(head).isDisjoint(with: [.person, .body]) || mayBePerson(head)
      || names.mention(at: head).map {
        !names.mentions[$0].isAdjective && names.mentions[$0].form != .place
      } ?? false
  }

  /// Who «le ministre de l'Intérieur» is where nobody is said to be: the one person who is named more than
  /// once in full or in part and of whom no office is known.
  private func onlyPersonWithoutOffice(_ range: Range<Int>) -> Int? {
    let (gender, plural) = agreement(of: range)
    guard !plural else { return nil }
    var uses: [Int: Int] = [:]
    var holders: Set<Int> = []
    for mention in names.mentions.prefix(2_000) where names.sources[mention.source].kind == .person
    {
      if mention.role != nil || mention.form == .office { holders.insert(mention.source) }
      if isPerson(mention), matches(mention.source, gender: gender, plural: false) {
        uses[mention.source, default: 0] += 1
      }
    }
    let free = uses.keys.filter { !holders.contains($0) && names.isCorroborated($0) }
    return free.count == 1 && uses[free[0], default: 0] > 1 ? free[0] : nil
  }

  /// The person named most so far who holds no office: whom a court speaks of.
  private func mainPerson(before first: Int, _ gender: Gender?) -> Int? {
    var counts: [Int: Int] = [:]
    var holders: Set<Int> = []
    for mention in names.mentions[names.mentions(in: first - Self.reach..<first)]
    where mention.form != .place && mention.form != .office && !mention.isAdjective
      && names.sources[mention.source].kind == .person
    {
      counts[mention.source, default: 0] += 1
      if let office = mention.role, !office.contains(where: { role($0).contains(.defendant) }) {
        holders.insert(mention.source)
      }
    }
    let fitting = counts.filter {
      !holders.contains($0.key) && matches($0.key, gender: gender, plural: false)
    }
    return fitting.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The person whom the same noun introduced: «Un policier, Nils Berg, …».
  private func introduced(as form: Int32, before first: Int) -> Int? {
    for k in stride(from: first - 3, through: max(0, first - 600), by: -1)
    where words.forms[k] == form {
      guard mark(k + 1) == .comma || mark(k + 1) == .none, k > 0, isDeterminer(k - 1) else {
        continue
      }
      let name = mark(k + 1) == .comma ? k + 2 : k + 1
      guard let m = names.mention(at: name), names.mentions[m].words.lowerBound == name,
        names.mentions[m].form != .place, names.sources[names.mentions[m].source].kind == .person
      else { continue }
      return names.mentions[m].source
    }
    return nil
  }

  /// The first noun of a noun phrase, or what stands for one: «la responsable».
  func headNoun(of range: Range<Int>) -> Int? {
    range.first {
      !role($0).isDisjoint(with: [.person, .body, .document, .institution])
        || features($0).has(.noun) && !features($0).has(.determiner) && !role($0).contains(.skip)
    }
  }

  /// True for an office that not everybody holds: «le procureur» is nobody who was named otherwise.
  private func isOffice(_ i: Int) -> Bool {
    guard !role(i).contains(.anyone),
      let found = gazetteer.officePhrases.longest(in: words.forms, from: i)
    else { return false }
    return !gazetteer.offices[Int(found.value)].isWeak
  }

  /// True for a body that has a name of its own somewhere in the text.
  private func isNamedBody(_ source: Int) -> Bool { bodies[source] > 0 }

  /// The body of which the text speaks most.
  private func mainBody(where fits: (Int) -> Bool) -> Int? {
    bodies.indices.filter(fits).max { (bodies[$0], $1) < (bodies[$1], $0) }
  }

  /// Of each source how often it is mentioned, if it is a body with a name of its own; else 0.
  func countedBodies() -> [Int] {
    var counts = [Int](repeating: 0, count: names.sources.count)
    var isNamed = [Bool](repeating: false, count: names.sources.count)
    for mention in names.mentions where !mention.isAdjective {
      let kind = names.sources[mention.source].kind
      guard kind == .organisation || kind == .media else { continue }
      counts[mention.source] += 1
      if ![.group, .office, .place, .metonym].contains(mention.form) {
        isNamed[mention.source] = true
      }
    }
    for source in counts.indices where !isNamed[source] { counts[source] = 0 }
    return counts
  }

  /// The one person of this sentence and the one before, when nothing has said yet what that person
  /// does: «C'est le vœu de Jean Aubrac. Le président du club a proposé …».
  private func namedJustBefore(_ range: Range<Int>, _ head: Int) -> Int? {
    let (gender, plural) = agreement(of: range)
    // «le procureur» alone may be somebody else.
    guard !plural, isOffice(head) || role(head).contains(.person), !role(head).contains(.body),
      !role(head).contains(.anyone),
      range.contains(where: { grammarRole($0).contains(.prep) || features($0).has(.contracted) })
    else { return nil }
    let number = sentences.number(of: range.lowerBound)
    let from = sentences.list[max(0, number - 1)].lowerBound
    var found: Int?
    for mention in names.mentions[names.mentions(in: from..<range.lowerBound)]
    where mention.words.upperBound <= range.lowerBound {
      guard names.sources[mention.source].kind == .person, mention.form != .place,
        !mention.isAdjective
      else { continue }
      if found != nil, found != mention.source { return nil }
      guard isPerson(mention) || names.genders[mention.source].gender != .either else { return nil }
      found = mention.source
    }
    guard let found, matches(found, gender: gender, plural: false),
      !names.mentions[names.mentions(in: from - Self.reach..<range.lowerBound)].contains(where: {
        $0.source == found && $0.role != nil
      })
    else { return nil }
    return found
  }

  /// The person who is named with the same office further on.
  private func laterNamed(_ range: Range<Int>, _ form: Int32) -> Int? {
    let behind = names.mentions(in: range.upperBound..<range.upperBound + 300)
    return names.mentions[behind].first { mention in
      guard mention.form != .office, !mention.isAdjective, let office = mention.role,
        !office.overlaps(range)
      else { return false }
      return office.contains { words.forms[$0] == form } && agrees(range, office)
        && agrees(office, range)
    }?.source
  }
}
