import Storage
import Tables

/// The pages of one question as files that open from a disk.
package struct Site {
  /// Most articles that get a page of their own.
  static let mostArticles = 5_000
  /// Most sources that get a page of their own.
  static let mostSources = 200

  private let desk: Desk
  /// The pages and tables in the order in which they are written.
  private let files: [(address: Address, name: String)]
  /// How many articles answer, and how many of them have a page.
  package let articles: (found: Int, written: Int)

  /// Finds out which pages there are for the question that an address of `/search` asks.
  package init(
    _ asked: Address, archive: Archive, name: String, language: String,
    names: NameKnowledge = .none
  ) throws {
    var files: [(address: Address, name: String)] = []
    func add(_ address: Address, _ name: String) { files.append((address, name)) }
    for asset in Desk.assets.keys.sorted() { add(Address("assets", asset), asset) }

    let question = Asked(asked, names: names)
    let articles = try question.question(in: archive, of: .articles)
    let (found, facets) = try archive.facets(articles, of: .articles, most: Self.mostSources)
    var hasOther: [SearchPage.Tab: Int] = [.articles: found, .counts: 1]
    // Relations have no kind and no office of a speaker by which they could be filtered.
    for tab in [SearchPage.Tab.statements, .relations] where asked.fitting(tab.subject) == asked {
      hasOther[tab] = try archive.count(
        question.question(in: archive, of: tab.subject), of: tab.subject)
    }
    if asked["words"] != nil {
      hasOther[.concordance] = try archive.concordance(
        articles, width: 1, order: .date, most: Visit.mostArticles
      ).found
    }
    for tab in SearchPage.Tab.allCases {
      guard let rows = hasOther[tab] else { continue }
      let start = asked.with("tab", tab == .articles ? nil : tab.rawValue)
      let pages = tab == .counts ? 1 : max(1, (rows + Pager.size - 1) / Pager.size)
      for page in 1...pages {
        let stem = tab == .articles ? "index" : tab.rawValue
        add(
          page == 1 ? start : start.with("page", "\(page)"),
          (page == 1 ? stem : "\(tab.rawValue)-\(page)") + ".html")
      }
      for form in ["csv", "json"] { add(start.with("format", form), "\(tab.rawValue).\(form)") }
    }
    let ids = try Self.articles(articles, in: archive)
    for id in ids { add(articleAddress(id, words: asked["words"]), "article-\(id).html") }
    let speakers = facets.first { $0.name == .speaker }?.values.compactMap(\.key) ?? []
    for (i, key) in speakers.enumerated() { add(Address("sources", key), "source-\(i + 1).html") }
    add(Address(), "overview.html")
    add(Address("codebook"), "codebook.html")

    self.files = files
    self.articles = (found, ids.count)
    var places = Dictionary(files.map { ($0.address.page, $0.name) }) { first, _ in first }
    for id in ids { places[articleAddress(id)] = "article-\(id).html" }
    desk = Desk(
      archive: name, language: language, links: .files(places), names: names)
  }

  private static func articles(_ question: Question, in archive: Archive) throws -> [Int64] {
    var first = question
    first.limit = mostArticles
    first.order = .newest
    let rows = try archive.articles(first, columns: ["id"])
    var ids: [Int64] = []
    while try rows.next() { ids.append(rows.integer(0)) }
    return ids
  }

  /// How many files there are.
  package var count: Int { files.count }

  /// Hands every file over: its name, and what is in it.
  package func write(_ archive: Archive, _ body: (String, Answer) throws -> Void) throws {
    for (address, name) in files { try body(name, try desk.answer(address, in: archive)) }
  }
}
