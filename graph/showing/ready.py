"""What the pages need of a whole graph, read in the background before somebody asks: the first page's first of all.

A click that asks for what is near one thing does not wait for it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress

from crackdown.errors import CrackdownError
from crackdown.graph.drawing.overview import overview_of
from crackdown.graph.figures.accounts_read import keep_accounts
from crackdown.graph.figures.agencies import agencies_of
from crackdown.graph.figures.findings import find
from crackdown.graph.figures.ledger_list import ledger_of
from crackdown.graph.figures.publications import publications_of
from crackdown.graph.linking.neighbourhood import neighbourhood
from crackdown.graph.linking.network import is_in_use, keep_network, network_of
from crackdown.graph.moving.shares import shares_of
from crackdown.graph.searching.search import find_in
from crackdown.graph.showing.summary import summarise
from crackdown.graph.storage.age import keep_age
from crackdown.graph.storage.view import View
from crackdown.graph.telling.readings import readings_of
from crackdown.graph.telling.sources import Wanted, list_sources

_FIRST = 30  # neighbours, as the explorer opens a thing


class Reading(threading.Thread):
    """What reads one version of a graph, part by part."""

    def __init__(self, view: View, *, with_overview: bool) -> None:
        super().__init__(name="ready", daemon=True)
        self._parts = deque(_parts_of(view, with_overview=with_overview))
        self.of = len(self._parts)
        self.done = 0

    def run(self) -> None:
        """Read one part after the other."""
        # Whoever asks next for what could not be read reads it again, and is told what is wrong.
        with suppress(CrackdownError):
            while self._parts:
                self._parts.popleft()()  # which lets go of the view, and so of its snapshot
                self.done += 1
        self._parts.clear()


_LAST: list[Reading] = []  # the one that this process began last


def make_ready(view: View, *, with_overview: bool = False) -> Reading:
    """Begin to read the nodes of a view, the summary of its graph, the names in it, and what is next to its hubs.

    After these come figures, sources, flows and the ledger. The overview is laid out for whoever asks for it, as it is
    laid out whole after each load, unless it is wanted.

    Returns:
        What reads them.
    """
    reading = Reading(view, with_overview=with_overview)
    _LAST[:] = [reading]
    reading.start()
    return reading


def how_far() -> tuple[int, int]:
    """Return how many parts of how many are read, of what this process began last; all where it reads no more."""
    reading = next(iter(_LAST), None)
    if reading is None:
        return 0, 0
    return (reading.done if reading.is_alive() else reading.of), reading.of


def keep(view: View) -> None:
    """Have all that is read of a view beside its store, so that the next start need not read it."""
    keep_age(view)
    keep_network(view)
    keep_accounts(view)
    for kept in (publications_of, readings_of, agencies_of):
        kept.keep(view)


def keep_up(stale: str, view: View) -> Reading | None:
    """Do so for a new version, where the network of the version before is in use.

    Where nobody has asked for a network, as on a server that answers queries alone, none is read.

    Args:
        stale: the version before.
        view: of the new version.

    Returns:
        What reads it; None where nothing is to be done.
    """
    return make_ready(view, with_overview=stale in overview_of) if is_in_use(stale) else None


def _parts_of(view: View, *, with_overview: bool) -> Iterator[Callable[[], object]]:
    """Yield what is to be done, the first page's needs first; what is read stands beside the store before the rest."""
    yield lambda: network_of(view)
    yield lambda: find_in(network_of(view), "")
    yield lambda: summarise(view)
    yield lambda: keep(view)
    yield lambda: _look_round_hubs(view)
    yield lambda: find(view)
    yield lambda: list_sources(view, Wanted(), limit=1)
    yield lambda: shares_of(network_of(view), "nationality")
    yield lambda: ledger_of(view)
    yield lambda: keep(view)
    if with_overview:
        yield lambda: overview_of(view)


def _look_round_hubs(view: View) -> None:
    """Look up what each edge of a hub rests on, which takes longest; the first page offers these to be opened."""
    network = network_of(view)
    for node in summarise(view).connected:
        neighbourhood(network, node.id, limit=_FIRST)
