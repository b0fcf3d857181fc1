import ArgumentParser
import Storage

/// Lists what was said.
struct Statements: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List statements: who said what, when, and where it is written.",
    discussion: """
      A source may be given by any of its names: Washington, the White House and États-Unis are one. \
      --columns takes those of the view statement_details (see 'dossier sql').

      EXAMPLES:
        dossier statements --by 'Annika Lindqvist'
        dossier statements drones --by Washington --from 2023-01 --until 2023-06
        dossier statements --about Russie --kind mixed --columns speaker,content,day
        dossier statements --role ministre --where "cue_class = 'promise'"
        dossier statements --by Lindqvist --count
      """)

  @Argument(help: "Words that the statements must contain.")
  var words: [String] = []

  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: UntilOption

  @Option(help: "Columns to print, separated by commas.")
  var columns: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    let question = try filter.question(words: words, until: until.date, in: archive)
    try listing.write(.statements, question, in: archive, usually: 50, columns: columns)
  }
}
