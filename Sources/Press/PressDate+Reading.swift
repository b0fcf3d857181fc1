// Reading dates as dumps print them: French, English, German, Spanish, Italian, Dutch and Portuguese
// words, ISO 8601, RFC 5322, epochs. No locale decides anything.

extension PressDate {
  /// What the numbers of «04/05/2013» mean.
  public enum Order: Sendable {
    case dayFirst
    case monthFirst
  }

  /// Reads a printed date at its own precision; what the text does not say stays out.
  ///
  /// A weekday is passed over, also a wrong one. The whole text must be a date, with the little
  /// words around it («Publié le 31 mai 2022 à 10h32»). A day that does not exist, such
  /// as 31 February, is no date. Gives nil when the text is no date.
  ///
  /// - Parameters:
  ///   - text: the printed date, which `printed` keeps.
  ///   - order: how «04/05/2013» is meant; where only one reading exists, that one is taken.
  public init?(reading text: String, order: Order = .dayFirst) {
    var text = text
    let iso = text.withUTF8 { bytes in
      var bytes = UnsafeRawBufferPointer(bytes)
      while let last = bytes.last, last <= 32 { bytes = .init(rebasing: bytes.dropLast()) }
      while let first = bytes.first, first <= 32 { bytes = .init(rebasing: bytes.dropFirst()) }
      guard (4...120).contains(bytes.count) else { return nil as String? }
      // Java says the zone twice: «2020-02-03T14:05+01:00[Europe/Paris]».
      if bytes.last == 0x5D, let open = bytes.firstIndex(of: 0x5B), open > 10 {
        bytes = .init(rebasing: bytes[..<open])
      }
      return ISODate.read(bytes) ?? ISODate.readDigits(bytes)
    }
    if let iso {
      self.init(iso: iso, printed: text)
      return
    }
    guard (4...160).contains(text.utf8.count) else { return nil }
    var reader = DateReader(text, order: order)
    guard let iso = reader.read() else { return nil }
    self.init(iso: iso, printed: text)
  }

  /// Which order a date such as «13/05/2013» betrays; nil when both or none is possible.
  public static func fieldOrder(impliedBy text: String) -> Order? {
    var numbers: [Int] = []
    var value = 0
    var digits = 0
    for byte in Array(text.utf8) + [0x20] {
      if (0x30...0x39).contains(byte) {
        digits += 1
        value = digits < 9 ? value * 10 + Int(byte - 0x30) : value
        continue
      }
      if digits > 2 && numbers.count < 2 { return nil }
      if digits > 0 { numbers.append(value) }
      if numbers.count == 2 { break }
      if digits > 0 && byte != 0x2F && byte != 0x2D && byte != 0x2E { return nil }
      (value, digits) = (0, 0)
    }
    guard numbers.count == 2, (1...31).contains(numbers[0]), (1...31).contains(numbers[1]) else {
      return nil
    }
    if numbers[0] > 12 { return numbers[1] <= 12 ? .dayFirst : nil }
    return numbers[1] > 12 ? .monthFirst : nil
  }

  /// Seconds since 1970 as a date in UTC; nil outside the years 1900 ... 2199.
  public init?(epoch seconds: Int, printed: String? = nil) {
    guard seconds > -2_208_988_800, seconds < 7_258_118_400 else { return nil }
    let days = Int((Double(seconds) / 86400).rounded(.down))
    let second = seconds - days * 86400
    let iso =
      ISODate.day(days) + "T"
      + ISODate.time(second / 3600, second / 60 % 60, second % 60, zone: "Z")
    self.init(iso: iso, printed: printed)
  }

  /// A day as spreadsheets count them: 1 is the first of January 1900, and 1900 has a 29 February.
  ///
  /// Gives nil outside 61 ... 73050 (March 1900 to December 2099). A fraction is the time.
  public init?(spreadsheetSerial serial: Double, printed: String? = nil) {
    guard serial >= 61, serial < 73051 else { return nil }
    let days = Int(serial) - 25569
    let seconds = Int(((serial - serial.rounded(.down)) * 86400).rounded())
    var iso = ISODate.day(days)
    if seconds > 0 && seconds < 86400 {
      iso += "T" + ISODate.time(seconds / 3600, seconds / 60 % 60, seconds % 60, zone: "")
    }
    self.init(iso: iso, printed: printed)
  }
}

