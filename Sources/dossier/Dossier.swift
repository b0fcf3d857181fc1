import ArgumentParser
import CBuild
import Migrations
import SQLite

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
        dossier search 'accord nucléaire'   finds articles
        dossier statements --by Macron      finds what somebody said
        dossier export statements --to statements.csv

      The archive is --archive FILE, else $DOSSIER_ARCHIVE, else ./press.dossier. Data goes to \
      standard output, talk to standard error.

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
      Show.self, Kwic.self, Counts.self, SQL.self, Export.self, Stats.self, Verify.self,
      FamiliesCommand.self,
      Reextract.self, Formats.self,
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
    for file in GatheredText.files { print(file.text) }
  }

  static func main() {
    Interruption.ignoreBrokenPipes()
    do {
      var command = try command(for: Array(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch {
      Ending(of: error).exit()
    }
  }

  /// The command that was meant.
  ///
  /// «sources» takes a name and has commands of its own; left to itself the parser takes «merge» for
  /// the name of a source.
  private static func command(for arguments: [String]) throws -> any ParsableCommand {
    if arguments.count > 1, arguments[0] == "sources",
      let inner = Sources.configuration.subcommands.first(where: {
        $0.configuration.commandName == arguments[1]
      })
    {
      return try inner.parseAsRoot(Array(arguments.dropFirst(2)))
    }
    return try parseAsRoot(arguments)
  }
}
