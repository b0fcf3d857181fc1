import Languages
import Press

/// Reads the names of one text: lists first, then capitalised names, groups and offices.
struct NameReader {
  let words: Tokens
  let sentences: Sentences
  let gazetteer: Gazetteer
  var mentions: [Names.Mention] = []
  var sources: [Source] = []
  var genders: [(gender: Gender, isPlural: Bool)] = []
  var offices: [Names.Office] = []
  var aliases: [(name: Int, short: Int, bracket: Int)] = []
  /// Persons with the party in brackets after their name.
  var affiliations: [(person: Int, body: Int)] = []
  /// Persons with a body beside their name: «X, de la Banque de Lima».
  var bodiesOfNames: [(person: Int, body: Int)] = []
  /// Bodies after the one that they are a part of.
  var wholesOfParts: [(part: Int, whole: Int)] = []
  /// The mention that contains each word, -1 for none.
  var taken: [Int32]
  private var sourceOfKey: [String: Int] = [:]
  /// Sources that come after the noun of a body: «le groupe Volvex».
  var calledBodies: Set<Int> = []
  /// Sources that were taken for persons at first.
  var settledBodies: Set<Int> = []
  /// Those of them that nothing but a missing sign of a person makes bodies.
  var possiblePersons: Set<Int> = []
  private(set) var sourceOfEntry: [Int32: Int] = [:]
  /// Short forms that the text has introduced, by form number.
  var shortForms: [Int32: Int] = [:]
  /// Places that no list knows, by form number.
  var placeOfForm: [Int32: Int] = [:]

  init(words: Tokens, sentences: Sentences) {
    self.words = words
    self.sentences = sentences
    gazetteer = Gazetteer.of(words.language)
    taken = [Int32](repeating: -1, count: words.count)
  }

  mutating func read() {
    var people: [(words: Range<Int>, title: Int?, gender: Gender)] = []
    var i = 0
    while i < words.count {
      let word = words[i]
      guard word.isWord else {
        i += 1
        continue
      }
      let phrase = gazetteer.names.longest(in: words.forms, from: i)
      if let phrase, let end = readBody(openedBy: phrase, at: i) {
        i = end
        continue
      }
      if let phrase, phrase.count > 1, let end = readListed(phrase, at: i) {
        i = end
        continue
      }
      if word.isCapital {
        if let name = personalName(at: i) {
          people.append(name)
          i = name.words.upperBound
          continue
        }
        if let phrase, let end = readListed(phrase, at: i) {
          i = end
          continue
        }
        if let end = readCapitals(at: i, into: &people) {
          i = end
          continue
        }
      } else if let phrase, let end = readListed(phrase, at: i) {
        i = end
        continue
      }
      i += 1
    }
    readPeople(people)
    readGroups()
    readOffices()
    reclassifyAsOrganisations()
    readAcronyms()
    readInitials()
    readCitiesOfBodies()
    readBodiesBesideNames()
  }

  /// Political parties among the sources.
  var parties: Set<Int> {
    Set(sourceOfEntry.lazy.filter { gazetteer.entries[Int($0.key)].isParty }.map(\.value))
  }

  // MARK: Sources

  /// The source with a key, made when it is new.
  mutating func source(
    _ key: String, _ kind: Source.Kind, _ name: String, country: String? = nil,
    gender: Gender = .either, isPlural: Bool = false
  ) -> Int {
    if let found = sourceOfKey[key] { return found }
    let index = sources.count
    sourceOfKey[key] = index
    sources.append(Source(key: key, kind: kind, name: name, country: country))
    genders.append((gender, isPlural))
    return index
  }

  /// Adds a mention and the name it uses to its source.
  @discardableResult
  mutating func add(
    _ mention: Names.Mention, as kind: Source.NameKind, isName: Bool = true
  ) -> Int {
    let index = mentions.count
    mentions.append(mention)
    for word in mention.words where taken[word] < 0 { taken[word] = Int32(index) }
    // «le ministre», «les autorités»: so is somebody else called.
    let isOwn =
      switch sources[mention.source].kind {
      case .person: mention.form != .office
      case .state: mention.form != .group || kind == .demonym
      default: isName
      }
    guard isOwn else { return index }
    let name = Source.Name(text(of: mention.words), kind)
    if !sources[mention.source].names.contains(name) { sources[mention.source].names.append(name) }
    return index
  }

  // MARK: Listed names

