import ArgumentParser
import Storage
import Tables

/// Counts what is in the archive.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count articles, statements, sources and relations.",
    discussion: """
      EXAMPLES:
        dossier stats
        dossier stats --by month --format csv
        dossier stats --by outlet --families     counts a wire story once
      """)

  @Option(help: "Count by outlet, month or language.")
  var by: Archive.Grouping?

  @Flag(name: .customLong("families"), help: "Count one article of each family of near-duplicates.")
  var oneOfFamily = false

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if by == nil, listing.limit != nil || listing.offset > 0 || listing.count {
      throw ValidationError("--limit, --offset and --count go with --by: there are several tables.")
    }
  }

  func run() throws {
    let archive = try archive.open()
    if let by { return try write(by, archive) }
    if listing.isForReading {
      try listing.write(archive.totals(oneOfFamily: oneOfFamily))
      for grouping in Archive.Grouping.allCases {
        let output = Output()
        output.text("\n")
        try output.flush()
        try write(grouping, archive)
      }
    } else {
      try archive.writeStats(to: listing.writer(to: Output()), oneOfFamily: oneOfFamily)
    }
  }

  private func write(_ grouping: Archive.Grouping, _ archive: Archive) throws {
    try listing.write(archive.stats(by: grouping, oneOfFamily: oneOfFamily))
  }
}

extension Archive.Grouping: ExpressibleByArgument {}
