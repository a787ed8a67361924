#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a treebank of made-up news sentences in CoNLL-U, from a small phrase grammar of our own.

Usage: news_sentences.py [SENTENCES [SEED]] >news.conllu

The free treebanks hold few of the constructions that news lives on: "…, KCNA reported on Sunday", "told X that", "urged X to",
"X, who …, met Y", "is accused of supplying", "talks between A and B are planned". The grammar makes them in all combinations,
with the conventions of the English Web Treebank (Universal Dependencies 2). Names stand as one word, as the pipeline gives them
to the parser. The same arguments give the same bytes.
"""
import sys


class Random:
    """Linear congruential (Knuth's MMIX constants): the same on every machine and in every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, percent):
        return self.below(100) < percent


R = Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)

# --- phrases: (tokens, head); a token is [form, upos, xpos, head within the phrase or -1, relation]


def word(form, upos, xpos):
    return [[form, upos, xpos, -1, "root"]], 0


def phrase(*parts):
    """Joins parts in order. One of them is the head, given bare; the others are (relation, phrase) and hang on it. None is left out."""
    tokens, head, hang = [], None, []
    for part in parts:
        if part is None:
            continue
        bare = not isinstance(part[0], str)
        relation, (more, at) = (None, part) if bare else part
        base = len(tokens)
        for form, upos, xpos, above, rel in more:
            tokens.append([form, upos, xpos, above + base if above >= 0 else -1, rel])
        if bare:
            head = at + base
        else:
            hang.append((at + base, relation))
    for at, relation in hang:
        tokens[at][3], tokens[at][4] = head, relation
    return tokens, head


def attach(base, relation, more):
    return phrase(base, (relation, more))


def P(form):
    return "punct", word(form, "PUNCT", {".": ".", "?": ".", ",": ",", '"': "''", "(": "-LRB-", ")": "-RRB-"}.get(form, ":"))


def adp(form):
    return word(form, "ADP", "IN")


# --- words

PEOPLE = ("Putin Lavrov Kim Un Hui Macron Scholz Biden Trump Blinken Zelensky Erdogan Raisi Modi Xi Li Wang Sunak Starmer Meloni Orban Tusk Duda Peskov "
          "Shoigu Kishida Ishiba Yoon Lee Lula Milei Petro Maduro Sisi Netanyahu Abbas Salman Assad Aliyev Pashinyan Tokayev Lukashenko Sandu Vucic Rama "
          "Rutte Guterres Leyen Borrell Kallas Novak Hansen Petrova Larsen Ruiz Haddad Costa Silva Okafor Mensah Abiy Kagame Ruto Marcos Widodo Anwar "
          "Kondrashov Choe Ho Austin Sullivan Rubio Hegseth Baerbock Cleverly Cameron Wong Albanese Trudeau Carney Sheinbaum Castillo Chaves Biya "
          "Mohammed Sharaa Fidan Araghchi Grossi Tedros Powell Lagarde").split()
COUNTRIES = ("Russia Korea China Japan Ukraine Norway Finland Sweden Germany France Britain Kingdom States Poland Hungary Serbia Kosovo Turkey Iran Iraq "
             "Israel Syria Lebanon Jordan Egypt Sudan Ethiopia Kenya Nigeria Mali Niger Cameroon India Pakistan Afghanistan Vietnam Thailand Indonesia "
             "Australia Canada Mexico Brazil Argentina Peru Venezuela Cuba Belarus Georgia Armenia Azerbaijan Moldova Estonia Latvia Lithuania Romania "
             "Moscow Pyongyang Washington Beijing Kyiv Tehran Ankara Brussels Seoul Tokyo Berlin Paris London").split()
BODIES = ("Kremlin NATO EU UN Union Council Commission Parliament Senate Ministry Pentagon OPEC ASEAN BRICS IAEA WHO IMF Bank Court Duma Congress "
          "Hamas Hezbollah Taliban Gazprom Rosneft Huawei Apple Airbus Boeing Tribunal Assembly Agency Army Guard Navy Front Party League").split()
MEDIA = "TASS KCNA Reuters AFP Xinhua Interfax Kommersant Bloomberg AP BBC CNN NHK KBS Yonhap Izvestia Spiegel Times Post Guardian Monde Jazeera".split()
PLACES = ("Moscow Pyongyang Vladivostok Beijing Geneva Vienna Oslo Wonsan Seoul Tokyo Kursk Bakhmut Crimea Donetsk Riyadh Doha Cairo Ankara Istanbul Kyiv Minsk "
          "Warsaw Budapest Belgrade Brussels Davos Munich Sochi Astana Lima Havana Nairobi Delhi Jakarta Singapore Hanoi Bali Kaliningrad Gaza").split()
DEMONYMS = ("Russian Korean Chinese Japanese Ukrainian Norwegian Finnish German French British American Polish Hungarian Serbian Turkish Iranian Iraqi Israeli "
            "Syrian Lebanese Egyptian Indian Pakistani Vietnamese Brazilian European Western Belarusian Georgian Saudi").split()
AGREEMENTS = "agreement treaty pact deal accord memorandum protocol contract convention declaration".split()
THINGS = ("weapons missiles tanks ammunition drones shells rockets aid food oil gas grain fuel equipment technology money intelligence information "
          "helicopters jets rifles artillery medicine munitions parts").split()
