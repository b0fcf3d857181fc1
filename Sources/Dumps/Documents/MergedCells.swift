/// Cells of a sheet that are merged down a column, such as one outlet beside several articles: each row
/// has the value of the first.
enum MergedCells {
  /// Longer texts are those of articles, and stand once, in bytes.
  private static let longest = 200
  /// How many cells are filled, whatever a sheet declares.
  private static let cellsAtMost = 1_000_000

  /// Fills the empty cells below the first one of each range of one column in the sheet `part`.
  static func fill(_ rows: inout [XLSX.Row], of part: [UInt8]) {
    guard part.containsMarker("<mergecell ") else { return }
    var ranges: [(column: Int, rows: ClosedRange<Int>)] = []
    Markup.read(part, as: .xml, records: ["mergeCell"], nested: false) { merged in
      let ends = (merged[attribute: "ref"] ?? "").split(separator: ":").map(String.init)
      guard ends.count == 2, let column = XLSX.column(ends[0]), column == XLSX.column(ends[1]),
        let first = row(ends[0]), let last = row(ends[1]), first < last
      else { return }
      ranges.append((column, first...last))
    }
    var left = cellsAtMost
    for range in ranges {
      guard let top = index(of: range.rows.lowerBound, in: rows),
        let text = rows[top].cells.first(where: { $0.column == range.column })?.text,
        text.utf8.count <= longest
      else { continue }
      for at in rows.indices[(top + 1)...] {
        guard left > 0, range.rows.contains(rows[at].number) else { break }
        rows[at].fill(range.column, with: text)
        left -= 1
      }
    }
  }

  // «B12» is in row 12.
  private static func row(_ reference: String) -> Int? {
    Int(reference.drop { !$0.isASCIIDigit })
  }

  private static func index(of number: Int, in rows: [XLSX.Row]) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].number == number ? low : nil
  }
}
