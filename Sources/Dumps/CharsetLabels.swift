/// The labels of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org), and names that mail,
/// databases and DOS programs use beside them.
///
/// Labels are compared by their letters and digits. Where the standard reads a label as another
/// charset's superset, so do we: ISO-8859-9 is Windows-1254, GB2312 is GBK.
enum CharsetLabels {
  private static let list = """
    utf-8: unicode11utf8 unicode20utf8 utf8 xunicode20utf8 utf8mb4 utf8mb3 usascii ascii
      ansix341968 ansix341986 isoir6 csascii iso646us 646
    utf-7: utf7 unicode11utf7 unicode20utf7 csunicode11utf7 xunicode20utf7
    utf-16: utf16 utf16le utf16be unicode ucs2 iso10646ucs2 csunicode unicodefeff unicodefffe
    utf-32: utf32 utf32le utf32be ucs4
    ibm866: 866 cp866 csibm866 ibm866
    iso-8859-2: csisolatin2 iso88592 isoir101 iso885921987 l2 latin2
    iso-8859-3: csisolatin3 iso88593 isoir109 iso885931988 l3 latin3
    iso-8859-4: csisolatin4 iso88594 isoir110 iso885941988 l4 latin4
    iso-8859-5: csisolatincyrillic cyrillic iso88595 isoir144 iso885951988
    iso-8859-6: arabic asmo708 csiso88596e csiso88596i csisolatinarabic ecma114 iso88596
      iso88596e iso88596i isoir127 iso885961987
    iso-8859-7: csisolatingreek ecma118 elot928 greek greek8 iso88597 isoir126 iso885971987
      suneugreek
    iso-8859-8: csiso88598e csisolatinhebrew hebrew iso88598 iso88598e isoir138 iso885981988
      visual csiso88598i iso88598i logical
    iso-8859-10: csisolatin6 iso885910 isoir157 l6 latin6
    iso-8859-13: iso885913 latin7 l7
    iso-8859-14: iso885914 latin8 l8
    iso-8859-15: csisolatin9 iso885915 iso8859151999 l9 latin9 latin0
    iso-8859-16: iso885916 latin10 l10
    koi8-r: cskoi8r koi koi8 koi8r
    koi8-u: koi8ru koi8u
    macintosh: csmacintosh mac macintosh xmacroman macroman
    windows-874: dos874 iso885911 tis620 windows874 cp874
    windows-1250: cp1250 windows1250 xcp1250 win1250 1250
    windows-1251: cp1251 windows1251 xcp1251 win1251 1251
    iso-8859-1: cp819 csisolatin1 ibm819 iso88591 isoir100 iso885911987 l1 latin1 isolatin1
    windows-1252: cp1252 windows1252 xcp1252 win1252 ansi 1252 iso88591windows31latin1
    windows-1253: cp1253 windows1253 xcp1253 win1253 1253
    windows-1254: cp1254 csisolatin5 iso88599 isoir148 iso885991989 l5 latin5 windows1254
      xcp1254 win1254 1254
    windows-1255: cp1255 windows1255 xcp1255 win1255 1255
    windows-1256: cp1256 windows1256 xcp1256 win1256 1256
    windows-1257: cp1257 windows1257 xcp1257 win1257 1257
    windows-1258: cp1258 windows1258 xcp1258 win1258 1258
    x-mac-cyrillic: xmaccyrillic xmacukrainian maccyrillic
    gbk: chinese csgb2312 csiso58gb231280 gb2312 gb231280 gbk isoir58 xgbk cp936 ms936 euccn
      hzgb2312
    gb18030: gb18030
    big5: big5 big5hkscs cnbig5 csbig5 xxbig5 cp950
    euc-jp: cseucpkdfmtjapanese eucjp xeucjp
    iso-2022-jp: csiso2022jp iso2022jp
    shift_jis: csshiftjis ms932 mskanji shiftjis sjis windows31j xsjis cp932
    euc-kr: cseuckr csksc56011987 euckr isoir149 korean ksc56011987 ksc56011989 ksc5601
      windows949 cp949 uhc
    cp437: cp437 ibm437 437
    cp850: cp850 ibm850 850
    cp852: cp852 ibm852 852
    cp858: cp858 ibm858 ibm00858
    x-mac-ce: xmacce maccentraleurope xmaccentraleurroman
    """

  /// By label, letters and digits only: the name of the charset.
  static let names: [String: String] = {
    var names: [String: String] = [:]
    var name = ""
    for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if word.last == ":" {
        name = String(word.dropLast())
      } else {
        names[String(word)] = name
      }
    }
    return names
  }()

  /// What `iconv` calls a charset.
  static func iconvName(of name: String) -> String {
    switch name {
    case "gbk", "gb18030": "GB18030"
    case "big5": "BIG5-HKSCS"
    case "shift_jis": "CP932"
    case "euc-kr": "CP949"
    case "euc-jp": "EUC-JP-MS"
    case "windows-874": "CP874"
    case "x-mac-cyrillic": "MAC-CYRILLIC"
    case "x-mac-ce": "MACCENTRALEUROPE"
    case "koi8-u": "KOI8-U"
    default: name.hasPrefix("windows-") ? "CP" + name.dropFirst(8) : name.uppercased()
    }
  }
}
