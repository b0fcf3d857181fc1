import Languages
import Press
import Syntax

/// Who is at a node of a tree: a name, those joined with it, whom a pronoun means, or the owner of
/// a thing.
struct Parties {
  let clauses: Clauses
  /// Answers what pronouns mean.
  let coreference: Coreference
  /// Who speaks at a word, for «nous» and “I”; nil when nobody is known.
  let speaker: (Int) -> Int?

  var names: Names { coreference.names }
  private var tree: Tree { clauses.tree }
  private var words: Tokens { clauses.words }
  private var lexicon: RelationLexicon { coreference.lexicon }

  /// What the word of a node does in a sentence.
  func role(_ i: Int) -> RelationLexicon.Role { lexicon.role(clauses.form(i)) }

  /// The base form of the preposition on a node, -1 without one.
  func preposition(_ i: Int) -> Int32 {
    let base = clauses.preposition(of: i).base
    return lexicon.base(base) >= 0 ? base : -1
  }

  /// Everyone at a node, with those who are joined to it.
  func all(at i: Int, depth: Int = 0) -> [Party] {
    guard i >= 0, depth < 5 else { return [] }
    var found = one(at: i, depth)
    for child in tree.children(i) where tree.label(Int(child)) == .conj {
      guard tree.tag(Int(child)).isNominal || mention(at: Int(child)) != nil else { continue }
      for party in all(at: Int(child), depth: depth + 1) where !found.contains(party) {
        found.append(party)
      }
    }
    if depth == 0, let last = found.last {
      found += listed(after: last).filter { !found.contains($0) }
    }
    return found
  }

  /// The names that a list goes on with after one of them, «X, **Y et Z**», whatever the tree says.
  private func listed(after party: Party) -> [Party] {
    guard party.mention >= 0, isListable(party.mention) else { return [] }
    let sentence = tree.sentence
    var found: [Party] = []
    var end = names.mentions[party.mention].words.upperBound
    while found.count < Self.longestList {
      var next = end
      if next < sentence.upperBound, words[next].mark == .comma { next += 1 }
      let isLast = next < sentence.upperBound && lexicon.role(words.forms[next]).contains(.and)
      if isLast { next += 1 }
      guard next > end else { return [] }
      while next < sentence.upperBound, next - end < 4,
        !lexicon.role(words.forms[next]).isDisjoint(with: [.det, .prep])
      { next += 1 }
      guard sentence.contains(next), let mention = names.mention(at: next), isListable(mention),
        names.mentions[mention].words.lowerBound == next,
        names.sources[names.mentions[mention].source].kind == names.sources[party.source].kind,
        case let node = tree.headNode(of: names.mentions[mention].words), node >= 0,
        !tree.label(node).isSubject
      else { return [] }
      found.append(self.party(mention))
      if isLast { return found }
      end = names.mentions[mention].words.upperBound
    }
    return []
  }

  /// A longer list is an index or a table.
  private static let longestList = 12

  private func isListable(_ mention: Int) -> Bool {
    [.name, .short, .metonym, .acronym].contains(names.mentions[mention].form)
  }

  /// The mention that a node belongs to, demonym adjectives left out.
  func mention(at i: Int) -> Int? {
    guard let mention = names.mention(at: tree.token(i)), !names.mentions[mention].isAdjective,
      !coreference.isAside(mention)
    else { return nil }
    return mention
  }

  func party(_ mention: Int) -> Party {
    let it = names.mentions[mention]
    return Party(source: it.source, words: phrase(of: mention), mention: mention)
  }

  /// The words of a mention, with what tells a common noun apart: «habitants [de la vallée]»,
  /// “[government] officials”.
  func phrase(of mention: Int) -> Range<Int> {
    let it = names.mentions[mention]
    guard
      it.form == .group || names.sources[it.source].kind == .organisation && it.form != .acronym,
      case let head = tree.headNode(of: it.words), head >= 0
    else { return it.words }
    var (start, end) = (it.words.lowerBound, it.words.upperBound)
    for child in tree.children(head) {
      let child = Int(child)
      let below = tree.words(below: child)
      guard below.count <= Self.longestComplement, below.allSatisfy({ words[$0].isWord }),
        below.allSatisfy({ !tree.sentence.contains($0) || !isClause(tree.node(ofToken: $0)) })
      else { continue }
      switch tree.label(child) {
      case .amod, .flat, .nmod, .compound, .nmodPoss:
        // «séparatistes [à l'est]»: where they are.
        let preposition = preposition(child)
        guard preposition < 0 || preposition == lexicon.of else { continue }
        if below.lowerBound == end, tree.label(child) != .nmodPoss {
          end = below.upperBound
        } else if below.upperBound == start, tree.label(child) == .compound {
          start = below.lowerBound
        }
      default: break
      }
    }
    return start..<end
  }

  /// More words after a noun tell about it rather than which one it is.
  private static let longestComplement = 6

  private func isClause(_ node: Int) -> Bool { node >= 0 && tree.label(node).isClause }

