import Foundation
import Press

/// Compares found relations with annotated ones; the definitions are those of the published scorer.
struct RelationScorer {
  /// What has to agree.
  enum Level: String, CaseIterable {
    /// Both actors, in this order unless the class is symmetric.
    case unlabelled = "U"
    /// And the class.
    case labelled = "L"
    /// And the polarity.
    case polarity = "LP"
    /// And the modality.
    case modality = "LM"
    /// Class, and at least one asserter.
    case asserter = "LA"
  }

  struct Sums {
    var gold = 0
    var found = 0
    var right: [Level: Int] = [:]
    var classes: [String: Row] = [:]
    var constructions: [String: Row] = [:]
    var rules: [String: Row] = [:]
    /// Events and ties at level L.
    var events = Row()
    var ties = Row()
    /// Rows with a confidence of at least 0.8.
    var sure = Row()
    /// Rows with a confidence of at least 0.5, which listings show by default.
    var likely = Row()

    struct Row {
      var gold = 0, found = 0, right = 0
      var ratios: Ratios { Ratios(right, of: found, gold) }
    }

    func ratios(_ level: Level) -> Ratios { Ratios(right[level] ?? 0, of: found, gold) }
  }

  struct Fault {
    var isMiss: Bool
    var document: String
    var text: String
    var rule: String
    var context: String
  }

  var sums = Sums()
  var faults: [Fault] = []

  private static func keys(_ list: [String]) -> Set<String> {
    var keys: Set<String> = []
    for key in list {
      let folded = key.lowercased()
      keys.insert(folded)
      if folded.hasPrefix("org:"), let slash = folded.firstIndex(of: "/") {
        keys.insert(String(folded[folded.index(folded.startIndex, offsetBy: 4)..<slash]))
      }
    }
    return keys
  }

  private static func same(_ found: RelationActor, _ gold: RelationActor) -> Bool {
    if !keys(found.keys).isDisjoint(with: keys(gold.keys)) { return true }
    guard let p = found.range, let g = gold.range else { return false }
    let shared = min(p.upperBound, g.upperBound) - max(p.lowerBound, g.lowerBound)
    return shared > 0 && 2 * shared >= g.count && p.count <= max(3 * g.count, g.count + 25)
  }

  private static func agree(_ found: FoundRelation, _ gold: GoldRelation, _ level: Level) -> Bool {
    let forward = same(found.subject, gold.subject) && same(found.object, gold.object)
    let back =
      !forward && gold.class.isSymmetric && same(found.subject, gold.object)
      && same(found.object, gold.subject)
    guard forward || back else { return false }
    if level == .unlabelled { return true }
    guard found.class == gold.class || gold.alternatives.contains(found.class) else {
      return false
    }
    switch level {
    case .unlabelled, .labelled: return true
    case .polarity: return found.isAffirmed == gold.isAffirmed
    case .modality: return found.isAffirmed == gold.isAffirmed && found.modality == gold.modality
    case .asserter: return !keys(found.assertedBy).isDisjoint(with: keys(gold.assertedBy))
    }
  }

  /// The largest one-to-one matching: for each annotated relation its found one or -1.
  private static func matching(
    _ found: [FoundRelation], _ gold: [GoldRelation], _ level: Level
  ) -> [Int] {
    let edges = found.map { f in gold.indices.filter { agree(f, gold[$0], level) } }
    var match = [Int](repeating: -1, count: gold.count)
    func assign(_ i: Int, _ seen: inout Set<Int>) -> Bool {
      for j in edges[i] where seen.insert(j).inserted {
        if match[j] < 0 || assign(match[j], &seen) {
          match[j] = i
          return true
        }
      }
      return false
    }
    for i in found.indices {
      var seen: Set<Int> = []
      _ = assign(i, &seen)
    }
    return match
  }

