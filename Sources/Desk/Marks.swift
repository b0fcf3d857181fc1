/// Passages of a text as pieces that do not overlap: what nests and what crosses is cut at every
/// boundary, and each piece knows all that it lies in.
struct Marks {
  /// One passage, in Unicode scalars of the text from 0, end excluded.
  struct Passage: Hashable {
    var range: Range<Int>
    /// What it is; the caller's number.
    var id: Int
  }

  /// A stretch of the text between two boundaries.
  struct Piece: Equatable {
    var range: Range<Int>
    /// The passages in which it lies, the outermost first.
    var passages: [Int]
    /// The passages that begin with it.
    var beginning: [Int]
    /// The passages that end with it.
    var ending: [Int]
  }

  /// Cuts a text of `length` scalars; passages beyond it are cut to it, empty ones are left out.
  static func pieces(of length: Int, _ passages: [Passage]) -> [Piece] {
    let passages = passages.compactMap { passage -> Passage? in
      let range = passage.range.clamped(to: 0..<length)
      return range.isEmpty ? nil : Passage(range: range, id: passage.id)
    }
    var starts: [Int: [Passage]] = [:]
    var ends: [Int: [Int]] = [:]
    var boundaries: Set<Int> = [0, length]
    for passage in passages {
      starts[passage.range.lowerBound, default: []].append(passage)
      ends[passage.range.upperBound, default: []].append(passage.id)
      boundaries.insert(passage.range.lowerBound)
      boundaries.insert(passage.range.upperBound)
    }
    var open: [Passage] = []
    var pieces: [Piece] = []
    let places = boundaries.sorted()
    for (start, end) in zip(places, places.dropFirst()) {
      let over = Set(ends[start] ?? [])
      open.removeAll { over.contains($0.id) && $0.range.upperBound == start }
      let new = (starts[start] ?? []).sorted {
        ($1.range.upperBound, $0.id) < ($0.range.upperBound, $1.id)
      }
      open += new
      pieces.append(
        Piece(
          range: start..<end, passages: open.map(\.id), beginning: new.map(\.id),
          ending: ends[end] ?? []))
    }
    return pieces
  }
}
