"""Who says a quotation in French, German and Spanish: the clause behind it, before it, `selon X`, and who goes on.

Plainer than the rules for English and measured on fewer texts: where a clause isn't understood, nobody is named.
"""

import re
from collections.abc import Mapping, Sequence

from annotations.quotations.attributions import Attribution
from annotations.quotations.frames import NAME, QUOTE, STOP, WORD, Frame, Token, frame_of
from annotations.quotations.offices import NOBODY, Who
from annotations.quotations.people import People
from annotations.quotations.phrases import Phrase
from annotations.quotations.tongues import Tongue
from annotations.quotations.words import word_set

_CLITIC = re.compile(r"(?:.+-)?(?:t-)?(il|elle|ils|elles)$")
"""The pronoun behind a French verb: `a-t-il`, `dit-elle`."""
_TIES = word_set("de du des d del von vom y")
"""Prepositions that go on with a noun phrase."""
_LONGEST = 9
"""Tokens that a noun phrase may have."""


def attribute_abroad(
    tongue: Tongue, frames: Mapping[int, Frame], asked: Sequence[int]
) -> tuple[dict[int, list[Attribution | None]], dict[int, list[Who]]]:
    """For each asked paragraph who says each quotation: the phrase, and who it stands for; `frames` are all."""
    reading = _Reading(tongue)
    for number, frame in frames.items():
        reading.read(frame, asked=number in asked)
    return reading.found, reading.who


