"""`tuireader refresh`: articles read again, and what became of each, a line an article."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotations.library import Library
from annotations.marks import quoted
from annotations.models import Annotation, Clip
from annotations.revision import Fate, Outcome
from tuireader.backing_up import backed_up
from tuireader.choice import chosen
from tuireader.commands import NO_ARTICLES
from tuireader.memory import Memory
from tuireader.printing import going_through, print_json, print_text, tell
from tuireader.refreshing import Refreshed, refresh
from tuireader.times import day

Fates = Sequence[Fate[Annotation]] | Sequence[Fate[Clip]]


def refresh_articles(
    folder: Path, state: Path, wanted: Sequence[str], tag: str, *, everything: bool, as_json: bool
) -> int:
    """Read articles again and print what became of each.

    The exit code is 1 where the words of a copy don't stand in the newest text as they were copied, 2 where no article
    could be read.
    """
    library = Library(folder)
    titles = chosen(library, Memory(state), wanted, tag, everything=everything)
    with backed_up(library, state / "backups"):
        todo = going_through(list(titles), "reading", titles.__getitem__)
        results = [refresh(library, one, titles[one]) for one in todo]
    results.sort(key=_calm)
    tell(library.notices)
    tell(f"{result.title}: {result.problem}" for result in results if result.problem)
    if as_json:
        print_json([_as_json(result) for result in results])
    else:
        print_text("\n".join(line for result in results for line in _lines(result)) or NO_ARTICLES)
    if results and all(result.problem for result in results):
        return 2
    return 1 if any(result.revision and result.revision.changed_clips for result in results) else 0


def _calm(result: Refreshed) -> tuple[bool, bool]:
    """Notices of the outlet come first, then copied quotes that changed."""
    revision = result.revision
    return not (revision and revision.notices), not (revision and revision.changed_clips)


def _lines(result: Refreshed) -> Iterator[str]:
    revision, newest = result.revision, result.newest
    if revision is None or newest is None or result.before is None:
        return
    text = f"new text, version {result.number}" if result.is_new else f"as on {day(newest.accessed)}"
    counts = [_counted("copied", revision.clips), _counted("marked", revision.marks)]
    yield " · ".join([f"{result.article[:8]}  {result.title}", text, *filter(None, counts)])
    for notice in revision.notices:
        yield f"  ! ¶ {notice.paragraph + 1}  {notice.text}"
        for clip in notice.clips:
            yield f"    copied before it, on {day(clip.created)}: {quoted([clip.words]).text}"
    for fate in revision.changed_clips:
        yield f"  - copied on {day(fate.record.created)}: {quoted([fate.record.words]).text}"
        yield f"  + {_now(fate)}"


def _counted(what: str, fates: Fates) -> str:
    counts = Counter(fate.outcome for fate in fates)
    seen = sum(fate.is_changed and fate.seen for fate in fates)
    said = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
    said += f" ({seen} seen)" if seen else ""
    return f"{what}: {said}" if said else ""


def _now(fate: Fate[Clip]) -> str:
    if fate.outcome is Outcome.REWORDED:
        return f"now: {quoted([fate.now]).text}"
    return f"gone; perhaps now: {quoted([fate.now]).text}" if fate.now else "gone"


def _as_json(result: Refreshed) -> dict[str, Any]:
    revision, newest = result.revision, result.newest
    return {
        "article": result.article,
        "title": result.title,
        "problem": result.problem,
        "version": newest.id if newest else "",
        "versions": result.number,
        "new": result.is_new,
        "notices": [
            {"paragraph": one.paragraph, "text": one.text, "copied_before": [clip.id for clip in one.clips]}
            for one in (revision.notices if revision else ())
        ],
        "copied": [_fate(fate) for fate in (revision.clips if revision else ())],
        "marked": [_fate(fate) for fate in (revision.marks if revision else ())],
    }


def _fate(fate: Fate[Annotation] | Fate[Clip]) -> dict[str, Any]:
    record = fate.record
    return {
        "id": record.id,
        "outcome": fate.outcome,
        "state": fate.state,
        "version": record.anchors[0].version,
        "time": record.created,
        "words": record.exact,
        "now": fate.now,
        "seen": fate.seen,
    }
