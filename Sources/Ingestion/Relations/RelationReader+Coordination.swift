import Languages
import Press

/// Names that are joined: «A, B et C».
extension RelationReader {
  /// Everyone joined with a mention to its left: «A, B et [C]».
  func joinedLeft(_ mention: Int) -> [Party] {
    var all = [party(mention)]
    var current = mention
    var sawAnd = false
    while all.count < 8 {
      var k = lead(of: current).start - 1
      guard k > sentence.lowerBound else { break }
      if role(k).contains(.and) {
        sawAnd = true
        if words[k - 1].mark == .comma { k -= 1 }
      } else if words[k].mark == .comma {
        guard sawAnd else { break }
      } else if words.forms[k] == lexicon.whom, k > sentence.lowerBound + 1,
        words.key(k - 1) == "ainsi"
      {
        sawAnd = true
        k -= 1
        if words[k - 1].mark == .comma { k -= 1 }
      } else {
        break
      }
      guard let other = mentionEnding(at: k) else { break }
      all.insert(party(other), at: 0)
      current = other
    }
    return all
  }

  /// The mention whose phrase ends right before a word.
  func mentionEnding(at k: Int) -> Int? {
    guard k > sentence.lowerBound else { return nil }
    if let found = actor(at: k - 1), names.mentions[found].words.upperBound == k { return found }
    return nil
  }

  /// Everyone joined with a mention to its right: «[A], B et C».
  func joinedRight(_ mention: Int, prep: Int32 = -1) -> [Party] {
    var all = [party(mention)]
    var pending: [Party] = []
    var k = names.mentions[mention].whole.upperBound
    // A demonym after its noun, a bracket with an acronym.
    while sentence.contains(k), all.count + pending.count < 8 {
      if words[k].mark == .openBracket, k + 2 < sentence.upperBound,
        words[k + 2].mark == .closeBracket
      {
        k += 3
        continue
      }
      var isAnd = role(k).contains(.and)
      guard isAnd || words[k].mark == .comma else { break }
      k += 1
      if sentence.contains(k), role(k).contains(.and) {
        isAnd = true
        k += 1
      }
      var next = k
      if sentence.contains(next), role(next).contains(.prep) {
        guard prep >= 0, base(next) == prep || words[next].features.has(.indefinite) else { break }
        next += 1
      }
      while sentence.contains(next),
        role(next).contains(.det) && !role(next).contains(.prep) || words[next].mark == .number
      {
        next += 1
      }
      guard let other = actor(at: next),
        names.mentions[other].whole.lowerBound <= next
          || names.mentions[other].words.lowerBound == next
      else { break }
      let end = names.mentions[other].whole.upperBound
      if prep < 0, isAnd, group(at: end).map({ groups[$0].kind == .finite }) ?? false { break }
      pending.append(party(other))
      if isAnd {
        all += pending
        pending = []
      }
      k = end
    }
    if prep == lexicon.between, all.count == 1 {
      // «entre Oslo, voisin du port, et Lima»
      var next = k
      while sentence.contains(next), next - k < 14, group(at: next) == nil {
        if role(next).contains(.and), words[next - 1].mark == .comma {
          var j = next + 1
          while sentence.contains(j), role(j).contains(.det) { j += 1 }
          if let other = actor(at: j) { all.append(party(other)) }
          break
        }
        next += 1
      }
    }
    return all
  }
}
