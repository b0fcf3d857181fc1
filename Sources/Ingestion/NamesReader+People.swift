import Languages
import Press

/// Capitalised names that no list knows: persons, and bodies named after their first word.
extension NameReader {
  typealias Name = (words: Range<Int>, title: Int?, gender: Gender)

  @inline(__always)
  func flags(_ i: Int) -> Gazetteer.Flags {
    i >= 0 && i < words.count ? gazetteer.flags(words.forms[i]) : []
  }

  /// True when a capital says nothing at `i`: the sentence or a quotation starts there.
  func isForcedCapital(_ i: Int) -> Bool {
    if words[i].shape.contains(.startsSentence) || i == 0 { return true }
    switch words[i - 1].mark {
    case .none, .comma, .number, .symbol, .slash, .period: return false
    default: return true
    }
  }

  /// A person's name at `i` that a title or a first name proves.
  func personalName(at i: Int) -> Name? {
    let flag = flags(i)
    if flag.contains(.title), i + 1 < words.count, isNamePart(i + 1) {
      return (i + 1..<endOfName(from: i + 1, isPerson: true), i, titleGender(i))
    }
    let (isName, gender) = firstName(i)
    guard isName, i + 1 < words.count else { return nil }
    if let listed = gazetteer.names.longest(in: words.forms, from: i) {
      let entry = gazetteer.entries[Int(listed.value)]
      if entry.nameKind != .demonym, gender != .masculine || flags(i - 1).contains(.determiner) {
        return nil
      }
    }
    let end = endOfName(from: i, isPerson: true)
    return end > i + 1 ? (i..<end, nil, gender) : nil
  }

  private func titleGender(_ i: Int) -> Gender {
    switch words.key(i) {
    case "m.", "mm.", "mr", "mr.", "monsieur", "sir", "lord", "messrs.", "mgr": .masculine
    case "mme", "mmes", "mlle", "mrs", "mrs.", "ms", "ms.", "miss", "madame", "lady": .feminine
    default: .either
    }
  }

  /// Whether the word is a first name («Jean-Yves» by its first part), and whose.
  func firstName(_ i: Int) -> (isName: Bool, gender: Gender) {
    guard words[i].isCapital else { return (false, .either) }
    var flag = flags(i)
    if words[i].shape.contains(.hyphenated), !flag.contains(.masculineName),
      !flag.contains(.feminineName)
    {
      let key = words.key(i)
      let head = key.prefix { $0 != "-" }
      flag = gazetteer.flags(words.language.lexicon.form(String(head)))
    }
    switch (flag.contains(.masculineName), flag.contains(.feminineName)) {
    case (true, false): return (true, .masculine)
    case (false, true): return (true, .feminine)
    case (true, true): return (true, .either)
    default: return (false, .either)
    }
  }

  /// True for a capitalised word that may be part of a name.
  func isNamePart(_ i: Int) -> Bool {
    let word = words[i]
    guard word.isWord, word.isCapital else { return false }
    if flags(i).contains(.plain) { return false }
    return true
  }

  /// Where the name that starts at `from` ends: capitals, with particles between.
  func endOfName(from start: Int, isPerson: Bool) -> Int {
    var end = start + 1
    while end < words.count, end - start < 7 {
      if !words[end].isWord || words[end].shape.contains(.startsParagraph) { break }
      if words[end - 1].shape.contains(.abbreviation), words.key(end - 1).count > 2 { break }
      if isNamePart(end) {
        if gazetteer.isFrench, flags(end).contains(.determiner),
          !isNamePart(min(end + 1, words.count - 1))
        {
          break
        }
        // «ministre de la Défense Jim Mattis»: a person starts here.
        if !isPerson, gazetteer.group(words.forms[start]) == nil, firstName(end).isName,
          end + 1 < words.count, words[end + 1].isWord, isNamePart(end + 1)
        {
          break
        }
        end += 1
        continue
      }
      // Particles: «de», «von der», «ben», «al-».
      var next = end
      while next < words.count, next - end < 3, words[next].isWord, !words[next].isCapital,
        flags(next).contains(.particle)
      {
        next += 1
      }
      guard next > end, next < words.count, isNamePart(next),
        !words[next].shape.contains(.startsParagraph)
      else { break }
      let particle = words.key(end)
      if !isPerson, ["de", "du", "d'", "des", "la", "le", "les", "y", "e"].contains(particle) {
        break
      }
      if isPerson, !gazetteer.isFrench, particle == "e" || particle == "y" { break }
      if isPerson, gazetteer.isFrench, particle == "du" || particle == "des" || particle == "les" {
        break
      }
      // «Bruno le Maire», but not «Emmanuel Macron le Président».
      if isPerson, gazetteer.isFrench, particle == "la" || particle == "le",
        end > start + 1 || next > end + 1
      {
        break
      }
      // «Vladimir Poutine de Russie»: a listed name is no family name.
      if let listed = gazetteer.names.longest(in: words.forms, from: next),
        gazetteer.entries[Int(listed.value)].kind != .person, particle == "de" || particle == "d'"
      {
        break
      }
      end = next + 1
    }
    return end
  }

