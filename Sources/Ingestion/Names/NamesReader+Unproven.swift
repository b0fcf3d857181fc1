import Languages
import Press

/// Whether a name that no list, title or office explains is a person, a body or a place.
extension NameReader {
  /// What speaks for a person, a body or a place, of a name that no list, title or office explains.
  private struct Signs {
    /// An age, “who”, a pronoun that goes on, the surname alone.
    var isPersonal = false
    /// An article, capitals inside a word, words that bodies have at their end.
    var isBodily = false
    var hasFirstName = false
    /// A common noun in a name of several words.
    var hasNoun = false
    var isLong = false
    /// Every mention comes after «de», «à», “in”.
    var isPlace = true
    /// Every mention comes after «à», “in”.
    var isLocation = true
    /// What no sign of a person outweighs.
    var isNoPerson = false
    /// Named by state and party alone.
    var isPartisan = false
  }

  /// Tells persons from bodies and places among the names that nothing proves: of several words
  /// without a common noun, a person; of one word, a person only with a sign of one.
  mutating func reclassifyAsOrganisations() {
    let unproven = unprovenPeople()
    guard !unproven.isEmpty else { return }
    var signs: [Int: Signs] = [:]
    let held = Set(offices.flatMap(\.bodies).map { mentions[$0].source })
    for mention in mentions where unproven.contains(mention.source) {
      read(mention, into: &signs[mention.source, default: Signs()])
    }
    for (source, sign) in signs {
      let isLocation = sign.isLong && sign.isLocation && !sign.hasFirstName
      if sign.isPartisan {
        sources[source].kind = .group
        sources[source].key = "grp:" + sources[source].name.lowercased()
        continue
      }
      let isPerson =
        sign.isNoPerson && !sign.hasFirstName
        ? false
        : sign.isLong
          ? sign.isPersonal
            || !sign.isBodily && !isLocation && (!sign.hasNoun || sign.hasFirstName)
          : sign.isPersonal || sign.hasFirstName && !sign.isBodily
      if isPerson, !calledBodies.contains(source) { continue }
      if !sign.isBodily, !sign.isNoPerson { possiblePersons.insert(source) }
      let isPlace =
        (isLocation || !sign.isLong && sign.isPlace) && !sign.isBodily && !held.contains(source)
      sources[source].kind = isPlace ? .group : .organisation
      sources[source].key = (isPlace ? "loc:" : "org:") + sources[source].name
      genders[source] = (.either, false)
      settledBodies.insert(source)
      guard isPlace else { continue }
      for m in mentions.indices where mentions[m].source == source { mentions[m].form = .place }
    }
  }

  private func read(_ mention: Names.Mention, into signs: inout Signs) {
    let range = mention.words
    let before = range.lowerBound - 1
    let isFirstName =
      firstName(range.lowerBound).isName || flags(range.upperBound - 1).contains(.surname)
    // “Celtic Park”: a last word that is a first name elsewhere says nothing.
    if isFirstName || range.count > 1 && range.dropLast().contains(where: { firstName($0).isName })
    {
      signs.hasFirstName = true
    }
    // The surname alone, but not “the Show”.
    let isSurname =
      mention.form == .short && sources[mention.source].name.contains(" ")
      && !words[range.upperBound - 1].features.has(.mostlyNoun)
    if isSurname || isPersonal(range) { signs.isPersonal = true }
    if range.count > 1 {
      signs.isLong = true
      if flags(range.upperBound - 1).contains(.body) { signs.isBodily = true }
      if flags(range.upperBound - 1).contains(.partisan) { signs.isPartisan = true }
      // “Red Sharks Lund”, “San Kvarte”, “MTV VJ”, «VOIX DE LIMA»
      if range.dropLast().contains(where: {
        words[$0].features.has([.plural]) && isOrdinaryNoun($0)
      })
        || flags(range.lowerBound).contains(.placeHead)
        || range.allSatisfy({ words[$0].shape.contains(.allCapitals) })
      {
        signs.isNoPerson = true
      }
      for i in range {
        let isAcronym = words[i].shape.contains(.allCapitals) && words[i].end - words[i].start > 1
        if isAcronym, range.contains(where: { !words[$0].shape.contains(.allCapitals) }) {
          signs.isBodily = true
        }
        if isOrdinaryNoun(i) { signs.hasNoun = true }
      }
      // “Orthodox Jewish”
      if range.allSatisfy({
        !words[$0].shape.contains(.unknown) && words[$0].features.has(.mostlyAdjective)
      }) {
        signs.isBodily = true
      }
    }
    if before >= 0, words[before].isWord, !words[range.lowerBound].shape.contains(.startsSentence) {
      // «l'Aude» is a river.
      if flags(before).contains(.determiner), !isFirstName || gazetteer.isFrench && range.count == 1
      {
        signs.isBodily = true
      }
      // «la société Marianne», «l'institut Orion»
      if gazetteer.isFrench, gazetteer.group(words.forms[before])?.kind == .body {
        signs.isBodily = true
      }
      if flags(before).isDisjoint(with: [.place, .of]) { signs.isPlace = false }
      if !flags(before).contains(.place) { signs.isLocation = false }
    } else {
      signs.isPlace = false
      signs.isLocation = false
    }
    if range.contains(where: { hasInnerCapital($0) }) { signs.isBodily = true }
  }

