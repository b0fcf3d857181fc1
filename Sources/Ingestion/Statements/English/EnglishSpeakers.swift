import Languages
import Press

/// Determines which source an English speaker phrase names; pronouns take the last person that
/// fits.
struct EnglishSpeakers {
  let words: Tokens
  let names: Names
  /// How many mentions back an antecedent may stand.
  private static let reach = 60

  /// The source of the phrase, an index into `names.sources`; nil when it cannot be determined.
  mutating func source(of phrase: Range<Int>) -> Int? {
    let features = words[phrase.lowerBound].features
    if phrase.count == 1, features.has(.pronoun) || features.has(.possessive) {
      return antecedent(of: phrase.lowerBound, features)
    }
    // A person in it, else the first name that is no mere adjective.
    var first: Int?
    var k = phrase.lowerBound
    while k < phrase.upperBound {
      if let m = names.mention(at: k) {
        let mention = names.mentions[m]
        if !mention.isAdjective, names.sources[mention.source].kind == .person,
          phrase.contains(mention.words.lowerBound), !isOwner(mention, in: phrase)
        {
          return mention.source
        }
        if first == nil, !mention.isAdjective, mention.form != .place { first = mention.source }
        k = max(k + 1, mention.whole.upperBound)
      } else {
        k += 1
      }
    }
    return first
  }

  /// “**Jan Holm's** wife, Anna”: somebody else is named after them.
  private func isOwner(_ mention: Names.Mention, in phrase: Range<Int>) -> Bool {
    let end = mention.words.upperBound
    return end + 1 < phrase.upperBound && words.key(end) == "'s"
      && names.mentions[names.mentions(in: end..<phrase.upperBound)].contains {
        names.sources[$0.source].kind == .person && $0.source != mention.source
      }
  }

  private func antecedent(of pronoun: Int, _ features: Features) -> Int? {
    guard features.has([.masculine, .feminine]) || words.key(pronoun) == "his" else { return nil }
    let wanted: Gender = features.has(.feminine) ? .feminine : .masculine
    // Mentions are in the order of the text; no pronoun reaches back further than this many.
    var low = 0
    var high = names.mentions.count
    while low < high {
      let middle = (low + high) / 2
      if names.mentions[middle].words.lowerBound < pronoun {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var unproven: Int?
    for mention in names.mentions[max(0, low - Self.reach)..<low].reversed() {
      guard names.sources[mention.source].kind == .person, mention.words.upperBound <= pronoun
      else { continue }
      let gender = names.genders[mention.source].gender
      guard gender == wanted || gender == .either else { continue }
      // A full name is a person's as long as nothing says otherwise.
      if names.isCorroborated(mention.source) || names.sources[mention.source].name.contains(" ") {
        return mention.source
      }
      unproven = unproven ?? mention.source
    }
    return unproven
  }
}
