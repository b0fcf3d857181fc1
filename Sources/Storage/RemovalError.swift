/// An import that cannot be taken back.
package enum RemovalError: Error, CustomStringConvertible {
  /// No run has that number.
  case noRun(Int64)
  /// The run with that number is something else.
  case noImport(Int64, kind: String)
  /// It was taken back before.
  case isUndone(Int64, at: String)
  /// No article has that number.
  case noArticle(Int64)
  /// No outlet has that name.
  case noOutlet(String)

  /// Where it happened, what is wrong and what to do.
  package var description: String {
    switch self {
    case .noRun(let run): "there is no import \(run); see 'dossier imports'"
    case .noImport(let run, let kind):
      "run \(run) is no import but «\(kind)»; see 'dossier imports'"
    case .isUndone(let run, let at): "import \(run) was undone on \(at)"
    case .noArticle(let id): "there is no article \(id)"
    case .noOutlet(let name): "no outlet is called «\(name)»; see 'dossier stats --by outlet'"
    }
  }
}
