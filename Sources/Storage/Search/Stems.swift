import CStemmer
import Press
import SQLite

/// Finds the forms of a word that are really in the index: those that share its stem.
///
/// So the index stays plain and every SQLite tool can use it. Stems are Snowball's, of French and of
/// English, over forms without accents, as the index has them.
/// - Source: https://snowballstem.org/algorithms/.
final class Stems {
  /// The most forms that one word stands for; the most frequent stay.
  private static let most = 48

  private let stemmers: [OpaquePointer]
  private let connection: Connection
  /// The fts5vocab table that lists the index's words.
  private let terms: String

  init(_ connection: Connection, terms: String) {
    self.connection = connection
    self.terms = terms
    stemmers = ["french", "english"].compactMap { name in
      name.withCString { sb_stemmer_new($0, "UTF_8") }
    }
  }

  deinit { for stemmer in stemmers { sb_stemmer_delete(stemmer) } }

  /// Other words of the index that share the stem of `word`, the most frequent first.
  ///
  /// A word of three letters or fewer has none. `beginnings` gives the spellings of a beginning.
  func forms(of word: String, beginnings: (String) throws -> [String]) throws -> [String] {
    let word = NameKey.fold(word)
    guard word.utf8.count > 3 else { return [] }
    let stems = stemmers.map { stem(word, $0) }
    let shortest = stems.min { $0.utf8.count < $1.utf8.count } ?? word
    guard shortest.utf8.count >= 3, word.hasPrefix(shortest.dropLast()) else { return [] }
    let query = try connection.query(
      "SELECT term, doc FROM \(terms) WHERE term >= ?1 AND term < ?2")
    var found: [(form: String, articles: Int64)] = []
    // The last letter of a stem may be one that the stemmer made (y → i): look one letter wider.
    for prefix in try beginnings(
      shortest.utf8.count > 4 ? String(shortest.dropLast()) : shortest)
    {
      query.reset()
      try query.bind(1, prefix)
      try query.bind(2, prefix + "\u{10FFFF}")
      while try query.step() {
        let length = query.withText(0) { $0.count }
        guard length <= word.utf8.count + 7, let form = query.text(0), form != word else {
          continue
        }
        let plain = NameKey.fold(form)
        if zip(stemmers, stems).contains(where: { stem(plain, $0) == $1 }) {
          found.append((form, query.integer(1)))
        }
      }
    }
    found.sort { ($0.articles, $1.form) > ($1.articles, $0.form) }
    return found.prefix(Self.most).map(\.form)
  }

  private func stem(_ word: String, _ stemmer: OpaquePointer) -> String {
    var word = word
    return word.withUTF8 { bytes in
      guard let stem = sb_stemmer_stem(stemmer, bytes.baseAddress, Int32(bytes.count)) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      let count = Int(sb_stemmer_length(stemmer))
      return String(decoding: UnsafeBufferPointer(start: stem, count: count), as: UTF8.self)
    }
  }
}
