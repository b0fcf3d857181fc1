import Languages
import Press

/// Short forms that the text gives: «Conseil de sécurité nationale (NSC)».
extension NameReader {
  /// «Conseil de sécurité nationale (NSC)», “NSC (National Security Council)”, «X (PS)».
  mutating func readAcronyms() {
    for i in 1..<max(1, words.count) where words[i].mark == .openBracket {
      var next = i + 1
      if flags(next).contains(.determiner), next + 2 < words.count { next += 1 }
      guard next + 1 < words.count, words[next].isWord, words[next].isCapital else { continue }
      if readSpelledForm(at: i, next) || readAffiliation(at: i, next) { continue }
      if words[next + 1].mark == .closeBracket {
        readShortForm(at: next, behind: i)
      } else if words[i - 1].isWord, words[i - 1].shape.contains(.allCapitals), taken[next] >= 0,
        case let long = Int(taken[next]),
        words[mentions[long].words.upperBound].mark == .closeBracket,
        isAcronym(words.string(i - 1), of: mentions[long].whole)
      {
        link(shortFormAt: i - 1, to: long, by: i)
      }
    }
  }

  /// «l'Union des ports de Lima … l'UPL»: capitals that are the first letters of the one body of the text
  /// whose name they spell, without a bracket that says so; and what a bracket has said elsewhere.
  mutating func readInitials() {
    var bodies: [String: Int] = [:]
    for (long, short, _) in aliases where mentions[short].words.count == 1 {
      let letters = words.string(mentions[short].words.lowerBound)
      if bodies[letters] == nil { bodies[letters] = long }
    }
    for (n, mention) in mentions.enumerated()
    where mention.form == .name && !mention.isInside && mention.words.count >= 3
      && sources[mention.source].kind == .organisation
    {
      let initials = initials(of: mention.words)
      guard initials.count >= 3 else { continue }
      if let other = bodies[initials], mentions[other].source != mention.source {
        bodies[initials] = nil
      } else {
        bodies[initials] = n
      }
    }
    if bodies.isEmpty { return }
    for i in 0..<words.count
    where words[i].shape.contains(.allCapitals) && words[i].end - words[i].start >= 2 {
      guard let long = bodies[words.string(i)],
        taken[i] < 0 || mentions[Int(taken[i])].source != mentions[long].source
      else { continue }
      linkSources(shortFormAt: i, to: long)
    }
  }

  /// The first letters of the words of a name, as capitals, without those of «de», “of”, «la».
  private func initials(of range: Range<Int>) -> String {
    String(
      range.compactMap { i in
        let t = words[i].features
        let isSmall =
          !words[i].isCapital && t.has([.determiner, .preposition, .conjunction])
        return isSmall || !words[i].isWord ? nil : words.key(i).folding.first?.uppercased().first
      })
  }

  /// «BRI (Brigade de recherche et d'intervention)»: the bracket spells what comes before it.
  private mutating func readSpelledForm(at bracket: Int, _ next: Int) -> Bool {
    guard bracket > 0, words[bracket - 1].isCapital, words.string(bracket - 1).count <= 12,
      let close = (next + 1..<min(words.count, next + Self.longestName)).first(where: {
        !words[$0].isWord
      }), words[close].mark == .closeBracket,
      let range = longForm(of: words.string(bracket - 1), before: close), range.lowerBound == next
    else { return false }
    link(shortFormAt: bracket - 1, to: body(at: range), by: bracket)
    return true
  }

  /// A body with more words in its name is not read as what a short form stands for.
  private static let longestName = 16

  /// «X (PS)», «X (PS, Lima)»: a person with a party in brackets.
  private mutating func readAffiliation(at bracket: Int, _ next: Int) -> Bool {
    guard taken[bracket - 1] >= 0, case let person = Int(taken[bracket - 1]),
      mentions[person].words.upperBound == bracket,
      sources[mentions[person].source].kind == .person
    else { return false }
    if taken[next] >= 0, case let body = Int(taken[next]), mentions[body].words.lowerBound == next,
      [.closeBracket, .comma].contains(
        words[min(mentions[body].words.upperBound, words.count - 1)].mark),
      sources[mentions[body].source].kind == .organisation
    {
      affiliations.append((person, body))
    }
    return true
  }

  /// Reads the short form at `next` of what comes before a bracket.
  private mutating func readShortForm(at next: Int, behind bracket: Int) {
    let printed = words.string(next)
    guard printed.count <= 12, printed.filter(\.isUppercase).count >= 2 || printed.count >= 3 else {
      return
    }
    if taken[bracket - 1] >= 0, case let long = Int(taken[bracket - 1]),
      mentions[long].words.upperBound == bracket, mentions[long].form != .adjective,
      spells(printed, mentions[long].whole.lowerBound..<bracket)
        || isAcronym(printed, of: mentions[long].whole)
          && longForm(of: printed, before: bracket) == nil
    {
      link(shortFormAt: next, to: long, by: bracket)
    } else if let range = longForm(of: printed, before: bracket) {
      link(shortFormAt: next, to: body(at: range), by: bracket)
    } else if taken[bracket - 1] >= 0, case let long = Int(taken[bracket - 1]),
      mentions[long].words.upperBound == bracket, mentions[long].form == .group,
      mentions[long].words.count > 1, sources[mentions[long].source].kind == .organisation,
      taken[next] < 0 || sources[mentions[Int(taken[next])].source].kind == .organisation,
      printed.filter(\.isUppercase).count >= 2
    {
      // «l'agence des pêches (FIA)»: the letters are those of another language.
      link(shortFormAt: next, to: long, by: bracket)
    }
  }

