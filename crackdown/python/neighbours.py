"""What is next to a thing, and what each relation rests on."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from crackdown.graph.storage.view import View

COLUMNS: Final = (
    "relation", "direction", "id", "label", "type", "claims", "announcements", "origins", "confidence", "inferred",
    "first_announced", "last_announced",
)  # fmt: skip


def rows(view: View, id_: str, types: Collection[str]) -> list[dict[str, Any]]:
    """Return a row for each relation of a thing; `claims` counts the texts that state it, `origins` the independent."""
    from crackdown.graph.linking.network import network_of
    from crackdown.graph.linking.relations import RELATIONS
    from crackdown.graph.linking.things import to_id

    network, found = network_of(view), []
    for edge in network.edges_of(id_):
        is_out = edge.source == id_
        node = network.nodes[edge.target if is_out else edge.source]
        if types and node.type not in types:
            continue
        told = (network.nodes.get(to_id(iri)) for iri in network.backing_of(edge).announcements)
        days = [one.from_ for one in told if one and one.from_]
        relation = RELATIONS[edge.relation]
        found.append(
            {
                "relation": relation.label if is_out else relation.inverse,
                "direction": "out" if is_out else "in",
                "id": node.id,
                "label": node.label,
                "type": node.type,
                "claims": edge.claims,
                "announcements": edge.announcements,
                "origins": edge.origins,
                "confidence": edge.confidence,
                "inferred": edge.inferred,
                "first_announced": min(days, default=None),
                "last_announced": max(days, default=None),
            }
        )
    return sorted(found, key=lambda row: (-row["origins"], -row["claims"], row["relation"], row["label"], row["id"]))