  func one(at i: Int, _ depth: Int = 0) -> [Party] {
    let token = tree.token(i)
    if let mention = mention(at: i) {
      if let bodies = bodies(ofDelegatesAt: i, mention, depth) { return bodies }
      let form = names.mentions[mention].form
      if tree.label(i) == .appos, form == .group || form == .office,
        let named = self.mention(at: tree.head(i)), named != mention,
        names.mentions[named].form != .group
      {
        return [party(named)]  // «l'UPN, un mouvement soutenu par X»
      }
      if form == .group, let members = members(of: i, depth) { return members }
      if form == .office || form == .group, let holder = holder(of: i) { return [party(holder)] }
      return [party(mention)]
    }
    let tag = tree.tag(i)
    if tag == .pronoun || tag == .relativePronoun || tag == .determiner {
      return pronoun(at: i).map { [$0] } ?? []
    }
    guard tag.isNominal || tag == .adjective else { return [] }
    let role = role(i)
    if role.contains(.quantity) || tag == .numeral || role.contains(.delegate) {
      for child in tree.children(i) where tree.label(Int(child)) == .nmod {
        if preposition(Int(child)) == lexicon.of {
          return all(at: Int(child), depth: depth + 1)
        }
      }
    }
    // «son rival [Jan Holm]», «le conservateur [Jan Holm]»
    for child in tree.children(i) {
      let child = Int(child)
      let label = tree.label(child)
      guard [.appos, .flat, .nmod, .compound].contains(label), child > i,
        let mention = mention(at: child)
      else { continue }
      let it = names.mentions[mention]
      let isName = it.form == .name || it.form == .short
      if label == .appos && (isName || it.form == .acronym)
        || (isName || it.form == .acronym) && preposition(child) < 0
          && it.whole.lowerBound <= token + 4
      {
        return [party(mention)]
      }
    }
    return []
  }

  /// Those whom an apposition lists: «les deux pays, **la Norvège et le Kenya**»; nil for fewer than two.
  private func members(of i: Int, _ depth: Int) -> [Party]? {
    let list = clauses.appositions(of: i)
      .filter { tree.tag($0) == .properNoun && tree.child($0, .case) < 0 }
      .flatMap { all(at: $0, depth: depth + 1) }
    return list.count > 1 ? list : nil
  }

  /// The person who holds the office or bears the title at a node: «le juge Jan Holm».
  private func holder(of i: Int) -> Int? {
    if let holder = names.holder(ofOfficeAt: tree.token(i)) { return holder }
    for child in tree.children(i) where [.appos, .flat].contains(tree.label(Int(child))) {
      guard let mention = mention(at: Int(child)) else { continue }
      let it = names.mentions[mention]
      if it.form == .name || it.form == .short, names.sources[it.source].kind == .person {
        return mention
      }
    }
    return nil
  }

  /// Those for whom delegates stand: «des représentants de A, de B et de C».
  private func bodies(ofDelegatesAt i: Int, _ mention: Int, _ depth: Int) -> [Party]? {
    let it = names.mentions[mention]
    guard it.words.count == 1, role(i).contains(.delegate) else { return nil }
    for child in tree.children(i) where tree.label(Int(child)) == .nmod {
      let preposition = preposition(Int(child))
      guard preposition == lexicon.of || preposition == lexicon.from else { continue }
      let found = all(at: Int(child), depth: depth + 1)
      if !found.isEmpty { return found }
    }
    // “met representatives from X”: the parser may hang X on the verb.
    if tree.head(i) >= 0 {
      for sibling in tree.children(tree.head(i)) where sibling > Int32(i) {
        guard preposition(Int(sibling)) == lexicon.from, lexicon.from != lexicon.of else {
          continue
        }
        let found = all(at: Int(sibling), depth: depth + 1)
        if !found.isEmpty { return found }
      }
    }
    return nil
  }

  /// Whom a possessive means, at the place where the sentence names them.
  private func possessor(at i: Int) -> Party? {
    role(i).contains(.speaker)
      ? pronoun(at: i)
      : coreference.possessor(at: tree.token(i), in: tree.sentence)
  }

  /// Whom a pronoun or possessive means.
  func pronoun(at i: Int) -> Party? {
    let token = tree.token(i)
    let role = role(i)
    guard
      !role.isDisjoint(with: [.pronoun, .object, .dative, .possessive, .speaker])
        || words[token].features.has(.possessive) && tree.tag(i) == .determiner
    else { return nil }
    if role.contains(.speaker) {
      return speaker(token).map { Party(source: $0, words: token..<token + 1, isPronoun: true) }
    }
    if role.contains(.object), tree.tag(i) == .determiner || tree.label(i) == .expl { return nil }
    return coreference.party(at: token, otherThan: isObject(i) ? doers(over: i) : [])
  }

  /// True for a pronoun on which a verb acts.
  private func isObject(_ i: Int) -> Bool {
    [.obj, .iobj, .obl].contains(tree.label(i)) && tree.tag(i) == .pronoun
      && tree.head(i) >= 0
  }

