import ArgumentParser
import CBuild
import Dumps
import Ingestion
import Migrations
import SQLite
import Storage
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
        dossier search 'accord gazier'      finds articles
        dossier statements --by Lindqvist   finds what somebody said
        dossier export statements --to statements.csv

      The archive is --archive FILE, else $DOSSIER_ARCHIVE, else ./press.dossier. Data goes to \
      standard output, diagnostics to standard error.

      EXIT CODES:
        0  done, or found
        1  nothing found, or what is named is not in the archive
        2  wrong use, or input that cannot be read
        3  done, with rejects or a receipt that does not add up
        4  the archive is locked, in use, damaged, altered, full, or of another version;
           or verify found problems
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
      rules \(Reader.rulesVersion), schema \(Migration.all.count), SQLite \(Connection.libraryVersion)
      """
  }

  func run() throws {
    guard licences else { throw CleanExit.helpRequest(self) }
    let output = Output()
    // The notices first, then the licences that they name.
    let isNotice = { (file: (path: String, text: StaticString)) in file.path.hasSuffix("NOTICE.txt")
    }
    for file in GatheredText.files where isNotice(file) { output.text("\(file.text)\n") }
    for file in GatheredText.files where file.path.hasPrefix("Notices/") && !isNotice(file) {
      output.text("\n---- \(file.path.dropFirst("Notices/".count))\n\n\(file.text)\n")
    }
    try output.flush()
  }

  static func main() {
    Interruption.ignoreBrokenPipes()
    Interruption.reportTruncatedFiles()
    MemoryLimit.reportOutOfMemory()
    WaitNotice.handle { printError("dossier: \($0)") }
    StandardInput.occupyDescriptors()
    Terminal.makeRoomForHelp()
    Interruption.watch()
    let given = FileName.arguments()
    let arguments = separated(given.all)
    do {
      var command = try command(for: arguments)
      try check(given.damaged, of: command)
      try command.run()
    } catch {
      ExitReport(of: error, in: innerCommand(of: arguments)).exit()
    }
  }

  /// Refuses arguments that are not UTF-8: what they stand for could only be guessed, but for names of
  /// dumps, which are bytes.
  private static func check(_ damaged: [String], of command: any ParsableCommand) throws {
    let names = (command as? any ReadsDumps)?.dump.paths ?? []
    guard let wrong = damaged.first(where: { !names.contains($0) }) else { return }
    throw Failure(
      .misuse,
      "«\(wrong)» is not in UTF-8, which only names of dumps may be; rename the file or its folder")
  }

  /// The arguments with a value that is joined to its short option apart: `-j4`, `-qj4`, `-apress`; and
  /// with a number below zero joined to its option, so that it is not taken for one: `--limit=-1`.
  private static func separated(_ arguments: [String]) -> [String] {
    guard let command = arguments.first else { return arguments }
    var isEnd = false
    var joined: [String] = []
    for argument in arguments {
      if let option = joined.last, takesNumbers.contains(option), argument.hasPrefix("-"),
        argument.dropFirst().first?.isNumber == true
      {
        joined[joined.count - 1] = option + "=" + argument
      } else {
        joined.append(argument)
      }
    }
    return joined.flatMap { argument -> [String] in
      if argument == "--" { isEnd = true }
      guard !isEnd, argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.utf8.count > 2
      else { return [argument] }
      let digits = argument.reversed().prefix { $0.isASCII && $0.isNumber }.count
      let flags = argument.dropLast(digits)
      if digits > 0, flags == "-j" || flags == "-qj" {
        return (flags == "-j" ? [] : ["-q"]) + ["-j", String(argument.suffix(digits))]
      }
      // «-accord» excludes a word of a search, unless it is the name of an archive.
      let rest = String(argument.dropFirst(2))
      if argument.hasPrefix("-a"),
        !takesWords.contains(command) || rest.hasSuffix(".dossier")
          || FileSystem.isDatabase(rest)
      {
        return ["-a", rest]
      }
      return [argument]
    }
  }

  private static let takesNumbers: Set = [
    "--limit", "--offset", "--min-confidence", "--width", "--batch", "--jobs", "--port", "--sample",
    "--max-seconds", "--max-size", "--max-unpacked", "--max-entries", "--max-ratio", "--max-depth",
  ]

  /// Commands that take numbers of articles or imports, and nothing else, as arguments.
  private static let takesIDs = ["show": "article", "forget": "article", "imports": "import"]

  /// Refuses numbers below zero where ids are meant, which the parser would take for options.
  private static func checkNumbers(in arguments: [String]) throws {
    guard let command = arguments.first, let what = takesIDs[command] else { return }
    let wrong = arguments.prefix { $0 != "--" }.first {
      $0.hasPrefix("-") && $0.utf8.count > 1 && $0.dropFirst().allSatisfy(\.isNumber)
    }
    guard let wrong else { return }
    let list = what == "import" ? "dossier imports" : "dossier search"
    throw Failure(.misuse, "«\(wrong)» is no number of an \(what); see '\(list)'")
  }

  private static let takesWords: Set = ["search", "statements", "relations", "kwic", "counts"]

  /// The command that was meant.
  ///
  /// «sources» takes a name and has commands of its own; left to itself the parser takes «merge» for
  /// the name of a source.
  private static func command(for arguments: [String]) throws -> any ParsableCommand {
    if let inner = innerCommand(of: arguments) {
      let command = try inner.parseAsRoot(Array(arguments.dropFirst(2)))
      try GivenTwice.check(arguments, of: type(of: command))
      return command
    }
    try checkName(of: arguments)
    try checkNumbers(in: arguments)
    let protected = protectingWords(in: arguments)
    let command = try parseAsRoot(protected)
    try GivenTwice.check(protected, of: type(of: command))
    return command
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
    if name == "help" { return try checkName(of: Array(arguments.dropFirst())) }
    let names = names(of: configuration)
    if names.contains(name) { return try checkInnerName(of: arguments) }
    let usual = [
      "add": "import", "load": "import", "find": "search", "grep": "search", "query": "sql",
      "quotes": "statements", "list": "search", "ls": "stats", "dump": "export", "view": "show",
      "dedupe": "families", "check": "verify",
    ]
    let hint =
      usual[name].map { "; did you mean «\($0)»?" } ?? suggestion(for: name, among: names)
    throw Failure(
      .misuse,
      "unknown command «\(name)»\(hint) Commands: \(names.joined(separator: ", ")).")
  }

  private static func names(of configuration: CommandConfiguration) -> [String] {
    configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() }
  }

  /// Refuses a command of «imports» and «decisions» that there is not.
  private static func checkInnerName(of arguments: [String]) throws {
    guard arguments.count > 1, !arguments[1].hasPrefix("-"),
      let outer = configuration.subcommands.first(where: {
        $0.configuration.commandName ?? "\($0)".lowercased() == arguments[0]
      })
    else { return }
    let names = names(of: outer.configuration)
    if names.isEmpty || names.contains(arguments[1]) || outer == Sources.self { return }
    throw Failure(
      .misuse,
      "«\(arguments[0])» has no command «\(arguments[1])»\(suggestion(for: arguments[1], among: names))"
        + " Commands are \(names.joined(separator: ", ")).")
  }

  /// Words that begin with a hyphen, where they are meant: `-mot` of a search excludes the word, and a
  /// query in SQL may begin with a comment.
  private static func protectingWords(in arguments: [String]) -> [String] {
    guard let command = arguments.first else { return arguments }
    let takesWords = takesWords.contains(command)
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
