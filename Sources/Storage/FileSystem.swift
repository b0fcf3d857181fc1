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

  /// `path` as the path of a `file:` URI. - Source: https://www.sqlite.org/uri.html, section 3.1.
  static func escaped(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
  }
}
