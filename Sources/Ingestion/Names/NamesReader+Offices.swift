import Languages
import Press

/// Offices: who holds which one, in or for whom.
extension NameReader {
  mutating func readOffices() {
    var i = 0
    /// The last holder of an office, by the form of its first word.
    var lastHolder: [Int32: [(bodies: Set<Int>, source: Int)]] = [:]
    /// Where the complements of the last office with a holder end.
    var servedEnd = 0
    while i < words.count {
      guard words[i].isWord, let found = gazetteer.officePhrases.longest(in: words.forms, from: i),
        taken[i] < 0 || gazetteer.group(words.forms[i]) != nil
      else {
        i += 1
        continue
      }
      let office = gazetteer.offices[Int(found.value)]
      let trigger = i..<(i + found.count)
      i = trigger.upperBound
      guard isOffice(trigger) else { continue }
      var read = Names.Office(
        trigger: trigger, words: trigger, bodies: [], isFormer: office.isFormer,
        isWeak: office.isWeak, isService: office.isService)
      var start = trigger.lowerBound
      if start > 0, flags(start - 1).contains(.former) {
        read.isFormer = true
        start -= 1
      }
      var end: Int
      if gazetteer.isFrench {
        end = readComplements(of: &read, from: trigger.upperBound)
      } else {
        start = readEnglishBefore(&read, start)
        end = trigger.upperBound
      }
      // The holder: right after, after a comma, or before a comma or bracket.
      // «le porte-parole du ministre, X»: who follows is named as the first of the two.
      let isAppended = followsHolder(start) || trigger.lowerBound < servedEnd
      let complementEnd = end
      end = readHolders(
        of: &read, from: end, isPlural: office.isPlural, mayFollowComma: !isAppended)
      if !gazetteer.isFrench, read.holders.isEmpty || read.bodies.isEmpty {
        let after = readComplements(of: &read, from: end)
        if after > end, read.holders.isEmpty {
          end = readHolders(
            of: &read, from: after, isPlural: office.isPlural, mayFollowComma: !isAppended)
        } else {
          end = max(end, after)
        }
      }
      if read.holders.isEmpty { readHolderBefore(&read, start) }
      if office.isOverMatter, read.bodies.isEmpty { readMatter(of: &read, from: start) }
      read.words = start..<max(end, trigger.upperBound)
      if !read.holders.isEmpty { servedEnd = max(servedEnd, complementEnd) }
      finish(&read, office, start, &lastHolder)
      i = max(i, trigger.upperBound)
    }
  }

  /// False where the word is none: «le secrétaire» as a desk is rare, but a verb is not.
  private func isOffice(_ trigger: Range<Int>) -> Bool {
    let i = trigger.lowerBound
    if trigger.count > 1 { return true }
    let features = words[i].features
    if features.has(.finite), i > 0, words[i - 1].features.has([.subject, .negation]) {
      return false
    }
    if features.has(.mostlyVerb), !features.has(.mostlyNoun), i > 0,
      !flags(i - 1).contains(.determiner), !words[i].isCapital, !followsHolder(i)
    {
      return false
    }
    return true
  }

  /// Reads what comes after an office: «américain», «général», «de la Défense», «du Hamas».
  private mutating func readComplements(of office: inout Names.Office, from start: Int) -> Int {
    var k = start
    var adjectives = 0
    if let end = readParty(of: &office, from: k) { k = end }
    while k < words.count, words[k].isWord, k - start < 16,
      !words[k].shape.contains(.startsParagraph)
    {
      if taken[k] >= 0 {
        guard let next = readNameBeside(&office, at: k) else { break }
        k = next
      } else if !flags(k).isDisjoint(with: [.of, .to]) {
        if isAddressed(at: k, behind: office) { break }
        guard let complement = readComplement(of: &office, at: k) else { break }
        k = complement.end
        if complement.isLast { break }
      } else if let next = endOfFormula(k, of: office) {
        k = next
      } else if adjectives < 2, isAdjectiveOfOffice(k) {
        k += 1
        adjectives += 1
      } else if gazetteer.isFrench, let next = matter(behind: k) {
        // «chargé de l'Énergie», «expert en droit à l'Université de Lima»
        if flags(k).contains(.charge) { addCharge(from: k, to: next, of: &office) }
        k = next
      } else {
        break
      }
    }
    return k
  }

  /// True for whom somebody speaks to: «a répondu le ministre **à la question** du député», «le maire à
  /// ses opposants».
  private func isAddressed(at k: Int, behind office: Names.Office) -> Bool {
    guard gazetteer.isFrench, !flags(k).contains(.of), k + 1 < words.count else { return false }
    var next = k + 1
    if flags(next).contains(.possessive) { return true }
    if flags(next).contains(.determiner) { next += 1 }
    if next < words.count, words[next].isCapital { return false }
    let first = office.trigger.lowerBound
    return first > 1 && flags(first - 1).contains(.determiner)
      && words[first - 2].features.has([.finite, .pastParticiple])
      && !words[first - 2].features.has(.mostlyNoun)
  }

