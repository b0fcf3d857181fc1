/// The forms of one language, each with a number, its features and its readings.
///
/// A form is a word as it is looked up: lower case, `’` as `'`, `œ` as `oe`, no soft hyphen; accents
/// stay. Look-up is one hash over the bytes; nothing is allocated.
package final class Lexicon: Sendable {
  /// Bits of each form, the union over its readings.
  package nonisolated(unsafe) let features: UnsafeBufferPointer<Features>
  // Read for every word of every article, so they have separate memory: no reference counts,
  // no bounds checks. A lexicon lives as long as the program and is never freed.
  private nonisolated(unsafe) let analyses: UnsafePointer<Analysis>
  private nonisolated(unsafe) let firstAnalysis: UnsafePointer<Int32>
  private nonisolated(unsafe) let pool: UnsafePointer<UInt8>
  private nonisolated(unsafe) let starts: UnsafePointer<Int32>
  private nonisolated(unsafe) let hashes: UnsafePointer<UInt32>
  private nonisolated(unsafe) let slots: UnsafePointer<Slot>
  private let mask: Int

  /// A place of the hash table: the upper 40 bits are those of the form's hash, the lower 24 the form
  /// and one; 0 is empty. The features are beside them, so that a word costs one cache miss.
  ///
  /// Look-up trusts the hash: 40 bits beside the 18 that choose the place take one unknown word in
  /// about 10^12 for a known form, and save two reads of memory for every word of every article.
  struct Slot {
    var bits: UInt64 = 0
    var features: Features = []

    @inline(__always)
    init() {}

    @inline(__always)
    init(form: Int32, hash: UInt64) { bits = hash & ~0xFF_FFFF | UInt64(form + 1) }

    @inline(__always) var isEmpty: Bool { bits == 0 }
    @inline(__always) var form: Int32 { Int32(truncatingIfNeeded: bits & 0xFF_FFFF) - 1 }
    @inline(__always) func has(_ hash: UInt64) -> Bool { (bits ^ hash) & ~0xFF_FFFF == 0 }
  }

  /// How many forms there are; forms are numbered from 0.
  package let count: Int

  init(_ builder: Builder) {
    pool = LastingMemory.copy(of: builder.pool)
    starts = LastingMemory.copy(of: builder.starts)
    hashes = LastingMemory.copy(of: builder.hashes)
    mask = builder.slots.count - 1
    count = builder.readings.count
    var firstAnalysis: [Int32] = []
    var flat: [Analysis] = []
    var features: [Features] = []
    firstAnalysis.reserveCapacity(builder.readings.count + 1)
    features.reserveCapacity(builder.readings.count)
    flat.reserveCapacity(builder.list.count)
    for head in builder.readings {
      firstAnalysis.append(Int32(flat.count))
      var bits: Features = []
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
        bits.formUnion(reading.features)
        flat.append(reading)
        at = next
      }
      features.append(bits)
    }
    firstAnalysis.append(Int32(flat.count))
    self.firstAnalysis = LastingMemory.copy(of: firstAnalysis)
    self.analyses = LastingMemory.copy(of: flat)
    let slots = UnsafeMutablePointer(mutating: LastingMemory.copy(of: builder.slots))
    for i in 0...mask where !slots[i].isEmpty {
      slots[i].features = features[Int(slots[i].form)]
    }
    self.slots = UnsafePointer(slots)
    self.features = UnsafeBufferPointer(
      start: LastingMemory.copy(of: features), count: features.count)
  }

  /// The number of a form given as folded bytes, or -1.
  @inline(__always)
  package func form(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    form(hash: Lexicon.hash(bytes)).form
  }

  /// The form whose bytes have a hash, -1 for none, and its features.
  @inline(__always)
  func form(hash: UInt64) -> (form: Int32, features: Features) {
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot.isEmpty { return (-1, []) }
      if slot.has(hash) { return (slot.form, slot.features) }
      place = (place &+ 1) & mask
    }
  }

  /// The number of a form given as text, folded or not, or -1.
  package func form(_ text: String) -> Int32 {
    var (text, scratch) = (text, [] as [UInt8])
    return text.withUTF8 { Folding.withKey(of: $0, in: &scratch) { form($0) } }
  }

  /// The text of a form.
  package func text(of form: Int32) -> String {
    String(decoding: bytes(of: form), as: UTF8.self)
  }

  /// The folded bytes of a form; they live as long as the program.
  @inline(__always)
  package func bytes(of form: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = Int(starts[Int(form)])
    return UnsafeBufferPointer(start: pool + start, count: Int(starts[Int(form) + 1]) - start)
  }

  /// The hash of a form's bytes, as `foldedHash` gives it.
  @inline(__always)
  package func hash(of form: Int32) -> UInt32 { hashes[Int(form)] }

  /// The readings of a form, the most frequent first.
  package func analyses(of form: Int32) -> UnsafeBufferPointer<Analysis> {
    guard form >= 0, Int(form) < count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let first = Int(firstAnalysis[Int(form)])
    return UnsafeBufferPointer(
      start: analyses + first, count: Int(firstAnalysis[Int(form) + 1]) - first)
  }

  /// The form number of the lemma under which `form` is a `part`, or -1.
  package func lemma(of form: Int32, as part: PartOfSpeech) -> Int32 {
    analyses(of: form).first { $0.part == part }?.lemma ?? -1
  }

  /// A hash as 32 bits.
  @inline(__always)
  package static func foldedHash(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
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
      h = (h ^ tail(raw, from: i, bytes.count)) &* 0xFF51_AFD7_ED55_8CCD
    }
    return h ^ (h &>> 29)
  }

  /// The last bytes, fewer than eight, the first of them lowest; read in one or two pieces.
  @inline(__always)
  private static func tail(_ raw: UnsafeRawPointer, from i: Int, _ count: Int) -> UInt64 {
    let left = count &- i
    func piece<Piece: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
      _ at: Int, _: Piece.Type
    ) -> UInt64 { UInt64(raw.loadUnaligned(fromByteOffset: at, as: Piece.self)) }
    if left == 0 { return 0 }
    if count >= 8 { return piece(count &- 8, UInt64.self) &>> UInt64(64 &- 8 &* left) }
    if left >= 4 {
      return piece(0, UInt32.self) | piece(count &- 4, UInt32.self) &<< UInt64(8 &* (left &- 4))
    }
    let ends =
      UInt64(raw.load(as: UInt8.self)) | piece(count &- 1, UInt8.self) &<< UInt64(8 &* (left &- 1))
    return left == 3 ? ends | piece(1, UInt8.self) &<< 8 : ends
  }

  @inline(__always)
  static func equal(
    _ pool: UnsafePointer<UInt8>, _ starts: UnsafePointer<Int32>, _ form: Int32,
    _ bytes: UnsafeBufferPointer<UInt8>
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
    /// Of each form, the hash of its bytes as 32 bits.
    var hashes: [UInt32] = []
    var slots: [Slot]
    /// Of each form, where its chain of readings starts in `list`; -1 for none.
    var readings: [Int32] = []
    var list: [(Analysis, next: Int32)] = []

    init(capacity: Int) {
      var size = 1024
      while size * 2 < capacity * 3 { size *= 2 }
      slots = Array(repeating: Slot(), count: size)
      pool.reserveCapacity(capacity * 10)
      starts.reserveCapacity(capacity + 1)
      hashes.reserveCapacity(capacity)
      readings.reserveCapacity(capacity)
      list.reserveCapacity(capacity * 2)
    }

    /// The number of a form given as folded bytes; new forms get the next number.
    package mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
      let hash = Lexicon.hash(bytes)
      var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while !slots[place].isEmpty {
        let form = slots[place].form
        if slots[place].has(hash), Lexicon.equal(pool, starts, form, bytes) { return form }
        place = (place + 1) & (slots.count - 1)
      }
      let form = Int32(readings.count)
      precondition(form < 0xFF_FFFF, "a lexicon has fewer than 2^24 forms")
      slots[place] = Slot(form: form, hash: hash)
      pool.append(contentsOf: bytes)
      starts.append(Int32(pool.count))
      hashes.append(Lexicon.foldedHash(hash))
      readings.append(-1)
      if readings.count * 3 > slots.count * 2 { grow() }
      return form
    }

    /// The number of a form given as text, folded here.
    package mutating func intern(_ text: String) -> Int32 {
      let folded = Folding.fold(text)
      return folded.withUnsafeBufferPointer { intern($0) }
    }

    /// Forgets what is known of a form, so that a later table can say it again.
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
    mutating func read(_ text: DataFiles.Contents) {
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
          if let (part, features) = Analysis.parse(code) {
            let lemma =
              colon < 0 ? form : intern(UnsafeBufferPointer(rebasing: bytes[(colon + 1)..<end]))
            add(Analysis(part: part, features: features, lemma: lemma), to: form)
          }
          at = end + 1
        }
      }
    }

    private mutating func grow() {
      let old = slots
      slots = Array(repeating: Slot(), count: old.count * 2)
      for slot in old where !slot.isEmpty {
        let bytes = pool[Int(starts[Int(slot.form)])..<Int(starts[Int(slot.form) + 1])]
        let hash = bytes.withUnsafeBufferPointer { Lexicon.hash($0) }
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while !slots[place].isEmpty { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
      }
    }
  }
}
