/// A date at the precision that was printed: ISO 8601 text, cut where the source stops.
///
/// `2022`, `2022-12`, `2022-12-09`, `2022-12-09T10:32`, `2022-12-09T10:32:00+01:00`. A zone is there
/// only when it was printed. Values sort and compare as text.
public struct PressDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// ISO 8601 text at its own precision.
  public var iso: String
  /// The date as it was printed, when it was read from words.
  public var printed: String?

  /// Keeps `iso` as it is; the caller has made sure that it is a valid, possibly cut, ISO 8601 date.
  public init(iso: String, printed: String? = nil) {
    self.iso = iso
    self.printed = printed
  }

  /// The year, always there.
  public var year: Int { Int(iso.prefix(4)) ?? 0 }
  /// The month (1 ... 12), if printed.
  public var month: Int? { iso.utf8.count >= 7 ? Int(iso.dropFirst(5).prefix(2)) : nil }
  /// The day of the month (1 ... 31), if printed.
  public var day: Int? { iso.utf8.count >= 10 ? Int(iso.dropFirst(8).prefix(2)) : nil }

  /// The ISO text.
  public var description: String { iso }
  /// Orders as text, which is the order in time for dates of one precision and zone.
  public static func < (a: PressDate, b: PressDate) -> Bool { a.iso < b.iso }
}
