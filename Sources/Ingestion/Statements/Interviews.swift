import Languages

/// Questions and answers of an interview, determined by labels, dashes and question marks.
///
/// A text is an interview when at least two questions are each followed by an answer, and the answers
/// are marked as such: by a label («Anna Holm : …», «A. H. – …»), by a dash, by questions in bold, by
/// who is addressed in the questions and who speaks in the answers, or by what announces it.
struct Interview {
  /// What is said in one answer, over all its paragraphs, without its label.
  struct Answer {
    var content: Range<Int>
    /// The label, else the name of the one who is interviewed where it was printed last.
    var speaker: Range<Int>?
    /// Whom initials or a letter stand for, an index into `names.sources`.
    var source: Int?
    var anchor: Int
  }

  private(set) var answers: [Answer] = []
  /// The paragraphs of the questions; nothing in them is a statement.
  private(set) var questions: [Range<Int>] = []

  /// The words that tell questions from answers, by form number.
  struct Vocabulary: Sendable {
    let addressing: Set<Int32>
    let speaking: Set<Int32>
    /// «on»: who answers and who asks may both say so.
    let speakingForAll: Set<Int32>
    let crediting: Set<Int32>
    /// «Q», «R», «Question»: labels that name nobody.
    let labels: Set<Int32>
    /// «entretien», «rencontre»: what is said of an interview before it begins.
    let announcing: Set<Int32>
    /// «oui», «non»: how an answer begins.
    let replying: Set<Int32>
    /// «TRIBUNE», «COLUMN»: the heading of a text in which one writes and asks nobody.
    let writing: Set<Int32>
    /// «avec X», «par X» beside what announces an interview: who answers, and who wrote it down.
    let with: Set<Int32>
    let by: Set<Int32>

    private static let all = PerLanguage { Vocabulary($0) }

    static func of(_ language: Language) -> Vocabulary { all[language] }

    private init(_ language: Language) {
      let rows = language.rows(of: "interview-words")
      func forms(_ kind: String) -> Set<Int32> {
        Set(rows.filter { $0[1] == kind }.map { language.lexicon.form($0[0]) }.filter { $0 >= 0 })
      }
      (addressing, speaking, crediting) = (forms("you"), forms("self"), forms("credit"))
      speakingForAll = forms("one")
      (labels, announcing, replying) = (forms("label"), forms("announce"), forms("reply"))
      (writing, with, by) = (forms("essay"), forms("with"), forms("by"))
    }
  }

  struct Turn {
    enum Role { case question, answer, other }
    var paragraph: Range<Int>
    /// The words before the colon, or none.
    var label: Range<Int>?
    /// The first word after the label or the dash.
    var start: Int
    var hasDash = false
    /// Set off by asterisks, which are what is left of bold print.
    var isBold = false
    var role = Role.other
  }

  /// True for what is no statement of its own: the inside of an answer, and in a question what the
  /// one who is asked is reminded of or what nobody is named for.
  func holds(_ content: Range<Int>, by speaker: Range<Int>?) -> Bool {
    if answers.last(overlapping: content, \.content) != nil { return true }
    guard questions.last(overlapping: content, \.self) != nil else { return false }
    return speaker.map { $0.count == 1 && (addresses($0) || speaks($0)) } ?? true
  }

  let words: Tokens
  let sentences: Sentences
  let names: Names
  let vocabulary: Vocabulary

  /// Reads the turns of a text; nil when it is no interview.
  init?(in words: Tokens, sentences: Sentences, names: Names) {
    self.words = words
    self.sentences = sentences
    self.names = names
    vocabulary = Vocabulary.of(words.language)
    var asked = 0
    for paragraph in sentences.paragraphs where paragraph.contains(where: isQuestionMark) {
      asked += 1
    }
    guard asked >= 2 else { return nil }
    guard !sentences.paragraphs.prefix(4).contains(where: headsEssay) else { return nil }
    var turns = sentences.paragraphs.map(turn)
    dropRubrics(&turns)
    dropCaptions(&turns)
    if !isBoldAsking(turns) { for n in turns.indices { turns[n].isBold = false } }
    let interviewers = tellQuestions(&turns)
    let first = turns.first { $0.role == .question }?.paragraph.upperBound ?? 0
    let labelled = turns.first {
      $0.role == .answer && $0.paragraph.lowerBound >= first && $0.label.map(isPerson) == true
    }
    let guest = labelled?.label ?? guest(until: first, interviewers, turns)
    guard isInterview(turns, hasGuest: guest != nil) else { return nil }
    findRemarks(in: &turns)
    collect(turns, guest)
    if answers.count < 2 { return nil }
  }

  private func isQuestionMark(_ i: Int) -> Bool { words[i].mark == .question }

  // MARK: Turns

