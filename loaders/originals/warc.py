"""Fetches to WARC 1.1 (ISO 28500) and back: three gzip members a fetch, which any WARC tool reads.

The response, or a revisit where a body is here already or has not changed; the request; and a metadata record in JSON
with what WARC has no word for: the source, what pointed at the page, the redirects. Bodies are kept without content and
transfer encoding, since their digest is the one that the graph names; the headers that told of these are kept under
`X-Archive-Orig-…`.
"""

from __future__ import annotations

import io
import json
import string
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

from crackdown.loaders.fetching.answers import Answer
from crackdown.loaders.originals.fetch import Fetch, Role
from crackdown.loaders.sources.found import Found

_RENAMED: Final = {"content-encoding", "transfer-encoding", "content-length"}
_NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_DIGEST: Final = "sha256:"
_ASKED: Final = string.printable  # what is ASCII stays as it is


class Written(NamedTuple):
    """Where a fetch lies in a file: its response from `offset`, all of it up to `end`."""

    fetch: Fetch
    offset: int
    end: int
    has_body: bool


def warcinfo(filename: str, software: str) -> bytes:
    """Make the record that begins a file."""
    buffer = io.BytesIO()
    writer = _writer(buffer)
    told = {"software": software, "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(filename, told))
    return buffer.getvalue()


def pack(answer: Answer, source: str, role: Role, found: Found | None, known: Fetch | None) -> tuple[bytes, Written]:
    """Make a fetch's records.

    Args:
        answer: what came.
        source: for which source it was asked.
        role: whether it is a list or a page.
        found: what pointed at a page.
        known: the fetch that has the body already: of the same digest, or the one that a 304 says is still right.
    """
    buffer = io.BytesIO()
    writer = _writer(buffer)
    at = answer.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    sha256 = known.sha256 if known else answer.sha256
    headers = {"WARC-Date": at, "WARC-Payload-Digest": _DIGEST + sha256}
    reason = answer.reason.encode("ascii", "replace").decode()  # as all lines that are no header must be
    http = _headers(f"{answer.status} {reason}".strip(), "HTTP/1.1", _kept(answer, is_whole=known is None))
    if known is None:
        response = writer.create_warc_record(
            answer.final_url, "response", io.BytesIO(answer.body), len(answer.body),
            warc_headers_dict=headers, http_headers=http,
        )  # fmt: skip
    else:
        del headers["WARC-Payload-Digest"]
        response = writer.create_revisit_record(
            answer.final_url, _DIGEST + sha256, known.final_url, known.at, http, headers
        )
        if answer.is_unchanged:
            response.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
    record = response.rec_headers.get_header("WARC-Record-ID")
    writer.write_record(response)
    beside = {"WARC-Date": at, "WARC-Concurrent-To": record}
    asked = _headers(f"GET {_target(answer.final_url)} HTTP/1.1", "", list(answer.request_headers))
    writer.write_record(
        writer.create_warc_record(answer.final_url, "request", warc_headers_dict=dict(beside), http_headers=asked)
    )
    told = {
        "source": source, "role": role, "url": answer.url, "hops": list(answer.hops),
        "found": found._asdict() if found else None,
    }  # fmt: skip
    data = json.dumps(told, ensure_ascii=False).encode()
    writer.write_record(
        writer.create_warc_record(
            answer.final_url, "metadata", io.BytesIO(data), len(data), "application/json", dict(beside)
        )
    )
    fetch = Fetch(
        record.strip("<>"), source, role, answer.url, answer.final_url, at, answer.status, sha256,
        answer.header("etag"), answer.header("last-modified"), answer.header("content-type"), found,
    )  # fmt: skip
    return buffer.getvalue(), Written(fetch, 0, buffer.tell(), known is None)


def iter_written(file: IO[bytes], start: int) -> Iterator[Written]:
    """Read the fetches of a file from a place on; what breaks off at its end is left out."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    file.seek(start)
    records, response, begins = ArchiveIterator(file), None, 0
    try:
        for record in records:
            if record.rec_type in {"response", "revisit"}:
                response, begins = record, records.get_record_offset()  # counts from the file's beginning
            elif record.rec_type == "metadata" and response is not None:
                told = json.loads(record.content_stream().read())
                records.read_to_end(record)
                end = records.get_record_offset() + records.get_record_length()
                yield Written(_fetch(response, told), begins, end, response.rec_type == "response")
                response = None
    except (ArchiveLoadFailed, EOFError, OSError, ValueError):
        return


def read_body(file: IO[bytes], offset: int) -> bytes | None:
    """Return the body of the response that begins at a place; None where none can be read there any more."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    file.seek(offset)
    try:
        body: bytes = next(iter(ArchiveIterator(file))).content_stream().read()
    except (ArchiveLoadFailed, EOFError, StopIteration, ValueError, zlib.error):
        return None
    return body


def _fetch(response: Any, told: dict[str, Any]) -> Fetch:
    warc, http = response.rec_headers, response.http_headers
    return Fetch(
        warc.get_header("WARC-Record-ID").strip("<>"), told["source"], told["role"], told["url"],
        warc.get_header("WARC-Target-URI"), warc.get_header("WARC-Date"), int(http.get_statuscode()),
        warc.get_header("WARC-Payload-Digest").removeprefix(_DIGEST), http.get_header("etag"),
        http.get_header("last-modified"), http.get_header("content-type"),
        Found(**told["found"]) if told["found"] else None,
    )  # fmt: skip


def _kept(answer: Answer, *, is_whole: bool) -> list[tuple[str, str]]:
    kept = [(f"X-Archive-Orig-{name}" if name.lower() in _RENAMED else name, value) for name, value in answer.headers]
    return [*kept, ("Content-Length", str(len(answer.body)))] if is_whole else kept


def _target(url: str) -> str:
    """Write what a request line asks for; letters that are not ASCII go as they went.

    >>> _target("https://example.org/tin-tức?q=a%20b"), _target("https://example.org")
    ('/tin-t%E1%BB%A9c?q=a%20b', '/')
    """
    parts = urlsplit(url)
    return quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_ASKED)


def _headers(line: str, protocol: str, headers: list[tuple[str, str]]) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    return StatusAndHeaders(line, headers, protocol=protocol, is_http_request=not protocol)


def _writer(buffer: IO[bytes]) -> Any:
    from warcio.warcwriter import WARCWriter

    return WARCWriter(buffer, gzip=True, warc_version="1.1")


def stamp(at: datetime) -> str:
    """Write a time as WARC files are named by it.

    >>> stamp(datetime(2026, 2, 10, 8, 0, 5, tzinfo=UTC))
    '20260210080005'
    """
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
