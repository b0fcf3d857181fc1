"""First names of civil registers that the dictionary of Grammalecte lacks, with their gender.

    python3 Tools/first-names-registers.py nat2022.csv noms2008nat_txt.txt CENSUS > Sources/Languages/Shared/first-names-registers.tsv

nat2022.csv and noms2008nat_txt.txt are INSEE's files of first and of family names (insee.fr, open licence
Etalab 2.0): births in France since 1900, without accents. CENSUS is a folder with dist.male.first,
dist.female.first and dist.all.last of the census of the United States of 1990 (public domain; in the
source distribution of `names` on PyPI).

Left out: what is rarer than 300 births, more often a family name, most words of a language that is
read, names of other tables, and what is better known as a place.
"""
import collections
import csv
import os
import sys

LANGUAGES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Sources/Languages")
LEAST = 300
# Towns and regions after which people are named.
PLACES = set("""
    alma arizona asia athena aurora austin avignon berlin bethlehem boston brittany brooklyn cairo camden
    capri carolina catalina charleston chelsea cheyenne clermont clifton cleveland colombo corsica cuba dakota dallas
    damas delhi denver devon dijon diego douglas edison eden elba essex ethiopia europa france fresno galilee genoa geneva
    geneve granada grenada guadalupe hamilton harlem havana helena houston indiana indianapolis ireland
    jackson jamaica java jersey kenya kingston kobe kent lancaster laredo lisbon lima loire london lorraine louisiana
    lourdes lucerne madison madrid maine malaga malta manila memphis mercedes milan milano milwaukee mississippi missouri
    modena montana montreal moscow napoli nazareth nebraska nevada newton odessa olympia oran orlando
    paris petra philadelphia phoenix preston raleigh rio rome roma rochester salem salvador samoa san santa santiago
    savannah saxon scotia seattle sedan sidney siena sierra sienna somerset sparta stamford surrey sydney syria
    tahiti tamesis tampa tennessee texas toledo toronto trenton trinidad tripoli troy tulsa tunis tunisia valencia
    valencienne vallejo vegas venezia venice verona vienna virginia warren washington wellington windsor winchester
    york yuma zurich
""".split())

# Words of a language that are first names in the first place when they have a capital.
KEPT = set("alexandrine ana anas anis daphné garance gervais gil hind iman lamia landry lino maya riyad ruddy salah thaïs".split())


def table(path):
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


def taken():
    """Every word of the tables, and first names in other spellings."""
    words = set()
    files = [os.path.join(LANGUAGES, "Shared", "first-names.tsv")]
    for folder in ["French", "English"]:
        files += [os.path.join(LANGUAGES, folder, file) for file in os.listdir(os.path.join(LANGUAGES, folder))]
    for file in files:
        if file.endswith(".tsv"):
            for row in table(file):
                words.update(row[0].lower().split())
    return words


def main(first, family, census):
    counts = collections.defaultdict(lambda: [0, 0])
    for row in csv.DictReader(open(first, encoding="utf-8"), delimiter=";"):
        counts[row["preusuel"]][int(row["sexe"]) - 1] += int(row["nombre"])
    families = {}
    for row in list(csv.reader(open(family, encoding="latin-1"), delimiter="\t"))[1:]:
        families[row[0]] = sum(int(cell or 0) for cell in row[1:])
    chosen = {
        name: pair for name, pair in counts.items()
        if sum(pair) >= LEAST and families.get(name, 0) < sum(pair) and name.isalpha()
    }
    shares = {row.split()[0]: float(row.split()[1]) for row in open(os.path.join(census, "dist.all.last"))}
    american = collections.defaultdict(lambda: [0, 0])
    for place, file in enumerate(["dist.male.first", "dist.female.first"]):
        for row in open(os.path.join(census, file)):
            name, share = row.split()[:2]
            american[name][place] += float(share)
    for name, pair in american.items():
        if shares.get(name, 0) < sum(pair) and families.get(name, 0) < sum(counts.get(name, [1])):
            chosen.setdefault(name, pair)
    left = (taken() | PLACES) - KEPT
    print("# First names of civil registers that Shared/first-names.tsv lacks: m, f, e for both. From INSEE's file of first")
    print("# names (open licence Etalab 2.0) and the census of the United States of 1990 (public domain), by")
    print("# Tools/first-names-registers.py.")
    print("name\tgender")
    for name in sorted(chosen):
        if name.lower() in left or len(name) < 3:
            continue
        male, female = chosen[name]
        gender = "m" if male > 9 * female else "f" if female > 9 * male else "e"
        print(f"{name.capitalize()}\t{gender}")


if __name__ == "__main__":
    main(*sys.argv[1:])
