import Press

/// Makes articles of named values, for every format whose records are fields: CSV, JSON, XLSX, RIS.
final class RecordBuilder {
  private let file: DumpFile
  private let yield: (Record) throws -> Void
  /// How numbers such as 04/05/2013 are meant in this file.
  private var dates: DateOrder
  /// Records whose date waits for the order.
  private var waiting: [Record] = []
  private var waitingBytes = 0
  /// Records that wait until one of them has every column that `--map` names; nil when none has to.
  private var unproven: [Record]?
  private var unprovenBytes = 0
  /// The names of the fields of the first record.
  private var names: [String] = []

  /// - Parameters:
  ///   - file: the file whose records come.
  ///   - order: how numbers such as 04/05/2013 are meant, where something else has settled it.
  ///   - yield: takes each record.
  init(
    _ file: DumpFile, order: PressDate.Order? = nil, yield: @escaping (Record) throws -> Void
  ) {
    self.file = file
    self.yield = yield
    dates = DateOrder(settled: order)
    if file.isNamed, !file.options.fieldMap.isEmpty { unproven = [] }
  }

  /// Takes the fields of one record.
  func add(_ fields: [RecordField], at origin: Origin) throws {
    try pass(record(of: fields, at: origin))
  }

  /// Takes a text and the fields that are beside it.
  func add(_ fields: [RecordField], body: String, at origin: Origin) throws {
    try pass(record(of: fields, body: body, at: origin))
  }

  /// Reports something about a record.
  func warn(_ warning: Warning) throws { try pass(.warning(warning)) }

  /// Sets a record aside.
  func reject(_ origin: Origin, _ reason: String, excerpt: UnsafeRawBufferPointer) throws {
    try pass(
      .reject(Reject(origin: origin, reason: reason, excerpt: Self.excerpt(excerpt))))
  }

  /// The start of a record that could not be read.
  static func excerpt(_ bytes: UnsafeRawBufferPointer) -> String {
    let start = UnsafeRawBufferPointer(rebasing: bytes.prefix(600))
    return String(DecodedText(start).text.prefix(200))
  }

  /// Gives what still waits.
  ///
  /// - Throws: `DumpError` when `--map` names a column that none of the records has.
  func finish() throws {
    try prove(isEnd: true)
    try flush(dates.settle())
    if let warning = dates.warning() { try yield(.warning(warning)) }
  }

  // MARK: Columns that a person named

  /// How many records, and bytes of text, wait for a column.
  private static let unprovenAtMost = (records: 1000, bytes: 8 << 20)

  private func pass(_ record: Record) throws {
    guard unproven != nil else { return try deliver(record) }
    unproven?.append(record)
    if case .article(let article) = record { unprovenBytes += article.body.utf8.count }
    try prove(isEnd: false)
  }

  // A name with a slip of the pen must not cost an import of hours.
  private func prove(isEnd: Bool) throws {
    guard let records = unproven, !records.isEmpty else { return }
    let missing = file.options.fieldMap.sorted { $0.key < $1.key }.filter { field, _ in
      (FieldRole(rawValue: field) ?? FieldRole.guessed(field)?.role).map {
        !file.mapped.contains($0)
      } ?? false
    }
    if let (field, column) = missing.first {
      let isFull =
        records.count >= Self.unprovenAtMost.records || unprovenBytes > Self.unprovenAtMost.bytes
      guard isEnd || isFull else { return }
      throw file.error(
        .options,
        "--map \(field)=\(column): none of the \(isEnd ? "" : "first ")\(records.count) records has "
          + "a column or key «\(column)»; there are: "
          + (names.isEmpty ? "none" : names.joined(separator: ", ")))
    }
    unproven = nil
    for record in records { try deliver(record) }
  }

  // MARK: Dates that can be read in two ways

  private func deliver(_ record: Record) throws {
    var size = 0
    var waits = !waiting.isEmpty
    if case .article(let article) = record {
      if dates.note(article) { waits = true }
      size = article.body.utf8.count
    }
    guard waits else { return try yield(record) }
    waiting.append(record)
    waitingBytes += size + 500
    // Memory before certainty: after 32 MiB what is known by then decides.
    if let order = dates.settled ?? (waitingBytes > 32 << 20 ? dates.settle() : nil) {
      try flush(order)
    }
  }

  private func flush(_ order: PressDate.Order) throws {
    for record in waiting {
      guard case .article(var article) = record, let printed = article.published?.printed,
        DateOrder.isSlashed(printed)
      else {
        try yield(record)
        continue
      }
      article.published = PressDate(reading: printed, order: order)
      try yield(.article(article))
    }
    waiting.removeAll()
    waitingBytes = 0
  }

  // MARK: Fields

