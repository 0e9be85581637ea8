"""Web archives: WARC, ARC and WACZ."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from typing import Any

from tests.fuzz.hostile.words import NEWS
from tests.fuzz.hostile.zip_files import zipped


def _warc_record(body: bytes, url: str = "https://example.org/a", http: bytes = b"", **headers: Any) -> bytes:
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + http + b"\r\n" + body
    length = headers.pop("length", len(payload))
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2025-06-10T00:00:00Z\r\nContent-Type: application/http; "
        f"msgtype=response\r\n{told}Content-Length: {length}\r\n\r\n"
    ).encode() + payload + b"\r\n\r\n"  # fmt: skip


def archives() -> dict[str, str | bytes]:
    """Make WARC and ARC files."""
    page = f"<html><body><article><p>{NEWS * 3}</p></article></body></html>".encode()
    bomb = gzip.compress(b"\0" * 30_000_000, mtime=0)
    return {
        "plain": gzip.compress(_warc_record(page), mtime=0),
        "unpacked": _warc_record(page),
        "cut": gzip.compress(_warc_record(page), mtime=0)[:-20],
        "bomb": gzip.compress(_warc_record(b"\0" * 30_000_000), mtime=0),
        "bomb-in-encoding": _warc_record(bomb, http=b"Content-Encoding: gzip\r\n"),
        "bomb-in-bombs": _warc_record(gzip.compress(bomb, mtime=0), http=b"Content-Encoding: gzip, gzip, gzip\r\n"),
        "encodings-many": _warc_record(page, http=b"Content-Encoding: " + b"br, " * 3_000 + b"\r\n"),
        "encoding-lies": _warc_record(page, http=b"Content-Encoding: br, zstd, deflate, x-gzip\r\n"),
        "zstd-window": _warc_record(base64.b64decode("KLUv/QD4AQAA"), http=b"Content-Encoding: zstd\r\n"),
        "chunks-broken": _warc_record(b"ffffffffffffffff\r\nx\r\n-1\r\n", http=b"Transfer-Encoding: chunked\r\n"),
        "length-huge": _warc_record(page, length="9" * 30),
        "length-negative": _warc_record(page, length=-5),
        "length-no-number": _warc_record(page, length="x"),
        "length-too-small": _warc_record(page, length=3) * 5,
        "headers-without-end": b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000,
        "address-script": _warc_record(page, url="javascript:alert(1)"),
        "address-markup": _warc_record(page, url='https://a/<script>alert(1)</script>"'),
        "address-broken": _warc_record(page, url="https://[::1"),
        "address-odd": _warc_record(page, url="https://a:999999/\u202e\x00"),
        "date-odd": _warc_record(page).replace(b"2025-06-10T00:00:00Z", b"99999-99-99"),
        "charset-odd": _warc_record("é".encode("latin-1") + page, http=b"Content-Type: text/html; charset=zlib\r\n"),
        "digest-odd": _warc_record(page, WARC_Payload_Digest="sha1:" + "é" * 500),
        "digest-of-nothing": _warc_record(page, WARC_Payload_Digest="::::"),
        "arc": b"filedesc://a 0.0.0.0 20250610000000 text/plain 20\n1 0 x\nURL IP\n\n\nhttps://a x x text/html 99999\n",
        "empty-members": gzip.compress(b"", mtime=0) * 1_000,
        "nothing": b"\x1f\x8b",
    }  # fmt: skip


def _package(parts: dict[str, bytes], listed: dict[str, str] | None = None) -> bytes:
    names = {name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in parts.items()}
    listing = {"resources": [{"path": name, "hash": digest} for name, digest in (listed or names).items()]}
    return zipped({"datapackage.json": json.dumps(listing).encode(), **parts})


def packages() -> dict[str, str | bytes]:
    """Make WACZ files."""
    page = f"<html><body><article><p>{NEWS * 3}</p></article></body></html>".encode()
    record = gzip.compress(_warc_record(page), mtime=0)
    good = _package({"archive/a.warc.gz": record})
    link = zipfile.ZipInfo("archive/a.warc.gz")
    link.external_attr = 0o120777 << 16
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr(link, "/etc/passwd")
    return {
        "plain": good,
        "cut": good[:-30],
        "lead-out": _package({"archive/../../escaped.warc.gz": record}),
        "lead-to-the-root": _package({"/etc/archive/a.warc.gz": record}),
        "lead-out-backwards": _package({"archive\\..\\..\\a.warc.gz": record}),
        "link": sink.getvalue(),
        "bomb": _package({"archive/a.warc": b"\0" * 30_000_000}),
        "listing-huge": zipped({"datapackage.json": b" " * 25_000_000}),
        "listing-deep": zipped({"datapackage.json": b"[" * 50_000}),
        "listing-odd": zipped({"datapackage.json": b'{"resources": [{"path": 1, "hash": []}, {"path": null}]}'}),
        "listing-surrogates": zipped({"datapackage.json": rb'{"resources": [{"path": "\ud800", "hash": "sha256:\ud800"}]}'}),
        "listing-leads-out": _package({"archive/a.warc.gz": record}, {"../../../../etc/passwd": "sha256:0"}),
        "hash-odd": _package({"archive/a.warc.gz": record}, {"archive/a.warc.gz": "shake_128:00"}),
        "seal-odd": zipped({"datapackage.json": b"{}", "datapackage-digest.json": b"[]"}),
        "seal-deep": zipped({"datapackage.json": b"{}", "datapackage-digest.json": b'{"a":' * 50_000}),
        "wacz-in-wacz": _package({"archive/b.wacz": good}),
        "no-zip": b"PK\x05\x06" + b"\xff" * 18,
        "comment": good[:-2] + b"\xff\xff" + b"x" * 200,
    }  # fmt: skip
