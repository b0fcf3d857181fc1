import ArgumentParser
import Storage
import Tables

/// Finds articles or statements by their words.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find articles by their words, best first.",
    discussion: """
      All words must occur, in any of their forms: accord finds accords, l'accord, ACCORD. Quotes \
      make a phrase, -word excludes, OR stands between alternatives, brackets group, pref* finds \
      beginnings (two letters at least), NEAR(a b, 5) or a NEAR/5 b wants words close together, \
      title:word looks in the title. Numbers are found however their thousands are grouped, raised \
      digits as digits. ET, OU, SAUF, w/5, | and & mean what they mean in other search \
      tools. Nothing that you type is a syntax error; what is not understood is reported.

      EXAMPLES:
        dossier search 'accord gazier' --from 2022-12
        dossier search '"sans attendre" -retrait' --by Lindqvist
        dossier search drones --in statements --about Russie --kind indirect
        dossier search gazoduc --facets
        dossier search 'sanction* NEAR(train sanctions, 8)' --outlet 'Agence Méridien'
        dossier search gazoduc --columns published,outlet,title,url,snippet
        dossier search --queries words.txt --format csv > found.csv
        dossier search --queries words.txt --count --from 2023
      """)

  /// Where words are looked for.
  enum Place: String, ExpressibleByArgument, CaseIterable { case articles, statements }

  @Argument(help: "The words to search for.")
  var words: [String] = []

  @Option(
    help: ArgumentHelp(
      "Answer a question a line into one table, its words in the first column; - for standard input. "
        + "With --count, how many each one finds.",
      valueName: "file"),
    completion: .file())
  var queries: String?

  @Option(name: .customLong("in"), help: "Look in articles or in statements.")
  var place = Place.articles

  @Flag(
    help: "Print counts by outlet, month, language and speaker instead of rows.")
  var facets = false

  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: UntilOption

  @Option(
    help: "Columns to print, separated by commas: those of article_details, and snippet.")
  var columns: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if words.isEmpty == (queries == nil) {
      throw ValidationError("Give words to look for, or --queries FILE with a question a line.")
    }
    if facets, listing.count || listing.offset > 0 {
      throw ValidationError("--facets does not go with --count and --offset.")
    }
    if queries != nil, facets { throw ValidationError("--queries does not go with --facets.") }
  }

  func run() throws {
    if let queries { return try answer(queries) }
    let archive = try archive.open()
    let question = try filter.question(words: words, until: until.date, in: archive)
    if facets { return try writeFacets(of: question, in: archive) }
    try listing.write(
      place == .articles ? .articles : .statements, question, in: archive, usually: 20,
      columns: columns)
  }

  /// One table with the answers to all questions of a file; one that finds nothing has a row of its own.
  private func answer(_ path: String) throws {
    let archive = try archive.open()
    let writer = listing.writer(to: Output())
    let columns = try ColumnList.names(in: columns)
    var question = try filter.question(words: [], until: until.date, in: archive)
    question.limit = listing.limit(usually: 20)
    question.offset = listing.offset
    var all = 0
    var unasked = 0
    var hasHeader = false
    for line in try StandardInput.lines(of: path) {
      question.words = line
      let rows: Rows
      do { rows = try archive.rows(subject, question, columns: columns) } catch
        where Self.isOfWords(error)
      {
        printError("dossier: \(error); passed over")
        unasked += 1
        continue
      }
      for note in rows.notes { printError("dossier: «\(line)»: \(note)") }
      if !hasHeader { try writer.header(["query"] + (listing.count ? ["count"] : rows.columns)) }
      hasHeader = true
      let found =
        try listing.count
        ? archive.count(subject, question) : write(rows, of: line, to: writer)
      if listing.count || found == 0 {
        writer.text(line)
        if listing.count { writer.integer(found) } else { for _ in rows.columns { writer.null() } }
        try writer.endRow()
      }
      if found == 0 {
        printError("dossier: «\(line)»: nothing found")
        try FilterOptions.tellAbsent(subject, question, in: archive)
      }
      all += found
    }
    try writer.finish()
    if unasked > 0 { throw Failure(.rejects) }
    if all == 0 { throw Failure(.nothing) }
  }

  private var subject: Listing { place == .articles ? .articles : .statements }

  /// Writes the rows that answer one question of many; how many there are.
  private func write(_ rows: Rows, of line: String, to writer: any RowWriter) throws -> Int {
    var found = 0
    while try rows.next() {
      writer.text(line)
      for column in rows.columns.indices { rows.write(column, to: writer) }
      try writer.endRow()
      found += 1
    }
    return found
  }

  /// True when only the words of one line cannot be looked for.
  private static func isOfWords(_ error: any Error) -> Bool {
    switch error {
    case QuestionError.nothingToLookFor: true
    case QuestionError.unreadable(let what, _): what.hasPrefix("--fts")
    default: false
    }
  }

  /// Every value of every facet with its count; on a terminal the most frequent ones, as bars.
  private func writeFacets(of question: Question, in archive: Archive) throws {
    let most = listing.limit(usually: listing.isForReading ? 10 : nil) ?? .max
    let subject: Archive.Subject = place == .articles ? .articles : .statements
    let (total, facets) = try archive.facets(question, of: subject, most: most)
    if total == 0 { try FilterOptions.tellNothing(subject.listing, question, in: archive) }
    try FilterOptions.reportUnsure(subject.listing, question, in: archive)
    if listing.isForReading {
      if total == 0 { throw Failure(.nothing) }
      return try draw(facets, total: total, subject)
    }
    let writer = listing.writer(to: Output())
    try writer.header(["facet", "value", "key", place.rawValue])
    for facet in facets {
      for value in facet.values {
        writer.text(facet.name.rawValue)
        writer.text(value.label)
        writer.text(value.key)
        writer.integer(value.count)
        try writer.endRow()
      }
    }
    try writer.finish()
    if total == 0 { throw Failure(.nothing) }
  }

  private func draw(_ facets: [Facet], total: Int, _ subject: Archive.Subject) throws {
    let output = Output()
    output.text("\(total.grouped) \(subject.rawValue)\n")
    for facet in facets where !facet.values.isEmpty {
      let chart = BarChart(
        names: [facet.name.rawValue, subject.rawValue],
        rows: facet.values.map {
          BarChart.Row(
            labels: [$0.label ?? "—"], figures: [$0.count.grouped], value: Double($0.count))
        })
      output.text("\n")
      chart.write(
        to: output, width: Terminal.output.width ?? 80, colour: Terminal.output.hasColour)
      if facet.others > 0 { output.text("and \(facet.others.grouped) more\n") }
    }
    try output.flush()
  }
}
