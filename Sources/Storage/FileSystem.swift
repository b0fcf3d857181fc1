#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The little that the archive asks of the file system.
enum FileSystem {
  /// True when something stands at `path`.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