  /// Reads a party in brackets after an office: «le député **(PdM)** de Lima».
  private mutating func readParty(of office: inout Names.Office, from k: Int) -> Int? {
    guard k + 2 < words.count, words[k].mark == .openBracket, words[k + 2].mark == .closeBracket,
      taken[k + 1] >= 0, case let party = Int(taken[k + 1]),
      sources[mentions[party].source].kind == .organisation, mentions[party].words.count == 1
    else { return nil }
    office.memberships.append(party)
    return k + 3
  }

  /// Reads a name right after a French office: «américain», «française et japonaise», «CGT».
  ///
  /// - Returns: the word after it; nil when it says nothing of the office.
  private func readNameBeside(_ office: inout Names.Office, at k: Int) -> Int? {
    guard gazetteer.isFrench else { return nil }
    let it = mentions[Int(taken[k])]
    let end = it.words.upperBound
    if it.form == .adjective {
      office.bodies.append(Int(taken[k]))
      if end + 1 < words.count, flags(end).contains(.and), taken[end + 1] >= 0,
        case let second = Int(taken[end + 1]), mentions[second].form == .adjective
      {
        office.bodies.append(second)
        return mentions[second].words.upperBound
      }
      return end
    }
    guard sources[it.source].kind == .organisation, it.form == .acronym else { return nil }
    office.memberships.append(Int(taken[k]))
    return end
  }

  /// The word after what belongs to an office and names nobody: «et [de …]», «par intérim», «en chef».
  private func endOfFormula(_ k: Int, of office: Names.Office) -> Int? {
    guard gazetteer.isFrench, k + 1 < words.count else { return nil }
    if flags(k).contains(.and), flags(k + 1).contains(.of), !office.bodies.isEmpty { return k + 1 }
    return words[k].features.has(.preposition) && flags(k + 1).contains(.capacity) ? k + 2 : nil
  }

  private func isAdjectiveOfOffice(_ k: Int) -> Bool {
    gazetteer.isFrench && words[k].features.has(.adjective)
      && !words[k].features.has(.mostlyOther) && !words[k].isCapital && !isVerbWithObject(k)
      && (!words[k].features.has(.mostlyVerb) || namesPerson(behind: k))
  }

  /// Reads a complement: «de la Défense», «du Hamas et de l'ONU», “of the union”.
  ///
  /// - Returns: the word after it, and whether nothing may follow; nil when there is none at `k`.
  private mutating func readComplement(
    of office: inout Names.Office, at k: Int
  ) -> (end: Int, isLast: Bool)? {
    let isOf = flags(k).contains(.of)
    guard let next = startOfComplement(after: k) else { return nil }
    if taken[next] >= 0 { return readBodies(of: &office, from: next, after: k) }
    if !isOf, !gazetteer.isFrench { return nil }
    if let person = personInOffice(at: next) {
      office.bodies.append(person)
      return (mentions[person].words.upperBound, false)
    }
    if let end = readOfficeServed(by: &office, at: next) { return (end, false) }
    // A portfolio or a body that no list knows: «de la Défense», «du conseil régional».
    let stop = endOfPortfolio(from: next)
    guard stop > next else { return nil }
    addPortfolio(next..<stop, to: &office)
    return (stop, false)
  }

  /// Reads the body of the office that another one serves: «adjoint au maire **de Lima**».
  ///
  /// - Returns: the word after it; nil when no office for a body stands at `i`.
  private mutating func readOfficeServed(by office: inout Names.Office, at i: Int) -> Int? {
    guard gazetteer.isFrench,
      let inner = gazetteer.officePhrases.longest(in: words.forms, from: i),
      !gazetteer.offices[Int(inner.value)].isPlural
    else { return nil }
    let trigger = i..<i + inner.count
    var served = Names.Office(
      trigger: trigger, words: trigger, bodies: [], isFormer: false, isWeak: false)
    let end = readComplements(of: &served, from: trigger.upperBound)
    guard !served.bodies.isEmpty else { return nil }
    office.bodies += served.bodies
    return end
  }

  /// The first word of a complement after its preposition, determiners and title.
  func startOfComplement(after k: Int) -> Int? {
    var next = k + 1
    if next < words.count, gazetteer.isFrench,
      flags(k).contains(.near), flags(next).contains(.of)
    {
      next += 1
    }
    guard next < words.count else { return nil }
    // «la porte-parole à une question»
    if !flags(k).contains(.of), words[next].features.has(.indefinite),
      flags(next).contains(.determiner)
    {
      return nil
    }
    while next < words.count, next - k < 4,
      !flags(next).isDisjoint(with: [.determiner, .possessive])
    {
      next += 1
    }
    guard next < words.count, words[next].isWord else { return nil }
    if flags(next).contains(.title), taken[next] < 0, next + 1 < words.count { next += 1 }
    return next
  }

