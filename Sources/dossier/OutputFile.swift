import Platform
import Storage
import Tables

/// Where a command writes: standard output, or a file that is there only once it is whole.
///
/// Every command that makes a file makes it through this: no file that is read, no archive, and nothing
/// that is beside one is ever written over, by whatever name or link it is given.
final class OutputFile {
  let output: Output
  /// The file that is made; «-» for standard output.
  let path: String
  private let descriptor: Int32
  /// What is written until all is there; nil when the file is written in place.
  private let unfinished: String?
  private let packed: PackedFile?

  /// True for the names of standard output, wherever it leads.
  static func isStandard(_ path: String) -> Bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path)
  }

  /// True for a device or a pipe.
  static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// True for an existing folder, and for a name that ends with a slash.
  static func isFolder(_ path: String) -> Bool {
    if path.hasSuffix("/") { return true }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder if it is missing.
  static func makeFolder(_ folder: String) throws {
    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw failure(folder, "be made") }
  }

  /// Makes a folder, or takes one that is empty or has a file named `own`: made by the same option before.
  ///
  /// - Throws: `Failure` that names the option, so that nothing of somebody else's is written over.
  static func makeEmptyFolder(_ folder: String, option: String, own: String? = nil) throws {
    if mkdir(folder, 0o777) == 0 { return }
    guard errno == EEXIST, let entries = opendir(folder) else { throw failure(folder, "be made") }
    defer { closedir(entries) }
    var isEmpty = true
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == own { return }
      if name != ".", name != ".." { isEmpty = false }
    }
    if !isEmpty {
      throw Failure(.misuse, "\(folder) is not empty; name a new folder with \(option)")
    }
  }

  /// Opens `name`, or a file of its own for `table` in it if it is a folder, which is made when it is
  /// missing; nothing that `archive` is or was made from is written over.
  convenience init(_ name: String?, table: String, form: FileForm, from archive: Archive) throws {
    try self.init(
      name, table: table, ending: form.ending, from: archive,
      packing: form == .workbook ? .zip : form.isPacked ? .gzip : nil)
  }

  /// Opens `name`, or `table.ending` in it if it is a folder, which is made when it is missing.
  ///
  /// - Parameters:
  ///   - name: the file or folder; nil or «-» for standard output.
  ///   - table: the name of the file in a folder, without its ending.
  ///   - ending: the ending of the file in a folder.
  ///   - archive: the archive that is read; its dumps are not written over either.
  ///   - packing: how the file is packed.
  /// - Throws: `Failure` when the file may not be written.
  convenience init(
    _ name: String?, table: String, ending: String, from archive: Archive,
    packing: PackedFile.Form? = nil
  ) throws {
    guard let name, !Self.isStandard(name) else {
      self.init(standard: Output())
      return
    }
    let path = try Self.path(name, "\(table).\(ending)")
    try Self.guardInputs(path, archive: archive.path)
    if FileSystem.isDatabase(path) {
      throw Failure(.misuse, "\(path) is an SQLite database; name another file")
    }
    if try archive.wasRead(path) {
      throw Failure(.misuse, "\(path) is a dump that was imported; name another file")
    }
    try self.init(file: path, packing: packing)
  }

  /// Makes room for a copy of the archive at `archive`, in `name` or under its own name in that folder.
  convenience init(copy name: String, of archive: String, replaces: Bool) throws {
    let own = archive.split(separator: "/").last.map(String.init) ?? archive
    let path = try Self.path(name, own)
    try Self.guardInputs(path, archive: archive)
    if FileSystem.Identity(path) != nil, !replaces {
      throw Failure(.misuse, "\(path) exists; --force replaces it")
    }
    if FileSystem.Identity(path) != nil, !Self.isSpecial(path) {
      guard FileSystem.isDatabase(path), try Archive.isState(path, ofArchive: archive) else {
        throw Failure(.misuse, "\(path) is no backup of \(archive); name another file")
      }
    }
    try self.init(file: path)
  }

  private static func path(_ name: String, _ file: String) throws -> String {
    guard isFolder(name) else { return name }
    let folder = name.hasSuffix("/") ? name : name + "/"
    try makeFolder(folder)
    return folder + file
  }

  private static func guardInputs(_ path: String, archive: String) throws {
    if ArchiveFiles(of: archive).contains(path) {
      throw Failure(
        .misuse,
        "\(path) is the archive or belongs to it, and would be overwritten; name another file")
    }
  }

  private init(standard output: Output) {
    self.output = output
    path = "-"
    descriptor = 1
    unfinished = nil
    packed = nil
  }

  private init(file path: String, packing: PackedFile.Form? = nil) throws {
    self.path = path
    // A device or a pipe cannot be replaced; it is written to.
    if Self.isSpecial(path) {
      unfinished = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      (unfinished, descriptor) = Self.openUnfinished(FileSystem.resolved(path))
    }
    if descriptor < 0 { throw Self.failure(path, "be written") }
    let descriptor = descriptor
    packed = try packing.map { try PackedFile($0, descriptor: descriptor, name: path) }
    output = packed?.output() ?? Output(descriptor: descriptor, name: path)
  }

  /// The workbook that this file is, with sheets of these names.
  func book(sheets: [String]) throws -> XLSXBook {
    guard let packed else { preconditionFailure("a workbook is a packed file") }
    return try XLSXBook(packed, sheets: sheets)
  }

  // A new file: what stands there, or is linked there, is never opened.
  private static func openUnfinished(_ path: String) -> (String, Int32) {
    for n in 0..<100 {
      let part = path + (n == 0 ? ".part" : ".part\(n)")
      let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if descriptor >= 0 || errno != EEXIST { return (part, descriptor) }
    }
    return (path, -1)
  }

  /// The file that is written until all is there; the file itself when that is a device.
  var unfinishedPath: String { unfinished ?? path }

  /// Everything is written: the file takes its name.
  func keep() throws {
    guard descriptor > 2 else { return }
    try packed?.close()
    guard close(descriptor) == 0 else { throw Self.failure(path, "be written") }
    if let unfinished, rename(unfinished, FileSystem.resolved(path)) != 0 {
      throw Self.failure(path, "be written")
    }
  }

  /// Something went wrong: what was there before stays.
  func drop() {
    guard descriptor > 2 else { return }
    close(descriptor)
    if let unfinished { unlink(unfinished) }
  }

  private static func failure(_ path: String, _ what: String) -> Failure {
    Failure(.misuse, "\(path) cannot \(what): \(String(cString: strerror(errno)).lowercased())")
  }
}
