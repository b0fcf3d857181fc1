import ArgumentParser
import Storage

/// Lists who does what to whom.
struct Relations: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List relations: who does, wants or claims what towards whom.",
    discussion: """
      Each row comes with the sentence that proves it and with who asserts it; without one, the \
      article says it in its own voice. --columns takes those of the view relation_details.

      EXAMPLES:
        dossier relations --subject Iran --object Russie
        dossier relations --class accuse --asserted-by 'John Kirby'
        dossier relations --about OTAN --from 2022 --format csv
        dossier relations --class role_in --where "former = 1"
      """)

  @Argument(help: "Words that the articles must hold.")
  var words: [String] = []

  @OptionGroup var relation: RelationOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: UntilOption

  @Option(help: "The columns wanted, with commas between them.")
  var columns: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    var question = try filter.question(words: words, until: until.date, in: archive)
    try relation.add(to: &question, in: archive)
    question.limit = listing.limit(usually: 50)
    let columns = try Columns.named(
      in: columns, among: try archive.columns(of: "relation_details"))
    try listing.write(
      archive.relations(question, columns: columns.map { Columns.sql($0, of: "d") }))
  }
}
