"""From records to what a screen shows of them: where each stands in the open version, in the order of the page."""

from annotations.anchoring import Orphan, Placed, place
from annotations.errors import Unreadable
from annotations.library import Library
from annotations.models import Anchor, Anchored, Annotation, FurnitureMark, Guard, Kind, Speaker, TurnName, Version
from annotations.surroundings import origin_of
from annotations.text import Position, Span
from tuireader.desk.saying import Saying, Voice
from tuireader.desk.shelf import Shelf
from tuireader.desk.state import Mark
from tuireader.desk.twice import latest_first

_FURNITURE = Kind.FURNITURE  # an enum's own look-up takes long in a text of a million words


class View:
    """One version of an article; each record is looked for in it once."""

    def __init__(self, library: Library, article: str, version: Version) -> None:
        self._library, self._article, self._version = library, article, version
        self._places: dict[str, tuple[tuple[Anchor, ...], Placed | Orphan]] = {}
        self._marks: dict[str, Mark] = {}
        self._older: dict[str, Version | None] = {}
        self._furniture = frozenset(n for n, one in enumerate(version.paragraphs) if one.kind is _FURNITURE)

    def place(self, record: Anchored) -> Placed | Orphan:
        """Where a record's words stand."""
        anchors, found = self._places.get(record.id, (None, None))
        if anchors is record.anchors and found is not None:
            return found
        found = self.place_anchor(record.anchor_for(self._version.id))
        self._places[record.id] = (record.anchors, found)
        return found

    def place_anchor(self, anchor: Anchor) -> Placed | Orphan:
        """Where an anchor's words stand."""
        version = self._version
        return place(anchor, version if anchor.version == version.id else self._old(anchor.version), version)

    def is_exact(self, anchor: Anchor) -> bool:
        """Whether an anchor's words stand letter for letter in the source of the version that it was cut from."""
        version = self._version if anchor.version == self._version.id else self._old(anchor.version)
        numbers = (origin_of(selector, version).number for selector in anchor.selectors)
        return all(version is None or n is None or version.paragraphs[n].exact for n in numbers)

    def voices(self, shelf: Shelf) -> tuple[Voice, ...]:
        """The speakers whose words stand in this version."""
        places = {speaker.id: self.place(speaker) for speaker in shelf.visible(Speaker)}
        spans = {id_: place.span for id_, place in places.items() if isinstance(place, Placed)}
        placed = (speaker for speaker in shelf.visible(Speaker) if speaker.id in spans)
        found = latest_first(placed, lambda speaker: spans[speaker.id], shelf.rivals)
        return tuple(Voice(shown, span, tuple(others)) for span, (shown, *others) in found.items())

    def guarded(self, shelf: Shelf) -> dict[str, Span]:
        """By id of a guard the words that it is on, as far as they stand in this version."""
        found = ((guard.id, self.place(guard)) for guard in shelf.visible(Guard) if guard.anchors)
        return {id_: place.span for id_, place in found if isinstance(place, Placed)}

    def turns(self, shelf: Shelf) -> dict[str, tuple[TurnName, ...]]:
        """By label of a transcript who it is: what counts first, then what was set elsewhere."""
        return latest_first(shelf.visible(TurnName), lambda turn: turn.label, shelf.rivals)

    def marks(self, shelf: Shelf, saying: Saying) -> tuple[Mark, ...]:
        """The annotations in the order of the page, orphans last; unchanged marks stay the same objects."""
        marks = []
        for annotation in shelf.visible(Annotation):
            found = self.place(annotation)
            speaker = saying.of(found.span) if isinstance(found, Placed) else ""
            rivals = tuple(one for one in shelf.rivals.get(annotation.id, ()) if isinstance(one, Annotation))
            voice = saying.voice(found.span) if isinstance(found, Placed) else None
            others = voice.names_elsewhere if voice else ()
            marks.append(self._same(Mark(annotation, found, speaker, shelf.is_pending(annotation), rivals, others)))
        end = Position(len(self._version.paragraphs), 0)
        nowhere = Span(end, end)
        return tuple(sorted(marks, key=lambda mark: (mark.span or nowhere, mark.annotation.created)))

    def furniture(self, shelf: Shelf) -> frozenset[int]:
        """The paragraphs that aren't of the article, by rule and by what the person said."""
        version = self._version
        found = self._furniture
        for mark in shelf.visible(FurnitureMark):
            numbers = version.places.get(mark.id, ())
            found = found.union(numbers) if mark.furniture else found.difference(numbers)
        return found

    def _same(self, mark: Mark) -> Mark:
        before = self._marks.get(mark.annotation.id)
        same = before is not None and before.annotation is mark.annotation and before == mark
        if before is not None and same:
            return before
        self._marks[mark.annotation.id] = mark
        return mark

    def _old(self, version: str) -> Version | None:
        if version not in self._older:
            try:
                self._older[version] = self._library.read_version(self._article, version)
            except Unreadable:  # less can be placed without it
                self._older[version] = None
        return self._older[version]
