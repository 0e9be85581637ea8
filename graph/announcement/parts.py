"""The parts of an announcement that have IRIs of their own below its own: claims, counts, passages, the reading."""

from __future__ import annotations

from dataclasses import dataclass

from crackdown.graph.linking.network import Network
from crackdown.graph.showing.wording import Reference, Value, reference, value_of
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.term import iri


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what follows the # in its IRI, its class, and for a claim what it states, for a count the number."""

    fragment: str
    type: str
    subject: Reference | None
    property: str | None
    value: Value | None


def parts_of(view: View, network: Network, announcement: str) -> list[Part]:
    """List the parts of an announcement by their IRIs, each once."""
    parts: dict[str, Part] = {}
    for row in view.select(load("parts"), thing=iri(announcement)):
        name, _, fragment = str(row["part"]).partition("#")
        if name != announcement or not fragment:
            continue
        subject = reference(network, str(row["subject"])) if "subject" in row else None
        told = row.get("object", row.get("value"))
        parts[fragment] = Part(
            fragment,
            str(row["type"]),
            subject,
            str(row["property"]) if "property" in row else None,
            value_of(network, told) if told is not None else None,
        )
    return [parts[fragment] for fragment in sorted(parts)]