ISSUES = ("cooperation trade security sanctions energy investment defence migration climate relations ties peace tensions inflation terrorism disarmament "
          "disinformation propaganda").split()
PEOPLE_NOUNS = ("officials diplomats soldiers troops police authorities lawmakers ministers forces envoys analysts experts journalists protesters rebels "
                "prosecutors investigators delegates leaders companies banks workers reporters hackers militants separatists").split()
POSTS = ("president minister chancellor ambassador envoy spokesman spokeswoman leader director chairman secretary general governor mayor chief "
         "commander editor lawmaker diplomat official premier king").split()
ADJECTIVES = "new joint official bilateral regional economic military diplomatic political nuclear strategic major comprehensive early recent senior high humanitarian fresh".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
EVENTS = "meeting talks summit visit negotiations conference ceremony consultations exercise exercises trip call dialogue forum".split()
ACTS = "attack invasion strike raid launch test decision move plan move arrest detention killing incursion offensive proposal statement".split()

IRREGULAR = {  # past, participle
    "meet": ("met", "met"), "hold": ("held", "held"), "tell": ("told", "told"), "say": ("said", "said"), "give": ("gave", "given"), "send": ("sent", "sent"),
    "sell": ("sold", "sold"), "leave": ("left", "left"), "fly": ("flew", "flown"), "go": ("went", "gone"), "take": ("took", "taken"), "make": ("made", "made"),
    "break": ("broke", "broken"), "begin": ("began", "begun"), "pay": ("paid", "paid"), "seek": ("sought", "sought"), "see": ("saw", "seen"),
    "speak": ("spoke", "spoken"), "withdraw": ("withdrew", "withdrawn"), "strike": ("struck", "struck"), "lead": ("led", "led"), "win": ("won", "won"),
    "fight": ("fought", "fought"), "become": ("became", "become"), "buy": ("bought", "bought"), "write": ("wrote", "written"), "bring": ("brought", "brought"),
    "put": ("put", "put"), "set": ("set", "set"), "shoot": ("shot", "shot"), "forbid": ("forbade", "forbidden"), "come": ("came", "come"), "find": ("found", "found"),
}
DOUBLED = {"stop", "ban", "plan", "permit", "admit", "commit", "refer", "transfer", "ship", "jam"}


def forms(lemma):
    vowel_y = lemma[-1] == "y" and lemma[-2] not in "aeiou"
    third = lemma[:-1] + "ies" if vowel_y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stem = lemma + lemma[-1] if lemma in DOUBLED else lemma
    past = stem + "ed"
    if lemma[-1] == "e":
        past = lemma + "d"
    if vowel_y:
        past = lemma[:-1] + "ied"
    ing = (lemma[:-1] if lemma[-1] == "e" and not lemma.endswith("ee") else stem) + "ing"
    past, participle = IRREGULAR.get(lemma, (past, past))
    return {"VB": lemma, "VBZ": third, "VBP": lemma, "VBD": past, "VBN": participle, "VBG": ing}


def verb(lemma, xpos):
    return word(forms(lemma)[xpos], "VERB", xpos)


TRANSITIVE = ("meet visit criticise condemn attack sanction support praise accuse host welcome receive invade threaten join leave recognise back denounce detain arrest "
              "expel help arm fund finance annex bomb shell strike reject thank greet blame urge honour represent lead found own violate break sign ratify "
              "investigate fight capture occupy seize blockade release appoint succeed replace defend endorse protest warn tour contact call divide unite "
              "monitor question charge deport ban block").split()
TO = "travel fly go sail return move defect flee".split()
WITH = "meet cooperate trade negotiate speak talk confer agree work clash ally".split()
SAY = "say report announce claim confirm declare state add note stress argue insist warn suggest reveal write conclude".split()
SAY_AFTER = "say say report report write announce add note".split()
TELL = "tell inform assure remind warn notify".split()
ASK = "urge ask tell order invite persuade press encourage beg instruct help force allow".split()
TRY = "plan refuse fail try want hope agree decide vow promise pledge threaten intend seek offer decline attempt prepare expect manage continue begin".split()
DENY = "deny deny confirm".split()
GERUND = "deny consider stop avoid start begin admit suggest".split()
OF = "accuse suspect".split()
PARTICLES = (("call", "off"), ("call", "off"), ("put", "off"), ("break", "off"), ("wrap", "up"), ("set", "up"), ("kick", "off"), ("rule", "out"))
FOR = "thank criticise blame praise condemn punish arrest sanction".split()
GIVE = "give send offer sell lend supply grant hand".split()
WITH_WHAT = "provide supply arm threaten present".split()
TO_WHOM = "send sell supply deliver export transfer hand ship provide give donate".split()


# --- noun phrases

def name(kinds=None):
    return word(R.pick(R.pick(kinds or (PEOPLE, PEOPLE, COUNTRIES, COUNTRIES, BODIES, MEDIA))), "PROPN", "NNP")


def the(noun, xpos="NN", *before, det="the"):
    return phrase(("det", word(det, "DET", "DT")), *before, word(noun, "NOUN", xpos))


def adjective():
    return "amod", word(R.pick(ADJECTIVES), "ADJ", "JJ")


