import Languages
import Press
import Syntax

extension Reader {
  /// Which rules and tables read the articles: the same for two programs that find the same in every
  /// text because nothing that decides it was changed. 32 hexadecimal digits in four groups.
  public static let rulesVersion = [
    languagesDigest, pressDigest, syntaxDigest, GatheredDigest.text,
  ].map { $0.prefix(8) }.joined(separator: "-")
}
