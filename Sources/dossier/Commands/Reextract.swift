import ArgumentParser
import Ingestion
import Storage

/// Reads the archive's articles again with the rules of this program.
struct Reextract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read the articles again with this program's rules.",
    discussion: """
      Replaces statements, relations and mentions; articles stay as they are, and so does what you \
      decided about sources (merges, names). All or nothing: a run that is stopped changes nothing.

      EXAMPLES:
        dossier reextract
        dossier reextract --archive gilets.dossier --jobs 4
      """)

  @Option(help: "How many threads read; by default as many as there are cores.")
  var jobs: Int?

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let watch = Stopwatch()
    let reader = Reader()
    let jobs = self.jobs ?? Cores.count
    let rereading = try Rereading(
      archive.path, version: Dossier.version, rules: Dossier.version)
    let change = try rereading.run { reader.accounts(of: $0, jobs: jobs) }
    say(
      """
      \(archive.path)
        articles    \(change.articles.grouped) read again
        statements  \(change.statements.after.grouped), before \(change.statements.before.grouped)
        relations   \(change.relations.after.grouped), before \(change.relations.before.grouped)
        seconds     \(oneDecimal(watch.seconds))
      """)
  }
}
