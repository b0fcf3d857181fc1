import Press

extension String {
  /// Filled with blanks up to a width.
  func filled(_ width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - count))
    return right ? blanks + self : self + blanks
  }
  /// On one line.
  var flat: String { String(map { $0.isNewline ? "⏎" : $0 }) }
}

private func columns(_ texts: [String], _ width: Int) -> String {
  texts.map { $0.filled(width, right: true) }.joined()
}

/// The figures of one set of statements.
struct StatementReport {
  var name: String
  var scorer: StatementScorer

  static let head =
    "statements".filled(14)
    + columns(
      [
        "gold", "found", "content", "P", "R", "e2e", "canon", "exact", "speaker", "cue", "direct",
        "mixed", "indir.", "sure P", "e2e", "n",
      ], 8)

  var row: String {
    let s = scorer.sums
    func recall(_ kind: Statement.Kind) -> String {
      let k = s.kinds[kind] ?? .init()
      return k.gold > 0 ? (Double(k.endToEnd) / Double(k.gold)).percent : "–"
    }
    func share(_ a: Int, _ b: Int) -> String { b > 0 ? (Double(a) / Double(b)).percent : "–" }
    return name.filled(14)
      + columns(
        [
          "\(s.gold)", "\(s.found)", s.content.f1.percent, s.content.precision.percent,
          s.content.recall.percent, s.whole.f1.percent, s.canonical.f1.percent,
          s.exactly.f1.percent, share(s.speakers.right, s.speakers.all),
          share(s.cues.right, s.cues.all), recall(.direct), recall(.mixed), recall(.indirect),
          share(s.sure.content, s.sure.all), share(s.sure.endToEnd, s.sure.all), "\(s.sure.all)",
        ], 8)
  }

  /// For the floors, in percent.
  var figures: [String: Double] {
    let s = scorer.sums
    return [
      "statements \(name) content": 100 * s.content.f1,
      "statements \(name) e2e": 100 * s.whole.f1,
      "statements \(name) canonical": 100 * s.canonical.f1,
    ]
  }

  var details: String {
    var lines: [String] = []
    for kind in Statement.Kind.allCases {
      let k = scorer.sums.kinds[kind] ?? .init()
      let recall = Ratios(k.recalled, of: 0, k.gold).recall
      let precision = Ratios(k.right, of: k.found, 0).precision
      let whole = Ratios(k.endToEnd, of: 0, k.gold).recall
      lines.append(
        "  \(kind.rawValue.filled(28))gold \("\(k.gold)".filled(6))found \("\(k.found)".filled(6))"
          + "R \(recall.percent)  P \(precision.percent)  e2e R \(whole.percent)")
    }
    for (rule, sums) in scorer.sums.rules.sorted(by: { $0.value.found > $1.value.found }) {
      let content = Ratios(sums.content, of: sums.found, 0).precision
      let whole = Ratios(sums.right, of: sums.found, 0).precision
      lines.append(
        "  \(rule.filled(40))n \("\(sums.found)".filled(6))P \(content.percent)  e2e P \(whole.percent)"
      )
    }
    return lines.joined(separator: "\n")
  }

  func printErrors(_ count: Int, about: String) {
    if count == 0 { return }
    let faults = scorer.faults.filter {
      about.isEmpty || $0.rule.contains(about) || $0.cue.contains(about)
        || $0.kind.rawValue == about || $0.statementKind.rawValue == about
    }
    for kind in [
      StatementScorer.Fault.Kind.miss, .span, .speaker, .spurious,
    ] {
      let some = faults.filter { $0.kind == kind }
      // Evenly over the set, so that one article does not fill the list.
      let step = max(1, some.count / count)
      for fault in stride(from: 0, to: some.count, by: step).prefix(count).map({ some[$0] }) {
        print(
          """
          \(kind.rawValue) \(fault.statementKind.rawValue) \(fault.document) cue «\(fault.cue.flat)» rule \(fault.rule)
            gold  [\(fault.goldSpeaker.flat)] \(fault.gold.flat)
            found [\(fault.foundSpeaker.flat)] \(fault.found.flat)
            … \(fault.context.flat)
          """)
      }
      if !some.isEmpty { print("\(kind.rawValue): \(some.count) in all") }
    }
  }
}

/// The figures of one set of relations.
struct RelationReport {
  var name: String
  var scorer: RelationScorer
  var isExhaustive: Bool

  static let head =
    "relations".filled(14)
    + columns(
      [
        "gold", "found", "U", "L", "P", "R", "LM", "LA", "events", "ties", ".8+ P", "n", ".5+ P",
        "n",
      ], 8)

  var row: String {
    let s = scorer.sums
    if !isExhaustive {
      return name.filled(14)
        + columns(
          [
            "\(s.gold)", "\(s.found)", "recall", "U", s.ratios(.unlabelled).recall.percent, "L",
            s.ratios(.labelled).recall.percent,
          ], 8)
    }
    let sure = s.sure
    return name.filled(14)
      + columns(
        [
          "\(s.gold)", "\(s.found)", s.ratios(.unlabelled).f1.percent,
          s.ratios(.labelled).f1.percent, s.ratios(.labelled).precision.percent,
          s.ratios(.labelled).recall.percent, s.ratios(.modality).f1.percent,
          s.ratios(.asserter).f1.percent, s.events.ratios.f1.percent, s.ties.ratios.f1.percent,
          sure.ratios.precision.percent, "\(sure.found)", s.likely.ratios.precision.percent,
          "\(s.likely.found)",
        ], 8)
  }

  var figures: [String: Double] {
    let s = scorer.sums
    if !isExhaustive { return ["relations \(name) L recall": 100 * s.ratios(.labelled).recall] }
    return [
      "relations \(name) L": 100 * s.ratios(.labelled).f1,
      "relations \(name) LA": 100 * s.ratios(.asserter).f1,
    ]
  }

  var details: String {
    var lines: [String] = []
    for (name, row) in scorer.sums.classes.sorted(by: { $0.value.gold > $1.value.gold }) {
      lines.append(
        "  \(name.filled(28))gold \("\(row.gold)".filled(6))found \("\(row.found)".filled(6))"
          + "P \(row.ratios.precision.percent)  R \(row.ratios.recall.percent)")
    }
    for (name, row) in scorer.sums.constructions.sorted(by: { $0.value.gold > $1.value.gold }) {
      lines.append(
        "  \(name.filled(28))gold \("\(row.gold)".filled(6))R \(row.ratios.recall.percent)")
    }
    for (name, row) in scorer.sums.rules.sorted(by: { $0.value.found > $1.value.found }) {
      lines.append(
        "  \(name.filled(40))n \("\(row.found)".filled(6))P \(row.ratios.precision.percent)")
    }
    return lines.joined(separator: "\n")
  }

  func printErrors(_ count: Int, about: String) {
    if count == 0 { return }
    for isMiss in [true, false] where isMiss || isExhaustive {
      let some = scorer.faults.filter {
        $0.isMiss == isMiss
          && (about.isEmpty || $0.text.contains(about) || $0.rule.contains(about))
      }
      let step = max(1, some.count / count)
      for fault in stride(from: 0, to: some.count, by: step).prefix(count).map({ some[$0] }) {
        print(
          """
          \(isMiss ? "MISS" : "SPURIOUS") \(fault.document) \(fault.text) \(fault.rule)
            … \(fault.context.flat)
          """)
      }
      print("\(isMiss ? "MISS" : "SPURIOUS"): \(some.count) in all")
    }
  }
}
