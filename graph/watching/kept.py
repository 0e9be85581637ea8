"""What is kept of a watch between rounds: the answer as last seen, hits still to be delivered, and the last hundred.

Hits are written first, then the state that knows of them, with the new answer in one file: a crash leaves either the
old answer, and the change is found again, or the new one with its hits to be delivered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from crackdown.errors import StoreUnavailable
from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.graph.watching.answers import Row, Rows
from crackdown.graph.watching.hit import Hit

RECENT: Final = 100  # hits that a feed shows


class Pending(BaseModel):
    """A hit that one target has not got yet."""

    number: int
    target: str
    tries: int = 0
    not_before: datetime | None = None
    problem: str | None = None


class State(BaseModel):
    """What is kept beside the hits themselves; without a version nothing was seen yet."""

    model_config = ConfigDict(extra="forbid")

    version: str | None = None
    asked_at: datetime | None = None
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    last_number: int = 0
    pending: list[Pending] = []


class Kept:
    """The state of one watch, on the disk."""

    def __init__(self, folder: Path) -> None:
        """Read it.

        Raises:
            StoreUnavailable: the file is not what was written.
        """
        self._folder = folder
        self._file = folder / "state.json"
        self.state = State()
        with store_errors(folder):
            if self._file.exists():
                try:
                    self.state = State.model_validate_json(self._file.read_bytes())
                except ValidationError as error:
                    raise StoreUnavailable(
                        f"{self._file}: this cannot be read any more ({error.error_count()} mistakes); remove the "
                        "watch and add it again"
                    ) from error

    def remember(self, rows: Rows, hits: list[Hit], targets: list[str]) -> None:
        """Keep an answer, and the hits that its changes make, to be delivered to some targets."""
        with store_errors(self._folder):
            for hit in hits:
                write_durably(self._path(hit.number), hit.model_dump_json().encode())
        state = self.state
        state.version, state.asked_at = rows.view.version, datetime.now(UTC)
        state.columns, state.rows = rows.columns, rows.rows
        state.pending += [Pending(number=hit.number, target=target) for hit in hits for target in targets]
        state.last_number += len(hits)
        self.save()

    def save(self) -> None:
        """Write the state, and let go of hits that nobody waits for."""
        with store_errors(self._folder):
            write_durably(self._file, self.state.model_dump_json().encode())
            wanted = {one.number for one in self.state.pending}
            for path in (self._folder / "hits").glob("*.json"):
                number = int(path.stem)
                if number not in wanted and number <= self.state.last_number - RECENT:
                    path.unlink(missing_ok=True)

    def hit(self, number: int) -> Hit:
        """Read a hit.

        Raises:
            StoreUnavailable: it is not there, or not what was written.
        """
        path = self._path(number)
        with store_errors(self._folder):
            told = path.read_bytes()
        try:
            return Hit.model_validate_json(told)
        except ValidationError as error:
            raise StoreUnavailable(
                f"{path}: this hit cannot be read any more; remove the watch and add it again"
            ) from error

    def recent(self, up_to: int) -> Iterator[Hit]:
        """Yield the last hits up to one, the newest first."""
        for number in range(up_to, max(0, up_to - RECENT), -1):
            if self._path(number).exists():
                yield self.hit(number)

    def _path(self, number: int) -> Path:
        return self._folder / "hits" / f"{number:06}.json"
