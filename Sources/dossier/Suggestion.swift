import Storage

/// How a sentence about an unknown name ends: `; did you mean «author»?`, or a full stop when none of
/// `names` comes near.
func suggestion(for name: String, among names: [String]) -> String {
  let near = names.map { ($0, Spelling.distance(name.lowercased(), $0.lowercased())) }
    .min { $0.1 < $1.1 }
  guard let near, near.1 <= max(1, (name.count + 1) / 3) else { return "." }
  return "; did you mean «\(near.0)»?"
}