  private func isOrdinaryNoun(_ i: Int) -> Bool {
    words[i].features.has(.mostlyNoun) && !words[i].shape.contains(.unknown)
  }

  /// «, 42 ans», “, 42,”, “, who”, and a sentence after it that goes on with he or she.
  private func isPersonal(_ range: Range<Int>) -> Bool {
    let next = range.upperBound
    guard next + 2 < words.count else { return false }
    if words[next].mark == .comma {
      let key = words.key(next + 1)
      if key == "who" || key == "whose" { return true }
      if words[next + 1].mark == .number,
        gazetteer.isFrench ? words.key(next + 2) == "ans" : !words[next + 2].isWord
      {
        return true
      }
    }
    // “Kvarte runs the mill. She …”: only a subject is taken up.
    let number = sentences.number(of: next - 1) + 1
    guard !gazetteer.isFrench, number < sentences.list.count,
      range.lowerBound == sentences.list[number - 1].lowerBound
    else { return false }
    return ["he", "she", "his", "her"].contains(words.key(sentences.list[number].lowerBound))
  }

  /// «PortNord», but not «McGrath», «DeVries» or «O'Brien».
  private func hasInnerCapital(_ i: Int) -> Bool {
    let shape = words[i].shape
    guard shape.contains(.unknown), !shape.contains(.allCapitals), !shape.contains(.hyphenated)
    else {
      return false
    }
    let word = words.string(i)
    // Letters beyond ASCII are rare, and the tables of Unicode are slow.
    if !word.utf8.dropFirst().contains(where: { $0 >= 0x80 || 0x41...0x5A ~= $0 }) { return false }
    guard let inner = word.dropFirst().firstIndex(where: \.isUppercase) else { return false }
    let head = word[..<inner]
    return head.count > 3 && head.allSatisfy(\.isLetter)
  }

  /// Persons by default, whom no list, first name, title or office proves, and bodies that are told
  /// from a common noun only.
  func unprovenNames() -> Set<Int> {
    unprovenPeople().union(settledBodies.subtracting(calledBodies))
  }

  private func unprovenPeople() -> Set<Int> {
    var unproven = Set(sources.indices.filter { sources[$0].kind == .person })
    if unproven.isEmpty { return [] }
    unproven.subtract(sourceOfEntry.values)
    for mention in mentions where unproven.contains(mention.source) {
      let hasOffice = mention.role != nil || mention.whole.lowerBound < mention.words.lowerBound
      if hasOffice || mention.words.count > 1 && firstName(mention.words.lowerBound).isName {
        unproven.remove(mention.source)
      }
    }
    for office in offices {
      for holder in office.holders { unproven.remove(mentions[holder].source) }
    }
    for affiliation in affiliations { unproven.remove(mentions[affiliation.person].source) }
    return unproven
  }
}