def demonym():
    return "amod", word(R.pick(DEMONYMS), "ADJ", "JJ")


def pp(preposition, inner):
    return phrase(("case", adp(preposition)), inner)


def owned(inner):
    owner = phrase(name((COUNTRIES, PEOPLE, BODIES)), ("case", word("'s", "PART", "POS")))
    return phrase(("nmod:poss", owner), inner)


def plural_people():
    noun = word(R.pick(PEOPLE_NOUNS), "NOUN", "NNS")
    way = R.below(6)
    if way == 0:
        return phrase(demonym(), adjective(), noun)
    if way == 1:
        return phrase(("nummod", word(R.pick("two three four ten 12 50".split()), "NUM", "CD")), demonym(), noun)
    if way == 2:
        return owned(noun)
    if way == 3:
        return phrase(word(R.pick("thousands hundreds dozens".split()), "NOUN", "NNS"), ("nmod", pp("of", phrase(demonym(), noun))))
    return phrase(demonym(), noun)


def both(a, b, conjunction="and"):
    return attach(a, "conj", phrase(("cc", word(conjunction, "CCONJ", "CC")), b))


def three(a, b, c):
    second = phrase(P(","), b)
    third = phrase(P(",") if R.chance(40) else None, ("cc", word("and", "CCONJ", "CC")), c)
    return phrase(a, ("conj", second), ("conj", third))


def post_of():
    return phrase(("det", word("the", "DET", "DT")) if R.chance(60) else None, demonym() if R.chance(25) else None,
                  word(R.pick(POSTS), "NOUN", "NN"), ("nmod", pp("of", name((COUNTRIES, BODIES, MEDIA)))) if R.chance(70) else None)


def country_description():
    noun = R.pick("agency broadcaster newspaper ministry company state ally neighbour organisation group alliance".split())
    before = owned(word(noun, "NOUN", "NN")) if R.chance(50) else the(noun, "NN", demonym() if R.chance(50) else None, det=R.pick(["the", "a"]))
    if R.chance(40):
        before = attach(before, "nmod", pp(R.pick(["of", "in"]), name((COUNTRIES, PLACES))))
    return before


def relative():
    who = word(R.pick(["who", "which", "that"]), "PRON", "WP")
    way = R.below(5)
    if way == 0:
        return phrase(("nsubj", who), verb(R.pick(TRANSITIVE), R.pick(["VBD", "VBZ"])), ("obj", np_simple()))
    if way == 1:
        return phrase(("nsubj", who), verb("work", "VBZ"), ("obl", pp("for", name((MEDIA, BODIES)))))
    if way == 2:
        return phrase(("nsubj", who), ("cop", word(R.pick(["is", "was"]), "AUX", "VBZ")), ("advmod", word("also", "ADV", "RB")) if R.chance(40) else None, post_of())
    if way == 3:
        return phrase(("nsubj", who), ("aux", word("has", "AUX", "VBZ")), verb(R.pick(TRANSITIVE), "VBN"), ("obj", np_simple()), time_or_place())
    return phrase(("nsubj", who), verb(R.pick("arrive live serve stay".split()), "VBD"), ("obl", pp("in", name((PLACES,)))), day())


def np_simple():
    way = R.below(10)
    if way < 6:
        return name()
    if way == 6:
        return plural_people()
    if way == 7:
        return the(R.pick(AGREEMENTS + EVENTS + ACTS), "NN", adjective() if R.chance(50) else None)
    if way == 8:
        return owned(phrase(adjective() if R.chance(40) else None, word(R.pick(AGREEMENTS + EVENTS + ACTS + ISSUES + POSTS), "NOUN", "NN")))
    return phrase(demonym(), word(R.pick(PEOPLE_NOUNS), "NOUN", "NNS"))


def agreement(det=None):
    before = adjective() if R.chance(50) else None
    base = phrase(("det", word(det or R.pick(["the", "a"]), "DET", "DT")), before, ("compound", word(R.pick(ISSUES), "NOUN", "NN")) if R.chance(30) else None,
                  word(R.pick(AGREEMENTS), "NOUN", "NN"))
    way = R.below(6)
    if way == 0:
        return attach(base, "nmod", pp("between", both(name(), name())))
    if way == 1:
        return attach(base, "nmod", pp("with", name()))
    if way == 2:
        return attach(base, "nmod", pp("on", word(R.pick(ISSUES), "NOUN", "NN")))
    return base


def np():
    """A noun phrase that news is about, as rich as it comes there."""
    way = R.below(24)
    if way < 9:
        return np_simple()
    if way < 12:
        return both(name(), name(), "and" if R.chance(90) else "or")
    if way == 12:
        return three(name(), name(), name())
    if way < 15:
        return phrase(name(), P(","), ("appos", post_of()), P(","))
    if way == 15:
        return phrase(name(), P(","), ("appos", country_description()), P(","))
    if way < 18:
        return phrase(name(), P(","), ("acl:relcl", relative()), P(","))
    if way == 18:
        return phrase(name((BODIES, MEDIA)), P(","), ("acl", phrase(verb("base", "VBN"), ("obl", pp("in", name((PLACES,)))))), P(","))
    if way == 19:
        return agreement()
    if way == 20:
        return phrase(post_of(), P(","), ("appos", name((PEOPLE,))), P(","))
    if way == 21:
        return phrase(both(plural_people(), plural_people()))
    if way == 22:
        return phrase(name((BODIES, MEDIA)), ("punct", word("(", "PUNCT", "-LRB-")), ("appos", name((BODIES, MEDIA))), ("punct", word(")", "PUNCT", "-RRB-")))
    return phrase(("cc:preconj", word("both", "CCONJ", "CC")), both(name(), name())) if R.chance(50) else owned(word(R.pick(POSTS), "NOUN", "NN"))


