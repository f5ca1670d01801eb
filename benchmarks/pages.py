"""python benchmarks/pages.py DIR OUT.jsonl [dev|heldout]: the reader's articles of saved pages, for the scorers.

DIR holds `ground-truth.json` (page id → articleBody, url) and `html/` with one gzipped page an id. One JSON line a
page: id, secs, title, author, date, site, url and the blocks that are the article; what the reader keeps but dims as
not of the article has the kind "furniture". The split is the scorers' own: by the page id's hash, 102 of 256 held out.
"""

import gzip
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.errors import SourceError
from annotations.models import Kind, Paragraph, Source
from tuireader.articles.walker import walk
from tuireader.articles.webpage import load, parse

_KINDS = {
    Kind.TEXT: "p",
    Kind.HEADING: "h",
    Kind.LIST: "li",
    Kind.QUOTE: "quote",
    Kind.TURN: "p",
    Kind.FURNITURE: "furniture",
}


def split_of(page: str) -> str:
    return "heldout" if hashlib.sha256(page.encode()).digest()[0] < 102 else "dev"


def answer(raw: bytes, address: str) -> dict[str, Any]:
    try:
        article = load(address, raw, Source(), address=address)
    except SourceError as error:
        return {"blocks": [], "error": str(error)}
    source = article.source
    shown = [block.text for block in walk(parse(raw)[0])] if any(p.speaker for p in article.paragraphs) else []
    blocks = [
        {"text": whole(p, shown), "kind": _KINDS[p.kind], "runs": [], "exact": p.exact} for p in article.paragraphs
    ]
    return {
        "title": source.title,
        "author": source.author,
        "date": source.published,
        "site": source.outlet,
        "url": source.url,
        "blocks": blocks,
    }


def whole(paragraph: Paragraph, shown: list[str]) -> str:
    """The words of a paragraph as the page shows them, a turn with the label that the reader sets apart."""
    text, speaker = paragraph.text, paragraph.speaker
    return next((one for one in shown if speaker and one.startswith(speaker) and one.endswith(text)), text)


def pages(folder: Path, split: str | None) -> Iterator[tuple[str, bytes, str]]:
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for page in sorted(gold):
        if split is None or split_of(page) == split:
            yield page, gzip.decompress((folder / "html" / f"{page}.html.gz").read_bytes()), gold[page]["url"]


def main(folder: str, out: str, split: str | None = None) -> None:
    seconds = []
    with Path(out).open("w", encoding="utf-8") as file:
        for page, raw, address in pages(Path(folder), split):
            began = time.perf_counter()
            found = answer(raw, address)
            found |= {"id": page, "secs": time.perf_counter() - began}
            seconds.append(found["secs"])
            file.write(json.dumps(found, ensure_ascii=False) + "\n")
    middle = sorted(seconds)[len(seconds) // 2] if seconds else 0
    print(f"{len(seconds)} pages, {1000 * middle:.1f} ms a page (median)")


if __name__ == "__main__":
    main(*sys.argv[1:])
