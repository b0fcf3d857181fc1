import Languages
import Press

/// Reads who does what to whom, sentence by sentence.
struct RelationReader {
  /// Someone in a relation: a mention, or a pronoun that stands for one.
  struct Party: Equatable {
    var source: Int
    var words: Range<Int>
    var isPronoun = false
    /// Index into `Names.mentions`, -1 for a pronoun.
    var mention = -1
  }

  /// What stands above a clause: how real it is, and who asserts it.
  struct Context {
    var modality: Relation.Modality = .actual
    var isAffirmed = true
    var asserters: [Int] = []
  }

  /// A relation before its words become passages.
  struct Draft {
    var subject: Party
    var `class`: RelationClass
    var object: Party
    var trigger: Range<Int>
    var sentence: Range<Int>
    var isAffirmed = true
    var modality: Relation.Modality = .actual
    var former = false
    var asserters: [Int] = []
    var rule: String
    /// What it is about: «d'utiliser des drones».
    var topic: Range<Int>?
    /// A printed date in the same clause.
    var date: PressDate?
  }

  let words: Words
  let sentences: Sentences
  let names: Names
  let lexicon: RelationLexicon
  var drafts: [Draft] = []

  // Of the sentence that is read now.
  var sentence: Range<Int> = 0..<0
  var groups: [VerbGroup] = []
  var groupOfWord: [Int32]
  var subjectCache: [[Party]?] = []
  var contextCache: [Context?] = []

  init(words: Words, sentences: Sentences, names: Names) {
    self.words = words
    self.sentences = sentences
    self.names = names
    lexicon = RelationLexicon.of(words.language)
    groupOfWord = [Int32](repeating: -1, count: words.count)
  }

  mutating func read() {
    var first = 0
    for range in sentences.list {
      while first < names.mentions.count, names.mentions[first].words.upperBound <= range.lowerBound
      {
        first += 1
      }
      guard first < names.mentions.count, names.mentions[first].words.lowerBound < range.upperBound
      else { continue }
      open(range)
      readVerbs()
      readNouns()
      readStanding()
    }
    readTies()
  }

  /// Makes `range` the sentence that is read.
  mutating func open(_ range: Range<Int>) {
    sentence = range
    let finder = VerbGroupFinder(words: words, names: names, lexicon: lexicon, sentence: range)
    groups = finder.groups()
    for (n, group) in groups.enumerated() {
      for word in group.words { groupOfWord[word] = Int32(n) }
    }
    subjectCache = Array(repeating: nil, count: groups.count)
    contextCache = Array(repeating: nil, count: groups.count)
  }

  // MARK: Words

  @inline(__always)
  func role(_ i: Int) -> RelationLexicon.Role {
    sentence.contains(i) ? lexicon.role(words.forms[i]) : []
  }

  @inline(__always)
  func base(_ i: Int) -> Int32 { sentence.contains(i) ? lexicon.base(words.forms[i]) : -1 }

  /// The verb group that holds a word of the sentence.
  func group(at i: Int) -> Int? {
    guard sentence.contains(i) else { return nil }
    let n = Int(groupOfWord[i])
    return n >= 0 ? n : nil
  }

  /// The mention that holds a word, unless it is a demonym adjective.
  func actor(at i: Int) -> Int? {
    guard sentence.contains(i), let mention = names.mention(at: i) else { return nil }
    let it = names.mentions[mention]
    if !lexicon.isFrench, it.form == .group || it.form == .office, it.words.count == 1,
      !words[i].isCapital,
      words[i].traits.has(.adjective), isThing(i + 1), group(at: i + 1) == nil,
      names.mention(at: i + 1) == nil
    {
      return nil  // “all official contact”, “a general strike”
    }
    return it.isAdjective ? nil : mention
  }

  func adjective(at i: Int) -> Int? {
    guard sentence.contains(i), let mention = names.mention(at: i) else { return nil }
    return names.mentions[mention].isAdjective ? mention : nil
  }

  func isAdverb(_ i: Int) -> Bool {
    let role = role(i)
    return role.contains(.adverb) || role.contains(.time)
      || words[i].isWord && words[i].traits.has(.adverb)
        && !words[i].traits.has([.verb, .noun, .adjective, .preposition, .pronoun, .determiner])
  }

