"""What servers do differently, found out by trying when a store is made, and kept in the store from then on.

In the dialect "default" the graph that queries see without GRAPH is the server's own default graph. A server that has
none to write (Virtuoso), or whose default graph shows all named graphs (GraphDB, Neptune), gets the dialect "named":
the merged graph is a named graph, sent as `default-graph-uri` with each query.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final, Literal

import pyoxigraph as ox

from crackdown.errors import StoreUnavailable
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.results import JSON, list_rows, rows_of
from crackdown.graph.remote.vocabulary import MERGED, PROBE, STORE

Name = Literal["default", "named"]
_MOST_FOREIGN: Final = 20  # graphs of others; a filter on each query leaves them out


@dataclass(frozen=True)
class Dialect:
    """How one server is spoken to.

    Attributes:
        name: where the default graph lies.
        foreign: the named graphs that were there before the store, which are none of its own.
        is_virtuoso: whether the server is Virtuoso 7, some of whose answers are to be repaired.
        is_atomic: whether a request is known to be done whole or not at all.
    """

    name: Name
    foreign: tuple[ox.NamedNode, ...] = ()
    is_virtuoso: bool = False
    is_atomic: bool = False

    @property
    def merged(self) -> ox.NamedNode | None:
        """The named graph that stands for the default graph; None where the server's own does."""
        return MERGED if self.name == "named" else None

    @property
    def hidden(self) -> tuple[ox.NamedNode, ...]:
        """The named graphs that `GRAPH ?g` does not range over."""
        return (STORE, *((MERGED,) if self.merged else ()), *self.foreign)


def server_of(client: Client) -> str:
    """Ask an endpoint for the name of its software; "" where it does not tell.

    Raises:
        StoreUnavailable: it cannot be reached, refuses, or is no SPARQL endpoint.
    """
    response = client.query("ASK { }", JSON)
    rows_of(response, str(client.address), repairs=True)  # so that what is no endpoint is told at once
    return response.headers.get("server", "").lower()


def find_dialect(client: Client, update_url: str, server: str) -> Dialect:
    """Find out how an endpoint without a store is to be spoken to, and check that it may hold one.

    Raises:
        StoreUnavailable: it may not.
    """
    name = client.address.dialect or _probe(client, update_url)
    where = client.address
    foreign = tuple(_graphs(client) - {STORE, MERGED})
    if len(foreign) > _MOST_FOREIGN:
        raise StoreUnavailable(f"{where} holds {len(foreign)} graphs already; give the store a repository of its own")
    if name == "default" and asks(client, "ASK { ?s ?p ?o }"):
        raise StoreUnavailable(f"the default graph of {where} is not empty; give the store a dataset of its own")
    if name == "named":
        _check_scoping(client, update_url)
    return known(name, foreign, server)


def known(name: str, foreign: tuple[ox.NamedNode, ...], server: str) -> Dialect:
    """Put together what is known of a server."""
    if name not in {"default", "named"}:
        raise StoreUnavailable(f"this store is kept in the dialect {name!r}, which this version does not speak")
    chosen: Name = "named" if name == "named" else "default"
    return Dialect(chosen, foreign, is_virtuoso="virtuoso" in server, is_atomic="oxigraph" in server)


def _probe(client: Client, update_url: str) -> Name:
    """Write a triple without GRAPH and one within, and see which of them shows where."""
    mark = f'{STORE} {PROBE} "{uuid.uuid4().hex}"'
    try:
        client.update(f"INSERT DATA {{ {mark} }}", update_url)
    except StoreUnavailable:
        return "named"
    is_own = asks(client, f"ASK {{ {mark} }}") and not asks(client, f"ASK {{ GRAPH ?g {{ {mark} }} }}")
    client.update(f"DELETE DATA {{ {mark} }}", update_url)
    client.update(f"INSERT DATA {{ GRAPH {STORE} {{ {mark} }} }}", update_url)
    is_union = asks(client, f"ASK {{ {mark} }}")
    client.update(f"DELETE DATA {{ GRAPH {STORE} {{ {mark} }} }}", update_url)
    return "default" if is_own and not is_union else "named"


def _check_scoping(client: Client, update_url: str) -> None:
    """Check that with `default-graph-uri` a query sees that graph, not others, and others by GRAPH."""
    mark, other = (f'{STORE} {PROBE} "{uuid.uuid4().hex}"' for _ in range(2))
    client.update(f"INSERT DATA {{ GRAPH {MERGED} {{ {mark} }} }}", update_url)
    client.update(f"INSERT DATA {{ GRAPH {STORE} {{ {other} }} }}", update_url)
    is_scoped = asks(client, f"ASK {{ {mark} }}", MERGED) and not asks(client, f"ASK {{ {other} }}", MERGED)
    sees_graphs = asks(client, f"ASK {{ GRAPH ?g {{ {other} }} }}", MERGED)
    client.update(f"DELETE DATA {{ GRAPH {MERGED} {{ {mark} }} }}", update_url)
    client.update(f"DELETE DATA {{ GRAPH {STORE} {{ {other} }} }}", update_url)
    if not is_scoped or not sees_graphs:
        raise StoreUnavailable(
            f"{client.address} has no default graph of its own, and does not see named graphs beside the one that is "
            "sent as default-graph-uri; such a server cannot hold the store"
        )


def _graphs(client: Client) -> set[ox.NamedNode]:
    response = client.query(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_MOST_FOREIGN + 3}", JSON)
    rows = list_rows(rows_of(response, str(client.address), repairs=True))
    return {row["g"] for row in rows if isinstance(row["g"], ox.NamedNode)}


def asks(client: Client, query: str, default_graph: ox.NamedNode | None = None) -> bool:
    """Answer an ASK query, over one graph where that is given."""
    defaults = [default_graph.value] if default_graph else []
    response = client.query(query, JSON, default_graphs=defaults)
    return bool(rows_of(response, str(client.address), repairs=True))
