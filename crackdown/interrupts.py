"""Ctrl-C during long work, never lost.

Python drops a KeyboardInterrupt that is raised while a destructor or a callback out of C code runs, and the work would
go on to its end. Here the wish is noted as well, and heeded before the next piece of work.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import NoReturn, Self, TypeVar

T = TypeVar("T")


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
