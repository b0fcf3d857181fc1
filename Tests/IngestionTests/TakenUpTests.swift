import Press
import Testing

@testable import Ingestion

/// Who «l'entreprise» and “he” are, in an article that names several.
@Suite struct `Who is taken up` {
  @Test(arguments: [
    // A firm is no union of states and no ministry, however often they are named.
    (
      """
      L'ONU a publié mardi un rapport sur Boréal Énergie. L'ONU y relève des retards. \
      « Nous avons tout payé », a répondu Boréal Énergie. L'entreprise a affirmé qu'elle ferait \
      appel auprès de l'ONU.
      """, ["Boréal Énergie", "Boréal Énergie"]
    ),
    (
      "L'ONU a publié un rapport. L'ONU y relève des retards. L'entreprise a affirmé qu'elle paierait.",
      ["entreprise"]
    ),
    // Who is of a team is not the team.
    (
      """
      Marc Tilliez n'a pas tremblé. « Le vent était pour nous », sourit Marc Tilliez. « On rentre \
      demain », annonce le rameur de la Sauterelle-CNX.
      """, ["Marc Tilliez", "nobody"]
    ),
    // «poursuit» goes on with the same person under another description.
    (
      """
      Marc Tilliez n'a pas tremblé. « Le vent était pour nous », sourit Marc Tilliez. « On rentre \
      demain », poursuit le rameur de la Sauterelle-CNX. « On fêtera ça », reprend le Quimpérois.
      """, ["Marc Tilliez", "Marc Tilliez", "Marc Tilliez"]
    ),
    // A description tells the office of the one who has just been named without any.
    (
      "C'est le vœu de Jean Aubrac. Le président du club nautique a proposé que la finale soit reportée.",
      ["Jean Aubrac"]
    ),
    (
      """
      C'est le vœu de l'avocat Jean Aubrac. Le président du club nautique a proposé que la finale \
      soit reportée.
      """, ["président du club nautique"]
    ),
    // Who works for somebody is not that one.
    (
      """
      Nils Berg a perdu son procès. Les avocats de M. Berg ont dit qu'il ferait appel. La cellule de \
      presse d'Anna Holm affirme que tout est calme.
      """, ["avocats", "cellule"]
    ),
    // What stands in apposition names others.
    (
      "Le professeur Nils Berg, chercheur de l'école de santé Anna Holm, a déclaré que l'essai est sûr.",
      ["Nils Berg"]
    ),
    // Whom a court tries holds no office in it.
    (
      """
      Nils Berg est jugé à Lima. « Il a menti », a dit le président de la cour Jean Aubrac. L'accusé \
      affirme qu'il dormait.
      """, ["Jean Aubrac", "Nils Berg"]
    ),
    // «selon lui» is not the one of whom it is said.
    (
      """
      « C'est tard », estime Nils Berg. Jean Aubrac vivait au-dessus de ses moyens, selon lui.
      """, ["Nils Berg", "Nils Berg"]
    ),
    // «elle» after three sentences of a quotation that go before.
    (
      """
      Anna Holm est rentrée. « Je suis partie en mai. Il pleuvait. On ne voyait rien. Le port était \
      vide. » Le livre paraît mardi. « J'y tenais », dit-elle.
      """, ["Anna Holm", "Anna Holm"]
    ),
    // A first name with a title is the one who bears it in full.
    (
      """
      « Rien ne presse », confie Mme Ana Velez Hassan. Le port reste fermé. « On verra », dit Mme Ana. \
      La présidente Ana affirme que le port rouvrira.
      """, ["Ana Velez Hassan", "Ana Velez Hassan", "Ana Velez Hassan"]
    ),
    // Two ministers are two; the portfolio in capitals is no part of a name.
    (
      """
      Le ministre de la Santé Oskar Lindqvist a été vu à table. Le Premier ministre Nils Berg a dit \
      qu'il le regrettait. « C'est faux », a déclaré le ministre de la Santé.
      """, ["Nils Berg", "Oskar Lindqvist"]
    ),
    // A description without a name goes to whoever spoke last, and not to who was only named.
    (
      """
      Jean Aubrac est mort au port. Un policier a déclaré que la porte était ouverte. « Rien n'a été \
      effacé », a dit le spécialiste.
      """, ["nobody", "nobody"]
    ),
    // The minister whom nobody introduces is the one person without an office.
    (
      """
      Anna Holm présente ses excuses. « Mes propos ont blessé », écrit la ministre de la Mer dans un \
      communiqué. Anna Holm avait été critiquée par Ludmila Berg, présidente du club.
      """, ["Anna Holm"]
    ),
    // A state has its own president.
    (
      """
      Le président norvégien Nils Berg se tait. Le président du Pérou a ordonné de fermer les ports.
      """, ["président du Pérou"]
    ),
    // A first name that was misspelt once.
    (
      """
      « Rien ne presse », a dit Damian Holm. La commission de Damian Holm siège. « On verra », a ajouté \
      Damien Holm.
      """, ["Damian Holm", "Damian Holm"]
    ),
    // Whom a court tries keeps being accused when it is said with the name.
    (
      """
      L'accusé Nils Berg est jugé à Lima pour la mort de Jean Aubrac. Nils Berg se tait. Nils Berg a fui. \
      L'accusé affirme qu'il dormait.
      """, ["Nils Berg"]
    ),
    // A pronoun goes on with whom the text is about, not with a state or with somebody named in passing.
    (
      """
      Nils Berg a reçu le prix du port. Le Pérou avait gagné la coupe. Il assure que l'argent \
      ira aux pêcheurs.
      """, ["Nils Berg"]
    ),
    (
      """
      Nils Berg est mort mardi à Oslo. Né à Lima, il a commenté vingt ans les matchs avec Jean Aubrac. Sa \
      franchise lui a valu des ennuis. En 1986, il a parlé d'un scandale après la finale. « Cet arbitre ne \
      devrait pas être ici », avait-il lancé.
      """, ["Nils Berg"]
    ),
    // A pronoun goes to a person rather than to a capitalised word that nothing proves.
    (
      "The inspector Mark Delgado visited the Farrow yard. “It is closed,” he said.",
      ["Mark Delgado"]
    ),
    // An English description takes up who was called so, and a body's noun the body of the text.
    (
      "Governor Nils Berg visited Oslo with Anna Holm. The port is shut. The governor said it would reopen.",
      ["Nils Berg"]
    ),
    (
      """
      The airline Skarven reported a loss on Tuesday. “Fuel is dear,” chief executive Nils Berg said. \
      The airline said it would cut jobs.
      """, ["Nils Berg", "Skarven"]
    ),
    (
      """
      Skarven Oil met its rivals on Monday. Skarven Oil shares fell. Even so, the company said that it \
      would drill.
      """, ["Skarven Oil"]
    ),
    // Neither a text nor what belongs to somebody takes anybody up.
    (
      """
      Skarven has a new boss. A letter of Skarven was published. The letter said that the fleet would \
      shrink.
      """, ["nobody"]
    ),
    // “it” is no person, “she” no body.
    (
      """
      Nils Berg met Skarven Oil on Monday. Skarven Oil has lost two ships. It said that they were insured.
      """, ["Skarven Oil"]
    ),
    // A first name says more than a title that both may bear.
    (
      "Anna Holm was in court. Judge Nils Berg read the sentence. “I am sorry for the boats,” she said.",
      ["Anna Holm"]
    ),
    // The senator who declined to answer is who writes.
    (
      """
      The senator declined to answer. Nils Berg and Skarven Oil had asked her. “It is a matter for the \
      courts,” she wrote.
      """, ["senator"]
    ),
    // Capitals that spell a name of the text, without brackets.
    (
      "The Oslo Harbour Workers Union met on Monday. OHWU said the port would shut.",
      ["Oslo Harbour Workers Union"]
    ),
    (
      "L'Union des ports de Lima s'est réunie lundi. L'UPL affirme que la grue est sûre.",
      ["Union des ports de Lima"]
    ),
  ])
  func `by what they are`(text: String, expected: [String]) {
    let account = Reader().account(of: Article(body: text))
    let names = account.statements.map { $0.source.map { account.sources[$0].name } ?? "nobody" }
    #expect(names == expected)
  }
}
