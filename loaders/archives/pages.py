"""One record of an archive to a Document: what counts as a page, and how its bytes are made readable again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import webencodings

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.archives import selection as reasons
from crackdown.loaders.archives.digests import is_of
from crackdown.loaders.archives.encodings import TooLarge, unchunk, unpack
from crackdown.loaders.archives.scope import is_in_scope, may_be_in_scope
from crackdown.loaders.archives.selection import Selection
from crackdown.loaders.document import Document, slug
from crackdown.loaders.sources.content import HTML, PDF, TEXT, to_document

_MEDIA: Final = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "application/pdf": PDF,
    "application/x-pdf": PDF,
    "text/plain": TEXT,
}
_LONGEST_ID: Final = 100


def read_record(
    record: Any, name: str, selection: Selection, max_bytes: int
) -> Iterator[Document | UnreadableAnnouncement]:
    """Read a record where it is a page that is asked for; count it where it is not."""
    if selection.heartbeat:
        selection.heartbeat()
    if record.rec_type not in {"response", "resource", "revisit"}:
        return  # requests, descriptions of the crawl
    url, digest = record.rec_headers.get_header("WARC-Target-URI") or "", _header(record, "WARC-Payload-Digest")
    if record.rec_type == "revisit":
        selection.revisit(url, _header(record, "WARC-Refers-To-Target-URI") or url, digest)
        return
    reason = _unwanted(record, url, selection)
    if reason:
        selection.skip(reason)
        return
    selection.hold(url, digest)
    try:
        document = _read(record, url, f"{name} ({url})", selection, max_bytes)
    except UnreadableAnnouncement as error:
        yield error
        return
    if document is not None:
        selection.read += 1
        yield document


def _unwanted(record: Any, url: str, selection: Selection) -> str | None:
    http = record.http_headers
    if not url.lower().startswith(("http://", "https://", "ftp://")):
        return reasons.ADDRESS
    if http is not None and http.get_statuscode() != "200":
        return reasons.STATUS
    if _media_type(record) not in {*_MEDIA, "", "application/octet-stream"}:
        return reasons.MEDIA
    if not selection.wants_address(url):
        return reasons.UNMATCHED
    return reasons.CUT if _header(record, "WARC-Truncated") else None


def _read(record: Any, url: str, name: str, selection: Selection, max_bytes: int) -> Document | None:
    """Read a page; None where it is left out, which is counted.

    Raises:
        UnreadableAnnouncement: it is too large, not what was crawled, or cannot be read as what it is.
    """
    body = _body(record, name, max_bytes)
    media_type = _MEDIA.get(_media_type(record)) or _sniffed(body)
    if media_type is None:
        selection.skip(reasons.MEDIA)
        return None
    if not selection.is_new(body):
        selection.skip(reasons.SAME)
        return None
    readable = body if media_type == PDF else _in_utf8(body, _charset(record))
    if media_type == HTML and not selection.all_pages and not may_be_in_scope(readable.decode("utf-8", "replace")):
        selection.skip(reasons.OUT_OF_SCOPE)
        return None
    captured = _captured(record)
    document = to_document(
        readable,
        media_type,
        name=name,
        id_=slug(url.partition("://")[2])[:_LONGEST_ID].rstrip("-"),
        stated={"url": url},
        origin=url,
        max_bytes=3 * max_bytes,  # what was sent is within the limit; in UTF-8 it takes up to three times as much
    )
    document = replace(document, sha256=sha256(body).hexdigest(), retrieved=captured)
    reason = _left_out(document, url, captured, selection)
    if reason:
        selection.skip(reason)
    return None if reason else document


def _left_out(document: Document, url: str, captured: str | None, selection: Selection) -> str | None:
    if not selection.wants_language(document.language):
        return reasons.LANGUAGE
    if not selection.all_pages and not is_in_scope(document.text, document.language):
        return reasons.OUT_OF_SCOPE
    return None if selection.is_latest(url, captured) else reasons.EARLIER


def _body(record: Any, name: str, max_bytes: int) -> bytes:
    """Give what the server meant to send, checked against the digest that the crawler noted."""
    raw, http = record.raw_stream.read(max_bytes + 1), record.http_headers
    try:
        if len(raw) > max_bytes:
            raise TooLarge  # noqa: TRY301
        whole = unchunk(raw) if http and "chunked" in (http.get_header("Transfer-Encoding") or "").lower() else raw
        body = unpack(whole, (http and http.get_header("Content-Encoding")) or "", max_bytes)
    except TooLarge:
        raise UnreadableAnnouncement(
            f"{name}: larger than the limit of {max_bytes / 1e6:g} MB; an announcement is a page or two"
        ) from None
    except Exception as error:  # the decoders raise their own for what is broken
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        raise UnreadableAnnouncement(f"{name}: its encoding is broken ({reason}); crawl it again") from error
    digest = _header(record, "WARC-Payload-Digest")
    # Crawlers do not agree on whether the digest is of what was sent or of what was meant.
    if digest and is_of(digest, (raw, whole, body)) is False:
        raise UnreadableAnnouncement(
            f"{name}: its content is not what was crawled ({digest[:80]} does not fit); fetch the archive again"
        )
    return body


def _media_type(record: Any) -> str:
    stated = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    return str(stated or "").partition(";")[0].strip().lower()


def _charset(record: Any) -> str | None:
    stated = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    for parameter in str(stated or "").split(";")[1:]:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _sniffed(body: bytes) -> str | None:
    """Tell what a body is that was sent without saying so."""
    start = body[:1024].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return PDF
    return HTML if start.startswith((b"<!doctype html", b"<html")) else None


def _in_utf8(body: bytes, charset: str | None) -> bytes:
    """Write a text in the encoding that its server named in UTF-8, with a mark; one that is UTF-8 stays."""
    encoding = webencodings.lookup(charset) if charset else None
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        if encoding is not None:
            try:
                return str(encoding.codec_info.decode(body, "strict")[0]).encode("utf-8-sig")
            except UnicodeDecodeError:
                pass
    return body


def _captured(record: Any) -> str | None:
    """Give when the page was captured, ISO 8601 in UTC; None where the record does not say so properly."""
    try:
        return datetime.fromisoformat(_header(record, "WARC-Date") or "").isoformat().replace("+00:00", "Z")
    except ValueError:
        return None


def _header(record: Any, name: str) -> str | None:
    value = record.rec_headers.get_header(name)
    return str(value) if value else None
