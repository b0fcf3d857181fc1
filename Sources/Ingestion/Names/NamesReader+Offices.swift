import Languages
import Press

/// Offices: who holds which one, in or for whom.
extension NameReader {
  mutating func readOffices() {
    var i = 0
    /// The last holder of an office, by the form of its first word.
    var lastHolder: [Int32: [(bodies: Set<Int>, source: Int)]] = [:]
    while i < words.count {
      guard words[i].isWord, let found = gazetteer.officePhrases.longest(in: words.forms, from: i),
        taken[i] < 0 || gazetteer.group(words.forms[i]) != nil
      else {
        i += 1
        continue
      }
      let office = gazetteer.offices[Int(found.value)]
      let trigger = i..<(i + found.count)
      i = trigger.upperBound
      guard isOffice(trigger) else { continue }
      var read = Names.Office(
        trigger: trigger, words: trigger, bodies: [], isFormer: office.isFormer,
        isWeak: office.isWeak, isService: office.isService)
      var start = trigger.lowerBound
      if start > 0, flags(start - 1).contains(.former) {
        read.isFormer = true
        start -= 1
      }
      var end: Int
      if gazetteer.isFrench {
        end = readComplements(of: &read, from: trigger.upperBound)
      } else {
        start = readEnglishBefore(&read, start)
        if office.isOverMatter, read.bodies.isEmpty { readMatter(of: &read, from: start) }
        end = trigger.upperBound
      }
      // The holder: right after, after a comma, or before a comma or bracket.
      end = readHolders(of: &read, from: end, isPlural: office.isPlural)
      if !gazetteer.isFrench, read.holders.isEmpty || read.bodies.isEmpty {
        let after = readComplements(of: &read, from: end)
        if after > end, read.holders.isEmpty {
          end = readHolders(of: &read, from: after, isPlural: office.isPlural)
        } else {
          end = max(end, after)
        }
      }
      if read.holders.isEmpty { readHolderBefore(&read, start) }
      read.words = start..<max(end, trigger.upperBound)
      finish(&read, office, start, &lastHolder)
      i = max(i, trigger.upperBound)
    }
  }

  /// False where the word is none: «le secrétaire» as a desk is rare, but a verb is not.
  private func isOffice(_ trigger: Range<Int>) -> Bool {
    let i = trigger.lowerBound
    if trigger.count > 1 { return true }
    let features = words[i].features
    if features.has(.finite), i > 0, words[i - 1].features.has([.subject, .negation]) {
      return false
    }
    if features.has(.mostlyVerb), !features.has(.mostlyNoun), i > 0,
      !flags(i - 1).contains(.determiner), !words[i].isCapital
    {
      return false
    }
    return true
  }

