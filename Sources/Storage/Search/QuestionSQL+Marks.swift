extension QuestionSQL {
  /// The filters of tags and of what was hidden: of the row itself, its article, its sources and its
  /// outlet.
  mutating func markFilters() {
    if !question.tags.isEmpty {
      let tags = question.tags.map { value(.text($0)) }.joined(separator: ", ")
      conditions.append(isMarked("kind = 'tag' AND value IN (\(tags))"))
    }
    if !question.showsHidden { conditions.append("NOT " + isMarked("kind = 'hide'")) }
  }

  private func isMarked(_ mark: String) -> String {
    var places = [("article", "a.id"), ("outlet", "ifnull(a.outlet_id, 0)")]
    switch listing {
    case .articles: break
    case .statements: places += [("statement", "s.id"), ("source", "ifnull(s.source_id, 0)")]
    case .relations:
      places += [("relation", "r.id"), ("source", "r.subject_id"), ("source", "r.object_id")]
    }
    let parts = places.map { target, row in
      "\(row) IN (SELECT row_id FROM marks WHERE target = '\(target)' AND \(mark))"
    }
    return "(" + parts.joined(separator: " OR ") + ")"
  }
}
