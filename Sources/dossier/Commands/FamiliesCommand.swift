import ArgumentParser
import Ingestion
import Storage

/// Finds articles that print the same story.
struct FamiliesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "families",
    abstract: "Find near-duplicates: one story printed by many outlets.",
    discussion: """
      Two articles are of one family when the longer contains seven tenths of the word 3-grams of \
      the shorter, or when their agency numbers them as versions of one story (NewsML, ninjs). \
      Articles of fewer than 20 different 3-grams are left alone; candidates are found by a sample \
      of 3-grams, so a pair may be missed. Stores the first article of the family in \
      articles.family_id; then search, statements, relations and stats take --families, to count a \
      family once. Run it again after an import. Memory: about 0.7 kB an article.

      EXAMPLES:
        dossier families
        dossier stats --by outlet --families
        dossier sql 'SELECT family_id, count(*) FROM articles GROUP BY 1'
      """)

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let watch = Stopwatch()
    let families = try find()
    try Decisions(archive.path).setFamilies(families)
    let several = Dictionary(grouping: families, by: \.first).values.filter { $0.count > 1 }
    let members = several.reduce(0) { $0 + $1.count }
    printError(
      """
      \(archive.path)
        articles    \(families.count.grouped)
        families    \(several.count.grouped) of two or more, with \(members.grouped) articles
        seconds     \(oneDecimal(watch.seconds))
      """)
    if families.isEmpty { throw Failure(.nothing, "the archive has no article") }
  }

  /// Of every article the first one of its family.
  private func find() throws -> [(article: Int64, first: Int64)] {
    let archive = try archive.open()
    var finder = NearDuplicates()
    var ids: [Int64] = []
    var found: [(article: Int64, first: Int64)] = []
    // Letter-for-letter copies are of one family however short they are.
    var firsts: [Int64: Int64] = [:]
    try archive.eachBody { id, body, story, hash in
      ids.append(id)
      var first = ids[try finder.add(body, story: story) { try archive.body(of: ids[$0]) }]
      if !body.isEmpty {
        first = firsts[hash] ?? first
        firsts[hash] = first
      }
      found.append((id, first))
    }
    return found
  }
}
