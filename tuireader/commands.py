"""The bodies of the commands that need no screen."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotations.errors import Unreadable, UsageError
from annotations.library import Library
from annotations.marks import quoted
from annotations.models import Clip, Paragraph, Quotation, QuotationKind, Source
from annotations.text import Span, clean_line
from tuireader.articles import load
from tuireader.backing_up import backed_up
from tuireader.memory import Memory
from tuireader.printing import going_through
from tuireader.printing import print_json as _print_json
from tuireader.printing import print_text as _print
from tuireader.printing import tell as _tell

NO_ARTICLES = (
    "The library is empty. Begin with a file, or with text that you paste:\n"
    "  tuireader article.txt\n"
    "  tuireader -\n"
    "What you open is kept here, with your highlights, notes and clips."
)


def show(location: str, fields: Source, folder: Path, *, as_json: bool, as_it_is: bool = False) -> int:
    """Print a source's paragraphs. A page that stands in the way of one at its address is refused unless `as_it_is`."""
    article = load(location, fields)
    if article.blocked and not as_it_is:
        from tuireader.articles.blocking import refuse_obstacle, said_of_obstacle

        if article.address:
            refuse_obstacle(article, "tuireader show --as-it-is")
        _tell([f"{said_of_obstacle(article)}."])
    if not as_json:
        _print("\n\n".join(paragraph.text for paragraph in article.paragraphs))
        return 0
    identity = Library(folder, read_only=True).identify(article, url=article.source.url)
    _print_json(
        {
            "article": identity,
            "source": asdict(article.source),
            "found": dict(article.found),
            "tags": list(article.tags),
            "notices": list(article.notices),
            "blocked": article.blocked,
            "encoding": article.encoding,
            "removed": article.removed,
            "paragraphs": [_paragraph(paragraph) for paragraph in article.paragraphs],
        }
    )
    return 0


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "text": paragraph.text,
        "kind": paragraph.kind,
        "key": paragraph.key,
        "speaker": paragraph.speaker,
        "time": paragraph.time,
        "page": paragraph.page,
        "sheet": paragraph.sheet,
        "exact": paragraph.exact,
        "link": paragraph.link,
    }


def quotes(location: str, *, by_speaker: bool, as_json: bool) -> int:
    """Print the quotations of a source; exit code 1 where there are none."""
    from annotations.quotations import find_quotations

    paragraphs = load(location).paragraphs
    found = find_quotations(paragraphs)
    if as_json:
        _print_json([_quotation(paragraphs, quotation) for quotation in found])
        return 0 if found else 1
    said = [quotation for quotation in found if quotation.kind in (QuotationKind.SPEECH, QuotationKind.FRAGMENT)]
    if by_speaker:
        said.sort(key=lambda quotation: quotation.speaker.casefold())
    for quotation in said:
        speaker = f"{quotation.speaker}?" if quotation.speaker else "not identified"
        _print(f"{speaker}: {quoted([quotation.text]).text}")
    return 0 if said else 1


def attributed_quotes(location: str, folder: Path, style: str) -> int:
    """Print the quotations of a source as `y` copies them, but for guarded ones; exit code 1 where there are none."""
    from tuireader.config import read_config
    from tuireader.paths import config_file, state_folder
    from tuireader.room import ReadingRoom

    room = ReadingRoom(folder, state_folder(), keep=False, config=read_config(config_file()))
    desk = room.desk(room.read(location, Source()))
    for _ in desk.prepare():
        pass
    desk.settle()
    spans = [desk.state.quotations[number].span for number in desk.state.said]
    free = [span for span in spans if desk.held(span) is None]
    for span in free:
        _print(desk.preview(style, span))
    if len(free) < len(spans):
        _tell([f"{len(spans) - len(free)} off the record, under embargo or on background, and left out"])
    desk.close()
    return 0 if free else 1


