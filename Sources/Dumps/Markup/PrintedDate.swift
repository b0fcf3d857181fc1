import Press

/// Finds a date in a printed line: words of seven languages, ISO 8601, mail dates; a wrong weekday
/// does not matter, and what is not printed is not there.
enum PrintedDate {
  /// A date with what comes before and after it.
  struct Found {
    var date: PressDate
    var before: String
    var after: String
  }

  /// A date that fills `text`: ISO 8601 (also without separators), RFC 822, or in words.
  static func iso(_ text: String) -> PressDate? {
    guard let text = text.trimmed else { return nil }
    if let date = machine(text) { return PressDate(iso: date) }
    return first(in: text)?.date
  }

  /// The date of publication in a field that contains other words beside it: «Paris, le 3 février 2020»,
  /// «Posted on February 3, 2020 by Ann», «publié le 03/02/2020 par Ann».
  ///
  /// What comes after a word of update is not looked at, unless it is all there is. Nil when there
  /// is no whole day in the text.
  static func inField(_ text: String, order: PressDate.Order) -> PressDate? {
    guard text.utf8.count <= 300 else { return nil }
    var best: PressDate?
    for part in text.split(whereSeparator: { "|·•;\n".contains($0) }) + [text[...]] {
      let part = String(part)
      let lower = part.lowercased()
      let isUpdate = DateFields.beginsWithUpdate(lower.trimmed ?? "")
      guard let date = first(in: part)?.date ?? numeric(in: part, order: order),
        date.iso.utf8.count >= 10
      else { continue }
      let found = PressDate(iso: date.iso, printed: text)
      if !isUpdate { return found }
      best = best ?? found
    }
    return best
  }

  // «03/02/2020 à 14h05» among other words.
  private static func numeric(in text: String, order: PressDate.Order) -> PressDate? {
    let words = text.split { $0.isWhitespace || $0 == "," || $0 == "(" || $0 == ")" }
    for (i, word) in words.enumerated()
    where word.utf8.count >= 6 && word.first?.isASCIIDigit == true {
      for length in [4, 3, 2, 1] where i + length <= words.count {
        let candidate = words[i..<i + length].joined(separator: " ")
        if let date = PressDate(reading: candidate, order: order), date.iso.utf8.count >= 10 {
          return date
        }
      }
    }
    return nil
  }

  /// The first date in `text`.
  static func first(in text: String) -> Found? {
    let tokens = Token.all(in: text)
    // A day anywhere goes before a month: «Mars 2020, jeudi 14 mars 2021».
    let starts = tokens.indices.map { ($0, true) } + tokens.indices.map { ($0, false) }
    for (start, wholeDay) in starts {
      guard var (date, end) = day(tokens, start), !wholeDay || date.utf8.count == 10 else {
        continue
      }
      var from = start
      // «mardi 14 mars»: the weekday belongs to the date and says nothing new.
      while from > 0,
        tokens[from - 1].isWeekday
          || (from > 1 && tokens[from - 1].text == "," && tokens[from - 2].isWeekday)
      {
        from -= 1
      }
      let printedFrom = tokens[from].range.lowerBound
      if date.utf8.count == 10, let (time, after) = time(tokens, end) {
        date += "T" + time
        end = after
      }
      var next = end
      while next < tokens.count, tokens[next].isWeekday || tokens[next].text == "," {
        if tokens[next].isWeekday { end = next + 1 }
        next += 1
      }
      if date.utf8.count == 10, end > start, let (time, after) = time(tokens, end) {
        date += "T" + time
        end = after
      }
      let printed = text[printedFrom..<tokens[end - 1].range.upperBound]
      return Found(
        date: PressDate(iso: date, printed: String(printed)),
        before: String(text[..<printedFrom]),
        after: String(text[tokens[end - 1].range.upperBound...]))
    }
    return nil
  }

  // MARK: Words

  private struct Token {
    var text: String
    var range: Range<String.Index>
    /// The value of digits; nil for anything else.
    var number: Int?

    var isWeekday: Bool { number == nil && DateWords.weekdays.contains(text) }
    var month: Int? { number == nil ? DateWords.months[text] : nil }
    var isYear: Bool { text.utf8.count == 4 && (1600...2200).contains(number ?? 0) }
    var isDay: Bool { text.utf8.count <= 2 && (1...31).contains(number ?? 0) }

