import Languages
import Press
import Syntax

/// Whom a sentence names as those who report what it says: «selon X», «X affirme que …».
struct Reporters {
  private let parties: Parties
  /// Sources after «selon», with the word from which a relative clause of theirs would start.
  private let according: [(source: Int, words: Range<Int>)]

  /// Who says what is in quotation marks: the subject of the first verb of saying outside of them.
  private var quoted: Int?
  /// Whether each token of the sentence is in quotation marks that it opens.
  private let isQuoted: [Bool]
  /// Above each node, the nearest verb of saying on which a clause depends that contains it, or -1.
  private let governors: [Int]

  private var clauses: Clauses { parties.clauses }
  private var tree: Tree { clauses.tree }

  init(in parties: Parties) {
    self.parties = parties
    let (tree, words) = (parties.clauses.tree, parties.clauses.words)
    let lexicon = parties.coreference.lexicon
    var found: [(source: Int, words: Range<Int>)] = []
    for word in tree.sentence where lexicon.role(words.forms[word]).contains(.according) {
      // The first name or pronoun after it, over determiners and prepositions.
      var k = word + 1
      while k < tree.sentence.upperBound, k - word < 5,
        parties.names.mention(at: k) == nil,
        !lexicon.role(words.forms[k]).isDisjoint(with: [.det, .prep]) || words[k].mark == .number
      { k += 1 }
      let node = tree.node(ofToken: k)
      guard node >= 0, let party = parties.one(at: node).first else { continue }
      found.append((party.source, party.words))
    }
    according = found
    governors = Self.governors(in: parties)
    let sayers: [Int]
    (isQuoted, sayers) = Self.quotations(in: parties)
    if isQuoted.contains(true) {
      for sayer in sayers where quoted == nil { quoted = subject(of: sayer) }
    }
  }

  /// Which tokens are in quotation marks, and the verbs of saying outside of them; one pass.
  private static func quotations(in parties: Parties) -> (isQuoted: [Bool], sayers: [Int]) {
    let (tree, words) = (parties.clauses.tree, parties.clauses.words)
    var isOpen = false
    var isQuoted: [Bool] = []
    isQuoted.reserveCapacity(tree.sentence.count)
    var sayers: [Int] = []
    for token in tree.sentence {
      isQuoted.append(isOpen)
      switch words[token].mark {
      case .openQuote: isOpen = true
      case .closeQuote: isOpen = false
      case .straightQuote: isOpen.toggle()
      default:
        let node = tree.node(ofToken: token)
        if !isOpen, node >= 0, says(node, parties) { sayers.append(node) }
      }
    }
    return (isQuoted, sayers)
  }

  /// See `governors`: each node is visited twice, however deep the tree is.
  private static func governors(in parties: Parties) -> [Int] {
    let tree = parties.clauses.tree
    let unknown = -2
    var governors = [Int](repeating: unknown, count: tree.count)
    var path: [Int] = []
    for node in 0..<tree.count {
      var at = node
      var found = -1
      path.removeAll(keepingCapacity: true)
      while true {
        if governors[at] != unknown {
          found = governors[at]
          break
        }
        path.append(at)
        let head = tree.head(at)
        if head < 0 { break }
        if tree.label(at) == .ccomp, says(head, parties) {
          found = head
          break
        }
        at = head
      }
      for passed in path { governors[passed] = found }
    }
    return governors
  }

  private static func says(_ node: Int, _ parties: Parties) -> Bool {
    parties.clauses.tree.tag(node).isVerb
      && parties.coreference.lexicon.role(parties.clauses.lemma(node)).contains(.say)
  }

  /// Who reports what is said at a node; nil when the article says it.
  func source(over node: Int) -> Int? {
    let token = tree.token(node)
    for (source, words) in according where !words.contains(token) {
      // «selon le ministre, qui avait rencontré X»: that is the article's own voice.
      let isTold =
        words.upperBound <= token
        && (words.upperBound..<min(token, words.upperBound + 2)).contains {
          parties.coreference.lexicon.role(clauses.words.forms[$0]).contains(.who)
        }
      return isTold ? nil : source
    }
    if governors[node] >= 0, let source = subject(of: governors[node]) { return source }
    return isQuoted[token - tree.sentence.lowerBound] ? quoted : nil
  }

  private func subject(of verb: Int) -> Int? {
    clauses.subject(of: verb).flatMap { parties.all(at: $0.node).first?.source }
  }
}
