"""The languages beside English whose reporting is read: the words of each, and in which one a text is written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotations.quotations.words import word_set

_DATA = Path(__file__).parent / "data" / "tongues.txt"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Tongue:
    """Closed classes of words of a language, in lower case."""

    code: str
    """ISO 639-1: `fr`."""
    verbs: frozenset[str]
    """Forms of verbs that report."""
    according: frozenset[str]
    """`selon`, `laut`, `según`."""
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    """What stands between a subject and its verb: auxiliaries, reflexives, negations, adverbs."""
    bounds: frozenset[str]
    """Where another clause begins."""
    pronouns: Mapping[str, str]
    """Third persons with their gender, `f` or `m`."""
    determiners: frozenset[str]
    nouns_in_capitals: bool
    """Whether a capital within a sentence tells nothing, as in German."""


_ENDINGS = {
    "fr": {"er": "e ent ait aient a èrent é ée és ées ant", "ir": "it issent issait i", "re": "t ent u"},
    "de": {"en": "t te ten", "n": "t te ten"},
    "es": {"ar": "a an ó aron aba aban ado", "er": "e en ió ieron ía ían ido", "ir": "e en ió ieron ía ían ido"},
}
"""The endings of regular verbs in the third person and the participle, by that of the infinitive."""


def _forms(code: str, infinitive: str) -> Iterable[str]:
    word = infinitive.removeprefix("s'").removesuffix("se") if code != "de" else infinitive
    for ending, others in _ENDINGS[code].items():
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            forms = [stem + other for other in others.split()]
            if code == "fr":  # commençait, rangeait
                forms += [
                    form.replace(stem, {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1:], stem), 1)
                    for form in forms
                ]
            if code == "de":  # sagte, gesagt, behauptete
                stem += "e" * stem.endswith(("t", "d"))
                forms = [stem + other for other in others.split()] + ["ge" + stem + "t"]
            return forms
    return [word]


@cache
def tongues() -> tuple[tuple[Tongue, frozenset[str]], ...]:
    """All languages, each with its common words."""
    lists: dict[str, list[str]] = {}
    section: list[str] = []
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = lists.setdefault(line[1:-1], [])
        elif not line.startswith("#"):
            section += line.split()
    return tuple((_tongue(code, lists), frozenset(lists[f"{code} common"])) for code in _ENDINGS)


def _tongue(code: str, lists: Mapping[str, list[str]]) -> Tongue:
    made = {form for verb in lists[f"{code} verbs"] for form in _forms(code, verb)}
    pronouns = lists[f"{code} pronouns"]
    return Tongue(
        code,
        frozenset(made | set(lists[f"{code} forms"])),
        frozenset(lists[f"{code} according"]),
        frozenset(lists[f"{code} prepositions"]),
        frozenset(lists[f"{code} auxiliaries"]),
        frozenset(lists[f"{code} bounds"]),
        dict(zip(pronouns[::2], pronouns[1::2], strict=True)),
        frozenset(lists[f"{code} determiners"]),
        nouns_in_capitals=code == "de",
    )


_ENGLISH = word_set("the of and to that is was with for his her they said it from have this not be at by")
_ENOUGH = 3
"""Common words that a text must hold before it counts as written in a language."""


def tongue_of(texts: Iterable[str]) -> Tongue | None:
    """The language of a text where it is one of those known beside English; else None."""
    words = [word.lower() for text in texts for word in _WORD.findall(text)][:_MANY]
    english = sum(word in _ENGLISH for word in words)
    if english > len(words) // 8:
        return None
    counts = sorted(((sum(word in common for word in words), tongue) for tongue, common in tongues()), key=_count)
    (second, _), (first, tongue) = counts[-2:]
    clear = first > max(_ENOUGH, 1.5 * second, 2 * english, len(words) // 10)
    return tongue if clear else None


def _count(counted: tuple[int, Tongue]) -> int:
    return counted[0]


_MANY = 600
"""Words that are looked at."""