    /// Runs of digits, runs of letters (lower case, without accents), and single signs.
    static func all(in text: String) -> [Token] {
      var tokens: [Token] = []
      let scalars = text.unicodeScalars
      var at = scalars.startIndex
      while at < scalars.endIndex, tokens.count < 200 {
        let start = at
        let scalar = scalars[at]
        if isDigit(scalar) {
          while at < scalars.endIndex, isDigit(scalars[at]) { at = scalars.index(after: at) }
          let digits = scalars[start..<at].compactMap(DateWords.digit).map { String($0) }.joined()
          tokens.append(Token(text: digits, range: start..<at, number: Int(digits)))
        } else if scalar.properties.isAlphabetic {
          while at < scalars.endIndex,
            scalars[at].properties.isAlphabetic
              || scalars[at].properties.generalCategory == .nonspacingMark
          {
            at = scalars.index(after: at)
          }
          let word = scalars[start..<at].map { DateWords.fold($0) ?? String($0).lowercased() }
            .joined()
          tokens.append(Token(text: word, range: start..<at))
        } else {
          at = scalars.index(after: at)
          if !scalar.properties.isWhitespace {
            tokens.append(Token(text: String(scalar), range: start..<at))
          }
        }
      }
      return tokens
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
      DateWords.digit(scalar) != nil
    }
  }

  /// The date that starts at a token, and the token after it.
  private static func day(_ tokens: [Token], _ start: Int) -> (String, Int)? {
    func token(_ at: Int) -> Token? { at < tokens.count ? tokens[at] : nil }
    /// The position after any of `fillers`.
    func skip(_ at: Int, _ fillers: Set<String>) -> Int {
      var at = at
      while let next = token(at), fillers.contains(next.text) { at += 1 }
      return at
    }
    guard let first = token(start) else { return nil }
    if first.isDay, let day = first.number {
      let at = skip(
        start + 1,
        ["er", "st", "nd", "rd", "th", "º", "o", "e", ".", "de", "of", "d", "'", "’", "-", "/"])
      if let month = token(at)?.month {
        let year = skip(at + 1, [".", ",", "de", "del", "-", "/", "of"])
        if let value = token(year), value.isYear {
          return (iso(value.number, month, day), year + 1)
        }
      }
    }
    // Vietnamese: «ngày 6 tháng 5 năm 2021».
    if first.isDay, token(start + 1)?.text == "thang", let month = token(start + 2), month.isDay,
      (1...12).contains(month.number ?? 0)
    {
      let year = skip(start + 3, ["nam", ",", "/"])
      if let value = token(year), value.isYear {
        return (iso(value.number, month.number, first.number), year + 1)
      }
    }
    // Hungarian: «2021. május 6.»
    if first.isYear, let month = token(skip(start + 1, [".", ","]))?.month {
      let day = skip(start + 1, [".", ","]) + 1
      if let value = token(day), value.isDay {
        return (iso(first.number, month, value.number), skip(day + 1, ["."]))
      }
    }
    if let month = first.month {
      let at = skip(start + 1, ["."])
      if let day = token(at), day.isDay {
        var year = skip(at + 1, ["st", "nd", "rd", "th", ",", "."])
        if token(year)?.isWeekday == true { year = skip(year + 1, [","]) }
        if let value = token(year), value.isYear {
          return (iso(value.number, month, day.number), year + 1)
        }
      }
      let year = skip(at, [",", "de", "of"])
      if let value = token(year), value.isYear { return (iso(value.number, month, nil), year + 1) }
    }
    if first.isYear, let sign = token(start + 1)?.text, ["-", "/", ".", "年"].contains(sign),
      let month = token(start + 2), month.isDay, (1...12).contains(month.number ?? 0),
      token(start + 3)?.text == (sign == "年" ? "月" : sign), let day = token(start + 4), day.isDay
    {
      return (iso(first.number, month.number, day.number), start + (sign == "年" ? 6 : 5))
    }
    return nil
  }

