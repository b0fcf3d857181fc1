/// Languages as people and programs call them.
package enum LanguageName {
  /// Codes of ISO 639-1 for names and for codes of ISO 639-2, all in small letters without accents.
  package static let codes: [String: String] = [
    "french": "fr", "francais": "fr", "fra": "fr", "fre": "fr", "franzosisch": "fr",
    "english": "en", "anglais": "en", "eng": "en", "englisch": "en",
    "german": "de", "allemand": "de", "deutsch": "de", "deu": "de", "ger": "de",
    "spanish": "es", "espagnol": "es", "espanol": "es", "spa": "es",
    "italian": "it", "italien": "it", "italiano": "it", "ita": "it",
    "dutch": "nl", "neerlandais": "nl", "nederlands": "nl", "nld": "nl", "dut": "nl",
    "portuguese": "pt", "portugais": "pt", "portugues": "pt", "por": "pt",
    "arabic": "ar", "arabe": "ar", "ara": "ar", "russian": "ru", "russe": "ru", "rus": "ru",
    "chinese": "zh", "chinois": "zh", "zho": "zh", "chi": "zh",
    "japanese": "ja", "japonais": "ja", "jpn": "ja",
  ]

  /// `fr` for «FR», «fr-FR», «French», «français», «fra»; what is unknown as it is, without its region.
  package static func code(_ name: String) -> String {
    let key = NameKey.fold(name)
    if let code = codes[key] { return code }
    let primary = String(key.split { $0 == "-" || $0 == "_" }.first ?? Substring(key))
    return codes[primary] ?? primary
  }
}
