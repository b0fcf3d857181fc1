import Press

/// Files and folders of articles: opens them, recognises what they are, gives their records.
///
/// May be used on any thread, by one at a time. Memory does not grow with the size of a dump.
public struct Dump: Sendable {
  /// Files, folders, and `-` for the standard input.
  public var paths: [String]
  /// What the person asked for.
  public var options: DumpOptions

  /// A dump at `paths`.
  ///
  /// - Throws: `DumpError` when the options name a format that does not exist.
  public init(paths: [String], options: DumpOptions = DumpOptions()) throws {
    self.paths = paths
    self.options = options
    if let name = options.format, name != "auto" { _ = try Recogniser.format(named: name) }
  }

  /// Every format, in the order of their names: for a list.
  public static var formats: [(name: String, summary: String)] {
    Recogniser.formats.map { ($0.name, $0.summary) }.sorted { $0.0 < $1.0 }
  }

  /// Reads everything and tells what happens.
  ///
  /// - Parameters:
  ///   - skipping: how many records of a file are known already, asked once a file is recognised.
  ///     They are read and not given. Nil passes over the whole file: it is not even closed.
  ///   - handle: takes the events; what it throws ends the reading.
  /// - Throws: what `handle` throws.
  public func read(
    skipping: (DumpFileInfo) throws -> Int? = { _ in 0 }, _ handle: (DumpEvent) throws -> Void
  ) throws {
    try withoutActuallyEscaping(skipping) { skipping in
      try withoutActuallyEscaping(handle) { handle in
        let reading = Reading(
          options: options, named: Set(paths), skipping: skipping, handle: handle)
        do {
          var folder = Folder()
          for path in paths {
            try folder.walk(
              path, visit: reading.visit, failed: reading.failed, passedOver: reading.passedOver,
              enter: reading.enter, leave: reading.leave)
          }
        } catch let stopped as Stopped {
          throw stopped.cause
        }
      }
    }
  }

  /// Says what each file is without reading it: `opened` or `failed` for each.
  public func recognise(_ handle: (DumpEvent) throws -> Void) throws {
    try read(skipping: { _ in nil }, handle)
  }
}

/// What the caller threw, wrapped so that no format takes it for trouble of its own.
private struct Stopped: Error {
  var cause: any Error
}

/// One walk over a dump.
private final class Reading {
  private let options: DumpOptions
  private let skipping: (DumpFileInfo) throws -> Int?
  private let handle: (DumpEvent) throws -> Void
  /// Paths that the person gave; other files were found in folders.
  private let named: Set<String>
  /// What files in the folders around the file that is read say of others, folder by folder.
  private var notes: [TextNotes] = []
  /// Files that an index in a folder around the file that is read names, folder by folder.
  private var claims: [Set<String>] = []
  /// The archive whose entries are being read.
  private var archive: OpenArchive?

  init(
    options: DumpOptions, named: Set<String>, skipping: @escaping (DumpFileInfo) throws -> Int?,
    handle: @escaping (DumpEvent) throws -> Void
  ) {
    self.options = options
    self.named = named
    self.skipping = skipping
    self.handle = handle
  }

  func visit(_ path: String) throws {
    if path != "-", try isNoInput(path) { return }
    try Container(path: path, options: options, deliver: { try self.read($0) }, failed: failed)
      .walk()
  }

  // The archive that is filled lies in the folder that is read more often than not.
  private func isNoInput(_ path: String) throws -> Bool {
    let isOwn = options.isOwn(path)
    guard isOwn || FileSource.isDatabase(path) else { return false }
    let problem =
      isOwn
      ? "is the archive, or belongs to it, or is what is being written; it is not read"
      : "is an SQLite database; export its articles as CSV, or as JSON lines, and import those"
    if named.contains(path) {
      try failed(DumpError(.refused, path: path, problem: problem))
    } else if !isOwn {
      try tell(
        .record(
          .warning(Warning(.passedOver, origin: Origin(path: path, record: 0), message: problem))))
    }
    return true
  }

  /// True when a person did not say what the files are.
  private var isAutomatic: Bool { options.format == nil || options.format == "auto" }

  /// Looks for what says what the files called `names` in `folder` are.
  func enter(_ folder: String, _ names: [String]) {
    claims.append(FolderIndex.claims(in: folder, names, options: options))
    // Few names without an ending are those of folders.
    let inner =
      names.contains(where: FolderTable.isName)
      ? names.lazy.filter { !$0.contains(".") }.prefix(8).flatMap { name in
        (Folder.names(in: folder + name)?.seen ?? []).map { folder + name + "/" + $0 }
      } : []
    notes.append(
      TextNotes(
        among: isAutomatic ? names.map { folder + $0 } : [], in: nil, inner: inner,
        options: options
      ) { [options] in DumpFile.bytes(at: $0, limit: $1, options) })
  }

  /// Forgets the folder that has been read.
  func leave() {
    notes.removeLast()
    claims.removeLast()
  }

