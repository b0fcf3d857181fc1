import Languages

/// Parses sentences of one language: a greedy tagger and an arc-hybrid parser whose weights are data
/// of the language.
///
/// A value without a state: any number of threads may parse with the same one.
public struct Parser: Sendable {
  /// The parser of a language; nil when the language has no weights, so that there are no trees.
  package init?(of language: Language) {
    return nil
  }

  /// The tree of a sentence.
  ///
  /// - Parameters:
  ///   - sentence: a range of indices into `words`.
  ///   - words: the text, cut by the rules of this parser's language.
  /// - Returns: the tree; nil when the sentence holds no word.
  /// - Complexity: O(words of the sentence).
  public func tree(of sentence: Range<Int>, in words: Words) -> Tree? {
    nil
  }
}
