import Foundation
import Testing

@Suite struct `The receipt of an import` {
  /// The receipt as JSON prints it, as far as the tests look at it.
  struct Printed: Decodable {
    struct Tally: Decodable {
      struct Example: Decodable {
        var path: String
        var record: Int
        var message: String
      }
      var kind: String?
      var reason: String?
      var count: Int
      var example: Example
      var advice: String?
    }
    var found: Int
    var stored: Int
    var duplicates: Int
    var rejected: Int
    var not_read: [String: Int]
    var rejects: [Tally]
    var warnings: [Tally]
    var unread_count: Int
  }

  static let dump = """
    {"title":"Le pont","text":"La maire d’Oslo, Astrid Lindqvist, a dit non au pont mardi soir.","date":"2021-06-31"}
    {"title":"Le port","text":"Le port de Lima rouvrira lundi, a dit le ministre… [+900 chars]","date":"2021-05-04"}
    {"title":"El puente","text":"La alcaldesa de Lima ha dicho que el puente no se hará este año, según la radio.","date":"2021-05-04"}
    {"title":"Vide","text":"","date":"2021-05-04"}

    """

  @Test func `is printed as JSON, with every kind of warning, its place and what to do`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", Self.dump)
    let run = try Tool.run(
      "import", "--format", "json", scratch["a.jsonl"], "--archive", "a.dossier", in: scratch)
    #expect(run.status == 3, "one record has no text")
    let receipt = try JSONDecoder().decode(Printed.self, from: Data(run.output.utf8))
    #expect(receipt.found == receipt.stored + receipt.duplicates + receipt.rejected)
    #expect((receipt.stored, receipt.rejected, receipt.unread_count) == (3, 1, 0))
    #expect(receipt.not_read == ["es": 1])
    #expect(receipt.warnings.map(\.kind) == ["dates", "cut texts"])
    #expect(receipt.warnings.map(\.count) == [1, 1])
    #expect(receipt.warnings.map(\.example.record) == [1, 2])
    #expect(receipt.warnings.allSatisfy { $0.advice?.isEmpty == false })
    #expect(receipt.rejects.map(\.count) == [1])
  }

  @Test func `tells of articles that took too long to read, whose texts are kept`() throws {
    let scratch = try Scratch()
    let long = String(repeating: "Oslo a accusé Lima le 3 mai, selon Lindqvist. ", count: 40_000)
    try scratch.write(
      "a.jsonl",
      """
      {"title":"Long","text":"\(long)"}
      {"title":"Court","text":"La maire d’Oslo, Astrid Lindqvist, a dit que le pont sera fermé."}

      """)
    let run = try Tool.run(
      "import", "--max-seconds", "2", "--format", "json", scratch["a.jsonl"], "--archive",
      "a.dossier", in: scratch)
    #expect(run.status == 0, "\(run.talk)")
    let receipt = try JSONDecoder().decode(Printed.self, from: Data(run.output.utf8))
    #expect((receipt.found, receipt.stored, receipt.rejected) == (2, 2, 0))
    #expect(receipt.warnings.map(\.kind) == ["not read in time"])
    #expect(receipt.warnings.map(\.count) == [1])
    #expect(receipt.warnings.map(\.example.record) == [1])
    #expect(receipt.warnings[0].advice?.contains("reextract --max-seconds") == true)
    #expect(try Tool.run("verify", "--archive", "a.dossier", in: scratch).status == 0)
    let rows = try Tool.run(
      "sql", "--format", "csv", "--archive", "a.dossier",
      """
      SELECT title, metadata ->> 'extraction' AS extraction,
        (SELECT count(*) FROM statements s WHERE s.article_id = a.id) AS statements
      FROM articles a ORDER BY 1 DESC
      """, in: scratch)
    #expect(
      rows.output.split(whereSeparator: \.isNewline).dropFirst().map { String($0) } == [
        "Long,stopped after 2 s,0", "Court,,1",
      ], "\(rows.output)\(rows.talk)")
    for wrong in ["0", "-1", "nan", "soon"] {
      #expect(try Tool.run("extract", "--max-seconds", wrong, "-", in: scratch).status == 2)
    }
  }

  @Test func `says warnings by kind, and languages that are not read`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", Self.dump)
    let run = try Tool.run("import", scratch["a.jsonl"], "--archive", "a.dossier", in: scratch)
    #expect(run.output == "")
    #expect(run.talk.contains("1 date not understood: «2021-06-31»"))
    #expect(run.talk.contains("1 × cut texts, e.g. "))
    #expect(run.talk.contains("1 by language (1 es)"))
  }

  @Test func `lets no name steer the terminal`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl", "{\"text\":\"Un.\",\"date\":\"hier\\u001b[31m\\u202eou demain\"}\n")
    let run = try Tool.run("import", scratch["a.jsonl"], "--archive", "a.dossier", in: scratch)
    #expect(run.talk.contains("hier·[31m"))
    #expect(!run.talk.contains("\u{1B}") && !run.talk.contains("\u{202E}"))
  }
}
