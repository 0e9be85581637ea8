"""Archives read in several places: each place notes what it met, and the notes are gone through in order afterwards.

What is left out of an archive depends on the archives before it: a page that one of them holds, an earlier capture of
an address. A place that reads one archive alone cannot know; so it leaves out what no other archive can change, and
notes the rest. `settle` decides as one reader of all archives would have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from crackdown.loaders.archives import selection as reasons
from crackdown.loaders.archives.selection import Selection, mark_of

What = Literal["skip", "content", "hold", "revisit", "capture", "read", "page", "problem"]


class Step(NamedTuple):
    """What became of a record, a step at a time, or what it gave: a page, or the problem that it has."""

    what: What
    value: Any


class Noting(Selection):
    """Selects as another does, but for what depends on other archives; all of it is noted."""

    def __init__(self, like: Selection) -> None:
        super().__init__(all_pages=like.all_pages)
        self._languages, self._address = like._languages, like._address
        self._steps: list[Step] = []

    def steps(self) -> list[Step]:
        """Hand over what was noted since the last time."""
        noted, self._steps = self._steps, []
        return noted

    def skip(self, reason: str) -> None:
        """Note a record that is not read."""
        self._steps.append(Step("skip", reason))

    def is_new(self, content: bytes) -> bool:
        """Tell whether a content was not met before in this archive, and note it."""
        mark = mark_of(content)
        is_new = self.is_new_mark(mark)
        if is_new:
            self._steps.append(Step("content", mark))
        return is_new

    def hold(self, *marks: str | None) -> None:
        """Note that the archive holds a record."""
        self._steps.append(Step("hold", marks))

    def revisit(self, url: str, *marks: str | None) -> None:
        """Note a record that refers to another."""
        self._steps.append(Step("revisit", (url, *marks)))

    def is_latest(self, url: str, captured: str | None) -> bool:
        """Note a capture; which is the latest is not known yet."""
        self._steps.append(Step("capture", (url, captured)))
        return True

    @property
    def read(self) -> int:
        """How many pages were taken: none that is known yet."""
        return 0

    @read.setter
    def read(self, value: int) -> None:
        if value:  # the count begins at 0
            self._steps.append(Step("read", None))


def settle(steps: Iterable[Step], selection: Selection) -> Iterator[Any]:
    """Go through what was noted of one archive after the other; yield the pages and problems that count.

    Args:
        steps: in the order in which one reader of all archives would have met them.
        selection: what is asked for, and where the rest is counted.
    """
    settling = _Settling(selection)
    for step in steps:
        if settling.take(step):
            yield step.value


class _Settling:
    """Goes through the steps of a record after the other; what follows once a record is left out does not count."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._is_left_out = False  # the record that the steps are of
        self._is_taken = False  # where it was read, though it is left out

    def take(self, step: Step) -> bool:
        """Take a step over; tell whether it gives something that counts."""
        if step.what in {"page", "problem"}:
            # A page that was read and then found not whole gives no page, but the problem of its archive.
            counts = not self._is_left_out or (self._is_taken and step.what == "problem")
            self._is_left_out = self._is_taken = False
            return counts
        if self._is_left_out:
            self._is_taken = self._is_taken or step.what == "read"
            self._is_left_out = step.what != "skip"
        else:
            reason = self._reason(step)
            if reason:
                self._selection.skip(reason)
            self._is_left_out = reason is not None and step.what != "skip"
        return False

    def _reason(self, step: Step) -> str | None:
        """Note a step; tell why its record is left out, where it is."""
        if step.what == "skip":
            return str(step.value)
        if step.what == "content":
            return None if self._selection.is_new_mark(step.value) else reasons.SAME
        if step.what == "capture":
            return None if self._selection.is_latest(*step.value) else reasons.EARLIER
        if step.what == "read":
            self._selection.read += 1
        elif step.what == "hold":
            self._selection.hold(*step.value)
        else:
            self._selection.revisit(*step.value)
        return None
