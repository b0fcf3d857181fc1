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
    try write(archive)
    try tellLeftOut(archive)
  }

  private func write(_ archive: Archive) throws {
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

  /// Says how many of the counted rows are in no listing unless they are asked for.
  private func tellLeftOut(_ archive: Archive) throws {
    var question = Question()
    question.oneOfFamily = oneOfFamily
    var hidden: [String] = []
    var unsure: [String] = []
    for listing in [Listing.articles, .statements, .relations] {
      let noun = String(listing.table.dropLast())
      question.confidence = .any
      if try archive.hidesRows {
        question.showsHidden = true
        let all = try archive.count(listing, question)
        question.showsHidden = false
        let count = try all - archive.count(listing, question)
        if count > 0 { hidden.append(counted(count, noun)) }
      }
      question.confidence = .usual
      let count = try archive.countBelow(listing, question)
      if count > 0 { unsure.append(counted(count, noun)) }
    }
    if !hidden.isEmpty {
      printError(
        "dossier: \(hidden.joined(separator: ", ")) hidden and left out of listings; --hidden shows all"
      )
    }
    if !unsure.isEmpty {
      printError(
        "dossier: \(unsure.joined(separator: ", ")) with a confidence below "
          + "\(Question.Confidence.usualLeast) left out of listings; --min-confidence 0 shows all")
    }
  }

  private func write(_ grouping: Archive.Grouping, _ archive: Archive) throws {
    try listing.write(archive.stats(by: grouping, oneOfFamily: oneOfFamily))
  }
}

extension Archive.Grouping: ExpressibleByArgument {}
