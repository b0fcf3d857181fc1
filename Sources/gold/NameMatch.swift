import Foundation

/// When two names of a speaker count as the same.
enum NameMatch {
  private static let stop: Set<String> = Set(
    """
    le la les l un une des de du d au aux et a son sa ses leur leurs ce cet cette ces notre m mm \
    mme mmes me dr mr mrs ms the of an his her its their this that these our sir lord and for in on to
    """.split(separator: " ").map(String.init))
  private static let pronouns: Set<String> = Set(
    """
    il elle ils elles on je j nous vous tu celui-ci celle-ci ceux-ci qui lui eux he she they it we \
    i you who him her them this that
    """.split(separator: " ").map(String.init))

  /// Small letters without accents.
  static func normal(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
    where scalar.properties.canonicalCombiningClass == .notReordered {
      view.append(scalar == "’" ? "'" : scalar)
    }
    return String(view)
  }

  private static func words(_ text: String, hyphens: Bool = false) -> [String] {
    var list: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in normal(text).unicodeScalars {
      if scalar.isWordScalar || hyphens && scalar == "-" {
        word.append(scalar)
      } else if !word.isEmpty {
        list.append(String(word))
        word = .init()
      }
    }
    if !word.isEmpty { list.append(String(word)) }
    return list
  }

  static func isPronoun(_ text: String) -> Bool {
    let list = words(text, hyphens: true).filter { $0 != "t" && $0 != "-t" }
    return !list.isEmpty
      && list.allSatisfy {
        var word = Substring($0)
        while word.first == "-" { word.removeFirst() }
        while word.last == "-" { word.removeLast() }
        return pronouns.contains(String(word))
      }
  }

  /// True when one name says the other, or a telling part of it.
  static func match(_ found: String?, _ gold: String?) -> Bool {
    guard let found, let gold, !found.isEmpty, !gold.isEmpty else { return false }
    if isPronoun(found) || isPronoun(gold) { return false }
    let a = words(found).filter { !stop.contains($0) }
    let b = words(gold).filter { !stop.contains($0) }
    if a.isEmpty || b.isEmpty { return false }
    if a == b { return true }
    let (left, right) = (Set(a), Set(b))
    func tells(_ words: Set<String>) -> Bool { words.contains { $0.unicodeScalars.count >= 3 } }
    return left.isSubset(of: right) && tells(left) || right.isSubset(of: left) && tells(right)
  }
}
