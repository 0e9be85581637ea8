"""Records that somebody made elsewhere: a line of JSON each, in the format of the gold announcements or of `extract`.

A record has no text, so it becomes its own: one line a fact, `operations[0].persons: 428`, and each fact's evidence is
the line's value. How sure the record says that a fact is stays, as things are compared by it; a fact of which it says
nothing is certain. Nothing is read and nothing is guessed; what a record leaves out (an airport's ICAO code, what sort
of agency a name tells of) is added from the gazetteer, as it is for facts that were read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pydantic

from crackdown.errors import InputError, UnreadableAnnouncement, reason_of
from crackdown.graph.announcement.posts import is_post
from crackdown.graph.announcement.record import Record
from crackdown.graph.storage.reference import country_codes
from crackdown.loaders.document import Document, slug
from crackdown.loaders.extraction.where.airports import airportsdata_by_iata
from crackdown.loaders.extraction.where.country_names import english_name
from crackdown.loaders.extraction.who.agency_kinds import kind_of

Json = dict[str, Any]
Given = tuple[Document, Record]

_NOTE = "Given as a record, not read from a text: the words quoted are the record's own."
_EVIDENT = ("published", "announced_by", "countries", "places")  # facts of the record itself
_ITEMS = {
    "officials": ("name", "rank", "role", "agency"),
    "agencies": ("name", "parent"),
    "airports": ("name",),
    "operations": (
        "kind", "date", "persons", "women", "men", "nationalities", "country", "destination", "airports", "places",
        "agencies", "partners", "officials", "offences", "total_of", "parts",
    ),
}  # fmt: skip
_BY_VALUE = frozenset(
    ("announced_by", "countries", "places", "nationalities", "airports", "agencies", "partners", "officials",
     "offences", "parts")
)  # fmt: skip


_FAULTS = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)  # of JSON of any shape


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """Return the lines of a file of records that hold something, each with its number.

    Raises:
        InputError: there is no such file, or it is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read ({reason_of(error)}); give a file of JSON records, one a line, in UTF-8"
        ) from error
    # JSON may hold what else Python takes for the end of a line.
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def iter_records(path: Path) -> Iterator[Given | UnreadableAnnouncement]:
    """Yield the record of each line with the document it makes, or why it makes none.

    Raises:
        InputError: see `numbered_lines`.
    """
    for number, line in numbered_lines(path):
        try:
            yield to_record(json.loads(line))
        except _FAULTS as error:
            yield UnreadableAnnouncement(f"{path}:{number}: not a record: {_plainly(error)[:300]}")


def read_record(body: bytes, name: str) -> Given:
    """Read one record from JSON that nobody has looked at.

    Raises:
        UnreadableAnnouncement: it is not in the format.
    """
    try:
        return to_record(json.loads(body))
    except _FAULTS as error:
        raise UnreadableAnnouncement(f"{name}: not a record: {_plainly(error)[:300]}") from error


def to_record(given: Json) -> Given:
    """Make a record whole: its lines are its text, and every fact has its line as evidence.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError: it is not in the format.
    """
    if not isinstance(given, dict):
        raise TypeError("a JSON object is wanted")
    bare = _without_evidence(given)
    lines = _Lines()
    seen = given.get("evidence")
    evidence = {name: lines.evidence(name, bare.get(name), _of(seen, name)) for name in _EVIDENT if bare.get(name)}
    for key, fields in _ITEMS.items():
        for position, item in enumerate(bare.get(key) or ()):
            told = {field: item.get(field) for field in fields if item.get(field) not in (None, [], {}, "")}
            if key == "officials" and is_post(item["name"], item.get("role"), item.get("agency")):
                del told["name"]  # the post stands in for a name that is not told
            seen = given[key][position].get("evidence")
            item["evidence"] = {
                field: lines.evidence(f"{key}[{position}].{field}", value, _of(seen, field))
                for field, value in told.items()
            }
    text = lines.text()
    for agency in bare.get("agencies") or ():
        agency["kind"] = kind_of(agency["name"])
        agency["accredited_to"] = _host(agency["name"])
    for airport in bare.get("airports") or ():
        known = airportsdata_by_iata().get(airport.get("iata") or "", {})
        airport |= {"icao": known.get("icao") or None, "country": known.get("country")}
    digest = hashlib.sha256(text.encode()).hexdigest()
    record = Record.model_validate(
        {name: value for name, value in bare.items() if name in Record.model_fields and value is not None}
        | {"sha256": digest, "outcome": "facts_found", "notes": [_NOTE], "evidence": evidence, "sentences": []}
    )
    name = slug(record.id)
    document = Document(
        id=name, text=text, language=record.language, sha256=digest, origin=f"record:{record.id}",
        media_type="application/json",
    )  # fmt: skip
    return document, record


class _Lines:
    """The text that a record's facts make, one line each."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def evidence(self, path: str, value: Any, seen: Any) -> Json:
        """Write a fact's line, or one for each of its values; return where the values stand.

        `seen` is the evidence that the record came with: it tells how sure the fact is.
        """
        if path.rsplit(".", 1)[-1] in _BY_VALUE:
            if isinstance(value, dict):
                return {
                    key: self._line(f"{path}.{key}", key if told is None else told, _of(seen, key))
                    for key, told in value.items()
                }
            return {str(one): self._line(path, one, _of(seen, str(one))) for one in value}
        return self._line(path, value, seen)

    def text(self) -> str:
        """Return all lines."""
        return "".join(self._parts)

    def _line(self, path: str, value: Any, seen: Any) -> Json:
        quote = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        head = f"{path}: "
        start = self._length + len(head)
        self._parts.append(f"{head}{quote}\n")
        self._length += len(self._parts[-1])
        count = {}
        if isinstance(value, int) and not isinstance(value, bool):
            count = {"printed": quote, "precision": _of(seen, "precision")}
        return {"quote": quote, "start": start, "end": start + len(quote), "confidence": _confidence(seen), **count}


def _of(seen: Any, name: str) -> Any:
    return seen.get(name) if isinstance(seen, dict) else None


def _confidence(seen: Any) -> Any:
    """Give how sure a fact is by its evidence; certain where that says nothing."""
    told = _of(seen, "confidence")
    return 1.0 if told is None else told


def _without_evidence(given: Json) -> Json:
    """Copy a record without the evidence of another text, and without what the program adds itself."""
    bare = {key: value for key, value in given.items() if key not in {"evidence", "sentences", "notes"}}
    for key, fields in _ITEMS.items():
        known = (*fields, "also", "country", "iata", "icao", "kind", "accredited_to")
        bare[key] = [{name: item[name] for name in known if name in item} for item in given.get(key) or ()]
    return bare


def _host(name: str) -> str | None:
    """Tell in which country an embassy stands, by its usual English name.

    >>> _host("Embassy of the Philippines in Thailand"), _host("Ministry of Interior")
    ('TH', None)
    """
    match = re.fullmatch(r"Embassy of .+ in (?:the )?(?P<host>.+)", name)
    return _codes().get(match["host"]) if match else None


@cache
def _codes() -> dict[str, str]:
    return {english_name(code).removeprefix("the "): code for code in country_codes()}


def _plainly(error: Exception) -> str:
    if isinstance(error, pydantic.ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
