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

  private static func days(of month: Int, _ year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    if month == 2 { return isLeap ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}