  private static func iso(_ year: Int?, _ month: Int?, _ day: Int?) -> String {
    guard let year, let month else { return "" }
    var text = "\(year)-" + two(month)
    if let day, day <= length(of: month, in: year) { text += "-" + two(day) }
    return text
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// A time after a date: «- 08:05 UTC +01:00», «9:20 AM GMT», «à 10h32».
  private static func time(_ tokens: [Token], _ start: Int) -> (String, Int)? {
    var at = start
    while at < tokens.count,
      ["-", "–", "—", ",", "a", "at", "um", "t", "|"].contains(tokens[at].text)
    { at += 1 }
    guard at + 2 < tokens.count, tokens[at].text.utf8.count <= 2, var hour = tokens[at].number,
      hour < 25,
      [":", "h", "."].contains(tokens[at + 1].text), tokens[at + 2].text.utf8.count == 2,
      let minute = tokens[at + 2].number, minute < 60
    else { return nil }
    let isDot = tokens[at + 1].text == "."
    at += 3
    var text = ":" + two(minute)
    if at + 1 < tokens.count, tokens[at].text == ":", let second = tokens[at + 1].number,
      second < 61
    {
      text += ":" + two(second)
      at += 2
    }
    var isHalf = false
    if at < tokens.count, ["am", "pm"].contains(tokens[at].text) {
      if hour == 12 { hour = 0 }
      if tokens[at].text == "pm" { hour += 12 }
      isHalf = true
      at += 1
    } else if at + 3 < tokens.count, ["a", "p"].contains(tokens[at].text),
      tokens[at + 1].text == ".", tokens[at + 2].text == "m"
    {
      if hour == 12 { hour = 0 }
      if tokens[at].text == "p" { hour += 12 }
      isHalf = true
      at += tokens[at + 3].text == "." ? 4 : 3
    }
    let zone = zone(tokens, at)
    // «12.30» may be a price: only with a half of the day, or with a zone.
    guard hour < 24, !isDot || isHalf || zone != nil else { return nil }
    if let (zone, after) = zone { return (two(hour) + text + zone, after) }
    return (two(hour) + text, at)
  }

  private static func zone(_ tokens: [Token], _ start: Int) -> (String, Int)? {
    guard start < tokens.count else { return nil }
    var at = start
    var named: String?
    if tokens[at].text == "(" && at + 1 < tokens.count
      && DateWords.zones[tokens[at + 1].text] != nil
    {
      at += 1
    }
    if let minutes = DateWords.zones[tokens[at].text] {
      named = zone(minutes: minutes)
      at += 1
      if at < tokens.count, tokens[at].text == ")" { at += 1 }
    }
    if at + 1 < tokens.count, ["+", "-", "−"].contains(tokens[at].text),
      let value = tokens[at + 1].number
    {
      let sign = tokens[at].text == "+" ? "+" : "-"
      let length = tokens[at + 1].text.utf8.count
      if length == 4 { return (offset(sign, value / 100, value % 100), at + 2) }
      if length <= 2, at + 3 < tokens.count, tokens[at + 2].text == ":",
        let minutes = tokens[at + 3].number
      {
        return (offset(sign, value, minutes), at + 4)
      }
      if length <= 2, named != nil { return (offset(sign, value, 0), at + 2) }
    }
    return named.map { ($0, at) }
  }

  /// «Z», «-04:00».
  static func zone(minutes: Int) -> String {
    minutes == 0 ? "Z" : offset(minutes < 0 ? "-" : "+", abs(minutes) / 60, abs(minutes) % 60)
  }

  private static func offset(_ sign: String, _ hours: Int, _ minutes: Int) -> String {
    hours > 18 || minutes > 59 ? "" : sign + two(hours) + ":" + two(minutes)
  }

  // MARK: Machines

  /// `2019-01-21T10:42:33.000Z`, `20190121T104233+0100`, `20190121`, `2019-01`, `2019`.
  private static func machine(_ text: String) -> String? {
    var rest = text[...]
    func digits(_ count: Int) -> Int? {
      let taken = rest.prefix(count)
      guard taken.count == count, taken.allSatisfy(\.isASCIIDigit) else { return nil }
      rest = rest.dropFirst(count)
      return Int(taken)
    }
    func sign(_ signs: String) -> Bool {
      guard let first = rest.first, signs.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let year = digits(4), (1600...2200).contains(year) else { return nil }
    if rest.isEmpty { return "\(year)" }
    let separated = sign("-/")
    guard let month = digits(2), (1...12).contains(month) else { return nil }
    if rest.isEmpty { return separated ? "\(year)-" + two(month) : nil }
    if separated, !sign("-/") { return nil }
    guard let day = digits(2), day <= length(of: month, in: year) else { return nil }
    var date = "\(year)-" + two(month)
    if day == 0 { return rest.isEmpty ? date : nil }
    date += "-" + two(day)
    if rest.isEmpty { return date }
    if rest.allSatisfy({ "Z+-:0123456789".contains($0) }),
      rest.first.map({ "Z+-".contains($0) }) == true
    {
      // XML Schema gives a bare day a zone; a day has none.
      return date
    }
    let hasMark = sign("T t_")
    guard hasMark || rest.first?.isASCIIDigit == true else { return nil }
    guard let hour = digits(2), hour < 25 else { return nil }
    let colon = sign(":")
    guard let minute = digits(2), minute < 60 else { return nil }
    date += "T" + two(hour % 24) + ":" + two(minute)
    if colon ? sign(":") : rest.first?.isASCIIDigit == true {
      guard let second = digits(2), second < 61 else { return nil }
      date += ":" + two(second)
      if sign(".,") { rest = rest.drop(while: \.isASCIIDigit) }
    }
    rest = rest.drop { $0 == " " }
    if rest.isEmpty { return date }
    if rest == "Z" || rest == "z" || rest == "GMT" || rest == "UTC" { return date + "Z" }
    guard let plus = rest.first, "+-".contains(plus) else { return nil }
    rest = rest.dropFirst()
    guard let hours = digits(2) else { return nil }
    _ = sign(":")
    return date + offset(String(plus), hours, digits(2) ?? 0)
  }
}