  func failed(_ error: DumpError) throws { try tell(.failed(error)) }

  /// Reports entries of a folder that are not read.
  func passedOver(_ path: String, _ message: String, _ count: Int) throws {
    let warning = Warning(
      .passedOver, origin: Origin(path: path, record: 0), message: message, count: count)
    try tell(.record(.warning(warning)))
  }

  private func tell(_ event: DumpEvent) throws {
    do { try handle(event) } catch { throw Stopped(cause: error) }
  }

  private func read(_ file: DumpFile) throws {
    do { try read(recognised: file) } catch var error as DumpError {
      if error.path.isEmpty { error.path = file.path }
      if error.entry == nil { error.entry = file.entry }
      try tell(.failed(error))
    }
  }

  private func read(recognised file: DumpFile) throws {
    file.isNamed = file.entry == nil && named.contains(file.path)
    search(archiveOf: file, isScan: false)
    if try passOver(beforeRecognition: file) { return }
    let (format, recognition) = try Recogniser.format(of: file)
    search(archiveOf: file, isScan: format.isScan)
    if file.entry != nil { file.folder = archive?.folder }
    if try passOver(file, format, recognition) { return }
    var info = DumpFileInfo(
      path: file.path, entry: file.entry, format: format.name, evidence: recognition.evidence,
      reason: recognition.reason)
    try tell(.opened(info))
    let known: Int?
    do { known = try skipping(info) } catch { throw Stopped(cause: error) }
    guard let known else { return }
    if let rival = recognition.rival {
      let message =
        "looks like \(format.name) and like \(rival); read as \(format.name), say --input-format "
        + "\(rival) if it is that"
      try tell(.record(.warning(Warning(.shape, origin: file.origin(), message: message))))
    }
    if let warning = file.warning {
      try tell(.record(.warning(Warning(.names, origin: file.origin(), message: warning))))
    }
    var tally = FileTally()
    let last = try give(file, as: format, known: known, &info, &tally)
    info.sha256 = try file.finish()
    try tellDamage(of: file, as: format, after: last, known: known, &info)
    for warning in tally.warnings(of: file) { try tell(.record(.warning(warning))) }
    try close(file, &info)
  }

  /// Gives the records of a file past the first `known` ones. - Returns: the number of the last one.
  private func give(
    _ file: DumpFile, as format: any DumpFormat, known: Int, _ info: inout DumpFileInfo,
    _ tally: inout FileTally
  ) throws -> Int {
    var last = 0
    try format.read(file) { record in
      switch record {
      case .article(let article):
        last = article.origin.record
        var article = article
        if !options.bare { ArticleRepair.mend(&article) }
        if let reject = tooLong(article) {
          info.rejects += 1
          if last > known { try tell(.record(.reject(reject))) }
          return
        }
        info.articles += 1
        // What files beside it say of the article counts, too: a date that cannot be read, say.
        article = completed(article, in: file)
        tally.note(article)
        if last > known { try tell(.record(.article(article))) }
      case .account(let account):
        last = account.article.origin.record
        info.articles += 1
        if last > known { try tell(.record(record)) }
      case .reject(let reject):
        info.rejects += 1
        last = max(last, reject.origin.record)
        if reject.origin.record > known { try tell(.record(record)) }
      case .warning: try tell(.record(record))
      }
    }
    return last
  }

  // A file that broke off, or in which nothing was found, is told.
  private func tellDamage(
    of file: DumpFile, as format: any DumpFormat, after last: Int, known: Int,
    _ info: inout DumpFileInfo
  ) throws {
    if let damage = file.damage {
      info.rejects += 1
      let origin = file.origin(record: last + 1, bytes: file.byteCount..<file.byteCount)
      let reason = "the file breaks off after \(file.byteCount) bytes: \(damage.problem)"
      if last + 1 > known { try tell(.record(.reject(Reject(origin: origin, reason: reason)))) }
    }
    guard info.articles == 0, info.rejects == 0, let message = nothing(in: file, info) else {
      return
    }
    guard format.hasTags else {
      return try tell(
        .record(.warning(Warning(.passedOver, origin: file.origin(), message: message))))
    }
    info.rejects = 1
    if known < 1 {
      try tell(.record(.reject(Reject(origin: file.origin(record: 1), reason: message))))
    }
  }

  private func close(_ file: DumpFile, _ info: inout DumpFileInfo) throws {
    info.bytes = file.byteCount
    info.charset = file.charset ?? .utf8
    info.charsetRule = file.charsetRule ?? .utf8
    try tell(.closed(info))
  }

  // MARK: Files that are no articles

