import Languages
import Press
import Syntax

extension Relations {
  /// What names show by themselves, and what patterns find in trees beside that.
  static func drafts(
    of sentences: Sentences, with coreference: Coreference, asserter: Asserter,
    published: PressDate?
  ) -> [RelationDraft] {
    var ties = Ties(coreference)
    ties.read()
    var drafts = ties.drafts
    let tiesOfSentence = BySentence(drafts.map(\.sentence), sentences)
    let speaker = { asserter.speaker(at: $0) }
    let trees = Self.trees(of: sentences, with: coreference, tiesOfSentence, speaker: speaker)
    var said = Set(drafts.map(\.content))
    for number in sentences.list.indices {
      guard let tree = trees[number] else { continue }
      var patterns = PatternReader(
        tree: tree, coreference: coreference, published: published, speaker: speaker)
      patterns.read()
      for i in tiesOfSentence[number] { patterns.complete(&drafts[i]) }
      drafts += patterns.drafts.filter { said.insert($0.content).inserted }
    }
    return drafts
  }

  /// The trees of the sentences that may tell a relation.
  private static func trees(
    of sentences: Sentences, with coreference: Coreference, _ ties: BySentence,
    speaker: (Int) -> Int?
  ) -> Trees {
    let prospects = Prospects(coreference: coreference)
    return Trees(
      in: coreference.words, sentences: sentences.list, isName: coreference.names.isProper,
      where: { prospects.isTelling(sentences.list[$0], isTied: !ties[$0].isEmpty) },
      isWorth: { !ties[$0].isEmpty || prospects.mayTell($1, in: sentences.list[$0], speaker) })
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
  let coreference: Coreference

  private var words: Tokens { coreference.words }
  private var names: Names { coreference.names }
  private var lexicon: RelationLexicon { coreference.lexicon }

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

  /// The same once the tags are known; `speaker` as for `Parties`.
  func mayTell(
    _ tagged: TaggedWords, in sentence: Range<Int>, _ speaker: (Int) -> Int?
  ) -> Bool {
    let offices = names.offices(in: sentence).filter { names.offices[$0].holders.isEmpty }
    return (!offices.isEmpty || tagged.contains(where: tells))
      && namesTwo(tagged, in: sentence, offices, speaker)
  }

  private func tells(_ token: Int, _ tag: Tag) -> Bool {
    let form = words.forms[token]
    let readings = words.language.lexicon
    if tag.isVerb
      || tag == .adjective
        && readings.analyses(of: form).contains(where: { $0.features.has(.pastParticiple) }),
      lexicon.verbs.has(Clauses.lemma(of: form, as: tag, in: readings))
    {
      return true
    }
    return (tag.isNoun || tag == .adjective)
      && lexicon.nounPhrases.longest(in: words.forms, from: token) != nil
  }

  /// True when the sentence may name two sources, one of them perhaps by a pronoun.
  private func namesTwo(
    _ tagged: TaggedWords, in sentence: Range<Int>, _ offices: [Int], _ speaker: (Int) -> Int?
  ) -> Bool {
    var first: Int?
    func isSecond(_ source: Int) -> Bool {
      if let first { return source != first }
      first = source
      return false
    }
    func isSecond(mention: Int) -> Bool { isSecond(names.mentions[mention].source) }
    if names.mentions(in: sentence).contains(where: isSecond(mention:))
      || offices.contains(where: { names.offices[$0].bodies.contains(where: isSecond(mention:)) })
    {
      return true
    }
    guard let first else { return false }
    return names.offices(near: sentence).contains { $0.holders.contains(where: isSecond(mention:)) }
      || tagged.contains { token, tag in
        standsForSomebody(token, tag)
          && (whom(at: token, otherThan: first, speaker).map { isSecond($0) } ?? false)
      }
  }

  /// Whom a pronoun or possessive means, whatever its place in the tree.
  private func whom(
    at token: Int, otherThan source: Int, _ speaker: (Int) -> Int?
  ) -> Int? {
    let role = lexicon.role(words.forms[token])
    if role.contains(.speaker) { return speaker(token) }
    let isObject = !role.isDisjoint(with: [.object, .dative])
    return coreference.party(at: token, otherThan: isObject ? [source] : [])?.source
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
