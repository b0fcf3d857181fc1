import Languages
import Press
import Testing

@testable import Ingestion

/// Texts carry their expected spans: ⟪content⟫ and ⟦speaker⟧. What is found is drawn into the bare
/// text the same way and compared as a whole, so that a statement too many fails as well.
@Suite struct `Who said what in French` {
  func reading(_ marked: String) -> (bare: String, account: Account) {
    let bare = String(
      String.UnicodeScalarView(marked.unicodeScalars.filter { !"⟪⟫⟦⟧".unicodeScalars.contains($0) })
    )
    var article = Article(body: bare)
    article.declaredLanguage = "fr"
    return (bare, Reader().account(of: article))
  }

  func drawn(_ bare: String, _ statements: [Statement]) -> String {
    // Closing marks before opening ones; of two that open together, the longer one first.
    var marks: Set<[Int]> = []
    for statement in statements {
      marks.insert([statement.content.start, 1, -statement.content.end, 0])
      marks.insert([statement.content.end, 0, -statement.content.start, 0])
      if let speaker = statement.speaker {
        marks.insert([speaker.start, 1, -speaker.end, 1])
        marks.insert([speaker.end, 0, -speaker.start, 1])
      }
    }
    var bytes = Array(bare.utf8)
    for mark in marks.sorted(by: { $1.lexicographicallyPrecedes($0) }) {
      let text = mark[1] == 1 ? (mark[3] == 0 ? "⟪" : "⟦") : (mark[3] == 0 ? "⟫" : "⟧")
      bytes.insert(contentsOf: text.utf8, at: mark[0])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    // Direct, with an incise.
    "« ⟪Le barrage tient bon⟫ », a déclaré ⟦la préfète⟧.",
    "“⟪Nous rouvrirons le musée en mai⟫”, a ensuite précisé ⟦Odile Perrin⟧.",
    "\"⟪Le train partira à l'heure⟫\", a assuré mardi à la radio ⟦Marc Dufour⟧.",
    "« ⟪Le pont est fermé⟫ », indique ⟦le maire de Valmont⟧ dans un communiqué.",
    // Signs that are part of what is said, and dashes that are not.
    "⟦Le maire⟧ a déclaré : « ⟪−5 degrés suffisent à tout bloquer⟫ ».",
    "⟦Le maire⟧ a déclaré : « ⟪+12 % en un an, c'est trop⟫ ».",
    "⟦Le maire⟧ a déclaré : « ⟪$5 la tonne ne suffisent pas⟫ ».",
    "⟦Le maire⟧ a déclaré : « ⟪#Digue a tout changé⟫ ».",
    "⟦Le maire⟧ a déclaré : « ⟪… nous partons demain⟫ ».",
    "⟦Le maire⟧ a déclaré : « – ⟪Nous partons demain⟫ ».",
    // A colon.
    "⟦Le capitaine⟧ a prévenu : « ⟪La mer sera forte toute la nuit⟫ ».",
    // Clauses.
    "⟦Le maire⟧ a annoncé que ⟪l'école fermera en juin⟫.",
    "⟦La ministre⟧ a estimé que ⟪la loi « ne changera rien » pour les familles⟫.",
    "⟦Le syndicat⟧ affirme que ⟪deux usines seront vendues⟫.",
    // Infinitives.
    "⟦Le groupe⟧ promet de ⟪rembourser les clients avant lundi⟫.",
    "⟦Le prévenu⟧ nie ⟪avoir voulu s'enrichir⟫.",
    "⟦L'opposition⟧ accuse le gouvernement de ⟪cacher les chiffres⟫.",
    "⟦L'opposition⟧ nous accuse de ⟪cacher les chiffres⟫.",
    "⟦Le maire⟧ estime que ⟪la digue, réparée « en secret », menace le village⟫.",
    // According to.
    "Selon ⟦la préfecture⟧, ⟪trois ponts ont été emportés⟫.",
    "⟪Trois ponts ont été emportés⟫, selon ⟦les pompiers⟧.",
    "Pour ⟦Odile Perrin⟧, ⟪c'est « un tournant »⟫.",
    // A host partly between marks, with an incise behind it or in it.
    "⟪La mesure est « inutile »⟫, estime ⟦le maire⟧.",
    "⟪C'est, dit-⟦il⟧, « un jour de fête »⟫.",
    // A quotation that goes on without a cue.
    "« ⟪Le pont tient⟫ », a dit ⟦Odile Perrin⟧. « ⟪Il rouvrira en mai⟫. »",
    // An incise inside the marks.
    "« ⟪Le pont, a précisé ⟦la préfète⟧, rouvrira en mai. Les trains suivront⟫. »",
    // An object between marks.
    "⟦Le syndicat⟧ dénonce ⟪une « dérive »⟫.",
    // Participles and coordinated verbs take the subject of the first one.
    "⟦La préfète⟧ a fermé le pont, estimant que ⟪la crue menace⟫.",
    "⟦La préfète⟧ a fermé le pont et expliqué que ⟪la crue menace⟫.",
    "⟦La préfète⟧, qui assure que ⟪le pont tient⟫, a reçu les élus.",
    "⟦Le groupe⟧ affirme ⟪avoir remboursé les clients⟫.",
    // The speaker is neither who is told nor when or where.
    "« ⟪Le pont tient⟫ », a déclaré mardi à l'AFP, dans un communiqué, ⟦la préfète⟧.",
    // An unquoted host with an incise.
    "⟪Le trafic reprendra jeudi à l'aube⟫, a indiqué ⟦la compagnie⟧.",
    "⟪Le fuyard a été repris dans la nuit⟫, a-t-on appris de ⟦source judiciaire⟧.",
    "Selon ⟦la gardienne⟧, ⟪des voisins de la gare ont vu la fumée⟫.",
    "D'après ⟦son avocate⟧, ⟪les deux hommes « ne s'étaient jamais parlé »⟫.",
    "À entendre ⟦le syndicat⟧, ⟪l'usine fermera en juin⟫.",
    "⟪L'État, assure ⟦la préfète⟧, sera au rendez-vous⟫.",
    "Par ailleurs, poursuit ⟦la préfète⟧, ⟪la route restera fermée⟫.",
    "⟪La mairie savait depuis mai⟫, ajoute ⟦l'une d'elles⟧.",
    "« ⟪La mer ne prévient pas⟫ », a glissé, songeuse, ⟦la gardienne du phare⟧.",
    "⟦Le ministre⟧ relativise : ⟪l'accord reste en vigueur jusqu'en mai⟫.",
    "⟦La gouverneure⟧ l'a répété mardi à Porto : ⟪la monnaie sera stable⟫.",
    "⟦L'armée⟧ a nié ⟪avoir tiré sur le convoi⟫ et accusé les rebelles d'⟪avoir menti⟫.",
    "⟦Le club⟧ a répondu ⟪y réfléchir⟫.",
    "⟦Le témoin⟧ se souvient ⟪avoir vu la voiture⟫.",
    "⟦Le syndicat⟧ menace de ⟪bloquer le port⟫.",
    "⟦Le conseiller⟧ juge l'idée « ⟪suicidaire⟫ ».",
    "⟦L'ordre des avocats⟧ trouve la mesure « ⟪rafraîchissante⟫ ».",
    "⟦L'opposition⟧ accuse la ville de « ⟪laisser-aller coupable⟫ ».",
    "« ⟪La gare rouvrira⟫ », peut-on lire dans ⟦le communiqué de la mairie⟧.",
    "⟦La ministre⟧ : « ⟪La gare rouvrira⟫. »",
    "Et ⟦la ministre⟧ d'ajouter : « ⟪La gare rouvrira⟫. »",
    "Et ⟦le maire⟧ de conclure que ⟪la gare rouvrira⟫.",
    "Estimant que ⟪la gare est utile⟫, ⟦la ministre⟧ a reçu les élus.",
    "⟦La ministre⟧ a reçu les élus, leur promettant de ⟪rouvrir la gare⟫.",
    "— ⟪La gare rouvrira⟫, dit ⟦la ministre⟧.",
    "- ⟪Et les trains⟫ ? demanda ⟦le maire⟧.",
    "⟦La ministre⟧ a annoncé le même jour que ⟪la gare rouvrirait⟫.",
    "⟦La ministre⟧ a répété une nouvelle fois que ⟪la gare rouvrirait⟫.",
    "Le projet, « ⟪inutile⟫ » selon ⟦le maire⟧, sera voté mardi.",
    "Le projet, jugé « ⟪inutile⟫ » par ⟦le maire⟧, sera voté mardi.",
    "⟦L'association⟧ réclame ⟪« des moyens », « du temps » et « du respect »⟫.",
    "⟦Le coach⟧ a pointé du doigt « ⟪le manque d'envie⟫ ».",
    "« ⟪La mer monte⟫ », dit ⟦Paul Morin, patron du « Petit Mousse »⟧.",
    "La police cherche un homme qui, selon ⟦des témoins⟧, ⟪tirait au hasard⟫.",
    // Objects and predicates between marks.
    "⟦Le sénateur⟧ a dénoncé ⟪une « dérive autoritaire »⟫.",
    "⟦Le juge⟧ a qualifié le dossier de « ⟪vide⟫ ».",
    // Participles and coordination.
    "« ⟪Je reste⟫ », a répondu ⟦Paul Morin⟧, ajoutant que ⟪son contrat court encore⟫.",
    // An incise inside the marks.
    "« ⟪Je pars, dit-⟦il⟧, demain matin avec les autres⟫ ».",
    "« ⟪Nous avons gagné. Le public a chanté, a-t-⟦il⟧ lancé devant la presse. C'est rare⟫. »",
    // Words between a cue and its clause; what merely compares or moves is no clause.
    "⟦Une juriste⟧ estime quant à elle que ⟪la digue ne tiendra pas⟫.",
    "⟦Le navire⟧ s'est déclaré ⟪prêt à partir⟫. Un feu s'est déclaré sur la grande place.",
    // Who told the paper is the source, not the paper.
    "⟪Deux hommes ont été arrêtés⟫, a appris L'Écho du Port auprès de ⟦la gendarmerie⟧.",
    // «selon» behind an incise, behind a participle, behind «que».
    "⟪L'eau monte⟫, a-t-⟦il⟧ dit dans un village où ⟪cent maisons sont vides⟫, selon ⟦la mairie⟧.",
    "Selon ⟦la préfète⟧, venue sur place, près du pont, ⟪le feu est éteint⟫.",
    "Toujours est-il que selon ⟦la préfète⟧, ⟪le feu est éteint⟫.",
    // Subjects: a list behind «ministre», a participle without comma, «et lui de …».
    "⟦Le ministre de l'Eau, des Ports et de la Pêche, Karim Haddad⟧, affirme que ⟪le quai tient⟫.",
    "Il riait, avec ⟦le maire⟧ lui disant : « ⟪Partez d'ici tout de suite !⟫ »",
    "« ⟪L'eau monte⟫ », dit ⟦Paul Morin⟧. Et ⟦lui⟧ de poursuivre : « ⟪Il faut partir demain⟫. »",
    "« ⟪L'eau monte⟫ », se félicite a posteriori ⟦Paul Morin⟧.",
    // A quotation without a cue belongs to whom the sentence before it is about.
    "« ⟪L'eau monte⟫ », dit ⟦Paul Morin⟧. ⟦Le maire⟧ partage cet avis. « ⟪Il faut partir demain⟫. »",
    // Where objects start and end.
    "⟦La préfète⟧ évoque dans un communiqué ⟪une « crue brutale »⟫.",
    "⟦La préfète⟧ a exprimé ⟪son rejet « catégorique »⟫ à la suite du vote.",
    // Marks of two kinds, a mark turned the wrong way, À without its accent, a site's name.
    "\"⟪Le quai est sûr et le restera⟫”, a dit ⟦la préfète⟧.",
    "⟦La préfète⟧ dénonce ⟪un »acte hostile »⟫.",
    "A Valmont, où ⟦le maire⟧ a appelé à ⟪voter⟫, ⟦la préfète⟧ affirme que ⟪le quai tient⟫.",
    "⟪Le quai est sûr⟫, rapporte ⟦Valmont-Actu.fr⟧.",
    "A Valmont, le bilan est clair : « ⟪Tout a brûlé cette nuit⟫ », indique-t-on à ⟦la mairie⟧.",
    // Past a relative clause, a participle, a name with a dash.
    "⟦Le maire de Valmont, la ville où est née la révolte en mai⟧, dit que ⟪l'eau monte⟫.",
    "⟦Le député de Valmont – Les Prés, Marc Dufour⟧, dit que ⟪l'eau monte⟫.",
    "Le vote a surpris de nombreux ⟦élus⟧, pour qui ⟪la loi est morte⟫.",
    "⟦Le Mouvement du 23 Mars⟧ annonce ⟪quitter la ville⟫.",
    // Where clauses end: not at a verb that goes on, but at one that says something anew.
    "⟦Odile Perrin⟧ assure que ⟪le gardien l'a poussée et l'a accusée⟫.",
    "⟦Le port⟧ affirme ⟪avoir tout payé⟫, mais ⟦la banque⟧ dit que ⟪rien n'est venu⟫.",
    "⟦Le maire⟧ reproche aux élus de ⟪ne « pas être constructifs »⟫.",
    "La loi, qui ⟪plaît à deux habitants sur trois⟫, selon ⟦un sondage⟧, sera votée.",
    "La ministre présente des textes qui ⟪élargissent selon ⟦elle⟧ la loi⟫.",
    "« ⟪Je ne sais rien⟫ », a dit ⟦le maire⟧, « ⟪mais on vient de me prévenir⟫ ».",
    "« ⟪L'eau monte dans la rue⟫. » Voilà comment ⟦Paul Morin⟧ résume la nuit.",
    "Pour le port, estime-t-⟦il⟧, « ⟪c'est une question de survie⟫ ».",
    "C'est en pleine séance qu'⟦une élue⟧ se lève : « ⟪Le port est à nous !⟫ »",
    "« ⟪L'eau monte⟫ », dit ⟦Paul Morin⟧. Samedi, ⟦il⟧ réunira les élus. « ⟪Il faut partir demain⟫. »",
    "⟦Le port⟧ dit que ⟪« rien n'a changé », malgré le froid, et que « tout ira bien »⟫.",
    "C'est un chantier qui reste, selon ⟦elle⟧, « ⟪un gouffre pour la ville⟫ ».",
    "⟦La ministre⟧ a appelé le maire à ⟪ne pas « rester sourd »⟫.",
    "« ⟪Je pars, disait à la presse ⟦le maire⟧ début mai. Il le faut⟫. »",
    // What is taken up behind it.
    "⟪La ligne rouvrira en mai⟫. C'est du moins ce qu'affirme ⟦la mairie⟧.",
    "« ⟪La ligne rouvrira en mai⟫ ». C'est ce qu'a déclaré ⟦la mairie⟧.",
    // A verb that no table knows; marks that differ; who is meant by «l'indignation de».
    "« ⟪La ligne rouvrira en mai⟫ », flumbole ⟦la mairie⟧.",
    "⟦Marc Dufour⟧ : « ⟪Rien ne va changer pour nous ici⟫\"",
    "⟦Odile Perrin⟧ dit que « ⟪tous sont partis de la rue⟫« , sans un mot.",
    "Le vote suscite l'indignation de ⟦l'avocat⟧, qui dénonce ⟪une « dérive »⟫.",
    "⟦Le maire⟧ parle des marchés qui attendent une baisse, mais assure que ⟪rien ne presse⟫.",
    "⟦Le « Groupe de soutien au port et aux gens de la mer »⟧ affirme que ⟪rien ne presse⟫.",
    "⟦Le président⟧ commente la scène :\n— ⟪On voit sur le film que vous l'avez poussée⟫.",
  ])
  func `constructions give content and speaker`(marked: String) {
    let (bare, account) = reading(marked)
    #expect(drawn(bare, account.statements) == marked)
  }

