import Languages
import Press

/// Capitalised words that no list knows: persons, bodies, or nobody.
extension NameReader {
  /// A run of capitalised words.
  private struct Run {
    var start: Int
    var end: Int
    /// True when a word of it is one of bodies.
    var isBody: Bool
    /// True for “Friends of the Coast”, but also “Battle of Lund”.
    var isLoose = false
  }

  /// Reads a capitalised word that nothing else explains.
  ///
  /// - Returns: the word after what was read; nil when it is no name.
  mutating func readCapitals(at i: Int, into people: inout [Name]) -> Int? {
    let isKnown = isKnownWord(i)
    let group = gazetteer.group(words.forms[i])
    let isBody = group.map { $0.kind == .body || $0.kind == .organ } ?? false
    guard mayOpenName(i, isKnown: isKnown), isBody || mayOpenPerson(i, isKnown: isKnown) else {
      return nil
    }
    let isAlone = !isNamePartAfter(i)
    if gazetteer.isFrench {
      // «a dit Pierre», but «la Pierre»
      let isFirstName = group == nil && firstName(i).isName && !flags(i - 1).contains(.determiner)
      if isBody
        || isKnown && !isForcedCapital(i) && words[i].features.has(.mostlyNoun) && !isFirstName
      {
        return isForcedCapital(i) && isAlone ? nil : readBody(at: i)
      }
    } else if isForcedCapital(i), isKnown, isAlone {
      return nil
    }
    var run = Run(start: i, end: endOfName(from: i, isPerson: false), isBody: isBody)
    if !gazetteer.isFrench {
      if isKnown, group == nil, isCalling(run) { return nil }
      if let office = readOfficeInside(run) { return office }
    }
    let isAcronym = run.end == i + 1 && words[i].shape.contains(.allCapitals)
    extendBody(&run)
    if isAcronym || run.isBody {
      let index = readUnknownBody(i..<run.end)
      if run.isLoose { settledBodies.insert(index) }
    } else if isPlace(run) {
      addPlace(i..<run.end)
    } else {
      people.append((i..<run.end, nil, .either))
    }
    return run.end
  }

  private func isParticle(_ i: Int) -> Bool {
    !flags(i).isDisjoint(with: [.of, .determiner, .to, .and, .place, .possessive, .former])
  }

  private func isKnownWord(_ i: Int) -> Bool {
    !isParticle(i) && !words[i].shape.contains(.unknown) && !words[i].features.isEmpty
  }

  private func isNamePartAfter(_ i: Int) -> Bool {
    i + 1 < words.count && words[i + 1].isWord && isNamePart(i + 1)
  }

  /// False for capitals that open no name of any kind.
  private func mayOpenName(_ i: Int, isKnown: Bool) -> Bool {
    let word = words[i]
    if !flags(i).isDisjoint(with: [.plain, .title]) || isCompoundWord(i) { return false }
    if isKnown {
      // “Article 40”, «Numéro 10»
      if i + 1 < words.count, words[i + 1].mark == .number { return false }
      // “HIGHLIGHTS”
      if word.shape.contains(.allCapitals), word.end - word.start > 4,
        !flags(i - 1).contains(.determiner), !(i + 1 < words.count && isNamePart(i + 1))
      {
        return false
      }
    }
    if isParticle(i) {
      // «Le Drian», «De Valmont» away from the start of a sentence.
      guard !isForcedCapital(i), i + 1 < words.count, isNamePart(i + 1),
        !word.shape.contains(.allCapitals), words[i + 1].shape.contains(.unknown)
      else { return false }
    }
    return !(isForcedCapital(i) && isOrdinaryOpening(i))
  }

  /// False for offices and for words of the language that open no person's name.
  private func mayOpenPerson(_ i: Int, isKnown: Bool) -> Bool {
    if gazetteer.officePhrases.longest(in: words.forms, from: i) != nil { return false }
    guard isKnown else { return true }
    let word = words[i]
    let isFollowed = isNamePartAfter(i)
    if isForcedCapital(i) {
      guard isFollowed, word.features.has(.mostlyNoun), words[i + 1].shape.contains(.unknown) else {
        return false
      }
    }
    return !word.features.has(.mostlyOther)
      && !(word.shape.contains(.allCapitals) && isFollowed
        && words[i + 1].shape.contains(.allCapitals))
  }

  /// True for “Painter Annika Lindqvist observed”: a calling at the start of a sentence.
  private func isCalling(_ run: Run) -> Bool {
    isForcedCapital(run.start) && run.end > run.start + 2
      && words[run.start].features.has(.mostlyNoun) && !flags(run.end - 1).contains(.body)
      && (run.start + 1..<run.end).allSatisfy { words[$0].features.isEmpty }
  }

