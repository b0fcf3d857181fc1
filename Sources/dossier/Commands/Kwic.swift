import ArgumentParser
import Storage
import Tables

/// Shows words in their contexts.
struct Kwic: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show words in context: what comes before and after each match (concordance).",
    discussion: """
      Words are looked for as in 'dossier search', in the texts of the articles. Each match says \
      whether it is inside a statement, and whose. --in statements keeps those only; so does \
      --by, which keeps those of one source, unless --in articles asks for all matches in articles \
      where it speaks. start and end count Unicode scalars of the text from 0, end excluded.

      EXAMPLES:
        dossier kwic gazoduc
        dossier kwic 'sanction*' --sort right --width 60
        dossier kwic drones --by Lindqvist
        dossier kwic gazoduc --where "right LIKE ' caspien%'"
        dossier kwic '"sans attendre"' --from 2023 --limit 0 --format csv > found.csv
      """)

  @Argument(help: "The words to search for.")
  var words: [String]

  @Option(help: "How many characters are shown on either side.")
  var width: Int?

  @Option(
    help: """
      The order: date (newest first), left (by the word before), right (by the word after), outlet \
      or speaker.
      """)
  var sort = Concordance.Order.date

  @Option(
    name: .customLong("in"),
    help: "Places in articles, or inside statements only, as with --by. (default: articles)")
  var place: Search.Place?

  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: UntilOption
  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if filter.order != nil { throw ValidationError("Use --sort to order matches.") }
    if let width, !(1...500).contains(width) {
      throw ValidationError("--width takes a number from 1 to 500.")
    }
  }

  func run() throws {
    let archive = try archive.open()
    let question = try filter.question(words: words, until: until.date, in: archive)
    let found = try archive.concordance(
      question, width: width ?? usualWidth, order: sort,
      isInside: (place ?? (filter.by.isEmpty ? .articles : .statements)) == .statements)
    if found.found == 0 {
      try FilterOptions.tellNothing(.articles, question, in: archive, of: "match")
    }
    if listing.count { return try listing.write(count: found.found) }
    let lines = listing.part(of: found.lines, usually: 50, all: found.found)
    if listing.isForReading {
      try print(lines)
    } else {
      try Concordance.write(lines, to: listing.writer(to: Output()))
    }
    if lines.isEmpty { throw Failure(.nothing) }
  }

  /// As much as a terminal has room for, else forty.
  private var usualWidth: Int {
    guard listing.isForReading, let width = Terminal.output.width else { return 40 }
    return min(max(16, (width - 46) / 2), 60)
  }

  private func print(_ lines: ArraySlice<Concordance.Line>) throws {
    let output = Output()
    let colour = Terminal.output.hasColour
    let before = lines.reduce(0) { max($0, DisplayWidth.of(DisplayWidth.oneLine($1.left))) }
    let number = lines.reduce(0) { max($0, "\($1.article)".count) }
    for line in lines {
      let left = DisplayWidth.oneLine(line.left)
      let right = DisplayWidth.oneLine(line.right)
      let pivot = DisplayWidth.oneLine(line.pivot)
      let article = "\(line.article)"
      var text = String(repeating: " ", count: number - article.count) + article
      let date = String((line.published ?? "").prefix(10))
      text += "  " + date + String(repeating: " ", count: 12 - date.count)
      text += String(repeating: " ", count: before - DisplayWidth.of(left)) + left
      output.text(text)
      output.styled(colour ? pivot : "⟦\(pivot)⟧", 1, colour: colour)
      output.text(right)
      if line.statement != nil {
        output.styled("  ‹\(DisplayWidth.oneLine(line.speaker ?? "?"))›", 2, colour: colour)
      }
      output.text("\n")
    }
    try output.flush()
  }
}

extension Concordance.Order: ExpressibleByArgument {}
