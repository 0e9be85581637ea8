"""One thing with all that is known of it: its names, facts, quotes, figures, days and neighbours, each a Table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NoReturn

from crackdown.python.table import Table

if TYPE_CHECKING:
    from crackdown.graph.linking.things import Node
    from crackdown.graph.showing.entity import Entity
    from crackdown.graph.showing.evidence import Evidence, Fact
    from crackdown.graph.storage.view import View
    from crackdown.python.drawing import Drawing

_FACTS: Final = ("subject", "fact", "value", "value_id", "inferred", "confidence", "announcements", "quote", "because")
_QUOTES: Final = (
    "subject", "fact", "value", "quote", "language", "published", "announcement", "start", "end", "confidence",
)  # fmt: skip


class Thing:
    """One thing of the graph. What it is made of is read when first asked for."""

    def __init__(self, view: Callable[[], View], iri: str) -> None:
        self.iri = iri
        self._view = view

    @cached_property
    def described(self) -> Entity:
        """The description as `crackdown.graph.showing.entity` gives it: objects with all evidence, for programs."""
        from crackdown.graph.showing.entity import describe

        return describe(self._view(), self.iri)

    @property
    def node(self) -> Node:
        """The thing as it is listed and drawn."""
        return self.described.node

    @property
    def id(self) -> str:
        """The local path of its IRI."""
        return self.node.id

    @property
    def type(self) -> str:
        """What it is: official, agency, country, operation, airport, place, post or announcement."""
        return self.node.type

    @property
    def label(self) -> str:
        """What it is called."""
        return self.node.label

    @property
    def names(self) -> Table:
        """Every name it goes by, with the language."""
        return Table(
            ["name", "language"], [{"name": one.text, "language": one.language} for one in self.described.names]
        )

    @property
    def facts(self) -> Table:
        """Every fact, one a row, with its surest quote; those that follow from others are marked `inferred`."""
        return Table(_FACTS, [_fact_row(fact) for fact in self.described.facts])

    @property
    def quotes(self) -> Table:
        """Every stated fact with the words that state it, one passage a row."""
        stated = (fact for fact in self.described.facts if not fact.inferred)
        return Table(_QUOTES, [_quote_row(fact, one) for fact in stated for one in fact.evidence], days=["published"])

    @property
    def figures(self) -> Table:
        """Every number that was said: of an operation its own, of anything else those of the operations next to it."""
        from crackdown.console.figures import COLUMNS, rows
        from crackdown.graph.figures.spread import spreads_of

        view = self._view()
        told = (row for operation in self._operations() for row in rows(operation.iri, spreads_of(view, operation.iri)))
        return Table(COLUMNS, list(told), days=["announced", "loaded"])

    @property
    def timeline(self) -> Table:
        """What happened, was announced and was loaded on which day, the earliest first; without a day, last."""
        from crackdown.python.timeline import COLUMNS, rows

        found = rows(self._view(), self._operations(), self.described.announcements)
        return Table(COLUMNS, found, days=["day", "until"])

    @property
    def origins(self) -> Table:
        """The reports that tell of it: whose words each carries, who relayed them, what is a copy of what."""
        from crackdown.console.origins import rows
        from crackdown.graph.telling.tellers import telling_of

        found = list(rows(telling_of(self._view(), self.iri)))
        names = list(found[0]) if found else ["thing", "origin", "speakers", "announcement"]
        return Table(names, found, days=["published"])

    @property
    def versions(self) -> Table:
        """What an announcement said before and says now, a row a version, with what each changed; see `Investigation`.

        Raises:
            NotFound: it is no announcement, or came as RDF, which has no versions.
        """
        from crackdown.python.versions import versions_table

        return versions_table(self._view(), self.iri)

    def neighbours(self, *, types: str | tuple[str, ...] = ()) -> Table:
        """List what is next to it, a row a relation, with what each rests on; the best backed first.

        Args:
            types: only neighbours of this type or these, such as "agency".

        Raises:
            InputError: there is no such type.
        """
        from crackdown.graph.linking.things import known_types
        from crackdown.python.neighbours import COLUMNS, rows

        found = rows(self._view(), self.id, known_types(types))
        return Table(COLUMNS, found, days=["first_announced", "last_announced"])

    def network(self) -> Drawing:
        """Draw it with what is round it."""
        from crackdown.python.networks import draw_round

        return draw_round(self._view(), self.iri)

    def _operations(self) -> list[Node]:
        """Return the operations next to it, the earliest first; of an operation, itself."""
        from crackdown.graph.linking.network import network_of

        if self.type == "operation":
            return [self.node]
        network = network_of(self._view())
        ends = {end for edge in network.edges_of(self.id) for end in (edge.source, edge.target)}
        found = [node for end in ends if (node := network.nodes[end]).type == "operation"]
        return sorted(found, key=lambda node: (node.from_ or "9999", node.id))

    def __getstate__(self) -> NoReturn:
        raise TypeError("a thing is not pickled, as it reads its graph when asked; pickle its tables, such as .facts")

    def __repr__(self) -> str:
        return f"<{self.node.type.capitalize()} {self.label!r}: {self.id}>"

    def _repr_html_(self) -> str:
        from crackdown.python.overview import thing_html

        return thing_html(self)


def _fact_row(fact: Fact) -> dict[str, Any]:
    first = next(iter(fact.evidence), None)
    return {
        "subject": fact.subject.label,
        "fact": fact.label,
        "value": fact.value.text,
        "value_id": fact.value.id,
        "inferred": fact.inferred,
        "confidence": fact.confidence,
        "announcements": len({one.announcement for one in fact.evidence}),
        "quote": first.quote if first else None,
        "because": fact.because,
    }


def _quote_row(fact: Fact, evidence: Evidence) -> dict[str, Any]:
    return {
        "subject": fact.subject.label,
        "fact": fact.label,
        "value": fact.value.text,
        "quote": evidence.quote,
        "language": evidence.language,
        "published": evidence.published,
        "announcement": evidence.announcement,
        "start": evidence.start,
        "end": evidence.end,
        "confidence": evidence.confidence,
    }
