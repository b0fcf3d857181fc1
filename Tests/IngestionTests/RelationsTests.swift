import Languages
import Press
import Testing

@testable import Ingestion

/// A sentence of ours and what it says: `subject class object`, with `-` before a denied class, and
/// modality or asserter behind a slash when they are not plain.
struct Told: CustomTestStringConvertible {
  let text: String
  let relations: [String]
  var testDescription: String { text }

  init(_ text: String, _ relations: String...) {
    self.text = text
    self.relations = relations
  }
}

@Suite struct `Who does what to whom` {
  func read(_ text: String, _ language: Language, least: Double = 0.4) -> [String] {
    var words = Tokens(of: text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    // From a little below what listings show, so that each new fit of the confidence does not decide.
    let relations = Relations(in: words, sentences: sentences, names: names, least: least)
    return relations.list.map { relation in
      func name(_ actor: Relation.Actor) -> String { words.string(actor.passage) }
      var line = "\(name(relation.subject)) "
      if !relation.isAffirmed { line += "-" }
      line += "\(relation.class.rawValue) \(name(relation.object))"
      if relation.modality != .actual { line += " /\(relation.modality.rawValue)" }
      if relation.former { line += " /former" }
      if let source = relation.assertedBy { line += " /\(names.sources[source].name)" }
      return line
    }
  }

  static let french: [Told] = [
    // Verb and direct object.
    Told("La Norvège critique le Kenya.", "Norvège criticise Kenya"),
    Told("Oslo a durement condamné le Pérou mardi.", "Oslo criticise Pérou"),
    Told("Lima soutient la candidature d'Anna Lindqvist.", "Lima support Anna Lindqvist"),
    Told("Paul Okello a rencontré Anna Lindqvist à Bergen.", "Paul Okello consult Anna Lindqvist"),
    Told("Le Chili a expulsé des diplomates kényans.", "Chili sanction diplomates kényans"),
    Told("La police danoise a arrêté Jan Holm.", "police danoise coerce Jan Holm"),
    Told("L'armée éthiopienne a bombardé les rebelles.", "armée éthiopienne attack rebelles"),
    Told(
      "Le Chili et le Pérou accusent la Bolivie.", "Chili accuse Bolivie", "Pérou accuse Bolivie"),
    Told("Le Chili accuse le Pérou et la Bolivie.", "Chili accuse Pérou", "Chili accuse Bolivie"),
    Told(
      "Le président chilien Pablo Verdejo a limogé Rosa Campos.",
      "Pablo Verdejo role_in chilien", "Pablo Verdejo dismiss Rosa Campos"),
    Told("La présidente a nommé Rosa Campos.", "présidente appoint Rosa Campos"),
    Told("Le Danemark financera les réfugiés.", "Danemark aid réfugiés /future"),
    // Verb and preposition.
    Told("Le Japon s'est entretenu avec la Corée du Sud.", "Japon consult Corée du Sud"),
    Told("Jan Holm s'en est pris à la Suède.", "Jan Holm criticise Suède"),
    Told("La Finlande coopère avec l'Estonie.", "Finlande cooperate Estonie"),
    Told("La Slovénie a livré des missiles à la Croatie.", "Slovénie supply_arms Croatie"),
    Told("La Slovénie a donné des vivres à la Croatie.", "Slovénie aid Croatie"),
    Told(
      "Des milliers de manifestants ont protesté contre Jan Holm.", "manifestants protest Jan Holm"),
    Told("Le Togo s'oppose au Bénin.", "Togo reject Bénin"),
    Told("Le Togo a adhéré à la Cedeao.", "Togo member_of Cedeao"),
    Told("Le Ghana s'est retiré du Togo.", "Ghana yield Togo"),
    Told("Le Ghana lui a reproché ses retards, a dit le Togo."),
    // Light verbs.
    Told("Le Chili a apporté son soutien au Pérou.", "Chili support Pérou"),
    Told("Le Chili a mis en garde le Pérou.", "Chili warn Pérou"),
    Told("Quito impose des sanctions à Lima.", "Quito sanction Lima"),
    Told("L'Équateur a lancé une attaque contre le Pérou.", "Équateur attack Pérou"),
    Told("Rosa Campos a rendu visite à Jan Holm.", "Rosa Campos consult Jan Holm"),
    Told("Le Danemark fait partie de l'Otan.", "Danemark member_of Otan"),
    // Nouns.
    Told("Les sanctions danoises contre la Suède dureront.", "danoises sanction Suède"),
    Told("L'accord entre la Suède et la Finlande tient.", "Suède agree Finlande"),
    Told(
      "Les livraisons d'armes de la Suède à la Finlande continuent.", "Suède supply_arms Finlande"),
    Told("Le soutien du Pérou à la Bolivie agace.", "Pérou support Bolivie"),
    Told(
      "L'arrestation de Jan Holm par la police danoise surprend.", "police danoise coerce Jan Holm"),
    Told("La coopération entre Oslo et Stockholm progresse.", "Oslo cooperate Stockholm"),
    Told("Oslo a suspendu son aide à Lima.", "Oslo sanction Lima"),
    Told("Oslo masse des troupes à la frontière du Pérou.", "Oslo mobilise Pérou"),
    Told("La police danoise a arrêté plus de 12 rebelles.", "police danoise coerce rebelles"),
    Told("La Suède, membre de l'Otan, attend.", "Suède member_of Otan"),
    // Who did it, not who suffered it.
    Told(
      "Oslo condamne l'assassinat de soldats kényans par des rebelles.",
      "rebelles attack soldats kényans"),
    Told("Oslo condamne l'assassinat de Jan Holm."),
    Told(
      "Des soldats danois, appuyés par des avions suédois, ont attaqué des rebelles.",
      "avions suédois support soldats danois", "soldats danois attack rebelles"),
    Told(
      "Karin Dahl a accusé son rival Lars Holm.", "Karin Dahl accuse Lars Holm",
      "Lars Holm reject Karin Dahl"),
    Told("La décision d'Oslo d'expulser Jan Holm surprend.", "Oslo sanction Jan Holm"),
    Told("Oslo a annoncé avoir aidé Lima.", "Oslo aid Lima /Norvège"),
    Told("Lars Holm a été nommé directeur général de Volvex.", "Lars Holm role_in Volvex"),
    Told("Jan Holm, dont le parti a perdu, a félicité Karin Dahl.", "Jan Holm support Karin Dahl"),
    Told(
      "Un tribunal danois a condamné Jan Holm à deux ans de prison.",
      "tribunal danois coerce Jan Holm"),
    Told(
      "Le parlement danois a voté une résolution condamnant le Pérou.",
      "parlement danois criticise Pérou"),
    Told("Oslo a reçu des représentants de Greenpeace.", "Oslo consult Greenpeace"),
    Told("Le Danemark a voté contre la Suède.", "Danemark reject Suède"),
    // Relative clauses.
    Told("Le Chili, qui accuse le Pérou, attend.", "Chili accuse Pérou"),
    Told("Anna Lindqvist, que Jan Holm a critiquée, sourit.", "Jan Holm criticise Anna Lindqvist"),
    // Two of them together.
    Told("Le Chili et le Pérou se sont réunis.", "Chili consult Pérou"),
    Told("La Suède et la Norvège négocient.", "Suède consult Norvège"),
    // Infinitives.
    Told("Le Chili veut aider le Pérou.", "Chili aid Pérou /wanted"),
    Told(
      "Le Chili accuse le Pérou d'attaquer la Bolivie.",
      "Chili accuse Pérou", "Pérou attack Bolivie /Chili"),
    Told("Le Kenya a reconnu avoir armé l'Ouganda.", "Kenya supply_arms Ouganda /Kenya"),
    Told("Le Kenya nie avoir armé l'Ouganda.", "Kenya -supply_arms Ouganda /Kenya"),
    Told("Le Kenya peut sanctionner l'Ouganda.", "Kenya sanction Ouganda /possible"),
    Told("Le Kenya va sanctionner l'Ouganda.", "Kenya sanction Ouganda /future"),
    Told(
      "Le Kenya demande à l'Ouganda de libérer Paul Okello.",
      "Kenya demand Ouganda", "Ouganda yield Paul Okello /wanted"),
    // Passive, participle, gerund.
    Told("Le Pérou est accusé par le Chili.", "Chili accuse Pérou"),
    Told("Le Pérou, critiqué par le Chili, se tait.", "Chili criticise Pérou"),
    Told("Le Chili a protesté, accusant le Pérou.", "Chili accuse Pérou"),
    Told("Le Pérou est mis en cause par le Chili.", "Chili accuse Pérou"),
    Told(
      "Le Chili a critiqué le Pérou et a accusé la Bolivie.",
      "Chili criticise Pérou", "Chili accuse Bolivie"),
    Told("Le Chili a pris des mesures et a accusé la Bolivie.", "Chili accuse Bolivie"),
    Told(
      "Lors d'une rencontre avec Nils Berg, Rosa Campos a souri.", "Rosa Campos consult Nils Berg"),
    Told("La visite de Nils Berg au Chili est terminée.", "Nils Berg consult Chili"),
    Told("Le Chili et ses alliés attendent.", "alliés cooperate Chili"),
    Told("Le Chili, en guerre contre le Pérou, recrute.", "Chili attack Pérou"),
    Told(
      "Le ministre suédois de la Santé, Nils Berg, a salué la décision du Pérou.",
      "Nils Berg role_in suédois", "Nils Berg support Pérou"),
    Told("Le Kenya et l'Ouganda ont signé un accord.", "Kenya agree Ouganda"),
    Told(
      "Le président kényan a critiqué son homologue ougandais Paul Okello.",
      "président kényan criticise Paul Okello", "Paul Okello role_in ougandais"),
    Told("Le Chili a infligé une amende à Greenpeace.", "Chili sanction Greenpeace"),
    Told("La Suède n'a reçu aucun soutien de la Norvège.", "Norvège -support Suède"),
    // Denials and what is not so.
    Told("Le Chili n'a pas attaqué le Pérou.", "Chili -attack Pérou"),
    Told("Le Chili refuse de soutenir le Pérou.", "Chili -support Pérou"),
    Told("Le Chili soutiendrait le Pérou.", "Chili support Pérou /possible"),
    Told("Le Chili n'a jamais menacé la Bolivie.", "Chili -warn Bolivie"),
    Told("Le Chili attend, sans attaquer le Pérou.", "Chili -attack Pérou"),
    // Who says so.
    Told("Le Chili affirme que le Pérou a attaqué la Bolivie.", "Pérou attack Bolivie /Chili"),
    Told("Selon le Chili, le Pérou a attaqué la Bolivie.", "Pérou attack Bolivie /Chili"),
    Told("Il part. Le Chili exige que le Pérou s'explique.", "Chili demand Pérou"),
    // Ties.
    Told("Le premier ministre suédois Nils Berg dort.", "Nils Berg role_in suédois"),
    Told("Nils Berg, directeur de Volvex, dort.", "Nils Berg role_in Volvex"),
    Told("Nils Berg (UMP) dort.", "Nils Berg member_of UMP"),
    Told("L'ancien ministre suédois Nils Berg dort.", "Nils Berg role_in suédois /former"),
    Told("La Ligue des pêcheurs (LDP) dort.", "LDP alias_of Ligue des pêcheurs"),
    Told("Moscou, allié de Damas, attend.", "Moscou cooperate Damas"),
    Told("La femme de Nils Berg, Karin Dahl, dort.", "Karin Dahl kin Nils Berg"),
    Told("Nils Berg, membre de Greenpeace, dort.", "Nils Berg member_of Greenpeace"),
    // Offices over a short form, a department and a further description; each after its own holder.
    Told(
      "Le président de la Fédération des pêcheurs (FDP) Jan Holm attend.",
      "Jan Holm role_in Fédération des pêcheurs", "FDP alias_of Fédération des pêcheurs"),
    Told(
      "Anna Lindqvist, directrice de l'unité de virologie humaine de l'université d'Oslo, attend.",
      "Anna Lindqvist role_in université d'Oslo"),
    Told(
      "Le procureur de Lima, l'avocat kényan Jan Holm, attend.", "Jan Holm role_in Lima"),
    Told(
      "Jan Holm, directeur du cabinet, Anna Lindqvist, secrétaire générale du Sénat, attendent.",
      "Jan Holm role_in cabinet", "Anna Lindqvist role_in Sénat"),
    // Other names.
    Told(
      "La BRP (Brigade de recherche des pêches) attend.",
      "BRP alias_of Brigade de recherche des pêches"),
    Told("Jan Holm, également connu sous le nom de Rambo, attend.", "Rambo alias_of Jan Holm"),
    // A pronoun on which a verb acts is not who acts.
    Told("Paul Okello est à Lima. La Norvège l'accuse de mentir.", "Norvège accuse l'"),
    Told(
      "La Norvège exporte pour deux millions d'euros vers le Danemark.", "Norvège trade Danemark"),
    Told("Le soutien de la Norvège au Kenya faiblit.", "Norvège support Kenya"),
    Told("Les critiques du Danemark envers la Norvège durent.", "Danemark criticise Norvège"),
    Told("La Norvège livre des missiles au Kenya.", "Norvège supply_arms Kenya"),
    Told("Les deux pays, la Norvège et le Kenya, négocient à Lima.", "Norvège consult Kenya"),
    Told("Le Pérou a déçu la commission en critiquant le Kenya.", "Pérou criticise Kenya"),
    Told("En critiquant le Kenya, le Pérou a agacé la commission.", "Pérou criticise Kenya"),
    Told(
      "C'est au Pérou que la Norvège reproche l'échec des négociations.", "Norvège accuse Pérou"),
    Told("C'est la Norvège que le Danemark accuse d'espionnage.", "Danemark accuse Norvège"),
    Told("Le Kenya s'est vu refuser un prêt par la Norvège.", "Norvège reject Kenya"),
    Told(
      "Le Kenya, soutenu par la Norvège et armé par le Danemark, avance.", "Norvège support Kenya",
      "Danemark supply_arms Kenya"),
    Told(
      "Le chef de l'opposition, Lars Holm, accuse Anna Berg d'avoir menti aux habitants.",
      "Lars Holm role_in opposition", "Lars Holm accuse Anna Berg"),
    Told(
      "Le chef de l'opposition critique Anna Berg.", "chef de l'opposition criticise Anna Berg"),
  ]

  @Test(arguments: french)
  func `French sentences say who does what to whom`(told: Told) {
    #expect(read(told.text, .french).sorted() == told.relations.sorted())
  }

  @Test(arguments: [
    ("fr", "Oslo a démenti que la Norvège ait livré des drones au Pérou.", true),
    ("fr", "Lindqvist s'est défendu d'avoir accusé Hrytsenko.", true),
    ("fr", "Oslo a démenti une rencontre entre Anna Lindqvist et Paul Okello.", true),
    ("fr", "Ni la Norvège ni le Kenya ne soutiennent le Pérou.", true),
    ("fr", "Le Chili n'a consulté ni les Kényans ni les Danois.", true),
    ("fr", "Paul Okello ne cesse de critiquer le Pérou.", false),
    ("fr", "Paul Okello ne regrette pas d'avoir soutenu Anna Lindqvist.", false),
    ("en", "Norway denied that it had supplied drones to Peru.", true),
    ("en", "Norway denied reports that it had supplied drones to Peru.", true),
    ("en", "Norway denied a meeting between Anna Lindqvist and Paul Okello.", true),
    ("en", "Neither Norway nor Kenya supplied drones to Peru.", true),
    ("en", "No deal between Norway and Kenya was signed.", true),
    ("en", "Norway did not deny that it had supplied drones to Peru.", false),
  ])
  func `What is denied by its clause, its verb or its subject is denied`(
    code: String, text: String, isDenied: Bool
  ) {
    let found = read(text, code == "fr" ? .french : .english, least: 0.3)
    #expect(!found.isEmpty && found.allSatisfy { $0.contains(" -") == isDenied }, "\(found)")
  }

  @Test(arguments: [
    ("fr", "Paul Okello est accusé d'avoir soutenu Anna Lindqvist."),
    ("en", "Norway is accused of supplying drones to Peru."),
    ("en", "Norway allegedly supplied drones to Peru."),
  ])
  func `What nobody in particular claims is possible`(code: String, text: String) {
    let found = read(text, code == "fr" ? .french : .english)
    #expect(!found.isEmpty && found.allSatisfy { $0.hasSuffix("/possible") }, "\(found)")
  }

  @Test(arguments: [
    "Le processus d'Oslo a impliqué la Suède.", "Anna Berg a succédé à Lars Holm.",
    "Anna Berg affrontera Lars Holm en demi-finale.", "Le club de Lima recrute Lars Holm.",
    "Un attentat à Oslo a fait trois morts.",
    "Les pêcheurs poursuivent leur mouvement.",
    "Le maire Jan Holm a appelé Paul Okello mardi soir.",
    "Le Chili veut la paix.",
    "Les relations entre le Chili et le Pérou restent bonnes.",
    "Le journaliste chilien écrit un livre.",
    "Des drones de fabrication iranienne volent.",
    "Jan Holm est né à Copenhague.",
    "Le Chili ne demande la permission à personne.",
    "La Norvège a battu la Suède 3 à 1.",
    "Le président est arrivé mardi.",
    "Il a été tué.",
  ])
  func `French sentences that say nothing of the kind`(text: String) {
    #expect(read(text, .french) == [])
  }

  @Test(arguments: [
    ("La guerre suédoise de propagande contre le Pérou continue.", RelationClass.criticise),
    ("La guerre commerciale de la Suède contre le Pérou continue.", .reject),
    ("La guerre de la Suède contre le Pérou continue.", .attack),
  ])
  func `A war of words or of trade is no attack`(text: String, kind: RelationClass) {
    let words = Tokens(of: text, in: .french)
    #expect(relations(in: words).map(\.class) == [kind])
  }

  @Test(
    arguments: [
      ("La Suède a attaqué le Pérou le 12 mars 2014.", "2014-03-12"),
      ("En mars 2014, la Suède a attaqué le Pérou.", "2014-03"),
      ("La Suède a attaqué le Pérou en 2014.", "2014"),
      ("La Suède a attaqué le Pérou mardi.", nil),
      ("La Suède a attaqué le Pérou, qui avait voté en 2014.", nil),
      ("La Suède a attaqué le Pérou avec 2014 chars.", nil),
    ] as [(String, String?)])
  func `A date in the clause tells when, at its own precision`(text: String, date: String?) {
    #expect(relations(in: Tokens(of: text, in: .french)).map { $0.happenedOn?.iso } == [date])
  }

  @Test(
    arguments: [
      ("Sweden attacked Peru on 12 March 2014.", "2014-03-12"),
      ("Sweden attacked Peru on Tuesday.", "2022-12-06"),
      ("In March 2014, Sweden attacked Peru.", "2014-03"),
      ("Sweden will attack Peru on Tuesday.", nil),
      ("Sweden attacked Peru with 2014 tanks.", nil),
    ] as [(String, String?)])
  func `English dates too, counted from the day of publication`(text: String, date: String?) {
    let published = PressDate(iso: "2022-12-08")
    #expect(
      relations(in: Tokens(of: text, in: .english), published).map { $0.happenedOn?.iso } == [date])
  }