  /// Reads what comes before an office inside capitals, which ends there: “Volvex Chairman X” names a
  /// body, “Energy Minister X” a matter.
  ///
  /// - Returns: where the office begins; nil when there is none.
  private mutating func readOfficeInside(_ run: Run) -> Int? {
    let office = (run.start + 1..<run.end).first {
      guard let found = gazetteer.officePhrases.longest(in: words.forms, from: $0) else {
        return false
      }
      return $0 + found.count <= run.end
    }
    guard let office, gazetteer.group(words.forms[office]) == nil else { return nil }
    if (run.start..<office).allSatisfy({
      words[$0].shape.contains(.unknown) || words[$0].features.isEmpty
    }) {
      readUnknownBody(run.start..<office)
    }
    return office
  }

  /// Adds what belongs to a body's name and is no run of capitals: “Berg & Holm”, «Bank of America».
  private func extendBody(_ run: inout Run) {
    run.isBody = run.isBody || run.end > run.start + 1 && flags(run.end - 1).contains(.body)
    while run.end + 1 < words.count, !words[run.end].isWord, words.string(run.end) == "&",
      words[run.end + 1].isWord, isNamePart(run.end + 1)
    {
      run.end = endOfName(from: run.end + 1, isPerson: false)
      run.isBody = true
    }
    guard gazetteer.isFrench else { return extendEnglishBody(&run) }
    // «Save the Children»: no person has such words inside.
    let foreign = endOfEnglishBody(from: run.start, run.end)
    if foreign > run.end {
      run.end = foreign
      run.isBody = true
    }
  }

  private func extendEnglishBody(_ run: inout Run) {
    run.isBody =
      run.isBody || words.string(run.start).contains("&")
      || (run.start..<run.end).contains {
        let kind = gazetteer.group(words.forms[$0])?.kind
        return kind == .body || kind == .organ
      }
    if isCommonOwner(run) {
      run.end = endOfName(from: run.end + 1, isPerson: false)
      run.isBody = true
    }
    let last = words[run.end - 1]
    guard run.isBody || last.features.has(.mostlyNoun) && !last.shape.contains(.unknown) else {
      return
    }
    let whole = endOfEnglishBody(from: run.start, run.end)
    if whole > run.end, !run.isBody {
      run.isBody = true
      run.isLoose = true
    }
    run.end = whole
  }

  /// True for “Children's Project”: the owner is a common noun.
  private func isCommonOwner(_ run: Run) -> Bool {
    let end = run.end
    return end + 1 < words.count && flags(end).contains(.owner) && isNamePartAfter(end)
      && (run.start..<end).allSatisfy {
        !words[$0].shape.contains(.unknown) && !firstName($0).isName
      }
      && words[end - 1].features.has(.mostlyNoun) && words[end + 1].features.has(.mostlyNoun)
      && !words[end + 1].shape.contains(.unknown)
      && !words[run.start].shape.contains(.startsSentence)
  }

  /// True for one word after a preposition of place or in a bracket.
  private func isPlace(_ run: Run) -> Bool {
    let i = run.start
    return run.end == i + 1 && i > 0 && !(run.end < words.count && flags(run.end).contains(.owner))
      && (flags(i - 1).contains(.place) || words[i - 1].mark == .openBracket)
      && !words[i].shape.contains(.startsSentence)
  }

  private mutating func addPlace(_ range: Range<Int>) {
    let i = range.lowerBound
    let name = words.string(words.passage(range))
    let index = source("loc:\(name)", .group, name)
    placeOfForm[words[i].isWord ? words.forms[i] : -1] = index
    add(
      Names.Mention(
        source: index, words: range, whole: range, form: .place, gender: .either, isPlural: false),
      as: .name)
  }

  /// The first office inside a run of capitals with more of it after.
  func officeInside(_ range: Range<Int>, beforeFirstName: Bool = false) -> Int? {
    guard range.count > 2 else { return nil }
    return (range.lowerBound + 1..<range.upperBound).first {
      guard gazetteer.group(words.forms[$0]) == nil,
        let found = gazetteer.officePhrases.longest(in: words.forms, from: $0)
      else { return false }
      let next = $0 + found.count
      return next < range.upperBound && (!beforeFirstName || firstName(next).isName)
    }
  }

  /// True for a word at the start of a sentence that is no name without its capital: “Nine-year-old”,
  /// «Evidemment», whose accent the capital lost, and an adverb before a name.
  private func isOrdinaryOpening(_ i: Int) -> Bool {
    let word = words[i]
    if firstName(i).isName { return false }
    if gazetteer.isFrench {
      guard word.shape.contains(.unknown), let letter = words.key(i).first,
        let accented = ["e": "éêè", "a": "àâ", "c": "ç", "i": "îï", "o": "ô", "u": "û"][letter]
      else { return false }
      let rest = words.key(i).dropFirst()
      return accented.contains { words.language.lexicon.form("\($0)\(rest)") >= 0 }
    }
    if word.shape.contains(.hyphenated), words.key(i).hasSuffix("-old") { return true }
    return !word.shape.contains(.unknown) && word.features.has(.adverb)
      && !word.features.has(.mostlyNoun)
  }

