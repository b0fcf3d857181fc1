import Foundation
import Testing

/// What the help and the documents tell people to type is typed here.
@Suite struct `Every example` {
  /// What the examples of the help name: archives, dumps, files with words and SQL.
  private static let stage: Scratch = {
    do {
      let stage = try Scratch()
      let files = FileManager.default
      try files.createSymbolicLink(atPath: stage["articles"], withDestinationPath: examples)
      try files.createSymbolicLink(atPath: stage["dumps"], withDestinationPath: examples)
      for (name, source) in [
        ("article.txt", "la-vive-d-oran.txt"), ("notes/one.txt", "la-vive-d-oran.txt"),
        ("notes/two.txt", "lozere.txt"), ("crawl.jsonl.gz", "crawl-danube.jsonl.gz"),
        ("dump.jsonl.gz", "crawl-danube.jsonl.gz"),
      ] {
        let path = examples + "/" + source
        let data =
          try files.fileExists(atPath: path)
          ? Data(contentsOf: URL(fileURLWithPath: path))
          : Data("Oksana Hrytsenko a déclaré que les débris seraient rendus.\n".utf8)
        try stage.write(name, data)
      }
      try stage.write(
        "europresse.html",
        "<html lang=\"fr\"><head><title>Oslo</title></head><body><article><h1>Oslo</h1>"
          + "<p>Annika Lindqvist a déclaré vendredi que le gazoduc serait fermé avant l'hiver, et "
          + "que rien ne le rouvrirait.</p><p>Lima s'y oppose.</p></article></body></html>")
      try stage.write(
        "table.csv",
        "Überschrift,text,date\nOslo,\"Annika Lindqvist a dit que tout irait bien.\",2023-01-02\n")
      try stage.write("table.jsonl", "{\"text\":\"Oslo attend.\"}\n{\n")
      try stage.write("words.txt", "gazoduc\ndrones\n")
      try stage.write("query.sql", "SELECT name FROM outlets")
      try stage.write("decisions.jsonl", "")
      try stage.write("old.dossier.bak", "")
      for folder in ["copies", "backups"] {
        try files.createDirectory(atPath: stage[folder], withIntermediateDirectories: true)
      }
      for name in ["press", "drones", "old", "mine", "gilets", "other", "2023", "a", "b"] {
        try files.copyItem(
          atPath: Library.scratch["press.dossier"], toPath: stage[name + ".dossier"])
      }
      for line in [
        "$dossier export --package package --no-text",
        "mkdir accounts && $dossier extract article.txt > accounts/a.jsonl",
        "$dossier extract --format jsonl table.jsonl > accounts.jsonl || true",
        "$dossier tag checked statement:1",
        "$dossier note 'Checked with the printed edition.' statement:1",
        "$dossier hide statement:1", "$dossier sources merge org:USA/State USA",
        "$dossier decisions export > decisions.jsonl",
        "$dossier tag checked statement:2 --archive a.dossier",
      ] {
        let run = try Tool.shell(line, in: stage)
        precondition(run.status == 0, "\(line): \(run.talk)")
      }
      return stage
    } catch { fatalError("\(error)") }
  }()

  private func run(_ line: String, in stage: Scratch) throws {
    let shell = line.replacing(#/(^|\| *|&& *)dossier /#) { "\($0.1)$dossier " }
    // What «head» leaves unread fails whoever writes it.
    let isCut = line.contains("| head")
    let run = try Tool.shell((isCut ? "" : "set -o pipefail; ") + shell, in: stage)
    #expect(run.status == 0, "\(line)\n\(run.talk)")
    #expect(!run.talk.contains("Error:"), "\(line)\n\(run.talk)")
    for complaint in run.talk.split(separator: "\n") where complaint.hasPrefix("dossier: ") {
      #expect(
        complaint.contains("left out") || complaint.contains("leaves out"), "\(line)\n\(complaint)")
    }
  }

  @Test func `of the help of every command works on the bundled articles`() throws {
    let stage = Self.stage
    var count = 0
    for example in try Self.examplesOfHelp() {
      #expect(example.count <= 78, "\(example)")
      // One waits for a browser, the other for a server.
      if ["dossier serve", "dossier publish", "psql"].contains(where: example.hasPrefix) {
        continue
      }
      // Each one finds what is there before any of them.
      let own = try Scratch()
      let copied = try Tool.shell("cp -R '\(stage.path)/.' .", in: own)
      try #require(copied.status == 0)
      try run(example, in: own)
      count += 1
    }
    #expect(count > 80)
  }

  /// The lines below EXAMPLES, without what is said of them further right.
  private static func examplesOfHelp() throws -> [String] {
    var examples: [String] = []
    for command in try commands() {
      let help = try Tool.run(["help"] + command, environment: ["COLUMNS": "400"]).output
      let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
      guard let start = lines.firstIndex(of: "EXAMPLES:") else { continue }
      for line in lines[(start + 1)...] {
        guard line.hasPrefix("  ") else { break }
        let text = line.dropFirst(2)
        let end = text.range(of: "  ")?.lowerBound ?? text.endIndex
        examples.append(String(text[..<end]))
      }
    }
    return examples
  }

  private static func commands() throws -> [[String]] {
    struct Help: Decodable {
      struct Command: Decodable {
        var commandName: String
        var subcommands: [Command]?
      }
      var command: Command
    }
    let text = try Tool.run("--experimental-dump-help").output
    let commands = try JSONDecoder().decode(Help.self, from: Data(text.utf8)).command.subcommands
    return (commands ?? []).filter { $0.commandName != "help" }.flatMap { command in
      [[command.commandName]]
        + (command.subcommands ?? []).filter { $0.commandName != "help" }.map {
          [command.commandName, $0.commandName]
        }
    }
  }

  @Test(arguments: ["README.md", "docs/EXAMPLES.md"])
  func `of the documents works on the bundled articles`(file: String) throws {
    let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
    let stage = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: stage["Examples"], withDestinationPath: examples)
    var count = 0
    for block in text.matches(of: /(?s)```\n(.*?)```/) {
      for line in block.1.split(separator: "\n") {
        let typed = line.hasPrefix("$ ") ? line.dropFirst(2) : line
        let isTyped = line.hasPrefix("$ ") || line.hasPrefix("dossier ")
        // Those need a browser, a server, or what other machines have written.
        let needs = ["dossier serve", "dossier publish", "dossier import --accounts"]
        guard isTyped, !needs.contains(where: typed.hasPrefix) else { continue }
        try run(String(typed), in: stage)
        count += 1
      }
    }
    #expect(count > 3)
  }
}
