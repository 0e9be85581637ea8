"""The days of a thing by three clocks: when it happened, when it was announced, when this graph learnt it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from crackdown.graph.linking.things import Node
    from crackdown.graph.storage.view import View

COLUMNS: Final = ("day", "until", "clock", "id", "type", "label", "people_low", "people_high")


def rows(view: View, operations: Iterable[Node], announcements: Iterable[Node]) -> list[dict[str, Any]]:
    """Return a row for each day, the earliest first."""
    from crackdown.graph.figures.publications import publications_of

    loaded = {iri: told.loaded for iri, told in publications_of(view).items()}
    found = [*map(_happened, operations), *(row for one in announcements for row in _told(one, loaded.get(one.iri)))]
    return sorted(found, key=lambda row: (row["day"] is None, row["day"] or "", row["clock"] != "happened", row["id"]))


def _happened(node: Node) -> dict[str, Any]:
    people = node.persons
    return _row(node, "happened", node.from_, node.to) | {
        "people_low": people.low if people else None,
        "people_high": people.high if people else None,
    }


def _told(node: Node, loaded: str | None) -> Iterator[dict[str, Any]]:
    yield _row(node, "announced", node.from_, node.to)
    if loaded:
        yield _row(node, "loaded", loaded[:10], loaded[:10])


def _row(node: Node, clock: str, day: str | None, until: str | None) -> dict[str, Any]:
    told = {"day": day, "until": until, "clock": clock, "id": node.id, "type": node.type, "label": node.label}
    return told | {"people_low": None, "people_high": None}
