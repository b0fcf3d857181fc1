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

  /// The person by name in «[la coalition] de Lars Holm».
  private func person(behind end: Int) -> Int? {
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

  private func isPersonName(_ i: Int) -> Bool {
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
  private func body(behind end: Int) -> Int? {
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

  private func isOfState(_ bodies: Set<Int>) -> Bool {
    bodies.allSatisfy { sources[$0].kind == .state || isRepublic($0) }
  }

  /// True when an office is held for nobody in particular, or for «la République».
  private func isVague(_ bodies: Set<Int>) -> Bool { bodies.allSatisfy(isRepublic) }

  private func isRepublic(_ source: Int) -> Bool { sources[source].key == "org:république" }

  /// True for a portfolio: a common noun in capitals that no list knows («Défense»).
  private func isPortfolio(_ mention: Int) -> Bool {
    let it = mentions[mention]
    let first = it.words.lowerBound
    return sources[it.source].kind == .organisation && words[first].isCapital
      && !words[first].shape.contains(.unknown) && words[first].features.has(.noun)
      && gazetteer.group(words.forms[first]) == nil && !isListed(it.source)
  }

  /// Keeps the office, and makes a mention of its words when nobody is named.
  mutating func finish(
    _ read: inout Names.Office, _ office: Gazetteer.Office, _ start: Int,
    _ lastHolder: inout [Int32: [(bodies: Set<Int>, source: Int)]]
  ) {
    // «le chef de l'État» is the president whom the article names.
    let form = office.same > 0 ? -office.same : words.forms[read.trigger.lowerBound]
    // With a state or person there, the matter («de l'Économie») says nothing more.
    if read.bodies.count > 1, read.bodies.contains(where: { !isPortfolio($0) }) {
      read.bodies.removeAll { isPortfolio($0) }
    }
    if office.isCalling, read.bodies.isEmpty || read.holders.isEmpty { return }
    let bodies = Set(read.bodies.map { mentions[$0].source })
    guard read.holders.isEmpty else {
      for holder in read.holders {
        give(read, to: holder, office)
        lastHolder[form, default: []].append((bodies, mentions[holder].source))
      }
      if read.construction == "title" {
        for body in read.bodies { mentions[body].isInside = true }
      }
      offices.append(read)
      return
    }
    let known = lastHolder[form]?.last {
      holds(office, $0, bodies, isOneWord: read.trigger.count == 1)
    }
    addUnnamed(read, office, start, known: known?.source)
  }

  /// Makes an office the role of a person who holds it.
  private mutating func give(
    _ read: Names.Office, to holder: Int, _ office: Gazetteer.Office
  ) {
    if mentions[holder].role == nil {
      let end =
        read.words.lowerBound < mentions[holder].words.lowerBound
        ? min(read.words.upperBound, mentions[holder].whole.lowerBound) : read.words.upperBound
      var roleEnd = max(end, read.trigger.upperBound)
      while roleEnd > read.trigger.upperBound, !words[roleEnd - 1].isWord { roleEnd -= 1 }
      mentions[holder].role = read.words.lowerBound..<roleEnd
    }
    if read.construction == "title", read.words.lowerBound < mentions[holder].whole.lowerBound {
      mentions[holder].whole = read.words.lowerBound..<mentions[holder].whole.upperBound
    }
    let source = mentions[holder].source
    if genders[source].gender == .either, office.gender != .either {
      genders[source].gender = office.gender
    }
    if sources[source].country == nil {
      sources[source].country =
        read.bodies.lazy.map { [self] in sources[mentions[$0].source] }
        .first { $0.kind == .state && $0.country != nil }?.country
    }
  }

  /// True when an office without a name may be that of an earlier holder.
  private func holds(
    _ office: Gazetteer.Office, _ holder: (bodies: Set<Int>, source: Int), _ bodies: Set<Int>,
    isOneWord: Bool
  ) -> Bool {
    if office.same > 0, !genders[holder.source].gender.fits(office.gender) { return false }
    if !holder.bodies.isDisjoint(with: bodies) { return true }
    if office.same > 0, isOfState(holder.bodies), isOfState(bodies),
      isVague(holder.bodies) || isVague(bodies)
    {
      return true
    }
    return bodies.isEmpty && (office.same == 0 || isOneWord)
  }

  /// Makes an office without a name a mention of its own: «le ministre belge».
  private mutating func addUnnamed(
    _ read: Names.Office, _ office: Gazetteer.Office, _ start: Int, known: Int?
  ) {
    // Plain «un juge», «des chercheurs» name nobody.
    let definite =
      start > 0 && !flags(start - 1).isDisjoint(with: [.determiner, .possessive, .of, .to])
    guard known != nil || !read.bodies.isEmpty || definite else { return }
    offices.append(read)
    let first = read.trigger.lowerBound
    if gazetteer.group(words.forms[first]) != nil, taken[first] >= 0 { return }
    var end = read.trigger.upperBound
    if let body = read.bodies.first, mentions[body].words.upperBound <= read.words.upperBound,
      mentions[body].words.lowerBound >= end
    {
      end = mentions[body].words.upperBound
    }
    let range = (gazetteer.isFrench ? first : start)..<end
    let name = text(of: range)
    let country = read.bodies.lazy.compactMap { [self] in sources[mentions[$0].source].country }
      .first
    let index =
      known
      ?? source(
        "grp:\(name.lowercased())", .group, name, country: country, gender: office.gender,
        isPlural: office.isPlural)
    release(range)
    add(
      Names.Mention(
        source: index, words: range, whole: read.words, form: .office, gender: office.gender,
        isPlural: office.isPlural), as: .short)
  }
}