  func turn(_ paragraph: Range<Int>) -> Turn {
    var start = paragraph.lowerBound
    let end = paragraph.upperBound
    var turn = Turn(paragraph: paragraph, start: start)
    while start + 1 < end, words[start].mark == .symbol {
      turn.isBold = turn.isBold || words.key(start) == "*"
      start += 1
    }
    // «1. Faut-il …»
    if start + 2 < end, words[start].mark == .number, words[start + 1].mark == .period {
      start += 2
    }
    if words[start].mark == .dash, end - start > 2 {
      turn.hasDash = true
      start += 1
    }
    turn.start = start
    if let (label, behind) = label(start, end) {
      turn.label = label
      turn.start = behind
    }
    return turn
  }

  /// True when the paragraphs in bold are questions: two at least come before one that is not in
  /// bold, and one in two of these asks.
  private func isBoldAsking(_ turns: [Turn]) -> Bool {
    let bold = zip(turns, turns.dropFirst()).filter { $0.isBold && !$1.isBold }.map(\.0)
    return bold.count >= 2 && bold.filter(asks).count * 2 >= bold.count
  }

  /// True when a paragraph asks: it ends with a question, or addresses somebody and holds one.
  func asks(_ turn: Turn) -> Bool {
    let content = turn.start..<turn.paragraph.upperBound
    guard content.count > 1, content.count < (turn.label != nil || turn.hasDash ? 300 : 110),
      let question = content.last(where: isQuestionMark)
    else { return false }
    let endsAsking = !(question + 1..<content.upperBound).contains { words[$0].isWord }
    if content.contains(where: { vocabulary.speaking.contains(words.forms[$0]) }) {
      return endsAsking && addresses(content) && content.count < 60
    }
    return endsAsking || addresses(content)
  }

  private func addresses(_ range: Range<Int>) -> Bool {
    range.contains { vocabulary.addressing.contains(words.forms[$0]) }
  }

  private func speaks(_ range: Range<Int>) -> Bool { range.contains(where: speaks) }

  private func speaks(_ i: Int) -> Bool {
    vocabulary.speaking.contains(words.forms[i])
      || vocabulary.speakingForAll.contains(words.forms[i])
  }

  /// Determines which turns are questions and which answer them.
  ///
  /// - Returns: the labels of those who ask.
  private func tellQuestions(_ turns: inout [Turn]) -> Set<String> {
    let isBold = turns.contains { $0.isBold }
    for n in turns.indices where isBold ? turns[n].isBold : asks(turns[n]) {
      turns[n].role = .question
    }
    // Who mostly asks is the interviewer, whatever a single turn ends with.
    var asked: [String: (all: Int, questions: Int)] = [:]
    for turn in turns {
      guard let label = turn.label.map(key) else { continue }
      asked[label, default: (0, 0)].all += 1
      if turn.role == .question { asked[label]?.questions += 1 }
    }
    let interviewers = Set(
      asked.filter { $0.value.questions * 2 >= $0.value.all && $0.value.questions > 0 }.keys)
    let answering = Set(asked.filter { $0.value.questions * 3 < $0.value.all }.keys)
    for n in turns.indices {
      guard let label = turns[n].label.map(key) else { continue }
      if interviewers.contains(label) {
        turns[n].role = .question
      } else if answering.contains(label) {
        turns[n].role = .answer
      }
    }
    var isOpen = false
    for n in turns.indices {
      switch turns[n].role {
      case .question: isOpen = true
      case .answer: isOpen = true
      case .other:
        if isOpen, turns[n].label == nil { turns[n].role = .answer }
      }
    }
    return interviewers
  }

  /// Questions that ask nothing: «Votre sœur dit que vous exagérez.»
  private func findRemarks(in turns: inout [Turn]) {
    guard var previous = turns.firstIndex(where: { $0.role == .question }) else { return }
    let isLabelled = turns.contains { $0.isBold || $0.role == .answer && $0.label != nil }
    for n in turns.indices where n > previous + 1 && n + 1 < turns.count && !isLabelled {
      let content = turns[n].start..<turns[n].paragraph.upperBound
      guard turns[n].role == .answer, content.count < 34, n - previous > 1, addresses(content),
        !speaks(content)
      else {
        if turns[n].role == .question { previous = n }
        continue
      }
      turns[n].role = .question
      previous = n
    }
  }

  /// True for a paragraph in which the article takes the word again: it names the one interviewed or
  /// quotes somebody after the last question, and says nothing in the first person outside of quotation
  /// marks.
  private func isNarrated(_ paragraph: Range<Int>, _ guest: Range<Int>?, isLast: Bool) -> Bool {
    var isOpen = false
    var quotes = false
    var outside = 0
    for i in paragraph {
      switch words[i].mark {
      case .openQuote: (isOpen, quotes) = (true, true)
      case .closeQuote: isOpen = false
      case .straightQuote:
        isOpen.toggle()
        quotes = true
      case .none where !isOpen:
        if speaks(i) { return false }
        outside += 1
      default: break
      }
    }
    let isNamed = guest.map { guest in
      paragraph.contains {
        words.forms[$0] == words.forms[guest.upperBound - 1] && words[$0].isCapital
      }
    }
    return quotes && outside > 8 && isLast || isNamed == true
  }

  func key(_ label: Range<Int>) -> String {
    label.map { words.key($0) }.joined(separator: " ")
  }

