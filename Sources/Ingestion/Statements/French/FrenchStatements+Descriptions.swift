import Languages
import Press

/// Whom a description takes up: «le ministre», «la même source».
extension FrenchStatements {
  /// How many words may lie between a description and the name that it takes up.
  private static let reach = 3_000

  /// Whom «le ministre», «l'ONG», «le quotidien», «la même source» take up.
  func coreferent(
    ofDescription range: Range<Int>, _ spoken: [Spoken], in content: Range<Int>
  ) -> Reference? {
    guard isDescription(range) else { return nil }
    let first = range.lowerBound
    // «la même source», «cette source»
    if range.contains(where: { role($0).contains(.skip) })
      || features(first).has(.demonstrative) && range.count == 2, let last = spoken.last,
      range.contains(where: { cues.isSourceNoun(words.forms[$0]) })
    {
      return Reference(last)
    }
    guard let head = headNoun(of: range) else { return nil }
    if let called = called(range, head, spoken) { return called }
    if role(head).contains(.document) {
      // «le texte» after «un rapport de l'inspection»
      return spoken.last {
        $0.source == nil && $0.phrase.count > range.count
          && $0.phrase.contains { role($0).contains(.document) }
      }.map { Reference($0) }
    }
    let best = choice(range, head, spoken, in: content).best(in: words.language)
    return best == .phrase(range) ? nil : best
  }

  /// Whom the description with which a noun phrase begins may mean; nil where it is none, or a text.
  func choice(
    ofDescription range: Range<Int>, _ spoken: [Spoken], in content: Range<Int>
  ) -> SpeakerChoice? {
    let range = beforeComma(range)
    guard isDescription(range), let head = headNoun(of: range), !role(head).contains(.document),
      called(range, head, spoken) == nil
    else { return nil }
    return choice(range, head, spoken, in: content)
  }

  private func choice(
    _ range: Range<Int>, _ head: Int, _ spoken: [Spoken], in content: Range<Int>
  ) -> SpeakerChoice {
    SpeakerChoice(
      phrase: range, isDescription: true,
      candidates: candidates(ofDescription: range, head, spoken, in: content))
  }

  /// True for «le ministre», «cette ONG», «notre interlocuteur»: no name, and not anybody.
  private func isDescription(_ range: Range<Int>) -> Bool {
    let first = range.lowerBound
    let isDetermined =
      isDeterminer(first)
      && (features(first).has([.definite, .demonstrative]) || role(first).contains(.ours))
      || role(first).contains(.skip)
    return isDetermined && !isNamed(range) && !isInstitution(range) && !endsInPerson(range)
  }

  /// True for «le Défenseur des droits»: a capital and what it says of what make a name of it.
  private func isInstitution(_ range: Range<Int>) -> Bool {
    guard let head = headNoun(of: range), isProper(head), !isOffice(head),
      head + 1 < range.upperBound
    else { return false }
    return features(head + 1).has(.contracted) || grammarRole(head + 1).contains(.prep)
  }

  /// True for «le président de l'Assemblée Nils Berg»; «les avocats de Nils Berg» are others.
  private func endsInPerson(_ range: Range<Int>) -> Bool {
    let last = range.upperBound - 1
    guard range.count > 3, let m = names.mention(at: last) else { return false }
    let mention = names.mentions[m]
    // «l'Assemblée Nils Berg» may have been read as one name.
    if words[last].isCapital, words[last - 1].isCapital, words[last - 2].isCapital,
      !gazetteer.flags(words.forms[last - 1]).isDisjoint(with: .anyName)
    {
      return true
    }
    let name = mention.words.lowerBound
    return names.sources[mention.source].kind == .person && !mention.isAdjective
      && [.name, .short].contains(mention.form) && name > range.lowerBound + 1
      && (mention.whole.lowerBound == range.lowerBound + 1
        || words[name - 1].isWord && !isDeterminer(name - 1)
          && !grammarRole(name - 1).contains(.prep) && mention.whole == mention.words)
  }

