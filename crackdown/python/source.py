"""What a notebook reads a graph through: a store in a folder, a store on an endpoint, or a graph that is served."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from crackdown.errors import StoreUnavailable

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.sparql.answer import Answer
    from crackdown.graph.storage.view import View

TIMEOUT_SECONDS: Final = 120.0  # of a query, where none is given: a person waits longer than a stranger may


class Source(Protocol):
    """Gives the view of a graph as it is now, and answers queries over it within a time."""

    def view(self) -> View:
        """Return the current view."""
        ...

    def as_of(self, day: str) -> View:
        """Return the view of what was published by a day."""
        ...

    def look(self) -> None:
        """Look at once whether the graph has changed."""
        ...

    def answer(
        self, query: str, /, *, select_format: str, graph_format: str, as_of: str | None, timeout_seconds: float | None
    ) -> Answer:
        """Answer a query; it is stopped when its time is up."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def open_source(place: Place) -> Source:
    """Open what a notebook reads through, as it changes.

    Raises:
        StoreUnavailable: there is no graph there, or it cannot be reached; nothing is created by reading.
        StoreLocked: a load holds it and did not let go within a few seconds.
    """
    if not isinstance(place, Path):
        from crackdown.graph.remote.opening import open_endpoint

        return open_endpoint(place, timeout_seconds=TIMEOUT_SECONDS)
    from crackdown.graph.serving.limits import Limits
    from crackdown.graph.storage.following import FollowingSnapshot

    if not place.is_dir():
        raise StoreUnavailable(f"{place}: no graph here yet; load announcements first: crackdown load --samples")
    # One person asks, and the graph is on this machine: a second copy in memory would be more than it gains.
    return FollowingSnapshot(place, limits=Limits(timeout_seconds=TIMEOUT_SECONDS, max_rows=None, replica="off"))
