import Checks
import Foundation
import Press
import Testing

@testable import Ingestion

/// Breaks articles in every way that chance finds: whatever stands in a text, reading it ends, and
/// what is found lies inside of it.
///
/// The seed is fixed, so that a failure can be repeated. `DOSSIER_FUZZ_SECONDS` makes it longer.
@Suite struct `Broken texts` {
  static let seconds =
    Double(ProcessInfo.processInfo.environment["DOSSIER_FUZZ_SECONDS"] ?? "") ?? 4

  /// The annotated articles of the repository, their marks among the words.
  static let seeds: [String] = {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folder = tests.appending(path: "Gold/statements")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).sorted { $0.path < $1.path }
      .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
  }()

  static let spice =
    """
    « » “ ” " ' „ – — - ( ) [ ] , . ; : ! ? … qui que dont où de à d'après selon pour dit a-t-il \
    estimant M. Mme MM. ministre said that according to told who which by for not Mr. last month \
    2023 12 % et and ne pas l' Iran Paris \u{301} \u{1F600} \u{FEFF} \u{200B} \u{A0} \u{202F}
    """.split(separator: " ").map(String.init) + ["\n", "\n\n", ""]

  static func mutate(_ seed: String, _ random: inout Chance) -> String {
    var words = seed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    // Small pieces too: most faults lie where a text begins or ends.
    if random.below(2) == 0 {
      let start = random.below(words.count)
      words = Array(words[start...].prefix(1 + random.below(60)))
    }
    for _ in 0...random.below(24) {
      let at = random.below(words.count)
      switch random.below(8) {
      case 0, 1: words.insert(random.pick(spice), at: at)
      case 2: words.insert(contentsOf: repeatElement(random.pick(spice), count: 40), at: at)
      case 3 where words.count > 1: words.remove(at: at)
      case 4: words.swapAt(at, random.below(words.count))
      case 5: words[at] = random.pick(spice)
      case 6 where words.count > 9: words.removeSubrange(random.below(at + 1)..<at)
      default: words[at] = String(words[at].reversed())
      }
      if words.isEmpty { words = [random.pick(spice)] }
    }
    let text = words.joined(separator: random.below(20) == 0 ? "" : " ")
    switch random.below(20) {
    case 0: return text.uppercased()
    case 1: return text.replacing("\n", with: " ")
    default: return text
    }
  }

  @Test func `are read to their end, and what is found lies inside`() throws {
    try #require(Self.seeds.count > 50)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    let reader = Reader()
    var random = Chance(state: 0x9E37_79B9_7F4A_7C15)
    var rounds = 0
    while clock.now < end {
      let text = Self.mutate(Self.seeds[rounds % Self.seeds.count], &random)
      var article = Article(body: text)
      article.declaredLanguage = random.below(2) == 0 ? "fr" : "en"
      article.published = PressDate(iso: "2022-12-09")
      let started = clock.now
      let account = reader.account(of: article)
      #expect(clock.now - started < .seconds(5), "round \(rounds): \(text.utf8.count) bytes")
      let faults = faults(of: account)
      #expect(faults.isEmpty, "round \(rounds): \(faults) in \(text)")
      if !faults.isEmpty { break }
      rounds += 1
    }
    #expect(rounds > 50)
  }

  // What guided fuzzing found.
  @Test(arguments: [
    ("(DD(\u{2}DDDD0\u{2}\u{2}\u{2}\u{2}D]D", "fr"), ("NSC (National Security Council)", "en"),
  ])
  func `that were found are read as well`(text: String, language: String) {
    var article = Article(body: text)
    article.declaredLanguage = language
    #expect(faults(of: Reader().account(of: article)) == [])
  }

  @Test(arguments: [
    "Le NSC (National Security Council) a siégé.", "NSC (National Security Council) a siégé.",
    "Le National Security Council (NSC) a siégé.", "Le National Security Council (le NSC) a siégé.",
  ])
  func `the bracket between a name and its short form is what triggers the bond`(text: String) {
    var article = Article(body: text)
    article.declaredLanguage = "fr"
    let bytes = Array(text.utf8)
    let bonds = Reader().account(of: article).relations.filter { $0.rule == "acronym-bracket" }
    #expect(bonds.map { bytes[$0.trigger.start..<$0.trigger.end].map { $0 } } == [Array("(".utf8)])
  }
}

/// Chance that can be repeated (xorshift, Marsaglia 2003).
struct Chance {
  var state: UInt64

  /// A number from 0 up to, but not including, `limit`; 0 when `limit` is.
  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 11) % max(1, limit)
  }

  mutating func pick(_ list: [String]) -> String { list[below(list.count)] }
}
