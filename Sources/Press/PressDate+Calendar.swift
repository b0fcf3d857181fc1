// Counting days, for dates that are computed from another one.

extension PressDate {
  /// Days since the first of January 1970; nil when the day is not printed.
  package var dayNumber: Int? { day.map { Self.dayNumber(year, month ?? 1, $0) } }

  /// The first and the last day that the date may mean, as days since 1970.
  package var days: ClosedRange<Int> {
    if let day = dayNumber { return day...day }
    guard let month else { return Self.dayNumber(year, 1, 1)...Self.dayNumber(year, 12, 31) }
    let first = Self.dayNumber(year, month, 1)
    let next = month == 12 ? Self.dayNumber(year + 1, 1, 1) : Self.dayNumber(year, month + 1, 1)
    return first...next - 1
  }

  /// The day of the week of a day since 1970: 1 is Monday, 7 is Sunday.
  package static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 + 1 }

  /// A year, month or day; nil when the calendar has no such day.
  package init?(year: Int, month: Int?, day: Int? = nil, printed: String? = nil) {
    guard (1000...2999).contains(year), ISODate.exists(year, month ?? 1, day ?? 1) else {
      return nil
    }
    var iso = ISODate.pad(year, 4)
    if let month {
      iso += "-" + ISODate.pad(month, 2)
      if let day { iso += "-" + ISODate.pad(day, 2) }
    }
    self.init(iso: iso, printed: printed)
  }

  /// What all days of a range have in common: the day, the month or the year; nil when that is
  /// nothing.
  package init?(commonTo days: ClosedRange<Int>, printed: String? = nil) {
    let first = ISODate.day(days.lowerBound)
    let last = ISODate.day(days.upperBound)
    for length in [10, 7, 4]
    where first.utf8.count == 10 && first.prefix(length) == last.prefix(length) {
      self.init(iso: String(first.prefix(length)), printed: printed)
      return
    }
    return nil
  }

  /// Days from the first of January 1970 to a day, before which they are negative.
  package static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // The reverse of `ISODate.day`: eras of 400 years that start in March.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yoe = y - era * 400
    let doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
  }
}
