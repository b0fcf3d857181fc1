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
        // «ministre de la Défense Lars Holm»: a person starts here.
        if !isPerson, !isBodyWord(start), firstName(end).isName,
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

  /// True for a noun that names a body or an organ: those may bear a person's name.
  private func isBodyWord(_ i: Int) -> Bool {
    gazetteer.group(words.forms[i]).map { $0.kind == .body || $0.kind == .organ } ?? false
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
