/// The first bytes of a file or entry, decompressed, with its name.
public struct Head: Sendable {
  public var name: String
  public var bytes: [UInt8]
}

/// One file or entry, as its decompressed bytes.
public final class DumpFile {
  init() {}
}
