import Languages
import Press

/// What an office that was read says of its holder, and of an office without one.
extension NameReader {
  private func isOfState(_ bodies: Set<Int>) -> Bool {
    bodies.allSatisfy { sources[$0].kind == .state || isRepublic($0) }
  }

  /// True when an office is held for nobody in particular, or for «la République».
  private func isVague(_ bodies: Set<Int>) -> Bool { bodies.allSatisfy(isRepublic) }

  private func isRepublic(_ source: Int) -> Bool { sources[source].key == "org:république" }

  /// True for a portfolio: a common noun in capitals that no list knows («Défense»).
  private func isPortfolio(_ mention: Int) -> Bool {
    let it = mentions[mention]
    let first = it.words.lowerBound
    return sources[it.source].kind == .organisation && words[first].isCapital
      && !words[first].shape.contains(.unknown) && words[first].features.has(.noun)
      && gazetteer.group(words.forms[first]) == nil && !isListed(it.source)
  }

  /// Keeps the office, and makes a mention of its words when nobody is named.
  mutating func finish(
    _ read: inout Names.Office, _ office: Gazetteer.Office, _ start: Int,
    _ lastHolder: inout [Int32: [(bodies: Set<Int>, source: Int)]]
  ) {
    // «le chef de l'État» is the president whom the article names.
    let form = office.same > 0 ? -office.same : words.forms[read.trigger.lowerBound]
    // With a state or person there, the matter («de l'Économie») says nothing more.
    if read.bodies.count > 1, read.bodies.contains(where: { !isPortfolio($0) }) {
      read.bodies.removeAll { isPortfolio($0) }
    }
    if office.isCalling, read.bodies.isEmpty || read.holders.isEmpty { return }
    let bodies = Set(read.bodies.map { mentions[$0].source })
    guard read.holders.isEmpty else {
      for holder in read.holders {
        give(read, to: holder, office)
        lastHolder[form, default: []].append((bodies, mentions[holder].source))
      }
      if read.construction == "title" {
        for body in read.bodies { mentions[body].isInside = true }
      }
      offices.append(read)
      return
    }
    let known = lastHolder[form]?.last {
      holds(office, $0, bodies, isOneWord: read.trigger.count == 1)
    }
    addUnnamed(read, office, start, known: known?.source)
  }

  /// Makes an office the role of a person who holds it.
  private mutating func give(
    _ read: Names.Office, to holder: Int, _ office: Gazetteer.Office
  ) {
    if mentions[holder].role == nil {
      let end =
        read.words.lowerBound < mentions[holder].words.lowerBound
        ? min(read.words.upperBound, mentions[holder].whole.lowerBound) : read.words.upperBound
      var roleEnd = max(end, read.trigger.upperBound)
      while roleEnd > read.trigger.upperBound, !words[roleEnd - 1].isWord { roleEnd -= 1 }
      mentions[holder].role = read.words.lowerBound..<roleEnd
    }
    if read.construction == "title", read.words.lowerBound < mentions[holder].whole.lowerBound {
      mentions[holder].whole = read.words.lowerBound..<mentions[holder].whole.upperBound
    }
    let source = mentions[holder].source
    if genders[source].gender == .either, office.gender != .either {
      genders[source].gender = office.gender
    }
    if sources[source].country == nil {
      sources[source].country =
        read.bodies.lazy.map { [self] in sources[mentions[$0].source] }
        .first { $0.kind == .state && $0.country != nil }?.country
    }
  }

  /// True when an office without a name may be that of an earlier holder.
  func holds(
    _ office: Gazetteer.Office, _ holder: (bodies: Set<Int>, source: Int), _ bodies: Set<Int>,
    isOneWord: Bool
  ) -> Bool {
    if office.same > 0, !genders[holder.source].gender.fits(office.gender) { return false }
    if !holder.bodies.isDisjoint(with: bodies) { return true }
    if office.same > 0, isOfState(holder.bodies), isOfState(bodies),
      isVague(holder.bodies) || isVague(bodies)
    {
      return true
    }
    return bodies.isEmpty && (office.same == 0 || isOneWord)
  }

  /// Makes an office without a name a mention of its own: «le ministre belge».
  private mutating func addUnnamed(
    _ read: Names.Office, _ office: Gazetteer.Office, _ start: Int, known: Int?
  ) {
    // Plain «un juge», «des chercheurs» name nobody.
    let definite =
      start > 0 && !flags(start - 1).isDisjoint(with: [.determiner, .possessive, .of, .to])
    guard known != nil || !read.bodies.isEmpty || definite else { return }
    offices.append(read)
    let first = read.trigger.lowerBound
    if gazetteer.group(words.forms[first]) != nil, taken[first] >= 0 { return }
    var end = read.trigger.upperBound
    if let body = read.bodies.first, mentions[body].words.upperBound <= read.words.upperBound,
      mentions[body].words.lowerBound >= end
    {
      end = mentions[body].words.upperBound
    }
    let range = (gazetteer.isFrench ? first : start)..<end
    let name = text(of: range)
    let country = read.bodies.lazy.compactMap { [self] in sources[mentions[$0].source].country }
      .first
    let index =
      known
      ?? source(
        "grp:\(name.lowercased())", .group, name, country: country, gender: office.gender,
        isPlural: office.isPlural)
    release(range)
    add(
      Names.Mention(
        source: index, words: range, whole: read.words, form: .office, gender: office.gender,
        isPlural: office.isPlural), as: .short)
  }
}
