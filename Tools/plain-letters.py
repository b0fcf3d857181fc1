#!/usr/bin/env python3
"""Prints Sources/Press/PlainLetters.swift: what letters and digits are without marks.

A letter's plain form comes from its decomposition, else from its name («LATIN SMALL LETTER O WITH
STROKE» is an o). Letters without one, such as the schwa, are only made small. Raised and lowered
digits and letters are those of the line. In Cyrillic, a mark mostly makes another letter (й, ї);
only the stress and the dots of ё, which are printed or not, go.
"""
import re
import unicodedata

BLOCKS = [
    (0x00AA, 0x00BA), (0x00C0, 0x024F), (0x0250, 0x02AF), (0x02B0, 0x02B8), (0x0386, 0x03FF),
    (0x0400, 0x052F), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2070, 0x209C),
    (0x2C60, 0x2C7F), (0xA722, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFF10, 0xFF19),
    (0xFF21, 0xFF5A),
]
STRESSED = {"ѐ": "е", "ё": "е", "ѝ": "и"}
NAMED = {
    "AE": "ae", "OE": "oe", "THORN": "th", "ETH": "d", "ENG": "n", "SHARP S": "ss", "LONG S": "s",
    "DOTLESS I": "i", "DOTLESS J": "j",
    "KRA": "q", "AA": "aa", "AO": "ao", "AU": "au", "AV": "av",
    "AY": "ay", "OO": "oo", "VY": "vy", "TZ": "tz", "FF": "ff", "FI": "fi", "FL": "fl", "FFI": "ffi",
    "FFL": "ffl", "LONG S T": "st", "ST": "st", "IJ": "ij", "TH": "th", "MIDDLE-WELSH LL": "ll",
}


def plain(letter):
    """The form without marks; None for what is no letter, the small letter when there is no other."""
    category = unicodedata.category(letter)
    if category in ("Nd", "No"):
        digit = unicodedata.normalize("NFKD", letter)
        return digit if digit.isascii() and digit.isdigit() else None
    if not category.startswith("L"):
        return None
    if "CYRILLIC" in unicodedata.name(letter, ""):
        return STRESSED.get(letter.lower(), letter.lower())
    if letter == "ς":
        return "σ"
    for form in ("NFD", "NFKD"):
        base = "".join(c for c in unicodedata.normalize(form, letter) if not unicodedata.combining(c))
        if base.isascii() and base.isalpha():
            return base.lower()
        if len(base) == 1 and base != letter and base.isalpha():
            return plain(base)
    name = unicodedata.name(letter, "")
    match = re.match(r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (.+?)(?: WITH .+)?$", name)
    if match:
        base = match[1]
        if base in NAMED:
            return NAMED[base]
        if re.fullmatch("[A-Z]", base):
            return base.lower()
    small = letter.lower()
    return small if len(small) == 1 else small[0]


print("""// Made by Tools/plain-letters.py; do not edit.

/// What letters of the Latin, Greek and Cyrillic blocks and raised digits are in small letters without
/// marks: œ is oe, ł is l, ё is е, ₂ is 2.
package enum PlainLetters {
  /// Blocks in the order of their first letters: the first letter, and a word for each from it on;
  /// «·» for what is neither letter nor digit.
  package static let blocks: [(first: UInt32, plain: [String])] = [""")
for first, last in BLOCKS:
    words = [plain(chr(c)) or "·" for c in range(first, last + 1)]
    print(f"    (\n      0x{first:04X},")
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 84:
            lines.append(line)
            line = ""
        line += word + " "
    lines.append(line.rstrip())
    body = "\n        + ".join(f'"{l}"' for l in lines)
    print(f"      words(\n        {body})\n    ),")
print("""  ]

  /// The first letter of these blocks that is `scalar` or comes after it; nil after the last.
  package static func next(from scalar: Unicode.Scalar) -> Unicode.Scalar? {
    for (first, plain) in blocks {
      if scalar.value < first { return Unicode.Scalar(first) }
      if scalar.value < first + UInt32(plain.count) { return scalar }
    }
    return nil
  }

  /// What a letter or digit of these blocks is; nil for another one, and for what is neither.
  package static func plain(_ scalar: Unicode.Scalar) -> String? {
    for (first, plain) in blocks where scalar.value < first + UInt32(plain.count) {
      guard scalar.value >= first else { return nil }
      let plain = plain[Int(scalar.value - first)]
      return plain == "·" ? nil : plain
    }
    return nil
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}""")
