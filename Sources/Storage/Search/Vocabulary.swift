import Press
import SQLite

/// The words of a full-text index, and which of them a typed word stands for.
///
/// The index folds case and accents only, so that every SQLite tool can ask it; `NameKey` also folds
/// œ, ß, ł, ø, đ, þ, ı and all other letters of the Latin blocks, Greek accents, ё, and raised digits. What a word stands for is therefore
/// looked up among the words that are really in the index.
final class Vocabulary {
  private let tokenizer: Tokenizer
  private let following: Query
  private let stems: Stems?
  private var known: [String: [String]] = [:]

  /// The words of `table`: articles or statements; with other forms of the same stem if `hasStems`.
  init(_ connection: Connection, of table: String, hasStems: Bool) throws {
    tokenizer = try Tokenizer(connection)
    // One row an instance: a table with one row a word reads all its places for its count.
    following = try connection.query(
      "SELECT term FROM temp.\(table)_words WHERE term >= ?1 LIMIT 1", persistent: true)
    stems = hasStems ? Stems(connection, terms: "temp.\(table)_terms") : nil
  }

  /// A typed text cut into words as the index has them.
  func words(of text: String) -> [String] { tokenizer.words(of: text) }

  /// The spellings of a word of the index that fold to the same letters, itself first.
  func spellings(of word: String) throws -> [String] {
    if let spellings = known[word] { return spellings }
    var spellings = [word]
    try walk("", Array(NameKey.fold(word).unicodeScalars)[...], isBeginning: false) { found in
      if try next(from: found) == found, found != word { spellings.append(found) }
    }
    known[word] = spellings
    return spellings
  }

  /// The beginnings of words of the index that fold to the letters of `beginning`, itself first.
  func beginnings(of beginning: String) throws -> [String] {
    var beginnings = [beginning]
    try walk("", Array(NameKey.fold(beginning).unicodeScalars)[...], isBeginning: true) { found in
      if found != beginning { beginnings.append(found) }
    }
    return beginnings
  }

  /// All that a word of the index stands for: its spellings, and other words of the same stem.
  func forms(of word: String) throws -> [String] {
    var forms = try spellings(of: word)
    for form in try stems?.forms(of: word, beginnings: beginnings) ?? [] where !forms.contains(form)
    {
      forms.append(form)
    }
    return forms
  }

  /// Walks along the words of the index that fold to `rest` after `prefix`; if `isBeginning`, the last
  /// letter may fold to more than what is left (o is a beginning of œ).
  private func walk(
    _ prefix: String, _ rest: ArraySlice<Unicode.Scalar>, isBeginning: Bool,
    _ found: (String) throws -> Void
  ) throws {
    guard let letter = rest.first else { return try found(prefix) }
    let plain = prefix + String(letter)
    if try next(from: plain)?.unicodeScalars.starts(with: plain.unicodeScalars) == true {
      try walk(plain, rest.dropFirst(), isBeginning: isBeginning, found)
    }
    guard letter.isASCII || PlainLetters.plain(letter) != nil else { return }
    // Words that go on with a letter beyond ASCII stand together, after all others.
    var place: Unicode.Scalar? = "\u{AA}"
    while let start = place, let word = try next(from: prefix + String(start)),
      word.unicodeScalars.starts(with: prefix.unicodeScalars),
      let other = word.unicodeScalars.dropFirst(prefix.unicodeScalars.count).first
    {
      place = PlainLetters.next(from: other)
      guard place == other else { continue }
      place = Unicode.Scalar(other.value + 1)
      if other == letter { continue }
      let letters = Array(NameKey.fold(String(other)).unicodeScalars)
      if rest.starts(with: letters) {
        try walk(
          prefix + String(other), rest.dropFirst(letters.count), isBeginning: isBeginning, found)
      } else if isBeginning, letters.starts(with: rest) {
        try found(prefix + String(other))
      }
    }
  }

  /// The first word of the index that is `word` or comes after it in the order of bytes.
  private func next(from word: String) throws -> String? {
    following.reset()
    try following.bind(1, word)
    defer { following.reset() }
    return try following.step() ? following.text(0) : nil
  }
}
