import Languages
import Press

/// Reads who does what to whom by the order of words: a second vote beside the patterns.
struct RelationReader {
  typealias RelationCandidate = RelationDraft

  /// What stands above a clause: how real it is, and who asserts it.
  struct Context {
    var modality: Relation.Modality = .actual
    var isAffirmed = true
    var asserters: [Int] = []
  }

  let words: Tokens
  let sentences: Sentences
  let names: Names
  let lexicon: RelationLexicon
  var drafts: [RelationCandidate] = []
  /// The date from which «mardi» is counted.
  var published: PressDate?

  // Of the sentence that is read now.
  var sentence: Range<Int> = 0..<0
  var groups: [VerbGroup] = []
  var groupOfWord: [Int32]
  /// The groups of each sentence that was opened, as they were found.
  private var groupsOfSentence: [[VerbGroup]?]
  var subjectCache: [[Party]?] = []
  var contextCache: [Context?] = []
  /// Its dates, once they are asked for.
  var datesOfSentence: [TimeExpressions.Expression]?
  /// The words in it that name a source, once they are asked for.
  var accordingWords: [Int]?

  /// Whom pronouns stand for.
  let coreference: Coreference

  init(_ coreference: Coreference) {
    self.coreference = coreference
    words = coreference.words
    sentences = coreference.sentences
    names = coreference.names
    lexicon = coreference.lexicon
    groupOfWord = [Int32](repeating: -1, count: words.count)
    groupsOfSentence = Array(repeating: nil, count: sentences.list.count)
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
      readRelationalNouns()
    }
  }

  /// Makes `range` the sentence that is read.
  mutating func open(_ range: Range<Int>) {
    sentence = range
    (datesOfSentence, accordingWords) = (nil, nil)
    let number = sentences.number(of: range.lowerBound)
    if let known = groupsOfSentence[number] {
      groups = known
    } else {
      let finder = VerbGroupFinder(words: words, names: names, lexicon: lexicon, sentence: range)
      groups = finder.groups()
      groupsOfSentence[number] = groups
      for (n, group) in groups.enumerated() {
        for word in group.words { groupOfWord[word] = Int32(n) }
      }
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

  /// The verb group that contains a word of the sentence.
  func group(at i: Int) -> Int? {
    guard sentence.contains(i) else { return nil }
    let n = Int(groupOfWord[i])
    return n >= 0 ? n : nil
  }

  /// The mention that contains a word, unless it is a demonym adjective.
  func actor(at i: Int) -> Int? {
    guard sentence.contains(i), let mention = names.mention(at: i) else { return nil }
    let it = names.mentions[mention]
    if !lexicon.isFrench, it.form == .group || it.form == .office, it.words.count == 1,
      !words[i].isCapital,
      words[i].features.has(.adjective), isThing(i + 1), group(at: i + 1) == nil,
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
      || words[i].isWord && words[i].features.has(.adverb)
        && !words[i].features.has([.verb, .noun, .adjective, .preposition, .pronoun, .determiner])
  }

  func isThing(_ i: Int) -> Bool {
    guard sentence.contains(i), words[i].isWord else { return false }
    let features = words[i].features
    if role(i).contains(.time) { return false }
    if features.has(.mostlyNoun) { return true }
    return features.has(.noun) && !features.has([.mostlyVerb, .mostlyOther, .mostlyAdjective])
  }

  func isAdjectiveWord(_ i: Int) -> Bool {
    guard sentence.contains(i), words[i].isWord else { return false }
    let features = words[i].features
    return features.has(.adjective) && !features.has([.mostlyOther]) && !features.has(.mostlyNoun)
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
        words[k].features.has(.mostlyAdjective)
      {
        k -= 1
      } else if !lexicon.isFrench, words[k].shape.isSuperset(of: [.hyphenated, .unknown]),
        names.mention(at: k) == nil
      {
        k -= 1  // “its long-awaited invasion”
      } else if !lexicon.isFrench, words[k].isWord, words[k].features.has(.pastParticiple),
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
        words[j].features.has([.noun, .adjective])
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
    if role(k).contains(.det), words[k].features.has(.indefinite) {
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
      lexicon.isFrench, words[k + 1].features.has(.adjective)
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
      && words[end].features.has(.noun) && role(end).isEmpty && group(at: end) == nil
      && names.mention(at: end) == nil
  }

  /// Whom a pronoun at `i` stands for, with its words; nil when nobody fits.
  func pronoun(at i: Int, not other: [Party] = []) -> Party? {
    let found = coreference.party(at: i)
    return other.contains { $0.source == found?.source } ? nil : found
  }

  /// Whom a possessive stands for, at the place where the sentence names them.
  func possessor(at i: Int) -> Party? { coreference.possessor(at: i, in: sentence) }
}
