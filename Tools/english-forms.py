#!/usr/bin/env python3
"""Derives Sources/Languages/English/forms.tsv from WordNet 3.0.

  english-forms.py FOLDER > Sources/Languages/English/forms.tsv

FOLDER contains index.*, *.exc and cntlist.rev (Debian: wordnet-base, /usr/share/wordnet).
One line a form: the form, then its analyses, the most frequent first, separated by blanks.
An analysis is CODE or CODE:lemma (the lemma is left out where it equals the form):
  N noun, A adjective, V verb, R adverb
then features: s singular, p plural; for verbs Z infinitive and i6 present plural (same form),
i3 third person singular present, s3s6 simple past, K past participle, G present participle.
WordNet lists lemmas only: plurals, participles and third persons are made by the rules of
spelling below and by its lists of exceptions. Its sense counts give the order of the analyses.
"""
import os
import sys
from collections import defaultdict

VOWELS = "aeiou"
# Two forms that WordNet's exceptions do not distinguish: simple past, then past participle.
PAST = {
    "be": ("was", "been"), "do": ("did", "done"), "have": ("had", "had"), "go": ("went", "gone"),
    "see": ("saw", "seen"), "give": ("gave", "given"), "take": ("took", "taken"),
    "know": ("knew", "known"), "write": ("wrote", "written"), "speak": ("spoke", "spoken"),
    "show": ("showed", "shown"), "draw": ("drew", "drawn"), "break": ("broke", "broken"),
    "choose": ("chose", "chosen"), "fall": ("fell", "fallen"), "grow": ("grew", "grown"),
    "throw": ("threw", "thrown"), "begin": ("began", "begun"), "swear": ("swore", "sworn"),
    "forget": ("forgot", "forgotten"), "drive": ("drove", "driven"), "rise": ("rose", "risen"),
    "ride": ("rode", "ridden"), "wear": ("wore", "worn"), "bear": ("bore", "borne"),
    "tear": ("tore", "torn"), "eat": ("ate", "eaten"), "hide": ("hid", "hidden"),
    "fly": ("flew", "flown"), "blow": ("blew", "blown"), "shake": ("shook", "shaken"),
    "steal": ("stole", "stolen"), "freeze": ("froze", "frozen"), "wake": ("woke", "woken"),
    "drink": ("drank", "drunk"), "sing": ("sang", "sung"), "ring": ("rang", "rung"),
    "sink": ("sank", "sunk"), "swim": ("swam", "swum"), "spring": ("sprang", "sprung"),
    "shrink": ("shrank", "shrunk"), "come": ("came", "come"), "become": ("became", "become"),
    "run": ("ran", "run"), "overcome": ("overcame", "overcome"), "undergo": ("underwent", "undergone"),
    "undertake": ("undertook", "undertaken"), "withdraw": ("withdrew", "withdrawn"),
    "mistake": ("mistook", "mistaken"), "foresee": ("foresaw", "foreseen"),
    "forgive": ("forgave", "forgiven"), "oversee": ("oversaw", "overseen"),
    "overthrow": ("overthrew", "overthrown"), "foreswear": ("foreswore", "foresworn"),
    "forswear": ("forswore", "forsworn"), "beat": ("beat", "beaten"), "bite": ("bit", "bitten"),
    "lie": ("lay", "lain"), "arise": ("arose", "arisen"), "strive": ("strove", "striven"),
    "forbid": ("forbade", "forbidden"), "tread": ("trod", "trodden"), "weave": ("wove", "woven"),
    "rewrite": ("rewrote", "rewritten"), "retake": ("retook", "retaken"), "redo": ("redid", "redone"),
    "outgrow": ("outgrew", "outgrown"), "slay": ("slew", "slain"), "say": ("said", "said"),
    "tell": ("told", "told"), "think": ("thought", "thought"), "read": ("read", "read"),
    "put": ("put", "put"), "set": ("set", "set"), "let": ("let", "let"), "cut": ("cut", "cut"),
    "hit": ("hit", "hit"), "hurt": ("hurt", "hurt"), "cost": ("cost", "cost"),
    "quit": ("quit", "quit"), "shut": ("shut", "shut"), "spread": ("spread", "spread"),
    "split": ("split", "split"), "bet": ("bet", "bet"), "cast": ("cast", "cast"),
    "forecast": ("forecast", "forecast"), "broadcast": ("broadcast", "broadcast"),
    "burst": ("burst", "burst"), "thrust": ("thrust", "thrust"), "rid": ("rid", "rid"),
    "shed": ("shed", "shed"), "upset": ("upset", "upset"), "lay": ("laid", "laid"),
    "pay": ("paid", "paid"), "lead": ("led", "led"), "mislead": ("misled", "misled"),
    "plead": ("pleaded", "pleaded"), "prove": ("proved", "proven"), "wed": ("wed", "wed"),
    "hear": ("heard", "heard"), "find": ("found", "found"), "found": ("founded", "founded"),
    "bind": ("bound", "bound"), "wind": ("wound", "wound"), "wound": ("wounded", "wounded"),
    "get": ("got", "gotten"), "mean": ("meant", "meant"), "feel": ("felt", "felt"),
    "leave": ("left", "left"), "hold": ("held", "held"), "shoot": ("shot", "shot"),
}
# Words of one syllable or stressed at the end double their consonant; these do as well.
DOUBLING = set(
    "admit commit permit submit omit refer infer confer prefer defer transfer deter occur incur "
    "concur recur rebut compel expel propel repel dispel impel rebel control patrol enrol "
    "regret forget begin equip acquit allot abet upset excel cancel travel label model signal "
    "counsel channel quarrel marshal level fuel dial total worship kidnap program handicap "
    "format abut input outrun rerun remit emit transmit beset debug overlap unplug".split())
