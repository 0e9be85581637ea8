"""Finding things by name: any script, any accents, initials and codes, and with a typo or two.

Each name is kept in two folded forms, one in its own script and one transliterated (anyascii), and so is what is asked
for: `Sok Veasna` finds a name written in Khmer alone, and the other way round. The index is built from the network once
a version of the graph.
"""

from __future__ import annotations

import re
import threading
import unicodedata
import weakref
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii
from rapidfuzz import fuzz, process

from crackdown.graph.network import Network, network_of
from crackdown.graph.things import Node
from crackdown.graph.view import View

# How well a name matched, from best to worst. Between equals the better connected thing comes first.
_CODE, _WHOLE, _START, _WORDS, _INSIDE, _LIKE = range(6)
_ALIKE_ENOUGH: Final = 78  # rapidfuzz, of 100: "Sok Vesna" finds "Sok Veasna", "Sok San" does not
_SHORTEST_FUZZY: Final = 4  # three letters are like too many things
_MOST_ALIKE: Final = 50
_LISTED: Final = 5  # in a message to a person
_SMALL_WORDS: Final = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "du", "des", "la", "le", "les", "et", "l", "d"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, with the name that matched."""

    node: Node
    matched: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: `total` counts all hits, `hits` holds the best."""

    query: str
    total: int
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    name: str
    folded: str
    ascii: str
    code: bool = False


