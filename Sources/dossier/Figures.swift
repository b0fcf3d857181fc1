/// `12.3` for 12.345.
func oneDecimal(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}

/// `1 row`, `1,234 rows`.
func counted(_ count: Int, _ noun: String, many: String? = nil) -> String {
  "\(count.grouped) \(count == 1 ? noun : many ?? noun + "s")"
}

extension Int {
  /// Digits in groups of three: `1,234,567`, and with narrow blanks where the language of the
  /// terminal is French.
  var grouped: String {
    let separator = Terminal.isFrench ? "\u{202F}" : ","
    var digits = String(magnitude)
    var result = ""
    while digits.count > 3 {
      result = separator + digits.suffix(3) + result
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + digits + result
  }
}
