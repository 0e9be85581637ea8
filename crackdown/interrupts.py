"""Ctrl-C during long work, never lost.

Python drops a KeyboardInterrupt that is raised while a destructor or a callback out of C code runs, and the work would
go on to its end. Here the wish is noted as well, and heeded before the next piece of work.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from types import FrameType, TracebackType
from typing import NoReturn, Self, TypeVar

T = TypeVar("T")
_ENGINE = "crackdown-engine"
_LOOK = 0.1  # seconds after which Python looks for Ctrl-C


def interruptible(work: Callable[[], T]) -> T:
    """Do work within the engine, which knows of no signal, so that Ctrl-C ends it at once.

    The engine goes on in a thread for as long as the process lives: whoever heeds the interrupt ends that.

    Raises:
        KeyboardInterrupt: it was pressed.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    thread = threading.Thread(target=run, daemon=True, name=_ENGINE)
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK)
    return done.result()


def is_left_at_work() -> bool:
    """Tell whether the engine goes on with what Ctrl-C ended: the process has to end without waiting for it."""
    return any(thread.name == _ENGINE for thread in threading.enumerate())


class Interrupts:
    """Notes Ctrl-C while it is entered; in another thread than the main one it changes nothing."""

    def __init__(self) -> None:
        self.seen = False
        self._is_noting = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Self:
        if self._is_noting:
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._is_noting:
            signal.signal(signal.SIGINT, self._before)

    def _note(self, _signal: int, _frame: FrameType | None) -> NoReturn:
        self.seen = True
        raise KeyboardInterrupt

    def heed(self, items: Iterable[T]) -> Iterator[T]:
        """Yield items until Ctrl-C.

        Raises:
            KeyboardInterrupt: it was pressed, and the exception of that moment was lost.
        """
        for item in items:
            yield item
            if self.seen:
                raise KeyboardInterrupt
