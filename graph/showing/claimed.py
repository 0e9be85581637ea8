"""Claims as they are read back: what each says, how surely, and in which words of which announcement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import to_id
from crackdown.graph.showing.context import surroundings
from crackdown.graph.showing.wording import reference
from crackdown.graph.sparql.query import load, with_values
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term
from crackdown.ontology.terms import dcterms, schema

_TEXTS_KEPT: Final = 1000  # some kilobytes each


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one announcement that state a fact; offsets count code points of its text.

    `before` and `after` are the rest of the quote's sentence, empty where the store does not keep the text. `read_by`
    names the language model that alone read the fact there; None, and it was the built-in reader.
    """

    quote: str
    language: str | None
    start: int
    end: int
    announcement: str
    announcement_label: str
    published: str | None
    url: str | None
    confidence: float | None
    before: str = ""
    after: str = ""
    read_by: str | None = None


@dataclass(slots=True)
class Claimed:
    """One claim: its parts by the names of `queries/facts.rq`, and a piece of evidence for each passage."""

    parts: dict[str, Term] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def confidence(self) -> float | None:
        """How sure the reading is, from 0 to 1."""
        told = self.parts.get("confidence")
        return float(str(told)) if told else None


def read_claims(view: View, network: Network, claims: Iterable[str]) -> dict[str, Claimed]:
    """Read the given claims, by their IRIs, in one query."""
    wanted = sorted(set(claims))
    found: dict[str, Claimed] = defaultdict(Claimed)
    passages: list[Mapping[str, Term]] = []
    for row in view.select(with_values(load("facts"), "claim", wanted)) if wanted else []:
        if "quote" in row:
            passages.append(row)
        else:
            found[str(row["claim"])].parts.update(row)
    for passage in passages:
        claim = found[str(passage["claim"])]
        if "announcement" in claim.parts:
            text = _text(view, network, str(claim.parts["announcement"]))
            claim.evidence.append(_evidence(network, claim, passage, text))
    return found


def evidence_by_claim(view: View, network: Network, claims: Iterable[str]) -> dict[str, list[Evidence]]:
    """Return the passages of each of the given claims."""
    return {iri: claim.evidence for iri, claim in read_claims(view, network, claims).items()}


def _text(view: View, network: Network, announcement: str) -> str:
    """Return an announcement's text, "" where it is not kept; the network keeps those read lately."""
    if announcement not in network.texts:
        if len(network.texts) >= _TEXTS_KEPT:
            network.texts.clear()
        network.texts[announcement] = view.text(announcement) or ""
    return network.texts[announcement]


def _evidence(network: Network, claim: Claimed, passage: Mapping[str, Term], text: str) -> Evidence:
    announcement, traits = str(claim.parts["announcement"]), network.things.trait
    start, end = int(str(passage["start"])), int(str(passage["end"]))
    before, after = surroundings(text, start, end)
    return Evidence(
        quote=str(passage["quote"]),
        language=traits(announcement, schema.inLanguage),
        start=start,
        end=end,
        announcement=to_id(announcement),
        announcement_label=reference(network, announcement).label,
        published=traits(announcement, dcterms.issued),
        url=traits(announcement, schema.url),
        confidence=claim.confidence,
        before=before,
        after=after,
        read_by=str(claim.parts["read_by"]) if "read_by" in claim.parts else None,
    )
