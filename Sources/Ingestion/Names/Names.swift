import Languages
import Press

/// Who is named in an article, and where.
///
/// Spots states (by name, capital, seat of government, demonym), organisations, persons with their
/// offices, and groups; makes one source of everything that names the same one.
package struct Names: Sendable {
  /// How a mention names its source.
  package enum Form: UInt8, Sendable {
    /// A name in full, or the only one there is.
    case name
    /// A part of a name: «Kanani», «M. Macron».
    case short
    case acronym
    /// «le Kremlin», «Washington».
    case metonym
    /// «russe» in «le président russe», “Russian”: the adjective alone.
    case adjective
    /// «les autorités iraniennes», «les manifestants».
    case group
    /// An office without a name: «le ministre belge».
    case office
    /// A name that no list knows and that stands where a place stands: «à Idleb».
    case place
  }

  /// One place where a source is named.
  package struct Mention: Sendable {
    /// Index into `sources`.
    package var source: Int
    /// The naming words, without determiner, title and office.
    package var words: Range<Int>
    /// The noun phrase: title, office and name, without determiner.
    package var whole: Range<Int>
    /// The words of the office that stands with the name.
    package var role: Range<Int>?
    package var form: Form
    package var gender: Gender
    package var isPlural: Bool
    /// True inside another mention («russe» in «le gouvernement russe»).
    package var isInside = false

    /// True for a demonym that stands as an adjective.
    package var isAdjective: Bool { form == .adjective }
  }

  /// An office that the text states: who holds which one, in or for whom.
  package struct Office: Sendable {
    /// The office itself: «porte-parole».
    var trigger: Range<Int>
    /// From the office to the end of its complements.
    var words: Range<Int>
    /// Mentions of whom it is held for.
    var bodies: [Int]
    /// Mentions of a party or the like that stands with the office.
    var memberships: [Int] = []
    /// Mentions of the holders.
    var holders: [Int] = []
    var isFormer: Bool
    var isWeak: Bool
    /// Held for a person or body, whatever the nationality: «avocat».
    var isService = false
    /// How the holder is tied to it: `title`, `apposition`, `parenthesis`.
    var construction = "title"
  }

  /// Every mention, in the order of the text; outer before inner.
  package internal(set) var mentions: [Mention] = []
  /// Everyone who is named.
  package internal(set) var sources: [Source] = []
  /// Gender and number of each source, parallel to `sources`.
  package internal(set) var genders: [(gender: Gender, isPlural: Bool)] = []
  /// Offices with and without a holder.
  package internal(set) var offices: [Office] = []
  /// Acronyms and nicknames that the text gives: mention of the name, mention of the short
  /// form, and the bracket between them.
  package internal(set) var aliases: [(name: Int, short: Int, bracket: Int)] = []
  /// Persons with the party in brackets after their name: both mentions.
  package internal(set) var affiliations: [(person: Int, body: Int)] = []
  /// Persons with the body that they belong to beside them: «X, de la Banque de Lima», “Norway's X”.
  package internal(set) var bodiesOfNames: [(person: Int, body: Int)] = []
  /// Bodies with the one that they are a part of before them: “Norway's Air Force”.
  package internal(set) var wholesOfParts: [(part: Int, whole: Int)] = []
  private var parties: Set<Int> = []
  /// Sources that no list knows and nothing in the text proves: see `NameReader.unprovenNames`.
  private var uncorroborated: Set<Int> = []
  /// Bodies that are persons when they speak as one: see `takeSpeakersForPersons`.
  private var possiblePersons: Set<Int> = []
  private var listed: Set<Int> = []
  /// Offices by the place of their trigger, and how many words the longest has.
  private var officeOrder: [Int] = []
  private var longestOffice = 0
  private var atWord = TokenMap<Int32>(repeating: -1, count: 0, outside: -1)

  /// The index of the outermost mention that contains a word, demonym adjectives included.
  package func mention(at word: Int) -> Int? {
    let found = atWord[word]
    return found < 0 ? nil : Int(found)
  }

  /// Offices in a sentence for which no holder is beside them.
  func openOffices(in sentence: Range<Int>) -> [Office] {
    offices(in: sentence).map { offices[$0] }.filter(\.holders.isEmpty)
  }

  /// The holder of the office that holds a word, when he comes before it or in apposition.
  func holder(ofOfficeAt word: Int) -> Int? {
    office(holding: word) { !$0.holders.isEmpty && $0.construction != "title" }?.holders.first
  }

  /// True for a political party.
  func isParty(_ source: Int) -> Bool { parties.contains(source) }

  /// True for a word of a proper name; «police» and «ministre» are none.
  package func isProper(_ word: Int) -> Bool {
    mention(at: word).map { ![.group, .office, .adjective].contains(mentions[$0].form) } ?? false
  }

  /// The mentions that begin among the words `range`, as indices of `mentions`; O(log n).
  func mentions(in range: Range<Int>) -> Range<Int> {
    func first(from word: Int) -> Int {
      var (low, high) = (0, mentions.count)
      while low < high {
        let middle = (low + high) / 2
        if mentions[middle].words.lowerBound < word { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(from: range.lowerBound)..<first(from: range.upperBound)
  }

  /// The offices with a trigger among the words `range`, as indices of `offices` in their order.
  func offices(in range: Range<Int>) -> [Int] {
    func first(from word: Int) -> Int {
      var (low, high) = (0, officeOrder.count)
      while low < high {
        let middle = (low + high) / 2
        if offices[officeOrder[middle]].trigger.lowerBound < word {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
    return officeOrder[first(from: range.lowerBound)..<first(from: range.upperBound)].sorted()
  }

  /// The first office with a word among its own that passes a test.
  func office(holding word: Int, where test: (Office) -> Bool) -> Office? {
    offices(near: word..<word + 1).first { $0.words.contains(word) && test($0) }
  }

  /// Every office that has words among `range`, in their order, and some beside it.
  func offices(near range: Range<Int>) -> [Office] {
    offices(in: range.lowerBound - longestOffice..<range.upperBound + longestOffice)
      .map { offices[$0] }
  }

  /// False for a source that is nothing but a capitalised word or two: see `NameReader.unprovenNames`.
  package func isCorroborated(_ source: Int) -> Bool { !uncorroborated.contains(source) }

  /// True for a capitalised name that may be a person's as well as a body's.
  func mayBePerson(_ source: Int) -> Bool { possiblePersons.contains(source) }

  /// True for what may be a firm: no union of states, no organ of a state.
  package func mayBeFirm(_ source: Int) -> Bool {
    !sources[source].key.contains("/")
      && (!listed.contains(source) || sources[source].country != nil)
  }

  /// Reads the names of a text.
  package init(in words: Tokens, sentences: Sentences) {
    var reader = NameReader(words: words, sentences: sentences)
    reader.read()
    mentions = reader.mentions
    sources = reader.sources
    genders = reader.genders
    offices = reader.offices
    aliases = reader.aliases
    affiliations = reader.affiliations
    uncorroborated = reader.unprovenNames()
    possiblePersons = reader.possiblePersons.subtracting(reader.calledBodies)
    listed = Set(reader.sourceOfEntry.values)
    // In the order of the text, outer before inner; what refers to mentions follows.
    let order = mentions.indices.sorted {
      let (a, b) = (mentions[$0].words, mentions[$1].words)
      return a.lowerBound != b.lowerBound
        ? a.lowerBound < b.lowerBound
        : a.count != b.count ? a.count > b.count : $0 < $1
    }
    var place = [Int](repeating: 0, count: mentions.count)
    for (new, old) in order.enumerated() { place[old] = new }
    mentions = order.map { reader.mentions[$0] }
    for i in offices.indices {
      offices[i].bodies = offices[i].bodies.map { place[$0] }
      offices[i].memberships = offices[i].memberships.map { place[$0] }
      offices[i].holders = offices[i].holders.map { place[$0] }
    }
    aliases = aliases.map { (place[$0.name], place[$0.short], $0.bracket) }
    affiliations = affiliations.map { (place[$0.person], place[$0.body]) }
    bodiesOfNames = reader.bodiesOfNames.map { (place[$0.person], place[$0.body]) }
    wholesOfParts = reader.wholesOfParts.map { (place[$0.part], place[$0.whole]) }
    parties = reader.parties
    officeOrder = offices.indices.sorted {
      (offices[$0].trigger.lowerBound, $0) < (offices[$1].trigger.lowerBound, $1)
    }
    longestOffice = offices.map { max($0.words.count, $0.trigger.count) }.max() ?? 0
    atWord = TokenMap(repeating: -1, count: words.count, outside: -1)
    for (i, mention) in mentions.enumerated() where !mention.isInside {
      for word in mention.whole where atWord[word] < 0 { atWord[word] = Int32(i) }
    }
  }

  /// Takes a name that no list knows for a person when a quotation is said by it: “…”, said Holm; and when
  /// it says something of himself or herself: “Holm said he was late”.
  ///
  /// What bodies publish is reported rather than said, and they have an article or a noun before them.
  mutating func takeSpeakersForPersons(_ statements: [Statement], in words: Tokens) {
    if possiblePersons.isEmpty { return }
    for statement in statements
    where statement.kind == .direct || isOfOneself(statement, in: words) {
      guard let source = statement.source, possiblePersons.contains(source),
        let speaker = statement.speaker, let cue = statement.cue,
        !["report", "rapporter"].contains(cue.lemma)
      else { continue }
      let first = words.index(atOrAfter: speaker.start)
      guard let mention = mention(at: first), mentions[mention].source == source,
        case let name = mentions[mention].words, name.lowerBound == first,
        name.count == 1 || name.count == 2 && words[first + 1].shape.contains(.unknown)
      else { continue }
      sources[source].kind = .person
      possiblePersons.remove(source)
    }
  }

  /// True when what is said begins with “he” or “she”; «il» may be a body.
  private func isOfOneself(_ statement: Statement, in words: Tokens) -> Bool {
    guard words.language.code == "en" else { return false }
    let first = words.index(atOrAfter: statement.content.start)
    return (first..<min(first + 2, words.count)).contains {
      words[$0].features.has([.subject]) && words[$0].features.has([.masculine, .feminine])
    }
  }

  /// The sources and mentions as the archive keeps them: groups that nobody uses are left out, and so
  /// are capitalised words that may as well be a town, a firm or a prize.
  ///
  /// - Parameters:
  ///   - words: the text that was read.
  ///   - used: sources that statements or relations point to.
  /// - Returns: sources, mentions, and for each old source its new index or -1.
  package func compacted(
    in words: Tokens, using used: Set<Int>
  ) -> (sources: [Source], mentions: [Press.Mention], places: [Int]) {
    var places = [Int](repeating: -1, count: sources.count)
    var kept: [Source] = []
    var placeOfKey: [String: Int] = [:]
    let proper = properNames(in: words)
    // «à Washington» is the city, not the state.
    let stays = mentions.map { $0.form != .place || sources[$0.source].kind != .state }
    var isMentioned = [Bool](repeating: false, count: sources.count)
    for (mention, stays) in zip(mentions, stays) where stays { isMentioned[mention.source] = true }
    for i in sources.indices where isMentioned[i] || used.contains(i) {
      if sources[i].kind == .group || uncorroborated.contains(i), !used.contains(i) { continue }
      let source = settled(i, hasProperName: proper[i])
      if let place = placeOfKey[source.key] ?? bearer(of: source, i, among: kept, placeOfKey) {
        // «Gérald» and «Gerald»
        places[i] = place
        for name in source.names where !kept[place].names.contains(name) {
          kept[place].names.append(name)
        }
        continue
      }
      places[i] = kept.count
      placeOfKey[source.key] = kept.count
      kept.append(source)
    }
    var list: [Press.Mention] = []
    list.reserveCapacity(mentions.count)
    for (mention, stays) in zip(mentions, stays) where stays && places[mention.source] >= 0 {
      list.append(
        Press.Mention(
          source: places[mention.source], passage: words.passage(mention.words),
          role: mention.role.map { words.passage($0) }))
    }
    return (kept, list, places)
  }

  // MARK: Over articles

  /// Who bears a surname that the text spells in another way beside a full name: «Vélez» of «Ana Velez».
  private func bearer(
    of source: Source, _ i: Int, among kept: [Source], _ placeOfKey: [String: Int]
  ) -> Int? {
    let isAlone = source.kind == .person ? source.reach == .month : possiblePersons.contains(i)
    guard isAlone, !source.name.contains(" ") else { return nil }
    let end = " " + SourceKey.person(source.name).dropFirst("per:".count)
    let bearers = kept.indices.filter { kept[$0].kind == .person && kept[$0].key.hasSuffix(end) }
    return bearers.count == 1 ? bearers[0] : nil
  }

  /// The source with the key under which it goes from one article to the next.
  private func settled(_ i: Int, hasProperName: Bool) -> Source {
    var source = sources[i]
    let isOrgan = source.key.utf8.contains(UInt8(ascii: "/"))
    if listed.contains(i) || source.kind == .state || isOrgan { return source }
    switch source.kind {
    case .person:
      source.key = SourceKey.person(source.name)
      let parts = SourceKey.parts(of: source.name)
      if parts.count == 1 || SourceKey.isInitial(parts[0]) {
        source.reach = .month
      }
    case .group:
      if !source.key.hasPrefix("loc:") { source.reach = .article }
    default:
      if hasProperName {
        source.key = SourceKey.body(source.name)
      } else {
        source.reach = .article
      }
    }
    return source
  }

  /// Of each source, whether some mention has a capital that says something: away from the start of a
  /// sentence, of an acronym, or of a word that no lexicon knows.
  private func properNames(in words: Tokens) -> [Bool] {
    var proper = [Bool](repeating: false, count: sources.count)
    for mention in mentions where !proper[mention.source] && !mention.isAdjective {
      let isAlone = mention.words.count == 1
      proper[mention.source] = mention.words.contains { i in
        guard words[i].isCapital else { return false }
        if words[i].shape.contains(.unknown) { return true }
        // «le Conseil», “the Federation”: which one, another article says otherwise.
        if isAlone {
          return words[i].shape.contains(.allCapitals) && words[i].end - words[i].start > 1
        }
        return !words[i].shape.contains(.startsSentence)
      }
    }
    return proper
  }
}
