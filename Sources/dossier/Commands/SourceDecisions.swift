import ArgumentParser
import Storage
import Tables

/// Makes one source count as another.
struct MergeSources: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one source count as another from now on.",
    discussion: """
      Nothing is lost: the merged source keeps its rows and names, and «undo» or «split» takes it \
      out again. Applies to articles that come later and to a new reading too.

      EXAMPLES:
        dossier sources merge 'Sahand Air Cargo' Iran
      """)

  @Argument(help: "The source to merge: a name or a key.")
  var source: String

  @Argument(help: "The source to merge it into.")
  var target: String

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let decisions = try Decisions(archive.path)
    let source = try decisions.source(named: source, names: SourceNames.known)
    let target = try decisions.source(named: target, names: SourceNames.known)
    try decisions.merge(source, into: target)
    printError("\(source.name) (\(source.key)) counts as \(target.name) (\(target.key))")
  }
}

/// Takes a merged source out again.
struct SplitSource: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Make a merged source count as itself again.",
    discussion: """
      EXAMPLES:
        dossier sources split org:USA/State
      """)

  @Argument(help: "The key of the merged source.")
  var key: String

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    try Decisions(archive.path).split(key: key)
    printError("\(key) counts as itself")
  }
}

/// Shows a source under another name.
struct RenameSource: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Show a source under another name.",
    discussion: """
      The old name still finds it.

      EXAMPLES:
        dossier sources rename 'Annika Lindqvist' 'A. Lindqvist'
      """)

  @Argument(help: "The source: a name, or its key.")
  var source: String

  @Argument(help: "Its new name.")
  var name: String

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let decisions = try Decisions(archive.path)
    let source = try decisions.source(named: source, names: SourceNames.known)
    try decisions.rename(source, to: name)
    printError("\(source.name) (\(source.key)) is now \(name)")
  }
}

/// Takes the last decision back.
struct UndoDecision: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undo the last decision about sources.",
    discussion: """
      EXAMPLES:
        dossier sources undo
      """)

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let undone = try Decisions(archive.path).undo()
    printError("undone: \(undone.kind) \(undone.subject)")
  }
}

/// Lists what was decided about sources.
struct ListDecisions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions",
    abstract: "List what was decided about sources, the latest first.",
    discussion: """
      EXAMPLES:
        dossier sources decisions --format csv
      """)

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    try listing.write(archive.open().sourceDecisions())
  }
}
