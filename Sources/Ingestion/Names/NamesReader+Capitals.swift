import Languages
import Press

/// Capitalised words that no list knows: persons, bodies, or nobody.
extension NameReader {
  /// Reads a capitalised word that nothing else explains.
  ///
  /// - Returns: the word after what was read; nil when it is no name.
  mutating func readCapitals(at i: Int, into people: inout [Name]) -> Int? {
    let word = words[i]
    let flag = flags(i)
    if flag.contains(.plain) || flag.contains(.title) { return nil }
    if !flag.isDisjoint(with: [.of, .determiner, .to, .and, .place, .possessive, .former]) {
      // «Le Drian» away from the start of a sentence.
      guard !isForcedCapital(i), i + 1 < words.count, isNamePart(i + 1),
        !word.shape.contains(.allCapitals), words[i + 1].shape.contains(.unknown)
      else { return nil }
    }
    let office = gazetteer.officePhrases.longest(in: words.forms, from: i)
    let isKnown = !word.shape.contains(.unknown) && !word.traits.isEmpty
    let next = i + 1 < words.count && words[i + 1].isWord && isNamePart(i + 1)
    let group = gazetteer.group(words.forms[i])
    let isBody = group.map { $0.kind == .body || $0.kind == .organ } ?? false
    if office != nil, !isBody { return nil }
    if isKnown, !isBody {
      if isForcedCapital(i) {
        guard next, word.traits.has(.mostlyNoun), words[i + 1].shape.contains(.unknown) else {
          return nil
        }
      }
      if word.traits.has(.mostlyOther) { return nil }
      if word.shape.contains(.allCapitals), next, words[i + 1].shape.contains(.allCapitals) {
        return nil
      }
    }
    if gazetteer.isFrench {
      if isBody || (isKnown && !isForcedCapital(i) && word.traits.has(.mostlyNoun)) {
        if isForcedCapital(i), !next { return nil }
        return readBody(at: i)
      }
    } else if isForcedCapital(i), isKnown, !next {
      return nil
    }
    var end = endOfName(from: i, isPerson: false)
    // “Energy Minister Torstein Myhre”: an office inside capitals ends what stands before it.
    if !gazetteer.isFrench,
      let office = (i + 1..<end).first(where: {
        guard let found = gazetteer.officePhrases.longest(in: words.forms, from: $0) else {
          return false
        }
        return $0 + found.count <= end
      }), gazetteer.group(words.forms[office]) == nil
    {
      // “Hallmark Chairman X”: the body before the office; “Energy Minister X”: a matter.
      if (i..<office).allSatisfy({ words[$0].shape.contains(.unknown) || words[$0].traits.isEmpty })
      {
        readUnknownBody(i..<office)
      }
      return office
    }
    let isAcronym = end == i + 1 && word.shape.contains(.allCapitals)
    var hasBody = isBody
    if gazetteer.isFrench {
      // «Save the Children», «Bank of America»: no person has such words inside.
      let foreign = endOfEnglishBody(from: i, end, links: ["of", "for", "the", "and", "without"])
      if foreign > end {
        end = foreign
        hasBody = true
      }
    } else {
      hasBody = (i..<end).contains {
        gazetteer.group(words.forms[$0])?.kind == .body
          || gazetteer.group(words.forms[$0])?.kind == .organ
      }
      if hasBody { end = endOfEnglishBody(from: i, end) }
    }
    if isAcronym || hasBody {
      readUnknownBody(i..<end)
      return end
    }
    if end == i + 1, i > 0, !(end < words.count && words.key(end) == "'s"),
      flags(i - 1).contains(.place) || words[i - 1].mark == .openBracket,
      !words[i].shape.contains(.startsSentence)
    {
      let name = words.string(words.passage(i..<end))
      let index = source("loc:\(name)", .group, name)
      placeOfForm[word.isWord ? words.forms[i] : -1] = index
      add(
        Names.Mention(
          source: index, words: i..<end, whole: i..<end, form: .place, gender: .either,
          isPlural: false), as: .name)
      return end
    }
    people.append((i..<end, nil, .either))
    return end
  }

