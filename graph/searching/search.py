"""Finding things by name: any script, any accents, initials and codes, and with a typo or two; and by the day.

`Sok Veasna` finds a name written in Khmer alone, and the other way round. The index (`name_index.py`) is built from the
network once, and brought up to date with each later version of the graph. `9 February 2026` finds what happened or was
announced then (`days_told.py`).
"""

from __future__ import annotations

import threading
import weakref
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from copy import copy
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Final, Literal

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from crackdown.graph.identity.names import normalise_name, script_of
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node
from crackdown.graph.searching.days_asked import DayAsked, day_asked
from crackdown.graph.searching.days_told import OnDay, told_of_day
from crackdown.graph.searching.kinds_asked import asked_in_english
from crackdown.graph.searching.name_index import (
    ENOUGH,
    INSIDE,
    LIKE,
    WHOLE,
    Among,
    Entry,
    NameIndex,
    Tier,
    fold,
    initials,
)
from crackdown.graph.storage.collecting import without_collecting
from crackdown.graph.storage.view import View

_LISTED: Final = 5  # in a message to a person
_ID_ALIKE: Final = 92  # rapidfuzz, of 100: of an operation's id two or three signs may be wrong
_MOST_TOUCHED: Final = 500  # things beside an eighth of all names, from which on a new index takes no longer
_SPOKEN: Final = frozenset({"official", "airport", "place", "country"})  # an agency's name is translated


ByName = Literal["code", "initials", "whole", "start", "words", "inside", "alike", "sounds"]
How = ByName | OnDay
_HOW: Final[Sequence[ByName]] = ("code", "whole", "start", "words", "inside", "alike", "sounds")


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A thing found, with the name, code or day that matched, and how.

    "initials" are those of the name; "alike" it is but for a typo or two; "sounds" it does in another script. On the
    day asked for it "happened" or was "announced".
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
    """Find things by name, or by the day on which they were done or announced, the best first.

    Args:
        view: where to look.
        text: a name or part of one, in any script, an ISO, IATA or ICAO code, or an agency's initials; or a day or a
            month, such as `9 February 2026`, alone or beside such names.
        types: only things of these types, such as "agency"; all where empty.
        limit: the most hits to return.
    """
    return find_in(network_of(view), text, types=types, limit=limit)


def find_in(network: Network, text: str, *, types: Collection[str] = (), limit: int = 8) -> Found:
    """Find things of a network by name or day, as `search` does."""
    index, asked = _index_of(network), day_asked(text)
    return (asked and _find_of_day(index, network, text, asked, types, limit)) or index.find(text, types, limit)


def _find_of_day(
    index: _Index, network: Network, text: str, asked: DayAsked, types: Collection[str], limit: int
) -> Found | None:
    """Find what is of a day or month; behind it what is called so word for word, such as a headline with that date."""
    told = told_of_day(network, asked, types, index.called)
    if not told:
        return None
    hits = {node.id: Hit(node, day, how) for node, day, how in told}
    for hit in index.find_word_for_word(text, types):
        hits.setdefault(hit.node.id, hit)
    return Found(text, len(hits), list(islice(hits.values(), max(limit, 0))))


def ranked(network: Network, text: str) -> list[tuple[float, Hit]]:
    """Return all that may be called so, by how well the best name of each matched (`name_index.py`)."""
    return _index_of(network).rank(text)


def best_names(network: Network, text: str) -> tuple[list[Node], list[Node]]:
    """Return the things called so, and the few whose names come near.

    Called so are those with just this name or code; where there are none, those with a name that holds it. An
    announcement without a title bears the name of who announced it, and gives way to that.
    """
    found = ranked(network, text)
    exact = [hit.node for rank, hit in found if rank <= WHOLE]
    exact = [node for node in exact if node.type != "announcement"] or exact
    partly = [hit.node for rank, hit in found if rank <= INSIDE]
    return exact or partly, [hit.node for _, hit in found[:_LISTED]]


def near_ids(network: Network, id_: str) -> list[Node]:
    """Return the few things of the same type whose ids differ from one by a digit, a letter or a suffix."""
    ids = [one for one in network.nodes if one.partition("/")[0] == id_.partition("/")[0]]
    found = process.extract(id_, ids, scorer=ratio, score_cutoff=_ID_ALIKE, limit=_LISTED)
    return [network.nodes[one] for one, *_ in found]


class _Layer:
    """The names of some things, the best connected first, with the nodes they are of."""

    def __init__(self, network: Network, nodes: Iterable[Node], *, gone: Set[str] = frozenset()) -> None:
        told_of = sorted(filter(_is_told_of, nodes), key=_best_first)
        self.names = NameIndex(entry for node in told_of for entry in _entries(network, node))
        self.nodes = [network.nodes[entry.id] for entry in self.names.entries]
        self.gone = gone

    def without(self, gone: Set[str]) -> _Layer:
        """Return the same names but those of some things."""
        less = copy(self)
        less.gone = gone
        return less

    def among(self, types: Collection[str]) -> Among | None:
        """Return what tells which places count; None where all do."""
        if not self.gone and not types:
            return None
        return lambda place: self.nodes[place].id not in self.gone and (not types or self.nodes[place].type in types)

    def in_order(self, places: Collection[int]) -> Iterator[tuple[Node, Entry]]:
        """Yield what stands at some places."""
        return ((self.nodes[place], self.names.entries[place]) for place in sorted(places))


