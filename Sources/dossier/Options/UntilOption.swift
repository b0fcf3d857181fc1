import ArgumentParser

/// The last date that is wanted.
struct UntilOption: ParsableArguments {
  @Option(
    name: [.customLong("to"), .customLong("until")],
    help: ArgumentHelp(
      "Published on or before; a month or a year counts to its end.", valueName: "date"))
  var date: String?

  func validate() throws { try PressDateArgument.check(date, "--to") }
}

/// The last date that is wanted, where `--to` is the file.
struct ExportUntilOption: ParsableArguments {
  @Option(
    name: .customLong("until"),
    help: ArgumentHelp(
      "Published on or before; a month or a year counts to its end.", valueName: "date"))
  var date: String?

  func validate() throws { try PressDateArgument.check(date, "--until") }
}

/// Dates as people give them.
enum PressDateArgument {
  /// Refuses what is neither a year, nor a month, nor a day.
  static func check(_ text: String?, _ name: String) throws {
    guard let text, !isDate(text) else { return }
    throw ValidationError("\(name) takes 2022, 2022-12 or 2022-12-09, not «\(text)».")
  }

  /// True for a year, a month or a day that may exist.
  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let lengths = parts.map(\.utf8.count)
    guard [[4], [4, 2], [4, 2, 2]].contains(lengths) else { return false }
    let numbers = parts.map { $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) ?? -1 : -1 }
    if numbers.contains(-1) { return false }
    if numbers.count > 1, !(1...12).contains(numbers[1]) { return false }
    return numbers.count < 3 || (1...31).contains(numbers[2])
  }
}
