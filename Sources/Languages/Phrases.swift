/// Lists of phrases as form numbers.
package enum Phrases {
  /// Cuts each phrase as a text would be cut: one list of form numbers a phrase.
  package static func forms(of phrases: [String], in language: Language) -> [[Int32]] {
    // A blank line between two keeps each in a separate paragraph; a word ends each, so that no full
    // stop is taken for the end of the text.
    let words = Tokens(of: phrases.joined(separator: "\n\n") + "\n\n", in: language)
    var out: [[Int32]] = []
    out.reserveCapacity(phrases.count)
    for i in 0..<words.count {
      if words[i].shape.contains(.startsParagraph) || out.isEmpty { out.append([]) }
      out[out.count - 1].append(words.forms[i])
    }
    precondition(out.count == phrases.count, "every phrase is one paragraph")
    return out
  }
}
