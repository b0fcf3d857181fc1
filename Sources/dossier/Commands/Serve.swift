import ArgumentParser
import Desk
import Storage
import Tables

/// Opens an archive in the browser.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the archive in a browser: search, read, count, export.",
    discussion: """
      Prints an address and answers there until Ctrl-C. Only this machine can reach it, and it can \
      only read. Every page says which command gives the same, and has all its rows as CSV and JSON. \
      It may stay open while an import writes.

      EXAMPLES:
        dossier serve
        dossier serve --open                    in the browser at once
        dossier serve --archive 2023.dossier --port 9000 --lang fr
      """)

  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number"))
  var port = 8417

  @Option(
    help: ArgumentHelp(
      "The language of the pages, fr or en; by default that of the system.", valueName: "language"))
  var lang: String?

  @Flag(help: "Open the address in the browser.")
  var open = false

  @Option(help: ArgumentHelp("How long a page may take.", valueName: "seconds"))
  var timeout = 30

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if !(0...65_535).contains(port) {
      throw ValidationError("--port takes a number from 0 to 65535.")
    }
    if !(1...3_600).contains(timeout) {
      throw ValidationError("--timeout takes a number of seconds from 1 to 3600.")
    }
    if let lang, !Wording.languages.contains(lang) {
      throw ValidationError(
        "--lang takes \(Wording.languages.joined(separator: " or ")), not «\(lang)».")
    }
  }

  func run() throws {
    // What cannot be read at all is said here, not only in the browser.
    _ = try Archive(reading: archive.path)
    let name = archive.path.split(separator: "/").last.map(String.init) ?? archive.path
    let desk = Desk(
      archive: name, archiveOption: archive.archive, language: lang ?? Wording.system,
      names: SourceNames.known)
    let stop = StopSignals()
    let server = try DeskServer(
      desk: desk, readers: Readers(path: archive.path, seconds: timeout), port: port)
    let output = Output()
    output.text("http://127.0.0.1:\(server.port)/\n")
    try output.flush()
    printError("\(archive.path) is open for reading there; press Ctrl-C to stop")
    if open { Browser.open("http://127.0.0.1:\(server.port)/") }
    stop.wait()
    server.close()
  }
}