  func isThing(_ i: Int) -> Bool {
    guard sentence.contains(i), words[i].isWord else { return false }
    let traits = words[i].traits
    if role(i).contains(.time) { return false }
    if traits.has(.mostlyNoun) { return true }
    return traits.has(.noun) && !traits.has([.mostlyVerb, .mostlyOther, .mostlyAdjective])
  }

  func isAdjectiveWord(_ i: Int) -> Bool {
    guard sentence.contains(i), words[i].isWord else { return false }
    let traits = words[i].traits
    return traits.has(.adjective) && !traits.has([.mostlyOther]) && !traits.has(.mostlyNoun)
  }

  func party(_ mention: Int) -> Party {
    let it = names.mentions[mention]
    return Party(source: it.source, words: it.words, mention: mention)
  }

  /// What governs a noun phrase whose first naming word is `start`.
  struct Lead {
    /// The first word of the phrase, determiner included.
    var start: Int
    /// The base form of the preposition before it, or -1.
    var prep: Int32
    /// The word before the preposition, or before the phrase.
    var before: Int
    /// The word of a possessive determiner, if it has one.
    var possessive: Int?
  }

  /// The number that a phrase such as “more than” or «au moins» at `i` qualifies.
  func numberBehindQualifier(at i: Int) -> Int? {
    for k in i + 1...i + 2 where sentence.contains(k) && words[k].mark == .number {
      return lexicon.isQualifier(words.forms[i..<k]) ? k : nil
    }
    return nil
  }

  /// The first word of the phrase that qualifies the number at `i`; `i` when there is none.
  func startOfQualifier(before i: Int) -> Int {
    for length in [3, 2, 1] {
      let start = i - length
      if start >= sentence.lowerBound, lexicon.isQualifier(words.forms[start..<i]) { return start }
    }
    return i
  }

  func lead(of mention: Int) -> Lead { lead(from: names.mentions[mention].whole.lowerBound) }

  func lead(from start: Int) -> Lead {
    var k = start - 1
    var possessive: Int?
    while k >= sentence.lowerBound, start - k < 7 {
      let role = role(k)
      if role.contains(.det), !role.contains(.prep) {
        if role.contains(.possessive) { possessive = k }
        k -= 1
      } else if words[k].mark == .number {
        k = startOfQualifier(before: k) - 1
      } else if words[k].mark == .openQuote || words[k].mark == .straightQuote {
        k -= 1
      } else if words[k].isWord, role.isEmpty, group(at: k) == nil,
        words[k].traits.has(.mostlyAdjective)
      {
        k -= 1
      } else if !lexicon.isFrench, words[k].shape.isSuperset(of: [.hyphenated, .unknown]),
        names.mention(at: k) == nil
      {
        k -= 1  // “its long-awaited invasion”
      } else if !lexicon.isFrench, words[k].isWord, words[k].traits.has(.pastParticiple),
        k > sentence.lowerBound, self.role(k - 1).contains(.det)
      {
        k -= 1  // “the defeated party”
      } else if adjective(at: k) != nil,
        !lexicon.isFrench
          || k == start - 1 && k > sentence.lowerBound && self.role(k - 1).contains(.and)
      {
        k -= 1
      } else {
        break
      }
    }
    if !lexicon.isFrench, k == start - 1 {
      // “a key U.S.”, “several wealthy Gulf”: nouns and adjectives up to a determiner.
      var j = k
      while j >= sentence.lowerBound, k - j < 3, words[j].isWord, role(j).isEmpty,
        group(at: j) == nil, names.mention(at: j) == nil,
        words[j].traits.has([.noun, .adjective])
      {
        j -= 1
      }
      if j < k, j >= sentence.lowerBound, role(j).contains(.det), !role(j).contains(.prep) {
        k = j - 1
      }
    }
    guard k >= sentence.lowerBound, role(k).contains(.prep) else {
      return Lead(start: k + 1, prep: -1, before: k, possessive: possessive)
    }
    // «des» as an article: «Paris accuse des Russes», «Des manifestants».
    if role(k).contains(.det), words[k].traits.has(.indefinite) {
      let first = k - 1
      let isNoun =
        first >= sentence.lowerBound && words[first].isWord
        && (isThing(first) || isAdjectiveWord(first) || names.mention(at: first) != nil)
        && group(at: first) == nil
      if !isNoun {
        if sentence.contains(first), role(first).contains(.prep), !role(first).contains(.det) {
          // «par des avions»
          return Lead(start: first, prep: base(first), before: first - 1, possessive: possessive)
        }
        return Lead(start: k, prep: -1, before: k - 1, possessive: possessive)
      }
    }
    // «a fait de fréquents voyages»: an article before an adjective.
    if base(k) == lexicon.of, !role(k).contains(.det), k + 1 < start, group(at: k - 1) != nil,
      lexicon.isFrench, words[k + 1].traits.has(.adjective)
    {
      return Lead(start: k, prep: -1, before: k - 1, possessive: possessive)
    }
    var prep = base(k)
    var before = k - 1
    if prep == lexicon.of || prep == lexicon.to, before >= sentence.lowerBound,
      role(before).contains(.prep),
      !role(before).contains(.det)
    {
      prep = base(before)
      before -= 1
    }
    return Lead(start: k, prep: prep, before: before, possessive: possessive)
  }

