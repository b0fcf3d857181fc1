/// The forms of one language, each with a number, its traits and its readings.
///
/// A form is a word as it is looked up: lower case, `’` as `'`, `œ` as `oe`, no soft hyphen; accents
/// stay. Look-up is one hash over the bytes; nothing is allocated.
package final class Lexicon: Sendable {
  /// Bits of each form, the union over its readings.
  package let traits: [Traits]
  private let analyses: [Analysis]
  private let firstAnalysis: [Int32]
  private let pool: [UInt8]
  private let starts: [Int32]
  private let slots: [Int32]
  private let mask: Int

  /// How many forms there are; forms are numbered from 0.
  package var count: Int { traits.count }

  init(_ builder: Builder) {
    pool = builder.pool
    starts = builder.starts
    slots = builder.slots
    mask = builder.slots.count - 1
    var firstAnalysis: [Int32] = []
    var flat: [Analysis] = []
    var traits: [Traits] = []
    firstAnalysis.reserveCapacity(builder.readings.count + 1)
    traits.reserveCapacity(builder.readings.count)
    flat.reserveCapacity(builder.list.count)
    for head in builder.readings {
      firstAnalysis.append(Int32(flat.count))
      var bits: Traits = []
      var at = head
      while at >= 0 {
        let (reading, next) = builder.list[Int(at)]
        if bits.isEmpty {
          switch reading.part {
          case .noun: bits.insert(.mostlyNoun)
          case .adjective: bits.insert(.mostlyAdjective)
          case .verb: bits.insert(.mostlyVerb)
          default: bits.insert(.mostlyOther)
          }
        }
        bits.formUnion(reading.traits)
        flat.append(reading)
        at = next
      }
      traits.append(bits)
    }
    firstAnalysis.append(Int32(flat.count))
    self.firstAnalysis = firstAnalysis
    self.analyses = flat
    self.traits = traits
  }

  /// The number of a form given as folded bytes, or -1.
  @inline(__always)
  package func form(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    form(bytes, hash: Lexicon.hash(bytes))
  }

  /// The same with the hash that `Lexicon.hash` gave.
  @inline(__always)
  package func form(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = slots[slot]
      if found < 0 { return -1 }
      if Lexicon.equal(pool, starts, found, bytes) { return found }
      slot = (slot + 1) & mask
    }
  }

  /// The number of a form given as text, folded or not, or -1.
  package func form(_ text: String) -> Int32 {
    let folded = Folding.fold(text)
    return folded.withUnsafeBufferPointer { form($0) }
  }

  /// The text of a form.
  package func text(of form: Int32) -> String {
    String(decoding: pool[Int(starts[Int(form)])..<Int(starts[Int(form) + 1])], as: UTF8.self)
  }

  /// The readings of a form, the most frequent first.
  package func analyses(of form: Int32) -> ArraySlice<Analysis> {
    guard form >= 0, Int(form) < count else { return [] }
    return analyses[Int(firstAnalysis[Int(form)])..<Int(firstAnalysis[Int(form) + 1])]
  }

  /// The form number of the lemma under which `form` is a `part`, or -1.
  package func lemma(of form: Int32, as part: PartOfSpeech) -> Int32 {
    analyses(of: form).first { $0.part == part }?.lemma ?? -1
  }

  /// A 64-bit hash of folded bytes (multiply and xorshift over eight bytes at a time).
  @inline(__always)
  package static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var h: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
    var i = 0
    let raw = UnsafeRawPointer(bytes.baseAddress)
    if let raw {
      while i &+ 8 <= bytes.count {
        h = (h ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
        h ^= h &>> 32
        i &+= 8
      }
      var tail: UInt64 = 0
      var shift: UInt64 = 0
      while i < bytes.count {
        tail |= UInt64(bytes[i]) &<< shift
        shift &+= 8
        i &+= 1
      }
      h = (h ^ tail) &* 0xFF51_AFD7_ED55_8CCD
    }
    return h ^ (h &>> 29)
  }

  @inline(__always)
  static func equal(
    _ pool: [UInt8], _ starts: [Int32], _ form: Int32, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = Int(starts[Int(form)])
    guard Int(starts[Int(form) + 1]) - start == bytes.count else { return false }
    for i in 0..<bytes.count where pool[start + i] != bytes[i] { return false }
    return true
  }
}

