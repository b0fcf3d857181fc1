/// Words in printed dates, lower case and without accents.
package enum DateWords {
  /// Months of French, English, German, Spanish, Italian, Dutch and Portuguese, 1 ... 12.
  ///
  /// And of Arabic as the Maghreb (جانفي), the Gulf (يناير), Morocco (غشت) and the Mashriq (شباط) name
  /// them, Russian, Ukrainian, Greek, Turkish, Polish, Czech, Hungarian, Finnish, Romanian, Catalan and the
  /// Scandinavian languages.
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
    for (i, line) in Array(names.enumerated()) + Array(further.enumerated()) {
      for name in line.split(separator: " ") { months[folded(String(name))] = i + 1 }
    }
    return months
  }()

  // Names of two words are one word here: the reader joins «كانون الثاني».
  private static let further = [
    "جانفي يناير كانونالثاني января янв ιανουαριου ιανουαριος ocak stycznia styczen ledna ianuarie gener січня tammikuuta",
    "فيفري فبراير شباط февраля фев φεβρουαριου φεβρουαριος subat lutego luty unora februarie febrer лютого helmikuuta",
    "مارس آذار марта мар μαρτιου μαρτιος mart marca marzec brezna martie marts березня marcius maaliskuuta",
    "أفريل أبريل نيسان апреля апр απριλιου απριλιος nisan kwietnia kwiecien dubna aprilie квітня aprilis huhtikuuta",
    "ماي مايو أيار мая μαιου μαιος mayis maja maj kvetna maig травня majus toukokuuta",
    "جوان يونيو يونيه حزيران июня июн ιουνιου ιουνιος haziran czerwca czerwiec cervna iunie juny червня junius kesakuuta",
    "جويلية يوليو يوليه يوليوز تموز июля июл ιουλιου ιουλιος temmuz lipca lipiec cervence iulie juliol липня julius heinakuuta",
    "أوت أغسطس غشت آب августа авг αυγουστου αυγουστος agustos sierpnia sierpien srpna agost augusti серпня augusztus elokuuta",
    "سبتمبر شتنبر أيلول сентября сен σεπτεμβριου σεπτεμβριος eylul wrzesnia wrzesien zari septembrie setembre вересня szeptember syyskuuta",
    "أكتوبر تشرينالأول октября окт οκτωβριου οκτωβριος ekim pazdziernika pazdziernik rijna octombrie жовтня lokakuuta",
    "نوفمبر نونبر تشرينالثاني ноября ноя νοεμβριου νοεμβριος kasim listopada listopad listopadu noiembrie marraskuuta",
    "ديسمبر دجنبر كانونالأول декабря дек δεκεμβριου δεκεμβριος aralik grudnia grudzien prosince decembrie desembre грудня joulukuuta",
  ]

  /// The first words of months that have two: «كانون الثاني», «تشرين الأول».
  static let firstHalves: Set<String> = ["كانون", "تشرين"]

  /// A word of letters as `fold` has them.
  package static func folded(_ word: String) -> String {
    word.unicodeScalars.map { fold($0) ?? "" }.joined()
  }

  /// Words after which the time of an update stands, and no part of the publication.
  static let updates: Set<String> = [
    "maj", "actualise", "actualisee", "modifie", "modifiee", "corrige", "updated", "update",
    "modified",
    "edited", "revised", "corrected", "aktualisiert", "actualizado", "aggiornato", "atualizado",
    "bijgewerkt",
  ]

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
  static let fillers: Set<String> = weekdays.union(updates).union(
    """
    le la du de des del della di den der dem am um vom il el em en of the on at a as alle op om
    publie publiee paru parue publication published posted mis mise jour date
    heure heures uhr hrs uur local time from par et
    يوم في الساعة بتاريخ نشر نشرت الموافق م ه لـ الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة
    السبت الأحد الاحد г года р року
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { folded(String($0)) })

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

  /// `scalar` as a small letter without its accent; nil when it is no letter of a script in which
  /// dates are read.
  package static func fold(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "a"..."z": return String(scalar)
    case "A"..."Z": return String(Unicode.Scalar(scalar.value + 32) ?? scalar)
    case "à", "á", "â", "ã", "ä", "å", "ą", "ă", "À", "Á", "Â", "Ä", "Å": return "a"
    case "è", "é", "ê", "ë", "ę", "ě", "È", "É", "Ê": return "e"
    case "ì", "í", "î", "ï", "ı", "Ì", "Í", "Î", "İ": return "i"
    case "ò", "ó", "ô", "õ", "ö", "ø", "º", "ª", "Ö", "Ø": return "o"
    case "ù", "ú", "û", "ü", "ů", "Ù", "Û", "Ü": return "u"
    case "ç", "ć", "č", "Ç", "Č": return "c"
    case "ñ", "ń": return "n"
    case "ğ", "Ğ": return "g"
    case "ł", "Ł": return "l"
    case "ř", "Ř": return "r"
    case "ś", "ş", "š", "ș", "Ś", "Ş", "Š": return "s"
    case "ź", "ż", "ž", "Ź", "Ż", "Ž": return "z"
    case "ý", "Ý": return "y"
    // A combining accent belongs to the letter before it, and so does an Arabic vowel.
    case "\u{0300}"..."\u{036F}", "\u{064B}"..."\u{0652}", "\u{0640}": return ""
    case "أ", "إ", "آ", "ا": return "ا"
    case "ى": return "ي"
    case "\u{0621}"..."\u{064A}": return String(scalar)
    case "ά": return "α"
    case "έ": return "ε"
    case "ή": return "η"
    case "ί", "ϊ", "ΐ": return "ι"
    case "ό": return "ο"
    case "ύ", "ϋ": return "υ"
    case "ώ": return "ω"
    case "\u{0386}"..."\u{03CE}", "\u{0400}"..."\u{045F}": return scalar.properties.lowercaseMapping
    default: return nil
    }
  }

  /// The value of a digit, also of an Arabic or Persian one.
  package static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0x660...0x669: Int(scalar.value - 0x660)
    case 0x6F0...0x6F9: Int(scalar.value - 0x6F0)
    default: nil
    }
  }
}
