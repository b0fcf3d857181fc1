import Platform

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
  /// What file systems leave behind is passed over, and hidden files, of which `passedOver` is told. A link to a folder is
  /// followed once; one that leads back to a folder already entered is trouble. Only regular files
  /// are visited in a folder: opening a named pipe would wait for ever, so pipes, sockets and devices
  /// are handed to `passedOver`, with what to say of how many. `path` itself may be anything.
  mutating func walk(
    _ path: String, visit: (String) throws -> Void, failed: (DumpError) throws -> Void,
    passedOver: (String, _ message: String, _ count: Int) throws -> Void = { _, _, _ in },
    enter: (String, [String]) -> Void = { _, _ in }, leave: () -> Void = {}
  ) throws {
    if path == "-" { return try visit(path) }
    try walk(
      path, isNamed: true, visit: visit, failed: failed, passedOver: passedOver, enter: enter,
      leave: leave)
  }

  private mutating func walk(
    _ path: String, isNamed: Bool, visit: (String) throws -> Void,
    failed: (DumpError) throws -> Void,
    passedOver: (String, String, Int) throws -> Void,
    enter: (String, [String]) -> Void, leave: () -> Void
  ) throws {
    var status = stat()
    guard FileName.call(path, { stat($0, &status) }) == 0 else {
      return try failed(FileSource.error(path, "cannot be opened"))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      if !isNamed, let kind = Self.special(status.st_mode) {
        return try passedOver(path, "is \(kind) and not a file; it was not opened", 1)
      }
      return try visit(path)
    }
    let identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      node: UInt64(truncatingIfNeeded: status.st_ino))
    guard entered.insert(identity).inserted else {
      return try failed(
        DumpError(
          .unreadable, path: path,
          problem: "leads to a folder that has been read already; it is read once"))
    }
    guard let (names, hidden) = Self.names(in: path) else {
      return try failed(FileSource.error(path, "cannot be listed"))
    }
    if let first = hidden.first {
      let what = hidden.count == 1 ? "hidden entry" : "hidden entries, the first"
      try passedOver(
        path, "\(hidden.count) \(what) «\(first)», passed over; name it to read it", hidden.count)
    }
    let base = path.hasSuffix("/") ? path : path + "/"
    enter(base, names)
    defer { leave() }
    for name in names {
      try walk(
        base + name, isNamed: false, visit: visit, failed: failed, passedOver: passedOver,
        enter: enter, leave: leave)
    }
  }

  /// What a file is that is no regular one.
  private static func special(_ mode: mode_t) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    default: "no regular file"
    }
  }

  /// The entries of a folder in the order of their bytes, hidden ones apart.
  static func names(in path: String) -> (seen: [String], hidden: [String])? {
    var opened = opendir(path)
    if opened == nil, let bytes = FileName.escapedBytes(path) {
      opened = (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer {
        $0.baseAddress.flatMap { opendir($0) }
      }
    }
    guard let folder = opened else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let item = readdir(folder) {
      let name = withUnsafeBytes(of: &item.pointee.d_name) { bytes in
        FileName.text(of: bytes.prefix { $0 != 0 })
      }
      if name == "." || name == ".." || EntryName.isSystemFile(name) { continue }
      names.append(name)
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return (names.filter { !$0.hasPrefix(".") }, names.filter { $0.hasPrefix(".") })
  }
}
