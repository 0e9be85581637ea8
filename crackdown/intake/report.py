"""What a person sees of a load: a bar or a line an announcement, what could not be loaded, and a summary."""

from __future__ import annotations

import re
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from crackdown.console.printing import plain
from crackdown.intake.known import Summary

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from crackdown.graph.announcement.record import Record

T = TypeVar("T")

THERE: Final = "already there, not read again"
# How notes are worded that a person should see at once: of `sources.ocr`, `.content`, `.mail`, and `extraction`.
_TOLD_NOTES: Final = re.compile(r"Read by OCR|\d[\d,]* letters? w\w+ lost|The text is in two|The mail quotes")
_PASSED: Final = 200  # so many that were not read, one after the other, tell nothing of how long reading takes
_PACE_SECONDS: Final = 600.0


class Loaded(NamedTuple):
    """What became of one file.

    Attributes:
        summary: of the announcement that is in the store; None where there is none.
        told: what changed, or why there is none.
        was_read: whether that took reading it; not where it was known to be there.
    """

    summary: Summary | None
    told: str
    was_read: bool = True


class Report:
    """What a person sees of a load: on a terminal a bar of what is written, else a line an announcement; a summary."""

    def __init__(self, *, is_bar: bool = True) -> None:
        from rich.console import Console

        self.changes: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.failures = 0
        self.there = 0  # were known to be in the store, and not read
        self._passed = 0  # of these, since one was read
        self._errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        self._is_bar = is_bar and sys.stderr.isatty()  # a kernel's FORCE_COLOR makes no terminal of a pipe
        self._bar: Progress | None = None
        self._read: deque[int] = deque()  # how much of all is done with each document that is not written yet

    def track(self, documents: Iterable[T], total: int, done: Callable[[], int] | None = None) -> Iterator[T]:
        """Yield the documents; where there is a terminal, a bar shows how much of them `all` was told to be written.

        Args:
            documents: what is gone through; `all` is to be told of each, in the same order.
            total: how much there is to do.
            done: how much of it is done up to the document at hand; where nothing tells, each document counts as one.
        """
        if self._is_bar:
            self._bar = _begin_bar(self._errors, total)
        for count, document in enumerate(documents, 1):
            if self._bar:
                self._read.append(done() if done else count)
            yield document

    def all(self, loaded: Iterable[Loaded]) -> None:
        """Note what became of some."""
        try:
            for one in loaded:
                if one.summary is None:
                    self.failed(one.told)
                else:
                    self.done(one.told, one.summary)
                    self.there += not one.was_read
                if self._bar:
                    self._show(self._bar, was_read=one.was_read)
        finally:
            if self._bar:
                self._bar.stop()

    def _show(self, bar: Progress, *, was_read: bool) -> None:
        """Move the bar on; once anything is read, the time left is told by the pace of that, not of passing over."""
        task, completed = bar.task_ids[0], self._read.popleft()
        if was_read and self._passed >= _PASSED:
            bar.reset(task, completed=completed)
        self._passed = 0 if was_read else self._passed + 1
        bar.update(task, completed=completed, written=self.changes.total())

    def done(self, change: str, summary: Summary) -> None:
        """Note one announcement that is in the store now."""
        self.changes[change] += 1
        if summary.unread:
            self.unread[summary.unread] += 1
        if not self._is_bar:
            print(f"{change:9} {summary.id}  {summary.told}", flush=True)

    def failed(self, reason: str) -> None:
        """Note one file that was not loaded, and say why at once (above the bar, where there is one)."""
        self.failures += 1
        self._errors.print(f"crackdown: {plain(reason)}")

    def close(self) -> None:
        """Print the summary."""
        changes = ", ".join(f"{count} {change}" for change, count in sorted(self.changes.items()))
        there = told_there(self.there)
        print(f"{counted(self.changes.total(), 'announcement')}: {changes or 'nothing to do'}{there}")
        if self.unread:
            languages = ", ".join(
                f"{'unknown' if language == 'und' else language} {count}"
                for language, count in self.unread.most_common()
            )
            print(f"{self.unread.total()} of them in languages not read yet, kept without who did what: {languages}")
        if self.failures:
            print(f"{self.failures} could not be loaded; see above", file=sys.stderr)


def _begin_bar(console: Console, total: int) -> Progress:
    """Show a bar; time left is told by the pace of the last minutes, as announcements are written some at a time."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = "{task.description}", BarColumn(), TaskProgressColumn(), "{task.fields[written]:,} written"
    left = TimeRemainingColumn(), TextColumn("left")
    bar = Progress(*columns, *left, console=console, transient=True, speed_estimate_period=_PACE_SECONDS)
    bar.add_task("Loading", total=total, written=0)
    bar.start()
    return bar


def summary_of(record: Record) -> Summary:
    """Say what a person is told of a record that is in the store."""
    is_unread = record.outcome in {"language_not_read", "partly_read"}
    return Summary(record.id, describe(record), record.language if is_unread else None)


def describe(record: Record) -> str:
    """Say in a few words what a record holds."""
    if record.outcome == "language_not_read":
        return f"no facts: {record.notes[0] if record.notes else f'language {record.language} is not read yet'}"
    if record.outcome == "partly_read":
        figures = f"{counted(len(record.dates), 'date')}, {counted(len(record.numbers), 'number')}"
        return f"countries {' '.join(record.countries) or 'none'}, {figures}; {' '.join(record.notes)}"
    facts = sum(1 for _ in record.iter_evidence())
    found = f"{counted(len(record.operations), 'operation')}, {counted(facts, 'fact')} with evidence"
    return "; ".join([found, *(note for note in record.notes if _TOLD_NOTES.match(note))])


def told_there(count: int) -> str:
    """Say how many were passed over, to end a line; nothing where none was.

    >>> told_there(1200), told_there(0)
    ('; 1,200 already there, not read again', '')
    """
    return f"; {count:,} {THERE}" if count else ""


def counted(number: int, noun: str) -> str:
    """Write a number of things.

    >>> counted(1, "file"), counted(0, "file")
    ('1 file', '0 files')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
