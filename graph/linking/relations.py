"""The relations the network is drawn with, and what each is called from either end.

Only base relations are drawn: a super-property such as `crk:involvesCountry` would double every line. General ones
are kept where texts use them (`crk:directedBy` where it is not told who ordered and who led, `crk:participant` where
the part is not told), and give way to a more exact one between the same two things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crackdown.ontology.terms import crk, org


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: its name, and its name read from the object.

    `drawn` is false for what serves as evidence or detail (announcements, posts): it is shown when asked for by name.
    """

    iri: str
    label: str
    inverse: str
    drawn: bool = True


_ALL = (
    Relation(crk.carriedOutBy, "carried out by", "carried out"),
    Relation(crk.withPartner, "with partner", "was partner in"),
    Relation(crk.orderedBy, "ordered by", "ordered"),
    Relation(crk.ledBy, "led by", "led"),
    Relation(crk.directedBy, "directed by", "directed"),
    Relation(crk.participant, "with part of", "had a part in"),
    Relation(crk.inCountry, "took place in", "operations here"),
    Relation(crk.sentTo, "people sent to", "people received"),
    Relation(crk.nationalsOf, "nationals of", "its nationals concerned"),
    Relation(crk.departedFrom, "departed from", "departures"),
    Relation(crk.atPlace, "at", "operations here"),
    Relation(crk.partOf, "part of", "has part"),
    Relation(crk.servesIn, "serves in", "officials"),
    Relation(crk.inferredHolder, "inferred to be", "inferred to be meant by"),
    Relation(crk.answersTo, "answers to", "is above"),
    Relation(org.subOrganizationOf, "belongs to", "has under it"),
    Relation(crk.accreditedTo, "accredited to", "receives"),
    Relation(crk.cooperatesWith, "cooperates with", "cooperates with"),
    Relation(crk.country, "country", "of this country"),
    Relation(crk.holdsPost, "holds post", "held by", drawn=False),
    Relation(org.postIn, "post in", "has post", drawn=False),
    Relation(org.reportsTo, "reports to", "has reporting to it", drawn=False),
    Relation(crk.announcedBy, "announced by", "announced", drawn=False),
    Relation(crk.reports, "reports", "reported in", drawn=False),
)

RELATIONS: Final[dict[str, Relation]] = {relation.iri: relation for relation in _ALL}

# Where the first holds between two things because another does, only the second is shown.
MORE_EXACT: Final[dict[str, frozenset[str]]] = {
    crk.directedBy: frozenset({crk.orderedBy, crk.ledBy}),
    crk.atPlace: frozenset({crk.departedFrom}),
    crk.participant: frozenset({crk.carriedOutBy, crk.withPartner, crk.orderedBy, crk.ledBy, crk.directedBy}),
}

# A step over several others (A part of C, as A is part of B and B of C) is left out where the steps are shown.
TRANSITIVE: Final = frozenset({crk.partOf, org.subOrganizationOf})

SYMMETRIC: Final = frozenset({crk.cooperatesWith})
