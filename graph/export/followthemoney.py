"""FollowTheMoney (https://followthemoney.tech/): entities as JSON Lines for Aleph, OpenAleph, OpenSanctions' tools.

Officials are Person, agencies PublicBody, operations Event, announcements Article, posts Position, airports and places
Address; a country is a property. Links carry their quotes as `summary`, the IRIs of the passages as `recordId`, the
announcements as `proof`. An official known by the post alone is a Position: no person is made up. Runs of spaces,
line breaks and controls are one space, as that library cleans all text; the quote to the letter stands at its passage.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import IO, Any

from crackdown.graph.announcement.actors import NOT_NAMED
from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.links import NODE_TYPES, Evidence, Item, Link, iter_items, iter_links
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.row_parts import said_by
from crackdown.graph.export.source import Source
from crackdown.graph.figures.told import Told
from crackdown.graph.linking.things import Node, to_id, to_iri
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.terms import crk, dcterms, org, schema

_TYPES = NODE_TYPES - {"country"}
_MOST_QUOTES = 20  # of what hundreds of announcements tell, the surest
# ISO 639-3, which FollowTheMoney asks for, of the languages that are read.
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "hi": "hin", "id": "ind", "ja": "jpn",
    "km": "khm", "ko": "kor", "lo": "lao", "ms": "msa", "my": "mya", "pt": "por", "ru": "rus", "th": "tha",
    "tr": "tur", "vi": "vie", "zh": "zho",
}  # fmt: skip
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_Properties = dict[str, list[str]]


def write(source: Source, out: IO[bytes]) -> None:
    """Write one entity a line, things before the links among them."""
    reader = Reader(source.view)
    for entity in iter_entities(source, reader):
        out.write(json.dumps(entity, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def iter_entities(source: Source, reader: Reader) -> Iterator[dict[str, Any]]:
    """Iterate over things, then links."""
    for item in iter_items(source, reader):
        if item.node.type in _TYPES:
            yield _thing(reader, item)
    for link in iter_links(source, reader):
        if "country" not in (link.source.type, link.target.type):
            yield _link(link)


def entity_id(id_: str) -> str:
    """Return the id of a thing as FollowTheMoney takes it.

    >>> entity_id("official/kh-sok-veasna")
    'official-kh-sok-veasna'
    """
    return id_.replace("/", "-")


def _thing(reader: Reader, item: Item) -> dict[str, Any]:
    describe = {
        "official": _official, "agency": _agency, "operation": _operation, "announcement": _announcement,
        "post": _post, "airport": _place, "place": _place,
    }[item.node.type]  # fmt: skip
    schema_, properties = describe(reader, item)
    names = sorted({name.text for name in reader.names(item.node.iri)} - {item.node.label})
    named = {"name": [item.node.label], "alias": names}
    if item.node.type != "announcement":
        named |= {"proof": _proof(item.evidence), "notes": _quotes(item.evidence)}
        named |= {"sourceUrl": _urls(quote.url for quote in item.evidence.quotes)}
    return _entity(entity_id(item.node.id), schema_, named | properties)


def _official(reader: Reader, item: Item) -> tuple[str, _Properties]:
    country = _countries(reader, item.node, crk.country)
    if item.node.label.endswith(NOT_NAMED):
        return "Position", {"name": [item.node.label.removesuffix(NOT_NAMED)], "country": country}
    tenures = reader.subjects(org.member, item.node.iri)
    roles = sorted({role for one in tenures for role in reader.values(one, crk.roleAsStated)})
    ranks = sorted({rank for one in tenures for rank in reader.values(one, crk.rankAsStated)})
    return "Person", {"country": country, "position": roles, "title": ranks}


def _agency(reader: Reader, item: Item) -> tuple[str, _Properties]:
    iri, country = item.node.iri, _countries(reader, item.node, crk.country)
    kinds = [term_label(kind) for kind in reader.values(iri, org.classification)]
    parents = [entity_id(to_id(parent)) for parent in reader.values(iri, org.subOrganizationOf)]
    known = {"country": country, "classification": kinds, "parent": parents}
    return ("PublicBody" if country else "Organization"), known


def _operation(reader: Reader, item: Item) -> tuple[str, _Properties]:
    node, iri = item.node, item.node.iri
    officials = (one for name in (crk.orderedBy, crk.ledBy, crk.directedBy) for one in reader.values(iri, name))
    persons = (one for one in officials if not reader.label(one).endswith(NOT_NAMED))
    involved = {*reader.values(iri, crk.withPartner), *persons}
    concepts = [*reader.values(iri, crk.kind), *reader.values(iri, crk.offence)]
    return "Event", {
        "startDate": _some(node.from_),
        "endDate": _some(node.to),
        "country": _countries(reader, node, crk.inCountry),
        "location": [reader.label(place) for place in reader.values(iri, crk.atPlace)],
        "organizer": [entity_id(to_id(agency)) for agency in reader.values(iri, crk.carriedOutBy)],
        "involved": sorted(entity_id(to_id(one)) for one in involved),
        "keywords": sorted({term_label(concept) for concept in concepts}),
        "summary": [_figure(reader, told) for told in reader.told(iri)],
    }


def _figure(reader: Reader, told: Told) -> str:
    """Put one figure into words, with who says it: nothing is averaged or picked."""
    group = ", ".join(reader.label(one) if "/country/" in one else term_label(one) for one in told.group) or "people"
    bound = f"{term_label(told.precision)} " if told.precision else ""
    speakers = ", ".join(said_by(reader, {told.announcement}))
    return f"{bound}{told.value:,} ({group}) according to {speakers or told.announcement}"


def _announcement(reader: Reader, item: Item) -> tuple[str, _Properties]:
    iri = item.node.iri
    language = (reader.value(iri, schema.inLanguage) or "").partition("-")[0]
    return "Article", {
        "title": reader.values(iri, dcterms.title),
        "publishedAt": reader.values(iri, dcterms.issued),
        "publisher": reader.values(iri, dcterms.publisher),
        "language": _some(_LANGUAGES.get(language)),
        "sourceUrl": _urls(reader.values(iri, schema.url)),
    }


def _post(reader: Reader, item: Item) -> tuple[str, _Properties]:
    agencies = [entity_id(to_id(agency)) for agency in reader.values(item.node.iri, org.postIn)]
    return "Position", {"organization": agencies}


def _place(reader: Reader, item: Item) -> tuple[str, _Properties]:
    country = _countries(reader, item.node, crk.country)
    return "Address", {"full": [item.node.label], "country": country, "keywords": _some(item.node.code)}


def _link(link: Link) -> dict[str, Any]:
    schema_, start, end = _schema_of(link)
    evidence = link.evidence
    properties = {
        start: [entity_id(link.source.id)],
        end: [entity_id(link.target.id)],
        "date": [day for day in (evidence.first, evidence.last) if day],
        "status": [link.basis],
        "summary": _quotes(evidence),
        "recordId": [quote.passage for quote in evidence.quotes[:_MOST_QUOTES]],
        "proof": _proof(evidence),
        "sourceUrl": _urls(quote.url for quote in evidence.quotes),
    }
    if schema_ != "Occupancy":  # which has no role: the post says it
        properties["role"] = [link.edge.label]
    return _entity(f"link-{hashlib.sha1(link.edge.id.encode()).hexdigest()}", schema_, properties)


def _schema_of(link: Link) -> tuple[str, str, str]:
    """Return the schema of a link and what it calls its two ends."""
    is_person = link.source.type == "official" and not link.source.label.endswith(NOT_NAMED)
    if link.edge.relation == crk.servesIn and is_person:
        return "Membership", "member", "organization"
    if link.edge.relation == crk.holdsPost and is_person:
        return "Occupancy", "holder", "post"
    if link.source.type == "announcement":
        return "Documentation", "document", "entity"
    return "UnknownLink", "subject", "object"


def _entity(id_: str, schema_: str, properties: _Properties) -> dict[str, Any]:
    told = {
        name: list(dict.fromkeys(spaced for value in values if (spaced := _clean(value))))
        for name, values in properties.items()
        if values
    }
    return {"id": id_, "schema": schema_, "properties": told, "datasets": ["crackdown"]}


def _clean(text: str) -> str:
    """Write one space for each run of spaces, line breaks and control characters, as FollowTheMoney does."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def _proof(evidence: Evidence) -> list[str]:
    return [entity_id(to_id(announcement)) for announcement in evidence.announcements]


def _quotes(evidence: Evidence) -> list[str]:
    return [quote.text for quote in evidence.quotes[:_MOST_QUOTES]]


def _urls(urls: Iterable[str | None]) -> list[str]:
    """Keep web addresses alone: an announcement's may be anything."""
    return sorted({url for url in urls if url and url.startswith(("https://", "http://"))})


def _countries(reader: Reader, node: Node, predicate: str) -> list[str]:
    return [reader.code(country).lower() for country in reader.values(to_iri(node.id), predicate)]


def _some(value: str | None) -> list[str]:
    return [value] if value else []


FORMAT = Format(
    name="followthemoney",
    media_type="application/x-ndjson",
    sentence="entities as JSON Lines for Aleph and other FollowTheMoney tools, with proof and source of each",
    parts=(Part("crackdown.ftm.json", write),),
    types=_TYPES,
)
