/// The archive whose entries are being read, and the same as a folder when it can be read as one.
struct OpenArchive {
  let path: String
  private(set) var folder: (any PackedFolder)?
  /// What its files say of others.
  private(set) var notes: TextNotes?
  private let options: DumpOptions
  private let isAutomatic: Bool
  private var isSearched = false

  /// The archive at `path`, in which files may say what others are when `isAutomatic` is true.
  init(_ path: String, options: DumpOptions, isAutomatic: Bool) {
    self.path = path
    self.options = options
    self.isAutomatic = isAutomatic
    if let zip = ZipFolder(path: path, options: options) { take(zip) }
  }

  /// Looks for files that say what others are, unless that was done: a tar is read twice for it.
  mutating func search() {
    if isSearched { return }
    take(TarFolder(path: path, options: options))
  }

  private mutating func take(_ folder: (any PackedFolder)?) {
    isSearched = true
    self.folder = folder
    guard isAutomatic, let folder else { return }
    notes = TextNotes(among: folder.names, in: path, options: options) { name, limit in
      folder.bytes(of: name).flatMap { $0.count <= limit ? $0 : nil }
    }
  }
}
