"""Minting: the IRI of each thing an announcement speaks of, so that the same thing has the same IRI in every run.

Pure functions from what is known of a thing to its IRI; which of two things of one name comes first is decided by
`identity`. Base `https://w3id.org/crackdown/`: ASCII, lower case (codes upper), one path a type, so that `country:KH`
works as a prefix. A name in another script is transliterated by anyascii, which is the same everywhere and for ever.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from anyascii import anyascii

from crackdown.graph.announcement.record import Airport, Operation
from crackdown.graph.term import Triple
from crackdown.ontology.terms import BASE

_UNSAFE = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9-]+")
_ANNOUNCEMENTS = f"{BASE}announcement/"
VERSIONS = _ANNOUNCEMENTS, "[a-z0-9-]+/version/[0-9a-f-]+"  # what versions begin with, and a pattern of the rest
_VERSION = "/version/"
_MAX_SLUG = 80  # longer ones are cut: file systems and people stop reading somewhere


def slug(text: str) -> str:
    """Spell a name in lower-case ASCII letters, digits and hyphens.

    >>> slug("Tổng cục Quản lý Xuất nhập cảnh"), slug("公安部"), slug("!")
    ('tong-cuc-quan-ly-xuat-nhap-canh', 'gonganbu', 'x')
    """
    plain = _UNSAFE.sub("-", anyascii(text).lower().replace("'", "")).strip("-")
    if len(plain) > _MAX_SLUG:
        plain = f"{plain[:_MAX_SLUG].rstrip('-')}-{_hash(plain)[:6]}"
    return plain or "x"


def _spelt(name: str) -> str:
    """Spell a name so that no other falls together with it: Latin letters do not tell 王伟 from 王薇.

    >>> _spelt("Sok Véasna"), _spelt("王伟"), _spelt("王薇")
    ('sok-veasna', 'wangwei-0c6e', 'wangwei-8ecd')
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    is_latin = all(letter.isascii() or "LATIN" in unicodedata.name(letter, "") for letter in plain if letter.isalpha())
    return slug(name) if is_latin else f"{slug(name)}-{_hash(name.casefold())[:4]}"


def mint_country(code: str) -> str:
    """Name a country by its ISO 3166-1 alpha-2 code."""
    return f"{BASE}country/{code}"


def country_code(country: str) -> str:
    """Return the code in a country's IRI."""
    return local_name(country)


def announcement_id(announcement: str) -> str:
    """Return the id in an announcement's IRI."""
    return local_name(announcement)


def announcement_named(name: str) -> str:
    """Return the IRI of an announcement that is named by it, by its local path or by its id.

    >>> announcement_named("a") == announcement_named("announcement/a") == mint_announcement("a")
    True
    """
    if "/" not in name:
        return f"{_ANNOUNCEMENTS}{name}"
    return name if name.startswith(BASE) else BASE + name


def mint_announcement(record_id: str) -> str:
    """Name an announcement, and its graph, by its record's id."""
    return f"{BASE}announcement/{slug(record_id)}"


def mint_version(announcement: str, text_digest: str, time: int = 1) -> str:
    """Name a version of an announcement, and its graph, by the digest of its text.

    >>> mint_version("https://w3id.org/crackdown/announcement/a", "0123456789abcdef", 2)
    'https://w3id.org/crackdown/announcement/a/version/0123456789-2'
    """
    return f"{announcement}{_VERSION}{text_digest[:10]}{f'-{time}' if time > 1 else ''}"


def is_announcement(name: str) -> bool:
    """Tell whether an IRI is one that `mint_announcement` makes, whatever there is of it."""
    return name.startswith(_ANNOUNCEMENTS) and _SLUG.fullmatch(name, len(_ANNOUNCEMENTS)) is not None


def is_version(name: str) -> bool:
    """Tell whether an IRI names a version of an announcement, or its graph."""
    return name.startswith(VERSIONS[0]) and re.fullmatch(VERSIONS[1], name.removeprefix(VERSIONS[0])) is not None


def versioned(name: str) -> str:
    """Return the announcement of a version; any other IRI stays.

    >>> versioned("https://w3id.org/crackdown/announcement/a/version/0123456789")
    'https://w3id.org/crackdown/announcement/a'
    """
    return name.partition(_VERSION)[0] if is_version(name) else name


