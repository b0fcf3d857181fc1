import Platform
import Press

/// What the articles of one file have in common that a person must be told: dates that were not
/// understood, texts that were cut, charsets that were recognised from the bytes.
struct FileTally {
  /// The metadata field that contains a date as it was printed when it could not be read.
  static let unreadDate = "published_raw"
  /// The metadata field that says that a text was cut before it came here.
  static let cut = "is_cut"

  private struct Count {
    var number = 0
    var first: (origin: Origin, text: String)?
  }

  private var dates = Count()
  private var cuts = Count()
  private var doubles = Count()
  private var unrepaired = Count()
  private var losses = Count()

  /// Looks at an article.
  mutating func note(_ article: Article) {
    if Self.containsReplacements(article.body) {
      Self.add(&losses, article, String(article.body.prefix(40)))
    }
    for field in article.metadata {
      if field.name == Self.unreadDate, let text = field.value.string {
        Self.add(&dates, article, text)
      } else if field.name == Self.cut, field.value == .bool(true) {
        Self.add(&cuts, article, String(article.body.suffix(40)))
      } else if field.name == ArticleRepair.rule {
        if field.value == .text(ArticleRepair.doubled) {
          Self.add(&doubles, article, String(article.body.prefix(40)))
        } else if field.value == .text(ArticleRepair.stillDoubled) {
          Self.add(&unrepaired, article, String(article.body.prefix(40)))
        }
      }
    }
  }

  /// True when characters were lost on the way: U+FFFD is in their place.
  private static func containsReplacements(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return false }
      var at = 0
      while at + 2 < bytes.count, let found = memchr(base + at, 0xEF, bytes.count - 2 - at) {
        at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        if bytes[at] == 0xBF, bytes[at + 1] == 0xBD { return true }
      }
      return false
    }
  }

  private static func add(_ count: inout Count, _ article: Article, _ text: String) {
    count.number += 1
    if count.first == nil { count.first = (article.origin, String(text.prefix(80))) }
  }

  /// What is to be told once `file` has been read.
  func warnings(of file: DumpFile) -> [Warning] {
    var warnings = [
      Self.warning(.dates, dates) { n, text in
        "\(n) date\(n == 1 ? "" : "s") not understood: «\(text)»"
      },
      Self.warning(.cut, cuts) { n, text in
        "\(n) text\(n == 1 ? " was" : "s were") cut by whoever made the dump: «…\(text)»"
      },
      Self.warning(.charset, doubles) { n, text in
        "\(n) text\(n == 1 ? " was" : "s were") encoded twice or read in the wrong charset before; "
          + "repaired: «\(text)…»"
      },
      Self.warning(.charset, unrepaired) { n, text in
        "\(n) text\(n == 1 ? " looks" : "s look") as if encoded more than once and could not be "
          + "repaired, or not whole: «\(text)…»"
      },
    ].compactMap(\.self)
    warnings += Self.missingColumns(of: file) + Self.missingRecord(of: file)
    if let lost = Self.warning(
      .charset, losses,
      { n, text in
        "\(n) text\(n == 1 ? " contains" : "s contain") U+FFFD where characters were lost: «\(text)…»"
      })
    {
      warnings.append(lost)
    }
    if let charset = file.charset, let rule = file.charsetRule,
      rule == .detected || rule == .fallback && file.hasDoubtfulText
    {
      let why = rule == .detected ? "detected from its letters" : "a guess"
      warnings.append(
        Warning(
          .charset, origin: file.origin(),
          message: "is not UTF-8 and declares no charset; read as \(charset.rawValue), \(why)"))
    }
    return warnings
  }

  private static func warning(
    _ kind: Warning.Kind, _ count: Count, _ message: (Int, String) -> String
  ) -> Warning? {
    count.first.map { first in
      Warning(
        kind, origin: first.origin, message: message(count.number, first.text), count: count.number)
    }
  }

  private static func missingRecord(of file: DumpFile) -> [Warning] {
    guard let record = file.options.record, !file.options.keepsWhole, !file.isSplitAsAsked else {
      return []
    }
    return [
      Warning(
        .shape, origin: file.origin(),
        message:
          "--record \(record): nothing is split at it; it names an element of XML, or a level of "
          + "headings of a document (h1 …)")
    ]
  }

  private static func missingColumns(of file: DumpFile) -> [Warning] {
    guard file.records > 0 else { return [] }
    return file.options.fieldMap.sorted { $0.key < $1.key }.compactMap { field, column in
      let role = FieldRole(rawValue: field) ?? FieldRole.guessed(field)?.role
      if let role, file.mapped.contains(role) { return nil }
      return Warning(
        .columns, origin: file.origin(),
        message: "--map \(field)=\(column): no record has a column or key «\(column)»")
    }
  }
}