LayerTier = tuple[float, list[tuple[_Layer, Collection[int]]]]


class _Index:
    """Every name of every thing that something is said of.

    Of a version that takes over from another there are two layers: the names that were indexed then, and those of the
    things that were touched since.
    """

    def __init__(self, layers: Sequence[_Layer]) -> None:
        self._layers = layers

    @classmethod
    def of(cls, network: Network) -> _Index:
        """Make the index of a network."""
        return cls([_Layer(network, network.nodes.values())])

    def after(self, network: Network) -> _Index | None:
        """Make that of a network which took over from this one's; None where too much was touched since."""
        oldest = self._layers[0]
        gone = oldest.gone | network.unlike
        if len(gone) > _MOST_TOUCHED + len(oldest.nodes) // 8:
            return None
        touched = (node for id_ in gone if (node := network.nodes.get(id_)))
        return _Index([oldest.without(gone), _Layer(network, touched)])

    def find(self, text: str, types: Collection[str], limit: int) -> Found:
        """Return the best hits, and how many things there are in all."""
        tiers = sorted([*self._tiers(text, types), *self._in_english(text, types)], key=itemgetter(0))
        total = len({layer.nodes[place].id for _, found in tiers for layer, places in found for place in places})
        return Found(text, total, [hit for _, hit in islice(self._hits(tiers, text), max(limit, 0))])

    def find_word_for_word(self, text: str, types: Collection[str] = ()) -> list[Hit]:
        """Return what is called so without a typo, the best first."""
        layers = [(layer, layer.among(types)) for layer in self._layers]
        named = [(layer, list(layer.names.word_for_word(text, among=among))) for layer, among in layers]
        tiers = sorted([*_by_rank(named), *self._in_english(text, types)], key=itemgetter(0))
        return [hit for _, hit in self._hits(tiers, text)]

    def called(self, word: str) -> set[str]:
        """Return the ids of the things with a name of which one word begins so, or with such a code or initials."""
        return {hit.node.id for hit in self.find_word_for_word(word) if hit.how != "inside"}

    def rank(self, text: str) -> list[tuple[float, Hit]]:
        """Return all hits, each thing once, by how well its best name matched, then by its degree."""
        return list(self._hits(self._tiers(text, enough=None), text))

    def _tiers(self, text: str, types: Collection[str] = (), *, enough: int | None = ENOUGH) -> Iterator[LayerTier]:
        """Yield what matches, the best first; `enough` found word for word keep from looking for typos."""
        layers = [(layer, layer.among(types)) for layer in self._layers]
        there = [(layer, list(layer.names.word_for_word(text, among=among))) for layer, among in layers]
        yield from _by_rank(there)
        seen = [{place for _, places in tiers for place in places} for _, tiers in there]
        if enough is None or sum(map(len, seen)) < enough:
            yield from _by_rank(
                (layer, list(layer.names.alike(text, known, among=among)))
                for (layer, among), known in zip(layers, seen, strict=True)
            )

    def _in_english(self, text: str, types: Collection[str]) -> Iterator[LayerTier]:
        """Yield the operations of a kind that is called so in another language."""
        if types and "operation" not in types:
            return
        layers = [(layer, layer.among({"operation"})) for layer in self._layers]
        for asked in asked_in_english(text):
            yield from _by_rank((layer, list(layer.names.word_for_word(asked, among=among))) for layer, among in layers)

    def _hits(self, tiers: Iterable[LayerTier], text: str) -> Iterator[tuple[float, Hit]]:
        script = script_of(normalise_name(text))
        seen: set[str] = set()
        for rank, found in tiers:
            each = [layer.in_order(places) for layer, places in found]
            for node, entry in merge(*each, key=lambda one: _best_first(one[0])):
                if node.id not in seen:
                    seen.add(node.id)
                    yield rank, Hit(node, entry.name, _how(rank, entry, script))


def _by_rank(found: Iterable[tuple[_Layer, list[Tier]]]) -> list[LayerTier]:
    by_rank: defaultdict[float, list[tuple[_Layer, Collection[int]]]] = defaultdict(list)
    for layer, tiers in found:
        for rank, places in tiers:
            by_rank[rank].append((layer, places))
    return sorted(by_rank.items(), key=itemgetter(0))


def _best_first(node: Node) -> tuple[bool, int, str]:
    return node.type == "announcement", -node.degree, node.id


def _how(rank: float, entry: Entry, script: str) -> ByName:
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
        folded = fold(name)
        latin = folded if name.isascii() else fold(anyascii(name))
        yield Entry(node.id, name, folded, latin, is_spoken=node.type in _SPOKEN)
        if node.type == "agency":
            yield from (Entry(node.id, name, short, short, code=True) for short in sorted(initials(name)))
    for code in sorted(network.things.codes(node.iri)):
        yield Entry(node.id, code, fold(code), fold(code), code=True)


_LOCK = threading.Lock()
_KEPT: weakref.WeakKeyDictionary[Network, _Index] = weakref.WeakKeyDictionary()


def _index_of(network: Network) -> _Index:
    with _LOCK:
        if network not in _KEPT:
            before = network.before() if network.before else None
            earlier = _KEPT.get(before) if before else None
            with without_collecting():
                _KEPT[network] = (earlier.after(network) if earlier else None) or _Index.of(network)
        return _KEPT[network]
