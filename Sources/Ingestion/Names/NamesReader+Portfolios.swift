import Languages
import Press

/// What an office is held over: a portfolio, a matter, a charge.
extension NameReader {
  /// The word after a matter that says nothing of the body: «chargé de l'Énergie», «en droit».
  func matter(behind k: Int) -> Int? {
    let isCharged = words[k].features.has(.pastParticiple) && flags(k + 1).contains(.of)
    let isIn = flags(k).contains(.place) && words[k].features.has(.preposition)
    guard isCharged || isIn, k + 2 < words.count else { return nil }
    var next = isCharged ? k + 2 : k + 1
    while next < words.count, flags(next).contains(.determiner) { next += 1 }
    guard next < words.count, words[next].isWord, taken[next] < 0 else { return nil }
    let end = endOfPortfolio(from: next)
    guard end > next, end < words.count else { return nil }
    // Only when what is looked for comes after it.
    let isPerson = isCharged && namesPerson(behind: end - 1)
    let isBody = isIn && flags(end).contains(.to)
    return isPerson || isBody ? end : nil
  }

  /// «chargé de **la Pêche**»: the matter is what the office is held over.
  mutating func addCharge(from k: Int, to end: Int, of office: inout Names.Office) {
    guard let matter = startOfComplement(after: k + 1), matter < end else { return }
    addPortfolio(matter..<end, to: &office)
  }

  /// The end of «Défense», «Affaires étrangères», «conseil régional d'Île-de-France».
  func endOfPortfolio(from start: Int) -> Int {
    var end = start
    let isUpper = words[start].isCapital
    if !isUpper, !isCommonNoun(start) { return start }
    if let office = gazetteer.officePhrases.longest(in: words.forms, from: start), office.count >= 1
    {
      return start
    }
    end += 1
    while end < words.count, end - start < 7, words[end].isWord,
      !words[end].shape.contains(.startsParagraph)
    {
      if taken[end] >= 0 { break }
      if words[end].features.has(.adjective),
        !words[end].features.has([.mostlyVerb, .mostlyOther]),
        !words[end].isCapital
      {
        end += 1
        continue
      }
      if gazetteer.isFrench, flags(end).contains(.and), end + 1 < words.count {
        // «de la Culture et de la Communication»
        var next = end + 1
        while next < words.count, flags(next).contains(.of) || flags(next).contains(.determiner) {
          next += 1
        }
        if next > end + 1, next < words.count, words[next].isCapital, isUpper, taken[next] < 0 {
          end = next + 1
          continue
        }
        break
      }
      if flags(end).contains(.of), end + 1 < words.count {
        var next = end + 1
        while next < words.count, flags(next).contains(.determiner) { next += 1 }
        if next < words.count, words[next].isWord, taken[next] < 0, isCommonNoun(next),
          gazetteer.officePhrases.longest(in: words.forms, from: next) == nil
        {
          end = next + 1
          continue
        }
        break
      }
      if !gazetteer.isFrench, words[end].isCapital == isUpper, isUpper || isCommonNoun(end) {
        end += 1
        continue
      }
      break
    }
    return end
  }

  /// True for a noun of the language, and for a word in small letters that it does not know.
  private func isCommonNoun(_ i: Int) -> Bool {
    let features = words[i].features
    if words[i].isCapital { return features.has(.mostlyNoun) }
    return features.has(.noun) && !features.has(.mostlyVerb)
      || words[i].shape.contains(.unknown)
  }

  mutating func addPortfolio(_ range: Range<Int>, to office: inout Names.Office) {
    // «chef de marque», «directrice du défilé»: no body.
    guard words[range.lowerBound].isCapital else { return }
    // With a state or body there already, the matter («de la Défense») says nothing more.
    if !office.bodies.isEmpty { return }
    let name = text(of: range)
    let index = source("org:\(name.lowercased())", .organisation, name)
    let mention = add(
      Names.Mention(
        source: index, words: range, whole: range, form: .group, gender: .either, isPlural: false),
      as: .name)
    office.bodies.append(mention)
  }

  /// “Health Secretary X”, “X, the defence secretary” of no named state: holds the office over the
  /// matter before it.
  mutating func readMatter(of office: inout Names.Office, from start: Int) {
    let trigger = office.trigger
    let isUpper = words[trigger.upperBound - 1].isCapital
    // In small letters the words of a matter also tell what anybody is: “the old minister”.
    guard isUpper || !office.holders.isEmpty else { return }
    let range =
      trigger.count > 1
      ? trigger.lowerBound..<trigger.upperBound - 1
      : isUpper ? start..<trigger.lowerBound : matter(before: trigger.lowerBound, from: start)
    guard !range.isEmpty, range.allSatisfy({ words[$0].isCapital == isUpper && taken[$0] < 0 })
    else { return }
    let name = text(of: range)
    let index = source("org:\(name.lowercased())", .organisation, name)
    office.bodies.append(
      add(
        Names.Mention(
          source: index, words: range, whole: range, form: .group, gender: .either, isPlural: false),
        as: .name))
  }

  /// The nouns right before an office that say over what it is held: “[foreign affairs] minister”.
  func matter(before trigger: Int, from start: Int) -> Range<Int> {
    var first = trigger
    while first > start, words[first - 1].features.has(.mostlyNoun),
      flags(first - 1).isDisjoint(with: [.former, .owner])
    { first -= 1 }
    if first < trigger, first > start, flags(first - 1).contains(.foreign) { first -= 1 }
    return first..<trigger
  }
}