def trimmed(phrase_):
    """Without a comma at its end: for the end of a clause."""
    tokens, head = phrase_
    if tokens[-1][0] == ",":
        return tokens[:-1], head
    return phrase_


# --- times and places

def day():
    way = R.below(7)
    if way < 3:
        return "obl", pp("on", word(R.pick(DAYS), "PROPN", "NNP"))
    if way == 3:
        month = phrase(word(R.pick(MONTHS), "PROPN", "NNP"), ("nmod:unmarked", word(str(1990 + R.below(40)), "NUM", "CD")) if R.chance(60) else None)
        return "obl", pp("in", month)
    if way == 4:
        return "obl", pp("in", word(str(1990 + R.below(40)), "NUM", "CD"))
    if way == 5:
        return "obl:unmarked", phrase(("amod", word(R.pick(["last", "next"]), "ADJ", "JJ")), word(R.pick("week month year".split()), "NOUN", "NN"))
    return "obl", pp("on", phrase(word(R.pick(MONTHS), "PROPN", "NNP"), ("nummod", word(str(1 + R.below(30)), "NUM", "CD"))))


def place():
    if R.chance(70):
        return "obl", pp("in", name((PLACES, COUNTRIES)))
    event = the(R.pick(EVENTS), "NN", adjective() if R.chance(30) else None, det=R.pick(["a", "the"]))
    if R.chance(40):
        event = attach(event, "nmod", pp("in", name((PLACES,))))
    return "obl", pp(R.pick(["at", "during"]), event)


def time_or_place():
    return R.pick([None, None, day(), day(), place(), place()])


# --- clauses: built as (before, verb, after), so that auxiliaries and subjects can be put in front of any

