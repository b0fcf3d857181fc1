import Languages
import Press

/// Noun phrases read from their end, as those left of a verb.
extension FrenchStatements {
  /// «où», «dont» or «qui» right before a finite verb, clitics passed over.
  private func relativeOpener(before verb: Int, _ start: Int) -> Int? {
    var k = verb - 1
    while k > start, !grammarRole(k).isDisjoint(with: [.ne, .reflexive, .clitic, .dative]) {
      k -= 1
    }
    guard k > start, mark(k) == .none else { return nil }
    let isRelative =
      grammarRole(k).contains(.who) || role(k).contains(.relative) && !role(k).contains(.that)
    return isRelative ? k : nil
  }

  /// True when «a», «ont», «est» come before a participle.
  func isAuxiliary(before i: Int) -> Bool {
    var k = i - 1
    while k > 0, isAdverb(k) { k -= 1 }
    guard k >= 0, mark(k) == .none, features(k).has(.finite) else { return false }
    let lemma = forms.lemma(of: words.forms[k], as: .verb)
    return lemma >= 0 && !grammar.role(lemma).isDisjoint(with: [.be, .have])
  }

  /// The noun phrase that ends at `j`, back to the edge of its clause.
  func phraseEnding(
    at j: Int, _ start: Int, _ depth: Int, relative: Bool = false
  ) -> Range<Int>? {
    var a = j
    var k = j
    walk: while k >= start {
      if let m = names.mention(at: k), !names.mentions[m].isAdjective {
        a = max(start, min(k, names.mentions[m].whole.lowerBound))
        k = a - 1
        continue
      }
      switch mark(k) {
      case .none:
        if verbAt[k] >= 0, !(features(k).has(.noun) && isDeterminer(k - 1)) { break walk }
        if isFinite(k) || role(k).contains(.that) || grammarRole(k).contains(.who)
          || role(k).contains(.sub)
        {
          // «le pays où est née la révolte a dit»: past the relative clause.
          if !relative, k < j, isFinite(k), let opener = relativeOpener(before: k, start) {
            return antecedent(before: opener, start)
          }
          break walk
        }
        // «ont impressionné | de nombreux habitants»
        if k < j, features(k).has(.pastParticiple), !features(k).has(.noun), isAuxiliary(before: k)
        {
          break walk
        }
        if features(k).has(.infinitive), features(k).has(.mostlyVerb), !features(k).has(.noun) {
          break walk
        }
        // «la question abordée par le maire, qui demande»
        if relative, k < j, words.forms[k] == by { break walk }
        if relative, k < j, isDeterminer(k), !features(k).has(.contracted),
          k == start || !role(k - 1).contains(.of) && !role(k - 1).contains(.and)
        {
          a = k
          break walk
        }
      case .dash:
        // «le député de Valmont – Les Prés»
        let isName =
          k - 2 > start && words[k - 1].isCapital && words[k + 1].isCapital
          && (role(k - 2).contains(.of) || features(k - 2).has(.contracted))
        if words[k].shape.contains(.afterSpace), !isName { break walk }
      case .number, .symbol: break
      case .closeBracket:
        while k > start, mark(k) != .openBracket { k -= 1 }
      case .closeQuote, .straightQuote, .singleQuote:
        // «« Rien ne presse »Le maire a dit»: a heading that was printed in a line of its own.
        if k < j, words[k + 1].isCapital, !words[k + 1].shape.contains(.afterSpace) { break walk }
        // «le « Groupe de soutien au port et à la mer » affirme»
        guard let q = quotation(closingAt: k),
          quotations.list[q].inner.count < (isDeterminer(quotations.list[q].open - 1) ? 16 : 8)
        else { break walk }
        k = quotations.list[q].open
      case .comma:
        // «X, Y et Z ont dit»
        break walk
      default: break walk
      }
      a = k
      k -= 1
    }
    // Adverbs, connectors and leading prepositional phrases are no part of it.
    while a < j,
      role(a).contains(.opener) || isAside(a) || mark(a) != .none && mark(a) != .number
    { a += 1 }
    if a < j, isDeterminer(a), isTime(a + 1), isAside(a + 1) {
      a += 2
      while a < j, isTime(a) || mark(a) == .number { a += 1 }
    }
    if grammarRole(a).contains(.prep), !isPartitive(a) {
      var b = a + 1
      var found: Int?
      while b <= j {
        if (isDeterminer(b) && !features(b).has(.contracted)
          || names.mention(at: b).map { names.mentions[$0].words.lowerBound == b } ?? false),
          !grammarRole(b - 1).contains(.prep), !isDeterminer(b - 1), b > a + 1
        {
          found = b
          break
        }
        b += 1
      }
      guard let found else { return nil }
      a = found
    }
    guard a <= j else { return nil }
    let range = a..<j + 1
    guard
      range.contains(where: {
        features($0).has([.noun, .pronoun]) && !grammarRole($0).contains(.reflexive)
          || words[$0].isCapital || words[$0].shape.contains(.unknown)
          || role($0).contains(.person) || mark($0) == .symbol && words.key($0) == "%"
      })
    else { return nil }
    return range
  }
}
