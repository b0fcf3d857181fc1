import Languages
import Syntax
import Treebanks

/// Trains the arc-hybrid parser and the labeller together, with a dynamic oracle.
struct ParserTraining {
  let sentences: [GoldSentence]
  /// The tags to learn from, jackknifed.
  let tags: [[UInt8]]
  let vocabulary: Vocabulary
  let lexicon: Lexicon
  let epochs: Int

  /// The features of labels that matter most, found by a training in which all have room.
  func labelRows(bits: Int, moves: RowIndex) -> RowIndex {
    let learner = learner(moves, RowIndex(bits: 20), seed: 1, counts: [:])
    return RowIndex(bits: bits, best: learner.counts ?? [:], of: learner.labels)
  }

  /// The parser's and the labeller's weights.
  func perceptrons(
    _ moves: RowIndex, _ labels: RowIndex, seed: UInt64
  ) -> (moves: Perceptron, labels: Perceptron) {
    let learner = learner(moves, labels, seed: seed, counts: nil)
    return (learner.moves, learner.labels)
  }

  private func learner(
    _ moves: RowIndex, _ labels: RowIndex, seed: UInt64, counts: [UInt32: Int32]?
  ) -> Learner {
    var learner = Learner(
      moves: Perceptron(moves, columns: 3),
      labels: Perceptron(labels, columns: Label.allCases.count))
    var dice = Dice(seed)
    let workspace = Workspace()
    for epoch in 0..<epochs {
      if epoch == epochs - 1 { learner.counts = counts }
      for number in dice.order(sentences.count) {
        let sentence = sentences[number]
        workspace.load(0..<sentence.words.count, of: sentence.words, vocabulary)
        for i in 0..<workspace.count { workspace.items[i].take(tag: tags[number][i], lexicon) }
        learner.learn(Oracle(sentence.nodes), workspace, explores: epoch > 0, &dice)
      }
    }
    return learner
  }
}

/// What the treebank says of a sentence, and what each move would lose of it.
private struct Oracle {
  let heads: [Int]
  let labels: [Label]
  private let children: [[Int]]

  init(_ nodes: [Tree.Node]) {
    heads = nodes.map { $0.head < 0 ? nodes.count : Int($0.head) }
    labels = nodes.map(\.label)
    var children = Array(repeating: [Int](), count: nodes.count + 1)
    for (i, head) in heads.enumerated() { children[head].append(i) }
    self.children = children
  }

  /// How many arcs of the treebank a move makes unreachable.
  func cost(_ move: Move, _ state: ParseState, _ sentence: Workspace) -> Int {
    let next = state.next
    let (top, second) = (state.stacked(0, sentence), state.stacked(1, sentence))
    switch move {
    case .shift:
      var cost = 0
      for i in 0..<state.depth {
        let item = Int(sentence.stack[i])
        if heads[item] == next { cost += 1 }
        if i < state.depth - 1, heads[next] == item { cost += 1 }
      }
      return cost
    case .left:
      let isLost = heads[top] != next && (heads[top] == second || heads[top] > next)
      return (isLost ? 1 : 0) + children[top].count { $0 >= next }
    case .right:
      return (heads[top] >= next ? 1 : 0) + children[top].count { $0 >= next }
    }
  }
}

private struct Learner {
  var moves: Perceptron
  var labels: Perceptron
  /// How often each feature of labels was met, when it is counted.
  var counts: [UInt32: Int32]?

  /// Parses a sentence once and learns from each decision.
  mutating func learn(
    _ oracle: Oracle, _ sentence: Workspace, explores: Bool, _ dice: inout Dice
  ) {
    let keys = sentence.keys
    var state = ParseState()
    while !state.isDone(sentence) {
      var allowed: UInt64 = 0
      var free: UInt64 = 0
      var least = Int.max
      for move in [Move.shift, .left, .right] where state.allows(move, sentence) {
        allowed |= 1 << UInt64(move.rawValue)
        let cost = oracle.cost(move, state, sentence)
        if cost < least { (least, free) = (cost, 0) }
        if cost == least { free |= 1 << UInt64(move.rawValue) }
      }
      var choice = free.trailingZeroBitCount
      if allowed.nonzeroBitCount > 1 {
        let written = MoveFeatures.write(
          state.stacked(0, sentence), state.stacked(1, sentence), state.stacked(2, sentence),
          state.next, in: sentence, to: keys)
        let count = moves.rows.resolve(keys, written)
        let guess = moves.best(keys, count, allowed: allowed)
        let right = moves.highest(free)
        if free >> UInt64(guess) & 1 == 0 { moves.correct(keys, count, right: right, wrong: guess) }
        moves.advance()
        choice = explores && dice.below(10) > 0 ? guess : right
      }
      make(Move(rawValue: choice) ?? .shift, &state, oracle, sentence)
    }
  }

  private mutating func make(
    _ move: Move, _ state: inout ParseState, _ oracle: Oracle, _ sentence: Workspace
  ) {
    if move == .shift { return state.shift(sentence) }
    let (head, dependant) = state.arc(move, sentence)
    var label = Int(Label.root.rawValue)
    if head != Int(sentence.root) {
      let keys = sentence.keys
      let written = LabelFeatures.write(
        head: head, dependant: dependant, in: sentence, to: keys)
      for k in 0..<written { counts?[keys[k], default: 0] += 1 }
      let count = labels.rows.resolve(keys, written)
      label = labels.best(keys, count, allowed: ((1 << UInt64(labels.columns)) - 1) & ~1)
      if oracle.heads[dependant] == head {
        let right = Int(oracle.labels[dependant].rawValue)
        if right != label, right != 0 {
          labels.correct(keys, count, right: right, wrong: label)
        }
        labels.advance()
      }
    }
    sentence.attach(dependant, to: head, as: UInt8(label))
    state.pop()
  }
}