extension Lexicon {
  /// Gathers forms before a lexicon is sealed.
  package struct Builder {
    var pool: [UInt8] = []
    var starts: [Int32] = [0]
    var slots: [Int32]
    /// Of each form, where its chain of readings starts in `list`; -1 for none.
    var readings: [Int32] = []
    var list: [(Analysis, next: Int32)] = []

    init(capacity: Int) {
      var size = 1024
      while size < capacity * 2 { size *= 2 }
      slots = Array(repeating: -1, count: size)
      pool.reserveCapacity(capacity * 10)
      starts.reserveCapacity(capacity + 1)
      readings.reserveCapacity(capacity)
      list.reserveCapacity(capacity * 2)
    }

    /// The number of a form given as folded bytes; new forms get the next number.
    package mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
      var slot = Int(truncatingIfNeeded: Lexicon.hash(bytes)) & (slots.count - 1)
      while slots[slot] >= 0 {
        if Lexicon.equal(pool, starts, slots[slot], bytes) { return slots[slot] }
        slot = (slot + 1) & (slots.count - 1)
      }
      let form = Int32(readings.count)
      slots[slot] = form
      pool.append(contentsOf: bytes)
      starts.append(Int32(pool.count))
      readings.append(-1)
      if readings.count * 3 > slots.count * 2 { grow() }
      return form
    }

    /// The number of a form given as text, folded here.
    package mutating func intern(_ text: String) -> Int32 {
      let folded = Folding.fold(text)
      return folded.withUnsafeBufferPointer { intern($0) }
    }

    /// Forgets what is known of a form, so that a later table can say it anew.
    package mutating func forget(_ form: Int32) { readings[Int(form)] = -1 }

    /// Adds a reading after those that the form has.
    package mutating func add(_ analysis: Analysis, to form: Int32) {
      let entry = Int32(list.count)
      list.append((analysis, next: -1))
      var at = readings[Int(form)]
      if at < 0 {
        readings[Int(form)] = entry
        return
      }
      while list[Int(at)].next >= 0 { at = list[Int(at)].next }
      list[Int(at)].next = entry
    }

    /// Reads a table of forms and analyses; each line replaces what was known of its form.
    mutating func read(_ text: StaticString) {
      var header = true
      for line in Lines(text) {
        if header {
          header = false
          continue
        }
        let bytes = line.bytes
        guard let tab = bytes.firstIndex(of: UInt8(ascii: "\t")) else { continue }
        let form = intern(UnsafeBufferPointer(rebasing: bytes[..<tab]))
        forget(form)
        var at = tab + 1
        while at < bytes.count {
          var end = at
          var colon = -1
          while end < bytes.count, bytes[end] != UInt8(ascii: " ") {
            if bytes[end] == UInt8(ascii: ":") { colon = end }
            end += 1
          }
          let code = UnsafeBufferPointer(rebasing: bytes[at..<(colon < 0 ? end : colon)])
          if let (part, traits) = Analysis.parse(code) {
            let lemma =
              colon < 0 ? form : intern(UnsafeBufferPointer(rebasing: bytes[(colon + 1)..<end]))
            add(Analysis(part: part, traits: traits, lemma: lemma), to: form)
          }
          at = end + 1
        }
      }
    }

    private mutating func grow() {
      slots = Array(repeating: -1, count: slots.count * 2)
      for form in 0..<Int32(readings.count) {
        let bytes = pool[Int(starts[Int(form)])..<Int(starts[Int(form) + 1])]
        var slot = bytes.withUnsafeBufferPointer { Int(truncatingIfNeeded: Lexicon.hash($0)) }
        slot &= slots.count - 1
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = form
      }
    }
  }
}
