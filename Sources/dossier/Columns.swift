import ArgumentParser

/// Columns as a person lists them: `--columns speaker,content`.
enum Columns {
  /// The names of a list, each of which must be one of `known`.
  static func named(in list: String?, among known: [String]) throws -> [String]? {
    guard let list else { return nil }
    let names = list.split(separator: ",").map { String($0.drop { $0 == " " }) }
    for name in names where !known.contains(name) {
      throw Failure(
        .misuse,
        "unknown column «\(name)»\(suggestion(for: name, among: known)) There are: "
          + known.joined(separator: ", "))
    }
    if names.isEmpty { throw Failure(.misuse, "--columns names no column") }
    return names
  }

  /// The names as SQL, quoted so that `end` and `trigger` are names.
  static func sql(_ names: [String], of alias: String) -> [String] {
    names.map { "\(alias).\"\($0)\"" }
  }
}
