import ArgumentParser
import Storage
import Tables

/// Counts what answers a question over time, outlets, sources and more.
struct Counts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count articles, statements or relations over time, outlets, sources and more.",
    discussion: """
      --group-by takes one or two of: \
      \(Dimension.allCases.map(\.rawValue).joined(separator: ", ")). The column articles is how many \
      articles of that period, outlet and language there are in all; per_thousand sets the count in \
      relation to it, so that months with more articles can be compared with others. Periods in which \
      nothing was found are rows with 0: from --from to --until, else between the first and the last \
      that was found; with a second dimension, for each of its values, up to 5,000 rows. A date that \
      is only a year or a month counts as it is. On a terminal the counts are drawn as bars; a pipe gets TSV.

      EXAMPLES:
        dossier counts articles gazoduc --group-by month
        dossier counts statements --group-by source --from 2023 --limit 10
        dossier counts relations --class accuse --group-by subject,year --format csv
        dossier counts statements --group-by outlet,kind --per-thousand
      """)

  @Argument(help: "What is counted: articles, statements or relations.")
  var subject: Archive.Subject

  @Argument(help: "Words that the texts must contain.")
  var words: [String] = []

  @Option(
    help: ArgumentHelp(
      "Group by one dimension, or by two separated by a comma.", valueName: "dimensions"))
  var groupBy = DimensionList(argument: "month")

  private var by: [Dimension] { groupBy.dimensions }

  @Flag(help: "Draw the bars per thousand articles instead of absolute counts.")
  var perThousand = false

  @OptionGroup var relation: RelationOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: UntilOption
  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    for name in groupBy.names where Dimension(rawValue: name) == nil {
      let all = Dimension.all(of: subject).map(\.rawValue)
      throw ValidationError(
        "There is no dimension «\(name)»\(suggestion(for: name, among: all)) --group-by takes "
          + all.joined(separator: ", ") + ".")
    }
    if filter.order != nil {
      throw ValidationError("Counts have an order of their own; --order is for listings.")
    }
    let dimensions = filter.by.flatMap { $0.split(separator: ",") }
    if !dimensions.isEmpty, dimensions.allSatisfy({ Dimension(rawValue: String($0)) != nil }) {
      let list = filter.by.joined(separator: ",")
      throw ValidationError(
        "--by takes a source, who speaks; --group-by \(list) counts by \(list).")
    }
    if by.count > 2 { throw ValidationError("--group-by takes one dimension or two.") }
    if Set(by).count < by.count { throw ValidationError("--group-by names the same twice.") }
    let known = Dimension.all(of: subject)
    for dimension in by where !known.contains(dimension) {
      throw ValidationError(
        "\(subject.rawValue) have no «\(dimension.rawValue)»; --group-by takes "
          + known.map(\.rawValue).joined(separator: ", ") + ".")
    }
    if relation.isGiven, subject != .relations {
      throw ValidationError("--subject, --object, --class and --asserted-by are for relations.")
    }
  }

  func run() throws {
    let archive = try archive.open()
    var question = try filter.question(words: words, until: until.date, in: archive)
    try relation.add(to: &question, in: archive)
    var table = try archive.counts(question, of: subject, by: by)
    if table.rows.isEmpty { try FilterOptions.tellNothing(subject.listing, question, in: archive) }
    try FilterOptions.reportUnsure(subject.listing, question, in: archive)
    if listing.count { return try listing.write(count: table.rows.count) }
    let rows = listing.part(of: table.rows, usually: nil, all: table.rows.count)
    if listing.isForReading, !rows.isEmpty { return try draw(Array(rows)) }
    table.rows = Array(rows)
    if !listing.isForReading { try table.write(to: listing.writer(to: Output())) }
    if rows.isEmpty { throw Failure(.nothing) }
  }

  private func draw(_ rows: [CountTable.Row]) throws {
    let chart = BarChart(
      names: by.map(\.rawValue) + ["count", "per 1,000"],
      rows: rows.map { row in
        BarChart.Row(
          labels: row.values.map { $0 ?? "—" },
          figures: [row.count.grouped, "\(row.perThousand)"],
          value: perThousand ? row.perThousand : Double(row.count))
      })
    let output = Output()
    chart.write(
      to: output, width: Terminal.output.width ?? 80, colour: Terminal.output.hasColour)
    try output.flush()
  }
}

/// One dimension or two, with a comma between them.
struct DimensionList: ExpressibleByArgument {
  /// As they were typed, without blanks around them.
  var names: [String]

  var dimensions: [Dimension] { names.compactMap { Dimension(rawValue: $0) } }

  var defaultValueDescription: String { names.joined(separator: ",") }

  init(argument: String) {
    names = argument.split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0.filter { !$0.isWhitespace }) }
  }
}

extension Archive.Subject: ExpressibleByArgument {}
