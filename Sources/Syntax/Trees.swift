import Languages

/// The trees of those sentences of a text that need one.
public struct Trees: Sendable {
  private let list: [Tree?]

  /// Parses the sentences that `needed` picks; the others, and all of a language without weights,
  /// have no tree.
  ///
  /// - Parameters:
  ///   - words: the text.
  ///   - sentences: every sentence in order, as ranges of indices into `words`.
  ///   - isName: whether a word is known to belong to a name. A capital says nothing of the first word
  ///     of a sentence, so «Lima critique …» may start with a verb for all that the letters say.
  ///   - needed: whether the sentence with this number is tagged.
  ///   - isWorth: whether it is parsed, now that its words have tags: of all that a tree costs, tags are
  ///     the smaller part.
  package init(
    in words: Tokens, sentences: [Range<Int>], isName: (Int) -> Bool = { _ in false },
    where needed: (Int) -> Bool, isWorth: (Int, TaggedWords) -> Bool = { _, _ in true }
  ) {
    guard let parser = Parser(of: words.language) else {
      list = []
      return
    }
    let workspace = Workspace()
    list = sentences.indices.map { number in
      guard needed(number) else { return nil }
      return parser.tree(of: sentences[number], in: words, using: workspace, isName: isName) {
        isWorth(number, $0)
      }
    }
  }

  /// The tree of the sentence with a number; nil when it was not parsed.
  public subscript(sentence: Int) -> Tree? {
    list.indices.contains(sentence) ? list[sentence] : nil
  }
}