def fold(text: str) -> str:
    """Return text in the form in which names are compared: no case, no accents, no punctuation.

    Marks are taken off Latin, Greek and Cyrillic letters alone: in Khmer, Thai or Hindi they are vowels.

    >>> fold("Direction générale de l’Immigration")
    'direction generale de l immigration'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    kept, latin = [], False
    for character in decomposed:
        if unicodedata.category(character) == "Mn":
            if not latin:
                kept.append(character)
            continue
        latin = character < "\u0530"
        kept.append(character if character.isalnum() or unicodedata.category(character) in ("Mc", "Cf") else " ")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def initials(name: str) -> set[str]:
    """Return what a name may be shortened to: all its words' first letters, or those before a last "of …".

    >>> sorted(initials("General Department of Immigration of Cambodia"))
    ['gd', 'gdi', 'gdic']
    """
    words = [word for word in re.split(r"[\s'’\-]+", name) if word]
    letters = [(word[0], word.casefold() in _SMALL_WORDS) for word in words if word[0].isalpha()]
    whole = "".join(letter for letter, small in letters if not small)
    cuts = ["".join(c for c, small in letters[:at] if not small) for at, (_, small) in enumerate(letters) if small]
    return {fold(short) for short in {whole, *cuts} if len(short) > 1 and fold(short).isascii()}


def search(view: View, text: str, *, types: Collection[str] = (), limit: int = 8) -> Found:
    """Find things by name, the best first.

    Args:
        view: where to look.
        text: a name or part of one, in any script, an ISO, IATA or ICAO code, or an agency's initials.
        types: only things of these types, such as "agency"; all where empty.
        limit: the most hits to return.
    """
    hits = [hit for _, hit in _index_of(network_of(view)).rank(text) if not types or hit.node.type in types]
    return Found(text, len(hits), hits[: max(limit, 0)])


def best_names(network: Network, text: str) -> tuple[list[Node], list[Node]]:
    """Return the things called so, and the few whose names come near.

    Called so are those with just this name or code; where there are none, those with a name that holds it.
    """
    ranked = _index_of(network).rank(text)
    exact = [hit.node for rank, hit in ranked if rank <= _WHOLE]
    partly = [hit.node for rank, hit in ranked if rank <= _INSIDE]
    return exact or partly, [hit.node for _, hit in ranked[:_LISTED]]


class _Index:
    """Every name of every thing that something is said of."""

    def __init__(self, network: Network) -> None:
        self._nodes = network.nodes
        self.entries = [
            entry for node in network.nodes.values() if _is_told_of(node) for entry in _entries(network, node)
        ]
        self._names = [entry.ascii for entry in self.entries]
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for position, entry in enumerate(self.entries):
            for word in entry.ascii.split():
                self._by_word[word].add(position)
        self._words = list(self._by_word)

    def rank(self, text: str) -> list[tuple[float, Hit]]:
        """Return all hits, each thing once, by how well its best name matched, then by its degree."""
        folded, ascii_ = fold(text), fold(anyascii(text))
        if not folded:
            return []
        best: dict[str, tuple[float, str]] = {}
        for entry, rank in self._matches(folded, ascii_):
            if rank < best.get(entry.id, (99.0, ""))[0]:
                best[entry.id] = (rank, entry.name)
        hits = [(rank, Hit(self._nodes[id_], name)) for id_, (rank, name) in best.items()]
        return sorted(hits, key=_best_first)

    def _matches(self, folded: str, ascii_: str) -> Iterator[tuple[_Entry, float]]:
        for entry in self.entries:
            rank = _rank(entry, folded, ascii_)
            if rank is not None:
                yield entry, rank
        for position, score in self._alike(ascii_).items():
            if not self.entries[position].code:
                yield self.entries[position], _LIKE + 1 - score / 100

    def _alike(self, ascii_: str) -> dict[int, float]:
        """Return the names with a typo or two: alike as a whole, or with a like word for every word asked for."""
        if len(ascii_) < _SHORTEST_FUZZY:
            return {}
        whole = process.extract(
            ascii_, self._names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE_ENOUGH, limit=_MOST_ALIKE
        )
        scores = {position: score for _, score, position in whole}
        by_word = [self._like_word(word) for word in ascii_.split()]
        for position in set.intersection(*(set(one) for one in by_word)):
            scores[position] = max(scores.get(position, 0.0), min(one[position] for one in by_word) - 1)
        return scores

    def _like_word(self, word: str) -> dict[int, float]:
        """Return the names that hold a word like this one; a short word must begin one, as it is like too many."""
        if len(word) < _SHORTEST_FUZZY:
            alike = [(other, 100.0) for other in self._words if other.startswith(word)]
        else:
            found = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_ALIKE_ENOUGH, limit=_MOST_ALIKE)
            alike = [(other, score) for other, score, _ in found]
        scores: dict[int, float] = {}
        for other, score in alike:
            for position in self._by_word[other]:
                scores[position] = max(score, scores.get(position, 0.0))
        return scores


def _best_first(ranked: tuple[float, Hit]) -> tuple[float, bool, int, str]:
    rank, node = ranked[0], ranked[1].node
    return rank, node.type == "announcement", -node.degree, node.id


def _rank(entry: _Entry, folded: str, ascii_: str) -> float | None:
    if entry.code:
        return _CODE if entry.folded == folded else None
    for name, wanted in ((entry.folded, folded), (entry.ascii, ascii_)):
        if not wanted:
            continue
        if name == wanted:
            return _WHOLE
        if name.startswith(wanted):
            return _START
        words = name.split()
        if all(any(word.startswith(part) for word in words) for part in wanted.split()):
            return _WORDS
        # Three Latin letters stand inside half of all names, once transliterated; two Chinese ones are a name.
        if wanted in name and (len(wanted) >= _SHORTEST_FUZZY or not wanted.isascii()):
            return _INSIDE
    return None


def _is_told_of(node: Node) -> bool:
    # The reference data knows every country; one that no announcement touches would only be noise.
    return node.degree > 0 or node.type != "country"


def _entries(network: Network, node: Node) -> Iterable[_Entry]:
    names = {node.label} | {name.text for name in network.things.names.get(node.iri, [])}
    for name in sorted(names):
        yield _Entry(node.id, name, fold(name), fold(anyascii(name)))
        if node.type == "agency":
            yield from (_Entry(node.id, name, short, short, code=True) for short in sorted(initials(name)))
    for code in sorted(network.things.codes(node.iri)):
        yield _Entry(node.id, code, fold(code), fold(code), code=True)


_LOCK = threading.Lock()
_KEPT: weakref.WeakKeyDictionary[Network, _Index] = weakref.WeakKeyDictionary()


def _index_of(network: Network) -> _Index:
    with _LOCK:
        if network not in _KEPT:
            _KEPT[network] = _Index(network)
        return _KEPT[network]
