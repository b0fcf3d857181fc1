/// The words from `start` up to `end`; none when `end` comes first.
///
/// Swift's own range stops the program when its bounds are reversed. Rules narrow ranges from both
/// sides, and the texts of the press contain everything: a rule that has narrowed too far has found
/// nothing, and the article goes on.
@inline(__always)
func ..< (start: Int, end: Int) -> Range<Int> {
  Range(uncheckedBounds: (start, max(start, end)))
}