  /// Reads a listed name at `i`; nil when it is not one here.
  private mutating func readListed(_ phrase: (value: Int32, count: Int), at i: Int) -> Int? {
    let entry = gazetteer.entries[Int(phrase.value)]
    let word = words[i]
    let range = i..<(i + phrase.count)
    let isDemonym = entry.nameKind == .demonym
    if entry.isUpper, phrase.count == 1, !word.shape.contains(.allCapitals),
      !word.shape.contains(.abbreviation)
    {
      return nil
    }
    if entry.isCapital, !word.isCapital { return nil }
    if entry.endsInCapital, !words[range.upperBound - 1].isCapital { return nil }
    if !entry.isCapital, !isDemonym, entry.kind != .group, entry.kind != .organisation {
      return nil
    }
    var form: Names.Form
    switch entry.nameKind {
    case .demonym: form = .adjective
    case .acronym: form = .acronym
    case .metonym, .capital: form = .metonym
    default: form = entry.kind == .group ? .group : .name
    }
    var isPlural = entry.isPlural
    if isDemonym {
      guard let asNoun = demonym(range, entry) else { return nil }
      if asNoun.isNoun {
        form = .group
        isPlural = asNoun.isPlural
      }
    } else if entry.nameKind == .capital, word.shape.contains(.allCapitals),
      word.shape.contains(.startsSentence), !entry.isUpper
    {
      form = .place  // the dateline: «PARIS | …»
    } else if entry.isCity || entry.nameKind == .capital,
      i > 0, gazetteer.flags(words.forms[i - 1]).contains(.place)
    {
      form = .place
    }
    let source = listedSource(phrase.value, entry)
    add(
      Names.Mention(
        source: source, words: range, whole: range, form: form, gender: entry.gender,
        isPlural: isPlural),
      as: entry.nameKind)
    return range.upperBound
  }

  /// «Bruxelles» beside the Commission: a city stands for the body in it, not for its state, when the
  /// text names the body, and the state by no other word.
  private mutating func readCitiesOfBodies() {
    if gazetteer.bodiesOfCities.isEmpty { return }
    var bodies: [Int32: Int] = [:]
    var asked: Set<Int32> = []
    for n in mentions.indices where mentions[n].form == .metonym && mentions[n].words.count == 1 {
      let form = words.forms[mentions[n].words.lowerBound]
      guard let value = gazetteer.bodiesOfCities[form] else { continue }
      if asked.insert(form).inserted {
        bodies[form] = body(of: gazetteer.entries[Int(value)], not: mentions[n].source, form, value)
      }
      guard let body = bodies[form] else { continue }
      mentions[n].source = body
      let name = Source.Name(text(of: mentions[n].words), .metonym)
      if !sources[body].names.contains(name) { sources[body].names.append(name) }
    }
  }

  /// The source of a body when the text names it, or an organ of it, and the state of the city by no
  /// other word than the city's; nil otherwise.
  private mutating func body(
    of entry: Gazetteer.Entry, not state: Int, _ city: Int32, _ value: Int32
  ) -> Int? {
    guard sources.contains(where: { $0.key == entry.key || $0.key.hasPrefix(entry.key + "/") }),
      !mentions.contains(where: {
        $0.source == state && words.forms[$0.words.lowerBound] != city
      })
    else { return nil }
    return listedSource(value, entry)
  }

  /// True for a source that a list knows.
  func isListed(_ source: Int) -> Bool { sourceOfEntry.values.contains(source) }

  private mutating func listedSource(_ value: Int32, _ entry: Gazetteer.Entry) -> Int {
    if let found = sourceOfEntry[value] { return found }
    let index = source(
      entry.key, entry.kind, entry.name, country: entry.country,
      gender: entry.nameKind == .demonym || entry.nameKind == .capital ? .either : entry.gender,
      isPlural: entry.isPlural && entry.nameKind == .name)
    if entry.nameKind == .name { genders[index] = (entry.gender, entry.isPlural) }
    sourceOfEntry[value] = index
    return index
  }

  /// Whether a demonym is a noun here («les Américains», “the Dutch”); nil when it is a language or
  /// an unnamed person («un Français»), which is no actor.
  private func demonym(
    _ range: Range<Int>, _ entry: Gazetteer.Entry
  ) -> (isNoun: Bool, isPlural: Bool)? {
    let word = words[range.lowerBound]
    let before = range.lowerBound - 1
    let determiner =
      before >= 0 ? gazetteer.flags(words.forms[before]).contains(.determiner) : false
    if gazetteer.isFrench {
      if word.isCapital, !word.shape.contains(.startsSentence) {
        return (true, words[range.lowerBound].features.has(.plural) || entry.isPlural)
      }
      if determiner, entry.isPlural {
        // «les iraniens» in small letters, but «les russes Gazprom et Rosneft» hardly happens.
        let next = range.upperBound
        let followedByNoun =
          next < words.count && words[next].isWord && words[next].features.has(.mostlyNoun)
        return followedByNoun ? (false, true) : (true, true)
      }
      return (false, entry.isPlural)
    }
    let next = range.upperBound
    if entry.isPlural { return (true, true) }
    if next >= words.count || !words[next].isWord { return (determiner, true) }
    if words[next].isCapital { return (false, false) }
    let form = words.forms[next]
    if gazetteer.group(form) != nil { return (false, false) }
    if gazetteer.officePhrases.longest(in: words.forms, from: next) != nil { return (false, false) }
    if gazetteer.flags(form).contains(.and)
      || words[next].features.has([.preposition, .determiner])
    {
      return (determiner, true)
    }
    if determiner, words[next].features.has(.mostlyVerb), !words[next].features.has(.noun) {
      return (true, true)
    }
    return (false, false)
  }
}
