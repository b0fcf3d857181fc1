import Platform

/// Why bytes could not be written.
package struct OutputError: Error, Equatable, CustomStringConvertible {
  /// The system's number of the error (`errno`).
  package var code: Int32
  /// The file, or «standard output».
  package var name: String

  package init(code: Int32, name: String) {
    self.code = code
    self.name = name
  }

  /// There is no memory for what writes to `name`.
  init(outOfMemoryFor name: String) { self.init(code: ENOMEM, name: name) }

  /// True when the reader of a pipe has gone away, which is no fault of ours.
  package var isBrokenPipe: Bool { code == EPIPE }
  /// Where, what, and what now.
  package var description: String {
    let what = String(cString: strerror(code)).lowercased()
    let advice = code == ENOSPC ? "; free some space and run it again" : ""
    return "\(name): cannot be written: \(what)\(advice)"
  }
}

/// Bytes on their way to a file descriptor, in pieces of about a megabyte.
///
/// Writing into the buffer never fails; `flush` and `flushIfFull` do. Used by one thread at a time.
package final class Output {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0
  private let descriptor: Int32
  private let name: String
  private let sink: ((UnsafeBufferPointer<UInt8>) throws(OutputError) -> Void)?
  /// From how many bytes on `flushIfFull` writes.
  private let fill: Int
  /// True when a person looks at what is written: then every byte passes `TerminalText`.
  private let isTerminal: Bool
  /// Where in the buffer our own orders to the terminal stand.
  private var orders: [Range<Int>] = []

  /// Writes to an open descriptor, which stays the caller's.
  ///
  /// - Parameters:
  ///   - descriptor: where the bytes go; -1 keeps them in memory, for `takeBytes`.
  ///   - name: what errors call it.
  ///   - fill: how many bytes are gathered before they are written.
  package init(descriptor: Int32 = 1, name: String = "standard output", fill: Int = 1 << 20) {
    self.descriptor = descriptor
    self.name = name
    self.fill = fill
    sink = nil
    isTerminal = descriptor >= 0 && isatty(descriptor) == 1
    capacity = fill + (64 << 10)
    storage = .allocate(capacity: capacity)
  }

  /// Hands what has gathered, in pieces of about `fill` bytes, to `sink`; `name` is what errors call it.
  package init(
    name: String, fill: Int = 1 << 18,
    sink: @escaping (UnsafeBufferPointer<UInt8>) throws(OutputError) -> Void
  ) {
    self.descriptor = -1
    self.name = name
    self.fill = fill
    self.sink = sink
    isTerminal = false
    capacity = fill + (64 << 10)
    storage = .allocate(capacity: capacity)
  }

  deinit { storage.deallocate() }

  /// Adds one byte.
  @inline(__always)
  func byte(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  /// Adds bytes as they are.
  @inline(__always)
  package func bytes(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    reserve(bytes.count)
    (storage + count).update(from: base, count: bytes.count)
    count += bytes.count
  }

  /// Makes room for `n` bytes, lets `fill` write at most as many, and counts what it returns.
  @inline(__always)
  func write(upTo n: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(n)
    count += fill(storage + count)
  }

  /// Adds a text as it is.
  package func text(_ text: String) {
    var text = text
    text.withUTF8 { bytes($0) }
  }

  /// Adds an order to the terminal, such as a colour; nothing that comes from outside may be in it.
  package func order(_ text: String) {
    let start = count
    self.text(text)
    if isTerminal { orders.append(start..<count) }
  }

  /// Adds a text between the orders for a style (`1` bold, `2` dim) and for the usual one again, when
  /// `colour`; else as it is.
  package func styled(_ text: String, _ style: Int, colour: Bool) {
    if colour { order("\u{1B}[\(style)m") }
    self.text(text)
    if colour { order("\u{1B}[0m") }
  }

  /// Adds the decimal digits of a number.
  func integer(_ value: Int64) {
    if value < 0 { byte(UInt8(ascii: "-")) }
    var rest = value.magnitude
    write(upTo: 20) { target in
      var digits = 1
      var bound = rest
      while bound >= 10 {
        bound /= 10
        digits += 1
      }
      for i in stride(from: digits - 1, through: 0, by: -1) {
        target[i] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      return digits
    }
  }

  @inline(__always)
  private func reserve(_ n: Int) {
    if count + n > capacity { grow(by: n) }
  }

  private func grow(by n: Int) {
    let larger = max(capacity * 2, count + n)
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    target.update(from: storage, count: count)
    storage.deallocate()
    storage = target
    capacity = larger
  }

  /// Writes what has gathered, if it is worth a call.
  @inline(__always)
  package func flushIfFull() throws(OutputError) {
    if count >= fill { try flush() }
  }

  /// Writes what has gathered.
  package func flush() throws(OutputError) {
    if let sink {
      defer { count = 0 }
      return try sink(UnsafeBufferPointer(start: storage, count: count))
    }
    if descriptor < 0 { return }
    if isTerminal { clean() }
    var written = 0
    while written < count {
      let n = systemWrite(descriptor, storage + written, count - written)
      if n >= 0 {
        written += n
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        let code = errno
        count = 0
        throw OutputError(code: code, name: name)
      }
    }
    count = 0
  }

  // The one place through which everything passes on its way to a terminal.
  private func clean() {
    let cleaned = TerminalText.sanitized(
      UnsafeBufferPointer(start: storage, count: count), orders: orders)
    orders.removeAll()
    count = 0
    cleaned.withUnsafeBufferPointer { bytes($0) }
  }

  /// The bytes that have gathered in memory; they are gone from here afterwards.
  package func takeBytes() -> [UInt8] {
    defer { count = 0 }
    return Array(UnsafeBufferPointer(start: storage, count: count))
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
