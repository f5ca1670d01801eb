"""No text that is opened, typed, pasted or synced can do anything but be read.

Each place that text can come from is fed with the same hostile words; the program is then led through every screen
on a real terminal, and every byte that the terminal was sent is looked at.
"""

import base64
import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from annotations.journal import Line, encode
from annotations.library import Library
from annotations.models import Source
from annotations.text import span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.cli import main
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
HEADING = "Votes for"


def _article(words: str = "plain") -> str:
    return (
        f"The council voted {words} on Thursday, and it was close.\n\n“We are sorry,” the envoy {words} said.\n\n"
        f"{HEADING}\n\nNobody else {words} spoke until the evening, when the doors were opened again.\n"
    )


class Planted:
    """Where hostile words were put, and how the program is to be started then."""

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
    folder = planted.folder / HOSTILE.replace("/", "∕")[:80]
    folder.mkdir()
    planted.path = planted.path.rename(folder / ("\n" + HOSTILE.replace("/", "∕")[-90:] + "\udcff.txt"))
    planted.folder = folder


def in_environment(planted: Planted) -> None:
    planted.environ |= {"TUIREADER_LIBRARY": str(planted.folder / HOSTILE.replace("/", "∕")[:80])}


def in_library_that_cannot_be_made(planted: Planted) -> None:
    blocking = planted.folder / HOSTILE.replace("/", "∕")[:80]
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


PLACES = [
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
]


WINDOWS = [
    [in_what_is_typed],
    [in_article, in_file_name, in_environment],
    [in_source_options, in_draft],
    [in_journal],
    [in_version, in_library_files],
    [in_library_that_cannot_be_made],
]
"""All places, with as many in one window as don't hide each other."""


def test_every_place_is_seen_in_a_window():
    assert {place for places in WINDOWS for place in places} == set(PLACES)


@pytest.mark.parametrize("places", WINDOWS, ids=lambda places: "+".join(place.__name__ for place in places))
def test_no_text_acts_on_the_terminal_of_a_window(places, tmp_path, home, window, acting):
    planted = Planted(tmp_path, home)
    for place in places:
        place(planted)
    opened = window(*planted.arguments, str(planted.path), folder=planted.folder, **planted.environ)
    if in_library_that_cannot_be_made in places:
        assert opened.wait() == 2
    else:
        opened.see("? help")
        _walk(opened, draft=in_draft in places)
        assert opened.quit() == 0
    assert acting(opened.sent) == []


def _walk(opened, *, draft):
    """Through every screen, with hostile words pasted into every line and text."""
    if draft:
        opened.see("^S save", "wasn't saved when the program ended")
        opened.do("\x13", "Note saved")
    opened.paste(f"\x1b\x1byyqdd{LINES}\x1byq")
    opened.do("?", "Esc closes")
    _leave(opened, "Esc closes")
    opened.do("gc", "Contents", HEADING)
    _leave(opened, "Contents")
    opened.do(":", "Search for commands")
    opened.paste(LINES)
    opened.see("No matches found")
    _leave(opened, "No matches found")
    opened.do("/", "Esc leave")
    opened.paste(LINES)
    opened.press("\r")
    opened.see_no("Esc leave")
    opened.do("gg/", "Esc leave")
    opened.do("council\r", "Hit 1 of 1")
    opened.do("}vvee", "Esc leave")
    opened.press("\x1b\x1b")
    opened.see("? help")
    _export_and_open(opened)
    _mark(opened)
    _export_and_open(opened)
    _sidebar(opened)
    opened.do("S", "Esc keeps changes")
    for _ in range(4):
        opened.paste(LINES)
        opened.press("\t")
    opened.press("\x1b")
    opened.see("Source saved")


def _leave(opened, words):
    opened.press("\x1b")
    opened.see_no(words)


def _mark(opened):
    opened.do("ggh", "ighlight")
    opened.do("t", "tags", "Esc leave")
    opened.paste(LINES)
    opened.do("\r", "Tagged: ")
    opened.do("s", "who says this?")
    opened.paste(LINES)
    opened.do("\r", "Speaker: ")
    for key in "aA":
        opened.do(key, "^S save")
        opened.paste(LINES)
        opened.do("\x13", "Note saved")
        opened.do("\x03", "q quits")
    opened.do("E", "editor")


def _export_and_open(opened):
    opened.press("x")
    opened.see_either("Exported", "Overwrite")
    if "Overwrite" in opened.text:
        opened.do("y\r", "Exported")
    opened.press("o")
    opened.do("\x03", "q quits")


