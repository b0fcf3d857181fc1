/// Rows in the binary form of COPY, on their way to the server in pieces of about 256 KiB.
///
/// - Source: https://www.postgresql.org/docs/15/sql-copy.html, «Binary Format».
final class CopyRows {
  private static let piece = 1 << 18

  private var bytes: [UInt8]
  private let columns: Int16
  private let send: (UnsafeBufferPointer<UInt8>) -> Bool
  /// False once the server has taken no more; it says why when the copy ends.
  private var isTaken = true
  /// Rows so far.
  private(set) var count = 0
  /// Texts in which a NUL, which PostgreSQL does not store, became U+FFFD.
  private(set) var mended = 0

  /// Rows of so many columns; `send` is false when bytes cannot be sent.
  init(columns: Int, _ send: @escaping (UnsafeBufferPointer<UInt8>) -> Bool) {
    self.columns = Int16(columns)
    self.send = send
    bytes = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + Array(repeating: 0, count: 8)
    bytes.reserveCapacity(2 * Self.piece)
  }

  /// Begins a row; its columns follow in order.
  func row() {
    if bytes.count >= Self.piece { flush() }
    append(columns)
    count += 1
  }

  /// A column without a value.
  func null() { append(Int32(-1)) }

  /// A whole number (`bigint`).
  func integer(_ value: Int64) {
    append(Int32(8))
    append(value)
  }

  /// A number (`double precision`).
  func real(_ value: Double) {
    append(Int32(8))
    append(value.bitPattern)
  }

  /// A text in UTF-8 (`text`, `json`).
  func text(_ text: UnsafeBufferPointer<UInt8>) {
    let nuls = text.count { $0 == 0 }
    append(Int32(text.count + 2 * nuls))
    if nuls == 0 {
      bytes.append(contentsOf: text)
      return
    }
    mended += 1
    for byte in text {
      if byte == 0 { bytes.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { bytes.append(byte) }
    }
  }

  /// Sends what is left.
  func finish() {
    append(Int16(-1))
    flush()
  }

  private func flush() {
    if isTaken { isTaken = bytes.withUnsafeBufferPointer(send) }
    bytes.removeAll(keepingCapacity: true)
  }

  private func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