  private func record(
    of fields: [RecordField], body: String? = nil, at origin: Origin
  ) -> Record {
    var article = Article(origin: origin, body: body ?? "")
    var taken = takeColumns(of: fields, except: body == nil ? nil : .body, into: &article)
    if let lead = LeadField.index(in: fields, above: article.body, besides: taken) {
      LeadField.prepend(fields[lead], to: &article)
      taken.insert(lead)
    }
    if article.body.isEmpty, !file.options.allowEmptyBody {
      return .reject(emptyBody(fields, origin, title: article.title))
    }
    if article.outlet == nil, file.options.outlet == nil, let url = article.url,
      let host = Outlets.host(of: url)
    {
      article.outlet = host
      article.keep("outlet_rule", .text("url"))
    }
    if article.body.utf8.count >= Self.longestCell, article.body.utf16.count == Self.longestCell {
      article.keep(FileTally.cut, .bool(true))
    }
    keepRest(of: fields, taken, in: &article)
    return .article(article)
  }

  /// The most that a cell of Excel contains, in units of UTF-16: a text of this length was cut there.
  private static let longestCell = 32_767

  /// Puts what `fields` say into the columns of `article`; what has no column becomes metadata.
  func fill(_ article: inout Article, from fields: [RecordField]) {
    let taken = takeColumns(of: fields, except: .body, into: &article)
    keepRest(of: fields, taken, in: &article)
  }

  /// - Returns: the fields that have gone into a column.
  private func takeColumns(
    of fields: [RecordField], except: FieldRole?, into article: inout Article
  ) -> Set<Int> {
    var taken = Set<Int>()
    if !file.options.fieldMap.isEmpty {
      if names.isEmpty { names = fields.prefix(40).map(\.name) }
      file.mapped.formUnion(fields.lazy.filter { $0.rank < 0 }.compactMap(\.role))
    }
    let isPost = Self.isPost(fields)
    for role in Self.roles where role != except {
      var candidates = fields.indices.filter { fields[$0].role == role }.sorted {
        fields[$0].rank < fields[$1].rank
      }
      if role == .body { Self.preferWhole(&candidates, fields) }
      if role == .title, isPost { candidates.removeAll { Self.isName(fields[$0]) } }
      if role == .authors, isPost {
        candidates += fields.indices.filter { Self.isName(fields[$0]) }
      }
      for i in candidates where take(fields[i].value, as: role, into: &article) {
        // Of a list of many, the column has the first; the list stays beside it.
        if role == .body || role == .authors || !fields[i].value.isListOfMany { taken.insert(i) }
        break
      }
    }
    if article.published.map({ $0.iso.utf8.count < 10 }) ?? true,
      let date = DateFields.date(in: fields),
      date.iso.utf8.count > article.published?.iso.utf8.count ?? 0
    {
      article.published = date
    }
    if let day = article.published, day.iso.utf8.count == 10,
      let time = DateFields.time(in: fields)
    {
      let printed = (day.printed ?? day.iso) + " " + time
      article.published = PressDate(reading: printed, order: dates.settled ?? .dayFirst) ?? day
    }
    if article.published == nil { readLoosely(fields, into: &article, &taken) }
    if article.published == nil, let i = DateFields.named(in: fields), !taken.contains(i),
      take(fields[i].value, as: .published, into: &article)
    {
      taken.insert(i)
    }
    // A source that is an address and not a name, as trafilatura writes it.
    if article.url == nil,
      let i = fields.indices.first(where: {
        fields[$0].role == .outlet && !taken.contains($0)
          && FieldText.plain(fields[$0].value).map(FieldText.isURL) == true
      }), take(fields[i].value, as: .url, into: &article)
    {
      taken.insert(i)
    }
    return taken
  }

  // «Name» beside «Screen Name» is who posted, and no title.
  private static func isPost(_ fields: [RecordField]) -> Bool {
    fields.contains(where: isName)
      && fields.contains { handles.contains(FieldRole.folded($0.name)) }
  }

  private static let handles: Set<String> = [
    "screenname", "username", "userscreenname", "handle", "userhandle",
  ]

  private static func isName(_ field: RecordField) -> Bool {
    field.role == .title && field.name.utf8.count == 4 && field.name.lowercased() == "name"
  }

  // A field called «text» may contain the first lines only of what another one contains whole.
  private static func preferWhole(_ candidates: inout [Int], _ fields: [RecordField]) {
    func text(_ i: Int) -> String {
      if case .text(let text) = fields[i].value { return text }
      return ""
    }
    guard candidates.count > 1, let first = candidates.first, fields[first].rank >= 0,
      let longest = candidates.max(by: { text($0).utf8.count < text($1).utf8.count }),
      longest != first, fields[longest].rank < 40
    else { return }
    let (short, long) = (text(first), text(longest))
    guard !short.isEmpty else { return }
    let isSummary = short.utf8.count < 240 && long.utf8.count > 4 * short.utf8.count
    let isStart = short.utf8.count >= 40 && long.utf8.starts(with: short.utf8)
    guard isSummary && fields[longest].rank < 30 || isStart else { return }
    candidates.removeAll { $0 == longest }
    candidates.insert(longest, at: 0)
  }

