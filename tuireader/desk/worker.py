"""A thread of the desk's own on which slow things run in the order asked for, so that none blocks the screen."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from annotations.errors import StoreError, TuireaderError

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Worker:
    """A queue of jobs with one thread."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._last: Future[None] | None = None
        self._counting = Lock()
        self.asked = self.through = 0
        """How many jobs were asked for so far, and how many of them have come to their end."""

    def submit(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[TuireaderError], None]) -> None:
        """Run a job behind those before it; then, on the same thread, `done` with its result or `failed`."""
        with self._counting:
            self.asked += 1
            self._last = self._pool.submit(_run, self._counted(job), done, failed)

    def _counted(self, job: Callable[[], T]) -> Callable[[], T]:
        def run() -> T:
            try:
                return job()
            finally:
                self.through += 1  # before anybody is told

        return run

    def settle(self) -> None:
        """Wait until all that was submitted is through."""
        while (last := self._last) is not None:
            last.result()
            if last is self._last:
                return

    def close(self, *, wait: bool = True) -> None:
        """Finish what was submitted, and end the thread; without `wait` behind whoever closes it."""
        self._pool.shutdown(wait=wait)


def _run(job: Callable[[], T], done: Callable[[T], None], failed: Callable[[TuireaderError], None]) -> None:
    try:
        result = job()
    except TuireaderError as error:
        failed(error)
    except Exception as error:  # noqa: BLE001 - a bug in a job must reach the person, not die with the thread
        _log.error("a job failed", exc_info=error)
        failed(StoreError(f"Failed by a fault of this program ({type(error).__name__}); please report it"))
    else:
        done(result)
