"""Where a quotation's words stand in a source: in a row, or in pieces that brackets and ellipses part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.checking.pieces import Link, Piece
from annotations.checking.sources import Prepared, Row

_MOST_REPLACED = 14
"""Words that brackets stand for at most."""
_MOST_LEFT_OUT = 160
"""Words that an ellipsis stands for at most; pieces that are further apart don't belong together."""
_FEW, _MOST_BESIDE_FEW = 3, 45
"""A piece of fewer words stands in many places: an ellipsis beside it stands for no more words than these."""
_MOST_PLACES = 40
"""Places at which the same words are looked at; what stands more often is no quotation."""
_MOST_TRIES = 400


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a source."""

    source: Prepared
    row: Row
    ranges: tuple[tuple[int, int], ...]
    """For each piece the places of its words in the row, end excluded."""

    def numbers(self, piece: int) -> Sequence[int]:
        """The source's numbers of a piece's words."""
        return self.row.words[slice(*self.ranges[piece])]

    @property
    def all_numbers(self) -> list[int]:
        """The numbers of all words that match."""
        return [number for piece in range(len(self.ranges)) for number in self.numbers(piece)]

    @property
    def first(self) -> int:
        """The number of the first word."""
        return self.row.words[self.ranges[0][0]]

    @property
    def last(self) -> int:
        """The number of the last word."""
        return self.row.words[self.ranges[-1][1] - 1]


def find_whole(source: Prepared, wanted: str) -> Iterator[Match]:
    """Where words stand in a row, an attribution between two halves or a note in brackets apart."""
    seen: set[tuple[int, int, int]] = set()
    for row in source.rows:
        for first, last in row.find(wanted):
            key = (row.words[first], row.words[last - 1], last - first)
            if key in seen:
                continue
            seen.add(key)
            yield Match(source, row, ((first, last),))
            if len(seen) >= _MOST_PLACES:
                return


def find_pieces(source: Prepared, pieces: Sequence[Piece], reach: int = _MOST_LEFT_OUT) -> Iterator[Match]:
    """Where pieces stand in order and near, in the row of speech or of all words."""
    wordy = [piece for piece in pieces if piece.words]
    if not wordy or any(
        piece.wanted not in source.rows[0].text and piece.wanted not in source.rows[1].text
        for piece in wordy
        if not source.bracketed
    ):
        return
    for row in (source.rows[1], *source.rows[3:], source.rows[0], *source.rows[2:3]):
        for tries, start in enumerate(row.find(wordy[0].wanted), 1):
            ranges = _extend(row, wordy, 1, [start], reach)
            if ranges is not None:
                yield Match(source, row, tuple(ranges))
            if tries >= _MOST_TRIES:
                break


def _extend(
    row: Row, pieces: Sequence[Piece], at: int, found: list[tuple[int, int]], reach: int
) -> list[tuple[int, int]] | None:
    """The nearest ranges of the pieces from `at` on, behind those found."""
    if at == len(pieces):
        return found
    begin = found[-1][1]
    gap = any(edit.link is Link.GAP for edit in pieces[at].edits)
    few = min(len(pieces[at].words), len(pieces[at - 1].words)) < _FEW
    room = (min(reach, _MOST_BESIDE_FEW) if few else reach) if gap else _MOST_REPLACED
    limit = begin + len(pieces[at].words) + room + 1
    for tries, place in enumerate(row.find(pieces[at].wanted, begin, limit)):
        if not gap and any(b in row.breaks for b in range(begin, place[0] + 1)):
            break
        whole = _extend(row, pieces, at + 1, [*found, place], reach)
        if whole is not None:
            return whole
        if tries >= 3:
            break
    return None
