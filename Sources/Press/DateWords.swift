/// Words in printed dates, lower case and without accents.
package enum DateWords {
  /// Months of French, English, German, Spanish, Italian, Dutch and Portuguese, 1 ... 12.
  package static let months: [String: Int] = {
    let names = [
      "janvier janv jan january januar jaenner janner enero ene gennaio gen gennaro januari janeiro",
      "fevrier fevr fev february feb febr februar febrero febbraio februari fevereiro",
      "mars mar march marz maerz mrz marzo maart mrt marco",
      "avril avr april apr abril abr aprile",
      "mai may mayo maggio mag mei maio",
      "juin june jun juni junio giugno giu junho",
      "juillet juil juill july jul juli julio luglio lug julho",
      "aout aou august aug agosto ago augustus",
      "septembre sept sep september septiembre setiembre set settembre setembro",
      "octobre oct october oktober okt octubre ottobre ott outubro out",
      "novembre nov november noviembre novembro",
      "decembre dec december dezember dez diciembre dic dicembre dezembro",
    ]
    var months: [String: Int] = [:]
    for (i, line) in names.enumerated() {
      for name in line.split(separator: " ") { months[String(name)] = i + 1 }
    }
    return months
  }()

  /// Weekdays, whole and cut.
  package static let weekdays: Set<String> = Set(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat
    sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lunes martes miercoles jueves viernes sabado domingo lunedi martedi mercoledi giovedi venerdi
    sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag segunda terca quarta
    quinta sexta feira mie jue vie sab dom gio
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

  /// Weekdays and the little words around dates; they say nothing about when.
  static let fillers: Set<String> = weekdays.union(
    """
    le la du de des del della di den der dem am um vom il el em en of the on at a as alle op om
    publie publiee paru parue publication published posted mis mise jour updated modifie date
    heure heures uhr hrs uur local time from par et
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

  /// What follows a number that is a day: «1er», «2nd».
  static let ordinals: Set<String> = ["er", "st", "nd", "rd", "th", "e", "o", "eme", "ere"]

  /// Minutes east of Greenwich.
  package static let zones: [String: Int] = [
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "tu": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60,
    "met": 60, "mez": 60, "cest": 120, "mest": 120, "mesz": 120, "sast": 120, "eet": 120,
    "eest": 180, "msk": 180, "ist": 330, "jst": 540, "kst": 540, "aest": 600, "aedt": 660,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "hst": -600, "akst": -540, "akdt": -480,
  ]

  /// `scalar` as a small letter without its accent; nil when it is no Latin letter.
  package static func fold(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "a"..."z": return String(scalar)
    case "A"..."Z": return String(Unicode.Scalar(scalar.value + 32) ?? scalar)
    case "à", "á", "â", "ã", "ä", "À", "Á", "Â", "Ä": return "a"
    case "è", "é", "ê", "ë", "È", "É", "Ê": return "e"
    case "ì", "í", "î", "ï", "Ì", "Í", "Î": return "i"
    case "ò", "ó", "ô", "õ", "ö", "º", "ª": return "o"
    case "ù", "ú", "û", "ü", "Ù", "Û", "Ü": return "u"
    case "ç", "Ç": return "c"
    case "ñ": return "n"
    // A combining accent belongs to the letter before it.
    case "\u{0300}"..."\u{036F}": return ""
    default: return nil
    }
  }
}
