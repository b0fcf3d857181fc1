/// Finds the longest listed run of forms that starts at a word.
///
/// Keys are form numbers of one lexicon, so a look-up is one hash per word and allocates nothing.
/// Like a lexicon it lives as long as the program: plain memory, no reference counts. Safe across
/// threads: written once, by `init`, and read only.
package struct PhraseTable: @unchecked Sendable {
  private let slots: UnsafeBufferPointer<Slot>
  private let mask: Int
  private let values: UnsafePointer<Int32>
  private let heads: UnsafeBufferPointer<UInt64>

  fileprivate struct Slot {
    var key: UInt64 = .max
    var node: Int32 = -1
  }

  /// Seals what a builder has gathered.
  package init(_ builder: Builder) {
    slots = UnsafeBufferPointer(
      start: LastingMemory.copy(of: builder.slots), count: builder.slots.count)
    mask = builder.slots.count - 1
    values = LastingMemory.copy(of: builder.values)
    heads = UnsafeBufferPointer(
      start: LastingMemory.copy(of: builder.heads), count: builder.heads.count)
  }

  /// The longest phrase that starts at the word `from`: its value and how many forms it spans.
  @inline(__always)
  package func longest(in forms: TokenMap<Int32>, from start: Int) -> (value: Int32, count: Int)? {
    let head = Int(forms[start])
    guard head >= 0, head >> 6 < heads.count, heads[head >> 6] >> UInt64(head & 63) & 1 == 1 else {
      return nil
    }
    var node: Int32 = 0
    var best: (value: Int32, count: Int)?
    var i = start
    while i < forms.count {
      node = Self.child(of: node, at: forms[i], in: slots, mask)
      if node < 0 { break }
      i += 1
      if values[Int(node)] >= 0 { best = (values[Int(node)], i - start) }
    }
    return best
  }

  /// The node under `node` for `form`, -1 for none.
  @inline(__always)
  private static func child(
    of node: Int32, at form: Int32, in slots: UnsafeBufferPointer<Slot>, _ mask: Int
  ) -> Int32 {
    let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: form))
    var place = Int(truncatingIfNeeded: mix(key)) & mask
    while slots[place].node >= 0 {
      if slots[place].key == key { return slots[place].node }
      place = (place &+ 1) & mask
    }
    return -1
  }

  /// Murmur3's 64-bit finaliser, halved.
  @inline(__always)
  private static func mix(_ key: UInt64) -> UInt64 {
    let h = (key ^ (key >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return h ^ (h >> 29)
  }
}

extension PhraseTable {
  /// Gathers phrases before a table is sealed.
  package struct Builder {
    fileprivate var slots = [Slot](repeating: Slot(), count: 64)
    fileprivate var values: [Int32] = [-1]
    /// One bit a form: whether a phrase starts with it. Most words are turned away here.
    fileprivate var heads: [UInt64] = []

    package init() {}

    /// Lists a phrase.
    ///
    /// A phrase that is there already keeps its first value.
    ///
    /// - Returns: the value that the phrase has now.
    @discardableResult
    package mutating func insert(_ forms: some Sequence<Int32>, value: Int32) -> Int32 {
      var node: Int32 = 0
      if let head = forms.first(where: { _ in true }), head >= 0 {
        let word = Int(head) >> 6
        if word >= heads.count { heads += Array(repeating: 0, count: word + 1 - heads.count) }
        heads[word] |= 1 << UInt64(head & 63)
      }
      for form in forms {
        let next = slots.withUnsafeBufferPointer {
          PhraseTable.child(of: node, at: form, in: $0, $0.count - 1)
        }
        node = next >= 0 ? next : add(form, under: node)
      }
      if values[Int(node)] < 0 { values[Int(node)] = value }
      return values[Int(node)]
    }

    private mutating func add(_ form: Int32, under node: Int32) -> Int32 {
      if values.count * 2 >= slots.count {
        let old = slots.filter { $0.node >= 0 }
        slots = Array(repeating: Slot(), count: slots.count * 2)
        for slot in old { place(slot) }
      }
      let new = Int32(values.count)
      values.append(-1)
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: form))
      place(Slot(key: key, node: new))
      return new
    }

    private mutating func place(_ slot: Slot) {
      var place = Int(truncatingIfNeeded: PhraseTable.mix(slot.key)) & (slots.count - 1)
      while slots[place].node >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }
}
