import Press
import Storage

/// What the members of a family of near-duplicates made of each statement.
struct FamilyComparison {
  /// What became of a statement in one member.
  enum Fate: Sendable, Equatable {
    /// The same words.
    case kept(StatementHit)
    /// Other words for most of the same.
    case reworded(StatementHit)
    /// Said in direct speech elsewhere, reported here.
    case madeIndirect(StatementHit)
    /// It is not there.
    case cut

    var hit: StatementHit? {
      switch self {
      case .kept(let hit), .reworded(let hit), .madeIndirect(let hit): hit
      case .cut: nil
      }
    }
  }

  /// One statement, and what became of it in every member.
  struct Row {
    var first: StatementHit
    var fates: [Fate]
  }

  /// The share of common words from which two statements are the same one.
  static let least = 0.5
  /// The share from which its words are kept.
  static let same = 0.95

  /// Compares the statements of members, each in the order of its text.
  ///
  /// A statement belongs to the row of the first member in which it is found; each finds the most
  /// similar one of every other member, once.
  static func rows(_ members: [[StatementHit]]) -> [Row] {
    let words = members.map { $0.map { Self.words($0.content) } }
    var free = members.map { Array(repeating: true, count: $0.count) }
    var rows: [Row] = []
    for (m, statements) in members.enumerated() {
      for (i, statement) in statements.enumerated() where free[m][i] {
        free[m][i] = false
        let fates = members.indices.map { other -> Fate in
          if other == m { return .kept(statement) }
          // What is in an earlier member has a row already.
          if other < m { return .cut }
          let best = members[other].indices.filter { free[other][$0] }
            .map { ($0, Self.similarity(words[m][i], words[other][$0])) }
            .max { $0.1 < $1.1 }
          guard let best, best.1 >= least else { return .cut }
          free[other][best.0] = false
          return fate(statement, members[other][best.0], best.1)
        }
        rows.append(Row(first: statement, fates: fates))
      }
    }
    return rows
  }

  private static func fate(_ first: StatementHit, _ other: StatementHit, _ similarity: Double)
    -> Fate
  {
    if first.kind != "indirect", other.kind == "indirect" { return .madeIndirect(other) }
    return similarity >= same ? .kept(other) : .reworded(other)
  }

  private static func words(_ text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in NameKey.fold(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      counts[String(word), default: 0] += 1
    }
    return counts
  }

  /// How many words two statements share, of those of both (Dice), from 0 to 1.
  private static func similarity(_ a: [String: Int], _ b: [String: Int]) -> Double {
    let all = a.values.reduce(0, +) + b.values.reduce(0, +)
    guard all > 0 else { return 0 }
    let shared = a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
    return 2 * Double(shared) / Double(all)
  }
}
