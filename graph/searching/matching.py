"""What may a name from elsewhere mean? Candidates with a score, and in plain words what speaks for and against each.

Names are looked up by `search.py`; operations, which have no names, by kind, date, country and number. Each candidate
is scored as identity scores two things of the graph (`identity/scoring.py`): what is asked for is one profile, the
candidate another. One is taken for *the* match only where identity would merge the two and no rival comes near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from crackdown.errors import InputError
from crackdown.graph import dates
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.names import normalise_name
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.scoring import SAME, Score, score
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.searching.matching_profiles import asked_profile, country_code, country_of_node, profile_of_node
from crackdown.graph.searching.name_index import CODE, LIKE
from crackdown.graph.searching.search import ranked
from crackdown.graph.storage.view import View
from crackdown.ontology.labels import find_concept
from crackdown.ontology.terms import CONCEPTS

TYPES: Final = ("official", "agency", "airport", "place", "operation")
RIVAL: Final = 1.5  # log-odds: a second candidate that is no further behind keeps the first from being the match
_LOOKED_AT: Final = 40  # names found, the best first
_OPERATIONS: Final = 400
_BY_IRI: Final = Score(9.0, (("it is named by its IRI", 9.0),))
_CODE_OF_AIRPORT: Final = 6.0
_INITIALS: Final = 3.0  # with the same country still short of a match: many agencies share their initials
_PART_OF_NAME: Final = 2.0
_DATE: Final = re.compile(r"\b\d{4}(?:-\d{2}(?:-\d{2})?)?\b")
_NUMBER: Final = re.compile(r"(?<![\d-])\d{1,3}(?:,\d{3})+(?![\d-])|(?<![\d-])\d+(?![\d-])")
_LONGEST: Final = len("8,000,000,000")  # of a number of people; a longer one is a telephone's or an account's


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. Everything but the name may be left out; countries go by code or by any of their names.

    Attributes:
        name: a name in any script, a code, initials, an IRI; of an operation words such as "deportation 312".
        types: of `TYPES`; empty means all.
        country: acted for, or stood in.
        agency: where an official serves, or who carried out an operation.
        post: of an official.
        code: IATA or ICAO.
        date: of an operation: a day, month or year.
        kind: of an operation, in any language of the vocabulary.
        persons: how many people an operation was about.
    """

    name: str
    types: tuple[str, ...] = ()
    country: str | None = None
    agency: str | None = None
    post: str | None = None
    code: str | None = None
    date: str | None = None
    kind: str | None = None
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant, how surely, from 0 to 100, and why; `matched` is its name that was found."""

    node: Node
    score: float
    is_match: bool
    reasons: tuple[tuple[str, float], ...]
    matched: str


def check(asked: Asked) -> None:
    """See to it that what is asked for can be asked.

    Raises:
        InputError: a type or a date that is none.
    """
    unknown = [type_ for type_ in asked.types if type_ not in TYPES]
    if unknown:
        raise InputError(f"{unknown[0]}: there is no such type; there are {', '.join(TYPES)}")
    if asked.date:
        _span(asked.date)


def is_date(told: str) -> bool:
    """Tell whether a text is a day, a month or a year, as a date asked for is.

    >>> is_date("2026-02"), is_date("soon")
    (True, False)
    """
    try:
        _span(told)
    except InputError:
        return False
    return True


def match(view: View, asked: Asked, *, limit: int = 5) -> list[Candidate]:
    """List what may be meant, the likeliest first.

    Raises:
        InputError: a type, date or number that is none.
    """
    check(asked)
    network, types = network_of(view), asked.types or TYPES
    scored = [*_named(network, asked, types), *(_operations(view, network, asked) if "operation" in types else ())]
    by_iri = network.nodes.get(to_id(asked.name.strip()))
    if by_iri and by_iri.type in types:
        scored = [(_BY_IRI, by_iri, by_iri.label), *(one for one in scored if one[1].id != by_iri.id)]
    scored.sort(key=lambda one: (-one[0].value, -one[1].degree, one[1].id))
    return [
        Candidate(node, round(100 * told.probability, 1), place == 0 and _is_match(scored), told.reasons, name)
        for place, (told, node, name) in enumerate(scored[: max(limit, 0)])
    ]


def _is_match(scored: list[tuple[Score, Node, str]]) -> bool:
    first = scored[0][0].value
    return first >= SAME and all(first - other.value >= RIVAL for other, _, _ in scored[1:2])


def _named(network: Network, asked: Asked, types: Iterable[str]) -> Iterator[tuple[Score, Node, str]]:
    """Yield what is called so, or so in part, each scored."""
    wanted = [type_ for type_ in types if type_ != "operation"]
    country = country_code(network, asked.country)
    found: dict[str, tuple[float, Node, str]] = {}
    for text in dict.fromkeys(filter(None, (asked.code, asked.name))):
        hits = [(rank, hit) for rank, hit in ranked(network, text) if hit.node.type in wanted]
        for rank, hit in hits[:_LOOKED_AT]:
            found.setdefault(hit.node.id, (rank, hit.node, hit.matched))
    for rank, node, name in found.values():
        other = profile_of_node(network, node)
        mine = asked_profile(asked.name, other.type, country, agency=asked.agency, post=asked.post)
        yield _with_rank(score(mine, other), rank, node.type), node, name


def _with_rank(told: Score, rank: float, type_: str) -> Score:
    """Add what the search knows and a comparison of names does not: codes, initials, a part of a name."""
    if rank == CODE and type_ == "airport":
        return _instead_of_names(told, "the same code", _CODE_OF_AIRPORT)
    if not any(name == "different names" for name, _ in told.reasons):
        return told
    if rank == CODE:
        return _instead_of_names(told, "the initials of its name", _INITIALS)
    return _instead_of_names(told, "a part of its name", _PART_OF_NAME) if rank < LIKE else told


_ABOUT_NAMES: Final = frozenset({
    "the same name but for the country's", "the name of one is another name of the other", "another name in common",
    "names that differ by a spelling", "names that sound alike in two scripts", "names somewhat alike",
    "different names",
})  # fmt: skip


def _instead_of_names(told: Score, reason: str, weight: float) -> Score:
    kept = [(name, added) for name, added in told.reasons if name not in _ABOUT_NAMES]
    dropped = sum(added for name, added in told.reasons if name in _ABOUT_NAMES)
    return Score(round(told.value - dropped + weight, 2), ((reason, weight), *kept))


def _operations(view: View, network: Network, asked: Asked) -> Iterator[tuple[Score, Node, str]]:
    """Yield the operations that are of the kind, date and number asked for, each by the telling that fits best."""
    mine = _asked_operation(network, asked)
    if mine is None:
        return
    index = Index(view.engine)
    for node in _near(network, mine):
        tellings = [index.profile(member) for member in index.members_of(node.iri)]
        known = [one for one in tellings if isinstance(one, OperationProfile)] or [_as_drawn(network, node)]
        yield max((score(mine, one) for one in known), key=lambda told: told.value), node, node.label


def _as_drawn(network: Network, node: Node) -> OperationProfile:
    """Make the profile of an operation of a graph without an index, such as that of a day."""
    first, last = node.from_ or node.to, node.to or node.from_
    return OperationProfile(
        announcement=node.iri, name=None, kind=node.kind or "", span=(first, last) if first and last else None,
        published=None, told_by=None, persons=node.persons.low if node.persons else None,
        allowed=(node.persons.low, node.persons.high) if node.persons else None, women=None, men=None,
        nationalities={}, country=country_of_node(network, node), destination=None, airports=frozenset(),
        agencies=frozenset(), offences=frozenset(), places=frozenset(), is_total=node.total,
    )  # fmt: skip


def _near(network: Network, mine: OperationProfile) -> list[Node]:
    """Choose the operations to compare: those of the time or number asked for, else those of the kind."""
    operations = [node for node in network.nodes.values() if node.type == "operation"]
    close = [node for node in operations if _is_near(node, mine)]
    return sorted(close, key=lambda node: (node.kind != mine.kind, -node.degree, node.id))[:_OPERATIONS]


def _is_near(node: Node, mine: OperationProfile) -> bool:
    if mine.span:
        first, last = node.from_ or node.to, node.to or node.from_
        return bool(first and last and first[:10] <= mine.span[1] and last[:10] >= mine.span[0])
    if mine.persons is not None:
        return bool(node.persons and node.persons.low <= mine.persons <= node.persons.high)
    return node.kind == mine.kind


def _asked_operation(network: Network, asked: Asked) -> OperationProfile | None:
    """Read what is asked for as an operation; None where neither kind, date nor number is told."""
    told = next((one for one in _DATE.findall(asked.name) if "-" in one and is_date(one)), None)
    day = asked.date or told
    found = _NUMBER.findall(_DATE.sub(" ", asked.name) if told else asked.name)
    numbers = [one for one in found if len(one) <= _LONGEST]
    persons = asked.persons if asked.persons is not None else int(numbers[0].replace(",", "")) if numbers else None
    kind = _kind(asked.kind or "") or next(filter(None, map(_kind, asked.name.split())), None)
    if kind is None or (day is None and persons is None and asked.country is None):
        return None
    return OperationProfile(
        announcement="", name=None, kind=kind, span=_span(day) if day else None, published=None, told_by=None,
        persons=persons,
        allowed=(persons, persons) if persons is not None else None, women=None, men=None, nationalities={},
        country=country_code(network, asked.country), destination=None, airports=frozenset(),
        agencies=frozenset({normalise_name(asked.agency)}) if asked.agency else frozenset(), offences=frozenset(),
        places=frozenset(), is_total=False,
    )  # fmt: skip


def _kind(words: str) -> str | None:
    found = find_concept("kind", words) or CONCEPTS["kind"].get(words.strip().lower())
    return found.rpartition("/")[2] if found else None


def _span(day: str) -> tuple[str, str]:
    try:
        first, last = dates.first_day(day), dates.last_day(day)
        date.fromisoformat(first)
    except ValueError as error:
        raise InputError(f"{day}: a date is a day, a month or a year, such as 2026-02-08 or 2026-02") from error
    return first, last
