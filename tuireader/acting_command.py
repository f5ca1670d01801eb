"""What `tuireader do` does: an act of the screen on an article of the library, and a line on what came of it."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from annotations.errors import UsageError
from tuireader.acts import ACTS, Told
from tuireader.catalogue import Catalogue
from tuireader.choice import chosen
from tuireader.config import read_config
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.state import Message, Tone
from tuireader.paths import config_file
from tuireader.printing import print_text
from tuireader.room import ReadingRoom
from tuireader.shell import cannot
from tuireader.times import moment

IN_LIBRARY: Mapping[str, Callable[[Catalogue, str], None]] = {
    "done": lambda catalogue, _: catalogue.toggle_done(),
    "tags": lambda catalogue, text: catalogue.tag(text),
    "remove": lambda catalogue, _: catalogue.remove(),
    "restore": lambda catalogue, _: catalogue.restore(),
}
"""Acts on a whole article, as in the library screen."""
_KEYS = re.compile(r"; \S+ (takes|brings) it back$|: \S+ and exports ask first$")
"""What a message says of keys, which aren't at hand here."""
_EXIT_CODES = {Tone.DONE: 0, Tone.HINT: 1}


def act(name: str, article: str, told: Told, folder: Path, state: Path) -> int:
    """Do one act; the exit code is 1 where there was nothing to do.

    Raises UsageError where the article or the words aren't one, or something isn't said that the act needs.
    """
    config = read_config(config_file())
    room = ReadingRoom(folder, state, config=config)
    try:
        whole = name in IN_LIBRARY and not told.words
        message = (_in_library if whole else _on_page)(room, name, article, told)
    finally:
        room.close()
    said = _KEYS.sub("", message.text) or "Nothing to change"
    if message.tone is Tone.PROBLEM:
        return cannot(said)
    print_text(said)
    return _EXIT_CODES[message.tone]


def _in_library(room: ReadingRoom, name: str, article: str, told: Told) -> Message:
    if name == "tags" and told.text is None:
        raise UsageError("Say with --text which tags; --text '' takes them away")
    catalogue = room.catalogue()
    try:
        catalogue.show_trash(name == "restore")
        catalogue.settle()
        removed = room.library.resolve(article, room.library.entries(removed=True)) if name == "restore" else []
        if name == "restore" and len(removed) != 1:
            raise UsageError(f"No article in the trash, or more than one, is called “{article}”; its id tells it apart")
        catalogue.choose(removed[0].id if removed else _article(room, article))
        IN_LIBRARY[name](catalogue, told.text or "")
        catalogue.settle()
        return catalogue.state.message
    finally:
        catalogue.close()


def _on_page(room: ReadingRoom, name: str, article: str, told: Told) -> Message:
    if name not in (*ACTS, "versions"):
        raise UsageError(f"{name} is of the whole article, not of some of its words")
    desk = room.desk(room.of_library(_article(room, article)))
    for _ in desk.prepare():
        pass
    desk.settle()
    desk.hush(desk.state.message)
    if name == "versions":
        return Message(_changed(desk), Tone.DONE)
    ACTS[name](desk, told)
    desk.settle()
    return desk.state.message


def _changed(desk: ReadingDesk) -> str:
    """What changed from the version before to the newest one, a line a paragraph that differs."""
    versions = desk.state.versions
    if len(versions) < 2:
        return "The article has one version; tuireader refresh reads it again"
    changes = desk.changes(len(versions) - 1)
    if changes is None:
        raise UsageError("A text of these versions can't be read; a backup may have it")
    lines = [f"- read {moment(changes.older.accessed)}", f"+ read {moment(changes.newer.accessed)}"]
    for row in filter(lambda one: one.is_change, changes.rows):
        place = f"¶ {row.paragraph + 1}" if row.paragraph is not None else ""
        lines += ["", *filter(None, [" · ".join(filter(None, [place, row.said]))])]
        lines += [
            f"{sign} {''.join(piece for piece, _ in text)}" for sign, text in (("-", row.old), ("+", row.new)) if text
        ]
        lines += [f"  marked as {mark}" for mark in row.marks]
    return "\n".join(lines)


def _article(room: ReadingRoom, named: str) -> str:
    (found,) = chosen(room.library, room.memory, [named], "", everything=False)
    return found


def write_text(text: str | None) -> str | None:
    """What was said with `--text`; `-` stands for standard input."""
    return sys.stdin.read() if text == "-" else text
