/// How a sentence about an unknown name ends: `; did you mean «author»?`, or a full stop when none of
/// `names` comes near.
func suggestion(for name: String, among names: [String]) -> String {
  let near = names.map { ($0, editDistance(Array(name.lowercased()), Array($0.lowercased()))) }
    .min { $0.1 < $1.1 }
  guard let near, near.1 <= max(1, (name.count + 1) / 3) else { return "." }
  return "; did you mean «\(near.0)»?"
}

/// How many letters must be put in, left out, changed or swapped to make one word the other.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var rows = [Array(0...b.count)]
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, rows[i - 1][j - 1] + 1)
      }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
