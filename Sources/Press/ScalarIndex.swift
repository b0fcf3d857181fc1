/// Turns UTF-8 byte offsets of one text into Unicode scalar offsets.
///
/// Keeps the scalar count at every 256th byte, so a look-up reads at most 255 bytes: memory is one
/// thirty-second of the text, building is one pass.
public struct ScalarIndex: Sendable {
  @usableFromInline let text: String
  @usableFromInline let marks: [Int32]
  /// True when every byte is its own scalar, so that both counts agree everywhere.
  @usableFromInline let isASCII: Bool
  /// The length of the text in Unicode scalars.
  public let count: Int

  /// Reads `text` once. - Complexity: O(bytes).
  public init(of text: String) {
    var text = text
    var marks: [Int32] = []
    var scalars = 0
    var length = 0
    text.withUTF8 { bytes in
      length = bytes.count
      marks.reserveCapacity(bytes.count / 256 + 1)
      for block in stride(from: 0, to: bytes.count, by: 256) {
        marks.append(Int32(scalars))
        scalars += Self.scalars(in: bytes, block..<min(block + 256, bytes.count))
      }
    }
    self.text = text
    self.marks = marks
    self.isASCII = scalars == length
    self.count = scalars
  }

  /// The number of Unicode scalars before byte `offset` (0 ... length of the text in bytes).
  public func scalars(before offset: Int) -> Int {
    if isASCII { return offset }
    let block = offset >> 8
    if block >= marks.count { return count }
    var n = Int(marks[block])
    var text = text
    text.withUTF8 { bytes in
      n += Self.scalars(in: bytes, (block << 8)..<min(offset, bytes.count))
    }
    return n
  }

  /// How many scalars start in a range of bytes, counted eight bytes at a time.
  private static func scalars(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    var i = range.lowerBound
    var following = 0
    while i &+ 8 <= range.upperBound {
      // The highest bit of a byte that is 10xxxxxx.
      let eight = base.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      following &+= (eight & ~(eight &<< 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      i &+= 8
    }
    while i < range.upperBound {
      if bytes[i] & 0xC0 == 0x80 { following &+= 1 }
      i &+= 1
    }
    return range.count - following
  }

  /// The same passage counted in Unicode scalars.
  public func scalars(_ passage: Passage) -> Range<Int> {
    scalars(before: passage.start)..<scalars(before: passage.end)
  }
}
