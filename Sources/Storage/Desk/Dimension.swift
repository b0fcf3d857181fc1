import Press

/// By what articles, statements and relations can be counted.
package enum Dimension: String, Sendable, CaseIterable {
  case day, week, month, year, outlet, language, family
  case source, country, kind
  case sourceKind = "source-kind"
  case cueClass = "cue-class"
  case `class`, subject, object, polarity, modality
  case assertedBy = "asserted-by"

  /// True for stretches of time, whose order is that of time.
  package var isPeriod: Bool { [.day, .week, .month, .year].contains(self) }

  /// True for what an article has without being read: time, outlet, language, family.
  var isOfArticles: Bool { isPeriod || [.outlet, .language, .family].contains(self) }

  /// True for what only relations have.
  private var isOfRelations: Bool {
    [.class, .subject, .object, .polarity, .modality, .assertedBy].contains(self)
  }

  /// The dimensions by which a kind of row can be counted.
  package static func all(of subject: Archive.Subject) -> [Dimension] {
    allCases.filter { dimension in
      dimension.isOfArticles || dimension.isOfRelations == (subject == .relations)
    }
  }

  /// What tells its values apart, as SQL over `a`, `s`, `r` and what `join` brings in: a row of
  /// `names`, else what a person reads and a filter takes.
  var counted: String {
    switch self {
    // The week is determined from the day.
    case .day, .week: "substr(a.published, 1, 10)"
    case .month: "substr(a.published, 1, 7)"
    case .year: "substr(a.published, 1, 4)"
    case .outlet: "a.outlet_id"
    case .language: "a.language"
    case .family: "coalesce(a.family_id, a.id)"
    case .source: "s.source_id"
    case .country: "coalesce(st.country, sp.country)"
    case .sourceKind: "coalesce(st.kind, sp.kind)"
    case .kind: "s.kind"
    case .cueClass: "s.cue_class"
    case .class: "r.class"
    case .polarity: "r.polarity"
    case .modality: "r.modality"
    case .subject: "r.subject_id"
    case .object: "r.object_id"
    case .assertedBy: "r.asserted_by"
    }
  }

  /// Where the rows that it counts by have their names, and the column that a filter takes: two
  /// sources may share a name.
  var names: (table: String, key: String)? {
    switch self {
    case .outlet: ("outlets", "name")
    case .source, .subject, .object, .assertedBy: ("sources", "key")
    default: nil
    }
  }

  /// The tables that `counted` needs beside those of the listing.
  var join: String {
    guard [.country, .sourceKind].contains(self) else { return "" }
    return """

      LEFT JOIN sources sp ON sp.id = s.source_id
      LEFT JOIN sources st ON st.id = sp.merged_into
      """
  }

  /// The week of ISO 8601 of a day, which is that of its Thursday; a date without a day stays as it is.
  static func week(of day: String) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return day }
    let number = PressDate.dayNumber(parts[0], parts[1], parts[2])
    return week(ofThursday: number - PressDate.weekday(of: number) + 4)
  }

  private static func week(ofThursday thursday: Int) -> String {
    let year = PressDate(commonTo: thursday...thursday)?.year ?? 0
    return "\(year)-W\(two(1 + (thursday - PressDate.dayNumber(year, 1, 1)) / 7))"
  }

  private static func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }

  /// The periods of a range of dates in the order of time; where an end of it is open, from the first
  /// or to the last of `found`. None when they cannot be determined or are more than `most`.
  func periods(of found: [String], in dates: DateRange, atMost most: Int) -> [String] {
    let whole = found.filter { next(after: $0) != nil }
    guard var period = dates.from.map({ self.period(at: $0, isEnd: false) }) ?? whole.min(),
      let last = dates.to.map({ self.period(at: $0, isEnd: true) }) ?? whole.max(), period <= last
    else { return [] }
    var periods = [period]
    while period < last, let next = next(after: period) {
      if periods.count == most { return [] }
      period = next
      periods.append(period)
    }
    return periods
  }

  /// The period with the first day, or the last, of a day, month or year.
  private func period(at date: String, isEnd: Bool) -> String {
    var day = date
    if day.utf8.count == 4 { day += isEnd ? "-12" : "-01" }
    if day.utf8.count == 7 {
      let parts = day.split(separator: "-").compactMap { Int($0) }
      day += "-\(isEnd ? Self.two(Question.days(of: parts[1], parts[0])) : "01")"
    }
    switch self {
    case .week: return Self.week(of: day)
    case .month: return String(day.prefix(7))
    case .year: return String(day.prefix(4))
    default: return day
    }
  }

  /// The period that follows `period`; nil where that cannot be determined.
  func next(after period: String) -> String? {
    let parts = period.split(separator: "-").map { Int($0.drop { $0 == "W" }) ?? 0 }
    switch (self, parts.count) {
    case (.year, 1): return "\(parts[0] + 1)"
    case (.month, 2):
      return parts[1] >= 12 ? "\(parts[0] + 1)-01" : "\(parts[0])-\(Self.two(parts[1] + 1))"
    case (.day, 3):
      let day = PressDate.dayNumber(parts[0], parts[1], parts[2]) + 1
      return PressDate(commonTo: day...day)?.iso
    case (.week, 2) where period.contains("W"):
      // The fourth of January lies in the first week.
      let fourth = PressDate.dayNumber(parts[0], 1, 4)
      return Self.week(ofThursday: fourth - PressDate.weekday(of: fourth) + 4 + 7 * parts[1])
    default: return nil
    }
  }
}
