import Languages
import Press

/// Whom pronouns and possessives stand for: the nearest name before them that fits.
///
/// An object, because every reader of a sentence has it.
final class Coreference: Sendable {
  let words: Tokens
  let sentences: Sentences
  let names: Names
  let lexicon: RelationLexicon
  /// Mentions that stand beside a name and do nothing themselves.
  private let asides: Set<Int>

  init(words: Tokens, sentences: Sentences, names: Names, lexicon: RelationLexicon) {
    (self.words, self.sentences, self.names, self.lexicon) = (words, sentences, names, lexicon)
    asides = Set(names.affiliations.map(\.body)).union(Self.credits(in: names, words))
  }

  /// True for the party of «Paul Rivet (LR)» and for both sides of “Luc Marin/AFP”: neither acts.
  func isAside(_ mention: Int) -> Bool { asides.contains(mention) }

  /// Those whom the credit of a picture names: a person, a slash, an agency.
  private static func credits(in names: Names, _ words: Tokens) -> [Int] {
    names.mentions.indices.filter { number in
      let it = names.mentions[number]
      func isSlash(_ i: Int) -> Bool { words.list.indices.contains(i) && words[i].mark == .slash }
      return names.sources[it.source].kind == .person
        ? isSlash(it.words.upperBound)
        : names.sources[it.source].kind != .state && isSlash(it.words.lowerBound - 1)
    }
  }

  /// How many sentences back a pronoun reaches.
  private static let reach = 2

  /// Whom a possessive at `i` stands for, at the place where the sentence names them.
  func possessor(at i: Int, in sentence: Range<Int>) -> Party? {
    guard let found = party(at: i) else { return nil }
    for mention in names.mentions(in: sentence.lowerBound..<i).reversed() {
      let it = names.mentions[mention]
      if it.source == found.source, it.words.upperBound <= i, !it.isInside, !it.isAdjective {
        return Party(source: it.source, words: it.words, mention: mention)
      }
    }
    return found
  }

  /// Whom a pronoun at `i` stands for, with its words; nil when nobody fits but `others`, who do
  /// something to whom it means.
  func party(at i: Int, otherThan others: [Int] = []) -> Party? {
    source(at: i, otherThan: others).map { Party(source: $0, words: i..<i + 1, isPronoun: true) }
  }

  private func source(at i: Int, otherThan others: [Int]) -> Int? {
    guard let pronoun = lexicon.pronoun(words.forms[i]) else { return nil }
    let isSubject =
      words[i].features.has(.subject) || lexicon.role(words.forms[i]).contains(.pronoun)
    let number = sentences.number(of: i)
    var fallback: Int?
    for mention in names.mentions(in: 0..<i).reversed() {
      let it = names.mentions[mention]
      let distance = number - sentences.number(of: it.words.lowerBound)
      if distance > Self.reach { break }
      guard it.words.upperBound <= i, !isAside(mention), fits(it, pronoun),
        !others.contains(it.source)
      else {
        continue
      }
      // A subject goes before what a preposition governs.
      let sentence = sentences.list[sentences.number(of: it.words.lowerBound)]
      if !isGoverned(mention, in: sentence) || !isSubject && distance == 0 { return it.source }
      if fallback == nil { fallback = it.source }
    }
    return fallback
  }

  private func fits(_ mention: Names.Mention, _ pronoun: RelationLexicon.Pronoun) -> Bool {
    guard !mention.isAdjective, mention.form != .place, !mention.isInside else { return false }
    let known = names.genders[mention.source]
    let isPlural = mention.isPlural || known.isPlural
    if let plural = pronoun.isPlural, plural != isPlural, !(plural && mention.form == .group) {
      return false
    }
    let gender = mention.form == .group ? mention.gender : known.gender
    guard gender.fits(pronoun.gender) else { return false }
    return !pronoun.isPerson || names.sources[mention.source].kind == .person
      || mention.form == .office
  }

  /// True when a preposition comes before a mention.
  private func isGoverned(_ mention: Int, in sentence: Range<Int>) -> Bool {
    var k = names.mentions[mention].whole.lowerBound - 1
    while k >= sentence.lowerBound {
      let role = lexicon.role(words.forms[k])
      if role.contains(.prep) { return true }
      guard role.contains(.det) || words[k].mark == .number else { return false }
      k -= 1
    }
    return false
  }
}
