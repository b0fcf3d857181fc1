"""First names with their gender, from the dictionary of Grammalecte (Debian: hunspell-fr-comprehensive).

    python3 Tools/first-names.py /usr/share/hunspell/fr.dic > Sources/Languages/Shared/first-names.tsv

The dictionary is by Olivier R. and others, licence MPL 2.0; so is the table made from it.
"""
import sys

GENDERS = {"mas": "m", "fem": "f", "epi": "e"}
# Months and a verb in English texts; French/first-names-more.tsv has them.
OTHER_WORDS = {"April", "June", "Will"}
rows = {}
for line in open(sys.argv[1], encoding="utf-8"):
    word, _, rest = line.rstrip("\n").partition(" ")
    name = word.partition("/")[0]
    if "po:prn" not in rest.split() or not name[:1].isupper() or name in OTHER_WORDS:
        continue
    for tag in rest.split():
        gender = GENDERS.get(tag.partition(":")[2]) if tag.startswith("is:") else None
        if gender:
            rows[name] = gender if rows.get(name, gender) == gender else "e"
print("# First names and their gender: m, f, e for both. From fr.dic of Grammalecte by Olivier R.")
print("# (Tools/first-names.py), licence MPL 2.0; this file is under the same licence.")
print("name\tgender")
for name in sorted(rows):
    print(f"{name}\t{rows[name]}")
