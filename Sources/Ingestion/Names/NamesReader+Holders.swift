import Languages
import Press

/// Who holds an office: named after it, before it, or one after the other.
extension NameReader {
  /// Reads the holders that follow, over the short form of a body; returns the word after them.
  ///
  /// `mayFollowComma` is false when the office stands after its holder: «X, directeur de Y, Z, …».
  mutating func readHolders(
    of office: inout Names.Office, from start: Int, isPlural: Bool, mayFollowComma: Bool
  ) -> Int {
    func person(at i: Int) -> Int? {
      guard i < words.count, taken[i] >= 0 else { return nil }
      let mention = Int(taken[i])
      guard sources[mentions[mention].source].kind == .person,
        mentions[mention].whole.lowerBound == i || mentions[mention].words.lowerBound == i
      else { return nil }
      return mention
    }
    func personOrTitled(at i: Int) -> Int? {
      if let found = person(at: i) { return found }
      if i + 1 < words.count, flags(i).contains(.title), let found = person(at: i + 1) {
        return found
      }
      return nil
    }
    var k = endOfCharge(from: start)
    // «le président de la Fédération des pêcheurs (FP) Lars Holm»
    if k + 3 < words.count, words[k].mark == .openBracket, words[k + 1].isCapital,
      words[k + 2].mark == .closeBracket, !office.bodies.isEmpty
    {
      k += 3
    }
    if let body = bodyCalled(
      at: k, after: start, of: office, isAppended: !mayFollowComma)
    {
      office.bodies.append(body)
      k = mentions[body].words.upperBound
    }
    if k < words.count, let holder = personOrTitled(at: k) {
      office.holders.append(holder)
      k = mentions[holder].words.upperBound
      if isPlural { k = readMoreHolders(of: &office, from: k) }
      return k
    }
    if mayFollowComma, k + 1 < words.count, words[k].mark == .comma,
      let holder = personOrTitled(at: k + 1) ?? apposedPerson(from: k + 1)
    {
      let end = mentions[holder].words.upperBound
      let closes =
        end >= words.count || !words[end].isWord || words[end].features.has([.finite])
        || flags(end).contains(.and) == false && words[end].mark != .none
      // Not the next one of a list: «le ministre, Jean Dupont et Marie Durand».
      if closes || end >= words.count {
        office.holders.append(holder)
        office.construction = "title"
        return end
      }
    }
    return k
  }

  /// The body whose name follows its noun and who is no person: «le directeur du funérarium **Fjord**, X».
  private mutating func bodyCalled(
    at k: Int, after start: Int, of office: Names.Office, isAppended: Bool
  ) -> Int? {
    guard gazetteer.isFrench, office.bodies.isEmpty, k == start, k > office.trigger.upperBound,
      k < words.count, taken[k] >= 0, words[k - 1].isWord, !words[k - 1].isCapital,
      case let name = Int(taken[k]), mentions[name].words.lowerBound == k,
      mentions[name].form == .name || mentions[name].form == .acronym
    else { return nil }
    switch sources[mentions[name].source].kind {
    case .organisation, .media: return name
    case .person where !mentions[name].words.contains(where: { firstName($0).isName }):
      let noun = gazetteer.group(words.forms[k - 1])
      guard noun?.kind == .body && noun?.isPlural == false || isAppended || namesPerson(after: name)
      else { return nil }
      calledBodies.insert(mentions[name].source)
      return name
    default: return nil
    }
  }

  /// True when a person's name comes after a mention and a comma.
  private func namesPerson(after mention: Int) -> Bool {
    let end = mentions[mention].words.upperBound
    return end + 1 < words.count && words[end].mark == .comma && isPersonName(end + 1)
  }

  /// Who is named after a further description: «le procureur de Lima, l'avocat kényan **Lars Holm**, …».
  private func apposedPerson(from start: Int) -> Int? {
    guard flags(start).contains(.determiner) else { return nil }
    var k = start + 1
    while k < words.count, k - start < 5, words[k].isWord, !isPersonName(k),
      !words[k].features.has(.finite) || words[k].features.has([.noun]),
      taken[k] < 0 || mentions[Int(taken[k])].isAdjective
    { k += 1 }
    return k - start > 1 && k < words.count && isPersonName(k)
      && mentions[Int(taken[k])].words.lowerBound == k ? Int(taken[k]) : nil
  }

  /// True for an office right after a person's name and a comma: «Lars Holm, directeur de …».
  func followsHolder(_ start: Int) -> Bool {
    var before = start - 1
    if before > 0, flags(before).contains(.determiner) { before -= 1 }
    guard before > 0, words[before].mark == .comma else { return false }
    return isPersonName(before - 1) && mentions[Int(taken[before - 1])].form == .name
  }

