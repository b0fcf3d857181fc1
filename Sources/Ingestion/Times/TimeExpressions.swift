import Languages
import Press

/// Reads what words say about when: «dimanche soir», «le 9 décembre», “on Dec. 9”, “last week”.
///
/// What is computed from the article's date needs that date; a date that is only a month or a year gives
/// no more than that. Nothing is guessed: «la veille» says nothing here.
struct TimeExpressions {
  /// An expression and what it means.
  struct Expression {
    /// From its article or preposition on.
    var words: Range<Int>
    /// Where the date itself starts, after article and preposition.
    var core: Int
    /// Nil when it cannot be known.
    var date: PressDate?
    /// True when the year is printed, so that the article's date says nothing more.
    var isWhole = false
    /// True for a weekday without a date.
    var isWeekday = false
  }

  let words: Tokens
  let published: PressDate?
  private let lexicon: TimeWords

  /// Reads times in `words`, an article's that was published on `published`.
  init(in words: Tokens, published: PressDate?) {
    self.words = words
    self.published = published
    lexicon = TimeWords.of(words.language)
  }

  /// What a word does in an expression.
  func role(_ i: Int) -> TimeWords.Role {
    i >= 0 && i < words.count ? lexicon[words.forms[i]].role : []
  }

  /// What a verb does, in whatever form it stands.
  func role(ofVerb i: Int) -> TimeWords.Role {
    lexicon[words.language.lexicon.lemma(of: words.forms[i], as: .verb)].role
  }

  private func value(_ i: Int) -> Int { Int(lexicon[words.forms[i]].value) }

  /// The expression that starts at a word.
  func expression(at i: Int) -> Expression? {
    guard mayStart(i) else { return nil }
    if let found = phrase(at: i) { return found }
    var core = i
    var isThe = false
    if role(i).contains(.article) {
      isThe = role(i).contains(.habit)
      core += 1
    } else if role(i).contains(.this), role(i + 1).contains(.weekday) {
      core += 1
    }
    while role(core).contains(.edge) { core += 1 }
    if role(i).contains(.in), core == i { core += 1 }
    while role(core).contains(.edge) { core += 1 }
    guard
      var found = calendarDate(from: i, core, isThe) ?? stretch(from: i, core)
        ?? since(from: i, core)
    else { return nil }
    if let date = found.date, let published, date.days.lowerBound > published.days.upperBound {
      found.date = nil
    }
    found.date?.printed = words.string(words.passage(found.words))
    return found
  }

  /// Most words start nothing.
  private func mayStart(_ i: Int) -> Bool {
    guard i < words.count else { return false }
    if words[i].mark == .number { return true }
    return words[i].isWord
      && !role(i).isDisjoint(with: [
        .month, .weekday, .day, .article, .in, .this, .agoBefore, .number, .edge, .last, .phrase,
      ])
  }

  /// «hier», «ce matin», «avant-hier soir»
  private func phrase(at i: Int) -> Expression? {
    guard let (word, count) = lexicon.longest(in: words.forms, from: i), word.role.contains(.day)
    else { return nil }
    let end = hours(from: i + count)
    let range = i..<end
    var date = published
    if let day = published?.dayNumber {
      let that = day + Int(word.value)
      date = PressDate(commonTo: that...that)
    } else if let published {
      date = PressDate(iso: String(published.iso.prefix(7)))
    }
    date?.printed = words.string(words.passage(range))
    return Expression(words: range, core: i, date: date)
  }

  /// Past «soir», «dans la nuit»; the hour itself is not told.
  private func hours(from i: Int) -> Int {
    var k = i
    while role(k).contains(.hour) { k += 1 }
    return k
  }

  // MARK: Days, months and years

  /// «dimanche», «le 9 décembre 2022», “Sunday, Dec. 9”, «en décembre», «en 2015».
  private func calendarDate(from first: Int, _ core: Int, _ isThe: Bool) -> Expression? {
    var k = core
    var weekday: Int?
    if role(k).contains(.last), role(k + 1).contains(.weekday) { k += 1 }
    let isLast = k > core
    if role(k).contains(.next), role(k + 1).contains(.weekday) {
      return Expression(words: first..<k + 2, core: core, date: nil)
    }
    if role(k).contains(.weekday) {
      weekday = value(k)
      k += 1
      if mark(k) == .comma, monthOrDay(k + 1) { k += 1 }
    }
    if let found = dayAndMonth(k) {
      var end = found.end
      let year = year(at: &end)
      // «le 9 décembre dernier»
      if year == nil, role(end).contains(.last) { end += 1 }
      let date =
        year.map { PressDate(year: $0, month: found.month, day: found.day) }
        ?? latest(month: found.month, day: found.day)
      return Expression(words: first..<end, core: core, date: date, isWhole: year != nil)
    }
    let span = DateSpan(first: first, core: core, at: k, isThe: isThe, isLast: isLast)
    return weekday.map { self.weekday($0, span) } ?? monthOrYear(span)
  }