/// Dates that are all figures with a fixed layout.
enum ISODate {
  /// Reads `2022`, `2022-12`, `2022-12-09`, `2022-12-09 10:32[:00[.5]][zone]`, `20190121T104233Z`.
  static func read(_ bytes: UnsafeRawBufferPointer) -> String? {
    var cursor = DigitCursor(bytes: bytes)
    guard let year = cursor.number(4), (1000...2999).contains(year) else { return nil }
    guard let separator = cursor.next else { return pad(year, 4) }
    let isBasic = (0x30...0x39).contains(separator)
    if !isBasic {
      guard separator == 0x2D || separator == 0x2F || separator == 0x2E else { return nil }
      _ = cursor.skip(separator)
    }
    guard let month = cursor.number(2) ?? cursor.number(1), (1...12).contains(month) else {
      return nil
    }
    if cursor.next == nil { return isBasic ? nil : pad(year, 4) + "-" + pad(month, 2) }
    guard isBasic || cursor.skip(separator),
      let day = cursor.number(2) ?? (isBasic ? nil : cursor.number(1)), exists(year, month, day)
    else { return nil }
    let date = pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)
    switch cursor.next {
    case nil: return date
    // «2022-12-09T10:32», «2022-12-09 10:32»; batch times as 20170701234500.
    case 0x54, 0x74: cursor.at += 1
    case 0x20, 0x2C: while cursor.skip(0x20) || cursor.skip(0x2C) {}
    default:
      if !isBasic { return cursor.skip(separator) && cursor.next == nil ? date : nil }
    }
    return readTime(&cursor).map { date + "T" + $0 }
  }

  private static func readTime(_ cursor: inout DigitCursor) -> String? {
    guard let hour = cursor.number(2), hour < 24 else { return nil }
    let hasColons = cursor.skip(0x3A)
    guard let minute = cursor.number(2), minute < 60 else { return nil }
    var second: Int?
    if hasColons ? cursor.skip(0x3A) : cursor.hasDigit && cursor.at + 2 <= cursor.bytes.count {
      guard let value = cursor.number(2), value <= 60 else { return nil }
      second = min(value, 59)
      if cursor.skip(0x2E) || cursor.skip(0x2C) {
        while cursor.hasDigit { cursor.at += 1 }
      }
    }
    while cursor.skip(0x20) {}
    let rest = UnsafeRawBufferPointer(rebasing: cursor.bytes[cursor.at...])
    return zone(rest).map { time(hour, minute, second, zone: $0) }
  }

  /// Reads figures of a fixed number of digits, one after the other.
  private struct DigitCursor {
    let bytes: UnsafeRawBufferPointer
    var at = 0

    var next: UInt8? { at < bytes.count ? bytes[at] : nil }
    var hasDigit: Bool { next.map { (0x30...0x39).contains($0) } == true }

    /// The next `digits` digits as a number; nil, and none of them is taken, when there are fewer.
    mutating func number(_ digits: Int) -> Int? {
      guard at + digits <= bytes.count else { return nil }
      var value = 0
      for k in at..<at + digits {
        guard (0x30...0x39).contains(bytes[k]) else { return nil }
        value = value * 10 + Int(bytes[k] - 0x30)
      }
      at += digits
      return value
    }

    mutating func skip(_ byte: UInt8) -> Bool {
      guard next == byte else { return false }
      at += 1
      return true
    }
  }

  /// Reads an epoch in seconds, milliseconds or microseconds, also with a decimal part.
  static func readDigits(_ bytes: UnsafeRawBufferPointer) -> String? {
    var value = 0
    var digits = 0
    for (i, byte) in bytes.enumerated() {
      if byte == 0x2E && digits == 10 {
        guard bytes[(i + 1)...].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        break
      }
      guard (0x30...0x39).contains(byte), digits < 16 else { return nil }
      digits += 1
      value = value * 10 + Int(byte - 0x30)
    }
    switch digits {
    case 9, 10: return PressDate(epoch: value)?.iso
    case 12, 13: return PressDate(epoch: value / 1000)?.iso
    case 16: return PressDate(epoch: value / 1_000_000)?.iso
    default: return nil
    }
  }

  /// `Z`, `+01:00` or nothing for «Z», «UTC», «+0100», «+01:00», «+01», «»; nil for other text.
  static func zone(_ bytes: UnsafeRawBufferPointer) -> String? {
    if bytes.isEmpty { return "" }
    let text = String(decoding: bytes, as: UTF8.self)
    if let named = DateWords.zones[text.lowercased()] { return offset(minutes: named) }
    guard bytes[0] == 0x2B || bytes[0] == 0x2D else { return nil }
    let digits = bytes.dropFirst().filter { $0 != 0x3A }
    guard [2, 4].contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let value = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    let minutes = digits.count == 2 ? value * 60 : value / 100 * 60 + value % 100
    guard minutes <= 14 * 60 else { return nil }
    return offset(minutes: bytes[0] == 0x2D ? -minutes : minutes)
  }

  /// A zone as ISO 8601 writes it.
  static func offset(minutes: Int) -> String {
    if minutes == 0 { return "Z" }
    let m = abs(minutes)
    return (minutes < 0 ? "-" : "+") + pad(m / 60, 2) + ":" + pad(m % 60, 2)
  }

  /// A time of day as ISO 8601 writes it.
  static func time(_ hour: Int, _ minute: Int, _ second: Int?, zone: String) -> String {
    pad(hour, 2) + ":" + pad(minute, 2) + (second.map { ":" + pad($0, 2) } ?? "") + zone
  }

  /// The day that is `days` after the first of January 1970.
  static func day(_ days: Int) -> String {
    // Counted in eras of 400 years from the first of March of the year 0, as in civil calendars.
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1460 + doe / 36524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let day = doy - (153 * mp + 2) / 5 + 1
    let month = mp < 10 ? mp + 3 : mp - 9
    let year = yoe + era * 400 + (month <= 2 ? 1 : 0)
    return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)
  }

  /// True when the calendar has this day.
  static func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= lengths[month - 1]
  }

  /// `value` with zeros in front.
  static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
