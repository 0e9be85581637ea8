"""Who said a number, when, and in which words: one count of one announcement with all that stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crackdown.graph.figures.publications import Publication, publications_of
from crackdown.graph.figures.told import Told
from crackdown.graph.linking.network import Network
from crackdown.graph.showing.evidence import Evidence, evidence_by_claim
from crackdown.graph.showing.in_language import Words, words_of
from crackdown.graph.showing.wording import reference
from crackdown.graph.storage.view import View


@dataclass(frozen=True, slots=True)
class Said:
    """One count with its speakers, its three dates' two last (announced, loaded) and its words.

    `speakers` are the names of the agencies and officials whose announcement it is, none where the text does not tell.
    """

    count: Told
    speakers: tuple[str, ...]
    publication: Publication
    evidence: Evidence | None


def said(view: View, network: Network, counts: Iterable[Told], *, language: str = "en") -> dict[str, Said]:
    """Return what stands behind each count, by its IRI, its speakers named in a language."""
    wanted = {count.claim: count for count in counts}
    publications = publications_of(view) if wanted else {}
    words = words_of(network, language)
    passages = evidence_by_claim(view, network, wanted)
    return {
        claim: Said(
            count,
            _speakers(words, publications, count),
            publications.get(count.announcement, Publication(count.announcement)),
            next(iter(passages.get(claim, ())), None),
        )
        for claim, count in wanted.items()
    }


def _speakers(words: Words, publications: Mapping[str, Publication], count: Told) -> tuple[str, ...]:
    announcers = publications[count.announcement].announcers if count.announcement in publications else ()
    return tuple(sorted(words.thing(reference(words.network, iri)).text for iri in announcers))
