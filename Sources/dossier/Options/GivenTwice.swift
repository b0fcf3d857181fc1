import ArgumentParser

/// Options that take one value and were given two: left to itself, the parser keeps the last without a
/// word.
enum GivenTwice {
  /// Refuses them.
  ///
  /// - Throws: `Failure` that names the option.
  static func check(_ arguments: [String], of command: any ParsableCommand.Type) throws {
    let names = arguments.prefix { $0 != "--" }.compactMap(name)
    // Asking the parser what the names are takes longer than many commands do.
    guard Set(names.map { others[$0] ?? $0 }).count < names.count else { return }
    let places = single(of: command)
    var given: Set<Int> = []
    for name in names {
      guard let place = places[name], !given.insert(place).inserted else { continue }
      throw Failure(.misuse, "\(name) is given twice; it takes one value")
    }
  }

  /// Further names of options.
  private static let others = [
    "--since": "--from", "--to": "--until", "-a": "--archive", "-j": "--jobs",
  ]

  /// `--from` of `--from` and `--from=2022`, `-a`; nil for a value.
  private static func name(_ argument: String) -> String? {
    guard argument.hasPrefix("-"), argument != "-" else { return nil }
    return String(argument.prefix { $0 != "=" })
  }

  /// The options of a command that take one value: their number by each of their names.
  ///
  /// From what the parser tells of itself, a line a fact.
  private static func single(of command: any ParsableCommand.Type) -> [String: Int] {
    var places: [String: Int] = [:]
    var place = 0
    var isSingle = false
    var dashes = ""
    for line in command._dumpHelp().split(separator: "\n") {
      let parts = line.split(separator: "\"")
      guard parts.count > 2 else { continue }
      switch (parts[1], parts.count > 3 ? parts[3] : parts[2]) {
      case ("isRepeating", let value):
        place += 1
        isSingle = value.contains("false")
      case ("kind", "option"): continue
      case ("kind", "flag"), ("kind", "positional"): isSingle = false
      case ("kind", "short"): dashes = "-"
      case ("kind", "long"), ("kind", "longWithSingleDash"): dashes = "--"
      case ("name", let name) where isSingle: places[dashes + name] = place
      default: continue
      }
    }
    return places
  }
}
