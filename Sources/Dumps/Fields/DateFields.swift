import Press

/// Dates that fields say together, or as a number of a database.
enum DateFields {
  private static let years: Set<String> = ["annee", "an", "year", "jahr", "ano", "anno", "yr"]
  private static let months: Set<String> = ["mois", "month", "monat", "mes", "mese"]
  private static let days: Set<String> = ["jour", "day", "tag", "dia", "giorno"]

  /// The date that fields for day, month and year make, at the precision that is there; nil without a
  /// year.
  static func date(in fields: [RecordField]) -> PressDate? {
    func value(_ names: Set<String>) -> String? {
      for field in fields where names.contains(FieldRole.folded(field.name)) {
        if let text = FieldText.plain(field.value) { return text }
      }
      return nil
    }
    guard let printedYear = value(years), let year = whole(printedYear),
      (1000...2999).contains(year)
    else { return nil }
    guard let printedMonth = value(months) else {
      return PressDate(year: year, month: nil, printed: printedYear)
    }
    let printedDay = value(days)
    let printed = [printedDay, printedMonth, printedYear].compactMap(\.self).joined(separator: " ")
    let named = PressDate(reading: "1 " + printedMonth + " " + printedYear)?.month
    guard let month = whole(printedMonth) ?? named, (1...12).contains(month) else {
      return PressDate(year: year, month: nil, printed: printed)
    }
    let day = printedDay.flatMap(whole)
    return PressDate(year: year, month: month, day: day, printed: printed)
      ?? PressDate(year: year, month: month, printed: printed)
  }

  /// A whole number, also as spreadsheets and data frames write it: «2020.0».
  private static func whole(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    guard let number = Double(text), number == number.rounded(), abs(number) < 1e6 else {
      return nil
    }
    return Int(number)
  }

  /// A point in time as databases export it: `{"$date": …}` of MongoDB, also with `$numberLong`, and
  /// seconds with an exponent; nil for other values.
  static func instant(_ value: Metadata) -> PressDate? {
    switch value {
    case .object(let fields):
      if let date = fields.first(where: { $0.name == "$date" })?.value {
        return milliseconds(date).flatMap { PressDate(epoch: floorDivide($0, 1000)) }
      }
      if case .object(let parts)? = fields.first(where: { $0.name == "$timestamp" })?.value,
        let seconds = parts.first(where: { $0.name == "t" })?.value.number
      {
        return PressDate(epoch: seconds)
      }
      return milliseconds(value).flatMap { PressDate(epoch: floorDivide($0, 1000)) }
    case .number(let text) where text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }:
      guard let number = Double(text), number > 1e8, number < 1e14 else { return nil }
      return PressDate(epoch: Int(number > 1e11 ? number / 1000 : number), printed: text)
    default: return nil
    }
  }

  private static func milliseconds(_ value: Metadata) -> Int? {
    if case .number(let text) = value { return Int(text) }
    guard case .object(let fields) = value,
      let long = fields.first(where: { $0.name == "$numberLong" || $0.name == "$numberInt" })
    else { return nil }
    return long.value.string.flatMap { Int($0) }
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : -((-a + b - 1) / b)
  }
}

extension Metadata {
  /// The value of a whole number.
  fileprivate var number: Int? {
    if case .number(let text) = self { return Int(text) }
    return nil
  }
}
