import Languages
import Press
import Syntax

/// Whom a sentence names as those who report what it says: «selon X», «X affirme que …».
struct Reporters {
  private let parties: Parties
  /// Sources after «selon», with the word from which a relative clause of theirs would start.
  private let according: [(source: Int, words: Range<Int>)]

  /// Verbs of saying outside of quotation marks.
  private let sayers: [Int]

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
    var isOpen = false
    var sayers: [Int] = []
    for token in tree.sentence {
      switch words[token].mark {
      case .openQuote: isOpen = true
      case .closeQuote: isOpen = false
      case .straightQuote: isOpen.toggle()
      default:
        let node = tree.node(ofToken: token)
        guard !isOpen, node >= 0, tree.tag(node).isVerb else { continue }
        if lexicon.role(parties.clauses.lemma(node)).contains(.say) { sayers.append(node) }
      }
    }
    self.sayers = sayers
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
    return governor(of: node) ?? quoter(of: node)
  }

  /// The subject of the verb of saying that a clause depends on.
  private func governor(of node: Int) -> Int? {
    var at = node
    while at >= 0, tree.head(at) >= 0 {
      let head = tree.head(at)
      if tree.label(at) == .ccomp, says(head) { return subject(of: head) }
      at = head
    }
    return nil
  }

  /// The subject of a verb of saying outside of the quotation that contains a node.
  private func quoter(of node: Int) -> Int? {
    guard clauses.isQuoted(node) else { return nil }
    return sayers.lazy.compactMap { subject(of: $0) }.first
  }

  private func says(_ node: Int) -> Bool {
    tree.tag(node).isVerb
      && parties.coreference.lexicon.role(clauses.lemma(node)).contains(.say)
  }

  private func subject(of verb: Int) -> Int? {
    clauses.subject(of: verb).flatMap { parties.all(at: $0.node).first?.source }
  }
}
