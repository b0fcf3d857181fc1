import Languages
import Press

/// Those who act together: «les autorités iraniennes», «les manifestants», «le parti».
extension NameReader {
  /// The state of which the article mostly speaks: half of its mentions of states or more.
  private func mainState() -> Int? {
    var counts: [Int: Int] = [:]
    var all = 0
    for mention in mentions where sources[mention.source].kind == .state {
      counts[mention.source, default: 0] += 1
      all += 1
    }
    guard all >= 3, let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
      return nil
    }
    return most.value * 2 >= all ? most.key : nil
  }

  mutating func readGroups() {
    let main = mainState()
    // «chef d'État» is an office, its «État» no group.
    var inOffice = TokenMap(repeating: false, count: words.count, outside: false)
    var i = 0
    while i < words.count {
      if let office = gazetteer.officePhrases.longest(in: words.forms, from: i), office.count > 1 {
        for word in i + 1..<i + office.count { inOffice[word] = true }
        i += office.count
      } else {
        i += 1
      }
    }
    i = 0
    while i < words.count {
      guard taken[i] < 0, !inOffice[i], let group = gazetteer.group(words.forms[i]),
        words[i].isWord
      else {
        i += 1
        continue
      }
      i = max(i + 1, readGroup(group, at: i, main: main))
    }
  }

  /// The words of a group, and the mention of whom it belongs to.
  private struct Extent {
    var start: Int
    var end: Int
    var owner: Int?
  }

  private mutating func readGroup(_ group: Gazetteer.Group, at i: Int, main: Int?) -> Int {
    guard isNoun(i), group.isPlural || words[i].isCapital || isDetermined(i) else { return i + 1 }
    let extent =
      gazetteer.isFrench ? frenchExtent(of: group, at: i) : englishExtent(of: group, at: i)
    let end = extent.end
    if group.kind == .owned, extent.owner == nil { return end }
    if gazetteer.isFrench, group.kind == .state, extent.owner == nil, !group.isPlural,
      extent.start == 0 || flags(extent.start - 1).isDisjoint(with: [.determiner, .possessive])
    {
      return end
    }
    let range = extent.start..<end
    let called = called(by: group, end)
    let place = called ?? source(of: group, at: range, owner: extent.owner, main: main, headedBy: i)
    if let called { calledBodies.insert(called) }
    if let owner = extent.owner, range.overlaps(mentions[owner].words) {
      mentions[owner].isInside = true
    }
    release(range)
    add(
      Names.Mention(
        source: place, words: range, whole: range, form: .group, gender: group.gender,
        isPlural: group.isPlural), as: .name, isName: called == nil)
    return end
  }

  /// Puts the mentions in a range inside the one that is to be made of it.
  mutating func release(_ range: Range<Int>) {
    for word in range {
      if taken[word] >= 0 { mentions[Int(taken[word])].isInside = true }
      taken[word] = -1
    }
  }

  /// True for a noun that names its group although it is one alone: «le parti», not «est parti»;
  /// “the left”, not “he left”.
  private func isDetermined(_ i: Int) -> Bool {
    guard i > 0, words[i - 1].isWord else { return false }
    let before = words[i - 1]
    return !flags(i - 1).isDisjoint(with: [.determiner, .possessive, .of])
      || before.features.has([.mostlyAdjective, .mostlyNoun]) || isOwnerBefore(i)
      || flags(i - 1).contains(.owner)
      || before.shape.contains(.unknown) && !before.isCapital && words.language.code == "en"
  }

  /// True when a mention may own a group.
  private func isOwner(_ mention: Int) -> Bool {
    let kind = sources[mentions[mention].source].kind
    return kind == .state || kind == .organisation
  }

  /// «autorités iraniennes», «quotidien conservateur danois», «parquet de Bergen».
  private func frenchExtent(of group: Gazetteer.Group, at i: Int) -> Extent {
    var extent = Extent(start: i, end: i + 1)
    addAdjectives(to: &extent)
    if group.kind == .body, extent.owner == nil || flags(i).contains(.ministry) {
      extendBody(&extent)
    }
    if extent.owner == nil || group.kind == .body, group.kind != .people {
      addComplement(of: group, at: i, to: &extent)
    }
    return extent
  }

  /// Adjectives, among them demonyms.
  private func addAdjectives(to extent: inout Extent) {
    for _ in 0..<3 {
      let end = extent.end
      guard end < words.count, words[end].isWord else { return }
      if taken[end] >= 0 {
        let mention = Int(taken[end])
        guard mentions[mention].form == .adjective, extent.owner == nil else { return }
        extent.owner = mention
        extent.end = mentions[mention].words.upperBound
      } else if words[end].features.has(.adjective),
        !words[end].features.has([.mostlyVerb, .mostlyOther, .mostlyNoun]), !words[end].isCapital,
        !isVerbWithObject(end)
      {
        extent.end += 1
      } else {
        return
      }
    }
  }

  /// «l'opposition **critique** Anna Berg», «la population **légitime** les violences»: what may be an
  /// adjective, before what is no part of the noun phrase.
  func isVerbWithObject(_ i: Int) -> Bool {
    guard words[i].features.has(.thirdPerson), i + 1 < words.count, words[i + 1].isWord else {
      return false
    }
    let next = words[i + 1]
    return next.isCapital
      || next.features.has(.determiner) && !next.features.has(.preposition)
  }

  /// What else names a body, and a demonym after it: in «quotidien conservateur danois», an adjective
  /// that may be a noun comes first.
  private func extendBody(_ extent: inout Extent) {
    let stop = endOfBody(from: extent.end - 1)
    guard stop > extent.end else { return }
    extent.end = stop
    guard extent.owner == nil, stop < words.count, taken[stop] >= 0 else { return }
    let mention = Int(taken[stop])
    if mentions[mention].form == .adjective {
      extent.owner = mention
      extent.end = mentions[mention].words.upperBound
    }
  }

  /// «autorités de l'Iran», «parquet de Bergen».
  private func addComplement(of group: Gazetteer.Group, at i: Int, to extent: inout Extent) {
    let end = extent.end
    guard end + 1 < words.count, flags(end).contains(.of) else { return }
    var next = end + 1
    while next < words.count, next - end < 3, flags(next).contains(.article) {
      next += 1
    }
    guard next < words.count, taken[next] >= 0 else { return }
    let mention = Int(taken[next])
    let it = mentions[mention]
    let source = sources[it.source]
    guard it.words.lowerBound == next else { return }
    if it.form != .adjective,
      isOwner(mention) || (group.kind == .state && source.kind == .person),
      source.kind == .state || source.key.hasPrefix("org:UE")
        || gazetteer.officePhrases.longest(in: words.forms, from: i) == nil
    {
      extent.owner = extent.owner ?? mention
      extent.end = it.words.upperBound
    } else if [.organ, .members, .body].contains(group.kind), extent.owner == nil, isPlaceName(it) {
      extent.end = it.words.upperBound
    }
  }

  /// “Iranian authorities”, “Iran's government”, “the government of Iran”.
  private func englishExtent(of group: Gazetteer.Group, at i: Int) -> Extent {
    var extent = Extent(start: i, end: i + 1)
    readOwnerBefore(i, &extent)
    guard extent.owner == nil else { return extent }
    extent.start = startOfModifiers(before: i)
    guard group.kind != .people, i + 2 < words.count, flags(i + 1).contains(.of) else {
      return extent
    }
    var next = i + 2
    if flags(next).contains(.determiner), next + 1 < words.count { next += 1 }
    if taken[next] >= 0, case let mention = Int(taken[next]),
      mentions[mention].words.lowerBound == next, isOwner(mention)
    {
      extent.owner = mention
      extent.end = mentions[mention].words.upperBound
    }
    return extent
  }

  private func readOwnerBefore(_ i: Int, _ extent: inout Extent) {
    var before = i - 1
    while before >= 0, i - before < 4, words[before].isWord {
      if taken[before] >= 0 {
        let mention = Int(taken[before])
        let form = mentions[mention].form
        if form == .adjective || form != .group && isOwner(mention) {
          extent.owner = mention
          extent.start = mentions[mention].words.lowerBound
        }
        return
      }
      if flags(before).contains(.owner) {
        if before > 0, taken[before - 1] >= 0, isOwner(Int(taken[before - 1])) {
          extent.owner = Int(taken[before - 1])
        }
        return
      }
      guard words[before].features.has([.adjective, .mostlyNoun]),
        !words[before].features.has([.determiner, .preposition, .mostlyVerb])
      else { return }
      before -= 1
    }
  }

  /// “technology lobbyists”, “pro-union lawmakers”
  private func startOfModifiers(before i: Int) -> Int {
    var first = i
    while first > 0, i - first < 3, words[first - 1].isWord, taken[first - 1] < 0,
      !words[first - 1].isCapital, !words[first].shape.contains(.startsSentence),
      flags(first - 1).isDisjoint(with: [.determiner, .of, .to, .and, .possessive, .former]),
      words[first - 1].features.has([.mostlyAdjective, .mostlyNoun])
        || words[first - 1].shape.contains(.hyphenated)
    {
      first -= 1
    }
    return first
  }

  /// The body that is called by name right after its noun: «le groupe danois Volvex», “the firm Volvex”.
  private func called(by group: Gazetteer.Group, _ end: Int) -> Int? {
    guard group.kind == .body, !group.isPlural, end < words.count, taken[end] >= 0 else {
      return nil
    }
    let mention = mentions[Int(taken[end])]
    guard mention.words.lowerBound == end, mention.whole.lowerBound == end else { return nil }
    switch sources[mention.source].kind {
    case .organisation, .media:
      return mention.form == .name || mention.form == .acronym ? mention.source : nil
    case .person where gazetteer.isFrench:
      let hasFirstName = mention.words.contains { firstName($0).isName }
      return mention.form == .name && !hasFirstName ? mention.source : nil
    default: return nil
    }
  }

  /// True when a demonym or a state stands right before the word: “Russian army”.
  private func isOwnerBefore(_ i: Int) -> Bool {
    guard taken[i - 1] >= 0 else { return false }
    let mention = mentions[Int(taken[i - 1])]
    return mention.form == .adjective || sources[mention.source].kind == .state
  }

  /// False for a form that is a verb here («il services»-like readings) or part of a fixed phrase.
  private func isNoun(_ i: Int) -> Bool {
    let features = words[i].features
    if features.has(.finite), i > 0, words[i - 1].features.has(.subject) { return false }
    if i > 0, !gazetteer.isFrench, words.key(i - 1) == "to", features.has(.verb) { return false }
    // “official contact”, “left hand”: an adjective before its noun.
    if !gazetteer.isFrench, features.has(.adjective), i + 1 < words.count, words[i + 1].isWord,
      taken[i + 1] < 0, words[i + 1].features.has(.noun),
      !words[i].features.has(.mostlyNoun) || words[i + 1].features.has(.mostlyNoun)
    {
      return false
    }
    // «ressources militaires», «territoires insurgés»: an adjective after its noun.
    if gazetteer.isFrench, i > 0, features.has([.adjective, .pastParticiple]), words[i - 1].isWord,
      taken[i - 1] < 0, words[i - 1].features.has(.mostlyNoun), !words[i].isCapital
    {
      return false
    }
    return true
  }

  private mutating func source(
    of group: Gazetteer.Group, at range: Range<Int>, owner: Int?, main: Int?, headedBy head: Int
  ) -> Int {
    let name = text(of: range)
    let country = owner.flatMap { sources[mentions[$0].source].country }
    let ownerKey = owner.map { sources[mentions[$0].source].key }
    func key(_ range: Range<Int>) -> String { name.lowercased() }
    switch group.kind {
    case .state, .owned:
      if let owner {
        // «le gouvernement de Lars Holm» is not he.
        if group.kind == .owned || sources[mentions[owner].source].kind != .person {
          return mentions[owner].source
        }
        return source(
          "org:\(key(range))", .organisation, name, gender: group.gender, isPlural: group.isPlural)
      }
      if let main, flags(head).contains(.government) { return main }
      return source(
        "grp:\(key(range))", .group, name, gender: group.gender, isPlural: group.isPlural)
    case .members where country == nil:
      return source(
        "grp:\(key(range))", .group, name, gender: group.gender, isPlural: group.isPlural)
    case .organ, .members:
      // «le parquet de Paris» is one of a city.
      let isOfCity = owner.map { mentions[$0].form == .metonym } ?? false
      if let ownerKey, let country, ownerKey == country, !isOfCity {
        return source(
          "org:\(country)/\(group.organ)", .organisation, name, country: country,
          gender: group.gender, isPlural: group.isPlural)
      }
      return source(
        "org:\(key(range))", .organisation, name, country: country, gender: group.gender,
        isPlural: group.isPlural)
    case .body:
      if let organ = ministry(range, headedBy: head) {
        let country =
          country ?? stateBefore(range.lowerBound) ?? main.flatMap { sources[$0].country }
        if let country {
          return source(
            "org:\(country)/\(organ)", .organisation, name, country: country, gender: group.gender)
        }
      }
      return source(
        "org:\(key(range))", .organisation, name, country: country, gender: group.gender,
        isPlural: group.isPlural)
    case .people:
      return source(
        "grp:\(key(range))", .group, name, country: country, gender: group.gender,
        isPlural: group.isPlural)
    }
  }

  /// The country of the last state that is named before a word, in its sentence or the one before.
  func stateBefore(_ word: Int) -> String? {
    let sentence = sentences.number(of: word)
    var best: (Int, String)?
    for mention in mentions.reversed() where mention.words.upperBound <= word {
      guard mention.form != .place, sources[mention.source].kind == .state,
        sentences.number(of: mention.words.lowerBound) >= sentence - 1,
        let country = sources[mention.source].country
      else { continue }
      if best.map({ $0.0 < mention.words.lowerBound }) ?? true {
        best = (mention.words.lowerBound, country)
      }
    }
    return best?.1
  }

  /// The key of a ministry: MFA for foreign affairs, else its matter.
  private func ministry(_ range: Range<Int>, headedBy head: Int) -> String? {
    guard flags(head).contains(.ministry) else { return nil }
    // «le ministère public» prosecutes.
    if range.contains(where: { flags($0).contains(.prosecution) }) { return nil }
    if range.contains(where: { flags($0).contains(.foreign) }) { return "MFA" }
    return range.lazy.map { words.key($0) }.last { $0 != words.key(head) && $0.count > 3 }
      ?? "ministry"
  }
}
