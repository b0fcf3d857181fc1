import ArgumentParser
import Storage

/// The last date that is wanted.
struct UntilOption: ParsableArguments {
  @Option(
    name: [.customLong("until"), .customLong("to")],
    help: ArgumentHelp(
      "Published on or before; a month or a year counts to its end.", valueName: "date"))
  var date: String?

  func validate() throws { try PressDateArgument.check(date, "--until") }
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
    guard let text, !Question.isDate(text) else { return }
    throw ValidationError("\(name) takes 2022, 2022-12 or 2022-12-09, not «\(text)».")
  }
}
