"""Figures in words, in digits, or in both ("2.5 million"): one key for one number, whichever way it is set.

House styles spell out small numbers and say when (AP: one to nine; Guardian: one to nine, with % and m for what is
spoken as "per cent" and "million"), so a quotation may be set in either way without a change of words.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

_TO_NINETEEN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_UNITS = {word: value for value, word in enumerate(_TO_NINETEEN)}
_TENS = {
    word: 20 + 10 * place
    for place, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))
}
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_NTH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)  # fmt: skip
_ORDINALS = {word: value for value, word in enumerate(_NTH, 1)}
_ORDINALS |= {word[:-1] + "ieth": value for word, value in _TENS.items()}
_DECADES = {word[:-1] + "ies": value for word, value in _TENS.items()}
_WORDS = frozenset(_UNITS.keys() | _TENS.keys() | _ORDINALS.keys() | _DECADES.keys() | _SCALES.keys())
_GROUPED, _GROUP = re.compile(r"\d{1,3}(?:\d{3})*"), re.compile(r"\d{3}")
_DIGITS = re.compile(r"(\d[\d,]*)((?:\.\d+)?)([½¼¾])?([^\W\d]*)$")
_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_UNIT_KEYS = {
    "percent": "percent", "pct": "percent", "pc": "percent", "%": "percent",
    "dollars": "dollar", "dollar": "dollar", "pounds": "pound", "pound": "pound", "euros": "euro", "euro": "euro",
    "pence": "pence", "p": "pence", "cents": "cent", "cent": "cent", "yen": "yen",
    "kilometers": "km", "kilometer": "km", "kms": "km", "km": "km", "kilograms": "kg", "kilogram": "kg", "kg": "kg",
    "centimeters": "cm", "cm": "cm", "millimeters": "mm", "mm": "mm", "miles": "miles", "mph": "mph", "am": "am",
    "pm": "pm", "degrees": "degrees", "°": "degrees", "tons": "tons", "x": "times",
}  # fmt: skip
"""How the unit behind a figure is compared: abbreviated or in full is one unit, another unit is another word."""
SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}


def begins_figure(word: str) -> bool:
    """Whether a word in lower case may begin a figure."""
    return word in _WORDS or word[0].isdigit() or word in SIGNS


def unit_key(word: str) -> str:
    """The key of a word that stands behind a figure."""
    return _UNIT_KEYS.get(word, word)


def read_figure(words: Sequence[str], at: int) -> tuple[list[str], int]:
    """The keys of the figure that begins at `at`, and the number of words that it takes; none, 0 if there is none.

    A number's key is `#` and its value and `;`, so that no other number's key ends or begins it. A currency's sign
    stands behind its number, as it is spoken.
    """
    start, currency = at, ""
    if words[at] in SIGNS:
        currency, at = SIGNS[words[at]], at + 1
        if at == len(words) or not words[at][0].isdigit():
            return [], 0
    keys, taken = _digits(words, at) if words[at][0].isdigit() else _spelt(words, at)
    if currency and taken:
        keys.insert(1, currency)
    return keys, (at + taken - start if taken else 0)


def _digits(words: Sequence[str], at: int) -> tuple[list[str], int]:
    text, taken = _grouped(words, at)
    if ":" in text:
        hours, minutes = text.split(":", 1)
        return [f"#{int(hours)};", f"#{minutes};"], taken
    found = _DIGITS.match(text)
    if found is None:
        return [text], taken
    whole, fraction, part, suffix = found.groups(default="")
    following = words[at + taken] if at + taken < len(words) else ""
    if fraction and (suffix in ("am", "pm") or following in ("am", "pm")):
        return [f"#{int(whole)};", f"#{fraction[1:]};", *([suffix] if suffix else [])], taken
    value = Decimal(whole.replace(",", "") + fraction) + _PARTS.get(part, Decimal(0))
    if suffix in _ENDINGS:
        return [f"#{_shown(value)}{_ENDINGS[suffix]};"], taken
    if suffix in _UNIT_KEYS and suffix not in _SCALES:
        return [f"#{_shown(value)};", _UNIT_KEYS[suffix]], taken
    if suffix and suffix not in _SCALES:
        return [text], taken
    value *= _SCALES.get(suffix, 1)
    while at + taken < len(words) and words[at + taken] in _SCALES and len(words[at + taken]) > 2:
        value *= _SCALES[words[at + taken]]
        taken += 1
    return [f"#{_shown(value)};"], taken


_ENDINGS = {"st": "th", "nd": "th", "rd": "th", "th": "th", "s": "s", "'s": "s"}


def _grouped(words: Sequence[str], at: int) -> tuple[str, int]:
    """A number in digits whose thousands may stand apart by spaces, and the words that it takes."""
    text, taken = words[at], 1
    while (
        len(words[at]) <= 3
        and _GROUPED.fullmatch(text)
        and _GROUP.fullmatch("".join(words[at + taken : at + taken + 1]))
    ):
        text += words[at + taken]
        taken += 1
    return text, taken


def _spelt(words: Sequence[str], at: int) -> tuple[list[str], int]:
    """A number in words; years as they are spoken ("nineteen eighty-four") are one number."""
    value, taken, ending = _below_million(words, at)
    if not taken:
        return [], 0
    following = at + taken
    if (
        not ending
        and 10 <= value <= 20
        and following < len(words)
        and (words[following] in _TENS or words[following] in _UNITS)
    ):
        rest, more, ending = _below_million(words, following)
        if more and 10 <= rest < 100:
            return [f"#{int(value) * 100 + int(rest)}{ending};"], taken + more
        ending = ""
    return [f"#{_shown(value)}{ending};"], taken


def _below_million(words: Sequence[str], at: int) -> tuple[Decimal, int, str]:
    total, here = Decimal(0), Decimal(0)
    number, ending = at, ""
    last = ""
    while number < len(words) and not ending:
        word = words[number]
        if word in _UNITS and last in ("", "ten", "scale", "and") and (last != "ten" or 0 < _UNITS[word] < 10):
            here, last = here + _UNITS[word], "unit"
        elif word in _TENS and last in ("", "scale", "and"):
            here, last = here + _TENS[word], "ten"
        elif word in _ORDINALS and last in ("", "ten", "scale", "and") and (last != "ten" or _ORDINALS[word] < 10):
            here, ending = here + _ORDINALS[word], "th"
        elif word in _DECADES and not last:
            here, ending = Decimal(_DECADES[word]), "s"
        elif word in _SCALES and len(word) > 2 and last != "and":
            if word == "hundred":
                here = (here or Decimal(1)) * 100
            else:
                total, here = total + (here or Decimal(1)) * _SCALES[word], Decimal(0)
            last = "scale"
        elif word == "and" and last and words[number + 1 : number + 3] == ["a", "half"]:
            here += Decimal("0.5")
            number += 2
            last = "unit"
        elif (
            word == "and"
            and last == "scale"
            and number + 1 < len(words)
            and words[number + 1] in (_UNITS.keys() | _TENS.keys())
        ):
            last = "and"
        else:
            break
        number += 1
    return total + here, number - at, ending


def _shown(value: Decimal) -> str:
    return format(value.normalize(), "f")
