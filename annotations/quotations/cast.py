"""The cast of an article: everybody named in it, with the forms, titles and roles that stand for them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotations.quotations.firstnames import first_names, folded
from annotations.quotations.frames import NAME, POSSESSIVE, Token
from annotations.quotations.names import Named, behind_title, is_alone_a_name, is_body, is_title
from annotations.quotations.phrases import Phrase
from annotations.quotations.roles import roles
from annotations.quotations.words import DETERMINERS, word_set

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(eq=False, slots=True)
class Member:
    """One person, body or place."""

    words: tuple[str, ...]
    """The fullest form of the name."""
    kind: str
    """`person`, `body`, `unknown` for a single word that nothing explains, `unnamed` for somebody without a name."""
    genders: dict[str, float] = field(default_factory=lambda: {"m": 0.0, "f": 0.0})
    roles: set[str] = field(default_factory=set)
    """Words that stood with the name, in lower case."""
    count: int = 0
    outside: int = 0
    """How often the name stands outside quotations."""

    @property
    def name(self) -> str:
        """The name to show."""
        return " ".join(self.words)

    @property
    def gender(self) -> str:
        """`m`, `f`, or empty where nothing tells."""
        male, female = self.genders["m"], self.genders["f"]
        return "" if male == female else "m" if male > female else "f"


class Cast:
    """Everybody named in an article."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._by_word: dict[str, list[Member]] = defaultdict(list)
        self.of: dict[tuple[int, int], Member] = {}
        """The member for each mention's paragraph and offset, of those taken last."""

    def take(self, mentions: Iterable[Named]) -> None:
        """Add those named in a text, or in its next part."""
        self.of = {}
        ordered = list(mentions)
        for named in ordered:
            if len(named.words) > 1:
                self._take(named)
        for named in ordered:
            if len(named.words) == 1:
                self._take(named)

    def _take(self, named: Named) -> None:
        member = self.find(named.words, named.roles)
        if member is None:
            member = self._new(named)
        elif len(named.words) > len(member.words) and member.kind == "person":
            self._index(member, named.words)
            member.words = _shown(named.words)
        member.count += 1
        member.outside += not named.quoted
        member.roles |= named.roles
        for word in named.roles:
            if gender := roles().genders.get(word):
                member.genders[gender] += 2
            if member.kind == "unknown" and (word in roles().titles or roles().listed(word) == "person"):
                member.kind = "person"
        self.of[named.paragraph, named.start] = member

    def _new(self, named: Named) -> Member:
        if is_body(named.words):
            kind = "body"
        elif len(named.words) > 1 or folded(named.words[0]) in first_names():
            kind = "person"
        else:
            kind = "unknown"
        member = Member(_shown(named.words), kind)
        if kind == "person" and (gender := first_names().get(folded(named.words[0]).split("-")[0])):
            member.genders[gender] += 1
        self.members.append(member)
        self._index(member, named.words)
        return member

    def _index(self, member: Member, words: Sequence[str]) -> None:
        for word in {folded(word) for word in words} - _SUFFIXES:
            if member not in self._by_word[word]:
                self._by_word[word].append(member)

    def find(self, words: Sequence[str], said: Iterable[str] = ()) -> Member | None:
        """The member that a name stands for; `said` are titles beside it, which tell spouses apart."""
        parts = [folded(word) for word in words if folded(word) not in _SUFFIXES]
        if not parts:
            return None
        fits = [member for member in self._by_word.get(parts[-1], ()) if _fits(parts, member)]
        if not fits and len(parts) == 1:
            fits = [m for m in self._by_word.get(parts[0], ()) if m.kind == "person"]
        genders = {roles().genders[word] for word in said if word in roles().genders}
        if len(genders) == 1:
            fits = [member for member in fits if member.gender in (*genders, "")] or self._relatives(genders)
        return max(fits, key=lambda member: member.count, default=None)

    def _relatives(self, genders: set[str]) -> list[Member]:
        """For `Mrs. Brierley` the one whom the text names by first name and kinship alone (`his wife, Susan`)."""
        kin = [
            m
            for m in self.members
            if len(m.words) == 1 and m.kind == "person" and m.roles & KIN and m.gender in genders
        ]
        return kin if len(kin) == 1 else []

    def rivals(self, member: Member) -> list[Member]:
        """Others who share the member's last name."""
        last = folded(member.words[-1])
        return [
            m
            for m in self._by_word.get(last, ())
            if m is not member and m.kind == "person" and folded(m.words[-1]) == last
        ]


KIN = word_set("wife husband daughter son sister brother mother father widow widower")


def _fits(parts: Sequence[str], member: Member) -> bool:
    """Whether a name may be a form of a member's: all its words are there, initials and middle names apart."""
    own = [folded(word) for word in member.words if folded(word) not in _SUFFIXES]
    if member.kind == "body" or len(parts) == 1:
        if member.kind == "body":
            return parts == own
        return parts[0] in (own[-1], own[0])
    if parts[-1] != own[-1]:
        return set(parts) <= set(own)
    if len(own) == 1:
        return True
    first, other = parts[0], own[0]
    return (
        first == other or (min(len(first), len(other)) == 1 and first[0] == other[0]) or first in own or other in parts
    )


def _shown(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words)


def name_words(tokens: Sequence[Token], phrase: Phrase) -> tuple[int, int] | None:
    """The range of the name that a phrase's head ends, titles apart; None for a common noun."""
    head = phrase.head
    if tokens[head].tag is not NAME or tokens[head].low in DETERMINERS:
        return None  # One of them said
    begin = head
    while (
        begin > phrase.start
        and tokens[begin - 1].tag is not POSSESSIVE
        and (tokens[begin - 1].tag is NAME or tokens[begin - 1].low in _PARTICLES)
    ):
        begin -= 1
    while begin < head and (tokens[begin].low in _PARTICLES and tokens[begin].text.islower()):
        begin += 1
    for number in range(begin, head):
        if is_title(tokens[number].low):
            begin = number + 1
    begin += behind_title([token.text for token in tokens[begin : head + 1]])
    if begin == head and not is_alone_a_name(tokens[head].low, determined=phrase.start < head):
        return None
    return begin, head + 1


_PARTICLES = word_set("de da di del della der den van von bin ibn al el la le los dos du ten ter zu ap ab 't")
