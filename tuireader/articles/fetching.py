"""Documents from the network, within bounds: in time, in size, in redirects and in kinds."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Event, Thread
from urllib.parse import urljoin, urlsplit

from annotations.errors import SourceError
from annotations.text import clean_line
from tuireader.articles.progress import Progress, Told, Unit

_TICK = 0.1
"""Seconds between two looks whether the person still waits."""
CONNECT_SECONDS, READ_SECONDS, ALL_SECONDS = 10.0, 20.0, 60.0
"""To reach the server, between two pieces of its answer, and for everything: a server may drip for ever."""
MOST_REDIRECTS = 5
MOST_BYTES = 10_000_000
_KINDS = (
    "text/",
    "application/xhtml",
    "application/pdf",
    "application/rss",
    "application/atom",
    "application/xml",
    "application/rdf",
)
_SAVE = "save the page in your browser and open the file"
_REFUSED = {
    401: f"the site asks for a login (401); log in with your browser, {_SAVE}",
    402: f"the site asks for payment (402); {_SAVE}",
    403: f"the site refuses programs (403); {_SAVE}",
    404: "there is no such page (404); check the address",
    410: "the page was taken down (410); try web.archive.org",
    429: f"the site has had too many requests (429); wait, or {_SAVE}",
    451: f"the page is blocked for legal reasons (451); {_SAVE}",
}
_CONSENT = ("consent.", "cmp.", "privacy-gate.", "myprivacy.")
_CONSENT_PATHS = frozenset(["consent", "collectconsent", "privacy-gate", "cookie-wall"])
"""The first part of such a page's path; an article about consent is called more than that."""
_AGENT = "Mozilla/5.0 (compatible; tuireader)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered."""

    data: bytes
    """The document as it came, its transfer coding taken off."""
    address: str
    """Where it came from in the end."""
    charset: str | None


def fetch(address: str, progress: Told | None = None) -> Fetched:
    """The document at an http or https address.

    `progress` is told several times a second of the bytes that came; what it raises ends the transfer and is raised
    here. Raises SourceError, one sentence, for all that can go wrong. No cookies are kept or sent.
    """
    # In a thread of its own, since no setting of the client bounds how long a server may drip its headers.
    answer: Future[Fetched] = Future()
    came: list[Progress] = []
    left = Event()

    def tell(one: Progress) -> None:
        if left.is_set():
            raise _Left
        came[:] = [one]

    def run() -> None:
        try:
            answer.set_result(_fetch(address, tell))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits for it
            answer.set_exception(error)

    Thread(target=run, name="fetch", daemon=True).start()
    limit = time.monotonic() + ALL_SECONDS
    try:
        while not wait([answer], _TICK).done:
            if time.monotonic() > limit:
                raise SourceError(_too_slow(address))
            if progress is not None:  # while nothing comes too, so that it can be cancelled
                progress(came[0] if came else Progress(0, None, Unit.BYTES))
        fetched = answer.result()
        if progress is not None:
            progress(Progress(len(fetched.data), len(fetched.data), Unit.BYTES))
        return fetched
    finally:
        left.set()


class _Left(Exception):
    """Nobody waits for the answer any more."""


def _fetch(address: str, progress: Told) -> Fetched:
    import httpx

    limit = time.monotonic() + ALL_SECONDS
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    try:
        with httpx.Client(timeout=timeout, headers={"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.8"}) as client:
            here = address
            for _ in range(MOST_REDIRECTS + 1):
                client.cookies.clear()
                with client.stream("GET", here) as response:
                    if response.has_redirect_location:
                        here = _next(address, here, response.headers["location"])
                        continue
                    _check(address, str(response.url), response.status_code, response.headers.get("content-type", ""))
                    length = response.headers.get("content-length", "")
                    pieces = _bounded(
                        address, response.iter_bytes(), limit, int(length) if length.isdigit() else None, progress
                    )
                    data = b"".join(pieces)
                    return Fetched(data, str(response.url), response.charset_encoding)
    except httpx.TimeoutException as error:
        raise SourceError(
            f"{_shown(address)}: the server didn't answer in time; try again later, or {_SAVE}."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
        why = clean_line(str(error)).rstrip(".") or type(error).__name__
        raise SourceError(
            f"{_shown(address)}: the page can't be fetched ({why}); check the address, or {_SAVE}."
        ) from error
    raise SourceError(f"{_shown(address)}: the site sends from one address to the next for ever; {_SAVE}.")


def _shown(address: str) -> str:
    return clean_line(address)[:200]


def _too_slow(address: str) -> str:
    return f"{_shown(address)}: the server takes more than {ALL_SECONDS:.0f} seconds; {_SAVE}."


def _next(address: str, here: str, location: str) -> str:
    there = urljoin(here, location)
    if urlsplit(there).scheme not in {"http", "https"}:
        raise SourceError(
            f"{_shown(address)}: the site leads to something that isn't a page of the web; it isn't opened."
        )
    return there


def _check(address: str, final: str, status: int, kind: str) -> None:
    if status >= 400:
        reason = _REFUSED.get(status, f"the site answers with an error ({status}); try again later, or {_SAVE}")
        raise SourceError(f"{_shown(address)}: {reason}.")
    parts = urlsplit(final)
    led_away = parts.path != urlsplit(address).path
    first = parts.path.lower().strip("/").partition("/")[0].partition(".")[0]
    if (parts.hostname or "").startswith(_CONSENT) or (led_away and first in _CONSENT_PATHS):
        raise SourceError(f"{_shown(address)}: the site first asks for consent; {_SAVE}.")
    if kind and not kind.strip().lower().startswith(_KINDS):
        raise SourceError(f"{_shown(address)}: this is {clean_line(kind)[:60]}, not a text; {_SAVE}.")


def _bounded(
    address: str,
    pieces: Iterator[bytes],
    limit: float,
    length: int | None,
    progress: Told,
) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            raise SourceError(f"{_shown(address)}: it is larger than {MOST_BYTES // 1_000_000} MB; {_SAVE}.")
        if time.monotonic() > limit:
            raise SourceError(_too_slow(address))
        progress(Progress(size, length, Unit.BYTES))
        yield piece
    if not size:
        raise SourceError(f"{_shown(address)}: the server sent an empty page; try again later, or {_SAVE}.")
