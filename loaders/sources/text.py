"""Plain text: bytes decoded to the characters that were meant, or an error that says where they are not.

UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one. Other encodings are guessed only where the bytes
leave little doubt, because a wrong guess would put false words under every fact.
"""

from __future__ import annotations

import codecs

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.extraction.text.language import identify_language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
}
_REMEDY = "save it as UTF-8 text and read that"
# Windows-1252 texts in these languages are common; elsewhere a legacy encoding cannot be told from another.
_WESTERN = {"en", "fr", "es", "pt", "de", "it", "nl"}
_ODD = set("\u00a4\u00a6\u00a7\u00ac\u00b6\u00b8\u00d7\u00f7\u00fe\u00de\u00d0\u00f0\u0192\u2020\u2021\u2030")


def decode(data: bytes, name: str, *declared: str | None) -> str:
    r"""Decode the bytes of a text file; line ends stay as they are.

    >>> decode("\ufeffCinq arrestations\r\n".encode("utf-8"), "a.txt")
    'Cinq arrestations\r\n'
    >>> decode("Cinq personnes ont été arrêtées à Mae Sot".encode("cp1252"), "a.txt")
    'Cinq personnes ont été arrêtées à Mae Sot'

    Args:
        data: the bytes.
        name: what messages call them.
        declared: encodings that were told with them, the likeliest first; they count where the bytes are not UTF-8.

    Raises:
        UnreadableAnnouncement: the bytes are no text, or of an encoding that cannot be told.
    """
    refuse_binary(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name, len(mark))
    if b"\x00" in data:
        offset = data.index(b"\x00")
        raise UnreadableAnnouncement(f"{name}: byte {offset} is NUL, so this is not text; {_REMEDY}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        for encoding in filter(None, declared):
            try:
                return data.decode(encoding)
            except (LookupError, ValueError):
                continue
        return _legacy(data, name, error)


def refuse_binary(data: bytes, name: str) -> None:
    """Refuse well-known formats that are not text, by their first bytes.

    Raises:
        UnreadableAnnouncement: the bytes begin like such a format.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableAnnouncement(f"{name}: this is {what}, not a text or HTML file; {_remedy(what)}")


def _remedy(what: str) -> str:
    return "name it .pdf and read that" if what == "a PDF" else f"copy its text and {_REMEDY}"


def _strict(data: bytes, encoding: str, name: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        offset = skipped + error.start
        raise UnreadableAnnouncement(
            f"{name}: byte {offset} is not {encoding.upper()}, though the file begins as such; {_REMEDY}"
        ) from error


def _legacy(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Read Windows-1252 where the result is plainly a western language; refuse everything else."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    high = [character for character in text if character > "\x7f"]
    is_plain = bool(high) and not _ODD & set(high) and len(high) <= 0.15 * len(text)
    if is_plain and identify_language(text) in _WESTERN:
        return text
    raise UnreadableAnnouncement(
        f"{name}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8, the encoding cannot be told; {_REMEDY}"
    ) from error
