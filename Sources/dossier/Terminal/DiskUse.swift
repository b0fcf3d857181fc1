import Platform

/// How much lies on the disk.
enum DiskUse {
  /// The size of a file in bytes; 0 when it is none.
  static func bytes(of path: String) -> Int {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int(status.st_size)
  }

  /// The sizes of all files at or below `paths`.
  static func bytes(below paths: [String]) -> Int {
    var sum = 0
    var waiting = paths
    while let path = waiting.popLast() {
      var status = stat()
      // Not `stat`: links could lead in circles, and the figure is only for the bar.
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFREG { sum += Int(status.st_size) }
      guard status.st_mode & S_IFMT == S_IFDIR else { continue }
      guard let folder = opendir(path) else { continue }
      while let item = readdir(folder) {
        let name = withUnsafeBytes(of: &item.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if !name.hasPrefix(".") { waiting.append(path + "/" + name) }
      }
      closedir(folder)
    }
    return sum
  }
}
