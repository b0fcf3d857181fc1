/// The forms of a text that its lexicon lacks, numbered from 0.
struct OwnForms: Sendable {
  private var pool: [UInt8] = []
  private var starts: [Int32] = [0]
  private var slots: [Int32] = []

  mutating func number(of key: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    if (starts.count - 1) * 2 >= slots.count { grow() }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isEqual(slots[slot], key) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = starts.count - 1
    slots[slot] = Int32(number)
    pool.append(contentsOf: key)
    starts.append(Int32(pool.count))
    return number
  }

  private func isEqual(_ number: Int32, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[Int(number)])
    guard Int(starts[Int(number) + 1]) - start == key.count else { return false }
    for i in 0..<key.count where pool[start + i] != key[i] { return false }
    return true
  }

  func text(_ number: Int) -> String {
    String(decoding: pool[Int(starts[number])..<Int(starts[number + 1])], as: UTF8.self)
  }

  @inline(__always)
  func withBytes<Result>(
    _ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    pool.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(starts[number])..<Int(starts[number + 1])]))
    }
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: max(128, slots.count * 2))
    for number in 0..<Int32(starts.count - 1) {
      let key = pool[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
      var slot = key.withUnsafeBufferPointer { Int(truncatingIfNeeded: Lexicon.hash($0)) }
      slot &= slots.count - 1
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number
    }
  }
}
