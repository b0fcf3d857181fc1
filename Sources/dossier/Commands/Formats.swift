import ArgumentParser
import Dumps
import Tables

/// Lists the formats that are read.
struct Formats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the formats of dumps that are read, and what is read from each.",
    discussion: """
      All of them may come in folders, and in gzip, zstd, xz, bzip2, zip, 7z or tar.

      EXAMPLES:
        dossier formats
        dossier formats --format json
      """)

  @OptionGroup var listing: ListingOptions

  func run() throws {
    if listing.count { return try listing.write(count: Dump.formats.count) }
    let formats = listing.part(of: Dump.formats, usually: nil, all: Dump.formats.count)
    let writer = listing.writer(to: Output())
    try writer.header(["format", "what is read"])
    for format in formats {
      writer.text(format.name)
      writer.text(format.summary)
      try writer.endRow()
    }
    try writer.finish()
    if formats.isEmpty { throw Failure(.nothing) }
  }
}
