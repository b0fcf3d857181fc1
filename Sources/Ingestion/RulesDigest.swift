import Languages
import Syntax

extension Reader {
  /// Which rules and tables read the articles: the same for two programs that find the same in every
  /// text because nothing that decides it was changed. 24 hexadecimal digits in three groups.
  public static let rulesVersion = [languagesDigest, syntaxDigest, GatheredDigest.text]
    .map { $0.prefix(8) }.joined(separator: "-")
}