  // - Returns: true for a file that its neighbours explain.
  private func passOver(beforeRecognition file: DumpFile) throws -> Bool {
    let notes = file.entry == nil ? notes.last : archive?.notes
    if let table = notes?.table(at: file.place) {
      try passOver(
        file, as: "txm-metadata", because: "its first column names files beside it",
        telling: "contains metadata of \(table.named); joined to their articles by id",
        and: table.warning)
      return true
    }
    if let notes, notes.isSide(file.place) {
      try passOver(
        file, as: "metadata", because: "it is called as a text beside it and says what that is",
        telling: nil, and: notes.warning(at: file.place))
      return true
    }
    guard let refusal = UnsupportedFile.of(file.head.bytes), !file.isNamed,
      SavedPage.contains(file.place)
    else {
      return false
    }
    try passOver(
      file, as: "none", because: "it lies in the folder of a saved page", telling: refusal)
    return true
  }

  // - Returns: true for a file that is read through another one, or is no article by its name or text.
  private func passOver(
    _ file: DumpFile, _ format: any DumpFormat, _ recognition: Recognition
  ) throws -> Bool {
    func passOver(_ message: String?) throws -> Bool {
      try self.passOver(file, as: format.name, because: recognition.reason, telling: message)
      return true
    }
    if format.hasTags,
      file.folder?.claims.contains(file.place)
        ?? (file.entry == nil && claims.contains { $0.contains(file.path) })
    {
      // It is read through the index beside it that names it.
      return try passOver(nil)
    }
    if ReadMe.isOne(file, format.name, recognition, isNamed: file.isNamed) {
      return try passOver(
        "is a read-me by its name and contains no field of an article; passed over; name it on "
          + "the command line to import it")
    }
    if !file.isNamed, SavedPage.contains(file.place),
      SavedPage.hasPage(around: file.place, exists: exists(beside: file))
    {
      return try passOver("lies in the folder of a saved page and is part of it")
    }
    guard format.name == "text", recognition.evidence == .fallback else { return false }
    switch TextNature.of(file.head) {
    case .prose:
      guard !file.isNamed, !PlainText.hasHeader(file.head),
        let kind = ProgramFile.kind(of: file.place)
      else { return false }
      return try passOver(
        "is \(kind) by its name; passed over; name it on the command line to import it")
    case .foreign(let problem): throw file.error(.refused, problem)
    case .code(let kind):
      // A page that was saved whole brings its scripts along.
      guard !file.isNamed else {
        throw file.error(.refused, "is \(kind) and no article; leave it out")
      }
      return try passOver("is \(kind) and no article")
    }
  }

  /// Looks into the archive around an entry for files that say what others are.
  private func search(archiveOf file: DumpFile, isScan: Bool) {
    guard file.entry != nil else { return }
    if archive?.path != file.path {
      archive = OpenArchive(file.path, options: options, isAutomatic: isAutomatic)
    }
    if isScan || isAutomatic && TextNotes.mayConcern(file.place) { archive?.search() }
  }

  // A file that is no article, and is said to be none.
  private func passOver(
    _ file: DumpFile, as format: String, because reason: String, telling message: String?,
    and warning: Warning? = nil
  ) throws {
    var info = DumpFileInfo(
      path: file.path, entry: file.entry, format: format, evidence: .asked, reason: reason)
    try tell(.opened(info))
    do { if try skipping(info) == nil { return } } catch { throw Stopped(cause: error) }
    if let message {
      try tell(.record(.warning(Warning(.passedOver, origin: file.origin(), message: message))))
    }
    if let warning { try tell(.record(.warning(warning))) }
    info.sha256 = try file.finish()
    try close(file, &info)
  }

  /// Says whether there is a file at a place, where `file` is.
  private func exists(beside file: DumpFile) -> (String) -> Bool {
    guard file.entry != nil else { return FileName.exists }
    let folder = archive?.folder
    return { folder?.contains($0) ?? false }
  }

  // A file that gave nothing may have been taken for what it is not: that is never silent.
  private func nothing(in file: DumpFile, _ info: DumpFileInfo) -> String? {
    guard file.byteCount > 0, !file.isExplained else { return nil }
    return "read as \(info.format) (\(info.reason)), but no article was found in it; if it is "
      + "something else, say so with --input-format"
  }

  /// What to say of an article whose text is longer than any article: reading it would take many times
  /// its size in memory.
  private func tooLong(_ article: Article) -> Reject? {
    let limit = options.limits.text
    guard article.body.utf8.count > limit else { return nil }
    return Reject(
      origin: article.origin,
      reason: "its text has \(article.body.utf8.count) bytes, more than \(limit); it may be many "
        + "articles in one: split it, or raise --max-size",
      excerpt: String(article.body.prefix(200)))
  }

  private func completed(_ article: Article, in file: DumpFile) -> Article {
    var article = article
    article.joinFields()
    if file.entry != nil { archive?.notes?.complete(&article, in: file) }
    for notes in notes.reversed() { notes.complete(&article, in: file) }
    if article.outlet == nil { article.outlet = options.outlet }
    if article.declaredLanguage == nil { article.declaredLanguage = options.language }
    return article
  }
}
