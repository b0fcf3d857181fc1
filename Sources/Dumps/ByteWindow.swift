import Platform

/// The bytes of a stream that have come and are not used yet, in one piece.
///
/// What is used is passed over by moving `low`; bytes move only when new ones would not fit.
final class ByteWindow {
  private(set) var buffer: UnsafeMutableRawPointer
  private var capacity: Int
  /// The unused bytes are `buffer[low..<high]`.
  var low = 0
  private(set) var high = 0

  /// A window with room for `capacity` bytes at first.
  init(capacity: Int) {
    self.capacity = capacity
    buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// How many bytes are unused.
  var count: Int { high - low }

  /// Drops the unused bytes.
  func removeAll() {
    low = 0
    high = 0
  }

  /// Adds bytes after the unused ones; pointers into the window are void then.
  func append(_ chunk: UnsafeRawBufferPointer) {
    guard let base = chunk.baseAddress else { return }
    let unused = count
    if unused + chunk.count > capacity {
      capacity = max(capacity * 2, unused + chunk.count)
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      larger.copyMemory(from: buffer + low, byteCount: unused)
      buffer.deallocate()
      buffer = larger
      (low, high) = (0, unused)
    } else if high + chunk.count > capacity {
      memmove(buffer, buffer + low, unused)
      (low, high) = (0, unused)
    }
    (buffer + high).copyMemory(from: base, byteCount: chunk.count)
    high += chunk.count
  }
}
