import Foundation
import Testing

/// Archives in which chance changes bytes: whatever they hold, no command crashes, hangs, or ends
/// without saying why.
///
/// The seed is fixed, so that a failure can be repeated. `DOSSIER_FUZZ_SECONDS` makes it longer.
@Suite struct `Broken archives` {
  private static let seconds =
    Double(ProcessInfo.processInfo.environment["DOSSIER_FUZZ_SECONDS"] ?? "") ?? 6

  private static let commands: [[String]] = [
    ["verify"], ["stats"], ["search", "gazoduc"], ["show", "1"],
    ["export", "statements", "--format", "json"], ["relations", "--about", "Russie"],
    ["import", "--quiet", "a.txt"], ["backup", "copy.dossier", "--force"], ["families"],
    ["forget", "3"], ["imports", "undo", "1"], ["export", "--package", "package"],
    ["kwic", "drones"], ["counts", "statements"], ["reextract"],
  ]

  @Test func `end every command in order`() throws {
    var chance = Chance(state: 20_261_128)
    let sound = try Data(contentsOf: URL(fileURLWithPath: Library.scratch["press.dossier"]))
    let scratch = try Scratch()
    try scratch.write("a.txt", "Oksana Hrytsenko a déclaré que les débris seraient rendus.\n")
    let end = Date().addingTimeInterval(Self.seconds)
    var round = 0
    while Date() < end {
      let broken = Self.broken(sound, &chance)
      for name in ["-wal", "-shm", "-journal", "-lock"] {
        try? FileManager.default.removeItem(atPath: scratch["press.dossier" + name])
      }
      try scratch.write("press.dossier", broken)
      let command = Self.commands[round % Self.commands.count]
      let run = try Tool.run(command, in: scratch)
      #expect((0...4).contains(run.status), "round \(round), \(command): \(run.status) \(run.talk)")
      if run.status == 4 || run.status == 2 {
        #expect(!run.talk.isEmpty || !run.output.isEmpty, "round \(round), \(command) says nothing")
      }
      if command[0] == "export", run.status == 0, command.contains("json") {
        #expect(throws: Never.self, "round \(round)") {
          try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        }
      }
      round += 1
    }
    #expect(round > 0)
  }

  /// The bytes of an archive with some changed, cut off, or moved.
  private static func broken(_ sound: Data, _ chance: inout Chance) -> Data {
    var data = sound
    switch chance.below(4) {
    case 0:
      for _ in 0...chance.below(40) {
        data[chance.below(data.count)] = UInt8(chance.below(256))
      }
    case 1: data.removeLast(chance.below(data.count))
    case 2:
      // A page in the place of another.
      let pages = data.count / 4096
      let (from, to) = (chance.below(pages) * 4096, chance.below(pages) * 4096)
      data.replaceSubrange(to..<to + 4096, with: sound[from..<from + 4096])
    default:
      // The head of the file, and of its first page.
      for _ in 0...chance.below(6) { data[chance.below(200)] = UInt8(chance.below(256)) }
    }
    return data
  }

  /// SplitMix64.
  private struct Chance {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(count))
    }
  }
}

@Suite struct `Spans of the archive` {
  @Test func `give the stored words to SQLite and to Python alike`() throws {
    let run = try Tool.shell(
      #"""
      python3 - <<'E'
      import sqlite3
      c = sqlite3.connect("press.dossier")
      spans = {
          "statements": [("start", "end", "content"), ("speaker_start", "speaker_end", "speaker"),
                         ("cue_start", "cue_end", "cue")],
          "relations": [("trigger_start", "trigger_end", "trigger"),
                        ("sentence_start", "sentence_end", "sentence")],
      }
      count = 0
      for table, columns in spans.items():
          view = table[:-1] + "_details"
          for start, end, text in columns:
              rows = c.execute(f'''SELECT a.body, d."{start}", d."{end}", d."{text}",
                  substr(a.body, d."{start}" + 1, d."{end}" - d."{start}")
                  FROM {view} d JOIN articles a ON a.id = d.article_id
                  WHERE d."{start}" IS NOT NULL''')
              for body, a, b, stored, cut in rows:
                  assert body[a:b] == stored == cut, (table, text, stored, body[a:b], cut)
                  count += 1
      print(count)
      E
      """#, in: Library.scratch)
    #expect(run.status == 0, "\(run.talk)")
    #expect((Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > 900)
  }
}
