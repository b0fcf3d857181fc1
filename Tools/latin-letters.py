#!/usr/bin/env python3
"""Prints Sources/Press/LatinLetters.swift: what the letters of Unicode's Latin blocks are without marks.

A letter's plain form comes from its decomposition, else from its name («LATIN SMALL LETTER O WITH
STROKE» is an o). Letters without one, such as the schwa, are only made small.
"""
import re
import unicodedata

BLOCKS = [
    (0x00C0, 0x024F), (0x0250, 0x02AF), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F),
    (0xA722, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFF21, 0xFF5A),
]
NAMED = {
    "AE": "ae", "OE": "oe", "THORN": "th", "ETH": "d", "ENG": "n", "SHARP S": "ss", "LONG S": "s",
    "DOTLESS I": "i", "DOTLESS J": "j",
    "KRA": "q", "AA": "aa", "AO": "ao", "AU": "au", "AV": "av",
    "AY": "ay", "OO": "oo", "VY": "vy", "TZ": "tz", "FF": "ff", "FI": "fi", "FL": "fl", "FFI": "ffi",
    "FFL": "ffl", "LONG S T": "st", "ST": "st", "IJ": "ij", "TH": "th", "MIDDLE-WELSH LL": "ll",
}


def plain(letter):
    """The form without marks; None for what is no letter, the small letter when there is no other."""
    if not unicodedata.category(letter).startswith("L"):
        return None
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


print("""// Made by Tools/latin-letters.py; do not edit.

/// What the letters of Unicode's Latin blocks are in small letters without marks: œ is oe, ł is l.
package enum LatinLetters {
  /// Blocks in the order of their first letters: the first letter, and a word for each from it on;
  /// «·» for what is no letter.
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

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}""")
