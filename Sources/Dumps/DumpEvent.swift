import Press

/// What is in the receipt about one file or entry.
public struct DumpFileInfo: Sendable, Hashable {
  /// The file, as given or found in a folder.
  public var path: String
  /// The entry of a zip, 7z or tar.
  public var entry: String?
  /// The name of the format.
  public var format: String
  /// What kind of evidence there is for it.
  public var evidence: Recognition.Evidence
  /// Why the file was taken for it.
  public var reason: String
  /// Decompressed bytes; known when the file is closed.
  public var bytes = 0
  /// SHA-256 of the decompressed bytes, 64 hexadecimal digits; known when the file is closed, empty
  /// when `DumpOptions.sumsFiles` says no.
  public var sha256 = ""
  /// How it was decoded; known when the file is closed.
  public var charset: Charset?
  /// Why.
  public var charsetRule: Charset.Rule?
  /// Articles given, those that were skipped included.
  public var articles = 0
  /// Records set aside.
  public var rejects = 0
}

/// What happens while a dump is read, in order. `opened` and `closed` stand around every file.
public enum DumpEvent: Sendable {
  /// A file or entry was recognised.
  case opened(DumpFileInfo)
  /// An article, a reject or a warning in the file that is open.
  case record(Record)
  /// The file that is open has been read.
  case closed(DumpFileInfo)
  /// A file, an entry or a folder could not be read, or not to its end. When a file is open, it is
  /// closed thereby.
  case failed(DumpError)
}
