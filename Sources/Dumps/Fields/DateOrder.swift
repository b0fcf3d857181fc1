import Press

/// How the numbers of dates such as 04/05/2013 are meant in one file, as its other dates show it.
///
/// A day above 12 tells the order. One such date may be a slip, so the order is settled when three more
/// dates tell it than the other one, else at the end of the file by the majority; a tie, and one date
/// against texts that are not English, mean that the day comes first. Both orders in one file are told.
struct DateOrder {
  /// The order, once it is settled.
  private(set) var settled: PressDate.Order?

  private struct Evidence {
    var count = 0
    var first: (printed: String, origin: Origin)?

    mutating func add(_ printed: String, _ origin: Origin) {
      count += 1
      if first == nil { first = (printed, origin) }
    }
  }

  private var days = Evidence()
  private var months = Evidence()
  private var ambiguous = Evidence()
  /// How many articles were looked at before the order was settled, and how many are not in English.
  private var texts = (all: 0, others: 0)

  /// English alone is printed with the month first.
  private var isOfOtherTexts: Bool { texts.others * 2 > texts.all }

  /// How many more dates have to tell one order than the other before the end of the file.
  private static let lead = 3

  init(settled: PressDate.Order? = nil) { self.settled = settled }

  /// Looks at a date of a table that tells about texts elsewhere.
  mutating func note(_ printed: String, at origin: Origin) {
    guard Self.isSlashed(printed) else { return }
    switch PressDate.fieldOrder(impliedBy: printed) {
    case .dayFirst: days.add(printed, origin)
    case .monthFirst: months.add(printed, origin)
    case nil: ambiguous.add(printed, origin)
    }
  }

  /// Looks at the date of an article, and at its text when the date can be read in two ways.
  ///
  /// - Returns: true when the article has to wait for the order.
  mutating func note(_ article: Article) -> Bool {
    let unread = article.metadata.first { $0.name == FileTally.unreadDate }?.value.string
    guard let printed = article.published?.printed ?? unread, Self.isSlashed(printed) else {
      return false
    }
    switch PressDate.fieldOrder(impliedBy: printed) {
    case .dayFirst: days.add(printed, article.origin)
    case .monthFirst: months.add(printed, article.origin)
    case nil where unread == nil: ambiguous.add(printed, article.origin)
    case nil: return false
    }
    guard settled == nil else { return false }
    texts.all += 1
    if Self.isOtherThanEnglish(article) { texts.others += 1 }
    if abs(days.count - months.count) >= Self.lead {
      settled = days.count > months.count ? .dayFirst : .monthFirst
    }
    return settled == nil && unread == nil
  }

  /// Settles the order by what is known.
  mutating func settle() -> PressDate.Order {
    let needed = days.count + (isOfOtherTexts ? 1 : 0)
    let order = settled ?? (months.count > needed ? .monthFirst : .dayFirst)
    settled = order
    return order
  }

  /// What is to be told about the order in `whole`, a file or several; nil when its dates leave no
  /// doubt.
  func warning(of whole: String = "the file") -> Warning? {
    let isDayFirst = settled != .monthFirst
    let reading = isDayFirst ? "day before month" : "month before day"
    func dates(_ evidence: Evidence) -> String {
      evidence.first.map { "\(evidence.count) such as «\($0.printed)»" } ?? ""
    }
    if let first = (isDayFirst ? months : days).first, days.count > 0, months.count > 0 {
      return Warning(
        .dateOrder, origin: first.origin,
        message:
          "both orders in \(whole): \(dates(days)) with the day first, \(dates(months)) with "
          + "the month first"
          + (ambiguous.count > 0
            ? "; \(dates(ambiguous)) could be either, read as \(reading)" : ""),
        count: days.count + months.count + ambiguous.count)
    }
    guard let first = ambiguous.first, isDayFirst ? days.count == 0 : isOfOtherTexts else {
      return nil
    }
    let why =
      months.count > 0
      ? "\(dates(months)) put the month first, but the texts are not in English"
      : "no other date of \(whole) decides"
    return Warning(
      .dateOrder, origin: first.origin,
      message: "\(counted(ambiguous.count)) such as «\(first.printed)» can be read in two ways and "
        + "\(why); read as \(reading)", count: ambiguous.count)
  }

  private func counted(_ count: Int) -> String { "\(count) date\(count == 1 ? "" : "s")" }

  /// True for «04/05/2013» and «4-5-13 10:00»: two different small numbers and a year.
  static func isSlashed(_ printed: String) -> Bool {
    let parts = printed.utf8.prefix { $0 != 0x20 && $0 != 0x2C }.split {
      $0 == 0x2F || $0 == 0x2D
    }
    return parts.count == 3 && !parts[0].elementsEqual(parts[1])
      && parts[0].count <= 2 && parts[1].count <= 2 && (parts[2].count == 2 || parts[2].count == 4)
      && parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
  }

  // A declared language, else a text of some length without the most frequent word of English.
  private static func isOtherThanEnglish(_ article: Article) -> Bool {
    if let declared = article.declaredLanguage { return !declared.hasPrefix("en") }
    let start = article.body.utf8.prefix(2000)
    guard start.count >= 80 else { return false }
    return !start.split { $0 == 0x20 || $0 == 0x0A }.contains { word in
      word.count == 3 && word.map { $0 | 0x20 } == Array("the".utf8)
    }
  }
}
