"""Finding things by name: any script, any accents, initials and codes, and with a typo or two.

`Sok Veasna` finds a name written in Khmer alone, and the other way round. The index (`name_index.py`) is built from the
network once a version of the graph.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from anyascii import anyascii

from crackdown.graph.identity.names import normalise_name, script_of
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node
from crackdown.graph.searching.name_index import INSIDE, LIKE, WHOLE, Entry, NameIndex, Tier, fold, initials
from crackdown.graph.storage.view import View

_LISTED: Final = 5  # in a message to a person
_SPOKEN: Final = frozenset({"official", "airport", "place", "country"})  # an agency's name is translated


How = Literal["code", "initials", "whole", "start", "words", "inside", "alike", "sounds"]
_HOW: Final[Sequence[How]] = ("code", "whole", "start", "words", "inside", "alike", "sounds")


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A thing found, with the name or code that matched, and how.

    "initials" are those of the name; "alike" it is but for a typo or two; "sounds" it does in another script.
    """

    node: Node
    matched: str
    how: How = "whole"

    def __repr__(self) -> str:
        return f"<Hit {self.node.label!r}: {self.node.id}>"


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: `total` counts all hits, `hits` holds the best."""

    query: str
    total: int
    hits: list[Hit]


def search(view: View, text: str, *, types: Collection[str] = (), limit: int = 8) -> Found:
    """Find things by name, the best first.

    Args:
        view: where to look.
        text: a name or part of one, in any script, an ISO, IATA or ICAO code, or an agency's initials.
        types: only things of these types, such as "agency"; all where empty.
        limit: the most hits to return.
    """
    return find_in(network_of(view), text, types=types, limit=limit)


def find_in(network: Network, text: str, *, types: Collection[str] = (), limit: int = 8) -> Found:
    """Find things of a network by name, as `search` does."""
    return _index_of(network).find(text, types, limit)


def ranked(network: Network, text: str) -> list[tuple[float, Hit]]:
    """Return all that may be called so, by how well the best name of each matched (`name_index.py`)."""
    return _index_of(network).rank(text)


def best_names(network: Network, text: str) -> tuple[list[Node], list[Node]]:
    """Return the things called so, and the few whose names come near.

    Called so are those with just this name or code; where there are none, those with a name that holds it.
    """
    found = ranked(network, text)
    exact = [hit.node for rank, hit in found if rank <= WHOLE]
    partly = [hit.node for rank, hit in found if rank <= INSIDE]
    return exact or partly, [hit.node for _, hit in found[:_LISTED]]


class _Index:
    """Every name of every thing that something is said of, the best connected things first."""

    def __init__(self, network: Network) -> None:
        told_of = sorted((node for node in network.nodes.values() if _is_told_of(node)), key=_best_first)
        self._names = NameIndex(entry for node in told_of for entry in _entries(network, node))
        self._nodes = [network.nodes[entry.id] for entry in self._names.entries]

    def find(self, text: str, types: Collection[str], limit: int) -> Found:
        """Return the best hits, and how many things there are in all."""
        among = (lambda place: self._nodes[place].type in types) if types else None
        tiers = list(self._names.tiers(text, among=among))
        total = len({self._nodes[place].id for _, places in tiers for place in places})
        return Found(text, total, [hit for _, hit in islice(self._hits(tiers, text), max(limit, 0))])

    def rank(self, text: str) -> list[tuple[float, Hit]]:
        """Return all hits, each thing once, by how well its best name matched, then by its degree."""
        return list(self._hits(self._names.tiers(text, enough=None), text))

    def _hits(self, tiers: Iterable[Tier], text: str) -> Iterator[tuple[float, Hit]]:
        script = script_of(normalise_name(text))
        seen: set[str] = set()
        for rank, places in tiers:
            for place in sorted(places):
                node = self._nodes[place]
                if node.id not in seen:
                    seen.add(node.id)
                    yield (
                        rank,
                        Hit(node, self._names.entries[place].name, _how(rank, self._names.entries[place], script)),
                    )


def _best_first(node: Node) -> tuple[bool, int, str]:
    return node.type == "announcement", -node.degree, node.id


def _how(rank: float, entry: Entry, script: str) -> How:
    if entry.code:
        return "initials" if entry.folded != fold(entry.name) else "code"
    if rank >= LIKE and script_of(normalise_name(entry.name)) != script:
        return "sounds"  # alike in Latin letters, which neither need be written in
    return _HOW[int(rank)]


def _is_told_of(node: Node) -> bool:
    # The reference data knows every country; one that no announcement touches would only be noise.
    return node.degree > 0 or node.type != "country"


def _entries(network: Network, node: Node) -> Iterable[Entry]:
    names = {node.label} | {name.text for name in network.things.names.get(node.iri, [])}
    for name in sorted(names):
        yield Entry(node.id, name, fold(name), fold(anyascii(name)), is_spoken=node.type in _SPOKEN)
        if node.type == "agency":
            yield from (Entry(node.id, name, short, short, code=True) for short in sorted(initials(name)))
    for code in sorted(network.things.codes(node.iri)):
        yield Entry(node.id, code, fold(code), fold(code), code=True)


_LOCK = threading.Lock()
_KEPT: weakref.WeakKeyDictionary[Network, _Index] = weakref.WeakKeyDictionary()


def _index_of(network: Network) -> _Index:
    with _LOCK:
        if network not in _KEPT:
            _KEPT[network] = _Index(network)
        return _KEPT[network]
