import Press

/// Compares found statements with annotated ones; the definitions are those of the published scorer.
///
/// Contents are the same when they share 80 % of the characters they cover, edges trimmed.
struct StatementScorer {
  /// Sums over documents; ratios are made at the end.
  struct Sums {
    var gold = 0
    var found = 0
    var exact = 0
    var iou80 = 0
    var iou50 = 0
    var endToEnd = 0
    var endToEndCanonical = 0
    var speakers = (all: 0, right: 0, canonical: 0)
    var cues = (all: 0, right: 0)
    var kinds: [Statement.Kind: OfKind] = [:]
    /// Rows with a confidence of at least 0.9, and those of them that are right.
    var sure = (all: 0, content: 0, endToEnd: 0)
    /// Rows of each rule, and those of them that are right in content and speaker.
    var rules: [String: OfRule] = [:]

    struct OfKind {
      var gold = 0, found = 0, recalled = 0, right = 0, endToEnd = 0
    }
    struct OfRule {
      var found = 0, content = 0, right = 0
    }

    var content: Ratios { Ratios(iou80, of: found, gold) }
    var exactly: Ratios { Ratios(exact, of: found, gold) }
    var whole: Ratios { Ratios(endToEnd, of: found, gold) }
    var canonical: Ratios { Ratios(endToEndCanonical, of: found, gold) }
  }

  /// What went wrong, for people who mend rules.
  struct Fault {
    enum Kind: String {
      case miss = "MISS", span = "SPAN", speaker = "SPEAKER", spurious = "SPURIOUS"
    }
    var kind: Kind
    var statementKind: Statement.Kind
    var document: String
    var gold: String
    var found: String
    var goldSpeaker: String
    var foundSpeaker: String
    var cue: String
    var rule: String
    var context: String
  }

  var sums = Sums()
  var faults: [Fault] = []

  private static let blanksAndMarks = Set(
    " \t\r\n\u{A0}\u{202F}\u{2009}.,;:!?…()[]{}–—-*|«»“”„‟\"‘’'‹›".unicodeScalars)

  /// A stretch without quotation marks, blanks and punctuation at its edges and without one leading
  /// complementizer.
  static func trimmed(_ range: Range<Int>, in text: Scalars) -> Range<Int> {
    var start = max(0, range.lowerBound)
    var end = min(text.count, range.upperBound)
    while start < end, blanksAndMarks.contains(text[start]) { start += 1 }
    while end > start, blanksAndMarks.contains(text[end - 1]) { end -= 1 }
    if let after = complementizer(at: start, end, text), after < end {
      start = after
      while start < end, blanksAndMarks.contains(text[start]) { start += 1 }
    }
    return start..<max(start, end)
  }

  private static func complementizer(at start: Int, _ end: Int, _ text: Scalars) -> Int? {
    func next(_ i: Int, _ marks: String) -> Bool {
      i < end && (text[i].isBlank || marks.unicodeScalars.contains(text[i]))
    }
    func has(_ word: String) -> Bool {
      let scalars = Array(word.unicodeScalars)
      return start + scalars.count <= end
        && scalars.indices.allSatisfy { text[start + $0] == scalars[$0] }
    }
    if has("que") || has("Que"), next(start + 3, "«“\"") { return start + 3 }
    if has("qu'") || has("qu’") || has("Qu'") || has("Qu’") { return start + 3 }
    if has("that"), next(start + 4, "“\"") { return start + 4 }
    return nil
  }

  /// The kind of a found stretch, determined by the quotation marks in it and around it.
  static func kind(of range: Range<Int>, in text: Scalars) -> Statement.Kind {
    let inner = text.list[range]
    let thin: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", "\u{2009}"]
    let has = inner.contains { "«»“”\"".unicodeScalars.contains($0) }
    var j = range.lowerBound - 1
    while j >= 0, thin.contains(text[j]) { j -= 1 }
    var k = range.upperBound
    while k < text.count, thin.contains(text[k]) || ".,;:!?…".unicodeScalars.contains(text[k]) {
      k += 1
    }
    let left = j >= 0 && "«“„\"‹".unicodeScalars.contains(text[j])
    let right = k < text.count && "»”\"›".unicodeScalars.contains(text[k])
    var reopens = false
    var closed = false
    for scalar in inner {
      if scalar == "\n" { closed = false }
      if scalar == "»" || scalar == "”" { closed = true }
      if closed, scalar == "«" || scalar == "“" { reopens = true }
    }
    if left, right, !reopens {
      var before = text[max(0, j - 8)..<j].lowercased().unicodeScalars[...]
      while let last = before.last, thin.contains(last) { before.removeLast() }
      if before.last == "\n" { before.removeLast() }
      let words = String(Substring(before))
      if words.hasSuffix("qu'") || words.hasSuffix("qu’") { return .mixed }
      for word in ["que", "de", "d'", "d’", "si", "that"] where words.hasSuffix(word) {
        let rest = before.dropLast(word.unicodeScalars.count)
        if rest.last?.isWordScalar != true { return .mixed }
      }
      return .direct
    }
    return has || left || right ? .mixed : .indirect
  }

