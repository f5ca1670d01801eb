"""Writes who says what in all texts of a folder, a JSON line a quotation: `quotations.py TEXTS_DIR OUT.jsonl`.

A text's paragraphs are its lines. `doc` is the file's stem; offsets are code points of the whole text. Left out are
scare quotes and headings, which are nobody's words, quotations within others, and what stands in doubled apostrophes
(`''so''`), which the data that this is scored on leave unlabelled. The speed is printed.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from annotations.models import Quotation, QuotationKind
from annotations.quotations import find_quotations
from annotations.text import Span

_NOBODYS = (QuotationKind.SCARE, QuotationKind.HEADING)


def predictions(doc: str, text: str) -> list[dict[str, Any]]:
    """The quotations of one text, as `score.py` reads them."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found: list[Quotation] = []
    for quotation in find_quotations(lines):
        within = found and quotation.span.start < found[-1].span.end
        if not within:
            found.append(quotation)
    return [
        _prediction(doc, text, starts, quotation)
        for quotation in found
        if quotation.kind not in _NOBODYS and not _unlabelled(lines, quotation)
    ]


def _unlabelled(lines: list[str], quotation: Quotation) -> bool:
    at = quotation.span.start
    return lines[at.paragraph].endswith("''", 0, at.offset)


def _prediction(doc: str, text: str, starts: list[int], quotation: Quotation) -> dict[str, Any]:
    def offsets(span: Span | None) -> tuple[int, int] | tuple[None, None]:
        if span is None:
            return None, None
        return starts[span.start.paragraph] + span.start.offset, starts[span.end.paragraph] + span.end.offset

    def words(span: Span | None) -> str | None:
        start, end = offsets(span)
        return None if start is None else text[start:end]

    start, end = offsets(quotation.span)
    speaker_start, speaker_end = offsets(quotation.mention)
    return {
        "doc": doc,
        "start": start,
        "end": end,
        "kind": quotation.kind,
        "speaker_start": speaker_start,
        "speaker_end": speaker_end,
        "speaker": words(quotation.mention),
        "canonical": quotation.speaker or None,
        "confidence": quotation.sure.mention,
        "who_confidence": quotation.sure.speaker,
        "abstain": quotation.mention is None,
        "cue": words(quotation.cue),
        "venue": words(quotation.venue),
        "rule": quotation.rule,
    }


def main(folder: str, out: str) -> None:
    """Reads the folder, writes the predictions and prints the speed."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))}
    paragraphs = sum(1 for text in texts.values() for line in text.split("\n") if line.strip())
    start = time.perf_counter()
    found = [prediction for doc, text in texts.items() for prediction in predictions(doc, text)]
    seconds = time.perf_counter() - start
    with Path(out).open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(prediction, ensure_ascii=False) + "\n" for prediction in found)
    print(
        f"{len(found)} quotations, {paragraphs} paragraphs, {seconds:.1f} s, {paragraphs / seconds:,.0f} paragraphs/s"
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
