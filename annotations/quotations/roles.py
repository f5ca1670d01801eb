"""Nouns that may speak: people, bodies, documents; and the titles before names."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Roles:
    """The lexicon of `data/roles.txt`, singular forms in lower case."""

    kinds: dict[str, str]
    """`person`, `group` or `document` for each noun."""
    titles: frozenset[str]
    genders: dict[str, str]
    """`f` or `m` for nouns and titles that tell."""

    @property
    def nouns(self) -> dict[str, str]:
        """All nouns that may speak."""
        return self.kinds

    def listed(self, word: str) -> str:
        """What a noun of the lexicon names, in the singular or the plural; empty for any other word."""
        return self.kinds.get(word) or _by_plural(self.kinds, word)

    def kind(self, word: str) -> str:
        """What a noun names: `person`, `group`, `document`; by its ending where it isn't listed, else empty."""
        return self.kinds.get(word) or _by_ending(self.kinds, word)


_PERSON_ENDINGS = ("man", "men", "woman", "women", "person", "ist", "ists", "ologist", "eer", "eers", "ocrat", "ocrats")
_PLURAL_ENDINGS = ("ers", "ors", "ians", "ants", "ees")


def _by_plural(kinds: dict[str, str], word: str) -> str:
    if not word.endswith("s"):
        return ""
    singular = word[:-3] + "y" if word.endswith("ies") else word[:-2] if word.endswith(("ches", "shes")) else word[:-1]
    return kinds.get(singular, "")


def _by_ending(kinds: dict[str, str], word: str) -> str:
    if kind := _by_plural(kinds, word):
        return kind
    if "-" in word and (kind := kinds.get(word.rsplit("-", 1)[1], "")):
        return kind
    return "person" if word.endswith(_PERSON_ENDINGS + _PLURAL_ENDINGS) and len(word) > 5 else ""


@cache
def roles() -> Roles:
    """The lexicon, read once."""
    lists: dict[str, list[str]] = {}
    section: list[str] = []
    for line in (_DATA / "roles.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = lists.setdefault(line[1:-1], [])
        elif not line.startswith("#"):
            section += [word.replace("_", " ") for word in line.split()]
    kinds = {word: kind for kind in ("group", "document", "person") for word in lists[kind]}
    genders = dict.fromkeys(lists["male"], "m") | dict.fromkeys(lists["female"], "f")
    return Roles(kinds, frozenset(lists["title"]), genders)
