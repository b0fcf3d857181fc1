import Languages
import Press
import Syntax

extension Relations {
  /// What names show by themselves and patterns find in trees, and what the order of words tells
  /// beside them, without doubles.
  static func drafts(
    of sentences: Sentences, with coreference: Coreference, asserter: Asserter,
    published: PressDate?
  ) -> [RelationDraft] {
    var ties = Ties(coreference)
    ties.read()
    var reader = RelationReader(coreference)
    reader.published = published
    reader.read()
    let tied = Set(ties.drafts.map(\.content))
    var rules = ties.drafts + reader.drafts.filter { !tied.contains($0.content) }
    let rulesOfSentence = BySentence(rules.map(\.sentence), sentences)
    let trees = Self.trees(of: sentences, with: coreference, rulesOfSentence)
    let speaker = { asserter.speaker(at: $0) }
    var found: [RelationDraft] = []
    for number in sentences.list.indices {
      guard let tree = trees[number] else { continue }
      var patterns = PatternReader(
        tree: tree, coreference: coreference, published: published, speaker: speaker)
      patterns.read()
      found += patterns.drafts
      for i in rulesOfSentence[number] { patterns.complete(&rules[i]) }
    }
    return joined(found, with: rules, names: coreference.names)
  }

  /// The trees of the sentences that may tell a relation.
  private static func trees(
    of sentences: Sentences, with coreference: Coreference, _ rules: BySentence
  ) -> Trees {
    let prospects = Prospects(
      words: coreference.words, names: coreference.names, lexicon: coreference.lexicon)
    return Trees(
      in: coreference.words, sentences: sentences.list, isName: coreference.names.isProper,
      where: { prospects.isTelling(sentences.list[$0], isTied: !rules[$0].isEmpty) },
      isWorth: { !rules[$0].isEmpty || prospects.mayTell($1, in: sentences.list[$0]) })
  }
}

/// Numbers of things that are in sentences, by the number of the sentence.
struct BySentence {
  private var places: [[Int]]

  /// Takes the sentence of each thing.
  init(_ list: [Range<Int>], _ sentences: Sentences) {
    places = Array(repeating: [], count: sentences.list.count)
    for (n, sentence) in list.enumerated() {
      places[sentences.number(of: sentence.lowerBound)].append(n)
    }
  }

  /// The things in a sentence, in their order.
  subscript(sentence: Int) -> [Int] { places[sentence] }
}

/// Determines which sentences a tree is worth its cost for: those with a word that expresses a
/// relation and two who may be its sides.
///
/// A sentence that this leaves out has none for `PatternReader` either.
private struct Prospects {
  let words: Tokens
  let names: Names
  let lexicon: RelationLexicon

  /// True when two may be named and some word may tell a relation, as far as letters say.
  func isTelling(_ sentence: Range<Int>, isTied: Bool) -> Bool {
    let mentions = names.mentions(in: sentence)
    guard !mentions.isEmpty,
      sentence.contains(where: { lexicon.isTelling(words.forms[$0]) })
        || !names.openOffices(in: sentence).isEmpty
    else { return false }
    if isTied { return true }
    let first = names.mentions[mentions.lowerBound].source
    return mentions.contains { names.mentions[$0].source != first }
      || sentence.contains {
        !lexicon.role(words.forms[$0]).isDisjoint(with: Self.somebody)
          || words[$0].features.has(.possessive)
      }
      || !names.offices(in: sentence).isEmpty
  }

  /// Roles of words that may stand for somebody whom another sentence names.
  private static let somebody: RelationLexicon.Role = [
    .pronoun, .object, .dative, .possessive, .speaker,
  ]

  /// The same once the tags are known.
  func mayTell(_ tagged: TaggedWords, in sentence: Range<Int>) -> Bool {
    let offices = names.offices(in: sentence).filter { names.offices[$0].holders.isEmpty }
    return (!offices.isEmpty || tagged.contains(where: tells))
      && namesTwo(tagged, in: sentence, offices)
  }

  private func tells(_ token: Int, _ tag: Tag) -> Bool {
    let form = words.forms[token]
    let readings = words.language.lexicon
    if tag.isVerb
      || tag == .adjective
        && readings.analyses(of: form).contains(where: { $0.features.has(.pastParticiple) }),
      lexicon.verbs[Clauses.lemma(of: form, as: tag, in: readings)] != nil
    {
      return true
    }
    return (tag.isNoun || tag == .adjective)
      && lexicon.nounPhrases.longest(in: words.forms, from: token) != nil
  }

  /// True when the sentence may name two: two sources, or one and a pronoun.
  private func namesTwo(_ tagged: TaggedWords, in sentence: Range<Int>, _ offices: [Int]) -> Bool {
    var first: Int?
    let bodies = offices.lazy.flatMap { names.offices[$0].bodies }
    for mention in [Array(names.mentions(in: sentence)), Array(bodies)].joined() {
      let source = names.mentions[mention].source
      if first == nil { first = source }
      if first != source { return true }
    }
    return first != nil && tagged.contains(where: standsForSomebody)
  }

  private func standsForSomebody(_ token: Int, _ tag: Tag) -> Bool {
    let role = lexicon.role(words.forms[token])
    if role.contains(.possessive) || role.contains(.speaker) { return true }
    switch tag {
    case .determiner:
      return !role.contains(.object)
        && (!role.isDisjoint(with: [.pronoun, .dative]) || words[token].features.has(.possessive))
    case .pronoun, .relativePronoun:
      return !role.isDisjoint(with: [.pronoun, .object, .dative])
    default: return false
    }
  }
}
