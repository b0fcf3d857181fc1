import Languages
import Press

/// What those who are named in an article are called beside their names, and how often they are named.
struct Callings {
  /// Of each source, how often it is named otherwise than by its office or as a group.
  private(set) var uses: [Int]
  /// Of each source, the words of what it is called.
  private(set) var roles: [[Range<Int>]]
  private var sourcesByForm: [Int32: [Int]] = [:]
  private let words: Tokens
  /// The head of a noun phrase.
  private let headOf: (Range<Int>) -> Int?

  /// Collects the offices of those who are named.
  init(in words: Tokens, names: Names, head: @escaping (Range<Int>) -> Int?) {
    self.words = words
    headOf = head
    uses = [Int](repeating: 0, count: names.sources.count)
    roles = [[Range<Int>]](repeating: [], count: names.sources.count)
    for mention in names.mentions
    where !mention.isAdjective && ![.place, .group, .office].contains(mention.form) {
      uses[mention.source] += 1
      if let role = mention.role { add(role, to: mention.source) }
    }
    for office in names.offices {
      for holder in office.holders { add(office.words, to: names.mentions[holder].source) }
    }
  }

  /// Notes that a source is called so.
  mutating func add(_ role: Range<Int>, to source: Int) {
    guard roles[source].last != role else { return }
    roles[source].append(role)
    if let head = headOf(role) { sourcesByForm[words.forms[head], default: []].append(source) }
  }

  /// Whom a description takes up by its noun: «le maire» and “the mayor” those who are called so, unless
  /// either says of what and the other says something else.
  func called(_ head: Int, in phrase: Range<Int>) -> [Int] {
    let form = words.forms[head]
    let more = complements(of: phrase, but: form)
    let found = (sourcesByForm[form] ?? []).filter { source in
      roles[source].contains { role in
        guard headOf(role).map({ words.forms[$0] == form }) ?? false else { return false }
        let others = complements(of: role, but: form)
        return more.isEmpty || others.isEmpty || !more.isDisjoint(with: others)
      }
    }
    var seen: Set<Int> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// True for a source that is named, not only by an office or as a group, and for a noun phrase.
  func isNamed(_ reference: Reference) -> Bool {
    guard case .source(let source) = reference else { return true }
    return uses[source] > 0
  }

  /// The nouns and names of a phrase beside one of its words.
  private func complements(of phrase: Range<Int>, but form: Int32) -> Set<Int32> {
    Set(
      phrase.filter {
        words[$0].isWord && words.forms[$0] != form && !words[$0].features.has(.determiner)
          && (words[$0].features.has(.noun) || words[$0].isCapital)
      }.map { words.forms[$0] })
  }
}

extension Antecedents {
  /// Everybody with a name whom a description may mean, and the description itself, which may mean nobody
  /// else.
  ///
  /// - Parameters:
  ///   - it: what the description asks of the one whom it means.
  ///   - phrase: its words.
  ///   - own: the source that it has on its own, which is nobody else.
  ///   - hints: what the grammar of the language says of some candidates.
  ///   - kind: what is to be said of the description itself.
  ///   - callings: what those who are named are called.
  ///   - spoken: who spoke before it.
  ///   - fits: whether one who spoke agrees with the description.
  /// - Returns: every candidate with its clues, the description itself last.
  func candidates(
    ofDescription it: Anaphor, _ phrase: Range<Int>, own: Int?, hints: [(Reference, Clues)],
    kind: Clues, _ callings: Callings, _ spoken: [Spoken], fits: (Spoken) -> Bool
  ) -> [Antecedent] {
    let itself = Reference.phrase(phrase)
    var list = candidates(of: it, spoken, hints: hints, fits: fits)
      .filter {
        $0.reference != itself && own.map { .source($0) } != $0.reference
          && it.kind != .any && callings.isNamed($0.reference)
      }
    var most = 0
    for n in list.indices {
      guard case .source(let source) = list[n].reference else { continue }
      most = max(most, callings.uses[source])
      if kind.contains(.office), !callings.roles[source].isEmpty {
        list[n].clues.insert(.calledOtherwise)
      }
    }
    for n in list.indices {
      guard case .source(let source) = list[n].reference else { continue }
      if callings.uses[source] == most { list[n].clues.insert(.main) }
    }
    list.append(Antecedent(reference: itself, clues: kind.union(.itself)))
    return list
  }
}
