/// What is wrong with SQL that a person wrote.
package enum SQLFault: Sendable, Hashable, CustomStringConvertible {
  /// What SQLite says of it.
  case sqlite(String)
  /// A condition ends too early.
  case incomplete
  /// Quotation marks or a comment that are opened and never closed.
  case open(String)
  /// A bracket that closes nothing.
  case strayBracket
  /// A sign that would stand for a value that is not given.
  case parameter(Character)
  /// More than one expression.
  case severalExpressions
  /// More than one statement; the ones after the first.
  case severalStatements(rest: String)

  package var description: String {
    switch self {
    case .sqlite(let message): message
    case .incomplete: "the condition is not complete"
    case .open(let sign): "an opening \(sign) is never closed"
    case .strayBracket: "a ) closes nothing"
    case .parameter(let sign):
      "\(sign) would stand for a value that is not given; texts are between '…'"
    case .severalExpressions: "expected one expression, found «;»"
    case .severalStatements(let rest): "expected one statement, found another after it: \(rest)"
    }
  }
}
