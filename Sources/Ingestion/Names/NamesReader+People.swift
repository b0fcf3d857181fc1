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
      // “Mr Justice Holm”, but “Justice Secretary Nils Holm”
      var first = i + 1
      while flags(first).contains(.title), first + 1 < words.count, isNamePart(first + 1) {
        first += 1
      }
      let office = gazetteer.officePhrases.longest(in: words.forms, from: first)
      if office == nil || !isNamePart(min(first + 1, words.count - 1)) {
        // “Judge Nils Holm”: the first name says more than the title.
        let title = titleGender(i)
        let gender = title == .either ? firstName(first).gender : title
        return (first..<endOfPerson(from: first), i, gender)
      }
    }
    // «M. d'Aubrac»
    if flag.contains(.title), gazetteer.isFrench, i + 2 < words.count, !words[i + 1].isCapital,
      flags(i + 1).contains(.particle), isNamePart(i + 2)
    {
      return (i + 2..<endOfPerson(from: i + 2), i, titleGender(i))
    }
    let (isName, gender) = firstName(i)
    guard isName, i + 1 < words.count else { return nil }
    if let listed = gazetteer.names.longest(in: words.forms, from: i) {
      let entry = gazetteer.entries[Int(listed.value)]
      if entry.nameKind != .demonym, gender != .masculine || flags(i - 1).contains(.determiner) {
        return nil
      }
    }
    let end = endOfPerson(from: i)
    // “Florence County Sheriff Kenneth Holm”, “Anna College President Zubin Holm”: the office ends what
    // comes before it.
    if !gazetteer.isFrench,
      officeInside(i..<end, beforeFirstName: true) != nil
        || officeInside(i..<end).map({ flags($0 - 1).contains(.body) }) == true
    {
      return nil
    }
    return end > i + 1 && !flags(end - 1).contains(.body) ? (i..<end, nil, gender) : nil
  }

  /// The end of a person's name; a name that is printed twice, in a caption and after it, ends once:
  /// «Nils Holm Nils Holm», «Nils Holm Comment Holm», «Holm Holm».
  private func endOfPerson(from i: Int) -> Int {
    let end = endOfName(from: i, isPerson: true)
    let half = (end - i) / 2
    if half > 0, end - i == 2 * half,
      (0..<half).allSatisfy({ words.forms[i + $0] == words.forms[i + half + $0] })
    {
      return i + half
    }
    let surname = words.string(end - 1)
    let twice = (i + 1..<max(i + 1, end - 1)).first { words.string($0) == surname }
    return twice.map { $0 + 1 } ?? end
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
      // «Al-Shifa»
      if flag.contains(.particle) { return (false, .either) }
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
    return !flags(i).contains(.plain)
  }

  /// “Oslo-based”, “Day-by-day”, «Vice-présidente»: a word of the language with a hyphen.
  func isCompoundWord(_ i: Int) -> Bool {
    guard words[i].shape.contains(.hyphenated), !words[i].shape.contains(.allCapitals) else {
      return false
    }
    let last = words.string(i).split(separator: "-").last ?? ""
    guard last.count > 2, last.first?.isLowercase == true else { return false }
    let form = words.language.lexicon.form(String(last))
    return form >= 0 && !words.language.lexicon.features[Int(form)].isEmpty
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
        if !isPerson, !isBodyWord(start), isFollowedByName(end),
          firstName(end).isName || gazetteer.isFrench && isPortfolio(start)
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

  /// True for what an office is held over, in capitals: «la ministre de la Santé».
  private func isPortfolio(_ i: Int) -> Bool {
    guard words[i].features.has(.noun), !words[i].shape.contains(.unknown) else { return false }
    for k in stride(from: i - 1, through: max(0, i - 4), by: -1) {
      if let office = gazetteer.officePhrases.longest(in: words.forms, from: k) {
        return k + office.count < i
      }
      guard flags(k).contains(.of) || flags(k).contains(.determiner) else { return false }
    }
    return false
  }

  /// «Holm», «de Holm» after a first name.
  private func isFollowedByName(_ i: Int) -> Bool {
    var next = i + 1
    while next < words.count, next - i < 3, words[next].isWord, !words[next].isCapital,
      flags(next).contains(.particle)
    {
      next += 1
    }
    return next < words.count && words[next].isWord && isNamePart(next)
  }

  /// True for a noun that names a body or an organ: those may bear a person's name.
  private func isBodyWord(_ i: Int) -> Bool {
    gazetteer.group(words.forms[i]).map { $0.kind == .body || $0.kind == .organ } ?? false
  }

  /// Makes sources of persons: full names first, then what is short for one of them.
  mutating func readPeople(_ people: [Name]) {
    var bearers = Bearers()
    let full = readFullNames(people, &bearers)
    showMostFrequentNames(of: people, sources: full)
    bearers.ofOtherPart = bearersOfOtherParts(people, full)
    bearers.uses = full.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    for n in people.indices where full[n] >= 0 {
      bearers.all[words.forms[people[n].words.upperBound - 1], default: []].insert(full[n])
    }
    for (name, source) in zip(people, full) { addPerson(name, source, &bearers) }
  }

  /// Who bears a name, by its form.
  private struct Bearers {
    /// The latest person of a surname.
    var latest: [Int32: Int] = [:]
    /// All persons of a surname that are named in full.
    var all: [Int32: Set<Int>] = [:]
    /// See `bearersOfOtherParts`.
    var ofOtherPart: [Int32: Int] = [:]
    /// How often each person is named in full.
    var uses: [Int: Int] = [:]
  }

  /// The source of each full name; -1 for names of one word and those like «Le Drian».
  private mutating func readFullNames(_ people: [Name], _ bearers: inout Bearers) -> [Int] {
    var ofPair: [UInt64: Int] = [:]
    var full = [Int](repeating: -1, count: people.count)
    // Names in full before those with an initial, which may stand for one of them.
    let whole = people.indices.filter { people[$0].words.count > 1 }
      .sorted { (people[$1].words.count, $0) < (people[$0].words.count, $1) }
    let order =
      whole.filter { !isInitial(people[$0].words.lowerBound) }
      + whole.filter { isInitial(people[$0].words.lowerBound) }
    let printed = whole.reduce(into: [String: Int]()) {
      $0[folded(people[$1].words), default: 0] += 1
    }
    for n in order {
      let name = people[n]
      let first = words.forms[name.words.lowerBound]
      let last = words.forms[name.words.upperBound - 1]
      let pair = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: last))
      if let known = ofPair[pair] {
        full[n] = known
      } else if let known = bearers.latest[last], isVariant(name, of: known, printed) {
        full[n] = known
      } else if name.words.count > 2 || !flags(name.words.lowerBound).contains(.determiner) {
        full[n] = source(
          "per:\(folded(name.words))", .person, text(of: name.words), gender: name.gender)
        ofPair[pair] = full[n]
        if bearers.latest[last] == nil { bearers.latest[last] = full[n] }
      }
    }
    return full
  }

  /// True for another spelling of a person's full name, whose surname is the same: «B. Holm», «Damien
  /// Holm» once beside «Damian Holm», «Bernardo Vélez» after «Berta Bernardo Vélez».
  private func isVariant(_ name: Name, of known: Int, _ printed: [String: Int]) -> Bool {
    let key = folded(name.words)
    if name.words.count == 2 {
      if isInitial(name.words.lowerBound),
        words.key(name.words.lowerBound).first == sources[known].name.lowercased().first
      {
        return true
      }
      if genders[known].gender.fits(name.gender),
        isSlip(key, String(sources[known].key.dropFirst("per:".count)), printed)
      {
        return true
      }
    }
    return sources[known].key.hasSuffix(" " + key)
  }

  /// Makes a mention of a person, or of the place that a single word is.
  private mutating func addPerson(_ name: Name, _ fullSource: Int, _ bearers: inout Bearers) {
    let first = name.words.lowerBound
    let last = words.forms[name.words.upperBound - 1]
    var index = fullSource
    var form = Names.Form.name
    if index >= 0 {
      bearers.latest[last] = index
      if name.title != nil, genders[index].gender == .either {
        genders[index].gender = name.gender
      }
    } else if let known = bearerOfSurname(name, bearers) {
      (index, form) = (known, .short)
    } else if name.title == nil, name.words.count == 1, let place = placeOfForm[last],
      !flags(first - 1).isDisjoint(with: [.place, .of])
    {
      add(
        Names.Mention(
          source: place, words: name.words, whole: name.words, form: .place, gender: .either,
          isPlural: false), as: .name)
      return
    } else if let known = bearerOfOtherPart(name, bearers) {
      (index, form) = (known, .short)
    } else if name.title == nil, name.words.count == 1, !words[first].features.isEmpty,
      !words[first].shape.contains(.unknown), !words[first].features.has(.mostlyNoun)
    {
      return  // «la Haute juridiction»: a common word that no full name explains
    } else {
      let isAnother = name.title != nil && name.gender == .feminine && bearers.latest[last] != nil
      index = source(
        "per:\(isAnother ? "mme " : "")\(folded(name.words))", .person, text(of: name.words),
        gender: name.gender)
      bearers.latest[last] = bearers.latest[last] ?? index
    }
    add(
      Names.Mention(
        source: index, words: name.words, whole: (name.title ?? first)..<name.words.upperBound,
        form: form, gender: genders[index].gender, isPlural: false),
      as: form == .short ? .short : .name)
  }

  /// Whom a surname means, with or without a title.
  private func bearerOfSurname(_ name: Name, _ bearers: Bearers) -> Int? {
    let last = words.forms[name.words.upperBound - 1]
    guard let latest = bearers.latest[last] else { return nil }
    let known = dominant(bearers.all[last] ?? [], latest, bearers.uses, name.gender)
    guard genders[known].gender.fits(name.gender),
      name.words.count > 1 || name.title != nil || !flags(name.words.lowerBound).contains(.body)
    else { return nil }
    return known
  }

  /// Whom another part of a full name means: «Mme Samia».
  private func bearerOfOtherPart(_ name: Name, _ bearers: Bearers) -> Int? {
    let first = name.words.lowerBound
    guard name.words.count == 1, let known = bearers.ofOtherPart[words.forms[first]], known >= 0,
      name.title != nil || firstName(first).isName, genders[known].gender.fits(name.gender),
      flags(first - 1).isDisjoint(with: [.place, .of])
    else { return nil }
    return known
  }

  /// True for a full name that is printed once and differs from another one of the text by at most two
  /// letters of the first name.
  private func isSlip(_ a: String, _ b: String, _ printed: [String: Int]) -> Bool {
    guard a.first == b.first, a.utf8.count == b.utf8.count, let blank = a.firstIndex(of: " "),
      a[..<blank].count > 4, a[blank...] == b.drop(while: { $0 != " " }),
      printed[a] == 1 || printed[b] == 1
    else { return false }
    return zip(a, b).count { $0 != $1 } < 3
  }

  /// Whose full name contains a word before the last one («Mme Samia» of «Samia Suluhu Hassan»); -1
  /// where several do.
  private func bearersOfOtherParts(_ people: [Name], _ full: [Int]) -> [Int32: Int] {
    var bearers: [Int32: Int] = [:]
    for (name, source) in zip(people, full) where source >= 0 && name.words.count > 1 {
      for i in name.words.dropLast() where words[i].isCapital {
        let form = words.forms[i]
        bearers[form] = bearers[form].map { $0 == source ? source : -1 } ?? source
      }
    }
    return bearers
  }

  /// Whom a surname means that several bear: the latest to be named, unless another one is named in full
  /// more than twice as often.
  private func dominant(
    _ bearers: Set<Int>, _ latest: Int, _ uses: [Int: Int], _ gender: Gender
  ) -> Int {
    guard bearers.count > 1 else { return latest }
    let best = bearers.filter { genders[$0].gender.fits(gender) }
      .max { (uses[$0, default: 0], $1) < (uses[$1, default: 0], $0) }
    guard let best, uses[best, default: 0] > 2 * uses[latest, default: 0] else { return latest }
    return best
  }

  /// Shows each person under the full name that the text uses most, the longest one of several.
  ///
  /// - Parameters:
  ///   - people: the names of persons.
  ///   - full: of each, the source that it names in full; -1 for none.
  private mutating func showMostFrequentNames(of people: [Name], sources full: [Int]) {
    var counts: [Int: [String: Int]] = [:]
    for (n, name) in people.enumerated()
    where full[n] >= 0 && !isInitial(name.words.lowerBound) {
      counts[full[n], default: [:]][text(of: name.words), default: 0] += 1
    }
    for (source, uses) in counts where uses.count > 1 {
      let longest = sources[source].name
      let best = uses.max { ($0.value, $0.key.count, $1.key) < ($1.value, $1.key.count, $0.key) }
      // «De Smet» and «Bernardo Vélez» are surnames, «Merci Nils Holm» is a slip.
      guard let best,
        !longest.hasSuffix(" " + best.key) || best.value > 4 * uses[longest, default: 0],
        !isSurname(best.key, of: longest)
      else { continue }
      sources[source].name = best.key
    }
  }

  /// True for the end of a name that begins with no first name: «De Smet» of «Bart De Smet».
  private func isSurname(_ short: String, of long: String) -> Bool {
    guard long.hasSuffix(" " + short) else { return false }
    let form = words.language.lexicon.form(String(short.prefix { $0 != " " }))
    return gazetteer.flags(form).isDisjoint(with: .anyName)
  }

  /// «B.», «J-M»
  private func isInitial(_ i: Int) -> Bool {
    let word = words[i]
    let length = word.end - word.start
    return word.isCapital && word.shape.contains(.abbreviation) && length <= 3
      || word.shape.contains(.hyphenated) && word.shape.contains(.allCapitals) && length <= 4
  }
}
