import Storage
import Tables

/// The words of the pages in one language: the lines of a `.tsv` file beside this one.
package struct Wording: Sendable {
  /// The languages that there are, by the names of their files.
  package static let languages: [String] = tables.keys.sorted()

  /// Which language (BCP 47).
  package let language: String
  private let texts: [String: String]

  /// The words of a language; English when there are none.
  package init(_ language: String) {
    let known = Self.tables[language] == nil ? "en" : language
    self.language = known
    texts = Self.tables[known] ?? [:]
  }

  /// A phrase; `%` stands for what `of` fills in.
  subscript(_ phrase: Phrase) -> String { texts[phrase.rawValue] ?? phrase.rawValue }

  /// A phrase with its first `%` filled in, then the next; in the singular when the first value
  /// asks for it.
  func of(_ phrase: Phrase, _ values: String...) -> String {
    var rest = noun(phrase, values.first.flatMap { Int($0) } ?? 2)[...]
    var text = ""
    for value in values {
      guard let place = rest.firstIndex(of: "%") else { break }
      text += rest[..<place] + value
      rest = rest[place...].dropFirst()
    }
    return text + rest
  }

  /// What is beside a number that is shown by itself: «duplicate» after 1, «duplicates» after 2.
  func noun(_ phrase: Phrase, _ count: Int) -> String {
    isOne(count) ? singular(phrase.rawValue) : self[phrase]
  }

  /// How a value of the archive is called beside a number.
  func name(_ raw: String, _ count: Int) -> String {
    isOne(count) ? singular("=" + raw) : name(raw)
  }

  /// French counts nothing in the singular too.
  private func isOne(_ count: Int) -> Bool {
    count == 1 || count == 0 && self[.zeroIsSingular] == "yes"
  }

  private func singular(_ key: String) -> String { texts[key + ".one"] ?? texts[key] ?? key }

  /// A number as it is printed: 1,234 or 1 234 (with narrow no-break spaces).
  func figure(_ number: Int) -> String {
    number.grouped(by: self[.thousandsMark], minus: "−")
  }

  /// A number with at most two decimals.
  func figure(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    var decimals = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
    while decimals.last == "0" { decimals.removeLast() }
    let whole = figure(hundredths / 100)
    return decimals.isEmpty ? whole : whole + self[.decimalMark] + decimals
  }

  /// A share from 0 to 1 in per cent.
  func percent(_ share: Double) -> String {
    "\(Int((share * 100).rounded()))" + self[.percentMark]
  }

  /// A text in quotation marks.
  func quoted(_ text: String) -> String { of(.inQuotes, text) }

  /// How a class of relation is called.
  func label(french: String, english: String) -> String {
    language == "fr" ? french : english
  }

  /// How a value of the archive (`direct`, `person`) is called; the value itself where there is no
  /// other word for it.
  func name(_ raw: String) -> String { texts["=" + raw] ?? raw }

  /// Why a question cannot be answered as it was put; what SQLite says of it stays as SQLite says it.
  func text(of error: QuestionError) -> String {
    switch error {
    case .nothingToLookFor(let typed): of(.noWords, typed)
    case .unknownColumn(let name, let known):
      of(.unknownColumn, name, known.joined(separator: ", "))
    case .severalSources(let name, let keys):
      of(.severalSources, name, keys.joined(separator: ", "))
    case .notReading(let problem): of(.onlyReading, problem)
    case .unreadable(let what, let fault):
      of(.saidOf, what == "--where" ? "where" : what, text(of: fault))
    case .filterOfOthers(let options, let rows):
      of(.filterOfOthers, options.joined(separator: ", "), name(rows.table))
    case .unknownSource(let name, _), .unknownOutlet(let name, _), .unknownLanguage(let name),
      .unknownRole(let name):
      of(.notFound, name)
    }
  }

  /// What is wrong with SQL that a person wrote. SQLite speaks English; what it says most is translated.
  private func text(of fault: SQLFault) -> String {
    switch fault {
    case .sqlite(let message):
      for (start, phrase) in Self.ofSQLite where message.hasPrefix(start) {
        return of(phrase, String(message.dropFirst(start.count)))
      }
      let syntax = ": syntax error"
      guard message.hasPrefix("near "), message.hasSuffix(syntax) else { return message }
      return of(.sqlSyntax, String(message.dropFirst("near ".count).dropLast(syntax.count)))
    case .incomplete: return self[.sqlIncomplete]
    case .open(let sign): return of(.sqlOpen, sign)
    case .strayBracket: return self[.sqlStray]
    case .parameter(let sign): return of(.sqlParameter, String(sign))
    case .severalExpressions: return self[.sqlSeveralExpressions]
    case .severalStatements(let rest): return of(.sqlSeveralStatements, rest)
    }
  }

  private static let ofSQLite: [(start: String, phrase: Phrase)] = [
    ("no such column: ", .sqlNoColumn), ("no such function: ", .sqlNoFunction),
    ("no such table: ", .sqlNoTable), ("there is no statement", .sqlNoStatement),
  ]

  /// What of a question was not taken as it was typed.
  func text(of note: QuestionNote) -> String {
    switch note {
    case .asPhrase(let typed): of(.noteAsPhrase, typed)
    case .unknownField(let typed, let option):
      of(.noteField, typed) + (option.map { " → \($0)" } ?? "")
    case .attributes(let typed): of(.noteAttributes, typed)
    case .wildcard(let typed): of(.noteWildcard, typed)
    case .pattern(let typed): of(.notePattern, typed)
    case .onlyBeginnings(let typed, let word): of(.noteBeginning, typed, word)
    case .asOr(let typed): of(.noteOr, typed)
    case .asDistance(let typed, let words): of(.noteDistance, typed, "\(words)")
    case .withoutOrder(let typed, let words): of(.noteOrder, typed, "\(words)")
    case .passedOver(let typed): of(.notePassedOver, typed)
    case .operatorAsWord(let typed, let words): of(.noteWord, typed, "\(words)")
    case .withoutLetters(let typed): of(.noteWithoutLetters, typed)
    case .tooManyWords(let most): of(.noteMostWords, figure(most))
    case .onlyExcluded(let typed): of(.noteExcluded, typed)
    case .fieldOfArticles(let name): of(.noteFieldOfArticles, name)
    case .shortBeginning(let typed): of(.noteShort, typed, typed)
    case .nearOfMore: self[.noteNear]
    case .tooDeep(let most): of(.noteDeep, "\(most)")
    case .unusedTag(let tag): of(.noteTag, tag)
    case .severalOutlets(let name, let count, let first):
      of(
        .noteOutlets, name, figure(count),
        first.joined(separator: ", ") + (count > first.count ? ", …" : ""))
    }
  }

  /// Why the archive cannot be used, and what to do about it.
  func text(of error: ArchiveError) -> String {
    switch error {
    case .missing(let path): of(.archiveMissing, path)
    case .foreign(let path), .noFile(let path): of(.archiveForeign, path)
    case .newer(let path, let step, let known): of(.archiveNewer, path, "\(step)", "\(known)")
    case .outdated(let path, let step, let known):
      of(.archiveOutdated, path, "\(step)", "\(known)")
    case .empty(let path): of(.archiveEmpty, path)
    case .altered(let path, let problem): of(.archiveAltered, path, problem)
    case .damaged(let path, let problem): of(.archiveDamaged, path, problem)
    case .locked(let path, let holder): of(.archiveLocked, path, holder)
    case .readOnly(let path, let problem), .unlockable(let path, let problem):
      of(.archiveReadOnly, path, problem)
    // Of those who write, or in SQLite's own words.
    case .linked, .beingRead, .replaced, .full, .failed: "\(error)"
    }
  }

  /// The lines of the files, by language.
  static let tables: [String: [String: String]] = {
    var tables: [String: [String: String]] = [:]
    for file in GatheredText.files where file.path.hasPrefix("Wording/") {
      let language = String(file.path.dropFirst("Wording/".count).dropLast(".tsv".count))
      for line in "\(file.text)".split(separator: "\n") {
        let cells = line.split(separator: "\t", maxSplits: 1)
        if cells.count == 2 { tables[language, default: [:]][String(cells[0])] = String(cells[1]) }
      }
    }
    return tables
  }()
}
