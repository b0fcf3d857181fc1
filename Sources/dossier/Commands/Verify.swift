import ArgumentParser
import Storage
import Tables

/// Reads an archive again and reports problems.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the archive: the file, its references, indexes, passages and receipts.",
    discussion: """
      Reads everything again: the schema, SQLite's own check, foreign keys, the full-text indexes, \
      every passage against its article, every hash, every receipt. Writes nothing, so it runs beside \
      an import and on a read-only disk. Prints what is wrong; the exit status is 4 if anything is, \
      else 0.

      EXAMPLES:
        dossier verify
        dossier verify --archive old.dossier && rm old.dossier.bak
      """)

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let problems = try Archive.verify(archive.path)
    let output = Output()
    for problem in problems { output.text("\(problem)\n") }
    try output.flush()
    if !problems.isEmpty {
      throw Failure(.archive, "\(counted(problems.count, "problem")) found, see above")
    }
    printError("\(archive.path): no problems found")
    for run in try archive.open().unfinishedImports() {
      printError(
        "dossier: import \(run) has not ended: it is at work, or was stopped, or this file is a copy "
          + "made meanwhile; the same import completes it")
    }
  }
}
