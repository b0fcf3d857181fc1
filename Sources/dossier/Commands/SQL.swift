import ArgumentParser
import Storage

/// Runs a query of the person.
struct SQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Run a query in SQL; it cannot change anything.",
    discussion: """
      The connection is read-only and every step of the query is checked. Good tables to start with \
      are the views statement_details, relation_details, source_counts and outlet_counts. Ctrl-C \
      stops a query that takes too long.

      EXAMPLES:
        dossier sql 'SELECT name, statements FROM source_counts ORDER BY 2 DESC'
        dossier sql --format csv - < query.sql > rows.csv
        dossier sql "SELECT name FROM pragma_table_info('statement_details')"
      """)

  @Argument(help: "The query, or - to read it from standard input.")
  var query: String

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let text = query == "-" ? StandardInput.text() : query
    try listing.write(archive.open().sql(text))
  }
}
