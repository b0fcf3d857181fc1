/// What decides the next move: two words on the stack and those that come.
package struct MoveFeatures {
  private let items: UnsafeMutablePointer<Item>
  /// The items on the stack, the top first, and the next words.
  private let (S0, S1, S2): (Place, Place, Place)
  private let (B0, B1): (Place, Place)
  private let (s0, s1, b0): (Int, Int, Int)
  /// Their tags, and their lemmas with their tags.
  private let (s0t, s1t, s2t): (UInt64, UInt64, UInt64)
  private let (b0t, b1t, b2t, b3t): (UInt64, UInt64, UInt64, UInt64)
  private let (s0w, s1w): (UInt64, UInt64)
  private let (b0w, b1w): (UInt64, UInt64)
  private let (s0b0, s1s0, three): (UInt64, UInt64, UInt64)
  /// The labels of what was attached to them.
  private let (m0, m1, mb): (UInt64, UInt64, UInt64)
  private typealias Place = UnsafeMutablePointer<Item>

  /// Writes the features of a state and returns how many: `s0`, `s1`, `s2` are the items on the
  /// stack, the top first, `none` where it is shorter; `b0` is the next word, the root after the last.
  @inline(__always)
  package static func write(
    _ s0: Int, _ s1: Int, _ s2: Int, _ b0: Int, in sentence: Workspace,
    to keys: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let state = MoveFeatures(s0, s1, s2, b0, in: sentence)
    var out = FeatureWriter(keys)
    // Each place in the order is a feature of its own: the weights know it by that.
    state.addWords(to: &out)
    state.addTagsAhead(to: &out)
    state.addAttached(to: &out)
    state.addAttachedWords(to: &out)
    state.addPrepositions(to: &out)
    state.addDistances(to: &out)
    state.addAgreement(to: &out)
    return out.count
  }

  @inline(__always)
  private init(_ s0: Int, _ s1: Int, _ s2: Int, _ b0: Int, in sentence: Workspace) {
    items = sentence.items
    let (none, root) = (Int(sentence.none), Int(sentence.root))
    let b1 = b0 < root ? b0 + 1 : none
    let b2 = b0 + 1 < root ? b0 + 2 : none
    let b3 = b0 + 2 < root ? b0 + 3 : none
    (self.s0, self.s1, self.b0) = (s0, s1, b0)
    (S0, S1, S2) = (items + s0, items + s1, items + s2)
    (B0, B1) = (items + b0, items + b1)
    (s0t, s1t, s2t) = (UInt64(S0.pointee.tag), UInt64(S1.pointee.tag), UInt64(S2.pointee.tag))
    (b0t, b1t) = (UInt64(B0.pointee.tag), UInt64(B1.pointee.tag))
    (b2t, b3t) = (UInt64(items[b2].tag), UInt64(items[b3].tag))
    (s0w, s1w) = (UInt64(S0.pointee.lemma) << 5 | s0t, UInt64(S1.pointee.lemma) << 5 | s1t)
    (b0w, b1w) = (UInt64(B0.pointee.lemma) << 5 | b0t, UInt64(B1.pointee.lemma) << 5 | b1t)
    s0b0 = s0t << 5 | b0t
    s1s0 = s1t << 5 | s0t
    three = s1s0 << 5 | b0t
    (m0, m1, mb) = (S0.pointee.childLabels, S1.pointee.childLabels, B0.pointee.childLabels)
  }

  /// Words and tags on both sides.
  @inline(__always)
  private func addWords(to out: inout FeatureWriter) {
    out.add(s0w)
    out.add(s1w)
    out.add(b0w)
    out.add(b1w)
    out.add(UInt64(S0.pointee.word), b0t)
    out.add(UInt64(B0.pointee.word), s0t)
    out.add(s0w, b0w)
    out.add(s0w, b0t)
    out.add(s0t, b0w)
    out.add(s0b0)
    out.add(s1w, s0w)
    out.add(s1w, s0t)
    out.add(s1t, s0w)
    out.add(s1s0)
    out.add(s1w, b0w)
    out.add(s1t, b0t)
  }

  /// Tags of the words to come, and of three together.
  @inline(__always)
  private func addTagsAhead(to out: inout FeatureWriter) {
    out.add(b0t, b1t)
    out.add(b0w, b1t)
    out.add(b0t, b1w)
    out.add(s0b0, b1t)
    out.add(three)
    out.add(three, s2t)
    out.add(three, b1t)
    out.add(b0t << 10 | b1t << 5 | b2t)
    out.add(s0b0, b1t << 5 | b2t)
    out.add(b0t << 5 | b1t, b2t << 5 | b3t)
    out.add(s1w, s0t, b0t)
    out.add(s1t, s0w, b0t)
    out.add(s1s0, b0w)
    out.add(s0w, b0t, b1t)
    out.add(s0t, b0w, b1t)
    out.add(s0b0, b1w)
    out.add(UInt64(S2.pointee.lemma), s1s0)
    out.add(UInt64(S0.pointee.kind), UInt64(B0.pointee.kind))
    out.add(UInt64(S1.pointee.kind), UInt64(S0.pointee.kind))
  }

  /// What was attached to them, by its labels.
  @inline(__always)
  private func addAttached(to out: inout FeatureWriter) {
    out.add(s0t, m0)
    out.add(s0w, m0)
    out.add(s0b0, m0)
    out.add(s0b0, mb)
    out.add(b0t, mb)
    out.add(s0b0, m0, mb)
    out.add(s1t, m1)
    out.add(s1w, m1)
    out.add(s1s0, m1)
    out.add(s1s0, m0)
    out.add(s1s0, m1, m0)
    out.add(three, m1)
    out.add(s0t << 5 | b1t, m0, b0t)
  }

  /// What was attached to them, by its words.
  @inline(__always)
  private func addAttachedWords(to out: inout FeatureWriter) {
    let s0l = items + Int(S0.pointee.left1)
    let s0r = items + Int(S0.pointee.right1)
    let s1l = items + Int(S1.pointee.left1)
    let s1r = items + Int(S1.pointee.right1)
    let b0l = items + Int(B0.pointee.left1)
    out.add(s0b0, UInt64(s0l.pointee.tag))
    out.add(s0b0, UInt64(s0r.pointee.tag))
    out.add(s0b0, UInt64(b0l.pointee.tag))
    out.add(s1s0, UInt64(s1l.pointee.tag))
    out.add(s1s0, UInt64(s1r.pointee.tag))
    out.add(s1s0, UInt64(s0l.pointee.tag))
    out.add(s1s0, UInt64(s0r.pointee.tag))
    out.add(three, UInt64(s0r.pointee.label))
    out.add(three, UInt64(s1r.pointee.label))
    out.add(s0b0, UInt64(s0r.pointee.lemma))
    out.add(s1s0, UInt64(s1r.pointee.lemma))
    out.add(s0b0, UInt64(b0l.pointee.lemma))
    out.add(s0t, UInt64(s0l.pointee.lemma))
    out.add(
      s0b0, UInt64(s0r.pointee.tag) << 5 | UInt64(items[Int(S0.pointee.right2)].tag), b1t)
    out.add(
      s0b0, UInt64(s0l.pointee.tag) << 5 | UInt64(items[Int(S0.pointee.left2)].tag))
    out.add(
      s1s0, UInt64(s1r.pointee.tag) << 5 | UInt64(items[Int(S1.pointee.right2)].tag))
    let counts = UInt64(S0.pointee.leftCount) << 3 | UInt64(S0.pointee.rightCount)
    out.add(s0w, counts)
    out.add(s0b0, counts)
    out.add(s1w, UInt64(S1.pointee.leftCount) << 3 | UInt64(S1.pointee.rightCount))
  }

  /// Prepositions and conjunctions show where a phrase belongs.
  @inline(__always)
  private func addPrepositions(to out: inout FeatureWriter) {
    let (c0, c1) = (UInt64(S0.pointee.preposition), UInt64(S1.pointee.preposition))
    let k0 = UInt64(S0.pointee.conjunction)
    let kb = UInt64(B0.pointee.conjunction)
    out.add(s1w, c0)
    out.add(s1t, c0, s0w)
    out.add(three, c0)
    out.add(s1s0, c0, c1)
    out.add(UInt64(S2.pointee.lemma), c0, s1t)
    out.add(s1w, k0)
    out.add(s1s0, k0, b0t)
    out.add(s0b0, kb)
    out.add(s1w, s0t, b0w)
  }

  /// Distance, marks, quotation.
  @inline(__always)
  private func addDistances(to out: inout FeatureWriter) {
    let near = Self.distance(S0, B0, s0, b0)
    let far = Self.distance(S1, S0, s1, s0)
    let gap = UInt64(B0.pointee.gap)
    let gap1 = UInt64(B1.pointee.gap)
    let gap0 = UInt64(S0.pointee.gap)
    let commas = Self.between(S0, B0)
    let commas1 = Self.between(S1, S0)
    let quoted =
      UInt64(S1.pointee.quoted) << 2 | UInt64(S0.pointee.quoted) << 1
      | UInt64(B0.pointee.quoted)
    out.add(s0b0, near)
    out.add(s0w, near)
    out.add(b0w, near)
    out.add(s1s0, far, near)
    out.add(s1s0, far, commas1)
    out.add(s0b0, gap, gap1)
    out.add(s0b0, commas, gap)
    out.add(three, gap, commas1)
    out.add(three, gap0, gap)
    out.add(s0w, gap, b0t)
    out.add(s0b0 << 5 | b1t, gap, commas)
    out.add(three, quoted, gap)
    out.add(s0b0, m0, gap)
    out.add(s1s0, m1, gap0)
    out.add(s1w, commas1, s0t)
    out.add(s0w, mb, gap)
  }

  /// Agreement in number and gender.
  @inline(__always)
  private func addAgreement(to out: inout FeatureWriter) {
    let (commas, commas1) = (Self.between(S0, B0), Self.between(S1, S0))
    let agrees = UInt64(S0.pointee.agreement & B0.pointee.agreement)
    let agrees1 = UInt64(S1.pointee.agreement & S0.pointee.agreement)
    out.add(s0b0, agrees, commas)
    out.add(s1s0, agrees1, commas1)
    out.add(three, agrees1, agrees)
  }

  /// How many words are between two items, in steps.
  @inline(__always)
  static func distance(
    _ a: UnsafeMutablePointer<Item>, _ b: UnsafeMutablePointer<Item>, _ i: Int, _ j: Int
  ) -> UInt64 {
    let length = j &- i
    if length < 0 { return 9 }
    return length <= 4 ? UInt64(length) : length <= 6 ? 5 : length <= 10 ? 6 : length <= 18 ? 7 : 8
  }

  /// How many commas and other marks are between two items, at most three each.
  @inline(__always)
  static func between(_ a: UnsafeMutablePointer<Item>, _ b: UnsafeMutablePointer<Item>) -> UInt64 {
    let commas = UInt64(min(3, b.pointee.commas &- a.pointee.commas))
    return commas << 2 | UInt64(min(3, b.pointee.marks &- a.pointee.marks))
  }
}