  /// “Court of Cassation”, “League for the Full Autonomy of Tasmania”.
  private func endOfEnglishBody(
    from i: Int, _ first: Int, links: Set<String> = ["of", "for"]
  ) -> Int {
    var end = first
    while end + 1 < words.count, links.contains(words.key(end)) {
      var next = end + 1
      if flags(next).contains(.determiner) || words.key(next) == "the" { next += 1 }
      guard words[next].isWord, isNamePart(next) else { break }
      end = endOfName(from: next, isPerson: false)
    }
    return end
  }

  private mutating func readUnknownBody(_ range: Range<Int>) {
    let name = text(of: range)
    let isAcronym = range.count == 1 && words[range.lowerBound].shape.contains(.allCapitals)
    if isAcronym, let known = shortForms[words.forms[range.lowerBound]] {
      add(
        Names.Mention(
          source: known, words: range, whole: range, form: .acronym, gender: .either,
          isPlural: false), as: .acronym)
      return
    }
    let index = source("org:\(name)", .organisation, name)
    add(
      Names.Mention(
        source: index, words: range, whole: range, form: isAcronym ? .acronym : .name,
        gender: .either, isPlural: false), as: isAcronym ? .acronym : .name)
  }

  /// Reads a French body that its first word names: «Cour de cassation», «Force ouvrière».
  private mutating func readBody(at i: Int) -> Int {
    let end = endOfBody(from: i)
    readUnknownBody(i..<end)
    return end
  }

  /// Adjectives and complements after the first word of a body.
  func endOfBody(from i: Int) -> Int {
    var end = i + 1
    var complements = 0
    loop: while end < words.count, end - i < 9 {
      let word = words[end]
      guard word.isWord, !word.shape.contains(.startsParagraph) else { break }
      if taken[end] >= 0, mentions[Int(taken[end])].form == .adjective { break }
      if isDemonym(end) { break }
      if isNamePart(end), !flags(end).contains(.determiner) {
        // A person behind a body in small letters is no part of it.
        if taken[end] >= 0 || firstName(end).isName && !words[i].isCapital { break }
        if firstName(end).isName, gazetteer.group(words.forms[i]) == nil { break }
        end = endOfName(from: end, isPerson: false)
        continue
      }
      if word.traits.has(.adjective),
        !word.traits.has([.mostlyVerb, .mostlyOther, .pastParticiple])
      {
        end += 1
        continue
      }
      let isOf = flags(end).contains(.of) || words.key(end) == "pour"
      guard isOf, complements < 2 else { break }
      var next = end + 1
      while next < words.count, next - end < 3, ["la", "l'", "les", "le"].contains(words.key(next))
      {
        next += 1
      }
      guard next < words.count, words[next].isWord else { break }
      if taken[next] >= 0 { break }
      if isNamePart(next) {
        if firstName(next).isName, gazetteer.group(words.forms[i]) == nil { break }
        end = endOfName(from: next, isPerson: false)
      } else if words[next].traits.has(.mostlyNoun),
        gazetteer.group(words.forms[next]) == nil || words[i].isCapital
          || words.key(next) == "administration",
        gazetteer.officePhrases.longest(in: words.forms, from: next) == nil,
        words[i].isCapital || complements == 0
      {
        end = next + 1
      } else {
        break loop
      }
      complements += 1
    }
    return end
  }

  private func isDemonym(_ i: Int) -> Bool {
    guard let listed = gazetteer.names.longest(in: words.forms, from: i) else { return false }
    return gazetteer.entries[Int(listed.value)].nameKind == .demonym
  }

  /// A name with single blanks between its words.
  func text(of range: Range<Int>) -> String {
    var out = ""
    for i in range {
      if i > range.lowerBound, words[i].shape.contains(.afterSpace) { out += " " }
      out += words.string(i)
    }
    return out
  }

  func folded(_ range: Range<Int>) -> String {
    var out = ""
    for i in range {
      if i > range.lowerBound, words[i].shape.contains(.afterSpace) { out += " " }
      out += words.key(i)
    }
    return out
  }
}
