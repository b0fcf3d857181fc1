/// Reads a date that is written with words or in the order of a country.
struct DateReader {
  private enum Token: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case symbol(Unicode.Scalar)
  }

  private let order: PressDate.Order
  private var tokens: [Token] = []
  private var i = 0
  private var clock = ""

  init(_ text: String, order: PressDate.Order) {
    self.order = order
    tokens = Self.tokens(of: text)
  }

  /// The date in ISO 8601; nil when the text is none.
  mutating func read() -> String? {
    let isNamed = tokens.contains {
      if case .word(let word) = $0 { DateWords.months[word] != nil } else { false }
    }
    return isNamed ? readNamed() : readNumeric()
  }

  private mutating func readNamed() -> String? {
    var year: Int?
    var month: Int?
    var days: [Int] = []
    var shortYear: Int?
    while i < tokens.count {
      let isWhole = year != nil && month != nil && days.count == 1
      if readClock(dotted: isWhole) { continue }
      switch tokens[i] {
      case .symbol: i += 1
      case .word(let word):
        // What follows is when it was changed.
        if isWhole, startsUpdate(word) {
          i = tokens.count
          continue
        }
        i += 1
        if let found = DateWords.months[word] {
          // «mar. 12 avril»: Tuesday in French, Spanish and Italian before it is March.
          let isTuesday = word == "mar" && laterMonth()
          if !isTuesday {
            // «يناير/كانون الثاني» names a month twice.
            guard month == nil || month == found else { return nil }
            month = found
          }
        } else if !DateWords.fillers.contains(word) {
          return nil
        }
      case .number(let value, let digits):
        i += 1
        if digits == 4, (1000...2999).contains(value), year == nil {
          year = value
        } else if digits <= 2, month != nil, !days.isEmpty, year == nil, shortYear == nil,
          followsMonth(i - 1)
        {
          shortYear = value
        } else if digits <= 2, days.count < 2 {
          days.append(value)
          if i < tokens.count, case .word(let word) = tokens[i], DateWords.ordinals.contains(word) {
            i += 1
          }
        } else {
          return nil
        }
      }
    }
    if year == nil, let shortYear { year = shortYear + (shortYear < 70 ? 2000 : 1900) }
    guard let year, let month else { return nil }
    let head = ISODate.pad(year, 4) + "-" + ISODate.pad(month, 2)
    // «12-13 avril»: two days are none.
    if days.count != 1 { return clock.isEmpty ? head : nil }
    guard ISODate.exists(year, month, days[0]) else { return nil }
    return head + "-" + ISODate.pad(days[0], 2) + (clock.isEmpty ? "" : "T" + clock)
  }

  // «mis à jour», «mise à jour», «updated».
  private func startsUpdate(_ word: String) -> Bool {
    if DateWords.updates.contains(word) { return true }
    guard word == "mis" || word == "mise", i + 2 < tokens.count else { return false }
    return tokens[i + 1] == .word("a") && tokens[i + 2] == .word("jour")
  }

  // A number of two digits right after the month's name: «02 Oct 02», «12-Apr-13».
  private func followsMonth(_ place: Int) -> Bool {
    var k = place - 1
    while k >= 0, case .symbol = tokens[k] { k -= 1 }
    guard k >= 0, case .word(let word) = tokens[k] else { return false }
    return DateWords.months[word] != nil
  }

  private func laterMonth() -> Bool {
    tokens[i...].contains {
      if case .word(let word) = $0 { DateWords.months[word] != nil } else { false }
    }
  }

  private mutating func readNumeric() -> String? {
    var numbers: [(value: Int, digits: Int)] = []
    var separators: [Unicode.Scalar] = []
    while i < tokens.count {
      if numbers.count >= 2, separators.count != 1 || numbers.count == 3, readClock() { continue }
      // «14:05 03/02/2020»
      if numbers.isEmpty, i + 1 < tokens.count, tokens[i + 1] == .symbol(":"), readClock() {
        continue
      }
      if numbers.count == 3, case .word(let word) = tokens[i], startsUpdate(word) { break }
      switch tokens[i] {
      case .number(let value, let digits):
        guard numbers.count < 3 else { return nil }
        numbers.append((value, digits))
      case .symbol(let symbol):
        if !numbers.isEmpty, numbers.count < 3, "/.-年月日".unicodeScalars.contains(symbol) {
          separators.append(symbol)
        }
      case .word(let word): guard DateWords.fillers.contains(word) else { return nil }
      }
      i += 1
    }
    return date(numbers, separators)
  }

  private func date(
    _ numbers: [(value: Int, digits: Int)], _ separators: [Unicode.Scalar]
  ) -> String? {
    let (year, month, day): (Int, Int, Int?)
    switch numbers.count {
    case 1 where numbers[0].digits == 4:
      guard clock.isEmpty, (1000...2999).contains(numbers[0].value) else { return nil }
      return ISODate.pad(numbers[0].value, 4)
    case 2 where numbers[1].digits == 4 && separators.count == 1:
      (year, month, day) = (numbers[1].value, numbers[0].value, nil)
    case 2 where numbers[0].digits == 4 && !separators.isEmpty:
      (year, month, day) = (numbers[0].value, numbers[1].value, nil)
    case 3 where numbers[0].digits == 4 && separators.count >= 2:
      (year, month, day) = (numbers[0].value, numbers[1].value, numbers[2].value)
    case 3 where separators.count >= 2 && numbers[0].digits <= 2 && numbers[1].digits <= 2:
      let (a, b) = (numbers[0].value, numbers[1].value)
      // Points are in countries that put the day first.
      let dayFirst = b > 12 ? false : a > 12 || order == .dayFirst || separators[0] == "."
      guard [2, 4].contains(numbers[2].digits) else { return nil }
      let short = numbers[2].digits == 2
      year = numbers[2].value + (short ? (numbers[2].value < 70 ? 2000 : 1900) : 0)
      (month, day) = dayFirst ? (b, a) : (a, b)
    default: return nil
    }
    guard (1000...2999).contains(year), (1...12).contains(month) else { return nil }
    let head = ISODate.pad(year, 4) + "-" + ISODate.pad(month, 2)
    guard let day else { return clock.isEmpty ? head : nil }
    guard ISODate.exists(year, month, day) else { return nil }
    return head + "-" + ISODate.pad(day, 2) + (clock.isEmpty ? "" : "T" + clock)
  }

  // «10:32», «9:20 AM GMT», «10h32», «10 h», «08:05:30 UTC +01:00», «13:00 +0200».
  // «14.05 GMT» only with a zone, and only when `dotted` says that the day is known.
  private mutating func readClock(dotted: Bool = false) -> Bool {
    guard clock.isEmpty, i + 1 < tokens.count, case .number(var hour, let digits) = tokens[i],
      digits <= 2, hour < 24
    else { return false }
    var k = i + 1
    var minute = 0
    var second: Int?
    func two(_ place: Int, below limit: Int) -> Int? {
      guard place < tokens.count, case .number(let value, 2) = tokens[place], value < limit else {
        return nil
      }
      return value
    }
    if tokens[k] == .symbol(":"), let value = two(k + 1, below: 60) {
      minute = value
      k += 2
      if k < tokens.count, tokens[k] == .symbol(":"), let value = two(k + 1, below: 61) {
        second = min(value, 59)
        k += 2
        if k + 1 < tokens.count, tokens[k] == .symbol("."), case .number = tokens[k + 1] { k += 2 }
      }
    } else if tokens[k] == .word("h") || tokens[k] == .word("uhr") {
      k += 1
      if let value = two(k, below: 60) {
        minute = value
        k += 1
      }
    } else if dotted, tokens[k] == .symbol("."), let value = two(k + 1, below: 60),
      half(k + 2) != nil || !zone(k + 2).zone.isEmpty
    {
      minute = value
      k += 2
    } else if half(k) != nil, (1...12).contains(hour) {
      // “9 AM”: read below.
    } else {
      return false
    }
    if let (isAfternoon, next) = half(k) {
      guard (1...12).contains(hour) || hour == 0 else { return false }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
      k = next
    }
    let (zone, next) = zone(k)
    i = next
    clock = ISODate.time(hour, minute, second, zone: zone)
    return true
  }

  private func half(_ place: Int) -> (isAfternoon: Bool, next: Int)? {
    guard place < tokens.count, case .word(let word) = tokens[place] else { return nil }
    if word == "am" || word == "pm" { return (word == "pm", place + 1) }
    guard word == "a" || word == "p", place + 2 < tokens.count, tokens[place + 1] == .symbol("."),
      tokens[place + 2] == .word("m")
    else { return nil }
    return (word == "p", place + 3)
  }

  private func zone(_ place: Int) -> (zone: String, next: Int) {
    var k = place
    var named: Int?
    while k < tokens.count, tokens[k] == .symbol("(") || tokens[k] == .symbol(",") { k += 1 }
    if k < tokens.count, case .word(let word) = tokens[k], let minutes = DateWords.zones[word] {
      named = minutes
      k += 1
    }
    if k + 1 < tokens.count, tokens[k] == .symbol("+") || tokens[k] == .symbol("-"),
      case .number(let value, let digits) = tokens[k + 1]
    {
      var minutes: Int?
      var next = k + 2
      if digits == 4 {
        minutes = value / 100 * 60 + value % 100
      } else if digits <= 2, next + 1 < tokens.count, tokens[next] == .symbol(":"),
        case .number(let rest, 2) = tokens[next + 1]
      {
        minutes = value * 60 + rest
        next += 2
      } else if digits <= 2, named == 0 {
        minutes = value * 60
      }
      if let minutes, minutes <= 14 * 60 {
        // «+1100 (AEDT)»: the name repeats the number.
        if next + 1 < tokens.count, tokens[next] == .symbol("("),
          case .word(let word) = tokens[next + 1], DateWords.zones[word] != nil
        {
          next += 2
        }
        let sign = tokens[k] == .symbol("-") ? -1 : 1
        return (ISODate.offset(minutes: sign * minutes), next)
      }
    }
    return named.map { (ISODate.offset(minutes: $0), k) } ?? ("", place)
  }

  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var word = ""
    var (value, digits) = (0, 0)
    func end() {
      if !word.isEmpty { tokens.append(.word(word)) }
      if digits > 0 { tokens.append(.number(value, digits: digits)) }
      word = ""
      (value, digits) = (0, 0)
    }
    for scalar in text.unicodeScalars {
      if let digit = DateWords.digit(scalar) {
        if !word.isEmpty { end() }
        if digits < 15 { value = value * 10 + digit }
        digits += 1
      } else if let letter = DateWords.fold(scalar) {
        if digits > 0 { end() }
        word += letter
      } else {
        end()
        if !scalar.properties.isWhitespace { tokens.append(.symbol(scalar)) }
      }
    }
    end()
    return joined(tokens)
  }

  // «كانون الثاني» is one month.
  private static func joined(_ tokens: [Token]) -> [Token] {
    var result: [Token] = []
    for token in tokens {
      if case .word(let word) = token, case .word(let first)? = result.last,
        DateWords.firstHalves.contains(first)
      {
        result[result.count - 1] = .word(first + word)
      } else {
        result.append(token)
      }
    }
    return result
  }
}
