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
  ///   - isName: whether a word is known to belong to a name. A capital tells nothing of the first word
  ///     of a sentence, so «Lima critique …» may start with a verb for all that the letters say.
  ///   - needed: whether the sentence with this number is parsed.
  package init(
    in words: Words, sentences: [Range<Int>], isName: (Int) -> Bool = { _ in false },
    where needed: (Int) -> Bool
  ) {
    guard let parser = Parser(of: words.language) else {
      list = []
      return
    }
    let workspace = Workspace()
    list = sentences.indices.map {
      needed($0)
        ? parser.tree(of: sentences[$0], in: words, using: workspace, isName: isName) : nil
    }
  }

  /// The tree of the sentence with a number; nil when it was not parsed.
  public subscript(sentence: Int) -> Tree? {
    list.indices.contains(sentence) ? list[sentence] : nil
  }
}
