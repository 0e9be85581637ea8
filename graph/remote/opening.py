"""Opening what an endpoint holds: a store, or a graph that is served to be read."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from crackdown.errors import StoreUnavailable
from crackdown.graph.remote.address import Address
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.dialect import server_of
from crackdown.graph.remote.served import ServedSource
from crackdown.graph.remote.source import RemoteSource
from crackdown.graph.remote.state import read_state


def open_endpoint(address: Address, *, timeout_seconds: float = 30.0) -> RemoteSource | ServedSource:
    """Open what an endpoint holds, to read it; without the state of a store it is taken for a graph that is served.

    Args:
        address: of the endpoint, or of a `crackdown serve`, whose endpoint stands at /sparql.
        timeout_seconds: how long one query may run where none says otherwise.

    Raises:
        StoreUnavailable: it cannot be reached, refuses, or holds neither.
    """
    try:
        return _open(address, timeout_seconds)
    except StoreUnavailable:
        if urlsplit(address.query_url).path != "/":
            raise
    return _open(replace(address, query_url=f"{address.query_url}sparql"), timeout_seconds)


def _open(address: Address, timeout_seconds: float) -> RemoteSource | ServedSource:
    client = Client(address)
    try:
        is_store = read_state(client, server_of(client)) is not None
    finally:
        client.close()
    kind = RemoteSource if is_store else ServedSource
    return kind(address, timeout_seconds=timeout_seconds)
