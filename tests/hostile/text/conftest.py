"""Hostile words, and every place from which text comes into the program to plant them in."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.lines import Line, encode
from annotations.models import Source
from annotations.text import span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory

STOLEN = base64.b64encode(b"stolen").decode()
MARKUP = "[b]x[/b] [/b] [@click=app.quit]z[/]"
HOSTILE = (
    f"\x1b]52;c;{STOLEN}\x07\x1b]0;RENAMED\x07\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\"
    f"\x1b[31337m\x9b31338m\x9d52;c;{STOLEN}\x9c\x1bP+q4d\x1b\\\x1b[2J\x1b[6n\x1bc\x07\x08\x7f\x0e\x05"
    f"\u202ebidi\u202c\u2066iso\u2069\ufeff\U000e0041{MARKUP}"
)
"""Words that want to act: no NUL and no line end, which a file's name and an argument can't all have."""
LINES = HOSTILE + "\x00\r\n-->\n```\n---\ntitle: forged\n<!-- tuireader:forged -->\u2028# x\x85\ud800"
NAME = HOSTILE.replace("/", "∕")[:80]
"""As much of them as the name of a file takes."""
HEADING = "Votes for"


def _article(words: str = "plain") -> str:
    return (
        f"The council voted {words} on Thursday, and it was close.\n\n“We are sorry,” the envoy {words} said.\n\n"
        f"{HEADING}\n\nNobody else {words} spoke until the evening, when the doors were opened again.\n"
    )


class Planted:
    """Where hostile words were put, and how the program is to be started then."""

    hostile, lines, name, markup, heading = HOSTILE, LINES, NAME, MARKUP, HEADING

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        self.path = folder / "article.txt"
        self.path.write_text(_article())
        self.arguments: list[str] = []
        self.environ = {"EDITOR": HOSTILE}
        self.library = home / ".local/share/tuireader/library"
        self.state = home / ".local/state/tuireader"

    def kept(self) -> str:
        """Read and mark the article; its id."""
        article = load(str(self.path))
        opened = Opened(new_version(article), str(self.path), article.source, article=article)
        desk = ReadingDesk(
            opened, Library(self.library), Memory(self.state), lambda _: Copied((Way("way", Outcome.SENT),))
        )
        for _ in desk.prepare():
            pass
        desk.settle()
        desk.highlight(span_of(0, 4, 11))
        desk.settle()
        desk.tag("tag")
        desk.set_speaker("Envoy", span_of(1, 0, 15))
        desk.copy()
        desk.settle()
        desk.set_source(Source(title="A title"))
        desk.open_article_note()
        desk.settle()
        desk.save_note("All of it")
        desk.close()
        return desk.state.article

    def journal(self) -> Path:
        return next(self.library.rglob("annotations.jsonl"))


def in_article(planted: Planted) -> None:
    planted.path.write_bytes(_article(LINES.translate({0: None, 0xD800: None})).encode())


def in_source_options(planted: Planted) -> None:
    planted.arguments = [f"--{name}={HOSTILE}" for name in ("title", "author", "outlet", "date", "url")]


def in_file_name(planted: Planted) -> None:
    folder = planted.folder / NAME
    folder.mkdir()
    planted.path = planted.path.rename(folder / ("\n" + HOSTILE.replace("/", "∕")[-90:] + "\udcff.txt"))
    planted.folder = folder


def in_environment(planted: Planted) -> None:
    planted.environ |= {"TUIREADER_LIBRARY": str(planted.folder / NAME)}


def in_library_that_cannot_be_made(planted: Planted) -> None:
    blocking = planted.folder / NAME
    blocking.write_text("no folder")
    planted.environ |= {"TUIREADER_LIBRARY": str(blocking / "library")}


def in_journal(planted: Planted) -> None:
    planted.kept()
    lines = planted.journal().read_bytes().splitlines()
    with planted.journal().open("wb") as journal:
        for raw in lines:
            fields = _poisoned(json.loads(raw))
            table, id_ = fields.pop("table"), fields.pop("id")
            journal.write(encode(Line(table, id_, fields)))
            journal.write(encode(Line(table, f"{id_}{LINES}", fields)))
            journal.write(encode(Line(table, f"{id_}0", _wild(fields))))
            journal.write(encode(Line(f"{table}{LINES}", id_, fields)))
        journal.write(b"no line" + LINES.encode(errors="surrogatepass") + b"\n")


def _poisoned(value: object) -> object:
    """Hostile words in every text but those that hold a record together."""
    match value:
        case dict():
            kept = ("table", "id", "updated", "parent", "key", "version", "~", "schema")
            return {name: part if name in kept else _poisoned(part) for name, part in value.items()}
        case list():
            return [_poisoned(part) for part in value]
        case str():
            return value + LINES
    return value


def _wild(value: object) -> object:
    """Numbers that no text has, where there are numbers."""
    match value:
        case bool() | str():
            return value
        case dict():
            return {name: _wild(part) for name, part in value.items()}
        case list():
            return [_wild(part) for part in value]
    return 10**9


def in_version(planted: Planted) -> None:
    planted.kept()
    for path in planted.library.rglob("versions/*.json"):
        header, *paragraphs = path.read_text().splitlines()
        fields = _poisoned({name: part for name, part in json.loads(header + "]}").items() if name != "paragraphs"})
        lines = [json.dumps(_poisoned(json.loads(line.rstrip(",")))) for line in paragraphs if line != "]}"]
        path.write_text(json.dumps(fields)[:-1] + ',"paragraphs":[\n' + ",\n".join(lines) + "\n]}\n")


def in_library_files(planted: Planted) -> None:
    planted.kept()
    for name in ("article.json", "library.json", "reading.json"):
        for path in planted.home.rglob(name):
            path.write_text(json.dumps(_poisoned(json.loads(path.read_text()))))
    strange = planted.journal().with_name(f"annotations{HOSTILE.replace('/', '∕')[:60]}.jsonl")
    strange.write_bytes(planted.journal().read_bytes() + b"{}\n")


def in_draft(planted: Planted) -> None:
    article = planted.kept()
    (planted.state / "drafts").mkdir(exist_ok=True)
    draft = {"text": LINES, "annotation": LINES, "anchor": None}
    (planted.state / "drafts" / f"{article}-000000000000.json").write_text(json.dumps(draft))


def in_what_is_typed(planted: Planted) -> None:
    """The walk pastes hostile words wherever something can be typed, whatever was planted."""


PLACES = {
    place.__name__.removeprefix("in_"): place
    for place in (
        in_what_is_typed,
        in_article,
        in_source_options,
        in_file_name,
        in_environment,
        in_library_that_cannot_be_made,
        in_journal,
        in_version,
        in_library_files,
        in_draft,
    )
}


@pytest.fixture
def plant(tmp_path: Path, home: Path) -> Callable[..., Planted]:
    """Puts hostile words into places, by name."""

    def planted(*names: str) -> Planted:
        made = Planted(tmp_path, home)
        for name in names:
            PLACES[name](made)
        return made

    return planted


@pytest.fixture
def places() -> set[str]:
    """The names of all places."""
    return set(PLACES)
