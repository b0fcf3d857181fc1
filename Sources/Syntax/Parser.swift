import Languages

/// The words of a sentence, marks left out, with their tags: what is known before it is parsed.
package struct TaggedWords {
  private let items: UnsafeMutablePointer<Item>
  private let count: Int

  /// The words of a sentence, valid until another one is loaded.
  fileprivate init(_ sentence: Workspace) { (items, count) = (sentence.items, sentence.count) }

  /// True when some word, an index into `Tokens`, passes a test together with its tag.
  package func contains(where test: (_ token: Int, Tag) -> Bool) -> Bool {
    for i in 0..<count
    where test(Int(items[i].token), Tag(rawValue: items[i].tag) ?? .other) { return true }
    return false
  }
}

/// Parses sentences of one language: a greedy tagger and an arc-hybrid parser whose weights are data
/// of the language.
///
/// A value without a state: any number of threads may parse with the same one.
public struct Parser: Sendable {
  private let weights: Weights
  private let lexicon: Lexicon

  /// The weights of a language; nil when it has none.
  private static let known = PerLanguage { language in
    Language.weights.first { $0.folder == language.folder }.map {
      Weights(UnsafeBufferPointer(start: $0.text.utf8Start, count: $0.text.utf8CodeUnitCount))
    }
  }

  /// The parser of a language; nil when the language has no weights, so that there are no trees.
  package init?(of language: Language) {
    guard let weights = Self.known[language] else { return nil }
    self.init(weights: weights, lexicon: language.lexicon)
  }

  /// A parser with weights that are no part of the program.
  package init(weights: Weights, lexicon: Lexicon) {
    (self.weights, self.lexicon) = (weights, lexicon)
  }

  /// The tree of a sentence.
  ///
  /// - Parameters:
  ///   - sentence: a range of indices into `words`.
  ///   - words: the text, cut by the rules of this parser's language.
  /// - Returns: the tree; nil when the sentence contains no word.
  /// - Complexity: O(words of the sentence).
  public func tree(of sentence: Range<Int>, in words: Tokens) -> Tree? {
    tree(of: sentence, in: words, using: Workspace())
  }

  /// The same with reused memory; `isName` says whether a word belongs to a name, `isWorth`
  /// whether the sentence is parsed once its words have tags.
  package func tree(
    of sentence: Range<Int>, in words: Tokens, using workspace: Workspace,
    isName: (Int) -> Bool = { _ in false }, isWorth: (TaggedWords) -> Bool = { _ in true }
  ) -> Tree? {
    workspace.load(sentence.clamped(to: 0..<words.count), of: words, weights.vocabulary)
    guard workspace.count > 0 else { return nil }
    let first = words[Int(workspace.items[0].token)]
    if first.isCapital, !first.features.has([.adjective, .determiner, .preposition]),
      isName(Int(workspace.items[0].token))
    {
      workspace.items[0].fix(.properNoun)
    } else if workspace.count > 1, first.features.has(.noun),
      first.features.has(.thirdPerson), !first.features.has([.infinitive, .pastParticiple]),
      Self.mayOpen(words[Int(workspace.items[1].token)])
    {
      workspace.items[0].fix(.noun)
    }
    tag(workspace, words, isName: isName)
    findVerb(workspace, words)
    guard isWorth(TaggedWords(workspace)) else { return nil }
    parse(workspace)
    let items = workspace.items
    let nodes = (0..<workspace.count).map { i in
      let item = items[i]
      return Tree.Node(
        token: Int(item.token), head: item.head == workspace.root ? -1 : Int(item.head),
        tag: Tag(rawValue: item.tag) ?? .other, label: Label(rawValue: item.label) ?? .dep)
    }
    return Repairs.mended(Tree(of: sentence, nodes: nodes), in: words)
  }

