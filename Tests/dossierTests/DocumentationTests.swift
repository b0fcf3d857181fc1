import Foundation
import Testing

@Suite struct `The documentation` {
  private struct Help: Decodable {
    struct Command: Decodable {
      var commandName: String
      var subcommands: [Command]?
      var abstract: String?
      var discussion: String?
      var arguments: [Argument]?
    }
    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }
      var names: [Name]?
      var abstract: String?
      var shouldDisplay: Bool
    }
    var command: Command
  }

  private static func commands() throws -> [Help.Command] {
    let text = try Tool.run("--experimental-dump-help").output
    return try JSONDecoder().decode(Help.self, from: Data(text.utf8)).command.subcommands ?? []
  }

  @Test func `holds the help of every command word by word, and no command that does not exist`()
    throws
  {
    let reference = try String(contentsOfFile: root + "/docs/COMMANDS.md", encoding: .utf8)
    let names = try Self.commands().map(\.commandName).filter { $0 != "help" }
    #expect(names.count > 8)
    for name in names {
      let help = try Tool.run(["help", name], environment: ["COLUMNS": "80"]).output
      #expect(reference.contains(help), "«make docs» brings docs/COMMANDS.md up to date: \(name)")
    }
    let documented = reference.matches(of: /(?m)^## dossier ([a-z-]+)$/).map { String($0.1) }
    #expect(documented.sorted() == names.sorted())
  }

  @Test func `has the codebook as it is printed`() throws {
    let printed = try Tool.run("codebook").output
    let kept = try String(contentsOfFile: root + "/docs/CODEBOOK.md", encoding: .utf8)
    #expect(kept == printed, "dossier codebook > docs/CODEBOOK.md")
  }

  @Test func `explains every command, argument and option, with examples`() throws {
    let commands = try Self.commands().flatMap { [$0] + ($0.subcommands ?? []) }
    for command in commands where command.commandName != "help" {
      #expect(command.abstract?.isEmpty == false)
      #expect(command.discussion?.contains("EXAMPLES:") == true, "\(command.commandName)")
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        #expect(
          argument.abstract?.isEmpty == false,
          "\(command.commandName): \(argument.names?.first?.name ?? "argument") has no help")
      }
    }
  }

  @Test func `asks questions that the examples answer`() throws {
    let text = try String(contentsOfFile: root + "/docs/QUESTIONS.md", encoding: .utf8)
    let questions = text.matches(of: /(?s)```sql\n(.*?)```/).map { String($0.1) }
    #expect(questions.count > 5)
    for question in questions {
      let run = try Tool.run("sql", question, "--format", "jsonl", in: Library.scratch)
      #expect(run.status == 0, "\(run.talk)\n\(question)")
      #expect(run.output.contains("{"))
    }
  }

  @Test func `names only commands and options that exist, in the README too`() throws {
    var known: [String: Set<String>] = [:]
    for command in try Self.commands() {
      for described in [command] + (command.subcommands ?? []) {
        for name in (described.arguments ?? []).flatMap({ $0.names ?? [] }) {
          known[command.commandName, default: []].insert(
            (name.kind == "long" ? "--" : "-") + name.name)
        }
      }
    }
    for file in ["README.md", "docs/COMMANDS.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
      let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
      for line in text.split(separator: "\n") {
        guard let call = line.firstMatch(of: /(?:^|[$|`(;] *|xargs )dossier ([a-z][a-z-]*)(.*)/)
        else { continue }
        let name = String(call.1)
        if name == "help" { continue }
        let options = try #require(known[name], "\(file) names «dossier \(name)»")
        for option in call.2.matches(of: /(?:^| )(--[a-z][a-z-]*)/) {
          let text = String(option.1)
          #expect(
            options.contains(text) || ["--help", "--version"].contains(text),
            "\(file): dossier \(name) \(text)")
        }
      }
    }
  }

  @Test func `lists every exit code and every format`() throws {
    let readme = try String(contentsOfFile: root + "/README.md", encoding: .utf8)
    for code in 0...4 { #expect(readme.contains("| \(code) |")) }
    let formats = try Tool.run("formats").output.split(separator: "\n").dropFirst()
    for line in formats {
      let cells = line.split(separator: "\t")
      #expect(
        readme.replacing("`", with: "").contains("| \(cells[0]) | \(cells[1]) |"),
        "README lists \(cells[0]) otherwise than dossier formats")
    }
  }
}
