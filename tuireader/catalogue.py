"""The library as a list to choose from: unread first, filtered, marked as done, tagged, put into the trash and back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import RLock, Thread
from typing import TYPE_CHECKING, Any

from annotations.errors import TuireaderError
from annotations.library import Entry, Library
from annotations.models import Details
from annotations.text import clean_line
from tuireader.actions import ACTIONS, Action, key_of
from tuireader.catalogue_state import CatalogueState, Listed
from tuireader.desk.state import Message, Tone
from tuireader.desk.worker import Worker
from tuireader.memory import Memory

if TYPE_CHECKING:
    from annotations.index import Index
    from tuireader.finder import Finder, Passage
    from tuireader.indexing import Indexer


class Catalogue:
    """What a person can do with the library as a whole, without a screen.

    With an index the list is read from it; it is brought up to the library in the background.
    """

    def __init__(
        self,
        library: Library,
        memory: Memory,
        backups: Path | None = None,
        index: "Index | None" = None,
        actions: tuple[Action, ...] = ACTIONS,
    ) -> None:
        """`actions`: the table with the keys in force, for what is said of them."""
        self._library, self._memory, self._backups, self._index = library, memory, backups, index
        self._actions = actions
        self._closed = False
        self._indexer: Indexer | None = None
        self._finder: Finder | None = None
        self._worker = Worker("catalogue")
        self._lock = RLock()
        self._listeners: list[Callable[[], None]] = []
        self._undo: list[tuple[str, Details, str]] = []
        self._state = CatalogueState(searches=index is not None)

    @property
    def state(self) -> CatalogueState:
        """What to show now."""
        return self._state

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of the state, on the thread that made it."""
        self._listeners.append(listener)

    def settle(self) -> None:
        """Wait until all that was asked for is done."""
        self._worker.settle()
        if self._finder is not None:
            self._finder.settle()

    def close(self) -> None:
        """Finish, and end the threads."""
        with self._lock:
            self._closed = True
        if (indexer := self._indexer) is not None:
            indexer.stop()
        if self._finder is not None:
            self._finder.close()
        self._worker.close()

    # What is shown.

    def load(self) -> None:
        """Read the list; again, when something may have changed."""
        trash = self._state.trash
        self._worker.submit(lambda: self._read(trash), lambda found: self._show(found, trash), self._failed)

    def _read(self, trash: bool) -> tuple[Listed, ...]:
        found = self._listed(trash)
        found.sort(key=lambda article: article.read or article.entry.opened, reverse=True)
        found.sort(key=lambda article: not article.unread)
        for article in found:
            article.found_in  # noqa: B018 - made here, so that no key waits for it
        return tuple(found)

    def _listed(self, trash: bool = False) -> list[Listed]:
        read = self._memory.read_times()
        return [Listed(entry, read.get(entry.id, "")) for entry in self._entries(trash)]

    def _entries(self, trash: bool) -> list[Entry]:
        if self._index is None:
            return self._library.entries(removed=trash)
        from annotations.index import building, lookups
        from tuireader.indexing import FEW, Indexer

        since = building.stale(self._index)  # looks at each article's folder: once is enough
        if (since.changed or since.gone) and len(since.changed) <= FEW:
            building.update(self._index, steps=["notes"])
            since = building.Stale({}, [])
        if building.waiting(self._index, since) and self._indexer is None:
            self._indexer = Indexer(self._index, self._index_grew)
            Thread(target=self._bring_up, args=(self._indexer,), daemon=True).start()
        return lookups.entries(self._index, removed=trash)

    def _bring_up(self, indexer: "Indexer") -> None:
        try:
            indexer.run()
        except TuireaderError as error:
            self._failed(error)
        self._indexer = None
        self._set(indexing="")
        self._reload()
        if self._finder is not None and self._state.query:  # what was indexed since may have it too
            self._finder.ask(self._state.query)

    def _reload(self) -> None:
        """As `load`, for another thread, which may be behind the end."""
        with self._lock:
            if not self._closed:
                self.load()

    def _index_grew(self, step: str, said: str) -> None:
        self._set(indexing=said)
        if step == "notes":
            self._reload()

    def _notices(self) -> list[str]:
        if self._index is None:
            return self._library.notices
        from annotations.index import lookups

        return [*self._library.notices, *lookups.notices(self._index)]

    def _show(self, articles: tuple[Listed, ...], trash: bool) -> None:
        if trash is not self._state.trash:  # the other list was asked for meanwhile
            return
        notices = self._notices() if not self._state.loaded else []
        message = Message(notices[0], Tone.PROBLEM) if notices else self._state.message
        self._set(articles=articles, loaded=True, message=message)

    def _failed(self, error: TuireaderError) -> None:
        self._set(message=Message(str(error), Tone.PROBLEM), loaded=True)

    def filter(self, query: str) -> None:
        """Show only the articles that have these words, and soon the passages that have them."""
        kept = self._state.passages if query else ()
        self._set(query=query, passages=kept, answered="" if not query else self._state.answered, message=Message())
        if self._index is None or self._state.trash or not query.strip():
            return
        if self._finder is None:
            from tuireader.finder import Finder

            self._finder = Finder(self._index, self._found)
        self._finder.ask(query)

    def _found(self, query: str, passages: "tuple[Passage, ...]", problem: str) -> None:
        if query == self._state.query:
            message = Message(problem, Tone.PROBLEM) if problem else self._state.message
            self._set(passages=passages, answered=query, message=message)

    def choose(self, article: str) -> None:
        """Let the keys act on an article."""
        self._set(current=article, message=Message())

    def tell(self, text: str) -> None:
        """Say something in the status line."""
        self._set(message=Message(text))

    def step(self, count: int) -> None:
        """To the article `count` ahead, as far as there are any."""
        ids = self._state.ids
        if ids:
            here = ids.index(self._state.current) if self._state.current in ids else 0
            self.choose(ids[min(max(here + count, 0), len(ids) - 1)])

    def show_trash(self, shown: bool) -> None:
        """Show what was removed, or what wasn't."""
        self._set(trash=shown, articles=(), loaded=False, current="", message=Message())
        self.load()

    @property
    def current(self) -> Listed | None:
        """The article that the keys act on: that of a passage, where it is one."""
        passage = self._state.passage
        wanted = passage.article if passage else self._state.current
        return next((one for one in self._state.articles if one.entry.id == wanted), None)

    def next_unread(self, after: str = "") -> str:
        """The id of the first article that waits to be read, but for the one that was just read; empty if none does."""
        return next((one.entry.id for one in self._listed() if one.unread and one.entry.id != after), "")

    # Acts.

    def toggle_done(self) -> None:
        """Mark the article as done, or as not done after all."""
        if (article := self.current) is not None:
            done = not article.entry.done
            self._change(article, "Done" if done else "Not done after all", {"done": done})

    def tag(self, text: str) -> None:
        """Set the tags of the article; a tag holds a story together. Words apart by spaces or commas."""
        if (article := self.current) is not None:
            words = (clean_line(word).lstrip("#") for word in text.replace(",", " ").split())
            tags = tuple(dict.fromkeys(filter(None, words)))
            self._change(article, "Tagged: " + " ".join(tags) if tags else "Tags cleared", {"tags": tags})

    def remove(self) -> None:
        """Put the article into the trash; nothing of it is deleted."""
        if (article := self.current) is not None and not self._state.trash:
            undo = key_of(self._actions, "library.undo")
            self._change(article, f"In the trash; {undo} takes it back", {"removed": True})

    def restore(self) -> None:
        """Take the article out of the trash."""
        if (article := self.current) is not None and self._state.trash:
            self._change(article, "Taken out of the trash", {"removed": False})

    def undo(self) -> None:
        """Take the last act back."""
        self._worker.submit(self._take_back, self._taken_back, self._failed)

    def _take_back(self) -> str:  # which act is the last one shows behind the saves that are still on their way
        if not self._undo:
            return ""
        article, before, done = self._undo.pop()
        self._write(article, lambda now: replace(before, updated=now.updated))
        act = done.partition(";")[0]
        return f"Undone: {act[:1].lower()}{act[1:]}"

    def _taken_back(self, said: str) -> None:
        if said:
            self._saved(said)
        else:
            self._set(message=Message("Nothing to undo here"))

    def empty_trash(self) -> None:
        """Delete the removed articles for good."""
        self._worker.submit(self._empty, self._emptied, self._failed)

    def _empty(self) -> tuple[int, tuple[str, ...]]:
        from annotations.backup import holding

        gone = [entry.id for entry in self._library.entries(removed=True)]
        for article in gone:
            self._library.delete(article)
        return len(gone), tuple(path.name for path in holding(self._backups, gone))

    def _emptied(self, result: tuple[int, tuple[str, ...]]) -> None:
        count, backups = result
        still = f"; backups that still hold them: {', '.join(backups)}" if backups else "; no backup holds them"
        self._undo.clear()
        self._set(message=Message(f"Deleted for good: {count} article{'s' * (count != 1)}{still}", Tone.DONE))
        self.load()

    def _change(self, article: Listed, done: str, fields: dict[str, Any]) -> None:
        identity = article.entry.id

        def write(now: Details) -> Details:
            self._undo.append((identity, now, done))
            return replace(now, **fields)

        self._worker.submit(lambda: self._write(identity, write), lambda _: self._saved(done), self._failed)

    def _write(self, article: str, changed: Callable[[Details], Details]) -> None:
        store = self._library.store(article)
        store.put(changed(store.get(Details, "article") or Details(id="article")))

    def _saved(self, done: str) -> None:
        self._set(message=Message(done, Tone.DONE))
        self.load()

    def _set(self, **changes: Any) -> None:
        with self._lock:
            state = replace(self._state, **changes)
            ids = state.ids
            self._state = state if state.current in ids else replace(state, current=ids[0] if ids else "")
        for listener in self._listeners:
            listener()
