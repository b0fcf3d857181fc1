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
  ///   - needed: whether the sentence with this number is parsed.
  package init(in words: Words, sentences: [Range<Int>], where needed: (Int) -> Bool) {
    guard let parser = Parser(of: words.language) else {
      list = []
      return
    }
    let workspace = Workspace()
    list = sentences.indices.map {
      needed($0) ? parser.tree(of: sentences[$0], in: words, using: workspace) : nil
    }
  }

  /// The tree of the sentence with a number; nil when it was not parsed.
  public subscript(sentence: Int) -> Tree? {
    list.indices.contains(sentence) ? list[sentence] : nil
  }
}
