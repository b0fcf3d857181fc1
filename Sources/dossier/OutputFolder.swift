import Platform
import Storage

/// A new folder that a command fills with files; nothing stays of it when that goes wrong, so that the
/// same command can be run again.
final class OutputFolder {
  /// Ends with a slash.
  let path: String
  private var names: [String] = []

  /// Makes the folder, or takes an empty one.
  ///
  /// - Throws: `Failure` that names the option when something is in it.
  private init(_ path: String, option: String) throws {
    self.path = path.hasSuffix("/") ? path : path + "/"
    try OutputFile.makeEmptyFolder(path, option: option)
  }

  /// Makes the folder and has it filled.
  static func filled<Result>(
    _ path: String, option: String, _ body: (OutputFolder) throws -> Result
  ) throws -> Result {
    let folder = try OutputFolder(path, option: option)
    do {
      return try body(folder)
    } catch {
      folder.drop()
      throw error
    }
  }

  /// Writes a file of its own.
  func write<Result>(
    _ name: String, from archive: Archive, _ body: (OutputFile) throws -> Result
  ) throws -> Result {
    let file = try OutputFile(path + name, table: name, ending: "", from: archive)
    do {
      let result = try body(file)
      try file.output.flush()
      try file.keep()
      names.append(name)
      return result
    } catch {
      file.drop()
      throw error
    }
  }

  private func drop() {
    for name in names { unlink(path + name) }
    rmdir(path)
  }
}
