"""DOCX: the text of an office document in reading order, by python-docx. ISO/IEC 29500-1, WordprocessingML.

Its letterhead (the headers of its pages), paragraphs, tables row by row, text boxes and content controls are read, as
the document stands with its changes accepted. Footers, footnotes, comments, numbers of lists and pictures are not.
The file is a ZIP archive: what it unpacks to is limited before anything is unpacked, and none of its names becomes
a path.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from crackdown.errors import UnreadableAnnouncement

_MOST_XML: Final = (
    5_000_000  # bytes; an announcement of two pages has some hundred thousand, and a second reads five million
)
_MOST_BYTES: Final = 100_000_000  # with its pictures
_MOST_FILES: Final = 2_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT: Final = {
    f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", f"{_W}sectPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # says again what stands beside it
}  # fmt: skip
_AS_TEXT: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DOCTYPES = ["<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be")]


@dataclass(frozen=True, slots=True)
class Docx:
    """What an office document holds: its text, and the title it gives itself.

    When it was created and by whom is not taken: that is when a file was begun, often from the last announcement, and
    the person who typed it.
    """

    text: str
    title: str | None = None


def read_docx(data: bytes, name: str) -> Docx:
    """Take the text out of an office document.

    Raises:
        UnreadableAnnouncement: it is broken, locked, no text document, holds no text, or unpacks to more than any does.
    """
    _refuse_hostile(data, name)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [*_letterhead(document), *_blocks(document.element.body)]
        title = document.core_properties.title
    except Exception as error:  # broken files raise whatever comes first, RecursionError included
        raise _broken(name, error) from error
    text = "\n".join(filter(None, blocks))
    if not text:
        raise UnreadableAnnouncement(
            f"{name}: the document holds no text, only pictures if anything; save it as PDF and read that with --ocr"
        )
    return Docx(text, _title(title))


def _broken(name: str, error: Exception) -> UnreadableAnnouncement:
    reason = f"{type(error).__name__}: {str(error)[:200]}"
    return UnreadableAnnouncement(
        f"{name}: the document cannot be read ({reason}); copy its text into a .txt file and read that"
    )


def _refuse_hostile(data: bytes, name: str) -> None:
    """Refuse, before it is unpacked, what unpacks to too much, and markup that defines entities."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableAnnouncement(
            f"{name}: this is an old or a locked office document; save it as .docx without a password and read that"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problem = _problem(archive)
    except Exception as error:  # as above: zlib, struct and zipfile raise what they like
        raise _broken(name, error) from error
    if problem:
        raise UnreadableAnnouncement(f"{name}: the document {problem}")


def _problem(archive: zipfile.ZipFile) -> str | None:
    """Say what is wrong with an archive; no file gives more bytes than it claims to have, so the sums hold."""
    files = archive.infolist()
    markup = [file for file in files if file.filename.lower().endswith((".xml", ".rels"))]
    whole, read = sum(file.file_size for file in files), sum(file.file_size for file in markup)
    if len(files) > _MOST_FILES or whole > _MOST_BYTES or read > _MOST_XML:
        return (
            f"unpacks to {whole / 1e6:,.0f} MB in {len(files)} files, more than any announcement; copy its text into a "
            ".txt file and read that"
        )
    if any(mark in archive.read(file) for file in markup for mark in _DOCTYPES):
        return "has markup with a DOCTYPE, which no office document needs; save it anew as .docx"
    return None


def _letterhead(document: Any) -> list[str]:
    """Give the text of the headers, each once: those of first pages come first."""
    found: dict[str, None] = {}
    for section in document.sections:
        first = [section.first_page_header] if section.different_first_page_header_footer else []
        for header in (*first, section.header):
            if not header.is_linked_to_previous:
                found |= dict.fromkeys(_blocks(header._element))
    return list(found)


def _blocks(element: Any) -> Iterator[str]:
    """Yield paragraphs and rows of tables in order, whatever they stand in."""
    for child in element.iterchildren():
        if child.tag == f"{_W}p":
            boxes: list[str] = []
            yield _tidy("".join(_runs(child, boxes)))
            yield from boxes
        elif child.tag == f"{_W}tr":
            cells = (" ".join(filter(None, _blocks(cell))) for cell in child.iterchildren(f"{_W}tc", f"{_W}sdt"))
            yield " | ".join(filter(None, cells))
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _blocks(child)


def _runs(element: Any, boxes: list[str]) -> Iterator[str]:
    """Yield the pieces of a paragraph's text; what stands in text boxes within it goes into `boxes`."""
    for child in element.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.extend(_blocks(child))
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _runs(child, boxes)


def _tidy(text: str) -> str:
    return "\n".join(filter(None, (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n"))))


def _title(title: str | None) -> str | None:
    """Give the title where it has words: programs put the name of a file or of a template there."""
    words = " ".join((title or "").split())
    return None if re.search(r"\.\w{1,5}$|^untitled", words, re.IGNORECASE) or " " not in words else words
