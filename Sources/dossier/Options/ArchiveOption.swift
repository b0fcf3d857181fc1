import ArgumentParser
import Storage

/// Which archive.
struct ArchiveOption: ParsableArguments {
  @Option(
    name: [.short, .customLong("archive")],
    help: "The archive; by default $DOSSIER_ARCHIVE, else ./press.dossier.",
    completion: .file(extensions: ["dossier"]))
  var archive: String?

  /// The file that was meant.
  var path: String { Self.path(archive) }

  /// The file that an option, or none, means.
  static func path(_ archive: String?) -> String {
    var path = archive ?? Terminal.environment("DOSSIER_ARCHIVE") ?? ""
    if path.isEmpty { path = "press.dossier" }
    // To SQLite that name is no file.
    return path == ":memory:" ? "./" + path : path
  }

  func validate() throws {
    if archive?.isEmpty == true { throw ValidationError("--archive takes a file.") }
    if path.unicodeScalars.contains("\u{FFFD}") {
      throw ValidationError(
        "The name of the archive, «\(path)», is not in UTF-8; rename the file or its folder.")
    }
  }

  /// Opens it for reading.
  func open() throws -> Archive { try Archive(reading: path) }
}
