"""Which article a source is: ids by its web address and by its words."""

import re
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from annotations.models import Article

_TRACKING = re.compile("utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid", re.IGNORECASE)


def canonical(url: str) -> str:
    """A web address without what differs between two ways to one page: scheme, `www.`, fragment, trackers, last slash.

    Raises ValueError if it isn't an address.
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), urlencode(query), ""))


def url_id(url: str) -> str | None:
    """The id, 16 hex digits, of the article at an address; None for what is no address."""
    try:
        return _hash(canonical(url)) if url.strip() else None
    except ValueError:
        return None


def text_id(article: Article) -> str:
    """The id of an article that begins with this text: of its paragraphs' keys, so that typography doesn't matter."""
    return _hash("\n".join(paragraph.key for paragraph in article.paragraphs if paragraph.key))


def _hash(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=8, person=b"tuireader-art-1").hexdigest()