  /// Over «chargé de la Pêche», «en charge des ports et de la pêche», when a comma and a
  /// person by name come after.
  private func endOfCharge(from start: Int) -> Int {
    guard gazetteer.isFrench, start + 1 < words.count, words[start].isWord,
      flags(start).contains(.charge) && words[start].features.has(.pastParticiple)
        || words[start].features.has(.preposition) && flags(start + 1).contains(.charge)
    else { return start }
    var end = start + 1
    while end < words.count, end - start < 14, words[end].isWord,
      !words[end].features.has(.mostlyVerb), taken[end] < 0 || !isPersonName(end)
    {
      end += 1
    }
    guard end + 1 < words.count, words[end].mark == .comma, isPersonName(end + 1) else {
      return start
    }
    return end
  }

  func isPersonName(_ i: Int) -> Bool {
    taken[i] >= 0 && sources[mentions[Int(taken[i])].source].kind == .person
      && mentions[Int(taken[i])].words.count > 1
  }

  /// «les ministres norvégien Lars Holm et danois Nils Berg»
  private mutating func readMoreHolders(of office: inout Names.Office, from start: Int) -> Int {
    var k = start
    while k + 1 < words.count, words[k].mark == .comma || flags(k).contains(.and) {
      var next = k + 1
      var body: Int?
      if taken[next] >= 0, mentions[Int(taken[next])].form == .adjective {
        body = Int(taken[next])
        next = mentions[Int(taken[next])].words.upperBound
      }
      guard next < words.count, taken[next] >= 0,
        sources[mentions[Int(taken[next])].source].kind == .person,
        mentions[Int(taken[next])].words.lowerBound == next
      else { break }
      let holder = Int(taken[next])
      if let body {
        // Each holder has a body of its own.
        offices.append(
          Names.Office(
            trigger: office.trigger, words: office.trigger, bodies: [body], holders: [holder],
            isFormer: office.isFormer, isWeak: office.isWeak))
        mentions[holder].role = office.trigger
      } else {
        office.holders.append(holder)
      }
      k = mentions[holder].words.upperBound
    }
    return k
  }

  /// «Jan Holm, porte-parole de …», «Holm (porte-parole)», «X est le président de».
  mutating func readHolderBefore(_ office: inout Names.Office, _ start: Int) {
    var before = start - 1
    var steps = 0
    while before >= 0, words[before].isWord, steps < 4, taken[before] < 0,
      flags(before).contains(.determiner) || flags(before).contains(.former)
        || words[before].features.has(.mostlyAdjective)
        || (!gazetteer.isFrench && words[before].isCapital)
    {
      before -= 1
      steps += 1
    }
    // “Holm, Norway's foreign minister”: the body is between.
    guard before > 0 else { return }
    if flags(before).contains(.and), let first = offices.last, first.words.upperBound == before,
      first.construction != "title"
    {
      office.holders = first.holders
      office.construction = first.construction
      return
    }
    let mark = words[before].mark
    if mark == .comma || mark == .openBracket {
      readApposed(&office, at: before)
    } else {
      readSubject(&office, of: before)
    }
  }

  /// The person before a comma or bracket, also over a bracket: «X (PS), président de».
  private func readApposed(_ office: inout Names.Office, at mark: Int) {
    let isComma = words[mark].mark == .comma
    if taken[mark - 1] >= 0 {
      let mention = Int(taken[mark - 1])
      guard isNamedPerson(mention), mentions[mention].words.upperBound == mark else { return }
      office.holders = [mention]
      office.construction = isComma ? "apposition" : "parenthesis"
    } else if isComma, words[mark - 1].mark == .closeBracket, mark > 3,
      words[mark - 3].mark == .openBracket, taken[mark - 4] >= 0,
      case let mention = Int(taken[mark - 4]), isNamedPerson(mention)
    {
      office.holders = [mention]
      office.construction = "apposition"
    }
  }

  private func isNamedPerson(_ mention: Int) -> Bool {
    sources[mentions[mention].source].kind == .person && mentions[mention].form != .office
  }

  /// Who is something by a verb: «X est (devenu) président de», “X is the president of”.
  private func readSubject(_ office: inout Names.Office, of last: Int) {
    guard words[last].isWord else { return }
    guard !flags(last).isDisjoint(with: [.copula, .apposing]) else { return }
    var verb = last
    while verb >= 0, words[verb].isWord,
      !flags(verb).isDisjoint(with: [.copula, .apposing, .auxiliary])
        || words[verb].features.has(.adverb)
    {
      verb -= 1
    }
    if verb >= 0, words[verb].mark == .comma { verb -= 1 }
    guard verb >= 0, taken[verb] >= 0,
      sources[mentions[Int(taken[verb])].source].kind == .person
    else { return }
    office.holders = [Int(taken[verb])]
    office.construction = "copula"
  }
}