class _Reading:
    """An article on the way: what was found so far, and who was spoken of."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.people = People(tongue)
        self.found: dict[int, list[Attribution | None]] = {}
        self.who: dict[int, list[Who]] = {}
        self.last: tuple[Attribution, Who] | None = None
        """The last speaker of the paragraph before."""

    def read(self, frame: Frame, asked: bool) -> None:
        """Goes through a paragraph."""
        here: list[tuple[Attribution | None, Who]] = [(None, NOBODY)] * len(frame.quotes)
        for begin, end in frame.sentences:
            self.people.read(frame.tokens, begin, end)
            for at in range(begin, end):
                number = frame.tokens[at].quote
                if asked and number >= 0:
                    here[number] = self._quote(frame, at, here[:number])
        if asked:
            self._backwards(frame, here)
            self.found[frame.paragraph] = [found for found, _ in here]
            self.who[frame.paragraph] = [who for _, who in here]
            self.last = next(((found, who) for found, who in reversed(here) if found), None)

    def _quote(
        self, frame: Frame, at: int, before: Sequence[tuple[Attribution | None, Who]]
    ) -> tuple[Attribution | None, Who]:
        begin, end = frame.sentence(at)
        found = self._behind(frame, at, end) or self._within(frame, at) or self._before(frame, begin, at)
        if found is not None:
            return found, self.people.speaks(found.frame.tokens, found.phrase)
        previous = next(((one, who) for one, who in reversed(before) if one), None)
        alone = all(token.tag in (QUOTE, STOP) for token in frame.tokens[begin:end])
        if previous and (alone or (at and frame.tokens[at - 1].text == ",")):
            return previous[0].carried("then Q"), previous[1]
        if not alone:
            return None, NOBODY
        return self._around(frame, begin)

    def _around(self, frame: Frame, begin: int) -> tuple[Attribution | None, Who]:
        """The subject of the sentence before in the paragraph, or the speaker of the paragraph before."""
        position = next((n for n, sentence in enumerate(frame.sentences) if sentence[0] == begin), 0)
        if position:
            first, end = frame.sentences[position - 1]
            phrase = self._subject(frame.tokens, first, end, end)
            if phrase is not None:
                return Attribution("sentence before S", frame, phrase), self.people.speaks(frame.tokens, phrase)
        elif self.last:
            return self.last[0].carried("next paragraph"), self.last[1]
        return None, NOBODY

    def _backwards(self, frame: Frame, here: list[tuple[Attribution | None, Who]]) -> None:
        """Gives a quotation without a speaker that of the next one, where a clause behind that names him."""
        for number in range(len(here) - 2, -1, -1):
            found, who = here[number + 1]
            at = frame.place[number]
            joined = frame.sentence(at) == frame.sentence(frame.place[number + 1])
            if here[number][0] is None and found and found.rule == "Q, V S" and joined:
                here[number] = found.carried("Q, then Q"), who

    def _behind(self, frame: Frame, at: int, end: int) -> Attribution | None:
        """`« Q », a dit X`, `„Q“, so X`."""
        start = at + 1
        while start < end and frame.tokens[start].text in (",", "-"):
            start += 1
        return self._reporting(frame, start, end)

    def _within(self, frame: Frame, at: int) -> Attribution | None:
        """`« Q, a-t-il dit. Q »`: the clause within the marks."""
        if self.tongue.code == "de":
            return None
        quote = frame.quotes[frame.tokens[at].quote]
        inner = frame_of(frame.paragraph, frame.text, [], quote.inner_start, quote.inner_end)
        for number, token in enumerate(inner.tokens[:-1]):
            if token.text != ",":
                continue
            found = self._reporting(inner, number + 1, len(inner.tokens))
            behind = found.phrase.end if found else 0
            if found and any(one.text in ",." for one in inner.tokens[behind : behind + 3]):
                return found
        return None

    def _reporting(self, frame: Frame, start: int, end: int) -> Attribution | None:
        """A reporting clause with its subject behind the verb, which begins at a token."""
        tokens, tongue = frame.tokens, self.tongue
        verb, said = start, False
        while verb < end and verb - start < 5:
            low = tokens[verb].low
            if tongue.code == "fr" and (clitic := _CLITIC.match(low)) and "-" in low:
                base = low[: -len(clitic[1])].removesuffix("-t-").rstrip("-")
                further = next((n for n in range(verb + 1, min(end, verb + 4)) if tokens[n].low in tongue.verbs), None)
                if base in tongue.verbs or further:
                    return Attribution("Q, V S", frame, Phrase(verb, verb + 1, verb), (verb, (further or verb) + 1))
                return None
            said = low in tongue.verbs or (low in tongue.according and low not in ("pour", "para", "nach"))
            if said or not (low in tongue.auxiliaries or low.endswith(("ment", "mente"))):
                break
            verb += 1
        if not said or (tokens[verb].tag is NAME and verb > start):
            return None
        cue = (start, verb + 1)
        after = verb + 1
        while after < end and tokens[after].low in tongue.auxiliaries and tokens[after].low not in tongue.pronouns:
            after += 1
        phrase = self._phrase(tokens, after, end)
        if phrase is None and tongue.code == "es" and tokens[verb].low not in tongue.according:
            phrase = Phrase(verb, verb + 1, verb)  # afirma: the pronoun is left out
        return Attribution("Q, V S", frame, phrase, cue) if phrase else None

    def _before(self, frame: Frame, begin: int, at: int) -> Attribution | None:
        """`Selon X, … « Q »`, `X a dit … « Q »`, `X : « Q »`."""
        tokens, tongue = frame.tokens, self.tongue
        if tokens[begin].low in tongue.according and (phrase := self._phrase(tokens, begin + 1, at)):
            return Attribution("according to S, … Q", frame, phrase, (begin, begin + 1))
        for verb in range(at - 1, begin - 1, -1):
            if tokens[verb].tag is QUOTE and tokens[verb - 1].text == ":":
                return None
            if tokens[verb].low not in tongue.verbs or (tokens[verb].tag is NAME and verb > begin):
                continue
            if (phrase := self._subject(tokens, begin, verb, at)) and not self._so_called(frame, verb, at, phrase):
                return Attribution("S V … Q", frame, phrase, (verb, verb + 1))
        if tokens[at - 1].text == ":" and at - 1 > begin and (phrase := self._subject(tokens, begin, at - 1, at - 1)):
            return Attribution("S …: Q", frame, phrase)
        return None

    def _so_called(self, frame: Frame, verb: int, at: int, phrase: Phrase) -> bool:
        """Whether a participle gives a thing a name (`le projet dit « vert »`)."""
        tokens = frame.tokens
        plain = not self.people.names(tokens, phrase.start, phrase.end) and tokens[phrase.end - 1].tag is WORD
        right_behind = verb == at - 1 and phrase.end == verb and phrase.end - phrase.start > 1
        return (
            right_behind and plain and tokens[verb].low in _CALLED and " " not in tokens[at].text.strip("«»“”\u00a0 ")
        )

    def _subject(self, tokens: Sequence[Token], begin: int, verb: int, limit: int) -> Phrase | None:
        """Who does the verb at a token: before it in its clause or in an earlier one, or right behind it."""
        bounds = [n + 1 for n in range(begin, verb) if self._bound(tokens, n)]
        for first in [*reversed(bounds), begin]:
            if phrase := self._before_verb(tokens, first, verb):
                return phrase
            inverted = first == verb or tokens[first].low in self.tongue.prepositions or tokens[first].tag is WORD
            if verb < limit and inverted and (phrase := self._phrase(tokens, verb + 1, limit)):
                return phrase
        return None

    def _bound(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a token ends a clause; an article that is a relative as well does so behind a comma (`, der`)."""
        low = tokens[number].low
        relative = number > 0 and tokens[number - 1].text == ","
        return tokens[number].text in ";-" or (
            low in self.tongue.bounds and (relative or low not in self.tongue.determiners)
        )

    def _before_verb(self, tokens: Sequence[Token], first: int, verb: int) -> Phrase | None:
        """The pronoun right before a verb, the first name in its clause that hangs on nothing, or what opens it."""
        tongue = self.tongue
        last = verb
        while (
            last > first and tokens[last - 1].low in tongue.auxiliaries and tokens[last - 1].low not in tongue.pronouns
        ):
            last -= 1
        if last > first and tokens[last - 1].low in tongue.pronouns:
            return Phrase(last - 1, last, last - 1)
        for begin, end in self.people.names(tokens, first, verb):
            if not self.people.governed(tokens, begin, first):
                return Phrase(begin, end, end - 1)
        opens = first < verb and (tokens[first].low in tongue.determiners or tokens[first].tag is NAME)
        opens = opens and tokens[first].low not in tongue.prepositions | tongue.auxiliaries
        return self._phrase(tokens, first, last) if opens else None

    def _leads_on(self, tokens: Sequence[Token], preposition: int) -> bool:
        """Whether a preposition belongs to a role before its bearer's name (`la metteuse en scène Julie Perrin`)."""
        if tokens[preposition].low not in self.tongue.prepositions:
            return False
        names = self.people.names(tokens, preposition + 1, min(preposition + 5, len(tokens)))
        return bool(names) and preposition + 1 < names[0][0] and tokens[names[0][0] - 1].tag is WORD

    def _phrase(self, tokens: Sequence[Token], start: int, limit: int) -> Phrase | None:
        """The noun phrase that begins at a token, with the name in apposition behind a comma."""
        tongue, end = self.tongue, start
        if start < limit and tokens[start].low in tongue.pronouns:
            return Phrase(start, start + 1, start)
        while end < limit and end - start < _LONGEST:
            token = tokens[end]
            ties = end > start and (token.low in _TIES or self._leads_on(tokens, end))
            apart = token.tag in (STOP, QUOTE) or token.low in tongue.bounds - tongue.determiners
            if apart or (not ties and (token.low in tongue.prepositions or token.low in _TIMES)):
                break
            plain = token.tag is WORD and token.low not in tongue.determiners
            if end > start and plain and not ties and (token.low in tongue.auxiliaries or token.low in tongue.verbs):
                break
            end += 1
        if end == start or not any(token.noun and token.low not in tongue.determiners for token in tokens[start:end]):
            return None
        names = self.people.names(tokens, start, end)
        if not names and end + 1 < limit and tokens[end].text == ",":
            behind = [span for span in self.people.names(tokens, end + 1, limit) if span[0] <= end + 3]
            names = [span for span in behind if not self.people.governed(tokens, span[0], end + 1)]
        return Phrase(start, max(end, names[-1][1]), names[-1][1] - 1) if names else Phrase(start, end, start)


_CALLED = word_set("dit dite dits dites baptisé baptisée surnommé surnommée intitulé intitulée")
_TIMES = word_set(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui soir montag dienstag mittwoch donnerstag "
    "freitag samstag sonntag gestern heute lunes martes miércoles jueves viernes sábado domingo ayer hoy"
)
