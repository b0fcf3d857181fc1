import Languages
import Press

/// Reads articles: detects the language, then finds who says and does what.
public struct Reader: Sendable {
  /// A reader for every language that `Languages` knows.
  public init() {}

  /// Everything that the article reports.
  public func account(of article: Article) -> Account {
    Account(of: article)
  }
}
