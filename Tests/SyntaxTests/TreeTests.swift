import Languages
import Syntax
import Testing

@Suite struct `Dependency trees` {
  /// «Lea, la maire, voit Paul»: five words and two marks.
  static let tree = Tree(
    of: 0..<7,
    nodes: [
      Tree.Node(token: 0, head: 3, tag: .properNoun, label: .nsubj),
      Tree.Node(token: 2, head: 2, tag: .determiner, label: .det),
      Tree.Node(token: 3, head: 0, tag: .noun, label: .appos),
      Tree.Node(token: 5, head: -1, tag: .verbFinite, label: .root),
      Tree.Node(token: 6, head: 3, tag: .properNoun, label: .obj),
    ])

  @Test func `a tree tells heads, children, extents and paths`() {
    let tree = Self.tree
    #expect(tree.root == 3)
    #expect(tree.children(3).map(Int.init) == [0, 4])
    #expect(tree.child(3, .obj) == 4)
    #expect(tree.subtree(0) == 0..<3)
    #expect(tree.words(below: 0) == 0..<4)
    #expect(tree.subtree(3) == 0..<5)
    #expect(tree.governs(0, 1) && !tree.governs(0, 4))
    #expect(tree.commonAncestor(1, 4) == 3)
    let path = tree.path(from: 2, to: 4)
    #expect(path.up == [.appos, .nsubj] && path.down == [.obj])
  }

  @Test func `words and nodes find each other`() {
    let tree = Self.tree
    #expect(tree.node(ofToken: 5) == 3)
    #expect(tree.node(ofToken: 1) == -1)
    #expect(tree.node(ofToken: 99) == -1)
    #expect(tree.headNode(of: 2..<4) == 2)
    #expect(tree.headNode(of: 1..<2) == -1)
  }
}