/// What decides the label of an arc.
package enum LabelFeatures {
  /// Writes the features of the arc from the item `head` to `dependant` and returns how many.
  @inline(__always)
  package static func write(
    head: Int, dependant: Int, in sentence: Workspace,
    to keys: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let items = sentence.items
    let none = Int(sentence.none)
    let H = items + head
    let D = items + dependant
    let isRight: UInt64 = head < dependant ? 1 : 0
    let (ht, dt) = (UInt64(H.pointee.tag) << 1 | isRight, UInt64(D.pointee.tag))
    let (hw, dw) = (
      UInt64(H.pointee.lemma) << 6 | ht, UInt64(D.pointee.lemma) << 6 | dt << 1 | isRight
    )
    let both = ht << 5 | dt
    let (mh, md) = (H.pointee.childLabels, D.pointee.childLabels)
    let (c, k) = (UInt64(D.pointee.preposition), UInt64(D.pointee.conjunction))
    let near =
      isRight == 1
      ? MoveFeatures.distance(H, D, head, dependant) : MoveFeatures.distance(D, H, dependant, head)
    let marks = isRight == 1 ? MoveFeatures.between(H, D) : MoveFeatures.between(D, H)
    let before = items + (dependant > 0 ? dependant - 1 : none)
    let after = items + (dependant + 1 < sentence.count ? dependant + 1 : none)
    let left = items + Int(D.pointee.left1)
    let right = items + Int(D.pointee.right1)
    var out = FeatureWriter(keys)
    out.add(both)
    out.add(hw, dt)
    out.add(ht, dw)
    out.add(hw, dw)
    out.add(dw)
    out.add(both, near)
    out.add(both, marks)
    out.add(both, md)
    out.add(both, mh)
    out.add(both, mh, md)
    out.add(hw, md)
    out.add(hw, mh, dt)
    out.add(both, c)
    out.add(hw, c)
    out.add(dw, c)
    out.add(both, k)
    out.add(hw, k, dt)
    out.add(both, mh, c)
    out.add(both, UInt64(left.pointee.lemma))
    out.add(both, UInt64(left.pointee.tag) << 5 | UInt64(right.pointee.tag))
    out.add(both, UInt64(D.pointee.word))
    out.add(both, UInt64(H.pointee.word))
    out.add(both, UInt64(before.pointee.tag) << 5 | UInt64(after.pointee.tag))
    out.add(both, UInt64(D.pointee.gap), UInt64(after.pointee.gap))
    out.add(both, UInt64(D.pointee.kind))
    out.add(both, UInt64(H.pointee.kind), UInt64(D.pointee.kind))
    out.add(both, UInt64(D.pointee.shape), UInt64(H.pointee.shape))
    out.add(both, UInt64(D.pointee.agreement & H.pointee.agreement), marks)
    out.add(both, md, marks)
    out.add(both, mh, near)
    return out.count
  }
}