def mint_agency(name: str, country: str | None, accredited_to: str | None = None) -> str:
    """Name an agency by its country and name, an embassy by the two countries.

    >>> mint_agency("Embassy of China in Cambodia", "CN", "KH")
    'https://w3id.org/crackdown/agency/cn-embassy-in-kh'
    """
    if country and accredited_to and name.lower().startswith("embassy of "):
        return f"{BASE}agency/{country.lower()}-embassy-in-{accredited_to.lower()}"
    return f"{BASE}agency/{_code(country)}-{_spelt(name)}"


def mint_official(name: str, country: str | None) -> str:
    """Name an official by the country acted for and the name; an unnamed one's name is the post."""
    return f"{BASE}official/{_code(country)}-{_spelt(name)}"


def mint_airport(airport: Airport) -> str:
    """Name an airport by its ICAO code, or by country and name where it has none.

    >>> mint_airport(Airport(name="Techo International Airport", iata="KTI", icao="VDTI", country="KH"))
    'https://w3id.org/crackdown/airport/VDTI'
    """
    return f"{BASE}airport/{airport.icao or f'x-{_code(airport.country)}-{_spelt(airport.name)}'}"


def mint_place(name: str, country: str | None) -> str:
    """Name a place by the country of the operation that names it."""
    return f"{BASE}place/{_code(country)}-{_spelt(name)}"


def mint_post(agency: str, role: str) -> str:
    """Name a post by its agency's IRI and its role."""
    return f"{BASE}post/{local_name(agency)}--{slug(role)}"


def mint_tenure(official: str, post: str) -> str:
    """Name the holding of a post by the IRIs of official and post, or of whatever stands for a post not fully told."""
    return f"{BASE}tenure/{local_name(official)}--{local_name(post)}"


def mint_shared_operation(operation: Operation) -> str | None:
    """Name an operation by country, first day, kind and number; None where one of them is not told.

    A date no vaguer than a month will do. Two announcements that tell all four alike mostly tell of one operation;
    whether they do is decided by `identity`.

    >>> raid = Operation(kind="raid", date="2026-02-08", persons=428, country="KH")
    >>> mint_shared_operation(raid)
    'https://w3id.org/crackdown/operation/kh-2026-02-08-raid-428'
    """
    first = _first(operation)
    is_told = operation.country and first and len(first) > len("2026") and operation.persons is not None
    return _operation(operation) if is_told else None


def mint_operation(operation: Operation, announcement: str) -> str:
    """Name an operation as one announcement tells it: ends in four digits of the announcement's hash.

    >>> raid = Operation(kind="raid", date="2026-02-08", persons=428)
    >>> mint_operation(raid, mint_announcement("a"))
    'https://w3id.org/crackdown/operation/xx-2026-02-08-raid-428-7270'
    """
    return f"{_operation(operation)}-{_hash(announcement)[:4]}"


def _operation(operation: Operation) -> str:
    number = "x" if operation.persons is None else str(operation.persons)
    return f"{BASE}operation/{_code(operation.country)}-{_first(operation) or 'undated'}-{operation.kind}-{number}"


def _first(operation: Operation) -> str | None:
    date = operation.date
    return date if isinstance(date, str) else date.from_ if date else None


def mint_passage(announcement: str, start: int, end: int) -> str:
    """Name a passage by its place in the text (RFC 5147, code points)."""
    return f"{announcement}#char={start},{end}"


def mint_claim(announcement: str, triple: Triple) -> str:
    """Name a claim by the hash of the triple it states."""
    return f"{announcement}#claim/{_hash(' '.join(term.n3() for term in triple))[:10]}"


def mint_count(announcement: str, operation: str, group: str) -> str:
    """Name a count by its operation and group: `all`, `female`, `male` or a country's code."""
    return f"{announcement}#count/{local_name(operation)}/{group}"


def mint_extraction(announcement: str) -> str:
    """Name the reading of an announcement."""
    return f"{announcement}#extraction"


def mint_software(version: str) -> str:
    """Name a version of this package as the agent that read."""
    return f"{BASE}software/crackdown-{slug(version)}"


def mint_reviewer(name: str) -> str:
    """Name a person who judges identity or hands announcements in, by whatever name that person goes."""
    return f"{BASE}reviewer/{slug(name)}-{_hash(name)[:4]}"


def mint_model(name: str) -> str:
    """Name a language model as the agent that read; a digest keeps names apart that differ in signs alone."""
    return f"{BASE}software/model-{slug(name)}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _code(country: str | None) -> str:
    return country.lower() if country else "xx"


def local_name(iri: str) -> str:
    """Return what follows the type in the path of one of our IRIs."""
    return iri.removeprefix(BASE).split("/", 1)[-1]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
