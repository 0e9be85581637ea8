"""An operation's figures for people to read: each announcement's number, for each group, with its words."""

from __future__ import annotations

from dataclasses import dataclass

from crackdown.graph.figures.told import Told
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import to_id
from crackdown.graph.showing.evidence import Evidence, evidence_by_claim
from crackdown.graph.showing.wording import Reference, reference
from crackdown.graph.storage.view import View
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.terms import crk, sex

_EVERYBODY = "everybody"
_SEXES = {sex.female: "women", sex.male: "men"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One count as one announcement gives it.

    `low` and `high` are what the wording allows; `capacity` is as what the people are counted, where that is told, and
    `capacity_of` the id of that concept. `group_of` are the ids of what makes the group (a sex, a country), none for
    everybody; `speakers` are whose announcement it is.
    """

    group: str
    value: int
    printed: str | None
    precision: str | None
    low: int | None
    high: int | None
    evidence: Evidence | None
    announced_by: str | None
    capacity: str | None = None
    capacity_of: str | None = None
    group_of: tuple[str, ...] = ()
    speakers: tuple[Reference, ...] = ()


def figures_of(view: View, network: Network, operation_iri: str) -> list[Figure]:
    """Return the figures of an operation, the headline first, then group by group."""
    told = sorted(
        network.things.told.get(operation_iri, []),
        key=lambda count: (not count.headline, count.group, count.announcement),
    )
    passages = evidence_by_claim(view, network, (count.claim for count in told))
    return [_figure(network, count, passages.get(count.claim, [])) for count in told]


def _figure(network: Network, count: Told, passages: list[Evidence]) -> Figure:
    announcers = network.targets(to_id(count.announcement), crk.announcedBy)
    capacity = count.capacity if count.capacity not in count.group else None
    return Figure(
        group=", ".join(_group_name(network, iri) for iri in count.group) or _EVERYBODY,
        value=count.value,
        printed=count.printed,
        precision=term_label(count.precision) if count.precision else None,
        low=count.low,
        high=count.high,
        evidence=passages[0] if passages else None,
        announced_by=", ".join(node.label for node in announcers) or None,
        capacity=term_label(capacity) if capacity else None,
        capacity_of=to_id(capacity) if capacity else None,
        group_of=tuple(to_id(iri) for iri in count.group),
        speakers=tuple(reference(network, node.id) for node in announcers),
    )


def _group_name(network: Network, iri: str) -> str:
    if iri in _SEXES:
        return _SEXES[iri]
    thing = reference(network, iri)
    return f"nationals of {thing.label}" if thing.type == "country" else term_label(iri)