  @Test(
    arguments: [
      ("Oslo accuse Lima d'utiliser des drones, mardi.", "d'utiliser des drones"),
      ("Oslo accuse Lima.", nil),
    ] as [(String, String?)])
  func `An infinitive tells what it is about`(text: String, topic: String?) {
    let words = Tokens(of: text, in: .french)
    #expect(relations(in: words).map { $0.topic.map(words.string) } == [topic])
  }

  private func relations(in plain: Tokens, _ published: PressDate? = nil) -> [Relation] {
    var words = plain
    let sentences = Sentences(of: &words)
    return Relations(
      in: words, sentences: sentences, names: Names(in: words, sentences: sentences),
      published: published
    ).list
  }

  static let english: [Told] = [
    Told("Norway criticised Kenya on Tuesday.", "Norway criticise Kenya"),
    Told("Chile has accused Peru and Bolivia.", "Chile accuse Peru", "Chile accuse Bolivia"),
    Told(
      "Chile accused Peru of attacking Bolivia.", "Chile accuse Peru", "Peru attack Bolivia /Chile"),
    Told("Danish police arrested Jan Holm.", "Danish police coerce Jan Holm"),
    Told("Sweden is supporting Finland.", "Sweden support Finland"),
    Told("Sweden will support Finland.", "Sweden support Finland /future"),
    Told("Sweden may sanction Finland.", "Sweden sanction Finland /possible"),
    Told("Sweden did not attack Finland.", "Sweden -attack Finland"),
    Told("Sweden refused to support Finland.", "Sweden -support Finland"),
    Told("Finland was accused by Sweden.", "Sweden accuse Finland"),
    Told("Slovenia delivered missiles to Croatia.", "Slovenia supply_arms Croatia"),
    Told("Sweden met with Norway.", "Sweden consult Norway"),
    Told("Protesters rallied against Jan Holm.", "Protesters protest Jan Holm"),
    Told(
      "Sweden urged Finland to release Jan Holm.",
      "Sweden demand Finland", "Finland yield Jan Holm /wanted"),
    Told("Kenya imposed sanctions on Uganda.", "Kenya sanction Uganda"),
    Told("Kenya opened fire on the rebels.", "Kenya attack rebels"),
    Told("The deal between Sweden and Finland holds.", "Sweden agree Finland"),
    Told("Danish sanctions against Sweden will last.", "Danish sanction Sweden"),
    Told("Chile, which accuses Peru, waits.", "Chile accuse Peru"),
    Told("Swedish Prime Minister Nils Berg slept.", "Nils Berg role_in Swedish"),
    Told("Nils Berg, director of Volvex, slept.", "Nils Berg role_in Volvex"),
    Told("Former Swedish minister Nils Berg slept.", "Nils Berg role_in Swedish /former"),
    Told("Chile said that Peru had attacked Bolivia.", "Peru attack Bolivia /Chile"),
    Told("According to Chile, Peru attacked Bolivia.", "Peru attack Bolivia /Chile"),
    Told("Denmark joined NATO.", "Denmark member_of NATO"),
    Told(
      "Chile criticised Peru and has accused Bolivia.",
      "Chile criticise Peru", "Chile accuse Bolivia"),
    Told(
      "Chile, a key U.S. ally, has accused Bolivia.",
      "Chile cooperate U.S.", "Chile accuse Bolivia"),
    Told("Sweden praised Norway's efforts.", "Sweden support Norway"),
    // Threats.
    Told(
      "Sweden threatened to break relations with Norway.",
      "Sweden sanction Norway /possible", "Sweden warn Norway"),
    // A request is turned down with the one who made it.
    Told("Kenya rejected calls by Uganda.", "Kenya reject Uganda"),
    Told("Kenya dismissed an appeal from Uganda.", "Kenya reject Uganda"),
    Told("Kenya accepted demands from Uganda.", "Kenya yield Uganda"),
    Told("Kenya lifted a night curfew in Uganda.", "Kenya yield Uganda"),
    // Infinitives under a noun, and nouns that look like verbs.
    Told("Kenya announced its plan to attack Uganda.", "its attack Uganda /future"),
    Told("Kenya lodged a protest against all official contact with Ghana."),
    Told(
      "Norwegian teachers resumed their strike to demand the resignation of Nils Berg.",
      "Norwegian teachers demand Nils Berg"),
    // Numbers with what qualifies them, gerunds behind a noun, gerunds under a verb.
    Told("Swedish soldiers arrested more than 100 Kenyans.", "Swedish soldiers coerce Kenyans"),
    Told("Swedish rebels using stolen tanks attacked Kenya.", "Swedish rebels attack Kenya"),
    Told("Kenya stopped helping Uganda.", "Kenya -aid Uganda"),
    Told(
      "Kenya fears a war between Danes and Swedes.", "Danes attack Swedes", "Swedes attack Danes"),
    // Who did it, orders, clauses inside an apposition.
    Told("Kenya told Uganda to leave.", "Kenya demand Uganda"),
    Told(
      "Karin Dahl, a minister who now heads the Red Cross, met Paul Okello.",
      "Karin Dahl role_in Red Cross", "Karin Dahl consult Paul Okello"),
    Told(
      "Kenya condemned the killing of Danish soldiers by rebels.",
      "rebels attack Danish soldiers"),
    Told("Kenya beat Uganda 2-1 in the final."),
    Told("Kenya met representatives from Greenpeace.", "Kenya consult Greenpeace"),
    Told("Karin Dahl told the council that she had met nobody."),
    Told("Kenya and Ghana accused each other.", "Kenya accuse Ghana", "Ghana accuse Kenya"),
    Told(
      "Kenya denies attacking Ghana.", "Kenya -attack Ghana /Kenya"),
    Told(
      "Norwegian lawmakers adopted a resolution condemning Ghana.",
      "Norwegian lawmakers criticise Ghana"),
    // No war.
    Told("The Swedish trade war against Norway goes on.", "Swedish reject Norway"),
    Told("The Swedish war against Norway goes on.", "Swedish attack Norway"),
    // Who owns whom.
    Told(
      "Norway's Jan Holm met Denmark's Anna Berg.", "Jan Holm role_in Norway",
      "Jan Holm consult Anna Berg", "Anna Berg role_in Denmark"),
    Told("Kenya's Defence Ministry waits.", "Defence Ministry part_of Kenya"),
    Told("Norway's Volvex waits."),
    Told("Paul Okello is in Lima. Norway accused him of lying.", "Norway accuse him"),
    Told(
      "Paul Okello, a lawyer for the Kenyan Fisheries Board, waits.",
      "Paul Okello role_in Kenyan Fisheries Board"),
    Told(
      "Jan Holm, director of business development at Lima Consulting, waits.",
      "Jan Holm role_in Lima Consulting"),
    Told("Anna Berg, also known as Jane Dahl, waits.", "Jane Dahl alias_of Anna Berg"),
    Told("By criticising Kenya, Peru annoyed the commission.", "Peru criticise Kenya"),
    Told("It is Peru that Norway blames for the failed talks.", "Norway accuse Peru"),
    Told("Kenya was refused a loan by Norway.", "Norway reject Kenya"),
    Told(
      "Kenya, backed by Norway and armed by Denmark, is advancing.", "Norway support Kenya",
      "Denmark supply_arms Kenya"),
    Told(
      "Anna Berg said Lars Holm was lying and even accused Zenith Ltd of fraud.",
      "Anna Berg accuse Zenith Ltd"),
    Told("Lars Holm, a critic of Anna Berg, resigned.", "Lars Holm criticise Anna Berg"),
  ]

  @Test(arguments: english)
  func `English sentences say who does what to whom`(told: Told) {
    #expect(read(told.text, .english).sorted() == told.relations.sorted())
  }

  @Test(arguments: [
    "Anna Berg succeeded Lars Holm.", "Three gunmen linked to the Carver network were arrested.",
    "Photograph: Luc Marin/AFP/Getty Images has been attacked by Anna Berg.",
    "An attack in Oslo left three dead.",
    "Chile wants peace.",
    "Relations between Chile and Peru remain good.",
    "The Chilean journalist writes a book.",
    "He left the party on Tuesday.",
  ])
  func `English sentences that say nothing of the kind`(text: String) {
    #expect(read(text, .english) == [])
  }
}
