import ArgumentParser
import Storage
import Tables

/// Lists imports and takes them back.
struct Imports: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List imports with their receipts, or take one back.",
    discussion: """
      EXAMPLES:
        dossier imports
        dossier imports --format json
        dossier imports undo 1
      """,
    subcommands: [ListImports.self, UndoImport.self], defaultSubcommand: ListImports.self)
}

/// Lists the runs of commands that add, read again or remove articles.
struct ListImports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the runs of import, reextract, forget and undo, the latest first.",
    discussion: """
      found = articles + duplicates + rejected + forgotten, as they were at the end of the run. files are \
      those that the run added: a file that had been read to its end before, unchanged, is counted \
      in found and in duplicates only. A run without finished_at was stopped: the same import goes on \
      with its files under a new number, and 'imports undo' takes back what it stored. --format json adds the \
      files of each run.

      EXAMPLES:
        dossier imports list
        dossier imports list --limit 1 --format json
      """)

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    let isJSON = listing.form == .json || listing.form == .jsonl
    try listing.write(
      archive.runs(withFiles: isJSON),
      givingWay: [
        "rules_version", "dossier_version", "started_at", "undone_at", "forgotten", "rejected",
        "duplicates", "finished_at",
      ])
  }
}

/// Takes an import back.
struct UndoImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take one import back: its files, articles, rejects and receipts.",
    discussion: """
      An article that a later import brought as well stays and belongs to that import. Tags and notes \
      stay and apply again when the articles come back. Words of removed articles may remain in free \
      pages of the file; 'dossier forget' leaves none.

      EXAMPLES:
        dossier imports undo 1
      """)

  @Argument(help: "The number of the import, as 'dossier imports' shows it.")
  var number: Int64

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let report = try Removal(archive.path, version: Dossier.version).undo(run: number)
    let kept = report.kept > 0 ? "; \(report.kept.grouped) stay with later imports" : ""
    printError(
      """
      \(archive.path)
        undone      import \(number): \(counted(report.articles, "article")) in \
      \(counted(report.files, "file")), \(counted(report.statements, "statement")), \
      \(counted(report.relations, "relation"))\(kept)
      """)
  }
}
