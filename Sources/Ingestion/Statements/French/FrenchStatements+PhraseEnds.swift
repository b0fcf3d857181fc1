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
        if boundsPhrase(k, endingAt: j, relative: relative) {
          // «le pays où est née la révolte a dit»: past the relative clause.
          if !relative, k < j, !isCue(k), isFinite(k),
            let opener = relativeOpener(before: k, start)
          {
            return antecedent(before: opener, start)
          }
          break walk
        }
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
      default: break walk
      }
      a = k
      k -= 1
    }
    guard let first = phraseStart(a, j) else { return nil }
    let range = first..<j + 1
    return range.contains(where: isNominal) ? range : nil
  }

  /// A verb of saying, unless an article makes it a noun.
  private func isCue(_ k: Int) -> Bool {
    verbAt[k] >= 0 && !(features(k).has(.noun) && isDeterminer(k - 1))
  }

  /// True for a word to the left that is no part of the noun phrase ending at `j`.
  private func boundsPhrase(_ k: Int, endingAt j: Int, relative: Bool) -> Bool {
    if isCue(k) || isFinite(k) || grammarRole(k).contains(.who)
      || role(k).contains(.that) || role(k).contains(.sub)
    {
      return true
    }
    // «ont impressionné | de nombreux habitants»
    if k < j, features(k).has(.pastParticiple), !features(k).has(.noun), isAuxiliary(before: k) {
      return true
    }
    if features(k).has(.infinitive), features(k).has(.mostlyVerb), !features(k).has(.noun) {
      return true
    }
    // «la question abordée par le maire, qui demande»
    return relative && k < j && words.forms[k] == by
  }

  /// Where a noun phrase begins from `a` on: adverbs, connectors and leading prepositional phrases are no
  /// part of it.
  private func phraseStart(_ a: Int, _ j: Int) -> Int? {
    var a = a
    while a < j,
      role(a).contains(.opener) || isAside(a) || mark(a) != .none && mark(a) != .number
    { a += 1 }
    if a < j, isDeterminer(a), isTime(a + 1), isAside(a + 1) {
      a += 2
      while a < j, isTime(a) || mark(a) == .number { a += 1 }
    }
    guard grammarRole(a).contains(.prep), !isPartitive(a) else { return a <= j ? a : nil }
    return (a + 2..<max(a + 2, j + 1)).first { b in
      let opens =
        isDeterminer(b) && !features(b).has(.contracted)
        || names.mention(at: b).map { names.mentions[$0].words.lowerBound == b } ?? false
      return opens && !grammarRole(b - 1).contains(.prep) && !isDeterminer(b - 1)
    }
  }

  /// True for a word that may name somebody.
  private func isNominal(_ i: Int) -> Bool {
    features(i).has([.noun, .pronoun]) && !grammarRole(i).contains(.reflexive)
      || words[i].isCapital || words[i].shape.contains(.unknown)
      || role(i).contains(.person) || mark(i) == .symbol && words.key(i) == "%"
  }
}
