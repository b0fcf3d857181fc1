import Press

/// Dates that fields say together, or as a number of a database.
enum DateFields {
  private static let years: Set<String> = ["annee", "an", "year", "jahr", "ano", "anno", "yr"]
  private static let months: Set<String> = ["mois", "month", "monat", "mes", "mese"]
  private static let days: Set<String> = ["jour", "day", "tag", "dia", "giorno"]

  // «Pub Year», «année de parution», «date_month»: the words around the noun do not count.
  private static func partName(_ name: String) -> String {
    var key = FieldRole.folded(name)
    for word in ["publication", "pub", "issue", "date"] where key.hasPrefix(word) {
      key.removeFirst(word.count)
      break
    }
    for word in ["depublication", "deparution", "ofpublication", "publication", "parution"]
    where key.hasSuffix(word) {
      key.removeLast(word.count)
      break
    }
    return key
  }

  /// The date that fields for day, month and year make, at the precision that is there; nil without a
  /// year.
  static func date(in fields: [RecordField]) -> PressDate? {
    func value(_ names: Set<String>) -> String? {
      for field in fields where names.contains(partName(field.name)) {
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

  private static let times: Set<String> = ["heure", "time", "hour", "uhrzeit", "hora", "ora"]

  /// Words that name a day of publication, in names that are otherwise unknown: «Publié le»,
  /// `published_on`, «Date/Heure», «date (jj/mm/aaaa)», and in other languages.
  private static let ofDays: Set<String> = [
    "date", "datetime", "day", "jour", "heure", "time", "timestamp", "when", "publie", "publiee",
    "paru", "parue", "parution", "publication", "publ", "pub", "published", "posted", "poste",
    "printed", "released", "issued", "issue", "edition", "diffusion", "datum", "tag",
    "data", "dato", "dag", "fecha", "dia", "giorno", "veroffentlicht", "publicado", "pubblicato",
  ]

  /// Words of names whose day is another one than that of publication.
  private static let ofOtherDays: Set<String> = [
    "update", "updated", "maj", "modified", "modif", "modifie", "modification", "changed",
    "crawl", "crawled", "scraped", "fetched", "retrieved", "accessed", "access", "consulte",
    "consultation", "collecte", "collected", "collection", "download", "downloaded", "import",
    "imported", "saisie", "capture", "captured", "added", "ajout", "ajoute", "event", "evenement",
    "birth", "born", "naissance", "death", "deces", "start", "end", "debut", "fin", "deadline",
    "deleted", "expiry", "expires", "indexed", "coded", "codage",
  ]

  /// The field without a known role that is a whole day of publication by what it is called and by
  /// what it contains; nil without one.
  static func named(in fields: [RecordField]) -> Int? {
    fields.indices.first { i in
      guard fields[i].role == nil, isNameOfDay(fields[i].name),
        let text = FieldText.plain(fields[i].value), (6...40).contains(text.utf8.count)
      else { return false }
      return PressDate(reading: plain(text)).map { $0.iso.utf8.count >= 10 } ?? false
    }
  }

  private static func isNameOfDay(_ name: String) -> Bool {
    let words = FieldRole.words(of: name)
    // «Mis à jour», «mise à jour»: an update.
    if let at = words.firstIndex(of: "jour"), at > 0, words[at - 1] == "a" { return false }
    return words.contains(where: ofDays.contains) && !words.contains(where: ofOtherDays.contains)
  }

  /// The time of day in a field beside the one of the day: «14:05», «14h05»; nil without one.
  static func time(in fields: [RecordField]) -> String? {
    for field in fields where field.role == nil && times.contains(FieldRole.folded(field.name)) {
      guard let text = FieldText.plain(field.value), text.utf8.count <= 8 else { continue }
      let parts = text.replacing("h", with: ":").split(separator: ":").compactMap { Int($0) }
      guard (2...3).contains(parts.count), parts[0] < 24, parts[1] < 60 else { continue }
      func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
      return parts.map(two).joined(separator: ":")
    }
    return nil
  }

  /// A printed date without what says more than one: of «3-5 mai 2021» the first day, of an update
  /// before a publication the publication; forms of programs become plain.
  static func plain(_ raw: String) -> String {
    // Most dates are ISO 8601, or figures and signs alone.
    if raw.utf8.count >= 5, raw.utf8.dropFirst(4).first == 0x2D { return raw }
    if raw.utf8.allSatisfy({ $0 < 0x41 }) { return raw }
    if raw.hasPrefix("/Date("),
      let digits = raw.dropFirst(6).split(whereSeparator: {
        !$0.isASCIIDigit && $0 != "-"
      }).first
    {
      return String(digits.split(separator: "-").first ?? digits)
    }
    var text = raw
    if text.unicodeScalars.contains("년") {
      // 2021년 5월 3일
      let numbers = text.split { !$0.isASCIIDigit }.prefix(3).compactMap { Int($0) }
      if numbers.count == 3 {
        return "\(numbers[0])-"
          + numbers[1...].map { $0 < 10 ? "0\($0)" : "\($0)" }
          .joined(separator: "-")
      }
    }
    let lower = text.lowercased()
    if beginsWithUpdate(lower) {
      for word in ["publié", "published", "posté", "posted", "paru", "créé"] {
        if let found = lower.range(of: word) {
          let rest = lower[found.lowerBound...]
          return String(rest)
        }
      }
    }
    for word in ["circa ", "ca. ", "ca ", "c. ", "vers ", "um ", "[ca. ", "[vers "]
    where lower.hasPrefix(word) {
      let year = text.dropFirst(word.count).prefix { $0.isASCIIDigit }
      if year.count == 4 { return String(year) }
    }
    text = withoutMicroseconds(text)
    return firstOfRange(text) ?? text
  }

  /// True for small letters that begin with a word of update: «mis à jour le», «last updated:».
  static func beginsWithUpdate(_ lower: String) -> Bool {
    var rest = lower[...]
    for word in ["dernière ", "last ", "zuletzt "] where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count)
    }
    return [
      "mis à jour", "mise à jour", "updated", "update", "modifi", "actualis", "aktualisiert",
      "actualizado", "aggiornato", "geändert",
    ].contains(where: rest.hasPrefix)
  }

  // «May 3 2021 2:05:00:000PM», as SQL Server writes it.
  private static func withoutMicroseconds(_ text: String) -> String {
    let half = text.suffix(2).uppercased()
    guard half == "AM" || half == "PM", text.utf8.count > 12 else { return text }
    let body = text.dropLast(2)
    let digits = body.reversed().prefix { $0.isASCIIDigit }.count
    guard digits == 3, body.dropLast(3).last == ":" else { return text }
    return body.dropLast(4) + " " + half
  }

  // «du 3 au 5 mai 2021», «3-5 mai 2021», «May 3-5, 2021» by their first day.
  private static func firstOfRange(_ text: String) -> String? {
    var parts: [Substring] = []
    var kinds: [Bool] = []
    for character in text.indices {
      let isDigit = text[character].isASCIIDigit
      if kinds.last == isDigit, let last = parts.last {
        parts[parts.count - 1] = text[last.startIndex...character]
      } else {
        parts.append(text[character...character])
        kinds.append(isDigit)
      }
      if parts.count > 12 { return nil }
    }
    let signs: Set<String> = ["-", "–", "/", "au", "et", "to", "bis", "and", "und", "y", "al"]
    // «samedi 8 et dimanche 9 mai»: the weekday of the second day says nothing about the first.
    func sign(_ part: Substring) -> String {
      part.lowercased().split(separator: " ").filter { word in
        !DateWords.weekdays.contains(DateWords.folded(String(word)))
      }.joined(separator: " ")
    }
    for at in parts.indices where kinds[at] && at + 2 < parts.count && kinds[at + 2] {
      guard parts[at].count <= 2, parts[at + 2].count <= 2,
        signs.contains(sign(parts[at + 1]))
      else { continue }
      func isMonth(_ part: Int) -> Bool {
        guard parts.indices.contains(part) else { return false }
        return parts[part].split { !$0.isLetter }.contains { word in
          DateWords.months[
            word.map { character in
              character.unicodeScalars.first.flatMap(DateWords.fold) ?? character.lowercased()
            }.joined()] != nil
        }
      }
      guard isMonth(at + 3) || isMonth(at - 1) else { return nil }
      var kept = parts
      kept.removeSubrange(at + 1...at + 2)
      let joined = kept.joined()
      return joined.hasPrefix("du ") ? String(joined.dropFirst(3)) : joined
    }
    return nil
  }

  /// A whole number, also as spreadsheets and data frames write it: «2020.0».
  private static func whole(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    guard let number = Double(text), number == number.rounded(), abs(number) < 1e6 else {
      return nil
    }
    return Int(number)
  }

  /// A point in time as databases and programs write it: `{"$date": …}` of MongoDB, also with
  /// `$numberLong`, `{"seconds": …}`, `{"date": …, "timezone": …}`, `{"year": …, "month": …}`,
  /// `[2023, 5, 9]`, and seconds with an exponent; nil for other values.
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
      if let number = milliseconds(value) {
        // Seconds have ten digits until 2286.
        return PressDate(epoch: abs(number) < 100_000_000_000 ? number : floorDivide(number, 1000))
      }
      if let seconds = (value["seconds"] ?? value["_seconds"])?.string.flatMap({ Int($0) }) {
        return PressDate(epoch: seconds)
      }
      // What PHP writes has a day, a time and microseconds.
      if value["timezone"] != nil, let printed = value["date"]?.string {
        return PressDate(reading: String(printed.prefix(19)))
      }
      for key in ["iso", "published", "publishedAt", "created", "raw", "printed", "display"] {
        if let printed = value[key].flatMap(FieldText.plain), let date = PressDate(reading: printed)
        {
          return date
        }
      }
      return date(in: fields.map { RecordField($0.name, role: nil, rank: 0, value: $0.value) })
    case .list(let items):
      let numbers = items.compactMap(\.number)
      guard (3...7).contains(items.count), numbers.count == items.count,
        (1000...2999).contains(numbers[0])
      else { return nil }
      let printed = numbers.map(String.init).joined(separator: "-")
      return PressDate(year: numbers[0], month: numbers[1], day: numbers[2], printed: printed)
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
