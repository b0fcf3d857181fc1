#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files below a folder, in the order of their names' bytes, so that a run can be repeated.
struct Folder {
  private struct Identity: Hashable {
    var device: UInt64
    var node: UInt64
  }

  /// Folders that have been entered.
  private var entered: Set<Identity> = []

  /// Hands every file at or below `path` to `visit`, and every trouble to `failed`.
  ///
  /// `enter` sees the names in each folder before its files are visited, and `leave` ends that.
  ///
  /// Hidden files and what file systems leave behind are passed over. A link to a folder is
  /// followed once; one that leads back to a folder already entered is trouble.
  mutating func walk(
    _ path: String, visit: (String) throws -> Void, failed: (DumpError) throws -> Void,
    enter: (String, [String]) -> Void = { _, _ in }, leave: () -> Void = {}
  ) throws {
    if path == "-" { return try visit(path) }
    var status = stat()
    guard stat(path, &status) == 0 else {
      return try failed(FileSource.error(path, "cannot be opened"))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return try visit(path) }
    let identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      node: UInt64(truncatingIfNeeded: status.st_ino))
    guard entered.insert(identity).inserted else {
      return try failed(
        DumpError(
          .unreadable, path: path,
          problem: "leads to a folder that has been read already; it is read once"))
    }
    guard let names = Self.names(in: path) else {
      return try failed(FileSource.error(path, "cannot be listed"))
    }
    let base = path.hasSuffix("/") ? path : path + "/"
    enter(base, names)
    defer { leave() }
    for name in names {
      try walk(base + name, visit: visit, failed: failed, enter: enter, leave: leave)
    }
  }

  private static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let item = readdir(folder) {
      let name = withUnsafeBytes(of: &item.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") || EntryName.isFurniture(name) { continue }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
