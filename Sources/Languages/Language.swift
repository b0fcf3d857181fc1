/// A language: its lexicon and how it cuts words. All else is in the tables of its folder.
package final class Language: Sendable {
  /// BCP 47: `fr`, `en`.
  package let code: String
  /// The folder of its tables: `French`.
  package let folder: String
  /// Its forms, from `forms.tsv`, `function-words.tsv`, `verb-forms.tsv`, `noun-forms.tsv` and the words of every other table.
  package let lexicon: Lexicon
  private let elisions: Set<[UInt8]>
  private let contractions: Set<[UInt8]>
  private let clitics: Set<[UInt8]>
  private let abbreviations: Set<[UInt8]>
  private let abbreviatedWords: Set<[UInt8]>
  private let domains: Set<[UInt8]>
  /// By the bytes of a suffix, the last one lowest.
  private let suffixes: [UInt64: Features]

  /// French.
  package static let french = Language(code: known[0].code, folder: known[0].folder)
  /// English.
  package static let english = Language(code: known[1].code, folder: known[1].folder)
  /// Every language that is read, with its code and its folder; its tables are read when it is first
  /// asked for.
  private static let known: [(code: String, folder: String, language: @Sendable () -> Language)] = [
    ("fr", "French", { french }), ("en", "English", { english }),
  ]
  /// Every language that is read.
  package static var all: [Language] { known.map { $0.language() } }
  /// The folder of each language that is read.
  package static var folders: [String] { known.map(\.folder) }

  /// Tables of names that are the same in every language.
  private static let sharedNames = [
    "Shared/first-names.tsv", "Shared/first-names-registers.tsv", "Shared/organisations.tsv",
  ]

  /// Reads the tables of `folder`; a folder that is not there has none, and no word is known.
  package init(code: String, folder: String) {
    self.code = code
    self.folder = folder
    func table(_ name: String) -> Table? {
      do { return try Table.named("\(folder)/\(name).tsv") } catch {
        preconditionFailure("\(error)")
      }
    }
    func keys(_ kind: String) -> Set<[UInt8]> {
      Set((table("tokens")?.rows ?? []).filter { $0[1] == kind }.map { Folding.fold($0[0]) })
    }
    elisions = keys("elision")
    contractions = keys("contraction")
    clitics = keys("clitic")
    abbreviatedWords = keys("abbreviation-or-word")
    abbreviations = keys("abbreviation").union(abbreviatedWords)
    domains = keys("domain")
    var suffixes: [UInt64: Features] = [:]
    for row in table("suffixes")?.rows ?? [] {
      var code = row[1]
      let suffix = Folding.fold(row[0]).reduce(0) { $0 << 8 | UInt64($1) }
      suffixes[suffix] = code.withUTF8 { Analysis.parse($0)?.1 }
    }
    self.suffixes = suffixes

    var builder = Lexicon.Builder(capacity: 140_000)
    for (path, text) in DataFiles.all {
      if ["forms", "function-words", "verb-forms", "noun-forms"]
        .contains(where: { path == "\(folder)/\($0).tsv" })
      {
        builder.read(text)
      }
    }
    for (path, text) in DataFiles.all
    where path.hasPrefix(folder + "/") && path.hasSuffix(".tsv") || Self.sharedNames.contains(path)
    {
      if path.hasSuffix("forms.tsv") || path.hasSuffix("function-words.tsv") { continue }
      builder.internWords(of: text, elisions: elisions, contractions: contractions)
    }
    lexicon = Lexicon(builder)
  }

  /// The language with a BCP 47 tag, `fr-BE` as well as `fr`; nil when it is not read.
  package static func with(code: String) -> Language? {
    let primary = primary(ofTag: code)
    return known.first { $0.code == primary }?.language()
  }

  /// The language of a tag in small letters, without script and region: `fr` of `FR_be`.
  package static func primary(ofTag tag: String) -> String {
    tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased() ?? ""
  }

  /// The weights of the tagger and the parser of each folder that has some: files that `make train`
  /// writes.
  package static var weights: [(folder: String, text: StaticString)] {
    GatheredText.files.compactMap { file in
      file.path.hasSuffix("/syntax.weights")
        ? (String(file.path.prefix { $0 != "/" }), file.text) : nil
    }
  }

  /// What an apostrophe does where it stands.
  enum Apostrophe {
    /// The word ends with it: «l'».
    case endsWord
    /// A new word starts at the byte given: «'s», «n't».
    case startsWord(Int)
    /// It is one of the word's letters: «aujourd'hui», «O'Brien».
    case inside
    /// It is a quotation mark.
    case outside
  }

  func apostrophe(
    after letters: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, isLetterNext: Bool
  ) -> Apostrophe {
    if !elisions.isEmpty, letters.count <= 8 {
      var key: [UInt8] = []
      Folding.append(UnsafeBufferPointer(rebasing: bytes[letters]), to: &key)
      if elisions.contains(key) { return .endsWord }
    }
    guard isLetterNext else { return .outside }
    if !contractions.isEmpty {
      // The letters after the apostrophe, at most three of them ASCII.
      var i = letters.upperBound
      i += bytes[i] < 0x80 ? 1 : 3
      var key: [UInt8] = [UInt8(ascii: "'")]
      while i < bytes.count, bytes[i] | 0x20 >= 0x61, bytes[i] | 0x20 <= 0x7A, key.count < 4 {
        key.append(bytes[i] | 0x20)
        i += 1
      }
      if key == [0x27, 0x74], letters.count > 1, bytes[letters.upperBound - 1] | 0x20 == 0x6E {
        return .startsWord(letters.upperBound - 1)
      }
      if contractions.contains(key) { return .startsWord(letters.upperBound) }
    }
    return .inside
  }

  /// Where a clitic starts that depends on a verb by a hyphen, nil when there is none.
  func clitic(
    in word: Range<Int>, firstHyphen: Int, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    if clitics.isEmpty { return nil }
    var at = firstHyphen
    while at < word.upperBound {
      if bytes[at] == UInt8(ascii: "-") || bytes[at] == 0xE2 {
        var key: [UInt8] = []
        Folding.append(UnsafeBufferPointer(rebasing: bytes[at..<word.upperBound]), to: &key)
        if clitics.contains(key) { return at }
      }
      at += 1
    }
    return nil
  }

  /// True for what comes after the full stop of a site's name: «fr», «com».
  func isDomain(_ key: Slice<UnsafeBufferPointer<UInt8>>) -> Bool { domains.contains(Array(key)) }

  func isAbbreviation(_ key: [UInt8]) -> Bool { abbreviations.contains(key) }
  /// True for an abbreviation that is a word as well: «sept.», “mass.”
  func isAlsoWord(_ key: [UInt8]) -> Bool { abbreviatedWords.contains(key) }

  /// What an unknown small word may be, by its ending (longest first, 2 ... 6 bytes).
  func guess(_ key: UnsafeBufferPointer<UInt8>) -> Features {
    if suffixes.isEmpty { return [] }
    let longest = min(6, key.count - 3)
    if longest < 2 { return [] }
    var suffix = key.suffix(longest).reduce(0) { $0 << 8 | UInt64($1) }
    for length in stride(from: longest, through: 2, by: -1) {
      if let features = suffixes[suffix] { return features }
      suffix &= 1 << UInt64(8 * (length - 1)) - 1
    }
    return []
  }
}

