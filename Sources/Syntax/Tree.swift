import Languages

/// The dependency tree of one sentence: each word that is no mark, with its tag, head and label.
///
/// Nodes are numbered from 0 in the order of the text; -1 is no node. The tree is projective: what a
/// node governs is one run of nodes. Exactly one node of a tree that is not empty is the root.
public struct Tree: Sendable {
  /// One word of the tree.
  @frozen public struct Node: Sendable {
    /// The word, as an index into `Tokens`.
    public var token: Int32
    /// The head, as an index of a node; -1 for the root.
    public var head: Int32
    /// Its part of speech.
    public var tag: Tag
    /// What it is to its head.
    public var label: Label

    /// A node as it is.
    public init(token: Int, head: Int, tag: Tag, label: Label) {
      (self.token, self.head, self.tag, self.label) = (Int32(token), Int32(head), tag, label)
    }
  }

  /// The words of the sentence, marks included, as indices into `Tokens`.
  public let sentence: Range<Int>
  /// Every node in the order of the text.
  public let nodes: [Node]
  /// The head of the sentence; -1 in an empty tree.
  public let root: Int
  /// Where the children of each node start in `childList`; one more than there are nodes.
  @usableFromInline let childStarts: [Int32]
  @usableFromInline let childList: [Int32]
  /// The first and the last node that each node governs.
  @usableFromInline let firsts: [Int32]
  @usableFromInline let lasts: [Int32]
  /// The node of each word of the sentence, by its place in the sentence; -1 for marks.
  @usableFromInline let nodeOfPlace: [Int32]

  /// Takes nodes whose heads form one projective tree.
  ///
  /// - Complexity: O(words of the sentence).
  public init(of sentence: Range<Int>, nodes: [Node]) {
    self.sentence = sentence
    self.nodes = nodes
    let count = nodes.count
    root = nodes.firstIndex { $0.head < 0 } ?? -1
    var starts = [Int32](repeating: 0, count: count + 1)
    for node in nodes where node.head >= 0 { starts[Int(node.head) + 1] += 1 }
    for i in 0..<count { starts[i + 1] += starts[i] }
    var next = starts
    var list = [Int32](repeating: 0, count: max(0, count - 1))
    for (i, node) in nodes.enumerated() where node.head >= 0 {
      list[Int(next[Int(node.head)])] = Int32(i)
      next[Int(node.head)] += 1
    }
    childStarts = starts
    childList = list
    (firsts, lasts) = Self.extents(of: nodes)
    var places = [Int32](repeating: -1, count: sentence.count)
    for (i, node) in nodes.enumerated() { places[Int(node.token) - sentence.lowerBound] = Int32(i) }
    nodeOfPlace = places
  }

  /// The first and last node that each node governs.
  ///
  /// In a projective tree the first one is reached through children on the left only, the last one
  /// through children on the right only, so one walk in each direction is enough.
  private static func extents(of nodes: [Node]) -> ([Int32], [Int32]) {
    var firsts = (0..<Int32(nodes.count)).map { $0 }
    var lasts = firsts
    for i in nodes.indices {
      let head = Int(nodes[i].head)
      if head > i { firsts[head] = min(firsts[head], firsts[i]) }
    }
    for i in nodes.indices.reversed() {
      let head = Int(nodes[i].head)
      if head >= 0, head < i { lasts[head] = max(lasts[head], lasts[i]) }
    }
    return (firsts, lasts)
  }

  /// How many nodes there are.
  @inlinable public var count: Int { nodes.count }
  /// One node.
  @inlinable public subscript(i: Int) -> Node { nodes[i] }

  /// The tag of a node.
  @inlinable public func tag(_ i: Int) -> Tag { nodes[i].tag }
  /// What a node is to its head.
  @inlinable public func label(_ i: Int) -> Label { nodes[i].label }
  /// The head of a node; -1 for the root.
  @inlinable public func head(_ i: Int) -> Int { Int(nodes[i].head) }
  /// The word of a node, as an index into `Tokens`.
  @inlinable public func token(_ i: Int) -> Int { Int(nodes[i].token) }

  /// The node of a word, -1 when it is a mark or outside of the sentence.
  @inlinable public func node(ofToken token: Int) -> Int {
    sentence.contains(token) ? Int(nodeOfPlace[token - sentence.lowerBound]) : -1
  }

  /// How many children of a node are listed. No sentence that somebody wrote has as many; in an endless
  /// run of words each of them asks its head, which would take time in proportion to the square.
  @usableFromInline static let mostChildren = 64

  /// The children of a node in the order of the text, the first 64 of them.
  @inlinable public func children(_ i: Int) -> ArraySlice<Int32> {
    let start = Int(childStarts[i])
    return childList[start..<min(Int(childStarts[i + 1]), start + Self.mostChildren)]
  }

  /// The first child with a label, in the order of the text; -1 for none.
  @inlinable public func child(_ i: Int, _ label: Label) -> Int {
    for child in children(i) where nodes[Int(child)].label == label { return Int(child) }
    return -1
  }

  /// The first child whose label passes `test`; -1 for none.
  @inlinable public func child(_ i: Int, where test: (Label) -> Bool) -> Int {
    for child in children(i) where test(nodes[Int(child)].label) { return Int(child) }
    return -1
  }

  /// The nodes that a node governs, itself included.
  @inlinable public func subtree(_ i: Int) -> Range<Int> { Int(firsts[i])..<Int(lasts[i]) + 1 }

  /// The words from the first to the last that a node governs, marks between them included.
  @inlinable public func words(below i: Int) -> Range<Int> {
    token(Int(firsts[i]))..<token(Int(lasts[i])) + 1
  }

  /// True when `ancestor` governs `i` or is `i`.
  @inlinable public func governs(_ ancestor: Int, _ i: Int) -> Bool {
    firsts[ancestor] <= Int32(i) && Int32(i) <= lasts[ancestor]
  }

  /// The lowest node that governs both.
  ///
  /// - Complexity: O(depth).
  @inlinable public func commonAncestor(_ a: Int, _ b: Int) -> Int {
    var at = a
    while !governs(at, b) { at = head(at) }
    return at
  }

  /// The labels from `a` up to the lowest node that governs both, and from there down to `b`.
  ///
  /// Subject to object in «Paul voit Lea»: up `[nsubj]`, down `[obj]`.
  public func path(from a: Int, to b: Int) -> (up: [Label], down: [Label]) {
    let top = commonAncestor(a, b)
    func climb(_ start: Int) -> [Label] {
      var labels: [Label] = []
      var at = start
      while at != top {
        labels.append(label(at))
        at = head(at)
      }
      return labels
    }
    return (climb(a), climb(b).reversed())
  }

  /// The topmost node among the words of a range: the one whose head is not in the range; -1 when
  /// the range contains no node.
  ///
  /// Of several, the first; the head of a name or a noun phrase given by its words.
  @inlinable public func headNode(of words: Range<Int>) -> Int {
    for word in words.clamped(to: sentence) {
      let i = node(ofToken: word)
      if i < 0 { continue }
      let above = head(i)
      if above < 0 || !words.contains(token(above)) { return i }
    }
    return -1
  }
}
