import Tables

/// Counts as horizontal bars of block characters.
struct BarChart {
  /// One bar.
  struct Row {
    var labels: [String]
    /// The figures beside it, as they are printed.
    var figures: [String]
    /// How long it is, from 0 on.
    var value: Double
  }

  /// The names of the labels and figures.
  var names: [String]
  var rows: [Row]

  /// No label takes more columns than this.
  private static let widestLabel = 32

  /// Writes the lines, at most `width` columns wide; names in bold if `colour`.
  func write(to output: Output, width: Int, colour: Bool) {
    let labels = rows.map { row in
      row.labels.map { DisplayWidth.cut(DisplayWidth.oneLine($0), to: Self.widestLabel) }
    }
    let cells = zip(labels, rows).map { $0 + $1.figures }
    let widths = names.indices.map { column in
      cells.reduce(DisplayWidth.of(names[column])) { max($0, DisplayWidth.of($1[column])) }
    }
    let labelled = rows.first?.labels.count ?? 0
    let room = max(10, width - widths.reduce(0) { $0 + $1 + 2 })
    let most = rows.map(\.value).max() ?? 0
    output.styled(line(names, widths, labelled), 1, colour: colour)
    output.text("\n")
    for (cells, row) in zip(cells, rows) {
      let bar = Self.bar(most > 0 ? row.value / most : 0, room)
      output.text(line(cells, widths, labelled) + (bar.isEmpty ? "" : "  " + bar) + "\n")
    }
  }

  private func line(_ cells: [String], _ widths: [Int], _ labelled: Int) -> String {
    zip(cells, widths).enumerated().map { column, cell in
      let padding = String(repeating: " ", count: cell.1 - DisplayWidth.of(cell.0))
      return column < labelled ? cell.0 + padding : padding + cell.0
    }.joined(separator: "  ")
  }

  /// A bar of `share` (0 ... 1) of `room` columns, to an eighth of a column; what is above 0 is seen.
  static func bar(_ share: Double, _ room: Int) -> String {
    let eighths = share <= 0 ? 0 : max(1, Int((share * Double(room) * 8).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