def core(xpos):
    """A verb with what follows it."""
    way = R.below(34)
    v = lambda lemma: verb(lemma, xpos)
    if way < 9:
        return phrase(v(R.pick(TRANSITIVE)), ("obj", trimmed(np())))
    if way == 9:
        return phrase(v(R.pick(TO)), ("obl", pp("to", name((COUNTRIES, PLACES)))))
    if way == 10:
        return phrase(v("arrive"), ("obl", pp("in", name((PLACES,)))))
    if way < 13:
        return phrase(v(R.pick(WITH)), ("obl", pp("with", trimmed(np()))))
    if way == 13:
        talks = phrase(adjective() if R.chance(40) else None, word(R.pick(["talks", "consultations", "discussions", "negotiations"]), "NOUN", "NNS"))
        return phrase(v("hold"), ("obj", talks), ("obl", pp("with", trimmed(np()))))
    if way == 14:
        visit = the(R.pick(["visit", "trip"]), "NN", adjective() if R.chance(50) else None, det="a")
        return phrase(v(R.pick(["pay", "make"])), ("obj", attach(visit, "nmod", pp("to", name((COUNTRIES, PLACES))))))
    if way == 15:
        sanctions = phrase(adjective() if R.chance(40) else None, word("sanctions", "NOUN", "NNS"))
        preposition = R.pick(["on", "on", "against"])
        verb_ = R.pick(["impose", "lift", "ease", "announce", "extend", "tighten"])
        if preposition == "on" and R.chance(60):
            return phrase(v(verb_), ("obj", sanctions), ("obl", pp("on", trimmed(np()))))
        return phrase(v(verb_), ("obj", attach(sanctions, "nmod", pp(preposition, trimmed(np_simple())))))
    if way < 18:
        return phrase(v(R.pick(["sign", "conclude", "reach", "ratify", "ink", "reject", "violate", "leave"])), ("obj", agreement()))
    if way == 18:
        return phrase(v("sign"), ("obj", the(R.pick(AGREEMENTS), "NN", adjective() if R.chance(50) else None, det="a")), ("obl", pp("with", name())))
    if way == 19:
        return phrase(v(R.pick(TO_WHOM)), ("obj", things()), ("obl", pp("to", trimmed(np_simple()))))
    if way == 20:
        return phrase(v(R.pick(WITH_WHAT)), ("obj", trimmed(np_simple())), ("obl", pp("with", things())))
    if way == 21:
        return phrase(v(R.pick(GIVE)), ("iobj", name()), ("obj", things()))
    if way == 22:
        mark = ("mark", word("of", "SCONJ", "IN"))
        return phrase(v(R.pick(OF)), ("obj", trimmed(np_simple())), ("advcl", phrase(mark, core("VBG"))))
    if way == 23:
        mark = ("mark", word("for", "SCONJ", "IN"))
        return phrase(v(R.pick(FOR)), ("obj", trimmed(np_simple())), ("advcl", phrase(mark, core("VBG"))))
    if way == 24:
        return phrase(v(R.pick(["send", "deploy"])), ("obj", phrase(word(R.pick(["troops", "soldiers", "forces"]), "NOUN", "NNS"))), ("obl", pp("to", name((COUNTRIES, PLACES)))))
    if way == 25:
        return phrase(v(R.pick(["withdraw", "emerge"])), ("obl", pp("from", R.pick([agreement("the"), name((BODIES, COUNTRIES))]))))
    if way == 26:
        if R.chance(50):
            return phrase(v("participate"), ("obl", pp("in", the(R.pick(EVENTS)))))
        return phrase(v("take"), ("obj", word("part", "NOUN", "NN")), ("obl", pp("in", the(R.pick(EVENTS)))))
    if way == 27:
        first = phrase(v(R.pick(TO)), ("obl", pp("to", name((PLACES,)))))
        second = phrase(("cc", word("and", "CCONJ", "CC")), verb("meet", xpos), ("obj", name((PEOPLE,))), ("advmod", word("there", "ADV", "RB")) if R.chance(50) else None)
        return attach(first, "conj", second)
    if way == 28:
        # "discussed trade with", "praised the treaty"
        return phrase(v(R.pick("discuss praise condemn announce propose".split())), ("obj", R.pick([agreement(), owned(word(R.pick(ACTS), "NOUN", "NN"))])))
    if way == 30:
        # "called off his visit", "put off talks with"
        lemma, particle = R.pick(PARTICLES)
        event = word(R.pick(EVENTS), "NOUN", "NN")
        event = R.pick([owned(event), the(event[0][0][0]), attach(event, "nmod", pp("with", name())), attach(owned(event), "nmod", pp("to", name((COUNTRIES, PLACES))))])
        return phrase(v(lemma), ("compound:prt", word(particle, "ADP", "RP")), ("obj", event))
    if way == 31:
        # "called A a close partner"
        return phrase(v(R.pick(["call", "call", "name", "brand", "label", "consider"])), ("obj", trimmed(np_simple())), ("xcomp", judgement()))
    if way == 32:
        # "signed an agreement with A aimed at closer cooperation"
        deal = the(R.pick(AGREEMENTS), "NN", adjective() if R.chance(30) else None, det=R.pick(["a", "the"]))
        aim = phrase(verb("aim", "VBN"), ("obl", pp("at", phrase(adjective() if R.chance(60) else None, word(R.pick(ISSUES), "NOUN", "NNS")))))
        return phrase(v(R.pick(["sign", "conclude", "ratify", "reject"])), ("obj", attach(attach(deal, "nmod", pp("with", name())) if R.chance(70) else deal, "acl", aim)))
    if way == 33:
        # "discussed a visit by A to B"
        visit = attach(the(R.pick(["visit", "trip", "speech", "call"]), "NN", det=R.pick(["a", "the"])), "nmod", pp("by", name((PEOPLE,))))
        return phrase(v(R.pick("discuss plan expect cancel postpone propose".split())), ("obj", attach(visit, "nmod", pp("to", name((COUNTRIES, PLACES))))))
    return phrase(v(R.pick(TRANSITIVE)), ("obj", owned(phrase(adjective() if R.chance(40) else None, word(R.pick(ACTS + EVENTS + ISSUES), "NOUN", "NN")))))


def judgement():
    """What somebody is called: "a reliable partner", "a disgrace"."""
    return the(R.pick("partner ally friend threat enemy rival neighbour disgrace mistake success provocation step liar hero".split()), "NN",
               word(R.pick("reliable close true serious great dangerous grave old important".split()), "ADJ", "JJ") if R.chance(60) else None, det="a")


def things():
    noun = word(R.pick(THINGS), "NOUN", "NNS")
    if R.chance(25):
        return both(noun, word(R.pick(THINGS), "NOUN", "NNS"))
    return phrase(adjective() if R.chance(30) else None, noun)


def infinitive(inner=None):
    return phrase(("mark", word("to", "PART", "TO")), inner or predicate("VB"))


def predicate(xpos, depth=0):
    """A verb phrase, now and then one verb over another."""
    way = R.below(20)
    if way < 13 or depth > 1:
        return attach_some(core(xpos))
    if way < 15:
        return phrase(verb(R.pick(TRY), xpos), ("xcomp", infinitive(predicate("VB", depth + 1))))
    if way < 17:
        who = trimmed(np_simple())
        return phrase(verb(R.pick(ASK), xpos), ("iobj" if R.chance(70) else "obj", who), ("xcomp", infinitive(predicate("VB", depth + 1))))
    if way == 17:
        return phrase(verb("call", xpos), ("obl", pp("on", name())), ("xcomp", infinitive(predicate("VB", depth + 1))))
    if way == 18:
        return phrase(verb(R.pick(GERUND), xpos), ("xcomp", core("VBG")))
    return phrase(verb(R.pick(["agree", "decide"]), xpos), ("xcomp", infinitive(predicate("VB", depth + 1))))


def attach_some(base):
    for _ in range(R.below(3)):
        more = time_or_place()
        if more:
            base = phrase(base, more)
    return base