  /// Everybody whom a description may mean.
  private func candidates(
    ofDescription range: Range<Int>, _ head: Int, _ spoken: [Spoken], in content: Range<Int>
  ) -> [Antecedent] {
    let noun = role(head)
    let (gender, plural) = agreement(of: range)
    var it = Anaphor(at: range.lowerBound, gender: gender, isPlural: plural, content: content)
    let isDetailed = range.contains {
      grammarRole($0).contains(.prep) || features($0).has(.contracted)
    }
    // «le procureur» alone is nobody who was named otherwise.
    let isAnybody = isOffice(head) && !isDetailed && !noun.contains(.governs) && !isProper(head)
    if noun.contains(.body) {
      it.kind = .thing
      it.agrees = false
    } else if isOffice(head)
      ? !isAnybody : (noun.contains(.person) || mayBePerson(head)) && !isOfBody(range)
    {
      it.kind = .person
    }
    var kind: Clues = isOffice(head) || noun.contains(.institution) ? .office : []
    if isDetailed { kind.insert(.detailed) }
    return Antecedents(
      words: words, sentences: sentences, names: names, grammar: grammar,
      isQuoted: { isQuoted($0) }, isPerson: { isPerson($0) }
    ).candidates(
      ofDescription: it, range, own: names.mention(at: head).map { names.mentions[$0].source },
      hints: hints(ofDescription: range, head), kind: kind, callings, spoken
    ) { fits($0, it, noun) }
    .filter {
      guard case .source(let source) = $0.reference, it.kind == .thing else { return true }
      return isBody(source, noun)
    }
  }

  /// «l'éditorialiste de La Vigie», «le rameur de la Sauterelle»: somebody of a body is not who was quoted.
  private func isOfBody(_ range: Range<Int>) -> Bool {
    names.mentions[names.mentions(in: range)].contains {
      [.media, .organisation].contains(names.sources[$0.source].kind)
        && ![.group, .office].contains($0.form) && $0.words.lowerBound > range.lowerBound + 1
    }
  }

  /// Who was called so: before, by an office or a noun beside the name, or further on.
  private func called(_ range: Range<Int>, _ head: Int, _ spoken: [Spoken]) -> Reference? {
    let form = words.forms[head]
    let (gender, plural) = agreement(of: range)
    if role(head).contains(.defendant), !plural {
      return mainPerson(before: range.lowerBound, gender).map { .source($0) }
    }
    // «Un policier a dit … Le spécialiste …»: somebody without a name goes before who was only named.
    let it = Anaphor(
      at: range.lowerBound, kind: .person, gender: gender, isPlural: plural, content: range)
    if !plural, range.count <= 3, !isOffice(head), !role(head).contains(.body), mayBePerson(head),
      let last = spoken.last, last.source == nil, fits(last, it, role(head))
    {
      return Reference(last)
    }
    return calledBefore(range, form, spoken) ?? holder(of: range, form)
      ?? (introduced(as: form, before: range.lowerBound) ?? laterNamed(range, form)
      ?? namedJustBefore(range, head)).map { .source($0) }
  }

  /// Who is the only one or the first of a kind in the article.
  private func hints(ofDescription range: Range<Int>, _ head: Int) -> [(Reference, Clues)] {
    let noun = role(head)
    return [
      noun.contains(.governs) ? onlyPersonWithoutOffice(range) : nil,
      noun.contains(.body) ? mainBody { isBody($0, noun) } : nil,
    ].compactMap { $0 }.map { (.source($0), .supposed) }
  }

  /// True for a body that a noun may take up: «le quotidien» a paper, «l'entreprise» no army.
  private func isBody(_ source: Int, _ noun: CueLexicon.Role) -> Bool {
    isNamedBody(source) && (!noun.contains(.firm) || names.mayBeFirm(source))
      && (names.sources[source].kind == .media) == noun.contains(.medium)
  }

  /// True for one who spoke and whom a description may take up.
  private func fits(_ one: Spoken, _ it: Anaphor, _ noun: CueLexicon.Role) -> Bool {
    if let source = one.source {
      switch it.kind {
      case .thing: return isBody(source, noun)
      case .person:
        return names.sources[source].kind == .person
          && matches(source, gender: it.gender, plural: it.isPlural)
      case .any: return false
      }
    }
    guard it.kind == .person else {
      return noun.contains(.medium) && one.phrase.contains { role($0).contains(.medium) }
    }
    // «Un policier a dit … Le spécialiste …»
    guard one.phrase.count > 1, agreement(of: one.phrase) == (it.gender, it.isPlural),
      let head = headNoun(of: one.phrase)
    else { return false }
    return (role(head).contains(.person) || mayBePerson(head))
      && role(head).isDisjoint(with: [.body, .document, .institution, .thing])
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