  /// Reads what comes after an office: «américain», «général», «de la Défense», «du Hamas».
  private mutating func readComplements(of office: inout Names.Office, from start: Int) -> Int {
    var k = start
    var adjectives = 0
    loop: while k < words.count, words[k].isWord, k - start < 16 {
      if words[k].shape.contains(.startsParagraph) { break }
      if taken[k] >= 0 {
        let mention = Int(taken[k])
        let kind = sources[mentions[mention].source].kind
        if mentions[mention].form == .adjective, gazetteer.isFrench {
          office.bodies.append(mention)
          k = mentions[mention].words.upperBound
          // «française et japonaise»
          if k + 1 < words.count, flags(k).contains(.and), taken[k + 1] >= 0,
            mentions[Int(taken[k + 1])].form == .adjective
          {
            let second = Int(taken[k + 1])
            let after = mentions[second].words.upperBound
            office.bodies.append(second)
            k = after
          }
          continue
        }
        if kind == .organisation, mentions[mention].form == .acronym, gazetteer.isFrench {
          office.memberships.append(mention)
          k = mentions[mention].words.upperBound
          continue
        }
        break
      }
      let flag = flags(k)
      if flag.contains(.of) || flag.contains(.to) {
        var next = k + 1
        if next < words.count, gazetteer.isFrench,
          words.key(k) == "auprès" || words.key(k) == "près",
          flags(next).contains(.of)
        {
          next += 1
        }
        while next < words.count, next - k < 4,
          flags(next).contains(.determiner) || flags(next).contains(.possessive)
        {
          next += 1
        }
        guard next < words.count, words[next].isWord else { break }
        if flags(next).contains(.title), taken[next] < 0, next + 1 < words.count { next += 1 }
        if !flag.contains(.of), !gazetteer.isFrench, taken[next] < 0 { break }
        if taken[next] >= 0 {
          let mention = Int(taken[next])
          if mentions[mention].words.lowerBound != next { break }
          if mentions[mention].form == .adjective { break }
          if flag.contains(.to), !flag.contains(.of), mentions[mention].form == .place { break }
          if flag.contains(.to), !flag.contains(.of), words.key(k) == "pour", !office.bodies.isEmpty
          {
            k = mentions[mention].words.upperBound
            continue
          }
          if sources[mentions[mention].source].kind == .person, gazetteer.isFrench, office.isWeak,
            !office.isService
          {
            break
          }
          office.bodies.append(mention)
          k = mentions[mention].words.upperBound
          while k < words.count, words[k].isWord, flags(k).contains(.and), k + 1 < words.count,
            flags(k + 1).contains(.of)
          {
            var second = k + 2
            while second < words.count, flags(second).contains(.determiner) { second += 1 }
            guard second < words.count, taken[second] >= 0,
              mentions[Int(taken[second])].form != .adjective
            else { break loop }
            office.bodies.append(Int(taken[second]))
            k = mentions[Int(taken[second])].words.upperBound
          }
          continue
        }
        // «conseiller du président Donald Trump»
        if let inner = gazetteer.officePhrases.longest(in: words.forms, from: next) {
          var person = next + inner.count
          while person < words.count, person - next < 6,
            taken[person] < 0 || mentions[Int(taken[person])].form == .adjective,
            words[person].isWord, words[person].features.has(.adjective) || taken[person] >= 0
          {
            person += 1
          }
          if person < words.count, taken[person] >= 0,
            sources[mentions[Int(taken[person])].source].kind == .person
          {
            office.bodies.append(Int(taken[person]))
            k = mentions[Int(taken[person])].words.upperBound
            continue
          }
        }
        // A portfolio or a body that no list knows: «de la Défense», «du conseil régional».
        if words[k].features.has(.contracted) || flag.contains(.of) || gazetteer.isFrench {
          let stop = endOfPortfolio(from: next)
          guard stop > next else { break }
          addPortfolio(next..<stop, to: &office)
          k = stop
          continue
        }
        break
      }
      if flag.contains(.and), k + 1 < words.count, gazetteer.isFrench, flags(k + 1).contains(.of),
        !office.bodies.isEmpty
      {
        k += 1
        continue
      }
      if gazetteer.isFrench, words.key(k) == "par", k + 1 < words.count,
        words.key(k + 1) == "intérim"
      {
        k += 2
        continue
      }
      if gazetteer.isFrench, words.key(k) == "en", k + 1 < words.count,
        ["exercice", "chef"].contains(words.key(k + 1))
      {
        k += 2
        continue
      }
      if words[k].features.has(.adjective), !words[k].features.has(.mostlyOther),
        !words[k].features.has(.mostlyVerb) || namesPerson(behind: k), !words[k].isCapital,
        adjectives < 2, gazetteer.isFrench
      {
        k += 1
        adjectives += 1
        continue
      }
      // «chargé de l'Énergie», «expert en droit à l'Université de Lima»
      if gazetteer.isFrench, let next = matter(behind: k) {
        k = next
        continue
      }
      break
    }
    return k
  }

