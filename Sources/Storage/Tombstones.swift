import Press
import SQLite

/// The articles that were forgotten for good, as digests. Any thread may ask.
struct Tombstones: Sendable {
  private let digests: [Int64: Set<String>]

  init(_ connection: Connection) throws(SQLiteError) {
    var digests: [Int64: Set<String>] = [:]
    let query = try connection.query("SELECT identity, sha256 FROM forgotten")
    while try query.step() {
      digests[query.integer(0), default: []].insert(query.text(1) ?? "")
    }
    self.digests = digests
  }

  /// True when nothing was forgotten.
  var isEmpty: Bool { digests.isEmpty }

  /// True when an article with that identity was most likely forgotten.
  func mayHold(_ identity: Int64) -> Bool { digests[identity] != nil }

  /// True when the article was forgotten.
  func holds(_ identity: Int64, _ article: Article) -> Bool {
    guard let digests = digests[identity] else { return false }
    return digests.contains(
      Fingerprint.digest(body: article.body, parts: Fingerprint.parts(of: article)))
  }
}
