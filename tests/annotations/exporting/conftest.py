"""A notebook with marks in the article of the seed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.anchoring import describe, place
from annotations.exporting import Item, Notebook
from annotations.models import Anchor, Annotation, Details, Paragraph, Source, Version
from annotations.text import span_of

SEED = (Path(__file__).parents[3] / "seeds" / "000_62dfbb86b6db87cd.txt").read_text(encoding="utf-8").splitlines()
VERSION = Version("20261124T080000Z-00000000", "", "", "", tuple(map(Paragraph, SEED)))


@pytest.fixture
def book() -> Callable[..., Notebook]:
    """Makes a notebook with one mark on the second paragraph; fields of the annotation and of the source are given."""

    def made(
        source: Source | None = None, article_note: str = "", speaker: str = "Dmitry Peskov", **fields
    ) -> Notebook:
        anchor = Anchor(VERSION.id, describe(VERSION, span_of(1, 0, len(SEED[1]))))
        annotation = Annotation(
            **{
                "id": "000000000000000000000a1",
                "created": "2026-11-24T08:00:00.000000Z",
                "anchors": (anchor,),
                **fields,
            }
        )
        item = Item(annotation, place(anchor, VERSION, VERSION), speaker)
        known = source or Source(
            "Kremlin admits losses", "A. Writer", "Daily Sabah", "2022-04-08", "https://example.org/a"
        )
        details = Details(note=article_note, tags=("un",))
        return Notebook("3fa9c0ffee001122", known, details, "2026-11-24T08:00:00.000000Z", (item,), VERSION.paragraphs)

    return made
