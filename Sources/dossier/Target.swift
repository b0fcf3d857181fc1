import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where an export goes: standard output, or a file that is there only once it is whole.
final class Target {
  let output: Output
  /// The file that is made; «-» for standard output.
  let path: String
  private let descriptor: Int32
  /// What is written until all is there; nil when the file is written in place.
  private let unfinished: String?
  private let packed: PackedFile?

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

  /// Opens `name`, or a file of its own for `table` in it if it is a folder, which is made when it is
  /// missing.
  convenience init(_ name: String?, table: String, form: FileForm) throws {
    try self.init(
      name, table: table, ending: form.ending,
      packing: form == .workbook ? .zip : form.isPacked ? .gzip : nil)
  }

  /// Opens `name`, or `table.ending` in it if it is a folder, which is made when it is missing.
  init(
    _ name: String?, table: String, ending: String, packing: PackedFile.Form? = nil
  ) throws {
    guard let name, name != "-" else {
      path = "-"
      descriptor = 1
      unfinished = nil
      packed = nil
      output = Output()
      return
    }
    var path = name
    if Self.isFolder(name) {
      let folder = name.hasSuffix("/") ? name : name + "/"
      if mkdir(folder, 0o777) != 0, errno != EEXIST { throw Self.failure(folder, "be made") }
      path = folder + table + "." + ending
    }
    self.path = path
    // A device or a pipe cannot be replaced; it is written to.
    unfinished = Self.isSpecial(path) ? nil : path + ".part"
    descriptor = open(unfinished ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
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

  /// Everything is written: the file takes its name.
  func keep() throws {
    guard descriptor > 2 else { return }
    try packed?.close()
    guard close(descriptor) == 0 else { throw Self.failure(path, "be written") }
    if let unfinished, rename(unfinished, path) != 0 { throw Self.failure(path, "be written") }
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