  @Test(arguments: [
    "Les « gilets verts » ont défilé dans le calme.",
    "Son roman « La Nuit des sources » paraît lundi.",
    "Le ministre n'a pas précisé si la taxe serait levée.",
    "On dit que la rivière déborde chaque printemps.",
    "La région a décidé de fermer la ligne.",
    "Un parent, croisé dans la rue, réclame des trains.",
    "L'exposition « Cent ans de rail » retrace l'histoire de la gare.",
    "Le plan dit « Grand froid » doit être revu en janvier.",
    "Les deux pays signent l'accord dit « des deux rives ».",
    "Il a fallu une heure pour apprendre à tous que l'usine fermerait.",
    "À noter que la gare est ouverte.",
    "Les organisateurs, réunis au sein du front, réclament un retour rapide des élus.",
    "La critique retient la célèbre série « Les Enfants du seau ».",
    "Son nom n'a été prononcé par aucun candidat : « budget ».",
    "La marque « a ouvert",
    "Le blessé a été admis « en urgence » à l'hôpital.",
    "Un ouvrier a trouvé la mort dans le camion qu'il conduisait.",
    "Le coureur s'est montré plus à l'aise que son rival sur le plat.",
    "Il parle de fraude, cite trois noms et s'en va.",
    "Le résultat ne s'établira qu'à 33 millions d'euros.",
    "La loi prévoit que le quai ferme à minuit.",
    "Il a appris que son voisin partait.",
    "Il faut croire que la ligne rouvrira.",
    "Il est à noter que la ligne rouvrira.",
    "Leur chef, élu en mai, conteste la réélection du maire.",
    "Personne ne lui a notifié quoi que ce soit.",
    "Il les désigne chacun par des surnoms « affectueux ».",
    "Le conseil se poursuit selon l'ordre du jour.",
    "", " ", "»", "« »", "\"\"", "Selon", "selon ,", "« « « »", "a déclaré que", ", dit-il,",
  ])
  func `what nobody said gives no statement`(text: String) {
    #expect(reading(text).account.statements.isEmpty)
  }

