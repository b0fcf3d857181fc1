import ArgumentParser
import Storage

/// Finds articles or statements by their words.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find articles by their words, best first.",
    discussion: """
      All words are wanted, in any of their forms: accord finds accords, l'accord, ACCORD. Quotes \
      make a phrase, -word excludes, OR stands between alternatives, pref* finds beginnings (three \
      letters at least), NEAR(a b, 5) wants words close together, title:word looks in the title. \
      Nothing that you type is a syntax error.

      EXAMPLES:
        dossier search 'accord nucléaire' --from 2022-12
        dossier search '"permission" -retrait' --by Kanani
        dossier search drones --in statements --about Russie --kind indirect
        dossier search 'sanction* NEAR(gaz pipeline, 8)' --outlet 'Le Monde' --format csv
      """)

  /// Where words are looked for.
  enum Place: String, ExpressibleByArgument, CaseIterable { case articles, statements }

  @Argument(help: "The words.")
  var words: [String]

  @Option(name: .customLong("in"), help: "Look in articles or in statements.")
  var place = Place.articles

  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: UntilOption
  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    var question = try filter.question(words: words, until: until.date, in: archive)
    question.limit = listing.limit(usually: 20)
    switch place {
    case .articles: try listing.write(archive.articles(question))
    case .statements: try listing.write(archive.statements(question))
    }
  }
}
