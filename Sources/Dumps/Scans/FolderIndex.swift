/// A file that says which files beside it belong together: METS, or the DIDL of Delpher.
///
/// The files that it names are read through it, and passed over on their own.
struct FolderIndex {
  /// Names that such files have; others are not opened for it.
  static func mayBe(_ name: some StringProtocol) -> Bool {
    let name = name.lowercased()
    guard name.hasSuffix(".xml") else { return false }
    // Batches of Chronicling America name an issue by its day: `1899051401.xml`, `1899051401_1.xml`.
    let digits = name.prefix(while: \.isASCIIDigit).count
    return name.range(of: "mets") != nil || name == "manifest.xml" || name.hasSuffix("didl.xml")
      || name.hasPrefix("toc") || digits == 10 && name.utf8.count <= 16
  }

  /// Paths of the files that the index at `path` names and that are there, by what it calls them.
  static func files(of document: Markup, at path: String) -> [String: String] {
    var files: [String: String] = [:]
    for file in document.all("file") {
      guard let id = file[attribute: "ID"],
        let address = file.all(where: { $0.name == "FLocat" }).lazy
          .compactMap({ $0[attribute: "xlink:href"] ?? $0[attribute: "href"] }).first,
        let found = beside(path, address)
      else { continue }
      files[id] = found
    }
    for resource in document.all("Resource") {
      guard let name = resource[attribute: "dcx:filename"] ?? resource[attribute: "ref"],
        let found = beside(path, name)
      else { continue }
      files[name] = found
    }
    return files
  }

  /// The path of `address` as seen from the file at `path`; nil when it leads away from the folder of
  /// that file, or one above it.
  static func beside(_ path: String, _ address: String) -> String? {
    var address = address[...]
    for scheme in ["file:///", "file://", "file:"] where address.hasPrefix(scheme) {
      address = address.dropFirst(scheme.count)
      break
    }
    guard address.lowercased().hasSuffix(".xml"), !address.contains("://") else { return nil }
    var folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var parts = address.split(whereSeparator: { $0 == "/" || $0 == "\\" })[...]
    parts = parts.drop { $0 == "." }
    if parts.first == ".." {
      guard !folder.isEmpty, folder.last != "..", folder.last != "." else { return nil }
      folder = folder.dropLast()
      parts = parts.dropFirst()
    }
    guard !parts.isEmpty, !parts.contains("..") else { return nil }
    return (folder + parts).joined(separator: "/")
  }

  /// The document at `path`; nil when it is not there or larger than `limit` bytes.
  static func document(at path: String, options: DumpOptions) -> (markup: Markup, bytes: Int)? {
    guard let source = try? FileSource(path: path), let head = try? Lookahead(source) else {
      return nil
    }
    let file = DumpFile(head, path: path, entry: nil, name: path, options: options)
    guard let bytes = try? file.wholeBytes() else { return nil }
    return (Markup(MarkupSource(bytes, of: file).bytes, as: .xml), bytes.count)
  }

  /// The document that `bytes` are, of the entry called `name` in the archive at `path`.
  static func document(
    _ bytes: [UInt8], at name: String, in path: String, options: DumpOptions
  ) -> (markup: Markup, bytes: Int)? {
    guard let head = try? Lookahead(MemorySource(bytes)) else { return nil }
    let file = DumpFile(head, path: path, entry: name, name: name, options: options)
    return (Markup(MarkupSource(bytes, of: file).bytes, as: .xml), bytes.count)
  }

  /// Paths of the pages and articles that indices among `names` in `folder` name.
  ///
  /// A page that several indices name is read through one of them.
  static func claims(in folder: String, _ names: [String], options: DumpOptions) -> Set<String> {
    var claims: Set<String> = []
    for name in names where mayBe(name) {
      guard let (document, _) = document(at: folder + name, options: options) else { continue }
      claims.formUnion(self.claims(of: document, at: folder + name))
    }
    return claims
  }

  /// Paths of the files that the index `document` at `path` names; empty when it is none.
  static func claims(of document: Markup, at path: String) -> Set<String> {
    guard document.first("mets") != nil || document.first("DIDL") != nil else { return [] }
    return Set(files(of: document, at: path).values)
      .union(Delpher.texts(in: document).compactMap { beside(path, $0) })
  }
}

extension DumpFile {
  /// Where it stands among the files beside it: in its folder, or in its archive.
  var place: String { entry ?? path }

  /// True when the files beside it can be read: it lies in a folder, or in an archive on a disk.
  var hasNeighbours: Bool { entry == nil ? path != "-" : folder != nil }

  /// The document at `place` beside it; nil when it is not there or too large.
  func document(at place: String) -> (markup: Markup, bytes: Int)? {
    if let folder { return folder.document(place) }
    return FolderIndex.document(at: place, options: options)
  }

  /// The bytes of the file at `place` beside it; nil when it is not there or larger than 1 MiB.
  func bytes(at place: String) -> [UInt8]? {
    guard hasNeighbours else { return nil }
    if let folder { return folder.bytes(of: place) }
    return Self.bytes(at: place, limit: 1 << 20, options)
  }

  /// The bytes of the file at `path`; nil when it cannot be read again or is larger than `limit` bytes.
  static func bytes(at path: String, limit: Int, _ options: DumpOptions) -> [UInt8]? {
    guard let source = try? FileSource(path: path), source.canSeek,
      let head = try? Lookahead(source)
    else { return nil }
    let file = DumpFile(head, path: path, entry: nil, name: path, options: options)
    return try? file.wholeBytes(limit: limit)
  }
}
