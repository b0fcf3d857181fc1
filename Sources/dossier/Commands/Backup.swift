import ArgumentParser
import Storage

/// Copies the archive while others use it.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy the archive, also while an import is running, and verify the copy.",
    discussion: """
      The copy is one whole state of the archive: what an import has committed when the copy begins. \
      The file gets its name only after it has been verified. A plain cp during an import misses \
      what is in the log beside the file, and may be empty.

      EXAMPLES:
        dossier backup copies/press-2026-11-28.dossier
        dossier backup backups/ --archive press.dossier
      """)

  @Argument(help: "The file to make, or an existing folder.", completion: .file())
  var to: String

  @Flag(help: "Replace an existing backup of this archive.")
  var force = false

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if to == "-" { throw ValidationError("A backup is verified, so it needs a file, not «-».") }
  }

  func run() throws {
    let watch = Stopwatch()
    let target = try OutputFile(
      copy: to, of: archive.path, replaces: force)
    do {
      let line = StatusLine()
      let problems = try Archive.backUp(archive.path, to: target.unfinishedPath) { left, all in
        line.show("\(100 * (all - left) / max(1, all)) % copied")
      }
      line.show("")
      if let first = problems.first {
        throw Failure(
          .archive, "the copy is not sound (\(first)); run 'dossier verify' on the archive")
      }
      try target.keep()
    } catch {
      target.drop()
      throw error
    }
    printError("\(target.path): copied and verified in \(oneDecimal(watch.seconds)) s")
  }
}