SINGLE = set("cancel travel label model signal counsel channel quarrel marshal level fuel dial "
             "total worship kidnap program".split())
EXTRA_NOUNS = "spokesperson spokespersons spokespeople spokeswoman billionaire millionaire lawmaker policymaker whistleblower".split()


def doubles(word):
    if word in DOUBLING:
        return True
    if len(word) < 3 or word[-1] in VOWELS + "wxyh" or word[-2] not in VOWELS:
        return False
    if word[-3] in VOWELS and not word[-3:-1] == "ui":
        return False
    # One vowel group: one syllable.
    groups, inside = 0, False
    for letter in word:
        vowel = letter in VOWELS + "y"
        groups += vowel and not inside
        inside = vowel
    return groups == 1


def third(word):
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("go", "do", "undergo", "veto", "echo"):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def past(word):
    if word.endswith("e"):
        return [word + "d"]
    if word.endswith("y") and word[-2] not in VOWELS:
        return [word[:-1] + "ied"]
    if word.endswith("c"):
        return [word + "ked"]
    if doubles(word):
        return [word + word[-1] + "ed"] + ([word + "ed"] if word in SINGLE else [])
    return [word + "ed"]


def gerund(word):
    if word.endswith("ie"):
        return [word[:-2] + "ying"]
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return [word[:-1] + "ing"]
    if word.endswith("c"):
        return [word + "king"]
    if doubles(word):
        return [word + word[-1] + "ing"] + ([word + "ing"] if word in SINGLE else [])
    return [word + "ing"]