  @Test(arguments: [
    (
      "Nora Lindqvist, directrice du port, a pris la parole. « Le quai est sûr », a-t-elle dit.",
      "Nora Lindqvist", 1
    ),
    ("Le maire Paul Morin arrive. « Tout va bien », a dit M. Morin.", "Paul Morin", 1),
    (
      "« Le quai est sûr », a dit Paul Morin. « Il rouvrira », a ajouté ce dernier.",
      "Paul Morin", 2
    ),
    ("« Le quai est sûr », a dit Paul Morin, qui a promis de revenir.", "Paul Morin", 2),
  ])
  func `pronouns and descriptions find their source`(text: String, name: String, count: Int) {
    let account = reading(text).account
    #expect(account.statements.count == count)
    for statement in account.statements {
      #expect(statement.source.map { account.sources[$0].name } == name)
    }
  }

  @Test(arguments: [
    // The name that the article gives in full, for each statement in order.
    (
      "Selon Oxfam, le quai est dangereux. L'ONG demande que le port ferme. « Il y a urgence », dit-elle.",
      "Oxfam|Oxfam|Oxfam"
    ),
    (
      "Une source policière affirme que le quai est fermé. « Il le restera », a-t-elle dit. La même source ajoute que deux hommes ont été arrêtés.",
      "source policière|source policière|source policière"
    ),
    (
      "Le ministre de l'Eau, Karim Haddad, assure que le barrage tient. Le ministre promet de rouvrir la vanne.",
      "Karim Haddad|Karim Haddad"
    ),
    ("Washington a affirmé que l'accord tenait.", "Washington"),
    (
      "Le directeur du port, Paul Morin, a reçu Nora Lindqvist. Cette dernière a estimé que le quai était sûr.",
      "Nora Lindqvist"
    ),
    (
      "Le procureur a reçu Paul Morin. « Le quai est sûr », a dit Paul Morin. Le procureur affirme que le quai est fermé.",
      "Paul Morin|procureur"
    ),
    (
      "Le quotidien français La Vigie, joint par téléphone, affirme que le quai est fermé.",
      "quotidien français La Vigie"
    ),
    ("Un habitant du quai, Hussein Ali, affirme que le quai est fermé.", "Hussein Ali"),
    (
      "« Tout va bien », a dit Paul Morin. Le procureur a refusé de répondre. Le dossier est « clos », a-t-il écrit.",
      "Paul Morin|procureur"
    ),
    (
      "« Tout va bien », a dit Paul Morin. Son parti ne le croit pas. Il assure que le quai est sûr.",
      "Paul Morin|Paul Morin"
    ),
    (
      "Valentine Sapounov a parlé. V. Sapounov affirme que le quai est sûr.", "Valentine Sapounov"
    ),
    (
      "La première à parler, Nora Lindqvist, a ri. Elle dit vouloir partir.", "Nora Lindqvist"
    ),
    (
      "« Le quai est sûr », a dit Paul Morin. Le port « rouvrira », ajoute-t-on.",
      "Paul Morin|Paul Morin"
    ),
    (
      "« Nous partirons », ont écrit Nils Berg et Jean Aubrac. « Le port est fermé », ont-ils ajouté.",
      "Nils Berg|Nils Berg et Jean Aubrac"
    ),
    ("On affirme que rien ne va. Il dit que le quai est fermé.", ""),
  ])
  func `speakers are called by their fullest name`(text: String, expected: String) {
    let account = reading(text).account
    let found = account.statements.map { statement in
      statement.name.map {
        String(decoding: Array(text.utf8)[$0.start..<$0.end], as: UTF8.self)
      } ?? ""
    }
    #expect(found.joined(separator: "|") == expected)
  }

  @Test(arguments: [
    (
      "« Le quai est sûr et il le restera », a dit Paul Morin.\n« Un mot sans fin dans la rue\nUne autre ligne de la même page.\n« La passerelle sera posée dans la semaine », a dit Paul Morin.",
      2
    ),
    (
      "\"Le quai est sûr et il le restera\", a dit Paul Morin. La planche mesure 5\" de moins que les autres.\n\"La passerelle sera posée dans la semaine\", a dit Paul Morin.",
      2
    ),
  ])
  func `an odd mark costs one quotation at most`(text: String, count: Int) {
    #expect(reading(text).account.statements.count == count)
  }
}
