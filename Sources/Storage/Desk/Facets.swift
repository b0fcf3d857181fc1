import SQLite

/// How the rows of one answer are spread over one property.
package struct Facet: Sendable, Hashable {
  /// The properties by which an answer is broken down.
  package enum Name: String, Sendable, CaseIterable { case outlet, month, language, speaker, kind }

  /// One value of the property.
  package struct Value: Sendable, Hashable {
    /// What a filter takes: a source's key, else the value itself; nil where no filter finds just
    /// these rows, as with what is not known or a date that is only a year.
    package var key: String?
    /// What a person reads; nil where it is not known.
    package var label: String?
    /// In how many rows of the answer it is found.
    package var count: Int

    package init(key: String?, label: String?, count: Int) {
      self.key = key
      self.label = label
      self.count = count
    }
  }

  package var name: Name
  /// The most frequent first; months in order of time.
  package var values: [Value]
  /// How many more values there are than those given.
  package var others: Int

  package init(name: Name, values: [Value], others: Int) {
    self.name = name
    self.values = values
    self.others = others
  }
}

extension Archive {
  /// How the rows that answer a question are spread over outlets, months, languages, speakers and
  /// kinds, and how many there are in all.
  ///
  /// Of articles, the facets «speaker» and «kind» count those with such a statement. The kind of a
  /// relation is its class, its speaker who asserts it: `article`, without a label, for the article's
  /// own voice. At most `most` values of a facet are given, but all months.
  package func facets(_ question: Question, of subject: Subject, most: Int = 20) throws
    -> (total: Int, facets: [Facet])
  {
    let said = subject == .relations ? ["r.asserted_by", "r.class"] : ["s.source_id", "s.kind"]
    let rows = try all(
      question, of: subject,
      ["a.id"] + said + ["ifnull(a.outlet_id, 0)", "substr(a.published, 1, 7)", "a.language"],
      join: subject == .articles ? "\nLEFT JOIN statements s ON s.article_id = a.id" : "")
    var tally = FacetTally(countsArticles: subject == .articles, merged: try mergedSources())
    while try rows.next() { tally.add(rows) }
    tally.finish()
    func facet(_ name: Facet.Name, _ counts: [String?: Int]) -> Facet {
      Self.facet(name, counts.map { Facet.Value(key: $0, label: $0, count: $1) }, most: most)
    }
    let ownVoice = Facet.Value(key: "article", label: nil, count: tally.unsaid)
    return (
      tally.total,
      [
        try self.facet(.outlet, tally.outlets, of: "outlets", by: "name", most: most),
        Self.facet(.month, tally.months.map(Self.month), most: most),
        facet(.language, tally.languages),
        try self.facet(
          .speaker, tally.speakers, of: "sources", by: "key",
          and: subject == .relations && ownVoice.count > 0 ? [ownVoice] : [], most: most),
        facet(.kind, tally.kinds),
      ]
    )
  }

  private static func month(_ month: String?, _ count: Int) -> Facet.Value {
    Facet.Value(key: month?.utf8.count == 7 ? month : nil, label: month, count: count)
  }

  /// The sources that are merged, each with the one as which it counts.
  func mergedSources() throws -> [Int64: Int64] {
    let rows = try rows("SELECT id, merged_into FROM sources WHERE merged_into IS NOT NULL", [])
    var merged: [Int64: Int64] = [:]
    while try rows.next() { merged[rows.integer(0)] = rows.integer(1) }
    return merged
  }