def auxiliaries():
    """What stands between subject and verb, and the verb's form."""
    way = R.below(20)
    aux = lambda form, xpos: ("aux", word(form, "AUX", xpos))
    no = ("advmod", word("not", "PART", "RB"))
    if way < 10:
        return [], "VBD"
    if way == 10:
        return [], "VBZ"
    if way == 11:
        return [aux("has", "VBZ")], "VBN"
    if way == 12:
        return [aux(R.pick(["will", "would", "may", "could", "might", "should", "must"]), "MD")], "VB"
    if way == 13:
        return [aux("did", "VBD"), no], "VB"
    if way == 14:
        return [aux("has", "VBZ"), no], "VBN"
    if way == 15:
        return [aux(R.pick(["will", "would", "may", "should"]), "MD"), no], "VB"
    if way == 16:
        return [aux(R.pick(["is", "was"]), "VBZ")], "VBG"
    if way == 17:
        return [aux("had", "VBD")], "VBN"
    if way == 18:
        return [("advmod", word(R.pick(["never", "also", "recently", "reportedly", "allegedly", "hardly", "repeatedly", "already"]), "ADV", "RB"))], "VBD"
    return [aux("will", "MD"), ("advmod", word("also", "ADV", "RB"))], "VB"


def passive():
    be = R.pick([[], [("aux", word("has", "AUX", "VBZ"))], [("aux", word("will", "AUX", "MD"))], [("aux", word("had", "AUX", "VBD"))]])
    form = {"has": "been", "had": "been", "will": "be"}.get(be[0][1][0][0][0] if be else "", R.pick(["was", "were", "is"]))
    negation = [("advmod", word("not", "PART", "RB"))] if R.chance(12) else []
    if be:
        be, negation = be + negation, []
    v = R.pick(TRANSITIVE)
    agent = ("obl:agent", pp("by", trimmed(np()))) if R.chance(65) else None
    extra = None
    if R.chance(25):
        v = R.pick(OF)
        extra = "advcl", phrase(("mark", word("of", "SCONJ", "IN")), core("VBG"))
        agent = ("obl:agent", pp("by", name())) if R.chance(40) else None
    elif R.chance(12):
        v = R.pick(["expect", "schedule", "ask", "order", "urge", "force", "invite"])
        extra = "xcomp", infinitive()
        agent = None
    elif R.chance(12):
        v, agent, extra = R.pick(["plan", "schedule", "expect"]), None, ("obl", pp("for", word(R.pick(MONTHS), "PROPN", "NNP")))
    return be, form, negation, v, agent, extra