  // No field is a date as a whole: one may contain a date among other words, or none that is understood.
  private func readLoosely(
    _ fields: [RecordField], into article: inout Article, _ taken: inout Set<Int>
  ) {
    let candidates = fields.indices.filter { fields[$0].role == .published }.sorted {
      fields[$0].rank < fields[$1].rank
    }
    var raw: String?
    for i in candidates {
      guard let printed = FieldText.name(fields[i].value) else {
        let keys = fields[i].value.fields.map(\.name)
        if !keys.isEmpty { raw = raw ?? "{\(keys.joined(separator: ", "))}" }
        continue
      }
      if let date = PrintedDate.inField(printed, order: dates.settled ?? .dayFirst) {
        article.published = date
        taken.insert(i)
        return
      }
      raw = raw ?? printed
    }
    article.keep(FileTally.unreadDate, raw.map(Metadata.text))
  }

  private func keepRest(of fields: [RecordField], _ taken: Set<Int>, in article: inout Article) {
    for i in fields.indices where !taken.contains(i) {
      let value = fields[i].value
      switch value {
      case .null: continue
      case .text(let text) where text.isEmpty || text == article.body || text == article.title:
        continue
      case .list(let items) where items.isEmpty: continue
      case .object(let items) where items.isEmpty: continue
      default: article.keep(fields[i].name, value)
      }
    }
  }

  private static let roles: [FieldRole] = [
    .body, .title, .published, .url, .outlet, .authors, .section, .language, .id,
  ]

  private func take(_ value: Metadata, as role: FieldRole, into article: inout Article) -> Bool {
    switch role {
    case .body:
      if let page = BodyText.page(value) {
        article.take(page)
        return true
      }
      guard let (body, isHTML) = BodyText.read(value) else { return false }
      article.body = body
      if isHTML { article.keep("body_rule", .text("html")) }
    case .title:
      guard let title = FieldText.name(value) else { return false }
      article.title = BodyText.withoutEntities(title)
    case .published:
      if let date = DateFields.instant(value) {
        article.published = date
        return true
      }
      guard let printed = FieldText.name(value) else { return false }
      guard let date = Self.date(printed, order: dates.settled ?? .dayFirst) else { return false }
      article.published = date
    case .url:
      // A number is none.
      guard let url = FieldText.name(value), url.utf8.contains(where: { ".:/".utf8.contains($0) })
      else { return false }
      article.url = FieldText.normalised(url)
      if article.url != url { article.keep("url_printed", .text(url)) }
    case .outlet:
      guard let outlet = FieldText.name(value) else { return false }
      if FieldText.isURL(outlet) || Outlets.isNone(outlet) { return false }
      article.outlet = outlet
    case .authors:
      article.authors = FieldText.authors(value).filter {
        !Outlets.isNumber($0) && !FieldText.isStamp($0)
      }
      return !article.authors.isEmpty
    case .section:
      // A number is an id of a category.
      guard let section = FieldText.name(value), !Outlets.isNumber(section) else { return false }
      article.section = section
    case .language:
      guard let printed = FieldText.plain(value), let code = FieldText.language(printed) else {
        return false
      }
      article.declaredLanguage = code
    case .id:
      guard let id = FieldText.plain(value) else { return false }
      article.externalID = id
    }
    return true
  }

  // A day as spreadsheets count it is five digits long; nothing else in a date field is.
  private static func date(_ raw: String, order: PressDate.Order) -> PressDate? {
    let printed = DateFields.plain(raw)
    if let date = PressDate(reading: printed, order: order) { return date }
    guard let serial = Double(printed), serial >= 20000, serial < 70000 else { return nil }
    return PressDate(spreadsheetSerial: serial, printed: printed)
  }

  private func emptyBody(_ fields: [RecordField], _ origin: Origin, title: String?) -> Reject {
    if fields.isEmpty { return Reject(origin: origin, reason: "no text: the record is empty") }
    let bodies = fields.filter { $0.role == .body }.map { "«\($0.name)»" }
    let reason: String
    if bodies.isEmpty {
      let names = fields.prefix(40).map(\.name).joined(separator: ", ")
      let inner = fields.first { !$0.value.fields.isEmpty }.map {
        " (a path reaches inside: --map body=\($0.name).\($0.value.fields[0].name))"
      }
      reason =
        "no text: none of the fields that are not empty (\(names)) is known to contain it; name it with "
        + "--map body=FIELD\(inner ?? ""), or keep such records with --allow-empty-body"
    } else {
      reason =
        "no text: \(bodies.joined(separator: ", ")) contains none; keep such records with "
        + "--allow-empty-body"
    }
    return Reject(origin: origin, reason: reason, excerpt: String((title ?? "").prefix(200)))
  }
}
