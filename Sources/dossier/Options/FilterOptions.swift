import ArgumentParser

/// Which archive.
struct ArchiveOption: ParsableArguments {
  @Option(
    name: [.short, .customLong("archive")],
    help: "The archive; by default $DOSSIER_ARCHIVE, else ./press.dossier.",
    completion: .file(extensions: ["dossier"]))
  var archive: String?

  /// The file that was meant.
  var path: String {
    if let archive { return archive }
    if let path = Terminal.environment("DOSSIER_ARCHIVE"), !path.isEmpty { return path }
    return "press.dossier"
  }
}

/// How words of a search are taken.
struct WordOptions: ParsableArguments {
  @Flag(help: "Find the words as they are written, not their other forms.")
  var exact = false

  @Flag(help: "Take the words as raw FTS5 syntax.")
  var fts = false
}

/// Which articles, or what they report: the filters that all listings share.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Said by this source, under any of its names.", valueName: "source"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "About this source: named in what is said, or part of a relation.", valueName: "source"))
  var about: String?

  @Option(help: "How it is said: direct, indirect or mixed.")
  var kind: String?

  @Option(help: "Only this outlet, as printed; case and accents do not matter.")
  var outlet: String?

  @Option(help: "Only this language (fr, en …).")
  var language: String?

  @Option(
    help: ArgumentHelp(
      "Published on or after: 2022, 2022-12 or 2022-12-09.", valueName: "date"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Published on or before; a month or a year counts to its end.", valueName: "date"))
  var to: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "A condition in SQL on the columns of the listing, e.g. \"confidence > 0.8\".",
      valueName: "SQL"))
  var condition: String?

  func validate() throws {
    if let kind, !["direct", "indirect", "mixed"].contains(kind) {
      throw ValidationError("--kind takes direct, indirect or mixed, not «\(kind)».")
    }
    for (name, date) in [("--from", from), ("--to", to)] {
      guard let date else { continue }
      if !Self.isDate(date) {
        throw ValidationError("\(name) takes 2022, 2022-12 or 2022-12-09, not «\(date)».")
      }
    }
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
