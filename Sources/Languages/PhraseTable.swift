/// Finds the longest listed run of forms that starts at a word.
///
/// Keys are form numbers of one lexicon, so a look-up is one hash per word and allocates nothing. A
/// class, so that handing it on counts one reference and not one an array; it is filled by one thread
/// and only read from then on.
package final class PhraseTable {
  private var keys: [UInt64] = Array(repeating: .max, count: 64)
  private var nodes: [Int32] = Array(repeating: -1, count: 64)
  private var used = 0
  private var values: [Int32] = [-1]
  /// One bit a form: whether a phrase starts with it. Most words are turned away here.
  private var heads: [UInt64] = []

  /// An empty table.
  package init() {}

  /// Lists a phrase.
  ///
  /// A phrase that is there already keeps its first value.
  ///
  /// - Returns: the value that the phrase has now.
  @discardableResult
  package func insert(_ forms: some Sequence<Int32>, value: Int32) -> Int32 {
    var node: Int32 = 0
    if let head = forms.first(where: { _ in true }), head >= 0 {
      let word = Int(head) >> 6
      if word >= heads.count { heads += Array(repeating: 0, count: word + 1 - heads.count) }
      heads[word] |= 1 << UInt64(head & 63)
    }
    for form in forms { node = child(of: node, at: form) ?? add(form, under: node) }
    if values[Int(node)] < 0 { values[Int(node)] = value }
    return values[Int(node)]
  }

  /// The longest phrase at the start of `forms[from...]`: its value and how many forms it spans.
  @inline(__always)
  package func longest(in forms: [Int32], from start: Int) -> (value: Int32, count: Int)? {
    let head = Int(forms[start])
    guard head >= 0, head >> 6 < heads.count, heads[head >> 6] >> UInt64(head & 63) & 1 == 1 else {
      return nil
    }
    var node: Int32 = 0
    var best: (value: Int32, count: Int)?
    var i = start
    while i < forms.count, let next = child(of: node, at: forms[i]) {
      node = next
      i += 1
      if values[Int(node)] >= 0 { best = (values[Int(node)], i - start) }
    }
    return best
  }

  @inline(__always)
  private func child(of node: Int32, at form: Int32) -> Int32? {
    let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: form))
    var slot = Int(truncatingIfNeeded: Self.mix(key)) & (keys.count - 1)
    while nodes[slot] >= 0 {
      if keys[slot] == key { return nodes[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  private func add(_ form: Int32, under node: Int32) -> Int32 {
    if used * 2 >= keys.count { grow() }
    let new = Int32(values.count)
    values.append(-1)
    place(UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: form)), new)
    used += 1
    return new
  }

  private func place(_ key: UInt64, _ node: Int32) {
    var slot = Int(truncatingIfNeeded: Self.mix(key)) & (keys.count - 1)
    while nodes[slot] >= 0 { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    nodes[slot] = node
  }

  private func grow() {
    let old = zip(keys, nodes).filter { $0.1 >= 0 }
    keys = Array(repeating: .max, count: keys.count * 2)
    nodes = Array(repeating: -1, count: nodes.count * 2)
    for (key, node) in old { place(key, node) }
  }

  @inline(__always)
  private static func mix(_ key: UInt64) -> UInt64 {
    let h = (key ^ (key >> 31)) &* 0x9E37_79B9_7F4A_7C15
    return h ^ (h >> 29)
  }
}

extension PhraseTable: @unchecked Sendable {}
