import Platform

/// The little that the archive asks of the file system.
package enum FileSystem {
  /// True when something is at `path`.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// True when the person who runs the program may write what is at `path`.
  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// The size of a file in bytes; nil when there is none.
  static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Removes the name `path`; nothing happens when there is none.
  package static func remove(_ path: String) { unlink(path) }

  /// True when what is at `path`, or what a link there leads to, is a regular file.
  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// How many names (hard links) the file at `path` has; 0 when there is none.
  static func names(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_nlink) : 0
  }

  /// The folder in which a path's last name stands.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The first bytes of a regular file, at most `count`; empty when it cannot be read.
  static func head(_ path: String, _ count: Int) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let n = read(descriptor, &bytes, count)
    return Array(bytes.prefix(max(0, n)))
  }

  /// True when the file is an SQLite database.
  package static func isDatabase(_ path: String) -> Bool {
    head(path, 16) == Array("SQLite format 3\u{0}".utf8)
  }

  /// The absolute path to which a path leads, through all symbolic links.
  ///
  /// The last name, or what a link of that name leads to, need not exist.
  package static func resolved(_ path: String, links: Int = 40) -> String {
    if let whole = realpath(path, nil) {
      defer { free(whole) }
      return String(cString: whole)
    }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink(path, &target, target.count - 1)
    let folder = folder(of: path)
    if length > 0, links > 0 {
      let text = String(
        decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return resolved(text.hasPrefix("/") ? text : folder + "/" + text, links: links - 1)
    }
    guard let whole = realpath(folder, nil) else { return path }
    defer { free(whole) }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let base = String(cString: whole)
    return base == "/" ? "/" + name : base + "/" + name
  }

  /// What a name leads to: the same for every name and link of one file.
  package struct Identity: Hashable, Sendable {
    private var device: UInt64
    private var node: UInt64

    /// The file at `path`; nil when there is none.
    package init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      self.init(status)
    }

    /// The file behind an open descriptor; nil when it is no regular file.
    package init?(descriptor: Int32) {
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      self.init(status)
    }

    private init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      node = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }
}

/// An archive and the files that SQLite and this program keep beside it.
package struct ArchiveFiles: Sendable {
  /// What is beside an archive while it is written, and after a writer was killed.
  package static let endings = ["-wal", "-shm", "-journal", "-lock"]

  /// Absolute paths, the archive's own first.
  private let paths: [String]
  private let identities: Set<FileSystem.Identity>

  /// The files of the archive at `path`, which need not exist.
  package init(of path: String) {
    let own = FileSystem.resolved(path)
    paths = [own] + Self.endings.map { own + $0 }
    identities = Set(paths.compactMap { FileSystem.Identity($0) })
  }

  /// True when `path` is one of them, by whatever name or link.
  package func contains(_ path: String) -> Bool {
    if paths.contains(FileSystem.resolved(path)) { return true }
    return FileSystem.Identity(path).map { identities.contains($0) } ?? false
  }
}
