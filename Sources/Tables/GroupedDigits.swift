extension Int {
  /// The digits in groups of three, with `separator` between them: `1,234,567`.
  package func grouped(by separator: String, minus: String = "-") -> String {
    var digits = String(magnitude)
    var result = ""
    while digits.count > 3 {
      result = separator + digits.suffix(3) + result
      digits.removeLast(3)
    }
    return (self < 0 ? minus : "") + digits + result
  }
}