def plural(word):
    if word.endswith("man") and word not in ("human", "german", "roman", "ottoman", "shaman", "talisman"):
        return word[:-3] + "men"
    if word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def main():
    folder = sys.argv[1]
    read = lambda name: open(os.path.join(folder, name), encoding="utf-8")
    count = defaultdict(int)
    for line in read("cntlist.rev"):
        key, _, n = line.split()
        lemma, rest = key.split("%")
        part = {"1": "N", "2": "V", "3": "A", "4": "R", "5": "A"}[rest[0]]
        count[lemma, part] += int(n)
    # Names and Latin families are capitals in the data files; kinds of plants and animals (lexical
    # files 05 and 20) are no words of the press.
    small, rare = set(), set()
    for line in read("data.noun"):
        if line.startswith(" "):
            continue
        field = line.split()
        words = [field[4 + 2 * i] for i in range(int(field[3], 16))]
        small.update(w for w in words if w.islower())
        if field[1] in ("05", "20", "27", "08"):
            rare.update(words)
    lemmas = defaultdict(dict)
    for name, part in (("noun", "N"), ("verb", "V"), ("adj", "A"), ("adv", "R")):
        for line in read("index." + name):
            if line.startswith(" "):
                continue
            field = line.split()
            word, senses = field[0], int(field[2])
            if "_" in word or not word.replace("-", "").replace("'", "").isalpha():
                continue
            n = count[word, part]
            # What no text of the count has and looks rare.
            if part == "N" and n == 0 and (word not in small or word in rare):
                continue
            if n == 0 and (len(word) < 3 or "-" in word or senses < 2 and len(word) > LONGEST[part]):
                continue
            lemmas[part][word] = n + 0.1 * senses
    for word in EXTRA_NOUNS[:1] + EXTRA_NOUNS[3:]:
        lemmas["N"].setdefault(word, 1)
    forms = defaultdict(dict)

    def add(form, part, features, lemma, weight):
        entry = forms[form].setdefault((part, lemma), [0.0, ""])
        entry[0] = max(entry[0], weight)
        for feature in features:
            if feature not in entry[1]:
                entry[1] += feature

    exceptions = defaultdict(lambda: defaultdict(list))
    for name, part in (("noun", "N"), ("verb", "V"), ("adj", "A")):
        for line in read(name + ".exc"):
            form, *bases = line.split()
            for base in bases:
                exceptions[part][base].append(form)
    for lemma, weight in lemmas["N"].items():
        singular = "p" if lemma in ("people", "police") else "s"
        add(lemma, "N", singular, lemma, weight)
        odd = [f for f in exceptions["N"][lemma] if f != lemma and "_" not in f]
        odd = [f for f in odd if f in PLURALS] or ([] if lemma in REGULAR else odd)
        for form in odd or ([] if lemma.endswith("ics") else [plural(lemma)]):
            add(form, "N", "p", lemma, weight * 0.5)
    for form in EXTRA_NOUNS[1:3]:
        add(form, "N", "p", "spokesperson", 1)
    for lemma, weight in lemmas["V"].items():
        if lemma in ("be", "have", "do", "can", "may", "must", "will", "shall"):
            continue
        # One verb has five forms: its weight goes to each in part.
        add(lemma, "V", ["Z", "i6"], lemma, weight * 0.6)
        add(third(lemma), "V", ["i3"], lemma, weight * 0.5)
        odd = [f for f in exceptions["V"][lemma] if "_" not in f and f != lemma]
        if lemma in PAST:
            add(PAST[lemma][0], "V", ["s3", "s6"], lemma, weight * 0.8)
            add(PAST[lemma][1], "V", ["K"], lemma, weight * 0.8)
            if lemma == "get":
                add("got", "V", ["K"], lemma, weight * 0.8)
        else:
            irregular = [f for f in odd if not f.endswith(("ing", "s"))]
            for form in irregular or past(lemma):
                add(form, "V", ["s3", "s6", "K"], lemma, weight * 0.8)
        irregular = [f for f in odd if f.endswith("ing")]
        for form in irregular or gerund(lemma):
            add(form, "V", ["G"], lemma, weight * 0.5)
    for lemma, weight in lemmas["A"].items():
        add(lemma, "A", "", lemma, weight)
        for form in exceptions["A"][lemma]:
            if form.endswith(("er", "est")) and form != lemma:
                add(form, "A", "", lemma, weight * 0.3)
        if len(lemma) <= 6 and lemma.isalpha() and lemma not in ("good", "bad", "far", "little") and weight > 1:
            stem = lemma[:-1] if lemma.endswith("e") else lemma[:-1] + "i" if lemma.endswith("y") \
                and lemma[-2] not in VOWELS else lemma + lemma[-1] if doubles(lemma) else lemma
            for ending in ("er", "est"):
                add(stem + ending, "A", "", lemma, weight * 0.2)
    for lemma, weight in lemmas["R"].items():
        add(lemma, "R", "", lemma, weight)
    print("# English forms, derived by Tools/english-forms.py from WordNet 3.0,")
    print("# Copyright 2006 by Princeton University. All rights reserved. WordNet may be used, copied,")
    print("# modified and distributed for any purpose and without fee, provided that this notice is kept.")
    print("# It is provided \"as is\", without warranty: https://wordnet.princeton.edu/license-and-commercial-use")
    print("form\tanalyses")
    for form in sorted(forms):
        if len(form) < 2 or form in CLOSED:
            continue
        analyses = []
        for (part, lemma), (weight, features) in forms[form].items():
            best = max(entry[0] for entry in forms[form].values())
            # A reading that is hardly ever meant.
            if weight < 0.25 and best >= 5 * max(weight, 0.1) and part != "V":
                continue
            if part == "N" and features == "p" and weight < 0.12 and best >= 1:
                continue
            analyses.append((-weight, part + features + ("" if lemma == form else ":" + lemma)))
        analyses.sort()
        print(form + "\t" + " ".join(a for _, a in analyses))


LONGEST = {"N": 7, "V": 9, "A": 7, "R": 11}
PLURALS = set(
    "men women children people feet teeth mice geese lives wives leaves halves knives wolves "
    "shelves thieves loaves selves crises analyses theses bases hypotheses criteria phenomena "
    "media data alumni stimuli nuclei bacteria strata curricula memoranda".split())
REGULAR = set("index forum stadium".split())
# Closed classes are in function-words.tsv.
CLOSED = set("a an the this that these those".split())

main()
