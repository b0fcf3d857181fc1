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
    var warnings: [Warning] = []
    if let first = dates.first {
      warnings.append(
        Warning(
          .dates, origin: first.origin,
          message: "\(dates.number) date\(dates.number == 1 ? "" : "s") not understood: "
            + "«\(first.text)»", count: dates.number))
    }
    if let first = cuts.first {
      warnings.append(
        Warning(
          .cut, origin: first.origin,
          message: "\(cuts.number) text\(cuts.number == 1 ? " was" : "s were") cut by whoever made "
            + "the dump: «…\(first.text)»", count: cuts.number))
    }
    if let first = doubles.first {
      warnings.append(
        Warning(
          .charset, origin: first.origin,
          message:
            "\(doubles.number) text\(doubles.number == 1 ? " was" : "s were") encoded twice or "
            + "read in the wrong charset before; repaired: «\(first.text)…»", count: doubles.number)
      )
    }
    if let first = unrepaired.first {
      let number = unrepaired.number
      warnings.append(
        Warning(
          .charset, origin: first.origin,
          message:
            "\(number) text\(number == 1 ? " looks" : "s look") as if encoded more than once and "
            + "could not be repaired, or not whole: «\(first.text)…»", count: number))
    }
    for (field, column) in file.options.fieldMap.sorted(by: { $0.key < $1.key })
    where file.records > 0 {
      let role = FieldRole(rawValue: field) ?? FieldRole.guessed(field)?.role
      if let role, file.mapped.contains(role) { continue }
      warnings.append(
        Warning(
          .columns, origin: file.origin(),
          message: "--map \(field)=\(column): no record has a column or key «\(column)»"))
    }
    if let first = losses.first {
      warnings.append(
        Warning(
          .charset, origin: first.origin,
          message:
            "\(losses.number) text\(losses.number == 1 ? " contains" : "s contain") U+FFFD where "
            + "characters were lost: «\(first.text)…»", count: losses.number))
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
}
