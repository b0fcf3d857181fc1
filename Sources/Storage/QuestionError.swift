import SQLite

/// A question that cannot be answered as it was put.
package enum QuestionError: Error, CustomStringConvertible {
  /// Nothing is left to look for.
  case nothingToLookFor(typed: String)
  /// The SQL, the condition or the FTS5 syntax that a person gave cannot be read; `what` is «SQL»,
  /// «--where» or «--fts …».
  case unreadable(what: String, SQLFault)
  /// A column that the listing does not have.
  case unknownColumn(name: String, known: [String])
  /// A source by that name is not in the archive; what comes near.
  case unknownSource(name: String, near: [String])
  /// A name that several sources have; their keys and names, the first ones.
  case severalSources(name: String, keys: [String])
  /// An outlet by that name is not in the archive; what comes near.
  case unknownOutlet(name: String, near: [String])
  /// No article is in that language.
  case unknownLanguage(code: String)
  /// No source is named with that office.
  case unknownRole(words: String)
  /// A filter of other rows than those that are listed: these rows have nothing that it asks about.
  case filterOfOthers(options: [String], rows: Listing)
  /// The statement would change the archive.
  case notReading(problem: String)

  /// What SQLite says of what a person wrote: of `what`, which is «SQL» or «--where».
  static func unreadable(_ what: String, _ error: SQLiteError) -> QuestionError {
    // The bracket is ours, and stands after the condition.
    let isCut = what == "--where" && error.message == "near \")\": syntax error"
    return .unreadable(what: what, isCut ? .incomplete : .sqlite(error.message))
  }

  package var description: String {
    switch self {
    case .nothingToLookFor(let typed):
      "«\(typed)» has no word to look for; give at least one word that is wanted"
    case .unreadable(let what, let fault): "\(what): \(fault)"
    case .unknownColumn(let name, let known):
      "unknown column «\(name)»; known are \(known.joined(separator: ", "))"
    case .unknownSource(let name, let near):
      "no source is called «\(name)»"
        + (near.isEmpty
          ? "; see 'dossier sources'" : "; did you mean \(near.joined(separator: ", "))?")
    case .severalSources(let name, let keys):
      "«\(name)» is the name of several sources; give a key: \(keys.joined(separator: ", "))"
    case .unknownOutlet(let name, let near):
      "no outlet is called «\(name)»"
        + (near.isEmpty
          ? "; 'dossier stats --by outlet' lists them"
          : "; did you mean \(near.joined(separator: ", "))?")
    case .unknownLanguage(let code):
      "no article is in the language «\(code)»; 'dossier stats --by language' lists them"
    case .unknownRole(let words):
      "nobody is named with the office «\(words)»"
    case .filterOfOthers(let options, let rows):
      "\(options.joined(separator: ", ")) \(options.count == 1 ? "is" : "are") for "
        + (rows == .relations ? "statements and articles" : "relations") + ", not for "
        + rows.table
    case .notReading(let problem):
      "only reading is allowed here: \(problem)"
    }
  }
}
