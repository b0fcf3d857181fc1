/// Tells an undeclared charset from the letters of a text.
///
/// Only charsets that people's files are in take part. Each candidate decodes the bytes beyond ASCII;
/// the frequent letters of its languages speak for it, signs in the middle of words against it. Without
/// a clear winner there is no guess.
enum CharsetGuess {
  /// How many bytes are looked at.
  private static let reach = 64 << 10

  /// The charset that the letters of `bytes` fit; nil when Windows-1252 is as good as any.
  static func charset(of bytes: UnsafeRawBufferPointer) -> Charset? {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(reach))
    var (high, letters) = (0, 0)
    for byte in bytes {
      if byte >= 0x80 { high += 1 } else if (0x61...0x7A).contains(byte | 0x20) { letters += 1 }
    }
    guard high >= 2 else { return nil }
    return high > letters ? ofOtherScript(bytes, high) : ofWesternEurope(bytes)
  }

  /// True when the bytes beyond ASCII are letters and signs of Western Europe in Windows-1252.
  static func fitsWindows1252(_ bytes: UnsafeRawBufferPointer) -> Bool {
    fit(UnsafeRawBufferPointer(rebasing: bytes.prefix(reach)), .windows1252, western).score >= 0
  }

  // MARK: Latin letters with accents among ASCII

  /// Letters beyond ASCII that a language writes, in small letters.
  private typealias Alphabet = Set<Unicode.Scalar>

  private static func alphabets(_ lines: String) -> [Alphabet] {
    lines.split(separator: " ").map { Set($0.unicodeScalars) }
  }

  /// French, German, Spanish, Portuguese, Italian, Dutch, Swedish and Finnish, Danish and Norwegian,
  /// Icelandic.
  private static let western = alphabets(
    "éèàêçùâîôûëïüœæÿ äöüß áéíóúñü ãõáéíóúâêôàçü àèéìíîòóùú éëïóöüèê åäöé æøåéóò áéíóúýðþæö")
  /// Polish, Czech, Slovak, Hungarian, Romanian, Croatian and Slovene.
  private static let central = alphabets(
    "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű ăâîşţșț čćđšž")
  private static let turkish = alphabets("çğıöşü")
  /// Lithuanian, Latvian, Estonian.
  private static let baltic = alphabets("ąčęėįšųūž āčēģīķļņšūž äõöüšž")
  private static let vietnamese = alphabets(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")

  /// Charsets of Latin letters with the languages that people write in them; Windows-1252 first.
  private static let latin: [(charset: Charset, languages: [Alphabet])] = [
    ("windows-1252", western), ("iso-8859-15", western), ("macintosh", western),
    ("cp850", western), ("windows-1250", central), ("iso-8859-2", central), ("cp852", central),
    ("windows-1254", turkish), ("windows-1257", baltic), ("windows-1258", vietnamese),
  ].compactMap { name, languages in Charset(label: name).map { ($0, languages) } }

  private static func ofWesternEurope(_ bytes: UnsafeRawBufferPointer) -> Charset? {
    let usual = fit(bytes, .windows1252, western)
    // What is one language through and through needs no other charset: nearly every text ends here.
    if usual.isClean { return nil }
    var best: (charset: Charset, score: Int)?
    for (charset, languages) in latin.dropFirst() {
      let found = fit(bytes, charset, languages)
      // A charset of the same language differs in a few letters: one of them decides. Another language
      // has to explain much more.
      let margin = charset.rawValue == "iso-8859-15" ? 4 : max(4, usual.letters / 3)
      if found.score > 0, found.score >= usual.score + margin, found.score > best?.score ?? 0 {
        best = (charset, found.score)
      }
    }
    return best?.charset
  }

  /// Marks that stand between words in every language.
  private static let marks = Set("«»“”„‘–—…€°§·\u{A0}".unicodeScalars)
  /// Marks that stand at the end of a word, or in it.
  private static let attached = Set("’²³¹ºª".unicodeScalars)
  /// Letters that names bring into any Western text.
  private static let usual = western.reduce(into: Set<Unicode.Scalar>()) { $0.formUnion($1) }

  private static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(scalar.properties.lowercaseMapping) ?? scalar
  }

  /// How well the bytes beyond ASCII fit a charset in that of its languages which fits best, how many of
  /// them are in words, and whether all of these are letters of that language.
  ///
  /// Letters of one language speak for it; letters of its neighbours say nothing; a sign within a word,
  /// a capital after a small letter and a control speak against it.
  private static func fit(
    _ bytes: UnsafeRawBufferPointer, _ charset: Charset, _ languages: [Alphabet]
  ) -> (score: Int, letters: Int, isClean: Bool) {
    let scalars = Array(charset.decode(bytes).unicodeScalars)
    func isLetter(_ at: Int) -> Bool {
      scalars.indices.contains(at)
        && (scalars[at].value < 0x80
          ? (0x61...0x7A).contains(scalars[at].value | 0x20) : scalars[at].properties.isAlphabetic)
    }
    func isSmall(_ at: Int) -> Bool { isLetter(at) && scalars[at].properties.isLowercase }
    var counts: [Unicode.Scalar: Int] = [:]
    var (score, letters, hasOdd) = (0, 0, false)
    for (i, scalar) in scalars.enumerated() where scalar.value >= 0x80 {
      let (before, after) = (isLetter(i - 1), isLetter(i + 1))
      if scalar == "\u{FFFD}" || (0x80..<0xA0).contains(scalar.value) {
        score -= 4
        hasOdd = true
      } else if attached.contains(scalar) {
        // A raised figure within a word is another charset's letter.
        let isOdd = scalar != "’" && before && after
        score += isOdd ? -4 : 2
        hasOdd = hasOdd || isOdd
      } else if scalar.properties.isAlphabetic {
        letters += 1
        if scalar.properties.isUppercase, isSmall(i - 1) || before && isSmall(i + 1) {
          score -= 4
          hasOdd = true
        } else if scalar.properties.isUppercase {
          score += before || usual.contains(small(scalar)) ? 1 : 0
        } else if before || after {
          counts[scalar, default: 0] += 1
        }
      } else if marks.contains(scalar) {
        score += before && after ? -2 : 1
        hasOdd = hasOdd || before && after
      } else if before, after {
        letters += 1
        score -= 4
        hasOdd = true
      }
    }
    let sums = languages.map { alphabet in
      counts.reduce(0) { sum, letter in
        sum + letter.value
          * (alphabet.contains(letter.key) ? 2 : usual.contains(letter.key) ? 0 : -4)
      }
    }
    let most = sums.max() ?? 0
    let all = counts.reduce(0) { $0 + $1.value }
    return (score + most, letters, all > 0 && most == 2 * all && !hasOdd)
  }

  // MARK: Scripts of their own

  /// Charsets with the letters that are most frequent in the languages that use them.
  private static let others: [(charset: String, letters: Set<Unicode.Scalar>)] = [
    ("windows-1251", cyrillic), ("koi8-r", cyrillic), ("ibm866", cyrillic),
    ("iso-8859-5", cyrillic), ("x-mac-cyrillic", cyrillic), ("windows-1253", greek),
    ("windows-1256", arabic), ("iso-8859-6", arabic), ("windows-1255", hebrew),
    ("windows-874", thai), ("shift_jis", kana), ("euc-jp", kana), ("gbk", hanzi), ("big5", hanzi),
    ("euc-kr", hangul),
  ]
  private static let thai: Set<Unicode.Scalar> = Set(
    (0x0E01...0x0E4D).compactMap { Unicode.Scalar($0) })
  private static let cyrillic = Set("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфії".unicodeScalars)
  private static let greek = Set("αοιετςνησρκπυμλόίάέήύώγδβφχθωξζψ".unicodeScalars)
  private static let arabic = Set("اليمونرتبةعدسفهكقحجشصطخضذثأإىءزغظ".unicodeScalars)
  private static let hebrew = Set("יוהלאמרתבנשעדקפחטכצגסזםןךףץ".unicodeScalars)
  private static let kana: Set<Unicode.Scalar> = Set(
    (0x3041...0x30FC).compactMap { Unicode.Scalar($0) })
  private static let hanzi = Set(
    "的一是在不了有和人這这中大為为上個个國国我以要他時时來来用們们生到作地於于出就分對对成會会可主發发年動动同工也能下過过子說说產产種种面而方後后多定行學学法所民得經经十三之進进著着等部度家電电力裡里如水化高自二理起小物現现實实加量都兩两體体制機机當当使點点從从業业本去把性好應应開开它合還还因由其些然前外天政四日那社義义事平形相全表間间樣样與与關关各重新線线內内數数正心反你明看原又麼么利比或但質质氣气第向道命此變变條条只沒没結结解問问意建月公無无系軍军很情者最立代想已通並并提直題题黨党程展五果料象員员革位入常文總总次品式活設设及管特件長长求老頭头基資资邊边流路級级少圖图山統统接知較较將将組组見见計计別别她手角期根論论運运農农指幾几九區区強强放決决西被幹干做必戰战先回則则任取據据處处隊队南給给色光門门即保治北造百規规熱热領领七海口東东導导器壓压志世金增爭争濟济階阶油思術术極极交受聯联什認认六共權权收證证改清己美再採采轉转更單单風风切打白教速花帶带安場场身車车例真務务具萬万每目至達达走積积示議议聲声報报鬥斗完類类八離离華华名確确才科張张信馬马節节話话米整空元況况今集溫温傳传土許许步群廣广石記记需段研界拉林律叫且究觀观越織织裝装影算低持音眾众書书布復复容兒儿須须際际商非驗验連连斷断深難难近礦矿千週周委素技備备半辦办青省列習习響响約约支般史感勞劳便團团往酸歷历市克何除消構构府稱称太準准精值號号率族維维劃划選选標标寫写存候毛親亲快效斯院查江型眼王按格養养易置派層层片始卻却專专狀状育廠厂京識识適适屬属圓圆包火住調调滿满縣县局照參参紅红細细引聽听該该鐵铁價价嚴严"
      .unicodeScalars)
  private static let hangul: Set<Unicode.Scalar> = Set(
    "이다의는가에을를고하한지로은도서기사그시리나대자인어일아정해있것라수들부전주과장년제만원보상여성위공거스비방조관면적까경경동국신오마중생연구소말우었했".unicodeScalars)

  /// True when vowels and tones stand above or below nothing, as in no text of Thai, or Latin letters in
  /// its words: they are halves of Chinese signs.
  private static func isBrokenThai(_ text: String, _ letters: Int) -> Bool {
    var before: UInt32 = 0
    var (misplaced, glued) = (0, 0)
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let isAttached = value == 0x0E31 || 0x0E34...0x0E3A ~= value || 0x0E47...0x0E4E ~= value
      let mayCarry =
        0x0E01...0x0E2E ~= before || 0x0E31...0x0E3A ~= before || 0x0E47...0x0E4E ~= before
      if isAttached, !mayCarry { misplaced += 1 }
      if value < 0x80, scalar.properties.isAlphabetic, 0x0E01...0x0E5B ~= before { glued += 1 }
      before = value
    }
    return misplaced * 100 > letters || glued * 10 > letters
  }

  private static func ofOtherScript(_ bytes: UnsafeRawBufferPointer, _ high: Int) -> Charset? {
    var best: (charset: Charset, share: Double)?
    // Thai parts no words; every other script has a blank between them.
    let isWordless = bytes.count { $0 == 0x20 || $0 == 0x0A } * 12 < high
    for (name, letters) in others {
      if letters == thai, !isWordless { continue }
      guard let charset = Charset(label: name) else { continue }
      let text = charset.decode(bytes)
      var (own, foreign, signs) = (0, 0, 0)
      let isJapanese = letters == kana
      for scalar in text.unicodeScalars where scalar.value >= 0x80 {
        if letters.contains(scalar) {
          own += 1
        } else if isJapanese, (0x4E00..<0xA000).contains(scalar.value) {
          signs += 1
        } else if scalar == "\u{FFFD}" {
          foreign += 4
        } else if scalar.value < 0x3000 || scalar.value > 0x303F {
          foreign += 1
        }
      }
      // Chinese has no small set of letters: half of its signs are among the frequent ones.
      // Japanese writes its own letters between Chinese signs, at least one for two of them.
      if own * 2 < signs { continue }
      // Windows-874 leaves bytes free that the charsets of Chinese are full of.
      if letters == thai,
        text.unicodeScalars.contains("\u{FFFD}") || isBrokenThai(text, own)
      {
        continue
      }
      let share = Double(own) / Double(max(1, own + foreign)) * (letters == hanzi ? 1.5 : 1)
      if share > best?.share ?? 0 { best = (charset, share) }
    }
    guard let best, best.share > 0.5 else { return nil }
    return best.charset
  }
}
