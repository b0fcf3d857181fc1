/// SHA-256 (FIPS 180-4) of a stream of bytes.
package struct SHA256: Sendable {
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19
  )
  /// Bytes that do not fill a block yet.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0

  package init() { rest.reserveCapacity(64) }

  /// Adds `bytes` to the stream.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length += UInt64(bytes.count)
    var bytes = bytes[...]
    if !rest.isEmpty {
      let missing = min(64 - rest.count, bytes.count)
      rest.append(contentsOf: bytes.prefix(missing))
      bytes = bytes.dropFirst(missing)
      if rest.count < 64 { return }
      let block = rest
      block.withUnsafeBytes { compress($0) }
      rest.removeAll(keepingCapacity: true)
    }
    let whole = bytes.count & ~63
    compress(UnsafeRawBufferPointer(rebasing: bytes.prefix(whole)))
    rest.append(contentsOf: bytes.dropFirst(whole))
  }

  /// Ends the stream. - Returns: 64 lower-case hexadecimal digits.
  package consuming func finish() -> String {
    var tail = rest
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    let bits = length &* 8
    for shift in stride(from: 56, through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    tail.withUnsafeBytes { compress($0) }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for word in [
      state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7,
    ] {
      for shift in stride(from: 28, through: 0, by: -4) {
        text.append(digits[Int(word >> UInt32(shift)) & 15])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  // Eight rounds a turn with the names rotated, so that nothing moves between registers. The
  // schedule is kept as sixteen words that are overwritten in place.
  private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
    guard let base = blocks.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { schedule in
      guard let w = schedule.baseAddress else { return }
      Self.constants.withUnsafeBufferPointer { constants in
        guard let k = constants.baseAddress else { return }
        for offset in stride(from: 0, to: blocks.count, by: 64) {
          compress(block: base + offset, w, k)
        }
      }
    }
  }

  @inline(__always)
  private mutating func compress(
    block: UnsafeRawPointer, _ w: UnsafeMutablePointer<UInt32>, _ k: UnsafePointer<UInt32>
  ) {
    var (a, b, c, d, e, f, g, h) = state
    for i in 0..<16 {
      w[i] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: i * 4, as: UInt32.self))
    }
    var t = 0
    while true {
      Self.round(a, b, c, &d, e, f, g, &h, w[t & 15] &+ k[t])
      Self.round(h, a, b, &c, d, e, f, &g, w[t & 15 | 1] &+ k[t + 1])
      Self.round(g, h, a, &b, c, d, e, &f, w[t & 15 | 2] &+ k[t + 2])
      Self.round(f, g, h, &a, b, c, d, &e, w[t & 15 | 3] &+ k[t + 3])
      Self.round(e, f, g, &h, a, b, c, &d, w[t & 15 | 4] &+ k[t + 4])
      Self.round(d, e, f, &g, h, a, b, &c, w[t & 15 | 5] &+ k[t + 5])
      Self.round(c, d, e, &f, g, h, a, &b, w[t & 15 | 6] &+ k[t + 6])
      Self.round(b, c, d, &e, f, g, h, &a, w[t & 15 | 7] &+ k[t + 7])
      t += 8
      if t == 64 { break }
      if t & 15 == 0 {
        for i in 0..<16 {
          w[i] =
            w[i] &+ Self.mix(w[(i + 1) & 15], 7, 18, 3) &+ w[(i + 9) & 15]
            &+ Self.mix(w[(i + 14) & 15], 17, 19, 10)
        }
      }
    }
    state.0 &+= a
    state.1 &+= b
    state.2 &+= c
    state.3 &+= d
    state.4 &+= e
    state.5 &+= f
    state.6 &+= g
    state.7 &+= h
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
    _ g: UInt32, _ h: inout UInt32, _ input: UInt32
  ) {
    let one =
      h &+ (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) &+ (g ^ (e & (f ^ g))) &+ input
    d &+= one
    h = one &+ (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) &+ ((a & b) | (c & (a | b)))
  }

  @inline(__always)
  private static func turn(_ x: UInt32, _ n: UInt32) -> UInt32 { x &>> n | x &<< (32 &- n) }

  @inline(__always)
  private static func mix(_ x: UInt32, _ a: UInt32, _ b: UInt32, _ shift: UInt32) -> UInt32 {
    turn(x, a) ^ turn(x, b) ^ (x &>> shift)
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
