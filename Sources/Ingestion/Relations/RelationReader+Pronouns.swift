import Languages
import Press

/// Whom pronouns and possessives stand for.
extension RelationReader {
  /// The mention that a possessive stands for, when the sentence names it.
  func possessor(at i: Int) -> Party? {
    guard let found = pronoun(at: i) else { return nil }
    for mention in names.mentions(in: sentence.lowerBound..<i).reversed() {
      let it = names.mentions[mention]
      guard it.source == found.source, it.words.upperBound <= i,
        !it.isInside, !it.isAdjective
      else { continue }
      return party(mention)
    }
    return found
  }

  /// Whom a pronoun at `i` stands for, with its words; nil when nobody fits.
  func pronoun(at i: Int, not other: [Party] = []) -> Party? {
    let key = words.key(i)
    // «il y a», «il faut», «il s'agit»: nobody.
    if key == "il", i + 1 < words.count,
      ["y", "n'y", "faut", "fallait", "faudra", "faudrait", "s'"].contains(words.key(i + 1))
        && !(words.key(i + 1) == "s'" && i + 2 < words.count && words.key(i + 2) != "agit")
    {
      return nil
    }
    var plural: Bool?
    var gender = Gender.either
    switch key {
    case "il", "-il", "-t-il", "celui-ci", "lui-même", "he", "him", "his":
      (plural, gender) = (false, .masculine)
    case "elle", "-elle", "-t-elle", "celle-ci", "elle-même", "she", "her":
      (plural, gender) = (false, .feminine)
    case "ils", "-ils", "-t-ils", "ceux-ci", "eux-mêmes": (plural, gender) = (true, .masculine)
    case "elles", "-elles", "-t-elles", "celles-ci": (plural, gender) = (true, .feminine)
    case "le": (plural, gender) = (false, .masculine)
    case "la": (plural, gender) = (false, .feminine)
    case "l'", "lui", "son", "sa", "ses", "it", "its": plural = false
    case "les", "leur", "leurs", "they", "them", "their": plural = true
    default: break
    }
    let isPerson = ["he", "she", "him", "his", "her", "lui-même", "elle-même"].contains(key)
    let isSubject = words[i].traits.has(.subject) || role(i).contains(.pronoun)
    let number = sentences.number(of: i)
    var fallback: Int?
    for mention in names.mentions(in: 0..<i).reversed() {
      let it = names.mentions[mention]
      guard it.words.upperBound <= i, !it.isInside || it.isAdjective == false else { continue }
      let distance = number - sentences.number(of: it.words.lowerBound)
      if distance > 2 { break }
      guard !it.isAdjective, it.form != .place, !it.isInside else { continue }
      if other.contains(where: { $0.source == it.source }) { continue }
      let traits = names.genders[it.source]
      let isPlural = it.isPlural || traits.isPlural
      if let plural, plural != isPlural, !(plural && it.form == .group) { continue }
      let own = it.form == .group ? it.gender : traits.gender
      guard own.fits(gender) else { continue }
      if isPerson, names.sources[it.source].kind != .person, it.form != .office { continue }
      // A subject goes before what a preposition governs.
      let governed = governor(
        of: mention, in: sentences.list[sentences.number(of: it.words.lowerBound)])
      if !governed || !isSubject && distance == 0 {
        return Party(source: it.source, words: i..<i + 1, isPronoun: true)
      }
      if fallback == nil { fallback = it.source }
    }
    return fallback.map { Party(source: $0, words: i..<i + 1, isPronoun: true) }
  }

  /// True when a preposition stands before a mention of any sentence.
  func governor(of mention: Int, in range: Range<Int>) -> Bool {
    var k = names.mentions[mention].whole.lowerBound - 1
    while k >= range.lowerBound {
      let role = lexicon.role(words.forms[k])
      if role.contains(.prep) { return true }
      guard role.contains(.det) || words[k].mark == .number else { return false }
      k -= 1
    }
    return false
  }
}