  /// Whether the mention, and whether the resolved name, is right.
  private static func speaker(
    _ found: FoundStatement, _ gold: GoldStatement
  ) -> (mention: Bool, canonical: Bool) {
    let name = found.speakerText.trimmingBlanks()
    guard let speaker = gold.speaker else { return (name.isEmpty, name.isEmpty) }
    var mention = false
    if let range = found.speaker, !range.isEmpty {
      let (a, b) = (speaker.range, range)
      let shared = min(a.upperBound, b.upperBound) - max(a.lowerBound, b.lowerBound)
      mention = shared > 0 && (overlap(a, b) >= 0.5 || shared == a.count || shared == b.count)
    }
    if !mention {
      mention = NameMatch.match(name, speaker.text) || NameMatch.match(name, speaker.canonical)
    }
    let canonical = NameMatch.match(found.canonical ?? name, speaker.canonical)
    if !mention, found.canonical != nil { mention = canonical }
    return (mention, canonical)
  }

  /// Adds one document.
  mutating func add(_ document: StatementSet.Document, _ found: [FoundStatement]) {
    let pairing = Pairing(document, found)
    let half = pairing.matches(from: 0.5)
    let dropped = Set(half.filter { pairing.gold[$0.gold].isOptional }.map(\.found))
    func counted(_ list: [Match]) -> [Match] {
      list.filter { !pairing.gold[$0.gold].isOptional && !dropped.contains($0.found) }
    }
    let all80 = pairing.matches(from: 0.8)
    let good = counted(all80)
    sums.exact += counted(pairing.matches(from: 0.999999)).count
    sums.iou80 += good.count
    sums.iou50 += counted(half).count
    countAll(pairing, dropped)
    var wrongSpeakers: [Int: Int] = [:]
    for match in good where !countMatch(match, pairing) { wrongSpeakers[match.gold] = match.found }
    noteFaults(pairing, document.id, done: all80, dropped, wrongSpeakers)
  }

  typealias Match = (gold: Int, found: Int)

  /// One document: what is annotated, what was found, and how much each of one covers each of the other.
  private struct Pairing {
    let text: Scalars
    let gold: [GoldStatement]
    let goldRanges: [Range<Int>]
    private(set) var rows: [FoundStatement] = []
    private(set) var ranges: [Range<Int>] = []
    let kinds: [Statement.Kind]
    /// From the best overlap down.
    private(set) var pairs: [(value: Double, gold: Int, found: Int)] = []

    init(_ document: StatementSet.Document, _ found: [FoundStatement]) {
      text = document.text
      gold = document.statements
      goldRanges = gold.map { trimmed($0.range, in: document.text) }
      var seen: Set<String> = []
      for row in found {
        let range = trimmed(row.range, in: text)
        if range.isEmpty || !seen.insert("\(range) \(row.speakerText)").inserted { continue }
        rows.append(row)
        ranges.append(range)
      }
      kinds = ranges.map { kind(of: $0, in: document.text) }
      for i in gold.indices {
        for j in rows.indices {
          let value = overlap(goldRanges[i], ranges[j])
          if value > 0 { pairs.append((value, i, j)) }
        }
      }
      let gold = gold
      pairs.sort { a, b in
        if a.value != b.value { return a.value > b.value }
        if gold[a.gold].isOptional != gold[b.gold].isOptional { return gold[b.gold].isOptional }
        return (a.gold, a.found) < (b.gold, b.found)
      }
    }

    /// Pairs that overlap by at least `least`, the best first, each side once.
    func matches(from least: Double) -> [Match] {
      var usedGold: Set<Int> = []
      var usedFound: Set<Int> = []
      var list: [Match] = []
      for pair in pairs where pair.value >= least {
        if usedGold.contains(pair.gold) || usedFound.contains(pair.found) { continue }
        usedGold.insert(pair.gold)
        usedFound.insert(pair.found)
        list.append((pair.gold, pair.found))
      }
      return list
    }
  }

