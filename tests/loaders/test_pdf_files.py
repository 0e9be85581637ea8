from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders import Document, extract, read_documents

LINES = (
    "Raid in Pattaya",
    "On 3 March 2026 Thai police arrested 25 Chinese nationals in Pattaya for",
    "running an online scam, police said. The suspects had worked there since",
    "January.",
    "Computers were confiscated on the same day, according to the police report.",
)
Make = Callable[..., bytes]


def read_one(path: Path, data: bytes) -> Document | UnreadableAnnouncement:
    path.write_bytes(data)
    (found,) = read_documents([path])
    return found


def refusal(path: Path, data: bytes) -> str:
    found = read_one(path, data)
    assert isinstance(found, UnreadableAnnouncement)
    assert str(path) in str(found)
    return str(found)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "raid.pdf"


def test_lines_become_paragraphs(path: Path, make_pdf: Make, lines: Make) -> None:
    found = read_one(path, make_pdf(lines(*LINES)))
    assert isinstance(found, Document)
    first, *rest = found.text.splitlines()
    assert (first, len(rest)) == (LINES[0], 2)
    assert rest[0] == " ".join(LINES[1:4])
    assert (found.id, found.language, found.media_type) == ("raid", "en", "application/pdf")


def test_facts_of_a_pdf_stand_in_its_text(path: Path, make_pdf: Make, lines: Make) -> None:
    found = read_one(path, make_pdf(lines(*LINES)))
    assert isinstance(found, Document)
    record = extract(found)
    assert [operation.persons for operation in record.operations if operation.kind == "arrest"] == [25]
    assert all(found.text[e.start : e.end] == e.quote for _, e in record.iter_evidence())


def test_pages_follow_each_other(path: Path, make_pdf: Make, lines: Make) -> None:
    found = read_one(path, make_pdf(lines("First page."), lines("Second page.")))
    assert isinstance(found, Document)
    assert found.text == "First page.\n\nSecond page."


@pytest.mark.parametrize(
    ("title", "kept"), [("Raid in Pattaya", "Raid in Pattaya"), ("notice.docx", None), ("Untitled 1", None)]
)
def test_a_title_is_taken_where_it_is_none_of_a_file(
    path: Path, make_pdf: Make, lines: Make, title: str, kept: str | None
) -> None:
    found = read_one(path, make_pdf(lines(*LINES), title=title))
    assert isinstance(found, Document)
    assert found.title == kept


def test_text_that_glyphs_stand_for_is_taken(path: Path, make_pdf: Make) -> None:
    stated = "ភ្នំពេញ".encode("utf-16-be").hex().upper().encode()
    page = b"(Arrests in ) Tj /Span << /ActualText <FEFF%b> >> BDC (\\001) Tj (\\002) Tj EMC (: 25) Tj" % stated
    found = read_one(path, make_pdf(page))
    assert isinstance(found, Document)
    assert found.text == "Arrests in ភ្នំពេញ: 25"


def test_letters_that_cannot_be_told_are_refused(path: Path, make_pdf: Make) -> None:
    assert "which letters" in refusal(path, make_pdf(b"(Arrests in \\001\\002\\003\\004) Tj"))


def test_text_from_right_to_left_is_refused(path: Path, make_pdf: Make) -> None:
    stated = "اعتقال في دبي".encode("utf-16-be").hex().encode()
    page = b"/Span << /ActualText <FEFF%b> >> BDC (x) Tj EMC" % stated
    assert "right to left" in refusal(path, make_pdf(page))


def test_a_scan_is_refused_with_a_remedy(path: Path, make_pdf: Make) -> None:
    assert "OCR" in refusal(path, make_pdf(b""))


def test_a_locked_file_is_refused(path: Path, make_pdf: Make, lines: Make) -> None:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer, locked = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf(lines(*LINES))))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(locked)
    assert "password" in refusal(path, locked.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7\ngarbage", b"%PDF-1.7\n" + b"[" * 100_000, b"%PDF-"])
def test_a_broken_file_is_refused(path: Path, data: bytes) -> None:
    assert "cannot be read" in refusal(path, data)


def test_what_swells_beyond_reason_is_refused_soon(path: Path, make_pdf: Make) -> None:
    before = time.monotonic()
    assert "cannot be read" in refusal(path, make_pdf(b"(a) Tj " * 3_000_000))
    assert time.monotonic() - before < 10


def test_too_many_pages_are_refused(path: Path, make_pdf: Make) -> None:
    assert "101 pages" in refusal(path, make_pdf(*[b"(a) Tj"] * 101))


def test_a_pdf_named_otherwise_is_told(tmp_path: Path, make_pdf: Make, lines: Make) -> None:
    assert "name it .pdf" in refusal(tmp_path / "raid.txt", make_pdf(lines(*LINES)))
