import Press

/// What files beside texts say of them, in a folder or an archive: tables of the files, and for each text
/// a file of its own («a.txt», «a.json»).
final class TextNotes {
  /// Endings of files that say what a text beside them is, and of such texts.
  private static let sideEndings = [".json", ".yaml", ".yml"]
  private static let textEndings = [".txt", ".html", ".htm", ".md", ".xhtml"]
  /// What comes between the name of the text and the ending.
  private static let sideMarks = [".meta", "_meta", "-meta", ".metadata", "_metadata", ".info", ""]
  /// The largest file about one text, in bytes.
  private static let sideLimit = 1 << 20

  /// Reads a file beside the texts by its path or the name of its entry, up to so many bytes.
  typealias Reading = (_ place: String, _ limit: Int) -> [UInt8]?

  private let read: Reading
  private let map: [String: String]
  /// By text, the file that says what it is.
  private var sides: [String: String] = [:]
  /// Files that say what a text is.
  private var sideFiles: Set<String> = []
  /// Tables with their places, by the folder that each is about.
  private var tables: [String: (place: String, table: FolderTable)] = [:]
  /// How the dates of the files about one text show that numbers such as 04/05/2013 are meant.
  private var dates = DateOrder()
  private let order: PressDate.Order

  /// Looks at the files called `names`, each with its folder, in the archive at `path`, or on the disk
  /// when that is nil; `inner` are names of files in folders below, which a table may name as well.
  init(
    among names: [String], in path: String?, inner: [String] = [], options: DumpOptions,
    read: @escaping Reading
  ) {
    self.read = read
    map = options.fieldMap
    func origin(_ place: String) -> Origin {
      path.map { Origin(path: $0, entry: place, record: 0) } ?? Origin(path: place, record: 0)
    }
    for (text, side) in Self.sides(among: names).sorted(by: { $0.value < $1.value }) {
      guard let fields = Self.fields(of: side, read) else { continue }
      sides[text] = side
      if !sideFiles.insert(side).inserted { continue }
      for printed in FolderTable.dates(in: fields, map) { dates.note(printed, at: origin(side)) }
    }
    order = dates.settle()
    let places = names.filter { FolderTable.isName(Self.last($0)) }
    if places.isEmpty { return }
    let groups = Self.groups(names + inner)
    for place in places {
      let folder = Self.folder(of: place)
      guard tables[folder] == nil, let bytes = read(place, FolderTable.limit),
        let table = FolderTable(
          bytes, at: origin(place), beside: (groups[folder] ?? []).filter { $0 != place }, map: map)
      else { continue }
      tables[folder] = (place, table)
    }
  }

  /// The table at `place`; nil when that is none.
  func table(at place: String) -> FolderTable? {
    tables[Self.folder(of: place)].flatMap { $0.place == place ? $0.table : nil }
  }

  /// True when the file at `place` is about a text beside it.
  func isSide(_ place: String) -> Bool { sideFiles.contains(place) }

  /// What is to be told of the dates in files about one text, once for all, at the file where the first
  /// of them is.
  func warning(at place: String) -> Warning? {
    guard let warning = dates.warning(of: "the files beside the texts"),
      (warning.origin.entry ?? warning.origin.path) == place
    else { return nil }
    return warning
  }

  /// Gives `article`, which is in `file`, what is known of it and it does not say itself.
  func complete(_ article: inout Article, in file: DumpFile) {
    if let side = sides[file.place], let fields = Self.fields(of: side, read) {
      FolderTable.complete(&article, with: fields, in: file, order: order)
    }
    if tables.isEmpty { return }
    var folder = file.place
    while !folder.isEmpty {
      folder = Self.folder(of: String(folder.dropLast()))
      tables[folder]?.table.complete(&article, in: file)
    }
  }

  // MARK: Names

  /// True for a file that such files may be about, or that may be one.
  static func mayConcern(_ place: String) -> Bool {
    FolderTable.isName(last(place)) || (sideEndings + textEndings).contains(where: place.hasSuffix)
  }

  /// The files among `names` that have to be read.
  static func sources(among names: [String]) -> Set<String> {
    Set(sides(among: names).values).union(names.filter { FolderTable.isName(last($0)) })
  }

  /// By text, the file beside it that is called alike.
  private static func sides(among names: [String]) -> [String: String] {
    let sides = names.filter { name in sideEndings.contains(where: name.hasSuffix) }
    guard !sides.isEmpty, sides.count < names.count else { return [:] }
    let all = Set(names)
    var found: [String: String] = [:]
    for side in sides {
      guard let ending = sideEndings.first(where: side.hasSuffix) else { continue }
      let whole = side.dropLast(ending.count)
      guard let mark = sideMarks.first(where: whole.hasSuffix) else { continue }
      let stem = String(whole.dropLast(mark.count))
      let texts = textEndings.map { stem + $0 } + [stem]
      if let text = texts.first(where: { all.contains($0) && found[$0] == nil && $0 != side }) {
        found[text] = side
      }
    }
    return found
  }

  /// Names by their folder, and by the one above it.
  private static func groups(_ names: [String]) -> [String: [String]] {
    var groups: [String: [String]] = [:]
    for name in names {
      let folder = folder(of: name)
      groups[folder, default: []].append(name)
      if !folder.isEmpty {
        groups[Self.folder(of: String(folder.dropLast())), default: []].append(name)
      }
    }
    return groups
  }

  private static func last(_ place: String) -> String {
    place.split(separator: "/").last.map(String.init) ?? place
  }

  private static func folder(of place: String) -> String {
    place.lastIndex(of: "/").map { String(place[...$0]) } ?? ""
  }

  // MARK: A file for each text

  /// What the file at `place` says of the text beside it; nil when it contains a text, or no fields.
  private static func fields(of place: String, _ read: Reading) -> [Metadata.Field]? {
    guard let bytes = read(place, sideLimit) else { return nil }
    let fields: [Metadata.Field]
    if place.hasSuffix(".json") {
      fields = JSONText.read(bytes)?.fields ?? []
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      fields = FrontMatter("---\n" + text + "\n---\n")?.fields ?? []
    }
    let known = fields.filter { FieldRole.guessed($0.name) != nil }
    guard !known.isEmpty,
      !fields.contains(where: {
        FieldRole.guessed($0.name)?.role == .body && BodyText.read($0.value) != nil
      })
    else { return nil }
    return fields
  }
}