  /// Reads a capitalised word that nothing else explains.
  ///
  /// - Returns: the word after what was read; nil when it is no name.
  mutating func readCapitals(at i: Int, into people: inout [Name]) -> Int? {
    let word = words[i]
    let flag = flags(i)
    if flag.contains(.plain) || flag.contains(.title) { return nil }
    if !flag.isDisjoint(with: [.of, .determiner, .to, .and, .place, .possessive, .former]) {
      // «Le Drian» away from the start of a sentence.
      guard !isForcedCapital(i), i + 1 < words.count, isNamePart(i + 1),
        !word.shape.contains(.allCapitals), words[i + 1].shape.contains(.unknown)
      else { return nil }
    }
    let office = gazetteer.officePhrases.longest(in: words.forms, from: i)
    let isKnown = !word.shape.contains(.unknown) && !word.traits.isEmpty
    let next = i + 1 < words.count && words[i + 1].isWord && isNamePart(i + 1)
    let group = gazetteer.group(words.forms[i])
    let isBody = group.map { $0.kind == .body || $0.kind == .organ } ?? false
    if office != nil, !isBody { return nil }
    if isKnown, !isBody {
      if isForcedCapital(i) {
        guard next, word.traits.has(.mostlyNoun), words[i + 1].shape.contains(.unknown) else {
          return nil
        }
      }
      if word.traits.has(.mostlyOther) { return nil }
      if word.shape.contains(.allCapitals), next, words[i + 1].shape.contains(.allCapitals) {
        return nil
      }
    }
    if gazetteer.isFrench {
      if isBody || (isKnown && !isForcedCapital(i) && word.traits.has(.mostlyNoun)) {
        if isForcedCapital(i), !next { return nil }
        return readBody(at: i)
      }
    } else if isForcedCapital(i), isKnown, !next {
      return nil
    }
    var end = endOfName(from: i, isPerson: false)
    // “Energy Minister Torstein Myhre”: an office inside capitals ends what stands before it.
    if !gazetteer.isFrench,
      let office = (i + 1..<end).first(where: {
        guard let found = gazetteer.officePhrases.longest(in: words.forms, from: $0) else {
          return false
        }
        return $0 + found.count < end
      }), gazetteer.group(words.forms[office]) == nil
    {
      return office
    }
    let isAcronym = end == i + 1 && word.shape.contains(.allCapitals)
    var hasBody = isBody
    if !gazetteer.isFrench {
      hasBody = (i..<end).contains {
        gazetteer.group(words.forms[$0])?.kind == .body
          || gazetteer.group(words.forms[$0])?.kind == .organ
      }
      if hasBody { end = endOfEnglishBody(from: i, end) }
    }
    if isAcronym || hasBody {
      readUnknownBody(i..<end)
      return end
    }
    if end == i + 1, i > 0, !(end < words.count && words.key(end) == "'s"),
      flags(i - 1).contains(.place) || words[i - 1].mark == .openBracket,
      !words[i].shape.contains(.startsSentence)
    {
      let name = words.string(words.passage(i..<end))
      let index = source("loc:\(name)", .group, name)
      placeOfForm[word.isWord ? words.forms[i] : -1] = index
      add(
        Names.Mention(
          source: index, words: i..<end, whole: i..<end, form: .place, gender: .either,
          isPlural: false), as: .name)
      return end
    }
    people.append((i..<end, nil, .either))
    return end
  }