def clause():
    """A finite clause without its full stop."""
    front = None
    if R.chance(14):
        relation, at = R.pick([day(), place()])
        front = (relation, at)
    comma = P(",") if front and R.chance(75) else None
    way = R.below(40)
    if way < 6:
        be, form, negation, v, agent, extra = passive()
        return phrase(front, comma, ("nsubj:pass", np()), *be, ("aux:pass", word(form, "AUX", "VBD")), *negation, verb(v, "VBN"), agent, extra, time_or_place())
    if way == 6:
        # "talks between A and B took place in C"
        event = phrase(("det", word(R.pick(["the", "a"]), "DET", "DT")), adjective() if R.chance(30) else None, word(R.pick(EVENTS), "NOUN", "NN"),
                       ("nmod", pp("between", both(name(), name()))))
        if R.chance(50):
            return phrase(("nsubj", event), verb("take", "VBD"), ("obj", word("place", "NOUN", "NN")), time_or_place())
        return phrase(("nsubj:pass", event), ("aux:pass", word(R.pick(["is", "was", "were"]), "AUX", "VBZ")), verb(R.pick(["plan", "hold", "schedule", "cancel", "postpone"]), "VBN"),
                      R.pick([("obl", pp("for", word(R.pick(MONTHS), "PROPN", "NNP"))), day(), place()]))
    if way == 7:
        # "A has yet to recognise B"
        return phrase(("nsubj", np()), word("has", "VERB", "VBZ"), ("xcomp", phrase(("advmod", word("yet", "ADV", "RB")), ("mark", word("to", "PART", "TO")), core("VB"))))
    if way == 8:
        return phrase(("nsubj", np()), ("aux", word(R.pick(["is", "was", "are"]), "AUX", "VBZ")), word("going", "VERB", "VBG"), ("xcomp", infinitive()))
    if way == 9:
        return phrase(("nsubj", np()), ("cop", word(R.pick(["is", "was"]), "AUX", "VBZ")), word(R.pick(["due", "likely", "ready", "set", "unlikely", "willing", "able", "unable", "about"]), "ADJ", "JJ"), ("xcomp", infinitive()))
    if way == 10:
        return phrase(("nsubj:pass", np()), ("aux:pass", word(R.pick(["is", "was"]), "AUX", "VBZ")), word(R.pick(["supposed", "expected", "scheduled", "said", "believed", "reported", "alleged", "thought"]), "VERB", "VBN"), ("xcomp", infinitive()))
    if way == 11:
        # "A is a member of B"
        noun = R.pick("member ally partner neighbour opponent friend part supporter critic founder".split())
        return phrase(("nsubj", np()), ("cop", word(R.pick(["is", "was"]), "AUX", "VBZ")), ("advmod", word("not", "PART", "RB")) if R.chance(15) else None,
                      ("det", word(R.pick(["a", "the"]), "DET", "DT")), adjective() if R.chance(30) else None, word(noun, "NOUN", "NN"), ("nmod", pp("of", name())))
    if way == 12:
        first = ("cc:preconj", word("Neither", "CCONJ", "CC"))
        return phrase(("nsubj", phrase(first, both(name(), name(), "nor"))), core("VBD"))
    if way == 13:
        # "the signing of … by …"
        deed = phrase(("det", word("the", "DET", "DT")), word(R.pick(["signing", "launch", "arrest", "killing", "invasion", "visit", "deployment", "release"]), "NOUN", "NN"),
                      ("nmod", pp("of", trimmed(np_simple()))), ("nmod", pp("by", name())) if R.chance(50) else None)
        return phrase(("nsubj", deed), core("VBD"))
    if way == 14:
        return phrase(("expl", word("there", "PRON", "EX")), word(R.pick(["was", "is"]), "VERB", "VBD"), ("nsubj", phrase(("det", word("no", "DET", "DT")), word(R.pick(AGREEMENTS + EVENTS), "NOUN", "NN"), ("nmod", pp(R.pick(["with", "between"]), both(name(), name()))))))
    if way == 15:
        # "A's visit to B began on …"
        deed = owned(phrase(adjective() if R.chance(30) else None, word(R.pick(["visit", "trip"]), "NOUN", "NN"), ("nmod", pp("to", name((COUNTRIES, PLACES))))))
        return phrase(("nsubj", deed), verb(R.pick(["begin", "end", "follow", "start"]), "VBD"), day())
    if way == 16:
        pronoun = word(R.pick(["he", "she", "it", "they"]), "PRON", "PRP")
        before, xpos = auxiliaries()
        return phrase(front, comma, ("nsubj", pronoun), *before, predicate(xpos))
    before, xpos = auxiliaries()
    tokens = phrase(front, comma, ("nsubj", np()), *before, predicate(xpos))
    tail = R.below(22)
    if tail == 0:
        return phrase(tokens, ("advcl", phrase(("mark", word(R.pick(["after", "before", "while", "without", "by"]), "SCONJ", "IN")), core("VBG"))))
    if tail == 1:
        return phrase(tokens, P(","), ("advcl", core("VBG")))
    if tail == 2:
        inner = phrase(("mark", word(R.pick(["after", "before", "because", "while", "as", "if", "unless", "when", "although"]), "SCONJ", "IN")), ("nsubj", np()), core("VBD"))
        return phrase(tokens, ("advcl", inner))
    if tail == 3:
        return phrase(tokens, ("advcl", infinitive(core("VB"))))
    if tail == 4:
        return phrase(tokens, P(",") if R.chance(60) else None, ("conj", phrase(("cc", word(R.pick(["and", "but"]), "CCONJ", "CC")), core("VBD"))))
    if tail == 5:
        return phrase(tokens, P(","), ("conj", phrase(("cc", word(R.pick(["and", "but"]), "CCONJ", "CC")), ("nsubj", np()), core("VBD"))))
    return tokens


def that(inner):
    return phrase(("mark", word("that", "SCONJ", "IN")) if R.chance(65) else None, inner)


def speaker():
    way = R.below(8)
    if way < 4:
        return name((PEOPLE, MEDIA, MEDIA, BODIES))
    if way == 4:
        return plural_people()
    if way == 5:
        return the(R.pick("agency ministry spokesman report newspaper official source statement".split()), "NN", demonym() if R.chance(40) else None, det=R.pick(["the", "a"]))
    if way == 6:
        return phrase(name((MEDIA,)), P(","), ("advcl", phrase(verb("cite", "VBG"), ("obj", R.pick([name((MEDIA, BODIES)), plural_people()])))), P(","))
    return phrase(name((PEOPLE,)), P(","), ("appos", post_of()), P(","))


