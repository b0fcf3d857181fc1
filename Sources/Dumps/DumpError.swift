/// Why a file, an entry or a folder could not be read. The others are read all the same.
public struct DumpError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of trouble it is.
  public enum Kind: Sendable, Hashable {
    /// It is not there, may not be read, or a folder leads back to itself.
    case unreadable
    /// It contains nothing.
    case empty
    /// Its bytes fit no format.
    case unrecognised
    /// Its format is known and not read; the message names the tool that converts it.
    case refused
    /// Its bytes break off or contradict themselves.
    case damaged
    /// It is larger than a limit allows.
    case limit
    /// The options ask for what does not exist.
    case options
  }

  /// What kind of trouble it is.
  public var kind: Kind
  /// The file or folder.
  public var path: String
  /// The entry of a zip, 7z or tar.
  public var entry: String?
  /// What happened and what to do.
  public var problem: String

  /// Trouble with a file.
  public init(_ kind: Kind, path: String, entry: String? = nil, problem: String) {
    self.kind = kind
    self.path = path
    self.entry = entry
    self.problem = problem
  }

  /// Where, what, and what now.
  public var description: String {
    var text = path.isEmpty ? problem : "\(path)"
    if path.isEmpty { return text }
    if let entry { text += ", entry \(entry)" }
    return text + ": " + problem
  }
}

extension DumpError {
  /// Compressed bytes that do not decompress; `what` says at what.
  static func compressed(_ what: String) -> DumpError {
    DumpError(.damaged, path: "", problem: "the compressed data is damaged: \(what)")
  }
}
