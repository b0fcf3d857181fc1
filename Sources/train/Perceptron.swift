/// An averaged perceptron: rows of features by columns of answers, in whole numbers, so that training
/// gives the same weights on every machine.
struct Perceptron {
  let bits: Int
  let columns: Int
  private var weights: [Int32]
  /// Each weight's changes times the step at which they were made.
  private var sums: [Int64]
  private var step: Int64 = 1
  private var scores: [Int32]

  init(bits: Int, columns: Int) {
    (self.bits, self.columns) = (bits, columns)
    weights = Array(repeating: 0, count: columns << bits)
    sums = Array(repeating: 0, count: columns << bits)
    scores = Array(repeating: 0, count: columns)
  }

  /// The answer with the highest score among those that `allowed` (a bit each) names.
  mutating func best(_ slots: UnsafeMutablePointer<UInt32>, _ count: Int, allowed: UInt64) -> Int {
    let columns = columns
    scores.withUnsafeMutableBufferPointer { scores in
      weights.withUnsafeBufferPointer { weights in
        for c in 0..<columns { scores[c] = 0 }
        for i in 0..<count {
          let row = Int(slots[i]) &* columns
          for c in 0..<columns { scores[c] &+= weights[row &+ c] }
        }
      }
    }
    return highest(allowed)
  }

  /// The highest of the last scores among the answers that `allowed` names.
  func highest(_ allowed: UInt64) -> Int {
    var best = -1
    for c in 0..<columns where allowed >> UInt64(c) & 1 == 1 {
      if best < 0 || scores[c] > scores[best] { best = c }
    }
    return best
  }

  /// Learns that `right` was the answer and not `wrong`.
  mutating func correct(
    _ slots: UnsafeMutablePointer<UInt32>, _ count: Int, right: Int, wrong: Int
  ) {
    for i in 0..<count {
      let row = Int(slots[i]) * columns
      weights[row + right] += 1
      weights[row + wrong] -= 1
      sums[row + right] += step
      sums[row + wrong] -= step
    }
  }

  /// Ends one example.
  mutating func advance() { step += 1 }

  /// The averages over all steps, row by row.
  func averages() -> [Double] {
    zip(weights, sums).map { Double($0) - Double($1) / Double(step) }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// The numbers below `count` in a new order.
  mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, below(i + 1)) }
    return order
  }
}
