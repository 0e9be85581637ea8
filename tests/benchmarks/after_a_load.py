"""What clicks and searches cost at first and after a load: `python -m tests.benchmarks.after_a_load STORE`.

STORE is a folder that `tests.benchmarks.scale` or `crackdown load` has filled; one invented announcement is added to a
copy of it. Milliseconds of the processor in this process: network and search without HTTP.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from crackdown.graph.linking.groups import groups_of
from crackdown.graph.linking.neighbourhood import neighbourhood
from crackdown.graph.linking.network import Network, network_of, read_network
from crackdown.graph.searching.search import find_in
from crackdown.graph.showing.summary import summarise
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Given, Store
from crackdown.graph.storage.view import View
from tests.benchmarks.permuted import iter_announcements
from tests.benchmarks.stores import readable

FIRST = 30  # neighbours, as the explorer opens a thing
T = TypeVar("T")


def timed(what: str, work: Callable[[], T]) -> T:
    """Print what some work takes."""
    begin = time.process_time()
    found = work()
    print(f"{what:<50}{(time.process_time() - begin) * 1000:8.0f} ms", flush=True)
    return found


def best_connected(network: Network) -> list[str]:
    """Return the agency and the country that are linked to most."""
    nodes = [*network.nodes.values()]
    return [max((n.degree, n.id) for n in nodes if n.type == type_)[1] for type_ in ("agency", "country")]


def click(network: Callable[[], Network], hubs: list[str]) -> None:
    """Ask for the first neighbours of hubs and for their groups."""
    for hub in hubs:
        timed(f"  neighbours of {hub}", lambda hub=hub: neighbourhood(network(), hub, limit=FIRST))  # type: ignore[misc]
        timed(f"  groups of {hub}", lambda hub=hub: groups_of(network(), hub))  # type: ignore[misc]


def read(view: View) -> Network:
    """Read what first page and search need."""
    network = timed("  network", lambda: network_of(view))
    timed("  all nodes", lambda: [*network.nodes.values()])
    timed("  names", lambda: find_in(network, ""))
    timed("  summary", lambda: summarise(view))
    return network


def load_one(store: Path) -> None:
    """Add an announcement that none of the others is."""
    document, record = next(iter_announcements(1, seed=49))
    given = Given(record, document.text, "one more", document.publisher, document.media_type)
    with Store.open(store) as opened:
        print(*opened.writer().put_all([given]))


def main() -> None:
    """Measure a store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    given = readable(parser.parse_args().store)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(shutil.copytree(given, Path(folder) / "store"))
        with Snapshot.take(store) as first:
            print("all read:")
            hubs = best_connected(read(first.view))
            print("nothing read:")
            click(lambda: read_network(first.view), hubs)
            load_one(store)
            with Snapshot.take(store) as later:
                print("after a load:")
                click(lambda: network_of(later.view), hubs)
                read(later.view)


if __name__ == "__main__":
    main()
