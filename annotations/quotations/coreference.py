"""Who "he" and "the senator" are: a walk through the article that remembers who was spoken of, and how lately."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotations.quotations.cast import Cast, Member, name_words
from annotations.quotations.cues import is_verb, verbs
from annotations.quotations.frames import NAME, POSSESSIVE, QUOTE, STOP, Frame, Token
from annotations.quotations.names import Named, is_body, is_title
from annotations.quotations.offices import NOBODY, Who, holder, is_relative, is_unnamed, unnamed
from annotations.quotations.phrases import Phrase, left_phrase, verbish
from annotations.quotations.presence import Memory
from annotations.quotations.roles import roles
from annotations.quotations.subjects import first_phrase
from annotations.quotations.words import AUXILIARIES, DETERMINERS, FOREIGN_PRONOUNS, PERSON_PRONOUNS, PRONOUNS, word_set
from annotations.text import Span, span_of

_SENTENCE = 0.6
"""What is left of a memory after a sentence."""
_PARAGRAPH = 0.85
"""What is left besides after a paragraph."""
_SUBJECT, _NAMED, _QUOTED, _POSSESSIVE, _SPEAKER = 3.0, 0.8, 0.1, 0.6, 2.0


_REPLIES = word_set("replied replies answered answers responded responds retorted retorts countered shot")


def _heads(subject: Phrase | None, number: int, named: Named) -> bool:
    """Whether a name that begins at a token holds the head of a sentence's subject."""
    return subject is not None and number <= subject.head < number + len(named.words)


def _leads_to_name(token: Token) -> bool:
    """Whether a word may stand between a comma and the name behind it: an article, nouns, a title."""
    return token.low in DETERMINERS or (token.noun and not verbish(token)) or is_title(token.low)


def _sure(share: float) -> float:
    """The measured chance that a pronoun is who holds that share of all presence (n = 138)."""
    return next(
        sure for least, sure in ((0.8, 0.98), (0.6, 0.92), (0.5, 0.85), (0.4, 0.65), (0.0, 0.4)) if share >= least
    )


