/// What an arc-hybrid parser may do next.
package enum Move: Int {
  /// Push the next word.
  case shift
  /// The next word governs the top of the stack.
  case left
  /// The second of the stack governs the top.
  case right
}

/// Where an arc-hybrid parse stands: a stack, and the words that come.
package struct ParseState {
  /// How many items are on the stack of the workspace.
  package private(set) var depth = 0
  /// The next word; the root when there is none.
  package private(set) var next = 0

  package init() {}

  /// The item `place` places below the top of the stack, `none` when the stack is shorter.
  @inline(__always)
  package func stacked(_ place: Int, _ sentence: Workspace) -> Int {
    depth > place ? Int(sentence.stack[depth - 1 - place]) : Int(sentence.none)
  }

  /// True when every word has its head.
  @inline(__always)
  package func isDone(_ sentence: Workspace) -> Bool { depth == 0 && next == sentence.count }

  /// Whether a move may be made; the last words get one root among them.
  @inline(__always)
  package func allows(_ move: Move, _ sentence: Workspace) -> Bool {
    let isAtEnd = next == sentence.count
    switch move {
    case .shift: return !isAtEnd
    case .left: return depth > 0 && (!isAtEnd || depth == 1)
    case .right: return depth > 1
    }
  }

  /// The head and the dependant of the arc that a move makes.
  @inline(__always)
  package func arc(_ move: Move, _ sentence: Workspace) -> (head: Int, dependant: Int) {
    (move == .left ? next : stacked(1, sentence), stacked(0, sentence))
  }

  /// Pushes the next word.
  @inline(__always)
  package mutating func shift(_ sentence: Workspace) {
    sentence.stack[depth] = Int32(next)
    depth += 1
    next += 1
  }

  /// Takes the top off, which has its head.
  @inline(__always)
  package mutating func pop() { depth -= 1 }
}

extension Workspace {
  /// Notes an arc at both of its ends.
  @inline(__always)
  package func attach(_ dependant: Int, to head: Int, as label: UInt8) {
    let D = items + dependant
    let H = items + head
    D.pointee.head = Int32(head)
    D.pointee.label = label
    if label < 64 { H.pointee.childLabels |= 1 << UInt64(label) }
    if label == Label.case.rawValue, H.pointee.preposition == 0 {
      H.pointee.preposition = D.pointee.lemma
    } else if label == Label.mark.rawValue, H.pointee.conjunction == 0 {
      H.pointee.conjunction = D.pointee.lemma
    }
    if dependant < head {
      H.pointee.left2 = H.pointee.left1
      H.pointee.left1 = Int32(dependant)
      H.pointee.leftCount = min(7, H.pointee.leftCount + 1)
    } else {
      H.pointee.right2 = H.pointee.right1
      H.pointee.right1 = Int32(dependant)
      H.pointee.rightCount = min(7, H.pointee.rightCount + 1)
    }
  }
}