  /// True when a person's name follows a word, after a comma or not: «sortant X».
  private func namesPerson(behind k: Int) -> Bool {
    var next = k + 1
    if next < words.count, words[next].mark == .comma { next += 1 }
    return next < words.count && taken[next] >= 0
      && sources[mentions[Int(taken[next])].source].kind == .person
  }

  /// The word after a matter that says nothing of the body: «chargé de l'Énergie», «en droit».
  private func matter(behind k: Int) -> Int? {
    let isCharged = words[k].features.has(.pastParticiple) && flags(k + 1).contains(.of)
    let isIn = flags(k).contains(.place) && words[k].features.has(.preposition)
    guard isCharged || isIn, k + 2 < words.count else { return nil }
    var next = isCharged ? k + 2 : k + 1
    while next < words.count, flags(next).contains(.determiner) { next += 1 }
    guard next < words.count, words[next].isWord, taken[next] < 0 else { return nil }
    let end = endOfPortfolio(from: next)
    guard end > next, end < words.count else { return nil }
    // Only when what is looked for comes after it.
    let isPerson = isCharged && namesPerson(behind: end - 1)
    let isBody = isIn && flags(end).contains(.to)
    return isPerson || isBody ? end : nil
  }

  /// The end of «Défense», «Affaires étrangères», «conseil régional d'Île-de-France».
  private func endOfPortfolio(from start: Int) -> Int {
    var end = start
    let isUpper = words[start].isCapital
    if !isUpper, !words[start].features.has(.noun) { return start }
    if !isUpper, words[start].features.has([.mostlyVerb]) { return start }
    if let office = gazetteer.officePhrases.longest(in: words.forms, from: start), office.count >= 1
    {
      return start
    }
    end += 1
    while end < words.count, end - start < 7, words[end].isWord,
      !words[end].shape.contains(.startsParagraph)
    {
      if taken[end] >= 0 { break }
      if words[end].features.has(.adjective),
        !words[end].features.has([.mostlyVerb, .mostlyOther]),
        !words[end].isCapital
      {
        end += 1
        continue
      }
      if gazetteer.isFrench, flags(end).contains(.and), end + 1 < words.count {
        // «de la Culture et de la Communication»
        var next = end + 1
        while next < words.count, flags(next).contains(.of) || flags(next).contains(.determiner) {
          next += 1
        }
        if next > end + 1, next < words.count, words[next].isCapital, isUpper, taken[next] < 0 {
          end = next + 1
          continue
        }
        break
      }
      if flags(end).contains(.of), end + 1 < words.count {
        var next = end + 1
        while next < words.count, flags(next).contains(.determiner) { next += 1 }
        if next < words.count, words[next].isWord, taken[next] < 0,
          words[next].features.has(.mostlyNoun),
          gazetteer.officePhrases.longest(in: words.forms, from: next) == nil
        {
          end = next + 1
          continue
        }
        break
      }
      if !gazetteer.isFrench, words[end].isCapital, isUpper { end += 1; continue }
      break
    }
    return end
  }

  private mutating func addPortfolio(_ range: Range<Int>, to office: inout Names.Office) {
    // «chef de marque», «directrice du défilé»: no body.
    guard words[range.lowerBound].isCapital else { return }
    // With a state or body there already, the matter («de la Défense») says nothing more.
    if !office.bodies.isEmpty { return }
    let name = text(of: range)
    let index = source("org:\(name.lowercased())", .organisation, name)
    let mention = add(
      Names.Mention(
        source: index, words: range, whole: range, form: .group, gender: .either, isPlural: false),
      as: .name)
    office.bodies.append(mention)
  }

