extension Array {
  /// The last element whose range overlaps `range`; nil when none does.
  ///
  /// The ranges are in the order of the text and do not overlap each other. Looks at a number of them
  /// that grows with the logarithm of all.
  func last(overlapping range: Range<Int>, _ place: KeyPath<Element, Range<Int>>) -> Element? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle][keyPath: place].lowerBound < range.upperBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0, self[low - 1][keyPath: place].overlaps(range) else { return nil }
    return self[low - 1]
  }
}