  private mutating func countAll(_ pairing: Pairing, _ dropped: Set<Int>) {
    for statement in pairing.gold where !statement.isOptional {
      sums.gold += 1
      sums.kinds[statement.kind, default: .init()].gold += 1
    }
    for j in pairing.rows.indices where !dropped.contains(j) {
      sums.found += 1
      sums.kinds[pairing.kinds[j], default: .init()].found += 1
      sums.rules[pairing.rows[j].rule, default: .init()].found += 1
      if pairing.rows[j].confidence >= 0.9 { sums.sure.all += 1 }
    }
  }

  /// Counts one statement whose content is right.
  ///
  /// - Returns: true when its speaker is right too.
  private mutating func countMatch(_ match: Match, _ pairing: Pairing) -> Bool {
    let (gold, row) = (pairing.gold[match.gold], pairing.rows[match.found])
    let (mention, canonical) = Self.speaker(row, gold)
    sums.kinds[gold.kind, default: .init()].recalled += 1
    sums.kinds[pairing.kinds[match.found], default: .init()].right += 1
    if gold.speaker != nil {
      sums.speakers.all += 1
      sums.speakers.right += mention ? 1 : 0
      sums.speakers.canonical += canonical ? 1 : 0
    }
    if let cue = gold.cue {
      sums.cues.all += 1
      if let range = row.cue, range.overlaps(cue.range) { sums.cues.right += 1 }
    }
    sums.rules[row.rule, default: .init()].content += 1
    if row.confidence >= 0.9 {
      sums.sure.content += 1
      sums.sure.endToEnd += mention ? 1 : 0
    }
    if canonical { sums.endToEndCanonical += 1 }
    guard mention else { return false }
    sums.endToEnd += 1
    sums.kinds[gold.kind, default: .init()].endToEnd += 1
    sums.rules[row.rule, default: .init()].right += 1
    return true
  }

  /// Notes what is missed, cut wrongly, said by somebody else, or not annotated.
  private mutating func noteFaults(
    _ pairing: Pairing, _ document: String, done: [Match], _ dropped: Set<Int>,
    _ wrongSpeakers: [Int: Int]
  ) {
    let goldDone = Set(done.map(\.gold))
    let foundDone = Set(done.map(\.found))
    for i in pairing.gold.indices where !pairing.gold[i].isOptional {
      if !goldDone.contains(i) {
        let best = pairing.pairs.first { $0.gold == i }
        let kind: Fault.Kind = best.map { $0.value >= 0.2 } == true ? .span : .miss
        faults.append(fault(kind, i, best?.found, pairing, document))
      } else if let j = wrongSpeakers[i] {
        faults.append(fault(.speaker, i, j, pairing, document))
      }
    }
    let near = Set(pairing.pairs.filter { $0.value > 0.2 }.map(\.found))
    for j in pairing.rows.indices
    where !dropped.contains(j) && !foundDone.contains(j) && !near.contains(j) {
      faults.append(fault(.spurious, nil, j, pairing, document))
    }
  }

  private func fault(
    _ kind: Fault.Kind, _ i: Int?, _ j: Int?, _ pairing: Pairing, _ document: String
  ) -> Fault {
    let text = pairing.text
    let at = i.map { pairing.goldRanges[$0] } ?? j.map { pairing.ranges[$0] } ?? 0..<0
    let annotated = i.map { pairing.gold[$0] }
    let row = j.map { pairing.rows[$0] }
    return Fault(
      kind: kind,
      statementKind: annotated?.kind ?? j.map { pairing.kinds[$0] } ?? .direct,
      document: document,
      gold: i.map { text[pairing.goldRanges[$0]] } ?? "",
      found: j.map { text[pairing.ranges[$0]] } ?? "",
      goldSpeaker: annotated?.speaker?.text ?? "", foundSpeaker: row?.speakerText ?? "",
      cue: annotated == nil ? row?.cueText ?? "" : annotated?.cue?.text ?? "",
      rule: row?.rule ?? "",
      context: text[max(0, at.lowerBound - 100)..<min(text.count, at.upperBound + 100)])
  }
}

extension String {
  fileprivate func trimmingBlanks() -> String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// Precision, recall and their harmonic mean, 0 ... 1.
struct Ratios {
  var precision: Double
  var recall: Double
  var f1: Double

  init(_ right: Int, of found: Int, _ gold: Int) {
    precision = found > 0 ? Double(right) / Double(found) : 0
    recall = gold > 0 ? Double(right) / Double(gold) : 0
    f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }
}
