import ArgumentParser
import Storage
import Tables

/// Removes articles for good.
struct Forget: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove articles for good: rows, index and every word of them in the file.",
    discussion: """
      Removes the articles given by id, by --outlet, by --source (named in them), and by --where. \
      Digests of them stay, so that a later import leaves them out; its \
      receipt counts them as forgotten. Sources that no other article names are removed as well. From \
      then on, rejects are kept without excerpts, because a damaged copy of a forgotten article could \
      be among them; a copy with another text, title, outlet, date or address is another article and \
      is stored.

      The file is rewritten, which needs free space for a second copy. This cannot be undone: try \
      --dry-run first, and remember your backups.

      EXAMPLES:
        dossier forget 12 17
        dossier forget --outlet 'Prairie Courier' --dry-run
        dossier forget --where "url LIKE '%danubereview%'"
      """)

  @Argument(help: "Ids of articles (column id of listings).")
  var articles: [Int64] = []

  @Option(help: "All articles of this outlet, by its exact name. May be repeated.")
  var outlet: [String] = []

  @Option(help: "All articles that name this source. May be repeated.")
  var source: [String] = []

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "All articles for which a condition in SQL is true, on the columns of articles and outlet.",
      valueName: "SQL"))
  var condition: String?

  @Flag(help: "List the articles and remove nothing.")
  var dryRun = false

  @Flag(help: "Complete a removal that was interrupted.")
  var finish = false

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    let isGiven = !articles.isEmpty || !outlet.isEmpty || !source.isEmpty || condition != nil
    if isGiven == finish {
      throw ValidationError("Name articles, --outlet, --source or --where; or --finish alone.")
    }
    if !dryRun, listing.isGiven {
      throw ValidationError(
        "Options of listings go with --dry-run: all that is named is forgotten.")
    }
  }

  func run() throws {
    if finish {
      try Removal(archive.path, version: Dossier.version).finish()
      return printError("\(archive.path): no trace of forgotten articles is left")
    }
    let ids = try selected()
    if ids.isEmpty { throw Failure(.nothing, "no article matches") }
    if dryRun { return }
    let removal = try Removal(archive.path, version: Dossier.version)
    let report: Removal.Report
    do { report = try removal.forget(ids) } catch  where removal.isUnfinished {
      throw Failure(
        (error as? ArchiveError)?.status ?? .archive,
        "the articles are removed, but words of them may be left in the file: \(error); run "
          + "'dossier forget --finish'")
    }
    printError(
      """
      \(archive.path)
        forgotten   \(counted(report.articles, "article")), \
      \(counted(report.statements, "statement")), \(counted(report.relations, "relation")), \
      \(counted(report.excerpts, "excerpt")) of rejects
      """)
  }

  /// The rows of the articles that are meant; with --dry-run they are listed.
  private func selected() throws -> [Int64] {
    let archive = try archive.open()
    let sources = try source.map { try archive.source(named: $0, names: SourceNames.known) }
    let ids = try archive.articles(
      articles, outlets: outlet, sources: sources, condition: condition)
    if dryRun, !ids.isEmpty {
      let list = ids.map(String.init).joined(separator: ", ")
      try listing.write(
        archive.sql(
          """
          SELECT a.id, a.published, o.name AS outlet, a.title FROM articles a
          LEFT JOIN outlets o ON o.id = a.outlet_id WHERE a.id IN (\(list)) ORDER BY a.id
          """))
    }
    return ids
  }
}
