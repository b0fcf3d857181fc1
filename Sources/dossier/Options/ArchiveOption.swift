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
    if let archive { return archive }
    if let path = Terminal.environment("DOSSIER_ARCHIVE"), !path.isEmpty { return path }
    return "press.dossier"
  }

  /// Opens it for reading; Ctrl-C stops its questions.
  func open() throws -> Archive {
    Interruption.watch()
    return try Archive(reading: path)
  }
}
