import Foundation
import Testing

/// One line of `dossier extract`.
struct Extracted: Decodable {
  struct Place: Decodable {
    var start: Int
    var end: Int
    var text: String?
    var lemma: String?
    var source: String?
  }
  struct Source: Decodable {
    var key: String
    var kind: String
    var name: String
    var country: String?
  }
  struct Said: Decodable {
    var kind: String
    var start: Int
    var end: Int
    var content: String
    var speaker: Place?
    var source: String?
    var cue: Place?
    var negated: Bool
    var said_on: String?
    var rule: String
    var confidence: Double
  }
  struct Related: Decodable {
    var subject: Place
    var `class`: String
    var object: Place
    var trigger: Place
    var polarity: Int
    var modality: String
    var former: Bool
    var asserted_by: String?
    var statement: Int?
    var rule: String
    var confidence: Double
  }
  var schema: Int
  var path: String
  var record: Int
  var id: String?
  var title: String?
  var published: String?
  var language: String?
  var length: Int
  var sources: [Source]
  var statements: [Said]
  var relations: [Related]

  static func lines(_ text: String) throws -> [Extracted] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(Extracted.self, from: Data($0.utf8))
    }
  }
}

/// The text between two scalar offsets.
func passage(_ text: String, _ start: Int, _ end: Int) -> String {
  let scalars = text.unicodeScalars
  let from = scalars.index(scalars.startIndex, offsetBy: start)
  return String(scalars[from..<scalars.index(from, offsetBy: end - start)])
}

@Suite struct `dossier extract` {
  @Test func `gives one object an article, in the order of the dump, whatever the threads`() throws
  {
    let one = try Tool.run("extract", "--jobs", "1", examples)
    let four = try Tool.run("extract", "--jobs", "4", examples)
    #expect(one.status == 0)
    #expect(one.output == four.output)
    let articles = try Extracted.lines(one.output)
    #expect(articles.count >= 40)
    #expect(articles.allSatisfy { $0.schema == 2 && $0.length > 0 })
    #expect(Set(articles.compactMap(\.language)).isSuperset(of: ["fr", "en", "es"]))
  }

  @Test func `every offset counts scalars of the bare file and gives the text beside it`() throws {
    let text = """
      date 2023-05-02

      « L’été 🌞 sera chaud », a déclaré Élodie Vasseur, la ministre de l’Écologie.

      Le maire de Valbourg, Marc Tessier, a affirmé que « l’eau » manquerait. Selon lui, \
      la Russie accuse l’Ukraine d’avoir attaqué un dépôt.

      """
    let scratch = try Scratch()
    try scratch.write("a.txt", text)
    let run = try Tool.run("extract", "--bare", scratch["a.txt"])
    let article = try #require(try Extracted.lines(run.output).first)
    #expect(run.status == 0)
    #expect(article.length == text.unicodeScalars.count, "a bare file is untouched")
    for said in article.statements {
      #expect(passage(text, said.start, said.end) == said.content)
      for place in [said.speaker, said.cue].compactMap({ $0 }) {
        #expect(passage(text, place.start, place.end) == place.text)
      }
      if let source = said.source { #expect(article.sources.contains { $0.key == source }) }
    }
    for related in article.relations {
      for key in [related.subject.source, related.object.source, related.asserted_by] {
        if let key { #expect(article.sources.contains { $0.key == key }) }
      }
    }
  }

  @Test(arguments: [
    (["extract", "/no/such/file"], Int32(2), "/no/such/file"),
    (["extract"], 2, "paths"),
    (["extract", "--input-format", "xyz", "."], 2, "there is no format «xyz»"),
    (["extract", "--map", "autor=x", "."], 2, "did you mean «authors»?"),
    (["extract", "--map", "title", "."], 2, "field=column"),
    (["extract", "--jobs", "0", "."], 2, "--jobs takes 1 to 256"),
    (["extract", "--max-size", "many", "."], 2, "max-size"),
    (["extrct", "."], 2, "extrct"),
    (["extract", "--key", "id", "."], 2, "--key needs --format jsonl"),
    (["extract", "--bare", "--format", "jsonl", "."], 2, "exclude each other"),
    (["extract", "--format", "jsonl", "--input-format", "csv", "."], 2, "no csv"),
  ])
  func `wrong use and unreadable input end with 2 and say why`(
    arguments: [String], status: Int32, message: String
  ) throws {
    let run = try Tool.run(arguments, in: try Scratch())
    #expect(run.status == status)
    #expect(run.output == "")
    #expect(run.talk.contains(message), "\(run.talk)")
  }

  @Test func `what is good is read, what is bad is named, and the status says so`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      """
      {"title":"Un","text":"Le premier article dit que tout va bien."}
      {"title":"Deux","text":"Le deuxième
      {"title":"Trois","text":"Le troisième article est là."}

      """)
    try scratch.write("b.txt", Data([0x50, 0x4B, 0x03, 0x04, 0, 0, 1, 2]))
    let run = try Tool.run("extract", ".", in: scratch)
    #expect(run.status == 3)
    #expect(try Extracted.lines(run.output).map(\.title) == ["Un", "Trois"])
    #expect(run.talk.contains("a.jsonl, record 2 (line 2"))
    #expect(run.talk.contains("b.txt"))
  }

