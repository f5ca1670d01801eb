"""Sources in: a path, an address or standard input becomes an `Article`."""

import os
from dataclasses import fields as fields_of
from dataclasses import replace
from importlib import import_module
from typing import Any

from annotations.errors import SourceError
from annotations.models import Article, Source
from annotations.text import clean_line
from tuireader.articles import plain
from tuireader.articles.opening import read
from tuireader.articles.progress import Told
from tuireader.articles.sniff import Form, form_of, missing_mark, refuse_binary
from tuireader.paths import CLIPBOARD, is_address

_LOADERS = {
    Form.HTML: "webpage",
    Form.MAIL: "mail",
    Form.MARKDOWN: "markdown",
    Form.SUBTITLES: "subtitles",
    Form.FEED: "feed",
    Form.PDF: "pdf",
    Form.DOCX: "docx",
    Form.EPUB: "epub",
}
"""The module whose `load` reads each form; imported when it is used, since what it needs is heavy."""
_FROM_THE_WEB = {Form.HTML, Form.FEED, Form.PDF}
"""Forms whose `load` is told the address that they came from."""


def load(
    location: str,
    fields: Source = Source(),  # noqa: B008 - frozen, so sharing one is safe
    progress: Told | None = None,
) -> Article:
    """Read the source at `location`: a path, an http or https address, `-` for standard input, or `paths.CLIPBOARD`.

    `fields` holds what the person gave and wins field by field over what the source says of itself. `progress` is told
    what came from the network so far, and the pages of a PDF; what it raises cancels.
    Raises SourceError, one sentence, where there is nothing to read.
    """
    given = _cleaned(fields)
    if location == CLIPBOARD:
        return load_bytes(CLIPBOARD, _pasted(), given)
    if is_address(location):
        from tuireader.articles.fetching import fetch

        fetched = fetch(location, progress)
        return load_bytes(
            location, fetched.data, given, address=fetched.address, charset=fetched.charset, progress=progress
        )
    return load_bytes(location, read(location), given, progress=progress)


def load_bytes(
    location: str,
    data: bytes,
    given: Source,
    *,
    address: str = "",
    charset: str | None = None,
    progress: Told | None = None,
) -> Article:
    """The article in some bytes, by what they are. `location` names them in errors; they came from `address`."""
    if mark := missing_mark(data):
        return replace(load_bytes(location, mark + data, given, address=address, charset=charset), original=data)
    form = form_of(data, location)
    if form not in _LOADERS:
        refuse_binary(location, data)
        return plain.load(location, data, given)
    module = import_module(f"tuireader.articles.{_LOADERS[form]}")
    more: dict[str, Any] = {"address": address} if form in _FROM_THE_WEB else {}
    if form is Form.HTML:
        more["charset"] = charset or ""
    if form is Form.PDF:
        more["progress"] = progress
    article: Article = module.load(location, data, given, **more)
    return article


def _pasted() -> bytes:
    from tuireader.clipboard import paste

    data = paste(os.environ)
    if not data:
        raise SourceError("The clipboard holds no text, or isn't reached from here; save the text and open the file.")
    return data


def _cleaned(source: Source) -> Source:
    return Source(**{field.name: clean_line(getattr(source, field.name)) for field in fields_of(source)})
