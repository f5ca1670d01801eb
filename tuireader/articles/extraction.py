"""Which blocks of a page are its article: trafilatura's choice, taken back to the page's own blocks.

trafilatura rewrites what it keeps (it splits and glues paragraphs and drops some), so its answer says only where the
article is. What is shown are blocks of the page itself, and what it missed among them is added by the page's structure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.models import Kind
from tuireader.articles.walker import Block, walk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = {
    "head": "h2",
    "quote": "blockquote",
    "list": "ul",
    "item": "li",
    "lb": "br",
    "row": "tr",
    "cell": "td",
    "code": "pre",
}
"""HTML's names for the elements of trafilatura's body."""
_FEW_BLOCKS, _FEW_CHARACTERS = 3, 250
"""Below either, a page is laid out with tables, as newsletters and old pages are, or very short."""
_SAME_BOX_CHARACTERS = 200
"""How much text makes another box of the article's class a part of the article."""
_CAPTION_WORDS, _CAPTION_LENGTH, _TOLD_WORDS = 25, 600, 12

_IGNORED = re.compile("[\\s\u200b\u00ad\ufeff]+")
_SENTENCE_END = re.compile(r"""[.!?…。:;]["'”’»)\]]*$""")
_TEXT_TAGS = frozenset(["p", "h2", "h3", "h4", "li", "blockquote"])
_ASIDE_TAGS = frozenset(["aside", "nav", "footer", "form", "figure", "figcaption", "table", "header", "center"])
_ASIDE_NAMES = re.compile(
    r"caption|credit|newsletter|subscri|sign-?up|related|recirc|promo|share|social|advert|comment|author|byline|footer|"
    r"sidebar|widget|popular|most-read|read-?more|recommend|embedded|gallery|slider|pull-?quote|disclaimer|linkback",
    re.IGNORECASE,
)
_CAPTION_NAMES = re.compile(r"(?:^|[\s_-])caption(?:$|[\s_-])", re.IGNORECASE)
_FOREIGN_TAGS = frozenset(["nav", "footer"])
_FOREIGN_NAMES = re.compile(
    r"\bnewsletter|\bsubscribe|\bsign-?up-|related-(?:posts|articles|stories|links)|latest-(?:news|box)|most-(?:read|popular)"
    r"|\bpromo\b|event-?promo",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One block of an article."""

    block: Block
    place: int | None
    """Its number among the page's blocks; None where the words don't stand there character for character."""


def find_article(tree: "HtmlElement", titles: Iterable[str] = ()) -> list[Found]:
    """The article's blocks in order, without captions, cells and what repeats one of the page's titles on top."""
    page = walk(tree)
    chosen = _choose(tree, tables=False)
    if _is_short(chosen):
        with_tables = _choose(tree, tables=True)
        if len(with_tables) > len(chosen):
            chosen = [replace(block, cell=False) for block in with_tables]
    found = _on_page([block for block in chosen if not (block.caption or block.cell)], page)
    strange = sum(len(item.block.text) for item in found if item.place is None)
    if 2 * strange >= sum(len(item.block.text) for item in found):  # nothing found, or all of it rewritten
        found = _sentences(page) or found
    found = _without_asides(_completed(found, page))
    return _without_title(found, titles)


def _sentences(page: Sequence[Block]) -> list[Found]:
    """All of a page that looks like told text: no menu, no lone link, no scrap without an end."""
    return [
        Found(block, place)
        for place, block in enumerate(page)
        if not (block.caption or _is_link(block.box) or any(map(_is_foreign, (block.box, *block.box.iterancestors()))))
        and (_SENTENCE_END.search(block.text) or len(block.text.split()) >= _TOLD_WORDS or block.kind is Kind.HEADING)
    ]


def _choose(tree: "HtmlElement", *, tables: bool) -> list[Block]:
    from trafilatura import bare_extraction

    answer = bare_extraction(
        tree, fast=True, include_formatting=True, include_tables=tables, include_comments=False, with_metadata=False
    )
    body = getattr(answer, "body", None)
    if body is None:
        return []
    for element in body.iter("*"):
        element.tag = _TAGS.get(element.tag, element.tag)
    body.tag = "div"
    return walk(body)


def _is_short(blocks: Sequence[Block]) -> bool:
    return len(blocks) < _FEW_BLOCKS or sum(len(block.text) for block in blocks) < _FEW_CHARACTERS


def _key(text: str) -> str:
    return _IGNORED.sub("", text)


def _on_page(chosen: Sequence[Block], page: Sequence[Block]) -> list[Found]:
    """The page's own blocks for the chosen ones, in their order: whole ones for parts, parts for glued ones."""
    keys = [_key(block.text) for block in page]
    places = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    found: list[Found] = []
    taken: set[int] = set()
    behind = 0
    for block in chosen:
        key = _key(block.text)
        if not key:
            continue
        here = _places_of(key, keys, places, behind)
        if not here:
            found.append(Found(block, None))
        for place in here:
            if place not in taken:
                taken.add(place)
                own = page[place]
                found.append(Found(replace(own, kind=block.kind) if _is_free(own) else own, place))
        behind = here[-1] + 1 if here else behind
    return found


def _places_of(key: str, keys: Sequence[str], places: dict[str, list[int]], behind: int) -> Sequence[int]:
    if key in places:
        return [next((place for place in places[key] if place >= behind), places[key][-1])]
    for start in range(behind, len(keys)):
        if key.startswith(keys[start]) and keys[start]:
            end, length = start, 0
            while end < len(keys) and keys[end] and key.startswith(keys[end], length):
                length += len(keys[end])
                end += 1
            if length == len(key):
                return range(start, end)
    whole = next((place for place in range(max(0, behind - 1), len(keys)) if key in keys[place]), None)
    return [] if whole is None else [whole]


def _completed(found: Sequence[Found], page: Sequence[Block]) -> list[Found]:
    """With the blocks that trafilatura missed: among the article's paragraphs, and in other boxes of its class."""
    have = {item.place for item in found if item.place is not None}
    if not have:
        return list(found)
    parents = Counter(page[place].box.getparent() for place in have)
    words = {_key(page[place].text) for place in have}
    missed = [
        place
        for place, block in enumerate(page)
        if place not in have
        and not block.caption
        and (key := _key(block.text))
        and (
            # trafilatura drops what stands twice, wherever it is
            ((min(have) < place < max(have) or key in words) and _stands_among(block, parents))
            or _is_in_twin(block, parents)
        )
    ]
    return _in_order([*found, *(Found(page[place], place) for place in missed)])


def _in_order(found: Sequence[Found]) -> list[Found]:
    """As on the page; what has no place there stays behind what it followed."""
    places, last = [], -1
    for item in found:
        last = last if item.place is None else item.place
        places.append(last)
    return [found[number] for number in sorted(range(len(found)), key=places.__getitem__)]


def _stands_among(block: Block, parents: "Counter[HtmlElement | None]") -> bool:
    """Whether it is a paragraph, heading, list item or embedded post beside paragraphs of the article.

    So are the words below a block quote that say whose they are.
    """
    box = block.box
    post = next((around for around in (box, *box.iterancestors("blockquote")) if "tweet" in _names(around)), None)
    if post is not None:
        return any(parents[around] > 1 for around in list(post.iterancestors())[:3])
    if block.kind is Kind.QUOTE and box.tag in {"footer", "cite", "figcaption"}:
        return True
    if box.tag not in _TEXT_TAGS and not (box.tag == "div" and not len(box) and block.text.endswith("?")):
        return False
    for levels, around in enumerate(list(box.iterancestors())[:3]):
        if parents[around] >= 2 + levels:
            return not _is_aside(box, around) and (box.tag == "li" or not _is_link(box))
    return False


def _is_in_twin(block: Block, parents: "Counter[HtmlElement | None]") -> bool:
    """Whether it is a paragraph in a box of the same class as one with the article's paragraphs, and beside it."""
    box = block.box.getparent()
    if box is None or parents[box] or block.box.tag not in {"p", "h2", "h3", "blockquote"} or not box.get("class"):
        return False
    return (
        any(
            count > 1
            and other is not None
            and other.tag == box.tag
            and other.get("class") == box.get("class")
            and _are_near(other, box)
            for other, count in parents.items()
        )
        and sum(len(child.text_content()) for child in box.iterchildren("p")) >= _SAME_BOX_CHARACTERS
        and not _is_aside(block.box, None if box.getparent() is None else box.getparent().getparent())
    )


def _are_near(one: "HtmlElement", other: "HtmlElement") -> bool:
    near = list(one.iterancestors())[:3]
    return any(around in near for around in list(other.iterancestors())[:3])


def _is_aside(box: "HtmlElement", around: "HtmlElement | None") -> bool:
    inside: HtmlElement | None = box
    while inside is not None and inside is not around:
        if inside.tag in _ASIDE_TAGS or _ASIDE_NAMES.search(_names(inside)):
            return True
        inside = inside.getparent()
    return False


def _names(element: "HtmlElement") -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_link(box: "HtmlElement") -> bool:
    text = _key(box.text_content())
    return bool(text) and sum(len(_key(link.text_content())) for link in box.iter("a")) >= len(text)


def _without_asides(found: Sequence[Found]) -> list[Found]:
    """Without captions, and without boxes that are named for being of another thing and hold less than half."""
    foreign: dict[HtmlElement, list[int]] = defaultdict(list)
    for number, item in enumerate(found):
        if item.place is not None and item.block.kind is not Kind.QUOTE:
            for box in (item.block.box, *item.block.box.iterancestors()):
                if _is_foreign(box):
                    foreign[box].append(number)
    dropped = {number for numbers in foreign.values() if len(numbers) * 2 < len(found) for number in numbers}
    return [
        item
        for number, item in enumerate(found)
        if number not in dropped and not (item.place is not None and _is_caption(item.block))
    ]


def _is_foreign(box: "HtmlElement") -> bool:
    return box.tag in _FOREIGN_TAGS or (
        box.tag not in {"body", "html"} and _FOREIGN_NAMES.search(_names(box)) is not None
    )


def _is_free(block: Block) -> bool:
    """Whether the page leaves open what a block is, so that trafilatura's word counts."""
    return block.kind is Kind.TEXT and block.box.tag not in {"p", "pre"}


def _is_caption(block: Block) -> bool:
    named = block.box if block.box.get("class") else block.box.getparent()
    if named is not None and _CAPTION_NAMES.search(named.get("class") or "") and len(block.text) < _CAPTION_LENGTH:
        return True
    return block.caption or (
        block.kind is Kind.TEXT
        and len(block.text.split()) <= _CAPTION_WORDS
        and not _SENTENCE_END.search(block.text)
        and next(block.box.iter("img"), None) is not None
        and _key(block.box.text_content()) == _key(block.text)
    )


def _squash(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _without_title(found: list[Found], titles: Iterable[str]) -> list[Found]:
    heads = [_squash(title) for title in titles]
    first = 0
    while first < len(found) and any(_squash(found[first].block.text) in head for head in heads):
        first += 1
    return found[first:] if first < len(found) else found
