import Tables

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
  var grouped: String { grouped(by: Terminal.isFrench ? "\u{202F}" : ",") }
}
