import Languages
import Press

/// Bonds that names show by standing beside each other: an office and its holder, a party in
/// brackets, a name and its short form.
struct Ties {
  let words: Tokens
  let sentences: Sentences
  let names: Names
  let lexicon: RelationLexicon
  let coreference: Coreference
  private(set) var drafts: [RelationDraft] = []
  private var said: Set<RelationDraft.Content> = []

  /// Reads a text, whose pronouns `coreference` explains.
  init(_ coreference: Coreference) {
    self.coreference = coreference
    words = coreference.words
    sentences = coreference.sentences
    names = coreference.names
    lexicon = coreference.lexicon
  }

  /// Reads the bonds of the whole text.
  mutating func read() {
    for office in names.offices where !office.holders.isEmpty { read(office) }
    for (person, body) in names.affiliations where kind(of: body) == .organisation {
      add(person, .memberOf, body, trigger: names.mentions[body].words, rule: "party-bracket")
    }
    for (person, body) in names.bodiesOfNames {
      let isParty = names.isParty(names.mentions[body].source)
      add(
        person, isParty ? .memberOf : .roleIn, body, trigger: between(person, body),
        rule: names.mentions[body].words.upperBound <= names.mentions[person].words.lowerBound
          ? "owner-of-name" : "name-of-body")
    }
    for (part, whole) in names.wholesOfParts {
      add(part, .partOf, whole, trigger: between(part, whole), rule: "owner-of-body")
    }
    for (name, short, bracket) in names.aliases {
      add(short, .aliasOf, name, trigger: bracket..<bracket + 1, rule: "acronym-bracket")
    }
    for mention in names.mentions.indices { readOtherName(of: mention) }
    drafts.sort { $0.sentence.lowerBound < $1.sentence.lowerBound }
  }

  /// The words between two mentions, at least one.
  private func between(_ one: Int, _ other: Int) -> Range<Int> {
    let (one, other) = (names.mentions[one].words, names.mentions[other].words)
    let start = min(one.upperBound, other.upperBound)
    return start..<max(start + 1, max(one.lowerBound, other.lowerBound))
  }

  private func kind(of mention: Int) -> Source.Kind {
    names.sources[names.mentions[mention].source].kind
  }

  private mutating func add(
    _ subject: Int, _ kind: RelationClass, _ object: Int, trigger: Range<Int>, rule: String,
    isFormer: Bool = false
  ) {
    func party(_ mention: Int) -> Party {
      let it = names.mentions[mention]
      return Party(source: it.source, words: it.words, mention: mention)
    }
    add(party(subject), kind, party(object), trigger: trigger, rule: rule, isFormer: isFormer)
  }

  private mutating func add(
    _ subject: Party, _ kind: RelationClass, _ object: Party, trigger: Range<Int>, rule: String,
    isFormer: Bool
  ) {
    guard kind == .aliasOf || subject.source != object.source else { return }
    var draft = RelationDraft(
      subject: subject, class: kind, object: object, trigger: trigger,
      sentence: sentences[holding: subject.words.lowerBound], rule: rule)
    draft.former = isFormer
    if said.insert(draft.content).inserted { drafts.append(draft) }
  }

  // MARK: Offices

  /// What is done to somebody rather than held for them.
  private static let hostile: Set<RelationClass> = [.criticise, .reject, .accuse, .attack]

