import Languages
import Press

/// Finds where the article names each speaker most fully: «Nasser Kanani» for «il», «le ministre».
///
/// States and bodies keep the name under which they speak: «Washington» stays «Washington».
struct SpeakerNames {
  private let words: Tokens
  private let names: Names
  /// Of each source, the fullest mention; -1 for none.
  private var fullest: [Int]

  /// The same statements with the names of their speakers.
  ///
  /// - Parameters:
  ///   - statements: what is said, with sources as in `names`; a name that is there is kept.
  ///   - words: the article's text.
  ///   - names: who is named in it.
  /// - Returns: each with `name` where the article names the speaker.
  static func named(_ statements: [Statement], in words: Tokens, names: Names) -> [Statement] {
    if statements.isEmpty { return statements }
    let reader = SpeakerNames(words, names)
    var named = statements
    for n in named.indices where named[n].name == nil {
      named[n].name = reader.name(of: named[n]).map { words.passage($0) }
    }
    return named
  }

  private init(_ words: Tokens, _ names: Names) {
    self.words = words
    self.names = names
    fullest = [Int](repeating: -1, count: names.sources.count)
    for (n, mention) in names.mentions.enumerated()
    where !mention.isAdjective && mention.form != .place {
      let best = fullest[mention.source]
      if best < 0 || Self.weight(mention) > Self.weight(names.mentions[best]) {
        fullest[mention.source] = n
      }
    }
  }

  /// Names in full before parts of them, those before groups and offices; the longer one of two.
  private static func weight(_ mention: Names.Mention) -> Int {
    switch mention.form {
    case .name: 300 + mention.words.count
    case .short, .metonym: 200 + mention.words.count
    case .acronym: 100
    case .group, .office, .adjective, .place: mention.words.count
    }
  }

  private func name(of statement: Statement) -> Range<Int>? {
    guard let passage = statement.speaker else { return nil }
    let first = words.index(atOrAfter: passage.start)
    let speaker = first..<max(first, words.index(atOrAfter: passage.end))
    guard let source = statement.source else { return bare(speaker) }
    let best = fullest[source]
    if best >= 0, names.sources[source].kind == .person { return names.mentions[best].words }
    let own = speaker.lazy.compactMap { names.mention(at: $0) }.first {
      names.mentions[$0].source == source
        && (!names.mentions[$0].isAdjective || speaker.count > 1)
    }
    if let own, let phrase = bare(speaker) {
      // The long form of an acronym says more: «OFP», “VW” for “Volkswagen”.
      let isLonger =
        best >= 0
        && (names.mentions[best].words.count > phrase.count
          || names.mentions[own].form == .acronym && names.mentions[own].words == phrase
            && names.mentions[best].form == .name)
      if isLonger, names.sources[source].kind != .state { return names.mentions[best].words }
      return phrase
    }
    return best >= 0 ? names.mentions[best].words : nil
  }

  /// A noun phrase without its determiner; nil for a pronoun.
  private func bare(_ range: Range<Int>) -> Range<Int>? {
    guard let first = range.first else { return nil }
    // «La Vigie, joint par téléphone»; but «Athènes, Rome et Varsovie»
    let comma = range.first { i in
      words[i].mark == .comma && i + 1 < range.upperBound && !words[i + 1].isCapital
    }
    let range = first..<(comma ?? range.upperBound)
    // «« un habitué »»
    if range.count > 2, words[first].mark == .openQuote,
      words[range.upperBound - 1].mark == .closeQuote
    {
      return bare(first + 1..<range.upperBound - 1)
    }
    let t = words[first].features
    if range.count == 1 {
      let isPronoun = t.has([.pronoun, .enclitic, .determiner]) && !t.has([.noun])
      return isPronoun ? nil : range
    }
    let isDeterminer =
      t.has(.determiner) && words[first].isWord
      && t.has([.definite, .possessive, .demonstrative, .indefinite, .contracted])
    // «un ou plusieurs juges»
    guard isDeterminer, words.key(first + 1) != "ou" else { return range }
    let rest = first + 1..<range.upperBound
    return rest.count > 2 && words[rest.lowerBound].mark == .openQuote ? bare(rest) : rest
  }
}
