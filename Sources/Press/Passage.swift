/// A stretch of an article's body: UTF-8 bytes, end excluded, counted from the start of the body.
///
/// Bytes are what the reading works on. The archive, the exports and `dossier extract` count Unicode
/// scalars instead; `ScalarIndex` turns one into the other, once per article.
public struct Passage: Hashable, Sendable, Comparable {
  /// The first byte.
  public var start: Int
  /// The byte after the last one; never before `start`.
  public var end: Int

  /// A passage from `start` up to, but not including, `end`.
  @inlinable
  public init(_ start: Int, _ end: Int) {
    assert(start <= end, "a passage ends where it starts or later")
    self.start = start
    self.end = end
  }

  /// How many bytes it covers.
  @inlinable public var length: Int { end - start }
  /// True when it covers no byte.
  @inlinable public var isEmpty: Bool { start == end }

  /// True when every byte of `other` is in this passage.
  @inlinable
  public func contains(_ other: Passage) -> Bool { start <= other.start && other.end <= end }

  /// True when the two share at least one byte.
  @inlinable
  public func overlaps(_ other: Passage) -> Bool { start < other.end && other.start < end }

  /// Orders by start, then the longer one first, so that an outer passage precedes what it
  /// contains.
  @inlinable
  public static func < (a: Passage, b: Passage) -> Bool {
    a.start != b.start ? a.start < b.start : a.end > b.end
  }
}

extension String {
  /// The text of a passage, which starts and ends between two scalars.
  package func text(of passage: Passage) -> String {
    var text = self
    return text.withUTF8 {
      String(
        decoding: UnsafeBufferPointer(rebasing: $0[passage.start..<passage.end]), as: UTF8.self)
    }
  }
}