def _quotation(paragraphs: Sequence[Paragraph], quotation: Quotation) -> dict[str, Any]:
    def words(span: Span | None) -> str:
        return paragraphs[span.start.paragraph].text[span.start.offset : span.end.offset] if span else ""

    return {
        "text": quotation.text,
        "kind": quotation.kind,
        "speaker": quotation.speaker,
        "mention": words(quotation.mention),
        "cue": words(quotation.cue),
        "venue": words(quotation.venue),
        "paragraph": quotation.span.start.paragraph,
        "start": quotation.span.start.offset,
        "end": quotation.span.end.offset,
        "sure": {"mention": quotation.sure.mention, "speaker": quotation.sure.speaker},
        "rule": quotation.rule,
    }


def list_articles(folder: Path, *, as_json: bool, tag: str = "") -> int:
    """Print the articles of the library, or of a story, those touched last first."""
    from annotations.index import lookups
    from tuireader.indexing import indexed

    with indexed(folder) as index:
        entries = [entry for entry in lookups.entries(index) if not tag or tag in entry.tags]
        _tell([*Library(folder).notices, *lookups.notices(index)])
    if as_json:
        _print_json([asdict(entry) for entry in entries])
    elif not entries:
        _print(f"No article has the tag {tag}." if tag else NO_ARTICLES)
    for entry in [] if as_json else entries:
        notes = f"{entry.annotations} note{'s' * (entry.annotations != 1)}"
        known = [entry.title or entry.address, entry.outlet, entry.published, notes]
        _print(f"{entry.id[:8]}  {entry.opened[:10]}  " + " · ".join(part for part in known if part))
    return 0


def clips(folder: Path, *, last: bool, as_json: bool) -> int:
    """Print what was copied; exit code 1 where nothing was."""
    from annotations.index import lookups
    from tuireader.indexing import indexed

    library = Library(folder)
    found: list[tuple[str, Clip, Source]] = []
    with indexed(folder) as index:
        articles = list(lookups.last_copied(index) if last else lookups.with_clips(index))
        notices = lookups.notices(index)
    for article in articles:
        try:
            source = library.source(article)
            found += [(article, clip, source) for clip in library.store(article).all(Clip)]
        except Unreadable as error:
            _tell([str(error)])
    _tell([*library.notices, *notices])
    found.sort(key=lambda one: one[1].created)
    found = found[-1:] if last else found
    if as_json:
        _print_json([_clip(*one) for one in found])
    else:
        for _, clip, _ in found:
            _print(clip.text)
    if not found:
        _tell(["nothing was copied yet; y copies the focused words with speaker and source"])
    return 0 if found else 1


def _clip(article: str, clip: Clip, source: Source) -> dict[str, Any]:
    return {
        "article": article,
        "text": clip.text,
        "words": clip.words,
        "speaker": clip.speaker,
        "style": clip.style,
        "changes": list(clip.changes),
        "guard": clip.guard,
        "version": clean_line(clip.anchors[0].version),
        "time": clean_line(clip.created),
        "ways": list(clip.ways),
        "source": asdict(source),
    }


def add(folder: Path, state: Path, sources: Sequence[str], tag: str, given: Source, *, as_it_is: bool = False) -> int:
    """Keep sources for later, and say what became of each; exit code 1 where one failed, 2 where all did."""
    from tuireader.adding import Added, add_source

    library, memory = Library(folder), Memory(state)
    _tell(library.notices)
    names = [name for source in sources for name in (_lines() if source == "-" else [source])]
    if len(names) > 1 and (given.title or given.url):
        raise UsageError("--title and --url are those of one source; add these one by one")
    with backed_up(library, state / "backups"):
        results = [
            add_source(library, name, tag, given=given, memory=memory, as_it_is=as_it_is)
            for name in going_through(names, "reading")
        ]
    _tell(result.problem for result in results if result.problem)
    failed = sum(bool(result.problem) for result in results)
    counts = {
        "added": sum(result.added is Added.NEW for result in results),
        "with a new version": sum(result.added is Added.CHANGED for result in results),
        "known already": sum(result.added is Added.KNOWN for result in results),
        "not read": failed,
    }
    _print(", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing to add")
    return 0 if not failed else 1 if failed < len(results) else 2


def _lines() -> list[str]:
    return [line.strip() for line in sys.stdin.read().splitlines() if line.strip()]
