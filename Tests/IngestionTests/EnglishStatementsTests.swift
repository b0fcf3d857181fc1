import Press
import Testing

@testable import Ingestion
@testable import Languages

/// One sentence of ours: ‹ › around what is said, [ ] around who says it.
struct EnglishExample: CustomTestStringConvertible, Sendable {
  var marked: String
  var cue: String
  var testDescription: String { marked }

  init(_ marked: String, _ cue: String) {
    self.marked = marked
    self.cue = cue
  }

  var text: String { String(marked.filter { !"‹›[]".contains($0) }) }

  /// The contents and speakers that are marked, in order.
  func parts(_ open: Character, _ close: Character) -> [String] {
    marked.split(separator: open, omittingEmptySubsequences: false).dropFirst().map {
      String($0.prefix { $0 != close }.filter { !"‹›[]".contains($0) })
    }
  }
}

@Suite struct `Statements in English` {
  private func statements(in text: String) -> (list: [Statement], words: Tokens) {
    var words = Tokens(of: text, in: .english)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    return (EnglishStatements.list(in: words, sentences: sentences, names: names), words)
  }

  private func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, ".,?”\"“ ".contains(last) { text.removeLast() }
    while let first = text.first, "“\" ".contains(first) { text.removeFirst() }
    return String(text)
  }

  @Test(arguments: [
    EnglishExample("“‹The bridge will open in May›,” said [Ruth Calloway].", "said"),
    EnglishExample("“‹The bridge will open in May›,” [Ruth Calloway] said on Monday.", "said"),
    EnglishExample("“‹How long must we wait›?” [she] asked.", "asked"),
    EnglishExample("[Ruth Calloway] said: “‹The bridge will open in May.›”", "said"),
    EnglishExample("[The mayor] told reporters, “‹We have run out of sand.›”", "told"),
    EnglishExample("[The mayor], Ruth Calloway, said that ‹the bridge would open in May›.", "said"),
    EnglishExample("[She] said ‹the bridge would open in May›.", "said"),
    EnglishExample("[The ministry] said on Tuesday ‹it would repair the bridge›.", "said"),
    EnglishExample("[The ministry] told local residents that ‹the bridge was safe›.", "told"),
    EnglishExample("‹The bridge is safe›, [the ministry] said.", "said"),
    EnglishExample("‹The bridge is safe›, according to [a report by the ministry].", "According"),
    EnglishExample("According to [the ministry], ‹the bridge is safe›.", "According"),
    EnglishExample("[The company] promised to ‹repay every customer›.", "promised"),
    EnglishExample(
      "[A paper by the Tidewell Institute], a charity, estimated last month that ‹fares would rise›.",
      "estimated"),
    EnglishExample("[The union] urged the government to ‹raise wages›.", "urged"),
    EnglishExample("[Mr Osei] accused the council of ‹hiding the bill›.", "accused"),
    EnglishExample("[The driver] denied ‹having seen the signal›.", "denied"),
    EnglishExample("[A poll] found that ‹most voters wanted a new bridge›.", "found"),
    EnglishExample("[The report] suggests ‹the old bridge could have been saved›.", "suggests"),
    EnglishExample("[She] believes ‹the old bridge could have been saved›.", "believes"),
    EnglishExample("[Neighbours] asked ‹whether the noise would ever stop›.", "asked"),
    EnglishExample("“‹We were lucky.›” — [Dora Whitcombe]", ""),
    // «that» left out before a long or quoted subject
    EnglishExample("[The campaign] says ‹the advert will air on Friday›.", "says"),
    EnglishExample("[The airline] said ‹its “ageing fleet was no danger” to anybody›.", "said"),
    EnglishExample("[Mr Osei] (Lab) said ‹Tuesday's vote had been lost by one hand›.", "said"),
    EnglishExample("[She] said Friday that ‹the film should be shown›.", "said"),
    EnglishExample("“‹We were soaked›,” [one angler] wrote.", "wrote"),
    EnglishExample("“‹We were soaked›,” [another friend, Dora Whitcombe] told the Ledger.", "told"),
    EnglishExample("“‹We were soaked›,” [the anglers] state in a letter.", "state"),
    EnglishExample("“‹Were we soaked›?” [Dora Whitcombe] said as she left.", "said"),
    EnglishExample("[She]'s said ‹the film should be shown›.", "said"),
    EnglishExample("[The lawyer] wrote in a file of the court that ‹the film was false›.", "wrote"),
    EnglishExample("[The coach] pronounced ‹himself “gutted for the crew”›.", "pronounced"),
    EnglishExample("[The coach]'s claim on Monday that ‹the pier was safe›.", "claim"),
    EnglishExample("“‹She knew before I did›,” said [her handler, Philippa Crane].", "said"),
    EnglishExample("‹It could›, insists [local MP Fergus Bain].", "insists"),
    EnglishExample(
      "‹The bear was “more curious than hungry›”, believes [guide Toni Garrick].", "believes"),
    EnglishExample("‹The letter was “incomplete›”, [the report] states.", "states"),
    EnglishExample(
      "‹The bees were “confused›”, notes [a report by the forest institute].", "notes"),
    EnglishExample(
      "‹The dam is full›, [the ministry] said in a letter issued at midnight.", "said"),
    EnglishExample("‹Many had left›, according to [court-appointed experts].", "according"),
    // incises behind a whole sentence
    EnglishExample("‹The gate costs twice the repair›, said [Colin Fry, the warden].", "said"),
    EnglishExample("‹The tickets were forged›, [a person briefed on the case] said.", "said"),
    EnglishExample(
      "‹The tickets were forged›, [a study by the museum published on Monday] has found.", "found"),
    EnglishExample("‹The choir would sing in June›, [he] told local radio.", "told"),
    EnglishExample("‹The choir would sing in June›, [she] promised.", "promised"),
    EnglishExample("‹Nobody had paid the ferryman›, say [prosecutors].", "say"),
    EnglishExample(
      "‹After a decade of storms, the warden said, the pier has had its day›.", "said"),
    EnglishExample("‹The toll would rise in June›, [the trade forum] fears.", "fears"),
    EnglishExample("‹The accounts were false›, claims [a lawsuit filed by tenants].", "claims"),
    EnglishExample("‹The wall will fall›, noted [the officers' report].", "noted"),
    EnglishExample(
      "‹The wall will fall this year›, [the ministry] said on Friday, sending divers.", "said"),
    EnglishExample("[She] said ‹nothing had been signed›.", "said"),
    EnglishExample(
      "‹The crew that had replied was “tired of waiting›,” [the captain] said.", "said"),
    EnglishExample("‹The moguls, [officials] said, have become sceptical of the plan›.", "said"),
    EnglishExample("In 2008, [he] said, ‹the fund was poor›.", "said"),
    EnglishExample("On “Morning Tide,” [Mr Osei] said ‹the vote was lost›.", "said"),
    EnglishExample("[She] told members on Friday that ‹the roof was safe›.", "told"),
    EnglishExample("[The mayor] on Tuesday said ‹the roof was safe›.", "said"),
    EnglishExample("[Algeria], meanwhile, agreed to ‹ship more gas›.", "agreed"),
    EnglishExample(
      "[The council] imposed fines on the anglers, saying ‹they had lied›.", "saying"),
    EnglishExample("A clerk who asked not to be named said ‹the roof was safe›.", "said"),
    EnglishExample("[Norway] on Tuesday accused Sweden of ‹“stealing” the herring›.", "accused"),
    EnglishExample("[Norway and Sweden] agreed on Tuesday to ‹suspend the hunt›.", "agreed"),
    EnglishExample(
      "‹As long as the herring is theirs, Dora Whitcombe said, “there will be no peace”›.", "said"),
    EnglishExample(
      "[A poll released Sunday by the Ledger] found that ‹voters were bored›.", "found"),
    EnglishExample("[A study conducted] in late August found that ‹voters were bored›.", "found"),
    // where what is said ends
    EnglishExample("[The minister] said ‹prices would fall› and praised the millers.", "said"),
    EnglishExample(
      "[Anglers] said ‹the lake was empty› and Mr Osei accused them of ‹greed›.", "said"),
    EnglishExample("[He] said ‹the tug was seaworthy›, a claim that nobody checked.", "said"),
    EnglishExample("[He] said ‹the tug was run by Mr Osei›, who owns the quay.", "said"),
    EnglishExample("[He] said ‹Mr Osei, who owns the quay, was ill›.", "said"),
    EnglishExample(
      "[Brook] admitted that ‹the gun went off›, blaming ‹“a stiff spring” for it›.", "admitted"),
    EnglishExample(
      "[The union] warned ‹a merger of Calder and Northgate would cost jobs›.", "warned"),
    EnglishExample("[Beck] reminded Thor ‹he would have to swim›.", "reminded"),
    EnglishExample("‹All four were hungry, [she] added, and would be home by noon›.", "added"),
    EnglishExample("[Anglers] spoke on Tuesday of ‹a “black soup” by the pier›.", "spoke"),
    EnglishExample("‹What [they] call the “fraudulent” scheme› ended in May.", "call"),
    EnglishExample("[She] called him ‹a “moderate›,” a dig at his past.", "called"),
    EnglishExample("While [she] said ‹she would listen›, the vote went on.", "said"),
    EnglishExample(
      "[The mayor] praised ‹the “quiet” crew of the tug› in an interview on Monday.", "praised"),
    EnglishExample("[The mayor] praised ‹the “quiet” crew of the tug› during a debate.", "praised"),
    // who is accused may be far from what of
    EnglishExample(
      "[Harrowby] accused its neighbour on Monday of ‹moving the fence›.", "accused"),
    EnglishExample("[He] accused the firm that built the pier of ‹“selling fog”›.", "accused"),
    EnglishExample("[The warden] called on visitors to ‹“leave the gulls alone”›.", "called"),
    // plural subjects without an s, gerunds, quantities, adjectives with «and»
    EnglishExample("[Data] show that ‹the ferry loses passengers›.", "show"),
    EnglishExample("[The same polling] suggests that ‹the toll is hated›.", "suggests"),
    EnglishExample("[Harrowby] said ‹much of the talk was about sand›.", "said"),
    EnglishExample("[Wardens] said ‹more than 200 people crossed the pier›.", "said"),
    EnglishExample("[The study] suggests ‹rural and Welsh readers might pay›.", "suggests"),
    // several names before the cue, titles of shows, days with adverbs
    EnglishExample(
      "“‹The tide would take it all away›,” [harbour experts Ida Hale and Ann Poole] wrote.",
      "wrote"),
    EnglishExample("“‹We lost it all›,” said [one owner] that night.", "said"),
    EnglishExample(
      "“‹Neither of them sleeps›,” [Nils Berg, 41, of Leith, Ore., who lives there], said.", "said"),
    EnglishExample("[Ida Hale, star of the show “The Pier,”] said that ‹films are dull›.", "said"),
    EnglishExample("[Mr. Poole] said on the show “Morning Tide” that ‹he was tired›.", "said"),
    EnglishExample(
      "[Poole] later Thursday told the Ledger: “‹Both are meeting next week.›”", "told"),
    EnglishExample("[She] added, that ‹the pier was safe›.", "added"),
    // the cue stands in a relative clause
    EnglishExample("The crew left with ‹what [many wardens] said was a good sign›.", "said"),
    EnglishExample("The film, ‹which [he] says is his last›, opens soon.", "says"),
    EnglishExample("It came after ‹what [she] called a “rant›”.", "called"),
    // what was not said
    EnglishExample("[The ministry] would not say ‹whether the bridge was safe›.", "say"),
    EnglishExample("He never mentioned the bridge.", "mentioned"),
    // beliefs
    EnglishExample("[The coach] was confident that ‹his side would win›.", "confident"),
    EnglishExample("[Aides] remain worried that ‹the pier will fall›.", "worried"),
    // where single marks are the outer ones
    EnglishExample(
      "‘‹The ice is thin›,’ said [Ann Poole]. [She] added: ‘‹Nobody skates in May.›’", "said"),
    // who says what the article says they said
    EnglishExample("“‹The ice is thin here›,” [Ann Poole] said, according to the Ledger.", "said"),
    EnglishExample("[A man in the crowd] asked Poole, “‹Will you ever run again?›”", "asked"),
    EnglishExample("[Sen. Ann Poole] (R-Ky) on Tuesday announced ‹she would run›.", "announced"),
    EnglishExample("[The mayor] said today ‹the pier was closed›.", "said"),
    EnglishExample(
      "[Ann Poole, the rail select committee chairman], who said ‹trains were late›, left.", "said"),
    EnglishExample("[The prime minister] told a meeting at the G7 in Lyon: “‹We all go.›”", "told"),
    EnglishExample("The report, which called for taxes on sand, was lost.", "called"),
    EnglishExample("She questioned the number of arrests and fines.", "questioned"),
    EnglishExample("The mayor left ([she] said ‹she was ill›). It rained.", "said"),
    EnglishExample("She condemned what many feared.", "condemned"),
    EnglishExample("Workers demand better ferries.", ""),
    EnglishExample("The mayor expressed confidence in the crew.", ""),
    EnglishExample(
      "[Jo Marsh, a warden at the Salt Works], which mends boats, said ‹the pier was safe›.",
      "said"),
    EnglishExample("[Ann Poole], 39, who filmed the wave, said ‹it was high›.", "said"),
    EnglishExample(
      "[Ann Poole], of Leith College, who founded the club, said ‹the lake was clean›.", "said"),
    EnglishExample(
      "[A spokesman for The Lake Office], said: “‹We value the hard work of wardens.›”", "said"),
    EnglishExample("The soup has been labelled ‹a “practical joke”› by [a sailors' club].", "lab"),
    EnglishExample("“‹Fares will rise in May›,” [the office] chirped.", "chirped"),
    EnglishExample("[Harbour officials] reported ‹at least forty people crossed the ice›.", "rep"),
    EnglishExample(
      "‹The tolls are not “a joke,” [Poole] said, but rather “a burden we share›.”", "said"),
    EnglishExample("[The warden] tells his guests at a rally to ‹“go home and rest”›.", "tells"),
  ])
  func `the marked words are said by the bracketed ones`(example: EnglishExample) {
    let (list, words) = statements(in: example.text)
    let contents = list.map { trimmed(words.string($0.content)) }
    #expect(contents == example.parts("‹", "›").map(trimmed))
    let speakers = list.map { $0.speaker.map { words.string($0) } ?? "" }
    for (found, wanted) in zip(speakers, example.parts("[", "]")) {
      #expect(found.hasPrefix(wanted), "speaker \(found)")
    }
    if let cue = list.first?.cue {
      #expect(words.string(cue.passage).lowercased().hasPrefix(example.cue.lowercased()))
    }
  }

  @Test(arguments: [
    // headlines
    EnglishExample("[Ruth Calloway]: ‹The Harbour Is ‘Finished’›", ""),
    EnglishExample("[Insiders]: ‹Calloway will win in Porth›", ""),
    EnglishExample("[Calloway camp]: ‹The harbour is finished›", ""),
    EnglishExample("[Ruth Calloway] Calls ‹Harbour Plan ‘A Disgrace’›", "Calls"),
    EnglishExample("[Ruth Calloway] Says ‹Harbour Will Close Next Spring›", "Says"),
    EnglishExample("‹Harbour Will Close Next Spring›, [Ruth Calloway] Says", "Says"),
    EnglishExample("‹Harbour plan a mess›, says [Ruth Calloway]", "says"),
    // beside the clause
    EnglishExample("In [the warden]'s view, ‹the pier is beyond repair›.", "view"),
    EnglishExample("In [his] words, ‹the pier is beyond repair›.", "words"),
    EnglishExample(
      "In the opinion of [the warden], ‹the pier is beyond repair›.", "in the opinion of"),
    EnglishExample(
      "In the view of [Tamsin Rho], a lecturer at Leith, ‹both sides will lose›.", "in the view of"),
    EnglishExample("In [a poll by the Ledger], ‹most residents wanted the pier rebuilt›.", "In"),
    EnglishExample("‹Dogs must wait outside›, per [the club's rules].", "per"),
    // questions
    EnglishExample("Asked ‹whether the pier was safe›, the warden shrugged.", "Asked"),
    EnglishExample("When asked ‹why the pier was closed›, the warden shrugged.", "asked"),
    EnglishExample("When asked about ‹the toll›, the mayor shrugged.", "asked"),
    EnglishExample("As [the Ledger] noted, ‹the pier has been shut for years›.", "noted"),
    EnglishExample("[The poll] shows ‹the mayor with half of the votes›.", "shows"),
    EnglishExample("[She] called ‹the orders lawful›.", "called"),
    EnglishExample(
      "[Osei] is telling a crowd in Porth, on the last day, that ‹he will win›.", "telling"),
    // participles in front
    EnglishExample("Calling the plan ‹“a sandcastle”›, [the warden] left the room.", "Calling"),
    EnglishExample("While denying the leak, the ministry sent divers.", "denying"),
    // what somebody is shown doing
    EnglishExample("[A survey] shows ‹the ferry losing passengers›.", "shows"),
  ])
  func `headlines, views and questions are read too`(example: EnglishExample) {
    let (list, words) = statements(in: example.text)
    #expect(list.map { trimmed(words.string($0.content)) } == example.parts("‹", "›").map(trimmed))
    let speakers = list.compactMap { $0.speaker.map { words.string($0) } }
    for (found, wanted) in zip(speakers, example.parts("[", "]")) { #expect(found == wanted) }
  }

  @Test(arguments: [
    ("“Yes,” Ann Poole said. “We knew it all along.”", ["Yes", "We knew it all along"]),
    (
      "Ann Poole said the road was closed and added that nobody had been told.",
      ["the road was closed", "nobody had been told"]
    ),
    (
      "Ann Poole said the road was closed, adding that nobody had been told.",
      ["the road was closed", "nobody had been told"]
    ),
    (
      "“Not now,” Ann Poole said, “and not later.”", ["Not now", "and not later"]
    ),
  ])
  func `one speaker says several things`(text: String, contents: [String]) {
    let (list, words) = statements(in: text)
    #expect(list.map { trimmed(words.string($0.content)) } == contents)
    #expect(list.allSatisfy { $0.speaker.map { words.string($0) } == "Ann Poole" })
  }

  @Test(arguments: [
    "The claims were filed on Monday.", "Plans for the bridge are ready.",
    "The film “The Long Road” opens on Friday.", "She was told about the bridge.",
    "No longer accepting invitations, the choir went home.",
    "Clean Air Act rules before the court are old.", "The so-called “ghost bridge” is closed.",
    "Exclusive: the harbour closes in spring.", "The Latest: Harbour closes in spring.",
    "The link id=\"1204\" tweets nothing.", "The film was called “Long Road.” It charges a fee.",
    "A private email server was found in the shed.", "Home state voters like a plan that works.",
    "An estimated 200 people stood on the quay.",
    "She said nothing about the bridge, which has closed.",
    "The paper repeated plans to close the road.", "What worries the fishermen is the wind.",
    "As the day went on, the crowd was told to leave.", "She had tears in her eyes.",
    "They met in a poll station by the quay.",
    "Sheds, called “The Nest”, stand by the pier.", "It was wrapped up and labelled “Plum tart”.",
    "The warden, whose boat is red, expects it.", "Those backing her plan met on Monday.",
    "\"", "“", "” said", ", said X", "said", "according to", "“” said X", "He said “", "— ”, that",
  ])
  func `nothing is said`(text: String) {
    #expect(statements(in: text).list.isEmpty)
  }

  @Test(arguments: [
    ("“No,” he said.", Statement.Kind.direct), ("He said the road was closed.", .indirect),
    ("He said the road was “as good as closed” for years.", .mixed),
    ("He called the road “a disgrace”.", .mixed),
  ])
  func `the kind follows the marks`(text: String, kind: Statement.Kind) {
    #expect(statements(in: text).list.map(\.kind) == [kind])
  }

  @Test func `an odd mark costs one quotation, not the article`() {
    let text = "“The door was open, he said.\n\n“It was cold,” Ann Poole said."
    let (list, words) = statements(in: text)
    #expect(list.last.map { trimmed(words.string($0.content)) } == "It was cold")
  }

  @Test func `every cut of a text can be read`() {
    let text =
      "PARIS, May 3 (News) - “Yes,” said Ann Poole, “and” she added: ''No''. According to X, it rains."
    for n in 0...text.count { _ = statements(in: String(text.prefix(n))) }
    for n in 0...text.count { _ = statements(in: String(text.suffix(n))) }
  }
}
