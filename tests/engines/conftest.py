"""Announcements in every kind of file that is cut into parts, with what must not be read twice or at all.

`announcements` is a folder of texts, rows and archives; `loaded` is a store that a local load of it made.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crackdown.intake.loading import sample_folder

ARREST = "Cambodian police arrested {} Chinese nationals in a raid on an online scam centre in Poipet on 9 June 2025."
TEXTS = ("kh-gdi-2026-02-08-en", "kh-ccos-2026-02-18-fr", "int-interpol-2026-02-19-pt")


def write_crawl(path: Path, pages: list[tuple[str, str, str]], *, lost: int = 0) -> None:
    """Write an archive of pages (address, text, day), without so many bytes of its end."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, text, day in pages:
        body = f"<!DOCTYPE html><html><body><article><p>{text}</p></article></body></html>".encode()
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://news.example.org/{address}", "response", payload=io.BytesIO(body), length=len(body),
            http_headers=headers, warc_headers_dict={"WARC-Date": f"{day}T10:00:00Z"},
        )  # fmt: skip
        writer.write_record(record)
    path.write_bytes(out.getvalue()[: len(out.getvalue()) - lost])


@pytest.fixture(scope="session")
def announcements(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared") / "announcements"
    folder.mkdir()
    for name in TEXTS:
        (folder / f"{name}.txt").write_bytes((sample_folder() / f"{name}.txt").read_bytes())
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
    rows = [{"id": str(number), "text": ARREST.format(20 + number), "published": "2025-06-10"} for number in range(40)]
    lines = [*map(json.dumps, rows), json.dumps(rows[3]), "no JSON", json.dumps({"id": "none"})]
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first = [("a", ARREST.format(70), "2025-06-10"), ("b", "Rain is due.", "2025-06-10")]
    first.append(("c", ARREST.format(71), "2025-06-12"))
    second = [("d", ARREST.format(70), "2025-06-11"), ("c", ARREST.format(72), "2025-06-11")]
    second += [("a", ARREST.format(73), "2025-06-13"), ("e", ARREST.format(74), "2025-06-13")]
    write_crawl(folder / "crawl-1.warc.gz", first)
    write_crawl(folder / "crawl-2.warc.gz", second, lost=20)
    return folder