  /// “Court of Cassation”, “Union for the Total Independence of Angola”.
  private func endOfEnglishBody(from i: Int, _ first: Int) -> Int {
    var end = first
    while end + 1 < words.count, ["of", "for"].contains(words.key(end)) {
      var next = end + 1
      if flags(next).contains(.determiner), next + 1 < words.count { next += 1 }
      guard words[next].isWord, isNamePart(next) else { break }
      end = endOfName(from: next, isPerson: false)
    }
    return end
  }

  private mutating func readUnknownBody(_ range: Range<Int>) {
    let name = text(of: range)
    let isAcronym = range.count == 1 && words[range.lowerBound].shape.contains(.allCapitals)
    if isAcronym, let known = shortForms[words.forms[range.lowerBound]] {
      add(
        Names.Mention(
          source: known, words: range, whole: range, form: .acronym, gender: .either,
          isPlural: false), as: .acronym)
      return
    }
    let index = source("org:\(name)", .organisation, name)
    add(
      Names.Mention(
        source: index, words: range, whole: range, form: isAcronym ? .acronym : .name,
        gender: .either, isPlural: false), as: isAcronym ? .acronym : .name)
  }

  /// Reads a French body that its first word names: «Cour de cassation», «Force ouvrière».
  private mutating func readBody(at i: Int) -> Int {
    let end = endOfBody(from: i)
    readUnknownBody(i..<end)
    return end
  }

  /// Adjectives and complements after the first word of a body.
  func endOfBody(from i: Int) -> Int {
    var end = i + 1
    var complements = 0
    loop: while end < words.count, end - i < 9 {
      let word = words[end]
      guard word.isWord, !word.shape.contains(.startsParagraph) else { break }
      if taken[end] >= 0, mentions[Int(taken[end])].form == .adjective { break }
      if isDemonym(end) { break }
      if isNamePart(end), !flags(end).contains(.determiner) {
        // A person behind a body in small letters is no part of it.
        if taken[end] >= 0 || firstName(end).isName && !words[i].isCapital { break }
        if firstName(end).isName, gazetteer.group(words.forms[i]) == nil { break }
        end = endOfName(from: end, isPerson: false)
        continue
      }
      if word.traits.has(.adjective),
        !word.traits.has([.mostlyVerb, .mostlyOther, .pastParticiple])
      {
        end += 1
        continue
      }
      let isOf = flags(end).contains(.of) || words.key(end) == "pour"
      guard isOf, complements < 2 else { break }
      var next = end + 1
      while next < words.count, next - end < 3, ["la", "l'", "les", "le"].contains(words.key(next))
      {
        next += 1
      }
      guard next < words.count, words[next].isWord else { break }
      if taken[next] >= 0 { break }
      if isNamePart(next) {
        if firstName(next).isName, gazetteer.group(words.forms[i]) == nil { break }
        end = endOfName(from: next, isPerson: false)
      } else if words[next].traits.has(.mostlyNoun),
        gazetteer.group(words.forms[next]) == nil || words[i].isCapital
          || words.key(next) == "administration",
        gazetteer.officePhrases.longest(in: words.forms, from: next) == nil,
        words[i].isCapital || complements == 0
      {
        end = next + 1
      } else {
        break loop
      }
      complements += 1
    }
    return end
  }

  private func isDemonym(_ i: Int) -> Bool {
    guard let listed = gazetteer.names.longest(in: words.forms, from: i) else { return false }
    return gazetteer.entries[Int(listed.value)].nameKind == .demonym
  }

  /// A name with single blanks between its words.
  func text(of range: Range<Int>) -> String {
    var out = ""
    for i in range {
      if i > range.lowerBound, words[i].shape.contains(.afterSpace) { out += " " }
      out += words.string(i)
    }
    return out
  }

  private func folded(_ range: Range<Int>) -> String {
    var out = ""
    for i in range {
      if i > range.lowerBound, words[i].shape.contains(.afterSpace) { out += " " }
      out += words.key(i)
    }
    return out
  }