class Walk:
    """Reads an article's frames in order and says who each asked mention is."""

    def __init__(
        self,
        cast: Cast,
        names: Mapping[int, Sequence[Named]],
        asked: Mapping[tuple[int, int], tuple[Phrase, frozenset[Member]]],
    ) -> None:
        self.cast = cast
        self.memory = Memory(cast)
        self.names = names
        """The names of each paragraph, those within quotations too."""
        self.asked = asked
        """Mentions to resolve by paragraph and head token, with those who are spoken of in their quotations."""
        self.found: dict[tuple[int, int], Who] = {}
        self._named_at: dict[Member, Span] = {}
        """Where each member was named in full last, with what stands before the name."""
        self.last: Member | None = None
        """Who spoke last."""

    def read(self, frame: Frame) -> None:
        """Goes through a paragraph."""
        tokens = frame.tokens
        here = {named.start: named for named in self.names.get(frame.paragraph, ())}
        quoted = [named for named in here.values() if named.quoted]
        for begin, end in frame.sentences:
            subject = first_phrase(tokens, begin, end)
            apposed = self._name_apposed(frame, subject) if subject else None
            if subject and is_unnamed(tokens, subject) and not apposed:
                self.memory.add(unnamed(frame, subject), _SUBJECT)
            elif subject and not apposed and (frame.paragraph, subject.head) not in self.asked:
                meant = holder(self.memory, tokens, subject)
                if meant.member and meant.sure > 0.8:
                    self.memory.add(meant.member, _SUBJECT)
                elif not meant.member and subject.end < end and is_relative(tokens, subject):
                    self.memory.add(unnamed(frame, subject), _SUBJECT)
            for number in range(begin, end):
                token = tokens[number]
                if token.tag == QUOTE:
                    for inner in quoted:
                        if token.start <= inner.start < token.end:
                            self.memory.add(self.cast.of[inner.paragraph, inner.start], _QUOTED)
                    continue
                named = here.get(token.start)
                is_subject = named is not None and (named == apposed or _heads(subject, number, named))
                self._token(frame, number, named, is_subject)
            self.memory.fade(_SENTENCE)
        self.memory.fade(_PARAGRAPH)

    def _token(self, frame: Frame, number: int, named: Named | None, subject: bool) -> None:
        tokens = frame.tokens
        key = (frame.paragraph, number)
        if named is not None:
            member = self.cast.of[named.paragraph, named.start]
            last = number + len(named.words) - 1
            weight = _NAMED
            if last + 1 < len(tokens) and tokens[last + 1].tag == POSSESSIVE:
                weight = _POSSESSIVE
            elif subject or self._speaks(tokens, last + 1):
                weight = _SUBJECT
            elif any((frame.paragraph, n) in self.asked for n in range(number, last + 1)):
                weight = _SPEAKER
            self.memory.add(member, weight)
            if len(named.words) > 1 or member not in self._named_at:
                self._named_at[member] = self._whole(frame, last, named)
        if key in self.asked:
            who = self._asked(frame, key)
            if who.member is not None and named is None and tokens[number].tag != NAME:
                self.memory.add(who.member, _SPEAKER)
        elif tokens[number].low in ("he", "she"):
            self._pronoun(PERSON_PRONOUNS[tokens[number].low])

    def _pronoun(self, gender: str) -> None:
        """Speaks of whoever `he` is; it tells the gender of somebody without a name."""
        meant, share = self.memory.best(gender)
        if meant is not None and share > 0.4:
            self.memory.add(meant, _NAMED)
            if meant.kind == "unnamed" and not meant.gender:
                meant.genders[gender] += 0.5

    def _asked(self, frame: Frame, key: tuple[int, int]) -> Who:
        """Who an asked mention is; nobody replies to himself."""
        phrase, barred = self.asked[key]
        if self.last and phrase.end < len(frame.tokens) and frame.tokens[phrase.end].low in _REPLIES:
            barred |= {self.last}
        who = self.who(frame, phrase, barred)
        if who.member is None and is_unnamed(frame.tokens, phrase):
            self.memory.add(unnamed(frame, phrase), _SPEAKER)
        self.last = who.member
        antecedent = self._named_at.get(who.member) if who.member else None
        self.found[key] = replace(who, antecedent=antecedent)
        return who

    def _whole(self, frame: Frame, last: int, named: Named) -> Span:
        """A name with the title and the role before it."""
        phrase = left_phrase(frame.tokens, last, frame.sentence(last)[0])
        start = min(frame.tokens[phrase.start].start, named.start) if phrase else named.start
        return span_of(frame.paragraph, start, named.end)

    def _speaks(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a reporting verb stands right at a token."""
        while number < len(tokens) and (tokens[number].low in AUXILIARIES or tokens[number].adverb):
            number += 1
        return number < len(tokens) and is_verb(tokens, number, 0) and verbs()[tokens[number].low].kind == "speech"

    def who(self, frame: Frame, phrase: Phrase, barred: frozenset[Member]) -> Who:
        """Who a phrase stands for at this place of the walk."""
        tokens = frame.tokens
        head = tokens[phrase.head]
        if head.low in PERSON_PRONOUNS:
            member, share = self.memory.best(PERSON_PRONOUNS[head.low], barred | self._addressed(frame, phrase))
            if member is None:
                return NOBODY
            if member.kind == "unnamed":
                return Who(None, member.name, "unnamed", _sure(share))
            return Who(member, member.name, "pronoun", min(_sure(share), 0.6 if member.kind == "unknown" else 1.0))
        if head.low in PRONOUNS or tokens[phrase.start].low in FOREIGN_PRONOUNS:
            return NOBODY
        titled = self._titled(frame, phrase) if is_title(head.low) else None
        if titled is None and (span := name_words(tokens, phrase)) is not None:
            return self._named(tokens, span, phrase)
        return (
            titled or self._apposed(frame, phrase) or self._titled(frame, phrase) or holder(self.memory, tokens, phrase)
        )

    def _addressed(self, frame: Frame, phrase: Phrase) -> frozenset[Member]:
        """Those named behind a pronoun in its clause (`he told Hannity`): they aren't meant by it."""
        tokens = frame.tokens
        end = next((n for n in range(phrase.end, len(tokens)) if tokens[n].tag in (QUOTE, STOP)), len(tokens))
        if end == phrase.end:
            return frozenset()
        begin, limit = tokens[phrase.head].end, tokens[end - 1].end
        return frozenset(
            self.cast.of[named.paragraph, named.start]
            for named in self.names.get(frame.paragraph, ())
            if begin < named.start < limit and not named.quoted
        )

    def _named(self, tokens: Sequence[Token], span: tuple[int, int], phrase: Phrase) -> Who:
        words = tuple(token.text for token in tokens[span[0] : span[1]])
        behind = tokens[span[1] : phrase.end]
        if is_body(words) and behind and behind[0].low in ("for", "against", "on") and behind[-1].tag == NAME:
            return Who(None, " ".join([*words, *(token.text for token in behind)]), "name", 0.9)
        said = {token.low.strip(".") for token in tokens[phrase.start : span[0]]}
        member = self.cast.find(words, said)
        if member is None:
            return Who(None, " ".join(words), "name", 0.9)
        if len(words) == 1 and self.cast.rivals(member):
            rivals = [member, *self.cast.rivals(member)]
            genders = {roles().genders[word] for word in said if word in roles().genders}
            fitting = [m for m in rivals if not genders or m.gender in genders or not m.gender]
            member = max(fitting or rivals, key=lambda m: (m.count, self.memory.weights.get(m, 0.0)))
            return Who(member, member.name, "shared name", 0.9 if len(fitting) == 1 else 0.75)
        return Who(member, member.name, "name", 0.98)

    def _apposed(self, frame: Frame, phrase: Phrase) -> Who | None:
        """Who bears the name in apposition to a common noun."""
        named = self._name_apposed(frame, phrase)
        member = self.cast.of[named.paragraph, named.start] if named else None
        return Who(member, member.name, "apposition", 0.95) if member and member.kind == "person" else None

    def _name_apposed(self, frame: Frame, phrase: Phrase) -> Named | None:
        """The name in apposition to a common noun: `the spokesman, Jay Carney`, `her heir, the Rev. Ann Holm`."""
        tokens = frame.tokens
        if tokens[phrase.head].tag is NAME:
            return None
        for number in range(phrase.head + 1, min(phrase.end + 6, len(tokens))):
            named = next((n for n in self.names.get(frame.paragraph, ()) if n.start == tokens[number].start), None)
            before = number - 1
            while before > phrase.head and _leads_to_name(tokens[before]):
                before -= 1
            person = named is not None and self.cast.of[named.paragraph, named.start].kind != "body"
            if person and tokens[before].text == ",":
                return named
        return None

    def _titled(self, frame: Frame, phrase: Phrase) -> Who | None:
        """The name that a title of several words ends in: `Minister of Foreign Affairs Antonio Tajani`."""
        head = frame.tokens[phrase.head]
        if (
            head.tag != NAME
            or (head.low.endswith("s") and roles().listed(head.low))
            or frame.tokens[phrase.head + 1 : phrase.end][:1] == []
        ):
            return None
        end = frame.tokens[phrase.end - 1].end
        named = next((n for n in self.names.get(frame.paragraph, ()) if n.end == end and not n.quoted), None)
        member = self.cast.of[named.paragraph, named.start] if named else None
        return Who(member, member.name, "title", 0.95) if member and member.kind == "person" else None
