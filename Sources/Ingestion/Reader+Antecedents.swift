import Languages
import Press

/// A pronoun who speaks, and everybody whom it may mean.
package struct PronounChoice: Sendable {
  package struct Candidate: Sendable {
    /// The name under which it would speak; nil when the article has none.
    package var name: Passage?
    /// What speaks for and against it, as in `antecedents.tsv`.
    package var clues: [String]
    /// True for the one whom the reader takes.
    package var isChosen: Bool
  }

  package var pronoun: Passage
  package var candidates: [Candidate]
}

extension Reader {
  /// Whom each pronoun that speaks in an article may mean; none in a language whose engine does not ask.
  package func pronounChoices(in article: Article) -> [PronounChoice] {
    var article = article
    article.language = Self.detected(in: article)
    guard let language = Self.language(of: article), language.code == "fr" else { return [] }
    var words = Tokens(of: article.body, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    var reader = FrenchStatements(words: words, sentences: sentences, names: names)
    reader.keepsChoices = true
    reader.read()
    return reader.choices.map { it, candidates in
      let best = ClueWeights.of(language).best(of: candidates)
      let pronoun = reader.mention(of: it.at..<it.at + 1)
      return PronounChoice(
        pronoun: pronoun,
        candidates: candidates.map { candidate in
          var statement = Statement(kind: .direct, content: pronoun, rule: "", confidence: 0)
          statement.speaker = pronoun
          switch candidate.reference {
          case .phrase(let phrase): statement.name = reader.name(of: phrase)
          case .source(let source): statement.source = source
          }
          return PronounChoice.Candidate(
            name: SpeakerNames.named([statement], in: words, names: names)[0].name,
            clues: candidate.clues.list, isChosen: candidate.reference == best)
        })
    }
  }
}
