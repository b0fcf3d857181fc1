import Languages
import Press

/// Persons beside the body that they belong to, and bodies beside the one that they are a part of.
extension NameReader {
  /// The person by name in «[la coalition] de Lars Holm».
  func person(behind end: Int) -> Int? {
    guard gazetteer.isFrench, end + 1 < words.count, flags(end).contains(.of),
      isPersonName(end + 1), case let name = Int(taken[end + 1]),
      mentions[name].words.lowerBound == end + 1, mentions[name].form == .name,
      firstName(end + 1).isName
    else { return nil }
    return name
  }

  private func isDetermined(_ it: Names.Mention) -> Bool {
    it.words.lowerBound > 0 && flags(it.words.lowerBound - 1).contains(.determiner)
  }

  /// «X, de la Banque de Lima», “X of Lima University”, “the BBC's X”: persons beside the body that they
  /// belong to, and bodies beside the one that they are a part of: “Norway's Air Force”.
  mutating func readBodiesBesideNames() {
    for (number, it) in mentions.enumerated() where !it.isInside {
      switch sources[it.source].kind {
      case .person where it.form == .name && it.role == nil:
        if let owner = owner(before: it.whole.lowerBound), !namesThing(it) {
          bodiesOfNames.append((number, owner))
        } else if it.words.count > 1, let body = body(behind: it.words.upperBound) {
          bodiesOfNames.append((number, body))
        }
      case .organisation where it.form == .group || parties.contains(it.source):
        if isDetermined(it), let leader = person(behind: it.words.upperBound) {
          bodiesOfNames.append((leader, number))
        }
      case .organisation where isOrgan(it):
        if let owner = owner(before: it.whole.lowerBound), mentions[owner].source != it.source {
          wholesOfParts.append((number, owner))
        }
      default: break
      }
    }
  }

  /// “the Lars Holm prison”: a thing that bears a name.
  private func namesThing(_ it: Names.Mention) -> Bool {
    let next = it.words.upperBound
    return next < words.count && words[next].features.has(.mostlyNoun) && !words[next].isCapital
  }

  /// A body whose name says what it is: “Air Force”, “Ministry of Justice”.
  private func isOrgan(_ it: Names.Mention) -> Bool {
    words[it.words.lowerBound].isCapital && it.words.count > 1
      && it.words.contains {
        flags($0).contains(.body) || gazetteer.group(words.forms[$0])?.kind == .organ
      }
  }

  /// The body in «, de la Banque de Lima».
  func body(behind end: Int) -> Int? {
    var k = end
    if k < words.count, words[k].mark == .comma { k += 1 }
    guard k + 1 < words.count, flags(k).contains(.of) else { return nil }
    k += 1
    while k < words.count, flags(k).contains(.determiner) { k += 1 }
    // “of the Lima-based Fjord Institute”
    while !gazetteer.isFrench, k + 1 < words.count, words[k].isWord,
      !words[k].isCapital || words[k].shape.contains(.hyphenated),
      taken[k] < 0, words[k].features.has(.mostlyAdjective) || words[k].shape.contains(.hyphenated)
    { k += 1 }
    guard k < words.count, taken[k] >= 0 else { return nil }
    let body = mentions[Int(taken[k])]
    guard body.words.lowerBound == k, sources[body.source].kind == .organisation, !body.isAdjective
    else { return nil }
    return calledAfter(Int(taken[k]))
  }

  /// The name right after a noun that names the same body: «l'association **Fjord**»; else the noun.
  func calledAfter(_ mention: Int) -> Int {
    let it = mentions[mention]
    guard it.form == .group, it.words.upperBound < words.count, taken[it.words.upperBound] >= 0,
      case let name = Int(taken[it.words.upperBound]), mentions[name].source == it.source
    else { return mention }
    return name
  }

  /// The state or body that owns what starts at `start`: “Norway's”.
  private func owner(before start: Int) -> Int? {
    guard start > 1, flags(start - 1).contains(.owner),
      words[start - 2].end == words[start - 1].start, taken[start - 2] >= 0
    else { return nil }
    let owner = mentions[Int(taken[start - 2])]
    guard !owner.isAdjective, [.state, .organisation, .media].contains(sources[owner.source].kind)
    else { return nil }
    return Int(taken[start - 2])
  }
}
