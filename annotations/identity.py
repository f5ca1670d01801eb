"""Which article a source is: ids by its web address and by its words."""

import re
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from annotations.models import Article
from annotations.patterns import later

_TRACKING = later("utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid", re.IGNORECASE)


def canonical(url: str) -> str | None:
    """An address of the web without what differs between two ways to one page; None for what is none.

    Left out are scheme, `www.`, fragment, trackers and the last slash. What else may stand in the place of an address
    ("n/a", a path) is that of many articles.
    """
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = parts.hostname.removeprefix("www.")
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), urlencode(query), ""))


def url_id(url: str) -> str | None:
    """The id, 16 hex digits, of the article at an address of the web; None for what is none."""
    address = canonical(url)
    return _hash(address) if address else None


def text_id(article: Article) -> str:
    """The id of an article that begins with this text: of its paragraphs' keys, so that typography doesn't matter."""
    return _hash("\n".join(paragraph.key for paragraph in article.paragraphs if paragraph.key))


def _hash(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=8, person=b"tuireader-art-1").hexdigest()
