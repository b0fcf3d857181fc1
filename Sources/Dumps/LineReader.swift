import Platform

/// Lines of a file as bytes. Memory is bounded by the longest line that is allowed.
final class LineReader {
  /// One line, without its end (`\n` or `\r\n`).
  struct Line {
    /// Valid until the next line is asked for; only its start when `isTooLong`.
    var bytes: UnsafeRawBufferPointer
    /// From 1.
    var number: Int
    /// Where it stands among the bytes that formats see, its end included.
    var range: Range<Int>
    /// True when it is longer than the limit; the rest of it has been passed over.
    var isTooLong: Bool
    /// False for a last line without an end.
    var isEnded: Bool
  }

  private let file: DumpFile
  private let limit: Int
  private let window: ByteWindow
  private let excerpt = UnsafeMutableRawPointer.allocate(
    byteCount: LineReader.excerptLength, alignment: 16)
  /// How much of a line that is too long is kept.
  private static let excerptLength = 512
  /// Where the window begins in the file.
  private var offset = 0
  private var number = 0

  /// Reads `file`, whose lines may be `limit` bytes long, by default `options.limits.record`.
  init(_ file: DumpFile, limit: Int? = nil) {
    self.file = file
    self.limit = limit ?? file.options.limits.record
    window = ByteWindow(capacity: min(1 << 20, max(4096, 2 * file.head.bytes.count)))
  }

  deinit { excerpt.deallocate() }

  /// The next line; nil at the end.
  func next() throws -> Line? {
    var searched = 0
    while true {
      let start = window.buffer + window.low
      if let end = memchr(start + searched, 10, window.count - searched) {
        return line(length: UnsafeRawPointer(end) - UnsafeRawPointer(start), ended: true)
      }
      searched = window.count
      if searched > limit { return try passOver() }
      guard let chunk = try file.nextChunk() else {
        return searched > 0 ? line(length: searched, ended: false) : nil
      }
      window.append(chunk)
    }
  }

  private func line(length: Int, ended: Bool) -> Line {
    number += 1
    let whole = length + (ended ? 1 : 0)
    var shown = length
    let bytes = window.buffer + window.low
    if ended, shown > 0, bytes.load(fromByteOffset: shown - 1, as: UInt8.self) == 13 { shown -= 1 }
    let tooLong = shown > limit
    let line = Line(
      bytes: UnsafeRawBufferPointer(start: bytes, count: min(shown, limit)), number: number,
      range: offset..<offset + whole, isTooLong: tooLong, isEnded: ended)
    window.low += whole
    offset += whole
    return line
  }

  // Keeps the start of the line for the excerpt and drops bytes until its end.
  private func passOver() throws -> Line {
    number += 1
    let begin = offset
    let kept = min(window.count, Self.excerptLength)
    excerpt.copyMemory(from: window.buffer + window.low, byteCount: kept)
    offset += window.count
    window.removeAll()
    var ended = false
    while !ended, let chunk = try file.nextChunk(), let base = chunk.baseAddress {
      let end = memchr(base, 10, chunk.count)
      let dropped = end.map { UnsafeRawPointer($0) - base + 1 } ?? chunk.count
      offset += dropped
      ended = end != nil
      if dropped < chunk.count {
        window.append(UnsafeRawBufferPointer(rebasing: chunk[dropped...]))
      }
    }
    return Line(
      bytes: UnsafeRawBufferPointer(start: excerpt, count: kept), number: number,
      range: begin..<offset, isTooLong: true, isEnded: ended)
  }
}
