"""Quotes: each stands verbatim in its announcement's text, at the offsets that its passage tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

import pyoxigraph as ox

from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.verifying.problem import RESTORE, Problem
from crackdown.ontology.terms import PREFIXES, crk, oa, rdf

Facts = set[Fact[Node]]
_SHOWN: Final = 120  # letters of a quote


class Told:
    """The facts of one graph, by subject and predicate."""

    def __init__(self, facts: Facts) -> None:
        self._by: defaultdict[Node, defaultdict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, object_ in facts:
            assert isinstance(predicate, ox.NamedNode)
            self._by[subject][predicate.value].append(object_)

    def having(self, predicate: str) -> list[Node]:
        """List the subjects of a predicate, in order."""
        return sorted((subject for subject, told in self._by.items() if predicate in told), key=str)

    def objects(self, subject: Node, predicate: str) -> list[Node]:
        """List what a subject is told to have."""
        told = self._by.get(subject)
        return sorted(told.get(predicate, ()), key=str) if told else []

    def values(self, subject: Node, predicate: str) -> list[str]:
        """List the words of what a subject is told to have."""
        return [value.value for value in self.objects(subject, predicate) if isinstance(value, ox.Literal)]


def quotes_in(facts: Facts, text_of: Callable[[Node | None], str | None]) -> Iterator[Problem]:
    """Yield what is wrong with the passages of one graph, and with the claims that rest on them.

    Args:
        facts: of the graph.
        text_of: returns the text of what a passage is told to be of; None where there is none to be looked into.
    """
    told = Told(facts)
    for passage in told.having(oa.exact):
        text = text_of(next(iter(told.objects(passage, crk.passageOf)), None))
        if text is not None:
            yield from _passage(told, passage, text)
    for claim in told.having(crk.evidence):
        for passage in told.objects(claim, crk.evidence):
            if not told.values(passage, oa.exact):
                yield Problem("quote", _name(claim), f"its evidence {passage} has no words", "an exact quote", RESTORE)
    claim_type = ox.NamedNode(crk.Claim)
    for claim in told.having(rdf.subject):
        if claim_type in told.objects(claim, rdf.type) and not told.objects(claim, crk.evidence):
            yield Problem("quote", _name(claim), "a claim without evidence", "the passage that states it", RESTORE)


def count_quotes(facts: Facts) -> int:
    """Count the passages of one graph."""
    return sum(1 for _, predicate, _ in facts if predicate == _EXACT)


def _passage(told: Told, passage: Node, text: str) -> Iterator[Problem]:
    ends, quotes = [told.values(passage, name) for name in (oa.start, oa.end)], told.values(passage, oa.exact)
    if len(quotes) != 1 or any(len(values) != 1 or not values[0].isdecimal() for values in ends):
        found = f"{len(quotes)} quotes, starts {ends[0]}, ends {ends[1]}"
        yield Problem("quote", _name(passage), found, "one quote with one start and one end", RESTORE)
        return
    start, end = (int(values[0]) for values in ends)
    for name, wanted, there in (
        ("quote", quotes[0], text[start:end]),
        *(("prefix", one, text[max(0, start - len(one)) : start]) for one in told.values(passage, _PREFIX)),
        *(("suffix", one, text[end : end + len(one)]) for one in told.values(passage, _SUFFIX)),
    ):
        if wanted != there:
            found = f"the text has {_short(there)} where its {name} is to stand ({start}–{end})"
            yield Problem("quote", _name(passage), found, _short(wanted), RESTORE)


def _short(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


def _name(node: Node) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


_EXACT = ox.NamedNode(oa.exact)
_PREFIX, _SUFFIX = f"{PREFIXES['oa']}prefix", f"{PREFIXES['oa']}suffix"  # which this version does not write