def _sidebar(opened):
    opened.do("\t", "go there")
    opened.press("2G1G")
    opened.do("/", "notes with")
    opened.paste(LINES)
    opened.do("\r", "go there")
    opened.press("\x1b")
    opened.see("? help")


def test_a_paste_is_no_key_and_no_bytes_end_the_program(window, article):
    opened = window(str(article))
    opened.see("Votes for", "No notes yet")
    opened.paste("\x1by\x1b\x1bq" + "h" * 40 + "\x1b[2~dd\x1b")
    opened.press(b"\xff\xed\xa0\x80")
    opened.do("a", "^S save")
    opened.press(b"\x1b[200~caf\xe9 \x1b[31mred\x1b[0m \x1b]52;c;c3RvbGVu\x07and \xe2\x82\xac\x1b[201~")
    opened.do("!\x13", "caf\ufffd red and €!", "Note saved", "Notes 1")
    assert opened.quit() == 0


def test_nothing_is_copied_but_when_it_is_asked_for_and_then_only_words(tmp_path, home, window, acting):
    planted = Planted(tmp_path, home)
    in_article(planted)
    opened = window(str(planted.path))
    opened.see(HEADING, "No notes yet")
    assert b"\x1b]52" not in opened.sent
    opened.do("y", "Copied")
    copied = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", opened.sent)
    assert len(copied) == 1
    assert acting(base64.b64decode(copied[0])) == []
    assert acting(re.sub(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", b"", opened.sent)) == []


def test_markup_is_shown_as_it_is_written(tmp_path, home, window):
    planted = Planted(tmp_path, home)
    planted.path.write_text(f"{MARKUP}\n\nThe rest.\n")
    opened = window(f"--title={MARKUP}", f"--outlet={MARKUP}", str(planted.path))
    opened.see("The rest.", "Notes 0")
    opened.do("h", "Highlighted")
    opened.do("s", "who says this?")
    opened.do(f"{MARKUP}\r", f"Speaker: {MARKUP}")
    opened.do("a", "^S save")
    opened.do(f"note {MARKUP}\x13", "Note saved")
    assert opened.text.count(MARKUP) >= 4
    assert opened.quit() == 0


COMMANDS = [
    ["show", "ARTICLE"],
    ["show", "ARTICLE", "--json"],
    ["list"],
    ["list", "--json"],
    ["clips"],
    ["clips", "--last", "--json"],
    ["export"],
    ["export", "ARTICLE"],
    ["export", HOSTILE],
    ["export", "-o", HOSTILE.replace("/", "∕")[:80]],
    ["export", "-o", f"no folder/{HOSTILE}"],
    ["show", HOSTILE],
    ["show", "ARTICLE", f"--title={HOSTILE}", f"--url={HOSTILE}", "--json"],
    ["show", f"--{HOSTILE}"],
    ["list", HOSTILE],
    ["list", f"--library={HOSTILE}\n"],
    [HOSTILE],
    [],
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_no_command_prints_what_could_act(place, tmp_path, home, environ, monkeypatch, capfdbinary, acting):
    planted = Planted(tmp_path, home)
    place(planted)
    for name, value in (environ | planted.environ).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(planted.folder)
    for command in COMMANDS:
        code = main([str(planted.path) if word == "ARTICLE" else word for word in command])
        out, err = capfdbinary.readouterr()
        assert code in (0, 1, 2), command
        assert acting(out + err) == [], command
        if "--json" in command and code == 0:
            json.loads(out)


def test_no_text_breaks_out_of_an_export(tmp_path, home, environ, monkeypatch, capfdbinary):
    planted = Planted(tmp_path, home)
    in_journal(planted)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert main(["export"]) == 0
    written = capfdbinary.readouterr().out.decode()
    front, body = written.removeprefix("---\n").split("\n---\n", 1)
    fields = dict(line.split(": ", 1) for line in front.split("\n") if ": " in line)
    assert list(fields) == [
        "title",
        "outlet",
        "author",
        "published",
        "accessed",
        "url",
        "tags",
        "  article",
        "  schema",
    ]
    for name, value in fields.items():
        json.loads(value), name
    tokens = MarkdownIt("commonmark").parse(body)
    html = [token.content for token in tokens if token.type.startswith("html")]
    inline = [child for token in tokens for child in token.children or () if child.type.startswith("html")]
    assert inline == []
    assert all(re.fullmatch(r"<!-- /?tuireader:[0-9a-z]+ -->\n?", line) for line in html), html
    assert not [token for token in tokens if token.type in ("fence", "code_block", "hr")]
    assert next(token.content for token in tokens if token.type == "inline").startswith("A title")
