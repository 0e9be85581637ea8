"""Bytes to a Document, whatever format they are in and wherever they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.language import identify_language
from crackdown.loaders.sources.docx import read_docx
from crackdown.loaders.sources.html import read_page
from crackdown.loaders.sources.mail import read_mail
from crackdown.loaders.sources.pdf import MAGIC, read_pdf
from crackdown.loaders.sources.text import decode, refuse_garbled

if TYPE_CHECKING:
    from crackdown.loaders.sources.ocr import Ocr

TEXT: Final = "text/plain"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EML: Final = "message/rfc822"
MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".txt": TEXT, ".html": HTML, ".htm": HTML, ".pdf": PDF, ".docx": DOCX, ".eml": EML,
}  # fmt: skip
MAX_BYTES: Final = 5_000_000

_FIELDS = ("title", "published", "url", "publisher", "language")


class _Read(NamedTuple):
    """A text, what it says of itself, its origin where it tells that too, and what must be known of how it was read."""

    text: str
    facts: Mapping[str, str | None] = {}
    origin: str | None = None
    notes: tuple[str, ...] = ()


def to_document(  # noqa: PLR0913  named, and half of them seldom given
    data: bytes,
    media_type: str,
    *,
    name: str,
    id_: str,
    stated: Mapping[str, str],
    origin: str,
    max_bytes: int,
    ocr: Ocr | None = None,
    charset: str | None = None,
) -> Document:
    """Read an announcement.

    Args:
        data: what was given.
        media_type: `TEXT`, `HTML`, `PDF`, `DOCX` or `EML`.
        name: what messages call it.
        id_: the announcement's.
        stated: what is said of it from outside (url, title, publisher, published, language), which outranks what it
            says of itself.
        origin: the opaque key of where it comes from, where no URL is known.
        max_bytes: the size above which it is refused.
        ocr: what recognises the letters of a scan; without it a scan is refused.
        charset: the encoding that came with it from outside; it counts where the bytes are not UTF-8.

    Raises:
        UnreadableAnnouncement: it is too large, empty, or not readable as what it is said to be.
    """
    if len(data) > max_bytes:
        raise UnreadableAnnouncement(
            f"{name}: larger than the limit of {max_bytes / 1e6:g} MB; an announcement is a page or two: split the file"
        )
    if not data.strip():
        raise UnreadableAnnouncement(f"{name}: the file is empty; nothing to read")
    read = _read(data, media_type, name, ocr, charset)
    refuse_garbled(read.text, name)
    text, facts = read.text, {**read.facts, **{key: stated[key] for key in _FIELDS if stated.get(key)}}
    return Document(
        id=id_,
        text=text,
        language=identify_language(text, facts.get("language") or "und"),
        title=facts.get("title"),
        url=facts.get("url"),
        published=facts.get("published"),
        publisher=facts.get("publisher"),
        sha256=hashlib.sha256(data).hexdigest(),
        origin=facts.get("url") or read.origin or origin,
        media_type=media_type,
        notes=(*read.notes, *_lost(read.text)),
    )


def media_type_of(data: bytes, suffix: str) -> str:
    """Tell what a file is by the ending of its name, or, of one without (standard input), by how it begins."""
    if suffix == ".pdf" or (not suffix and data.startswith(MAGIC)):
        return PDF
    return MEDIA_TYPES.get(suffix, TEXT)


def _lost(text: str) -> Iterator[str]:
    """Say that letters were lost before a text came here: somebody read it in another encoding than its own."""
    if count := text.count("\ufffd"):
        letters = "1 letter was" if count == 1 else f"{count:,} letters were"
        yield f"{letters} lost before the text was saved, where \ufffd stands; what is said there may be read wrongly."


def _read(data: bytes, media_type: str, name: str, ocr: Ocr | None, charset: str | None) -> _Read:
    if media_type == HTML:
        page = read_page(data, name, charset)
        return _Read(page.text, {key: getattr(page, key) for key in _FIELDS})
    if media_type == PDF:
        pdf = read_pdf(data, name, ocr)
        return _Read(pdf.text, {"title": pdf.title}, notes=pdf.notes)
    if media_type == DOCX:
        docx = read_docx(data, name)
        return _Read(docx.text, {"title": docx.title})
    if media_type == EML:
        return _read_mail(data, name)
    text = decode(data, name, charset)
    if not text.strip():
        raise UnreadableAnnouncement(f"{name}: the file holds only blank characters; nothing to read")
    return _Read(text)


def _read_mail(data: bytes, name: str) -> _Read:
    """Read a mail alone: what is attached to it is counted in a note."""
    mail = read_mail(data, name)
    if mail.problem:
        raise mail.problem
    if not mail.text.strip():
        raise UnreadableAnnouncement(f"{name}: the mail has no text of its own; give what is attached to it")
    count = len(mail.attached)
    notes = (f"The mail has {count} attached file{'' if count == 1 else 's'}, not read here.",) if count else ()
    facts = {"title": mail.title, "published": mail.published, "publisher": mail.publisher}
    return _Read(mail.text, facts, mail.origin, (*notes, *mail.notes))