  /// Adds one passage; returns which of the found relations are right.
  @discardableResult
  mutating func add(_ document: RelationSet.Document, _ found: [FoundRelation]) -> [Bool] {
    var bySentence: [Int: [FoundRelation]] = [:]
    var placesBySentence: [Int: [Int]] = [:]
    var isRight = [Bool](repeating: false, count: found.count)
    for (place, relation) in found.enumerated() {
      let start = relation.subject.range?.lowerBound ?? 0
      let sentence = document.sentences.firstIndex { $0.contains(start) } ?? -1
      placesBySentence[sentence, default: []].append(place)
      bySentence[sentence, default: []].append(relation)
    }
    var goldBySentence: [Int: [GoldRelation]] = [:]
    for relation in document.relations {
      goldBySentence[relation.sentence, default: []].append(relation)
    }
    for sentence in Set(bySentence.keys).union(goldBySentence.keys).sorted() {
      let found = bySentence[sentence] ?? []
      let gold = goldBySentence[sentence] ?? []
      sums.gold += gold.count
      sums.found += found.count
      for level in Level.allCases where level != .labelled {
        let right = Self.matching(found, gold, level).count { $0 >= 0 }
        sums.right[level, default: 0] += right
      }
      let match = Self.matching(found, gold, .labelled)
      sums.right[.labelled, default: 0] += match.count { $0 >= 0 }
      for (j, relation) in gold.enumerated() {
        count(relation, isHit: match[j] >= 0, in: document, sentence)
      }
      let used = Set(match)
      for (i, relation) in found.enumerated() {
        if let places = placesBySentence[sentence] { isRight[places[i]] = used.contains(i) }
        count(relation, isRight: used.contains(i), in: document, sentence)
      }
    }
    return isRight
  }

  private mutating func count(
    _ relation: GoldRelation, isHit: Bool, in document: RelationSet.Document, _ sentence: Int
  ) {
    let hit = isHit ? 1 : 0
    count(relation.class, gold: 1, found: 0, right: hit)
    for name in relation.constructions {
      sums.constructions[name, default: .init()].gold += 1
      sums.constructions[name, default: .init()].right += hit
    }
    if !isHit {
      fault(true, document, relation.subject, relation.class, relation.object, "", sentence)
    }
  }

  private mutating func count(
    _ relation: FoundRelation, isRight: Bool, in document: RelationSet.Document, _ sentence: Int
  ) {
    let hit = isRight ? 1 : 0
    count(relation.class, gold: 0, found: 1, right: 0)
    for name in [relation.rule, "\(relation.rule) \(relation.class.rawValue)"] {
      sums.rules[name, default: .init()].found += 1
      sums.rules[name, default: .init()].right += hit
    }
    if relation.confidence >= 0.8 {
      sums.sure.found += 1
      sums.sure.right += hit
    }
    if relation.confidence >= 0.5 {
      sums.likely.found += 1
      sums.likely.right += hit
    }
    if !isRight {
      fault(
        false, document, relation.subject, relation.class, relation.object, relation.rule, sentence)
    }
  }

  private mutating func count(_ kind: RelationClass, gold: Int, found: Int, right: Int) {
    func add(_ row: inout Sums.Row) {
      row.gold += gold
      row.found += found
      row.right += right
    }
    add(&sums.classes[kind.rawValue, default: .init()])
    if kind.isTie { add(&sums.ties) } else { add(&sums.events) }
  }

  private mutating func fault(
    _ isMiss: Bool, _ document: RelationSet.Document, _ subject: RelationActor,
    _ kind: RelationClass, _ object: RelationActor, _ rule: String, _ sentence: Int
  ) {
    func name(_ actor: RelationActor) -> String {
      (actor.range.map { document.text[$0] } ?? "") + " (\(actor.keys.joined(separator: ", ")))"
    }
    faults.append(
      Fault(
        isMiss: isMiss, document: document.id,
        text: "\(name(subject)) | \(kind.rawValue) | \(name(object))", rule: rule,
        context: document.sentences.indices.contains(sentence)
          ? document.text[document.sentences[sentence]] : ""))
  }
}