  /// True for a mention that only modifies what follows: “Iran's”, “U.S. policy”.
  func isPossessor(_ mention: Int) -> Bool {
    let end = names.mentions[mention].words.upperBound
    guard !lexicon.isFrench, sentence.contains(end) else { return false }
    if words.key(end) == "'s" || words.key(end) == "'" { return true }
    if !names.mentions[mention].isAdjective, actor(at: end - 1) == nil { return false }
    return names.mentions[mention].form != .group && words[end].isWord && !words[end].isCapital
      && words[end].traits.has(.noun) && role(end).isEmpty && group(at: end) == nil
      && names.mention(at: end) == nil
  }

  // MARK: Coordination

  /// Everyone joined with a mention to its left: «A, B et [C]».
  func joinedLeft(_ mention: Int) -> [Party] {
    var all = [party(mention)]
    var current = mention
    var sawAnd = false
    while all.count < 8 {
      var k = lead(of: current).start - 1
      guard k > sentence.lowerBound else { break }
      if role(k).contains(.and) {
        sawAnd = true
        if words[k - 1].mark == .comma { k -= 1 }
      } else if words[k].mark == .comma {
        guard sawAnd else { break }
      } else if words.forms[k] == lexicon.whom, k > sentence.lowerBound + 1,
        words.key(k - 1) == "ainsi"
      {
        sawAnd = true
        k -= 1
        if words[k - 1].mark == .comma { k -= 1 }
      } else {
        break
      }
      guard let other = mentionEnding(at: k) else { break }
      all.insert(party(other), at: 0)
      current = other
    }
    return all
  }

  /// The mention whose phrase ends right before a word.
  func mentionEnding(at k: Int) -> Int? {
    guard k > sentence.lowerBound else { return nil }
    if let found = actor(at: k - 1), names.mentions[found].words.upperBound == k { return found }
    return nil
  }

  /// Everyone joined with a mention to its right: «[A], B et C».
  func joinedRight(_ mention: Int, prep: Int32 = -1) -> [Party] {
    var all = [party(mention)]
    var pending: [Party] = []
    var k = names.mentions[mention].whole.upperBound
    // A demonym behind its noun, a bracket with an acronym.
    while sentence.contains(k), all.count + pending.count < 8 {
      if words[k].mark == .openBracket, k + 2 < sentence.upperBound,
        words[k + 2].mark == .closeBracket
      {
        k += 3
        continue
      }
      var isAnd = role(k).contains(.and)
      guard isAnd || words[k].mark == .comma else { break }
      k += 1
      if sentence.contains(k), role(k).contains(.and) {
        isAnd = true
        k += 1
      }
      var next = k
      if sentence.contains(next), role(next).contains(.prep) {
        guard prep >= 0, base(next) == prep || words[next].traits.has(.indefinite) else { break }
        next += 1
      }
      while sentence.contains(next),
        role(next).contains(.det) && !role(next).contains(.prep) || words[next].mark == .number
      {
        next += 1
      }
      guard let other = actor(at: next),
        names.mentions[other].whole.lowerBound <= next
          || names.mentions[other].words.lowerBound == next
      else { break }
      let end = names.mentions[other].whole.upperBound
      if prep < 0, isAnd, group(at: end).map({ groups[$0].kind == .finite }) ?? false { break }
      pending.append(party(other))
      if isAnd {
        all += pending
        pending = []
      }
      k = end
    }
    if prep == lexicon.between, all.count == 1 {
      // «entre Moscou, allié du régime, et Ankara»
      var next = k
      while sentence.contains(next), next - k < 14, group(at: next) == nil {
        if role(next).contains(.and), words[next - 1].mark == .comma {
          var j = next + 1
          while sentence.contains(j), role(j).contains(.det) { j += 1 }
          if let other = actor(at: j) { all.append(party(other)) }
          break
        }
        next += 1
      }
    }
    return all
  }

