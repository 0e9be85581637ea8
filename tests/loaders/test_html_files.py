from __future__ import annotations

from pathlib import Path

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders import Document, extract, read_documents

BODY = (
    "On 3 March 2026 Thai police arrested 25 Chinese nationals in Pattaya for running an online scam, police said. "
    "The suspects had worked in a rented villa since January, according to the police. Computers were confiscated."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Raid in Pattaya</title>
<meta property="article:published_time" content="2026-03-04T08:00:00+07:00">
<meta property="og:site_name" content="Example Gazette"><link rel="canonical" href="https://example.org/raid">
</head><body><nav>Home News Sport</nav><article><h1>Raid in Pattaya</h1><p>{BODY}</p><p>{BODY[:107]}</p></article>
<footer>Imprint</footer></body></html>"""


def read_one(path: Path, data: bytes) -> Document | UnreadableAnnouncement:
    path.write_bytes(data)
    (found,) = read_documents([path])
    return found


def test_main_text_and_metadata_are_taken(tmp_path: Path) -> None:
    found = read_one(tmp_path / "raid.html", PAGE.encode())
    assert isinstance(found, Document)
    assert BODY[:60] in found.text
    assert "Imprint" not in found.text
    assert (found.title, found.published, found.language) == ("Raid in Pattaya", "2026-03-04", "en")
    assert (found.url, found.publisher) == ("https://example.org/raid", "Example Gazette")
    assert (found.origin, found.media_type) == ("https://example.org/raid", "text/html")


def test_facts_of_a_page_stand_in_its_text(tmp_path: Path) -> None:
    found = read_one(tmp_path / "raid.html", PAGE.encode())
    assert isinstance(found, Document)
    record = extract(found)
    assert [operation.persons for operation in record.operations if operation.kind == "arrest"] == [25]
    assert all(found.text[e.start : e.end] == e.quote for _, e in record.iter_evidence())


def test_language_that_contradicts_the_text_is_not_believed(tmp_path: Path) -> None:
    found = read_one(tmp_path / "raid.html", PAGE.replace('lang="en"', 'lang="fr"').encode())
    assert isinstance(found, Document)
    assert found.language == "en"


def test_page_without_text_is_refused(tmp_path: Path) -> None:
    found = read_one(tmp_path / "empty.html", b"<html><body></body></html>")
    assert isinstance(found, UnreadableAnnouncement)
    assert "no main text" in str(found)


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    found = read_one(tmp_path / "bomb.html", b"<div>" * 100_000 + b"x" + b"</div>" * 100_000)
    assert isinstance(found, UnreadableAnnouncement)
    assert "deep inside one another" in str(found)


def test_declared_encoding_is_used(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("rented villa", "rented café")
    found = read_one(tmp_path / "latin.html", page.encode("iso-8859-1"))
    assert isinstance(found, Document)
    assert "rented café" in found.text
