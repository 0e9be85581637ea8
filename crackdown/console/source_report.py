"""What a person sees of a run of sources: a bar on a terminal, a line a page into a pipe, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from crackdown.console.printing import plain
from crackdown.intake.report import counted, told_there

if TYPE_CHECKING:
    from crackdown.graph.storage.together import Change
    from crackdown.loaders.collecting import Page

T = TypeVar("T")


@dataclass
class SourceRun:
    """What one run of one source brought."""

    source: str
    changes: Counter[str] = field(default_factory=Counter)
    same: int = 0
    gone: int = 0
    forbidden: int = 0  # robots.txt keeps us from them
    problems: int = 0
    there: int = 0  # were known to be in the store, and not read
    result: str = ""

    def told(self) -> str:
        """Say it in a line."""
        parts = [f"{count} {change}" for change, count in sorted(self.changes.items())]
        parts += [f"{self.same} as before"] if self.same else []
        parts += [f"{self.gone} gone"] if self.gone else []
        parts += [f"{self.forbidden} forbidden"] if self.forbidden else []
        parts += [counted(self.problems, "problem")] if self.problems else []
        return f"{self.result}: {', '.join(parts) or 'nothing new'}{told_there(self.there)}"


class Report:
    """Tells of runs as they go on."""

    def __init__(self) -> None:
        from rich.console import Console

        self.problems = 0
        self._there = 0
        self._changes: Counter[str] = Counter()
        self._errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

    def track(self, source: str, items: Iterable[T], total: int) -> Iterator[T]:
        """Yield so many items, with a progress bar where there is a terminal to show it on."""
        if not self._errors.is_terminal:
            yield from items
            return
        from rich.progress import track

        yield from track(items, total=total, description=source, console=self._errors, transient=True)

    def done(self, run: SourceRun, change: Change, iri: str, told: str, *, was_read: bool) -> None:
        """Note one announcement that is in the store now, and whether that took reading it."""
        run.changes[change] += 1
        self._changes[change] += 1
        run.there += not was_read
        self._there += not was_read
        if not self._errors.is_terminal:
            print(f"{change:9} {iri.rpartition('/')[2]}  {told}", flush=True)

    def gone(self, run: SourceRun, page: Page) -> None:
        """Note a page that is there no more; nothing is taken out of the graph."""
        run.gone += 1
        if page.announcement:
            name = page.announcement.rpartition("/")[2]
            self._errors.print(
                f"crackdown: {plain(page.url)} is there no more ({page.told}); {name} stays in the graph. If it was "
                f"withdrawn: crackdown withdraw {name} --on {page.checked_at[:10]}"
            )
        elif not self._errors.is_terminal:
            print(f"gone      {plain(page.url)}  {page.told}", flush=True)

    def forbidden(self, run: SourceRun, urls: Sequence[str]) -> None:
        """Tell of the pages that robots.txt forbids, all at once: they are no problem, and nothing is new of them."""
        run.forbidden = len(urls)
        if urls:
            print(f"{run.source}: {told_forbidden(urls)}", flush=True)

    def left(self, run: SourceRun, sentences: Iterable[str]) -> None:
        """Tell which part of a list was not looked at: no problem of the run, as it is so each time."""
        for sentence in sentences:
            print(f"{run.source}: {plain(sentence)}", flush=True)

    def failed(self, run: SourceRun, reason: str) -> None:
        """Note what went wrong, and say it at once (above the bar, where there is one)."""
        run.problems += 1
        self.problems += 1
        self._errors.print(f"crackdown: {plain(reason)}")

    def end(self, run: SourceRun) -> None:
        """Print what a source brought."""
        print(f"{run.source}: {run.told()}", flush=True)

    def close(self) -> None:
        """Print the summary."""
        changes = ", ".join(f"{count} {change}" for change, count in sorted(self._changes.items()))
        there = told_there(self._there)
        print(f"{counted(self._changes.total(), 'announcement')}: {changes or 'nothing to do'}{there}")
        if self.problems:
            self._errors.print(f"crackdown: {counted(self.problems, 'problem')}; see above")


def told_forbidden(urls: Sequence[str]) -> str:
    """Say which pages robots.txt forbids, and what can be done.

    >>> told_forbidden(["https://police.example/a", "https://police.example/b"])[:69]
    'robots.txt forbids 2 pages, which are left: https://police.example/a '
    """
    more = f" and {len(urls) - 1:,} more" if len(urls) > 1 else ""
    which = "which are left" if more else "which is left"
    return (
        f"robots.txt forbids {counted(len(urls), 'page')}, {which}: {plain(urls[0])}{more}; ask the publisher for "
        "leave, or save them yourself and give the files to crackdown load"
    )