  /// Where a date is read: from `first`, its own words from `core`, so far up to `at`.
  private struct DateSpan {
    let first: Int
    let core: Int
    let at: Int
    let isThe: Bool
    let isLast: Bool
  }

  /// A day of the week without a day and month of its own.
  private func weekday(_ weekday: Int, _ span: DateSpan) -> Expression {
    let (first, core, k) = (span.first, span.core, span.at)
    if span.isThe, !span.isLast {
      // «le dimanche»: every one of them, or one that was told before; «lundi 12».
      return number(k, 1...31).map {
        Expression(words: first..<k + 1, core: core, date: latest(month: nil, day: $0))
      } ?? Expression(words: first..<k, core: core, date: nil)
    }
    if let day = number(k, 1...31), words[k].mark == .number, !isUnit(k + 1) {
      return Expression(words: first..<k + 1, core: core, date: latest(month: nil, day: day))
    }
    var end = hours(from: k)
    var date = resolve(weekday: weekday, isLast: span.isLast || role(end).contains(.last))
    if role(end).contains(.last) { end += 1 }
    if role(end).contains(.next) {
      end += 1
      date = nil
    }
    // «dans la nuit de lundi à mardi», «lundi et mardi»
    if role(end).contains(.and), role(end + 1).contains(.weekday) {
      let other = resolve(weekday: value(end + 1), isLast: false)
      end = hours(from: end + 2)
      if let a = date, let b = other {
        let low = min(a.days.lowerBound, b.days.lowerBound)
        let high = max(a.days.upperBound, b.days.upperBound)
        date = PressDate(commonTo: low...high)
      }
    }
    return Expression(words: first..<end, core: core, date: date, isWeekday: true)
  }

  /// «en décembre», «décembre dernier», «en 2015».
  private func monthOrYear(_ span: DateSpan) -> Expression? {
    let (first, core, k) = (span.first, span.core, span.at)
    let isIn = core > first && (role(core - 1).contains(.in) || role(core - 1).contains(.edge))
    if role(k).contains(.month) {
      let month = value(k)
      var end = k + 1
      let year = year(at: &end)
      var isKnown = isIn || span.isLast || year != nil
      if role(end).contains(.last) {
        end += 1
        isKnown = true
      }
      guard isKnown else { return nil }
      let date = year.map { PressDate(year: $0, month: month) } ?? latest(month: month, day: nil)
      return Expression(words: first..<end, core: core, date: date, isWhole: year != nil)
    }
    guard isIn, let year = number(k, 1000...2999), isFourDigits(k), !isUnit(k + 1) else {
      return nil
    }
    return Expression(
      words: first..<k + 1, core: core, date: PressDate(year: year, month: nil), isWhole: true)
  }

  private func mark(_ i: Int) -> Punctuation? { i < words.count ? words[i].mark : nil }

  private func monthOrDay(_ i: Int) -> Bool { dayAndMonth(i) != nil }

  /// «9 décembre», «1er mai», “Dec. 9”, “9th of December”.
  private func dayAndMonth(_ k: Int) -> (day: Int, month: Int, end: Int)? {
    if let day = number(k, 1...31) {
      if role(k + 1).contains(.month) { return (day, value(k + 1), k + 2) }
      if role(k + 1).contains(.other), role(k + 2).contains(.month), words[k].mark == .number,
        mark(k + 1) == Punctuation.none, words.language.code == "en"
      {
        return (day, value(k + 2), k + 3)
      }
      return nil
    }
    guard role(k).contains(.month), words.language.code == "en",
      let day = number(k + 1, 1...31), words[k + 1].mark == .number
    else { return nil }
    return (day, value(k), k + 2)
  }

  /// The year after a month, a comma passed over.
  private func year(at end: inout Int) -> Int? {
    var k = end
    if mark(k) == .comma, words.language.code == "en" { k += 1 }
    guard isFourDigits(k), let year = number(k, 1000...2999) else { return nil }
    end = k + 1
    return year
  }

  private func isFourDigits(_ i: Int) -> Bool {
    i < words.count && words[i].mark == .number && words[i].end - words[i].start == 4
  }

  private func isUnit(_ i: Int) -> Bool { !role(i).isDisjoint(with: TimeWords.Role.units) }

