"""`g.measures`: what the network of who works with whom can tell, as rows with a sentence each.

What each measure is, and by whom, stands at its function in `crackdown.graph.linking.measures`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from crackdown.python.table import Table

if TYPE_CHECKING:
    from crackdown.graph.linking import measures, partition
    from crackdown.graph.linking.things import Node
    from crackdown.graph.storage.view import View


class Measures:
    """Measures of one graph. They speak of what was announced and loaded, not of the world."""

    def __init__(self, ask_view: Callable[[], View]) -> None:
        self._ask_view = ask_view

    def __repr__(self) -> str:
        names = (name for name in type(self).__dict__ if not name.startswith("_"))
        return f"<Measures: {', '.join(names)}>"

    def brokerage(self, *, backend: str | None = None) -> Table:
        """Tell who stands between others: betweenness, who would be cut off, and the same in a sentence.

        Args:
            backend: a networkx backend that is installed, such as "parallel", for large graphs.
        """
        from crackdown.graph.linking.measures import brokerage

        names = ("actor", "label", "partners", "betweenness", "cut_off", "meaning")
        return _table(names, (_broker(one) for one in brokerage(self._ask_view(), backend=backend)))

    def centrality_over_time(self, *, period: measures.Period = "quarter") -> Table:
        """Tell who was central in each "year", "quarter" or "month" in which operations took place."""
        from crackdown.graph.linking.measures import centrality_over_time

        names = ("period", "actor", "label", "operations", "partners", "degree_centrality", "betweenness")
        found = centrality_over_time(self._ask_view(), period=period)
        return _table(
            names,
            (
                (one.period, one.node.id, one.node.label, one.operations, one.partners, one.degree_centrality,
                 one.betweenness)
                for one in found
            ),
        )  # fmt: skip

    def communities(self, *, method: partition.Method = "louvain", backend: str | None = None) -> Table:
        """Part officials and agencies into those who work with each other more than with the rest.

        Args:
            method: "louvain", or "leiden", whose groups always hang together; it takes graspologic-native.
            backend: a networkx backend that is installed, for Louvain's method.

        Raises:
            InputError: there is no such method or backend, or it is not installed.
        """
        from crackdown.graph.linking.measures import communities

        names = ("label", "size", "inside", "outside", "countries", "members", "meaning")
        found = communities(self._ask_view(), method=method, backend=backend)
        return _table(
            names,
            (
                (one.label, len(one.members), one.inside, one.outside, ", ".join(one.countries),
                 " ".join(node.id for node in one.members), one.meaning)
                for one in found
            ),
        )  # fmt: skip

    def ties(self) -> Table:
        """List who works with whom, the strongest first; an operation of many counts less for each pair in it."""
        from crackdown.graph.linking.measures import ties

        names = (
            "one", "one_label", "other", "other_label", "operations", "strength", "origins", "first", "last",
            "operation_ids",
        )  # fmt: skip
        return _table(
            names,
            (
                (*_named(tie.one), *_named(tie.other), tie.operations, tie.strength, tie.origins, tie.first, tie.last,
                 " ".join(tie.operation_ids))
                for tie in ties(self._ask_view())
            ),
            days=("first", "last"),
        )  # fmt: skip

    def path(self, one: str, other: str) -> Table:
        """Tell the best attested way between two actors, an operation a row, with the words that name them in it.

        Args:
            one: an official or agency, by IRI, id, code or name.
            other: another.

        Raises:
            NotFound: nothing is called so, or several things are; they are listed.
            InputError: it is no official or agency.
        """
        from crackdown.graph.linking.measures import evidence_path
        from crackdown.graph.showing.entity import resolve_name

        view = self._ask_view()
        ends = (resolve_name(view, one), resolve_name(view, other))
        rows = [row for step in evidence_path(view, *ends) for row in _step(view, step)]
        return _table(("one", "one_label", "operation", "other", "other_label", "origins", "quotes"), rows)

    def gaps(self) -> Table:
        """Tell who announces what nobody confirms."""
        from crackdown.graph.linking.measures import gaps

        names = ("announcer", "label", "operations", "confirmed", "alone", "meaning", "alone_ids")
        return _table(
            names,
            (
                (*_named(gap.announcer), gap.operations, gap.confirmed, len(gap.alone), gap.meaning,
                 " ".join(node.id for node in gap.alone))
                for gap in gaps(self._ask_view())
            ),
        )  # fmt: skip


def _broker(one: measures.Broker) -> tuple[Any, ...]:
    return (*_named(one.node), one.partners, one.betweenness, one.cut_off, one.meaning)


def _step(view: View, step: measures.Step) -> Iterable[tuple[Any, ...]]:
    """Tell a step by its operations, each with the words that say the two's part in it."""
    for operation in step.operations:
        quotes = " … ".join(_quotes(view, operation, (step.one, step.other)))
        yield (*_named(step.one), operation.id, *_named(step.other), step.origins, quotes)


def _quotes(view: View, operation: Node, actors: Iterable[Node]) -> list[str]:
    from crackdown.graph.linking.network import network_of
    from crackdown.graph.showing.evidence import facts_of_edge

    network = network_of(view)
    wanted = {actor.id for actor in actors}
    edges = [edge for edge in network.edges_of(operation.id) if edge.source == operation.id and edge.target in wanted]
    facts = [fact for edge in edges for fact in facts_of_edge(view, network, edge.source, edge.target, edge.relation)]
    return list(dict.fromkeys(fact.evidence[0].quote for fact in facts if fact.evidence))


def _named(node: Node) -> tuple[str, str]:
    return node.id, node.label


def _table(names: Iterable[str], rows: Iterable[Iterable[Any]], days: Collection[str] = ()) -> Table:
    columns = list(names)
    told: list[dict[str, Any]] = [dict(zip(columns, row, strict=True)) for row in rows]
    return Table(columns, told, days=days)
