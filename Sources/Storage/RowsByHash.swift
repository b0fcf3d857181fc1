import Synchronization

/// Rows by a hash of 64 bits, of which several rows may have the same: 12 bytes an entry.
///
/// A look-up here costs nothing beside one in an index that grows in random order while rows come in.
/// Any thread may ask.
final class RowsByHash: Sendable {
  /// The largest row that an entry has room for.
  static let mostRows = Int64(UInt32.max)

  private let table: Mutex<Table>

  init(capacity: Int) { table = Mutex(Table(capacity: capacity)) }

  /// Adds a row, which lies in 1 ... `mostRows`.
  func insert(_ hash: Int64, row: Int64) {
    table.withLock { $0.insert(hash, UInt32(row)) }
  }

  /// True when a row with that hash is there.
  func contains(_ hash: Int64) -> Bool { !rows(hash).isEmpty }

  /// The rows with that hash in their order: mostly one or none.
  func rows(_ hash: Int64) -> [Int64] { table.withLock { $0.found(hash) } }

  /// Open addressing; row 0 marks a free place.
  private struct Table {
    private var hashes: [Int64]
    private var rows: [UInt32]
    private var used = 0

    init(capacity: Int) {
      var size = 1024
      while size * 3 < capacity * 5 { size *= 2 }
      hashes = Array(repeating: 0, count: size)
      rows = Array(repeating: 0, count: size)
    }

    mutating func insert(_ hash: Int64, _ row: UInt32) {
      if used * 5 >= hashes.count * 3 { grow() }
      var slot = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
      while rows[slot] > 0 { slot = (slot + 1) & (hashes.count - 1) }
      hashes[slot] = hash
      rows[slot] = row
      used += 1
    }

    func found(_ hash: Int64) -> [Int64] {
      var found: [Int64] = []
      var slot = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
      while rows[slot] > 0 {
        if hashes[slot] == hash { found.append(Int64(rows[slot])) }
        slot = (slot + 1) & (hashes.count - 1)
      }
      return found.sorted()
    }

    private mutating func grow() {
      let old = zip(hashes, rows).filter { $0.1 > 0 }
      hashes = Array(repeating: 0, count: hashes.count * 2)
      rows = Array(repeating: 0, count: hashes.count)
      used = 0
      for (hash, row) in old { insert(hash, row) }
    }
  }
}
