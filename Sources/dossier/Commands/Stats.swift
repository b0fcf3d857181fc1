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

  func run() throws {
    let archive = try archive.open()
    if let by { return try write(by, archive) }
    if listing.isForReading {
      for (i, grouping) in Archive.Grouping.allCases.enumerated() {
        if i > 0 { print() }
        try write(grouping, archive)
      }
    } else {
      try writeAll(archive)
    }
  }

  private func write(_ grouping: Archive.Grouping, _ archive: Archive) throws {
    try listing.write(archive.stats(by: grouping, oneOfFamily: oneOfFamily))
  }

  /// All three as one table for programs: by what is counted in the first column.
  private func writeAll(_ archive: Archive) throws {
    let writer = listing.writer(to: Output())
    for (i, grouping) in Archive.Grouping.allCases.enumerated() {
      let rows = try archive.stats(by: grouping, oneOfFamily: oneOfFamily)
      if i == 0 { try writer.header(["by", "value"] + rows.columns.dropFirst()) }
      while try rows.next() {
        writer.text(grouping.rawValue)
        for column in rows.columns.indices { rows.write(column, to: writer) }
        try writer.endRow()
      }
    }
    try writer.finish()
  }
}

extension Archive.Grouping: ExpressibleByArgument {}
