"""How far a long training is: a bar for each stage where there is a terminal, and a line for each thing done."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from os import cpu_count
from threading import Thread
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TimeElapsedColumn, TimeRemainingColumn

from crackdown.graph.serving.sandbox import end_with_parent


class Message(NamedTuple):
    """What a stage tells."""

    stage: str
    words: str
    done: int = 0
    total: int | None = 0  # of nought where that is not known; None for a line that stays


Send = Callable[[Message], object]


class Teller:
    """Is told how far one stage is."""

    def __init__(self, stage: str, send: Send) -> None:
        self._stage, self._send = stage, send

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell how much of a step is done, of how much; of nought, where that is not known."""
        self._send(Message(self._stage, step, done, total))

    def note(self, line: str) -> None:
        """Tell of something that is done."""
        self._send(Message(self._stage, line, total=None))


class Bars:
    """A bar for each stage that tells of itself."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, tuple[TaskID, str]] = {}

    def __call__(self, told: Message) -> None:
        """Move the stage's bar, or print its line above the bars."""
        if told.total is None:
            self._progress.console.print(f"{told.stage}: {told.words}")
            return
        if told.stage not in self._tasks:
            self._tasks[told.stage] = self._progress.add_task("", total=None), ""
        task, words = self._tasks[told.stage]
        if words != told.words:
            self._tasks[told.stage] = task, told.words
            self._progress.reset(task, description=f"{told.stage}: {told.words}")
        self._progress.update(task, completed=told.done, total=told.total or None)


@contextmanager
def bars() -> Iterator[Bars]:
    """Show bars while work is done."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    columns = "{task.description}", BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bars(progress)


def in_processes(work: Callable[[str], object], stages: Sequence[str], send: Send) -> None:
    """Do stages in fresh processes, as many at once as there are cores; `work` finds its teller by `teller`."""
    context = get_context("spawn")
    told = context.SimpleQueue()
    listener = Thread(target=lambda: [send(message) for message in iter(told.get, None)])
    listener.start()
    try:
        with ProcessPoolExecutor(cpu_count(), context, _begin, (told.put,)) as pool:
            for _ in pool.map(work, stages):
                pass
    finally:
        told.put(None)
        listener.join()


_send: Send = print


def _begin(send: Send) -> None:
    """Begin a process: Ctrl-C ends it at once, as what is done is kept, and so does the end of who began it."""
    global _send  # noqa: PLW0603 - a process has one
    _send = send
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent()


def teller(stage: str) -> Teller:
    """Give the teller of a stage, in a process that `in_processes` began."""
    return Teller(stage, _send)
