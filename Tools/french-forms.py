#!/usr/bin/env python3
"""Derives Sources/Languages/French/forms.tsv from Lexique 3.83.

  french-forms.py Lexique383.txt > Sources/Languages/French/forms.tsv

One line a form: the form, then its analyses, the most frequent first, separated by blanks.
An analysis is CODE or CODE:lemma (the lemma is left out where it equals the form):
  N noun, A adjective, V verb, D determiner, P pronoun, S preposition, C conjunction, R adverb
then features: gender m f, number s p; for verbs Z infinitive, G present participle,
K past participle (with gender and number), and finite forms by tense (i present indicative,
j imperfect, f future, c conditional, s simple past, u subjunctive present, w subjunctive
imperfect, y imperative) with their persons (1 2 3 singular, 4 5 6 plural).
Lexique: Boris New and Christophe Pallier, http://www.lexique.org, CC BY-SA 4.0.
"""
import sys
from collections import defaultdict

POS = {"NOM": "N", "ADJ": "A", "ADJ:num": "A", "VER": "V", "AUX": "V", "ADV": "R"}
TENSE = {"ind:pre": "i", "ind:imp": "j", "ind:fut": "f", "cnd:pre": "c", "ind:pas": "s",
         "sub:pre": "u", "sub:imp": "w", "imp:pre": "y"}
PERSON = {"1s": "1", "2s": "2", "3s": "3", "1p": "4", "2p": "5", "3p": "6"}


def encoding(path):
    """Lexique has been distributed in both encodings."""
    try:
        open(path, encoding="utf-8").read()
        return "utf-8"
    except UnicodeDecodeError:
        return "cp1252"


def main():
    forms = defaultdict(dict)
    lemma_frequency = {}
    with open(sys.argv[1], encoding=encoding(sys.argv[1])) as handle:
        next(handle)
        for line in handle:
            f = line.rstrip("\n").split("\t")
            form, lemma, pos, gender, number, info = f[0], f[2], f[3], f[4], f[5], f[10].strip('"')
            if pos not in POS or not form or " " in form:
                continue
            value = lambda text: float(text.replace(",", ".") or 0)
            books, lemma_books = value(f[9]) + value(f[8]) / 4, value(f[7]) + value(f[6]) / 4
            code, key = POS[pos], (POS[pos], lemma)
            entry = forms[form].setdefault(key, [0.0, set(), lemma_books])
            entry[0] += books
            if code == "V":
                for item in filter(None, info.split(";")):
                    if item == "inf":
                        entry[1].add("Z")
                    elif item == "par:pre":
                        entry[1].add("G")
                    elif item == "par:pas":
                        entry[1].add("K" + (gender or "m") + (number or ""))
                    else:
                        tense, person = item[:7], item[8:]
                        if tense in TENSE and person in PERSON:
                            entry[1].add(TENSE[tense] + PERSON[person])
            else:
                entry[1].add((gender or "") + (number or ""))
    for form in sorted(forms):
        analyses = []
        for (code, lemma), (books, features, lemma_books) in forms[form].items():
            if code == "V":
                keep = {x for x in features if x[0] in "ZGK" or x[1:] in "36" or books > 0.05}
                if not keep or lemma_books < 0.1 and books < 0.05:
                    continue
                if all(x[0] in "w" for x in keep) and books < 0.3:
                    continue
                text = "".join(sorted(keep))
            else:
                if books < 0.02 and lemma_books < 0.02:
                    continue
                text = max(features, key=len)
            analyses.append((-books, code + text + ("" if lemma == form else ":" + lemma)))
        if analyses:
            analyses.sort()
            print(form + "\t" + " ".join(a for _, a in analyses))


main()
