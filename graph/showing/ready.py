"""What the pages need of a whole graph, read in the background before somebody asks: the first page's first of all.

A click that asks for what is near one thing does not wait for it.
"""

from __future__ import annotations

import threading
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
from crackdown.graph.storage.view import View
from crackdown.graph.telling.readings import readings_of
from crackdown.graph.telling.sources import Wanted, list_sources

_FIRST = 30  # neighbours, as the explorer opens a thing


def make_ready(view: View, *, with_overview: bool = False) -> threading.Thread:
    """Begin to read the nodes of a view, the summary of its graph, the names in it, and what is next to its hubs.

    After these come figures, sources, flows and the ledger. The overview is laid out for whoever asks for it, as it is
    laid out whole after each load, unless it is wanted.

    Returns:
        What reads them.
    """
    reading = threading.Thread(target=_try_to_read, args=(view, with_overview), name="ready", daemon=True)
    reading.start()
    return reading


def keep(view: View) -> None:
    """Have all that is read of a view beside its store, so that the next start need not read it."""
    keep_network(view)
    keep_accounts(view)
    for kept in (publications_of, readings_of, agencies_of):
        kept.keep(view)


def keep_up(stale: str, view: View) -> threading.Thread | None:
    """Do so for a new version, where the network of the version before is in use.

    Where nobody has asked for a network, as on a server that answers queries alone, none is read.

    Args:
        stale: the version before.
        view: of the new version.

    Returns:
        What reads it; None where nothing is to be done.
    """
    return make_ready(view, with_overview=stale in overview_of) if is_in_use(stale) else None


def _try_to_read(view: View, with_overview: bool) -> None:
    # Whoever asks next reads it again, and is told what is wrong.
    with suppress(CrackdownError):
        network = network_of(view)
        find_in(network, "")
        offered = summarise(view).connected
        keep_network(view)
        # Of hubs it takes longest to look up what each edge rests on; these the first page offers to be opened.
        for node in offered:
            neighbourhood(network, node.id, limit=_FIRST)
        find(view)
        list_sources(view, Wanted(), limit=1)
        shares_of(network, "nationality")
        ledger_of(view)
        keep(view)
        if with_overview:
            overview_of(view)
