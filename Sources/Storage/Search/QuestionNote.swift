/// Something in a question that was not taken as it was typed.
package enum QuestionNote: Sendable, Hashable, CustomStringConvertible {
  /// `a/b`.
  case asPhrase(String)
  /// `field:word` of another search tool, and the option that asks for the same.
  case unknownField(String, option: String?)
  /// `[lemma="word"]`.
  case attributes(String)
  /// `w?rd`, `word~2`, `word^3`.
  case wildcard(String)
  /// `/w.*/`.
  case pattern(String)
  /// `w*rd`, and what was looked for.
  case onlyBeginnings(String, lookedFor: String)
  case asOr(String)
  /// An operator that asks for the same sentence or paragraph, and the distance that was taken.
  case asDistance(String, Int)
  /// An operator that asks for an order too, and its distance.
  case withoutOrder(String, Int)
  /// `ATLEAST5`, `ALLCAPS`.
  case passedOver(String)
  /// A word that is an operator elsewhere, and the distance that it would have there.
  case operatorAsWord(String, Int)
  case withoutLetters(String)
  case tooManyWords(most: Int)
  case onlyExcluded(String)
  /// A field that statements do not have.
  case fieldOfArticles(String)
  case shortBeginning(String)
  case nearOfMore
  case tooDeep(most: Int)
  case unusedTag(String)
  /// A name of several outlets, how many, and the first ones.
  case severalOutlets(String, Int, first: [String])

  package var description: String {
    switch self {
    case .asPhrase(let typed):
      "«\(typed)» is looked for as a phrase; OR stands between alternatives"
    case .unknownField(let typed, let option):
      "«\(typed)» is looked for as a phrase; fields of a search are title: and body:"
        + (option.map { " (use \($0))" } ?? "")
    case .attributes(let typed):
      "«\(typed)»: words have no attributes; they are looked for in all their forms"
    case .wildcard(let typed):
      "«\(typed)»: words are looked for in all their forms, and beginnings as word*; there is no "
        + "other wildcard, likeness or weight"
    case .pattern(let typed):
      "«\(typed)»: words are looked for in all their forms, and beginnings as word*; there is no "
        + "regular expression"
    case .onlyBeginnings(let typed, let word):
      "«\(typed)»: only the beginning of words can be looked for (word*); looked for «\(word)»"
    case .asOr(let typed): "«\(typed)» is read as OR"
    case .asDistance(let typed, let words):
      "«\(typed)» is read as NEAR/\(words): sentences and paragraphs are not indexed"
    case .withoutOrder(let typed, let words):
      "«\(typed)» is read as NEAR/\(words): the order of the two is not looked at"
    case .passedOver(let typed):
      "«\(typed)» is passed over: how often and in which letters a word is printed is not asked"
    case .operatorAsWord(let typed, let words):
      "«\(typed)» is looked for as a word; NEAR/\(words) stands between words that are close together"
    case .withoutLetters(let typed): "«\(typed)» has no letter and no digit, so it is left out"
    case .tooManyWords(let most): "a question has \(most) words at most; the rest is left out"
    case .onlyExcluded(let typed): "nothing is wanted beside what is excluded: \(typed)"
    case .fieldOfArticles(let name): "statements have no \(name): «\(name):» is passed over"
    case .shortBeginning(let typed):
      "«\(typed)*»: a beginning needs two letters; looked for the word «\(typed)»"
    case .nearOfMore: "NEAR stands between words, phrases or alternatives of them; read as AND"
    case .tooDeep(let most):
      "brackets and fields inside one another are read up to \(most) deep"
    case .unusedTag(let tag): "nothing has the tag «\(tag)»"
    case .severalOutlets(let name, let count, let first):
      "«\(name)» means \(count) outlets: \(first.joined(separator: ", "))"
        + (count > first.count ? ", …" : "")
    }
  }
}