  @Test func `nothing to read is told apart from failure`() throws {
    let run = try Tool.run("extract", ".", in: try Scratch())
    #expect(run.status == 1)
  }

  @Test func `reads standard input`() throws {
    let run = try Tool.run("extract", "-", input: "{\"text\":\"Un article venu par un tuyau.\"}\n")
    #expect(run.status == 0)
    #expect(try Extracted.lines(run.output).count == 1)
  }

  @Test func `a filter answers every line with one, in order, and carries the key`() throws {
    let scratch = try Scratch()
    var lines = [
      #"{"id": "a", "text": "Le ministre Olav Lindqvist a dit que la digue tiendra."}"#, "",
      #"{"id": 7, "text": "cut off"#, "[1]", #"{"id": {"n": 1}, "title": "no text"}"#,
      #"{"articles": [{"title": "A", "text": "One."}, {"title": "B", "text": "Two."}]}"#,
      #"{"text": "Lima waits.", "date": "04/05/2013", "id": null}"#,
    ]
    lines += (0..<2_000).map { #"{"id": \#($0), "text": "Oslo attend le numéro \#($0)."}"# }
    try scratch.write("a.jsonl", lines.joined(separator: "\n"))
    for jobs in ["1", "3"] {
      let run = try Tool.run(
        "extract", "--format", "jsonl", "--key", "id", "--jobs", jobs, "a.jsonl", in: scratch)
      #expect(run.status == 3)
      let answers = try run.output.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(answers.count == lines.count)
      #expect(answers.enumerated().allSatisfy { $1["record"] as? Int == $0 + 1 })
      let bad = answers.prefix(7).map { $0["error"] as? String ?? "" }
      let expected = ["", "empty", "never ends", "braces", "no text", "2 records", ""]
      for (found, expected) in zip(bad, expected) {
        #expect(expected.isEmpty ? found.isEmpty : found.contains(expected), "\(found)")
      }
      #expect(answers[0]["key"] as? String == "a")
      #expect(answers[2]["key"] as? Int == 7, "the key stands before what is broken")
      #expect((answers[4]["key"] as? [String: Int]) == ["n": 1])
      #expect(answers[6]["published"] as? String == "2013-05-04", "no other line decides")
      #expect(answers.dropFirst(7).enumerated().allSatisfy { $1["key"] as? Int == $0 })
    }
  }

  @Test func `a filter answers a line before the next one comes`() throws {
    let run = try Tool.shell(
      """
      coproc "$dossier" extract --format jsonl --key n -
      for n in 1 2 3; do
        echo "{\\"n\\": $n, \\"text\\": \\"Oslo attend.\\"}" >&"${COPROC[1]}"
        read -r -t 60 line <&"${COPROC[0]}" || exit 9
        echo "$line" | grep -o '"key":[0-9]*'
      done
      """, in: try Scratch())
    #expect(run.status == 0)
    #expect(run.output == "\"key\":1\n\"key\":2\n\"key\":3\n")
  }

  @Test func `the schema of a line is the one in the documentation`() throws {
    let schema = try Tool.run("codebook", "--format", "json-schema").output
    let committed = try String(contentsOfFile: root + "/docs/extract.schema.json", encoding: .utf8)
    #expect(
      schema == committed,
      "run: dossier codebook --format json-schema > docs/extract.schema.json")
  }

  @Test func `a reader that goes away ends it quietly`() throws {
    let scratch = try Scratch()
    let line = "{\"text\":\"Un article qui revient souvent, dit-on ici.\"}\n"
    try scratch.write("a.jsonl", String(repeating: line, count: 30_000))
    let run = try Tool.shell(
      "\"$dossier\" extract a.jsonl | head -1 | wc -l; echo ${PIPESTATUS[0]}", in: scratch)
    #expect(run.output.split(whereSeparator: \.isWhitespace) == ["1", "0"])
    #expect(run.talk == "")
  }
}

@Suite struct `The program as such` {
  @Test(arguments: [["--version"], ["--help"], ["extract", "--help"], ["help", "extract"]])
  func `help and version go to standard output and are no failure`(arguments: [String]) throws {
    let run = try Tool.run(arguments)
    #expect(run.status == 0)
    #expect(run.output.count > 4)
    #expect(run.talk == "")
  }

  @Test(arguments: ["table", "csv", "tsv", "json", "jsonl"])
  func `a listing comes in every form`(form: String) throws {
    let run = try Tool.run("formats", "--format", form)
    #expect(run.status == 0)
    #expect(run.output.contains("iramuteq"))
    if form == "json" {
      let rows = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
      #expect((rows?.count ?? 0) > 5)
    }
  }
}
