"""The state of a store on an endpoint, as its own graph tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from crackdown.errors import StoreUnavailable
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.dialect import Dialect, known
from crackdown.graph.remote.results import JSON, list_rows, rows_of
from crackdown.graph.remote.vocabulary import DIALECT, FOREIGN, FORMAT, PENDING, REBUILDING, REFERENCE, STORE, VERSION

FORMAT_NOW: Final = "1"


@dataclass(frozen=True)
class State:
    """How the store is spoken to, its version, and what was left half done.

    Attributes:
        dialect: how it is spoken to.
        version: what changes with every committed write.
        reference: which version of the reference graphs it holds.
        pending: the digest of a patch that is being written, or was when its writer died.
        is_rebuilding: whether the default graph is being built anew.
    """

    dialect: Dialect
    version: str
    reference: str | None = None
    pending: str | None = None
    is_rebuilding: bool = False


def read_state(client: Client, server: str, dialect: Dialect | None = None) -> State | None:
    """Read the state of the store on an endpoint; None where there is none.

    Args:
        client: of the endpoint.
        server: the name of its software.
        dialect: how it is spoken to, where that is known already.

    Raises:
        StoreUnavailable: the store was made by another version of this package; or see `crackdown.errors`.
    """
    response = client.query(f"SELECT ?p ?o WHERE {{ GRAPH {STORE} {{ {STORE} ?p ?o }} }}", JSON)
    told: dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]] = {}
    for row in list_rows(rows_of(response, str(client.address), repairs=True)):
        told.setdefault(row["p"], []).append(row["o"])
    values = {name: told[name][0].value for name in told}
    if VERSION not in values or FORMAT not in values:
        return None
    if values[FORMAT] != FORMAT_NOW:
        raise StoreUnavailable(
            f"{client.address} has layout {values[FORMAT]!r}, this version reads {FORMAT_NOW!r}; load into a new one"
        )
    foreign = tuple(one for one in told.get(FOREIGN, ()) if isinstance(one, ox.NamedNode))
    return State(
        dialect or known(values[DIALECT], foreign, server),
        values[VERSION],
        values.get(REFERENCE),
        values.get(PENDING),
        REBUILDING in values,
    )
