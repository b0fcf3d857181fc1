import Languages
import Syntax

/// A sentence of a treebank on the words that the product cuts: what training and measuring compare
/// with.
package struct GoldSentence: Sendable {
  /// The text, cut.
  package let words: Tokens
  /// The nodes: words without marks, with the tag, head and label of the treebank.
  package let nodes: [Tree.Node]

  /// Puts the annotation of a sentence on our words: fused words take head and label of their first
  /// part that has a head outside; heads that are marks for us are lifted; of a word that we cut in
  /// pieces the further ones depend on the first as `flat`.
  ///
  /// Nil when no word is left.
  package init?(_ sentence: TreebankSentence, in language: Language) {
    words = Tokens(of: sentence.text, in: language)
    let units = Units(sentence, words)
    guard let nodes = units.nodes(sentence) else { return nil }
    self.nodes = nodes
  }
}

/// Which of our words correspond to which words of the treebank.
private struct Units {
  /// Our words that are no marks.
  var tokens: [Int] = []
  /// Of each of them the treebank's words; none for a further piece.
  var parts: [[Int]] = []
  /// Of a further piece the unit that it depends on.
  var heads: [Int] = []
  /// The unit of each word of the treebank, -1 when it is dropped.
  var unit: [Int]

  init(_ sentence: TreebankSentence, _ words: Tokens) {
    unit = Array(repeating: -1, count: sentence.words.count)
    for i in 0..<words.count where words[i].mark == .none || words[i].mark == .number {
      tokens.append(i)
    }
    parts = Array(repeating: [], count: tokens.count)
    heads = Array(repeating: -1, count: tokens.count)
    var from = 0
    for surface in sentence.surfaces {
      while from < tokens.count, Int(words[tokens[from]].end) <= surface.bytes.lowerBound {
        from += 1
      }
      var to = from
      while to < tokens.count, Int(words[tokens[to]].start) < surface.bytes.upperBound { to += 1 }
      if from == to { continue }
      if to - from == surface.words.count {
        for (k, word) in surface.words.enumerated() { take(word, from + k) }
      } else {
        for word in surface.words { take(word, from) }
        for k in from + 1..<to where parts[k].isEmpty { heads[k] = from }
      }
    }
  }

  private mutating func take(_ word: Int, _ k: Int) {
    parts[k].append(word)
    unit[word] = k
    heads[k] = -1
  }

  func nodes(_ sentence: TreebankSentence) -> [Tree.Node]? {
    // The substitute of a dropped word: the first of its children that is there.
    var deputies = Array(repeating: -1, count: sentence.words.count)
    for (i, word) in sentence.words.enumerated()
    where word.head >= 0 && unit[word.head] < 0 && unit[i] >= 0 && deputies[word.head] < 0
      && word.label != "punct"
    {
      deputies[word.head] = i
    }
    var nodes: [Tree.Node] = []
    var root = -1
    for (k, token) in tokens.enumerated() {
      guard let main = main(of: k, sentence) else {
        let head = heads[k]
        nodes.append(
          Tree.Node(
            token: token, head: head < 0 ? -2 : head, tag: head < 0 ? .other : nodes[head].tag,
            label: .flat))
        continue
      }
      let (head, label) = governor(of: main, sentence, deputies)
      if head < 0 { if root < 0 { root = k } }
      nodes.append(
        Tree.Node(
          token: token, head: head < 0 && root != k ? root : head,
          tag: Tag(sentence.words[main].tag, sentence.words[main].features),
          label: head < 0 && root != k ? .parataxis : label))
    }
    if root < 0 { return nil }
    for k in nodes.indices where nodes[k].head == -2 || Int(nodes[k].head) == k {
      if k != root { (nodes[k].head, nodes[k].label) = (Int32(root), .dep) }
    }
    return nodes
  }

  /// The part of a unit whose head is outside of it.
  private func main(of k: Int, _ sentence: TreebankSentence) -> Int? {
    parts[k].first { sentence.words[$0].head < 0 || unit[sentence.words[$0].head] != k }
  }

  /// The unit that governs a word and the label: past words that are dropped.
  private func governor(
    of word: Int, _ sentence: TreebankSentence, _ deputies: [Int]
  ) -> (Int, Label) {
    var at = word
    var label = Label(universal: sentence.words[word].label)
    for _ in sentence.words {
      let head = sentence.words[at].head
      if head < 0 { return (-1, .root) }
      if unit[head] >= 0, unit[head] != unit[word] { return (unit[head], label) }
      if deputies[head] >= 0, deputies[head] != word, unit[deputies[head]] != unit[word] {
        return (unit[deputies[head]], label)
      }
      label = Label(universal: sentence.words[head].label)
      at = head
    }
    return (-1, .root)
  }
}

extension Tag {
  /// The tag for a tag and features of Universal Dependencies.
  package init(_ universal: String, _ features: String) {
    switch universal {
    case "VERB", "AUX":
      let isAuxiliary = universal == "AUX"
      if features.contains("VerbForm=Inf") {
        self = isAuxiliary ? .auxiliaryInfinitive : .verbInfinitive
      } else if features.contains("VerbForm=Ger")
        || features.contains("VerbForm=Part") && features.contains("Tense=Pres")
      {
        self = isAuxiliary ? .auxiliaryGerund : .verbGerund
      } else if features.contains("VerbForm=Part") {
        self = isAuxiliary ? .auxiliaryParticiple : .verbParticiple
      } else {
        self = isAuxiliary ? .auxiliaryFinite : .verbFinite
      }
    case "PRON": self = features.contains("PronType=Rel") ? .relativePronoun : .pronoun
    default: self = Tag.allCases.first { $0.universal == universal } ?? .other
    }
  }
}

extension Label {
  private static let exact = Dictionary(
    uniqueKeysWithValues: Label.allCases.map { ($0.universal, $0) })

  /// The label for a relation of Universal Dependencies; subtypes that we have not are dropped.
  package init(universal: String) {
    switch universal {
    case "expl:pass", "expl:comp": self = .explPv
    case "goeswith": self = .flat
    default:
      self =
        Label.exact[universal]
        ?? Label.exact[String(universal.prefix { $0 != ":" })] ?? .dep
    }
  }
}
