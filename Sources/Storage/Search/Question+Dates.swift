extension Question {
  /// True for a year, a month or a day of the calendar: `2022`, `2022-12`, `2022-12-09`.
  package static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard [[4], [4, 2], [4, 2, 2]].contains(parts.map(\.utf8.count)) else { return false }
    let numbers = parts.map { $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) ?? -1 : -1 }
    if numbers.contains(-1) { return false }
    if numbers.count > 1, !(1...12).contains(numbers[1]) { return false }
    return numbers.count < 3 || (1...days(of: numbers[1], numbers[0])).contains(numbers[2])
  }

  static func days(of month: Int, _ year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    if month == 2 { return isLeap ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// The dates that are wanted.
  package var dates: DateRange { DateRange(from: from, to: to) }
}

/// A range of dates, both ends in it; an open end is nil.
///
/// A date that is only a month or a year is in it when all its days are. Ends are as coarse as they can
/// be: from the first of January on is from the year on, to the last of February is to that month.
package struct DateRange: Sendable, Hashable {
  package private(set) var from: String?
  package private(set) var to: String?

  /// - Precondition: both are dates in the sense of `Question.isDate`.
  package init(from: String?, to: String?) {
    self.from = from.map(Self.coarseStart)
    self.to = to.map(Self.coarseEnd)
  }

  private static func coarseStart(_ date: String) -> String {
    var date = date
    while date.utf8.count > 4, date.hasSuffix("-01") { date.removeLast(3) }
    return date
  }

  private static func coarseEnd(_ date: String) -> String {
    var parts = date.split(separator: "-").map { Int($0) ?? 0 }
    var date = date
    if parts.count == 3, parts[2] == Question.days(of: parts[1], parts[0]) {
      parts.removeLast()
      date.removeLast(3)
    }
    if parts.count == 2, parts[1] == 12 { date.removeLast(3) }
    return date
  }

  /// The months and years of which only some days are in the range.
  var cut: [String] { Set([from, to].compactMap { $0 }.flatMap(Self.around)).sorted() }

  /// The month and the year around a date, without itself.
  static func around(_ date: String) -> [String] {
    [4, 7].filter { $0 < date.utf8.count }.map { String(date.prefix($0)) }
  }
}