  /// True for questions with answers that are marked as such, or where somebody is named whom they may
  /// be put to and the words speak for a talk.
  private func isInterview(_ turns: [Turn], hasGuest: Bool) -> Bool {
    var pairs = 0
    var marked = 0
    var addressed = 0
    var spoken = 0
    var replied = 0
    var isExchange = false
    let isLabelled = hasGuest || turns.contains { $0.role == .answer && $0.label != nil }
    for (question, answer) in zip(turns, turns.dropFirst())
    where question.role == .question && answer.role == .answer {
      pairs += 1
      if answer.label != nil || question.label != nil && isLabelled
        || question.hasDash && answer.hasDash || question.isBold
      {
        marked += 1
      }
      if answer.label != nil, question.label != nil { isExchange = true }
      if vocabulary.replying.contains(words.forms[answer.start]) { replied += 1 }
      if addresses(question.start..<question.paragraph.upperBound) { addressed += 1 }
      if speaks(answer.start..<answer.paragraph.upperBound) { spoken += 1 }
    }
    guard pairs >= 2 else { return false }
    if marked * 2 >= pairs || isExchange { return true }
    return hasGuest
      && (replied * 2 >= pairs || isAnnounced(turns)
        || addressed * 3 >= pairs && spoken * 2 >= pairs
        || addressed * 2 >= pairs && (spoken + replied) * 2 >= pairs)
  }

  /// True when the two paragraphs before the first question, or the first one of all, announce an
  /// interview: «Entretien avec …», «X répond à nos questions».
  func isAnnounced(_ turns: [Turn]) -> Bool {
    guard let first = turns.firstIndex(where: { $0.role == .question }), first > 0 else {
      return false
    }
    return Set([0, first - 1, max(0, first - 2)]).contains { n in
      turns[n].paragraph.contains { vocabulary.announcing.contains(words.forms[$0]) }
    }
  }

  // MARK: Answers

  private mutating func collect(_ turns: [Turn], _ guest: Range<Int>?) {
    let first = turns.first { $0.role == .question }?.paragraph ?? 0..<0
    let last = turns.last { $0.role == .question }?.paragraph ?? 0..<0
    func isNarrated(_ turn: Turn) -> Bool {
      self.isNarrated(turn.paragraph, guest, isLast: turn.start >= last.upperBound)
    }
    var open: Answer?
    var lastLabel: Range<Int>?
    var previous = Turn.Role.other
    func isOver(_ turn: Turn) -> Bool {
      // «Propos recueillis par …», a line of its own without a stop: a heading.
      let start = turn.paragraph.lowerBound
      return turn.paragraph.count < 14
        && (vocabulary.crediting.contains(words.forms[start])
          || words[start].mark == .openBracket
          || previous == .answer && !endsSentence(turn.paragraph) && turn.label == nil
            && turn.paragraph.count < 10)
    }
    for turn in turns {
      switch turn.role {
      case .question:
        if let answer = open { answers.append(answer) }
        open = nil
        questions.append(turn.paragraph)
      case .answer:
        if turn.paragraph.lowerBound < first.upperBound { continue }
        if turn.label != nil || turn.hasDash && previous == .question || open == nil {
          if turn.label == nil, !turn.hasDash, isOver(turn) || isNarrated(turn) {
            continue
          }
          if let answer = open { answers.append(answer) }
          let label = turn.label.flatMap { isNobody($0) ? nil : $0 }
          if label != nil { lastLabel = label }
          open = Answer(
            content: turn.start..<turn.paragraph.upperBound, speaker: label ?? lastLabel ?? guest,
            anchor: turn.start)
          if let label, let guest, isInitials(label, of: guest),
            let m = names.mention(at: guest.lowerBound)
          {
            open?.source = names.mentions[m].source
          }
        } else if let answer = open {
          if isOver(turn) || turn.label == nil && isNarrated(turn) {
            answers.append(answer)
            open = nil
          } else {
            open?.content = answer.content.lowerBound..<turn.paragraph.upperBound
          }
        }
      case .other:
        if let answer = open { answers.append(answer) }
        open = nil
      }
      previous = turn.role
    }
    if let answer = open { answers.append(answer) }
    answers.removeAll { answer in !answer.content.contains { words[$0].isWord } }
  }

  /// «Q.», «R :», «Réponse :»
  func isNobody(_ label: Range<Int>) -> Bool {
    label.count == 1
      && (letters(label.lowerBound) == 1
        || vocabulary.labels.contains(words.forms[label.lowerBound]))
  }

  /// «A. L.» of Anna Lindqvist.
  private func isInitials(_ label: Range<Int>, of name: Range<Int>) -> Bool {
    let given = label.filter { words[$0].isWord }.flatMap { words.key($0).filter { $0 != "." } }
    let whole = name.filter { words[$0].isWord }.compactMap { words.key($0).first }
    return given.count >= 2 && given == whole
  }

  private func endsSentence(_ paragraph: Range<Int>) -> Bool {
    paragraph.suffix(2).contains {
      switch words[$0].mark {
      case .period, .question, .exclamation, .ellipsis: true
      default: false
      }
    }
  }
}