extension Lexicon.Builder {
  /// Interns every word of a table, cut at blanks, apostrophes and marks as a text would be.
  mutating func internWords(
    of text: DataFiles.Contents, elisions: Set<[UInt8]>, contractions: Set<[UInt8]>
  ) {
    var key: [UInt8] = []
    for line in Lines(text) {
      let bytes = line.bytes
      var at = 0
      while at < bytes.count {
        let start = at
        while at < bytes.count, bytes[at] > 0x20 { at += 1 }
        if at > start {
          Folding.withKey(of: UnsafeBufferPointer(rebasing: bytes[start..<at]), in: &key) {
            internWords(of: $0, elisions, contractions)
          }
        }
        at += 1
      }
    }
  }

  /// Interns the words of a key without blanks.
  private mutating func internWords(
    of key: UnsafeBufferPointer<UInt8>, _ elisions: Set<[UInt8]>, _ contractions: Set<[UInt8]>
  ) {
    var start = 0
    for i in 0..<key.count {
      switch key[i] {
      case UInt8(ascii: "'"):
        if elisions.contains(Array(key[start..<i])) {
          add(key[start...i])
          start = i + 1
        } else if contractions.contains(Array(key[i...])) {
          add(key[start..<i])
          start = i
        }
      case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"),
        UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "/"):
        add(key[start..<i])
        add(key[i...i])
        start = i + 1
      default: break
      }
    }
    add(key[start...])
  }

  private mutating func add(_ key: Slice<UnsafeBufferPointer<UInt8>>) {
    if !key.isEmpty { _ = intern(UnsafeBufferPointer(rebasing: key)) }
  }
}
