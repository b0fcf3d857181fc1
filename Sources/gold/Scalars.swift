/// A text as Unicode scalars, which is what annotations count.
struct Scalars {
  let list: [Unicode.Scalar]

  init(_ text: String) { list = Array(text.unicodeScalars) }

  var count: Int { list.count }
  subscript(i: Int) -> Unicode.Scalar { list[i] }

  /// The text of a stretch; parts outside the text are left out.
  subscript(range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: list[range.clamped(to: 0..<list.count)])
    return String(view)
  }
}

extension Unicode.Scalar {
  /// True for what Python's `\w` matches.
  var isWordScalar: Bool {
    if value < 0x80 {
      return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value)
        || (0x61...0x7A).contains(value) || value == 0x5F
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  /// True for what Python's `\s` matches.
  var isBlank: Bool { properties.isWhitespace || (0x1C...0x1F).contains(value) }
}

/// How many scalars two stretches share, over how many they cover together (0 ... 1).
func overlap(_ a: Range<Int>, _ b: Range<Int>) -> Double {
  let shared = min(a.upperBound, b.upperBound) - max(a.lowerBound, b.lowerBound)
  if shared <= 0 { return 0 }
  return Double(shared)
    / Double(max(a.upperBound, b.upperBound) - min(a.lowerBound, b.lowerBound))
}
