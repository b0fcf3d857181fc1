import Syntax

/// An averaged perceptron: rows of features by columns of answers, in whole numbers, so that training
/// gives the same weights on every machine.
struct Perceptron {
  let rows: RowIndex
  let columns: Int
  private var weights: [Int32]
  /// Each weight's changes times the step at which they were made.
  private var sums: [Int64]
  private var step: Int64 = 1
  private var scores: [Int32]

  init(_ rows: RowIndex, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    let bits = rows.bits
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

  /// How far apart the averages of each row are.
  func spreads() -> [Double] {
    let averages = averages()
    return (0..<averages.count / columns).map { row in
      let cells = averages[row * columns..<(row + 1) * columns]
      return (cells.max() ?? 0) - (cells.min() ?? 0)
    }
  }

  /// The averages over all steps, row by row.
  func averages() -> [Double] {
    zip(weights, sums).map { Double($0) - Double($1) / Double(step) }
  }
}

/// How keys of features become rows.
struct RowIndex {
  let bits: Int
  /// The check of each row; nil when every feature has the row on which it falls.
  let checks: [UInt8]?

  /// Every feature has the row on which it falls.
  init(bits: Int) { (self.bits, checks) = (bits, nil) }

  /// The features that matter most get separate rows, each at its place or at the one beside it,
  /// until there is no room.
  ///
  /// A feature matters by how far apart its weights are and by how often it is met.
  init(bits: Int, best counts: [UInt32: Int32], of model: Perceptron) {
    self.bits = bits
    let spreads = model.spreads()
    var ranked: [(key: UInt32, worth: Double)] = []
    for (key, count) in counts {
      let spread = spreads[FeatureRow.row(key, bits: model.rows.bits)]
      ranked.append((key, spread * Double(count).squareRoot()))
    }
    ranked.sort { $0.worth == $1.worth ? $0.key < $1.key : $0.worth > $1.worth }
    var checks = Array(repeating: FeatureRow.free, count: 1 << bits)
    for (key, worth) in ranked where worth > 0 {
      let row = FeatureRow.row(key, bits: bits)
      let check = FeatureRow.check(key)
      if checks[row] == check || checks[row ^ 1] == check { continue }
      if checks[row] == FeatureRow.free {
        checks[row] = check
      } else if checks[row ^ 1] == FeatureRow.free {
        checks[row ^ 1] = check
      }
    }
    self.checks = checks
  }

  /// Replaces keys by their rows; features without one are left out.
  ///
  /// - Returns: how many are left.
  func resolve(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    guard let checks else {
      for i in 0..<count { keys[i] = UInt32(FeatureRow.row(keys[i], bits: bits)) }
      return count
    }
    var left = 0
    checks.withUnsafeBufferPointer { checks in
      for i in 0..<count {
        let row = FeatureRow.row(keys[i], bits: bits)
        let check = FeatureRow.check(keys[i])
        if checks[row] == check {
          keys[left] = UInt32(row)
        } else if checks[row ^ 1] == check {
          keys[left] = UInt32(row ^ 1)
        } else {
          continue
        }
        left += 1
      }
    }
    return left
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
