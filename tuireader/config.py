"""What a person set for good, from one TOML file; everything in it may be left out. The README shows every field."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from annotations.dataclass import dataclass
from annotations.errors import UsageError
from annotations.models import ROLES
from annotations.patterns import later
from annotations.text import clean, clean_line
from tuireader.actions import ACTIONS, Action, key_of, rebound

MEASURE = 72
"""Columns of text at most, where nothing else was set: the length of line that a newspaper's page is read at."""
_WIDTHS = range(30, 201)
_WORD = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_HEAD = later(rf"\s*\[\[?\s*({_WORD}(?:\s*\.\s*{_WORD})*)\s*\]")
_FIELD = later(rf"\s*({_WORD}(?:\s*\.\s*{_WORD})*)\s*=")
_PART = later(r"""\"([^"]*)\"|'([^']*)'|([\w-]+)""")
_BLOCK_MARKS = ('"""', "'''")
"""Around a text of several lines, in which nothing is a field (TOML 1.0)."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one run."""

    theme: str = ""
    """A theme's name; empty for the one that is chosen where nothing was set."""
    theme_place: str = ""
    """The file, line and field that set it, for whoever knows which themes there are; empty where none was set."""
    width: int = MEASURE
    """Columns of text at most."""
    author: str = ""
    style: str = "plain"
    """The style that a copy has where none is asked for."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """Templates of one's own, by name."""
    role_names: Mapping[str, str] = field(default_factory=dict)
    """What a role is called on the screen, by the name that it is kept under."""
    actions: tuple[Action, ...] = ACTIONS
    """The table of actions with the keys that were set."""
    originals: bool = True
    """Whether a synced library holds the original files."""
    problems: tuple[str, ...] = ()
    """What in the file couldn't be understood, one sentence each; it counts as not set."""

    def key(self, act: str) -> str:
        """The key in force for an act (see `key_of`), for a sentence that names it."""
        return key_of(self.actions, act)


DEFAULTS = Config()


def read_config(path: Path) -> Config:
    """The settings of a file; those of none where it doesn't exist. What is wrong in it is told in `problems`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return DEFAULTS
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it isn't UTF-8"
        return Config(problems=(f"{path} can't be read ({why}): nothing of it counts",))
    import tomllib

    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(problems=(f"{path} isn't TOML, nothing of it counts: {error}",))
    return _Reader(path, text).read(given)


class _Wrong(Exception):
    """What is wrong with a field, and what would be right."""


class _Reader:
    """Goes through the fields of one file."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._fields = path, list(_fields(text))
        self._config = Config()
        self._problems: list[str] = []

    def read(self, given: Mapping[str, Any]) -> Config:
        for name, value in given.items():
            readers = {"styles": _styles, "roles": _roles, "keys": _keys, "sync": _sync}
            if name in readers:
                self._table(name, value, readers[name])
            else:
                self._try("", name, partial(_plain, name=name, value=value))
        known = {*self._config.styles, *STYLES}
        if self._config.style not in known:
            self._tell("", "style", f"there is no style {self._config.style!r}; there are {', '.join(sorted(known))}")
            self._config = replace(self._config, style="plain")
        place = self._place("", "theme") if self._config.theme else ""
        return replace(self._config, theme_place=place, problems=tuple(self._problems))

    def _table(self, table: str, value: Any, reader: Callable[..., Config]) -> None:
        if not isinstance(value, dict):
            self._tell("", table, f"it must be a table: [{table}]")
            return
        for name, one in value.items():
            # `selecting.copy = "C"` without quotation marks is a table in a table to TOML, and the same to a person.
            inner = one if table == "keys" and isinstance(one, dict) else {"": one}
            for last, words in inner.items():
                full = f"{name}.{last}" if last else name
                self._try(table, full, partial(reader, name=full, value=words))

    def _try(self, table: str, name: str, change: Callable[[Config], Config]) -> None:
        try:
            self._config = change(self._config)
        except _Wrong as wrong:
            self._tell(table, name, str(wrong))

    def _tell(self, table: str, name: str, why: str) -> None:
        self._problems.append(f"{self._place(table, name)}: {why}")

    def _place(self, table: str, name: str) -> str:
        named = f"{table}.{name}" if table else name
        return f"{self._path}, line {self._line(table, name)}, {clean_line(named)}"

    def _line(self, table: str, name: str) -> int:
        """The 1-based line where a field is set, else where its table begins; TOML's reader doesn't tell."""
        wanted = f"{table}.{name}" if table else name
        numbers = [number for number, path in self._fields if path == wanted or path.startswith(f"{wanted}.")]
        return next(iter(numbers), 0) or (self._line("", table) if table else 1)


def _fields(text: str) -> Iterator[tuple[int, str]]:
    """The 1-based lines in which a table begins or a field is set, with the path of that (`keys.selecting.copy`)."""
    table, quoted = "", False
    for number, line in enumerate(text.split("\n"), 1):
        opens = any(line.count(mark) % 2 for mark in _BLOCK_MARKS)
        if quoted:
            quoted = not opens
            continue
        if head := _HEAD.match(line):
            table = _path(head[1])
            yield number, table
        elif field_ := _FIELD.match(line):
            yield number, ".".join(filter(None, [table, _path(field_[1])]))
        quoted = opens


def _path(dotted: str) -> str:
    """A dotted key without its quotation marks."""
    return ".".join(double or single or bare for double, single, bare in _PART.findall(dotted))


STYLES = ("plain", "draft-us", "draft-uk", "partial", "markdown", "html")
"""The styles that come with the program."""


def _wrong(why: str) -> NoReturn:
    raise _Wrong(why)


def _text(value: Any) -> str:
    return clean_line(value) if isinstance(value, str) else _wrong('it must be words in quotation marks, as in "plain"')


def _plain(config: Config, name: str, value: Any) -> Config:
    if name == "theme":
        return replace(config, theme=_text(value))
    if name == "width":
        fits = isinstance(value, int) and value in _WIDTHS
        return replace(config, width=value) if fits else _wrong(f"it must be a number from 30 to 200, not {value!r}")
    if name == "author":
        return replace(config, author=_text(value))
    if name == "style":
        return replace(config, style=_text(value))
    _wrong("there is no such setting; there are theme, width, author, style, [styles], [roles], [keys], [sync]")


def _styles(config: Config, name: str, value: Any) -> Config:
    if name in STYLES:
        _wrong("a style that comes with the program can't be replaced; give yours another name")
    from annotations.styles import Style  # no page waits for it where there are no styles of one's own

    template = clean(value).text if isinstance(value, str) else _text(value)
    try:
        Style(name, template)
    except UsageError as error:
        _wrong(str(error))
    return replace(config, styles={**config.styles, name: template})


def _roles(config: Config, name: str, value: Any) -> Config:
    names = [role.name for role in ROLES]
    if name not in names:
        _wrong(f"there is no such role; there are {', '.join(names)}")
    word = _text(value)
    if not word or word in {config.role_names.get(other, other) for other in names if other != name}:
        _wrong("a role needs a name that no other has")
    return replace(config, role_names={**config.role_names, name: word})


def _keys(config: Config, name: str, value: Any) -> Config:
    try:
        return replace(config, actions=rebound(config.actions, name, _text(value)))
    except UsageError as error:
        _wrong(str(error))


def _sync(config: Config, name: str, value: Any) -> Config:
    if name != "originals":
        _wrong("there is no such setting; there is originals")
    return replace(config, originals=value) if isinstance(value, bool) else _wrong("it must be true or false")
