"""The command palette's entries: all acts by name, from the table of actions."""

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from annotations.models import ROLES
from tuireader.actions import Action, Context, actions_of
from tuireader.config import Config
from tuireader.keys import Command, parse


class ActionProvider(Provider):
    """Acts of reading; their keys are shown beside them, so that the palette teaches them."""

    def _entries(self) -> Iterator[tuple[str, Command]]:
        from tuireader.screens.reader import ReaderScreen

        assert isinstance(self.screen, ReaderScreen)
        config = self.screen.desk.config
        for action in actions_of(Context.READING, config.actions):
            if action.id in ("palette", "interrupt"):
                continue
            yield from _role_entries(action, config) if action.id == "role" else [_entry(action)]

    async def discover(self) -> Hits:
        """All acts, before anything was typed."""
        for text, command in self._entries():
            yield DiscoveryHit(Content(text), lambda command=command: self._run(command), text)

    async def search(self, query: str) -> Hits:
        """The acts that a query fits."""
        matcher = self.matcher(query)
        for text, command in self._entries():
            score = matcher.match(text)
            if score > 0:
                yield Hit(score, matcher.highlight(text), lambda command=command: self._run(command), text=text)

    def _run(self, command: Command) -> None:
        from tuireader.screens.reader import ReaderScreen

        assert isinstance(self.screen, ReaderScreen)
        self.screen.run(command)


def _entry(action: Action) -> tuple[str, Command]:
    return f"{action.help}  {' '.join(action.keys)}", Command(action.id, None, parse(action.keys[0]))


def _role_entries(action: Action, config: Config) -> list[tuple[str, Command]]:
    pairs = zip(action.keys, ROLES, strict=True)
    return [
        (f"highlight as {config.role_names.get(role.name, role.name)}  {keys}", Command(action.id, None, parse(keys)))
        for keys, role in pairs
    ]
