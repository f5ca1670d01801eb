import random
from collections.abc import Callable, Sequence

import pytest
from textual.app import App, ComposeResult

from annotations.models import Paragraph
from annotations.text import Position, Span
from tuireader.pane.widget import ArticlePane

MIXED = (
    "新华社报道，联合国大会星期四投票决定暂停该国在人权理事会的成员资格。",
    "The 👩‍👩‍👧‍👦 family — flag 🇺🇦🇬🇧, thumbs 👍🏽 — left; e\u0301le\u0300ve, naïve, Åsa ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿.",
    "وقال المتحدث باسم الكرملين إن موسكو ستواصل الدفاع عن مصالحها.",
    "क्षेत्र में हिन्दी की किताबें हैं, और ภาษาไทยกำลังมา, 한국어 \u1112\u1161\u11ab글.",
    "“We are sorry about that… [But] will continue,” [bold]he[/bold] said.",
    "Soft\u00adhyphen, zero\u200bwidth, \u200fmark, ﬁnal oﬃce.",
)


class Found:
    """Hits at given places."""

    def __init__(self, *spans: Span) -> None:
        self._spans = sorted(spans)

    def on(self, paragraph: int) -> list[tuple[int, int]]:
        return [
            (
                span.start.offset if span.start.paragraph == paragraph else 0,
                span.end.offset if span.end.paragraph == paragraph else 1_000_000,
            )
            for span in self._spans
            if span.start.paragraph <= paragraph <= span.end.paragraph
        ]

    def first_between(self, start: Position, end: Position) -> Position | None:
        return next((span.start for span in self._spans if start <= span.start < end), None)

    def __len__(self) -> int:
        return len(self._spans)


class PaneApp(App[None]):
    """A pane, and what it said."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, paragraphs: Sequence[Paragraph], **pane: int) -> None:
        super().__init__()
        self.pane = ArticlePane(**pane)
        self.said: list[object] = []
        self._paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.open(self._paragraphs, "A title", "An outlet, 7 April")
        self.pane.focus()

    def on_article_pane_selected(self, message: ArticlePane.Selected) -> None:
        self.said.append(message)

    def on_article_pane_clicked(self, message: ArticlePane.Clicked) -> None:
        self.said.append(message)

    def lines(self) -> list[str]:
        """What the pane shows, line by line, without its map."""
        return [self.pane.render_line(y).text[:-1].rstrip() for y in range(self.pane.size.height)]


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of many colours, whatever the tests run in."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def mixed() -> tuple[str, ...]:
    return MIXED


@pytest.fixture
def article() -> Callable[[int], list[Paragraph]]:
    """Made-up news of so many paragraphs, the same every time."""

    def build(count: int) -> list[Paragraph]:
        chance = random.Random(7)
        words = (
            "the",
            "council",
            "said",
            "that",
            "Thursday’s",
            "vote",
            "“was an",
            "outrage”",
            "and",
            "Bucha",
            "left —",
        )
        return [
            Paragraph(f"P{number} " + " ".join(chance.choices(words, k=chance.randint(20, 90))) + ".")
            for number in range(count)
        ]

    return build


@pytest.fixture(scope="session")
def found() -> type[Found]:
    return Found


@pytest.fixture
def pane_app() -> Callable[..., PaneApp]:
    return PaneApp