  /// A mention of an organisation with just these words, which takes the place of parts of it.
  private mutating func body(at range: Range<Int>) -> Int {
    let inside = Set(range.compactMap { taken[$0] >= 0 ? Int(taken[$0]) : nil })
    if let same = inside.first(where: { mentions[$0].words == range }) { return same }
    for mention in inside { mentions[mention].isInside = true }
    for word in range { taken[word] = -1 }
    let name = text(of: range)
    let index = source("org:\(name)", .organisation, name)
    return add(
      Names.Mention(
        source: index, words: range, whole: range, form: .name, gender: .either, isPlural: false),
      as: .name)
  }

  /// Links the short form at a word with the name that it stands for; a bracket is between them.
  private mutating func link(shortFormAt next: Int, to long: Int, by bracket: Int) {
    guard let short = linkSources(shortFormAt: next, to: long) else { return }
    aliases.append((long, short, bracket))
  }

  /// Makes one source of a short form and what it stands for; nil when the word belongs to another name.
  @discardableResult
  private mutating func linkSources(shortFormAt next: Int, to long: Int) -> Int? {
    var short = taken[next] >= 0 ? Int(taken[next]) : -1
    guard short < 0 || mentions[short].words == next..<next + 1, short != long else { return nil }
    if short < 0 {
      short = add(
        Names.Mention(
          source: mentions[long].source, words: next..<next + 1, whole: next..<next + 1,
          form: .acronym, gender: .either, isPlural: false), as: .acronym)
    } else if mentions[short].source != mentions[long].source {
      let (old, new) = (mentions[short].source, mentions[long].source)
      // What a list knows keeps its key, unless the text declares something else by these letters.
      let isKnown = isListed(old) && !isListed(new)
      let isSame = !isKnown || mayBeSame(old, mentions[long].words)
      // Then both may be in the text: «le Parti populaire», and «la préfecture de police (PP)».
      if !isSame, mentions.contains(where: { $0.source == old && $0.words.count > 1 }) {
        return nil
      }
      let (from, to) = isKnown && isSame ? (new, old) : (old, new)
      for m in mentions.indices where mentions[m].source == from { mentions[m].source = to }
      for name in sources[from].names where !sources[to].names.contains(name) {
        sources[to].names.append(name)
      }
    }
    return short
  }

  /// False for «préfecture de police», which a list's «Parti populaire» (PP) shares no word with; true where
  /// the list has letters only.
  private func mayBeSame(_ listed: Int, _ long: Range<Int>) -> Bool {
    let name = sources[listed].name
    guard name.contains(" ") else { return true }
    func stems(_ text: String) -> Set<String> {
      Set(
        text.lowercased().folding.split { !$0.isLetter }.filter { $0.count > 3 }
          .map { String($0.prefix(4)) })
    }
    return !stems(name).isDisjoint(with: stems(text(of: long)))
  }

  /// The words before a bracket whose letters give a short form, from a capital on: Schwartz and
  /// Hearst, “A simple algorithm for identifying abbreviation definitions in biomedical text” (2003).
  ///
  /// Each letter of the short form is looked for from right to left; the first one heads a word.
  private func longForm(of short: String, before bracket: Int) -> Range<Int>? {
    let letters = short.lowercased().filter(\.isLetter).folding
    guard letters.count >= 2 else { return nil }
    let least = max(0, bracket - min(letters.count + 5, 2 * letters.count))
    var left = Array(letters)
    var k = bracket - 1
    while k >= least, words[k].isWord, !words[k].shape.contains(.startsParagraph) || k == least {
      let key = Array(words.key(k).folding)
      var at = key.count - 1
      while at >= 0, let letter = left.last {
        let heads = at == 0 || !key[at - 1].isLetter
        if key[at] == letter, heads || left.count > 1 {
          left.removeLast()
          if left.isEmpty {
            return heads && words[k].isCapital && bracket - k > 1 ? k..<bracket : nil
          }
        }
        at -= 1
      }
      k -= 1
    }
    return nil
  }

  /// True when each letter of a short form heads a word of a name, in this order.
  private func spells(_ short: String, _ range: Range<Int>) -> Bool {
    var left = Array(short.lowercased().filter(\.isLetter).folding)[...]
    for i in range {
      for part in words.key(i).split(separator: "-") where part.folding.first == left.first {
        left = left.dropFirst()
      }
    }
    return left.isEmpty
  }

  /// True when the capitals of `short` are at the heads of words of the name.
  private func isAcronym(_ short: String, of range: Range<Int>) -> Bool {
    let letters = short.filter(\.isLetter).lowercased().folding
    guard letters.count >= 2, short.filter(\.isUppercase).count >= 2 || short.count <= 8 else {
      return false
    }
    var heads = ""
    for i in range {
      for part in words.key(i).split(separator: "-") { heads += String(part.prefix(1)).folding }
    }
    // «NSC» after «Conseil de sécurité nationale»: capitals in brackets need one head only.
    if short == short.uppercased() {
      return letters.filter { heads.contains($0) }.count * 2 >= letters.count
    }
    if letters.first == heads.first { return true }
    var at = heads.startIndex
    for letter in letters.prefix(2) {
      guard let found = heads[at...].firstIndex(of: letter) else { return false }
      at = heads.index(after: found)
    }
    return true
  }
}

extension StringProtocol {
  /// Without the accents of French capitals.
  fileprivate var folding: String {
    String(map { "éèêë".contains($0) ? "e" : $0 == "à" ? "a" : $0 == "ô" ? "o" : $0 })
  }
}