  /// Who acts in the clause of an object: «La Norvège l'accuse» means somebody else.
  private func doers(over object: Int) -> [Int] {
    guard let subject = clauses.subject(of: tree.head(object)), subject.node != object else {
      return []
    }
    if let mention = mention(at: subject.node) { return [names.mentions[mention].source] }
    return isObject(subject.node) ? [] : pronoun(at: subject.node).map { [$0.source] } ?? []
  }

  // MARK: Owners

  /// Whom the thing at a node belongs to: its possessor, or the X of «de X».
  func owners(of i: Int, depth: Int = 0) -> [Party] {
    guard i >= 0, depth < 4 else { return [] }
    // «l'assassinat de X»: X did nothing.
    if let doers = doers(at: i) { return doers }
    let possessors = possessors(of: i)
    if !possessors.isEmpty { return possessors }
    for child in tree.children(i) {
      let child = Int(child)
      guard tree.label(child) == .nmod, preposition(child) == lexicon.of else { continue }
      var found = all(at: child).filter { !isPlace($0) }
      if found.isEmpty { found = owners(of: child, depth: depth + 1) }
      if !found.isEmpty { return found }
    }
    return makers(of: i)
  }

  /// From whom a thing comes: «la motion déposée par X», “the offer from X”.
  private func makers(of i: Int) -> [Party] {
    for child in tree.children(i) {
      let child = Int(child)
      switch tree.label(child) {
      case .nmod, .obl, .oblAgent:
        let preposition = preposition(child)
        guard preposition == lexicon.by || preposition == lexicon.from else { continue }
        let found = all(at: child).filter { !isPlace($0) }
        if !found.isEmpty { return found }
      case .acl:
        let found = clauses.agents(of: child).flatMap { all(at: $0) }
        if !found.isEmpty { return found }
      default: break
      }
    }
    return []
  }

  /// Who did what the noun at a node names, after «par», or where «de» after it marks the one who
  /// suffered: nil for any other noun, nobody when it is not known («l'assassinat de X»).
  private func doers(at i: Int) -> [Party]? {
    guard let found = lexicon.nounPhrases.longest(in: words.forms, from: tree.token(i)) else {
      return nil
    }
    let noun = lexicon.nouns[Int(found.value)]
    guard !noun.isRelational, !noun.isReciprocal else { return nil }
    // «par X» may depend on the one who suffered.
    for node in tree.subtree(i)
    where node > i && preposition(node) == lexicon.by
      && (tree.head(node) == i || tree.head(tree.head(node)) == i)
    {
      return all(at: node)
    }
    return noun.subjects.contains(lexicon.of) || !noun.objects.contains(lexicon.of)
      ? nil : possessors(of: i)
  }

  /// Whom a possessive, a demonym or a name before a noun names as its owner.
  func possessors(of i: Int) -> [Party] {
    var adjectives: [Party] = []
    for child in tree.children(i) {
      let child = Int(child)
      switch tree.label(child) {
      case .nmodPoss:
        let found = all(at: child)
        return found.isEmpty ? owners(of: child, depth: 2) : found
      case .det where role(child).contains(.possessive):
        if let found = possessor(at: child) { return [found] }
      case .amod, .compound, .flat: adjectives += demonyms(at: child)
      case .nmod where preposition(child) < 0: adjectives += demonyms(at: child)
      default: break
      }
    }
    return adjectives
  }

  /// A demonym or a name that modifies a noun: «russe», “U.S.”, with those joined to it.
  func demonyms(at i: Int) -> [Party] {
    var found: [Party] = []
    if let mention = names.mention(at: tree.token(i)) {
      let it = names.mentions[mention]
      if it.isAdjective || it.form == .name || it.form == .metonym || it.form == .acronym,
        it.isAdjective || [.compound, .amod].contains(tree.label(i))
      {
        found.append(party(mention))
      }
    } else if let inside = names.mentions(in: tree.token(i)..<tree.token(i) + 1).first,
      names.mentions[inside].isAdjective
    {
      found.append(party(inside))
    }
    for child in tree.children(i) where tree.label(Int(child)) == .conj {
      found += demonyms(at: Int(child))
    }
    return found
  }

  /// Whether somebody is of one of the kinds; always for nil. A pronoun is what it stands for.
  func `is`(_ party: Party, oneOf kinds: ActorKind?) -> Bool {
    kinds?.contains(kind(of: party)) ?? true
  }

  private func kind(of party: Party) -> ActorKind {
    if isPlace(party) { return .place }
    switch names.sources[party.source].kind {
    case .state: return .state
    case .organisation, .media, .document: return .organisation
    case .group:
      let isOffice = party.mention >= 0 && names.mentions[party.mention].form == .office
      return isOffice ? .person : .people
    case .person: return names.isCorroborated(party.source) ? .person : .unproven
    }
  }

  func isPlace(_ party: Party) -> Bool {
    party.mention >= 0 && names.mentions[party.mention].form == .place
  }
}