  /// Reads named bodies after the preposition at `k`: «du Hamas et de l'Iran».
  private mutating func readBodies(
    of office: inout Names.Office, from first: Int, after k: Int
  ) -> (end: Int, isLast: Bool)? {
    takePlaceForBody(Int(taken[first]), after: k)
    let it = mentions[Int(taken[first])]
    let kind = sources[it.source].kind
    guard it.words.lowerBound == first else { return nil }
    // “a lawyer for the Kenyan State Department”
    if it.form == .adjective {
      let next = it.words.upperBound
      guard !gazetteer.isFrench, next < words.count, taken[next] >= 0,
        case let body = Int(taken[next]), sources[mentions[body].source].kind == .organisation
      else { return nil }
      office.bodies.append(body)
      return (mentions[body].words.upperBound, false)
    }
    if !flags(k).contains(.of) {
      // «son avocat à l'AFP»: to whom it was said.
      let isTold =
        office.isService || flags(office.trigger.lowerBound - 1).contains(.possessive)
      if it.form == .place || kind == .media && isTold { return nil }
      if flags(k).contains(.purpose), !office.bodies.isEmpty { return (it.words.upperBound, false) }
    }
    if kind == .person, gazetteer.isFrench, office.isWeak, !office.isService,
      !calledBodies.contains(it.source)
    {
      guard flags(k).contains(.employer), !it.words.contains(where: { firstName($0).isName }) else {
        return nil
      }
      calledBodies.insert(it.source)
    }
    let body = calledAfter(Int(taken[first]))
    office.bodies.append(body)
    var end = mentions[body].words.upperBound
    while end + 1 < words.count, words[end].isWord, flags(end).contains(.and),
      flags(end + 1).contains(.of)
    {
      var next = end + 2
      while next < words.count, flags(next).contains(.determiner) { next += 1 }
      guard next < words.count, taken[next] >= 0, mentions[Int(taken[next])].form != .adjective
      else { return (end, true) }
      office.bodies.append(Int(taken[next]))
      end = mentions[Int(taken[next])].words.upperBound
    }
    return (end, false)
  }

  /// “an analyst at Volvex”: what no list knows as a place is a body there.
  private mutating func takePlaceForBody(_ mention: Int, after preposition: Int) {
    guard !gazetteer.isFrench, !flags(preposition).contains(.of), mentions[mention].form == .place,
      sources[mentions[mention].source].key.hasPrefix("loc:")
    else { return }
    let name = text(of: mentions[mention].words)
    mentions[mention].source = source("org:\(name)", .organisation, name)
    mentions[mention].form = .name
  }

  /// The person who holds an office that another one is for: «conseiller du président Jan Holm».
  private func personInOffice(at i: Int) -> Int? {
    guard let inner = gazetteer.officePhrases.longest(in: words.forms, from: i) else { return nil }
    var person = i + inner.count
    while person < words.count, person - i < 6,
      taken[person] < 0 || mentions[Int(taken[person])].form == .adjective,
      words[person].isWord, words[person].features.has(.adjective) || taken[person] >= 0
    {
      person += 1
    }
    guard person < words.count, taken[person] >= 0,
      sources[mentions[Int(taken[person])].source].kind == .person
    else { return nil }
    return Int(taken[person])
  }

  /// True when a person's name follows a word, after a comma or not: «sortant X».
  func namesPerson(behind k: Int) -> Bool {
    var next = k + 1
    if next < words.count, words[next].mark == .comma { next += 1 }
    return next < words.count && taken[next] >= 0
      && sources[mentions[Int(taken[next])].source].kind == .person
  }

  /// Reads what comes before an English office: “Russian”, “Iran's”, “the Hamas”.
  private mutating func readEnglishBefore(_ office: inout Names.Office, _ start: Int) -> Int {
    var first = start
    var steps = 0
    while first > 0, steps < 5, words[first - 1].isWord {
      let before = first - 1
      if words[before].shape.contains(.startsParagraph), taken[before] < 0 { break }
      if taken[before] >= 0 {
        let mention = Int(taken[before])
        if mentions[mention].form == .place { break }
        if !office.bodies.contains(mention) { office.bodies.append(mention) }
        first = mentions[mention].words.lowerBound
        if flags(first - 1).contains(.former) {
          office.isFormer = true
          first -= 1
        }
        break
      }
      if flags(before).contains(.owner) {
        first = before
        steps += 1
        continue
      }
      let flag = flags(before)
      if flag.contains(.former) {
        office.isFormer = true
        first = before
        steps += 1
        continue
      }
      if flag.contains(.determiner) || flag.contains(.of) || flag.contains(.to)
        || flag.contains(.and)
      {
        break
      }
      if words[before].isCapital || words[before].shape.contains(.unknown)
        || words[before].features.has([.mostlyNoun, .mostlyAdjective])
      {
        first = before
        steps += 1
        continue
      }
      break
    }
    return first
  }
}
