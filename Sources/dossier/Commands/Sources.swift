import ArgumentParser
import Storage
import Tables

/// Lists who speaks, or tells what is known of one source.
struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List who speaks most, or tell what the archive knows of one source.",
    discussion: """
      EXAMPLES:
        dossier sources
        dossier sources --kind state --limit 0 --format csv
        dossier sources 'Nasser Kanani'     names, offices, counts, with whom related
        dossier sources Iran --related --format csv
        dossier sources merge 'le Quai d’Orsay' France
        dossier sources rename per:kanani 'Nasser Kanani'
        dossier sources undo                takes the last decision back
      """,
    subcommands: [
      MergeSources.self, SplitSource.self, RenameSource.self, UndoDecision.self,
      ListDecisions.self,
    ])

  @Argument(help: "One of the names of a source, or its key.")
  var name: String?

  @Option(help: "Only this kind: person, organisation, state, group, document or media.")
  var kind: String?

  @Flag(help: "Of one source, only with whom it is related.")
  var related = false

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    let kinds = ["person", "organisation", "state", "group", "document", "media"]
    if related, name == nil { throw ValidationError("--related takes the name of a source.") }
    if let kind, !kinds.contains(kind) {
      throw ValidationError("--kind takes \(kinds.joined(separator: ", ")), not «\(kind)».")
    }
  }

  func run() throws {
    let archive = try archive.open()
    guard let name else {
      return try listing.write(archive.sources(limit: listing.limit(usually: 30), kind: kind))
    }
    let matches = try archive.sources(named: name).filter { kind == nil || $0.kind == kind }
    guard let source = matches.first else { throw Failure(.nothing) }
    if matches.count > 1 {
      let others = matches.dropFirst().prefix(5).map { "\($0.name) (\($0.key))" }
      say("«\(name)» may also be: " + others.joined(separator: ", "))
    }
    if related {
      return try listing.write(
        archive.related(to: source, limit: listing.limit(usually: 20) ?? -1))
    }
    let output = Output()
    try write(archive.summary(of: source), "", output)
    try write(archive.names(of: source), "names", output)
    try write(archive.roles(of: source), "offices", output)
    try write(
      archive.related(to: source, limit: listing.limit(usually: 20) ?? -1), "related", output)
  }

  private func write(_ rows: Rows, _ title: String, _ output: Output) throws {
    if !title.isEmpty, listing.isForReading { output.text("\n\(title)\n") }
    try rows.write(to: listing.writer(to: output))
  }
}
