"""Who says it, and where it was published, as the person says."""

from dataclasses import asdict

from annotations.models import Source, Speaker, TurnName
from annotations.stamps import new_id
from annotations.text import Span, clean_line
from tuireader.desk.quotes import Quotes
from tuireader.desk.saying import Voice, narrowest, turn_of
from tuireader.desk.shelf import Change, Step
from tuireader.desk.twice import settled


class Attributing(Quotes):
    """Speakers of passages and of a transcript's turns, and the source fields."""

    def set_speaker(self, name: str, selection: Span | None = None) -> None:
        """Say who says the selection or the focus; an empty name clears it."""
        span = self.state.target(selection)
        turn = turn_of(self.state.version, span) if span is not None else None
        if turn is not None:
            self.when_ready(lambda: self._name_turns(turn.speaker, clean_line(name)))
        elif span is not None:
            self.when_ready(lambda: self._set_speaker(span, clean_line(name)))

    def _name_turns(self, label: str, name: str) -> None:
        """Say who a label of the transcript is, in all its turns."""
        before, name = self.state.turns.get(label), name or label
        changes = (
            settled(before, name=name) if before else (Change(None, TurnName(id=new_id(), label=label, name=name)),)
        )
        count = sum(one.speaker == label for one in self.state.version.paragraphs)
        done = f"{label} is {name}, in {count} turn{'s' * (count != 1)}"
        self._save(Step(changes, f"name of {label}"), done)

    def _set_speaker(self, span: Span, name: str) -> None:
        before = next((voice for voice in self.state.voices if voice.span == span), None)
        before = before or self._holding(span, name)
        guessed = not before and self.state.speaker_of(span)
        if before is None and not name and not guessed:
            self._say("No speaker was set here")
            return
        anchor = None if before else self._anchor(span)
        if before is not None:
            states = (before.speaker, *before.others)
            changes = settled(states, name=name) if name else settled(states)
        elif anchor is not None:
            changes = (Change(None, Speaker(id=new_id(), anchors=(anchor,), name=name)),)
        else:
            return
        label = f"speaker {name or (before.speaker.name if before else 'not identified')}"
        done = f"Speaker: {name}" if name else "Speaker cleared" if before else "Speaker: not identified"
        self._save(Step(changes, label), done)

    def _holding(self, span: Span, name: str) -> Voice | None:
        """For clearing: the speaker that these words have from a wider passage."""
        holding = [v for v in self.state.voices if v.span.start <= span.start and span.end <= v.span.end]
        return narrowest(holding) if holding and not name else None

    def set_source(self, source: Source) -> None:
        """Say where the article was published."""
        clean = Source(**{name: clean_line(value) for name, value in asdict(source).items()})
        self.when_ready(lambda: self._keep_source(clean, "Source saved"))