  /// The mention that a possessive stands for, when the sentence names it.
  func possessor(at i: Int) -> Party? {
    guard let found = pronoun(at: i) else { return nil }
    for mention in names.mentions.indices.reversed() {
      let it = names.mentions[mention]
      guard it.source == found.source, it.words.upperBound <= i,
        it.words.lowerBound >= sentence.lowerBound,
        !it.isInside, !it.isAdjective
      else { continue }
      return party(mention)
    }
    return found
  }

  // MARK: Pronouns

  /// Whom a pronoun at `i` stands for, with its words; nil when nobody fits.
  func pronoun(at i: Int, not other: [Party] = []) -> Party? {
    let key = words.key(i)
    // «il y a», «il faut», «il s'agit»: nobody.
    if key == "il", i + 1 < words.count,
      ["y", "n'y", "faut", "fallait", "faudra", "faudrait", "s'"].contains(words.key(i + 1))
        && !(words.key(i + 1) == "s'" && i + 2 < words.count && words.key(i + 2) != "agit")
    {
      return nil
    }
    var plural: Bool?
    var gender = Gender.either
    switch key {
    case "il", "-il", "-t-il", "celui-ci", "lui-même", "he", "him", "his":
      (plural, gender) = (false, .masculine)
    case "elle", "-elle", "-t-elle", "celle-ci", "elle-même", "she", "her":
      (plural, gender) = (false, .feminine)
    case "ils", "-ils", "-t-ils", "ceux-ci", "eux-mêmes": (plural, gender) = (true, .masculine)
    case "elles", "-elles", "-t-elles", "celles-ci": (plural, gender) = (true, .feminine)
    case "le": (plural, gender) = (false, .masculine)
    case "la": (plural, gender) = (false, .feminine)
    case "l'", "lui", "son", "sa", "ses", "it", "its": plural = false
    case "les", "leur", "leurs", "they", "them", "their": plural = true
    default: break
    }
    let isPerson = ["he", "she", "him", "his", "her", "lui-même", "elle-même"].contains(key)
    let isSubject = words[i].traits.has(.subject) || role(i).contains(.pronoun)
    let number = sentences.number(of: i)
    var fallback: Int?
    for mention in names.mentions.indices.reversed() {
      let it = names.mentions[mention]
      guard it.words.upperBound <= i, !it.isInside || it.isAdjective == false else { continue }
      let distance = number - sentences.number(of: it.words.lowerBound)
      if distance > 2 { break }
      guard !it.isAdjective, it.form != .place, !it.isInside else { continue }
      if other.contains(where: { $0.source == it.source }) { continue }
      let traits = names.genders[it.source]
      let isPlural = it.isPlural || traits.isPlural
      if let plural, plural != isPlural, !(plural && it.form == .group) { continue }
      let own = it.form == .group ? it.gender : traits.gender
      guard own.fits(gender) else { continue }
      if isPerson, names.sources[it.source].kind != .person, it.form != .office { continue }
      // A subject goes before what a preposition governs.
      let governed = governor(
        of: mention, in: sentences.list[sentences.number(of: it.words.lowerBound)])
      if !governed || !isSubject && distance == 0 {
        return Party(source: it.source, words: i..<i + 1, isPronoun: true)
      }
      if fallback == nil { fallback = it.source }
    }
    return fallback.map { Party(source: $0, words: i..<i + 1, isPronoun: true) }
  }

  /// True when a preposition stands before a mention of any sentence.
  private func governor(of mention: Int, in range: Range<Int>) -> Bool {
    var k = names.mentions[mention].whole.lowerBound - 1
    while k >= range.lowerBound {
      let role = lexicon.role(words.forms[k])
      if role.contains(.prep) { return true }
      guard role.contains(.det) || words[k].mark == .number else { return false }
      k -= 1
    }
    return false
  }
}
