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
        // «la porte-parole à une question»
        if flag.contains(.to), !flag.contains(.of), words[next].features.has(.indefinite),
          flags(next).contains(.determiner)
        {
          break
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
          // «son avocat à l'AFP»: to whom it was said.
          if flag.contains(.to), !flag.contains(.of),
            mentions[mention].form == .place
              || sources[mentions[mention].source].kind == .media
                && (office.isService || flags(office.trigger.lowerBound - 1).contains(.possessive))
          {
            break
          }
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
}
