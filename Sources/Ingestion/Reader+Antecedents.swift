import Languages
import Press

/// A pronoun or a description who speaks, and everybody whom it may mean.
package struct AntecedentChoice: Sendable {
  package struct Candidate: Sendable {
    /// The name under which it would speak; nil when the article has none.
    package var name: Passage?
    /// What speaks for and against it, as in `antecedents.tsv` and `descriptions.tsv`.
    package var clues: [String]
    /// True for the one whom the reader takes.
    package var isChosen: Bool
  }

  package var speaker: Passage
  package var isDescription: Bool
  package var candidates: [Candidate]
}

extension Reader {
  /// Whom each pronoun and each description that speaks in an article may mean; none in a language that
  /// no engine reads.
  package func antecedentChoices(in article: Article) -> [AntecedentChoice] {
    var article = article
    article.language = Self.detected(in: article)
    guard let language = Self.language(of: article) else { return [] }
    var words = Tokens(of: article.body, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    let choices: [SpeakerChoice]
    let passage: (Range<Int>) -> Passage
    let name: (Range<Int>) -> Passage
    switch language.code {
    case "en":
      let reader = EnglishStatements(reading: words, sentences: sentences, names: names)
      var speakers = EnglishSpeakers(
        words: words, sentences: sentences, names: names, phrases: reader.phrases)
      _ = speakers.references(of: reader.drafts)
      (choices, passage, name) = (speakers.choices, { words.passage($0) }, reader.name(of:))
    case "fr":
      var reader = FrenchStatements(words: words, sentences: sentences, names: names)
      reader.keepsChoices = true
      reader.read()
      (choices, passage, name) = (reader.choices, reader.mention(of:), reader.name(of:))
    default: return []
    }
    return choices.map { choice in
      let best = choice.best(in: language)
      let speaker = passage(choice.phrase)
      let candidates = choice.candidates.map { candidate in
        var statement = Statement(kind: .direct, content: speaker, rule: "", confidence: 0)
        statement.speaker = speaker
        switch candidate.reference {
        case .phrase(let phrase): statement.name = name(phrase)
        case .source(let source): statement.source = source
        }
        return AntecedentChoice.Candidate(
          name: SpeakerNames.named([statement], in: words, names: names)[0].name,
          clues: candidate.clues.list, isChosen: candidate.reference == best)
      }
      return AntecedentChoice(
        speaker: speaker, isDescription: choice.isDescription, candidates: candidates)
    }
  }
}