  private func isCommonNoun(_ i: Int) -> Bool {
    words[i].isWord && !words[i].shape.contains(.unknown) && words[i].features.has(.mostlyNoun)
      && !firstName(i).isName && gazetteer.group(words.forms[i]) == nil
  }

  /// “Court of Cassation”, “League for the Full Autonomy of Tasmania”.
  private func endOfEnglishBody(from i: Int, _ first: Int) -> Int {
    var end = first
    while end + 1 < words.count,
      flags(end).contains(.link) || words.key(end) == "on" && flags(end - 1).contains(.body)
    {
      var next = end + 1
      if !flags(next).isDisjoint(with: [.determiner, .link]) { next += 1 }
      guard words[next].isWord, isNamePart(next) else { break }
      end = endOfName(from: next, isPerson: false)
      // “for Fishing and Trade”: both are common nouns.
      if end + 1 < words.count, flags(end).contains(.and),
        isCommonNoun(end - 1) || isCompoundWord(end - 1),
        words[end + 1].isCapital, isCommonNoun(end + 1)
      {
        end += 2
      }
    }
    return end
  }

  @discardableResult
  private mutating func readUnknownBody(_ range: Range<Int>, country: String? = nil) -> Int {
    let name = text(of: range)
    let isAcronym = range.count == 1 && words[range.lowerBound].shape.contains(.allCapitals)
    if isAcronym, let known = shortForms[words.forms[range.lowerBound]] {
      add(
        Names.Mention(
          source: known, words: range, whole: range, form: .acronym, gender: .either,
          isPlural: false), as: .acronym)
      return known
    }
    let index = source("org:\(name)", .organisation, name, country: country)
    add(
      Names.Mention(
        source: index, words: range, whole: range, form: isAcronym ? .acronym : .name,
        gender: .either, isPlural: false), as: isAcronym ? .acronym : .name)
    return index
  }

  /// Reads an English body whose name begins with one that a list knows: “European Space Agency”,
  /// “NBC News”.
  ///
  /// - Returns: the word after it; nil when there is none at `i`.
  mutating func readBody(openedBy phrase: (value: Int32, count: Int), at i: Int) -> Int? {
    let first = i + phrase.count
    guard !gazetteer.isFrench, words[i].isCapital, first < words.count, words[first].isWord,
      isNamePart(first), !words[first].shape.contains(.startsParagraph),
      gazetteer.names.longest(in: words.forms, from: first) == nil,
      gazetteer.officePhrases.longest(in: words.forms, from: first) == nil
    else { return nil }
    let end = endOfName(from: first, isPerson: false)
    let last = end - 1
    let isBody = gazetteer.group(words.forms[last]).map {
      $0.kind == .body && !$0.isPlural && !flags(last).contains(.ministry)
    }
    guard flags(last).contains(.body) || isBody == true,
      !(first..<last).contains(where: { firstName($0).isName })
    else { return nil }
    let range = i..<endOfEnglishBody(from: i, end)
    readUnknownBody(range, country: gazetteer.entries[Int(phrase.value)].country)
    return range.upperBound
  }

  /// Reads a French body that its first word names: «Cour de cassation», «Force ouvrière».
  private mutating func readBody(at i: Int) -> Int {
    let end = endOfBody(from: i)
    var country: String?
    for word in i + 1..<end where country == nil { country = demonym(at: word)?.country }
    for word in i..<end where taken[word] >= 0 { mentions[Int(taken[word])].isInside = true }
    readUnknownBody(i..<end, country: country)
    return end
  }

  /// Adjectives and complements after the first word of a body.
  func endOfBody(from i: Int) -> Int {
    var end = i + 1
    var complements = 0
    while end < words.count, end - i < 9 {
      let word = words[end]
      guard word.isWord, !word.shape.contains(.startsParagraph) else { break }
      if taken[end] >= 0, mentions[Int(taken[end])].form == .adjective { break }
      if demonym(at: end) != nil {
        // «Fédération norvégienne de tir», but «le Parlement norvégien» is an organ of a state.
        guard words[i].isCapital, !word.isCapital, isBodyOfItsOwn(i) else { break }
        end += 1
        continue
      }
      if isNamePart(end), !flags(end).contains(.determiner) {
        // A person after a body in small letters is no part of it.
        if taken[end] >= 0 || firstName(end).isName && !words[i].isCapital { break }
        // «Fondation Nils Holm», but «la ministre des Armées Annika Lindqvist»
        if firstName(end).isName, gazetteer.group(words.forms[i])?.kind != .body { break }
        end = endOfName(from: end, isPerson: false)
        continue
      }
      if word.features.has(.adjective),
        !word.features.has([.mostlyVerb, .mostlyOther, .pastParticiple]), !isVerbWithObject(end)
      {
        end += 1
        continue
      }
      guard complements < 2, let next = endOfComplement(of: i, at: end, isFirst: complements == 0)
      else { break }
      end = next
      complements += 1
    }
    return words[i].isCapital && complements > 0 ? endOfComplements(from: end) : end
  }

