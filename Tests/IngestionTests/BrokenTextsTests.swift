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
      let faults = Self.faults(of: account)
      #expect(faults.isEmpty, "round \(rounds): \(faults) in \(text)")
      if !faults.isEmpty { break }
      rounds += 1
    }
    #expect(rounds > 50)
  }

  /// Passages that are empty, lie outside of the text or cut a character, and indices of nothing.
  static func faults(of account: Account) -> [String] {
    let bytes = Array(account.article.body.utf8)
    var faults: [String] = []
    func check(_ passage: Passage?, _ what: String) {
      guard let passage else { return }
      let cuts = [passage.start, passage.end].contains {
        bytes.indices.contains($0) && bytes[$0] & 0xC0 == 0x80
      }
      if passage.isEmpty || passage.start < 0 || passage.end > bytes.count || cuts {
        faults.append("\(what) \(passage)")
      }
    }
    func check(_ source: Int?, _ what: String) {
      if let source, !account.sources.indices.contains(source) {
        faults.append("\(what): source \(source)")
      }
    }
    for mention in account.mentions {
      check(mention.passage, "mention")
      check(mention.source, "mention")
    }
    for statement in account.statements {
      check(statement.content, "content by \(statement.rule)")
      check(statement.speaker, "speaker by \(statement.rule)")
      check(statement.cue?.passage, "cue by \(statement.rule)")
      check(statement.source, "statement by \(statement.rule)")
    }
    for relation in account.relations {
      for passage in [relation.trigger, relation.sentence, relation.subject.passage] {
        check(passage, "relation by \(relation.rule)")
      }
      check(relation.object.passage, "object by \(relation.rule)")
      check(relation.subject.source, "subject by \(relation.rule)")
      check(relation.object.source, "object by \(relation.rule)")
      check(relation.assertedBy, "asserter by \(relation.rule)")
      if let said = relation.statement, !account.statements.indices.contains(said) {
        faults.append("relation by \(relation.rule): statement \(said)")
      }
    }
    return faults
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