  /// Makes sources of persons: full names first, then what is short for one of them.
  mutating func readPeople(_ people: [Name]) {
    var ofLast: [Int32: Int] = [:]
    var ofPair: [UInt64: Int] = [:]
    var full = [Int](repeating: -1, count: people.count)
    // Names in full before those with an initial, which may stand for one of them.
    let whole = people.indices.filter { people[$0].words.count > 1 }
    let order =
      whole.filter { !isInitial(people[$0].words.lowerBound) }
      + whole.filter { isInitial(people[$0].words.lowerBound) }
    for n in order {
      let name = people[n]
      let first = words.forms[name.words.lowerBound]
      let last = words.forms[name.words.upperBound - 1]
      let pair = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: last))
      if let known = ofPair[pair] {
        full[n] = known
        if text(of: name.words).count > sources[known].name.count {
          sources[known].name = text(of: name.words)
        }
        continue
      }
      if isInitial(name.words.lowerBound), let known = ofLast[last], name.words.count == 2,
        words.key(name.words.lowerBound).first == sources[known].name.lowercased().first
      {
        // «B. Obama»
        full[n] = known
        continue
      }
      let isCompact = name.words.count == 2 && flags(name.words.lowerBound).contains(.determiner)
      if isCompact { continue }  // «Le Drian»
      full[n] = source(
        "per:\(folded(name.words))", .person, text(of: name.words), gender: name.gender)
      ofPair[pair] = full[n]
      if ofLast[last] == nil { ofLast[last] = full[n] }
    }
    for (n, name) in people.enumerated() {
      let last = words.forms[name.words.upperBound - 1]
      var index = full[n]
      var form = Names.Form.name
      if index >= 0 {
        ofLast[last] = index
        if name.title != nil, genders[index].gender == .either {
          genders[index].gender = name.gender
        }
      } else if let known = ofLast[last], genders[known].gender.fits(name.gender) {
        index = known
        form = .short
      } else if name.title == nil, name.words.count == 1, let place = placeOfForm[last] {
        add(
          Names.Mention(
            source: place, words: name.words, whole: name.words, form: .place, gender: .either,
            isPlural: false), as: .name)
        continue
      } else if name.title == nil, name.words.count == 1,
        !words[name.words.lowerBound].traits.isEmpty,
        !words[name.words.lowerBound].shape.contains(.unknown),
        !words[name.words.lowerBound].traits.has(.mostlyNoun)
      {
        continue  // «la Haute juridiction»: a common word that no full name explains
      } else {
        let key = name.title != nil && name.gender == .feminine && ofLast[last] != nil ? "mme " : ""
        index = source(
          "per:\(key)\(folded(name.words))", .person, text(of: name.words), gender: name.gender)
        ofLast[last] = ofLast[last] ?? index
      }
      let start = name.title ?? name.words.lowerBound
      add(
        Names.Mention(
          source: index, words: name.words, whole: start..<name.words.upperBound, form: form,
          gender: genders[index].gender, isPlural: false),
        as: form == .short ? .short : .name)
    }
  }

  /// «B.», «J-M»
  private func isInitial(_ i: Int) -> Bool {
    let word = words[i]
    let length = word.end - word.start
    return word.isCapital && word.shape.contains(.abbreviation) && length <= 3
      || word.shape.contains(.hyphenated) && word.shape.contains(.allCapitals) && length <= 4
  }

  /// Names of several words that no first name proves to be a person's and that hold a common noun:
  /// «Boréal Énergie», “Solent Freight”. They are bodies.
  mutating func settleBodies() {
    let unproven = unprovenPeople()
    guard !unproven.isEmpty else { return }
    var bodies: Set<Int> = []
    for mention in mentions
    where unproven.contains(mention.source) && mention.words.count > 1
      && !mention.words.contains(where: { firstName($0).isName })
    {
      let isBody = mention.words.contains { i in
        words[i].traits.has(.mostlyNoun) && !words[i].shape.contains(.unknown)
      }
      if isBody { bodies.insert(mention.source) }
    }
    for body in bodies {
      sources[body].kind = .organisation
      sources[body].key = "org:\(sources[body].name)"
      genders[body] = (.either, false)
    }
    settledBodies = bodies
  }

  /// Persons by default, whom no list, first name, title or office proves, and bodies that are told
  /// from a common noun only.
  func unprovenNames() -> Set<Int> { unprovenPeople().union(settledBodies) }

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
