"""What is exported: a graph, whole or narrowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crackdown.graph.storage.view import View


@dataclass(slots=True)
class Source:
    """A graph to be exported.

    Attributes:
        view: of the graph.
        only: the types of things that are wanted; empty means all.
        default_graph: whether RDF formats write the merged default graph in place of the named graphs.
        told: called now and then with what is being written, for whoever waits.
        license_: an address or name of the licence, for metadata.
    """

    view: View
    only: frozenset[str] = frozenset()
    default_graph: bool = False
    told: Callable[[str], None] = field(default=lambda _: None)
    license_: str | None = None

    def wants(self, type_: str) -> bool:
        """Tell whether things of a type are to be written."""
        return not self.only or type_ in self.only