  /// The rows of sources or outlets with the greatest counts, by what filters take; row 0 stands for
  /// what is not known. Names are looked up of those only that may be among the first.
  func first(_ counts: [Int64: Int], of table: String, by key: String, most: Int) throws
    -> [(id: Int64, value: Facet.Value)]
  {
    let least = counts.values.sorted(by: >).prefix(most).last ?? 0
    let query = try connection.query("SELECT \(key), name FROM \(table) WHERE id = ?1")
    var found: [(id: Int64, value: Facet.Value)] = []
    for (id, count) in counts where count >= least {
      query.reset()
      try query.bind(1, id)
      let isThere = try query.step()
      found.append(
        (
          id,
          Facet.Value(
            key: isThere ? query.text(0) : nil, label: isThere ? query.text(1) : nil, count: count)
        ))
    }
    return Array(
      found.sorted { ($1.value.count, $0.value.key ?? "") < ($0.value.count, $1.value.key ?? "") }
        .prefix(most))
  }

  private func facet(
    _ name: Facet.Name, _ counts: [Int64: Int], of table: String, by key: String,
    and others: [Facet.Value] = [], most: Int
  ) throws -> Facet {
    let values = try first(counts, of: table, by: key, most: most).map(\.value)
    var facet = Self.facet(name, values + others, most: most)
    facet.others = counts.count + others.count - facet.values.count
    return facet
  }

  private static func facet(_ name: Facet.Name, _ values: [Facet.Value], most: Int) -> Facet {
    if name == .month {
      return Facet(
        name: name, values: values.sorted { ($0.label ?? "~") < ($1.label ?? "~") }, others: 0)
    }
    let sorted = values.sorted { ($1.count, $0.label ?? "") < ($0.count, $1.label ?? "") }
    return Facet(
      name: name, values: Array(sorted.prefix(most)), others: max(0, sorted.count - most))
  }
}

/// Counts rows of articles with what they report, which come by article.
private struct FacetTally {
  /// How often a value was met, and in which article last.
  private struct Met {
    var count = 0
    var article: Int64 = -1

    /// Counts it once more, or once an article.
    mutating func add(_ article: Int64, onceEach: Bool) {
      if onceEach && self.article == article { return }
      count += 1
      self.article = article
    }
  }

  private let countsArticles: Bool
  private let merged: [Int64: Int64]
  private(set) var total = 0
  private(set) var outlets: [Int64: Int] = [:]
  private(set) var months: [String?: Int] = [:]
  private(set) var languages: [String?: Int] = [:]
  private var bySource: [Int64: Met] = [:]
  /// There are few kinds.
  private var byKind: [(kind: String, met: Met)] = []
  /// How many rows have no speaker.
  private(set) var unsaid = 0
  /// The last article with its outlet, month and language, and how often it counts.
  private var article: Int64 = -1
  private var outlet: Int64 = 0
  private var month: String?
  private var language: String?
  private var count = 0

  var speakers: [Int64: Int] { bySource.mapValues(\.count) }
  var kinds: [String?: Int] {
    Dictionary(byKind.map { ($0.kind, $0.met.count) }, uniquingKeysWith: +)
  }

  init(countsArticles: Bool, merged: [Int64: Int64]) {
    self.countsArticles = countsArticles
    self.merged = merged
  }

  /// Adds a row: article, source, kind, outlet, month, language.
  mutating func add(_ rows: Rows) {
    let id = rows.integer(0)
    if id != article {
      finish()
      article = id
      outlet = rows.integer(3)
      month = rows.text(4)
      language = rows.text(5)
    }
    count = countsArticles ? 1 : count + 1
    let source = rows.integer(1)
    if source == 0 {
      unsaid += 1
    } else {
      bySource[merged.isEmpty ? source : merged[source] ?? source, default: Met()]
        .add(id, onceEach: countsArticles)
    }
    guard let kind = rows.text(2) else { return }
    if let place = byKind.firstIndex(where: { $0.kind == kind }) {
      byKind[place].met.add(id, onceEach: countsArticles)
    } else {
      byKind.append((kind, Met(count: 1, article: id)))
    }
  }

  /// Counts the last article.
  mutating func finish() {
    if count == 0 { return }
    total += count
    outlets[outlet, default: 0] += count
    months[month, default: 0] += count
    languages[language, default: 0] += count
    count = 0
  }
}
