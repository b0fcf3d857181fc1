import Languages

/// The labels of turns, and what only looks like one.
extension Interview {
  /// A label and where what follows it starts: one to six words that begin with capitals, or one
  /// letter and a point, before a colon or a dash; «Q.» and «A.» alone.
  func label(_ start: Int, _ end: Int) -> (Range<Int>, Int)? {
    guard start + 2 < end, words[start].isWord, words[start].isCapital else { return nil }
    // «A. In spring»: cut as an initial.
    if words[start].shape.contains(.abbreviation), vocabulary.labels.contains(words.forms[start]) {
      return (start..<start + 1, start + 1)
    }
    for k in start + 1..<min(start + 8, end - 1) {
      switch words[k].mark {
      case .colon: return (start..<k, k + 1)
      case .dash where words[k].shape.contains(.afterSpace) || words[k - 1].mark == .period:
        let isName = words[k - 1].mark == .period && letters(k - 2) > 1
        return (start..<(isName ? k - 1 : k), k + 1)
      case .period where k == start + 1 && letters(start) == 1:
        if vocabulary.labels.contains(words.forms[start]), words[k + 1].isWord,
          words[k + 1].shape.contains(.afterSpace), letters(k + 1) > 1
        {
          return (start..<k, k + 1)
        }
      case .none:
        if !words[k].isCapital, letters(k) > 3 { return nil }
      case .period, .openBracket, .closeBracket: break
      default: return nil
      }
    }
    return nil
  }

  /// Takes away the labels of headings, «VIDÉO – », «Bilan : »: those of who answers name a person, are
  /// initials, come back, answer a label that asks, or end as those of an interview do, «Anna HOLM.-».
  func dropRubrics(_ turns: inout [Turn]) {
    var uses: [String: Int] = [:]
    for turn in turns { if let label = turn.label { uses[key(label), default: 0] += 1 } }
    for n in turns.indices where !asks(turns[n]) {
      guard let label = turns[n].label, words[label.upperBound].mark != .period, !isNobody(label),
        !isPerson(label), !label.allSatisfy({ letters($0) <= 2 }),
        words[label.upperBound].mark == .dash || uses[key(label)] ?? 0 < 2,
        n < 2 || turns[n - 1].label == nil || !asks(turns[n - 1])
      else { continue }
      turns[n].label = nil
      turns[n].start = label.lowerBound
    }
  }

  func isPerson(_ label: Range<Int>) -> Bool {
    label.contains { i in
      names.mention(at: i).map { names.sources[names.mentions[$0].source].kind == .person } ?? false
    }
  }

  /// Takes out a paragraph that stands twice in a row, which is the caption of a picture or a film.
  func dropCaptions(_ turns: inout [Turn]) {
    func printed(_ turn: Turn) -> String { key(turn.paragraph) }
    var captions: Set<Int> = []
    for n in turns.indices.dropFirst()
    where turns[n].paragraph.count == turns[n - 1].paragraph.count
      && printed(turns[n]) == printed(turns[n - 1])
    {
      captions.formUnion([n - 1, n])
    }
    turns = turns.indices.filter { !captions.contains($0) }.map { turns[$0] }
  }

  /// «TRIBUNE – », «Le Quotidien/CHRONIQUE»: among the first words of a paragraph, in capitals.
  func headsEssay(_ paragraph: Range<Int>) -> Bool {
    paragraph.prefix(4).contains {
      words[$0].shape.contains(.allCapitals) && vocabulary.writing.contains(words.forms[$0])
    }
  }

  func letters(_ i: Int) -> Int { Int(words[i].end - words[i].start) }
}