  /// The word after «de [la mer]» in the name of the body at `i`; nil when it is no part of it.
  private func endOfComplement(of i: Int, at preposition: Int, isFirst: Bool) -> Int? {
    guard !flags(preposition).isDisjoint(with: [.of, .purpose]) else { return nil }
    var next = preposition + 1
    while next < words.count, next - preposition < 3, flags(next).contains(.article) {
      next += 1
    }
    guard next < words.count, words[next].isWord else { return nil }
    if taken[next] >= 0 {
      // «Cour d'appel de Lund», «académie de Bergen»
      let mention = mentions[Int(taken[next])]
      // «de l'Aude», «du Gard»: rivers that may be first names, too.
      let isRiver =
        (next > preposition + 1 || words[preposition].features.has(.contracted))
        && mention.words.count == 1 && mention.whole == mention.words && !isListed(mention.source)
      guard isPlaceName(mention) || isRiver, mention.words.lowerBound == next else { return nil }
      return mention.words.upperBound
    }
    if isNamePart(next) {
      if firstName(next).isName, gazetteer.group(words.forms[i]) == nil { return nil }
      return endOfName(from: next, isPerson: false)
    }
    guard words[next].features.has(.mostlyNoun), words[i].isCapital || isFirst,
      gazetteer.group(words.forms[next]) == nil || words[i].isCapital
        || words.key(next) == "administration",
      gazetteer.officePhrases.longest(in: words.forms, from: next) == nil
    else { return nil }
    return next + 1
  }

  /// After «Institut de la mer»: «, de la pêche et des ports», when it ends in «et de».
  private func endOfComplements(from start: Int) -> Int {
    var end = start
    while end + 2 < words.count, end - start < 16 {
      let isLast = flags(end).contains(.and)
      guard isLast || words[end].mark == .comma, flags(end + 1).contains(.of) else { break }
      var next = end + 2
      while next < words.count, next - end < 4, flags(next).contains(.determiner) { next += 1 }
      guard next < words.count, words[next].isWord, taken[next] < 0, !words[next].isCapital,
        words[next].features.has(.mostlyNoun), gazetteer.group(words.forms[next]) == nil,
        gazetteer.officePhrases.longest(in: words.forms, from: next) == nil
      else { break }
      end = next + 1
      while end < words.count, words[end].isWord, words[end].features.has(.adjective),
        !words[end].features.has([.mostlyVerb, .mostlyOther, .mostlyNoun]), !words[end].isCapital
      {
        end += 1
      }
      if isLast { return end }
    }
    return start
  }

  private func demonym(at i: Int) -> Gazetteer.Entry? {
    guard let listed = gazetteer.names.longest(in: words.forms, from: i) else { return nil }
    let entry = gazetteer.entries[Int(listed.value)]
    return entry.nameKind == .demonym ? entry : nil
  }

  /// True for the first word of a body that is no organ of a state.
  private func isBodyOfItsOwn(_ i: Int) -> Bool {
    gazetteer.group(words.forms[i])?.kind == .body && !flags(i).contains(.ministry)
  }

  /// True for a city, and for a single capitalised word that nothing proves to be somebody.
  func isPlaceName(_ mention: Names.Mention) -> Bool {
    switch mention.form {
    case .place: true
    case .metonym:
      sources[mention.source].kind == .state && words[mention.words.lowerBound].isCapital
    case .name:
      sources[mention.source].kind == .person && mention.words.count == 1
        && mention.whole == mention.words && !firstName(mention.words.lowerBound).isName
    default: false
    }
  }

  /// A name with single blanks between its words.
  func text(of range: Range<Int>) -> String {
    var text = words.text
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: words.passage(range).length + range.count) { out in
        var count = 0
        for i in range {
          let word = words.passage(i)
          if i > range.lowerBound, words[i].shape.contains(.afterSpace) {
            out[count] = 0x20
            count += 1
          }
          for at in word.start..<word.end {
            out[count] = bytes[at]
            count += 1
          }
        }
        return count
      }
    }
  }

  func folded(_ range: Range<Int>) -> String {
    var out = ""
    for i in range {
      if i > range.lowerBound, words[i].shape.contains(.afterSpace) { out += " " }
      out += words.key(i)
    }
    return out
  }
}
