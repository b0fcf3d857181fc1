import ArgumentParser
import CBuild
import Migrations
import SQLite
import Tables

/// The tool: who said what, about whom, when, and where that is written.
@main
struct Dossier: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "dossier",
    abstract: "Turn a dump of press articles into one SQLite file: who said what, about whom.",
    discussion: """
      Start with:
        dossier import articles/            reads files, folders, gzip, zip, tar …
        dossier serve                       opens the archive in a browser
        dossier search 'accord nucléaire'   finds articles
        dossier statements --by Macron      finds what somebody said
        dossier export statements --to statements.csv

      The archive is --archive FILE, else $DOSSIER_ARCHIVE, else ./press.dossier. Data goes to \
      standard output, diagnostics to standard error.

      EXIT CODES:
        0  done, or found
        1  nothing found
        2  wrong use, or input that cannot be read
        3  done, with rejects or a receipt that does not add up
        4  the archive is locked, damaged, or newer than this dossier
      """,
    version: Dossier.versions,
    subcommands: [
      Import.self, Extract.self, Search.self, Statements.self, Relations.self, Sources.self,
      Show.self, Serve.self, Kwic.self, Counts.self, SQL.self, Export.self,
      PublishCommand.self, Stats.self, Verify.self,
      FamiliesCommand.self,
      CodebookCommand.self, RestoreText.self, Reextract.self, TagCommand.self, NoteCommand.self,
      HideCommand.self, DecisionsCommand.self,
      Imports.self, Forget.self, Backup.self, Formats.self,
    ])

  @Flag(help: "Print the licences of Dossier and of the data and libraries it contains.")
  var licences = false

  /// What `--version` prints: program and commit, then what decides what an archive contains.
  static var versions: String {
    let commit = String(cString: dossier_build_commit())
    return """
      dossier \(version)\(commit.isEmpty ? "" : " (\(commit))")
      schema \(Migration.all.count), SQLite \(Connection.libraryVersion)
      """
  }

  func run() throws {
    guard licences else { throw CleanExit.helpRequest(self) }
    let output = Output()
    for file in GatheredText.files { output.text("\(file.text)\n") }
    try output.flush()
  }

  static func main() {
    Interruption.ignoreBrokenPipes()
    Interruption.tellCutFiles()
    StandardInput.occupyDescriptors()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try command(for: arguments)
      try command.run()
    } catch {
      Ending(of: error, in: innerCommand(of: arguments)).exit()
    }
  }

  /// The command that was meant.
  ///
  /// «sources» takes a name and has commands of its own; left to itself the parser takes «merge» for
  /// the name of a source.
  private static func command(for arguments: [String]) throws -> any ParsableCommand {
    if let inner = innerCommand(of: arguments) {
      return try inner.parseAsRoot(Array(arguments.dropFirst(2)))
    }
    try checkName(of: arguments)
    return try parseAsRoot(protectingWords(in: arguments))
  }

  /// The command of «sources» that is meant, if one is.
  private static func innerCommand(of arguments: [String]) -> (any ParsableCommand.Type)? {
    guard arguments.count > 1, arguments[0] == "sources" else { return nil }
    return Sources.configuration.subcommands.first {
      $0.configuration.commandName == arguments[1]
    }
  }

  /// Refuses a command that there is not, with the one that comes near.
  private static func checkName(of arguments: [String]) throws {
    guard let name = arguments.first, !name.hasPrefix("-") else { return }
    let names = configuration.subcommands.map {
      $0.configuration.commandName ?? "\($0)".lowercased()
    }
    if names.contains(name) || name == "help" { return }
    let usual = [
      "add": "import", "load": "import", "find": "search", "grep": "search", "query": "sql",
      "quotes": "statements", "list": "search", "ls": "stats", "dump": "export", "view": "show",
      "dedupe": "families", "check": "verify",
    ]
    let hint =
      usual[name].map { "; did you mean «\($0)»?" } ?? suggestion(for: name, among: names)
    throw Failure(
      .misuse,
      "there is no command ‘\(name)’\(hint) Commands are \(names.joined(separator: ", ")).")
  }

  /// Words that begin with a hyphen, where they are meant: `-mot` of a search excludes the word, and a
  /// query in SQL may begin with a comment.
  private static func protectingWords(in arguments: [String]) -> [String] {
    guard let command = arguments.first else { return arguments }
    let takesWords = ["search", "statements", "relations"].contains(command)
    var result = arguments
    for (i, argument) in arguments.enumerated() where argument.hasPrefix("-") {
      if argument == "--" { break }
      let second = argument.dropFirst().first
      if command == "sql", argument.hasPrefix("--"),
        argument.dropFirst(2).first?.isLetter != true || argument.contains("\n")
      {
        result[i] = " " + argument
      } else if takesWords, argument.count > 2, second?.isLetter == true || second == "\"" {
        // A minus sign, which the search takes for a hyphen.
        result[i] = "−" + argument.dropFirst()
      }
    }
    return result
  }
}
