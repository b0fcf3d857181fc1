import Foundation
import Press
import Testing

@testable import Dumps

/// Breaks dumps in every way that chance finds: whatever comes, reading ends and nothing crashes.
///
/// The seeds are fixed, so that a failure can be repeated. `DOSSIER_FUZZ_SECONDS` makes it longer.
@Suite struct `Broken dumps` {
  static let seconds =
    Double(
      ProcessInfo.processInfo.environment["DOSSIER_FUZZ_SECONDS"] ?? "") ?? 4

  /// Small sound dumps of every kind, and the sample files of the repository.
  static let seeds: [[UInt8]] = {
    var texts = [
      "{\"title\":\"A\",\"text\":\"Un \\u00e9t\\u00e9 \\ud83d\\ude00\",\"date\":\"2022-12-09\",\"n\":[1,{\"a\":null}]}\n{\"text\":\"b\"}\n",
      "[{\"text\":\"a\",\"authors\":[\"x\"]},{\"text\":\"b\"}]",
      "{\"articles\":[{\"title\":\"x\",\"content\":\"<p>Un</p>\"},{\"content\":\"c\"}],\"n\":2}",
      "titre;texte;date;journal\nA;\"Corps; un\nDeux \"\"trois\"\"\";31/12/2021;La Digue\nB;c;4/5/2021;x\n",
      "title\ttext\nA\tb\nC\td\n",
      "**** *source_La_Croix *date_2022-12-09\nUn texte.\n-*theme\n0002 *x_y\nDeux.\n",
      "Titre : Le port\nSource : La Digue\nDate : mercredi 7 décembre 2022\n\nCorps.\n",
      " date 2022-12 Quand le port ferme.",
      "TY  - NEWS\nTI  - Le port\nAU  - A\nAB  - Un texte\nER  - \n",
      "{\\rtf1\\ansi {\\b Titre}\\par 12 mots\\par 9 d\\'e9cembre 2022\\par La Digue\\par Corps \\u233?.\\par Document LADIG00020221209eic90002x\\par}",
      `Messages`.letter,
      (["20170701234500-7", "20170701234500"] + [String](repeating: "x", count: 25)).joined(
        separator: "\t") + "\n",
    ].map { Array($0.utf8) }
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let examples = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Examples")
    for folder in [examples, tests.appending(path: "Samples")] {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      for case let file as URL in files?.allObjects ?? [] where !file.path.hasSuffix(".given.txt") {
        if let data = try? Data(contentsOf: file), data.count < 100_000 {
          texts.append(Array(data))
        }
      }
    }
    let packed = Packing.Kind.allCases.map { Packing.pack([("a.jsonl", texts[0])], as: $0) }
    let wide = "titre;texte\nÉté;corps\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    return texts + packed + [[0xFF, 0xFE] + wide]
  }()

  struct Random {
    var state: UInt64
    mutating func next(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 11) % max(1, limit)
    }
  }

  static let spice: [[UInt8]] =
    [
      "\"", "\\", "{", "}", "[", "]", ",", ";", "\n", "\r", "\0", "<", ">", "&", "=", "*", "\t",
      "\\u", "\\ud800", "**** *", "</p>", "<!--", "]]>", "\u{FEFF}", "99999999999999999999", "-",
      "1e999", "31/02/2022", "<article>", "</div>", "<table><tr><td>", "</p", "<p ", "<![CDATA[",
      "<!DOCTYPE x [", "<?", "&#x110000;", "&eacute", "{{", "}}", "[[", "]]", "[http://", "{|\n",
      "WARC/1.0\r\n", "Content-Length: 9\r\n", "\r\n\r\n", "7 of 9 DOCUMENTS\n", "LENGTH: ",
      "End of Document", "<script type='application/ld+json'>", "class=\"DocText\"", "\u{A0}", "''",
      "\u{1}", "\u{2}", "\u{3}", "^", " =\n", "FRS0412 3 POL 0096\n",
      "Transfer-Encoding: chunked\r\n",
      "Content-Encoding: gzip\r\n", "=?utf-8?Q?=C3?=", "--b\n", "{\\*\\", "\\bin99999 ", "\\'",
      "\\u-1?",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0x80]]

  static func mutate(_ seed: [UInt8], _ random: inout Random) -> [UInt8] {
    var bytes = seed
    for _ in 0...random.next(6) {
      let at = random.next(bytes.count + 1)
      let length = min(random.next(random.next(4) == 0 ? 400 : 8), bytes.count - at)
      switch random.next(7) {
      case 0 where at < bytes.count: bytes[at] = UInt8(random.next(256))
      case 1: bytes.removeSubrange(at..<at + length)
      case 2: bytes.insert(contentsOf: spice[random.next(spice.count)], at: at)
      case 3: bytes.insert(contentsOf: bytes[at..<at + length], at: random.next(bytes.count + 1))
      case 4: bytes.removeLast(bytes.count - at)
      case 5:
        let other = seeds[random.next(seeds.count)]
        bytes.insert(contentsOf: other.prefix(random.next(200)), at: at)
      default:
        let piece = spice[random.next(spice.count)]
        bytes.insert(
          contentsOf: repeatElement(piece, count: random.next(300)).joined(), at: at)
      }
    }
    return bytes
  }

  @Test func `end in articles, rejects or errors`() throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    let names = Dump.formats.map(\.name)
    var random = Random(state: 0x9E37_79B9_7F4A_7C15)
    var rounds = 0
    var slowest = 0.0
    var settled = 0
    while clock.now < end {
      let bytes = Self.mutate(Self.seeds[rounds % Self.seeds.count], &random)
      var options = DumpOptions()
      options.limits.record = random.next(3) == 0 ? 100 : 1 << 20
      options.allowEmptyBody = random.next(4) == 0
      // Now and then a format that does not fit.
      if random.next(3) == 0 { options.format = names[random.next(names.count)] }
      let took = try `Time in proportion`.seconds { try Self.read(bytes, options) }
      #expect(took < 3, "round \(rounds): \(bytes.count) bytes took \(took) s")
      slowest = max(slowest, took)
      rounds += 1
      if rounds == 5000 { settled = Self.memory }
    }
    #expect(rounds > 20)
    // What every round leaves behind would show after a while.
    let growth = settled == 0 ? 0 : Self.memory - settled
    #expect(growth < 256 << 20, "\(growth >> 20) MiB more after \(rounds) rounds")
    print("\(rounds) broken dumps; the slowest took \(slowest), memory grew \(growth >> 20) MiB")
  }

  /// Resident bytes of the process; 0 where the system does not say.
  static var memory: Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(
      separator: " ")
    return (fields?.dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
  }

  static func read(_ bytes: [UInt8], _ options: DumpOptions) throws {
    let container = Container(
      path: "fuzz", options: options,
      deliver: { file in
        do {
          let (format, _) = try Recogniser.format(of: file)
          var last = 0
          try format.read(file) { record in
            guard case .article(let article) = record else { return }
            #expect(!article.body.isEmpty || options.allowEmptyBody)
            #expect(article.origin.record > last, "records are counted")
            last = article.origin.record
          }
          _ = try file.finish()
        } catch is DumpError {}
      }, failed: { _ in })
    try container.walk(MemorySource(bytes))
  }
}
