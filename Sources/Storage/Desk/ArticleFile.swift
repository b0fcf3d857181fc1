import SQLite

/// One article with all that was found in it, and where it comes from.
package struct ArticleFile: Sendable {
  /// Another article of the same family of near-duplicates.
  package struct Relative: Sendable, Hashable {
    package var id: Int64
    package var title: String?
    package var outlet: String?
    package var published: String?
  }

  package var id: Int64
  package var title: String?
  package var outlet: String?
  package var published: String?
  package var publishedAsPrinted: String?
  package var authors: String?
  package var section: String?
  package var language: String?
  package var url: String?
  package var externalID: String?
  /// The file, the entry of an archive, and the record in it, from 1.
  package var path: String
  package var entry: String?
  package var record: Int
  package var body: String
  package var statements: [StatementHit]
  package var relations: [RelationHit]
  /// The first article of its family, and its members, itself among them; none when it has no other.
  package var family: Int64?
  package var relatives: [Relative]
  /// Where the words of a question are in the body, in Unicode scalars from 0, end excluded.
  package var places: [Range<Int>]

  /// How many statements and relations have a place that is none in the body.
  package var misplaced: Int {
    let length = body.unicodeScalars.count
    let spans = statements.map(\.span) + relations.map(\.trigger)
    return spans.count { $0.isEmpty || $0.upperBound > length }
  }
}

extension Archive {
  /// One article with its statements and relations, and with the places at which the words of a
  /// question are in its body; nil when there is no such article.
  package func file(ofArticle id: Int64, words: Question? = nil) throws -> ArticleFile? {
    let row = try article(id)
    guard try row.next() else { return nil }
    func text(_ name: String) -> String? { row.index(of: name).flatMap { row.text($0) } }
    var file = ArticleFile(
      id: id, title: text("title"), outlet: text("outlet"), published: text("published"),
      publishedAsPrinted: text("published_raw"), authors: text("authors"),
      section: text("section"), language: text("language"), url: text("url"),
      externalID: text("external_id"), path: text("path") ?? "", entry: text("entry"),
      record: text("record").flatMap { Int($0) } ?? 0, body: text("body") ?? "",
      statements: try statementHits(ofArticle: id), relations: try relationHits(ofArticle: id),
      family: text("family_id").flatMap { Int64($0) }, relatives: [], places: [])
    if let family = file.family { file.relatives = try relatives(family) }
    if file.relatives.count < 2 { (file.family, file.relatives) = (nil, []) }
    if let words, words.words != nil { file.places = try places(of: words, in: file) }
    return file
  }

  /// The members of a family of near-duplicates, in order of date.
  package func relatives(_ family: Int64) throws -> [ArticleFile.Relative] {
    let rows = try rows(
      """
      SELECT a.id, a.title, o.name, a.published FROM articles a
      LEFT JOIN outlets o ON o.id = a.outlet_id
      WHERE a.family_id = ?1 ORDER BY a.published, a.id
      """, [.integer(family)])
    var members: [ArticleFile.Relative] = []
    while try rows.next() {
      members.append(
        ArticleFile.Relative(
          id: rows.integer(0), title: rows.text(1), outlet: rows.text(2), published: rows.text(3)))
    }
    return members
  }

  private func places(of words: Question, in file: ArticleFile) throws -> [Range<Int>] {
    guard let match = try expression(of: words, .articles) else { return [] }
    let rows = try rows(
      """
      SELECT highlight(articles_fts, 1, \(HitMark.sql))
      FROM articles_fts WHERE articles_fts MATCH ?1 AND rowid = ?2
      """, [.text("{title body} : (\(match.text))"), .integer(file.id)])
    guard try rows.next(), let marked = rows.text(0) else { return [] }
    return Self.spans(
      marked: marked, body: Array(file.body.unicodeScalars), pairs: match.pairs
    ).places
  }

  /// How many articles there are, and the numbers of the first and the last one.
  package func articleNumbers() throws -> (count: Int, first: Int64, last: Int64) {
    let rows = try rows("SELECT count(*), ifnull(min(id), 0), ifnull(max(id), 0) FROM articles", [])
    return try rows.next() ? (Int(rows.integer(0)), rows.integer(1), rows.integer(2)) : (0, 0, 0)
  }
}