  /// Tags each word from the first to the last; a capital that belongs to a name is no verb and no unknown
  /// word, and what the lexicon knows as a noun or an adjective only is no verb.
  private func tag(_ sentence: Workspace, _ words: Tokens, isName: (Int) -> Bool) {
    let (items, keys) = (sentence.items, sentence.keys)
    for i in 0..<sentence.count {
      var tag = items[i].tag
      if items[i].isSure == 0 {
        let count = TagFeatures.write(i, in: sentence, to: keys)
        tag = weights.tag(keys, count)
        let token = Int(items[i].token)
        if !(Tag(rawValue: tag)?.mayBeInName ?? false), words[token].isCapital, isName(token) {
          tag = Tag.properNoun.rawValue
        } else if Tag(rawValue: tag)?.isVerb ?? false, !words[token].features.has(.verb),
          words[token].features.has([.adjective, .noun])
        {
          tag = (words[token].features.has(.adjective) ? Tag.adjective : .noun).rawValue
        }
      }
      items[i].take(tag: tag, lexicon)
    }
  }

  /// Whether the complement of a noun may begin with a word: “Talks **between** Oslo and Lima failed.”
  private static func mayOpen(_ word: Token) -> Bool {
    word.features.has(.preposition) && !word.features.has(.determiner)
  }

  /// A sentence that ends with a full stop and has no finite verb gets one when one word only can be
  /// it: «L'accord divise les députés.», where «divise» is an adjective for all that the tagger knows.
  private func findVerb(_ sentence: Workspace, _ words: Tokens) {
    let items = sentence.items
    guard sentence.count > 2, items[sentence.count].gap == Gap.stop.rawValue else { return }
    var found = -1
    for i in 0..<sentence.count {
      guard let tag = Tag(rawValue: items[i].tag), !tag.isFinite else { return }
      let word = words[Int(items[i].token)]
      guard i > 0, i + 1 < sentence.count, word.features.has(.thirdPerson), !word.isCapital,
        tag == .noun || tag == .adjective || tag.isVerb, items[i].gap == Gap.none.rawValue,
        let before = Tag(rawValue: items[i - 1].tag), before.isNominal,
        let after = Tag(rawValue: items[i + 1].tag),
        after == .properNoun || after == .numeral || after == .coordinator
          || words[Int(items[i + 1].token)].features.has(.determiner)
      else { continue }
      if found >= 0 { return }
      found = i
    }
    if found >= 0 { items[found].take(tag: Tag.verbFinite.rawValue, lexicon) }
  }

  /// Gives each word its head and label.
  private func parse(_ sentence: Workspace) {
    let keys = sentence.keys
    var state = ParseState()
    while !state.isDone(sentence) {
      let move = choice(state, sentence)
      if move == .shift {
        state.shift(sentence)
        continue
      }
      let (head, dependant) = state.arc(move, sentence)
      var label = Label.root.rawValue
      if head != Int(sentence.root) {
        let count = LabelFeatures.write(
          head: head, dependant: dependant, in: sentence, to: keys)
        label = weights.label(keys, count)
      }
      sentence.attach(dependant, to: head, as: label)
      state.pop()
    }
  }

  /// The best of the moves that are allowed.
  @inline(__always)
  private func choice(_ state: ParseState, _ sentence: Workspace) -> Move {
    let canLeft = state.allows(.left, sentence)
    let canRight = state.allows(.right, sentence)
    let canShift = state.allows(.shift, sentence)
    if !canLeft, !canRight { return .shift }
    if !canShift, !(canLeft && canRight) { return canLeft ? .left : .right }
    let keys = sentence.keys
    let count = MoveFeatures.write(
      state.stacked(0, sentence), state.stacked(1, sentence), state.stacked(2, sentence),
      state.next, in: sentence, to: keys)
    let (left, right) = weights.preferences(keys, count)
    if canLeft, !canRight || left >= right { return left >= 0 || !canShift ? .left : .shift }
    return right >= 0 || !canShift ? .right : .shift
  }
}
