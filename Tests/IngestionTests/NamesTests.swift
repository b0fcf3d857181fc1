import Languages
import Press
import Testing

@testable import Ingestion

@Suite struct `Who is named` {
  /// `printed=key` of every outermost mention, in order.
  func mentions(_ text: String, _ language: Language) -> String {
    var words = Tokens(of: text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    return names.mentions.filter { !$0.isInside && $0.form != .place }
      .map { "\(words.string(words.passage($0.words)))=\(names.sources[$0.source].key)" }
      .joined(separator: " | ")
  }

  @Test(arguments: [
    ("Oslo et la Norvège négocient.", "Oslo=NOR | Norvège=NOR"),
    ("Les autorités kényanes ont réagi.", "autorités kényanes=KEN"),
    ("Le président chilien Pablo Verdejo est parti.", "Pablo Verdejo=per:pablo verdejo"),
    (
      "Anna Lindqvist, porte-parole de l'ONU, a parlé. Mme Lindqvist a souri.",
      "Anna Lindqvist=per:anna lindqvist | ONU=org:ONU | Lindqvist=per:anna lindqvist"
    ),
    (
      "Le ministère péruvien des Affaires étrangères proteste.",
      "ministère péruvien des Affaires étrangères=org:PER/MFA"
    ),
    (
      "L'Union des pêcheurs bretons (UPB) a voté. L'UPB a gagné.",
      "Union des pêcheurs bretons=org:Union des pêcheurs bretons | UPB=org:Union des pêcheurs bretons | UPB=org:Union des pêcheurs bretons"
    ),
    (
      "L'Agence des sports (AS) a voté. L'AS a gagné.",
      "Agence des sports=org:Agence des sports | AS=org:Agence des sports | AS=org:Agence des sports"
    ),
    (
      "La Commission européenne a voté. Bruxelles a gagné.",
      "Commission européenne=org:UE/Commission | Bruxelles=org:UE"
    ),
    ("La Belgique a voté. Bruxelles a gagné.", "Belgique=BEL | Bruxelles=BEL"),
    ("La police danoise surveille.", "police danoise=org:DNK/police"),
    (
      "L'association Boats for the Coast dénonce un abandon.",
      "association=org:Boats for the Coast | Boats for the Coast=org:Boats for the Coast"
    ),
    ("Les manifestants attendent.", "manifestants=grp:manifestants"),
    ("Quand vient le soir, rien ne bouge.", ""),
    ("Il a posé la question mardi à la mairie.", "mairie=org:mairie"),
  ])
  func `French names find their source`(text: String, expected: String) {
    #expect(mentions(text, .french) == expected)
  }

  @Test(arguments: [
    ("Oslo and Norway are talking.", "Oslo=NOR | Norway=NOR"),
    ("The Chilean president Pablo Verdejo left.", "Pablo Verdejo=per:pablo verdejo"),
    ("Kenyan authorities said so.", "Kenyan authorities=KEN"),
    ("Norway’s envoy did not come.", "Norway’s envoy=grp:norway’s envoy"),
    ("The U.S. and the UN met us.", "U.S.=USA | UN=org:ONU"),
  ])
  func `English names find their source`(text: String, expected: String) {
    #expect(mentions(text, .english) == expected)
  }

  @Test(arguments: [
    // Nothing proves that it is somebody, and it does nothing.
    ("La neige est tombée sur Florac et sur Mende.", []),
    ("Le Waterpolo Club a perdu contre Florac.", []),
    // Named by a first name, a title, an office; or it speaks.
    ("La neige est tombée chez Anne Florac.", ["Anne Florac person"]),
    ("La neige est tombée chez M. Florac.", ["Florac person"]),
    ("« Il neige », a dit Florac.", ["Florac person"]),
    ("Selon Florac, il neige.", ["Florac organisation"]),
    ("« Il neige », a dit Boréal Énergie.", ["Boréal Énergie organisation"]),
  ])
  func `who is named by nothing but a capital is kept only when it speaks or acts`(
    text: String, expected: [String]
  ) {
    var article = Article(body: text)
    article.declaredLanguage = "fr"
    let account = Reader().account(of: article)
    #expect(account.sources.map { "\($0.name) \($0.kind.rawValue)" } == expected)
  }

  @Test func `an office in capitals is no part of the name behind it`() {
    let text = "Energy Minister Torstein Myhre left."
    #expect(mentions(text, .english).contains("Torstein Myhre=per:torstein myhre"))
  }

  @Test(arguments: [
    (
      "La ministre belge de la Santé Julie Dupré a démissionné.",
      "ministre: Julie Dupré in belge"
    ),
    (
      "Les présidents kényan Daniel Otieno et ougandais Paul Okello ont dîné.",
      "présidents: Paul Okello in ougandais; présidents: Daniel Otieno in kényan"
    ),
    (
      "Marc Olivet, ancien maire de Trouville, est mort.", "maire: Marc Olivet in Trouville, former"
    ),
    ("Un maire est mort.", ""),
  ])
  func `offices know their holder`(text: String, expected: String) {
    var words = Tokens(of: text, in: .french)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    func printed(_ mentions: [Int]) -> String {
      mentions.map { words.string(words.passage(names.mentions[$0].words)) }
        .joined(separator: ", ")
    }
    let offices = names.offices.filter { !$0.holders.isEmpty }.map {
      "\(words.string(words.passage($0.trigger))): \(printed($0.holders)) in \(printed($0.bodies))"
        + ($0.isFormer ? ", former" : "")
    }
    #expect(offices.joined(separator: "; ") == expected)
  }
}
