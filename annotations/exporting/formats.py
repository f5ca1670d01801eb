"""The formats by name: each renders notebooks to text, purely, and is loaded when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotations.exporting import Notebook


@dataclass(frozen=True, slots=True)
class Format:
    """A way to hand notebooks out."""

    suffix: str
    """Of its files, with the dot."""
    render: Callable[[Sequence[Notebook], str], str]
    """Notebooks, and the tag of the story that they make (empty for one article, or for all), as a whole document."""
    complete: bool = False
    """Whether it carries everything, so that what is held back for others may not be left out in silence."""


def markdown(notebooks: Sequence[Notebook], story: str, flavour: str = "") -> str:
    """Markdown in a flavour of `flavours`; one article without a story is a document of its own."""
    from annotations.exporting.markdown import render, render_story

    if len(notebooks) == 1 and not story:
        return render(notebooks[0], flavour)
    return render_story(story, notebooks, flavour)


def _html(notebooks: Sequence[Notebook], story: str) -> str:
    from annotations.exporting.page import render

    return render(notebooks, story)


def _webannotation(notebooks: Sequence[Notebook], story: str) -> str:
    from annotations.exporting.webannotation import render

    return render(notebooks, story)


def _csv(notebooks: Sequence[Notebook], story: str) -> str:
    from annotations.exporting.readwise import render

    return render(notebooks, story)


def _csl(notebooks: Sequence[Notebook], story: str) -> str:
    from annotations.exporting.csl import render

    return render(notebooks, story)


FORMATS: Mapping[str, Format] = {
    "markdown": Format(".md", markdown),
    "html": Format(".html", _html),
    "webannotation": Format(".jsonld", _webannotation, complete=True),
    "csv": Format(".csv", _csv),
    "csl": Format(".json", _csl),
}
