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

  /// The sources that answer to one name.
  ///
  /// - Throws: `QuestionError.unknownSource`.
  static func sources(named name: String, in archive: Archive) throws -> [SourceMatch] {
    try archive.sources(named: name, aliases: keys(of:))
  }

  /// The keys of the sources that a name, as `NameKey.name` gives it, is known to mean.
  static func keys(of name: String) -> [String] {
    (aliases[name] ?? []) + ["per:" + KnownNames.spelled(name)]
  }

  /// The sources that answer to the names given to an option; nil when none is given. Says which ones
  /// an ambiguous name joins.
  static func sources(_ names: [String], of option: String, in archive: Archive) throws
    -> [SourceMatch]?
  {
    if names.isEmpty { return nil }
    var all: [SourceMatch] = []
    for name in names {
      let found = try sources(named: name, in: archive)
      let matches = try found + archive.surnames(of: found)
      if matches.count > 1, let first = matches.first {
        let list = matches.prefix(6).map(label).joined(separator: ", ")
        let more = matches.count > 6 ? ", …" : ""
        printError(
          "dossier: ‘\(name)’ joins \(matches.count) sources: \(list)\(more); "
            + "\(option) '#\(first.id)' takes one")
      }
      all += matches
    }
    return all
  }

  /// `Annika Lindqvist (#12, 40 statements)`, `Lindqvist in sud info/2023-05 (#14, 1 statement)`.
  static func label(_ source: SourceMatch) -> String {
    let place = source.key.split(separator: "@").dropFirst().last ?? ""
    return source.name + (place.contains("/") ? " in \(place)" : "")
      + " (#\(source.id), \(counted(source.statements, "statement")))"
  }
}
