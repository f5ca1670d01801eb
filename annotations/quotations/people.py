"""The people of an article in French, German or Spanish: their names, genders and roles, and who was spoken of last."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.quotations.firstnames import first_names, folded
from annotations.quotations.frames import NAME, QUOTE, STOP, Token
from annotations.quotations.offices import NOBODY, Who
from annotations.quotations.phrases import Phrase
from annotations.quotations.tongues import Tongue
from annotations.quotations.words import word_set

_PARTICLES = word_set("de du la le von van der den del y d'")
_TITLES = word_set(
    "m m. mme mlle me maître monsieur madame herr frau dr dr. prof prof. don doña señor señora sr sr. sra"
)
_FEMALE = word_set("la une mme madame die eine frau una doña señora sra celle-ci")
_MALE = word_set("le un m m. monsieur der ein herr el don señor sr celui-ci")
_ROLE_ENDINGS = ("er", "in", "eur", "ent", "ist", "chef", "ant", "at", "ar", "or", "mann", "frau", "ling", "ier")
"""How German nouns end that stand before the name of who bears the role."""
_BACK = 6
"""How many people back a pronoun may reach."""


@dataclass(eq=False, slots=True)
class _Person:
    words: tuple[str, ...]
    gender: str
    roles: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return " ".join(self.words)


class People:
    """Everybody whom an article named so far."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.known: list[_Person] = []
        self.recent: list[_Person] = []
        """Who was spoken of, the last at the end."""

    def read(self, tokens: Sequence[Token], begin: int, end: int) -> None:
        """Takes in the names of a sentence."""
        for first, last in self.names(tokens, begin, end):
            person = self._person(tuple(token.text for token in tokens[first:last]))
            near = tokens[max(begin, first - _BACK) : first]
            words = {token.low for token in near if token.tag is not QUOTE}
            if not self.governed(tokens, first, begin):  # répondu le ministre sur France Info
                person.roles |= _telling(near)
            if not person.gender:
                female, male = words & _FEMALE, words & _MALE
                person.gender = "" if bool(female) == bool(male) else "f" if female else "m"
            self.recent.append(person)

    def _person(self, words: tuple[str, ...]) -> _Person:
        last = folded(words[-1])
        for person in self.known:
            own = [folded(word) for word in person.words]
            if last == own[-1] or (len(words) == 1 and last == own[0]):
                same = len(words) == 1 or len(own) == 1 or folded(words[0]) == own[0]
                if same:
                    person.words = max(person.words, words, key=len)
                    return person
        person = _Person(words, first_names().get(folded(words[0]).split("-")[0], ""))
        self.known.append(person)
        return person

    def names(self, tokens: Sequence[Token], begin: int, end: int) -> list[tuple[int, int]]:
        """The ranges of the names of people among some tokens."""
        found, number = [], begin
        while number < end:
            if not self._capital(tokens[number]):
                number += 1
                continue
            stop = number + 1
            while stop < end and (
                tokens[stop].tag is NAME
                or (tokens[stop].low in _PARTICLES and stop + 1 < end and self._capital(tokens[stop + 1]))
            ):
                stop += 1
            if first := self._first(tokens, number, stop):
                found.append((first - 1, stop))
            number = stop
        return found

    def _capital(self, token: Token) -> bool:
        closed = self.tongue.determiners | self.tongue.prepositions | self.tongue.auxiliaries | self.tongue.bounds
        plain = token.low not in closed and token.low not in self.tongue.pronouns and token.low not in self.tongue.verbs
        return token.tag is NAME and plain and "'" not in token.low[:2]

    def _first(self, tokens: Sequence[Token], begin: int, end: int) -> int:
        """Where a person's name begins in a run of capitals: the token's number plus one; 0 where none does."""
        run = range(begin, end)
        after_title = next((n + 1 for n in reversed(run) if tokens[n].low in _TITLES and n + 1 < end), 0)
        if after_title:
            return after_title + 1
        given = next((n for n in run if folded(tokens[n].text).split("-")[0] in first_names()), None)
        if given is not None and (given + 1 < end or begin == given):
            return given + 1
        if any(folded(tokens[end - 1].text) == folded(person.words[-1]) for person in self.known):
            return end
        if end - begin < 2 or not self._apposed(tokens, begin, end):
            return 0
        if self.tongue.nouns_in_capitals:
            return begin + 2 if tokens[begin].low.endswith(_ROLE_ENDINGS) and end - begin > 1 else 0
        return begin + 1

    def _apposed(self, tokens: Sequence[Token], begin: int, end: int) -> bool:
        """Whether capitals stand as a person's name does: between commas, or behind a noun in small letters."""
        before = tokens[begin - 1] if begin else None
        behind = tokens[end] if end < len(tokens) else None
        between = before is not None and before.text == "," and behind is not None and behind.tag is STOP
        noun = before is not None and before.noun and before.low not in self.tongue.prepositions
        return before is None or between or (noun and before.tag is not NAME)

    def governed(self, tokens: Sequence[Token], begin: int, first: int) -> bool:
        """Whether a name hangs on a preposition, over articles and nouns before it."""
        number = begin - 1
        while number >= first and begin - number < 4 and tokens[number].tag not in (STOP, QUOTE):
            low = tokens[number].low
            if low in self.tongue.prepositions or low.startswith("d'"):
                return True
            if tokens[number].tag is NAME and not self.tongue.nouns_in_capitals:
                return False
            number -= 1
        return False

    def speaks(self, tokens: Sequence[Token], phrase: Phrase) -> Who:
        """Who a phrase stands for, who is thereby the last spoken of."""
        head = tokens[phrase.head].low
        gender = self.tongue.pronouns.get(head) or self.tongue.pronouns.get(head.rsplit("-", 1)[-1], "")
        left_out = head in self.tongue.verbs
        if gender or left_out:
            person = self._recent(gender)
            sure = 0.75
        else:
            names = self.names(tokens, phrase.start, phrase.end)
            person, sure = self._named(tokens, names[-1] if names else None, phrase)
        if person is None:
            if gender or left_out:
                return NOBODY
            return self._described(tokens, phrase)
        self.recent.append(person)
        return Who(None, person.name, "name", sure)

    def _named(
        self, tokens: Sequence[Token], span: tuple[int, int] | None, phrase: Phrase
    ) -> tuple[_Person | None, float]:
        if span is not None:
            hangs = tokens[span[0] - 1].low in self.tongue.prepositions if span[0] > phrase.start else False
            if not hangs:
                return self._person(tuple(token.text for token in tokens[span[0] : span[1]])), 0.95
            return None, 0.0
        words = _telling(tokens[phrase.start : phrase.end])
        definite = tokens[phrase.start].low in self.tongue.determiners and tokens[phrase.start].low not in _INDEFINITE
        fits = [person for person in self.known if words and words <= person.roles] if definite else []
        return (fits[-1], 0.8) if fits else (None, 0.0)

    def _recent(self, gender: str) -> _Person | None:
        last = list(reversed(self.recent[-_BACK:]))
        known = next((person for person in last if gender and person.gender == gender), None)
        return known or next((person for person in last if not gender or not person.gender), None)

    def _described(self, tokens: Sequence[Token], phrase: Phrase) -> Who:
        words = [token.text for token in tokens[phrase.start : phrase.end]]
        return Who(None, " ".join(words), "not named", 0.9)


def _telling(tokens: Sequence[Token]) -> set[str]:
    """The words that may be an office, articles and other short ones apart."""
    return {token.low for token in tokens if token.noun and len(token.low) > 3}


_INDEFINITE = word_set("un une des ein eine una unos unas")
