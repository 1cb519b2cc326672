"""Which person a name stands for: written from docs/review-log.md (Persons), sharing nothing with the program."""

import unicodedata

ALIKE = {
    "a": "αа", "b": "ɓβвьъ", "c": "с", "d": "đðɖɗԁ", "e": "ɛεеє", "f": "ƒ", "g": "ց", "h": "ħηнңһհ", "i": "l1|ıłιіӏլוןا", "j": "јյ", "k": "ĸκкқ",
    "m": "μм", "n": "ɲνпո", "o": "0øοσоөօסه", "p": "ρр", "q": "ԛզ", "r": "гґ", "s": "ѕ", "t": "ŧτт", "u": "ս", "v": "ѵ", "w": "ωԝ", "x": "χхҳ",
    "y": "γυуүұ", "z": "ζ", "ae": "æӕ", "oe": "œ", "へ": "ヘ", "口": "ロ", "工": "エ", "力": "カ", "夕": "タ", "卜": "ト", "二": "ニ", "八": "ハ", "一": "ー",
}
DRAWN_AS = {letter: alike for alike, letters in ALIKE.items() for letter in letters}
SEPARATORS = " '’ʼ-‐.·・"


def person_of(name):
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept = [DRAWN_AS.get(letter, letter) for letter in folded if not "\u0300" <= letter <= "\u036f" and letter not in SEPARATORS]
    return "".join(kept).replace("rn", "m").replace("vv", "w")
