"""The quotes behind a scene, a row for each claim and passage, and the announcements that they stand in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.export.reader import Claim
from crackdown.graph.export.scene import Scene
from crackdown.graph.linking.things import to_id
from crackdown.graph.showing.in_language import words_of
from crackdown.graph.showing.wording import property_label, value_of
from crackdown.graph.storage.oxigraph import from_node
from crackdown.graph.versioning.version_list import version_now
from crackdown.ontology.terms import crk, dcterms, schema

Row = dict[str, Any]

QUOTE_COLUMNS: Final = (
    "announcement", "start", "end", "quote", "language", "says", "value", "about", "relation", "claim", "confidence",
    "published", "publisher", "title", "url", "sha256", "text_sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Announced:
    """One announcement behind a scene.

    `sha256` is the digest of the file that was loaded, a page or PDF perhaps; `text_sha256` that of the text that was
    read from it, as UTF-8, into which every quote's offsets point. `version` is the IRI of the version that is quoted,
    which names it also once the announcement was changed; None where it did not come as a record.
    """

    id: str
    iri: str
    title: str
    publisher: str | None
    language: str | None
    published: str | None
    url: str | None
    media_type: str | None
    sha256: str | None
    text_sha256: str | None
    version: str | None

    def to_row(self) -> Row:
        """Return it for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def announced_by(scene: Scene) -> dict[str, Announced]:
    """Return the announcements behind a scene by their IRIs, in order."""
    reader = scene.reader
    return {
        iri: Announced(
            id=to_id(iri),
            iri=iri,
            title=reader.label(iri),
            publisher=reader.value(iri, dcterms.publisher),
            language=reader.value(iri, schema.inLanguage),
            published=reader.value(iri, dcterms.issued),
            url=reader.value(iri, schema.url),
            media_type=reader.value(iri, dcterms.format),
            sha256=reader.value(iri, schema.sha256),
            text_sha256=(reader.value(iri, dcterms.identifier) or "").removeprefix(TEXT_PREFIX) or None,
            version=version_now(scene.view, iri),
        )
        for iri in scene.announcements
    }


def digest_of(text: str) -> str:
    """Return the digest under which a store keeps a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def quote_rows(scene: Scene) -> Iterator[Row]:
    """Iterate over the quotes: those of each claim once, with all things and links of the scene that rest on it."""
    announced = announced_by(scene)
    about, relations = _uses(scene)
    for claim in scene.claims.values():
        one = announced[claim.announcement]
        says, value = said_by_claim(scene, claim, "en")
        for quote in claim.quotes:
            yield {
                "announcement": one.id,
                "start": quote.start,
                "end": quote.end,
                "quote": quote.text,
                "language": one.language,
                "says": says,
                "value": value,
                "about": sorted(about.get(claim.iri, ())),
                "relation": sorted(relations.get(claim.iri, ())),
                "claim": claim.iri,
                "confidence": claim.confidence,
                "published": one.published,
                "publisher": one.publisher,
                "title": one.title,
                "url": one.url,
                "sha256": one.sha256,
                "text_sha256": one.text_sha256,
            }


def said_by_claim(scene: Scene, claim: Claim, language: str) -> tuple[str, str]:
    """Put into words what a claim says, as property and value; of a count it is the number."""
    words = words_of(scene.reader.network, language)
    if claim.predicate is None or claim.object is None:
        return words.property(crk.count).text, scene.reader.value(claim.iri, crk.value) or ""
    value = value_of(scene.reader.network, from_node(claim.object))
    return words.property(claim.predicate, property_label(claim.predicate)).text, words.value(value).text


def _uses(scene: Scene) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return which things and which links rest on each claim."""
    about: dict[str, set[str]] = {}
    relations: dict[str, set[str]] = {}
    for used, told in ((about, scene.claims_on_nodes), (relations, scene.claims_behind_edges)):
        for id_, claims in told.items():
            for claim in claims:
                used.setdefault(claim.iri, set()).add(id_)
    return about, relations
