import Ingestion
import Press
import Storage

/// Sources as people name them on the command line.
enum SourceNames {
  /// Keys of the states and organisations that are known under a name before any article is read.
  private static let aliases: [String: [String]] = {
    var aliases: [String: [String]] = [:]
    KnownNames.each { name, key in aliases[NameKey.name(name), default: []].append(key) }
    return aliases
  }()

  /// What is known of names before any article is read.
  static let known = NameKnowledge(
    keys: { keys(of: $0) }, agree: { KnownNames.agree(title: $0, firstName: $1) })

  /// The sources that answer to one name.
  ///
  /// - Throws: `QuestionError.unknownSource`.
  static func sources(named name: String, in archive: Archive) throws -> [SourceMatch] {
    try archive.sources(named: name, names: known)
  }

  /// The keys of the sources that a name, as `NameKey.name` gives it, is known to mean.
  private static func keys(of name: String) -> [String] {
    let bare = KnownNames.withoutOffice(name)
    return (aliases[name] ?? [])
      + ([name] + (bare.map { [$0] } ?? [])).map { "per:" + KnownNames.spelled($0) }
  }

  /// The sources that answer to the names given to an option; nil when none is given. Says which ones
  /// an ambiguous name joins.
  static func sources(_ names: [String], of option: String, in archive: Archive) throws
    -> [SourceMatch]?
  {
    if names.isEmpty { return nil }
    var all: [SourceMatch] = []
    for name in names {
      let (matches, others) = try meant(name, of: option, in: archive)
      if matches.count > 1, let first = matches.first {
        printError(
          "dossier: «\(name)» joins \(matches.count) sources: \(list(matches)); "
            + "\(option) '#\(first.id)' takes one")
      }
      if let first = others.first {
        printError(
          "dossier: «\(name)» is also a name of \(list(others)), left out; "
            + "\(option) '#\(first.id)' adds one")
      }
      all += matches
    }
    return all
  }

  /// The sources that a filter by a name means; says which option is meant when it is an office that
  /// many hold.
  private static func meant(_ name: String, of option: String, in archive: Archive) throws -> (
    matches: [SourceMatch], others: [SourceMatch]
  ) {
    func tellOffice() throws {
      guard option == "--by", try archive.isOffice(name) else { return }
      printError("dossier: «\(name)» is an office: --role '\(name)' takes everybody who holds it")
    }
    do {
      let found = try archive.sources(meantBy: name, names: known)
      // Groups that an article names by their office only; a state or a person is meant as such.
      if found.matches.allSatisfy({ $0.kind == "group" }) { try tellOffice() }
      return found
    } catch let error as QuestionError {
      try tellOffice()
      throw error
    }
  }

  /// The labels of the first sources.
  private static func list(_ sources: [SourceMatch]) -> String {
    sources.prefix(6).map(label).joined(separator: ", ") + (sources.count > 6 ? ", …" : "")
  }

  /// `Annika Lindqvist (#12, 40 statements)`, `Lindqvist in sud info/2023-05 (#14, 1 statement)`.
  static func label(_ source: SourceMatch) -> String {
    let place = source.key.split(separator: "@").dropFirst().last ?? ""
    return source.name + (place.contains("/") ? " in \(place)" : "")
      + " (#\(source.id), \(counted(source.statements, "statement")))"
  }
}
