import ArgumentParser
import Press
import Storage
import Tables

/// Lists who speaks, or tells what is known of one source.
struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List who speaks most, or show what the archive knows about one.",
    discussion: """
      EXAMPLES:
        dossier sources
        dossier sources --kind state --limit 0 --format csv
        dossier sources 'Annika Lindqvist'  names, offices, counts, relations
        dossier sources Iran --related --format csv
        dossier sources merge 'Sahand Air Cargo' Iran
        dossier sources rename 'per:annika lindqvist' 'Annika Lindqvist'
        dossier sources undo                undoes the last decision
      """,
    subcommands: [
      MergeSources.self, SplitSource.self, RenameSource.self, UndoDecision.self,
      ListDecisions.self,
    ])

  @Argument(help: "One of the names of a source, or its key.")
  var name: String?

  @Option(
    help: """
      Only this kind: person, organisation, state, group, document or media; with --related, of those \
      to whom NAME is related.
      """)
  var kind: String?

  @Flag(help: "List only the sources that NAME is related to.")
  var related = false

  @Option(
    parsing: .unconditionalSingleValue, help: "Only sources with this tag. May be repeated.")
  var tag: [String] = []

  @Flag(help: "Also sources that were hidden.")
  var hidden = false

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    let kinds = Source.Kind.allCases.map(\.rawValue)
    if related, name == nil { throw ValidationError("--related takes the name of a source.") }
    if name != nil, !related, listing.count || listing.offset > 0 || kind != nil {
      throw ValidationError(
        "--count, --offset and --kind go with the list of sources and with --related.")
    }
    if name != nil, !tag.isEmpty {
      throw ValidationError("--tag goes with the list of sources.")
    }
    if let kind, !kinds.contains(kind) {
      throw ValidationError(
        "--kind takes \(kinds.joined(separator: ", ")), not «\(kind)»\(suggestion(for: kind, among: kinds))"
      )
    }
  }

  func run() throws {
    let archive = try archive.open()
    guard let name else {
      for tag in tag where try !archive.isUsed(tag: tag) {
        printError("dossier: \(QuestionNote.unusedTag(tag))")
      }
      let all =
        kind == nil && tag.isEmpty ? { try archive.speakingSources(showsHidden: hidden) } : nil
      return try listing.write(
        archive.sources(kind: kind, tags: tag, showsHidden: hidden), usually: 30,
        givingWay: [
          "tags", "country", "first_published", "last_published", "mixed", "indirect", "direct",
          "id",
        ], all: all)
    }
    let matches = try SourceNames.sources(named: name, in: archive)
    guard let source = matches.first else { throw Failure(.nothing) }
    if matches.count > 1 {
      let others = matches.dropFirst().prefix(5).map { "\($0.name) (#\($0.id), \($0.key))" }
      printError("dossier: «\(name)» may also be " + others.joined(separator: ", "))
    }
    if related {
      return try listing.write(
        archive.related(to: source, kind: kind), usually: 20, givingWay: Self.lastOfRelated)
    }
    let output = Output()
    let parts = [
      ("source", try archive.summary(of: source)), ("names", try archive.names(of: source)),
      ("offices", try archive.roles(of: source)), ("related", try archive.related(to: source)),
    ]
    // The first part is the source itself; one with many names shows them all.
    if let limit = listing.limit { for part in parts.dropFirst() { part.1.limit = limit } }
    if let limit = listing.limit(usually: 20) { parts[3].1.limit = limit }
    if listing.form == .json || listing.form == .jsonl { return try writeJSON(parts, output) }
    for (title, rows) in parts {
      if title != "source", listing.isForReading { output.text("\n\(title)\n") }
      let writer = listing.writer(to: output, givingWay: Self.lastOfRelated)
      try rows.write(to: writer)
      if let note = writer.note { printError("dossier: \(note)") }
    }
  }

  /// What gives way on a narrow terminal of those to whom a source is related.
  private static let lastOfRelated = ["asserted", "first_published", "last_published"]

  /// One document: an object with the source and a list a part.
  private func writeJSON(_ parts: [(String, Rows)], _ output: Output) throws {
    let json = JSONText(output)
    try json.object {
      for (title, rows) in parts {
        json.key(title)
        if title == "source" {
          if try rows.next() { rows.writeObject(to: json) } else { json.null() }
        } else {
          try json.array {
            var count = 0
            while count < rows.limit, try rows.next() {
              rows.writeObject(to: json)
              count += 1
            }
          }
        }
      }
    }
    json.newline()
    try output.flush()
  }
}
