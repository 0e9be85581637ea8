"""The asking side of the SPARQL 1.1 Protocol, used by several threads."""

from __future__ import annotations

import queue

from crackdown.graph.remote.address import Address
from crackdown.graph.remote.client import Client


class Taken(queue.LifoQueue):  # type: ignore[type-arg]
    """A line of connections of which another thread takes the last between a look and a grasp."""

    def empty(self) -> bool:
        return False


def test_two_threads_may_close_at_once() -> None:
    client = Client(Address("http://localhost/sparql"))
    client._idle["http://localhost"] = Taken()
    client.close()