def sentence():
    way = R.below(42)
    stop = P(".")
    if way < 20:
        return phrase(clause(), stop)
    if way < 24:
        return phrase(("nsubj", speaker()), verb(R.pick(SAY), "VBD"), day() if R.chance(20) else None, ("ccomp", that(clause())), stop)
    if way < 28:
        # "…, KCNA reported on Sunday."
        said = verb(R.pick(SAY_AFTER), "VBD")
        if R.chance(15):
            return phrase(("ccomp", clause()), P(","), said, ("nsubj", speaker_short()), stop)
        return phrase(("ccomp", clause()), P(","), ("nsubj", speaker_short()), said, R.pick([None, day(), ("obl", pp("in", the("statement", det="a"))), ("obl", pp("at", the("briefing", det="a")))]), stop)
    if way < 30:
        return phrase(("nsubj", speaker()), verb(R.pick(TELL), "VBD"), ("iobj", R.pick([name(), plural_people(), word("reporters", "NOUN", "NNS")])),
                      day() if R.chance(15) else None, ("ccomp", phrase(("mark", word("that", "SCONJ", "IN")) if R.chance(80) else None, clause())), stop)
    if way == 30:
        return phrase(clause(), P(","), ("obl", phrase(("case", phrase(word("according", "VERB", "VBG"), ("fixed", adp("to")))), speaker_short())), stop)
    if way == 31:
        return phrase(("nsubj", np()), verb(R.pick(DENY), "VBD"), ("ccomp", phrase(("mark", word("that", "SCONJ", "IN")), clause())), stop)
    if way == 32:
        claim = the(R.pick("claim report allegation accusation suggestion idea news fact".split()), "NN")
        if R.chance(40):
            claim = attach(word(R.pick("claims reports allegations accusations".split()), "NOUN", "NNS"), "nmod", pp(R.pick(["from", "by", "of"]), plural_people()))
        claim = attach(claim, "acl", phrase(("mark", word("that", "SCONJ", "IN")), clause()))
        return phrase(("nsubj", np()), verb(R.pick(["reject", "deny", "dismiss", "welcome", "confirm", "repeat", "highlight"]), "VBD"), ("obj", claim), stop)
    if way == 33:
        subject = name()
        return phrase(("aux", word(R.pick(["Did", "Will", "Has"]), "AUX", "VBD")), ("nsubj", subject), core("VB"), P("?"))
    if way == 34:
        # "A quoted B as saying that"
        said = phrase(("mark", word("as", "SCONJ", "IN")), verb("say", "VBG"), ("ccomp", that(clause())))
        return phrase(("nsubj", name((MEDIA,))), verb(R.pick(["quote", "cite"]), "VBD"), ("obj", name((PEOPLE, BODIES))), ("advcl", said), stop)
    if way == 35:
        quote = clause()
        return phrase(("punct", word('"', "PUNCT", "``")), ("ccomp", quote), P(","), ("punct", word('"', "PUNCT", "''")), ("nsubj", name((PEOPLE,))), verb(R.pick(["say", "tell"]), "VBD"),
                      ("iobj", word("reporters", "NOUN", "NNS")) if R.chance(30) else None, day() if R.chance(40) else None, stop)
    if way == 36:
        inner = phrase(("mark", word(R.pick(["If", "Unless", "After", "Before", "While", "Although", "When"]), "SCONJ", "IN")), clause())
        before, xpos = auxiliaries()
        return phrase(("advcl", inner), P(","), ("nsubj", np()), *before, predicate(xpos), stop)
    if way == 37:
        return phrase(clause(), P(","), ("advcl", phrase(verb(R.pick(["add", "say"]), "VBG"), ("ccomp", phrase(("mark", word("that", "SCONJ", "IN")), clause())))), stop)
    if way == 38:
        # "A, KCNA said, visited B."
        before, xpos = auxiliaries()
        return phrase(("nsubj", name()), P(","), ("parataxis", phrase(("nsubj", name((MEDIA, PEOPLE))), verb("say", "VBD"))), P(","), *before, predicate(xpos), stop)
    if way == 40:
        # "rejected a proposal that A leave B"
        wish = the(R.pick("proposal demand request recommendation call motion".split()), "NN", det=R.pick(["a", "the"]))
        wish = attach(wish, "acl", phrase(("mark", word("that", "SCONJ", "IN")), ("nsubj", trimmed(np_simple())), core("VB")))
        return phrase(("nsubj", np()), verb(R.pick("reject make support oppose repeat dismiss back".split()), "VBD"), ("obj", wish), stop)
    if way == 41:
        # "…, A said, calling it a disgrace."
        calling = phrase(verb(R.pick(["call", "brand", "label"]), "VBG"), ("obj", word(R.pick(["it", "them", "him"]), "PRON", "PRP")), ("xcomp", judgement()))
        return phrase(("ccomp", clause()), P(","), ("nsubj", speaker_short()), verb(R.pick(SAY_AFTER), "VBD"), P(","), ("advcl", calling), stop)
    # "the treaty that A signed", "the treaty signed by A"
    base = the(R.pick(AGREEMENTS), "NN", adjective() if R.chance(40) else None)
    inside = phrase(verb("sign", "VBN"), ("obl:agent", pp("by", both(name(), name()))) if R.chance(60) else None, day())
    if R.chance(40):
        inside = phrase(("obj", word("that", "PRON", "WDT")), ("nsubj", np_simple()), verb("sign", "VBD"), day())
        return phrase(("nsubj", attach(base, "acl:relcl", inside)), core("VBD"), stop)
    return phrase(("nsubj", attach(base, "acl", inside)), core(R.pick(["VBD", "VBZ"])), stop)


def speaker_short():
    return R.pick([name((MEDIA, PEOPLE, BODIES)), name((MEDIA,)), plural_people(), the(R.pick("ministry agency newspaper Kremlin report".split()))])


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    out = []
    made = 0
    while made < count:
        tokens, _ = sentence()
        if not 3 < len(tokens) <= 45:
            continue
        tokens[0][0] = tokens[0][0][0].upper() + tokens[0][0][1:]
        made += 1
        if (made - 1) % 20 == 0:
            out.append(f"# newdoc id = news-{(made - 1) // 20}")
        out.append("# text = " + " ".join(token[0] for token in tokens))
        for i, (form, upos, xpos, above, relation) in enumerate(tokens, 1):
            out.append("\t".join([str(i), form, "_", upos, xpos, "_", str(above + 1), relation, "_", "_"]))
        out.append("")
    sys.stdout.write("\n".join(out) + "\n")


main()