  /// Reads what comes before an English office: “Russian”, “Iran's”, “the Hamas”.
  private mutating func readEnglishBefore(_ office: inout Names.Office, _ start: Int) -> Int {
    var first = start
    var steps = 0
    while first > 0, steps < 5, words[first - 1].isWord {
      let before = first - 1
      if words[before].shape.contains(.startsParagraph), taken[before] < 0 { break }
      if taken[before] >= 0 {
        let mention = Int(taken[before])
        if mentions[mention].form == .place { break }
        if !office.bodies.contains(mention) { office.bodies.append(mention) }
        first = mentions[mention].words.lowerBound
        if flags(first - 1).contains(.former) {
          office.isFormer = true
          first -= 1
        }
        break
      }
      if words.key(before) == "'s" {
        first = before
        steps += 1
        continue
      }
      let flag = flags(before)
      if flag.contains(.former) {
        office.isFormer = true
        first = before
        steps += 1
        continue
      }
      if flag.contains(.determiner) || flag.contains(.of) || flag.contains(.to)
        || flag.contains(.and)
      {
        break
      }
      if words[before].isCapital || words[before].shape.contains(.unknown)
        || words[before].features.has([.mostlyNoun, .mostlyAdjective])
      {
        first = before
        steps += 1
        continue
      }
      break
    }
    return first
  }

  /// “Health Secretary X” of no named state: holds the office over the matter before it.
  private mutating func readMatter(of office: inout Names.Office, from start: Int) {
    let trigger = office.trigger
    let range =
      trigger.count > 1 ? trigger.lowerBound..<trigger.upperBound - 1 : start..<trigger.lowerBound
    guard !range.isEmpty, words[range.lowerBound].isCapital,
      words[trigger.upperBound - 1].isCapital,
      range.allSatisfy({ words[$0].isCapital && taken[$0] < 0 })
    else { return }
    let name = text(of: range)
    let index = source("org:\(name.lowercased())", .organisation, name)
    office.bodies.append(
      add(
        Names.Mention(
          source: index, words: range, whole: range, form: .group, gender: .either, isPlural: false),
        as: .name))
  }

  // MARK: Short forms that the text gives

  /// «Conseil de sécurité nationale (NSC)», “NSC (National Security Council)”, «X (PS)».
  mutating func readAcronyms() {
    for i in 1..<max(1, words.count) where words[i].mark == .openBracket {
      var next = i + 1
      if flags(next).contains(.determiner), next + 2 < words.count { next += 1 }
      guard next + 1 < words.count, words[next].isWord, words[next].isCapital else { continue }
      if readAffiliation(at: i, next) { continue }
      if words[next + 1].mark == .closeBracket {
        readShortForm(at: next, behind: i)
      } else if words[i - 1].isWord, words[i - 1].shape.contains(.allCapitals), taken[next] >= 0,
        case let long = Int(taken[next]),
        words[mentions[long].words.upperBound].mark == .closeBracket,
        isAcronym(words.string(i - 1), of: mentions[long].whole)
      {
        link(shortFormAt: i - 1, to: long)
      }
    }
  }

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
      link(shortFormAt: next, to: long)
    } else if let range = longForm(of: printed, before: bracket) {
      link(shortFormAt: next, to: body(at: range))
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

  private mutating func link(shortFormAt next: Int, to long: Int) {
    var short = taken[next] >= 0 ? Int(taken[next]) : -1
    guard short < 0 || mentions[short].words == next..<next + 1, short != long else { return }
    if short < 0 {
      short = add(
        Names.Mention(
          source: mentions[long].source, words: next..<next + 1, whole: next..<next + 1,
          form: .acronym, gender: .either, isPlural: false), as: .acronym)
    } else if mentions[short].source != mentions[long].source {
      let (old, new) = (mentions[short].source, mentions[long].source)
      // What a list knows keeps its key.
      let (from, to) = isListed(old) && !isListed(new) ? (new, old) : (old, new)
      for m in mentions.indices where mentions[m].source == from { mentions[m].source = to }
      for name in sources[from].names where !sources[to].names.contains(name) {
        sources[to].names.append(name)
      }
    }
    aliases.append((long, short))
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