  /// The number that a word is, ordinal endings passed over.
  private func number(_ i: Int, _ range: ClosedRange<Int>) -> Int? {
    guard i < words.count else { return nil }
    guard words[i].mark == .number else {
      guard role(i).contains(.number), range.contains(value(i)) else { return nil }
      return value(i)
    }
    var number = 0
    var digits = 0
    var letters = 0
    let passage = words.passage(i)
    for byte in words.text.utf8.dropFirst(passage.start).prefix(passage.length) {
      if byte &- 0x30 < 10, letters == 0, digits < 5 {
        number = number * 10 + Int(byte - 0x30)
        digits += 1
      } else if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
        letters += 1
      } else {
        return nil
      }
    }
    // «1er», “9th”, but no «20h».
    guard letters == 0 || letters == 2 || letters == 3 && number == 1 else { return nil }
    return range.contains(number) ? number : nil
  }

  // MARK: Stretches

  /// «la semaine dernière», «cette année», “last month”.
  private func stretch(from first: Int, _ core: Int) -> Expression? {
    var unit = core
    var isLast = false
    var isThis = false
    if role(unit).contains(.last) {
      isLast = true
      unit += 1
    } else if role(unit).contains(.this) {
      isThis = true
      unit += 1
    }
    guard isUnit(unit), role(unit).isDisjoint(with: .dayUnit) else { return nil }
    var end = unit + 1
    if !isLast, !isThis {
      guard role(end).contains(.last) || role(end).contains(.next) else { return nil }
      isLast = role(end).contains(.last)
      end += 1
    }
    guard isLast || isThis, let published else {
      return Expression(words: first..<end, core: core, date: nil)
    }
    return Expression(
      words: first..<end, core: core,
      date: resolve(unit: role(unit), isLast: isLast, from: published))
  }

  /// «il y a trois jours», “two weeks ago”.
  private func since(from first: Int, _ core: Int) -> Expression? {
    var k = core
    var isAgo = false
    if let (word, count) = lexicon.longest(in: words.forms, from: k), word.role.contains(.agoBefore)
    {
      isAgo = true
      k += count
    }
    guard let count = number(k, 1...99), isUnit(k + 1) else { return nil }
    var end = k + 2
    if !isAgo {
      guard role(end).contains(.agoBehind) else { return nil }
      end += 1
    }
    guard let published else { return Expression(words: first..<end, core: core, date: nil) }
    return Expression(
      words: first..<end, core: core,
      date: resolve(count, units: role(k + 1), before: published))
  }
}

// MARK: From the article's date

extension TimeExpressions {
  /// The latest such weekday that is not after the article.
  private func resolve(weekday: Int, isLast: Bool) -> PressDate? {
    guard let published else { return nil }
    guard let day = published.dayNumber else { return PressDate(iso: published.iso) }
    var back = (PressDate.weekday(of: day) - weekday + 7) % 7
    if back == 0, isLast { back = 7 }
    return PressDate(commonTo: day - back...day - back)
  }

  /// The latest such day or month that is not after the article, unless it is half a year before:
  /// then the year would be printed, or the day is still to come.
  private func latest(month: Int?, day: Int?) -> PressDate? {
    guard let published else { return nil }
    let last = published.days.upperBound
    guard let month = month ?? published.month else { return nil }
    for year in [published.year, published.year - 1] {
      guard let date = PressDate(year: year, month: month, day: day) else { continue }
      let days = date.days
      if days.lowerBound <= last {
        return year == published.year || last - days.upperBound <= 200 ? date : nil
      }
    }
    return nil
  }

  private func resolve(
    unit: TimeWords.Role, isLast: Bool, from published: PressDate
  ) -> PressDate? {
    let days = published.days
    if unit.contains(.yearUnit) {
      return PressDate(year: published.year - (isLast ? 1 : 0), month: nil)
    }
    if unit.contains(.monthUnit) {
      guard let month = published.month else { return isLast ? nil : published.cut(to: 4) }
      if !isLast { return published.cut(to: 7) }
      return PressDate(
        year: month == 1 ? published.year - 1 : published.year, month: month == 1 ? 12 : month - 1)
    }
    // The Monday of the first and of the last day that may be meant.
    let first = days.lowerBound - PressDate.weekday(of: days.lowerBound) + 1
    let last = days.upperBound - PressDate.weekday(of: days.upperBound) + 1
    if unit.contains(.weekendUnit) {
      // On a Saturday or Sunday «ce week-end» is this one, else the one before.
      let back = isLast || PressDate.weekday(of: days.upperBound) < 6 ? 7 : 0
      return PressDate(commonTo: first + 5 - back...last + 6 - back)
    }
    return isLast
      ? PressDate(commonTo: first - 7...last - 1)
      : PressDate(commonTo: first...max(first, days.upperBound))
  }

  private func resolve(
    _ count: Int, units: TimeWords.Role, before published: PressDate
  ) -> PressDate? {
    let days = published.days
    func about(_ back: Int, _ slack: Int) -> PressDate? {
      PressDate(commonTo: days.lowerBound - back - slack...days.upperBound - back + slack)
    }
    if units.contains(.dayUnit) { return about(count, count < 8 ? 0 : 2) }
    if units.contains(.weekUnit) { return about(count * 7, 3) }
    if units.contains(.monthUnit) { return about(count * 30, 15) }
    return units.contains(.yearUnit) ? PressDate(year: published.year - count, month: nil) : nil
  }
}

extension PressDate {
  /// The date with no more than `length` characters of its ISO text.
  fileprivate func cut(to length: Int) -> PressDate { PressDate(iso: String(iso.prefix(length))) }
}