  private mutating func read(_ office: Names.Office) {
    let sentence = sentences[holding: office.trigger.lowerBound]
    let noun = lexicon.nounPhrases.longest(in: words.forms, from: office.trigger.lowerBound)
    let bond = noun.map { lexicon.nouns[Int($0.value)] }
    let isMember = bond?.class == .memberOf
    // “a critic of Anna Berg” holds nothing for her.
    if let bond, bond.isRelational, Self.hostile.contains(bond.class),
      office.bodies.contains(where: { kind(of: $0) == .person })
    {
      return
    }
    let rule = "office-\(office.construction)"
    let holders = office.holders.filter { sentence.contains(names.mentions[$0].words.lowerBound) }
    for (n, holder) in holders.enumerated() {
      // As many bodies as holders: one each.
      let bodies =
        office.bodies.count == holders.count && holders.count > 1
        ? [office.bodies[n]] : mainBodies(of: office)
      for body in bodies {
        // «le député socialiste X»
        let isParty =
          names.mentions[body].isAdjective && names.isParty(names.mentions[body].source)
        add(
          holder, isMember || isParty ? .memberOf : .roleIn, body, trigger: office.trigger,
          rule: rule, isFormer: office.isFormer)
      }
      if office.bodies.isEmpty, !isMember, let word = possessive(before: office.words.lowerBound),
        let owner = coreference.possessor(at: word, in: sentence)
      {
        let it = names.mentions[holder]
        add(
          Party(source: it.source, words: it.words, mention: holder), .roleIn, owner,
          trigger: office.trigger, rule: "office-possessive", isFormer: office.isFormer)
      }
      for body in office.memberships {
        add(
          holder, .memberOf, body, trigger: names.mentions[body].words, rule: "office-party")
      }
    }
  }

  /// A state or body for which an office is held; one is enough. A calling («journaliste») is
  /// not held for a state.
  private func mainBodies(of office: Names.Office) -> [Int] {
    let bodies = office.bodies.filter {
      !office.isWeak || !names.mentions[$0].isAdjective && kind(of: $0) != .state
    }
    return office.holders.count > 1 ? bodies : Array(bodies.prefix(1))
  }

  /// The possessive before a noun phrase that starts at `start`, over adjectives.
  private func possessive(before start: Int) -> Int? {
    var k = start - 1
    while k >= 0, start - k < 4, words[k].isWord {
      if lexicon.role(words.forms[k]).contains(.possessive) { return k }
      guard words[k].features.has(.adjective) else { return nil }
      k -= 1
    }
    return nil
  }

  // MARK: Other names

  /// «Mohamed ben Salman, dit «MbS»», «l'Ofpra, l'agence française des réfugiés,»
  private mutating func readOtherName(of mention: Int) {
    let it = names.mentions[mention]
    var k = it.words.upperBound
    guard !it.isInside, !it.isAdjective, k + 2 < words.count else { return }
    let sentence = sentences[holding: it.words.lowerBound]
    func role(_ i: Int) -> RelationLexicon.Role {
      sentence.contains(i) ? lexicon.role(words.forms[i]) : []
    }
    func name(at i: Int) -> Int? {
      guard sentence.contains(i), let found = names.mention(at: i), found != mention,
        !names.mentions[found].isAdjective
      else { return nil }
      return found
    }
    if [.comma, .dash, .openBracket].contains(words[k].mark) { k += 1 }
    let start = k
    // «X, également connu sous le nom de Y»
    while role(k).contains(.aliasLink), k - start < 3 { k += 1 }
    if role(k).contains(.alias) {
      k += 1
      while sentence.contains(k),
        [.openQuote, .straightQuote].contains(words[k].mark)
          || !role(k).isDisjoint(with: [.det, .aliasLink])
      { k += 1 }
      if let other = name(at: k) {
        add(other, .aliasOf, mention, trigger: start..<start + 1, rule: "nickname")
      }
    } else if start > it.words.upperBound, k == start, role(k).contains(.det),
      !role(k).contains(.possessive), let other = name(at: k + 1),
      let (short, long) = shortAndLong(mention, other),
      case let end = names.mentions[other].words.upperBound, sentence.contains(end),
      words[end].mark == .comma || it.form == .acronym && lexicon.base(words.forms[end]) >= 0
    {
      add(short, .aliasOf, long, trigger: k..<k + 1, rule: "acronym-apposition")
    }
  }

  /// An acronym and the body beside it, in whatever order they are; nil for any others.
  private func shortAndLong(_ one: Int, _ other: Int) -> (short: Int, long: Int)? {
    let forms = (names.mentions[one].form, names.mentions[other].form)
    guard kind(of: one) == .organisation, kind(of: other) == .organisation else { return nil }
    if forms == (.acronym, .group) { return (one, other) }
    return forms.0 == .group && forms.1 == .acronym ? (other, one) : nil
  }
}
