"""GDELT: what its exports point at. They hold no text, only addresses of news.

Read are events (58 columns in version 1, 61 in 2), the Global Knowledge Graph 2.1 (27 columns), and article lists of
the DOC API as JSON or CSV; plain, or packed by zip or gzip. Of events and graph, only what fits is given: events by
their CAMEO code, articles of the graph by their themes.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from babel import Locale
from babel.core import get_global

from crackdown.errors import UnreadableAnnouncement
from crackdown.graph.addresses import page_key
from crackdown.loaders.sources.found import Found

# CAMEO: return or release of persons, confiscation, arrest or charge, expulsion or deportation.
CODES: Final = ("0841", "1711", "173", "174")
# Themes are names of words: one must be of an offence, another of somebody who acts on it.
OFFENCES: Final = re.compile(r"TRAFFICKING|FRAUD|SCAM|CYBER|LAUNDERING|GAMBLING|SLAVERY|ORGANIZED_CRIME")
ACTIONS: Final = re.compile(r"ARREST|CONFISCAT|DEPORT|EXTRADIT|RESCUE|TRIAL|POLICE|LAW_ENFORCEMENT|IMMIGRATION")
_OTHER: Final = re.compile(r"ELECTION_FRAUD|DRUG|WILDLIFE|ARMS_TRAFFICKING")

_LONGEST_LINE: Final = 10_000_000  # bytes; a line of the graph may take some hundred thousand
_MOST_JSON: Final = 50_000_000
_CODE, _DATE_1, _URL_1, _DATE_2, _URL_2 = 26, 56, 57, 59, 60  # columns of events
_DAY, _COLLECTION, _PAGE, _THEMES, _MORE_THEMES, _TRANSLATION, _EXTRAS = 1, 2, 4, 7, 8, 25, 26  # of the graph


def iter_gdelt(
    stream: IO[bytes], name: str, *, codes: Iterable[str] = CODES, is_filtered: bool = True
) -> Iterator[Found]:
    """Give what an export points at, each address once.

    Args:
        stream: of the export, which can go back to its beginning.
        name: what messages call it.
        codes: the beginnings of the CAMEO codes that count.
        is_filtered: leave out what does not fit.

    Raises:
        UnreadableAnnouncement: it is no export of GDELT, or broken; what came before was given.
    """
    seen: set[str] = set()
    try:
        for found in _found(_plain(stream, name), name, tuple(codes) if is_filtered else None):
            if (key := page_key(found.url)) not in seen and found.url.startswith(("http://", "https://")):
                seen.add(key)
                yield found
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, csv.Error, RuntimeError, NotImplementedError) as error:
        raise UnreadableAnnouncement(f"{name}: the export is broken ({error}); fetch it again") from error


def _plain(stream: IO[bytes], name: str) -> IO[bytes]:
    head = stream.read(4)
    stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(gzip.GzipFile(fileobj=stream))
    if head != b"PK\x03\x04":
        return stream
    package = zipfile.ZipFile(stream)
    members = package.namelist()
    if len(members) != 1:
        raise UnreadableAnnouncement(f"{name}: a zip of GDELT holds one file, this one {len(members)}; unpack it")
    try:
        return package.open(members[0])
    except ValueError as error:  # its directory names a place before its beginning
        raise zipfile.BadZipFile(str(error)) from error


def _found(stream: IO[bytes], name: str, codes: tuple[str, ...] | None) -> Iterator[Found]:
    first = stream.readline(_LONGEST_LINE)
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        yield from _from_json(first + stream.read(_MOST_JSON + 1), name)
    elif start.lower().startswith((b"url,", b'"url",')):
        yield from _from_csv(start, stream)
    else:
        yield from _from_columns(first, stream, name, codes)


def _from_json(data: bytes, name: str) -> Iterator[Found]:
    try:
        if len(data) > _MOST_JSON:
            raise ValueError(f"larger than {_MOST_JSON / 1e6:g} MB")  # noqa: TRY301
        given: Any = json.loads(data.decode("utf-8-sig", "replace"), strict=False)
        articles = given["articles"]
        for article in articles:
            if isinstance(article.get("url"), str):
                yield Found(
                    article["url"],
                    _title(article.get("title")),
                    _day(article.get("seendate")),
                    _language(article.get("language")),
                )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableAnnouncement(f"{name}: this is no article list of GDELT ({error}); check the file") from error


def _from_csv(first: bytes, stream: IO[bytes]) -> Iterator[Found]:
    lines = (line.decode("utf-8", "replace") for line in _lines(first, stream))
    for row in csv.DictReader(lines):
        fields = {str(key).lower(): value for key, value in row.items() if isinstance(value, str)}
        yield Found(
            fields.get("url", ""),
            _title(fields.get("title")),
            _day(fields.get("date") or fields.get("seendate")),
            _language(fields.get("language")),
        )


def _from_columns(first: bytes, stream: IO[bytes], name: str, codes: tuple[str, ...] | None) -> Iterator[Found]:
    odd: list[int] = []
    number = 0
    for number, line in enumerate(_lines(first, stream), 1):
        columns = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if len(columns) == 27:
            if columns[_COLLECTION] == "1" and (codes is None or _fits(columns)):
                yield _from_graph(columns)
        elif len(columns) in {58, 61}:
            if codes is None or columns[_CODE].startswith(codes):
                is_second = len(columns) == 61
                day, url = (columns[_DATE_2], columns[_URL_2]) if is_second else (columns[_DATE_1], columns[_URL_1])
                yield Found(url, published=_day(day))
        elif line.strip():
            odd.append(number)
    if odd or not number:
        where = f"{len(odd)} of {number} lines, line {odd[0]} first," if odd else "the file is empty: its lines"
        raise UnreadableAnnouncement(
            f"{name}: {where} have not the 27 columns of GDELT's graph nor the 58 or 61 of its events; fetch it again"
        )


def _lines(first: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    line = first
    while line:
        yield line
        line = stream.readline(_LONGEST_LINE)


def _fits(columns: list[str]) -> bool:
    themes = {theme.partition(",")[0] for theme in f"{columns[_THEMES]};{columns[_MORE_THEMES]}".split(";")}
    is_offence = any(OFFENCES.search(theme) and not _OTHER.search(theme) for theme in themes)
    return is_offence and any(ACTIONS.search(theme) for theme in themes)


def _from_graph(columns: list[str]) -> Found:
    begun = columns[_EXTRAS].partition("<PAGE_TITLE>")[2]
    title, is_closed, _ = begun.partition("</PAGE_TITLE>")
    source = re.search(r"srclc:(\w+)", columns[_TRANSLATION])
    language = get_global("language_aliases").get(source[1], source[1]) if source else "en"  # untranslated: English
    return Found(columns[_PAGE], _title(title if is_closed else None), _day(columns[_DAY]), language)


def _title(given: Any) -> str | None:
    return " ".join(html.unescape(given).split()) or None if isinstance(given, str) else None


def _day(given: Any) -> str | None:
    """Write the day of a date as GDELT prints it.

    >>> _day("20260209101500"), _day("20260209T101500Z"), _day("2026-02-09 10:15:00"), _day("soon")
    ('2026-02-09', '2026-02-09', '2026-02-09', None)
    """
    match = re.match(r"(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d$)", str(given or ""))
    return "-".join(match.groups()) if match else None


def _language(given: Any) -> str | None:
    """Give the BCP 47 tag of a language's English name.

    >>> _language("Khmer"), _language("Chinese"), _language("no such")
    ('km', 'zh', None)
    """
    wanted = str(given or "").casefold()
    return next((code for code, name in Locale("en").languages.items() if name.casefold() == wanted), None)
