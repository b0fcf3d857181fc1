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

  /// The value as SQL over `a`, `o`, `s`, `r` and the sources joined by `join`.
  var value: String {
    switch self {
    case .day: "substr(a.published, 1, 10)"
    case .month: "substr(a.published, 1, 7)"
    case .year: "substr(a.published, 1, 4)"
    case .week: Self.isoWeek
    case .outlet: "o.name"
    case .language: "a.language"
    case .family: "coalesce(a.family_id, a.id)"
    case .source: "coalesce(st.name, sp.name)"
    case .country: "coalesce(st.country, sp.country)"
    case .sourceKind: "coalesce(st.kind, sp.kind)"
    case .kind: "s.kind"
    case .cueClass: "s.cue_class"
    case .class: "r.class"
    case .polarity: "r.polarity"
    case .modality: "r.modality"
    case .subject: "coalesce(xt.name, xp.name)"
    case .object: "coalesce(yt.name, yp.name)"
    case .assertedBy: "coalesce(zt.name, zp.name)"
    }
  }

  /// What tells its values apart and what a filter takes, as SQL: two sources may share a name.
  var key: String {
    switch self {
    case .source: "coalesce(st.key, sp.key)"
    case .subject: "coalesce(xt.key, xp.key)"
    case .object: "coalesce(yt.key, yp.key)"
    case .assertedBy: "coalesce(zt.key, zp.key)"
    default: value
    }
  }

  // The week of ISO 8601 is that of its Thursday. A date without a day stays as it is.
  private static let isoWeek = """
    iif(length(a.published) < 10, a.published,
      strftime('%Y', substr(a.published, 1, 10), '-3 days', 'weekday 4') || '-W' || substr('0' ||
      ((strftime('%j', substr(a.published, 1, 10), '-3 days', 'weekday 4') + 6) / 7), -2))
    """

  /// The tables that `value` needs beside those of the listing.
  var join: String {
    func sources(_ p: String, _ t: String, _ column: String) -> String {
      "\nLEFT JOIN sources \(p) ON \(p).id = \(column)"
        + "\nLEFT JOIN sources \(t) ON \(t).id = \(p).merged_into"
    }
    return switch self {
    case .outlet: "\nLEFT JOIN outlets o ON o.id = a.outlet_id"
    case .source, .country, .sourceKind: sources("sp", "st", "s.source_id")
    case .subject: sources("xp", "xt", "r.subject_id")
    case .object: sources("yp", "yt", "r.object_id")
    case .assertedBy: sources("zp", "zt", "r.asserted_by")
    default: ""
    }
  }

  /// The period that follows `period`; nil where that cannot be determined.
  func next(after period: String) -> String? {
    let parts = period.split(separator: "-").map { Int($0.drop { $0 == "W" }) ?? 0 }
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    switch (self, parts.count) {
    case (.year, 1): return "\(parts[0] + 1)"
    case (.month, 2):
      return parts[1] >= 12 ? "\(parts[0] + 1)-01" : "\(parts[0])-\(two(parts[1] + 1))"
    case (.day, 3):
      let day = PressDate.dayNumber(parts[0], parts[1], parts[2]) + 1
      return PressDate(commonTo: day...day)?.iso
    case (.week, 2):
      // The fourth of January lies in the first week.
      let fourth = PressDate.dayNumber(parts[0], 1, 4)
      let thursday = fourth - PressDate.weekday(of: fourth) + 4 + 7 * parts[1]
      let year = PressDate(commonTo: thursday...thursday)?.year ?? parts[0]
      let number = (thursday - PressDate.dayNumber(year, 1, 1)) / 7 + 1
      return "\(year)-W\(two(number))"
    default: return nil
    }
  }
}
