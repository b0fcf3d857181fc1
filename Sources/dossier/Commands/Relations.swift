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
        dossier relations --class supply_arms --asserted-by Ukraine
        dossier relations --about Russie --from 2023 --format csv
        dossier relations --class role_in --where "former = 1"
        dossier relations --from 2023 --export-graph dispute.gexf     for Gephi
      """)

  @Argument(help: "Words that the articles must contain.")
  var words: [String] = []

  @OptionGroup var relation: RelationOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var until: UntilOption

  @Option(help: "Columns to print, separated by commas.")
  var columns: String?

  @Option(
    help: ArgumentHelp(
      "Write a graph instead: sources and their relations, GEXF or GraphML by the file's ending.",
      valueName: "file"),
    completion: .file(extensions: ["gexf", "graphml"]))
  var exportGraph: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if let exportGraph, GraphForm(of: exportGraph) == nil {
      throw ValidationError("--export-graph takes a file that ends with .gexf or .graphml.")
    }
    if exportGraph != nil, columns != nil || listing.isOfRows {
      throw ValidationError("--export-graph takes no listing option but --limit.")
    }
  }

  func run() throws {
    let archive = try archive.open()
    var question = try filter.question(words: words, until: until.date, in: archive)
    try relation.add(to: &question, in: archive)
    if let file = exportGraph, let form = GraphForm(of: file) {
      question.limit = listing.limit(usually: nil)
      return try export(question, in: archive, to: file, form)
    }
    try listing.write(.relations, question, in: archive, usually: 50, columns: columns)
  }

  private func export(
    _ question: Question, in archive: Archive, to file: String, _ form: GraphForm
  ) throws {
    let graph = try RelationGraph(
      archive.rows(.relations, question, columns: RelationGraph.columns),
      description: "dossier " + CommandLine.arguments.dropFirst().joined(separator: " "))
    try FilterOptions.reportUnsure(.relations, question, in: archive)
    if graph.edges.isEmpty { throw Failure(.nothing, "no relation found, no graph written") }
    let target = try OutputFile(file, table: "relations", ending: form.rawValue, from: archive)
    do {
      form.write(graph, to: target.output)
      try target.output.flush()
      try target.keep()
    } catch {
      target.drop()
      throw error
    }
    printError("\(file): \(graph.nodes.count.grouped) sources, \(graph.edges.count.grouped) edges")
    if graph.loops > 0 {
      printError("dossier: \(counted(graph.loops, "relation")) from a source to itself left out")
    }
  }
}
