import Languages
import Press

/// Reads articles: detects the language, then finds who says and does what.
public struct Reader: Sendable {
  /// A reader for every language that `Languages` knows.
  public init() {}

  /// Everything that the article reports.
  ///
  /// An article in a language that is not read comes back with its language and nothing else.
  public func account(of article: Article) -> Account {
    var article = article
    article.language = LanguageGuess.shared.language(of: article.body)
    return Account(of: article)
  }

  /// The language in which an article is read: the detected one, else the declared one when there
  /// is too little text to tell; nil when it is not one of ours.
  static func language(of article: Article) -> Language? {
    guard let detected = article.language, detected != "und" else {
      return article.declaredLanguage.flatMap(Language.with(code:))
    }
    return Language.with(code: detected)
  }
}
