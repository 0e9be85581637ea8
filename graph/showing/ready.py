"""What the first page and the search need of a whole graph, read in the background before somebody asks.

A click that asks for what is near one thing does not wait for it.
"""

from __future__ import annotations

import threading
from contextlib import suppress

from crackdown.errors import CrackdownError
from crackdown.graph.linking.neighbourhood import neighbourhood
from crackdown.graph.linking.network import is_in_use, network_of
from crackdown.graph.searching.search import find_in
from crackdown.graph.showing.summary import summarise
from crackdown.graph.storage.view import View

_FIRST = 30  # neighbours, as the explorer opens a thing


def make_ready(view: View) -> threading.Thread:
    """Begin to read the nodes of a view, the summary of its graph, the names in it, and what is next to its hubs.

    Returns:
        What reads them.
    """
    reading = threading.Thread(target=_try_to_read, args=(view,), name="ready", daemon=True)
    reading.start()
    return reading


def keep_up(stale: str, view: View) -> threading.Thread | None:
    """Do so for a new version, where the network of the version before is in use.

    Where nobody has asked for a network, as on a server that answers queries alone, none is read.

    Args:
        stale: the version before.
        view: of the new version.

    Returns:
        What reads it; None where nothing is to be done.
    """
    return make_ready(view) if is_in_use(stale) else None


def _try_to_read(view: View) -> None:
    # Whoever asks next reads it again, and is told what is wrong.
    with suppress(CrackdownError):
        network = network_of(view)
        find_in(network, "")
        offered = summarise(view).connected
        network.keep(view)
        # Of hubs it takes longest to look up what each edge rests on; these the first page offers to be opened.
        for node in offered:
            neighbourhood(network, node.id, limit=_FIRST)
